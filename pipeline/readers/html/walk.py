"""Turns the elements of a page, one after the other, into lines."""

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from models.document import CellRef, Line, LineRole, Table
from pipeline.readers.assembly import NOWHERE, TextBuilder, make_table
from pipeline.readers.html.furniture import Furniture
from pipeline.readers.html.lists import LISTS, OpenList, open_list, word_depth
from pipeline.readers.html.looks import Declarations, Look, StyleSheet, is_hidden, look_of
from pipeline.readers.html.notes import is_remark, note_mark
from pipeline.readers.html.tables import holds_data, read_grid
from pipeline.readers.html.widgets import WIDGETS, shown_value
from pipeline.readers.office_grid import Grid
from pipeline.readers.pieces import Piece, row_bold, row_size, row_text
from pipeline.readers.symbol_fonts import read_symbols

_BLOCKS = LISTS | frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure form "
    "footer h1 h2 h3 h4 h5 h6 header hgroup hr legend li main nav p pre section summary table tbody td tfoot th thead "
    "tr".split()
)
_UNSEEN = frozenset(
    "applet area audio base canvas col colgroup datalist del embed frame frameset head iframe link map meta noembed "
    "noframes noscript object optgroup param script source style svg template title track video xml".split()
)
_HEADING_RE = re.compile(r"h([1-6])")
_TITLES = frozenset({"msotitle", "title"})
_BLANKS_RE = re.compile(r"[ \t\r\n\f]+")
_LONGEST_ICON = 30
"""Characters: what is hidden from screen readers alone is an ornament; a longer text is shown, and read."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the page the walk stands; what an element changes ends with it."""

    look: Look = field(default_factory=Look)
    role: LineRole = LineRole.BODY
    cell: CellRef | None = None
    heading: int | None = None
    lists: tuple[OpenList, ...] = ()
    is_block: bool = False
    marks: bool = False
    """Within the number or bullet that Word writes out before an item."""
    table: "_OpenTable | None" = None
    """The table that the element itself opens."""


@dataclass(frozen=True, slots=True)
class _OpenTable:
    index: int
    first_line: int
    shape: dict[tuple[int, int], tuple[int, int]]


