"""Several meetings in one document: seen where minutes follow minutes, never where minutes speak of other meetings."""

import datetime as dt

import pytest

from extractors.dates import extract_dates
from extractors.meeting import extract_meeting
from extractors.meeting.further import find_further_meetings
from extractors.reading import Reading
from models.issues import IssueCode, Severity
from models.records import Minutes
from pipeline.run import process_bytes
from tests.unit.conftest import ReadText
from tests.unit.test_kind_texts import all_texts, texts_of


def further_days(reading: Reading) -> list[str]:
    first = extract_meeting(reading, Minutes()).meeting.date
    return [str(meeting.date) for meeting in find_further_meetings(reading, first)]


@pytest.mark.parametrize(("expected", "text"), all_texts("several-meetings"))
def test_each_further_meeting_is_found(read_text: ReadText, expected: str, text: str) -> None:
    assert further_days(read_text(text)) == expected.split(", ")


@pytest.mark.parametrize(("expected", "text"), all_texts("one-meeting"))
def test_minutes_that_speak_of_other_meetings_stay_one(read_text: ReadText, expected: str, text: str) -> None:
    assert further_days(read_text(text)) == []


def test_the_doubt_shows_where_each_further_meeting_begins() -> None:
    text = next(text for what, _, text in texts_of("several-meetings") if what.startswith("a log"))
    extraction = process_bytes(text.encode(), "points.txt").extraction
    (issue,) = [issue for issue in extraction.issues if issue.code is IssueCode.SEVERAL_MEETINGS]
    assert issue.severity is Severity.WARNING
    assert [evidence.quote for evidence in issue.evidence] == [
        "Réunion d'équipe du 14 janvier 2025",
        "Réunion d'équipe du 21 janvier 2025",
    ]


def test_dates_are_resolved_against_the_meeting_that_names_them(read_text: ReadText) -> None:
    """Two sittings a year apart: "avant le 20 mars" is of the first, "avant le 12 mars" of the second."""
    people = "Présents : Lise Morel, Jo Petit. Excusé : Sami Sarr\n\n"
    told = "La salle est réservée pour la fête, les tables et les bancs sont prêtés par la mairie comme chaque année. "
    text = (
        f"Compte rendu de la réunion du bureau du 3 mars 2022\n{people}{told}Jo appelle le traiteur avant le 20 mars.\n\n"
        f"Compte rendu de la réunion du bureau du 2 mars 2023\n{people}{told}Jo appelle le traiteur avant le 12 mars.\n"
    )
    reading = read_text(text)
    dates = extract_dates(reading, extract_meeting(reading, Minutes())).dates
    assert [(date.text, date.end) for date in dates if date.text.startswith("avant")] == [
        ("avant le 20 mars", dt.date(2022, 3, 20)),
        ("avant le 12 mars", dt.date(2023, 3, 12)),
    ]
