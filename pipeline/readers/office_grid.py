"""The grid of a table in an office document: which cell stands where, merged cells once."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

_PAGE_LENGTH = 1500
"""Characters: a cell with more is a page inside a frame."""
_LEAST_FRAME = 500
_INNER_SHARE = 0.5


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
            column_span=bisect_left(starts, cell.column + cell.column_span) - index[cell.column],
        )
        for cell in cells
    )
    return Grid(compact, len(starts))


def is_frame(grid: Grid, tag: str, least: int = _LEAST_FRAME) -> bool:
    """True for a table that only places things on the page: of one column, or around other tables (elements `tag`).

    Those around others hold at least `least` characters, most of them in the tables within, or a page in one cell.
    """
    if grid.column_count < 2:
        return True
    inner = [table for cell in grid.cells for table in _outermost(cell.element, tag)]
    lengths = [_length(cell.element) for cell in grid.cells]
    if not inner or sum(lengths) < least:
        return False
    return sum(map(_length, inner)) > _INNER_SHARE * sum(lengths) or max(lengths) > _PAGE_LENGTH


def _outermost(cell: etree._Element, tag: str) -> Iterator[etree._Element]:
    for table in cell.iter(tag):
        above = next((node for node in table.iterancestors() if node.tag == tag or node is cell), cell)
        if above is cell:
            yield table


def _length(element: etree._Element) -> int:
    return sum(len(text.strip()) for text in element.itertext())
