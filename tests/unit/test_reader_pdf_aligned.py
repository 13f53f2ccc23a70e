"""PDF tables without any rule: words in columns, cells of several lines; and what only looks like one."""

import io
from collections.abc import Callable, Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from models.document import Document
from pipeline.readers import read_document

Draw = Callable[[Canvas], None]
Rows = Sequence[Sequence[str]]
REGULAR, BOLD = "Helvetica", "Helvetica-Bold"


def read(*pages: Draw) -> Document:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
    for page in pages:
        canvas.setFont(REGULAR, 11)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return read_document(stream.getvalue(), source="seance.pdf")


def columns(
    edges: Sequence[float], rows: Rows, *, top: float = 720, pitch: float = 16, head: str = BOLD, right: bool = False
) -> Draw:
    """Rows of cells without rules; a line break in a cell makes it one of several lines (13 points apart)."""

    def page(canvas: Canvas) -> None:
        y = top
        for index, row in enumerate(rows):
            canvas.setFont(head if index == 0 else REGULAR, 11)
            for x, cell in zip(edges, row, strict=True):
                for number, line in enumerate(cell.split("\n")):
                    place = canvas.drawRightString if right and x != edges[0] else canvas.drawString
                    place(x, y - 13 * number, line)
            y -= pitch + 13 * max(cell.count("\n") for cell in row)

    return page


def both(*draws: Draw) -> Draw:
    def page(canvas: Canvas) -> None:
        for draw in draws:
            draw(canvas)
            canvas.setFont(REGULAR, 11)

    return page


def line(y: float, text: str) -> Draw:
    return lambda canvas: canvas.drawString(60, y, text)


def texts(document: Document) -> list[str]:
    return [document.text[found.span.start : found.span.end] for found in document.lines]


def rows(document: Document, index: int = 0) -> list[list[str]]:
    """The cells of a table, row by row, their lines joined by a slash."""
    table = document.tables[index]
    text = [" / ".join(document.text[s.start : s.end] for s in cell.spans) for cell in table.cells]
    return [text[i : i + table.column_count] for i in range(0, len(text), table.column_count)]


def plain(cells: Rows) -> list[list[str]]:
    return [[cell.replace("\n", " / ") for cell in row] for row in cells]


CROSSES = [
    ("Nom", "Organisme", "Présent", "Excusé", "Absent"),
    ("Odile Barrandon", "Mairie", "x", "", ""),
    ("Yvan Sollier", "Région", "", "x", ""),
    ("Inès Carvalet", "Association Arc", "x", "", ""),
    ("Rémi Tavernay", "Département", "", "", "x"),
]
LETTERS = [
    ("NOM", "P", "E", "A"),
    ("Barrandon Odile", "P", "", ""),
    ("Sollier Yvan", "", "E", ""),
    ("Roux", "", "", "A"),
]
ACTIONS = [
    ("Quoi", "Qui", "Quand"),
    ("Demander deux devis pour la\ntoiture de la grange", "Odile Barrandon", "avant le 29 mars"),
    ("Relancer le syndicat des eaux", "Yvan Sollier\net Inès Carvalet", "30 avril 2024"),
    ("Visiter le site avec le\nmaître d'œuvre et rendre\ncompte au bureau", "Rémi Tavernay", "mi-mai"),
]
SUMS = [("Poste", "2023", "2024"), ("Loyers", "1 200 €", "1 250 €"), ("Travaux", "800 €", "12 000 €")]


@pytest.mark.parametrize(
    ("edges", "cells", "pitch", "head"),
    [
        ((60, 220, 330, 400, 470), CROSSES, 16, BOLD),
        ((60, 220, 330, 400, 470), CROSSES, 26, REGULAR),
        ((60, 300, 330, 360), LETTERS, 14, REGULAR),
        ((60, 300, 430), ACTIONS, 20, BOLD),
        ((60, 300, 430), ACTIONS, 24, REGULAR),
    ],
)
def test_a_table_without_rules(edges: Sequence[float], cells: Rows, pitch: float, head: str) -> None:
    document = read(
        both(
            line(750, "Compte rendu de la réunion du bureau"),
            columns(edges, cells, pitch=pitch, head=head),
            line(480, "La séance est ouverte à 18 h par la présidente, qui constate que le quorum est atteint."),
        )
    )
    assert rows(document) == plain(cells)
    assert [found.cell is None for found in (document.lines[0], document.lines[-1])] == [True, True]


