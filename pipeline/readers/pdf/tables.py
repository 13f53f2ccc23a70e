"""Tables of a PDF page: the words inside each grid, cell by cell, in row-major order."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from pipeline.readers.ocr.chars import RecognisedChars
from pipeline.readers.pdf.aligned import find_aligned
from pipeline.readers.pdf.chars import PageChars, Word
from pipeline.readers.pdf.frames import find_frames, is_inside
from pipeline.readers.pdf.grids import Grid
from pipeline.readers.pdf.layout import Row, make_fragments, make_rows
from pipeline.readers.pdf.margins import split_margins
from pipeline.readers.pdf.plumber import Plumber, drawn_grids
from pipeline.readers.pdf.row_rules import RowTable, find_row_table
from pipeline.readers.pdf.rules import Ruling, find_rules
from pipeline.readers.pdf.runs import Page

_MAX_CUTS = 0.3
"""In a table hardly a word runs across a border (one that is too long for its cell may)."""

_FOOT = 0.6
"""A table that ends in the lower part of the page may go on on the next."""
_ALIKE = 3.0
"""Borders this near (points) stand at the same place of two pages."""
_MAX_RULES = 400
"""A page with more flat rules, joined, holds a drawing."""

_Field = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PageTable:
    """One table: its lines by cell, and its cells (row, column) → (row span, column span)."""

    top: float
    bottom: float
    xs: tuple[float, ...]
    """Where its columns begin and end."""
    rows: dict[_Field, list[Row]]
    shape: dict[_Field, _Field]
    is_table: bool
    """False for boxes side by side: read one by one, but no table."""
    is_note: bool = False
    """A box beside the text."""


class TableReader:
    """Takes the tables of one document, page by page: a table may go on over the page."""

    def __init__(self, content: bytes) -> None:
        self._plumber = Plumber(content)
        self._before: RowTable | None = None
        self._aligned: Grid | None = None
        self._open: Grid | None = None

    def close(self) -> None:
        self._plumber.close()

    def read(self, chars: PageChars, index: int, words: list[Word]) -> tuple[list[PageTable], list[Row]]:
        """The tables of a page (0-based index), top to bottom, and the lines that stand in none of them."""
        tables, words = self._take_ruled(chars, index, words)
        rows = make_rows(make_fragments(words, chars.text))
        grids = find_aligned(rows, Page(chars.text, lambda at: _is_bold(chars, at)), self._aligned)
        for grid in grids:
            words = _take(chars, words, grid, tables, is_table=True)
        low = grids and grids[-1].bottom > _FOOT * chars.height
        self._aligned = grids[-1] if low else None
        if grids:
            rows = make_rows(make_fragments(words, chars.text))
        return sorted(tables, key=lambda table: table.top), split_margins(rows, chars.text)

    def _take_ruled(self, chars: PageChars, index: int, words: list[Word]) -> tuple[list[PageTable], list[Word]]:
        """The tables with rules, and the words that stand in none of them."""
        ruling, grids = self._ruled(chars, index)
        tables: list[PageTable] = []
        for number, grid in enumerate(grids):
            is_table = grid.is_table or (number == 0 and _is_alike(grid, self._open))
            words = _take(chars, words, grid, tables, is_table=is_table)
        self._open = grids[-1] if grids and grids[-1].bottom > _FOOT * chars.height else None
        words = _take_frames(chars, words, ruling, tables)
        free = [r for r in ruling.horizontal if not any(t.top - 1 <= r.at <= t.bottom + 1 for t in tables)]
        found = find_row_table(free, words, chars.text, self._before) if len(free) <= _MAX_RULES else None
        if found is not None:
            words = _take(chars, words, found.grid, tables, is_table=True)
        self._before = found if found is not None and found.grid.bottom > _FOOT * chars.height else None
        return tables, words

    def _ruled(self, chars: PageChars, index: int) -> tuple[Ruling, list[Grid]]:
        """The rules of a page, and the grids that they make; those of a picture where the text comes from one."""
        seen = chars.ruling if isinstance(chars, RecognisedChars) else None
        drawn = drawn_grids(seen) if seen is not None and seen.may_hold_table else []
        if isinstance(chars, RecognisedChars) and not chars.keeps_layer:
            return chars.ruling, drawn
        ruling = find_rules(chars)
        return ruling, [*drawn, *(self._plumber.grids(chars, index, ruling) if ruling.may_hold_table else ())]


def _take_frames(chars: PageChars, words: list[Word], ruling: Ruling, tables: list[PageTable]) -> list[Word]:
    """Add the framed texts that stand beside the text; returns the words that are left."""
    for box in find_frames(ruling, words):
        inside = [word for word in words if is_inside(word, box)]
        words = [word for word in words if not is_inside(word, box)]
        rows = {(0, 0): make_rows(make_fragments(inside, chars.text))}
        tables.append(PageTable(box[1], box[3], (box[0], box[2]), rows, {(0, 0): (1, 1)}, False, True))
    return words


def _is_alike(grid: Grid, before: Grid | None) -> bool:
    """True where a lone row at the head of a page has the columns of the table at the foot of the page before."""
    if before is None or len(grid.xs) != len(before.xs):
        return False
    return all(abs(x - other) <= _ALIKE for x, other in zip(grid.xs, before.xs, strict=True))


def _take(chars: PageChars, words: list[Word], grid: Grid, tables: list[PageTable], *, is_table: bool) -> list[Word]:
    """Add the grid's table, if it is one; returns the words that are left."""
    inside, outside = _part(chars, words, grid)
    if _is_behind(inside) or len({column for _, column in inside}) < 2:
        return words  # words in one column: a frame, a banner with a bar
    rows = {cell: make_rows(make_fragments(found, chars.text)) for cell, found in inside.items()}
    tables.append(PageTable(grid.top, grid.bottom, grid.xs, rows, grid.shape(), is_table))
    return outside


