"""The grid of a table in an office document: which cell stands where, merged cells once."""

from dataclasses import dataclass, replace

from lxml import etree


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell at its first row and column."""

    element: etree._Element
    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells in row-major order."""

    cells: tuple[GridCell, ...]
    column_count: int


def compact(cells: list[GridCell]) -> Grid:
    """A grid without the columns that no cell begins in."""
    starts = sorted({cell.column for cell in cells})
    index = {column: i for i, column in enumerate(starts)}
    compact = tuple(
        replace(
            cell,
            column=index[cell.column],
            column_span=sum(cell.column <= start < cell.column + cell.column_span for start in starts),
        )
        for cell in cells
    )
    return Grid(compact, len(starts))
