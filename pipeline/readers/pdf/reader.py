"""Reads PDF files: lines in reading order, tables cell by cell, running lines marked; scanned pages are recognised.

Characters of the text layer are kept as pdfium gives them, and `Document.char_index` leads from each to its box on the
page; where the words were recognised, `Document.words` does.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import count

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from models.document import BoundingBox, CellRef, Document, Line, LineRole, PageBox, Span, Table, Word
from models.errors import EncryptedFileError, MissingProgramError, NoTextLayerError, UnreadableFileError
from models.issues import IssueCode
from pipeline.readers.assembly import NOWHERE, TextBuilder, make_table
from pipeline.readers.ocr.chars import RecognisedChars, RecognisedText
from pipeline.readers.ocr.need import FEW, is_garbage
from pipeline.readers.ocr.pages import open_pages
from pipeline.readers.ocr.straighten import Pose
from pipeline.readers.pdf.blocks import Draft, mark_blocks
from pipeline.readers.pdf.chars import PageChars, Style
from pipeline.readers.pdf.continued import PlacedTable, Shape, join_tables
from pipeline.readers.pdf.footnotes import mark_footnotes
from pipeline.readers.pdf.geometry import turned
from pipeline.readers.pdf.layout import Row, order_columns, row_text
from pipeline.readers.pdf.opening import open_page, prepare_forms
from pipeline.readers.pdf.raised import part_raised
from pipeline.readers.pdf.tables import PageTable, TableReader
from pipeline.readers.running import running_roles
from pipeline.readers.steps import step

# Takes:   "/Subtype /Image"      Refuses: "/ImageB" of a list of procedures
_IMAGE_RE = re.compile(rb"/Image(?![BCI])")
PDF = "application/pdf"
"""Media type."""
_SAMPLES = 5
"""How many places of a line are asked for their font."""
_NO_PAGES = "{}: the PDF has no pages. Send the original document again."


@dataclass(slots=True)
class _Table:
    """A table's place: which drafts of the page are its lines."""

    table: PageTable
    index: int | None
    """In `Document.tables`; None for boxes side by side that are no table."""