def _is_bold(chars: PageChars, index: int) -> bool:
    style = chars.style(index)
    return style is not None and style.bold


def _is_behind(inside: dict[_Field, list[Word]]) -> bool:
    """True where the lines lie behind the text (squared paper): many words run across them."""
    pieces = sorted((word.start, word.end) for words in inside.values() for word in words)
    cuts = sum(end == start for (_, end), (start, _) in pairwise(pieces))
    return cuts > _MAX_CUTS * (len(pieces) - cuts)


def _part(chars: PageChars, words: Iterable[Word], grid: Grid) -> tuple[dict[_Field, list[Word]], list[Word]]:
    """Words by the cell that holds their middle; a word that runs across a border is cut between its characters."""
    inside: dict[_Field, list[Word]] = {}
    outside: list[Word] = []
    for word in words:
        if not grid.top <= word.middle <= grid.bottom:
            outside.append(word)
            continue
        for piece in _pieces(chars, word, grid):
            cell = grid.cell_at((piece.x0 + piece.x1) / 2, piece.middle)
            if cell is None:
                outside.append(piece)
            else:
                inside.setdefault(cell, []).append(piece)
    return inside, outside


def _pieces(chars: PageChars, word: Word, grid: Grid) -> list[Word]:
    if not any(word.x0 < x < word.x1 for x in grid.xs[1:-1]):
        return [word]
    pieces: list[Word] = []
    last: _Field | None = None
    for char in chars.split(word):
        cell = grid.cell_at((char.x0 + char.x1) / 2, word.middle)
        if pieces and cell == last:
            before = pieces[-1]
            pieces[-1] = Word(before.start, char.end, before.x0, word.top, max(before.x1, char.x1), word.bottom)
        else:
            pieces.append(Word(char.start, char.end, char.x0, word.top, char.x1, word.bottom))
        last = cell
    return pieces
