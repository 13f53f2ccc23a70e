"""Feasts, public holidays, school holidays and the start of the school year: "avant Noël", "la rentrée".

Words and days come from extractors/lexicons/dates.toml; Easter from the `holidays` library, school holidays of all
zones together from `vacances-scolaires-france`, whose data lies in the package.
"""

import datetime as dt
import re
from collections.abc import Callable
from functools import cache

from extractors.grammar.dates import calendar
from extractors.grammar.dates.model import DateKind, Direction, Interval, Piece, When
from extractors.grammar.dates.years import pick_year
from extractors.lexicons import Lexicon, load_lexicon
from models.folding import fold
from models.vocabulary import DatePrecision

_PREFIXES = ("feast_", "easter_", "vacances_", "rentree")
_SCHOOL_NAMES = {
    "vacances_noel": "Vacances de Noël",
    "vacances_toussaint": "Vacances de la Toussaint",
    "vacances_hiver": "Vacances d'hiver",
    "vacances_printemps": "Vacances de printemps",
    "vacances_ete": "Vacances d'été",
}
_SCHOOL_MONTHS = {"vacances_noel": 12, "vacances_toussaint": 10, "vacances_hiver": 2, "vacances_printemps": 4,
                  "vacances_ete": 7}  # fmt: skip
_YEAR_AFTER_RE = re.compile(r"(?:\s(?:de\s)?(?P<year>(?:19|20)\d\d)(?!\d))?")
_LAST_AFTER_RE = re.compile(r"\s(?:derniere?|passee?)(?![a-z])")


@cache
def _entries() -> Lexicon:
    lexicon = load_lexicon("dates")
    return Lexicon("feasts", {k: v for k, v in lexicon.entries.items() if k.startswith(_PREFIXES)})


@cache
def quick_pattern() -> re.Pattern[str]:
    """A cheap pattern without which no feast can stand: the longest word of each form."""
    forms = [form for entry in _entries().entries.values() for form in entry.forms]
    return re.compile("|".join(sorted({re.escape(max(re.findall(r"\w+", fold(form)), key=len)) for form in forms})))


def find_feasts(plain: str, when: When) -> tuple[Piece, ...]:
    """All feasts of a text, the longest words first where two overlap."""
    pieces: list[Piece] = []
    for cue in sorted(_entries().find(plain), key=lambda cue: cue.start - cue.end):
        if any(piece.start < cue.end and cue.start < piece.end for piece in pieces):
            continue
        if plain[cue.start - 1 : cue.start] == "-":  # "Jean-Noël"
            continue
        year = _YEAR_AFTER_RE.match(plain, cue.end)
        interval = _interval(cue.entry, when, int(year["year"]) if year and year["year"] else None, plain[cue.end :])
        if interval:
            pieces.append(Piece(cue.start, year.end() if year else cue.end, interval))
    return tuple(sorted(pieces, key=lambda piece: piece.start))


def _interval(entry: str, when: When, year: int | None, rest: str) -> Interval | None:
    if _LAST_AFTER_RE.match(rest):
        when = when.side(Direction.STRICTLY_BEFORE)
    elif when.direction is Direction.NEAREST:
        when = when.side(Direction.AFTER)
    build = _builder(entry)
    days = build(year) if year else pick_year(when, build)
    if days is None:
        return None
    precision = DatePrecision.DAY if days[0] == days[1] else DatePrecision.RANGE
    return Interval(days[0], days[1], precision, DateKind.PARTIAL, stated=year is not None)


def _builder(entry: str) -> Callable[[int], calendar.Days | None]:
    if entry.startswith("feast_"):
        _, month, number = entry.split("_")
        return lambda year: _one(calendar.day(year, int(month), int(number)))
    if entry.startswith("easter_"):
        shift = int(entry.removeprefix("easter_").replace("m", "-"))
        return lambda year: _one(calendar.easter(year) + dt.timedelta(days=shift))
    if entry == "rentree":
        return _school_start
    return lambda year: _school_holidays(_SCHOOL_NAMES[entry], year, _SCHOOL_MONTHS[entry])


def _one(day: dt.date | None) -> calendar.Days | None:
    return None if day is None else (day, day)


@cache
def _school_days() -> dict[str, tuple[dt.date, ...]]:
    """Holiday name → all its days in any zone, as far as the library's data reach."""
    from vacances_scolaires_france import SchoolHolidayDates

    days: dict[str, list[dt.date]] = {}
    for date, row in SchoolHolidayDates().data.items():
        days.setdefault(str(row["nom_vacances"]), []).append(date)
    return {name: tuple(sorted(dates)) for name, dates in days.items()}


def _school_holidays(name: str, year: int, month: int) -> calendar.Days | None:
    """First to last day, all zones together, of the holidays that hold or surround a month of this year."""
    near = dt.date(year, month, 15)
    days = [day for day in _school_days().get(name, ()) if abs((day - near).days) < 60]
    return (days[0], days[-1]) if days else None


def _school_start(year: int) -> calendar.Days | None:
    """The day after the summer holidays; the first of September where the data do not reach."""
    summer = _school_holidays(_SCHOOL_NAMES["vacances_ete"], year, _SCHOOL_MONTHS["vacances_ete"])
    start = summer[1] + calendar.ONE_DAY if summer else dt.date(year, 9, 1)
    return start, start
