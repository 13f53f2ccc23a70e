"""Intervals of the calendar as the annotation guidelines fix them (début = 1–10, mi = 11–20, fin = 21–end, …).

Every function returns (first day, last day), both inclusive.
"""

import calendar
import datetime as dt
from functools import cache

from models.errors import ConfigError

Days = tuple[dt.date, dt.date]
ONE_DAY = dt.timedelta(days=1)

_SEASONS = {
    "printemps": ((3, 20), (6, 20)),
    "ete": ((6, 21), (9, 22)),
    "automne": ((9, 23), (12, 20)),
    "hiver": ((12, 21), (3, 19)),
}
_PARTS_OF_MONTH = {"debut": (1, 10), "mi": (11, 20), "fin": (21, 31), "courant": (1, 31)}
_PARTS_OF_YEAR = {"debut": (1, 3), "mi": (5, 8), "fin": (10, 12), "courant": (1, 12)}
_PARTS_OF_WEEK = {"debut": (0, 1), "mi": (2, 3), "fin": (3, 6), "courant": (0, 6)}


def day(year: int, month: int, number: int) -> dt.date | None:
    """The day, None where the calendar has none ("31 février")."""
    try:
        return dt.date(year, month, number)
    except ValueError:
        return None


def month(year: int, number: int) -> Days:
    return dt.date(year, number, 1), dt.date(year, number, calendar.monthrange(year, number)[1])


def part_of_month(year: int, number: int, part: str) -> Days:
    """ "debut", "mi", "fin" or "courant" of a month."""
    first, last = month(year, number)
    low, high = _PARTS_OF_MONTH[part]
    return first.replace(day=low), last.replace(day=min(high, last.day))


def months(year: int, first: int, last: int) -> Days:
    return month(year, first)[0], month(year, last)[1]


def part_of_year(year: int, part: str) -> Days:
    """ "debut" January–March, "mi" May–August, "fin" October–December, "courant" the whole year."""
    return months(year, *_PARTS_OF_YEAR[part])


def quarter(year: int, number: int) -> Days:
    return months(year, number * 3 - 2, number * 3)


def season(year: int, name: str) -> Days:
    """The season that begins in this year (winter ends in the next)."""
    (start_month, start_day), (end_month, end_day) = _SEASONS[name]
    end_year = year + 1 if end_month < start_month else year
    return dt.date(year, start_month, start_day), dt.date(end_year, end_month, end_day)


def week(of: dt.date) -> Days:
    """Monday to Sunday of the week that holds the day."""
    monday = of - dt.timedelta(days=of.weekday())
    return monday, monday + dt.timedelta(days=6)


def iso_week(year: int, number: int) -> Days | None:
    """The week of this ISO 8601 number, None where the year has none."""
    try:
        monday = dt.date.fromisocalendar(year, number, 1)
    except ValueError:
        return None
    return monday, monday + dt.timedelta(days=6)


def iso_weeks(year: int, first: int, last: int) -> Days | None:
    """From the Monday of one week to the Sunday of another of the same year."""
    start, end = iso_week(year, first), iso_week(year, last)
    return (start[0], end[1]) if start and end and start <= end else None


def part_of_week(days: Days, part: str) -> Days:
    """ "debut" Monday–Tuesday, "mi" Wednesday–Thursday, "fin" Thursday–Sunday."""
    low, high = _PARTS_OF_WEEK[part]
    return days[0] + dt.timedelta(days=low), days[0] + dt.timedelta(days=high)


def add_months(start: dt.date, count: int) -> dt.date:
    """The same day so many months later (or earlier), the month's last day where it is shorter."""
    index = start.year * 12 + start.month - 1 + count
    year, number = index // 12, index % 12 + 1
    return dt.date(year, number, min(start.day, calendar.monthrange(year, number)[1]))


def weekday_of_month(year: int, number: int, weekday: int, rank: int) -> dt.date | None:
    """The rank-th Monday (0) … Sunday (6) of a month; rank -1 is the last."""
    first, last = month(year, number)
    if rank < 0:
        return last - dt.timedelta(days=(last.weekday() - weekday) % 7)
    found = first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (rank - 1))
    return found if found.month == number else None


@cache
def easter(year: int) -> dt.date:
    """Easter Sunday, as the French public holidays have it (Easter Monday less a day).

    Raises:
        ConfigError: the holidays library knows no Easter Monday of that year.
    """
    import holidays

    for date, name in holidays.country_holidays("FR", years=year, language="en_US").items():
        if "Easter Monday" in name:
            return date - dt.timedelta(days=1)
    raise ConfigError(
        f"no Easter Monday in {year}: the holidays library has changed; pin the version of the lock file."
    )
