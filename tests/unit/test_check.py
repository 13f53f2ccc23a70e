"""Checks of arithmetic and plausibility: each issue, and the case beside it that is fine."""

import datetime as dt

import pytest

from extractors.reading import Reading
from models.issues import IssueCode
from models.records import AgendaItem, Attendance, Decision, Meeting, Minutes, Quorum, Vote
from models.vocabulary import AttendanceStatus
from pipeline.check import check
from pipeline.readers import read_document
from pipeline.segment import segment

DAY = dt.date(2024, 3, 12)
PRESENT = (Attendance(name="Anne Roy"), Attendance(name="Paul Lange"))


def issues(minutes: Minutes, text: str = "Rien.") -> list[tuple[IssueCode, str]]:
    document = read_document(text.encode(), source="minutes.md")
    return [(issue.code, issue.message) for issue in check(Reading(document, segment(document)), minutes).issues]


def minutes(**facts: object) -> Minutes:
    meeting = Meeting(date=DAY, quorum=facts.pop("quorum", None))  # type: ignore[arg-type]
    return Minutes(meeting=meeting, **facts)  # type: ignore[arg-type]


def test_minutes_without_a_date() -> None:
    assert [code for code, _ in issues(Minutes())] == [IssueCode.MEETING_DATE_UNKNOWN]
    assert issues(minutes()) == []


@pytest.mark.parametrize(
    ("vote", "expected"),
    [
        (Vote(in_favour=2, against=1), ["Decision 1: 3 voices counted, 2 people present or represented."]),
        (Vote(in_favour=1, against=1), []),
        (
            Vote(in_favour=1, against=1, unanimous=True),
            ["Decision 1: said to be unanimous, yet 1 against of 2 voices."],
        ),
        (Vote(unanimous=True), []),
    ],
)
def test_votes(vote: Vote, expected: list[str]) -> None:
    found = issues(minutes(attendance=PRESENT, decisions=(Decision(text="x", vote=vote),)))
    assert found == [(IssueCode.VOTE_TOTAL_MISMATCH, message) for message in expected]


def test_shares_are_no_voters() -> None:
    decision = Decision(text="x", vote=Vote(in_favour=5120, against=412))
    facts = minutes(attendance=PRESENT, decisions=(decision,))
    assert issues(facts, "Présents : 5 532 tantièmes.") == []
    assert len(issues(facts, "Présents : trois parts de gâteau.")) == 1


def test_many_votes_beyond_the_list_are_one_doubt() -> None:
    decision = Decision(text="x", vote=Vote(in_favour=28, against=1))
    assert issues(minutes(attendance=PRESENT, decisions=(decision,) * 4)) == [
        (
            IssueCode.VOTE_TOTAL_MISMATCH,
            "4 decisions count up to 29 voices, 2 people present or represented are listed.",
        )
    ]


def test_votes_without_attendance_are_not_judged() -> None:
    assert issues(minutes(decisions=(Decision(text="x", vote=Vote(in_favour=40)),))) == []


def test_a_proxy_adds_a_voice() -> None:
    absent = Attendance(name="Luc Petit", status=AttendanceStatus.EXCUSED, proxy="Anne Roy")
    decision = Decision(text="x", vote=Vote(in_favour=3))
    assert issues(minutes(attendance=(*PRESENT, absent), decisions=(decision,))) == []


@pytest.mark.parametrize(
    ("quorum", "count"),
    [
        (Quorum(members_in_office=11, present=12), 1),
        (Quorum(members_in_office=11, present=9), 0),
        (Quorum(members_in_office=11, required=12), 1),
        (Quorum(required=6, present=4, reached=True), 1),
        (Quorum(required=6, present=4, represented=2, reached=True), 0),
        (Quorum(required=6, present=7, reached=False), 1),
        (Quorum(reached=True), 0),
    ],
)
def test_quorum(quorum: Quorum, count: int) -> None:
    assert [code for code, _ in issues(minutes(quorum=quorum))] == [IssueCode.QUORUM_INCONSISTENT] * count


@pytest.mark.parametrize(("holder", "count"), [("Roy", 0), ("Mme Zoé Morel", 1), ("Lange Paul", 0)])
def test_proxies(holder: str, count: int) -> None:
    absent = Attendance(name="Luc Petit", status=AttendanceStatus.REPRESENTED, proxy=holder)
    found = issues(minutes(attendance=(*PRESENT, absent)))
    assert [code for code, _ in found] == [IssueCode.PROXY_HOLDER_ABSENT] * count
    assert all(holder not in message for _, message in found)


@pytest.mark.parametrize(
    ("title", "count"), [("Vote du budget", 1), ("Informations diverses", 0), ("Vote du tarif", 0)]
)
def test_agenda_items_without_outcome(title: str, count: int) -> None:
    text = "## Vote du budget\n\nPaul parle longuement.\n\n## Informations diverses\n\nRien.\n"
    found = issues(minutes(agenda=(AgendaItem(title=title),)), text)
    assert [code for code, _ in found] == [IssueCode.AGENDA_ITEM_WITHOUT_OUTCOME] * count
