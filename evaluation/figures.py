"""What is counted: kinds of fact, counts of right and wrong, and the precision, recall and F1 that follow."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class ScoreKind(StrEnum):
    """What gets a figure of its own."""

    KIND = "kind"
    """Minutes, or another kind of document."""
    MEETING = "meeting"
    ATTENDANCE = "attendance"
    ATTENDANCE_STATUS = "attendance_status"
    ATTENDANCE_ROLE = "attendance_role"
    ATTENDANCE_ORGANISATION = "attendance_organisation"
    PROXY = "proxy"
    AGENDA = "agenda"
    DECISIONS = "decisions"
    VOTES = "votes"
    ACTIONS = "actions"
    ACTION_OWNERS = "action_owners"
    ACTION_DUE = "action_due"
    DATES = "dates"
    PEOPLE = "people"
    PEOPLE_LINKS = "people_links"
    """Pairs of surface forms that are one person."""


OVERALL = tuple(
    kind
    for kind in ScoreKind
    if kind not in (ScoreKind.KIND, ScoreKind.ATTENDANCE_ROLE, ScoreKind.ATTENDANCE_ORGANISATION, ScoreKind.PROXY)
)
"""The kinds whose F1 make the overall figure, each with the same weight."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts: right (`tp`), made up or wrong (`fp`), missed or wrong (`fn`)."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)


@dataclass(frozen=True, slots=True)
class Figure:
    """Precision, recall and F1 in 0..1, None where there is nothing to divide by; `gold` is what was to be found."""

    p: float | None
    r: float | None
    f1: float | None
    gold: int


@dataclass(frozen=True, slots=True)
class Figures:
    """One figure for each kind, and the plain mean of the F1s that count."""

    kinds: Mapping[ScoreKind, Figure]
    overall: float | None

    def to_json_object(self) -> dict[str, dict[str, float | None]]:
        """Kind → {p, r, f1, gold}, then `overall` → {f1}."""
        listed: dict[str, dict[str, float | None]] = {
            kind.value: {"p": f.p, "r": f.r, "f1": f.f1, "gold": f.gold} for kind, f in self.kinds.items()
        }
        return {**listed, "overall": {"f1": self.overall}}


def figure_of(tally: Tally) -> Figure:
    """The figure that follows from the counts."""
    found, wanted = tally.tp + tally.fp, tally.tp + tally.fn
    return Figure(
        p=tally.tp / found if found else None,
        r=tally.tp / wanted if wanted else None,
        f1=2 * tally.tp / (found + wanted) if found + wanted else None,
        gold=wanted,
    )


def figures_of(counts: Iterable[tuple[ScoreKind, Tally]]) -> Figures:
    """The figures of all kinds from counts in any order (micro average: counts are added before dividing)."""
    totals = dict.fromkeys(ScoreKind, Tally())
    for kind, tally in counts:
        totals[kind] += tally
    kinds = {kind: figure_of(total) for kind, total in totals.items()}
    known = [f1 for kind in OVERALL if (f1 := kinds[kind].f1) is not None]
    return Figures(kinds, sum(known) / len(known) if known else None)
