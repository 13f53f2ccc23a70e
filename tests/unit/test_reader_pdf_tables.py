"""PDF tables: grids of rules, merged cells, and the frames that are no tables."""

import io
import time
from collections.abc import Callable

import pdfplumber
import pytest
from pdfplumber.utils.exceptions import PdfminerException
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import SimpleDocTemplate, Table

from models.document import Document
from pipeline.readers import read_document

Draw = Callable[[Canvas], None]


def read(page: Draw) -> Document:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    canvas.setFont("Helvetica", 11)
    page(canvas)
    canvas.save()
    return read_document(stream.getvalue(), source="seance.pdf")


def platypus(data: list[list[str]], style: list[tuple[object, ...]]) -> Document:
    stream = io.BytesIO()
    SimpleDocTemplate(stream, pagesize=A4, invariant=1).build([Table(data, style=style)])
    return read_document(stream.getvalue(), source="seance.pdf")


def texts(document: Document) -> list[str]:
    return [document.text[line.span.start : line.span.end] for line in document.lines]


def cells(document: Document, index: int = 0) -> list[tuple[int, int, str]]:
    return [
        (c.row, c.column, " / ".join(document.text[s.start : s.end] for s in c.spans))
        for c in document.tables[index].cells
    ]


DATA = [["Qui", "Quoi", "Quand"], ["Anne Petit", "Devis pour\nla toiture", "3 mai"], ["Paul Grand", "", "10 juin"]]
FILLED = [
    (0, 0, "Qui"), (0, 1, "Quoi"), (0, 2, "Quand"), (1, 0, "Anne Petit"), (1, 1, "Devis pour / la toiture"),
    (1, 2, "3 mai"), (2, 0, "Paul Grand"), (2, 1, ""), (2, 2, "10 juin"),
]  # fmt: skip


def test_table_is_laid_out_cell_by_cell() -> None:
    document = platypus(DATA, [("GRID", (0, 0), (-1, -1), 0.5, "black")])
    assert cells(document) == FILLED
    assert document.text == "Qui\nQuoi\nQuand\nAnne Petit\nDevis pour\nla toiture\n3 mai\nPaul Grand\n10 juin"
    assert [(c.cell.row, c.cell.column) for c in document.lines if c.cell] == [
        (0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 1), (1, 2), (2, 0), (2, 2),
    ]  # fmt: skip
    table = document.tables[0]
    assert (table.row_count, table.column_count, table.page_no) == (3, 3, 1)


@pytest.mark.parametrize(
    "style",
    [
        [("BOX", (0, 0), (-1, -1), 2, "black"), ("INNERGRID", (0, 0), (-1, -1), 0.25, "grey")],
        [("BACKGROUND", (0, 0), (-1, 0), "lightblue"), ("GRID", (0, 0), (-1, -1), 0.5, "black")],
        [("LINEABOVE", (0, 0), (-1, -1), 1, "black"), ("LINEBELOW", (0, -1), (-1, -1), 1, "black"),
         ("LINEAFTER", (0, 0), (1, -1), 1, "black")],
    ],
)  # fmt: skip
def test_borders_of_all_kinds(style: list[tuple[object, ...]]) -> None:
    assert cells(platypus(DATA, style)) == FILLED


def test_borders_drawn_as_thin_rectangles() -> None:
    def page(canvas: Canvas) -> None:
        for y in (600, 640, 680):
            canvas.rect(60, y, 400, 0.5, stroke=0, fill=1)
        for x in (60, 260, 460):
            canvas.rect(x, 600, 0.5, 80.5, stroke=0, fill=1)
        for x, y, text in ((70, 650, "Pour"), (270, 650, "12"), (70, 610, "Contre"), (270, 610, "3")):
            canvas.drawString(x, y, text)

    assert cells(read(page)) == [(0, 0, "Pour"), (0, 1, "12"), (1, 0, "Contre"), (1, 1, "3")]


