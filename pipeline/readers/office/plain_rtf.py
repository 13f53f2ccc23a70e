"""Reads the plain text of an RTF file, where LibreOffice is not installed."""

import re

from striprtf.striprtf import rtf_to_text

from models.document import Document, Line
from models.errors import EmptyFileError, UnreadableFileError
from pipeline.readers.assembly import NOWHERE, TextBuilder
from pipeline.readers.text_tables import with_tables

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
    builder = TextBuilder()
    for row in text.splitlines():
        shown = _row(row).strip()
        if shown:
            builder.add(shown, Line(NOWHERE, starts_block=True))
    if not builder.lines:
        raise EmptyFileError(f"{source}: the document holds no text. Check that it was saved completely.")
    lines, tables = with_tables(builder.text, builder.lines, ())
    return Document(source, sha256, "application/rtf", builder.text, lines, (), tables)


def _row(text: str) -> str:
    """A row of a table, which striprtf prints as "Nom|Voix|", with its cells apart by tabs; other lines as they are."""
    return text.removesuffix("|").replace("|", "\t") if text.rstrip(" ").endswith("|") else text
