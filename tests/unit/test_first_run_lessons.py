"""Sentences that a first run on unseen minutes missed, in other words, each with its near miss."""

from collections.abc import Callable

import pytest

from extractors.actions import extract_actions
from extractors.agenda import extract_agenda
from extractors.meeting import extract_meeting
from extractors.reading import Reading
from models.records import Minutes

Read = Callable[..., Reading]
_HEAD = "Compte rendu de la réunion du bureau du 4 mai 2023\n\n"


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Suites à donner\n\n- Relance du traiteur : L. Morel, mi-juin.\n", [("L. Morel",)]),
        ("- CHARGE le secrétariat d'en informer les riverains.\n", [("secrétariat",)]),
        ("- CHARGE Monsieur le Maire de l'exécution de la présente.\n", []),
        ("Le bureau se réunira de nouveau le 6 juin 2023.\n", []),
    ],
)
def test_who_is_charged(read_text: Read, text: str, owners: list[tuple[str, ...]]) -> None:
    reading = read_text(_HEAD + text)
    minutes = extract_actions(reading, extract_meeting(reading, Minutes()))
    assert [action.owners for action in minutes.actions] == owners


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (
            "Ordre du jour : 1. Bilan – 2. Formulaire – 3. Divers\n",
            [("1.", "Bilan"), ("2.", "Formulaire"), ("3.", "Divers")],
        ),
        ("Ordre du jour : budget 2024, voirie\n", [(None, "budget 2024"), (None, "voirie")]),
    ],
)
def test_an_agenda_on_one_line(read_text: Read, text: str, titles: list[tuple[str | None, str]]) -> None:
    minutes = extract_agenda(read_text(_HEAD + text), Minutes())
    assert [(item.number, item.title) for item in minutes.agenda] == titles


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Club-house, 19h15 → 21h50\n", ("19:15", "21:50")),
        ("Lieu et horaires : salle B2, de 14 h 30 à 17 h 00\n", ("14:30", "17:00")),
        (
            "On raconte que la buvette ouvrait de 10h à 16h autrefois, du temps où le stade avait encore ses deux vieux guichets.\n",
            (None, None),
        ),
    ],
)
def test_hours_on_a_line_of_the_head(read_text: Read, text: str, times: tuple[str | None, str | None]) -> None:
    meeting = extract_meeting(read_text(_HEAD + text), Minutes()).meeting
    assert (meeting.start_time, meeting.end_time) == times


def test_the_next_meeting_of_a_body_that_meets_again(read_text: Read) -> None:
    meeting = extract_meeting(read_text(_HEAD + "Le bureau se réunira de nouveau le 6 juin 2023.\n"), Minutes()).meeting
    assert meeting.next_meeting is not None
    assert meeting.next_meeting.start is not None
    assert meeting.next_meeting.start.isoformat() == "2023-06-06"


def test_minutes_may_be_titled_by_their_day_alone(read_text: Read) -> None:
    text = "SYNDICAT DES EAUX DU VAL\nCompte rendu du 3 mars 2023\n\nPrésents : A. Roche, B. Cherif\n"
    meeting = extract_meeting(read_text(text), Minutes()).meeting
    assert (meeting.title, meeting.date and meeting.date.isoformat()) == ("Compte rendu du 3 mars 2023", "2023-03-03")


def test_approving_earlier_minutes_dates_nothing(read_text: Read) -> None:
    text = "Bureau du 4 mai 2023\n\nPrésents : A. Roche, B. Cherif\n\nLe compte rendu du 3 mars 2023 est approuvé.\n"
    meeting = extract_meeting(read_text(text), Minutes()).meeting
    assert (meeting.title, meeting.date and meeting.date.isoformat()) == ("Bureau du 4 mai 2023", "2023-05-04")
