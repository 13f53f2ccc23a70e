"""The scan: rules in order of authority at each place of the text, then joins, then bounds."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from extractors.grammar.dates import days, feasts, periods, relative
from extractors.grammar.dates.atoms import WEEKDAY_SRC
from extractors.grammar.dates.context import bounded, direction_at
from extractors.grammar.dates.joining import Found, join
from extractors.grammar.dates.model import DateMatch, Piece, Scan, When
from extractors.grammar.dates.plain import scan_of
from extractors.grammar.dates.refusals import is_refused
from models.records import DateRange


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over plain text and the reader of its matches."""

    name: str
    source: str
    read: Callable[[re.Match[str], When], tuple[Piece, ...]]

    @property
    def pattern(self) -> re.Pattern[str]:
        return _compiled(self.source)


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


RULES: tuple[Rule, ...] = (
    Rule("act", days.ACT_SRC, days.read_days),
    Rule("iso", days.ISO_SRC, days.read_days),
    Rule("days", days.DAYS_SRC, days.read_days),
    Rule("figures", days.FIGURES_SRC, days.read_days),
    Rule("month_figures", periods.MONTH_FIGURES_SRC, periods.read_month_figures),
    Rule("nths", periods.NTHS_SRC, periods.read_nths),
    Rule("nth", periods.NTH_SRC, periods.read_nth),
    Rule("quarter", periods.QUARTER_SRC, periods.read_quarter),
    Rule("short_quarter", periods.SHORT_QUARTER_SRC, periods.read_short_quarter),
    Rule("year_part", periods.YEAR_PART_SRC, periods.read_year_part),
    Rule("month", periods.MONTH_PERIOD_SRC, periods.read_month),
    Rule("season", periods.SEASON_SRC, periods.read_season),
    Rule("week_number", periods.WEEK_NUMBER_SRC, periods.read_week_number),
    Rule("short_week", periods.SHORT_WEEK_SRC, periods.read_week_number),
    Rule("day_of_month", days.DAY_OF_MONTH_SRC, days.read_day_of_month),
    Rule("day_word", relative.DAY_WORD_SRC, relative.read_day_word),
    Rule("fortnight", relative.FORTNIGHT_SRC, relative.read_fortnight),
    Rule("later", relative.LATER_SRC, relative.read_later),
    Rule("coming", relative.COMING_SRC, relative.read_coming),
    Rule("nth_of_month", relative.NTH_OF_MONTH_SRC, relative.read_nth_of_month),
    Rule("ago", relative.AGO_SRC, relative.read_ago),
    Rule("day_plus", relative.DAY_PLUS_SRC, relative.read_day_plus),
    Rule("weekday_number", days.WEEKDAY_NUMBER_SRC, days.read_weekday_number),
    Rule("day_number", days.DAY_NUMBER_SRC, days.read_day_number),
    Rule("unit", relative.UNIT_SRC, relative.read_unit),
    Rule("weekday", relative.WEEKDAY_ONLY_SRC, relative.read_weekday),
    Rule("years", periods.YEARS_SRC, periods.read_years),
    Rule("year", periods.YEAR_ALONE_SRC, periods.read_year_alone),
)
"""In order of authority: at one place the first rule that reads something speaks."""

_SCAN_RE = re.compile(
    r"(?<![a-z\d_])(?:"
    + "|".join(f"(?:{re.sub(r'[(][?]P<[a-z_]+>', '(?:', rule.source)})" for rule in RULES if "(?P=" not in rule.source)
    + "|"
    + "|".join(
        (
            r"\d{1,2}(?:er)?\s?(?:[/.,\s-]\s?\d|et\s|ou\s|au\s)",
            r"(?:19|20)\d\d[/.-]\d",
            r"(?:les?|du|au)\d",
            rf"{WEEKDAY_SRC},?\s{{1,3}}(?:le\s)?\d",
        )
    )
    + ")"
)
"""Where any rule may speak: one pass over the text."""
# What every expression holds somewhere; most lines of minutes hold none of it and are done with here.
_HINT_RE = re.compile(
    r"\d[/.-]\d|\d\s\d\d\s|(?:19|20)\d\d|janv|jan\b|jui|fev|mars?\b|avr|mai\b|juin|aout|sept?|oct|nov|dec|di\b|dimanche|"
    r"demain|hier|aujourd|ce\sjour|jours?\b|semaine|week|mois|annee|\bans?\b|trimestre|semestre|quadrimestre|taine|zaine|"
    r"[\s'](?:le|au|du)\s\d\d?(?!\d)|printemps|ete\b|automne|hiver|\b[tsj]\s?[+\d]|\bsem\b|courant|trim\b|(?:24|48|72|96)\s?h"
)


