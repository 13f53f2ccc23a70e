"""Agenda of minutes whose titles run into their text; invented minutes."""

import pytest

from extractors.agenda import extract_agenda
from extractors.meeting import extract_meeting
from models.records import Minutes
from tests.unit.conftest import ReadText

HEAD = "Compte rendu du bureau du 4 mai 2023\n\nPrésents : Anne Roux, Luc Petit, Zoé Bost\n\n"
TEXT = "Deux devis sont arrivés ; le moins cher est retenu et la commande part lundi."


def titles(read_text: ReadText, body: str, source: str = "seance.txt") -> list[tuple[str | None, str, int]]:
    reading = read_text(HEAD + body, source=source)
    minutes = extract_agenda(reading, extract_meeting(reading, Minutes()))
    return [(item.number, item.title, item.level) for item in minutes.agenda]


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        pytest.param("{}. " + TEXT, [None] * 3, id="full stop"),
        pytest.param("{} : " + TEXT, [None] * 3, id="colon"),
        pytest.param("{} — " + TEXT, [None] * 3, id="dash"),
    ],
)
def test_titles_of_paragraphs(read_text: ReadText, template: str, expected: list[None]) -> None:
    names = ["Toiture du préau", "Cotisations", "Fête de juin"]
    body = "\n\n".join(template.format(name) for name in names)
    assert titles(read_text, body) == [(number, name, 1) for number, name in zip(expected, names, strict=True)]


@pytest.mark.parametrize(
    "marks", [("1)", "2)", "3)"), ("1.", "2.", "3."), ("[1]", "[2]", "[3]"), ("I.", "II.", "III.")]
)
def test_numbered_points(read_text: ReadText, marks: tuple[str, ...]) -> None:
    names = ["Toiture du préau", "Cotisations", "Fête de juin"]
    body = "\n\n".join(f"{mark} {name} : {TEXT}" for mark, name in zip(marks, names, strict=True))
    assert titles(read_text, body) == [(mark, name, 1) for mark, name in zip(marks, names, strict=True)]


def test_sub_points_below_numbered_headings(read_text: ReadText) -> None:
    body = f"1/ Chantier\n{TEXT}\n\n2/ Lots\n2.1 Peinture. {TEXT}\n2.2 Sols. {TEXT}\n\n3/ Comptes\n{TEXT}\n"
    assert titles(read_text, body) == [
        ("1/", "Chantier", 1),
        ("2/", "Lots", 1),
        ("2.1", "Peinture", 2),
        ("2.2", "Sols", 2),
        ("3/", "Comptes", 1),
    ]


def test_register_numbers(read_text: ReadText) -> None:
    body = "\n\n".join(
        f"2023-05-0{i}  {name}. {TEXT}"
        for i, name in enumerate(("TARIFS 2024", "VOIRIE RURALE", "PERSONNEL DE CANTINE"), 1)
    )
    assert [number for number, _, _ in titles(read_text, body)] == ["2023-05-01", "2023-05-02", "2023-05-03"]


def test_title_in_lost_bold_type(read_text: ReadText) -> None:
    names = ["Toiture du préau", "Cotisations", "Fête (juin)"]
    body = "\n\n".join(f"**{i}. {name}** {TEXT}" for i, name in enumerate(names, 1))
    assert [title for _, title, _ in titles(read_text, body, "seance.md")] == names


def test_numbered_title_above_its_text(read_text: ReadText) -> None:
    body = "".join(
        f"{i}. {name} (art. 18)\nL'assemblée entend le rapport. Pour : 12, contre : 3.\n\n"
        for i, name in enumerate(
            ("Comptes de l'année", "Demande de M. Bost : pose d'un store", "Passage à la fibre"), 1
        )
    )
    assert len(titles(read_text, body)) == 3


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"Luc Petit : oui.\n\nAnne Roux : non.\n\nZoé Bost : {TEXT}", id="replies"),
        pytest.param(f"Budget. {TEXT}\n\n{TEXT}\n\n{TEXT}\n\n{TEXT}", id="one paragraph alone"),
        pytest.param(f"Vote : unanimité des présents.\n\nDécision : {TEXT}\n\nRéponse : {TEXT}", id="labels"),
        pytest.param(f"Il neige. {TEXT}\n\nOn rentre. {TEXT}\n\nNous partons. {TEXT}", id="short sentences"),
        pytest.param(f"Le budget : {TEXT}\n\nLa fête : {TEXT}\n\nLes sous : {TEXT}", id="what is talked about"),
    ],
)
def test_no_titles(read_text: ReadText, body: str) -> None:
    assert titles(read_text, body) == []


@pytest.mark.parametrize("divider", ["SÉANCE PUBLIQUE", "HUIS CLOS", "du 4 mai 2023", "A. ROUX  L. PETIT"])
def test_headings_that_are_no_items(read_text: ReadText, divider: str) -> None:
    body = f"## {divider}\n\n## 1. Procès-verbal du 3 mars\n\n{TEXT}\n\n## 2. Voirie\n\n{TEXT}\n"
    assert [number for number, _, _ in titles(read_text, body, "seance.md")] == ["1.", "2."]


def test_underlined_titles(read_text: ReadText) -> None:
    body = "".join(
        f"{name}\n{'-' * len(name)}\n{TEXT}\n\n" for name in ("Toiture du préau", "Cotisations", "Fête de juin")
    )
    assert [title for _, title, _ in titles(read_text, body)] == ["Toiture du préau", "Cotisations", "Fête de juin"]


def test_a_ruled_head_of_columns_is_no_title(read_text: ReadText) -> None:
    assert titles(read_text, f"Action        Qui\n-----------------\nPeinture      Luc\n\n{TEXT}\n") == []


def test_bullets_that_open_with_a_title(read_text: ReadText) -> None:
    body = "".join(f"- {name} : {TEXT}\n" for name in ("Toiture du préau", "Cotisations", "Divers"))
    assert [title for _, title, _ in titles(read_text, body)] == ["Toiture du préau", "Cotisations", "Divers"]


def test_a_sentence_announces_the_list(read_text: ReadText) -> None:
    body = f"La présidente rappelle l'ordre du jour :\n- toiture ;\n- cotisations.\n\nToiture\n{TEXT}\n"
    assert [title for _, title, _ in titles(read_text, body)] == ["toiture", "cotisations"]
