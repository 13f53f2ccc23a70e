"""PDF: what stands beside or below the text is read apart from it: footnotes, margins, boxes, stamps set upright."""

import io
from collections.abc import Callable, Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.meeting.place import find_location
from extractors.reading import Reading
from models.document import Document, LineRole
from models.outline import BlockKind
from models.records import Meeting
from pipeline.readers import read_document
from pipeline.segment import segment

Draw = Callable[[Canvas], None]


def read(*pages: Sequence[Draw]) -> Document:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
    for draws in pages:
        for draw in draws:
            draw(canvas)
        canvas.showPage()
    canvas.save()
    return read_document(stream.getvalue(), source="seance.pdf")


def lines(x: float, y: float, texts: Sequence[str], size: float = 11, pitch: float = 14) -> Draw:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", size)
        for index, text in enumerate(texts):
            canvas.drawString(x, y - index * pitch, text)

    return page


def texts(document: Document, role: LineRole | None = None) -> list[str]:
    found = (line for line in document.lines if role in (None, line.role))
    return [document.text[line.span.start : line.span.end] for line in found]


def blocks(document: Document) -> list[str]:
    return [" ".join(document.text[s.start : s.end] for s in block.spans) for block in segment(document).blocks]


BEFORE = [
    "Le conseil examine la proposition de la commission des finances et débat du",
    "montant de la subvention{mark} avant de passer au vote. Madame Barrandon rappelle que la",
    "convention avec le syndicat des eaux, signée l'an dernier, prévoit un versement que la",
]
AFTER = "commune doit honorer avant la fin de l'année, sous peine de pénalités."
NOTES = ["{note} Montant voté le 3 mars 2023 par le conseil,", "sur proposition du bureau."]


@pytest.mark.parametrize(("mark", "note"), [("1", "1"), (" (2)", "(2)"), ("*", "*")])
def test_a_footnote_stands_in_no_sentence(mark: str, note: str) -> None:
    above = [line.format(mark=mark) for line in BEFORE]
    below = [line.format(note=note) for line in NOTES]
    document = read([lines(60, 200, above), lines(60, 88, below, 8, 10)], [lines(60, 780, [AFTER])])
    assert texts(document, LineRole.NOTE) == below
    assert blocks(document) == [" ".join([*above, AFTER]), " ".join(below)]


@pytest.mark.parametrize(
    "small",
    [
        ["1 Montant voté le 3 mars 2023 par le conseil."],  # nothing refers to it
        ["Les actions en contestation doivent être introduites dans un délai de deux mois."],
        ["12 mai : réunion publique", "3 juin : vote"],
    ],
)
def test_small_print_is_no_footnote(small: list[str]) -> None:
    above = [line.format(mark="") for line in BEFORE]
    assert texts(read([lines(60, 200, above), lines(60, 88, small, 8, 10)]), LineRole.NOTE) == []


PROSE = [
    "L'an deux mille vingt-quatre, le quatre mai, le conseil municipal de la",
    "commune, dûment convoqué, s'est réuni en session ordinaire à la mairie",
    "sous la présidence de Madame Odile Barrandon, maire. Le quorum étant",
    "atteint, la séance est ouverte à dix-huit heures. Madame la maire donne",
    "lecture du procès-verbal de la séance précédente, qui est adopté sans",
    "remarque. Elle présente ensuite le projet de budget, examiné par la",
    "commission des finances le vingt avril, et en souligne les équilibres.",
]
MARGIN = ["Nombre de", "membres : 15", "Présents : 12", "Votants : 14"]


@pytest.mark.parametrize(("size", "pitch"), [(8, 11), (11, 17), (11, 14)])
@pytest.mark.parametrize("x", [50, 520])
def test_words_in_the_margin_stay_out_of_the_lines_beside_them(size: float, pitch: float, x: float) -> None:
    narrow = x > 500
    margin = ["Vote", "reporté", "Avis", "Rapport"] if narrow else MARGIN
    document = read([lines(100 if narrow else 170, 700, PROSE), lines(x, 686, margin, size, pitch)])
    assert texts(document, LineRole.NOTE) == margin
    assert texts(document, LineRole.BODY) == PROSE


@pytest.mark.parametrize(
    "labels",
    [
        {0: "Présents", 3: "Excusés", 6: "Secrétaire"},
        {0: "1.", 1: "2.", 2: "3.", 3: "4.", 4: "5."},
        {0: "•", 2: "•", 5: "•"},
    ],
)
def test_labels_and_marks_belong_to_their_lines(labels: dict[int, str]) -> None:
    values = [
        "Odile Barrandon, présidente, Yvan Sollier, trésorier, Inès Carvalet,",
        "ainsi que Rémi Tavernay, Lise Morvan et Paul Quintal, membres du bureau,",
        "et Jean Astier, invité.",
        "Zoé Lambrac, Marc Ouvrard, qui a donné pouvoir à Odile Barrandon, et",
        "encore Anne Petit, directrice de la maison des associations, qui sera",
        "représentée.",
        "Yvan Sollier, comme à la séance précédente et jusqu'à la fin du mandat",
    ]
    draws = [lines(90 if len(labels[0]) < 3 else 180, 700, values)]
    draws += [lines(60, 700 - 14 * index, [label]) for index, label in labels.items()]
    document = read(draws)
    assert texts(document, LineRole.NOTE) == []
    assert texts(document) == [f"{labels[i]} {line}" if i in labels else line for i, line in enumerate(values)]


