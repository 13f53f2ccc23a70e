"""Whether a sentence settles something: which words say so, and which words take it back.

Finds: "Le conseil … décide de", "il est convenu que", "le règlement est adopté", "Décision : …", "nous avons choisi".
Signals in order of authority: the formula of a deliberation; a verb of deciding whose subject is the meeting; the
impersonal ("il a été décidé"); the passive ("est approuvé"); labels and noun phrases ("Décision de fermer").
Never: opinions, wishes, questions, hypotheses, votes to come, decisions of others, decisions of earlier meetings.
"""

import re
from dataclasses import dataclass

from extractors.grammar.numbers import NUMBER_WORDS_SRC
from extractors.lexicons import Cue, Lexicon, load_lexicon
from models.folding import fold

LONGEST_GAP = 170
"""Characters between the meeting as subject and its verb: "après en avoir délibéré, à l'unanimité des présents,"."""


@dataclass(frozen=True, slots=True)
class Signal:
    """What makes a sentence a decision: the rule and where its words stand in the folded text."""

    rule: str
    start: int
    end: int


CONFIDENCE = {
    "decisions.deliberation": 0.9,
    "decisions.habit": 0.65,
    "decisions.impersonal": 0.85,
    "decisions.label": 0.9,
    "decisions.list": 0.9,
    "decisions.noun": 0.75,
    "decisions.outcome": 0.75,
    "decisions.passive": 0.8,
    "decisions.performative": 0.8,
    "decisions.section": 0.75,
    "decisions.vote": 0.92,
    "decisions.we": 0.7,
}
"""How often a rule is right: estimates below what the development set shows, until calibration replaces them."""

# Between subject and verb: refuses another subject or clause ("le conseil, que le maire informe").
_OTHER_CLAUSE_RE = re.compile(
    r"\b(?:que|qui|dont|si|il|elle|ils|elles|on|nous|lorsque|quand)\b|[.:;?!]|\bqu'|\bpour\s+qu"
)
# Before the body's name: it is no subject ("au conseil", "du bureau", "par le comité", "l'avis des membres").
_OBLIQUE_RE = re.compile(
    r"(?:\b(?:du|des|au|aux|de|par|devant|avec|pour|en|dans|lors|a|sur|chaque|certains|plusieurs|quelques|deux|trois|autres)"
    r"(?:\s+(?:le|la|les|ce|cet|cette|notre|son|leur)\b)?\s*|\b(?:de|a|d|par|avec|pour)\s+l'|\bd'|\bd'une?\s+)$"
)
_ADVERB_SRC = r"(?:(?:donc|ainsi|egalement|finalement|aussi|alors|maintenant|ensuite|tous|toutes|\w{4,14}ment)\s+){0,2}"
_PERFECT_RE = re.compile(rf"\b(?:a|ont|s'est|se\s+sont)\s+{_ADVERB_SRC}$")
# "est adopté", "sont donc élus", "a été validée", "ont été retenus"; not "était adopté", "sera adopté", "soit adopté"
_PASSIVE_RE = re.compile(rf"\b(?:est|sont|reste(?:nt)?|(?:a|ont)\s+(?:\w{{4,14}}\s+)?ete)\s+{_ADVERB_SRC}$")
_HYPOTHESIS_RE = re.compile(
    r"\b(?:si|s'il|s'ils|lorsque|quand|des que|une fois|au cas ou|a condition que|afin que|pour que|avant que)\b"
    r"[^.;:,]*$"
)
# "rappelle que le conseil a voté", "propose que le bureau valide": told or wished for, not done
_SPEECH_SRC = (
    "rappel|indiqu|precis|expliqu|inform|soulign|signal|annonc|declar|propos|demand|souhait|suggere|invite|note|constat"
    "|pens|estim|consider|dit|fait savoir|regrett|question"
)
_SPEECH_RE = re.compile(rf"\b(?:{_SPEECH_SRC})\w*\s+(?:\S+\s+){{0,5}}?(?:que\b|qu'|si\b|comment\b)[^.;]*$")
# "lors de la préparation du salon, nous avons choisi …": another occasion; "lors de la réunion" may be this one
_OCCASION_RE = re.compile(
    r"\blors\s+(?:de|du|des|d')\s*(?!cette\b|(?:la|notre|l')?\s*(?:presente|reunion,|seance,|discussion|echange))[^.;]*$"
)
_NEGATED_RE = re.compile(r"\b(?:n'|ne\s)(?:\w+\s+){0,2}$|\b(?:n'est|n'a|n'ont|ne\s+sont)\b[^,.;]{0,20}$")
# "en 2019, …", "le 12 mars 2019, …", "par délibération du 3 mai, …" before the verb: an earlier decision is told
_PAST_DAY_RE = re.compile(
    r"\b(?:depuis|en|fin|debut|le)\s+(?:\d{1,2}(?:er)?\s+)?(?:\w{3,9}\s+)?(?:19|20)\d\d\b[^.;]*$"
    r"|\bpar\s+(?:deliberation|arrete)\b[^.;]*$"
)
# "… acceptée par la Fondation", "… choisi par son directeur"; what follows tells whether it is the meeting
_AGENT_RE = re.compile(r"[^.;,]{0,40}?\bpar\s+(?:(?:le|la|les|un|une|son|sa|leur|notre)\s+|l'|(?:m|mme|mr)\.?\s+)")
_POINTING_RE = re.compile(
    r"\b(?:cet|cette|ce|ces)\s+(?:ajout|proposition|point|demande|projet|modification|principe|idee|candidature|choix"
    r"|report|date|option|solution|amendement|changement)s?\b"
)
_VOTERS_RE = re.compile(r"(?:vot|voix|majorite|ensemble|suite|biais|voie|groupe|quorum|mail|deux\s+parties)")
# "a été voté en mars 2011", "ont été retenus fin 2010": told from the past
_DATED_RE = re.compile(r"[^.;]{0,60}?\b(?:en|fin|debut|courant|depuis)\s+(?:\w{3,9}\s+)?(?:19|20)\d\d\b")
# "conventions qui sont validées", "c'est là que sont décidées"
_RELATIVE_RE = re.compile(r"\b(?:qui|que|dont|ou)\s+(?:(?:ne|n'|y|en|leur|lui)\s+)?$")
# Takes "Décision 3 : …", "Décision n° 12 - …"; not "Décision du 3 mai"
_NUMBERED_RE = re.compile(r"\W*decision\s+(?:n\s?[°ºo]?\.?\s*)?\d[\w/-]*\s*[:.-]\s*\S")
# "Six intervenants maximum par table", "Deux pages au plus"
_LIMIT_RE = re.compile(
    rf"\W*(?:\d{{1,3}}|{NUMBER_WORDS_SRC})\s+\w+(?:\s+\w+)?\s+(?:maximum|minimum|au\s+(?:plus|maximum|minimum|moins))\b"
)
_ANSWER_RE = re.compile(r"\?\s*[\"')]*$")
_BEFORE = (_HYPOTHESIS_RE, _PAST_DAY_RE, _SPEECH_RE, _OCCASION_RE)
"""What may stand before the verb and take it back."""


