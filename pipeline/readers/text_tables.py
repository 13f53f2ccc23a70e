"""Finds tables in plain text: lines whose cells stand apart by tabs, or by wide gaps at the same columns.

Signals: a run of lines with the same number of cells; that cells begin like cells (capitals, digits); for gaps of
spaces also exact alignment. Never a table: a text whose words all stand apart by tabs (a bad text layer of a PDF),
lists whose marks a tab follows, "Lieu :⇥Mairie", tables of contents.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from models.document import CellRef, Line, LineRole, Span, Table
from pipeline.readers.assembly import make_table

# Gaps between words, with and without a tab in them.
_GAP_RE = re.compile(r"(?<=\S)[ \t\xa0]+(?=\S)")
_MOST_TAB_GAPS = 0.4
"""Where more of the gaps between words are tabs, tabs are this text's spaces."""
# Takes:   "1.", "12", "2.1)", "(3)", "IV.", "a)", "-", "•", "→"      Refuses: "2024", "A", "M.", "1er mars"
_MARK_RE = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-z](?=[.)])|[IVX]{1,5}(?=[.)]))[.)°]{0,2}|[-–—•·▪●○◦*+→⇒➢✓o]")
# Takes:   "-----  ----", "=====", "——————"      Refuses: "-", "- oui"
_RULE_RE = re.compile(r"[-=—_ ]{4,}")
_BLANKS = " \t\xa0"
_TAB_RE = re.compile(r"\t")
_TABS_RE = re.compile(r"\t[ \t\xa0]*")
_WIDE_GAP_RE = re.compile(r" {3,}")
_LEAST_FILLED = 0.6
_LEAST_CELL_LIKE = 0.4
_LEAST_CELL_LIKE_SPACED = 0.7
_LONGEST_SPACED_CELL = 60
_MOST_COLUMNS = 12
_HEADING_LENGTH = 60
"""A longer line between two rows is prose, which ends the table."""
_CONTENTS_ROWS = 4

_Spans = tuple[Span, ...]
_Split = Callable[[str, Span], _Spans]


@dataclass(frozen=True, slots=True)
class _Row:
    """A line cut into cells; an empty cell is an empty span."""

    line: int
    cells: _Spans


def with_tables(
    text: str, lines: Sequence[Line], tables: Sequence[Table]
) -> tuple[tuple[Line, ...], tuple[Table, ...]]:
    """The lines of a text with those of tables cut into cells, and the tables, the given ones among them, in order."""
    found = list(_find(text, lines))
    if not found:
        return tuple(lines), tuple(tables)
    rows = {
        row.line: (table, index, row) for table, run in enumerate(found, len(tables)) for index, row in enumerate(run)
    }
    cut: list[Line] = []
    for number, line in enumerate(lines):
        cut.extend(_cut(line, *rows[number]) if number in rows else (line,))
    return _in_order(cut, tables, found)


def _cut(line: Line, table: int, index: int, row: _Row) -> Iterator[Line]:
    """The cells of a line that are not empty, each a line of its own."""
    for column, span in enumerate(row.cells):
        if len(span):
            yield replace(line, span=span, starts_block=True, indent=None, cell=CellRef(table, index, column))


def _in_order(
    lines: list[Line], tables: Sequence[Table], found: list[list[_Row]]
) -> tuple[tuple[Line, ...], tuple[Table, ...]]:
    """Number all tables by where they begin."""
    places: dict[int, int] = {}
    for line in lines:
        if line.cell is not None:
            places.setdefault(line.cell.table, len(places))
    ordered = tuple(
        line if line.cell is None else replace(line, cell=replace(line.cell, table=places[line.cell.table]))
        for line in lines
    )
    made = {places[index]: table for index, table in enumerate(tables) if index in places}
    for number, run in enumerate(found, len(tables)):
        width = max(len(row.cells) for row in run)
        shape = {(r, c): (1, 1) for r in range(len(run)) for c in range(width)}
        made[places[number]] = make_table(ordered, places[number], shape)
    return ordered, tuple(made[place] for place in sorted(made))


def _find(text: str, lines: Sequence[Line]) -> Iterator[list[_Row]]:
    """The tables, each as its rows, in order."""
    gaps = _GAP_RE.findall(text)
    if sum("\t" in gap for gap in gaps) > _MOST_TAB_GAPS * len(gaps):
        return
    at = 0
    while at < len(lines):
        tried = [(list(_rows(text, lines, at, way.split)), way) for way in _WAYS]
        taken = [(rows, way) for rows, way in tried if len(rows) >= way.least and way.passes(text, rows)]
        if not taken:
            at += max(1, *(len(rows) for rows, _ in tried))
            continue
        run, way = max(taken, key=lambda pair: (len(pair[0]), _is_complete(pair[0])))
        yield run
        at = run[-1].line + 1
        while rest := _after_heading(text, lines, at, len(run[0].cells), way):
            yield rest
            at = rest[-1].line + 1


def _is_complete(rows: Sequence[_Row]) -> bool:
    return len({len(row.cells) for row in rows}) == 1 and all(len(cell) for row in rows for cell in row.cells)


def _rows(text: str, lines: Sequence[Line], at: int, split: _Split, width: int = 0) -> Iterator[_Row]:
    """Lines with the same number of cells, from here on; a row may lack its last cells if the next one has them."""
    for number in range(at, len(lines)):
        line = lines[number]
        if line.role is not LineRole.BODY:
            if number == at:
                return
            continue  # a running line where the page breaks
        if not _is_free(line):
            return
        if number > at and _RULE_RE.fullmatch(text, line.span.start, line.span.end):
            continue  # the line of dashes under the head
        cells = split(text, line.span)
        width = width or len(cells)
        if len(cells) < width and not _is_short_row(text, lines, number, cells, split, width):
            return
        if len(cells) > width or not 2 <= width <= _MOST_COLUMNS:
            return
        yield _Row(number, cells)


