"""Finds tables without any rule: rows of words that stand under one another in columns.

Signals: over several lines the same gutters stay free, and in each column words begin, end or are centred at one place.
Three columns are a table by that; two only with a head that stands out (bold, capitals), a column of
crosses, or names in both.

Takes:   "Nom | Présent | Excusé" above names and crosses; "Action | Qui | Échéance" with cells of several lines
Refuses: columns of prose, a numbered list with tabs, "Lieu :  Mairie", a table of contents, an address beside a date,
         justified lines with wide gaps, names with their functions (two columns, no head), signatures side by side
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from pipeline.readers.pdf.aligned_rows import CellLine, row_edges
from pipeline.readers.pdf.grids import Grid, plain_grid
from pipeline.readers.pdf.layout import Fragment, Row
from pipeline.readers.pdf.runs import Interval, Page, Run, middle_of, overlap, split_row, usual_space
from pipeline.readers.pdf.table_signs import is_listing, is_prose, is_sure

_GUTTER = 3.5
"""Narrowest free space between two columns, in points: lines of one column may nearly reach the next one."""
_FARTHEST = 3.6
"""Lines farther apart than this many heights belong to no common table."""
_EDGE = 2.5
"""Words that begin, end or have their middle this near to one another (points) are aligned."""
_ALIGNED = 0.6
_LEAST_LINES = 3
_LEAST_FILLED = 0.4
_WIDER = 1.2
"""A last line this much wider than the column above is none of its cells."""
_GROWING = 3
"""Only the first lines of a table may add a column (a head often leaves the first one empty)."""
_PITCH_SLACK = 1.12
_TURNED_GAP = 12.0
"""Heads that stand upright end so near above the first row, in points."""
_LEAST_TURNED = 2


def find_aligned(rows: Sequence[Row], page: Page, before: Grid | None = None) -> list[Grid]:
    """The tables without rules of a page, top to bottom.

    Args:
        rows: the lines of the page that stand in no other table.
        before: the table at the foot of the page before, if it has no rules: its rows may go on here.
    """
    upright = [row for row in rows if not row.fragments[0].words[0].slanted]
    slanted = [row.main for row in rows if row.fragments[0].words[0].slanted]
    if sum(len(row.fragments) > 1 for row in upright) < (1 if before else _LEAST_LINES):
        return []
    space = usual_space(upright)
    upright = [split_row(row, space) if len(row.fragments) > 1 or row.main.words[1:] else row for row in upright]
    grids: list[Grid] = []
    at = 0
    if before is not None and (found := _going_on(upright, page, before)) is not None:
        grid, at = found
        grids.append(grid)
    while at < len(upright):
        run = _extend(upright, at, page) if len(upright[at].fragments) > 1 else None
        if run is None:
            at += 1
        elif is_prose(run, page) or is_listing(run, page):
            at += len(run.rows)
        elif _is_table(run, page) and len((grid := _grid(run, page)).ys) > _LEAST_LINES:
            grids.append(_with_turned_head(grid, slanted))
            at += len(run.rows)
        else:
            at += 1
    return grids


def _extend(rows: Sequence[Row], first: int, page: Page) -> Run | None:
    """The lines from `first` on that leave the same gutters free."""
    columns = _merge((), rows[first].fragments)
    last = first + 1
    while last < len(rows):
        above, row = rows[last - 1].main, rows[last].main
        if middle_of(row) - middle_of(above) > _FARTHEST * max(row.height, above.height):
            break
        merged = _merge(columns, rows[last].fragments)
        if len(merged) < len(columns) or (len(merged) > len(columns) and last - first > _GROWING):
            break
        columns = merged
        last += 1
    last = _without_tail(rows, first, last, columns, page)
    return Run(rows[first:last], columns) if last - first >= _LEAST_LINES else None


def _without_tail(rows: Sequence[Row], first: int, last: int, columns: Sequence[Interval], page: Page) -> int:
    """Leave out lines of one fragment at the end that look like the text below the table."""
    while last > first + 1 and len(rows[last - 1].fragments) == 1:
        row, above = rows[last - 1], rows[last - 2]
        distance = middle_of(row.main) - middle_of(above.main)
        if not overlap(row.main, columns[0]) and distance < _FARTHEST / 2 * row.main.height:
            break  # the end of a cell that is not the first
        pitches = [middle_of(b.main) - middle_of(a.main) for a, b in pairwise(rows[first : last - 1])]
        others = [f.x1 - f.x0 for above in rows[first : last - 1] for f in above.fragments if overlap(f, columns[0])]
        text = page.of(row.main)
        is_cell = row.main.x1 - row.main.x0 < _WIDER * max(others, default=0.0) and text[-1] not in ".;:"
        near = bool(pitches) and distance <= _PITCH_SLACK * max(pitches)
        if near and is_cell and not page.is_bold(row.main.start):
            break  # the end of a cell of several lines, or a row with its first cell only
        last -= 1
    return last


def _is_table(run: Run, page: Page) -> bool:
    several = [row for row in run.rows if len(run.cells(row)) > 1]
    if len(several) < _LEAST_LINES or len(run.columns) < 2 or len(several) * 3 < len(run.rows):
        return False
    if not all(_is_aligned(run, index) for index in range(len(run.columns))):
        return False
    filled = sum(len(run.cells(row)) for row in several)
    first = sum(0 in run.cells(row) for row in run.rows)
    if filled < _LEAST_FILLED * len(several) * len(run.columns) or first * 2 < len(several):
        return False
    return len(run.columns) > 2 or is_sure(run, page)


def _is_aligned(run: Run, column: int) -> bool:
    """True where most cells of a column begin, end or have their middle at one place; the head may stand otherwise."""
    found = [cells[column] for row in run.rows[1:] if column in (cells := run.cells(row))]
    if len(found) < 2:
        return True
    edges = (
        [cell[0].x0 for cell in found],
        [cell[-1].x1 for cell in found],
        [(cell[0].x0 + cell[-1].x1) / 2 for cell in found],
    )
    return any(_share_at_one_place(places) >= _ALIGNED for places in edges)


def _share_at_one_place(places: Sequence[float]) -> float:
    return max(sum(abs(other - place) <= _EDGE for other in places) for place in places) / len(places)


def _grid(run: Run, page: Page) -> Grid:
    """The grid of a run: columns parted in the middle of the gutters, rows between their cells."""
    lines = [
        {i: CellLine(middle_of(cell[0]), page.of(cell[0])) for i, cell in run.cells(row).items()} for row in run.rows
    ]
    edges = row_edges([line for line in lines if line], median(row.main.height for row in run.rows))
    top = min(f.top for row in run.rows for f in row.fragments) - 1
    bottom = max(f.bottom for row in run.rows for f in row.fragments) + 1
    bounds = [(left[1] + right[0]) / 2 for left, right in pairwise(run.columns)]
    return plain_grid((run.columns[0][0] - 1, *bounds, run.columns[-1][1] + 1), (top, *edges, bottom))


def _with_turned_head(grid: Grid, slanted: Sequence[Fragment]) -> Grid:
    """The grid with a row for heads that stand upright above two of its columns or more."""
    heads = [f for f in slanted if -_TURNED_GAP <= grid.top - f.bottom <= _TURNED_GAP]
    columns = {grid.column_at((f.x0 + f.x1) / 2) for f in heads} - {None}
    if len(columns) < _LEAST_TURNED:
        return grid
    return plain_grid(grid.xs, (min(f.top for f in heads), *grid.ys))


_WIDER_LAST = 60.0
"""Cells of the last column may be so much wider (points) than those of the page before."""
_HEADERS = 8
"""Only so many lines, running ones and those of a cell that is cut, may stand above the first row that is whole."""


def _going_on(rows: Sequence[Row], page: Page, before: Grid) -> tuple[Grid, int] | None:
    """The rows at the head of a page that stand in the columns of the table before, and the index after them."""
    columns = [(left + 1, right - 1) for left, right in pairwise(before.xs)]
    columns[-1] = (columns[-1][0], columns[-1][1] + _WIDER_LAST)
    first = next((i for i, row in enumerate(rows[:_HEADERS]) if len(row.fragments) > 1 and _fits(row, columns)), None)
    if first is None:
        return None
    last = first + 1
    while last < len(rows) and _fits(rows[last], columns, rows[last - 1]):
        last += 1
    while first > 0 and _fits(rows[first - 1], columns) and _leads_on(rows[first - 1], rows[first], page):
        first -= 1
    last = _without_tail(rows, first, last, columns, page)
    ends = [f.x1 for row in rows[first:last] for f in row.fragments]
    columns[-1] = (columns[-1][0], max(before.xs[-1] - 1, *ends))
    return _grid(Run(rows[first:last], tuple(columns)), page), last


def _leads_on(row: Row, below: Row, page: Page) -> bool:
    """True for a line of one cell, cut by the page, above the first whole row."""
    distance = middle_of(below.main) - middle_of(row.main)
    is_near = distance < _FARTHEST / 2 * row.main.height
    return len(row.fragments) == 1 and (is_near or page.of(row.main)[:1].islower())


def _fits(row: Row, columns: Sequence[Interval], above: Row | None = None) -> bool:
    if above is not None and middle_of(row.main) - middle_of(above.main) > _FARTHEST * row.main.height:
        return False
    slack = 4.0
    return all(any(x0 - slack <= f.x0 and f.x1 <= x1 + slack for x0, x1 in columns) for f in row.fragments)


def _merge(columns: Sequence[Interval], fragments: Iterable[Fragment]) -> tuple[Interval, ...]:
    """The columns widened by the fragments of a line; what is nearer than a gutter is one column."""
    merged: list[Interval] = []
    for x0, x1 in sorted([*columns, *((f.x0, f.x1) for f in fragments)]):
        if merged and x0 - merged[-1][1] < _GUTTER:
            merged[-1] = (merged[-1][0], max(merged[-1][1], x1))
        else:
            merged.append((x0, x1))
    return tuple(merged)
