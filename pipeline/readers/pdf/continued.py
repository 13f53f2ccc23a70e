"""Joins tables that go on over the page, and cells cut by it: a table is one, however many pages it takes.

Signals: a table ends the text of a page at its foot, one with the same columns begins the next. A head printed again is
marked as repeated. A row is cut where its words go on: some cells filled, those with words in the middle of a
sentence that the page before began. Never joins over a line of text between the two.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from models.document import LineRole
from pipeline.readers.pdf.blocks import Draft

Field = tuple[int, int]
Shape = dict[Field, Field]
"""(row, column) → (row span, column span) of every cell."""

_FOOT = 0.6
"""A table that goes on reaches into the lower part of its page."""
_ALIKE = 6.0
"""Columns whose borders are this near (points) are the same."""
_ENDS = (".", "!", "?", ":", ";", "…")
_MOST_HEADS = 3
"""Lines of a head that may be printed again."""


@dataclass(slots=True)
class PlacedTable:
    """A table of one page: its number, where its columns begin and end, its cells."""

    number: int
    xs: Sequence[float]
    shape: Shape
    foot: float
    """Where it ends: 0 is the top of the page, 1 its bottom."""


@dataclass(slots=True)
class _Open:
    """A table at the foot of the page before, with the lines of its cells."""

    table: PlacedTable
    drafts: list[Draft]

    def texts(self) -> dict[Field, str]:
        """What each cell says, its running lines left out."""
        found: dict[Field, str] = {}
        for draft in self.drafts:
            if draft.cell is not None and draft.role is LineRole.BODY:
                key = (draft.cell.row, draft.cell.column)
                found[key] = f"{found[key]} {draft.text}" if key in found else draft.text
        return found


def join_tables(pages: Sequence[tuple[Sequence[Draft], Sequence[PlacedTable]]]) -> dict[int, Shape]:
    """Give the cells of joined tables one table's number and rows that count on.

    `pages` holds the lines and the tables of each page; the lines are changed in place.

    Returns:
        The shapes of all tables that are left, by their numbers, which count from 0 in reading order.
    """
    shapes: dict[int, Shape] = {}
    before: _Open | None = None
    for drafts, tables in pages:
        shapes.update({table.number: table.shape for table in tables})
        by_number = {table.number: table for table in tables}
        body = [draft for draft in drafts if draft.role is LineRole.BODY]
        first = _table_of(body[:1], by_number)
        joined = None
        if before is not None and first is not None:
            joined = _join(before, first, [d for d in drafts if d.cell is not None and d.cell.table == first.number])
            if joined is not None:
                del shapes[first.number]
                shapes[joined.table.number] = joined.table.shape
        last = _table_of(body[-1:], by_number | ({joined.table.number: joined.table} if joined else {}))
        before = _open(last, joined, drafts)
    return _renumber(shapes, pages)


def _table_of(drafts: Sequence[Draft], tables: Mapping[int, PlacedTable]) -> PlacedTable | None:
    return next((tables.get(draft.cell.table) for draft in drafts if draft.cell is not None), None)


def _open(last: PlacedTable | None, joined: _Open | None, drafts: Sequence[Draft]) -> _Open | None:
    if last is None or last.foot < _FOOT:
        return None
    if joined is not None and joined.table is last:
        return joined
    return _Open(last, [draft for draft in drafts if draft.cell is not None and draft.cell.table == last.number])


def _join(before: _Open, table: PlacedTable, drafts: list[Draft]) -> _Open | None:
    """The two as one; None where their columns differ."""
    columns = _columns(before.table.xs, table.xs)
    if columns is None:
        return None
    shape = {
        (row, columns[column]): (rows, columns[column + width] - columns[column])
        for (row, column), (rows, width) in table.shape.items()
    }
    found = _Open(table, drafts)
    for draft in drafts:
        if draft.cell is not None:
            draft.cell = replace(draft.cell, column=columns[draft.cell.column])
    heads = _repeated(before.texts(), found.texts())
    places = _places(before, found.texts(), shape, heads)
    _move(drafts, before.table, places, heads)
    merged = dict(before.table.shape)
    for (row, column), extent in sorted(shape.items()):
        _put(merged, (places[row], column), extent)
    return _Open(PlacedTable(before.table.number, before.table.xs, merged, table.foot), [*before.drafts, *drafts])


def _columns(xs: Sequence[float], others: Sequence[float]) -> dict[int, int] | None:
    """Which border of the first table each border of the second is; None where one has no match."""
    found: dict[int, int] = {}
    for index, x in enumerate(others):
        nearest = min(range(len(xs)), key=lambda i: abs(xs[i] - x))
        is_outer = index in (0, len(others) - 1)
        if abs(xs[nearest] - x) > _ALIKE and not (is_outer and nearest in (0, len(xs) - 1)):
            return None
        found[index] = nearest
    is_whole = found[0] == 0 and found[len(others) - 1] == len(xs) - 1
    return found if is_whole and len(set(found.values())) == len(others) else None


def _repeated(above: Mapping[Field, str], below: Mapping[Field, str]) -> int:
    """How many rows of the head are printed again."""
    for count in range(_MOST_HEADS, 0, -1):
        heads = [{field: text for field, text in texts.items() if field[0] < count} for texts in (above, below)]
        if heads[0] == heads[1] and len({row for row, _ in heads[0]}) == count:
            return count
    return 0


def _places(before: _Open, texts: Mapping[Field, str], shape: Shape, heads: int) -> list[int]:
    """The row of the joined table for each row of the second; a cut row has that of the last row before."""
    last = max(row + rows for (row, _), (rows, _) in before.table.shape.items()) - 1
    count = max(row + rows for (row, _), (rows, _) in shape.items())
    is_cut = heads < count and _is_cut(before.texts(), texts, last, heads)
    places: list[int] = []
    for row in range(count):
        if row < heads or not is_cut:
            places.append(last + 1 + row)
        else:
            places.append(last if row == heads else last + row)
    return places


def _is_cut(above: Mapping[Field, str], below: Mapping[Field, str], last: int, first: int) -> bool:
    """True where the first row of a page goes on with the last one of the page before."""
    upper = {column: text for (row, column), text in above.items() if row == last}
    lower = {column: text for (row, column), text in below.items() if row == first}
    if not upper or not lower or not lower.keys() <= upper.keys() or last == 0:
        return False
    running = [column for column in lower if _runs_on(above, upper[column], lower[column], column, last)]
    if len(running) == len(lower):
        return True
    fewer = len(lower) < len(upper)
    alone = len(lower) == 1 and 0 not in lower and 0 in upper and len(upper) > 2
    return fewer and (bool(running) or alone)


def _runs_on(above: Mapping[Field, str], upper: str, lower: str, column: int, last: int) -> bool:
    """True where the cell goes on in the middle of a sentence; in a column of small letters nothing tells."""
    begun = [text for (row, c), text in above.items() if c == column and 0 < row <= last]
    if upper.endswith("-"):
        return lower[:1].islower()
    usual = sum(not text[:1].islower() for text in begun) * 2 > len(begun)
    return usual and len(lower) > 2 and lower[:1].islower() and not upper.endswith(_ENDS)


def _move(drafts: Iterable[Draft], table: PlacedTable, places: Sequence[int], heads: int) -> None:
    for draft in drafts:
        if draft.cell is not None:
            if draft.cell.row < heads and draft.role is LineRole.BODY:
                draft.role = LineRole.REPEATED
            draft.cell = replace(draft.cell, table=table.number, row=places[draft.cell.row])


def _put(shape: Shape, field: Field, extent: Field) -> None:
    """Add a cell where no other one covers its place."""
    row, column = field
    covering = (r <= row < r + rows and c <= column < c + width for (r, c), (rows, width) in shape.items())
    if not any(covering):
        shape[field] = extent


def _renumber(
    shapes: Mapping[int, Shape], pages: Sequence[tuple[Sequence[Draft], Sequence[PlacedTable]]]
) -> dict[int, Shape]:
    """Count the tables anew where some were joined."""
    numbers = {number: index for index, number in enumerate(sorted(shapes))}
    for drafts, _ in pages:
        for draft in drafts:
            if draft.cell is not None:
                draft.cell = replace(draft.cell, table=numbers[draft.cell.table])
    return {numbers[number]: shape for number, shape in shapes.items()}