def find_signal(cased: str, folded: str, body: str | None = None) -> Signal | None:
    """The words that make a sentence a decision of the meeting, None if it settles nothing.

    Args:
        cased, folded: the sentence; both have equal length.
        body: name of the body that met, as the minutes give it: its words count as the meeting speaking.
    """
    words = load_lexicon("decisions")
    if label := _NUMBERED_RE.match(folded):
        return Signal("decisions.label", label.start(), label.end())
    for signal in (
        _performative(words, cased, folded, body),
        _impersonal(words, folded),
        _passive(words, folded),
        _first(words, folded, "we"),
        _habit(folded),
        _noun(words, folded),
    ):
        if signal and (signal.rule == "decisions.deliberation" or not is_refused(folded, signal.start, signal.end)):
            return signal
    return None


def is_refused(folded: str, start: int, end: int) -> bool:
    """True if the words around a cue at [start, end) take it back: a wish, a question, the past, somebody else."""
    words = load_lexicon("decisions")
    before = folded[:start]
    if _ANSWER_RE.search(folded) or any(pattern.search(before) for pattern in _BEFORE):
        return True
    if is_citation(folded):
        return True
    if any(cue.start < end + 15 for cue in words["refused"].find(folded)):
        return True
    return any(end <= cue.start <= end + 60 for cue in words["other_agent"].find(folded))


def is_citation(folded: str) -> bool:
    """True for the grounds of a deliberation: "Vu l'avis …", "Considérant que …"."""
    return bool(re.match(r"\W*(?:" + load_lexicon("decisions")["citing"].pattern.pattern + ")", folded))


def is_formula(folded: str) -> bool:
    """True if the sentence uses the formula of a deliberation ("après en avoir délibéré")."""
    return load_lexicon("decisions")["formula"].search(folded) is not None


def points_back(folded: str) -> bool:
    """True for a short sentence that settles what the one before proposes: "Le conseil accepte cet ajout."."""
    return len(folded.split()) <= 12 and _POINTING_RE.search(folded) is not None


def is_conclusion(folded: str) -> bool:
    """True if the sentence draws the result of what stands before it ("donc", "après discussion")."""
    words = load_lexicon("decisions")
    return words["consequence"].search(folded) is not None or words["formula"].search(folded) is not None


def starts_with_verb(folded: str) -> bool:
    """True for an item of a deliberation's list: "d'autoriser …", "APPROUVE …", "de prévoir …", "que …"."""
    if re.match(r"\W*(?:de\s+\w+(?:er|ir|re)\b|d'\w+(?:er|ir|re)\b|que\b|qu')", folded):
        return True
    if re.match(r"\W*(?:votes?|charges?|acte)\s+(?:de|du|des|d'|pour|sur|a)\b", folded):
        return False  # nouns: "Vote du budget", "Charges de personnel"
    verb = load_lexicon("decisions")["verb"].pattern
    return bool(re.match(r"\W*(?:et\s+)?(?:" + verb.pattern + ")", folded)) or bool(
        re.match(
            r"\W*(?:et\s+)?(?:precise|demande|donne|prevoit|inscrit|impute|habilite|prend|rappelle|indique|declare)\b",
            folded,
        )
    )


