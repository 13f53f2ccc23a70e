"""A document opened for reading: its outline, the views of its blocks, their sentences, and the way to evidence."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from extractors.grammar.sentences import split_sentences
from models.document import Cell, Document, Span, Table
from models.evidence import Evidence, quote_of
from models.folding import TextView, make_view, tidy
from models.outline import Block, BlockKind, Outline


@dataclass(frozen=True)
class Passage:
    """A part [start, end) of a block's view: a sentence, a cell, a whole block. What extractors match on."""

    reading: "Reading" = field(repr=False)
    block: Block
    view: TextView = field(repr=False)
    start: int
    end: int

    @property
    def cased(self) -> str:
        return self.view.cased[self.start : self.end]

    @property
    def folded(self) -> str:
        return self.view.folded[self.start : self.end]

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        return self.view.spans(self.start, self.end)

    @cached_property
    def text(self) -> str:
        """The words as printed: what a record's `text` holds."""
        return tidy(quote_of(self.reading.document.text, self.spans))

    def part(self, start: int, end: int) -> "Passage":
        """The range [start, end) of this passage's own `cased`/`folded`, as a passage."""
        return Passage(self.reading, self.block, self.view, self.start + start, self.start + end)

    def evidence(self, field_name: str, rule: str) -> Evidence:
        """Evidence that this passage proves `field_name`; boxes are added when the extraction is complete.

        Raises:
            ValueError: the passage holds no visible character.
        """
        return self.reading.evidence(self.spans, field_name, rule)


@dataclass(frozen=True)
class Reading:
    """A document and its outline, with views made once per block."""

    document: Document
    outline: Outline
    _views: dict[tuple[Span, ...], TextView] = field(default_factory=dict, repr=False, compare=False)
    _blocks: dict[Block, Passage] = field(default_factory=dict, repr=False, compare=False)
    _sentences: dict[Block, tuple[Passage, ...]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        return self.outline.blocks

    def view(self, spans: tuple[Span, ...]) -> TextView:
        if spans not in self._views:
            self._views[spans] = make_view(self.document.text, spans)
        return self._views[spans]

    def block(self, block: Block) -> Passage:
        """The whole block, its label left out."""
        if block not in self._blocks:
            view = self.view(block.spans)
            self._blocks[block] = Passage(self, block, view, min(block.label_length, len(view)), len(view))
        return self._blocks[block]

    def block_with_label(self, block: Block) -> Passage:
        view = self.view(block.spans)
        return Passage(self, block, view, 0, len(view))

    def sentences(self, block: Block) -> tuple[Passage, ...]:
        """The sentences of a block; a heading or a table row is one sentence, cells are never split here."""
        if block not in self._sentences:
            self._sentences[block] = self._cut(block)
        return self._sentences[block]

    def _cut(self, block: Block) -> tuple[Passage, ...]:
        whole = self.block(block)
        if block.kind in (BlockKind.HEADING, BlockKind.ROW):
            return (whole,) if whole.cased.strip() else ()
        return tuple(whole.part(start, end) for start, end in split_sentences(whole.cased))

    def all_sentences(self) -> Iterator[Passage]:
        for block in self.blocks:
            yield from self.sentences(block)

    def cell(self, block: Block, cell: Cell) -> Passage:
        """One cell of a table row (`block` is the row's block)."""
        view = self.view(cell.spans)
        return Passage(self, block, view, 0, len(view))

    def table_of(self, block: Block) -> Table | None:
        return None if block.table is None else self.document.tables[block.table]

    def row_cells(self, block: Block) -> tuple[Passage, ...]:
        """The cells of a row block, left to right, empty ones included (as empty passages)."""
        table = self.table_of(block)
        if table is None or block.row is None:
            return ()
        return tuple(self.cell(block, cell) for cell in table.row(block.row))

    def column_cells(self, block: Block) -> dict[int, Passage]:
        """The cells of a row block by the number of their column, those that reach down from rows above included.

        A cell over several columns stands at its first; a row may lack columns that a merged cell covers.
        """
        table, row = self.table_of(block), block.row
        if table is None or row is None:
            return {}
        reaching = (cell for cell in table.cells if cell.row <= row < cell.row + max(cell.row_span, 1))
        return {cell.column: self.cell(block, cell) for cell in reaching}

    def evidence(self, spans: tuple[Span, ...], field_name: str, rule: str) -> Evidence:
        if not spans:
            raise ValueError(f"no visible character to prove {field_name!r} (rule {rule})")
        text = self.document.text
        page_no = self.document.page_at(spans[0].start)
        return Evidence(field=field_name, spans=spans, quote=quote_of(text, spans), rule=rule, page_no=page_no)
