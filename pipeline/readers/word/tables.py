"""The grid of a Word table: which cell stands where, merged cells once."""

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from pipeline.readers.office_grid import Grid, GridCell, compact
from pipeline.readers.word.package import W, child, number, switch, value
from pipeline.readers.word.runs import visible_children

_MAX_SPAN = 1000
"""A wider gridSpan is damage, not a table."""


def read_grid(table: etree._Element) -> Grid:
    """Lay out the cells of a w:tbl: gridSpan across, vMerge down; columns that no cell begins in are left out."""
    cells: list[GridCell] = []
    open_above: dict[int, int] = {}
    row_index = 0
    for row in _children(table, "tr"):
        if child(row, "trPr", "del") is not None or switch(child(row, "trPr", "hidden")):
            continue
        column = min(number(child(row, "trPr", "gridBefore")) or 0, _MAX_SPAN)
        for cell in _children(row, "tc"):
            properties = child(cell, "tcPr")
            if child(properties, "cellDel") is not None:
                continue
            width = min(max(number(child(properties, "gridSpan")) or 1, 1), _MAX_SPAN)
            _place(GridCell(cell, row_index, column, 1, width), _merge(properties, "vMerge"), open_above, cells)
            if _merge(properties, "hMerge") == "continue" and len(cells) > 1:
                _join_left(cells)
            column += width
        row_index += 1
    return compact(cells)


def _place(cell: GridCell, merge: str | None, open_above: dict[int, int], cells: list[GridCell]) -> None:
    """Add a cell, or make the one above a row taller where it goes on here."""
    above = open_above.get(cell.column)
    if merge == "continue" and above is not None:
        cells[above] = replace(cells[above], row_span=cell.row - cells[above].row + 1)
        return
    open_above.pop(cell.column, None)
    if merge is not None:
        open_above[cell.column] = len(cells)
    cells.append(cell)


def _join_left(cells: list[GridCell]) -> None:
    """Old horizontal merges (w:hMerge): the cell belongs to its left neighbour."""
    last = cells.pop()
    cells[-1] = replace(cells[-1], column_span=cells[-1].column_span + last.column_span)


def _merge(properties: etree._Element | None, name: str) -> str | None:
    """ "restart" or "continue"; None for a cell that is not merged. A bare <w:vMerge/> continues."""
    element = child(properties, name)
    return None if element is None else value(element) or "continue"


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, through content controls and tracked changes."""
    for node in visible_children(element):
        if node.tag == f"{W}{name}":
            yield node
        elif node.tag not in (f"{W}tblPr", f"{W}tblGrid", f"{W}trPr", f"{W}tcPr"):
            yield from _children(node, name)
