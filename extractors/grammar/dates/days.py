"""Days of a month, alone, in lists and ranges: "lundi 5 mars", "les 4, 11 et 18 juin", "du 3 au 5/04/2018".

Days of a list that touch are one interval, others are pieces of their own.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.grammar.dates import calendar
from extractors.grammar.dates.atoms import (
    DAY_SRC,
    FULL_WEEKDAY_SRC,
    GAP_SRC,
    MONTH_SRC,
    OPT_SRC,
    SHORT_YEAR_SRC,
    WEEKDAY_SRC,
    YEAR_SRC,
    YEAR_WORDS_SRC,
    day_of,
    month_of,
    weekday_of,
    year_of,
)
from extractors.grammar.dates.model import DateKind, Direction, Interval, Piece, When
from extractors.grammar.dates.years import pick_year
from models.vocabulary import DatePrecision

# "dernier" but not "dernier délai".
SIDE_SRC = (
    r"(?:\s{1,3}(?:(?P<next>prochaine?|suivante?|a\svenir|qui\svient)|(?P<last>derniere?|passee?|ecoulee?))(?![a-z])"
    r"(?!\s(?:delai|jour|carat)))?"
)
_RANGE_WORDS = ("au", "a", "jusqu'au", "-", ">")
_SEPARATOR_SRC = (
    rf"(?:{OPT_SRC}[,/&>-]{OPT_SRC}(?:(?:et|ou){GAP_SRC})?|{GAP_SRC}(?:et|ou|au|a|jusqu'au|puis){GAP_SRC})"
    rf"(?:(?:du|des|les?|au){GAP_SRC})?"
)
_ONE_DAY_SRC = rf"(?:{WEEKDAY_SRC}(?:,?{GAP_SRC}|(?=\d))(?:le{GAP_SRC})?)?{DAY_SRC}"
_ITEMS_SRC = rf"{_ONE_DAY_SRC}(?:{_SEPARATOR_SRC}{_ONE_DAY_SRC}){{0,12}}"

# Takes: "lundi 5 mars 2018", "1er février", "les 11,12 et 13 décembre 2018", "16-17 juin", "le 5 ou 6 mai", "le12 mai",
#        "11décembre", "23-février-2023", "vingt-trois février", "samedi 13 au dimanche 15 juillet", "5 mars '18".
# Refuses: "3,5 mars…" after a figure ("12.5 mars"), "35 mars"; names and streets are refused elsewhere (refusals.py).
DAYS_SRC = (
    rf"(?<!\d[:.,/-])(?<!n°)(?<!n°\s)(?:(?:les?|du|au)(?=\d))?(?P<items>{_ITEMS_SRC})(?:\s?[/-]\s?|{OPT_SRC}(?:du{GAP_SRC}mois{GAP_SRC}d(?:e\s|')|de\s)?)"
    rf"(?P<month>{MONTH_SRC})(?:(?:,?{OPT_SRC}|\s?[/-]\s?|{GAP_SRC}de{GAP_SRC}(?:l'an(?:nee)?{GAP_SRC})?)(?P<year>{YEAR_SRC})|{GAP_SRC}(?P<short>{SHORT_YEAR_SRC}))?{SIDE_SRC}"
)
# Takes: "23/02/2018", "23.02.18", "23-02-2018", "jeudi 30/04/2024", "les 12 et 13/04/2021", "14/09" (see refusals.py).
# Refuses: "2.3.4", "01.02.03.04.05", "12/2121", "10.11.2018.4", "45/02/2018".
_FIGURE_DAY_SRC = r"(?:3[01]|[12]\d|0?[1-9]|1er(?=/))"
_SINGLE_FIGURE_SRC = rf"(?:{WEEKDAY_SRC},?{GAP_SRC}(?:le{GAP_SRC})?)?{_FIGURE_DAY_SRC}"
FIGURES_SRC = (
    rf"(?<![\d_][:.,/])(?:(?<![\d_]-)|(?=\d\d?/\d))(?<!\d)(?:(?:les?|du|au)(?=\d))?(?P<items>{_SINGLE_FIGURE_SRC}(?:(?:\s?,\s|(?<=\d\d),(?=\d\d)|\s?-\s?|{GAP_SRC}(?:et|ou|au){GAP_SRC}(?:le{GAP_SRC})?)"
    rf"{_SINGLE_FIGURE_SRC}){{0,6}})"
    r"(?P<sep>\s?/\s?|\.|-|\s(?=\d\d\s(?:(?:19|20)\d\d|\d\d(?!\s?\d))))(?P<figures>1[0-2]|0?[1-9])(?!\d)"
    r"(?:(?P=sep)(?P<year>(?:19|20)\d\d|\d\d)(?!\d)|(?<=/\d)|(?<=/\d\d)|(?<=\.\d\d))(?![\w/%€°]|[.,]\d|-\d(?!\d?/))"
    + SIDE_SRC
)
# Takes: "2018-02-23", "2018/3/29", "2018.02.23". Refuses: "2018-02-235", "12018-02-23", "2025-03-12-4".
ISO_SRC = (
    r"(?<![\d_][:.,/-])(?P<year>(?:19|20)\d\d)(?P<sep>[/.-])(?P<figures>1[0-2]|0?[1-9])(?P=sep)(?P<items>3[01]|[12]\d|0?[1-9])"
    r"(?![\d/_]|[.,-]\d)"
)
# Takes: "L'an deux mille vingt-quatre, le onze mars", "L'an 2021 et le 5 mars", "L'an deux mil vingt le lundi 3 mai".
ACT_SRC = (
    rf"l'an{GAP_SRC}(?P<year>{YEAR_WORDS_SRC}|(?:19|20)\d\d)(?:{OPT_SRC},?{OPT_SRC}(?:et{GAP_SRC})?)(?:le{GAP_SRC})?"
    rf"(?P<items>{_ONE_DAY_SRC}){OPT_SRC}(?:du{GAP_SRC}mois{GAP_SRC}d(?:e\s|'))?(?P<month>{MONTH_SRC})"
)
# Takes: "le 5 du mois prochain", "le 12 courant", "le 3 du mois dernier".
DAY_OF_MONTH_SRC = (
    rf"(?:le{GAP_SRC})(?P<items>{DAY_SRC}){GAP_SRC}(?:du{GAP_SRC}mois{GAP_SRC}(?P<which>prochain|suivant|dernier|precedent|en\scours|courant)"
    r"|(?P<courant>courant))(?![a-z])"
)
_ITEM_RE = re.compile(
    rf"(?P<separator>{_SEPARATOR_SRC})?(?:(?P<weekday>{WEEKDAY_SRC})(?:,?{GAP_SRC}|(?=\d))(?:le{GAP_SRC})?)?(?P<day>{DAY_SRC})"
)
# Takes: "mercredi 13", "jeudi 15": a weekday and a day number alone. Refuses: "lundi 18 h", "lundi 5 personnes".
WEEKDAY_NUMBER_SRC = (
    rf"(?P<weekday>{FULL_WEEKDAY_SRC}){GAP_SRC}(?P<day>(?:3[01]|[12]\d|[1-9])(?:\s?er)?)(?!\d|\s?(?:h|heures?|:|/|%|€)|\.\d)"
    r"(?=\s?(?:[.,;:!?)]|$|a\s|de\s\d|au\s|et\s|est\s|sera\s|etait\s|avec\s|chez\s|en\s|dans\s|matin|soir|apres-midi|pour\s))"
)
# Takes, after "le", "au", "du": "22" before a mark, the end or an hour ("avant le 22.", "reportée au 28 à 14 h").
# Refuses: "le 22 rue …", "le 2e", "le 15 %", "le 4.2"; what leads to the number is looked at in refusals.py.
DAY_NUMBER_SRC = (
    r"(?:(?<=\sle\s)|(?<=[\s']au\s)|(?<=\sdu\s))(?P<day>(?:3[01]|[12]\d|[1-9])(?!\d)(?:\s?er(?![a-z]))?)"
    r"(?=\s?(?:[.,](?!\d)|[;:!?)]|$|-\s)|\s(?:inclus|svp|dernier\sdelai|a\s\d{1,2}\s?h|au\s(?:matin|soir)|pour\sles\s))"
)


@dataclass(frozen=True, slots=True)
class _Item:
    """One day of a list: its position in the text, its weekday if printed, the word before it."""

    start: int
    end: int
    day: int
    weekday: int | None
    separator: str


def read_days(match: re.Match[str], when: When) -> tuple[Piece, ...]:
    """The pieces of a day list with its month; a piece without value where the day does not exist."""
    groups = match.groupdict()
    month = int(groups["figures"]) if groups.get("figures") else month_of(match["month"])
    written = groups.get("year") or groups.get("short")
    year = year_of(written) if written else None
    items = tuple(_items(match))
    side = _side(groups, when)
    known = year or _year_of_list(items, month, side)
    if known is None:
        return _undated(match, items, month)
    return tuple(_pieces(match, items, month, known, stated=year is not None))


def _undated(match: re.Match[str], items: tuple[_Item, ...], month: int) -> tuple[Piece, ...]:
    """Without a reference nothing, but "31 février" is impossible in every year."""
    if all(calendar.day(2024, month, item.day) for item in items):
        return ()
    nothing = Interval(None, None, DatePrecision.DAY, DateKind.ABSOLUTE, stated=True, impossible=True)
    return (Piece(match.start(), match.end(), nothing),)


def _side(groups: dict[str, str], when: When) -> When:
    if groups.get("next"):
        return when.side(Direction.STRICTLY_AFTER)
    return when.side(Direction.STRICTLY_BEFORE) if groups.get("last") else when


def _items(match: re.Match[str]) -> Iterator[_Item]:
    for found in _ITEM_RE.finditer(match.string, *match.span("items")):
        number = day_of(found["day"])
        if number is not None:
            weekday = weekday_of(found["weekday"]) if found["weekday"] else None
            start = found.start("weekday") if found["weekday"] else found.start("day")
            words = (found["separator"] or "").split()
            yield _Item(start, found.end(), number, weekday, words[0] if words else "")


def _year_of_list(items: tuple[_Item, ...], month: int, when: When) -> int | None:
    """The year in which the list's first day exists, if possible on its weekday."""

    def build(year: int) -> calendar.Days | None:
        first = calendar.day(year, month, items[0].day)
        fits = first is not None and items[0].weekday in (None, first.weekday())
        return (first, first) if first is not None and fits else None

    def any_weekday(year: int) -> calendar.Days | None:
        first = calendar.day(year, month, items[0].day)
        return (first, first) if first else None

    days = pick_year(when, build, month) if items[0].weekday is not None else None
    likely = pick_year(when, any_weekday, month)
    base = when.anchor or when.reference
    if days and likely and base and abs((days[0] - base).days) > _WEEKDAY_REACH:
        days = None
    chosen = days or likely
    return chosen[0].year if chosen else None


