"""Actions: who must do what by when.

Finds: text (sentence, bullet or table row), owners as written, due date with its words, status.
Signals in order of authority: action tables; sections and labels of actions; schedules; offers and charges; future of
verbs of work with an agent; see tables.py, lists.py, sentences.py, owners.py, status.py.
Never: general recommendations, wishes, announcements of events; an owner that is not named; a due date before the
meeting.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from extractors.actions.lists import listed_actions
from extractors.actions.owners import Roster, roster_of, speaker_after
from extractors.actions.sentences import see_sentence, told_sentences
from extractors.actions.sighting import Sighting
from extractors.actions.status import find_status
from extractors.actions.style import calls_by_first_name
from extractors.actions.tables import ActionRow, action_rows
from extractors.grammar.dates import DateKind, DateMatch, find_dates
from extractors.grammar.subjects import is_agent, split_owners
from extractors.meeting.further import MeetingDays, meeting_days
from extractors.reading import Passage, Reading
from models.evidence import Evidence
from models.outline import Block, BlockKind, SectionRole
from models.records import ActionItem, Minutes
from models.vocabulary import ActionStatus

VERSION = "3"

THRESHOLD = 0.5
"""A wrong action costs the secretariat more trust than a missed one: doubtful sightings are left out."""
_SPEAKER_RE = re.compile(r"\W*(?P<name>[A-ZÀ-Ý][\w'-]+(?:\s[A-ZÀ-Ý][\w'.-]*){0,2})\s*:\s")
SPEAKER_REACH = 3
"""Paragraphs back to the speaker's name."""
SURE = 0.6
STEP = 0.1
"""A doubtful sighting gains by each of owner and deadline: "sera publié par le SIVU avant mars" is concrete."""
_SILENT = (SectionRole.AGENDA, SectionRole.ATTENDANCE, SectionRole.ANNEX, SectionRole.NEXT_MEETING)


@dataclass(frozen=True, slots=True)
class _Due:
    """A deadline and the passage that states it."""

    passage: Passage
    match: DateMatch


def extract_actions(reading: Reading, minutes: Minutes) -> Minutes:
    """The minutes with their actions, in document order."""
    days = meeting_days(reading, minutes.meeting.date)
    roster = roster_of(minutes, reading)
    roster = replace(roster, by_first_name=calls_by_first_name(reading, roster))
    found = [*_from_tables(reading, days), *_from_lists(reading, days, roster)]
    taken = {action.evidence[0].spans[0].start for action in found}
    found += [a for a in _from_sentences(reading, days, roster) if a.evidence[0].spans[0].start not in taken]
    kept = [action for action in found if action.confidence >= THRESHOLD]
    return replace(minutes, actions=tuple(sorted(kept, key=lambda action: action.evidence[0].spans[0].start)))


def _from_tables(reading: Reading, days: MeetingDays) -> Iterator[ActionItem]:
    for row in action_rows(reading):
        yield _row_action(reading, row, days.at(row.block))


def _row_action(reading: Reading, row: ActionRow, reference: date | None) -> ActionItem:
    whole = reading.block(row.block)
    owners = _cell_owners(row.owner)
    due = (_due_in(row.due, reference) if row.due else None) or _due_in(whole, reference)
    status_cells = [cell for cell in (row.status, row.due) if cell]
    return _action(whole, Sighting("actions.table", 0.9), owners, due, find_status(status_cells))


def _cell_owners(cell: Passage | None) -> tuple[Passage, ...]:
    """All names of an owner cell: what stands there is an owner, whatever it is called."""
    if cell is None:
        return ()
    ranges = split_owners(cell.cased, 0, len(cell.cased))
    return tuple(cell.part(start, end) for start, end in ranges) or (cell,)


def _from_lists(reading: Reading, days: MeetingDays, roster: Roster) -> Iterator[ActionItem]:
    for listed in listed_actions(reading, days.first, roster):
        due = _due_in(listed.passage, days.at(listed.passage.block))
        if due is None and listed.lead:
            due = _Due(*listed.lead)
        owners = tuple(listed.passage.part(*owner) for owner in listed.sighting.owners)
        yield _action(listed.passage, listed.sighting, owners, due, find_status([listed.passage]))


