"""Dates: every expression that names a day, a span of days, a month, a season or a deadline.

Finds: one record per expression, over headings, paragraphs, items and table cells, resolved against the meeting's date.
Signals in order of authority: what the words state; the weekday; the year that the document states for the same month;
the sentence's tense; nearness to the meeting.
"Avant la prochaine séance" ends on the day that the minutes announce for it.
Never: lists lone years, school years, clock times, durations, weekday habits, or what is said from today backwards
("hier", "ce jour", "cette semaine", "le mois dernier"); takes the numbers of items ("2024-11-01", "18/02") for days.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from extractors.grammar.dates import DateKind, DateMatch, find_dates
from extractors.meeting.further import meeting_days
from extractors.reading import Passage, Reading
from models.document import LineRole
from models.issues import Issue, IssueCode, Severity
from models.outline import Block, BlockKind
from models.records import DateMention, DateRange, Minutes
from models.vocabulary import DatePrecision

VERSION = "3"

_LEFT_OUT = frozenset({DateKind.YEAR, DateKind.DEICTIC_PAST})
_HEAD_BLOCKS = 25
"""Where a document dates itself: letterhead, title, list of attendees."""
_CONFIDENCE = {DateKind.ABSOLUTE: 0.9, DateKind.PARTIAL: 0.85, DateKind.DEADLINE: 0.8, DateKind.RELATIVE: 0.75}
_STATED_CONFIDENCE = 0.97
# "5 mars 2018", "05/03/18", "deux mille dix-huit": the words alone say the year.
_STATED_RE = re.compile(r"(?:1[4-9]|20)\d\d|\d[/.-]\d\d?[/.-]\d|\bmil(?:le)?\b", re.IGNORECASE)


_WHEN_RE = re.compile(r"\b(?:a|au|cet|cette|d'ici|des|avant|apres|pour|courant|debut|fin|pendant|durant|jusqu'a)\s*$")
# "les vacances de printemps", said of no deadline: their days depend on the zone.
_HOLIDAYS_RE = re.compile(r"(?:vacances|conges|fetes)\b")
# "les bons de Noël", "12 au 15 mai (Ascension)": no day of its own.
_FEAST_RE = re.compile(r"noel|paques|pentecote|ascension|toussaint|rameaux|fete nationale|rentree")
_OF_FEAST_RE = re.compile(r"(?:\bde\s|\()$")
# "rentrée", "rentrée 2025": the month, as nobody means its first day alone.
_RENTREE_RE = re.compile(r"rentree\b")
# Takes "d'ici la prochaine séance", "avant le prochain COPIL"; not "lors de la prochaine réunion", "… COPIL (11/04)"
_NEXT_MEETING_RE = re.compile(
    r"\b(?:d'ici(?:\sa)?|avant|au\splus\stard\s(?:a|lors\sde))\s(?:la|le|notre|au)\sprochaine?\s"
    r"(?:seance|reunion|rencontre|assemblee|pleniere|plenier|conseil|comite|bureau|collectif|copil|cotech|codir|ca|ag)\b(?!\s\()"
)
_NUMBERING = 3
"""Items from which on figures at their start, counting up, are numbers and no days."""
_ITEM_NUMBER_RE = re.compile(r"(?P<stem>(?:20)?\d\d(?:[-/]\d\d)?)[-/](?P<count>\d\d)")


@dataclass(frozen=True, slots=True)
class _Mention:
    """A match and the passage in which it stands."""

    passage: Passage
    match: DateMatch

    @property
    def words(self) -> Passage:
        return self.passage.part(self.match.start, self.match.end)

    @property
    def is_stated(self) -> bool:
        return bool(_STATED_RE.search(self.match.range.text))


def extract_dates(reading: Reading, minutes: Minutes) -> Minutes:
    """The minutes with their dates, and an issue for each day that does not exist or not on the weekday printed."""
    reference = minutes.meeting.date or latest_head_date(reading)
    found = [*_without_numbers(_mentions(reading, reference)), *_by_next_meeting(reading, minutes)]
    mentions = sorted(_without_overlaps(found), key=lambda mention: mention.words.spans[0])
    wanted = [m for m in mentions if m.match.kind not in _LEFT_OUT and not m.match.impossible and not _is_vague(m)]
    return replace(
        minutes,
        dates=tuple(_record(mention) for mention in wanted),
        issues=(*minutes.issues, *(issue for mention in mentions if (issue := _issue(mention)))),
    )


def _without_numbers(mentions: Iterable[_Mention]) -> list[_Mention]:
    """The mentions without the numbers of items: one stem, counting up, each at the start of its block or cell."""
    found = list(mentions)
    stems: dict[str, list[int]] = {}
    for mention in found:
        if number := _item_number(mention):
            stems.setdefault(number["stem"], []).append(int(number["count"]))
    numbering = {stem for stem, counts in stems.items() if len(counts) >= _NUMBERING and _counts_up(counts)}
    return [m for m in found if not ((number := _item_number(m)) and number["stem"] in numbering)]


def _counts_up(counts: list[int]) -> bool:
    return all(before < after for before, after in pairwise(counts))


def _item_number(mention: _Mention) -> re.Match[str] | None:
    at_start = not mention.passage.cased[: mention.match.start].strip(" -*#|")
    return _ITEM_NUMBER_RE.fullmatch(mention.match.range.text) if at_start else None


def _by_next_meeting(reading: Reading, minutes: Minutes) -> Iterator[_Mention]:
    """ "d'ici la prochaine séance", where the minutes say when that is."""
    day = minutes.meeting.next_meeting.start if minutes.meeting.next_meeting else None
    if day is None:
        return
    for passage in _passages(reading):
        for found in _NEXT_MEETING_RE.finditer(passage.folded):
            words = passage.cased[found.start() : found.end()]
            due = DateRange(start=None, end=day, text=words, precision=DatePrecision.DAY)
            yield _Mention(passage, DateMatch(found.start(), found.end(), due, DateKind.DEADLINE))


def _without_overlaps(mentions: Sequence[_Mention]) -> list[_Mention]:
    """The mentions in order, without those that a longer one holds ("avant le prochain COPIL (11/04)")."""
    ranges = [(m.words.spans[0].start, m.words.spans[-1].end) for m in mentions]
    kept: list[_Mention] = []
    furthest = (-1, -1)  # of all that begin before, the one that ends last; of several the longest
    for index in sorted(range(len(mentions)), key=lambda i: (ranges[i][0], -ranges[i][1])):
        start, end = ranges[index]
        if end > furthest[1]:
            furthest = (start, end)
        elif furthest[1] - furthest[0] > end - start:
            continue
        kept.append(mentions[index])
    return kept


def _is_vague(mention: _Mention) -> bool:
    """A season of no year; school holidays that are no deadline; a feast that only names a thing or explains a day."""
    if mention.match.kind is DateKind.DEADLINE:
        return False
    words, before = mention.words.folded, mention.passage.folded[: mention.match.start]
    is_feast = _FEAST_RE.fullmatch(words) is not None and _OF_FEAST_RE.search(before) is not None
    return _is_any_season(mention) or _HOLIDAYS_RE.match(words) is not None or is_feast


def _is_any_season(mention: _Mention) -> bool:
    """ "surtout l'été", "la nouvelle de l'hiver": a season of no year in particular, unless a word says when."""
    if mention.match.range.precision is not DatePrecision.SEASON or mention.is_stated:
        return False
    bare = mention.match.range.text.lower().startswith(("l'", "l’", "été", "hiver", "automne", "printemps"))
    return bare and not _WHEN_RE.search(mention.passage.folded[: mention.match.start])


def latest_head_date(reading: Reading) -> dt.date | None:
    """The latest full date, year stated, in the document's first blocks; None if it states none."""
    blocks = islice((p for p in _passages(reading) if p.block.index < _HEAD_BLOCKS), 4 * _HEAD_BLOCKS)
    found = (_Mention(passage, match) for passage in blocks for match in find_dates(passage.cased, None))
    days = [m.match.range.start for m in found if m.is_stated and m.match.range.precision is DatePrecision.DAY]
    return max((day for day in days if day is not None), default=None)


