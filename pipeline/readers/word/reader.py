"""Reads Word documents (DOCX) in the order of the body: one line per paragraph, with the numbers that Word prints.

Insertions are text; deletions, hidden text and comments (counted in a note) are not; text boxes follow the paragraph
they are anchored in; headers come first, footnotes then footers last, each once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from lxml import etree

from models.document import Document, Line, LineRole
from models.errors import EmptyFileError
from models.issues import IssueCode
from pipeline.readers.assembly import NOWHERE
from pipeline.readers.office_writer import OfficeWriter
from pipeline.readers.pieces import Row, row_bold, row_size, row_text, rows_of, without_page_number
from pipeline.readers.word.chunks import add_chunk
from pipeline.readers.word.numbering import Numbering
from pipeline.readers.word.package import R, W, WordPackage, child, value
from pipeline.readers.word.runs import REMOVED, pieces, text_boxes, visible_children
from pipeline.readers.word.styles import Style, Styles, over, read_style
from pipeline.readers.word.tables import read_grid

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_LEAVES = frozenset({f"{W}p", f"{W}tbl", f"{W}altChunk"})
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


@dataclass(kw_only=True)
class _Writer(OfficeWriter):
    """The document under way."""

    package: WordPackage
    styles: Styles
    numbering: Numbering


def read_word(content: bytes, *, source: str, sha256: str) -> Document:
    """Read a DOCX file.

    Raises:
        UnreadableFileError: damaged, or built to exhaust the reader.
        EncryptedFileError: its members ask for a password.
        EmptyFileError: it holds no text.
    """
    package = WordPackage(content, source)
    writer = _Writer(
        package=package,
        styles=Styles(package.xml(package.related("styles"))),
        numbering=Numbering(package.xml(package.related("numbering"))),
    )
    root = package.xml(package.main)
    body = child(root, "body")
    if root is not None and body is not None:
        _add_running(writer, package, root, "header", LineRole.HEADER)
        _add_blocks(writer, body)
        _add_notes(writer, package, body)
        _add_running(writer, package, root, "footer", LineRole.FOOTER)
    if not any(line.role is LineRole.BODY for line in writer.builder.lines):
        raise EmptyFileError(
            f"{source}: the document holds no text. If it holds pictures of pages, send the PDF instead."
        )
    lines, tables = tuple(writer.builder.lines), tuple(writer.tables)
    title, notes = _title(package), _comments(package)
    return Document(source, sha256, _MEDIA_TYPE, writer.builder.text, lines, (), tables, title, notes)


def _title(package: WordPackage) -> str | None:
    root = package.xml("docProps/core.xml")
    text = None if root is None else root.findtext(_TITLE)
    return (text or "").strip() or None


def _comments(package: WordPackage) -> tuple[str, ...]:
    """A note for each comment, replies too, that says something."""
    root = package.xml(package.related("comments"))
    found = () if root is None else root.iter(f"{W}comment")
    says = (any((text.text or "").strip() for text in comment.iter(f"{W}t")) for comment in found)
    return (IssueCode.COMMENTS_LEFT_OUT.value,) * sum(says)


def _blocks(element: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs, tables and pages in order, through content controls, custom XML and tracked insertions."""
    for node in visible_children(element):
        if node.tag in _LEAVES:
            yield node
        elif node.tag != f"{W}sectPr":
            yield from _blocks(node)


def _add_blocks(writer: _Writer, element: etree._Element) -> None:
    joined: list[etree._Element] = []
    for block in _blocks(element):
        if block.tag == f"{W}p":
            joined.append(block)
            if _runs_into_next(block):
                continue
            _add_paragraph(writer, joined)
        else:
            _add_paragraph(writer, joined)
            _add_block(writer, block)
        joined = []
    _add_paragraph(writer, joined)


def _add_block(writer: _Writer, block: etree._Element) -> None:
    if block.tag == f"{W}tbl":
        writer.add_table(read_grid(block), f"{W}tbl", partial(_add_blocks, writer))
    else:
        add_chunk(writer, writer.package, block)


