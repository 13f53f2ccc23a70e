"""PDF: reading order, columns, blocks, running lines, fonts, positions of characters."""

import io
from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from models.document import Document, LineRole
from models.errors import NoTextLayerError
from pipeline.readers import read_document

Draw = Callable[[Canvas], None]
WIDE = "Le conseil municipal a examiné avec soin la proposition de la commission"


def draw(*pages: Draw, size: tuple[float, float] = (595, 842)) -> bytes:
    """A PDF with one page for each function, Helvetica 11 unless it says otherwise."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=size, invariant=1)
    for page in pages:
        canvas.setFont("Helvetica", 11)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def read(*pages: Draw) -> Document:
    return read_document(draw(*pages), source="seance.pdf")


def texts(document: Document) -> list[str]:
    return [document.text[line.span.start : line.span.end] for line in document.lines]


def lines_at(x: float, y: float, lines: list[str], pitch: float = 14) -> Draw:
    def page(canvas: Canvas) -> None:
        for index, line in enumerate(lines):
            canvas.drawString(x, y - index * pitch, line)

    return page


def test_a_heading_at_the_end_of_the_stream_comes_to_its_place() -> None:
    def page(canvas: Canvas) -> None:
        lines_at(60, 700, ["Premier point.", "Second point."])(canvas)
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(60, 760, "Compte rendu")

    assert texts(read(page)) == ["Compte rendu", "Premier point.", "Second point."]


def test_fragments_on_one_baseline_are_one_line() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(400, 700, "excusée")
        canvas.drawString(60, 700, "Anne Petit")
        canvas.drawString(60, 680, "Paul Grand")
        canvas.drawString(400, 680, "présent")

    assert texts(read(page)) == ["Anne Petit excusée", "Paul Grand présent"]


def test_a_raised_ending_stays_on_its_line() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "le 1")
        width = canvas.stringWidth("le 1", "Helvetica", 11)
        canvas.setFont("Helvetica", 7)
        canvas.drawString(60 + width, 704, "er")
        canvas.setFont("Helvetica", 11)
        canvas.drawString(60 + width + 9, 700, "mars")

    assert texts(read(page)) == ["le 1er mars"]


LEFT = [f"la colonne de gauche, ligne {word}," for word in ("une", "deux", "trois", "quatre", "cinq", "six", "sept")]
RIGHT = [f"la colonne de droite, ligne {word}," for word in ("une", "deux", "trois", "quatre", "cinq", "six", "sept")]


@pytest.mark.parametrize("offset", [0, 5])
def test_two_columns_of_prose_are_read_one_by_one(offset: float) -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(60, 740, "Compte rendu du conseil de Brume sur toute la largeur de la page de ce journal")
        for index, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
            canvas.drawString(60, 700 - index * 14, left)
            canvas.drawString(310, 700 - offset - index * 14, right)
        canvas.drawString(
            60, 500, "Une ligne de fin sur toute la largeur de la page, sous les deux colonnes du journal"
        )

    found = texts(read(page))
    assert found[0].startswith("Compte rendu")
    assert found[1:8] == LEFT
    assert found[8:15] == RIGHT
    assert found[15].startswith("Une ligne de fin")


def test_names_and_their_roles_are_no_columns() -> None:
    def page(canvas: Canvas) -> None:
        names = ("Anne", "Paul", "Marie-Christine Dupré-Lafontaine", "Luc", "Zoé", "Jean", "Eva")
        for index, name in enumerate(names):
            canvas.drawString(60, 700 - index * 14, name)
            canvas.drawString(320, 700 - index * 14, "présent")

    assert texts(read(page))[0] == "Anne présent"


def test_pages_are_joined_by_form_feeds() -> None:
    document = read(lines_at(60, 700, ["Un", "deux"]), lambda canvas: None, lines_at(60, 700, ["Trois"]))
    assert document.text == "Un\ndeux\f\fTrois"
    assert [(page.number, page.span.start, page.span.end) for page in document.pages] == [
        (1, 0, 7),
        (2, 8, 8),
        (3, 9, 14),
    ]
    assert [line.page_no for line in document.lines] == [1, 1, 3]
    assert (document.pages[0].width, document.pages[0].height) == (595, 842)
    assert document.page_at(9) == 3


def test_every_character_knows_its_place() -> None:
    document = read(lines_at(60, 700, ["Le quorum est atteint.", "Séance ouverte."]))
    assert len(document.char_index) == len(document.text)
    pairs = zip(document.text, document.char_index, strict=True)
    assert all((index == -1) == (char in "\n\f") for char, index in pairs)


def test_space_above_starts_a_block() -> None:
    def page(canvas: Canvas) -> None:
        lines_at(60, 700, [f"{WIDE} des", "travaux et de la voirie communale."])(canvas)
        lines_at(60, 660, [f"{WIDE} du", "budget pour la salle des fêtes."])(canvas)

    assert [line.starts_block for line in read(page).lines] == [True, False, True, False]


def test_a_change_of_font_starts_a_block() -> None:
    def page(canvas: Canvas) -> None:
        lines_at(60, 700, ["Texte avant le titre du point."])(canvas)
        canvas.setFont("Helvetica-Bold", 11)
        canvas.drawString(60, 686, "Budget")
        canvas.setFont("Helvetica", 11)
        canvas.drawString(60, 672, "Le budget est adopté.")

    document = read(page)
    assert [line.starts_block for line in document.lines] == [True, True, True]
    assert [line.bold for line in document.lines] == [False, True, False]
    assert [line.font_size for line in document.lines] == [11.0, 11.0, 11.0]


def test_short_lines_are_left_open() -> None:
    document = read(lines_at(60, 700, [WIDE, "Anne Petit", "Paul Grand"]))
    assert [line.starts_block for line in document.lines] == [True, None, None]


def test_a_page_begins_a_block_unless_the_sentence_goes_on() -> None:
    document = read(lines_at(60, 700, [WIDE]), lines_at(60, 700, ["des travaux."]), lines_at(60, 700, ["Vote."]))
    assert [line.starts_block for line in document.lines] == [True, False, True]


def test_indent_is_the_left_edge() -> None:
    document = read(lines_at(90, 700, ["Retrait"]))
    assert document.lines[0].indent == pytest.approx(90, abs=1.5)


def test_running_lines_are_marked_not_deleted() -> None:
    def page(number: int, body: str) -> Draw:
        def on(canvas: Canvas) -> None:
            canvas.drawString(60, 800, "Commune de Brume")
            canvas.drawString(60, 700, body)
            canvas.drawString(60, 40, "12 rue Haute, tél. 01 02")
            canvas.drawString(300, 25, f"Page {number} sur 3")

        return on

    document = read(*(page(n, body) for n, body in enumerate(("Ouverture", "Budget", "Clôture"), 1)))
    roles = [line.role for line in document.lines]
    assert roles == [LineRole.HEADER, LineRole.BODY, LineRole.FOOTER, LineRole.FOOTER] * 3
    assert "Page 2 sur 3" in document.text


def test_a_boxed_letterhead_is_a_header() -> None:
    def page(number: int) -> Draw:
        def on(canvas: Canvas) -> None:
            canvas.grid([50, 300, 540], [760, 780, 800])
            for x, y, text in ((60, 785, "Brume"), (310, 785, "Conseil"), (60, 765, "PV"), (310, 765, f"{number} / 2")):
                canvas.drawString(x, y, text)
            canvas.drawString(60, 700, f"Le corps, page {'un' if number == 1 else 'deux'}.")

        return on

    document = read(page(1), page(2))
    assert [line.role.value for line in document.lines] == (["header"] * 4 + ["body"]) * 2


def test_a_hyphen_at_a_line_end_is_a_hyphen() -> None:
    document = read(lines_at(60, 700, ["Le conseil se réunit en assem-", "blée générale."]))
    assert texts(document) == ["Le conseil se réunit en assem-", "blée générale."]


def test_title_is_that_of_the_properties() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setTitle("Conseil du 3 mai")
        canvas.drawString(60, 700, "Texte du conseil")

    assert read(page).title == "Conseil du 3 mai"


def test_same_bytes_same_document() -> None:
    content = draw(lines_at(60, 700, LEFT))
    assert read_document(content, source="a.pdf") == read_document(content, source="a.pdf")


def test_a_watermark_and_a_note_in_the_margin_stay_apart() -> None:
    def page(canvas: Canvas) -> None:
        lines_at(60, 700, [WIDE, "des travaux de voirie.", "Le quorum est atteint."])(canvas)
        for x, y, angle, text in ((100, 650, 45, "PROJET DE COMPTE RENDU"), (30, 600, 90, "Reçu en préfecture")):
            canvas.saveState()
            canvas.translate(x, y)
            canvas.rotate(angle)
            canvas.drawString(0, 0, text)
            canvas.restoreState()

    assert texts(read(page)) == [
        WIDE, "des travaux de voirie.", "Le quorum est atteint.", "PROJET DE COMPTE RENDU", "Reçu en préfecture",
    ]  # fmt: skip


def test_a_page_lying_on_its_side_is_read_upright() -> None:
    def page(canvas: Canvas) -> None:
        canvas.rotate(90)
        lines_at(100, -100, ["Compte rendu de la séance", "Le quorum est atteint."])(canvas)

    document = read(page)
    assert texts(document) == ["Compte rendu de la séance", "Le quorum est atteint."]
    first, second = (line.box for line in document.lines)
    assert first is not None
    assert second is not None
    assert first.x1 < second.x1
    assert first.bottom - first.top > 100 > first.x1 - first.x0


def test_text_printed_twice_is_read_once() -> None:
    def page(canvas: Canvas) -> None:
        for shift in (0, 0.3):
            canvas.drawString(60 + shift, 700, "Compte rendu")

    assert texts(read(page)) == ["Compte rendu"]


def test_the_invisible_text_of_a_recognised_scan_is_read() -> None:
    def page(canvas: Canvas) -> None:
        canvas.rect(0, 0, 595, 842, fill=1)
        text = canvas.beginText(60, 700)
        text.setTextRenderMode(3)
        text.textLine("Le conseil est ouvert.")
        canvas.drawText(text)

    assert texts(read(page)) == ["Le conseil est ouvert."]


def test_three_columns() -> None:
    columns = [
        [f"{name} ligne {word}" for word in ("une", "deux", "trois", "quatre", "cinq")] for name in ("un", "bis", "ter")
    ]

    def page(canvas: Canvas) -> None:
        for x, column in zip((60, 220, 380), columns, strict=True):
            lines_at(x, 700, column)(canvas)

    assert texts(read(page)) == [line for column in columns for line in column]


def test_a_page_without_meaning_is_refused() -> None:
    shifted = "".join(chr(ord(char) + 1) if char.isalpha() else char for char in WIDE if char.isascii())

    with pytest.raises(NoTextLayerError, match="does not say"):
        read(lines_at(60, 700, [shifted.translate(str.maketrans("aeiouy", "bcdfgh"))] * 8))


def test_rows_of_an_unruled_table_are_no_columns() -> None:
    rows = [
        ("Devis de la toiture", "Anne Petit"),
        ("Relance du syndicat", "Paul Grand"),
        ("Visite du chantier", "Luc Noir"),
    ]

    def page(canvas: Canvas) -> None:
        for index, (what, who) in enumerate(rows * 2):
            canvas.drawString(60, 700 - index * 14, what)
            canvas.drawString(300, 700 - index * 14, who)

    assert texts(read(page)) == [f"{what} {who}" for what, who in rows * 2]


def test_two_lists_side_by_side_are_columns() -> None:
    def page(canvas: Canvas) -> None:
        for index in range(6):
            canvas.drawString(60, 700 - index * 14, f"- Anne Petit, commune {index}")
            canvas.drawString(300, 700 - index * 14, f"- Paul Grand, commune {index}")

    assert texts(read(page)) == [f"- {name}, commune {i}" for name in ("Anne Petit", "Paul Grand") for i in range(6)]


@pytest.mark.parametrize("scale", [1e-9, 1e8, 1e38])
def test_characters_that_are_nowhere_break_nothing(scale: float) -> None:
    def page(canvas: Canvas) -> None:
        lines_at(60, 700, ["Le conseil est ouvert."])(canvas)
        canvas.saveState()
        canvas.transform(scale, scale, -scale, scale, 0, 0)
        canvas.drawString(1, 1, "perdu au loin")
        canvas.restoreState()

    document = read(page)
    assert "Le conseil est ouvert." in texts(document)
    assert all(line.box is not None and -1e6 < line.box.x0 <= line.box.x1 < 1e6 for line in document.lines)
