"""Actions: who must do what by when.

Finds: text (sentence, bullet or table row), owners as written, due date with its words, status.
Signals in order of authority: action tables; sections and labels of actions; schedules; offers and charges; future of
verbs of work with an agent; see tables.py, lists.py, sentences.py, charges.py,
assigned.py, owners.py, pronouns.py, due.py, status.py.
Never: general recommendations, wishes, announcements of events; an owner that is not named; a due date before the
meeting.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.actions.due import Calendar, Due, calendar_of, due_in, due_of_cell, due_of_match
from extractors.actions.lists import listed_actions
from extractors.actions.owners import Roster, cell_owners, owner_in_task, roster_of
from extractors.actions.sighting import Sighting
from extractors.actions.speakers import attendance_blocks, speaker_of
from extractors.actions.status import find_status, status_of_cells
from extractors.actions.style import calls_by_first_name
from extractors.actions.tables import ActionRow, action_rows
from extractors.actions.telling import see_sentence, told_sentences
from extractors.meeting.further import MeetingDays, meeting_days
from extractors.reading import Passage, Reading
from models.evidence import Evidence
from models.folding import straight
from models.outline import Block, BlockKind, SectionRole
from models.records import ActionItem, Minutes
from models.vocabulary import ActionStatus

VERSION = "3"

THRESHOLD = 0.5
"""A wrong action costs the secretariat more trust than a missed one: doubtful sightings are left out."""
SURE = 0.6
STEP = 0.1
"""A doubtful sighting gains by each of owner and deadline: "sera publié par le SIVU avant mars" is concrete."""
_SILENT = (SectionRole.AGENDA, SectionRole.ATTENDANCE, SectionRole.ANNEX, SectionRole.NEXT_MEETING)


_ARROWS = ("→", "->", "=>", "⇒", "➔", "➜", "►", "▶")
_REFERS_RE = re.compile(r"\b(?:s'en|m'en|l'en|s'y) ")
"""A clause about what its sentence named before: "le dossier part avant mars ; Lise s'en occupe". Folded."""


@dataclass(frozen=True, slots=True)
class _Scene:
    """All that the rules need to know of one document."""

    reading: Reading
    minutes: Minutes
    roster: Roster
    days: MeetingDays
    rolls: frozenset[int]
    """Indexes of blocks that list who was there: no work is told in them."""

    def calendar(self, block: Block) -> Calendar:
        return calendar_of(self.minutes.meeting, self.days.at(block))

    def is_list_of_actions(self, block: Block) -> bool:
        """True in a section of actions, and for an item whose bullet is an arrow."""
        if block.label and block.label.strip().startswith(_ARROWS):
            return True
        section = self.reading.outline.section_of(block)
        return section is not None and section.role is SectionRole.ACTIONS


def extract_actions(reading: Reading, minutes: Minutes) -> Minutes:
    """The minutes with their actions, in document order."""
    scene = _scene(reading, minutes)
    found = [*_from_tables(scene), *_from_lists(scene)]
    taken = {action.evidence[0].spans[0].start for action in found}
    found += [a for a in _from_sentences(scene) if a.evidence[0].spans[0].start not in taken]
    kept = [action for action in found if action.confidence >= THRESHOLD]
    return replace(minutes, actions=tuple(sorted(kept, key=lambda action: action.evidence[0].spans[0].start)))


def _scene(reading: Reading, minutes: Minutes) -> _Scene:
    roster = roster_of(minutes, reading)
    roster = replace(roster, by_first_name=calls_by_first_name(reading, roster))
    days = meeting_days(reading, minutes.meeting.date)
    return _Scene(reading, minutes, roster, days, attendance_blocks(reading, minutes))


def _from_tables(scene: _Scene) -> Iterator[ActionItem]:
    for row in action_rows(scene.reading):
        yield _row_action(scene, row)


def _row_action(scene: _Scene, row: ActionRow) -> ActionItem:
    calendar = scene.calendar(row.block)
    stated = [cell for cell in (row.due, row.status, row.task) if cell]
    due = (due_of_cell(row.due, calendar) if row.due else None) or next(
        (found for cell in stated if (found := due_in(cell, calendar))), None
    )
    status = status_of_cells([cell for cell in (row.status, row.due) if cell])
    owners = cell_owners(row.owner, scene.roster) if row.owner else owner_in_task(row.task)
    return _action(row.whole, Sighting("actions.table", 0.9), owners, due, status)


def _from_lists(scene: _Scene) -> Iterator[ActionItem]:
    for listed in listed_actions(scene.reading, scene.days.first, scene.roster):
        due = due_in(listed.passage, scene.calendar(listed.passage.block))
        if due is None and listed.lead:
            due = due_of_match(*listed.lead)
        owners = tuple(listed.passage.part(*owner) for owner in listed.sighting.owners)
        yield _action(listed.passage, listed.sighting, owners, due, find_status([listed.passage]))


def _from_sentences(scene: _Scene) -> Iterator[ActionItem]:
    for block in scene.reading.blocks:
        if not _may_hold_actions(scene, block):
            continue
        calendar = scene.calendar(block)
        for sentence in told_sentences(scene.reading, block):
            seen = see_sentence(sentence, scene.roster, listed=scene.is_list_of_actions(block))
            for passage, sighting in seen:
                due = due_in(passage, calendar)
                if due is None and len(seen) == 1 and _REFERS_RE.search(passage.folded):
                    due = _deadline_of(sentence, calendar)
                if not _is_short_of(sighting, due, calendar):
                    owners = _owners(scene, passage, sighting)
                    stated = find_status([passage]) if sighting.rule == "actions.label" else (ActionStatus.OPEN, None)
                    yield _action(passage, sighting, owners, due, stated)


def _owners(scene: _Scene, passage: Passage, sighting: Sighting) -> tuple[Passage, ...]:
    named = (*(passage.part(*owner) for owner in sighting.owners), *sighting.antecedents)
    return (*named, *speaker_of(passage, scene.minutes, scene.roster)) if sighting.by_speaker else named


def _deadline_of(sentence: Passage, calendar: Calendar) -> Due | None:
    """A deadline that stands in the same sentence, outside the clause of the charge."""
    due = due_in(sentence, calendar)
    return due if due and due.range.start is None else None


def _is_short_of(sighting: Sighting, due: Due | None, calendar: Calendar) -> bool:
    """True if a sighting is worth nothing without a date that its sentence lacks."""
    if sighting.needs_deadline:
        return due is None or not due.is_deadline or due.range.end in (None, calendar.reference)
    return sighting.needs_date and due is None


def _may_hold_actions(scene: _Scene, block: Block) -> bool:
    if block.kind in (BlockKind.HEADING, BlockKind.ROW) or block.index in scene.rolls:
        return False
    section = scene.reading.outline.section_of(block)
    return section is None or section.role not in _SILENT


def _action(
    passage: Passage,
    sighting: Sighting,
    owners: tuple[Passage, ...],
    due: Due | None,
    stated: tuple[ActionStatus, Passage | None],
) -> ActionItem:
    evidence: list[Evidence] = [passage.evidence("text", sighting.rule)]
    evidence += [owner.evidence("owners", sighting.rule) for owner in owners]
    if due:
        part = due.passage.part(due.start, due.end)
        evidence.append(part.evidence("due", sighting.rule))
    status, words = stated
    if words:
        evidence.append(words.evidence("status", f"actions.status.{status}"))
    concrete = STEP * (bool(owners) + bool(due)) if sighting.confidence < SURE else 0
    return ActionItem(
        text=passage.text,
        owners=tuple(dict.fromkeys(straight(owner.text) for owner in owners)),
        due=due.range if due else None,
        status=status,
        confidence=round(sighting.confidence + concrete, 2),
        evidence=tuple(evidence),
    )
