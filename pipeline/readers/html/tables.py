"""The grid of a table in a web page, and which tables hold data rather than place things on the page."""

from collections.abc import Callable, Iterator

from lxml import etree

from pipeline.readers.office_grid import Grid, GridCell, compact, is_frame

_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_CELLS = frozenset({"td", "th"})
_MAX_SPAN = 1000

Hidden = Callable[[etree._Element], bool]


def read_grid(table: etree._Element, hidden: Hidden) -> Grid:
    """Lay out the cells of a table: colspan across, rowspan down; what is hidden has no place."""
    cells: list[GridCell] = []
    taken: dict[int, int] = {}  # column → first row where it is free again
    rows = list(_rows(table, hidden))
    for index, row in enumerate(rows):
        column = 0
        for cell in row:
            if cell.tag not in _CELLS or hidden(cell):
                continue
            while taken.get(column, 0) > index:
                column += 1
            width, height = _span(cell, "colspan", 1), min(_span(cell, "rowspan", len(rows)), len(rows) - index)
            cells.append(GridCell(cell, index, column, height, width))
            taken.update(dict.fromkeys(range(column, column + width), index + height))
            column += width
    return compact(cells)


def holds_data(table: etree._Element, grid: Grid) -> bool:
    """False for a frame: one column, declared as presentation, or most of its text in tables of its own."""
    return (table.get("role") or "").lower() not in ("presentation", "none") and not is_frame(grid, "table", 0)


def _rows(element: etree._Element, hidden: Hidden) -> Iterator[etree._Element]:
    for node in element:
        if node.tag == "tr" and not hidden(node):
            yield node
        elif node.tag in _GROUPS and not hidden(node):
            yield from (row for row in node if row.tag == "tr" and not hidden(row))


def _span(cell: etree._Element, name: str, rest: int) -> int:
    """A colspan or rowspan; 0 means "to the end", `rest` cells."""
    text = (cell.get(name) or "").strip()
    count = int(text) if text.isdecimal() and len(text) < 7 else 1
    return min(max(count or rest, 1), _MAX_SPAN)
