"""Which document came inside which other: facts about what was received, kept like the names of files.

They are truth, not projection: extractions know nothing of containers, and the same bytes may come in several.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.reading import Readable, Row, as_text, rows, storable

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.tables import DocumentPartTable

_ROWS = """
    SELECT p.*, c.source AS container_source, d.status AS status
    FROM document_parts p JOIN documents c ON c.sha256 = p.container_sha256
    LEFT JOIN documents d ON d.sha256 = p.part_sha256
"""
UNFINISHED_CONTAINERS = """
    SELECT p.container_sha256 FROM document_parts p LEFT JOIN documents inside ON inside.sha256 = p.part_sha256
    WHERE p.is_failure OR (p.part_sha256 IS NOT NULL AND inside.sha256 IS NULL)
"""
"""SQL: containers with documents that could not be had, or that a stopped run did not reach."""


@dataclass(frozen=True, slots=True)
class Held:
    """One thing inside a container, as it was found."""

    name: str
    """Inside the container, with its folders there."""
    sha256: str | None
    """The document that it is, None where it is not taken."""
    reason: str | None = None
    """Why it is not taken."""
    is_failure: bool = False
    """It is a document that cannot be had."""


@dataclass(frozen=True, slots=True)
class PartRow:
    """One thing inside a container, as the database knows it."""

    container_sha256: str
    container_source: str
    held: Held
    status: str | None
    """Of the document; None where there is none, or where it was not reached yet."""


def parts_in(session: Readable, container: str) -> tuple[PartRow, ...]:
    """What a container holds, in its order; empty for a document that is none."""
    found = rows(session, f"{_ROWS} WHERE p.container_sha256 = :sha256 ORDER BY p.position", {"sha256": container})
    return tuple(map(_part, found))


def containers_of(session: Readable, sha256: str) -> tuple[PartRow, ...]:
    """Where a document came inside another file, the first container first."""
    order = "ORDER BY p.first_seen_at, p.container_sha256, p.position"
    return tuple(map(_part, rows(session, f"{_ROWS} WHERE p.part_sha256 = :sha256 {order}", {"sha256": sha256})))


def parts_called(session: Readable, told: str) -> tuple[str, ...]:
    """sha256 of the documents that results call so: "courriel.eml/conseil.pdf", "envoi.zip/mars/conseil.pdf"."""
    pieces = storable(told).split("/")
    found: dict[str, None] = {}
    for place in range(1, len(pieces)):
        parameters = {"container": pieces[place - 1], "name": "/".join(pieces[place:])}
        sql = f"{_ROWS} WHERE c.source = :container AND p.name = :name AND p.part_sha256 IS NOT NULL"
        found |= {str(row["part_sha256"]): None for row in rows(session, sql, parameters)}
    return tuple(found)


def _part(row: Row) -> PartRow:
    held = Held(str(row["name"]), as_text(row["part_sha256"]), as_text(row["reason"]), bool(row["is_failure"]))
    return PartRow(str(row["container_sha256"]), str(row["container_source"]), held, as_text(row["status"]))


def keep_parts(session: "Session", container: str, held: Sequence[Held], *, at: dt.datetime) -> None:
    """Make the rows of a container say what it holds; those that say so already stay as they are."""
    from sqlalchemy import select

    from models.tables import DocumentPartTable

    known = {
        row.position: row
        for row in session.scalars(select(DocumentPartTable).where(DocumentPartTable.container_sha256 == container))
    }
    wanted = dict(enumerate(held))
    stale = [position for position, row in known.items() if wanted.get(position) != _held(row)]
    for position in stale:
        session.delete(known.pop(position))
    session.flush()
    for position, each in wanted.items():
        if position in known:
            continue
        session.add(
            DocumentPartTable(
                container_sha256=container,
                position=position,
                name=each.name,
                part_sha256=each.sha256,
                reason=each.reason,
                is_failure=each.is_failure,
                first_seen_at=at,
            )
        )
    session.flush()


def _held(row: "DocumentPartTable") -> Held:
    return Held(row.name, row.part_sha256, row.reason, row.is_failure)
