"""No word of a page's text layer is lost or doubled, whatever layout the reader finds."""

from collections import Counter
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from models.document import Document
from pipeline.readers import read_document

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (ROOT / "corpus" / "documents", ROOT.parent / "shared" / "gold" / "dev")


def has_text(path: Path) -> bool:
    """True for a PDF with text on every page: others are recognised, which takes its time and is tested elsewhere."""
    with pdfium.PdfDocument(path) as pdf:
        return all(page.get_textpage().count_chars() > 30 for page in pdf)


FILES = [path for folder in FOLDERS if folder.is_dir() for path in sorted(folder.glob("*.pdf")) if has_text(path)]


def visible(text: str) -> Counter[str]:
    """The characters that show; a hyphen at a line's end is one, whatever sign pdfium puts for it."""
    return Counter(
        char for char in text.replace("\x02", "-").replace("\ufffe", "-") if char.isprintable() and char != " "
    )


def recognised(document: Document) -> Counter[str]:
    """The characters that were read from pictures of the page."""
    return visible("".join(document.text[word.span.start : word.span.end] for word in document.words))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_character_of_the_text_layer_is_read_once(path: Path) -> None:
    content = path.read_bytes()
    document = read_document(content, source=path.name)
    with pdfium.PdfDocument(content) as pdf:
        layer = "".join(page.get_textpage().get_text_range() for page in pdf)
    read = visible("".join(document.text[line.span.start : line.span.end] for line in document.lines))
    assert read - recognised(document) == visible(layer)