def test_merged_cells_stand_once() -> None:
    style = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("SPAN", (1, 0), (2, 0)), ("SPAN", (0, 1), (0, 2))]
    document = platypus([["a", "bc", ""], ["d", "e", "f"], ["", "h", "i"]], style)
    found = [(c.row, c.column, c.row_span, c.column_span) for c in document.tables[0].cells]
    assert found == [(0, 0, 1, 1), (0, 1, 1, 2), (1, 0, 2, 1), (1, 1, 1, 1), (1, 2, 1, 1), (2, 1, 1, 1), (2, 2, 1, 1)]
    assert cells(document)[:3] == [(0, 0, "a"), (0, 1, "bc"), (1, 0, "d")]


def test_text_around_a_table_keeps_its_place() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(60, 500, "Après le tableau.")
        canvas.grid([60, 200, 400], [600, 630, 660])
        for x, y, text in ((70, 640, "a"), (210, 640, "b"), (70, 610, "c"), (210, 610, "d")):
            canvas.drawString(x, y, text)
        canvas.drawString(60, 700, "Avant le tableau.")

    document = read(page)
    assert texts(document) == ["Avant le tableau.", "a", "b", "c", "d", "Après le tableau."]
    assert [line.cell is None for line in document.lines] == [True, False, False, False, False, True]


def test_two_tables_have_two_numbers() -> None:
    def page(canvas: Canvas) -> None:
        for top in (700, 500):
            canvas.grid([60, 200, 400], [top - 60, top - 30, top])
            for x, y in ((70, top - 20), (210, top - 20), (70, top - 50), (210, top - 50)):
                canvas.drawString(x, y, f"case {x}")

    assert sorted({line.cell.table for line in read(page).lines if line.cell}) == [0, 1]


def test_cells_cut_off_at_the_left_edge_survive() -> None:
    def page(canvas: Canvas) -> None:
        canvas.grid([-40, 120, 300], [600, 630, 660])
        for x, y, text in (
            (-30, 640, "Responsable"),
            (130, 640, "Échéance"),
            (-30, 610, "Anne Petit"),
            (130, 610, "3 mai"),
        ):
            canvas.drawString(x, y, text)

    assert cells(read(page)) == [(0, 0, "Responsable"), (0, 1, "Échéance"), (1, 0, "Anne Petit"), (1, 1, "3 mai")]


def two_by_two(canvas: Canvas, y: float = 600) -> None:
    canvas.grid([60, 200, 400], [y, y + 30, y + 60])
    for x, above, text in ((70, 40, "Qui"), (210, 40, "Quoi"), (70, 10, "Anne"), (210, 10, "Devis")):
        canvas.drawString(x, y + above, text)


TWO_BY_TWO = [(0, 0, "Qui"), (0, 1, "Quoi"), (1, 0, "Anne"), (1, 1, "Devis")]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (50, 40, 480, 790)])
@pytest.mark.parametrize("written", [0, 90])
def test_cells_are_found_on_turned_and_cropped_pages(
    rotation: int, crop: tuple[int, int, int, int] | None, written: int
) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setPageRotation(rotation)
        if crop is not None:
            canvas.setCropBox(crop)
        canvas.translate(297, 421)
        canvas.rotate(written)
        canvas.translate(-297, -421)
        canvas.setFont("Helvetica", 11)
        two_by_two(canvas, 450)

    assert cells(read(page)) == TWO_BY_TWO


def test_a_media_box_that_does_not_begin_at_zero() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1, pageCompression=0)
    two_by_two(canvas)
    canvas.save()
    content = stream.getvalue().replace(b"/MediaBox [ 0 0 595.2756 841.8898 ]", b"/MediaBox [ 30 -50 595.27 800.8 ]")
    assert b"30 -50" in content
    assert cells(read_document(content, source="seance.pdf")) == TWO_BY_TWO


