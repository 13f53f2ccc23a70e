"""Gains and losses between two runs over the same gold, item by item: what a rule change really did.

An item of the gold is the same in both runs if document, kind and words are; so is an extra.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum

from evaluation.figures import Figures, ScoreKind
from evaluation.form import JSON
from evaluation.scorer import Report
from evaluation.verdicts import Outcome, Verdict


class Effect(StrEnum):
    """What the change did to one item."""

    FOUND = "found"
    """Right now, and was not."""
    LOST = "lost"
    """Was right, and is not any more."""
    APPEARED = "appeared"
    """A new extra."""
    VANISHED = "vanished"
    """An extra that is gone."""
    CHANGED = "changed"
    """Not right before nor now, but in another way."""


GAINS = frozenset({Effect.FOUND, Effect.VANISHED})
LOSSES = frozenset({Effect.LOST, Effect.APPEARED})


@dataclass(frozen=True, slots=True)
class Change:
    """One item whose verdict differs between the runs."""

    document: str
    effect: Effect
    kind: ScoreKind
    words: str
    gold: JSON
    before: JSON
    """What was predicted in the first run."""
    after: JSON
    rule: str | None
    """The rule that makes the prediction now, or made it before."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Two runs compared; `changes` by kind, then document, in the order of the documents."""

    before: Figures
    after: Figures
    changes: tuple[Change, ...]
    only_before: tuple[str, ...]
    """Documents that only the first run has: compared as if they were not."""
    only_after: tuple[str, ...]

    def to_json_object(self) -> dict[str, object]:
        changes = [
            {**asdict(change), "kind": change.kind.value, "effect": change.effect.value} for change in self.changes
        ]
        return {
            "before": self.before.to_json_object(),
            "after": self.after.to_json_object(),
            "changes": changes,
            "only_before": list(self.only_before),
            "only_after": list(self.only_after),
        }


_Key = tuple[str, ScoreKind, str, bool, str, int]


def compare_runs(before: Report, after: Report) -> Difference:
    """Compare two runs over the documents that both have."""
    old, new = {d.name for d in before.documents}, {d.name for d in after.documents}
    shared = old & new
    first, second = _restrict(before, shared), _restrict(after, shared)
    changes = sorted(_changes(first, second), key=lambda c: (list(ScoreKind).index(c.kind), c.document))
    return Difference(first.figures, second.figures, tuple(changes), tuple(sorted(old - new)), tuple(sorted(new - old)))


def _restrict(report: Report, names: set[str]) -> Report:
    return Report(tuple(document for document in report.documents if document.name in names))


def _changes(before: Report, after: Report) -> Iterator[Change]:
    old, new = _by_key(before), _by_key(after)
    for key in dict.fromkeys((*old, *new)):
        first, second = old.get(key), new.get(key)
        if effect := _effect(first, second):
            yield _change(key[0], effect, first, second)


def _change(document: str, effect: Effect, before: Verdict | None, after: Verdict | None) -> Change:
    told = [verdict for verdict in (after, before) if verdict]
    return Change(
        document=document,
        effect=effect,
        kind=told[0].kind,
        words=told[0].words,
        gold=told[0].gold,
        before=before.predicted if before else None,
        after=after.predicted if after else None,
        rule=next((verdict.rule for verdict in told if verdict.rule), None),
    )


def _by_key(report: Report) -> dict[_Key, Verdict]:
    """Each verdict under what stays the same between runs; equal items of one document are told apart by number."""
    found: dict[_Key, Verdict] = {}
    for document in report.documents:
        for verdict in document.verdicts:
            is_extra = verdict.outcome is Outcome.EXTRA
            number = 0
            while (key := (document.name, verdict.kind, verdict.words, is_extra, _part(verdict), number)) in found:
                number += 1
            found[key] = verdict
    return found


def _part(verdict: Verdict) -> str:
    """The owner, where one sentence has a verdict for each; an owner in the gold is known by its name there."""
    owner = verdict.predicted if verdict.gold is None else verdict.gold
    return str(owner) if verdict.kind is ScoreKind.ACTION_OWNERS else ""


def _effect(before: Verdict | None, after: Verdict | None) -> Effect | None:
    """What happened between the verdicts on one item, None where nothing did.

    An item of the gold that one run lacks (the gold was corrected in between) is neither gain nor loss.
    """
    if before is None or after is None:
        only = after or before
        if only is None or only.outcome is not Outcome.EXTRA:
            return None
        return Effect.APPEARED if after else Effect.VANISHED
    if before.outcome is after.outcome:
        same = before.predicted == after.predicted or after.outcome in (Outcome.RIGHT, Outcome.EXTRA)
        return None if same else Effect.CHANGED
    if after.outcome is Outcome.RIGHT:
        return Effect.FOUND
    return Effect.LOST if before.outcome is Outcome.RIGHT else Effect.CHANGED