@pytest.mark.parametrize("head", [BOLD, REGULAR])
def test_cells_of_several_lines_without_space_between_rows(head: str) -> None:
    order = [(who, what, when) for what, who, when in ACTIONS]
    assert rows(read(columns((60, 200, 430), order, pitch=13, head=head))) == plain(order)


def test_columns_may_end_at_one_place() -> None:
    assert rows(read(columns((60, 330, 440), SUMS * 2, right=True))) == plain(SUMS * 2)


def test_a_cell_is_read_by_its_middle_lines() -> None:
    """Short cells stand half way down beside one of two lines."""

    def page(canvas: Canvas) -> None:
        for x, text in ((60, "Action"), (320, "Qui"), (450, "Quand")):
            canvas.drawString(x, 720, text)
        for index, (first, second, who) in enumerate(
            (
                ("Demander deux devis", "pour la toiture", "Anne Petit"),
                ("Relancer le syndicat", "des eaux", "Paul Grand"),
            )
        ):
            y = 690 - 40 * index
            canvas.drawString(60, y, first)
            canvas.drawString(60, y - 13, second)
            canvas.drawString(320, y - 6.5, who)
            canvas.drawString(450, y - 6.5, "en mai")

    assert rows(read(page)) == [
        ["Action", "Qui", "Quand"],
        ["Demander deux devis / pour la toiture", "Anne Petit", "en mai"],
        ["Relancer le syndicat / des eaux", "Paul Grand", "en mai"],
    ]


NAMES = [("Odile Barrandon", "Yvan Sollier"), ("Rémi Tavernay", "Lise de Morvan"), ("Jean Astier", "Zoé Lambrac")]


@pytest.mark.parametrize("width", [2, 3])
def test_names_in_columns_stay_apart(width: int) -> None:
    cells = [(*row, "Marc Ouvrard")[:width] for row in NAMES]
    document = read(both(line(740, "Présents :"), columns((60, 220, 380)[:width], cells, pitch=14, head=REGULAR)))
    assert rows(document) == plain(cells)
    assert texts(document)[0] == "Présents :"


def test_two_lists_of_names_below_their_heads() -> None:
    cells = [("Présents", "Excusés"), *NAMES, ("Paul Quintal", "")]
    document = read(both(columns((60, 300), cells), line(640, "La séance est ouverte à 18 h.")))
    assert rows(document) == plain(cells)


def test_a_table_goes_on_over_the_page_without_its_head() -> None:
    document = read(
        both(line(800, "Bureau du 4 mai"), columns((60, 300, 430), ACTIONS, top=180, pitch=20)),
        both(
            line(800, "Bureau du 4 mai"),
            columns((60, 300, 430), [("Payer", "A. Petit", "juin")], top=770, head=REGULAR),
        ),
    )
    assert "A. Petit" in [
        cell for index in range(len(document.tables)) for row in rows(document, index) for cell in row
    ]


PROSE = [
    ("Le conseil examine avec soin", "approuve le budget de la"), ("la proposition de la com-", "commune et autorise la maire"),
    ("mission des finances, puis", "à signer la convention avec"), ("en débat longuement, avant", "le syndicat. Le vote a lieu"),
    ("de passer au vote. Le conseil", "à main levée. La séance est"), ("adopte à l'unanimité le", "levée à vingt heures."),
]  # fmt: skip
AGENDA = [("1.", "Approbation du procès-verbal"), ("2.", "Budget primitif"), ("3.", "Travaux"), ("4.", "Divers")]
FIELDS = [
    ("Date :", "4 mai 2024"),
    ("Lieu :", "Salle des fêtes"),
    ("Présidente :", "Anne Petit"),
    ("Secrétaire :", "Luc"),
]
CONTENTS = [("Ouverture", "1"), ("Budget primitif", "2"), ("Travaux de l'école", "4"), ("Questions diverses", "7")]
LETTERHEAD = [("Mairie de Brume", ""), ("12 rue Haute", ""), ("38000 Brume", "Brume, le 3 mai 2024")]
SIGNATURES = [("Le président,", "La secrétaire,", "Le trésorier,"), ("Luc Noir", "Anne Petit", "Paul Grand")]
ITEMS = [
    ("- Anne Petit, maire", "- Paul Grand, adjoint"),
    ("- Luc Noir", "- Zoé Lambrac"),
    ("- Jean Astier", "- Eva Roux"),
]
ROLES = [("Anne Petit", "présidente"), ("Paul Grand", "trésorier"), ("Luc Noir", "secrétaire"), ("Eva Roux", "membre")]


