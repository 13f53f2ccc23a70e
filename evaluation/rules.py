"""How often each rule is right on gold, beside how sure it says it is.

It tells which rule to mend, and which confidence to change.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from evaluation.figures import ScoreKind
from evaluation.scorer import Report
from evaluation.verdicts import Outcome, Verdict


@dataclass(frozen=True, slots=True)
class RuleScore:
    """One rule on one kind of fact. What it missed nobody can lay at its door: precision only."""

    kind: ScoreKind
    rule: str
    right: int
    made_up: int
    """Extra or wrong."""
    confidence: float | None
    """Mean of what its records claim, 0..1; None for fields, which claim nothing of their own."""

    @property
    def share(self) -> float:
        """How many of its predictions are right, 0..1: what its confidence should say."""
        return self.right / (self.right + self.made_up)

    def to_json_object(self) -> dict[str, str | int | float | None]:
        return {**asdict(self), "kind": self.kind.value, "share": self.share}


def score_rules(report: Report) -> tuple[RuleScore, ...]:
    """Every rule that predicted something, by kind, those with the most errors first.

    Predictions that only meet optional gold count neither way.
    """
    groups: defaultdict[tuple[ScoreKind, str], list[Verdict]] = defaultdict(list)
    for document in report.documents:
        for verdict in document.verdicts:
            if verdict.rule is not None:
                groups[verdict.kind, verdict.rule].append(verdict)
    scores = (_score(kind, rule, verdicts) for (kind, rule), verdicts in groups.items())
    return tuple(sorted(scores, key=lambda s: (list(ScoreKind).index(s.kind), -s.made_up, -s.right, s.rule)))


def _score(kind: ScoreKind, rule: str, verdicts: list[Verdict]) -> RuleScore:
    right = sum(verdict.outcome is Outcome.RIGHT for verdict in verdicts)
    return RuleScore(kind, rule, right, len(verdicts) - right, _mean(v.confidence for v in verdicts))


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