def _runs_into_next(paragraph: etree._Element) -> bool:
    """True where a tracked change deleted the paragraph's end (ISO 29500-1, 17.13.5.15) or moved it away."""
    mark = child(paragraph, "pPr", "rPr")
    return child(mark, "del") is not None or child(mark, "moveFrom") is not None


def _add_paragraph(writer: _Writer, joined: list[etree._Element], label: str | None = None) -> None:
    """Add a paragraph, or several that deleted ends made one: the first with text says how it looks."""
    if not joined:
        return
    read = [(paragraph, _style(writer, paragraph)) for paragraph in joined]
    parts = [list(pieces(paragraph, writer.styles, style)) for paragraph, style in read]
    leading = next((index for index, part in enumerate(parts) if row_text(part)), len(parts) - 1)
    paragraph, style = read[leading]
    rows = rows_of([piece for part in parts for piece in part])
    if style.is_contents:
        rows = [without_page_number(row) for row in rows]
    numbered = bool(style.num_id) and any(row_text(row) for row in rows)
    depth = style.num_level or 0
    if numbered and style.num_id is not None:
        label = writer.numbering.label(style.num_id, depth)
    opening = Line(
        NOWHERE,
        starts_block=True,
        heading_level=style.heading_level,
        label=label,
        list_level=depth if numbered and style.heading_level is None else None,
        indent=_indent(writer, style, depth, read_style(child(paragraph, "pPr"), None)),
    )
    for index, row in enumerate([row for row in rows if row_text(row)]):
        _add_row(writer, row, Line(NOWHERE, heading_level=style.heading_level) if index else opening)
    for paragraph in joined:
        for box in text_boxes(paragraph):
            _add_blocks(writer, box)


def _add_row(writer: _Writer, row: Row, line: Line) -> None:
    dressed = replace(line, role=writer.role, font_size=row_size(row), bold=row_bold(row), cell=writer.cell)
    writer.builder.add(row_text(row), dressed)


def _style(writer: _Writer, paragraph: etree._Element) -> Style:
    properties = child(paragraph, "pPr")
    return over(writer.styles.paragraph(value(child(properties, "pStyle"))), read_style(properties, None))


def _indent(writer: _Writer, style: Style, depth: int, own: Style) -> float:
    """Where the first line begins: the paragraph's own indent, else its list level's, else its style's; in points."""
    level = writer.numbering.level(style.num_id, depth) if style.num_id else None
    left = own.left if own.left is not None else level.left if level and level.left is not None else style.left
    first = own.first if own.first is not None else level.first if level and level.first is not None else style.first
    return ((left or 0) + (first or 0)) / 20


def _add_notes(writer: _Writer, package: WordPackage, body: etree._Element) -> None:
    """Footnotes and endnotes, after the body, with their number as label; those that went with deleted text did so."""
    for kind in ("footnotes", "endnotes"):
        root = package.xml(package.related(kind))
        gone = _deleted_notes(body, f"{W}{kind[:-1]}Reference")
        notes = [
            note
            for note in (root if root is not None else ())
            if value(note, "type") not in _SEPARATORS and value(note, "id") not in gone
        ]
        for count, note in enumerate(notes, 1):
            for position, block in enumerate(_blocks(note)):
                if block.tag == f"{W}p":
                    _add_paragraph(writer, [block], str(count) if position == 0 else None)
                else:
                    _add_block(writer, block)


def _deleted_notes(body: etree._Element, tag: str) -> set[str | None]:
    """Ids of the notes whose every reference lies in deleted text."""
    kept: dict[str | None, bool] = {}
    for reference in body.iter(tag):
        is_kept = not any(node.tag in REMOVED for node in reference.iterancestors())
        kept[value(reference, "id")] = kept.get(value(reference, "id"), False) or is_kept
    return {note for note, is_kept in kept.items() if not is_kept}


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
                row_text(row) for p in running.iter(f"{W}p") for row in rows_of(list(pieces(p, writer.styles, Style())))
            )
            if text not in seen:
                _add_blocks(writer, running)
            seen.add(text)
    writer.role = LineRole.BODY