def test_borders_drawn_in_pieces() -> None:
    def page(canvas: Canvas) -> None:
        for x in (60, 200, 400):
            canvas.line(x, 600, x, 630)
            canvas.line(x, 630.4, x, 660)
        for y in (600, 630.2, 660):
            canvas.line(60, y, 199.6, y)
            canvas.line(200.2, y, 400, y)
        for x, y, text in ((70, 640, "Qui"), (210, 640, "Quoi"), (70, 610, "Anne"), (210, 610, "Devis")):
            canvas.drawString(x, y, text)

    assert cells(read(page)) == TWO_BY_TWO


def test_one_upright_between_rules_parts_two_columns() -> None:
    def page(canvas: Canvas) -> None:
        for y in (600, 630, 660):
            canvas.line(60, y, 400, y)
        canvas.line(200, 600, 200, 660)
        for x, y, text in ((70, 640, "Qui"), (210, 640, "Quoi"), (70, 610, "Anne"), (210, 610, "Devis")):
            canvas.drawString(x, y, text)

    assert cells(read(page)) == TWO_BY_TWO


def test_white_and_slanted_lines_beside_a_table_are_none_of_it() -> None:
    def page(canvas: Canvas) -> None:
        two_by_two(canvas)
        canvas.line(60, 600, 200, 630)
        canvas.setStrokeColorRGB(1, 1, 1)
        canvas.line(130, 600, 130, 660)
        canvas.grid([60, 200, 400], [400, 430, 460])
        canvas.drawString(70, 440, "Fin de")
        canvas.drawString(210, 440, "la séance")

    document = read(page)
    assert cells(document) == TWO_BY_TWO
    assert len(document.tables) == 1


def test_what_pdfplumber_cannot_parse_is_read_without_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(stream: io.BytesIO) -> None:
        raise PdfminerException

    monkeypatch.setattr(pdfplumber, "open", fail)
    assert texts(read(two_by_two)) == ["Qui", "Quoi", "Anne", "Devis"]
    assert "page 1: pdfplumber cannot find its tables: PdfminerException" in caplog.text


def frame(canvas: Canvas) -> None:
    canvas.rect(50, 600, 480, 100)


def page_border(canvas: Canvas) -> None:
    canvas.rect(20, 20, 555, 800)
    canvas.rect(24, 24, 547, 792)


def underlines(canvas: Canvas) -> None:
    for y in (648, 628):
        canvas.line(60, y, 150, y)


def header_rule(canvas: Canvas) -> None:
    canvas.line(50, 780, 540, 780)
    canvas.line(50, 60, 540, 60)


def banner(canvas: Canvas) -> None:
    canvas.rect(50, 640, 10, 20, fill=1)
    canvas.rect(60, 640, 400, 20)


def white_grid(canvas: Canvas) -> None:
    canvas.setStrokeColorRGB(1, 1, 1)
    canvas.grid([50, 250, 500], [600, 640, 680])


def shaded_lines(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0.9, 0.9, 0.5)
    canvas.rect(58, 645, 300, 14, stroke=0, fill=1)
    canvas.rect(58, 625, 250, 14, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)


@pytest.mark.parametrize("decoration", [frame, page_border, underlines, header_rule, banner, white_grid, shaded_lines])
def test_decoration_is_no_table(decoration: Draw) -> None:
    def page(canvas: Canvas) -> None:
        decoration(canvas)
        canvas.drawString(70, 650, "Le conseil est réuni    en séance.")
        canvas.drawString(70, 630, "Le quorum est atteint.")

    document = read(page)
    assert document.tables == ()
    assert [line.cell for line in document.lines] == [None, None]
    assert len(texts(document)) == 2


