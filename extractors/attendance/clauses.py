"""Finite verbs beside names: "Mme Roux envoie le devis" is a sentence, no entry and no function.

Signals in order of authority: auxiliaries and futures; a verb of speech, of decision or of work in the present, where
an object, an infinitive or a time follows it.
Never: takes a participle ("chargé des sports", "présentée par"), or a noun that is written like a verb ("pilote",
"commande publique"), for a verb.
"""

import re

from extractors.grammar.verbs import task_verbs
from extractors.lexicons import load_lexicon
from extractors.reading import Passage

# What follows a verb and no noun: "envoie le devis", "décide de refaire", "propose que". Refuses what
# follows a noun: "commande publique", "pilote du projet", "relève des élus". Folded text.
_OBJECT_SRC = (
    r"(?=\s+(?:(?:le|la|les|un|une|son|sa|ses|leur|leurs|ce|cet|cette|ces|nos|notre|deux|trois|que|a nouveau|alors"
    r"|aussi|ensuite|egalement)\s|l'|qu'|de [a-z]{3,}(?:er|ir|re)\b|d'[a-z]{3,}(?:er|ir|re)\b"
    r"|(?:avant|apres|jusqu'|des|pour|vers|a) (?:le |la |l')?\d))"
)
# Third persons that the verbs of work and of speech lack. Folded text.
_TOLD_SRC = (
    r"decident?|prononcent?|ajournent?|autorisent?|approuvent?|adoptent?|votent?|elisent|elit|designent?|nomment?|levent?"
    r"|acceptent?|refusent?|arretent?|fixent?|confirment?|signalent?|declarent?|accueillent?|ouvrent?|clot|closent"
    r"|rejoi(?:nt|gnent)|quittent?|ont|remerci(?:e|ent)|retiennent|retient|deliberent?|recoi(?:t|vent)|annoncent?|disent"
    r"|dit|repond(?:ent)?|veut|veulent|souhaitent?|trouvent?|aiment?|choisi(?:t|ssent)|donnent?|regrettent?|commencent?"
)
_AUXILIARY_RE = re.compile(
    r"(?:(?:n'|s'|l'|y |en |se |ne |lui |leur |nous |vous |le |la |les )?"
    r"(?:est|sont|ont|etait|etaient|avait|avaient|sera|seront|aura|auront|devra|devront|pourra|pourront|fera|feront"
    r"|va|vont|doit|doivent|peut|peuvent|fait|font|prend|prennent|tient|tiennent|met|mettent|lit|lisent))\s(?=\w)"
    r"|(?:se |ne |s'|n')[a-z]+(?:e|ent|it|t)\s"
)
_PARTICIPLE_RE = re.compile(r"\w*(?:é|és|ée|ées)\b")
_NOUN_IN_RA = frozenset({"opéra", "caméra", "choléra", "mantra", "agora", "tiara", "sierra", "aura", "extra", "ultra"})
_DEADLINE_RE = re.compile(r"\b(?:avant le|d'ici(?: le| au)?|pour le|au plus tard le) \d")
"""What is to be done by a day is no function. Folded text."""


def begins_clause(passage: Passage) -> bool:
    """True where a finite verb comes first, after a comma or blank: ", ouvre la séance", "envoie le devis"."""
    lead = re.match(r"[\s,]*", passage.cased)
    start = lead.end() if lead else 0
    return _is_verb_at(passage, start) or _is_pronoun_verb_at(passage, start)


def is_clause(passage: Passage) -> bool:
    """True where a finite verb stands anywhere: "La commission décide de refaire le trottoir"."""
    return _DEADLINE_RE.search(passage.folded) is not None or any(
        _is_verb_at(passage, word.start()) for word in re.finditer(r"(?<![\w'’-])[a-zà-öø-ÿ]+", passage.cased)
    )


def _is_verb_at(passage: Passage, start: int) -> bool:
    """A verb of work, speech or decision that begins here, small, no participle, with what a verb takes after it."""
    if not passage.cased[start : start + 1].islower() or _PARTICIPLE_RE.match(passage.cased, start):
        return False
    folded = passage.folded
    future = task_verbs().any_future.match(folded, start)
    if future is not None and passage.cased[start : future.end()] not in _NOUN_IN_RA:
        return re.match(r"\s+\w", folded[future.end() :]) is not None
    verbs = [_TOLD_RE.match(folded, start), _SPOKEN_RE.match(folded, start), task_verbs().present.match(folded, start)]
    return any(verb is not None and _OBJECT_RE.match(folded, verb.end()) for verb in verbs) or _speaks_at(folded, start)


def _is_pronoun_verb_at(passage: Passage, start: int) -> bool:
    return passage.cased[start : start + 1].islower() and _AUXILIARY_RE.match(passage.folded, start) is not None


def _speaks_at(folded: str, start: int) -> bool:
    """Phrases of speech of several words are verbs whatever follows: "ouvre la séance", "prend la parole"."""
    cue = load_lexicon("attendance")["speech"].search(folded[start : start + 30])
    return cue is not None and cue.start == 0 and " " in folded[start : start + cue.end]


_OBJECT_RE = re.compile(_OBJECT_SRC)
_TOLD_RE = re.compile(rf"(?:{_TOLD_SRC})(?!\w)")
_SPOKEN_RE = re.compile(
    r"(?:ajout|annonc|commenc|confirm|constat|demand|detaill|evoqu|expliqu|expos|indiqu|inform|insist|mentionn|not"
    r"|precis|present|propos|racont|rappell|remarqu|signal|souhait|soulign|sugger|estim|jug|felicit|lanc|rapport"
    r"|resum|salu|regrett|comment|relev|invit)(?:e|ent)(?!\w)"
)
