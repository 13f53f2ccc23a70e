"""The grid of a table: where its columns and rows begin, and which fields are merged into one cell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.readers.pdf.geometry import Box

_BESIDE = 3.0
"""A point this near to the grid's border (points) still belongs to it: characters reach over thick lines."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Positions of columns and rows, and for each field (row, column) the cell that it belongs to.

    A grid of one row of several cells is no table, but its cells are read one by one.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    owner: dict[tuple[int, int], tuple[int, int]]
    """Field → first field of its cell; fields that no border closes are missing."""

    @property
    def top(self) -> float:
        return self.ys[0]

    @property
    def bottom(self) -> float:
        return self.ys[-1]

    @property
    def is_table(self) -> bool:
        """True with at least two rows (of at least two columns)."""
        return len({row for row, _ in self.owner.values()}) > 1

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        """The cell at a point of the page; a point just outside the border still belongs."""
        row, column = _position(self.ys, y), _position(self.xs, x)
        return None if row is None or column is None else self.owner.get((row, column))

    def column_at(self, x: float) -> int | None:
        """The column at a point; None beside the grid."""
        return _position(self.xs, x)

    def shape(self) -> dict[tuple[int, int], tuple[int, int]]:
        """(row, column) → (row span, column span) of every cell."""
        ends: dict[tuple[int, int], tuple[int, int]] = {}
        for (row, column), first in self.owner.items():
            last_row, last_column = ends.get(first, first)
            ends[first] = (max(last_row, row), max(last_column, column))
        return {first: (r - first[0] + 1, c - first[1] + 1) for first, (r, c) in ends.items()}


def plain_grid(xs: tuple[float, ...], ys: tuple[float, ...]) -> Grid:
    """A grid without merged cells."""
    fields = [(row, column) for row in range(len(ys) - 1) for column in range(len(xs) - 1)]
    return Grid(xs, ys, {field: field for field in fields})


def grid_of(cells: Iterable[Box]) -> Grid:
    """The grid of cells given by their boxes; a cell over several fields is merged, one around smaller ones is none."""
    boxes = sorted(cells, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]))
    xs = sorted({x for x0, _, x1, _ in boxes for x in (x0, x1)})
    ys = sorted({y for _, top, _, bottom in boxes for y in (top, bottom)})
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for x0, top, x1, bottom in boxes:
        rows, columns = range(ys.index(top), ys.index(bottom)), range(xs.index(x0), xs.index(x1))
        fields = [(row, column) for row in rows for column in columns]
        if not any(field in owner for field in fields):
            owner.update(dict.fromkeys(fields, fields[0]))
    return Grid(tuple(xs), tuple(ys), owner)


def _position(edges: Sequence[float], value: float) -> int | None:
    if not edges[0] - _BESIDE <= value <= edges[-1] + _BESIDE:
        return None
    return max(0, min(sum(edge <= value for edge in edges) - 1, len(edges) - 2))
