"""Resolve: who is who within one document. Fills in what single rules could not know.

Chair and secretary get the full name of the attendees' list, proxies the listed form of the holder, owners the
article of their surname ("Le Bihan"); a function ("Monsieur le Maire") becomes the one attendee who holds it.
Evidence stays as it was.
Never: chooses between two persons.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.attendance.details import starts_role
from extractors.grammar.name_likeness import Likeness, compare
from extractors.grammar.names import normalise_name
from extractors.reading import Reading
from models.folding import fold
from models.records import Attendance, Meeting, Minutes
from models.vocabulary import AttendanceStatus

VERSION = "1"

_SEVERAL_RE = re.compile(r",|;|/|\bet\b")
_TITLES_RE = re.compile(r"^(?:m\.|mme|monsieur|madame|le|la|l'|\s)+")


def resolve(reading: Reading, minutes: Minutes) -> Minutes:
    """The minutes with names of officers and proxy holders in the form of the attendees' list."""
    attendance = tuple(_with_holder(record, minutes.attendance) for record in minutes.attendance)
    meeting = _with_officers(minutes.meeting, attendance)
    known = [*(record.name for record in attendance), *(person.name for person in minutes.people)]
    actions = tuple(
        replace(action, owners=tuple(_with_article(owner, known) for owner in action.owners))
        for action in minutes.actions
    )
    return replace(minutes, meeting=meeting, attendance=attendance, actions=actions)


def _with_article(owner: str, known: Sequence[str]) -> str:
    """ "Bihan", read in "Le Bihan fera le virement", is Le Bihan where one such person and no Bihan is known."""
    if starts_role(fold(owner)) or not owner[:1].isupper():
        return owner
    words = [name.split(" ") for name in known if name.split(" ")[-1] == owner]
    surnames = {" ".join(name[-2:]) if name[-2:-1] and name[-2] in ("Le", "La") else owner for name in words}
    return surnames.pop() if len(surnames) == 1 else owner


def find_listed(name: str, attendance: Sequence[Attendance]) -> Attendance | None:
    """The one attendee whom a name fits, None if none or several do."""
    scored = [(compare(normalise_name(name), record.name), record) for record in attendance]
    best = max((likeness for likeness, _ in scored), default=Likeness.DIFFERENT)
    fitting = [record for likeness, record in scored if likeness is best]
    return fitting[0] if best >= Likeness.MISSPELT and len(fitting) == 1 else None


def _with_holder(record: Attendance, attendance: Sequence[Attendance]) -> Attendance:
    holder = find_listed(record.proxy, attendance) if record.proxy else None
    if holder is None or holder is record:
        return record
    return replace(record, proxy=holder.name)


def _with_officers(meeting: Meeting, attendance: Sequence[Attendance]) -> Meeting:
    return replace(
        meeting,
        chair=_full_name(meeting.chair, attendance),
        secretary=_full_name(meeting.secretary, attendance),
    )


def _full_name(name: str | None, attendance: Sequence[Attendance]) -> str | None:
    """An officer's name as listed; several names, and names that fit nobody, stay as they are."""
    if name is None or _SEVERAL_RE.search(name):
        return name
    words = _TITLES_RE.sub("", fold(name))
    if starts_role(words):
        holders = [record for record in attendance if record.role and fold(record.role).startswith(words)]
        present = [record for record in holders if record.status is AttendanceStatus.PRESENT]
        return present[0].name if len(present) == 1 else name
    listed = find_listed(name, attendance)
    return listed.name if listed else name
