"""What takes a decision back: a wish, a question, the past, somebody else, another day.

Finds: "souhaite que le bureau valide …", "si le conseil approuve …", "le conseil du 4 mai a voté …", "(info)".
Never: reads the outcome; a formula of a deliberation is not taken back here.
"""

import re

from extractors.grammar.dates.atoms import FULL_MONTH_SRC
from extractors.lexicons import load_lexicon

_HYPOTHESIS_RE = re.compile(
    r"\b(?:si|s'il|s'ils|lorsque|quand|des que|une fois|au cas ou|a condition que|afin que|pour que|avant que)\b"
    r"[^.;:,]*$"
)
# "rappelle que le conseil a voté", "propose que le bureau valide": told or wished for, not done
_SPEECH_SRC = (
    "rappel|indiqu|precis|expliqu|inform|soulign|signal|annonc|declar|propos|demand|souhait|suggere|invite|note|constat"
    "|pens|estim|consider|dit|fait savoir|regrett|question|observ|remarqu|juge|trouv|crain|redout|repond|rapporte"
    "|racont|avise|affirm|apprend|prefer|aimer|voudr|esper|reve|attend"
)
_SPEECH_RE = re.compile(rf"\b(?:{_SPEECH_SRC})\w*\s+(?:\S+\s+){{0,5}}?(?:que\b|qu'|si\b|comment\b)[^.;:]*$")
# "lors de la préparation du salon, nous avons choisi …": another occasion; "lors de la réunion" may be this one
_OCCASION_RE = re.compile(
    r"\blors\s+(?:de|du|des|d')\s*(?!cette\b|(?:la|notre|l')?\s*(?:presente|reunion,|seance,|discussion|echange))[^.;]*$"
)
# "en 2019, …", "le 12 mars 2019, …", "par délibération du 3 mai, …" before the verb: an earlier decision is told
_PAST_DAY_RE = re.compile(
    r"\b(?:depuis|en|fin|debut|le)\s+(?:\d{1,2}(?:er)?\s+)?(?:\w{3,9}\s+)?(?:19|20)\d\d\b[^.;]*$"
    r"|\bpar\s+(?:deliberation|arrete)\b[^.;]*$"
)
# "(info)", "simple information", "Pour information, …": told, not settled
_INFORMATION_RE = re.compile(
    r"\((?:pour\s+)?info(?:rmation)?s?\)|\bsimple\s+information\b|^\W*pour\s+info(?:rmation)?s?\b"
)
# After the name of a body: "du 24 février", "de mars", "d'avril": another meeting of it
_OF_ANOTHER_DAY_RE = re.compile(
    rf"\s+(?:du\s+\d{{1,2}}(?:er)?\s+(?:{FULL_MONTH_SRC})|de\s+(?:{FULL_MONTH_SRC})|d'(?:{FULL_MONTH_SRC}))\b"
)
# After "a voté", "ont décidé": "en juin", "hier", "la semaine dernière"; not "le bal en juin"
_LATELY_RE = re.compile(
    rf"(?:\s+(?!(?:de|que|pour|du|des|en|le)\b|d'|qu')[^\s.;,:]+){{0,3}}\s+(?:(?:des|en|debut|fin|mi-?|courant)\s*(?:{FULL_MONTH_SRC})\b|le\s+\d{{1,2}}(?:er)?\s+(?:{FULL_MONTH_SRC})\b|hier\b"
    r"|(?:la\s+semaine|l'annee|l'ete|le\s+mois|le\s+trimestre)\s+(?:derniere?|passee?)\b)"
)
# "a fixé la fête en juin", "ont reporté le bal en mai": the day is what was settled
_SETS_DAY_RE = re.compile(r"\b(?:fix|report|retenu|choisi|arret|ajourn|decal|plac|programm)\w*$")
_PERFECT_RE = re.compile(r"\b(?:a|ont)\s+(?:\w{4,14}\s+)?$")
_THEIRS_RE = re.compile(r"\b(?:leur|votre|l'autre|l'ancien|du\s+precedent|le\s+precedent)\s*$")
# "rappelle que", "raconte à la salle que"; "annonce que la motion est adoptée" may be the result itself
_RECALLED_RE = re.compile(
    r"\b(?:rappel|se\s+souv|rapporte|racont|appren|mentionn|evoqu)\w*\s+(?:\S+\s+){0,5}?(?:que\b|qu')[^.;:]*$"
)
# "Attendu que le toit fuit ; en conséquence, il est résolu …": grounds and resolution in one sentence
_AFTER_GROUNDS_RE = re.compile(
    r"[;,]\s*(?:en\s+consequence|par\s+consequent|pour\s+ces\s+motifs)\b|\bil\s+est\s+(?:\w+\s+)?resolu\b|\bet\s+resolu\b"
)
# "le délai est prolongé, Mme Roy envoie un rappel signé par la direction": the agent belongs to the next clause
_CLAUSE_END_RE = re.compile(r"[.;:,]\s")
_ANSWER_RE = re.compile(r"\?\s*[\"')]*$")
# "tout le monde est d'accord sur le principe, c'est le calendrier qui coince": agreed in part, nothing settled
_IN_PART_RE = re.compile(
    r"\bd'accord\s+(?:sur\s+(?:le|la|les|un)\b[^.;]{2,40},?\s+(?:mais|c'est|seulement|en\s+revanche)\b|mais\b)"
)
_PLAN_RE = re.compile(r"\b(?:prevue?s?|sera|seront|aura|auront|programmee?s?|reportee?s?|a\s+partir)\b")
_BEFORE = (_HYPOTHESIS_RE, _PAST_DAY_RE, _SPEECH_RE, _OCCASION_RE)
"""What may stand before the verb and take it back."""


