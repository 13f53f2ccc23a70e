"""A page framed by a table is prose; a table of facts stays a table."""

import pytest

from models.document import CellRef, Document, Line, Span
from models.outline import BlockKind
from pipeline.segment import segment


@pytest.mark.parametrize(("repeats", "kind"), [(60, BlockKind.PARAGRAPH), (3, BlockKind.ROW)])
def test_large_cells_are_prose(repeats: int, kind: BlockKind) -> None:
    sentence = "Le maire présente le plan du village."
    text = "\n".join([sentence] * repeats)
    step = len(sentence) + 1
    cell = CellRef(table=0, row=0, column=0)
    lines = tuple(Line(Span(i * step, i * step + len(sentence)), cell=cell) for i in range(repeats))
    document = Document("x.docx", "0" * 64, "application/docx", text, lines)
    assert {block.kind for block in segment(document).blocks} == {kind}
