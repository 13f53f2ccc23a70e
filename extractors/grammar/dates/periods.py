"""Spans of the calendar: months and their parts, quarters, seasons, numbered weeks, years and their parts."""

import datetime as dt
import re

from extractors.grammar.dates import calendar
from extractors.grammar.dates.atoms import (
    CLEAR_ABBREVIATION_SRC,
    FULL_MONTH_SRC,
    FULL_WEEKDAY_SRC,
    GAP_SRC,
    MONTH_SRC,
    OPT_SRC,
    ORDINAL_SRC,
    PART_SRC,
    YEAR_SRC,
    century,
    month_of,
    part_of,
    rank_of,
    weekday_of,
    year_of,
)
from extractors.grammar.dates.days import SIDE_SRC
from extractors.grammar.dates.model import DateKind, Direction, Interval, Piece, When
from extractors.grammar.dates.years import dated
from extractors.grammar.numbers import parse_number
from models.vocabulary import DatePrecision

_OF_SRC = rf"(?:{GAP_SRC}(?:de{GAP_SRC}(?:l'an(?:nee)?{GAP_SRC})?)?|\s?[-/,]\s?)"
_NAMED_MONTH_SRC = (
    rf"(?:{FULL_MONTH_SRC}|{CLEAR_ABBREVIATION_SRC}|{MONTH_SRC}(?={OPT_SRC}(?:'\d\d|(?:19|20)\d\d)(?!\d)))"
)
# Takes: "fin juillet", "mi-mai", "courant octobre", "en fin du mois de mars 2018", "mois de mai",
#        "dec 2018", "juin dernier", "sept. '18". Refuses: "sept élus", "mar", "jan" alone;
#        "M. Avril", "Mars SA" (refusals.py).
MONTH_PERIOD_SRC = (
    rf"(?:(?P<part>{PART_SRC})(?:{GAP_SRC}|{OPT_SRC}-{OPT_SRC})(?:(?:de|du){GAP_SRC}|d')?)?(?:mois{GAP_SRC}(?:de{GAP_SRC}|d'))?"
    rf"(?P<month>{_NAMED_MONTH_SRC})(?:(?:{_OF_SRC}|{OPT_SRC})(?P<year>{YEAR_SRC})|{GAP_SRC}(?P<short>'\d\d)(?!\d))?{SIDE_SRC}"
)
# Takes: "11/2017", "03/2021". Refuses: "12/11/2017" (a day), "4/2017-3".
MONTH_FIGURES_SRC = r"(?<![\d_][:.,/-])(?<!\d)(?P<month>1[0-2]|0[1-9])/(?P<year>(?:19|20)\d\d)(?![\w/%€]|[.,-]\d)"
# Takes: "premier mardi de juin", "1ère semaine d'octobre 2021", "dernier week-end de septembre", "2e quinzaine de mai",
#        "dernier jour d'octobre", "première moitié de mars".
NTH_SRC = (
    rf"(?:la\s|le\s)?(?P<rank>{ORDINAL_SRC}){GAP_SRC}(?P<unit>{FULL_WEEKDAY_SRC}|semaine|quinzaine|moitie|week-?\s?end|jour){GAP_SRC}"
    rf"(?:de{GAP_SRC}|d'|du{GAP_SRC}mois{GAP_SRC}(?:de{GAP_SRC}|d'))(?P<month>{FULL_MONTH_SRC}|{MONTH_SRC})(?:{OPT_SRC}(?P<year>{YEAR_SRC}))?{SIDE_SRC}"
)
# Takes: "les deux premiers dimanches de décembre", "les 3 derniers jeudis d'avril 2026".
# Refuses: "les deux premiers dimanches du mois" (a habit), "les deux premiers de la liste".
NTHS_SRC = (
    rf"(?:les\s|ces\s)?(?P<count>deux|trois|quatre|[2-4]){GAP_SRC}(?P<rank>premier|dernier)s{GAP_SRC}(?P<unit>(?:lun|mar|mercre|jeu|vendre|same)dis|dimanches)"
    rf"{GAP_SRC}(?:de{GAP_SRC}|d'|du{GAP_SRC}mois{GAP_SRC}(?:de{GAP_SRC}|d'))(?P<month>{FULL_MONTH_SRC})(?:{OPT_SRC}(?P<year>{YEAR_SRC}))?{SIDE_SRC}"
)
# Takes: "2e trimestre 2021", "premier semestre", "dernier trimestre de l'année 2020", "second semestre 2023".
QUARTER_SRC = (
    rf"(?P<rank>{ORDINAL_SRC}){GAP_SRC}(?P<unit>trimestre|semestre|quadrimestre|(?:trim|sem)\.?(?=\s?(?:19|20)\d\d))"
    rf"(?:{_OF_SRC}(?P<year>{YEAR_SRC}))?{SIDE_SRC}"
)
# Takes: "T3 2021", "S1-2024", "au T2", "T4 '21". Refuses: "T3" alone (a flat), "S12" (a week), "ST1 2020".
SHORT_QUARTER_SRC = (
    r"(?P<unit>[ts])(?P<rank>[1-4])(?!\d)"
    r"(?:\s?[-/]?\s?(?P<year>(?:19|20)\d\d)(?!\d)|\s?'(?P<short>\d\d)(?!\d)|(?<=au\s..)|(?<=en\s..))"
)
# Takes: "printemps 2019", "cet été", "à l'automne", "l'hiver prochain", "au printemps", "après l'été".
# Refuses: "a été", "horaires d'été" (no article), "vacances d'hiver" (feasts.py).
SEASON_SRC = (
    rf"(?:(?P<this>cet{GAP_SRC}|cette{GAP_SRC}|ce{GAP_SRC})|(?P<article>l'|au{GAP_SRC}|le{GAP_SRC}|du{GAP_SRC}|en{GAP_SRC}|des{GAP_SRC})|(?P<bare>))"
    rf"(?:saison{GAP_SRC})?(?P<season>printemps|ete|automne|hiver)(?![a-z'-])(?:{OPT_SRC}(?P<year>(?:19|20)\d\d)(?!\d)(?:[-/](?:\d\d){{1,2}}(?!\d))?)?{SIDE_SRC}"
)
# Takes: "semaine 37", "sem. 12 de 2018", "semaine n° 5", "S37". Refuses: "S3 2021" (a quarter), "semaines de 35 h".
WEEK_NUMBER_SRC = (
    rf"(?:semaines?|sem\.?){GAP_SRC}(?:n°?\s?)?(?P<week>[0-5]?\d)(?!\d|\s?(?:h|heures?|jours?|%)\b)"
    r"(?:\s?(?:et|a|au|-|/)\s?(?:la\ssemaine\s)?(?P<until>[0-5]?\d)(?!\d|[/.]|\s?h))?"
    rf"(?:{GAP_SRC}(?:de{GAP_SRC})?(?P<year>(?:19|20)\d\d)(?!\d))?"
)
SHORT_WEEK_SRC = (
    r"s\s?(?P<week>0[1-9]|[1-4]\d|5[0-3])(?:\s?(?:a|au|et|-|/)\s?s\s?(?P<until>0[1-9]|[1-4]\d|5[0-3]))?(?![\w-])"
    r"(?:\s(?:de\s)?(?P<year>(?:19|20)\d\d)(?!\d))?"
)
# Takes: "fin 2017", "mi-2017", "au début de l'année 2021", "courant 2018". "fin d'année" and the like: relative.py.
YEAR_PART_SRC = (
    rf"(?P<part>{PART_SRC})(?:{GAP_SRC}|{OPT_SRC}-{OPT_SRC})(?:(?:de{GAP_SRC})?(?:l'|d')?(?:annee|an|exercice){GAP_SRC})?"
    rf"(?:de{GAP_SRC})?(?P<year>(?:19|20)\d\d)(?!\d|[/.,-]\d)"
)
# Takes: "2018-2020", "2023/2024", "entre 2014 et 2020". Refuses: "2018-02-23", "2017-14".
YEARS_SRC = (
    r"(?<![\d_°][:.,/-])(?<!\d)(?:entre\s(?P<low>(?:19|20)\d\d)\set\s(?P<high>(?:19|20)\d\d)"
    r"|(?P<first>(?:19|20)\d\d)(?:\s?[-/]\s?|\sa\s)(?P<last>(?:19|20)\d\d))(?![\w%€]|[/.,-]\d)"
)
# Takes: "en 2018", "2018". Refuses: "2017-14", "20185", "n° 2018" and "2018 euros" (refusals.py).
YEAR_ALONE_SRC = (
    r"(?<![\w°][:.,/-])(?<!\d)(?:(?P<decade>annees\s(?=\d{3}0(?!\s(?:et|a|ou)\b|[,-])))|l'an(?:nee)?\s)?"
    r"(?P<year>(?:19|20)\d\d)(?![\w%€°]|\s?[/-]\s?\d|[.,]\d)"
)


