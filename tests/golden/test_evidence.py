"""Every claim shows its words: quotes equal the text at their spans, boxes on the page hold the quote and nothing else."""

import io
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pdfplumber
import pytest

from models.evidence import Evidence, quote_of
from models.folding import view_of
from models.records import Extraction, Record
from pipeline.run import Processed, process_bytes

DOCUMENTS = Path(__file__).parents[2] / "corpus" / "documents"
SHARED = Path(__file__).parents[3] / "shared" / "gold" / "dev"
"""Real documents, where they are at hand; the tests pass without them."""
_ALL = sorted(DOCUMENTS.iterdir()) + sorted(
    p for p in SHARED.glob("*.*") if p.suffix in {".pdf", ".md", ".docx", ".txt"}
)


@cache
def _processed(path: Path) -> Processed | None:
    from models.errors import InputError

    try:
        return process_bytes(path.read_bytes(), path.name)
    except InputError:
        return None


def _readable(path: Path) -> Processed:
    """The document read; skipped where it is a real one of a format that is not read yet, never one of our own."""
    processed = _processed(path)
    if processed is None and path.parent != DOCUMENTS:
        pytest.skip("a format that is not read yet")
    assert processed is not None, "a sample document that cannot be read"
    return processed


def _evidence(extraction: Extraction) -> Iterator[Evidence]:
    records: list[Record] = [extraction.meeting]
    for field in ("attendance", "agenda", "decisions", "actions", "dates", "people"):
        records += getattr(extraction, field)
    for record in records:
        yield from record.evidence
    for issue in extraction.issues:
        yield from issue.evidence


@pytest.mark.parametrize("path", _ALL, ids=lambda path: path.name)
def test_quotes_equal_the_text_at_their_spans(path: Path) -> None:
    processed = _readable(path)
    wrong = [
        (evidence.rule, evidence.quote)
        for evidence in _evidence(processed.extraction)
        if evidence.quote != quote_of(processed.document.text, evidence.spans)
        or not evidence.quote.strip()
        or list(evidence.spans) != sorted(evidence.spans)
    ]
    assert wrong == []


@pytest.mark.parametrize("path", [p for p in _ALL if p.suffix == ".pdf"], ids=lambda path: path.name)
def test_boxes_hold_the_words_of_the_quote(path: Path) -> None:
    processed = _readable(path)
    wrong = []
    with pdfplumber.open(io.BytesIO(path.read_bytes())) as pdf:
        chars = {page.page_number: page.chars for page in pdf.pages}
    for evidence in _evidence(processed.extraction):
        inside = "".join(
            char["text"]
            for placed in evidence.boxes
            for char in chars[placed.page_no]
            if placed.box.x0 <= (char["x0"] + char["x1"]) / 2 <= placed.box.x1
            and placed.box.top <= (char["top"] + char["bottom"]) / 2 <= placed.box.bottom
        )
        if sorted(_letters(inside)) != sorted(_letters(evidence.quote)):
            wrong.append((evidence.rule, evidence.quote, inside))
    assert wrong == []


def _letters(text: str) -> str:
    """Letters and digits only, ligatures expanded: what a person would compare."""
    return re.sub(r"\W", "", unicodedata.normalize("NFKC", view_of(text).cased)).lower()
