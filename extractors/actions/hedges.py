"""What makes a sentence with a verb of work no action: conditions, wishes, rules of procedure, events, turns of phrase.

Takes:   "Si la région accepte, Jo relancera" · "Jo ne relancera pas" · "Les clés seront remises à chaque locataire" ·
         "les textes qui seront publiés" · "quand Jo passera"
Refuses: "Quand le devis arrivera, Jo appellera" (the main clause is a charge) · "Jo n'enverra que la page 3"
"""

import re

from extractors.lexicons import load_lexicon
from extractors.reading import Passage

_RELATIVE_RE = re.compile(
    r"\b(?:qui|dont|lesquel\w+|laquelle|lequel)\b[^,.;:]{0,50}$"
    r"|(?<!informe )(?<!previent )(?<!rappelle )\b(?:les?|la|une?|des|ces?|cette) \w+ (?:que|qu')\s*[^,.;:]{0,50}$"
)
"""A relative clause tells about a thing ("les textes qui seront publiés"), it charges nobody. Folded."""
_NEGATED_RE = re.compile(r"\bn(?:e|')\s*(?:\w+\s*){0,2}$")
_SUBORDINATE_RE = re.compile(
    r"\b(?:quand|lorsqu[e']|des qu[e']|une fois qu[e']|pour qu[e']|afin qu[e']|jusqu'a ce qu[e']|en attendant qu[e']"
    r"|tandis qu[e']|alors qu[e']|(?:pense|espere|estime|croit|imagine|suppose|craint|doute)(?:nt)? qu[e'])"
    r"[^,;:.]*$"
)
"""A clause that hangs on another one, up to the verb: no comma has closed it yet. Folded."""


def is_hedged(passage: Passage, verb: int) -> bool:
    """A condition, a wish or a negation stands before the verb, in its clause or at the sentence's start."""
    before = passage.folded[:verb]
    if _NEGATED_RE.search(before) and " que " not in passage.folded[verb : verb + 40]:
        return True
    if load_lexicon("actions")["no_action"].find(before):
        return True
    return _RELATIVE_RE.search(before) is not None or _SUBORDINATE_RE.search(before) is not None


def is_rule(passage: Passage) -> bool:
    """A rule of procedure or a line of the budget: what always happens, or where money is booked."""
    lexicon = load_lexicon("actions")
    return bool(lexicon["habit"].search(passage.folded) or lexicon["budget"].search(passage.folded))


def is_work(passage: Passage, match: re.Match[str]) -> bool:
    """False for turns that hold a verb of work and are none ("faire attention", "se réunira")."""
    before = passage.folded[: match.start()]
    if match.group().startswith(("reuni", "tiendr", "fer")) and re.search(r"\b(?:se |s'|nous )$", before):
        return False
    cues = load_lexicon("actions")["no_work"].find(passage.folded)
    return not any(cue.start < match.end() and match.start() < cue.end for cue in cues)


def is_event(match: re.Match[str]) -> bool:
    """What will merely be held or seen tells no work: "la séance sera tenue"; "la fête sera organisée" does."""
    return match["done"] is not None and match["done"].startswith(("tenu", "vu", "passe", "fini", "ouvert", "ferme"))