def _passages(reading: Reading) -> Iterator[Passage]:
    """Blocks without their labels; table rows cell by cell; then each running header once."""
    yield from _block_passages(reading)
    yield from _running_passages(reading)


def _running_passages(reading: Reading) -> Iterator[Passage]:
    """The lines of running headers, each wording once (a title on every page is no block), and a mail's date."""
    seen: set[str] = set()
    for line in reading.document.lines:
        if line.role not in (LineRole.HEADER, LineRole.ENVELOPE):
            continue
        passage = reading.block(Block(len(reading.blocks), BlockKind.PARAGRAPH, (line,)))
        wording = re.sub(r"\d+$|\W", "", passage.folded)
        if wording and wording not in seen:
            seen.add(wording)
            yield passage


def _block_passages(reading: Reading) -> Iterator[Passage]:
    for block in reading.blocks:
        cells = reading.row_cells(block) if block.kind is BlockKind.ROW else ()
        yield from (passage for passage in cells or (reading.block(block),) if passage.cased.strip())


def _mentions(reading: Reading, reference: dt.date | None) -> Iterator[_Mention]:
    """All matches; those without a year read again once the years that the document states are known."""
    days = meeting_days(reading, reference)
    first = [(passage, find_dates(passage.cased, days.at(passage.block))) for passage in _passages(reading)]
    years = _stated_years([_Mention(passage, match) for passage, matches in first for match in matches], reference)
    for passage, matches in first:
        again = find_dates(passage.cased, days.at(passage.block), years=years) if matches and years else matches
        yield from (_Mention(passage, match) for match in again)


