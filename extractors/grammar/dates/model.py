"""The words of the date grammar: what a match is, and what a rule needs to know to read one."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, StrEnum

from models.records import DateRange
from models.vocabulary import DatePrecision


class DateKind(StrEnum):
    """What sort of expression was found; a record's `dates` leave out `YEAR` and `DEICTIC_PAST`."""

    ABSOLUTE = "absolute"
    """A full day, or days: "le 5 mars 2018", "du 3 au 5 avril"."""
    PARTIAL = "partial"
    """A month, quarter, season, week, or a part of one: "fin juillet", "T3 2021", "semaine 12"."""
    RELATIVE = "relative"
    """What only the reference tells: "demain", "la semaine prochaine", "lundi"."""
    DEADLINE = "deadline"
    """One-sided: "avant le 20 mai", "sous quinzaine", "à partir du 3 mai"."""
    YEAR = "year"
    """A year alone, or years: "2018", "2018-2020"."""
    DEICTIC_PAST = "deictic_past"
    """Today or before it, said from today: "hier", "ce jour", "cette semaine", "le mois dernier"."""


@dataclass(frozen=True, slots=True)
class DateMatch:
    """One date expression: [start, end) in the given text, and the interval of days it names."""

    start: int
    end: int
    range: DateRange
    kind: DateKind
    weekday_mismatch: bool = False
    """The weekday printed is not that of the day ("mardi 5 mars 2018" was a Monday)."""
    impossible: bool = False
    """No such day ("31 février 2024"): the range has neither start nor end."""


class Direction(Enum):
    """On which side of the reference an expression without a year is looked for."""

    NEAREST = "nearest"
    BEFORE = "before"
    """The sentence tells of the past: a day long after is unlikely."""
    AFTER = "after"
    """The sentence makes a plan: a day long before is unlikely."""
    STRICTLY_BEFORE = "strictly before"
    """The expression itself says so ("décembre dernier")."""
    STRICTLY_AFTER = "strictly after"
    """The expression itself says so ("le 8 juin prochain")."""


@dataclass(frozen=True, slots=True)
class When:
    """What a rule needs to turn words into days."""

    reference: dt.date | None
    direction: Direction = Direction.NEAREST
    years: Mapping[int, int] = field(default_factory=dict)
    """Month (1..12) → the year that the document states for it elsewhere."""
    anchor: dt.date | None = None
    """The day from which a missing year is looked for; the reference if None."""

    def side(self, direction: Direction) -> "When":
        """The same, looking on this side whatever the sentence says."""
        return replace(self, direction=direction)

    def around(self, anchor: dt.date, direction: Direction) -> "When":
        """Look for the missing year from this day, which another part of the expression states."""
        return replace(self, anchor=anchor, direction=direction, years={})


@dataclass(frozen=True, slots=True)
class Interval:
    """Days start..end, both inclusive, an open end None."""

    start: dt.date | None
    end: dt.date | None
    precision: DatePrecision
    kind: DateKind
    stated: bool = False
    """The words alone say the year."""
    weekday_mismatch: bool = False
    impossible: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A part [start, end) of the plain text and its interval; an enumeration has several."""

    start: int
    end: int
    interval: Interval


@dataclass(frozen=True, slots=True)
class Scan:
    """The text of one call in three spellings of equal length."""

    text: str
    """As given."""
    lower: str
    """Lower case with accents, plain quotes, dashes and spaces: "a" and "à" differ."""
    plain: str
    """The same without accents: what the patterns match."""
