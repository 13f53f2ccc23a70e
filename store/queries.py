"""What the command line asks the database, as plain frozen rows.

Every function takes a SQLAlchemy session or, for commands that must start at once, `Database.reading()`.
"""

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.errors import InternalError
from models.folding import fold
from models.vocabulary import ExtractionStatus, RecordKind, RunOutcome
from store.forms import Json, all_records
from store.reading import Readable, Row, as_day, as_instant, as_int, as_text, is_sqlite, rows, storable

if TYPE_CHECKING:
    from models.records import Extraction
    from store.replay import Correction

_RECORD_TABLES: dict[RecordKind, str] = {
    RecordKind.MEETING: "meetings",
    RecordKind.ATTENDANCE: "attendance",
    RecordKind.AGENDA_ITEM: "agenda_items",
    RecordKind.DECISION: "decisions",
    RecordKind.ACTION: "actions",
    RecordKind.DATE: "dates",
    RecordKind.PERSON: "people",
}
_OF_OWNER = """
    AND EXISTS (
        SELECT 1 FROM action_owners o WHERE o.action_id = a.id AND (
            o.name_key LIKE :owner ESCAPE '!'
            OR EXISTS (
                SELECT 1 FROM mentions named JOIN mentions asked ON asked.person_id = named.person_id
                WHERE named.document_sha256 = o.document_sha256 AND named.text_key = o.name_key
                AND asked.text_key LIKE :owner ESCAPE '!'
            )
        )
    )"""
_COUNTED = ("documents", *_RECORD_TABLES.values(), "votes", "issues", "corrections", "orphans")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRow:
    """An action still to be done. `overdue`: its last day is before today."""

    id: str
    text: str
    owners: tuple[str, ...]
    due_text: str | None
    due_start: dt.date | None
    due_end: dt.date | None
    overdue: bool
    status: str
    source: str
    sha256: str
    page_no: int | None
    body: str | None
    meeting_date: dt.date | None
    review: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """One document, current or superseded."""

    sha256: str
    source: str
    sources: tuple[str, ...]
    """Every name under which it came, the first one first."""
    media_type: str | None
    size_bytes: int
    first_seen_at: dt.datetime
    status: str
    failure: str | None
    kind: str | None
    document_type: str | None
    language: str | None
    page_count: int | None
    superseded_by: str | None
    same_meeting_as: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow:
    """One run of the ledger."""

    number: int
    started_at: dt.datetime
    ended_at: dt.datetime | None
    """None while it runs, and for ever if it was stopped."""
    counts: dict[tuple[RunOutcome | None, ExtractionStatus], int]
    """Files by outcome and status, as in `RunReport.counts`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRow:
    """One record with all that is known about it."""

    id: str
    kind: RecordKind
    record: Json
    """As in the record form, people's decisions replayed."""
    evidence: tuple[Json, ...]
    document: DocumentRow
    history: "tuple[Correction, ...]"
    """What people decided about it, oldest first, undone decisions too."""


def open_actions(
    session: Readable,
    *,
    today: dt.date,
    owner: str | None = None,
    overdue_only: bool = False,
    limit: int | None = None,
) -> tuple[ActionRow, ...]:
    """Actions of current documents that are neither done nor rejected, most urgent first.

    Overdue ones first, then by last day; an open end ("à partir de mai") stands at its first day; undated ones last.

    Args:
        session: where to read.
        today: the day against which "overdue" is told.
        owner: only actions one of whose owners, in any form under which the document names that person, contains these
            words (case and accents aside).
        overdue_only: only those whose last day has passed.
        limit: at most so many.
    """
    sql = "SELECT * FROM v1_actions a WHERE status <> 'done' AND review <> 'rejected'"
    parameters: dict[str, str | int | dt.date] = {}
    if owner is not None:
        sql += _OF_OWNER
        parameters["owner"] = f"%{_like(' '.join(fold(storable(owner)).split()))}%"
    if overdue_only:
        sql += " AND due_end < :today"
        parameters["today"] = today.isoformat() if is_sqlite(session) else today
    sql += (
        " ORDER BY COALESCE(due_end, due_start) IS NULL, COALESCE(due_end, due_start), meeting_date, source, position"
    )
    if limit is not None:
        sql += " LIMIT :limit_to"
        parameters["limit_to"] = limit
    return tuple(_action(row, today) for row in rows(session, sql, parameters))


def _like(words: str) -> str:
    """Words for LIKE … ESCAPE '!'."""
    return words.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def _action(row: Row, today: dt.date) -> ActionRow:
    due_end = as_day(row["due_end"])
    return ActionRow(
        id=str(row["id"]),
        text=str(row["text"]),
        owners=tuple(json.loads(str(row["owners"]))),
        due_text=as_text(row["due_text"]),
        due_start=as_day(row["due_start"]),
        due_end=due_end,
        overdue=due_end is not None and due_end < today,
        status=str(row["status"]),
        source=str(row["source"]),
        sha256=str(row["document_sha256"]),
        page_no=as_int(row["page_no"]),
        body=as_text(row["body"]),
        meeting_date=as_day(row["meeting_date"]),
        review=str(row["review"]),
        confidence=float(str(row["confidence"])),
    )


def record_counts(session: Readable) -> dict[str, int]:
    """How many rows of each kind the current documents hold; `documents` counts those, `superseded` the others."""
    counts: dict[str, int] = {}
    current = "(SELECT sha256 FROM documents WHERE superseded_by IS NULL)"
    for table in _COUNTED:
        key = "sha256" if table == "documents" else "document_sha256"
        found = rows(session, f"SELECT count(*) AS n FROM {table} WHERE {key} IN {current}")
        counts[table] = int(str(found[0]["n"]))
    superseded = rows(session, "SELECT count(*) AS n FROM documents WHERE superseded_by IS NOT NULL")
    return counts | {"superseded": int(str(superseded[0]["n"]))}


