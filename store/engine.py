"""SQLAlchemy engines and transactions, set up for each of the two databases."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from store.reading import BUSY_SECONDS, check_encoding

_WRITING = "minutier_writing"
_WAL_ATTEMPTS = 50
_WAL_PAUSE_SECONDS = 0.1
_WRITER_LOCK = 0x6D696E7574696572
"""Key of the Postgres advisory lock that makes writers wait for each other, as SQLite's BEGIN IMMEDIATE does."""


def make_engine(url: str) -> Engine:
    """An engine of either kind; no connection is opened. Row values never reach messages or logs."""
    if url.startswith("sqlite"):
        file = URL.create("sqlite", database=url.removeprefix("sqlite:///"))  # its name may hold "?" or "%"
        engine = create_engine(file, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS})
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    engine = create_engine(url, hide_parameters=True, pool_pre_ping=True, connect_args={"connect_timeout": 10})
    event.listen(engine, "connect", _check_postgres)
    return engine


def _check_postgres(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    import psycopg

    driver = getattr(connection, "driver_connection", connection)
    if isinstance(driver, psycopg.Connection):
        check_encoding(driver)


def _set_up_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """Leave transactions to `_begin_sqlite` (the driver begins them too late), switch foreign keys on."""
    if isinstance(connection, sqlite3.Connection):
        connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """BEGIN IMMEDIATE for writers: a lock taken at the first write instead can fail without waiting."""
    writing = connection.get_execution_options().get(_WRITING, False)
    if connection.get_execution_options().get("isolation_level") == "AUTOCOMMIT":
        return
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def connect(engine: Engine, *, writing: bool) -> Iterator[Connection]:
    """One transaction: committed at the end, rolled back on any exception; a writer is alone.

    Readers see one state of the whole database throughout, as SQLite has it anyway.
    """
    with engine.connect() as raw:
        connection = raw.execution_options(**{_WRITING: writing})
        if engine.dialect.name == "postgresql" and not writing:
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            if writing and engine.dialect.name == "postgresql":
                connection.execute(text(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'"))
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _WRITER_LOCK})
            yield connection


@contextmanager
def transaction(engine: Engine, *, writing: bool) -> Iterator[Session]:
    """The same as a SQLAlchemy session; everything is flushed before the commit."""
    with connect(engine, writing=writing) as connection, Session(connection, expire_on_commit=False) as session:
        yield session
        session.flush()


def use_wal(engine: Engine) -> None:
    """Let SQLite's readers and writer work side by side; the file remembers it. Postgres does so anyway.

    SQLite does not wait for others at this one statement, so a lock is tried again for a while.
    """
    if engine.dialect.name != "sqlite":
        return
    for attempt in range(_WAL_ATTEMPTS):
        try:
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("PRAGMA journal_mode = WAL")
            return
        except OperationalError as error:
            code = getattr(error.orig, "sqlite_errorname", "")
            if not code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")) or attempt == _WAL_ATTEMPTS - 1:
                raise
            time.sleep(_WAL_PAUSE_SECONDS)
