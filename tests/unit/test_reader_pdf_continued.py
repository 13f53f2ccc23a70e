"""PDF tables that go on over the page: one table, one row where a row is cut, the head's second printing set apart."""

import io
from collections.abc import Callable, Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from models.document import Document, LineRole
from models.outline import BlockKind
from pipeline.readers import read_document
from pipeline.run import process_bytes
from pipeline.segment import segment

Draw = Callable[[Canvas], None]
Rows = Sequence[Sequence[str]]
EDGES = (60, 280, 400, 530)
HEAD = ("Action", "Responsable", "Échéance")
FIRST = [("Envoyer le compte rendu", "Odile Barrandon", "4 mai 2024")]
CUT = (
    "Demander deux devis pour la\ntoiture de la grange, puis les\nsoumettre au bureau avec un",
    "Yvan Sollier",
    "30 juin",
)
REST = ("avis motivé de la commission\ndes travaux", "", "")
LAST = ("Relancer le syndicat des eaux", "Inès Carvalet", "15 juillet")


def grid(rows: Rows, top: float, edges: Sequence[float] = EDGES) -> Draw:
    """A ruled table whose rows are as high as their text."""

    def page(canvas: Canvas) -> None:
        y = top
        for row in rows:
            bottom = y - 5 - 13 * max(cell.count("\n") + 1 for cell in row)
            canvas.grid(list(edges), [bottom, y])
            for x, cell in zip(edges, row, strict=False):
                for number, line in enumerate(cell.split("\n")):
                    canvas.drawString(x + 4, y - 12 - 13 * number, line)
            y = bottom

    return page


def words(rows: Rows, top: float, edges: Sequence[float] = EDGES) -> Draw:
    """The same without rules."""

    def page(canvas: Canvas) -> None:
        y = top
        for row in rows:
            for x, cell in zip(edges, row, strict=False):
                for number, line in enumerate(cell.split("\n")):
                    canvas.drawString(x, y - 13 * number, line)
            y -= 9 + 13 * max(cell.count("\n") + 1 for cell in row)

    return page


def read(*pages: Sequence[Draw]) -> Document:
    """Pages with a running line and a page number."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
    for number, draws in enumerate(pages, 1):
        canvas.setFont("Helvetica", 11)
        canvas.drawString(60, 815, "Comité du 4 mai 2024")
        canvas.drawString(280, 25, f"{number}/{len(pages)}")
        for draw in draws:
            draw(canvas)
        canvas.showPage()
    canvas.save()
    return read_document(stream.getvalue(), source="comite.pdf")


def text(y: float, line: str) -> Draw:
    return lambda canvas: canvas.drawString(60, y, line)


def rows(document: Document) -> list[list[str]]:
    """The rows of the first table as blocks, cell by cell."""
    found = []
    for block in segment(document).blocks:
        if block.kind is BlockKind.ROW and block.table == 0 and block.row is not None:
            cells = document.tables[0].row(block.row)
            found.append([" ".join(document.text[s.start : s.end] for s in cell.spans) for cell in cells])
    return found


def joined(*rows: Sequence[str]) -> list[list[str]]:
    return [[cell.replace("\n", " ") for cell in row] for row in rows]


WHOLE = [*FIRST, tuple(f"{a}\n{b}".strip() for a, b in zip(CUT, REST, strict=True)), LAST]


@pytest.mark.parametrize("table", [grid, words])
@pytest.mark.parametrize("again", [[HEAD], []])
def test_a_row_cut_by_the_page_is_one_row(table: Callable[..., Draw], again: Rows) -> None:
    document = read(
        [text(700, "Relevé des actions"), table([HEAD, *FIRST, CUT], 170)],
        [table([*again, REST, LAST], 780), text(600, "La séance est levée à 20 h.")],
    )
    assert len(document.tables) == 1
    assert rows(document) == joined(HEAD, *WHOLE)
    repeated = [
        document.text[line.span.start : line.span.end] for line in document.lines if line.role is LineRole.REPEATED
    ]
    assert repeated == [cell for row in again for cell in row]


@pytest.mark.parametrize("table", [grid, words])
def test_a_whole_row_at_the_head_of_the_page_stays_one(table: Callable[..., Draw]) -> None:
    more = ("Visiter le site", "Rémi Tavernay", "août")
    document = read([table([HEAD, *FIRST, LAST], 130)], [table([HEAD, more, LAST], 780)])
    assert rows(document) == joined(HEAD, *FIRST, LAST, more, LAST)


def test_three_pages_are_one_table() -> None:
    document = read([grid([HEAD, *FIRST], 110)], [grid([HEAD, *[LAST] * 35], 780)], [grid([HEAD, LAST], 780)])
    assert len(document.tables) == 1
    assert len(rows(document)) == 1 + 1 + 35 + 1
    assert document.tables[0].page_no == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ([text(90, "Fin du premier tableau.")], []),
        ([], [text(795, "Deuxième tableau, sans rapport avec le premier")]),
    ],
)
def test_text_between_parts_two_tables(first: Sequence[Draw], second: Sequence[Draw]) -> None:
    document = read([grid([HEAD, *FIRST], 150), *first], [*second, grid([HEAD, LAST], 780)])
    assert len(document.tables) == 2


def test_a_table_with_other_columns_is_another() -> None:
    document = read([grid([HEAD, *FIRST], 110)], [grid([("Nom", "Voix"), ("Luc Noir", "12")], 780, (60, 330, 530))])
    assert len(document.tables) == 2


def test_a_table_that_ends_high_on_its_page_is_closed() -> None:
    assert len(read([grid([HEAD, *FIRST], 700)], [grid([HEAD, LAST], 780)]).tables) == 2


def test_small_letters_of_a_column_cut_no_row() -> None:
    rows_of = [("Nom", "État"), ("Anne Petit", "présente"), ("Paul Grand", "excusé"), ("Luc Noir", "absent")]
    document = read([grid(rows_of[:3], 130, (60, 330, 530))], [grid(rows_of[3:], 780, (60, 330, 530))])
    assert rows(document) == joined(*rows_of)


@pytest.mark.parametrize("table", [grid, words])
def test_an_action_cut_by_the_page_is_one_record_with_evidence_on_both(table: Callable[..., Draw]) -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
    canvas.setFont("Helvetica", 11)
    for y, line in (
        (780, "Compte rendu de la réunion du comité du 4 mai 2024"),
        (750, "Présents : Odile Barrandon, Yvan Sollier"),
    ):
        canvas.drawString(60, y, line)
    canvas.drawString(60, 220, "Relevé des actions")
    table([HEAD, *FIRST, CUT], 170)(canvas)
    canvas.showPage()
    canvas.setFont("Helvetica", 11)
    table([HEAD, REST, LAST], 780)(canvas)
    canvas.save()
    actions = process_bytes(stream.getvalue(), "comite.pdf").extraction.actions
    assert len(actions) == 3
    cut = actions[1]
    assert "avis motivé de la commission des travaux" in cut.text
    assert cut.owners == ("Yvan Sollier",)
    assert {box.page_no for evidence in cut.evidence for box in evidence.boxes} == {1, 2}
