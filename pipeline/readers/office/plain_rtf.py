"""Reads the plain text of an RTF file, where LibreOffice is not installed."""

import re
from itertools import groupby

from striprtf.striprtf import rtf_to_text

from models.document import CellRef, Document, Line
from models.errors import EmptyFileError, UnreadableFileError
from pipeline.readers.assembly import NOWHERE, make_table
from pipeline.readers.office_writer import OfficeWriter

# The address of a link, which striprtf would print after its words.
# Takes: `HYPERLINK "https://exemple.fr"` in a field instruction      Refuses: "hyperlink" in prose
_LINK_RE = re.compile(r"HYPERLINK(?=\s+(?:\\{1,2}\w\s+)?\")", re.IGNORECASE)


def read_plain_rtf(content: bytes, *, source: str, sha256: str) -> Document:
    """Read an RTF file as paragraphs of plain text.

    Lost are: the numbers of automatic lists, headings and bold type, merged cells, headers and footers, footnotes,
    text boxes; and what was deleted with tracked changes is text again. Rows of tables are cut at their cells.

    Raises:
        UnreadableFileError: damaged.
        EmptyFileError: it holds no text.
    """
    marked = _LINK_RE.sub("LINK", content.decode("latin-1"))
    try:
        text: str = rtf_to_text(marked, errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, IndexError, KeyError, LookupError, RecursionError) as error:
        raise UnreadableFileError(
            f"{source}: the file is damaged. Open it in its program, save it again, and send that."
        ) from error
    writer = OfficeWriter()
    for cells, rows in groupby(text.splitlines(), key=_cell_count):
        _add_rows(writer, list(rows), cells)
    if not writer.builder.lines:
        raise EmptyFileError(f"{source}: the document holds no text. Check that it was saved completely.")
    lines, tables = tuple(writer.builder.lines), tuple(writer.tables)
    return Document(source, sha256, "application/rtf", writer.builder.text, lines, (), tables)


def _cell_count(row: str) -> int:
    """How many cells a row of a table has, which striprtf prints as "Nom|Voix|"; 0 for a paragraph."""
    return row.count("|") if row.rstrip(" ").endswith("|") and row.count("|") > 1 else 0


def _add_rows(writer: OfficeWriter, rows: list[str], cells: int) -> None:
    """Add paragraphs, or rows with the same number of cells as one table."""
    index, first = len(writer.tables), len(writer.builder.lines)
    for number, row in enumerate(rows):
        for column, shown in enumerate(row.split("|")[:cells] if cells else [row.rstrip("|")]):
            if shown.strip():
                cell = CellRef(index, number, column) if cells else None
                writer.builder.add(shown.strip(), Line(NOWHERE, starts_block=True, cell=cell))
    if cells and len(writer.builder.lines) > first:
        shape = {(row, column): (1, 1) for row in range(len(rows)) for column in range(cells)}
        writer.tables.append(make_table(writer.builder.lines[first:], index, shape))
