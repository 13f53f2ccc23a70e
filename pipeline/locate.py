"""Locate: give every evidence of a PDF the boxes of its words on the page. Runs last, only for what was claimed."""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from models.document import Document
from models.evidence import Evidence
from models.issues import Issue
from models.records import Extraction, Record

VERSION = "1"


def locate(extraction: Extraction, document: Document, content: bytes) -> Extraction:
    """The extraction with boxes in PDF points (origin top left, one per line of a quote) in every evidence.

    Unchanged for formats without pages.
    """
    if not document.pages:
        return extraction
    from pipeline.readers.boxes import open_boxes

    with open_boxes(content, document) as boxes:
        return _place(extraction, lambda evidence: replace(evidence, boxes=boxes.of(evidence.spans)))


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