_WEEKDAY_REACH = 550
"""Days within which a weekday may choose the year; further off it is rather a misprint."""


def _pieces(match: re.Match[str], items: tuple[_Item, ...], month: int, year: int, *, stated: bool) -> Iterator[Piece]:
    runs = _runs(items)
    for index, run in enumerate(runs):
        start = match.start() if index == 0 and len(runs) == 1 else run[0].start
        end = match.end() if index == len(runs) - 1 else run[-1].end
        yield Piece(start, end, _run_interval(run, month, year, stated=stated))


def _runs(items: tuple[_Item, ...]) -> list[list[_Item]]:
    """Items grouped into runs that are one interval: ranges, and neighbours that touch."""
    runs = [[items[0]]]
    for item in items[1:]:
        touches = item.day == runs[-1][-1].day + 1
        if touches or (item.separator.startswith(_RANGE_WORDS) and len(runs[-1]) == 1):
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _run_interval(run: list[_Item], month: int, year: int, *, stated: bool) -> Interval:
    first, last = _first_day(run, month, year), calendar.day(year, month, run[-1].day)
    precision = DatePrecision.DAY if len(run) == 1 else DatePrecision.RANGE
    if first is None or last is None:
        return Interval(None, None, precision, DateKind.ABSOLUTE, stated=True, impossible=True)
    mismatch = any(
        item.weekday not in (None, date.weekday()) for item, date in ((run[0], first), (run[-1], last))
    )  # fmt: skip
    return Interval(first, last, precision, DateKind.ABSOLUTE, stated=stated, weekday_mismatch=mismatch)


