"""The agenda: invented minutes with an ordre du jour in a line, a list, or only in the headings of the body."""

import pytest

from extractors.agenda import extract_agenda
from extractors.meeting import extract_meeting
from models.records import Minutes
from tests.unit.conftest import ReadText

TITLE = "# Compte rendu du bureau du 4 mai 2023\n\n"
PROSE = "La présidente rappelle que les travaux ont commencé en mars et que la livraison est attendue avant l'été."
TWICE = f"{PROSE}\n\n{PROSE}"


def agenda_of(read_text: ReadText, text: str, source: str = "seance.md") -> list[tuple[str | None, str, int]]:
    reading = read_text(text, source=source)
    minutes = extract_agenda(reading, extract_meeting(reading, Minutes()))
    return [(item.number, item.title, item.level) for item in minutes.agenda]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Ordre du jour : budget, voirie, questions diverses\n",
            [(None, "budget", 1), (None, "voirie", 1), (None, "questions diverses", 1)],
            id="in a line, commas",
        ),
        pytest.param(
            "Ordre du jour : budget, recettes et dépenses ; voirie\n",
            [(None, "budget, recettes et dépenses", 1), (None, "voirie", 1)],
            id="in a line, semicolons",
        ),
        pytest.param(
            "## Ordre du jour\n\n1. Budget\n2. Voirie\n", [("1.", "Budget", 1), ("2.", "Voirie", 1)], id="numbered list"
        ),
        pytest.param(
            "## Ordre du jour\n\n- Budget\n- Voirie\n", [(None, "Budget", 1), (None, "Voirie", 1)], id="bullets"
        ),
        pytest.param(
            "## Ordre du jour\n\n- Budget\n  - recettes\n  - dépenses\n- Voirie\n",
            [(None, "Budget", 1), (None, "recettes", 2), (None, "dépenses", 2), (None, "Voirie", 1)],
            id="items below items",
        ),
        pytest.param(
            f"## Ordre du jour\n\n1. Budget\n2. Voirie\n\n## 1. Budget\n\n{TWICE}\n\n## 2. Voirie\n\n{TWICE}\n",
            [("1.", "Budget", 1), ("2.", "Voirie", 1)],
            id="repeated in the body",
        ),
        pytest.param(
            f"## 1. Budget\n\n{TWICE}\n\n## 2. Voirie\n\n{TWICE}\n",
            [("1.", "Budget", 1), ("2.", "Voirie", 1)],
            id="only headings",
        ),
        pytest.param(
            f"## Budget\n\n{TWICE}\n\n### Recettes\n\n{TWICE}\n\n## Voirie\n\n{TWICE}\n",
            [(None, "Budget", 1), (None, "Recettes", 2), (None, "Voirie", 1)],
            id="headings of two levels",
        ),
        pytest.param(
            f"## Présents\n\n- Mme Aubry\n\n## Budget\n\n{TWICE}\n\n## Annexe\n\nPlan\n",
            [(None, "Budget", 1)],
            id="formal headings are no items",
        ),
        pytest.param(f"{TWICE}\n", [], id="none"),
        pytest.param("## 2025-018 - Budget - Rapporteur : M. Bost\n", [("2025-018", "Budget", 1)], id="reporters"),
        pytest.param("La présidente lit l'ordre du jour, qui est approuvé.\n", [], id="only spoken of"),
        pytest.param("L'ordre du jour étant épuisé, la séance est levée à 22 h.\n", [], id="at its end"),
        pytest.param("Présents : Mme Aubry, M. Bost\n", [], id="a list of people"),
    ],
)
def test_items_in_order(read_text: ReadText, text: str, expected: list[tuple[str | None, str, int]]) -> None:
    assert agenda_of(read_text, TITLE + text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            f"Ordre du jour :\n\n1) Budget\n2) Voirie\n2.1 Trottoirs\n\n{TWICE}\n",
            [("1)", "Budget", 1), ("2)", "Voirie", 1), ("2.1", "Trottoirs", 2)],
            id="decimal depth",
        ),
        pytest.param(
            f"ORDRE DU JOUR\nBudget de la fête\nVoirie\n\n{TWICE}\n",
            [(None, "Budget de la fête", 1), (None, "Voirie", 1)],
            id="short lines",
        ),
        pytest.param(
            f"Ordre du jour\n\nI. Budget\nII. Voirie\n\nI. BUDGET\n\n{TWICE}\n",
            [("I.", "Budget", 1), ("II.", "Voirie", 1)],
            id="roman",
        ),
        pytest.param(
            f"ODJ : budget ; voirie\n\n{TWICE}\n", [(None, "budget", 1), (None, "voirie", 1)], id="abbreviated"
        ),
    ],
)
def test_items_in_plain_text(read_text: ReadText, text: str, expected: list[tuple[str | None, str, int]]) -> None:
    assert agenda_of(read_text, "Compte rendu du bureau du 4 mai 2023\n\n" + text, "seance.txt") == expected
