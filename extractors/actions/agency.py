"""From a verb to whose charge it is: its subject, a pronoun resolved, the speaker; None where nobody is charged.

Takes:   "Mme Aubry enverra" · "Elle l'appellera" (the person named before) · "je m'en charge" (the speaker)
Refuses: "Le projet aménagera" · with `persons_only`: "Le SIVU grandira", "on verra"
"""

import re

from extractors.actions.hedges import is_hedged
from extractors.actions.owners import Roster
from extractors.actions.persons import are_persons
from extractors.actions.pronouns import antecedent
from extractors.actions.sighting import Sighting
from extractors.grammar.subjects import Subject, SubjectKind, subject_before
from extractors.reading import Passage

_TALK_RE = re.compile(
    r"(?:va|vont|allons|vais)\s+(?:donc\s+|maintenant\s+)?(?:commencer|finir|terminer|voir|lire|passer)\b"
    r"|verrons\b|verra\b|commencerons\b|fera sans\b|fera avec\b"
)
"""What a meeting says of its own course: "nous allons commencer par le bilan", "on verra". Folded, at the verb."""
PRONOUN_DOUBT = 0.15
"""A pronoun that nobody fits may stand for a thing."""


def charge_of(
    passage: Passage, verb: int, rule: str, confidence: float, roster: Roster, *, persons_only: bool = False
) -> Sighting | None:
    """The sighting of an action whose verb starts at `verb`, None where the subject does no work."""
    if is_hedged(passage, verb):
        return None
    subject = subject_before(passage.cased, verb)
    if subject.kind in (SubjectKind.THING, SubjectKind.UNKNOWN):
        return None
    if subject.kind is SubjectKind.COLLECTIVE and (persons_only or _TALK_RE.match(passage.folded, verb)):
        return None
    if subject.kind is SubjectKind.PRONOUN:
        return _by_pronoun(passage, verb, Sighting(rule, confidence), subject, roster, persons_only)
    if persons_only and subject.kind is SubjectKind.NAMED and not are_persons(passage.cased, subject.owners, roster):
        return None
    by_speaker = subject.kind is SubjectKind.SPEAKER or subject.with_speaker
    return Sighting(rule, round(confidence, 2), subject.owners, by_speaker)


def _by_pronoun(
    passage: Passage, verb: int, seen: Sighting, subject: Subject, roster: Roster, persons_only: bool
) -> Sighting | None:
    found = antecedent(passage, verb, subject.pronoun, roster)
    if found:
        return Sighting(seen.rule, seen.confidence, antecedents=found)
    return None if persons_only else Sighting(seen.rule, round(seen.confidence - PRONOUN_DOUBT, 2))
