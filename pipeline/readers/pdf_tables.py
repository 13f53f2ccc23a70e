"""Tables of a PDF page: the words inside each grid, cell by cell, in row-major order."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from pipeline.readers.pdf_chars import PageChars, Word
from pipeline.readers.pdf_grids import Grid, find_grids
from pipeline.readers.pdf_layout import Row, make_fragments, make_rows
from pipeline.readers.pdf_rules import find_rules

_MAX_CUTS = 0.3
"""In a table hardly a word runs across a border (one that is too long for its cell may)."""

_Field = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PageTable:
    """One table: its lines by cell, and its cells (row, column) → (row span, column span)."""

    top: float
    bottom: float
    rows: dict[_Field, list[Row]]
    shape: dict[_Field, _Field]
    is_table: bool
    """False for boxes side by side: read one by one, but no table."""


def take_tables(chars: PageChars, words: list[Word]) -> tuple[list[PageTable], list[Word]]:
    """The page's tables, and the words that stand in none of them."""
    tables: list[PageTable] = []
    for grid in find_grids(find_rules(chars)):
        inside, outside = _part(chars, words, grid)
        table = None if _is_behind(inside) else _make_table(chars, grid, inside)
        if table is not None:
            tables.append(table)
            words = outside
    return tables, words


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
    if not any(word.x0 < x < word.x1 for x in grid.xs):
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


def _make_table(chars: PageChars, grid: Grid, inside: dict[_Field, list[Word]]) -> PageTable | None:
    """None for a false table: words in fewer than two of its columns (a frame, a banner with a bar)."""
    if len({column for _, column in inside}) < 2:
        return None
    rows = {cell: make_rows(make_fragments(words, chars.text)) for cell, words in inside.items()}
    return PageTable(grid.top, grid.bottom, rows, grid.shape(), grid.is_table)
