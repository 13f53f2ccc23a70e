"""Chair, secretary, place, times and next meeting as secretaries tell them in passing; invented minutes."""

import pytest

from extractors.attendance import extract_attendance
from extractors.meeting import extract_meeting
from models.records import Meeting, Minutes
from tests.unit.conftest import ReadText

TITLE = "Compte rendu du bureau du 4 mai 2023\n\n"


def meeting_of(read_text: ReadText, text: str) -> Meeting:
    reading = read_text(text, source="seance.txt")
    return extract_attendance(reading, extract_meeting(reading, Minutes())).meeting


@pytest.mark.parametrize(
    ("text", "chair", "secretary"),
    [
        ("Présents : Anne Roux (présidente), Luc Petit (notes), Zoé Bost", "Anne Roux", "Luc Petit"),
        ("Là : Nora, Luc (anime), Zoé (prise de notes), Paul", "Luc", "Zoé"),
        (
            "Présents : Anne Roux, présidente ; Luc Petit, qui agit comme secrétaire ; Zoé Bost",
            "Anne Roux",
            "Luc Petit",
        ),
        ("Présents : Anne Roux (DRH, présidence), Luc Petit (SIPPT, secrétariat)", "Anne Roux", "Luc Petit"),
        ("Présents : Anne Roux, Luc Petit\nPV: Zoé Bost", None, "Zoé Bost"),
        (
            "Mme Anne Roux assure la présidence ; M. Luc Petit remplit les fonctions de secrétaire.",
            "Anne Roux",
            "Luc Petit",
        ),
        ("Mme Anne Roux, présidente, souhaite la bienvenue aux trente adhérents.", "Anne Roux", None),
        (
            "1. Élection du président de séance\nEst élue Mme Anne Roux. Pour : 12.\n\n2. Élection du secrétaire\n"
            "Scrutateur : M. Paul Hardy. Secrétaire : M. Luc Petit.",
            "Anne Roux",
            "Luc Petit",
        ),
        # near misses
        ("Présents : Anne Roux (vice-présidente), Luc Petit (secrétaire général), Zoé Bost", None, None),
        ("Présents : Anne Roux (présidente de la commission Voirie), Luc Petit (secrétaire de mairie)", None, None),
        ("Présents : Luc Petit, Zoé Bost\nExcusée : Anne Roux (présidente)", None, None),
        ("Présents : Luc Petit, Zoé Bost\n\nUne première version sera rédigée par Luc Petit.", None, None),
    ],
)
def test_officers(read_text: ReadText, text: str, chair: str | None, secretary: str | None) -> None:
    meeting = meeting_of(read_text, TITLE + text + "\n")
    assert (meeting.chair, meeting.secretary) == (chair, secretary)


@pytest.mark.parametrize(
    ("head", "location"),
    [
        ("Bureau du 4 mai 2023, 18 h, presbytère de Ponteau", "presbytère de Ponteau"),
        ("Bureau du 4 mai 2023 (9h - 11h), local des pompiers", "local des pompiers"),
        ("Rencontre du groupe Eau – Ponteau, 4 mai 2023", "Ponteau"),
        ("Bureau du 4 mai 2023, chez Zoé", "chez Zoé"),
        ("Bureau du 4 mai 2023\nOù : grange de Zoé", "grange de Zoé"),
        ("Bureau du 4 mai 2023\n\nNous nous sommes réunis salle B12, 3 rue des Lilas.", "salle B12, 3 rue des Lilas"),
        ("Ponteau, le 4 mai 2023\n\nCompte rendu du bureau", None),
        ("Bureau du 4 mai 2023\n\nLe devis est resté chez nous.", None),
    ],
)
def test_places(read_text: ReadText, head: str, location: str | None) -> None:
    assert meeting_of(read_text, head + "\n\nPrésents : Anne Roux, Luc Petit\n").location == location


@pytest.mark.parametrize(
    ("last", "day"),
    [
        ("Prochain : 13 juin, 18h30.", "2023-06-13"),
        ("On se retrouve le 13 juin chez Luc.", "2023-06-13"),
        ("La date suivante : mardi 13 juin.", "2023-06-13"),
        ("Nous nous reverrons le 13 juin à l'école.", "2023-06-13"),
        ("Le nouveau conseil se réunira le 13 juin pour élire son bureau.", None),
    ],
)
def test_next_meetings(read_text: ReadText, last: str, day: str | None) -> None:
    found = meeting_of(
        read_text, TITLE + f"Présents : Anne Roux, Luc Petit\n\nLe budget est voté.\n\n{last}\n"
    ).next_meeting
    assert (str(found.start) if found else None) == day


def test_a_printed_mail_head_tells_when_it_was_written(read_text: ReadText) -> None:
    text = (
        "De : Anne Roux\nÀ : Luc Petit\nDate : vendredi 5 mai 2023 07:52\nObjet : Bureau d'hier soir\n\n"
        "On était trois : Luc, Zoé et moi. Le bureau a choisi la date de la fête.\n"
    )
    meeting = meeting_of(read_text, text)
    assert (str(meeting.date), meeting.start_time) == ("2023-05-04", None)


@pytest.mark.parametrize(
    "end", ["Fini 20h45.", "On s'est quittés à 20h45.", "Mme Roux propose la levée de l'assemblée à 20 h 45."]
)
def test_ends(read_text: ReadText, end: str) -> None:
    assert meeting_of(read_text, TITLE + f"Présents : Anne Roux, Luc Petit\n\n{end}\n").end_time == "20:45"
