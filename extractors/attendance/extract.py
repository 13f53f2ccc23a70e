"""Attendance: every named person whose presence or absence the document states.

Signals in order of authority: tables and lists under a label ("Présents :"); sentences that say who was there, who gave
whom a proxy, who came late; officers of the meeting; speakers, where the document has no list at all.
Never: makes an organisation a person, merges two bearers of one first name in one list, or fills in a first name.
"""

from dataclasses import replace

from extractors.attendance.drafts import Draft, add, draft_of, merge, record_of
from extractors.attendance.entries import Entry, read_entries
from extractors.attendance.gathered import GUEST_RULE
from extractors.attendance.legend import Legend, read_legend
from extractors.attendance.lists import RollCall, read_lists
from extractors.attendance.movements import apply_movements
from extractors.attendance.offices import with_listed_officers
from extractors.attendance.prose import read_prose
from extractors.attendance.proxies import apply_proxies
from extractors.attendance.rosters import read_rosters
from extractors.attendance.speakers import read_bureau, read_left_off, read_officers, read_speakers
from extractors.attendance.tables import read_rows
from extractors.reading import Passage, Reading
from models.records import Minutes
from models.vocabulary import AttendanceStatus

VERSION = "2"
MIN_STATED = 3
"""So many persons told in sentences stand for a list: speakers are then not asked for."""


def extract_attendance(reading: Reading, minutes: Minutes) -> Minutes:
    """The minutes with their attendees, in document order of their first mention in a list."""
    legend = read_legend(reading)
    rosters = read_rosters(reading, legend)
    listed = merge([*rosters, *(draft for roll in read_lists(reading) for draft in _drafts_of(roll, legend))])
    drafts = add(listed, read_prose(reading, listed))
    drafts = apply_proxies(reading, drafts)
    drafts = add(drafts, read_officers(reading, minutes, drafts))
    drafts = add(drafts, read_bureau(reading, drafts))
    if not any(draft.status in _THERE for draft in listed) and _count_there(drafts) < MIN_STATED:
        drafts = add(drafts, read_speakers(reading), are_distinct=True)
    else:
        drafts = add(drafts, read_left_off(reading))
    drafts = apply_movements(reading, drafts)
    meeting = with_listed_officers(minutes.meeting, drafts)
    return replace(minutes, meeting=meeting, attendance=tuple(record_of(draft) for draft in drafts))


def _count_there(drafts: list[Draft]) -> int:
    return sum(draft.status in _THERE and draft.rule not in (GUEST_RULE, "attendance.officer") for draft in drafts)


_THERE = (AttendanceStatus.PRESENT, AttendanceStatus.INVITED, AttendanceStatus.REPRESENTED)
"""A list of those away only is no list of attendees."""


def _drafts_of(roll: RollCall, legend: Legend) -> list[Draft]:
    """The persons of one list, of its lines and its rows."""
    entries = read_entries(roll.lines, is_proxy_list=roll.status is AttendanceStatus.REPRESENTED)
    drafts = [_draft(entry, roll, roll.status, roll.cue, "attendance.list") for entry in entries]
    for row in read_rows(roll.rows, roll.columns, legend) if roll.rows else ():
        status, cue = (row.status, row.cue) if row.status else (roll.status, roll.cue)
        drafts.append(_draft(row.entry, roll, status, cue, "attendance.table"))
    return drafts


def _draft(entry: Entry, roll: RollCall, status: AttendanceStatus, cue: Passage | None, rule: str) -> Draft:
    group = roll.group or roll.qualifier
    return draft_of(entry, status=status, cue=cue, group=group, number=roll.number, rule=rule)
