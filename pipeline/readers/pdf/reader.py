"""Reads PDF files with a text layer: lines in reading order, tables with borders cell by cell, running lines marked.

Characters are kept as pdfium gives them; `Document.char_index` leads from each to its box on the page.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import count

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from models.document import CellRef, Document, Line, Table
from models.errors import EncryptedFileError, NoTextLayerError, UnreadableFileError
from models.issues import IssueCode
from pipeline.readers.assembly import NOWHERE, TextBuilder, make_table
from pipeline.readers.pdf.blocks import Draft, mark_blocks
from pipeline.readers.pdf.chars import PageChars, Style
from pipeline.readers.pdf.geometry import turned
from pipeline.readers.pdf.layout import Row, order_columns, row_text
from pipeline.readers.pdf.tables import PageTable, TableReader
from pipeline.readers.running import running_roles

_FEW = 30
"""A page with fewer visible characters has no text worth the name, if a picture covers it."""
_PICTURE_SHARE = 0.4
_MAX_GARBAGE = 0.3
"""Above this share of characters without meaning the fonts do not say what they show."""
_UNKNOWN_RE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufff0-\uffff]")
"""Controls, private use, replacement characters: what fonts without a Unicode map give."""
_LETTER_RE = re.compile("[A-Za-z]")
_MANY_LETTERS = 200
_VOWELS = "aeiouyAEIOUY"
_MIN_VOWELS = 0.2
"""French has some 45 % vowels; a text layer with wrong codes has any letters."""
_SAMPLES = 5
"""How many places of a line are asked for their font."""


@dataclass(slots=True)
class _Table:
    """A table's place: which drafts of the page are its lines."""

    table: PageTable
    index: int | None
    """In `Document.tables`; None for boxes side by side that are no table."""


@dataclass(slots=True)
class _PageRead:
    """What one page gave; `order` holds lines and tables from top to bottom."""

    width: float
    height: float
    turn: int
    """How far the page is turned clockwise after reading, to be as displayed."""
    drafts: list[Draft]
    tables: list[_Table]
    visible: int
    is_picture: bool


def read_pdf(content: bytes, *, source: str, sha256: str) -> Document:
    """Read a PDF file.

    Raises:
        EncryptedFileError: it asks for a password.
        UnreadableFileError: damaged, or without pages.
        NoTextLayerError: its pages are pictures, or its text layer is of no use.
    """
    pdf = open_pdf(content, source)
    try:
        pages = _read_pages(pdf, content, source)
        title = (pdf.get_metadata_value("Title") or "").strip("\x00 \t\r\n") or None
    finally:
        pdf.close()
    _refuse_useless(pages, source)
    _mark_running(pages)
    mark_blocks([draft for page in pages for draft in page.drafts])
    notes = (IssueCode.TEXT_LAYER_USELESS.value,) if any(page.is_picture for page in pages) else ()
    return _document(pages, source, sha256, title, notes)


def open_pdf(content: bytes, source: str) -> pdfium.PdfDocument:
    """Open a PDF.

    Raises:
        EncryptedFileError: it asks for a password.
        UnreadableFileError: damaged.
    """
    try:
        return pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise EncryptedFileError(
                f"{source}: the PDF asks for a password. Save it without one and send it again."
            ) from error
        raise UnreadableFileError(f"{source}: the PDF is damaged, perhaps cut off. Send it again.") from error


def _read_pages(pdf: pdfium.PdfDocument, content: bytes, source: str) -> list[_PageRead]:
    if len(pdf) == 0:
        raise UnreadableFileError(f"{source}: the PDF has no pages. Send the original document again.")
    fonts: dict[int, bool] = {}
    pages: list[_PageRead] = []
    tables = 0
    with closing(TableReader(content)) as reader:
        for index in range(len(pdf)):
            page = _open_page(pdf, index, source)
            pages.append(_read_page(page, index, fonts, reader, tables))
            tables += sum(table.index is not None for table in pages[-1].tables)
            page.close()
    return pages


def _open_page(pdf: pdfium.PdfDocument, index: int, source: str) -> pdfium.PdfPage:
    try:
        return pdf[index]
    except pdfium.PdfiumError as error:
        raise UnreadableFileError(f"{source}: page {index + 1} of the PDF is damaged. Send it again.") from error


