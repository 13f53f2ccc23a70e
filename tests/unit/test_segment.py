"""Blocks and sections: invented minutes as plain text and as Markdown, whole outlines compared."""

import pytest

from extractors.reading import Reading
from models.outline import BlockKind
from tests.unit.conftest import ReadText

_SIGNS = {BlockKind.HEADING: "H", BlockKind.PARAGRAPH: "P", BlockKind.ITEM: "I", BlockKind.ROW: "R"}


def shape(reading: Reading) -> list[str]:
    """Each block as its kind's letter and its words, label left out: "H Budget", "I relancer le traiteur"."""
    return [f"{_SIGNS[block.kind]} {reading.block(block).cased}" for block in reading.blocks]


def roles(reading: Reading) -> list[tuple[str, str, int]]:
    """(role, heading, number of blocks below it) of the sections that have a role."""
    return [
        (s.role.value, reading.block(s.heading).cased, s.last - s.first - 1)
        for s in reading.outline.sections
        if s.role and s.heading
    ]


PROSE = "La présidente rappelle que les travaux ont commencé en mars et que la livraison est attendue avant l'été."

INITIAL = (
    "Le projet a été présenté au comité par le bureau d'études avec|B. Morel, adjoint, et la référente de "
    "quartier, qui "
    "ont pris le temps|de répondre aux questions."
)
AMOUNT = "Le montant total des travaux engagés cette année par la commune est de|12. 500 euros restent à payer."
CUT = "Le comité a longuement débattu de la place des vélos|et des piétons dans la rue du Four."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            f"1. Budget\n\n{PROSE}\n\n2. Voirie\n\n{PROSE}\n",
            ["H Budget", f"P {PROSE}", "H Voirie", f"P {PROSE}"],
            id="numbered headings above prose",
        ),
        pytest.param(
            "Il faut :\n\n1. relancer le traiteur\n2. réserver la salle\n3. imprimer le programme\n",
            ["P Il faut :", "I relancer le traiteur", "I réserver la salle", "I imprimer le programme"],
            id="numbered list",
        ),
        pytest.param(f"BUDGET PRIMITIF\n\n{PROSE}\n", ["H BUDGET PRIMITIF", f"P {PROSE}"], id="capitals are a heading"),
        pytest.param(
            f"{PROSE}\nVOTE À L'UNANIMITÉ.\n",
            [f"P {PROSE} VOTE À L'UNANIMITÉ."],
            id="capitals with a full stop are none",
        ),
        pytest.param(
            f"Présents :\n\nMme Aubry, M. Bost\n\n{PROSE}\n",
            ["H Présents :", "P Mme Aubry, M. Bost", f"P {PROSE}"],
            id="a cue is a heading",
        ),
        pytest.param(
            "Présents : Mme Aubry, M. Bost\n", ["P Présents : Mme Aubry, M. Bost"], id="a cue with its value is none"
        ),
        pytest.param(
            "- relancer le traiteur\n  avant la fête\n- réserver\n",
            ["I relancer le traiteur avant la fête", "I réserver"],
            id="wrapped list item",
        ),
        pytest.param(CUT.replace("|", "\n\n"), ["P " + CUT.replace("|", " ")], id="sentence over a blank line"),
        pytest.param(CUT.replace("|", "\f\n"), ["P " + CUT.replace("|", " ")], id="sentence over a page break"),
        pytest.param(
            INITIAL.replace("|", "\n"), ["P " + INITIAL.replace("|", " ").strip()], id="initial at a line's start"
        ),
        pytest.param(
            "Étaient présents :\nB. Morel\nD. Petit\nA. Sarr\n",
            ["H Étaient présents :", "P B. Morel", "P D. Petit", "P A. Sarr"],
            id="initials in a list of people",
        ),
        pytest.param(
            f"A. Toiture\n\n{PROSE}\n\nB. Chauffage\n\n{PROSE}\n",
            ["H Toiture", f"P {PROSE}", "H Chauffage", f"P {PROSE}"],
            id="letters that number",
        ),
        pytest.param(AMOUNT.replace("|", "\n"), ["P " + AMOUNT.replace("|", " ")], id="number at a line's start"),
        pytest.param(
            f"1. La présidente rappelle que le budget est voté.\n\n{PROSE}\n",
            ["I La présidente rappelle que le budget est voté.", f"P {PROSE}"],
            id="a numbered sentence is no heading",
        ),
        pytest.param(
            f"2.1 Trottoirs de la rue du Four\n\n{PROSE}\n",
            ["H Trottoirs de la rue du Four", f"P {PROSE}"],
            id="decimal heading",
        ),
        pytest.param(f"IV - FINANCES\n\n{PROSE}\n", ["H FINANCES", f"P {PROSE}"], id="roman heading"),
        pytest.param(f"12 mai 2022\n\n{PROSE}\n", ["P 12 mai 2022", f"P {PROSE}"], id="a date is no heading"),
        pytest.param(
            f"Questions diverses\n--> Le devis est à demander.\n--> {PROSE}\n",
            ["P Questions diverses", "I Le devis est à demander.", f"I {PROSE}"],
            id="arrows are bullets",
        ),
    ],
)
def test_blocks_of_a_text(read_text: ReadText, text: str, expected: list[str]) -> None:
    assert shape(read_text(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "## Présents\n\n- Mme Aubry\n- M. Bost\n\n## Budget\n\nLe budget est voté.\n",
            [("attendance", "Présents", 2)],
        ),
        ("## 1. Ordre du jour\n\n- budget\n- voirie\n", [("agenda", "Ordre du jour", 2)]),
        ("## Relevé de décisions\n\n- achat d'un four\n", [("decisions", "Relevé de décisions", 1)]),
        ("## Actions à mener\n\n- relancer le traiteur\n", [("actions", "Actions à mener", 1)]),
        ("## 📌 À faire\n\n- relancer le traiteur\n", [("actions", "📌 À faire", 1)]),
        ("## Prochaine réunion\n\nMardi 4 mai\n", [("next_meeting", "Prochaine réunion", 1)]),
        ("## Levée de la séance\n\n22 h\n", [("closing", "Levée de la séance", 1)]),
        ("## ANNEXE 1\n\nPlan\n", [("annex", "ANNEXE 1", 1)]),
        ("## Présentation du budget\n\nLe budget est voté.\n", []),
        ("## Action sociale\n\nLa commission se réunira.\n", []),
        ("## Annexes de la mairie et du presbytère\n\nLe devis est signé.\n", []),
        ("## Prochaine réunion du comité des fêtes avec la commune\n\nElle sera fixée.\n", []),
        ("## Décision modificative n° 2\n\nLe conseil l'approuve.\n", []),
    ],
)
def test_roles_of_sections(read_text: ReadText, text: str, expected: list[tuple[str, str, int]]) -> None:
    assert roles(read_text("# Bureau du 4 mai\n\n" + text, source="seance.md")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"1. Budget\n\n1.1 Recettes\n\n{PROSE}\n", ["H Budget", "H Recettes", f"P {PROSE}"]),
        (f"III. Maquettes\n\nIII.1 Licence\n\n{PROSE}\n", ["H Maquettes", "H Licence", f"P {PROSE}"]),
        (f"I. Informations\n\n• {PROSE}\n\n• {PROSE}\n", ["H Informations", f"I {PROSE}", f"I {PROSE}"]),
        ("1. Budget\n1.1 Recettes\n1.2 Dépenses\n2. Voirie\n", ["I Budget", "I Recettes", "I Dépenses", "I Voirie"]),
        (f"2025-018 - Budget primitif\n\n{PROSE}\n", ["H Budget primitif", f"P {PROSE}"]),
    ],
)
def test_numbers_below_numbers(read_text: ReadText, text: str, expected: list[str]) -> None:
    assert shape(read_text(text)) == expected