def _performative(words: Lexicon, cased: str, folded: str, body: str | None) -> Signal | None:
    """The meeting as subject, before a verb of deciding in the present or the perfect."""
    present = [cue for cue in words["verb"].find(folded) if not _is_participle(cased[cue.start : cue.end])]
    verbs = sorted([*present, *_perfects(words, folded)], key=lambda cue: cue.start)
    for subject in (*words["body"].find(folded), *_own_name(folded, body)):
        if _OBLIQUE_RE.search(folded[: subject.start]):
            continue
        for verb in verbs:
            gap = folded[subject.end : verb.start]
            if subject.end <= verb.start <= subject.end + LONGEST_GAP and _can_stand_between(gap):
                rule = "deliberation" if is_formula(folded[: verb.start]) else "performative"
                return Signal(f"decisions.{rule}", verb.start, verb.end)
    return None


def _is_participle(words: str) -> bool:
    """True for "adopté" and "donné pouvoir", which only an accent tells from "adopte" and "donne pouvoir"."""
    return re.search(r"é\b", words) is not None


def _can_stand_between(gap: str) -> bool:
    return not _OTHER_CLAUSE_RE.search(gap) and not _NEGATED_RE.search(gap)


def _perfects(words: Lexicon, folded: str) -> list[Cue]:
    """ "a décidé", "ont donc validé": the perfect of a participle."""
    return [cue for cue in words["participle"].find(folded) if _PERFECT_RE.search(folded[: cue.start])]


def _own_name(folded: str, body: str | None) -> list[Cue]:
    name = fold(body.replace("’", "'")) if body else ""
    return (
        [Cue("own", m.start(), m.end()) for m in re.finditer(rf"\b{re.escape(name)}\b", folded)]
        if len(name) > 1
        else []
    )


def _first(words: Lexicon, folded: str, entry: str) -> Signal | None:
    cue = words[entry].search(folded)
    return Signal(f"decisions.{entry}", cue.start, cue.end) if cue else None


def _impersonal(words: Lexicon, folded: str) -> Signal | None:
    signal = _first(words, folded, "impersonal")
    return None if signal and _takes_back(words, folded, signal.start, signal.end) else signal


def _passive(words: Lexicon, folded: str) -> Signal | None:
    """ "est adopté", "ont été élus": by the meeting, or with no agent told."""
    for cue in (*words["participle"].find(folded), *words["participle_now"].find(folded)):
        auxiliary = _PASSIVE_RE.search(folded[: cue.start])
        if not auxiliary or _takes_back(words, folded, auxiliary.start(), cue.end):
            continue
        if cue.entry == "participle" or _is_present(folded, auxiliary):
            return Signal("decisions.passive", auxiliary.start(), cue.end)
    return None


def _is_present(folded: str, auxiliary: re.Match[str]) -> bool:
    """ "La régie est supprimée"; not "a été supprimée", nor "elles sont supprimées" of things in general."""
    is_perfect = auxiliary.group().startswith(("a ", "ont "))
    return not is_perfect and not re.search(r"\b(?:ils?|elles?|on)\s+$", folded[: auxiliary.start()])


def _takes_back(words: Lexicon, folded: str, start: int, end: int) -> bool:
    """A passive or impersonal that is denied, told in a relative clause, done by others, or dated in another year."""
    before, after = folded[:start], folded[end:]
    is_perfect = folded.startswith(("a ", "ont "), start) or " a ete " in folded[start:end]
    is_old = is_perfect and _DATED_RE.match(after) is not None
    is_relative = _RELATIVE_RE.search(before) is not None
    return bool(_NEGATED_RE.search(before)) or is_relative or is_old or _is_by_others(words, after)


def _is_by_others(words: Lexicon, after: str) -> bool:
    """ "acceptée par la Fondation": an agent that is neither the meeting nor its vote."""
    agent = _AGENT_RE.match(after)
    if agent is None:
        return False
    name = after[agent.end() :]
    return not any(cue.start == 0 for cue in words["body"].find(name)) and not _VOTERS_RE.match(name)


def _habit(folded: str) -> Signal | None:
    """A rule that the meeting gives itself: "Les réunions auront lieu tous les deux mois"."""
    match = re.search(
        r"\b(?:aura lieu|auront lieu|se reunira|se reuniront|se tiendra|se tiendront)\s+(?:desormais\s+)?"
        r"(?:tous les|toutes les|chaque|une fois par|deux fois par)\b",
        folded,
    )
    match = match or _LIMIT_RE.match(folded)
    return Signal("decisions.habit", match.start(), match.end()) if match else None


def _noun(words: Lexicon, folded: str) -> Signal | None:
    """A noun phrase that opens the sentence ("Décision de …"), or says what was chosen ("les thèmes retenus")."""
    opening = next((cue for cue in words["noun"].find(folded) if not folded[: cue.start].strip(" -:>\"'()*.")), None)
    cue = opening or words["noun_inside"].search(folded)
    return Signal("decisions.noun", cue.start, cue.end) if cue else None
