"""Write the rows of one document: exactly those that its extraction and the log of corrections give.

Rows are compared with what stands in the tables and only differences are written, so that `changed_at` tells when a
row last changed and a second projection writes nothing. All rows change in the caller's transaction, or none.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Table, and_, delete, insert, select, tuple_, update
from sqlalchemy.orm import Session

from models.records import Extraction
from models.tables import Base
from store.reading import storable
from store.replay import Correction
from store.rows import PROJECTED, Row, rows_of

T = TypeVar("T")
_Key = tuple[object, ...]
_UNTOLD = frozenset({"changed_at"})
"""Columns that do not count as a difference."""


def project(session: Session, extraction: Extraction, *, at: dt.datetime, orphans: Sequence[Correction] = ()) -> int:
    """Make the tables say what the extraction says; its people's decisions are already in it (store/replay.py).

    Args:
        session: an open transaction, best of `Database.write`.
        extraction: with people's decisions replayed.
        at: the instant that changed rows carry.
        orphans: decisions whose record the extraction does not hold.

    Returns:
        How many rows were added, changed or removed.
    """
    wanted = rows_of(extraction, orphans)
    tables = [Base.metadata.tables[name] for name in PROJECTED]
    known = {table.name: _stored(session, table, extraction.sha256) for table in tables}
    count = 0
    for table in reversed(tables):
        keys = {_key(table, row) for row in wanted[table.name]}
        count += _remove(session, table, extraction.sha256, [key for key in known[table.name] if key not in keys])
    for table in tables:
        rows = [_complete(table, row, extraction.sha256, at) for row in wanted[table.name]]
        count += _write(session, table, rows, known[table.name])
    return count


def _key(table: Table, row: Mapping[str, Any]) -> _Key:
    return tuple(row[column.name] for column in _key_columns(table))


def _key_columns(table: Table) -> list[Any]:
    """The primary key, the document left out: rows are compared within one document."""
    return [column for column in table.primary_key.columns if column.name != "document_sha256"]


def _stored(session: Session, table: Table, sha256: str) -> dict[_Key, Row]:
    found = session.execute(select(table).where(table.c.document_sha256 == sha256)).mappings()
    rows = [{str(name): value for name, value in row.items()} for row in found]
    return {_key(table, row): row for row in rows}


def _complete(table: Table, row: Row, sha256: str, at: dt.datetime) -> Row:
    """Add what the table wants besides, and make text that both databases take."""
    whole = {name: storable(value) if isinstance(value, str) else value for name, value in row.items()} | {
        "document_sha256": sha256
    }
    return whole | {"changed_at": at} if "changed_at" in table.c else whole


def _remove(session: Session, table: Table, sha256: str, keys: Sequence[_Key]) -> int:
    own = table.c.document_sha256 == sha256
    for chunk in _chunks(keys, 200):
        session.execute(delete(table).where(own, tuple_(*_key_columns(table)).in_(chunk)))
    return len(keys)


def _write(session: Session, table: Table, rows: Sequence[Row], known: Mapping[_Key, Row]) -> int:
    new = [row for row in rows if _key(table, row) not in known]
    changed = [row for row in rows if (stored := known.get(_key(table, row))) and _differs(row, stored)]
    for chunk in _chunks(new, 500):
        session.execute(insert(table), list(chunk))
    for row in changed:
        same = and_(*(column == row[column.name] for column in table.primary_key.columns))
        session.execute(update(table).where(same).values(row))
    return len(new) + len(changed)


def _differs(row: Row, stored: Row) -> bool:
    return any(stored[name] != value for name, value in row.items() if name not in _UNTOLD)


def _chunks(items: Sequence[T], size: int) -> Iterable[Sequence[T]]:
    return (items[start : start + size] for start in range(0, len(items), size))
