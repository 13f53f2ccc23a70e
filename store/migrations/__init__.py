"""Alembic migrations, driven from code: no alembic.ini, no command line, one transaction for tables and views."""

from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine

if TYPE_CHECKING:
    from alembic.config import Config


def migrate(engine: Engine) -> None:
    """Bring tables to the newest migration and make the views anew; a second process waits, then finds it done."""
    from store.engine import connect, use_wal

    use_wal(engine)
    with connect(engine, writing=True) as connection:
        migrate_on(connection)


def migrate_on(connection: Connection) -> None:
    """The same in the caller's transaction."""
    from store.views import create_views, drop_views

    drop_views(connection)
    _run_migrations(connection)
    create_views(connection)


def make_config() -> "Config":
    """Alembic's settings; the scripts lie beside this module, also where the package is installed."""
    from pathlib import Path

    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return config


def _run_migrations(connection: Connection) -> None:
    from alembic import command

    config = make_config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