def _stated_years(mentions: list[_Mention], reference: dt.date | None) -> Mapping[int, int]:
    """Month → the one year, within a year of the reference, that the document states for it."""
    years: dict[int, set[int]] = {}
    for mention in mentions:
        start, end = mention.match.range.start, mention.match.range.end
        if reference is None or start is None or end is None or (end - start).days > 31 or not mention.is_stated:
            continue
        if abs(start.year - reference.year) <= 1:
            years.setdefault(start.month, set()).add(start.year)
    return {month: min(stated) for month, stated in years.items() if len(stated) == 1}


def _record(mention: _Mention) -> DateMention:
    match, words = mention.match, mention.words
    start, end, precision = match.range.start, match.range.end, match.range.precision
    if start and start == end and _RENTREE_RE.match(words.folded):
        start, end, precision = start.replace(month=9, day=1), start.replace(month=9, day=30), DatePrecision.MONTH
    return DateMention(
        text=words.text,
        start=start,
        end=end,
        precision=precision,
        confidence=_STATED_CONFIDENCE if mention.is_stated else _CONFIDENCE[match.kind],
        evidence=(words.evidence("text", f"dates.{match.kind}"),),
    )


def _issue(mention: _Mention) -> Issue | None:
    """The doubt that a match raises, None without one."""
    if mention.match.impossible:
        code, message = IssueCode.DATE_IMPOSSIBLE, "The calendar has no such day; it was left out of the dates."
    elif mention.match.weekday_mismatch:
        code, message = IssueCode.WEEKDAY_MISMATCH, "The day printed does not fall on the weekday printed."
    else:
        return None
    evidence = mention.words.evidence("text", f"dates.{mention.match.kind}")
    return Issue(code=code, severity=Severity.WARNING, message=message, field="dates", evidence=(evidence,))
