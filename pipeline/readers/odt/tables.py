"""The grid of an OpenDocument table: which cell stands where, merged cells once."""

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from pipeline.readers.odt.package import TABLE
from pipeline.readers.office_grid import Grid, GridCell, compact

_ROW_GROUPS = frozenset({f"{TABLE}table-header-rows", f"{TABLE}table-rows", f"{TABLE}table-row-group"})
_CELLS = frozenset({f"{TABLE}table-cell", f"{TABLE}covered-table-cell"})
_MAX_SPAN = 1000
_MAX_REPEATS = 100
"""More repetitions of a cell or a row with text are damage; empty ones are worth nothing."""


def read_grid(table: etree._Element) -> Grid:
    """Lay out the cells of a table:table: spans as given, covered cells left out, repeated ones written out."""
    cells: list[GridCell] = []
    row_index = 0
    for row in _rows(table):
        for _ in range(_repeats(row, "number-rows-repeated")):
            cells.extend(_row_cells(row, row_index))
            row_index += 1
    return compact([replace(cell, row_span=min(cell.row_span, row_index - cell.row)) for cell in cells])


def _rows(element: etree._Element) -> Iterator[etree._Element]:
    for node in element:
        if node.tag == f"{TABLE}table-row":
            yield node
        elif node.tag in _ROW_GROUPS:
            yield from _rows(node)


def _row_cells(row: etree._Element, row_index: int) -> Iterator[GridCell]:
    column = 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        for _ in range(_repeats(cell, "number-columns-repeated")):
            width = min(_count(cell, "number-columns-spanned"), _MAX_SPAN)
            height = min(_count(cell, "number-rows-spanned"), _MAX_SPAN)
            if cell.tag == f"{TABLE}table-cell":
                yield GridCell(cell, row_index, column, height, width)
            column += 1


def _repeats(element: etree._Element, name: str) -> int:
    return min(_count(element, name), _MAX_REPEATS)


def _count(element: etree._Element, name: str) -> int:
    text = element.get(f"{TABLE}{name}") or ""
    return max(int(text), 1) if text.isdecimal() and len(text) < 10 else 1
