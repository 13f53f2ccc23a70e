"""Finds tables that are ruled between their rows only, which pdfplumber cannot see: no upright parts the columns.

They are told by the space that all rows leave free.
The rules must be alike (same ends) and at least three; a single one goes on with a table of the page before. Sections
parted by rules have lines across the whole width, thus no columns, and are refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.readers.pdf.chars import Word
from pipeline.readers.pdf.grids import Grid, plain_grid
from pipeline.readers.pdf.layout import Fragment, make_fragments
from pipeline.readers.pdf.rules import Rule

_ALIKE = 3.0
_GUTTER = 6.0
"""Narrowest free space between two columns, in points."""
_MIN_RULES = 3
_TALLER = 1.3
"""The first row of a page may be this much taller than those before."""
_HIGHEST = 150.0
"""A higher band, in points, is a section, not a row."""


@dataclass(frozen=True, slots=True)
class RowTable:
    """A grid with the ends of its rules: what a table on the next page is recognised by."""

    grid: Grid
    start: float
    end: float


def find_row_table(rules: Sequence[Rule], words: Sequence[Word], text: str, before: RowTable | None) -> RowTable | None:
    """The first table of a page that has rules between its rows only.

    `before` is the table at the foot of the page before, whose columns the first rules of this page may go on with.
    """
    for group in _alike(rules):
        start, end = group[0].start, group[0].end
        if before is not None and abs(start - before.start) <= _ALIKE and abs(end - before.end) <= _ALIKE:
            found = _continue(group, words, before)
        else:
            found = _make(group, words, text) if len(group) >= _MIN_RULES else None
        if found is not None:
            return RowTable(found, start, end)
    return None


def _alike(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules with the same ends, each group top to bottom."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda r: r.at):
        same = (g for g in groups if abs(g[0].start - rule.start) <= _ALIKE and abs(g[0].end - rule.end) <= _ALIKE)
        group = next(same, None)
        if group is None:
            groups.append([rule])
        elif rule.at - group[-1].at > _ALIKE:
            group.append(rule)
    return groups


def _make(group: Sequence[Rule], words: Sequence[Word], text: str) -> Grid | None:
    ys = [rule.at for rule in group]
    heights = [below - above for above, below in pairwise(ys)]
    if max(heights) > _HIGHEST:
        return None
    inside = [f for f in make_fragments(words, text) if ys[0] <= (f.top + f.bottom) / 2 <= ys[-1]]
    columns = _columns(inside)
    if len(columns) < 2:
        return None
    header = _header([f for f in make_fragments(words, text) if f.bottom <= ys[0] + 4], ys[0], columns)
    edges = [header, *ys] if header is not None else ys
    filled = [row for row in pairwise(edges) if _filled(inside, row, columns) > 1]
    if len(filled) < 2:
        return None
    bounds = [(left[1] + right[0]) / 2 for left, right in pairwise(columns)]
    return plain_grid((min(group[0].start, columns[0][0]), *bounds, max(group[0].end, columns[-1][1])), tuple(edges))


def _columns(fragments: Sequence[Fragment]) -> list[tuple[float, float]]:
    """What the fragments cover from left to right, parted where all leave a gutter free."""
    columns: list[tuple[float, float]] = []
    for fragment in sorted(fragments, key=lambda f: f.x0):
        if columns and fragment.x0 - columns[-1][1] < _GUTTER:
            columns[-1] = (columns[-1][0], max(columns[-1][1], fragment.x1))
        else:
            columns.append((fragment.x0, fragment.x1))
    return columns


def _header(above: Sequence[Fragment], first_rule: float, columns: Sequence[tuple[float, float]]) -> float | None:
    """Top of the line right above the first rule, where it has words over two columns and crosses no gutter."""
    near = [f for f in above if first_rule - f.bottom < f.height]
    if not near:
        return None
    over = {i for f in near for i, (x0, x1) in enumerate(columns) if f.x0 < x1 and f.x1 > x0}
    crossing = any(sum(f.x0 < x1 and f.x1 > x0 for x0, x1 in columns) > 1 for f in near)
    return min(f.top for f in near) if len(over) > 1 and not crossing else None


def _filled(fragments: Sequence[Fragment], row: tuple[float, float], columns: Sequence[tuple[float, float]]) -> int:
    """How many columns have words in a row."""
    inside = [f for f in fragments if row[0] <= (f.top + f.bottom) / 2 <= row[1]]
    return sum(any(f.x0 < x1 and f.x1 > x0 for f in inside) for x0, x1 in columns)


def _continue(group: Sequence[Rule], words: Sequence[Word], before: RowTable) -> Grid | None:
    """The rows at the head of a page, above and between rules like those of the page before."""
    heights = [below - above for above, below in pairwise(before.grid.ys)]
    top = group[0].at - _TALLER * max(heights)
    filled = {before.grid.column_at((w.x0 + w.x1) / 2) for w in words if top <= w.middle <= group[0].at}
    return plain_grid(before.grid.xs, (top, *(rule.at for rule in group))) if len(filled - {None}) > 1 else None
