"""Read what cannot be made again: the extraction of each document and the log of people's decisions."""

import json
from dataclasses import replace

from models.records import Extraction
from models.vocabulary import RecordKind
from store.forms import Json, anchor_quote, records_of
from store.reading import Readable, Row, as_instant, rows
from store.replay import Correction, find_orphans, replay


def load_form(session: Readable, sha256: str) -> Json | None:
    """The machine's record form of a document, None if it was never read."""
    found = rows(session, "SELECT form FROM extractions WHERE document_sha256 = :sha256", {"sha256": sha256})
    return json.loads(str(found[0]["form"])) if found else None


def load_corrections(session: Readable, sha256: str) -> list[Correction]:
    """The log of one document, oldest entry first."""
    sql = "SELECT * FROM corrections WHERE document_sha256 = :sha256 ORDER BY number"
    return [correction_of(row) for row in rows(session, sql, {"sha256": sha256})]


def correction_of(row: Row) -> Correction:
    """A row of the log as a value."""
    made_at = as_instant(row["made_at"])
    if made_at is None:
        raise ValueError("a correction without an instant")
    return Correction(
        number=int(str(row["number"])),
        document_sha256=str(row["document_sha256"]),
        record_id=str(row["record_id"]),
        kind=RecordKind(str(row["kind"])),
        change=str(row["change"]),
        values=json.loads(str(row["new_values"])),
        seen=json.loads(str(row["seen"])),
        author=str(row["author"]),
        reason=None if row["reason"] is None else str(row["reason"]),
        made_at=made_at,
    )


def carried_corrections(session: Readable, sha256: str, form: Json) -> list[Correction]:
    """Decisions about earlier versions of these minutes whose words stand here too, with the ids of this document.

    Words that stand here more than once, or not at all, carry nothing: those decisions stay with the earlier version.
    """
    sql = "SELECT sha256 FROM documents WHERE superseded_by = :sha256 ORDER BY first_seen_at, sha256"
    carried: list[Correction] = []
    for row in rows(session, sql, {"sha256": sha256}):
        for correction in load_corrections(session, str(row["sha256"])):
            record_id = _same_words(form, correction)
            if record_id is not None:
                carried.append(_moved(correction, sha256, record_id))
    return carried


def _same_words(form: Json, correction: Correction) -> str | None:
    quote = anchor_quote(correction.seen)
    if quote is None:
        return None
    found = [record["id"] for record in records_of(form, correction.kind) if anchor_quote(record) == quote]
    return str(found[0]) if len(found) == 1 else None


def _moved(correction: Correction, sha256: str, record_id: str) -> Correction:
    return replace(correction, document_sha256=sha256, record_id=record_id)


def decided_form(session: Readable, sha256: str) -> Json | None:
    """The record form with all decisions replayed, those about earlier versions too; None if it was never read."""
    form = load_form(session, sha256)
    if form is None:
        return None
    log = carried_corrections(session, sha256, form) + load_corrections(session, sha256)
    return replay(form, log)


def history_of(session: Readable, sha256: str, record_id: str) -> list[Correction]:
    """What people decided about one record, in its document and in earlier versions of it, oldest first."""
    form = load_form(session, sha256)
    carried = carried_corrections(session, sha256, form) if form else []
    log = carried + load_corrections(session, sha256)
    return sorted((item for item in log if item.record_id == record_id), key=lambda item: item.number)


def orphans_of(session: Readable, sha256: str) -> list[Correction]:
    """Decisions in force about a document whose record its current extraction does not hold."""
    return find_orphans(load_form(session, sha256), load_corrections(session, sha256))


def extraction_of(form: Json) -> Extraction:
    """The record form as typed records."""
    from models.record_form import from_json

    return from_json(json.dumps(form, ensure_ascii=False))
