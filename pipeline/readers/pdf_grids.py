"""Finds the grids that rules form: tables with borders.

A grid of one row of several cells is no table, but its cells are read one by one.

Signals: rules that meet; a border between two fields only where a rule covers it (fields without one are a merged
cell). Frames around paragraphs, page borders, underlines and header rules form no grid.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.readers.pdf_rules import Rule, Ruling

_SNAP = 3.0
"""Rules nearer than this (points) are one: double lines, borders drawn cell by cell."""
_COVERED = 0.8
"""A rule that covers this share of a field's side is its border."""
MAX_RULES = 400
"""A page with more rules in one direction, joined, holds a drawing: graph paper, a plan."""
_MAX_FIELDS = 5000


@dataclass(frozen=True, slots=True)
class Grid:
    """Positions of columns and rows, and for each field (row, column) the cell that it belongs to."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    owner: dict[tuple[int, int], tuple[int, int]]
    """Field → first field of its cell."""

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
        return None if row is None or column is None else self.owner[row, column]

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


_MIN_COLUMNS = 2


def find_grids(ruling: Ruling) -> list[Grid]:
    """The grids of a page, top to bottom."""
    if len(ruling.horizontal) < 2 or len(ruling.vertical) < 2:
        return []
    horizontal, vertical = join_rules(ruling.horizontal), join_rules(ruling.vertical)
    if max(len(horizontal), len(vertical)) > MAX_RULES:
        return []
    grids = [grid for group in _connected(horizontal, vertical) if (grid := _make_grid(*group)) is not None]
    return sorted(grids, key=lambda grid: (grid.top, grid.xs[0]))


def _position(edges: Sequence[float], value: float) -> int | None:
    if not edges[0] - _SNAP <= value <= edges[-1] + _SNAP:
        return None
    return max(0, min(sum(edge <= value for edge in edges) - 1, len(edges) - 2))


def join_rules(rules: Iterable[Rule]) -> list[Rule]:
    """Rules that lie on one line and touch, made one."""
    joined: list[Rule] = []
    for line in _cluster(sorted(rules, key=lambda rule: rule.at)):
        at = sum(rule.at for rule in line) / len(line)
        for rule in sorted(line, key=lambda r: r.start):
            if joined and joined[-1].at == at and rule.start <= joined[-1].end + _SNAP:
                joined[-1] = Rule(at, joined[-1].start, max(joined[-1].end, rule.end))
            else:
                joined.append(Rule(at, rule.start, rule.end))
    return joined


def _cluster(rules: Sequence[Rule]) -> list[list[Rule]]:
    clusters: list[list[Rule]] = []
    for rule in rules:
        if clusters and rule.at - clusters[-1][0].at <= _SNAP:
            clusters[-1].append(rule)
        else:
            clusters.append([rule])
    return clusters


def _meet(flat: Rule, upright: Rule) -> bool:
    return (
        flat.start - _SNAP <= upright.at <= flat.end + _SNAP and upright.start - _SNAP <= flat.at <= upright.end + _SNAP
    )


def _connected(horizontal: list[Rule], vertical: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of rules that hang together by crossing or touching."""
    groups: list[tuple[list[Rule], list[Rule]]] = []
    free_flat, free_upright = list(horizontal), list(vertical)
    while free_flat:
        flats, uprights = [free_flat.pop(0)], list[Rule]()
        grown = True
        while grown:
            new_uprights = [v for v in free_upright if any(_meet(h, v) for h in flats)]
            free_upright = [v for v in free_upright if v not in new_uprights]
            uprights += new_uprights
            new_flats = [h for h in free_flat if any(_meet(h, v) for v in uprights)]
            free_flat = [h for h in free_flat if h not in new_flats]
            flats += new_flats
            grown = bool(new_uprights or new_flats)
        groups.append((flats, uprights))
    return groups


def _make_grid(flats: list[Rule], uprights: list[Rule]) -> Grid | None:
    ys = _edges(flats, uprights)
    xs = _edges(uprights, flats)
    if len(ys) < 2 or len(xs) < _MIN_COLUMNS + 1 or len(xs) * len(ys) > _MAX_FIELDS:
        return None
    owner = _owners(xs, ys, flats, uprights)
    if len({column for _, column in owner.values()}) < _MIN_COLUMNS:
        return None
    return Grid(xs, ys, owner)


def _edges(along: list[Rule], across: list[Rule]) -> tuple[float, ...]:
    """Where rows (or columns) begin and end: at the rules, and where the crossing rules end (open sides)."""
    found = sorted(rule.at for rule in along)
    ends = sorted([min(rule.start for rule in across), max(rule.end for rule in across)]) if across else []
    if ends and len(across) > 1:
        found = sorted([*found, *(end for end in ends if all(abs(end - at) > 2 * _SNAP for at in found))])
    edges: list[float] = []
    for at in found:
        if not edges or at - edges[-1] > _SNAP:
            edges.append(at)
    return tuple(edges)


def _owners(
    xs: tuple[float, ...], ys: tuple[float, ...], flats: list[Rule], uprights: list[Rule]
) -> dict[tuple[int, int], tuple[int, int]]:
    """Merge fields without a border between them; each gets the first field of its cell."""
    fields = [(row, column) for row in range(len(ys) - 1) for column in range(len(xs) - 1)]
    left_sides, top_sides = _near(uprights, xs), _near(flats, ys)
    parent = {field: field for field in fields}

    def root(field: tuple[int, int]) -> tuple[int, int]:
        while parent[field] != field:
            field = parent[field]
        return field

    for row, column in fields:
        if column and not _covered(left_sides[column], ys[row], ys[row + 1]):
            _unite(parent, root((row, column - 1)), root((row, column)))
        if row and not _covered(top_sides[row], xs[column], xs[column + 1]):
            _unite(parent, root((row - 1, column)), root((row, column)))
    return {field: root(field) for field in fields}


def _unite(parent: dict[tuple[int, int], tuple[int, int]], one: tuple[int, int], other: tuple[int, int]) -> None:
    parent[max(one, other)] = min(one, other)


def _near(rules: list[Rule], edges: tuple[float, ...]) -> list[list[Rule]]:
    """For each edge the rules that lie on it."""
    return [[rule for rule in rules if abs(rule.at - edge) <= _SNAP] for edge in edges]


def _covered(rules: list[Rule], start: float, end: float) -> bool:
    covered = sum(max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in rules)
    return covered >= _COVERED * (end - start)
