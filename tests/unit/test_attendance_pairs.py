"""Two persons on one line of a list of attendees, and a body after a name."""

from extractors.attendance import extract_attendance
from extractors.reading import Reading
from models.records import Attendance, Minutes
from pipeline.readers import read_document
from pipeline.segment import segment


def attendance(text: str) -> list[Attendance]:
    document = read_document(text.encode(), source="seance.txt")
    return list(extract_attendance(Reading(document, segment(document)), Minutes()).attendance)


def test_two_persons_a_line_are_two_entries() -> None:
    found = attendance("Présents :\nLuc Sarde, Ada Legrix\nPaul Vasseur, Inès Carvalet\nJean Roux, mairie\n")
    assert [r.name for r in found] == ["Luc Sarde", "Ada Legrix", "Paul Vasseur", "Inès Carvalet", "Jean Roux"]
    assert [r.organisation for r in found] == [None, None, None, None, "mairie"]


def test_a_body_after_a_name_is_no_person() -> None:
    found = attendance("Présents :\nLuc Sarde, Atelier Roux\nPaul Vasseur, Eiffel Conseil\nJean Roux, Mairie\n")
    assert [r.name for r in found] == ["Luc Sarde", "Paul Vasseur", "Jean Roux"]