def _pieces(match: re.Match[str], interval: Interval | None) -> tuple[Piece, ...]:
    return (Piece(*match.span(), interval),) if interval else ()


def side_of(match: re.Match[str], when: When) -> When:
    """ "prochain" and "dernier" after the words decide the side."""
    if match["next"]:
        return when.side(Direction.STRICTLY_AFTER)
    return when.side(Direction.STRICTLY_BEFORE) if match["last"] else when


def _year(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    written = groups.get("year") or groups.get("short")
    return year_of(written) if written else None


def read_month(match: re.Match[str], when: When) -> tuple[Piece, ...]:
    month, part = month_of(match["month"]), part_of(match["part"]) if match["part"] else ""
    precision = DatePrecision.PART_OF_MONTH if part not in ("", "courant") else DatePrecision.MONTH

    def build(year: int) -> calendar.Days:
        return calendar.part_of_month(year, month, part) if part else calendar.month(year, month)

    return _pieces(match, dated(side_of(match, when), _year(match), build, precision, month=month))


def read_month_figures(match: re.Match[str], when: When) -> tuple[Piece, ...]:
    first, last = calendar.month(int(match["year"]), int(match["month"]))
    return _pieces(match, Interval(first, last, DatePrecision.MONTH, DateKind.PARTIAL, stated=True))


def read_nth(match: re.Match[str], when: When) -> tuple[Piece, ...]:
    month, rank, unit = month_of(match["month"]), rank_of(match["rank"]), match["unit"]
    if rank is None:
        return ()

    def build(year: int) -> calendar.Days | None:
        return nth_days(year, month, rank, unit)

    is_day = unit == "jour" or unit.endswith(("di", "manche"))
    precision = DatePrecision.DAY if is_day else DatePrecision.WEEK if unit == "semaine" else DatePrecision.RANGE
    kind = DateKind.ABSOLUTE if is_day else DateKind.PARTIAL
    return _pieces(match, dated(side_of(match, when), _year(match), build, precision, kind, month=month))


def read_nths(match: re.Match[str], when: When) -> tuple[Piece, ...]:
    """ "les deux premiers dimanches de décembre": from the first of them to the last."""
    month, weekday, count = month_of(match["month"]), weekday_of(match["unit"]), parse_number(match["count"]) or 2
    weeks = dt.timedelta(weeks=count - 1)

    def build(year: int) -> calendar.Days | None:
        found = calendar.weekday_of_month(year, month, weekday, 1 if match["rank"] == "premier" else -1)
        if found is None:
            return None
        return (found, found + weeks) if match["rank"] == "premier" else (found - weeks, found)

    return _pieces(match, dated(side_of(match, when), _year(match), build, DatePrecision.RANGE, month=month))


def nth_days(year: int, month: int, rank: int, unit: str) -> calendar.Days | None:
    """The rank-th weekday, week, fortnight, week-end or day of a month; None where it has none."""
    first, last = calendar.month(year, month)
    if unit == "jour":
        found = last if rank < 0 else calendar.day(year, month, rank)
    elif unit in ("semaine", "quinzaine", "moitie"):
        return _block_days(first, last, rank, 7 if unit == "semaine" else 15)
    elif unit.startswith("week"):
        saturday = calendar.weekday_of_month(year, month, 5, rank)
        return (saturday, saturday + calendar.ONE_DAY) if saturday else None
    else:
        found = calendar.weekday_of_month(year, month, weekday_of(unit), rank)
    return (found, found) if found else None


def _block_days(first: dt.date, last: dt.date, rank: int, length: int) -> calendar.Days | None:
    """The rank-th seven (1–7, 8–14, …) or fifteen (1–15, 16–end) days of a month; the last ones for rank -1."""
    if length == 15:
        half = first.replace(day=16)
        return (first, first.replace(day=15)) if rank == 1 else (half, last)
    if rank < 0:
        return last.replace(day=last.day - 6), last
    start = 7 * rank - 6
    return (first.replace(day=start), first.replace(day=min(7 * rank, last.day))) if start <= last.day else None


def read_quarter(match: re.Match[str], when: When) -> tuple[Piece, ...]:
    rank = rank_of(match["rank"])
    length = {"t": 3, "q": 4, "s": 6}[match["unit"][0]]
    rank = 12 // length if rank == -1 else rank
    if rank is None or rank > 12 // length:
        return ()
    return _quarter(match, side_of(match, when), rank, length, _year(match))


def read_short_quarter(match: re.Match[str], when: When) -> tuple[Piece, ...]:
    rank, length = int(match["rank"]), 3 if match["unit"] == "t" else 6
    if rank > 12 // length:
        return ()
    year = century(int(match["short"])) if match["short"] else _year(match)
    return _quarter(match, when, rank, length, year)


def _quarter(match: re.Match[str], when: When, rank: int, length: int, year: int | None) -> tuple[Piece, ...]:
    """A quarter; without a year that of the reference, unless "prochain" or "dernier" say otherwise."""
    strict = when.direction in (Direction.STRICTLY_AFTER, Direction.STRICTLY_BEFORE) or when.anchor is not None
    if year is None and when.reference is not None and not strict:
        first, last = calendar.months(when.reference.year, rank * length - length + 1, rank * length)
        interval: Interval | None = Interval(first, last, DatePrecision.QUARTER, DateKind.PARTIAL)
    else:
        interval = dated(
            when, year, lambda y: calendar.months(y, rank * length - length + 1, rank * length), DatePrecision.QUARTER
        )
    return _pieces(match, interval)


def read_season(match: re.Match[str], when: When) -> tuple[Piece, ...]:
    name, year = match["season"], _year(match)
    if year is None and not (match["this"] or match["article"] or match["next"] or match["last"]):
        return ()
    if when.direction is Direction.NEAREST and not match["this"]:
        when = when.side(Direction.AFTER)
    if name == "hiver" and year is not None and not re.search(r"\d[-/]\d", match.group()):
        year -= 1 if when.direction is Direction.BEFORE else 0
    return _pieces(
        match, dated(side_of(match, when), year, lambda y: calendar.season(y, name), DatePrecision.SEASON)
    )  # fmt: skip


def read_week_number(match: re.Match[str], when: When) -> tuple[Piece, ...]:
    number = int(match["week"])
    if when.direction is Direction.NEAREST and when.anchor is None:
        when = when.side(Direction.AFTER)  # numbers of weeks are the language of plans
    until = int(match.groupdict().get("until") or number)
    return _pieces(
        match, dated(when, _year(match), lambda year: calendar.iso_weeks(year, number, until), DatePrecision.WEEK)
    )  # fmt: skip


def read_year_part(match: re.Match[str], when: When) -> tuple[Piece, ...]:
    part = part_of(match["part"])
    first, last = calendar.part_of_year(int(match["year"]), part)
    precision = DatePrecision.YEAR if part == "courant" else DatePrecision.PART_OF_YEAR
    return _pieces(match, Interval(first, last, precision, DateKind.PARTIAL, stated=True))


def read_years(match: re.Match[str], when: When) -> tuple[Piece, ...]:
    first, last = int(match["first"] or match["low"]), int(match["last"] or match["high"])
    if last <= first:
        return ()
    span = dt.date(first, 1, 1), dt.date(last, 12, 31)
    return _pieces(match, Interval(*span, DatePrecision.YEAR, DateKind.YEAR, stated=True))


def read_year_alone(match: re.Match[str], when: When) -> tuple[Piece, ...]:
    year = int(match["year"])
    first, last = calendar.months(year, 1, 12)
    if match["decade"]:  # "les années 2010"
        last = calendar.months(year + 9, 1, 12)[1]
    return _pieces(match, Interval(first, last, DatePrecision.YEAR, DateKind.YEAR, stated=True))
