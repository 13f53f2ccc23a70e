"""Attendance told without a list of the usual kind; invented minutes."""

import pytest

from extractors.attendance import extract_attendance
from extractors.meeting import extract_meeting
from models.records import Minutes
from tests.unit.conftest import ReadText

TITLE = "Compte rendu du bureau du 4 mai 2023\n\n"


def who(read_text: ReadText, text: str) -> dict[str, str]:
    reading = read_text(TITLE + text, source="seance.txt")
    minutes = extract_attendance(reading, extract_meeting(reading, Minutes()))
    return {record.name: record.status.value for record in minutes.attendance}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Délégation des usagers : A. Vernet, L. Hardy\nUNSA : C. Blot, P. Morin\nExcusée : Mme Lise Morel\n",
            {
                "A. Vernet": "present",
                "L. Hardy": "present",
                "C. Blot": "present",
                "P. Morin": "present",
                "Lise Morel": "excused",
            },
            id="groups beside an attendance label",
        ),
        pytest.param(
            "Autour de Mme Nora Saci : Luc Petit, Zoé Bost et Anne Roux. Ana n'a pas pu venir.\n",
            {
                "Nora Saci": "present",
                "Luc Petit": "present",
                "Zoé Bost": "present",
                "Anne Roux": "present",
                "Ana": "excused",
            },
            id="around somebody",
        ),
        pytest.param(
            "On était quatre : Luc, Zoé, Nora et moi. Paul au travail, Anne malade.\n\nLe budget est voté.\n\nLéa\n",
            {
                "Luc": "present",
                "Zoé": "present",
                "Nora": "present",
                "Léa": "present",
                "Paul": "excused",
                "Anne": "excused",
            },
            id="the writer, and those away",
        ),
        pytest.param(
            "Étaient absents : VERNET (142), HARDY Luc (171), SCI DU LAVOIR (388), MORIN (90), etc. selon la feuille jointe.\n",
            {"Vernet": "absent", "Luc Hardy": "absent", "Morin": "absent"},
            id="co-owners with their shares",
        ),
    ],
)
def test_told(read_text: ReadText, text: str, expected: dict[str, str]) -> None:
    assert who(read_text, text) == expected


def test_mail_heads_and_votes_are_no_groups(read_text: ReadText) -> None:
    text = "De : Anne Roux\nÀ : Luc Petit ; Zoé Bost\nObjet : bureau\n\nPour : Luc Petit, Zoé Bost\nContre : Nora Saci, Paul Hardy\n"
    assert who(read_text, text) == {}


def test_letters_under_a_dated_head(read_text: ReadText) -> None:
    text = (
        "Nom                Organisme           Le 04/05\n"
        "----------------------------------------------\n"
        "M. A. VERNET       Mairie de Ponteau   P\n"
        "Mme M. HARDY       Atelier Morin       E\n"
        "Mme Zoé BOST       Région Centre       A\n"
        "M. P. MORIN        SDIS                P\n"
    )
    assert who(read_text, text) == {
        "A. Vernet": "present",
        "M. Hardy": "excused",
        "Zoé Bost": "absent",
        "P. Morin": "present",
    }


def test_speakers_of_a_meeting_without_list(read_text: ReadText) -> None:
    text = (
        "Absents : M. Paul Hardy, Mme Zoé Bost.\n\n"
        "Nora Saci (ville de Ponteau) présente le programme. M. Vernet s'étonne du coût. Pour Luc Petit, de la Région, "
        "c'est trop tôt.\n\nSont élus : Alain Vernet, Nora Saci.\n"
    )
    found = who(read_text, text)
    assert {name for name, status in found.items() if status == "present"} == {"Nora Saci", "Alain Vernet", "Luc Petit"}