def find_dates(
    text: str, reference: dt.date | None, *, years: Mapping[int, int] | None = None
) -> tuple[DateMatch, ...]:
    """All date expressions of a text, in order, not overlapping.

    Args:
        text: a line or paragraph; raw text (typographic quotes, no-break spaces, tabs) will do.
        reference: the day from which it is said; without one only what is fully stated is given.
        years: month (1..12) → the year that the document states for it elsewhere.
    """
    scan = scan_of(text)
    found = sorted(
        (*_scan(scan, reference, years or {}), *_feasts(scan, reference, years or {})), key=lambda f: f.piece.start
    )
    joined = join(scan, _without_overlaps(found), reference)
    pieces = _without_overlaps([Found(f.rule, bounded(scan, f.rule, f.piece), f.read) for f in joined])
    return tuple(_match(text, f.piece) for f in pieces)


def _scan(scan: Scan, reference: dt.date | None, years: Mapping[int, int]) -> Iterator[Found]:
    position = 0 if _HINT_RE.search(scan.plain) else len(scan.plain)
    while match := _SCAN_RE.search(scan.plain, position):
        found, end = _read_at(scan, match.start(), reference, years)
        yield from found
        position = max(end, match.start() + 1)


def _read_at(
    scan: Scan, start: int, reference: dt.date | None, years: Mapping[int, int]
) -> tuple[tuple[Found, ...], int]:
    """What the first rule that reads something here reads, and where to go on; what is refused is passed over."""
    when: When | None = None
    for rule in RULES:
        match = rule.pattern.match(scan.plain, start)
        if match is None:
            continue
        when = when or _when(scan, match.span(), reference, years)
        pieces = rule.read(match, when)
        if pieces:
            kept = tuple(piece for piece in pieces if not is_refused(scan, rule.name, piece))
            return tuple(Found(rule.name, piece, _reader(rule, match)) for piece in kept), pieces[-1].end
    return (), start


def _when(scan: Scan, span: tuple[int, int], reference: dt.date | None, years: Mapping[int, int]) -> When:
    """What the readers may lean on; without a reference the sentence's tense is of no use."""
    return When(None) if reference is None else When(reference, direction_at(scan, *span), years)


def _reader(rule: Rule, match: re.Match[str]) -> Callable[[When], tuple[Piece, ...]]:
    return lambda when: rule.read(match, when)


def _feasts(scan: Scan, reference: dt.date | None, years: Mapping[int, int]) -> Iterator[Found]:
    first = feasts.quick_pattern().search(scan.plain)
    if first is None:
        return
    when = _when(scan, first.span(), reference, years)
    for piece in feasts.find_feasts(scan.plain, when):
        if not is_refused(scan, "feast", piece):
            yield Found("feast", piece, None)


def _without_overlaps(found: list[Found]) -> list[Found]:
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (f.piece.start, -f.piece.end)):
        if not kept or one.piece.start >= kept[-1].piece.end:
            kept.append(one)
    return kept


def _match(text: str, piece: Piece) -> DateMatch:
    start, end, interval = piece.start, piece.end, piece.interval
    while start < end and text[start] in " \t\n\r\u00a0\u202f":
        start += 1
    words = " ".join(text[start:end].split())
    days_range = DateRange(start=interval.start, end=interval.end, text=words, precision=interval.precision)
    return DateMatch(start, end, days_range, interval.kind, interval.weekday_mismatch, interval.impossible)
