"""Locate: give every evidence of a PDF the boxes of its words on the page. Runs last, only for what was claimed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, replace
from typing import Any

from models.document import Document, Span
from models.evidence import Evidence
from models.issues import Issue
from models.records import Extraction, Record
from pipeline.isolation import Desk, directly
from pipeline.opening import boxes_of

VERSION = "1"


def locate(
    extraction: Extraction,
    document: Document,
    content: bytes,
    desk: Desk = directly,
    passwords: Sequence[str] = (),
) -> Extraction:
    """The extraction with boxes in PDF points (origin top left, one per line of a quote) in every evidence.

    Unchanged for formats without pages. The original is opened once, over the desk, for all quotes together.

    Raises:
        InputError: the desk's limits; the bytes are not those that the document was read from.
    """
    quotes = tuple(dict.fromkeys(_quotes(extraction))) if document.pages else ()
    if not quotes:
        return extraction
    found = desk(document.source, boxes_of, content, document, quotes, passwords)
    boxes = dict(zip(quotes, found, strict=True))
    return _place(extraction, lambda evidence: replace(evidence, boxes=boxes[evidence.spans]))


def _quotes(extraction: Extraction) -> Iterator[tuple[Span, ...]]:
    for field in fields(extraction):
        value = getattr(extraction, field.name)
        records = value if isinstance(value, tuple) else (value,)
        for record in records:
            if isinstance(record, Record | Issue):
                yield from (evidence.spans for evidence in record.evidence)


def _place(extraction: Extraction, box: Callable[[Evidence], Evidence]) -> Extraction:
    changes: dict[str, Any] = {}
    for field in fields(extraction):
        value = getattr(extraction, field.name)
        if isinstance(value, Record):
            changes[field.name] = _placed(value, box)
        elif isinstance(value, tuple) and value and isinstance(value[0], Record | Issue):
            changes[field.name] = tuple(_placed(record, box) for record in value)
    return replace(extraction, **changes)


def _placed(record: Record | Issue, box: Callable[[Evidence], Evidence]) -> Record | Issue:
    return replace(record, evidence=tuple(box(evidence) for evidence in record.evidence))
