"""Reads plain text: finds the encoding, the blocks (blank lines), tables, and running lines around page breaks.

A text that is Markdown in truth is handed to its reader.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from models.document import Document, Line, LineRole, Span
from models.errors import EmptyFileError
from pipeline.readers.encoding import decode
from pipeline.readers.markdown import read_markdown
from pipeline.readers.running import is_page_mark, running_roles
from pipeline.readers.text.markup import is_markdown
from pipeline.readers.text_tables import with_tables

_LINE_RE = re.compile(r"[^\r\n\f\x0b\x85\u2028\u2029]*")
_BREAK_RE = re.compile(r"\r\n|[\r\n\f\x0b\x85\u2028\u2029]")
_TAB_WIDTH = 8
_MIN_GAPS = 6
"""Fewer gaps than these say nothing about double spacing."""
_CONTINUED_SHARE = 0.1
"""In double-spaced extractions at least this share of the lines goes on in the middle of a sentence."""
_ENDS_SENTENCE = (".", ":", ";", "!", "?", "…")


@dataclass(frozen=True, slots=True)
class _Row:
    """One line that is not blank."""

    span: Span
    indent: int
    page: int
    blanks: int
    """How many blank lines stand above it."""
    first_of_page: bool


def read_text(content: bytes, *, source: str, sha256: str) -> Document:
    """Read a plain text file; `Document.text` is the whole file as decoded (but for Markdown, where marks are no text).

    Raises:
        UnreadableFileError: the bytes are no text.
        EmptyFileError: nothing but white space.
    """
    text, notes = decode(content, source)
    if is_markdown(text):
        return read_markdown(content, source=source, sha256=sha256)
    rows = list(_rows(text))
    if not rows:
        raise EmptyFileError(f"{source}: the file holds no text. Check that it was saved completely.")
    soft = _is_double_spaced(text, rows)
    roles = _roles(text, rows)
    lines = tuple(
        Line(row.span, None, roles.get(i, LineRole.BODY), _starts_block(row, soft), indent=float(row.indent))
        for i, row in enumerate(rows)
    )
    lines, tables = with_tables(text, lines, ())
    return Document(source, sha256, "text/plain", text, lines, (), tables, notes=notes)


def _rows(text: str) -> Iterator[_Row]:
    position, blanks, page, fresh = 0, 0, 0, True
    while position <= len(text):
        match = _LINE_RE.match(text, position)
        end = match.end() if match else position
        span = _strip(text, position, end)
        if len(span):
            yield _Row(span, _indent(text[position : span.start]), page, blanks, fresh)
            blanks, fresh = 0, False
        else:
            blanks += 1
        breaking = _BREAK_RE.match(text, end)
        if breaking is None:
            return
        if breaking[0] == "\f":
            page, fresh = page + 1, True
        position = breaking.end()


def _strip(text: str, start: int, end: int) -> Span:
    """The range without white space and invisible marks at its ends (NBSP and a byte order mark are blank too)."""
    while start < end and _is_blank(text[start]):
        start += 1
    while end > start and _is_blank(text[end - 1]):
        end -= 1
    return Span(start, end)


def _is_blank(char: str) -> bool:
    return char.isspace() or char in "\u200b\ufeff\x00"


def _indent(blank: str) -> int:
    return len(blank.expandtabs(_TAB_WIDTH))


def _is_double_spaced(text: str, rows: list[_Row]) -> bool:
    """True where every line is followed by a blank one and sentences run across these gaps."""
    gaps = [row for row in rows[1:] if not row.first_of_page]
    if len(gaps) < _MIN_GAPS or sum(row.blanks == 0 for row in gaps) > 0.02 * len(gaps):
        return False
    continued = sum(
        text[row.span.start].islower() and not text[above.span.start : above.span.end].endswith(_ENDS_SENTENCE)
        for above, row in pairwise(rows)
    )
    return continued >= _CONTINUED_SHARE * len(gaps)


def _starts_block(row: _Row, double_spaced: bool) -> bool | None:
    if row.first_of_page:
        return True
    needed = 2 if double_spaced else 1
    return True if row.blanks >= needed else None


def _roles(text: str, rows: list[_Row]) -> dict[int, LineRole]:
    """Running lines: at the edges of form-feed pages, and page marks alone between blank lines."""
    pages: list[list[int]] = [[] for _ in range(rows[-1].page + 1)]
    for index, row in enumerate(rows):
        pages[row.page].append(index)
    roles: dict[int, LineRole] = {}
    if len(pages) > 1:
        texts = [[text[rows[i].span.start : rows[i].span.end] for i in page] for page in pages]
        found = running_roles(texts)
        roles = {pages[page][line]: role for (page, line), role in found.items()}
    for index, row in enumerate(rows):
        if is_page_mark(text[row.span.start : row.span.end]) and _stands_alone(rows, index):
            roles.setdefault(index, LineRole.FOOTER)
    for index in _lone_counting(text, rows):
        roles.setdefault(index, LineRole.FOOTER)
    return roles


def _stands_alone(rows: list[_Row], index: int) -> bool:
    above = index == 0 or rows[index].blanks > 0 or rows[index].first_of_page
    below = index + 1 == len(rows) or rows[index + 1].blanks > 0 or rows[index + 1].first_of_page
    return above and below


def _lone_counting(text: str, rows: list[_Row]) -> list[int]:
    """Bare numbers alone between blank lines that count 1, 2, 3 … or 2, 3 … through the whole file."""
    found = [
        (i, int(value))
        for i, row in enumerate(rows)
        if (value := text[row.span.start : row.span.end]).isdecimal() and len(value) <= 3 and _stands_alone(rows, i)
    ]
    numbers = [number for _, number in found]
    counts = len(numbers) >= 2 and numbers[0] <= 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return [i for i, _ in found] if counts else []
