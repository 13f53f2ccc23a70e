"""Turn one extraction into rows: plain values by column name, for every projected table."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from models.evidence import Evidence
from models.folding import fold
from models.records import (
    ActionItem,
    AgendaItem,
    Attendance,
    DateMention,
    DateRange,
    Decision,
    Extraction,
    Meeting,
    Person,
    Record,
)
from models.vocabulary import Kind, RecordKind
from store.replay import Correction

Row = dict[str, Any]
"""Values by column name, `document_sha256` and `changed_at` left to store/projection.py."""
Rows = dict[str, list[Row]]
"""Rows by table name."""

PROJECTED: tuple[str, ...] = (
    "meetings",
    "attendance",
    "agenda_items",
    "decisions",
    "votes",
    "named_votes",
    "actions",
    "action_owners",
    "dates",
    "people",
    "mentions",
    "evidence",
    "issues",
    "orphans",
)
"""Every table that is made from extractions and corrections alone, parents before children."""


def rows_of(extraction: Extraction, orphans: Sequence[Correction]) -> Rows:
    """All rows of one document, in document order."""
    rows: Rows = {table: [] for table in PROJECTED}
    if extraction.kind is Kind.MINUTES:  # a report tells of no meeting of its own
        rows["meetings"].append({**_common(0, extraction.meeting), **_meeting(extraction.meeting)})
    for position, attendance in enumerate(extraction.attendance):
        rows["attendance"].append({**_common(position, attendance), **_attendance(attendance)})
    for position, item in enumerate(extraction.agenda):
        rows["agenda_items"].append({**_common(position, item), **_agenda_item(item)})
    for position, decision in enumerate(extraction.decisions):
        rows["decisions"].append({**_common(position, decision), **_decision(decision)})
        _add_vote(rows, decision)
    for position, action in enumerate(extraction.actions):
        rows["actions"].append({**_common(position, action), **_action(action)})
        rows["action_owners"] += [{"action_id": action.id, **row} for row in _names(action.owners)]
    for position, date in enumerate(extraction.dates):
        rows["dates"].append({**_common(position, date), **_date(date)})
    for position, person in enumerate(extraction.people):
        rows["people"].append({**_common(position, person), **_person(person)})
        rows["mentions"] += _mentions(person)
    _add_evidence(rows, extraction)
    _add_doubts(rows, extraction, orphans)
    return rows


def name_key(name: str) -> str:
    """A name for comparison: lower case, no accents, one space between words."""
    return " ".join(fold(name).split())


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _page_of(evidence: Iterable[Evidence]) -> int | None:
    return next((item.page_no for item in evidence if item.page_no is not None), None)


def _common(position: int, record: Record) -> Row:
    return {
        "id": record.id,
        "position": position,
        "page_no": _page_of(record.evidence),
        "confidence": record.confidence,
        "review": record.review.value,
    }


def _range(prefix: str, dates: DateRange | None) -> Row:
    return {
        f"{prefix}_text": dates.text if dates else None,
        f"{prefix}_start": dates.start if dates else None,
        f"{prefix}_end": dates.end if dates else None,
    }


def _meeting(meeting: Meeting) -> Row:
    quorum = meeting.quorum
    return {
        "title": meeting.title,
        "body": meeting.body,
        "date": meeting.date,
        "end_date": meeting.end_date,
        "start_time": meeting.start_time,
        "end_time": meeting.end_time,
        "location": meeting.location,
        "chair": meeting.chair,
        "secretary": meeting.secretary,
        **_range("next_meeting", meeting.next_meeting),
        "members_in_office": quorum.members_in_office if quorum else None,
        "quorum_required": quorum.required if quorum else None,
        "quorum_present": quorum.present if quorum else None,
        "quorum_represented": quorum.represented if quorum else None,
        "quorum_reached": quorum.reached if quorum else None,
    }


def _attendance(attendance: Attendance) -> Row:
    return {
        "name": attendance.name,
        "name_key": name_key(attendance.name),
        "status": attendance.status.value,
        "role": attendance.role,
        "organisation": attendance.organisation,
        "proxy": attendance.proxy,
        "arrived_at": attendance.arrived_at,
        "left_at": attendance.left_at,
    }


def _agenda_item(item: AgendaItem) -> Row:
    return {"number": item.number, "title": item.title, "level": item.level}


def _decision(decision: Decision) -> Row:
    return {"text": decision.text, "number": decision.number, "agenda_item_id": decision.agenda_item}


def _add_vote(rows: Rows, decision: Decision) -> None:
    vote = decision.vote
    if vote is None:
        return
    proof = [item for item in decision.evidence if item.field == "vote"] or decision.evidence
    rows["votes"].append(
        {
            "decision_id": decision.id,
            "in_favour": vote.in_favour,
            "against": vote.against,
            "abstentions": vote.abstentions,
            "not_taking_part": vote.not_taking_part,
            "unanimous": vote.unanimous,
            "outcome": vote.outcome.value if vote.outcome else None,
            "by_name": _json([{"name": voter.name, "choice": voter.choice} for voter in vote.by_name]),
            "page_no": _page_of(proof),
            "review": decision.review.value,
        }
    )
    rows["named_votes"] += [
        {"decision_id": decision.id, "choice": voter.choice, **row}
        for voter, row in zip(vote.by_name, _names(voter.name for voter in vote.by_name), strict=True)
    ]


def _names(names: Iterable[str]) -> list[Row]:
    return [{"position": position, "name": name, "name_key": name_key(name)} for position, name in enumerate(names)]


def _action(action: ActionItem) -> Row:
    return {
        "text": action.text,
        "owners": _json(action.owners),
        **_range("due", action.due),
        "due_precision": action.due.precision.value if action.due else None,
        "status": action.status.value,
        "agenda_item_id": action.agenda_item,
    }


def _date(date: DateMention) -> Row:
    return {
        "text": date.text,
        "start_date": date.start,
        "end_date": date.end,
        "precision": date.precision.value,
    }


def _person(person: Person) -> Row:
    return {"name": person.name, "name_key": name_key(person.name), "mentions": _json(person.mentions)}


def _mentions(person: Person) -> list[Row]:
    return [
        {"person_id": person.id, "position": position, "text": text, "text_key": name_key(text)}
        for position, text in enumerate(person.mentions)
    ]


def _records(extraction: Extraction) -> list[tuple[RecordKind, Record]]:
    return [
        (RecordKind.MEETING, extraction.meeting),
        *((RecordKind.ATTENDANCE, record) for record in extraction.attendance),
        *((RecordKind.AGENDA_ITEM, record) for record in extraction.agenda),
        *((RecordKind.DECISION, record) for record in extraction.decisions),
        *((RecordKind.ACTION, record) for record in extraction.actions),
        *((RecordKind.DATE, record) for record in extraction.dates),
        *((RecordKind.PERSON, record) for record in extraction.people),
    ]


def _add_evidence(rows: Rows, extraction: Extraction) -> None:
    for kind, record in _records(extraction):
        for position, item in enumerate(record.evidence):
            rows["evidence"].append(
                {
                    "record_id": record.id,
                    "position": position,
                    "kind": kind.value,
                    "field": item.field,
                    "rule": item.rule,
                    "quote": item.quote,
                    "spans": _json([[span.start, span.end] for span in item.spans]),
                    "boxes": _json([[b.page_no, b.box.x0, b.box.top, b.box.x1, b.box.bottom] for b in item.boxes]),
                    "page_no": item.page_no,
                    "review": record.review.value,
                }
            )


def _add_doubts(rows: Rows, extraction: Extraction, orphans: Sequence[Correction]) -> None:
    for position, issue in enumerate(extraction.issues):
        rows["issues"].append(
            {
                "position": position,
                "code": issue.code.value,
                "severity": issue.severity.value,
                "field": issue.field,
                "record_id": issue.record_id,
                "message": issue.message,
                "quote": issue.evidence[0].quote if issue.evidence else None,
                "page_no": _page_of(issue.evidence),
            }
        )
    rows["orphans"] += [
        {"correction_number": orphan.number, "record_id": orphan.record_id, "kind": orphan.kind.value}
        for orphan in orphans
    ]
