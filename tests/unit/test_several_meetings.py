"""Several meetings in one document: seen where minutes follow minutes, never where minutes speak of other meetings."""

import datetime as dt
import io
import time
from collections.abc import Callable
from contextlib import closing

import pypdfium2 as pdfium
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
from pipeline.parts.meetings import meetings_of
from pipeline.readers import read_document
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
    time.sleep(1.01)  # the file that pdfium makes says when, to the second
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


def as_scan(content: bytes) -> bytes:
    """The same pages as pictures, without any text."""
    buffer = io.BytesIO()
    paper = Canvas(buffer, invariant=1)
    with closing(pdfium.PdfDocument(content)) as pdf:
        for page in pdf:
            picture = page.render(scale=200 / 72, grayscale=True).to_pil()
            paper.setPageSize(page.get_size())
            paper.drawInlineImage(picture, 0, 0, *page.get_size())
            paper.showPage()
    paper.save()
    return buffer.getvalue()


def two_reports() -> tuple[str, str]:
    first, mark, rest = several("two reports").rpartition("Compte rendu")
    return first, mark + rest


def test_a_scan_is_cut_by_what_its_reading_recognised(require_program: Callable[[str], str]) -> None:
    require_program("tesseract")
    scan = as_scan(as_pdf(*two_reports()))
    extraction = process_bytes(scan, "bureau.pdf").extraction
    assert (extraction.kind, extraction.document_type) == (Kind.OTHER, DocumentType.CONTAINER)
    assert [part.name for part in parts_of(scan, "bureau.pdf", meetings=True).parts] == ["bureau-1.pdf", "bureau-2.pdf"]


def test_a_scan_is_not_recognised_again_where_its_reading_is_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its twin with a text layer gives what was read."""
    twin = as_pdf(*two_reports())
    document, whole = (
        read_document(content, source="bureau.pdf") for content in (twin, as_pdf(several("two reports")))
    )
    monkeypatch.setattr("pipeline.parts.meetings.read_document", None)
    parts = meetings_of(as_scan(twin), "bureau.pdf", document)
    assert [page_count(part.content) for part in parts] == [1, 1]
    assert meetings_of(as_scan(twin), "bureau.pdf", whole) == ()  # both on one page
    assert parts_of(as_scan(twin), "bureau.pdf").parts == ()  # a quick look sees nothing
    assert parts_of(as_scan(twin), "bureau.pdf", meetings=False).parts == ()


def page_count(content: bytes) -> int:
    with closing(pdfium.PdfDocument(content)) as pdf:
        return len(pdf)


@pytest.mark.parametrize(("expected", "text"), all_texts("one-meeting"))
def test_one_meeting_is_never_cut(expected: str, text: str) -> None:
    assert parts_of(text.encode(), "seance.txt").parts == ()