def _read_page(
    page: pdfium.PdfPage, index: int, fonts: dict[int, bool], reader: TableReader, tables_before: int
) -> _PageRead:
    chars = PageChars(page, fonts, as_written=True)
    try:
        words = chars.words()
        visible = sum(word.end - word.start for word in words)
        tables, rows = reader.read(chars, index, words)
        rows = order_columns(rows, chars.text)
        drafts = [_draft(row, chars, index) for row in rows]
        numbered = _number(tables, tables_before)
        drafts = _insert_tables(drafts, numbered, chars, index)
        picture = visible < _FEW and _has_picture(page)
        turn = (page.get_rotation() - chars.turn) % 360
        return _PageRead(chars.width, chars.height, turn, drafts, numbered, visible, picture)
    finally:
        chars.close()


def _number(tables: Iterable[PageTable], first: int) -> list[_Table]:
    numbers = count(first)
    return [_Table(table, next(numbers) if table.is_table else None) for table in tables]


def _draft(row: Row, chars: PageChars, page: int, cell: CellRef | None = None) -> Draft:
    text, indexes = row_text(row, chars)
    main = row.main
    first = row.fragments[0].words[0]
    middle, first_width = (main.top + main.bottom) / 2, first.x1 - first.x0
    return Draft(text, indexes, page, row.column, row.box, middle, first_width, _style(row, chars), cell)


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
        place = next((i for i, d in enumerate(drafts) if d.cell is None and d.middle > table.top), len(drafts))
        lines = list(_table_drafts(numbered, chars, page))
        drafts = [*drafts[:place], *lines, *drafts[place:]]
    return drafts


def _table_drafts(numbered: _Table, chars: PageChars, page: int) -> Iterator[Draft]:
    for position, cell in enumerate(sorted(numbered.table.rows)):
        for row in numbered.table.rows[cell]:
            if numbered.index is None:
                row.column = -1 - position  # a column of its own: nothing runs on from box to box
            yield _draft(row, chars, page, None if numbered.index is None else CellRef(numbered.index, *cell))


def _has_picture(page: pdfium.PdfPage) -> bool:
    """True where pictures cover much of the page."""
    width, height = page.get_size()
    covered = 0.0
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        covered += max(0.0, right - left) * max(0.0, top - bottom)
    return bool(covered >= _PICTURE_SHARE * width * height)


def _refuse_useless(pages: list[_PageRead], source: str) -> None:
    visible = sum(page.visible for page in pages)
    advice = "Recognise the text first (OCR, for instance ocrmypdf) and send the result."
    if visible == 0 or all(page.is_picture or page.visible == 0 for page in pages):
        raise NoTextLayerError(f"{source}: the PDF has no text, only pictures of {len(pages)} page(s). {advice}")
    text = "".join(draft.text for page in pages for draft in page.drafts)
    if _is_garbage(text):
        raise NoTextLayerError(f"{source}: the text layer of the PDF does not say what the pages show. {advice}")


def _is_garbage(text: str) -> bool:
    visible = len(text) - sum(map(text.count, " \t\u00a0"))
    unknown = len(_UNKNOWN_RE.findall(text))
    letters = len(_LETTER_RE.findall(text))
    vowels = sum(map(text.count, _VOWELS))
    return unknown > _MAX_GARBAGE * visible or (letters > _MANY_LETTERS and vowels < _MIN_VOWELS * letters)


def _mark_running(pages: list[_PageRead]) -> None:
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


def _document(pages: list[_PageRead], source: str, sha256: str, title: str | None, notes: tuple[str, ...]) -> Document:
    builder = TextBuilder()
    shapes: dict[int, dict[tuple[int, int], tuple[int, int]]] = {}
    for number, page in enumerate(pages, 1):
        start = builder.begin_page()
        for draft in page.drafts:
            builder.add(draft.text, _line(draft, number, page), draft.indexes)
        builder.end_page(start, page.width, page.height)
        shapes.update({table.index: table.table.shape for table in page.tables if table.index is not None})
    tables = _tables(builder, shapes)
    return Document(
        source, sha256, "application/pdf", builder.text, tuple(builder.lines), tuple(builder.pages), tables,
        title, notes, builder.char_index,
    )  # fmt: skip


def _line(draft: Draft, page_no: int, page: _PageRead) -> Line:
    style = draft.style
    return Line(
        NOWHERE,
        page_no,
        draft.role,
        draft.starts_block,
        indent=draft.box.x0,
        font_size=None if style is None else round(style.size, 2),
        bold=None if style is None else style.bold,
        box=turned(draft.box, page.turn, page.width, page.height),
        cell=draft.cell,
    )


def _tables(builder: TextBuilder, shapes: dict[int, dict[tuple[int, int], tuple[int, int]]]) -> tuple[Table, ...]:
    return tuple(make_table(builder.lines, index, shape) for index, shape in sorted(shapes.items()))