def _is_free(line: Line) -> bool:
    return line.cell is None and line.heading_level is None and line.list_level is None and line.label is None


def _is_short_row(text: str, lines: Sequence[Line], number: int, cells: _Spans, split: _Split, width: int) -> bool:
    after = lines[number + 1] if number + 1 < len(lines) else None
    return len(cells) >= 2 and after is not None and _is_free(after) and len(split(text, after.span)) == width


def _after_heading(text: str, lines: Sequence[Line], at: int, width: int, way: "_Way") -> list[_Row]:
    """The rows of the same width that go on below a line of one cell, such as EXCUSÉS."""
    if at + 1 >= len(lines) or not _is_free(lines[at]):
        return []
    if len(way.split(text, lines[at].span)) > 1 or len(lines[at].span) > _HEADING_LENGTH:
        return []
    rows = list(_rows(text, lines, at + 1, way.split, width))
    return rows if rows and len(rows[0].cells) == width and way.passes(text, rows) else []


def _split_at_each_tab(text: str, span: Span) -> _Spans:
    """Cells between single tabs; tabs around the visible line make empty cells, but no row of a lone heading."""
    start, end = span.start, span.end
    if "\t" not in text[start:end]:
        return (span,)
    while start > 0 and text[start - 1] in _BLANKS:
        start -= 1
    while end < len(text) and text[end] in _BLANKS:
        end += 1
    return _split(text, Span(start, end), _TAB_RE)


def _split_at_tabs(text: str, span: Span) -> _Spans:
    return _split(text, span, _TABS_RE)


def _split_at_wide_gaps(text: str, span: Span) -> _Spans:
    return _split(text, span, _WIDE_GAP_RE)


def _split(text: str, span: Span, separator: re.Pattern[str]) -> _Spans:
    cells: list[Span] = []
    start = span.start
    for match in separator.finditer(text, span.start, span.end):
        cells.append(_trim(text, start, match.start()))
        start = match.end()
    return (*cells, _trim(text, start, span.end))


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _is_tab_table(text: str, rows: Sequence[_Row]) -> bool:
    cells = [[text[cell.start : cell.end] for cell in row.cells] for row in rows]
    filled = [cell for row in cells for cell in row if cell]
    full_columns = all(any(len(row) > c and row[c] for row in cells) for c in range(len(cells[0])))
    return (
        full_columns
        and len(filled) >= _LEAST_FILLED * sum(len(row) for row in cells)
        and _cell_like(filled) >= _LEAST_CELL_LIKE
        and not _is_listing(cells)
    )


def _is_spaced_table(text: str, rows: Sequence[_Row]) -> bool:
    cells = [[text[cell.start : cell.end] for cell in row.cells] for row in rows]
    filled = [cell for row in cells for cell in row if cell]
    return (
        len({len(row) for row in cells}) == 1
        and max(len(cell) for cell in filled) <= _LONGEST_SPACED_CELL
        and _cell_like(filled) >= _LEAST_CELL_LIKE_SPACED
        and not _is_listing(cells)
        and _is_aligned(text, rows)
    )


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to cut lines into cells, what its tables must be like, and how many rows they have at least."""

    split: _Split
    passes: Callable[[str, Sequence[_Row]], bool]
    least: int


_WAYS = (
    _Way(_split_at_each_tab, _is_tab_table, 2),
    _Way(_split_at_tabs, _is_tab_table, 2),
    _Way(_split_at_wide_gaps, _is_spaced_table, 3),
)
"""The longest table wins; of equals the one without empty cells, then the first way. A refused run is refused whole."""


def _cell_like(cells: Sequence[str]) -> float:
    """Share of cells that do not begin with a small letter, as the words of a sentence do."""
    return sum(not cell[0].islower() for cell in cells) / max(len(cells), 1)


def _is_listing(cells: Sequence[Sequence[str]]) -> bool:
    """Lists ("1.⇥Budget"), fields ("Lieu :⇥Mairie") and tables of contents ("Budget⇥3") have tabs and are no tables."""
    firsts = [row[0] for row in cells]
    marks = sum(_MARK_RE.fullmatch(first) is not None for first in firsts)
    numbers = all(first.isdecimal() or not first for first in firsts[1:]) and len(cells[0]) > 2
    if marks > len(firsts) / 2 and not numbers:
        return True
    if sum(first.endswith(":") for first in firsts) > len(firsts) / 2:
        return True
    pages = [int(row[-1]) for row in cells if row[-1].isdecimal() and len(row[-1]) < 4]
    return len(cells[0]) == 2 and len(pages) == len(cells) >= _CONTENTS_ROWS and pages == sorted(pages)


def _is_aligned(text: str, rows: Sequence[_Row]) -> bool:
    """True where in each column all cells begin, or all end, at the same place of their lines."""
    origins = [text.rfind("\n", 0, row.cells[0].start) + 1 for row in rows]
    for column in range(len(rows[0].cells)):
        starts = {row.cells[column].start - origin for row, origin in zip(rows, origins, strict=True)}
        ends = {row.cells[column].end - origin for row, origin in zip(rows, origins, strict=True)}
        if len(starts) > 1 and len(ends) > 1:
            return False
    return True