NARROW = [
    "Le conseil municipal examine la proposition", "de la commission des finances et en débat",
    "longuement avant de passer au vote, qui a", "lieu à main levée. La convention avec le",
    "syndicat des eaux est approuvée par tous", "les membres présents, et la maire est",
    "autorisée à la signer avant la fin du mois.",
]  # fmt: skip
BOX = ["À retenir", "Vote du budget le 3 juin", "Fête du village le 20 juin", "Travaux de voirie en juillet"]


@pytest.mark.parametrize("style", ["stroke", "fill"])
def test_a_box_beside_the_text_stays_whole(style: str) -> None:
    def box(canvas: Canvas) -> None:
        canvas.setFillGray(0.9)
        canvas.rect(330, 630, 200, 78, stroke=style == "stroke", fill=style == "fill")
        canvas.setFillGray(0)

    document = read([box, lines(60, 700, NARROW), lines(340, 690, BOX, 11, 16)])
    assert texts(document, LineRole.BODY) == NARROW
    assert texts(document, LineRole.NOTE) == BOX
    assert blocks(document)[0] == " ".join(NARROW)


def test_a_frame_around_the_text_is_no_box() -> None:
    def frame(canvas: Canvas) -> None:
        canvas.rect(50, 590, 300, 130)

    document = read([frame, lines(60, 700, NARROW), lines(60, 570, ["Fin de la séance, sous le cadre."])])
    assert texts(document) == [*NARROW, "Fin de la séance, sous le cadre."]
    assert texts(document, LineRole.NOTE) == []


def upright(x: float, y: float, text: str) -> Draw:
    def page(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(x, y)
        canvas.rotate(90)
        canvas.setFont("Helvetica", 10)
        canvas.drawString(0, 0, text)
        canvas.restoreState()

    return page


def test_a_stamp_set_upright_is_one_line() -> None:
    document = read([lines(60, 700, PROSE), upright(30, 500, "Reçu en préfecture le 6 mai 2024 à 9 h")])
    assert texts(document) == [*PROSE, "Reçu en préfecture le 6 mai 2024 à 9 h"]


@pytest.mark.parametrize("ruled", [True, False])
def test_heads_of_columns_may_stand_upright(ruled: bool) -> None:
    edges = (60, 240, 280, 320, 360)

    def table(canvas: Canvas) -> None:
        if ruled:
            canvas.grid(list(edges), [560, 580, 600, 620, 690])
        canvas.setFont("Helvetica", 11)
        canvas.drawString(64, 625, "Nom")
        for y, name, column in ((606, "Odile Barrandon", 1), (586, "Yvan Sollier", 2), (566, "Inès Carvalet", 3)):
            canvas.drawString(64, y, name)
            canvas.drawString(edges[column] + 16, y, "x")

    heads = [upright(x, 626, text) for x, text in ((264, "Présent"), (304, "Excusé"), (344, "Absent ce jour"))]
    document = read([lines(60, 740, ["Feuille de présence du bureau"]), table, *heads])
    cells = [(c.row, c.column, document.text[s.start : s.end]) for c in document.tables[0].cells for s in c.spans]
    assert cells[:4] == [(0, 0, "Nom"), (0, 1, "Présent"), (0, 2, "Excusé"), (0, 3, "Absent ce jour")]
    assert cells[4:6] == [(1, 0, "Odile Barrandon"), (1, 1, "x")]


def raised(x: float, y: float, parts: Sequence[str], rise: float = 4, size: float = 7) -> Draw:
    """A line whose every second part is set small and raised."""

    def page(canvas: Canvas) -> None:
        at = x
        for index, part in enumerate(parts):
            height = size if index % 2 else 11
            canvas.setFont("Helvetica", height)
            canvas.drawString(at, y + (rise if index % 2 else 0), part)
            at += canvas.stringWidth(part, "Helvetica", height)

    return page


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (["Rendu avant le 31 mars", "3", " par Luc."], "Rendu avant le 31 mars 3 par Luc."),
        (["Présents : Ana Bel", "1", ", Luc Tardy", "12"], "Présents : Ana Bel 1, Luc Tardy 12"),
        (["Le budget de 2024", "1", " est clos (voir", "*", ")."], "Le budget de 2024 1 est clos (voir *)."),
    ],
)
def test_a_raised_sign_is_no_part_of_the_word_that_it_touches(parts: Sequence[str], text: str) -> None:
    assert read([raised(60, 700, parts)]).text == text


