"""Puts the lines that a reader found together into one text with ascending spans."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from models.document import Cell, Line, Page, Span, Table

NOWHERE = Span(0, 0)
"""Span of a line that has not got its place yet."""

_NO_BREAKS = dict.fromkeys(map(ord, "\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029"), " ")


@dataclass
class TextBuilder:
    """Collects lines: joined by newlines, pages by a form feed."""

    lines: list[Line] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    char_index: "array[int]" = field(default_factory=lambda: array("i"))
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _at_page_start: bool = True

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def add(self, text: str, line: Line, char_index: Iterable[int] | None = None) -> Span:
        """Append one line; `line` says all but its span. Stray line breaks inside it become spaces.

        `char_index` holds, for each character, its index on the page in pdfium (PDF only).
        """
        if not self._at_page_start:
            self._separate("\n")
        self._at_page_start = False
        span = Span(self._length, self._length + len(text))
        self.lines.append(replace(line, span=span))
        self._parts.append(text.translate(_NO_BREAKS))
        self._length = span.end
        if char_index is not None:
            self.char_index.extend(char_index)
        return span

    def begin_page(self) -> int:
        """Start a page; returns where its text starts."""
        if self.pages:
            self._separate("\f")
        self._at_page_start = True
        return self._length

    def end_page(self, start: int, width: float, height: float) -> None:
        self.pages.append(Page(len(self.pages) + 1, Span(start, self._length), width, height))

    def _separate(self, mark: str) -> None:
        self._parts.append(mark)
        self._length += 1
        self.char_index.append(-1)


def make_table(lines: Iterable[Line], table: int, shape: dict[tuple[int, int], tuple[int, int]]) -> Table:
    """A table from its lines and its shape: (row, column) → (row span, column span) of every cell, empty ones too."""
    spans: dict[tuple[int, int], list[Span]] = {}
    page_no = None
    for line in lines:
        if line.cell is not None and line.cell.table == table:
            spans.setdefault((line.cell.row, line.cell.column), []).append(line.span)
            page_no = line.page_no if page_no is None else page_no
    cells = tuple(
        Cell(row, column, tuple(spans.get((row, column), ())), *extent)
        for (row, column), extent in sorted(shape.items())
    )
    row_count = max((cell.row + cell.row_span for cell in cells), default=0)
    column_count = max((cell.column + cell.column_span for cell in cells), default=0)
    return Table(cells, row_count, column_count, page_no)