@dataclass(slots=True)
class PageRead:
    """What one page gave; `order` holds lines and tables from top to bottom."""

    width: float
    height: float
    turn: int
    """How far the page is turned clockwise after reading, to be as displayed."""
    drafts: list[Draft]
    tables: list[_Table]
    visible: int
    recognised: RecognisedText | None = None
    pose: Pose | None = None

    def displayed(self, box: BoundingBox) -> BoundingBox:
        """A box of the page as read on the page as displayed."""
        straight = box if self.pose is None else self.pose.back(box)
        return turned(straight, self.turn, self.width, self.height)


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that pages come from."""

    source: str
    sha256: str
    content: bytes
    media_type: str = PDF
    title: str | None = None
    has_pictures: bool = True


def read_pdf(content: bytes, *, source: str, sha256: str) -> Document:
    """Read a PDF file.

    Raises:
        EncryptedFileError: it asks for a password.
        UnreadableFileError: damaged, or without pages.
        NoTextLayerError: its pages are pictures in which no text was recognised, or its text layer is of no use.
        MissingProgramError: none of its pages can be read without Tesseract.
    """
    pdf = open_pdf(content, source)
    try:
        if len(pdf) == 0:
            raise UnreadableFileError(_NO_PAGES.format(source))
        title = (pdf.get_metadata_value("Title") or "").strip("\x00 \t\r\n") or None
        origin = Origin(source, sha256, content, title=title, has_pictures=_IMAGE_RE.search(content) is not None)
        with open_pages(pdf, content, lambda index: open_page(pdf, index, source)) as chars:
            pages = read_pages(chars, content)
            return compose(pages, origin, chars.missing, incomplete=chars.is_incomplete)
    finally:
        pdf.close()


def compose(
    pages: list[PageRead], origin: Origin, missing: MissingProgramError | None, *, incomplete: bool = False
) -> Document:
    """The document of pages that were read.

    Args:
        pages: in order.
        origin: the file.
        missing: why pages were not recognised.
        incomplete: whether pages were not recognised for another reason.

    Raises:
        NoTextLayerError: there is no text, or none of use.
        MissingProgramError: the same, for want of a program.
    """
    _refuse_useless(pages, origin, missing)
    _mark_running(pages)
    mark_footnotes([page.drafts for page in pages])
    shapes = join_tables([(page.drafts, _placed(page)) for page in pages])
    mark_blocks([draft for page in pages for draft in page.drafts])
    notes = [IssueCode.TEXT_RECOGNISED] if any(p.recognised is not None for p in pages) else []
    notes += [IssueCode.TEXT_LAYER_USELESS] if missing is not None or incomplete else []
    return _document(pages, shapes, origin, tuple(note.value for note in notes))


def open_pdf(content: bytes, source: str) -> pdfium.PdfDocument:
    """Open a PDF.

    Raises:
        EncryptedFileError: it asks for a password.
        UnreadableFileError: damaged.
    """
    try:
        pdf = pdfium.PdfDocument(content)
        prepare_forms(pdf)
        return pdf
    except pdfium.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise EncryptedFileError(
                f"{source}: the PDF asks for a password. Save it without one and send it again."
            ) from error
        if error.err_code == raw.FPDF_ERR_SUCCESS:  # what pdfium says of a catalogue without pages
            raise UnreadableFileError(_NO_PAGES.format(source)) from error
        raise UnreadableFileError(f"{source}: the PDF is damaged, perhaps cut off. Send it again.") from error


def read_pages(pages: Iterable[PageChars], content: bytes) -> list[PageRead]:
    """Lines and tables of all pages, given by their characters."""
    read: list[PageRead] = []
    tables = 0
    with closing(TableReader(content)) as reader:
        for index, chars in enumerate(pages):
            step()
            read.append(_read_page(chars, index, reader, tables))
            tables += sum(table.index is not None for table in read[-1].tables)
    return read


def _read_page(chars: PageChars, index: int, reader: TableReader, tables_before: int) -> PageRead:
    words = chars.words()
    visible = sum(word.end - word.start for word in words)
    tables, rows = reader.read(chars, index, words)
    drafts = [_draft(row, chars, index) for row in order_columns(rows, chars.text)]
    numbered = _number(tables, tables_before)
    drafts = _insert_tables(drafts, numbered, chars, index)
    turn = (chars.page.get_rotation() - chars.turn) % 360
    page = PageRead(chars.width, chars.height, turn, drafts, numbered, visible)
    if isinstance(chars, RecognisedChars):
        page.recognised, page.pose = chars.recognised, chars.pose
    return page


def _number(tables: Iterable[PageTable], first: int) -> list[_Table]:
    numbers = count(first)
    return [_Table(table, next(numbers) if table.is_table else None) for table in tables]


def _draft(row: Row, chars: PageChars, page: int, cell: CellRef | None = None) -> Draft:
    text, indexes, raised = part_raised(*row_text(row, chars), chars)
    main = row.main
    first = row.fragments[0].words[0]
    middle, first_width = (main.top + main.bottom) / 2, first.x1 - first.x0
    role = LineRole.NOTE if row.is_note else LineRole.BODY
    style = _style(row, chars)
    return Draft(text, indexes, page, row.column, row.box, middle, first_width, style, cell, role, raised=raised)


def _style(row: Row, chars: PageChars) -> Style | None:
    """Size of the line's main words; bold where all samples are (the first that is not settles it)."""
    words = [word for fragment in row.fragments for word in fragment.words]
    main = chars.style(row.main.words[0].start)
    if main is None or not main.bold:
        return main
    samples = (chars.style(word.start) for word in words[:: max(1, len(words) // _SAMPLES)])
    return Style(main.size, all(style.bold for style in samples if style is not None))


def _insert_tables(drafts: list[Draft], tables: Iterable[_Table], chars: PageChars, page: int) -> list[Draft]:
    """Put each table's lines before the first line that stands below the table's top."""
    for numbered in tables:
        table = numbered.table
        level = table.bottom if table.is_note else table.top  # a box comes after the lines that it stands beside
        place = _place_below(level, table.xs, drafts)
        lines = list(_table_drafts(numbered, chars, page))
        drafts = [*drafts[:place], *lines, *drafts[place:]]
    return drafts


def _place_below(level: float, xs: tuple[float, ...], drafts: list[Draft]) -> int:
    """Before the first line below a level: one of the same column, where there are columns side by side."""
    below = [i for i, d in enumerate(drafts) if d.cell is None and d.middle > level]
    beside = [i for i in below if drafts[i].box.x0 < xs[-1] and drafts[i].box.x1 > xs[0]]
    return (beside or below or [len(drafts)])[0]


def _table_drafts(numbered: _Table, chars: PageChars, page: int) -> Iterator[Draft]:
    for position, cell in enumerate(sorted(numbered.table.rows)):
        for row in numbered.table.rows[cell]:
            if numbered.index is None:
                row.column = -1 - position  # a column of its own: nothing runs on from box to box
                row.is_note = numbered.table.is_note
            yield _draft(row, chars, page, None if numbered.index is None else CellRef(numbered.index, *cell))


def _refuse_useless(pages: list[PageRead], origin: Origin, missing: MissingProgramError | None) -> None:
    """Refuse a document of which nothing was read but a stamp, or codes."""
    text = "".join(draft.text for page in pages for draft in page.drafts)
    source, visible = origin.source, sum(page.visible for page in pages)
    if visible < FEW and missing is not None:
        raise MissingProgramError(f"{source}: {missing}") from missing
    if visible == 0 or (visible < FEW and origin.has_pictures):
        raise NoTextLayerError(
            f"{source}: hardly any text was found on its {len(pages)} page(s): blank, or pictures that show none. "
            "Send a sharper scan, or the original document."
        )
    if is_garbage(text):
        raise NoTextLayerError(
            f"{source}: the text layer of the PDF does not say what the pages show, and nothing could be recognised on "
            "them. Send the original document."
        )


def _mark_running(pages: list[PageRead]) -> None:
    """Mark running lines; a table at the edge of the pages (a boxed letterhead) counts as one line."""
    units = [_units(page.drafts) for page in pages]
    texts = [[" ".join(draft.text for draft in unit) for unit in page] for page in units]
    for (page, index), role in running_roles(texts).items():
        for draft in units[page][index]:
            draft.role = role


def _units(drafts: list[Draft]) -> list[list[Draft]]:
    """Lines and whole tables, top to bottom."""
    units: dict[tuple[str, int], list[Draft]] = {}
    for number, draft in enumerate(drafts):
        key = ("line", number) if draft.cell is None else ("table", draft.cell.table)
        units.setdefault(key, []).append(draft)
    return sorted(units.values(), key=lambda unit: min(draft.middle for draft in unit))


def _placed(page: PageRead) -> list[PlacedTable]:
    """The page's tables as `join_tables` takes them."""
    return [
        PlacedTable(found.index, found.table.xs, found.table.shape, found.table.bottom / page.height)
        for found in page.tables
        if found.index is not None
    ]


def _document(pages: list[PageRead], shapes: dict[int, Shape], origin: Origin, notes: tuple[str, ...]) -> Document:
    builder = TextBuilder()
    words: list[Word] = []
    for number, page in enumerate(pages, 1):
        start = builder.begin_page()
        for draft in page.drafts:
            span = builder.add(draft.text, _line(draft, number, page), _layer_indexes(draft, page))
            words += _words(draft, span.start, number, page)
        builder.end_page(start, page.width, page.height)
    tables = _tables(builder, shapes)
    return Document(
        origin.source, origin.sha256, origin.media_type, builder.text, tuple(builder.lines), tuple(builder.pages),
        tables, origin.title, notes, builder.char_index, tuple(words),
    )  # fmt: skip


def _layer_indexes(draft: Draft, page: PageRead) -> list[int]:
    return draft.indexes if page.recognised is None else page.recognised.layer_indexes(draft.indexes)


def _words(draft: Draft, start: int, page_no: int, page: PageRead) -> Iterator[Word]:
    """The recognised words of a line that begins at `start`, on the page as displayed."""
    for piece in page.recognised.pieces(draft.indexes) if page.recognised is not None else ():
        place = PageBox(page_no, page.displayed(piece.box))
        yield Word(Span(start + piece.start, start + piece.end), place, round(piece.confidence, 2))


def _line(draft: Draft, page_no: int, page: PageRead) -> Line:
    style = draft.style
    return Line(
        NOWHERE,
        page_no,
        draft.role,
        draft.starts_block,
        indent=draft.box.x0,
        font_size=None if style is None else round(style.size, 2),
        bold=None if style is None else style.bold,
        box=page.displayed(draft.box),
        cell=draft.cell,
    )


def _tables(builder: TextBuilder, shapes: dict[int, Shape]) -> tuple[Table, ...]:
    return tuple(make_table(builder.lines, index, shape) for index, shape in sorted(shapes.items()))
