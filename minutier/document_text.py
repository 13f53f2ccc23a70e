"""One document as text for the terminal: who was there, what was decided, who does what."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from minutier.output import shorten, table
from models.records import ActionItem, Attendance, DateRange, Decision, Extraction, Meeting, Record, Vote

if TYPE_CHECKING:
    from store.parts import PartRow

_WIDTH = 96


def document_lines(
    extraction: Extraction,
    *,
    superseded_by: str | None = None,
    inside: "Sequence[PartRow]" = (),
    held: "Sequence[PartRow]" = (),
) -> Iterator[str]:
    """The whole document; headings for what it has, nothing for what it has not.

    Args:
        extraction: what was found in it.
        superseded_by: the later version's name, if there is one.
        inside: the files in which it came.
        held: what it holds itself.
    """
    yield f"{extraction.source}  ({extraction.sha256[:12]})"
    kind = extraction.document_type.value.replace("_", " ")
    yield f"{kind}, {extraction.status.value.replace('_', ' ')}"
    if superseded_by is not None:
        yield f"superseded by {superseded_by}: this is an earlier version"
    for row in inside:
        yield f"in: {row.container_source} ({row.container_sha256[:12]}), as {row.held.name}"
    yield from _section("Holds", [_held(row) for row in held])
    yield from _meeting_lines(extraction.meeting)
    yield from _section("Attendance", [_attendance(each) for each in extraction.attendance])
    agenda = [(item.number or "", "  " * (item.level - 1) + item.title) for item in extraction.agenda]
    yield from _section("Agenda", agenda)
    yield from _section("Decisions", [_decision(each) for each in extraction.decisions])
    yield from _section("Actions", [_action(each) for each in extraction.actions])
    yield from _section("Dates", [(each.text, _days(each.start, each.end)) for each in extraction.dates])
    yield from _section(
        "People", [(each.name, ", ".join(_others(each.name, each.mentions))) for each in extraction.people]
    )
    yield from _section("Doubts", [(each.severity.value, each.code.value, each.message) for each in extraction.issues])


def range_text(range_: DateRange | None) -> str:
    """An interval with its words: "2024-05-20 (avant le 20 mai)"."""
    return "" if range_ is None else f"{_days(range_.start, range_.end)} ({range_.text})"


def _held(row: "PartRow") -> tuple[str, ...]:
    """Name, identity and status of a document inside, or why it is none."""
    if row.held.sha256 is None:
        return (row.held.name, "not had" if row.held.is_failure else "left out", row.held.reason or "")
    return (row.held.name, row.held.sha256[:12], (row.status or "not taken yet").replace("_", " "))


def _section(title: str, rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    if rows:
        yield ""
        yield f"{title} ({len(rows)})"
        yield from table(rows)


def _meeting_lines(meeting: Meeting) -> Iterator[str]:
    times = "–".join(filter(None, (meeting.start_time, meeting.end_time)))
    days = _days(meeting.date, meeting.end_date or meeting.date) if meeting.date else ""
    facts = {
        "title": meeting.title,
        "body": meeting.body,
        "date": " ".join(filter(None, (days, times))),
        "location": meeting.location,
        "chair": meeting.chair,
        "secretary": meeting.secretary,
        "quorum": _quorum(meeting),
        "next meeting": range_text(meeting.next_meeting),
    }
    rows = [(name, shorten(value, _WIDTH)) for name, value in facts.items() if value]
    if rows:
        yield ""
        yield "Meeting"
        yield from table(rows)


def _quorum(meeting: Meeting) -> str:
    quorum = meeting.quorum
    if quorum is None:
        return ""
    numbers = {
        "in office": quorum.members_in_office,
        "required": quorum.required,
        "present": quorum.present,
        "represented": quorum.represented,
    }
    told = [f"{number} {name}" for name, number in numbers.items() if number is not None]
    if quorum.reached is not None:
        told.append("reached" if quorum.reached else "not reached")
    return ", ".join(told)


def _attendance(person: Attendance) -> tuple[str, ...]:
    about = [person.role, person.organisation, f"proxy to {person.proxy}" if person.proxy else None]
    return (_mark(person), person.name, person.status.value, shorten(", ".join(filter(None, about)), 60))


def _decision(decision: Decision) -> tuple[str, ...]:
    return (_mark(decision), shorten(decision.text, _WIDTH), _vote(decision.vote) if decision.vote else "")


def _vote(vote: Vote) -> str:
    counts = {
        "for": vote.in_favour,
        "against": vote.against,
        "abstentions": vote.abstentions,
        "not taking part": vote.not_taking_part,
    }
    told = [f"{count} {name}" for name, count in counts.items() if count is not None]
    outcome = vote.outcome.value if vote.outcome else None
    return ", ".join(filter(None, (outcome, "unanimous" if vote.unanimous else None, *told)))


def _action(action: ActionItem) -> tuple[str, ...]:
    owners = shorten(", ".join(action.owners), 30) or "nobody named"
    return (_mark(action), owners, range_text(action.due) or "no date", shorten(action.text, 70))


def _mark(record: Record) -> str:
    """The record's id, with a star where a person stands behind it."""
    return record.id[:8] + {"machine": " ", "verified": "*", "corrected": "*", "rejected": "x"}[record.review.value]


def _days(start: dt.date | None, end: dt.date | None) -> str:
    if start is None or end is None:
        return f"from {start}" if start else f"by {end}" if end else "unknown"
    return start.isoformat() if start == end else f"{start} to {end}"


def _others(name: str, mentions: tuple[str, ...]) -> list[str]:
    return [mention for mention in mentions if mention != name]
