"""Copy a whole database, SQLite to Postgres or back: every row of every table, ids and instants unchanged."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Date, Table, func, insert, select, text

from models.errors import StorageError
from models.tables import Base, UtcDateTime
from store.database import Database, is_current, upgrade
from store.engine import connect
from store.failures import storage_errors

CHUNK = 500
_HOLDS = ("documents", "corrections", "runs")
"""Tables one of which has a row in every database that was ever used."""

Values = dict[str, Any]
"""One row by column name."""


def copy_database(source: Database, target: Database) -> dict[str, int]:
    """Copy everything into an empty database, made or upgraded where needed; all or nothing.

    Returns:
        How many rows each table got.

    Raises:
        StorageError: the target holds something, or one of the two cannot be used.
    """
    with source.reading():
        pass  # refuses a missing or outdated source before anything is made
    if not is_current(target):
        upgrade(target)
    with (
        storage_errors(source.name),
        connect(source.engine, writing=False) as reader,
        storage_errors(target.name),
        connect(target.engine, writing=True) as writer,
    ):
        check_empty(writer, target.name)
        return fill(writer, ((table, read_rows(reader, table)) for table in all_tables()))


def all_tables() -> list[Table]:
    """Every table, in an order that foreign keys accept."""
    return list(Base.metadata.sorted_tables)


def read_rows(connection: Connection, table: Table) -> Iterator[Values]:
    """All rows of a table, in the order of its key."""
    found = connection.execute(select(table).order_by(*table.primary_key.columns))
    for chunk in found.mappings().partitions(CHUNK):
        for row in chunk:
            yield {str(name): value for name, value in row.items()}


def check_empty(connection: Connection, name: str, *, hint: str = "") -> None:
    """Refuse to write over anything.

    Raises:
        StorageError: the database holds documents, decisions or runs.
    """
    for table in _HOLDS:
        if connection.execute(select(func.count()).select_from(Base.metadata.tables[table])).scalar():
            raise StorageError(f"The database {name} already holds {table}: nothing was written to it.{hint}")


def fill(connection: Connection, content: Iterable[tuple[Table, Iterable[Values]]]) -> dict[str, int]:
    """Insert rows into empty tables, and let Postgres count on from there."""
    counts: dict[str, int] = {}
    for table, found in content:
        counts[table.name] = 0
        for chunk in _chunks(found):
            connection.execute(insert(table), chunk)
            counts[table.name] += len(chunk)
    if connection.dialect.name == "postgresql":
        for name in ("corrections", "runs"):
            connection.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('{name}', 'number'), "
                    f"(SELECT max(number) FROM {name})) WHERE EXISTS (SELECT 1 FROM {name})"
                )
            )
    return counts


def _chunks(found: Iterable[Values]) -> Iterator[list[Values]]:
    chunk: list[Values] = []
    for row in found:
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def to_plain(row: Values) -> Values:
    """A row as JSON values: days and instants as ISO text."""
    return {
        name: value.isoformat() if isinstance(value, dt.date | dt.datetime) else value for name, value in row.items()
    }


def from_plain(table: Table, row: Values) -> Values:
    """The row again that `to_plain` made JSON of."""
    return {name: _typed(table, name, value) for name, value in row.items()}


def _typed(table: Table, name: str, value: Any) -> Any:
    if value is None:
        return None
    kind = table.c[name].type
    if isinstance(kind, UtcDateTime):
        return dt.datetime.fromisoformat(value)
    return dt.date.fromisoformat(value) if isinstance(kind, Date) else value
