"""What the readers of office documents share: the document under way, and how tables enter it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from lxml import etree

from models.document import CellRef, Line, LineRole, Table
from pipeline.readers.assembly import TextBuilder, make_table
from pipeline.readers.office_grid import Grid, is_frame

_PAGE_LENGTH = 1500
"""Characters: a cell with more is a page inside a frame, and a short cell beside it is that page's margin."""
_MARGIN_SHARE = 0.5
_SAME_SHARE = 0.6
"""A margin stands there again when this share of its lines stood in the first one."""

AddBlocks = Callable[[etree._Element], None]


@dataclass(kw_only=True)
class OfficeWriter:
    """The lines and tables found so far, and where the next line stands."""

    builder: TextBuilder = field(default_factory=TextBuilder)
    tables: list[Table] = field(default_factory=list)
    role: LineRole = LineRole.BODY
    cell: CellRef | None = None

    def add_table(self, grid: Grid, tag: str, add_blocks: AddBlocks) -> None:
        """Add the cells of a table, whose elements are called `tag`; `add_blocks` reads what a cell holds.

        A frame around paragraphs or around other tables, a table inside a cell or in a running line is no table.
        """
        if self.cell is not None or self.role is not LineRole.BODY or is_frame(grid, tag):
            for cell in grid.cells:
                add_blocks(cell.element)
        else:
            self._add_cells(grid, add_blocks)

    def _add_cells(self, grid: Grid, add_blocks: AddBlocks) -> None:
        index = len(self.tables)
        first_line = len(self.builder.lines)
        for cell in grid.cells:
            self.cell = CellRef(index, cell.row, cell.column)
            add_blocks(cell.element)
        self.cell = None
        shape = {(cell.row, cell.column): (cell.row_span, cell.column_span) for cell in grid.cells}
        lines = self.builder.lines[first_line:]
        if lines:
            self.tables.append(make_table(lines, index, shape))
            for offset in _repeated_margins(lines, self.builder):
                line = self.builder.lines[first_line + offset]
                self.builder.lines[first_line + offset] = replace(line, role=LineRole.HEADER)


def _repeated_margins(lines: list[Line], builder: TextBuilder) -> list[int]:
    """Indexes of the lines of a margin that a letterhead's table writes out anew for each page; never the first time.

    Only beside a cell that holds pages of text, and where most of the margin is the same again.
    """
    lengths: dict[tuple[int, int], int] = {}
    for line in lines:
        if line.cell is not None:
            key = (line.cell.row, line.cell.column)
            lengths[key] = lengths.get(key, 0) + len(line.span)
    if max(lengths.values(), default=0) <= _PAGE_LENGTH:
        return []
    longest = max(lengths, key=lambda key: lengths[key])
    margin = [
        index
        for index, line in enumerate(lines)
        if line.cell is not None
        and line.cell.column != longest[1]
        and lengths[line.cell.row, line.cell.column] <= _MARGIN_SHARE * lengths[longest]
    ]
    text = builder.text
    words = {index: " ".join(text[lines[index].span.start : lines[index].span.end].split()) for index in margin}
    starts = [place for place, index in enumerate(margin) if words[index] == words[margin[0]]]
    if len(starts) < 2:
        return []
    first = {words[index] for index in margin[: starts[1]]}
    found: list[int] = []
    for start, end in zip(starts[1:], [*starts[2:], len(margin)], strict=True):
        again = margin[start:end]
        if sum(words[index] in first for index in again) >= _SAME_SHARE * len(again):
            found.extend(again)
    return found
