"""Reads OpenDocument texts (ODT) in the order of the body: one line per paragraph, with the numbers that are printed.

Insertions are text, tracked deletions, remarks and hidden text are not; text boxes follow the paragraph they are
anchored in; headers come first, footnotes then footers last, each once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial

from lxml import etree

from models.document import Document, Line, LineRole
from models.errors import EmptyFileError
from models.issues import IssueCode
from pipeline.readers.assembly import NOWHERE
from pipeline.readers.odt.changes import remove_deletions
from pipeline.readers.odt.controls import read_controls
from pipeline.readers.odt.inline import NO_TEXT, Inline
from pipeline.readers.odt.lists import OUTLINE, number
from pipeline.readers.odt.numbering import Item, Numbering
from pipeline.readers.odt.package import OFFICE, TABLE, TEXT, OdtPackage
from pipeline.readers.odt.running import running_elements
from pipeline.readers.odt.styles import Style, Styles
from pipeline.readers.odt.tables import read_grid
from pipeline.readers.office_writer import OfficeWriter
from pipeline.readers.pieces import Row, row_bold, row_size, row_text, rows_of, without_page_number

_MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_PARAGRAPHS = frozenset({f"{TEXT}p", f"{TEXT}h"})
_LISTS = frozenset({f"{TEXT}list", f"{TEXT}numbered-paragraph"})
_LEAVES = _PARAGRAPHS | _LISTS | {f"{TABLE}table"}
_MAX_TEXT = 64 * 1024 * 1024
"""More characters than this come from repeated cells within repeated cells, not from a secretariat."""


@dataclass(kw_only=True)
class _Writer(OfficeWriter):
    """The document under way."""

    package: OdtPackage
    styles: Styles
    numbering: Numbering
    controls: dict[str, str]
    notes: list[etree._Element] = field(default_factory=list)


def read_odt(content: bytes, *, source: str, sha256: str) -> Document:
    """Read an ODT file.

    Raises:
        UnreadableFileError: damaged, or built to exhaust the reader.
        EncryptedFileError: saved with a password.
        EmptyFileError: it holds no text.
    """
    package = OdtPackage(content, source)
    common = None if package.styles is None else package.styles.find(f"{OFFICE}styles")
    automatic = package.content.find(f"{OFFICE}automatic-styles")
    styles, numbering = Styles(common, automatic), Numbering(common, automatic)
    remove_deletions(package.body())
    controls = read_controls(package.body())
    writer = _Writer(package=package, styles=styles, numbering=numbering, controls=controls)
    _add_running(writer, "header", LineRole.HEADER)
    _add_blocks(writer, package.body())
    _add_notes(writer)
    _add_running(writer, "footer", LineRole.FOOTER)
    if not any(line.role is LineRole.BODY for line in writer.builder.lines):
        raise EmptyFileError(
            f"{source}: the document holds no text. If it holds pictures of pages, send the PDF instead."
        )
    lines, tables = tuple(writer.builder.lines), tuple(writer.tables)
    title, notes = package.title(), _comments(package.body())
    return Document(source, sha256, _MEDIA_TYPE, writer.builder.text, lines, (), tables, title, notes)


def _comments(body: etree._Element) -> tuple[str, ...]:
    """A note for each remark, replies too, that says something."""
    paragraphs = ([*remark.iter(*_PARAGRAPHS)] for remark in body.iter(f"{OFFICE}annotation"))
    says = (any("".join(paragraph.itertext()).strip() for paragraph in each) for each in paragraphs)
    return (IssueCode.COMMENTS_LEFT_OUT.value,) * sum(says)


def _blocks(element: etree._Element, styles: Styles) -> Iterator[etree._Element]:
    """Paragraphs, lists and tables in order, through sections, indexes, frames and shapes."""
    for node in element:
        if node.tag in _LEAVES:
            yield node
        elif isinstance(node.tag, str) and node.tag not in NO_TEXT and not _is_hidden(node, styles):
            yield from _blocks(node, styles)


def _is_hidden(node: etree._Element, styles: Styles) -> bool:
    if node.tag != f"{TEXT}section":
        return False
    return node.get(f"{TEXT}display") == "none" or styles.hides_section(node.get(f"{TEXT}style-name"))


def _add_blocks(writer: _Writer, element: etree._Element) -> None:
    for block in _blocks(element, writer.styles):
        _add_block(writer, block)


def _add_block(writer: _Writer, block: etree._Element, item: Item | None = None) -> None:
    """Add a paragraph, a list or a table; `item` is the list item that a paragraph opens."""
    if block.tag in _PARAGRAPHS:
        _add_paragraph(writer, block, item)
    elif block.tag in _LISTS:
        _add_list(writer, block)
    else:
        _add_table(writer, block)


def _add_list(writer: _Writer, element: etree._Element) -> None:
    """The items of a list, or one numbered paragraph; the first paragraph of an item carries its label."""
    with writer.numbering.inside(element):
        if element.tag == f"{TEXT}numbered-paragraph":
            _add_item(writer, element)
            return
        for item in element:
            if item.tag == f"{TEXT}list-item":
                _add_item(writer, item)
            elif item.tag == f"{TEXT}list-header":
                _add_blocks(writer, item)


def _add_item(writer: _Writer, item: etree._Element) -> None:
    opened = writer.numbering.item(item)
    for block in _blocks(item, writer.styles):
        _add_block(writer, block, opened)
        opened = None


def _add_table(writer: _Writer, element: etree._Element) -> None:
    with writer.numbering.outside():
        writer.add_table(read_grid(element), f"{TABLE}table", partial(_add_blocks, writer))


def _add_paragraph(
    writer: _Writer, paragraph: etree._Element, item: Item | None = None, label: str | None = None
) -> None:
    name = paragraph.get(f"{TEXT}style-name")
    style = writer.styles.paragraph(name)
    inline = Inline(writer.styles, writer.controls)
    if not _is_hidden_paragraph(paragraph):
        inline.read(paragraph, style)
    level = _heading_level(paragraph, style)
    label = label or _label(writer, paragraph, style, item, level)
    opening = Line(
        NOWHERE,
        starts_block=True,
        heading_level=level,
        label=label,
        list_level=item.depth if item is not None and level is None else None,
        indent=_indent(writer, style, writer.styles.own(name), item),
    )
    rows = [row for row in rows_of(inline.pieces) if row_text(row)]
    if next(paragraph.iterancestors(f"{TEXT}table-of-content"), None) is not None:
        rows = [without_page_number(row) for row in rows]
    for index, row in enumerate(rows):
        _add_row(writer, row, Line(NOWHERE, heading_level=level) if index else opening)
    writer.notes.extend(inline.notes)
    with writer.numbering.outside():
        for box in inline.boxes:
            _add_blocks(writer, box)


def _is_hidden_paragraph(paragraph: etree._Element) -> bool:
    """True where a field in the paragraph hides all of it."""
    return any(field.get(f"{TEXT}is-hidden") == "true" for field in paragraph.iter(f"{TEXT}hidden-paragraph"))


def _add_row(writer: _Writer, row: Row, line: Line) -> None:
    dressed = replace(line, role=writer.role, font_size=row_size(row), bold=row_bold(row), cell=writer.cell)
    span = writer.builder.add(row_text(row), dressed)
    if span.end > _MAX_TEXT:
        raise writer.package.damaged("its tables repeat themselves without end")


def _heading_level(paragraph: etree._Element, style: Style) -> int | None:
    return (number(paragraph, "outline-level") or 1) if paragraph.tag == f"{TEXT}h" else style.heading_level


def _label(
    writer: _Writer, paragraph: etree._Element, style: Style, item: Item | None, level: int | None
) -> str | None:
    """The number printed before a paragraph: of its list, else, for headings, of the outline."""
    if item is not None and item.style != OUTLINE:
        return writer.numbering.label(item, style.list_style)
    if paragraph.tag != f"{TEXT}h" or level is None or paragraph.get(f"{TEXT}is-list-header") == "true":
        return None
    return writer.numbering.heading(level, paragraph) if style.list_style in (None, OUTLINE) or item else None


def _indent(writer: _Writer, style: Style, own: Style, item: Item | None) -> float:
    """Where the first line begins: the paragraph's own indent, else its list level's, else its style's; in points."""
    level = writer.numbering.level(item, style.list_style)
    left = own.left if own.left is not None else level.left if level and level.left is not None else style.left
    first = own.first if own.first is not None else level.first if level and level.first is not None else style.first
    return round((left or 0.0) + (first or 0.0), 2)


