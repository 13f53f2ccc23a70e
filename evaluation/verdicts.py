"""What the comparison says about one item: right, missed, extra or wrong, with the words and the rule behind it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from evaluation.figures import ScoreKind, Tally
from evaluation.form import JSON, Item


class Outcome(StrEnum):
    """What became of one item."""

    RIGHT = "right"
    MISSED = "missed"
    EXTRA = "extra"
    WRONG = "wrong"
    """Found, but said wrongly: both made up and missed."""


_TALLIES = {
    Outcome.RIGHT: Tally(tp=1),
    Outcome.MISSED: Tally(fn=1),
    Outcome.EXTRA: Tally(fp=1),
    Outcome.WRONG: Tally(fp=1, fn=1),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """One item of gold or prediction, judged. Figures are sums of `tally` over verdicts, so none is unexplained."""

    kind: ScoreKind
    outcome: Outcome
    words: str
    """The sentence, name or title by which a person finds the item again."""
    gold: JSON = None
    predicted: JSON = None
    rule: str | None = None
    """The rule that made the prediction, None for what was missed."""
    confidence: float | None = None
    """How sure the predicted record is said to be, 0..1; None for its fields."""

    @property
    def tally(self) -> Tally:
        return _TALLIES[self.outcome]


def right(kind: ScoreKind, words: str, gold: JSON, predicted: JSON, rule: str | None = None) -> Verdict:
    return Verdict(kind, Outcome.RIGHT, words, gold, predicted, rule)


def missed(kind: ScoreKind, words: str, gold: JSON) -> Verdict:
    return Verdict(kind, Outcome.MISSED, words, gold=gold)


def extra(kind: ScoreKind, words: str, predicted: JSON, rule: str | None) -> Verdict:
    return Verdict(kind, Outcome.EXTRA, words, predicted=predicted, rule=rule)


def judge_field(
    kind: ScoreKind, words: str, gold: JSON, predicted: JSON, *, is_right: bool, rule: str | None
) -> Verdict:
    """Judge one field of a paired item; at least one side states it."""
    if is_right:
        return right(kind, words, gold, predicted, rule)
    if not predicted:
        return missed(kind, words, gold)
    if not gold:
        return extra(kind, words, predicted, rule)
    return Verdict(kind, Outcome.WRONG, words, gold, predicted, rule)


def judge_pairs(
    kind: ScoreKind, gold: Sequence[Item], predicted: Sequence[Item], pairs: dict[int, int]
) -> list[Verdict]:
    """Judge whether the items of two lists were found; optional gold counts neither way."""
    verdicts = [
        _found(kind, g, predicted[pairs[i]]) if i in pairs else missed(kind, g.words, _facts(g))
        for i, g in enumerate(gold)
        if not g.optional
    ]
    taken = set(pairs.values())
    return verdicts + [_made_up(kind, p) for j, p in enumerate(predicted) if j not in taken]


def _found(kind: ScoreKind, gold: Item, predicted: Item) -> Verdict:
    verdict = right(kind, gold.words, None, predicted.words, predicted.rule())
    return replace(verdict, confidence=predicted.confidence)


def _made_up(kind: ScoreKind, predicted: Item) -> Verdict:
    verdict = extra(kind, predicted.words, _facts(predicted), predicted.rule())
    return replace(verdict, confidence=predicted.confidence)


def _facts(item: Item) -> JSON:
    """The facts without what only the machine needs."""
    left_out = ("evidence", "optional", "id", "review", "confidence")
    return {key: value for key, value in item.facts.items() if key not in left_out and value not in (None, [])}