@pytest.mark.parametrize("decoration", [frame, page_border, underlines, header_rule, banner, white_grid, shaded_lines])
def test_pages_without_tables_are_not_given_to_pdfplumber(decoration: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    def page(canvas: Canvas) -> None:
        decoration(canvas)
        canvas.drawString(70, 650, "Le conseil est réuni.")

    monkeypatch.delattr(pdfplumber, "open")
    assert texts(read(page)) == ["Le conseil est réuni."]


def test_boxes_side_by_side_are_read_one_by_one_and_are_no_table() -> None:
    def page(canvas: Canvas) -> None:
        canvas.grid([50, 250, 500], [600, 680])
        for x, name in ((60, "Anne"), (260, "Paul")):
            canvas.drawString(x, 660, f"{name} un")
            canvas.drawString(x, 640, f"{name} deux")

    document = read(page)
    assert texts(document) == ["Anne un", "Anne deux", "Paul un", "Paul deux"]
    assert document.tables == ()
    assert [line.starts_block for line in document.lines][::2] == [True, True]


def test_a_word_across_a_border_is_cut_there() -> None:
    def page(canvas: Canvas) -> None:
        canvas.grid([50, 121, 300], [600, 630, 660])
        canvas.drawString(60, 640, "Anne Petitprésente")
        canvas.drawString(60, 610, "Paul")
        canvas.drawString(200, 610, "absent")

    document = read(page)
    assert "".join(text for _, _, text in cells(document)[:2]) == "Anne Petitprésente"
    assert len([c for c in document.tables[0].cells if c.row == 0 and c.spans]) == 2


@pytest.mark.parametrize("step", [2.0, 5.0, 12.0])
def test_graph_paper_is_no_table_and_costs_little(step: float) -> None:
    def page(canvas: Canvas) -> None:
        canvas.grid([10 + step * i for i in range(int(570 / step))], [10 + step * i for i in range(int(820 / step))])
        canvas.drawString(70, 650, "Le conseil est réuni.")
        canvas.drawString(70, 630, "Le quorum est atteint.")

    start = time.process_time()
    document = read(page)
    assert time.process_time() - start < 5
    assert sorted(document.text.replace("\n", " ").split()) == sorted(
        "Le conseil est réuni. Le quorum est atteint.".split()
    )


ACTIONS = [
    ("Quoi", "Qui", "Échéance"),
    ("Devis de la toiture", "A. Petit", "3 mai"),
    ("Relance du syndicat", "", "juin"),
]


def ruled_rows(canvas: Canvas, top: float, rows: list[tuple[str, str, str]]) -> None:
    """Rows of 18 points with a rule under each."""
    for index, row in enumerate(rows):
        for x, text in zip((60, 300, 450), row, strict=True):
            canvas.drawString(x, top - 18 * index, text)
        canvas.line(55, top - 18 * index - 5, 495, top - 18 * index - 5)


def test_a_table_ruled_between_its_rows_only() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(60, 720, "Plan d'actions du comité de pilotage, arrêté par les membres présents")
        ruled_rows(canvas, 690, ACTIONS)
        canvas.drawString(60, 600, "Fin de la séance.")

    document = read(page)
    assert cells(document) == [(r, c, text) for r, row in enumerate(ACTIONS) for c, text in enumerate(row)]
    assert [line.cell is None for line in document.lines] == [True] + [False] * 8 + [True]


def test_such_a_table_goes_on_over_the_page() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    ruled_rows(canvas, 150, ACTIONS)
    canvas.showPage()
    ruled_rows(canvas, 780, [("Visite du site", "P. Grand", "fait")])
    canvas.drawString(60, 700, "Divers : rien à signaler.")
    canvas.save()
    document = read_document(stream.getvalue(), source="seance.pdf")
    assert [table.page_no for table in document.tables] == [1]
    assert cells(document)[-3:] == [(3, 0, "Visite du site"), (3, 1, "P. Grand"), (3, 2, "fait")]


def test_sections_parted_by_rules_are_no_table() -> None:
    def page(canvas: Canvas) -> None:
        for index in range(4):
            canvas.drawString(60, 700 - 40 * index, "Le conseil approuve le point inscrit à l'ordre du jour,")
            canvas.drawString(60, 686 - 40 * index, "et passe au suivant    sans attendre.")
            canvas.line(55, 680 - 40 * index, 495, 680 - 40 * index)

    assert read(page).tables == ()
