"""The day of a meeting that a message tells of a little later: "Bureau d'hier soir", "la réunion de jeudi".

Only where the document itself says when it was written: nobody else knows what "hier" was.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from extractors.grammar.dates import DateKind, DateMatch, find_dates
from extractors.reading import Passage

# takes "bureau d'hier", "la réunion de jeudi", "on s'est vus mardi", "au CA de ce lundi" before the day
# refuses "prochain bureau jeudi", "la réunion aura lieu mardi", "j'ai vu le devis hier"
_MET_RE = re.compile(
    r"(?:\b(?:reunion|seance|conseil|assemblee|comite|bureau|ca|ag|copil|codir|point)\b(?:\s[\w']+){0,3}?\s(?:d[eu]s?|d')\s?(?:ce\s)?"
    r"|\b(?:s'est|se sont|sommes|nous sommes)\s(?:\w+\s)?(?:vus?|vues|reunis?|reunies|retrouves)\s(?:\w+\s){0,2})$"
)
_NEXT_RE = re.compile(r"\bprochaine?\b|\baura lieu\b")
_WEEKDAYS = frozenset("lundi mardi mercredi jeudi vendredi samedi dimanche".split())
_SCORE = 3.0
_IN_TITLE = 2.0


def told_days(passages: Sequence[Passage], written: date) -> Iterator[tuple[float, Passage, DateMatch]]:
    """(score, passage, match) of each such day, never after the day of writing; scores as those of stated dates."""
    for position, passage in enumerate(passages):
        for match in find_dates(passage.cased, reference=written):
            before = passage.folded[max(0, match.start - 60) : match.start]
            if _MET_RE.search(before) and not _NEXT_RE.search(before):
                told = _in_the_past(match, written)
                if told is not None:
                    yield _SCORE + (_IN_TITLE if position == 0 else 0) - 0.1 * position, passage, told


def _in_the_past(match: DateMatch, written: date) -> DateMatch | None:
    """The match with the day that is meant: a bare weekday is the last one before the day of writing."""
    day = match.range.start
    if day is None or day != match.range.end:
        return None
    if match.kind is DateKind.RELATIVE and match.range.text.lower() in _WEEKDAYS and day > written:
        day -= timedelta(days=7)
        return replace(match, range=replace(match.range, start=day, end=day))
    is_past = match.kind in (DateKind.DEICTIC_PAST, DateKind.RELATIVE) and day <= written
    return match if is_past else None
