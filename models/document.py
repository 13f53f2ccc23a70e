"""What is on the paper: text, pages, lines and tables of one document, immutable once read.

All positions are half-open ranges of characters in `Document.text`; boxes are in PDF points with the origin at the
top left of the page; page numbers are 1-based, every other index is 0-based.
"""

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range [start, end) of characters in `Document.text`."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def contains(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class BoundingBox:
    """A rectangle in PDF points, origin at the top left: x0 ≤ x1, top ≤ bottom."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PageBox:
    """A rectangle on a page; `page_no` is 1-based."""

    page_no: int
    box: BoundingBox


@dataclass(frozen=True, slots=True)
class Word:
    """A word that was recognised in a picture (OCR): its range, its rectangle and how sure the recognition is."""

    span: Span
    place: PageBox
    confidence: float
    """0..1, as the recognition program says."""


class LineRole(StrEnum):
    """What a line is to the page; running lines and notes are marked, never deleted."""

    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    NOTE = "note"
    """Beside or below the text, perhaps in the middle of a sentence: a footnote, a note in the margin, a box."""
    REPEATED = "repeated"
    """The head of a table, printed again where the table goes on over the page."""
    ENVELOPE = "envelope"
    """Sender, receivers, date and list of attachments of an e-mail."""
    QUOTE = "quote"
    """Words of an earlier message, repeated in the answer to it: they are records of that message."""


@dataclass(frozen=True, slots=True)
class CellRef:
    """Which cell of which table (`Document.tables` index) a line stands in."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it stands on the page, or one paragraph where the format has no lines (DOCX).

    What a reader does not know is None: `starts_block` None means that the text itself must tell.
    """

    span: Span
    page_no: int | None = None
    role: LineRole = LineRole.BODY
    starts_block: bool | None = None
    """True where the format or the space above says that a new paragraph, item or heading begins here."""
    heading_level: int | None = None
    """1-based level where the format itself says heading (Markdown #, a DOCX heading style)."""
    label: str | None = None
    """A number or bullet printed before the line that is not in the text (DOCX automatic numbering): "2.1", "•"."""
    list_level: int | None = None
    """0-based depth where the format says that this is a list item."""
    indent: float | None = None
    """Left edge, in points (PDF, DOCX) or characters (text, Markdown)."""
    font_size: float | None = None
    bold: bool | None = None
    box: BoundingBox | None = None
    """The line's rectangle, where the reader has it at no cost."""
    cell: CellRef | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its number, the range of its text, its size in points."""

    number: int
    span: Span
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell; `spans` are its lines in reading order, empty for an empty cell."""

    row: int
    column: int
    spans: tuple[Span, ...] = ()
    row_span: int = 1
    column_span: int = 1


def _row_of(cell: Cell) -> int:
    return cell.row


@dataclass(frozen=True, slots=True)
class Table:
    """A table: cells in row-major order. A merged cell stands once, at its first row and column."""

    cells: tuple[Cell, ...]
    row_count: int
    column_count: int
    page_no: int | None = None

    def row(self, index: int) -> tuple[Cell, ...]:
        first = bisect_left(self.cells, index, key=_row_of)
        return self.cells[first : bisect_right(self.cells, index, lo=first, key=_row_of)]


@dataclass(frozen=True, slots=True)
class Document:
    """One document as read. `text` never changes: doubts about it are issues, repairs are views (folding)."""

    source: str
    """The file's name, without folders."""
    sha256: str
    """Lower-case hex digest of the original's bytes: the document's identity."""
    media_type: str
    text: str
    """All lines joined by newlines, pages by a form feed; characters exactly as the file holds them."""
    lines: tuple[Line, ...]
    """In reading order, with ascending spans; they cover every visible character of `text`."""
    pages: tuple[Page, ...] = ()
    """Empty where the format has no pages (DOCX, Markdown, text)."""
    tables: tuple[Table, ...] = ()
    title: str | None = None
    """Title that the format declares (front matter, document properties): a hint, never evidence."""
    notes: tuple[str, ...] = ()
    """What the reader had to survive, as issue codes: "TEXT_LAYER_USELESS", …; "COMMENTS_LEFT_OUT" once for each."""
    char_index: "array[int]" = field(default_factory=lambda: array("i"), repr=False, compare=False)
    """PDF: for each character of `text`, its index among its page's characters in pdfium, -1 where none is (spaces put
    between words, recognised text: `words` says where that stands)."""
    words: tuple[Word, ...] = ()
    """The recognised words of scanned pages and pictures, with ascending spans; empty for text that the file holds."""

    written: date | None = None
    """The day on which the format says that it was written (an e-mail's date): no meeting that it tells of is later."""

    def page_at(self, offset: int) -> int | None:
        """The 1-based number of the page that holds this character, None where there are no pages."""
        for page in self.pages:
            if page.span.start <= offset < page.span.end:
                return page.number
        return None
