"""The record form as JSON objects: the shape in which extractions are kept and people's decisions replayed.

Working on plain JSON keeps pydantic out of commands that only read.
"""

from collections.abc import Iterator
from typing import Any

from models.folding import fold
from models.vocabulary import RecordKind

Json = dict[str, Any]
"""A JSON object: the record form of a document, or one record of it."""

SECTIONS: dict[RecordKind, str] = {
    RecordKind.MEETING: "meeting",
    RecordKind.ATTENDANCE: "attendance",
    RecordKind.AGENDA_ITEM: "agenda",
    RecordKind.DECISION: "decisions",
    RecordKind.ACTION: "actions",
    RecordKind.DATE: "dates",
    RecordKind.PERSON: "people",
}
"""Under which key of the record form each kind of record stands."""

BOOKKEEPING = frozenset({"id", "confidence", "review", "evidence"})
"""Keys of every record that are not its facts."""

_MAIN_FIELDS = ("text", "name", "title", "body", "date")
"""Fields whose evidence best tells one record from another, best first."""


def records_of(form: Json, kind: RecordKind) -> list[Json]:
    """The records of one kind; the one meeting as a list of one."""
    section = form[SECTIONS[kind]]
    return [section] if kind is RecordKind.MEETING else list(section)


def all_records(form: Json) -> Iterator[tuple[RecordKind, Json]]:
    """Every record with its kind, in the order of the record form."""
    for kind in SECTIONS:
        for record in records_of(form, kind):
            yield kind, record


def main_evidence(record: Json) -> Json | None:
    """The evidence that anchors a record: of its main field, else the first; None without any."""
    evidence: list[Json] = record.get("evidence") or []
    by_field = {item["field"]: item for item in reversed(evidence)}
    for field in _MAIN_FIELDS:
        if field in by_field:
            return by_field[field]
    return evidence[0] if evidence else None


def anchor_quote(record: Json) -> str | None:
    """The anchoring words, folded and with single spaces, so that another reading of the same page compares equal."""
    evidence = main_evidence(record)
    return " ".join(fold(evidence["quote"]).split()) or None if evidence else None