def _first_day(run: list[_Item], month: int, year: int) -> dt.date | None:
    """The first day; "du 28 au 3 avril" begins in March."""
    if run[0].day <= run[-1].day:
        return calendar.day(year, month, run[0].day)
    return calendar.day(year - (month == 1), (month - 2) % 12 + 1, run[0].day)


def read_day_of_month(match: re.Match[str], when: When) -> tuple[Piece, ...]:
    """ "le 5 du mois prochain", from the reference."""
    number = day_of(match["items"])
    if when.reference is None or number is None:
        return ()
    shift = {"prochain": 1, "suivant": 1, "dernier": -1, "precedent": -1}.get(match["which"] or "courant", 0)
    month = calendar.add_months(when.reference.replace(day=1), shift)
    found = calendar.day(month.year, month.month, number)
    if found is None:
        return ()
    return (Piece(*match.span(), Interval(found, found, DatePrecision.DAY, DateKind.RELATIVE)),)


def read_weekday_number(match: re.Match[str], when: When) -> tuple[Piece, ...]:
    """ "mercredi 13": the nearest such day in the sentence's direction, within a year, or on the other side at once."""
    number = day_of(match["day"])
    if when.reference is None or number is None:
        return ()
    weekday = weekday_of(match["weekday"])
    sign = -1 if when.direction in (Direction.BEFORE, Direction.STRICTLY_BEFORE) else 1
    reference = when.reference

    def nearest(side: int, reach: int) -> dt.date | None:
        near = (reference + dt.timedelta(days=side * step) for step in range(reach))
        return next((day for day in near if day.day == number and day.weekday() == weekday), None)

    found = nearest(sign, _NEAR_DAYS) or nearest(-sign, _NEAR_DAYS) or nearest(sign, 366)
    if found is None:
        return ()
    return (Piece(*match.span(), Interval(found, found, DatePrecision.DAY, DateKind.ABSOLUTE)),)


_NEAR_DAYS = 45
"""Days around the reference in which a weekday and a day number are looked for first, whatever the tense."""


# "la séance du ", not "à partir du ", "à compter du "
_OF_DAY_RE = re.compile(r"(?<!partir )(?<!compter )du $")


def read_day_number(match: re.Match[str], when: When) -> tuple[Piece, ...]:
    """ "avant le 22": the next 22nd, or the last one where the sentence tells of the past."""
    number = day_of(match["day"])
    if when.reference is None or number is None:
        return ()
    steps = [*range(62)]
    if when.direction in (Direction.BEFORE, Direction.STRICTLY_BEFORE):
        steps = [-step for step in steps]
    elif when.direction is Direction.NEAREST and _OF_DAY_RE.search(match.string[: match.start()][-16:]):
        steps = sorted(range(-31, 32), key=abs)  # "la séance du 3": whichever is nearer
    near = (when.reference + dt.timedelta(days=step) for step in steps)
    found = next((day for day in near if day.day == number), None)
    if found is None:
        return ()
    return (Piece(*match.span(), Interval(found, found, DatePrecision.DAY, DateKind.ABSOLUTE)),)
