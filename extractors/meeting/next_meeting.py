"""Next meeting: the date that the minutes announce for it.

Takes:   "La prochaine réunion aura lieu le 12 juin à 18 h." · heading "Prochaine séance" above "Mardi 4 juillet, 20 h"
Refuses: "à préparer pour la prochaine réunion" · a date that lies before the meeting
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.grammar.dates import DateKind, DateMatch, find_dates
from extractors.lexicons import load_lexicon
from extractors.reading import Passage, Reading
from models.folding import fold
from models.outline import SectionRole
from models.records import DateRange, Meeting

_GENERIC = frozenset("reunion reunions seance seances rencontre rdv rendez-vous date dates pleniere point".split())
_OR_RE = re.compile(r"\s*(?:ou|ou bien|/)\s*(?:le\s+|l[ea]\s+)?")
_TAKEN = (DateKind.ABSOLUTE, DateKind.PARTIAL, DateKind.RELATIVE)


def find_next_meeting(reading: Reading, meeting: Meeting) -> Meeting:
    """The meeting with the date announced for the next one of the same body; the last announcement counts."""
    if meeting.date is None:
        return meeting
    best: tuple[int, Passage, DateMatch, str] | None = None
    for passage, rule, fit in _places(reading, meeting):
        match = _later_date(passage, meeting)
        if match and (best is None or fit >= best[0]):
            best = (fit, passage, match, rule)
    if best is None:
        return meeting
    _, passage, match, rule = best
    part, announced = _with_alternative(passage, match, meeting)
    evidence = part.evidence("next_meeting", rule)
    return replace(meeting, next_meeting=announced, evidence=(*meeting.evidence, evidence))


def _with_alternative(passage: Passage, match: DateMatch, meeting: Meeting) -> tuple[Passage, DateRange]:
    """ "le 4 ou le 11 avril": both days, as the interval from the first to the second."""
    for other in find_dates(passage.cased, reference=meeting.date):
        between = passage.folded[match.end : other.start] if other.start >= match.end else ""
        if _OR_RE.fullmatch(between) and _is_later(other, meeting):
            part = passage.part(match.start, other.end)
            return part, replace(match.range, end=other.range.end, text=part.text)
    return passage.part(match.start, match.end), match.range


def _places(reading: Reading, meeting: Meeting) -> Iterator[tuple[Passage, str, int]]:
    """What stands after the words "prochaine réunion", or below such a heading, and how well the words fit the body."""
    entry = load_lexicon("meeting")["next_meeting"]
    for block in reading.blocks:
        section = reading.outline.section_of(block)
        heading = reading.block(section.heading).folded if section and section.heading else ""
        in_section = section is not None and section.role is SectionRole.NEXT_MEETING
        sentences = reading.sentences(block)
        for position, passage in enumerate(sentences):
            cue = entry.search(passage.folded)
            if cue:
                fit = _fit(passage.folded[cue.start : cue.end], meeting)
                yield passage.part(cue.end, len(passage.cased)), "meeting.next.cue", fit
                if position + 1 < len(sentences) and len(passage.cased) < 60:
                    yield sentences[position + 1], "meeting.next.cue", fit
            elif in_section:
                yield passage, "meeting.next.section", _fit(heading, meeting)


def _fit(words: str, meeting: Meeting) -> int:
    """3 if the words name the body that met, 2 for "réunion", "séance" …, 1 for another body."""
    last = words.split()[-1]
    body = fold(meeting.body or "")
    if last in body or "".join(word[0] for word in body.replace("d'", "").split()) == last:
        return 3
    return 2 if last in _GENERIC else 1


def _later_date(passage: Passage, meeting: Meeting) -> DateMatch | None:
    found = find_dates(passage.cased, reference=meeting.date)
    return next((match for match in found if match.kind in _TAKEN and _is_later(match, meeting)), None)


def _is_later(match: DateMatch, meeting: Meeting) -> bool:
    start = match.range.start
    return start is not None and meeting.date is not None and start > (meeting.end_date or meeting.date)