def find_documents(session: Readable, reference: str) -> tuple[DocumentRow, ...]:
    """Documents by the beginning of their sha256 (4 digits or more) or by file name, the last received first."""
    sql = (
        "SELECT * FROM documents d WHERE EXISTS (SELECT 1 FROM document_sources s "
        "WHERE s.document_sha256 = d.sha256 AND s.source = :reference)"
    )
    parameters = {"reference": storable(reference)}
    if len(reference) >= 4:
        sql += " OR d.sha256 LIKE :prefix ESCAPE '!'"
        parameters["prefix"] = _like(storable(reference).lower()) + "%"
    found = rows(session, sql + " ORDER BY d.first_seen_at DESC, d.sha256", parameters)
    return tuple(_document(session, row) for row in found)


def _document(session: Readable, row: Row) -> DocumentRow:
    sql = "SELECT source FROM document_sources WHERE document_sha256 = :sha256 ORDER BY first_seen_at, source"
    first_seen = as_instant(row["first_seen_at"])
    if first_seen is None:
        raise InternalError("A document without the instant of its arrival.")
    return DocumentRow(
        sha256=str(row["sha256"]),
        source=str(row["source"]),
        sources=tuple(str(name["source"]) for name in rows(session, sql, {"sha256": row["sha256"]})),
        media_type=as_text(row["media_type"]),
        size_bytes=int(str(row["size_bytes"])),
        first_seen_at=first_seen,
        status=str(row["status"]),
        failure=as_text(row["failure"]),
        kind=as_text(row["kind"]),
        document_type=as_text(row["document_type"]),
        language=as_text(row["language"]),
        page_count=as_int(row["page_count"]),
        superseded_by=as_text(row["superseded_by"]),
        same_meeting_as=as_text(row["same_meeting_as"]),
    )


def failed_documents(session: Readable) -> tuple[DocumentRow, ...]:
    """Documents whose last reading failed, the last received first: what a person should look at."""
    found = rows(session, "SELECT * FROM documents WHERE failure IS NOT NULL ORDER BY first_seen_at DESC, sha256")
    return tuple(_document(session, row) for row in found)


def recent_runs(session: Readable, *, limit: int = 10) -> tuple[RunRow, ...]:
    """The last runs of the ledger, the latest first."""
    sql = "SELECT number, started_at, ended_at FROM runs ORDER BY number DESC LIMIT :limit_to"
    return tuple(_run(session, row) for row in rows(session, sql, {"limit_to": limit}))


def _run(session: Readable, row: Row) -> RunRow:
    sql = "SELECT outcome, status, count(*) AS n FROM run_items WHERE run_number = :run GROUP BY outcome, status"
    started = as_instant(row["started_at"])
    if started is None:
        raise InternalError("A run without a beginning.")
    return RunRow(
        number=int(str(row["number"])),
        started_at=started,
        ended_at=as_instant(row["ended_at"]),
        counts={
            (RunOutcome(str(item["outcome"])) if item["outcome"] else None, ExtractionStatus(str(item["status"]))): int(
                str(item["n"])
            )
            for item in rows(session, sql, {"run": row["number"]})
        },
    )


def load_extraction(session: Readable, sha256: str) -> "Extraction | None":
    """The extraction of a document with people's decisions replayed; None if it is unknown or was never read."""
    from store.truth import decided_form, extraction_of

    form = decided_form(session, sha256)
    return extraction_of(form) if form is not None else None


def find_owner(session: Readable, record_id: str) -> str | None:
    """The sha256 of the document whose record has this id, None if no record has."""
    parts = [f"SELECT document_sha256 FROM {table} WHERE id = :id" for table in _RECORD_TABLES.values()]
    found = rows(session, " UNION ALL ".join(parts), {"id": record_id})
    return str(found[0]["document_sha256"]) if found else None


def find_record(session: Readable, id_prefix: str) -> RecordRow | None:
    """The record whose id begins so; None if there is none, or more than one."""
    if len(id_prefix) < 4:
        return None
    parts = [
        f"SELECT id, document_sha256 FROM {table} WHERE id LIKE :prefix ESCAPE '!'" for table in _RECORD_TABLES.values()
    ]
    found = rows(session, " UNION ALL ".join(parts), {"prefix": _like(storable(id_prefix).lower()) + "%"})
    if len(found) != 1:
        return None
    return _record(session, str(found[0]["id"]), str(found[0]["document_sha256"]))


def agenda_title(session: Readable, row: RecordRow | None) -> str | None:
    """The title of the agenda item to which a record belongs; None if there is none."""
    item_id = row.record.get("agenda_item") if row else None
    item = find_record(session, item_id) if item_id else None
    return str(item.record["title"]) if item else None


def _record(session: Readable, record_id: str, sha256: str) -> RecordRow | None:
    from store.truth import decided_form, history_of

    form = decided_form(session, sha256)
    document = rows(session, "SELECT * FROM documents WHERE sha256 = :sha256", {"sha256": sha256})
    for kind, record in all_records(form) if form else ():
        if record["id"] == record_id:
            return RecordRow(
                id=record_id,
                kind=kind,
                record=record,
                evidence=tuple(record["evidence"]),
                document=_document(session, document[0]),
                history=tuple(history_of(session, sha256, record_id)),
            )
    return None
