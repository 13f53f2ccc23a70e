"""Every claim shows its words: quotes equal the text at their spans, boxes on the page hold the quote and nothing else."""

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pdfplumber
import pytest

from models.document import BoundingBox
from models.errors import InputError
from models.evidence import Evidence, quote_of
from models.folding import view_of
from models.records import Extraction, Record
from pipeline.run import Processed

DOCUMENTS = Path(__file__).parents[2] / "corpus" / "documents"
SHARED = Path(__file__).parents[3] / "shared" / "gold" / "dev"
"""Real documents, where they are at hand; the tests pass without them."""
_ALL = sorted(DOCUMENTS.iterdir()) + sorted(
    p for p in SHARED.glob("*.*") if p.suffix in {".pdf", ".md", ".docx", ".txt"}
)


def _readable(path: Path, processed: Callable[[Path], Processed]) -> Processed:
    """The document read; skipped where it is a real one that cannot be read, never one of our own."""
    try:
        return processed(path)
    except InputError:
        if path.parent == DOCUMENTS:
            raise
        pytest.skip("a real document that is not read")


def _evidence(extraction: Extraction) -> Iterator[Evidence]:
    records: list[Record] = [extraction.meeting]
    for field in ("attendance", "agenda", "decisions", "actions", "dates", "people"):
        records += getattr(extraction, field)
    for record in records:
        yield from record.evidence
    for issue in extraction.issues:
        yield from issue.evidence


@pytest.mark.parametrize("path", _ALL, ids=lambda path: path.name)
def test_quotes_equal_the_text_at_their_spans(path: Path, processed: Callable[[Path], Processed]) -> None:
    found = _readable(path, processed)
    wrong = [
        (evidence.rule, evidence.quote)
        for evidence in _evidence(found.extraction)
        if evidence.quote != quote_of(found.document.text, evidence.spans)
        or not evidence.quote.strip()
        or list(evidence.spans) != sorted(evidence.spans)
    ]
    assert wrong == []


@pytest.mark.parametrize("path", [p for p in _ALL if p.suffix == ".pdf"], ids=lambda path: path.name)
def test_boxes_hold_the_words_of_the_quote(path: Path, processed: Callable[[Path], Processed]) -> None:
    found = _readable(path, processed)
    pieces = _pieces(path, found)
    wrong = []
    for evidence in _evidence(found.extraction):
        inside = "".join(
            text
            for placed in evidence.boxes
            for text, box in pieces[placed.page_no]
            if placed.box.x0 <= (box.x0 + box.x1) / 2 <= placed.box.x1
            and placed.box.top <= (box.top + box.bottom) / 2 <= placed.box.bottom
        )
        if not _is_held(evidence.quote, inside, exactly=not found.document.words):
            wrong.append((evidence.rule, evidence.quote, inside))
    assert wrong == []


def _is_held(quote: str, inside: str, *, exactly: bool) -> bool:
    """Whether a box shows the quote and no more; among recognised words, some of a tilted neighbour line may stand in it."""
    wanted, shown = Counter(_letters(quote)), Counter(_letters(inside))
    if exactly:
        return wanted == shown
    return not wanted - shown and (shown - wanted).total() <= max(15, 0.4 * wanted.total())


def _pieces(path: Path, found: Processed) -> dict[int, list[tuple[str, BoundingBox]]]:
    """What stands where on each page: the file's characters, or the words that were recognised on it."""
    with pdfplumber.open(io.BytesIO(path.read_bytes())) as pdf:
        pieces = {
            page.page_number: [(c["text"], BoundingBox(c["x0"], c["top"], c["x1"], c["bottom"])) for c in page.chars]
            for page in pdf.pages
        }
    for word in found.document.words:
        text = found.document.text[word.span.start : word.span.end]
        pieces[word.place.page_no].append((text, word.place.box))
    return pieces


def _letters(text: str) -> str:
    """Letters and digits only, ligatures expanded: what a person would compare."""
    return re.sub(r"\W", "", unicodedata.normalize("NFKC", view_of(text).cased)).lower()
