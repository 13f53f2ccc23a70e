"""Alembic runs this file: it hands the open connection over, transactions are the caller's."""

from alembic import context
from sqlalchemy import Connection

from models.tables import Base

connection: Connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True, transactional_ddl=False)
context.run_migrations()
