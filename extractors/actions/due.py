"""When an action is due: a deadline in its words, an occasion that another date tells, the day before something.

Takes:   "avant le 20 mai" · "demain" · "cette semaine" · "pour la prochaine séance" (the next meeting's day) ·
         "avant le prochain copil (11/04)" · "d'ici là" (the day named before) · "huit jours avant", "la veille"
Refuses: "le scrutin du 24 novembre" (names a thing) · "le salon qui se tiendra le 3 juin" (an event's day) · a day
         before the meeting · "pour le prochain CA" in the minutes of a bureau (another body's meeting)
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from extractors.grammar.dates import DateKind, DateMatch, find_dates
from extractors.reading import Passage, Reading
from models.folding import fold
from models.outline import BlockKind
from models.records import DateRange, Meeting
from models.vocabulary import DatePrecision

_WANTED = (DateKind.DEADLINE, DateKind.ABSOLUTE, DateKind.PARTIAL, DateKind.RELATIVE)
# "scrutin du 24 novembre", "salon qui se tiendra le", "réunion prévue le": the day of a thing, not of the work. Folded.
_THINGS_DAY_RE = re.compile(
    r"(?<!partir )(?<!compter )(?<!courant )(?<!fin )(?<!delai )\bdu\s+$"
    r"|\b(?:qui|dont|lequel|laquelle)\b[^,;.]{0,60}(?:aura lieu|se (?:tiendra|deroulera)|est prevue?|a lieu|sera)\b"
    r"[^,;.]{0,30}$"
    r"|\b(?:fixee?|datee?|recue?|signee?)s? (?:le|au|pour le)\s+$|\bdepuis\s+(?:le\s+)?$"
)
# "à la répétition du 27 novembre", "lors de la séance du": the thing's day is that of the work. Folded.
_AT_RE = re.compile(
    r"\b(?:a la|au|a l'|lors (?:de la|du|de l')|avant l[ea]|pour l[ea]|d'ici l[ea]"
    r"|des la|ech\.?:?|echeance:?|delai:?) ?\w+ du\s+$"
)
_OCCASION_RE = re.compile(
    r"\b(?P<how>avant|pour|d'ici(?: a)?|au plus tard (?:a|pour|avant)|a|au|lors d[eu]|des)\s*(?:la |le |l')?\s*"
    r"(?:(?:prochaine?|procahine)\s+(?P<what>[a-z]+(?: d'[a-z]+| de [a-z]+| generale)?)"
    r"|(?P<named>seance|reunion|rencontre)\s+(?:prochaine|suivante|a venir))"
    r"(?P<day>\s*\(\s*(?:le |du )?[\d/. a-z]{3,20}\))?"
)
_ALONE_RE = re.compile(r"\W*(?:prochaine?\s+(?P<what>[a-z]+)|(?P<named>seance|reunion)\s+(?:prochaine|suivante))\b")
_GENERIC = frozenset("seance reunion rencontre fois point session".split())
"""Words for the group's own next meeting, whatever it is called. Folded."""
_CALLED = {"copil": "pilotage", "ca": "administration", "cse": "social", "cotech": "technique", "codir": "direction"}
_UNTIL_THEN_RE = re.compile(r"\bd'ici[- ]la\b(?! \w+e\b)")
_DAYS_BEFORE_RE = re.compile(
    r"\b(?:(?P<eve>la veille(?: au soir)?)"
    r"|(?P<count>une|un|deux|trois|huit|dix|quinze|\d{1,2}) (?P<unit>jours?|semaines?|mois)"
    r" (?:avant|auparavant))(?=\s*(?:[.,;)]|$|de la (?:seance|reunion)|la (?:seance|reunion)))"
)
_COUNTS = {"un": 1, "une": 1, "deux": 2, "trois": 3, "huit": 8, "dix": 10, "quinze": 15}
_UNITS = {"jour": 1, "semaine": 7, "mois": 30}
_WEEKEND_RE = re.compile(r"\bce (?:w\.?-?e\.?|week-?end)(?!\w)")
SATURDAY = 5
REACH = 3
"""Blocks back in which the day stands that "d'ici là" and "la veille" count from."""


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline, the passage that states it, and where in it."""

    passage: Passage
    start: int
    end: int
    range: DateRange
    is_deadline: bool
    """ "avant le 3 mai", "demain", "pour la prochaine séance"; not "le 3 mai", on which something may merely happen."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """What resolves a deadline: the meeting's day, the day of the next one, what the body is called (folded)."""

    reference: date | None
    next_day: date | None = None
    body: str = ""


def calendar_of(meeting: Meeting, reference: date | None) -> Calendar:
    """The calendar of a meeting, for a block that belongs to the meeting of day `reference`."""
    following = meeting.next_meeting.start if meeting.next_meeting else None
    known = following if following and (reference is None or following > reference) else None
    return Calendar(reference, known, fold(f"{meeting.title or ''} {meeting.body or ''}"))


def due_of_cell(cell: Passage, calendar: Calendar) -> Due | None:
    """What a cell of deadlines says: any day, past ones too, or an occasion alone ("prochain copil")."""
    found = due_in(cell, calendar)
    if found:
        return found
    for match in find_dates(cell.cased, reference=calendar.reference):
        if match.kind in _WANTED and (match.range.start or match.range.end):
            return _dated(cell, match)
    alone = _ALONE_RE.match(cell.folded)
    day = _next_day(alone, calendar) if alone else None
    return _made(cell, (0, alone.end()), day, day) if alone and day else None


