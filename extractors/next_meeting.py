"""Next meeting: the date that the minutes announce for it.

Takes:   "La prochaine réunion aura lieu le 12 juin à 18 h." · heading "Prochaine séance" above "Mardi 4 juillet, 20 h"
Refuses: "à préparer pour la prochaine réunion" · a date that lies before the meeting
"""

from collections.abc import Iterator
from dataclasses import replace

from extractors.grammar.dates import DateKind, DateMatch, find_dates
from extractors.lexicons import load_lexicon
from extractors.reading import Passage, Reading
from models.outline import SectionRole
from models.records import Meeting

_TAKEN = (DateKind.ABSOLUTE, DateKind.PARTIAL, DateKind.RELATIVE)


def find_next_meeting(reading: Reading, meeting: Meeting) -> Meeting:
    """The meeting with the date announced for the next one, the last such announcement of the document."""
    if meeting.date is None:
        return meeting
    for passage, rule in reversed(list(_places(reading))):
        for match in find_dates(passage.cased, reference=meeting.date):
            if match.kind in _TAKEN and _is_later(match, meeting):
                evidence = passage.part(match.start, match.end).evidence("next_meeting", rule)
                return replace(meeting, next_meeting=match.range, evidence=(*meeting.evidence, evidence))
    return meeting


def _places(reading: Reading) -> Iterator[tuple[Passage, str]]:
    """What stands after the words "prochaine réunion", and below such a heading."""
    entry = load_lexicon("meeting")["next_meeting"]
    for block in reading.blocks:
        section = reading.outline.section_of(block)
        in_section = section is not None and section.role is SectionRole.NEXT_MEETING
        sentences = reading.sentences(block)
        for position, passage in enumerate(sentences):
            cue = entry.search(passage.folded)
            if cue:
                yield passage.part(cue.end, len(passage.cased)), "meeting.next.cue"
                if position + 1 < len(sentences) and len(passage.cased) < 60:
                    yield sentences[position + 1], "meeting.next.cue"
            elif in_section:
                yield passage, "meeting.next.section"


def _is_later(match: DateMatch, meeting: Meeting) -> bool:
    start = match.range.start
    return start is not None and meeting.date is not None and start > (meeting.end_date or meeting.date)
