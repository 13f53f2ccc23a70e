"""What a rule hands back when it sees an action: which rule, how sure, whose."""

from dataclasses import dataclass

from extractors.reading import Passage


@dataclass(frozen=True, slots=True)
class Sighting:
    """An action seen in a passage: its owners' ranges in the passage, the rule that saw it, and its confidence."""

    rule: str
    confidence: float
    owners: tuple[tuple[int, int], ...] = ()
    by_speaker: bool = False
    needs_deadline: bool = False
    """The words alone are no charge: without a deadline after the meeting it is none."""
    needs_date: bool = False
    """The same with any day after the meeting."""
    antecedents: tuple[Passage, ...] = ()
    """Whom a pronoun stands for: owners named before the passage."""
