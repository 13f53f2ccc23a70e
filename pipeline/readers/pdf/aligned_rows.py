"""Where the rows of a table without rules begin: cells may have several lines, set at the top, middle or foot of a row.

Signals in order of authority: space that no cell reaches over, where lines nearer to one another are one cell; where
rows stand as near as lines, the words: a row fills its first column and another one, and begins with no small letter
where rows usually do not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

_WIDER = 1.1
"""Lines of one column this much farther apart than the nearest ones are of two cells."""
_TIGHT = 1.45
"""Lines of one cell are at most this many heights apart."""
_REACH = 0.3
"""A line reaches so many heights above and below its middle."""
_MOST_CONTRADICTED = 0.3
_LONG = 12
"""Characters: shorter cells may begin with a small letter ("mi-mai", "fait", "x") in a row of their own."""


@dataclass(frozen=True, slots=True)
class CellLine:
    """The words of one column on one line."""

    middle: float
    text: str


Lines = Sequence[Mapping[int, CellLine]]
"""For each line, top to bottom, its words by column."""


def row_edges(lines: Lines, height: float) -> list[float]:
    """The heights on the page at which the second and all later rows begin.

    Args:
        lines: the lines of the table.
        height: the usual height of a line.
    """
    edges: list[float] = []
    bands = _bands(lines, height)
    for above, below in pairwise(bands):
        edges.append((above[1] + below[0]) / 2)
    for top, bottom in bands:
        inside = [line for line in lines if top <= _middle(line) <= bottom]
        edges += _fresh_edges(inside)
    return sorted(edges)


def _bands(lines: Lines, height: float) -> list[tuple[float, float]]:
    """Bands of the page that cells reach over without a break, top to bottom."""
    columns = [[line[c].middle for line in lines if c in line] for c in sorted({c for line in lines for c in line})]
    distances = [below - above for column in columns for above, below in pairwise(sorted(column))]
    nearest = min((d for d in distances if d > height / 2), default=0.0)
    limit = _WIDER * nearest if nearest <= _TIGHT * height else 0.0
    reaches: list[tuple[float, float]] = []
    for column in columns:
        first = last = min(column)
        for middle in [*sorted(column)[1:], float("inf")]:
            if middle - last > limit:
                reaches.append((first - _REACH * height, last + _REACH * height))
                first = middle
            last = middle
    return _joined(reaches)


def _joined(reaches: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    bands: list[tuple[float, float]] = []
    for top, bottom in sorted(reaches):
        if bands and top <= bands[-1][1]:
            bands[-1] = (bands[-1][0], max(bands[-1][1], bottom))
        else:
            bands.append((top, bottom))
    return bands


def _middle(line: Mapping[int, CellLine]) -> float:
    return min(cell.middle for cell in line.values())


def _fresh_edges(lines: Lines) -> list[float]:
    """Where rows begin within a band, told by words: only where many of its lines look like the first of a row."""
    new = [_looks_new(line) for line in lines[1:]]
    if not lines or not _looks_new(lines[0]):
        return []  # a short cell stands half way down beside a long one
    if sum(new) <= _MOST_CONTRADICTED * len(new):
        return []
    texts = [{column: cell.text for column, cell in line.items()} for line in lines]
    fresh = [index for index in range(1, len(lines)) if _is_fresh(texts, index)]
    return [(max(c.middle for c in lines[i - 1].values()) + _middle(lines[i])) / 2 for i in fresh]


def _looks_new(line: Mapping[int, CellLine]) -> bool:
    return 0 in line and len(line) > 1 and not line[0].text[:1].islower()


Texts = Sequence[Mapping[int, str]]


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
