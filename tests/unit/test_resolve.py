"""Officers and proxy holders get the name that the attendees' list has."""

import pytest

from extractors.reading import Reading
from models.records import ActionItem, Attendance, Meeting, Minutes
from pipeline.readers import read_document
from pipeline.resolve import resolve
from pipeline.segment import segment

LISTED = (
    Attendance(name="Jeanne Roux", role="Maire"),
    Attendance(name="Luc Petit"),
    Attendance(name="Pauline Keller"),
    Attendance(name="Cyril Keller"),
)


def resolved(meeting: Meeting, attendance: tuple[Attendance, ...] = LISTED) -> Minutes:
    document = read_document(b"Compte rendu", source="seance.txt")
    return resolve(Reading(document, segment(document)), Minutes(meeting=meeting, attendance=attendance))


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("Mme ROUX", "Jeanne Roux"),
        ("L. Petit", "Luc Petit"),
        ("M. Meyer", "M. Meyer"),
        ("Anne Lenoir", "Anne Lenoir"),
        ("Monsieur le Maire", "Jeanne Roux"),
        ("Luc Petit et Jeanne Roux", "Luc Petit et Jeanne Roux"),
        (None, None),
    ],
)
def test_the_chair_is_completed_where_one_person_fits(printed: str | None, plain: str | None) -> None:
    assert resolved(Meeting(chair=printed)).meeting.chair == plain


def test_proxy_holders_take_the_listed_form() -> None:
    giver = Attendance(name="Karim Duval", proxy="Petit")
    unclear = Attendance(name="Lise Bost", proxy="Keller")
    assert [r.proxy for r in resolved(Meeting(), (*LISTED, giver, unclear)).attendance[4:]] == ["Luc Petit", "Keller"]


@pytest.mark.parametrize(
    ("owner", "listed", "full"),
    [
        ("Bihan", ("Yann Le Bihan", "Jeanne Roux"), "Le Bihan"),
        ("Roux", ("Yann Le Bihan", "Jeanne Roux"), "Roux"),
        ("Bihan", ("Yann Le Bihan", "Luc Bihan"), "Bihan"),
        ("Maire", ("Yann Le Maire",), "Maire"),
        ("Marie", ("Marie Le Bihan",), "Marie"),
    ],
)
def test_owners_keep_the_article_of_their_surname(owner: str, listed: tuple[str, ...], full: str) -> None:
    document = read_document(b"Compte rendu", source="seance.txt")
    minutes = Minutes(
        attendance=tuple(Attendance(name=name) for name in listed),
        actions=(ActionItem(text="faire le virement", owners=(owner,)),),
    )
    assert resolve(Reading(document, segment(document)), minutes).actions[0].owners == (full,)
