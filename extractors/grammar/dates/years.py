"""The year that an expression leaves out: the one that fits weekday, sentence and document best."""

import datetime as dt
from collections.abc import Callable

from extractors.grammar.dates.calendar import Days
from extractors.grammar.dates.model import DateKind, Direction, Interval, When
from models.vocabulary import DatePrecision

Build = Callable[[int], Days | None]
"""The days of an expression in a given year, None where that year has none."""

_LEAP_REACH = 8
"""Years to look around for a day that not every year has."""
_UNLIKELY = {Direction.AFTER: 6.0, Direction.STRICTLY_AFTER: 6.0, Direction.BEFORE: 5.0}
"""How much further a day on the unlikely side of the sentence's tense counts: "22 février" said on the 23rd in a plan
is yesterday, "en janvier" said in March in a plan is next year."""
_TOLERANCE = 31
"""Days after the reference that a sentence in the past may still name in a year that the document states."""
_LATER_IS_LIKELIER = 0.45
"""Minutes look back to the last meeting and ahead for a year: what lies more than some four months back counts as far
as what lies eight months ahead."""


def pick_year(when: When, build: Build, month: int | None = None) -> Days | None:
    """The days in the year that fits best, None without a reference or a possible year."""
    base = when.anchor or when.reference
    if base is None:
        return None
    hinted = when.years.get(month or 0)
    if hinted is not None and when.direction not in (Direction.STRICTLY_BEFORE, Direction.STRICTLY_AFTER):
        days = build(hinted)
        told_as_past = when.direction is Direction.BEFORE and days is not None and (days[0] - base).days > _TOLERANCE
        if days is not None and not told_as_past:
            return days
    for reach in (1, _LEAP_REACH):
        near = (build(year) for year in range(base.year - reach, base.year + reach + 1))
        allowed = [
            days
            for days in near
            if days is not None and _is_allowed(days, base, when.direction, anchored=when.anchor is not None)
        ]
        if allowed:
            return min(allowed, key=lambda days: _distance(days, base, when.direction))
    return None


def _is_allowed(days: Days, base: dt.date, direction: Direction, *, anchored: bool) -> bool:
    """ "l'hiver prochain" said in winter is the next one; the other end of a range may lie on the anchor."""
    if direction is Direction.STRICTLY_BEFORE:
        return days[0] < base if anchored else days[1] < base
    return direction is not Direction.STRICTLY_AFTER or days[0] > base or (anchored and days[0] == base)


def _distance(days: Days, base: dt.date, direction: Direction) -> float:
    """Days between, weighed by how likely the side is; 0 where the base lies within."""
    before, after = (base - days[1]).days, (days[0] - base).days
    if direction is Direction.STRICTLY_BEFORE:
        return abs(before)
    if before > 0:
        return before * (1.0 if direction is Direction.BEFORE else _UNLIKELY.get(direction, 1.0))
    return max(after, 0) * (_UNLIKELY[direction] if direction is Direction.BEFORE else _LATER_IS_LIKELIER)


def dated(
    when: When,
    year: int | None,
    build: Build,
    precision: DatePrecision,
    kind: DateKind = DateKind.PARTIAL,
    *,
    month: int | None = None,
) -> Interval | None:
    """The interval of an expression with or without a year; None where it cannot be known."""
    days = pick_year(when, build, month) if year is None else build(year)
    if days is None:
        return None
    return Interval(days[0], days[1], precision, kind, stated=year is not None)
