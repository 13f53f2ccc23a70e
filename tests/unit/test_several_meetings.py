"""Several meetings in one document: seen where minutes follow minutes, never where minutes speak of other meetings."""

import datetime as dt
import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.dates import extract_dates
from extractors.meeting import extract_meeting
from extractors.meeting.further import find_further_meetings
from extractors.reading import Reading
from models.issues import IssueCode, Severity
from models.records import Minutes
from models.vocabulary import DocumentType, Kind
from pipeline.check import check_several_meetings
from pipeline.parts import parts_of
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


def test_the_doubt_shows_where_each_further_meeting_begins(read_text: ReadText) -> None:
    reading = read_text(several("a log"))
    (issue,) = check_several_meetings(reading, extract_meeting(reading, Minutes()))
    assert (issue.code, issue.severity) == (IssueCode.SEVERAL_MEETINGS, Severity.WARNING)
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


def several(what: str) -> str:
    return next(text for name, _, text in texts_of("several-meetings") if name.startswith(what))


@pytest.mark.parametrize("source", ["seances.txt", "seances.md"])
def test_a_text_is_cut_where_the_next_minutes_begin(source: str) -> None:
    text = several("two councils")
    parts = parts_of(text.encode(), source).parts
    assert [part.name for part in parts] == [source.replace(".", "-1."), source.replace(".", "-2.")]
    assert b"".join(part.content for part in parts).decode() == text
    assert all(part.content.startswith(b"COMMUNE DE BRANVILLE") for part in parts)
    days = [process_bytes(part.content, part.name).extraction.meeting.date for part in parts]
    assert days == [dt.date(2024, 4, 9), dt.date(2024, 6, 11)]


def as_pdf(*pages: str) -> bytes:
    buffer = io.BytesIO()
    paper = Canvas(buffer, invariant=1)
    for page in pages:
        for number, line in enumerate(page.splitlines()):
            paper.setFont("Helvetica", 9)
            paper.drawString(50, 780 - 14 * number, line)
        paper.showPage()
    paper.save()
    return buffer.getvalue()


def test_a_pdf_is_cut_between_pages_into_the_same_bytes_each_time() -> None:
    first, mark, rest = several("two reports").rpartition("Compte rendu")
    content = as_pdf(first, mark + rest)
    parts = parts_of(content, "bureau.pdf").parts
    assert [part.name for part in parts] == ["bureau-1.pdf", "bureau-2.pdf"]
    assert parts == parts_of(content, "bureau.pdf").parts
    days = [process_bytes(part.content, part.name).extraction.meeting.date for part in parts]
    assert days == [dt.date(2024, 3, 3), dt.date(2024, 4, 7)]


def test_a_file_that_is_cut_is_a_container_without_records_of_its_own() -> None:
    extraction = process_bytes(several("two reports").encode(), "bureau.txt").extraction
    assert (extraction.kind, extraction.document_type) == (Kind.OTHER, DocumentType.CONTAINER)
    assert [(issue.code, issue.severity) for issue in extraction.issues] == [
        (IssueCode.SEVERAL_MEETINGS, Severity.INFO)
    ]
    assert not extraction.dates


def test_a_pdf_whose_second_meeting_begins_amid_a_page_stays_whole_and_is_flagged() -> None:
    content = as_pdf(several("two reports"))
    assert parts_of(content, "bureau.pdf").parts == ()
    extraction = process_bytes(content, "bureau.pdf").extraction
    assert extraction.kind is Kind.MINUTES
    assert [issue.severity for issue in extraction.issues if issue.code is IssueCode.SEVERAL_MEETINGS] == [
        Severity.WARNING
    ]


@pytest.mark.parametrize(("expected", "text"), all_texts("one-meeting"))
def test_one_meeting_is_never_cut(expected: str, text: str) -> None:
    assert parts_of(text.encode(), "seance.txt").parts == ()