@pytest.mark.parametrize(
    ("parts", "rise", "size"),
    [
        (["Une salle de 40 m", "2", " et 3 km", "2", " de bois"], 4, 7),
        (["Le 1", "er", " mars, n", "o", " 12, 2", "e", " étage"], 4, 7),
        (["Les 10", "3", " litres, le carré de x", "2"], 4, 7),
        (["Mesure de CO", "2", " au collège"], -2, 7),
        (["La route RD", "12", " et la zone B", "2"], 0, 11),
    ],
)
def test_exponents_raised_letters_and_codes_stay_whole(parts: Sequence[str], rise: float, size: float) -> None:
    assert read([raised(60, 700, parts, rise, size)]).text == "".join(parts)


def test_a_footnote_is_known_by_the_raised_sign_that_calls_it() -> None:
    above = raised(
        60, 200, ["Le conseil attribue le marché à l'entreprise la mieux disante", "1", " et clôt ce point."]
    )
    below = ["1 Sous réserve de la signature du contrat."]
    assert texts(read([above, lines(60, 88, below, 8, 10)]), LineRole.NOTE) == below


PARAGRAPHS = [
    "Le prestataire n'a pas répondu aux deux courriers que le bureau lui a adressés",
    "depuis le début de l'hiver, et la gardienne attend toujours son passage dans",
    "le hall du second bâtiment.",
    "Les plantations de la cour ont souffert de la sécheresse et seront remplacées",
    "par des espèces plus sobres, que la commission des jardins choisira elle-même",
    "parmi celles que propose la ville.",
    "La réfection de l'escalier est renvoyée à l'exercice suivant, car les sommes",
    "qui restent au budget ne couvrent pas les travaux.",
]


def beside(y: float, step: float, notes: dict[int, list[str]], x: float = 45, size: float = 8) -> list[Draw]:
    """The paragraphs, each `step` points below the one before, with notes beside some of their lines."""
    places = [y - 14 * index - step * (index > 2) - step * (index > 5) for index in range(len(PARAGRAPHS))]
    draws = [lines(150, place, [text]) for place, text in zip(places, PARAGRAPHS, strict=True)]
    return draws + [lines(x, places[index], note, size, 10) for index, note in notes.items()]


@pytest.mark.parametrize("step", [14, 0])
def test_a_note_in_the_margin_is_read_before_the_paragraph_that_it_stands_beside(step: float) -> None:
    notes = {0: ["Nettoyage", "(bât. B)"], 3: ["Action :", "R. Astier", "le 20/03"], 6: ["Décision"]}
    document = read(beside(700, step, notes))
    first, second, third = PARAGRAPHS[:3], PARAGRAPHS[3:6], PARAGRAPHS[6:]
    assert texts(document) == [*notes[0], *first, *notes[3], *second, *notes[6], *third]
    assert texts(document, LineRole.BODY) == PARAGRAPHS


def test_a_note_in_the_right_margin_is_read_after_its_paragraph() -> None:
    notes = {1: ["Action :", "R. Astier"], 6: ["Décision"]}
    document = read(beside(700, 14, notes, x=548, size=7))
    assert texts(document) == [*PARAGRAPHS[:3], *notes[1], *PARAGRAPHS[3:], *notes[6]]


def test_a_note_in_the_margin_is_no_heading() -> None:
    document = read(beside(700, 14, {3: ["Décision"], 6: ["Décision"]}))
    kinds = [block.kind for block in segment(document).blocks]
    assert kinds == [BlockKind.PARAGRAPH] * 5


def test_labels_in_the_size_of_the_text_stay_on_their_lines_above_a_margin() -> None:
    head = [lines(60, 750, ["Présents :"]), lines(170, 750, ["Odile Barrandon, Yvan Sollier"])]
    document = read([*head, *beside(700, 14, {0: ["Nettoyage"], 4: ["Jardin"], 6: ["Escalier"]})])
    assert texts(document)[0] == "Présents : Odile Barrandon, Yvan Sollier"
    assert texts(document, LineRole.NOTE) == ["Nettoyage", "Jardin", "Escalier"]


@pytest.mark.parametrize(("foot", "location"), [(60, None), (100, "visioconférence")])
def test_a_footnote_says_nothing_of_the_place(foot: int, location: str | None) -> None:
    size = 8 if location is None else 11
    head = [lines(60, 780, ["Compte rendu du bureau du 11 mars 2025"])]
    head += [raised(60, 750, ["Présents : Anne Tardy", "1", ", Zoé Hamon"])]
    text = "1 Par visioconférence." if location is None else "Par visioconférence."
    note = lines(60, foot if location is None else 765, [text], size)
    document = read([*head, note])
    reading = Reading(document, segment(document))
    assert find_location(reading, Meeting()).location == location
