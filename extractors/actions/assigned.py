"""Tasks without a verb of their own, given to a person in front of a colon, after the last one, or in brackets.

Takes:   "Lise + Jo : tableau des outils, pour le 3 mai" · "Jo : devis à demander" · "Relance des adhérents : Lise" ·
         "Devis plombier (Jo)" · "Tout passe sur le nouveau serveur. (JP, mi-février)"
Refuses: "Lise : on pourrait attendre" (speech) · "Trésorier : Jo" (an office) · "Photos (Lise)" (a credit) ·
         "Jo : 12 bouées sur 15 à l'eau" (a report)
"""

import re

from extractors.actions.owners import Roster, leading_owners, named_in
from extractors.actions.persons import are_persons
from extractors.actions.sighting import Sighting
from extractors.grammar.verbs import task_verbs
from extractors.lexicons import load_lexicon
from extractors.reading import Passage

# What makes the words after "Lise :" a statement or speech rather than a task. In small letters, accents kept.
_STATED_RE = re.compile(
    r"\b(?:est|sont|a|ont|était|étaient|sera|seront|reste|restent|faut|peut|peuvent|doit|on|nous|il|elle|ils|elles|je|j'"
    r"|vous|ça|c'est|n'|ne|pas|pense|trouve|propose|demande|veut|souhaite|va|vont|fait|prévoit|suis|\w+[ei]r(?:a|ont|ai))(?:\b|(?<='))"
)
_TO_DO_RE = re.compile(r"\bà\s+(?P<verb>[a-zà-ÿ]+(?:er|ir|re))\b")
# Who wrote, drew, holds an office or voted: no task. In small letters.
_CREDIT_RE = re.compile(
    r"^\W*(?:rédact\w+|diffus\w+ :|relecture|notes?|photos?|secrétaire|président|animat|rapporteur|compte[- ]rendu de"
    r"|présents?|excusés?)"
    r"|suivi par|autour de la table|\bpour,|\bcontre\b|abstention|\bvoix\b|(?:prochaine?|date|lieu)\b"
)
LEAST_WORDS = 2
MAX_TASK = 160


def assigned(passage: Passage, roster: Roster, *, supported: bool = False) -> Sighting | None:
    """A task given to a person by its place on the line; alone it wants a date, an infinitive or a noun of work."""
    if len(passage.cased) > MAX_TASK:
        return None
    lead = leading_owners(passage, roster)
    if lead and are_persons(passage.cased, lead.owners, roster):
        pointed = not passage.cased[: lead.end].rstrip().endswith(":")
        return _led(passage, lead.end, lead.owners, supported or pointed)
    owners = named_in(passage, roster)
    if not owners or not are_persons(passage.cased, owners, roster):
        return None
    task = passage.cased[: owners[0][0]].lower()
    if len(task.rstrip(" (:").split()) < LEAST_WORDS or _STATED_RE.search(task) or _CREDIT_RE.search(task):
        return None
    works = load_lexicon("actions")["task_noun"].search(passage.folded)
    begins = works is not None and works.start <= 4
    return Sighting("actions.assigned", 0.55, owners, needs_date=not (begins or supported))


def _led(passage: Passage, start: int, owners: tuple[tuple[int, int], ...], supported: bool) -> Sighting | None:
    """ "Lise : tableau des outils", from `start` on."""
    task = passage.cased[start:].strip().lower()
    infinitive = task_verbs().infinitive.match(passage.folded, start)
    if len(task) < 6 or task[0] in '"«' or _CREDIT_RE.search(passage.cased.lower()):
        return None
    to_do = _TO_DO_RE.search(passage.cased, start)
    if _STATED_RE.search(task) and not infinitive:
        return None
    works = load_lexicon("actions")["task_noun"].search(passage.folded[start:])
    sure = supported or infinitive or to_do or (works is not None and works.start <= 4)
    return Sighting("actions.assigned", 0.6, owners, needs_date=not sure)