@pytest.mark.parametrize(
    ("edges", "cells"),
    [
        ((60, 310), PROSE), ((60, 90), AGENDA), ((60, 180), FIELDS), ((60, 400), CONTENTS), ((60, 380), LETTERHEAD),
        ((60, 220, 380), SIGNATURES), ((60, 300), ITEMS * 2), ((60, 300), ROLES),
        ((60, 110, 160), [(a, "", b) for a, b in AGENDA]),
    ],
)  # fmt: skip
def test_what_is_no_table(edges: Sequence[float], cells: Rows) -> None:
    assert read(columns(edges, cells, pitch=14, head=REGULAR)).tables == ()


def test_prose_in_letters_of_one_width_is_no_table() -> None:
    text = "Le conseil de Brume approuve la convention avec le syndicat des eaux et autorise la maire à la signer. " * 9

    def page(canvas: Canvas) -> None:
        canvas.setFont("Courier", 10)
        for index in range(len(text) // 75):
            canvas.drawString(60, 760 - 12 * index, text[75 * index : 75 * index + 75].strip())

    assert read(page).tables == ()


def test_cells_may_stand_near_one_another() -> None:
    """Heads and cells a few points apart, as in tables that are as narrow as their words."""
    cells = [
        ("Nom", "Présent", "Excusé", "Absent"),
        ("Odile", "X", "", ""),
        ("Yvan", "", "X", ""),
        ("Inès", "X", "", ""),
    ]
    document = read(columns((60, 100, 148, 190), cells, head=REGULAR))
    assert rows(document) == plain(cells)


def test_short_cells_stand_in_the_middle_of_their_row() -> None:
    """Rows of one to three lines, each cell half way down its row; rows six points apart."""
    cells = [
        ("Action", "Responsable", "Échéance"),
        ("Demander au maître d'œuvre une note\nsur le coût de l'isolation et la transmettre\naux membres du comité", "Yvan Sollier", "31 mai\n2024"),
        ("Relancer la Région au sujet de la\nsubvention", "Odile Barrandon", "15 juin\n2024"),
        ("Préparer la visite du chantier", "Inès Carvalet et\nRémi Tavernay", "fin juin"),
    ]  # fmt: skip

    def page(canvas: Canvas) -> None:
        y = 720.0
        for row in cells:
            height = 13 * max(cell.count("\n") + 1 for cell in row)
            for x, cell in zip((60, 290, 400), row, strict=True):
                first = y - (height - 13 * (cell.count("\n") + 1)) / 2
                for number, text in enumerate(cell.split("\n")):
                    canvas.drawString(x, first - 13 * number, text)
            y -= height + 6

    assert rows(read(page)) == plain(cells)


def test_justified_lines_with_wide_gaps_are_no_table() -> None:
    lines = [
        ("Le", "conseil", "après", "en avoir délibéré", "à l'unanimité"), ("approuve", "la", "convention", "avec le", "syndicat"),
        ("des eaux", "et", "autorise", "la maire à", "la signer"), ("avant", "la", "fin", "du mois", "prochain."),
    ]  # fmt: skip

    def page(canvas: Canvas) -> None:
        for index, words in enumerate(lines):
            gap = (470 - sum(canvas.stringWidth(word, REGULAR, 11) for word in words)) / (len(words) - 1)
            x = 60.0
            for word in words:
                canvas.drawString(x, 700 - 14 * index, word)
                x += canvas.stringWidth(word, REGULAR, 11) + gap

    document = read(page)
    assert document.tables == ()
    assert texts(document) == [" ".join(words) for words in lines]
