"""Check: arithmetic and plausibility within one document. Finds issues, changes no record.

Finds: votes that count more voices than people, a quorum that cannot be, proxies held by nobody present, agenda items
that call for an outcome and have none, minutes without a date, minutes of several meetings in one document.
Never: names people or quotes the document in a message (the words are in the evidence); never drops a record.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from rapidfuzz.fuzz import token_sort_ratio

from extractors.lexicons import load_lexicon
from extractors.meeting.further import find_further_meetings
from extractors.reading import Reading
from models.evidence import Evidence
from models.folding import fold
from models.issues import Issue, IssueCode, Severity
from models.outline import Section, SectionRole
from models.records import AgendaItem, Attendance, Decision, Minutes, Quorum, Record, Vote
from models.vocabulary import AttendanceStatus

VERSION = "3"

# Takes "7 108 tantièmes", "412/1 000 millièmes", "300 parts sociales"; not "trois parts de gâteau"
_SHARES_RE = re.compile(r"\d\s*(?:tantiemes|milliemes|parts\s+sociales|actions\s+representees)\b")

SAME_TITLE = 80
"""Likeness (0..100) from which a heading of the body is an item of the agenda."""


def check(reading: Reading, minutes: Minutes) -> Minutes:
    """Add the issues of all checks, in the order of `CHECKS`."""
    found = tuple(issue for check_one in CHECKS for issue in check_one(reading, minutes))
    return replace(minutes, issues=(*minutes.issues, *found))


def check_meeting_date(reading: Reading, minutes: Minutes) -> Iterator[Issue]:
    """Without the meeting's date no other date can be resolved."""
    if minutes.meeting.date is None and not _has(minutes, IssueCode.MEETING_DATE_UNKNOWN):
        message = "The date of the meeting was not found; dates without a year stay open."
        yield _issue(IssueCode.MEETING_DATE_UNKNOWN, message, field="meeting.date")


def check_several_meetings(reading: Reading, minutes: Minutes) -> Iterator[Issue]:
    """Minutes of further meetings in the same document: all records stand under the first one's meeting."""
    further = find_further_meetings(reading, minutes.meeting.date)
    if further:
        message = f"The document holds the minutes of {len(further) + 1} meetings; its meeting is the first of them."
        evidence = tuple(meeting.title.evidence("meeting", "meeting.further") for meeting in further)
        yield _issue(IssueCode.SEVERAL_MEETINGS, message, field="meeting", evidence=evidence)


def check_votes(reading: Reading, minutes: Minutes) -> Iterator[Issue]:
    """More voices than people present or represented, or unanimity with voices against."""
    voters = None if _counts_shares(reading) else _voters(minutes)
    counted = [(number, d, _voices(d.vote)) for number, d in enumerate(minutes.decisions, start=1) if d.vote]
    excess = [(number, d, total) for number, d, total in counted if voters is not None and total > voters]
    if len(excess) > max(2, sum(total > 0 for _, _, total in counted) / 2):
        most = max(total for _, _, total in excess)
        message = (
            f"{len(excess)} decisions count up to {most} voices, {voters} people present or represented are listed."
        )
        yield _vote_issue(message, excess[0][1])
        excess = []
    for number, decision, total in excess:
        yield _vote_issue(
            f"Decision {number}: {total} voices counted, {voters} people present or represented.", decision
        )
    for number, decision, total in counted:
        if decision.vote and decision.vote.unanimous and (against := decision.vote.against):
            message = f"Decision {number}: said to be unanimous, yet {against} against of {total} voices."
            yield _vote_issue(message, decision)


def check_quorum(reading: Reading, minutes: Minutes) -> Iterator[Issue]:
    """Numbers of the quorum that contradict each other (CGCT L2121-17: a majority of the members in office)."""
    quorum = minutes.meeting.quorum
    for message in _quorum_contradictions(quorum) if quorum else ():
        evidence = _evidence_of(minutes.meeting, "quorum")
        yield _issue(IssueCode.QUORUM_INCONSISTENT, message, field="meeting.quorum", evidence=evidence)


def check_proxies(reading: Reading, minutes: Minutes) -> Iterator[Issue]:
    """A proxy whose holder is not among the people present."""
    present = [entry for entry in minutes.attendance if entry.status is AttendanceStatus.PRESENT]
    if not present:
        return
    names = [_name_words(entry.name) for entry in present]
    for number, entry in enumerate(minutes.attendance, start=1):
        if entry.proxy and not any(_is_same_person(_name_words(entry.proxy), name) for name in names):
            message = f"Attendance {number}: the holder of the proxy is not among the {len(present)} people present."
            evidence = _evidence_of(entry, "proxy")
            yield _issue(IssueCode.PROXY_HOLDER_ABSENT, message, field="attendance.proxy", evidence=evidence)


