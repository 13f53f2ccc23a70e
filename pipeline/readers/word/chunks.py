"""Web pages inside a Word document (w:altChunk, ISO 29500-1, 17.17.2): how some web programs "export to Word"."""

from dataclasses import replace

from lxml import etree

from models.document import CellRef, Line
from models.errors import EmptyFileError
from pipeline.readers.assembly import make_table
from pipeline.readers.html import read_html
from pipeline.readers.office_writer import OfficeWriter
from pipeline.readers.word.package import R, WordPackage

_PAGES = (".htm", ".html", ".xhtml", ".mht", ".mhtml")


def add_chunk(writer: OfficeWriter, package: WordPackage, chunk: etree._Element) -> None:
    """Add the lines and tables of a page; chunks of other kinds are left out, as Word leaves out what it cannot read.

    Raises:
        UnreadableFileError: the page is damaged.
    """
    _, part = package.relations.get(chunk.get(f"{R}id") or "", ("", ""))
    if part not in package.names or not part.lower().endswith(_PAGES):
        return
    try:
        page = read_html(package.read(part), source=package.source, sha256="")
    except EmptyFileError:
        return
    first_table, first_line = len(writer.tables), len(writer.builder.lines)
    for line in page.lines:
        text = page.text[line.span.start : line.span.end]
        writer.builder.add(text, replace(line, role=writer.role, cell=_cell(line, first_table, writer.cell)))
    if writer.cell is not None:
        return
    lines = writer.builder.lines[first_line:]
    for index, table in enumerate(page.tables, first_table):
        shape = {(cell.row, cell.column): (cell.row_span, cell.column_span) for cell in table.cells}
        writer.tables.append(make_table(lines, index, shape))


def _cell(line: Line, first_table: int, around: CellRef | None) -> CellRef | None:
    if around is not None or line.cell is None:
        return around
    return replace(line.cell, table=line.cell.table + first_table)