def _add_notes(writer: _Writer) -> None:
    """Footnotes, then endnotes, after the body, with their sign as label; notes within notes are read too."""
    for kind in ("footnote", "endnote"):
        for note in writer.notes:  # grows where a note holds a note
            if (note.get(f"{TEXT}note-class") or "footnote") == kind:
                _add_note(writer, note)


def _add_note(writer: _Writer, note: etree._Element) -> None:
    citation = note.find(f"{TEXT}note-citation")
    label = None if citation is None else "".join(citation.itertext()).strip() or None
    body = note.find(f"{TEXT}note-body")
    for block in _blocks(body, writer.styles) if body is not None else ():
        if block.tag in _PARAGRAPHS:
            _add_paragraph(writer, block, label=label)
        else:
            _add_block(writer, block)
        label = None


def _add_running(writer: _Writer, kind: str, role: LineRole) -> None:
    """Headers or footers that a page in use has, in styles of their own; the same text once."""
    root = writer.package.styles
    if root is None:
        return
    body_styles = writer.styles
    writer.styles = Styles(root.find(f"{OFFICE}styles"), root.find(f"{OFFICE}automatic-styles"))
    writer.role = role
    seen: set[str] = set()
    for running in running_elements(writer.package, kind):
        text = "".join(running.itertext())
        if text not in seen:
            _add_blocks(writer, running)
        seen.add(text)
    writer.styles, writer.role = body_styles, LineRole.BODY