def _from_sentences(reading: Reading, days: MeetingDays, roster: Roster) -> Iterator[ActionItem]:
    for block in reading.blocks:
        if not _may_hold_actions(reading, block):
            continue
        reference = days.at(block)
        section = reading.outline.section_of(block)
        listed = section is not None and section.role is SectionRole.ACTIONS
        for sentence in told_sentences(reading, block):
            seen = see_sentence(sentence, roster, listed=listed)
            for passage, sighting in seen:
                due = _due_in(passage, reference)
                if due is None and len(seen) == 1:
                    due = _deadline_of(sentence, reference)
                if _is_short_of(sighting, due, reference):
                    continue
                owners = (
                    *(passage.part(*owner) for owner in sighting.owners),
                    *sighting.antecedents,
                    *_speaker(reading, block, sighting),
                )
                yield _action(passage, sighting, owners, due, (ActionStatus.OPEN, None))


def _deadline_of(sentence: Passage, reference: date | None) -> _Due | None:
    """A deadline that stands in the same sentence, outside the clause of the charge."""
    due = _due_in(sentence, reference)
    return due if due and due.match.kind is DateKind.DEADLINE else None


def _is_short_of(sighting: Sighting, due: _Due | None, reference: date | None) -> bool:
    """True if a sighting is worth nothing without a date that its sentence lacks."""
    if sighting.needs_deadline:
        return due is None or not _is_deadline(due, reference)
    return sighting.needs_date and due is None


def _speaker(reading: Reading, block: Block, sighting: Sighting) -> tuple[Passage, ...]:
    """In dialogue minutes "je …" is owned by the speaker, whose name opens the paragraph or one shortly before."""
    if not sighting.by_speaker:
        return ()
    after = speaker_after(reading.block(block))
    if after:
        whole = reading.block(block)
        return tuple(whole.part(*owner) for owner in after)
    for candidate in reversed(reading.blocks[max(0, block.index - SPEAKER_REACH) : block.index + 1]):
        passage = reading.block(candidate)
        match = _SPEAKER_RE.match(passage.cased)
        if match and is_agent(match["name"]):
            return (passage.part(match.start("name"), match.end("name")),)
    return ()


def _may_hold_actions(reading: Reading, block: Block) -> bool:
    if block.kind in (BlockKind.HEADING, BlockKind.ROW):
        return False
    section = reading.outline.section_of(block)
    return section is None or section.role not in _SILENT


def _due_in(passage: Passage, reference: date | None) -> _Due | None:
    """The deadline stated in a passage: a one-sided one first, else the first day that is not before the meeting."""
    matches = [
        match
        for match in find_dates(passage.cased, reference=reference)
        if match.kind in (DateKind.DEADLINE, DateKind.ABSOLUTE, DateKind.PARTIAL, DateKind.RELATIVE)
        and (reference is None or (match.range.end or match.range.start or reference) >= reference)
        and (match.range.start or match.range.end)
    ]
    deadlines = [match for match in matches if match.kind is DateKind.DEADLINE]
    chosen = (deadlines or matches)[:1]
    return _Due(passage, chosen[0]) if chosen else None


def _is_deadline(due: _Due, reference: date | None) -> bool:
    """ "avant le 3 mai", "pour le 3 mai", "demain"; not "le 3 mai", on which something may merely happen."""
    if due.match.kind in (DateKind.DEADLINE, DateKind.RELATIVE):
        return reference is None or (due.match.range.end or reference) > reference
    return re.search(r"\bpour(?: l[ea]s?)?\s*$", due.passage.folded[: due.match.start]) is not None


def _action(
    passage: Passage,
    sighting: Sighting,
    owners: tuple[Passage, ...],
    due: _Due | None,
    stated: tuple[ActionStatus, Passage | None],
) -> ActionItem:
    evidence: list[Evidence] = [passage.evidence("text", sighting.rule)]
    evidence += [owner.evidence("owners", sighting.rule) for owner in owners]
    if due:
        part = due.passage.part(due.match.start, due.match.end)
        evidence.append(part.evidence("due", sighting.rule))
    status, words = stated
    if words:
        evidence.append(words.evidence("status", f"actions.status.{status}"))
    concrete = STEP * (bool(owners) + bool(due)) if sighting.confidence < SURE else 0
    return ActionItem(
        text=passage.text,
        owners=tuple(dict.fromkeys(owner.text for owner in owners)),
        due=due.match.range if due else None,
        status=status,
        confidence=round(sighting.confidence + concrete, 2),
        evidence=tuple(evidence),
    )