def check_agenda(reading: Reading, minutes: Minutes) -> Iterator[Issue]:
    """An item that calls for an outcome, has a section of its own, and no decision there."""
    calls = load_lexicon("decisions")["calls_for_outcome"]
    for number, item in enumerate(minutes.agenda, start=1):
        if not calls.search(fold(item.title.replace("’", "'"))):
            continue
        section = _section_of(reading, item)
        if section is not None and not any(_stands_in(reading, section, d) for d in minutes.decisions):
            message = f"Agenda item {number} calls for an outcome, and no decision was found in its section."
            evidence = _evidence_of(item, "title")
            code = IssueCode.AGENDA_ITEM_WITHOUT_OUTCOME
            yield _issue(code, message, field="agenda", evidence=evidence, severity=Severity.INFO)


CHECKS: tuple[Callable[[Reading, Minutes], Iterator[Issue]], ...] = (
    check_meeting_date,
    check_several_meetings,
    check_votes,
    check_quorum,
    check_proxies,
    check_agenda,
)
"""In the order in which their issues are listed."""


def _issue(
    code: IssueCode,
    message: str,
    *,
    field: str,
    evidence: tuple[Evidence, ...] = (),
    severity: Severity = Severity.WARNING,
) -> Issue:
    return Issue(code=code, severity=severity, message=message, field=field, evidence=evidence)


def _vote_issue(message: str, decision: Decision) -> Issue:
    evidence = _evidence_of(decision, "vote")
    return _issue(IssueCode.VOTE_TOTAL_MISMATCH, message, field="decisions.vote", evidence=evidence)


def _has(minutes: Minutes, code: IssueCode) -> bool:
    return any(issue.code is code for issue in minutes.issues)


def _evidence_of(record: Record, field: str) -> tuple[Evidence, ...]:
    return tuple(evidence for evidence in record.evidence if evidence.field == field)


def _voices(vote: Vote) -> int:
    return sum(count or 0 for count in (vote.in_favour, vote.against, vote.abstentions, vote.not_taking_part))


def _counts_shares(reading: Reading) -> bool:
    """True where voices are shares of an ownership: their number says nothing of how many people voted."""
    return any(_SHARES_RE.search(reading.block(block).folded) for block in reading.blocks)


def _voters(minutes: Minutes) -> int | None:
    """How many people could vote at most: as listed, or as the quorum's numbers say, whichever is more."""
    listed = sum(1 for entry in minutes.attendance if _can_vote(entry))
    quorum = minutes.meeting.quorum
    stated = (quorum.present or 0) + (quorum.represented or 0) if quorum and quorum.present else 0
    return max(listed, stated) or None


def _can_vote(entry: Attendance) -> bool:
    return entry.status in (AttendanceStatus.PRESENT, AttendanceStatus.REPRESENTED) or entry.proxy is not None


def _quorum_contradictions(quorum: Quorum) -> Iterator[str]:
    members, present, required = quorum.members_in_office, quorum.present, quorum.required
    if members is not None and present is not None and present > members:
        yield f"{present} members present, {members} in office."
    if members is not None and required is not None and required > members:
        yield f"A quorum of {required} is required, {members} members are in office."
    if present is None or required is None or quorum.reached is None:
        return
    if quorum.reached and present + (quorum.represented or 0) < required:
        yield f"The quorum is said to be reached with {present} present of {required} required."
    if not quorum.reached and present >= required:
        yield f"The quorum is said not to be reached with {present} present of {required} required."


def _name_words(name: str) -> frozenset[str]:
    return frozenset(fold(name.replace("’", "'")).replace("-", " ").replace(".", " ").split())


def _is_same_person(one: frozenset[str], other: frozenset[str]) -> bool:
    """All words of the shorter name in the longer one: "Roy" is "Anne Roy"."""
    return bool(one and other) and (one <= other or other <= one)


def _section_of(reading: Reading, item: AgendaItem) -> Section | None:
    """The section of the body whose heading is the item's title; None where no heading is."""
    best: tuple[float, Section | None] = (SAME_TITLE, None)
    for section in reading.outline.sections:
        if section.heading is None or section.role is SectionRole.AGENDA or section.last - section.first < 2:
            continue
        likeness = token_sort_ratio(fold(item.title), reading.block(section.heading).folded)
        best = max(best, (likeness, section), key=lambda pair: pair[0])
    return best[1]


def _stands_in(reading: Reading, section: Section, decision: Decision) -> bool:
    blocks = reading.blocks[section.first : section.last]
    start, end = blocks[0].start, blocks[-1].lines[-1].span.end
    return any(start <= e.spans[0].start < end for e in decision.evidence if e.field == "text")
