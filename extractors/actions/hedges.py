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
    r"[^,;:]*$"
)
"""A clause that hangs on another one, up to the verb: no comma has closed it yet. Folded."""


def is_hedged(passage: Passage, verb: int) -> bool:
    """A condition, a wish or a negation stands before the verb, in its clause or at the sentence's start."""
    before = passage.folded[:verb]
    if _NEGATED_RE.search(before) and " que " not in passage.folded[verb : verb + 40]:
        return True
    if load_lexicon("actions")["no_action"].find(before):
        return True
    own = before[max(before.rfind(mark) for mark in ",;:") + 1 :]
    if load_lexicon("actions")["no_action_in_clause"].find(own):
        return True
    return _RELATIVE_RE.search(before) is not None or _SUBORDINATE_RE.search(before) is not None


def is_rule(passage: Passage) -> bool:
    """A rule of procedure or a line of the budget: what always happens, or where money is booked."""
    lexicon = load_lexicon("actions")
    return bool(lexicon["habit"].search(passage.folded) or lexicon["budget"].search(passage.folded))


_SEES_RE = re.compile(r"(?:s'|l')?verr(?:a|ont|ai|ons)\s*(?:[.,;:!)]|$|bien\b|si\b|comment\b)")
"""Waiting to see: "il verra.", "on verra bien"; not "il verra le maire". Folded."""


def is_work(passage: Passage, match: re.Match[str]) -> bool:
    """False for turns that hold a verb of work and are none ("faire attention", "se réunira")."""
    before = passage.folded[: match.start()]
    reflexive = r"\b(?:se |s'|nous )$" if match.group().endswith("ons") else r"\b(?:se |s')$"
    if match.group().startswith(("reuni", "tiendr", "fer")) and re.search(reflexive, before):
        return False
    if _SEES_RE.match(passage.folded, match.start()):
        return False
    cues = load_lexicon("actions")["no_work"].find(passage.folded)
    return not any(cue.start < match.end() and match.start() < cue.end for cue in cues)


_EVENTS = ("tenu", "vu", "passe", "fini", "ouvert", "ferme", "garde")
_POSTPONED_RE = re.compile(r"\b(?:plus tard|en temps (?:utile|voulu)|le moment venu|a l'ordre du jour|point \d)")
_AGENDA_RE = re.compile(
    r"(?:traite|aborde|inscrit|evoque|discute|debattu|reexamine|examine|arrete|decide|vote|choisi|retenu|pris)e?s?\b"
    r"[^.;]*\b(?:prochaine?s?|ulterieure?|suivante?)\b"
)
"""What the next meeting will treat: "la question sera examinée à la prochaine séance". Folded."""
_ANYBODY_RE = re.compile(r"\btoute? (?!l[ae]s? |l')\w+ (?:sans|qui|non|n')|\btoute? \w+ \w+ee? ")
"""Who breaks a rule: "tout compagnon sans casque sera renvoyé". Folded."""


def is_event(passage: Passage, match: re.Match[str]) -> bool:
    """What will merely be held, seen or put on an agenda is no work: "la séance sera tenue"; "sera organisée" is."""
    done = match["done"]
    if done is None:
        return False
    word = passage.cased[match.start("done") : match.end("done")]
    if done.endswith(("e", "es")) and done.startswith(("vide", "libre", "propre")) and "é" not in word:
        return True
    rest, before = passage.folded[match.start("done") :], passage.folded[: match.start()]
    if done.startswith(_EVENTS) or _ANYBODY_RE.search(before):
        return True
    return bool(_POSTPONED_RE.search(rest) or _AGENDA_RE.match(rest))