class Walk:
    """The document under way."""

    def __init__(self, sheet: StyleSheet, furniture: Furniture) -> None:
        self.builder = TextBuilder()
        self.tables: list[Table] = []
        self.has_plain_text = False
        self._sheet = sheet
        self._furniture = furniture
        self._places: list[_Place] = [_Place()]
        self._cells: dict[etree._Element, CellRef] = {}
        self._pieces: list[Piece] = []
        self._starts: bool | None = True
        self._after_space = True
        self._label: str | None = None
        self._depth: int | None = None

    def open(self, node: etree._Element) -> bool:
        """Enter an element; False for one that shows nothing (more), whose content is to be left out."""
        tag = str(node.tag)
        if tag in _UNSEEN:
            return False
        style = self._sheet.of(node)
        if is_hidden(node, style) or is_remark(node, style) or self._is_ornament(node):
            return False
        if tag == "br":
            self._break()
            return False
        if tag in WIDGETS or "mso-tab-count" in style:
            self._add("\t" if "mso-tab-count" in style else shown_value(node))
            return False
        if (mark := note_mark(node)) is not None:
            if not self._has_text():
                self._label = mark
            return False
        self._enter(node, tag, style)
        return True

    def close(self) -> None:
        """Leave the element entered last."""
        if self._place.is_block:
            self.end_line()
        place = self._places.pop()
        if place.marks and not self._place.marks:
            self._take_mark()
        if place.table is not None:
            lines = self.builder.lines[place.table.first_line :]
            self.tables[place.table.index] = make_table(lines, place.table.index, place.table.shape)
        if len(place.lists) > len(self._place.lists):
            self._label = self._depth = None

    def add_text(self, raw: str | None) -> None:
        """Add text of the element being read; white space as browsers squeeze it."""
        if not raw:
            return
        if self._place.look.keeps_space:
            for number, part in enumerate(raw.split("\n")):
                if number:
                    self._break()
                self._add(part)
            return
        text = _BLANKS_RE.sub(" ", raw)
        if self._after_space:
            text = text.removeprefix(" ")
        self._add(text)

    def end_line(self, *, starts: bool | None = True) -> None:
        """Write out the line collected so far; `starts` says what the next one is."""
        text = row_text(self._pieces)
        if text:
            self._write(text)
            self._starts = starts
        elif starts or self._starts is None:
            self._starts = True  # a block's edge, or a blank line between two breaks
        self._pieces = []
        self._after_space = True

    @property
    def _place(self) -> _Place:
        return self._places[-1]

    def _enter(self, node: etree._Element, tag: str, style: Declarations) -> None:
        around = self._place
        role = around.role if around.role is LineRole.FOOTER else self._furniture.role(node) or around.role
        is_block = tag in _BLOCKS or style.get("display") in ("block", "list-item") or role is not around.role
        if is_block:
            self.end_line()
        place = replace(
            around,
            look=look_of(node, style, around.look),
            role=role,
            cell=self._cells.get(node, around.cell),
            heading=_heading_level(node, tag) or around.heading,
            is_block=is_block,
            marks=around.marks or style.get("mso-list") == "ignore",
            table=None,
        )
        self.has_plain_text |= tag == "pre"
        if tag in LISTS:
            place = replace(place, lists=(*around.lists, open_list(node, style, len(around.lists))))
        elif tag == "li":
            self._open_item(node, style)
        elif tag == "table":
            place = replace(place, table=self._open_table(node, around))
        if is_block and tag != "li" and (depth := word_depth(style)) is not None:
            self._label, self._depth = None, depth
        self._places.append(place)

    def _open_item(self, node: etree._Element, style: Declarations) -> None:
        lists = self._place.lists
        self._label = lists[-1].label(node) if lists else "•"
        self._depth = lists[-1].depth if lists else 0
        if style.get("list-style-type") == "none" or style.get("list-style") == "none":
            self._label = None

    def _open_table(self, node: etree._Element, around: _Place) -> _OpenTable | None:
        if around.cell is not None or around.role is not LineRole.BODY:
            return None
        grid = read_grid(node, lambda element: is_hidden(element, self._sheet.of(element)))
        if not holds_data(node, grid):
            return None
        return self._register(grid)

    def _register(self, grid: Grid) -> _OpenTable:
        index = len(self.tables)
        self.tables.append(Table((), 0, 0))
        self._cells.update((cell.element, CellRef(index, cell.row, cell.column)) for cell in grid.cells)
        shape = {(cell.row, cell.column): (cell.row_span, cell.column_span) for cell in grid.cells}
        return _OpenTable(index, len(self.builder.lines), shape)

    def _is_ornament(self, node: etree._Element) -> bool:
        if node.get("aria-hidden") != "true":
            return False
        shown = 0
        for text in node.itertext():
            shown += len(text.strip())
            if shown > _LONGEST_ICON:
                return False
        return True

    def _break(self) -> None:
        self.end_line(starts=None)

    def _add(self, text: str) -> None:
        if text:
            look = self._place.look
            self._pieces.append(Piece(read_symbols(text, look.font), look.bold, look.font_size))
            self._after_space = text.endswith(" ")

    def _has_text(self) -> bool:
        return bool(row_text(self._pieces))

    def _take_mark(self) -> None:
        """What was read so far of the line is its number or bullet."""
        self._label = row_text(self._pieces) or self._label
        self._pieces = []
        self._after_space = True

    def _write(self, text: str) -> None:
        place = self._place
        opens = self._starts is not None or self._label is not None
        line = Line(
            NOWHERE,
            role=place.role,
            starts_block=self._starts,
            heading_level=place.heading,
            label=self._label,
            list_level=self._depth if opens and place.heading is None else None,
            font_size=row_size(self._pieces),
            bold=row_bold(self._pieces),
            cell=place.cell,
        )
        self.builder.add(text, line)
        self._label = self._depth = None


def _heading_level(node: etree._Element, tag: str) -> int | None:
    """The level of <h1> to <h6>; 1 for the title of a document that Word or LibreOffice saved."""
    match = _HEADING_RE.fullmatch(tag)
    if match is not None:
        return int(match[1])
    is_title = tag == "p" and not _TITLES.isdisjoint((node.get("class") or "").lower().split())
    return 1 if is_title else None
