"""Reads Word documents (DOCX) in the order of the body: one line per paragraph, with the numbers that Word prints.

Insertions are text, deletions and hidden text are not; text boxes follow the paragraph they are anchored in; headers
come first, footnotes then footers last, each once.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from models.document import CellRef, Document, Line, LineRole, Table
from models.errors import EmptyFileError
from pipeline.readers.assembly import NOWHERE, TextBuilder, make_table
from pipeline.readers.office_grid import Grid
from pipeline.readers.word.numbering import Numbering
from pipeline.readers.word.package import R, W, WordPackage, child, value
from pipeline.readers.word.runs import Piece, pieces, text_boxes, visible_children
from pipeline.readers.word.styles import Style, Styles, over, read_style
from pipeline.readers.word.tables import read_grid

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


@dataclass
class _Writer:
    """The document under way."""

    styles: Styles
    numbering: Numbering
    builder: TextBuilder = field(default_factory=TextBuilder)
    tables: list[Table] = field(default_factory=list)
    role: LineRole = LineRole.BODY
    cell: CellRef | None = None


def read_word(content: bytes, *, source: str, sha256: str) -> Document:
    """Read a DOCX file.

    Raises:
        UnreadableFileError: damaged, or built to exhaust the reader.
        EncryptedFileError: its members ask for a password.
        EmptyFileError: it holds no text.
    """
    package = WordPackage(content, source)
    writer = _Writer(
        Styles(package.xml(package.related("styles"))), Numbering(package.xml(package.related("numbering")))
    )
    root = package.xml(package.main)
    body = child(root, "body")
    if root is not None and body is not None:
        _add_running(writer, package, root, "header", LineRole.HEADER)
        _add_blocks(writer, body)
        _add_notes(writer, package)
        _add_running(writer, package, root, "footer", LineRole.FOOTER)
    if not any(line.role is LineRole.BODY for line in writer.builder.lines):
        raise EmptyFileError(
            f"{source}: the document holds no text. If it holds pictures of pages, send the PDF instead."
        )
    lines, tables = tuple(writer.builder.lines), tuple(writer.tables)
    return Document(source, sha256, _MEDIA_TYPE, writer.builder.text, lines, (), tables, _title(package))


def _title(package: WordPackage) -> str | None:
    root = package.xml("docProps/core.xml")
    text = None if root is None else root.findtext(_TITLE)
    return (text or "").strip() or None


def _blocks(element: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables in order, through content controls, custom XML and tracked insertions."""
    for node in visible_children(element):
        if node.tag in (f"{W}p", f"{W}tbl"):
            yield node
        elif node.tag != f"{W}sectPr":
            yield from _blocks(node)


def _add_blocks(writer: _Writer, element: etree._Element) -> None:
    for block in _blocks(element):
        if block.tag == f"{W}p":
            _add_paragraph(writer, block)
        else:
            _add_table(writer, block)


def _add_table(writer: _Writer, element: etree._Element) -> None:
    grid = read_grid(element)
    nested = writer.cell is not None or writer.role is not LineRole.BODY
    if nested or grid.column_count < 2:
        for cell in grid.cells:  # a frame around paragraphs, or a table inside a cell
            _add_blocks(writer, cell.element)
        return
    _add_cells(writer, grid)


def _add_cells(writer: _Writer, grid: Grid) -> None:
    index = len(writer.tables)
    first_line = len(writer.builder.lines)
    for cell in grid.cells:
        writer.cell = CellRef(index, cell.row, cell.column)
        _add_blocks(writer, cell.element)
    writer.cell = None
    shape = {(cell.row, cell.column): (cell.row_span, cell.column_span) for cell in grid.cells}
    lines = writer.builder.lines[first_line:]
    if lines:
        writer.tables.append(make_table(lines, index, shape))


def _add_paragraph(writer: _Writer, paragraph: etree._Element, label: str | None = None) -> None:
    properties = child(paragraph, "pPr")
    own = read_style(properties, None)
    style = over(writer.styles.paragraph(value(child(properties, "pStyle"))), own)
    depth = style.num_level or 0
    rows = _rows(list(pieces(paragraph, writer.styles, style)))
    numbered = bool(style.num_id) and any(_text(row) for row in rows)
    if numbered and style.num_id is not None:
        label = writer.numbering.label(style.num_id, depth)
    in_list = numbered and style.heading_level is None
    first = True
    for row in rows:
        text = _text(row)
        if not text:
            continue
        line = Line(
            NOWHERE,
            role=writer.role,
            starts_block=True if first else None,
            heading_level=style.heading_level,
            label=label if first else None,
            list_level=depth if in_list and first else None,
            indent=_indent(writer, style, depth, own) if first else None,
            font_size=_font_size(row),
            bold=all(piece.bold for piece in row if piece.text.strip()),
            cell=writer.cell,
        )
        writer.builder.add(text, line)
        first = False
    for box in text_boxes(paragraph):
        _add_blocks(writer, box)


def _rows(found: list[Piece]) -> list[list[Piece]]:
    rows: list[list[Piece]] = [[]]
    for piece in found:
        if piece.text == "\n":
            rows.append([])
        else:
            rows[-1].append(piece)
    return rows


def _text(row: list[Piece]) -> str:
    return "".join(piece.text for piece in row).strip()


def _font_size(row: list[Piece]) -> float | None:
    """The size of most of the line's characters."""
    sizes: Counter[float] = Counter()
    for piece in row:
        if piece.font_size is not None:
            sizes[piece.font_size] += len(piece.text.strip())
    return sizes.most_common(1)[0][0] if sizes else None


def _indent(writer: _Writer, style: Style, depth: int, own: Style) -> float:
    """Where the first line begins: the paragraph's own indent, else its list level's, else its style's; in points."""
    level = writer.numbering.level(style.num_id, depth) if style.num_id else None
    left = own.left if own.left is not None else level.left if level and level.left is not None else style.left
    first = own.first if own.first is not None else level.first if level and level.first is not None else style.first
    return ((left or 0) + (first or 0)) / 20


def _add_notes(writer: _Writer, package: WordPackage) -> None:
    """Footnotes and endnotes, after the body, with their number as label."""
    for kind in ("footnotes", "endnotes"):
        root = package.xml(package.related(kind))
        notes = [note for note in (root if root is not None else ()) if value(note, "type") not in _SEPARATORS]
        for count, note in enumerate(notes, 1):
            for position, block in enumerate(_blocks(note)):
                if block.tag == f"{W}p":
                    _add_paragraph(writer, block, str(count) if position == 0 else None)
                else:
                    _add_table(writer, block)


def _add_running(writer: _Writer, package: WordPackage, root: etree._Element, kind: str, role: LineRole) -> None:
    """Headers or footers that a section uses; the same text once."""
    writer.role = role
    seen: set[str] = set()
    done: set[str] = set()
    for reference in root.iter(f"{W}{kind}Reference"):
        _, part = package.relations.get(reference.get(f"{R}id") or "", ("", ""))
        running = package.xml(part) if part not in done else None
        done.add(part)
        if running is not None:
            text = "\n".join(
                _text(row) for p in running.iter(f"{W}p") for row in _rows(list(pieces(p, writer.styles, Style())))
            )
            if text not in seen:
                _add_blocks(writer, running)
            seen.add(text)
    writer.role = LineRole.BODY
