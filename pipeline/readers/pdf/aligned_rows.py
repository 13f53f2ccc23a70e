"""Which lines of a table without rules begin a row: cells may have several lines.

Signals in order of authority: the space above a line, where lines nearer to one another go on with the cells above;
the words: a row fills its first column and another one, and begins with no small letter where rows usually do not.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

_WIDER = 1.2
"""A line this much farther below the one above than the nearest lines are begins a row."""
_TIGHT = 1.45
"""Lines of one cell are at most this many heights apart."""
_MOST_CONTRADICTED = 0.3
_LONG = 12
"""Characters: shorter cells may begin with a small letter ("mi-mai", "fait", "x") in a row of their own."""

Texts = Sequence[Mapping[int, str]]
"""For each line, the text of its cells by column."""


def first_lines(middles: Sequence[float], height: float, texts: Texts) -> list[int]:
    """Indexes of the lines that begin a row, the first line among them.

    Args:
        middles: the vertical middle of each line, top to bottom.
        height: the usual height of a line.
    """
    distances = [below - above for above, below in pairwise(middles)]
    near = [d <= _WIDER * min(distances) and d <= _TIGHT * height for d in distances]
    fresh = [_is_fresh(texts, index) for index in range(1, len(texts))]
    if any(near) and not all(near):
        doubted = sum(is_near and is_fresh for is_near, is_fresh in zip(near, fresh, strict=True))
        if doubted <= _MOST_CONTRADICTED * sum(near):
            return [0, *(i for i, is_near in enumerate(near, 1) if not is_near)]
    return [0, *(i for i, is_fresh in enumerate(fresh, 1) if is_fresh)]


def _is_fresh(texts: Texts, index: int) -> bool:
    """True where the words of a line look like those of a new row."""
    cells = texts[index]
    if any(_is_cut(texts, index, column) for column in cells):
        return False
    if len(cells) > 1:
        return 0 in cells or not _is_usual(texts, 0)
    return 0 in cells and _is_usual(texts, 0) and not cells[0][:1].islower()


def _is_cut(texts: Texts, index: int, column: int) -> bool:
    """True where a cell begins with a small letter in a column of rows that do not."""
    text = texts[index][column]
    if not text[:1].islower() or (column > 0 and len(text) < _LONG):
        return False
    others = [row[column] for row in texts if column in row and 0 in row]
    return sum(other[:1].islower() for other in others) * 2 < len(others) and column in _above(texts, index)


def _above(texts: Texts, index: int) -> set[int]:
    """The columns filled in one of the lines above."""
    return {column for row in texts[max(0, index - 6) : index] for column in row}


def _is_usual(texts: Texts, column: int) -> bool:
    """True for a column that most lines fill."""
    return sum(column in row for row in texts) * 2 > len(texts)
