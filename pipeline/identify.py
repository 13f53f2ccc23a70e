"""Give every record its id: derived from the document, the kind and the anchor, so that it outlives re-extraction.

The anchor is that of the W3C Web Annotation text-quote selector: the exact quote of the record's first evidence, some
words before and after it, and the page. Two records with the same anchor (two actions told in one sentence) are told
apart by their order.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import fields, replace
from typing import TypeVar

from models.document import Document
from models.evidence import Evidence
from models.folding import fold, tidy
from models.records import Extraction, Record
from models.vocabulary import RecordKind

VERSION = "1"

CONTEXT = 24
"""Characters before and after the quote that take part in the anchor."""

_KINDS = {
    "attendance": RecordKind.ATTENDANCE,
    "agenda": RecordKind.AGENDA_ITEM,
    "decisions": RecordKind.DECISION,
    "actions": RecordKind.ACTION,
    "dates": RecordKind.DATE,
    "people": RecordKind.PERSON,
}

R = TypeVar("R", bound=Record)


def identify(extraction: Extraction, document: Document) -> Extraction:
    """The extraction with an id of 16 hex digits in every record; links between records follow their new ids."""
    changed = {name: _number(getattr(extraction, name), kind, document) for name, kind in _KINDS.items()}
    renamed = {
        old.id: new.id
        for name in _KINDS
        for old, new in zip(getattr(extraction, name), changed[name], strict=True)
        if old.id
    }
    (meeting,) = _number((extraction.meeting,), RecordKind.MEETING, document)
    linked = {name: tuple(_follow(record, renamed) for record in records) for name, records in changed.items()}
    return replace(extraction, meeting=meeting, **linked)  # type: ignore[arg-type]  # one tuple type per field


def _number(records: Iterable[R], kind: RecordKind, document: Document) -> tuple[R, ...]:
    seen: dict[str, int] = {}
    numbered = []
    for record in records:
        anchor = _anchor(record.evidence[0], document) if record.evidence else ""
        seen[anchor] = seen.get(anchor, 0) + 1
        key = "\x1f".join((document.sha256, kind.value, anchor, str(seen[anchor])))
        numbered.append(replace(record, id=hashlib.blake2b(key.encode(), digest_size=8).hexdigest()))
    return tuple(numbered)


def _anchor(evidence: Evidence, document: Document) -> str:
    start, end = evidence.spans[0].start, evidence.spans[-1].end
    before = document.text[max(0, start - CONTEXT) : start]
    after = document.text[end : end + CONTEXT]
    words = (fold(tidy(part)) for part in (evidence.quote, before, after))
    return "\x1e".join((*words, str(evidence.page_no)))


def _follow(record: Record, renamed: dict[str, str]) -> Record:
    if "agenda_item" not in {field.name for field in fields(record)}:
        return record
    item = getattr(record, "agenda_item", None)
    return replace(record, agenda_item=renamed.get(item)) if item else record  # type: ignore[call-arg]