def test_a_list_of_people_ends_where_prose_begins(read_text: ReadText) -> None:
    text = f"## Présents\n\n- Mme Aubry\n- M. Bost\n\nExcusée : Mme Sarr\n\n{PROSE}\n\n{PROSE}\n"
    assert roles(read_text(text, source="seance.md")) == [("attendance", "Présents", 3)]


def test_sentences_about_who_is_there_stay_with_the_people(read_text: ReadText) -> None:
    late = "Mme Sarr, arrivée à 19 h, a donné pouvoir à M. Bost jusqu'au point 2 de la séance."
    text = f"## Présents\n\n- Mme Aubry\n\n{late}\n"
    assert roles(read_text(text, source="seance.md")) == [("attendance", "Présents", 2)]


def test_the_agenda_ends_where_prose_begins(read_text: ReadText) -> None:
    text = f"Ordre du jour :\n\n1. Budget\n2. Voirie\n\n{PROSE}\n\n{PROSE}\n"
    assert roles(read_text(text)) == [("agenda", "Ordre du jour :", 2)]


def test_the_document_is_never_changed_and_every_visible_line_has_its_block(read_text: ReadText) -> None:
    text = f"Présents : Mme Aubry\n\n1. Budget\n\n{PROSE}\n\n- relancer le traiteur\n"
    reading = read_text(text)
    assert reading.document.text == text
    assert [line for block in reading.blocks for line in block.lines] == list(reading.document.lines)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # notes, line by line
            "Bureau du 4 mai\nPrésents : Lise Aubry, Jo Petit\nJo Petit réserve la grande salle des fêtes\n"
            "Lise Aubry, trésorière, prépare le budget\nNour Haddad apporte le pain et les nappes en papier\n",
            ["Jo Petit réserve la grande salle des fêtes", "Lise Aubry, trésorière, prépare le budget"],
        ),
        (  # an open end runs on
            "Bureau du 4 mai\nPrésents : Lise Aubry, Jo Petit\nJo Petit réserve la grande salle avec Mme\n"
            "Aubry pour le bal de la commune en juin\nNour Haddad apporte le pain et les nappes en papier\n",
            ["Jo Petit réserve la grande salle avec Mme Aubry pour le bal de la commune en juin"],
        ),
        (  # wrapped prose: a capital at the start of a line says nothing
            "Bureau du 4 mai\nLa salle est réservée par la commune à la demande de\nla trésorière. Le bal aura lieu avec Jo\n"
            "Petit et ses amis, qui viendront tous de loin.\n",
            [],
        ),
    ],
)
def test_lines_of_notes_are_ended_by_choice(read_text: ReadText, text: str, expected: list[str]) -> None:
    reading = read_text(text)
    blocks = [reading.block(block).cased for block in reading.blocks]
    assert all(line in blocks for line in expected)
    assert "Petit et ses amis, qui viendront tous de loin." not in blocks
