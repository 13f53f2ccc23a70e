"""Every day from 1990 to 2040, written in the forms that minutes use, reads back as that day."""

import datetime as dt
from collections.abc import Callable

import pytest

from extractors.grammar.dates import find_dates
from extractors.grammar.numbers import number_words

_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
_SHORT = "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.".split()
_WEEKDAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
_DAYS = [
    dt.date(1990, 1, 1) + dt.timedelta(days=index) for index in range((dt.date(2041, 1, 1) - dt.date(1990, 1, 1)).days)
]


def _first(day: dt.date) -> str:
    return "1er" if day.day == 1 else str(day.day)


def in_words(day: dt.date) -> str:
    number = "premier" if day.day == 1 else number_words(day.day)
    return f"L'an {number_words(day.year)}, le {number} {_MONTHS[day.month - 1]}"


FORMS: dict[str, Callable[[dt.date], str]] = {
    "long": lambda d: f"le {_first(d)} {_MONTHS[d.month - 1]} {d.year}",
    "weekday": lambda d: f"{_WEEKDAYS[d.weekday()]} {_first(d)} {_MONTHS[d.month - 1]} {d.year}",
    "capitals": lambda d: f"LE {d.day} {_MONTHS[d.month - 1].upper()} {d.year}",
    "short": lambda d: f"{d.day:02d} {_SHORT[d.month - 1]} {d.year}",
    "slashes": lambda d: f"{d:%d/%m/%Y}",
    "bare slashes": lambda d: f"{d.day}/{d.month}/{d.year}",
    "dots": lambda d: f"{d:%d.%m.%Y}",
    "hyphens": lambda d: f"{d:%d-%m-%Y}",
    "two-figure year": lambda d: f"{d:%d/%m/%y}",
    "iso": lambda d: d.isoformat(),
    "words": in_words,
}


@pytest.mark.parametrize("form", FORMS)
def test_every_day_reads_back(form: str) -> None:
    wrong = []
    for day in _DAYS:
        text = FORMS[form](day)
        found = [(match.range.start, match.range.end, match.weekday_mismatch) for match in find_dates(text, None)]
        if found != [(day, day, False)]:
            wrong.append((text, found))
    assert wrong == []


def test_every_month_reads_back() -> None:
    for year in range(1990, 2041):
        for number, name in enumerate(_MONTHS, start=1):
            (match,) = find_dates(f"en {name} {year}", None)
            start, end = match.range.start, match.range.end
            assert start == dt.date(year, number, 1)
            assert end is not None
            assert (end + dt.timedelta(days=1)).day == 1
            assert end.month == number


def test_a_second_parser_agrees() -> None:
    import dateparser

    settings = {"STRICT_PARSING": True, "DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month", "year"]}
    for day in _DAYS[::97]:
        for form in ("long", "slashes", "dots"):
            text = FORMS[form](day).removeprefix("le ")
            parsed = dateparser.parse(text, languages=["fr"], settings=settings)
            (match,) = find_dates(text, None)
            assert parsed is not None
            assert parsed.date() == match.range.start


@pytest.mark.parametrize("offset", range(-150, 200, 7))
def test_a_day_without_year_is_read_near_the_reference(offset: int) -> None:
    reference = dt.date(2023, 7, 14)
    day = reference + dt.timedelta(days=offset)
    (match,) = find_dates(f"{_WEEKDAYS[day.weekday()]} {_first(day)} {_MONTHS[day.month - 1]}", reference)
    assert match.range.start == day
