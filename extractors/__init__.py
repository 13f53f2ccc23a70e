"""The rules: one module per kind of fact. `EXTRACTORS` is the table of contents of the project.

The order matters where one fact helps to find another: the meeting's date resolves all other dates, the list of
attendees says which capitals are names.
"""

from collections.abc import Callable
from dataclasses import dataclass

from extractors import actions, agenda, attendance, dates, decisions, kind, meeting, people
from extractors.reading import Reading
from models.records import Minutes


@dataclass(frozen=True, slots=True)
class Extractor:
    """One kind of fact: its name, the version of its rules, and the function that adds it to the minutes."""

    name: str
    version: str
    function: Callable[[Reading, Minutes], Minutes]


EXTRACTORS: tuple[Extractor, ...] = (
    Extractor("meeting", meeting.VERSION, meeting.extract_meeting),
    Extractor("dates", dates.VERSION, dates.extract_dates),
    Extractor("attendance", attendance.VERSION, attendance.extract_attendance),
    Extractor("agenda", agenda.VERSION, agenda.extract_agenda),
    Extractor("decisions", decisions.VERSION, decisions.extract_decisions),
    Extractor("actions", actions.VERSION, actions.extract_actions),
    Extractor("people", people.VERSION, people.extract_people),
)
"""In the order in which they run."""

__all__ = ["EXTRACTORS", "Extractor", "kind"]