def is_refused(folded: str, start: int, end: int) -> bool:
    """True if the words around a cue at [start, end) take it back: a wish, a question, the past, somebody else."""
    words = load_lexicon("decisions")
    before = folded[:start]
    if _PLAN_RE.search(before) and not any(p.search(before) for p in (_HYPOTHESIS_RE, _SPEECH_RE, _OCCASION_RE)):
        before = ""  # "prévu en 2027 : accord de tous": the year is that of a plan
    if _ANSWER_RE.search(folded) or any(pattern.search(before) for pattern in _BEFORE):
        return True
    if is_citation(folded) or _INFORMATION_RE.search(folded) or _IN_PART_RE.search(folded):
        return True
    if any(cue.start < end + 15 for cue in words["refused"].find(folded)):
        return True
    return any(
        end <= cue.start <= end + 60 and not _CLAUSE_END_RE.search(folded[end : cue.start])
        for cue in words["other_agent"].find(folded)
    )


def is_citation(folded: str) -> bool:
    """True for the grounds of a deliberation, "Vu l'avis …", where the resolution itself does not follow at once."""
    if _AFTER_GROUNDS_RE.search(folded):
        return False
    return bool(re.match(r"\W*(?:" + load_lexicon("decisions")["citing"].pattern.pattern + ")", folded))


def is_told_elsewhere(folded: str, subject_end: int, verb_end: int) -> bool:
    """True for the perfect of another meeting: "le conseil du 24 février a voté", "la commission a adopté en juin"."""
    if _SETS_DAY_RE.search(folded[:verb_end]):
        return False
    return bool(_OF_ANOTHER_DAY_RE.match(folded, subject_end) or _LATELY_RE.match(folded, verb_end))


def is_of_others(folded: str) -> bool:
    """True where another body, or this one on another day, "a voté", "ont adopté": its voices are no result here."""
    words = load_lexicon("decisions")
    others = words["body"].pseudo_pattern
    foreign = [match.end() for match in others.finditer(folded)] if others else []
    own = words["body"].find(folded)
    foreign += [cue.end for cue in own if _THEIRS_RE.search(folded[max(0, cue.start - 30) : cue.start])]
    for verb in words["participle"].find(folded):
        perfect = _PERFECT_RE.search(folded, max(0, verb.start - 30), verb.start)
        if perfect is None:
            continue
        if any(end <= perfect.start() <= end + 60 for end in foreign):
            return True
        if any(cue.end <= perfect.start() and is_told_elsewhere(folded, cue.end, verb.end) for cue in own):
            return True
    return False


def is_recalled(before: str) -> bool:
    """True if the words before a result recall it: "rappelle que le vote a été acquis …"."""
    return _RECALLED_RE.search(before) is not None
