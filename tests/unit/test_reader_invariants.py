"""What holds for every document of every reader, whatever the file."""

import io

from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from models.document import Document
from models.errors import InputError
from pipeline.readers import read_document

_PIECES = st.sampled_from(
    ["# ", "- ", "1. ", "| a | b |", "|---|---|", "\n", "\n\n", "\r\n", "\f", "  \n", "<br>", "<!--", "-->", "**", "`",
     "Le conseil", "é", "\u00a0", "\t", "Page 1/2", "3", "[x](http://a.fr)", "![i](i.png)", "<b>", "</p>", "\\",
     "---", "&amp;", "title: x"]
)  # fmt: skip
_MIXED = st.lists(st.one_of(_PIECES, st.text(max_size=5)), max_size=40).map("".join)


def check(document: Document) -> None:
    """Spans ascend, hold no line break, and cover every visible character; cells and lines agree."""
    text = document.text
    covered = 0
    for line in document.lines:
        assert line.span.end > line.span.start >= covered
        assert not text[covered : line.span.start].strip("\ufeff\u200b\x00").strip()
        shown = text[line.span.start : line.span.end]
        assert shown == shown.strip()
        assert not set(shown) & set("\n\r\f")
        covered = line.span.end
    assert not text[covered:].strip("\ufeff\u200b\x00").strip()
    in_cells = [line.span for line in document.lines if line.cell is not None]
    of_cells = [span for table in document.tables for cell in table.cells for span in cell.spans]
    assert in_cells == sorted(of_cells)  # a row that goes on over the page has the lines of two pages in one cell
    assert all(list(cell.spans) == sorted(cell.spans) for table in document.tables for cell in table.cells)
    assert len(document.char_index) in (0, len(text))


@given(text=_MIXED)
@settings(max_examples=300, deadline=None)
def test_any_text(text: str) -> None:
    for name in ("seance.txt", "seance.md"):
        try:
            document = read_document(text.encode("utf-8", "surrogatepass"), source=name)
        except InputError:
            continue
        check(document)


@given(content=st.binary(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_bytes_under_any_name(content: bytes) -> None:
    for name in ("seance.txt", "seance.md", "seance.pdf", "seance.docx", "seance"):
        for start in (b"", b"%PDF-1.4\n", b"PK\x03\x04"):
            try:
                check(read_document(start + content, source=name))
            except InputError as error:
                assert name in str(error)


@given(
    words=st.lists(
        st.tuples(
            st.integers(-20, 560), st.integers(-10, 840), st.sampled_from([6, 10, 11, 24]),
            st.sampled_from(["Le conseil", "3", "Page 1/2", "présent :", "-"]), st.sampled_from([0, 0, 0, 45, 90]),
        ),
        min_size=1, max_size=40,
    ),
    rules=st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(0, 8), st.integers(0, 8)), max_size=14),
)  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_any_page(words: list[tuple[int, int, int, str, int]], rules: list[tuple[int, int, int, int]]) -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    for x0, y0, x1, y1 in rules:
        canvas.line(70 * x0, 100 * y0, 70 * x1, 100 * y1)
    for x, y, size, word, angle in words:
        canvas.saveState()
        canvas.setFont("Helvetica", size)
        canvas.translate(x, y)
        canvas.rotate(angle)
        canvas.drawString(0, 0, word)
        canvas.restoreState()
    canvas.save()
    try:
        check(read_document(stream.getvalue(), source="seance.pdf"))
    except InputError:
        return
