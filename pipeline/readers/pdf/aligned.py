"""Finds tables without any rule: rows of words that stand under one another in columns.

Signals: over several lines the same gutters stay free, and in each column words begin, end or are centred at one place.
Three columns are a table by that; two only with a head that stands out (bold, capitals), a column of
crosses, or names in both.

Takes:   "Nom | Présent | Excusé" above names and crosses; "Action | Qui | Échéance" with cells of several lines
Refuses: columns of prose, a numbered list with tabs, "Lieu :  Mairie", a table of contents, an address beside a date,
         justified lines with wide gaps, names with their functions (two columns, no head), signatures side by side
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.readers.pdf.aligned_rows import first_lines
from pipeline.readers.pdf.grids import Grid, plain_grid
from pipeline.readers.pdf.layout import Fragment, Row

_GUTTER = 7.0
"""Narrowest free space between two columns, in points."""
_FARTHEST = 3.2
"""Lines farther apart than this many heights belong to no common table."""
_EDGE = 2.5
"""Words that begin, end or have their middle this near to one another (points) are aligned."""
_ALIGNED = 0.6
_LEAST_LINES = 3
_LEAST_FILLED = 0.4
_MOST_RUNNING = 0.25
"""A column in which more lines begin with a small letter is prose, or cells of several lines."""
_RUNNING_LINES = 4
_FULL = 0.75
"""Prose has words in at least this share of the lines."""
_SHORTEST_PROSE = 10
"""Characters of the median line of a column of prose."""
_WIDER = 1.2
"""A last line this much wider than the column above is none of its cells."""
_GROWING = 3
"""Only the first lines of a table may add a column (a head often leaves the first one empty)."""
_PITCH_SLACK = 1.12
_TURNED_GAP = 12.0
"""Heads that stand upright end so near above the first row, in points."""
_LEAST_TURNED = 2
# Takes:   "1.", "12", "2.1)", "(3)", "IV.", "a)", "-", "•"      Refuses: "2024", "A", "M."
_MARK_RE = re.compile(
    r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-z](?=[.)])|[IVX]{1,5}(?=[.)]))[.)°/]{0,2}-?|[-–—•·▪●○◦*+→⇒➢✓o\uf0b7\uf0a7]"
)
# Takes:   "- Anne Petit", "• Vote", "2) Budget"      Refuses: "-3 %", "2 500 €", "A. Petit"
_ITEM_RE = re.compile(r"(?:[-–—•·▪●○◦*→➢\uf0b7\uf0a7]|\d{1,2}[.)])\s")
# Takes:   "x", "X", "✓", "P", "(P)", "Oui", "abs.", "1"      Refuses: "Petit", "12 mai"
_SIGN_RE = re.compile(r"\(?(?:[xX☒☑✓✔✗✕×•√]|[PEARVIpear]|[Oo]ui|[Nn]on|[Ee]xc\.?|[Aa]bs\.?|[Pp]r[ée]s\.?|1|-|–)\)?")
# Takes:   "Anne Petit", "Mme Inès de CARVALET", "J.-P. Roux"      Refuses: "Anne", "Anne Petit, maire", "Vote n° 3"
_NAME_RE = re.compile(r"[^\W\d_a-zà-ÿ][\w.'’-]*(?: (?:de|du|des|la|le|d[’']|[^\W\d_a-zà-ÿ])[\w.'’-]*){1,4}")

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Page:
    """What the search needs to know of a page: its characters, and which of them are bold."""

    text: str
    is_bold: Callable[[int], bool]

    def of(self, fragment: Fragment) -> str:
        return self.text[fragment.start : fragment.end]


@dataclass(frozen=True, slots=True)
class _Run:
    """Lines that share their columns."""

    rows: Sequence[Row]
    columns: tuple[Interval, ...]

    def cells(self, row: Row) -> dict[int, list[Fragment]]:
        """The fragments of a line by column."""
        found: dict[int, list[Fragment]] = {}
        for fragment in row.fragments:
            index = next((i for i, column in enumerate(self.columns) if _overlap(fragment, column)), None)
            if index is not None:
                found.setdefault(index, []).append(fragment)
        return found


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
    grids: list[Grid] = []
    at = 0
    if before is not None and (found := _going_on(upright, page, before)) is not None:
        grid, at = found
        grids.append(grid)
    while at < len(upright):
        run = _extend(upright, at, page) if len(upright[at].fragments) > 1 else None
        if run is None:
            at += 1
        elif _is_prose(run, page) or _is_listing(run, page):
            at += len(run.rows)
        elif _is_table(run, page):
            grids.append(_with_turned_head(_grid(run, page), slanted))
            at += len(run.rows)
        else:
            at += 1
    return grids


def _extend(rows: Sequence[Row], first: int, page: Page) -> _Run | None:
    """The lines from `first` on that leave the same gutters free."""
    columns = _merge((), rows[first].fragments)
    last = first + 1
    while last < len(rows):
        above, row = rows[last - 1].main, rows[last].main
        if _middle(row) - _middle(above) > _FARTHEST * max(row.height, above.height):
            break
        merged = _merge(columns, rows[last].fragments)
        if len(merged) < len(columns) or (len(merged) > len(columns) and last - first > _GROWING):
            break
        columns = merged
        last += 1
    last = _without_tail(rows, first, last, columns, page)
    return _Run(rows[first:last], columns) if last - first >= _LEAST_LINES else None


def _without_tail(rows: Sequence[Row], first: int, last: int, columns: Sequence[Interval], page: Page) -> int:
    """Leave out lines of one fragment at the end that look like the text below the table."""
    while last > first + 1 and len(rows[last - 1].fragments) == 1:
        row, above = rows[last - 1], rows[last - 2]
        distance = _middle(row.main) - _middle(above.main)
        if not _overlap(row.main, columns[0]) and distance < _FARTHEST / 2 * row.main.height:
            break  # the end of a cell that is not the first
        pitches = [_middle(b.main) - _middle(a.main) for a, b in pairwise(rows[first : last - 1])]
        others = [f.x1 - f.x0 for above in rows[first : last - 1] for f in above.fragments if _overlap(f, columns[0])]
        text = page.of(row.main)
        is_cell = row.main.x1 - row.main.x0 < _WIDER * max(others, default=0.0) and text[-1] not in ".;:"
        near = bool(pitches) and distance <= _PITCH_SLACK * max(pitches)
        if near and is_cell and not page.is_bold(row.main.start):
            break  # the end of a cell of several lines, or a row with its first cell only
        last -= 1
    return last


def _is_table(run: _Run, page: Page) -> bool:
    several = [row for row in run.rows if len(run.cells(row)) > 1]
    if len(several) < _LEAST_LINES or len(run.columns) < 2 or len(several) * 3 < len(run.rows):
        return False
    if not all(_is_aligned(run, index) for index in range(len(run.columns))):
        return False
    filled = sum(len(run.cells(row)) for row in several)
    first = sum(0 in run.cells(row) for row in run.rows)
    if filled < _LEAST_FILLED * len(several) * len(run.columns) or first * 2 < len(several):
        return False
    return len(run.columns) > 2 or _is_sure(run, page)


def _is_aligned(run: _Run, column: int) -> bool:
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


def _is_prose(run: _Run, page: Page) -> bool:
    """True where two columns run on from line to line, and the lines of both do not begin rows together."""
    running = sum(_runs_on(run, page, index) for index in range(len(run.columns)))
    return running > 1 and not (_has_bold_head(run, page) and len(run.columns) > 2)


def _runs_on(run: _Run, page: Page, column: int) -> bool:
    """True for a column in which many lines begin with a small letter."""
    cells = [page.of(c[column][0]) for row in run.rows if column in (c := run.cells(row))]
    small = sum(cell[:1].islower() for cell in cells)
    if len(cells) < max(_RUNNING_LINES, _FULL * len(run.rows)) or median(map(len, cells)) < _SHORTEST_PROSE:
        return False
    return small > _MOST_RUNNING * len(cells)


def _is_listing(run: _Run, page: Page) -> bool:
    """Lists with tabs, fields ("Lieu :  Mairie"), tables of contents, columns of items."""
    texts = [{i: page.of(cell[0]).strip() for i, cell in run.cells(row).items()} for row in run.rows]
    columns = [[row[i] for row in texts if i in row] for i in range(len(run.columns))]
    if any(_most(_ITEM_RE.match(text + " ") is not None for text in column) for column in columns[1:]):
        return True
    if len(run.columns) > 2:
        return False
    firsts = columns[0]
    if _most(_MARK_RE.fullmatch(text) is not None or _ITEM_RE.match(text) is not None for text in firsts):
        return True
    if sum(text.endswith(":") for text in firsts) * 3 >= len(firsts):
        return True
    numbers = [int(row[1]) for row in texts if row.get(1, "").isdecimal() and len(row[1]) < 4]
    return len(numbers) >= len(texts) - 1 and numbers == sorted(numbers)


def _is_sure(run: _Run, page: Page) -> bool:
    """Two columns: a head that stands out, or a column of crosses or letters."""
    if _has_bold_head(run, page) or _is_signs(run, page, 1) or all(_is_names(run, page, i) for i in (0, 1)):
        return True
    head, *body = ([page.of(f) for f in row.fragments] for row in run.rows)
    capitals = all(text.isupper() for text in head)
    return capitals and len(head) == 2 and not any(all(t.isupper() for t in texts) for texts in body if len(texts) > 1)


def _is_names(run: _Run, page: Page, column: int) -> bool:
    """True for a column of two to five words with capitals each: a list of names set in columns."""
    cells = [" ".join(map(page.of, c[column])) for row in run.rows if column in (c := run.cells(row))]
    return all(_NAME_RE.fullmatch(cell) for cell in cells)


def _is_signs(run: _Run, page: Page, column: int) -> bool:
    """True for a column of crosses or letters under its head."""
    cells = [" ".join(map(page.of, c[column])) for row in run.rows[1:] if column in (c := run.cells(row))]
    return len(cells) > 1 and all(_SIGN_RE.fullmatch(cell) for cell in cells)


def _has_bold_head(run: _Run, page: Page) -> bool:
    """True where the first line is bold in all columns, and the lines below are not."""
    head, *body = run.rows
    if len(head.fragments) < 2 or not all(page.is_bold(f.start) for f in head.fragments):
        return False
    return not any(all(page.is_bold(f.start) for f in row.fragments) for row in body if len(row.fragments) > 1)


def _grid(run: _Run, page: Page) -> Grid:
    texts = [{i: page.of(cell[0]) for i, cell in run.cells(row).items()} for row in run.rows]
    firsts = first_lines([_middle(row.main) for row in run.rows], median(r.main.height for r in run.rows), texts)
    return _plain(run.rows, run.columns, firsts)


def _with_turned_head(grid: Grid, slanted: Sequence[Fragment]) -> Grid:
    """The grid with a row for heads that stand upright above two of its columns or more."""
    heads = [f for f in slanted if -_TURNED_GAP <= grid.top - f.bottom <= _TURNED_GAP]
    columns = {grid.column_at((f.x0 + f.x1) / 2) for f in heads} - {None}
    if len(columns) < _LEAST_TURNED:
        return grid
    return plain_grid(grid.xs, (min(f.top for f in heads), *grid.ys))


def _plain(rows: Sequence[Row], columns: Sequence[Interval], firsts: Sequence[int]) -> Grid:
    """A grid whose rows begin at these lines, parted in the middle of the space between."""
    tops = [min(f.top for f in rows[0].fragments) - 1]
    for index in firsts[1:]:
        above = max(_middle(f) for f in rows[index - 1].fragments)
        tops.append((above + min(_middle(f) for f in rows[index].fragments)) / 2)
    bottom = max(f.bottom for f in rows[-1].fragments) + 1
    bounds = [(left[1] + right[0]) / 2 for left, right in pairwise(columns)]
    return plain_grid((columns[0][0] - 1, *bounds, columns[-1][1] + 1), (*tops, bottom))


_HEADERS = 8
"""Only so many lines, running ones and those of a cell that is cut, may stand above the first row that is whole."""


def _going_on(rows: Sequence[Row], page: Page, before: Grid) -> tuple[Grid, int] | None:
    """The rows at the head of a page that stand in the columns of the table before, and the index after them."""
    columns = tuple((left + 1, right - 1) for left, right in pairwise(before.xs))
    first = next((i for i, row in enumerate(rows[:_HEADERS]) if len(row.fragments) > 1 and _fits(row, columns)), None)
    if first is None:
        return None
    last = first + 1
    while last < len(rows) and _fits(rows[last], columns, rows[last - 1]):
        last += 1
    while first > 0 and _fits(rows[first - 1], columns) and _leads_on(rows[first - 1], rows[first], page):
        first -= 1
    last = _without_tail(rows, first, last, columns, page)
    return _grid(_Run(rows[first:last], columns), page), last


def _leads_on(row: Row, below: Row, page: Page) -> bool:
    """True for a line of one cell, cut by the page, above the first whole row."""
    distance = _middle(below.main) - _middle(row.main)
    is_near = distance < _FARTHEST / 2 * row.main.height
    return len(row.fragments) == 1 and (is_near or page.of(row.main)[:1].islower())


def _fits(row: Row, columns: Sequence[Interval], above: Row | None = None) -> bool:
    if above is not None and _middle(row.main) - _middle(above.main) > _FARTHEST * row.main.height:
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


def _most(flags: Iterable[bool]) -> bool:
    found = list(flags)
    return sum(found) * 2 > len(found)


def _overlap(fragment: Fragment, column: Interval) -> bool:
    return fragment.x0 < column[1] and fragment.x1 > column[0]


def _middle(fragment: Fragment) -> float:
    return (fragment.top + fragment.bottom) / 2
