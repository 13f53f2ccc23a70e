"""Read the database through its bare driver: open in milliseconds, for commands that must start at once.

Queries are plain SQL that SQLite and Postgres both take, with parameters written `:name`; `rows` runs them on a bare
connection and on a SQLAlchemy session alike.
"""

import datetime as dt
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from models.errors import StorageError
from store.failures import OutdatedError

if TYPE_CHECKING:
    import psycopg
    from sqlalchemy.orm import Session

Value = str | int | float | bool | dt.date | dt.datetime | None
Row = Mapping[str, Value]
BUSY_SECONDS = 30
"""How long a reader or writer waits for another: a rebuild of a large database holds the lock for some seconds."""

_PARAMETER_RE = re.compile(r"(?<![:\w]):(?P<name>[a-z_][a-z0-9_]*)")


class _Cursor(Protocol):
    def fetchall(self) -> Sequence[Sequence[Value]]: ...

    @property
    def description(self) -> Sequence[Sequence[object]] | None: ...


class _Connection(Protocol):
    def execute(self, sql: str, parameters: Mapping[str, Value]) -> _Cursor: ...


@dataclass(frozen=True, slots=True)
class Reading:
    """One read-only transaction on a bare connection."""

    connection: _Connection
    is_sqlite: bool

    def rows(self, sql: str, parameters: Mapping[str, Value]) -> list[Row]:
        if not self.is_sqlite:
            sql = _PARAMETER_RE.sub(r"%(\g<name>)s", sql)
        cursor = self.connection.execute(sql, parameters)
        names = [str(column[0]) for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


Readable: TypeAlias = "Session | Reading"
"""What queries can be run on."""


def rows(session: Readable, sql: str, parameters: Mapping[str, Value] | None = None) -> list[Row]:
    """Run a query; `:name` stands for a parameter. The SQL holds no "%" and no ":" of its own."""
    if isinstance(session, Reading):
        return session.rows(sql, parameters or {})
    from sqlalchemy import text

    found = session.execute(text(sql), dict(parameters or {}))
    return [dict(row) for row in found.mappings()]


def is_sqlite(session: Readable) -> bool:
    return session.is_sqlite if isinstance(session, Reading) else session.get_bind().dialect.name == "sqlite"


def has_tables(session: Readable) -> bool:
    """Tell whether `upgrade` has ever run here."""
    if is_sqlite(session):
        return bool(rows(session, "SELECT 1 AS found FROM sqlite_master WHERE name = 'alembic_version'"))
    return rows(session, "SELECT to_regclass('alembic_version') IS NOT NULL AS found")[0]["found"] is True


@contextmanager
def open_reading(url: str, path: Path | None) -> Iterator[Reading]:
    """Open a bare connection; closed at the end, nothing written."""
    if path is not None:
        with _open_sqlite(path) as reading:
            yield reading
        return
    import psycopg

    with psycopg.connect(url.replace("+psycopg", "", 1), connect_timeout=10) as connection:
        check_encoding(connection)
        connection.read_only = True
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        yield Reading(connection, is_sqlite=False)


@contextmanager
def _open_sqlite(path: Path) -> Iterator[Reading]:
    check_file(path)
    uri = f"{path.absolute().as_uri()}?mode=rw"  # read-only mode cannot open a WAL database that nobody else has open
    with closing(sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("BEGIN")
        yield Reading(connection, is_sqlite=True)


def check_file(path: Path) -> None:
    """Refuse a SQLite file that is not there: SQLite would make an empty one in silence.

    Raises:
        OutdatedError: it is not there yet.
        StorageError: a folder above it may not be entered.
    """
    try:
        there = path.exists()
    except OSError as error:
        raise StorageError(
            f"The database {path} cannot be opened ({error.strerror}): check the rights on its folder."
        ) from error
    if not there:
        raise OutdatedError(f"There is no database {path} yet: run `minutier ingest` or `minutier db upgrade`.")


def check_encoding(connection: "psycopg.Connection[tuple[Value, ...]]") -> None:
    """Refuse a Postgres database that cannot hold every character of a document.

    Raises:
        StorageError: it was made with another encoding than UTF8.
    """
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise StorageError(
            f"The database {connection.info.dbname} has the encoding {encoding}, minutier needs UTF8: "
            "make one with `createdb --encoding UTF8 --template template0`."
        )


def as_day(value: Value) -> dt.date | None:
    """A DATE of either driver: SQLite gives text."""
    if value is None or (isinstance(value, dt.date) and not isinstance(value, dt.datetime)):
        return value
    return dt.date.fromisoformat(str(value)[:10])


def as_instant(value: Value) -> dt.datetime | None:
    """An instant of either driver, in UTC: SQLite gives text without a zone."""
    if value is None:
        return None
    instant = value if isinstance(value, dt.datetime) else dt.datetime.fromisoformat(str(value))
    return instant.replace(tzinfo=dt.UTC) if instant.tzinfo is None else instant.astimezone(dt.UTC)


def as_text(value: Value) -> str | None:
    return None if value is None else str(value)


def as_int(value: Value) -> int | None:
    return None if value is None else int(str(value))


def storable(text: str) -> str:
    """Text that both databases take: no NUL, no lone surrogate (damaged PDFs and odd file names hold both)."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