def due_in(passage: Passage, calendar: Calendar) -> Due | None:
    """The deadline that a passage states: a one-sided one, then an occasion, then the first day after the meeting."""
    dated = [_dated(passage, match) for match in _matches(passage, calendar.reference)]
    deadlines = [due for due in dated if due.range.start is None]
    occasions = list(_occasions(passage, calendar))
    held = [due for due in occasions if not any(_within(due, other) for other in deadlines)]
    chosen = [*deadlines, *held, *dated]
    return chosen[0] if chosen else None


def due_of_match(passage: Passage, match: DateMatch) -> Due:
    """The deadline that a date elsewhere states (a lead line, a cell)."""
    return _dated(passage, match)


def _within(due: Due, other: Due) -> bool:
    return due.start < other.end and other.start < due.end


def _matches(passage: Passage, reference: date | None) -> Iterator[DateMatch]:
    for match in find_dates(passage.cased, reference=reference):
        last = match.range.end or match.range.start
        running = match.kind is DateKind.DEICTIC_PAST and fold(match.range.text).startswith("cette semaine")
        if last is None or (match.kind not in _WANTED and not running):
            continue
        if reference is not None and last < reference:
            continue
        before = passage.folded[: match.start]
        if match.kind is DateKind.DEADLINE or _AT_RE.search(before) or not _THINGS_DAY_RE.search(before):
            yield match


def _dated(passage: Passage, match: DateMatch) -> Due:
    soon = match.kind in (DateKind.DEADLINE, DateKind.RELATIVE, DateKind.DEICTIC_PAST)
    before = re.search(r"\bpour(?: l[ea]s?)?\s*$", passage.folded[: match.start]) is not None
    return Due(passage, match.start, match.end, match.range, soon or before)


def _occasions(passage: Passage, calendar: Calendar) -> Iterator[Due]:
    """Deadlines that only another date tells."""
    for match in _OCCASION_RE.finditer(passage.folded):
        day = _day_in_brackets(passage, match, calendar) or _next_day(match, calendar)
        if day:
            yield _made(passage, match.span(), day if match["how"] in ("a", "au", "lors de", "lors du") else None, day)
    for match in _UNTIL_THEN_RE.finditer(passage.folded):
        day = _day_before(passage, match.start(), calendar)
        if day:
            yield _made(passage, match.span(), None, day)
    for match in _DAYS_BEFORE_RE.finditer(passage.folded):
        if not match["eve"] and not _tells_next_meeting(passage):
            continue
        day = _day_before(passage, match.start(), calendar)
        if day:
            due = day - timedelta(days=_days(match))
            yield _made(passage, match.span(), due if match["eve"] else None, due)
    for match in _WEEKEND_RE.finditer(passage.folded):
        if calendar.reference:
            saturday = calendar.reference + timedelta(days=(SATURDAY - calendar.reference.weekday()) % 7)
            yield _made(passage, match.span(), saturday, saturday + timedelta(days=1))


def _made(passage: Passage, span: tuple[int, int], start: date | None, end: date) -> Due:
    text = passage.part(*span).text
    return Due(passage, *span, DateRange(start=start, end=end, text=text, precision=DatePrecision.DAY), True)


def _next_day(match: re.Match[str], calendar: Calendar) -> date | None:
    """The next meeting's day, where the words mean this group's meeting."""
    what = (match["what"] or match["named"]).split(" ")[0]
    called = _CALLED.get(what, what)
    return calendar.next_day if what in _GENERIC or re.search(rf"\b{called}\b", calendar.body) else None


def _day_in_brackets(passage: Passage, match: re.Match[str], calendar: Calendar) -> date | None:
    if match["day"] is None:
        return None
    found = find_dates(passage.cased[match.start("day") : match.end("day")], reference=calendar.reference)
    return found[0].range.end if found else None


def _tells_next_meeting(passage: Passage) -> bool:
    """ "Prochaine séance le 5 octobre. Les textes sont attendus huit jours avant." """
    return re.search(r"\bprochaine?s? ", passage.reading.block(passage.block).folded) is not None


def _days(match: re.Match[str]) -> int:
    if match["eve"]:
        return 1
    return (
        _COUNTS.get(match["count"], 0) * _UNITS[match["unit"].removesuffix("s") if match["unit"] != "mois" else "mois"]
    )


def _day_before(passage: Passage, end: int, calendar: Calendar) -> date | None:
    """The last day named before a place in the text and not before the meeting; failing that the next meeting's."""
    for text in _texts_before(passage, end):
        days = [match.range.start or match.range.end for match in find_dates(text, reference=calendar.reference)]
        later = [day for day in days if day and (calendar.reference is None or day > calendar.reference)]
        if later:
            return later[-1]
    return calendar.next_day


def _texts_before(passage: Passage, end: int) -> Iterator[str]:
    reading: Reading = passage.reading
    own = reading.block(passage.block)
    yield own.cased[: max(0, passage.start + end - own.start)]
    for index in range(passage.block.index - 1, max(-1, passage.block.index - 1 - REACH), -1):
        if reading.blocks[index].kind is BlockKind.ROW:
            return
        yield reading.block(reading.blocks[index]).cased
