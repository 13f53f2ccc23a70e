"""Whether a sentence settles something: which words say so, and which words take it back.

Finds: "Le conseil … décide de", "il est convenu que", "le règlement est adopté", "Décision : …", "nous avons choisi".
Signals in order of authority: the formula of a deliberation; a verb of deciding whose subject is the meeting; the
impersonal ("il a été décidé"); the passive ("est approuvé"); labels and noun phrases ("Décision de fermer").
Never: opinions, wishes, questions, hypotheses, votes to come, decisions of others, decisions of earlier meetings.
"""

import re
from dataclasses import dataclass

from extractors.decisions.refusals import is_refused, is_told_elsewhere
from extractors.decisions.spoken import find_label, find_on, find_verdict
from extractors.decisions.terse import find_first_verdict, find_terse
from extractors.grammar.numbers import NUMBER_WORDS_SRC
from extractors.lexicons import Cue, Lexicon, load_lexicon
from models.folding import fold

WORDS_BEFORE = 40
"""Characters before a body's name that tell whether it is the subject."""
LONGEST_GAP = 170
"""Characters between the meeting as subject and its verb: "après en avoir délibéré, à l'unanimité des présents,"."""


@dataclass(frozen=True, slots=True)
class Signal:
    """What makes a sentence a decision: the rule and where its words stand in the folded text."""

    rule: str
    start: int
    end: int


CONFIDENCE = {
    "decisions.answer": 0.7,
    "decisions.deliberation": 0.9,
    "decisions.habit": 0.65,
    "decisions.impersonal": 0.85,
    "decisions.label": 0.9,
    "decisions.list": 0.9,
    "decisions.noun": 0.75,
    "decisions.outcome": 0.75,
    "decisions.passive": 0.8,
    "decisions.performative": 0.8,
    "decisions.resolution": 0.9,
    "decisions.section": 0.75,
    "decisions.spoken": 0.7,
    "decisions.terse": 0.65,
    "decisions.verdict": 0.75,
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
    r"(?:\b(?:du|des|au|aux|de|par|devant|avec|pour|en|dans|lors|a|sur|chaque|certains|plusieurs|quelques|deux|trois|autres?|leur|votre|ancien|precedent)"
    r"(?:\s+(?:le|la|les|ce|cet|cette|notre|son|leur)\b)?\s*|\b(?:de|a|d|par|avec|pour)\s+l'|\bd'|\bd'une?\s+)$"
)
_ADVERB_SRC = r"(?:(?:donc|ainsi|egalement|finalement|aussi|alors|maintenant|ensuite|tous|toutes|\w{4,14}ment)\s+){0,2}"
# After the first word of a name nothing but the verb, an adverb or an aside: "le club, après un tour de table, décide"
_NEAR_RE = re.compile(rf"\s+(?:(?:a|ont)\s+)?{_ADVERB_SRC}|\s*,[^.;:]{{1,120}},\s*")
# "Le Collège décide": the executive of a Belgian commune; a "collège" with a small letter is a school
_COLLEGE_RE = re.compile(r"\b[Ll]e\s+(?P<head>Collège)\b")
_PERFECT_RE = re.compile(rf"\b(?:a|ont|s'est|se\s+sont)\s+{_ADVERB_SRC}$")
# "est adopté", "sont donc élus", "a été validée", "ont été retenus"; not "était adopté", "sera adopté", "soit adopté"
_PASSIVE_RE = re.compile(rf"\b(?:est|sont|reste(?:nt)?|(?:a|ont)\s+(?:\w{{4,14}}\s+)?ete)\s+{_ADVERB_SRC}$")
_NEGATED_RE = re.compile(r"\b(?:n'|ne\s)(?:\w+\s+){0,2}$|\b(?:n'est|n'a|n'ont|ne\s+sont)\b[^,.;]{0,20}$")
# "… acceptée par la Fondation", "… choisi par son directeur"; what follows tells whether it is the meeting
_AGENT_RE = re.compile(r"[^.;,]{0,40}?\bpar\s+(?:(?:le|la|les|un|une|son|sa|leur|notre)\s+|l'|(?:m|mme|mr)\.?\s+)")
# " par 3S", " par Nautilia": an agent with a name of its own
_NAMED_AGENT_RE = re.compile(r"\s+par\s+(?=[A-ZÀ-Ý]|\d+[A-Z])")
# "La motion est retirée par son auteur", "M. Roy retire son amendement"; not "La plaque est retirée"
_WITHDRAWN_RE = re.compile(
    r"\b(?:motion|amendement|proposition|point|question|voeu|deliberation|resolution|projet\s+de\s+deliberation)s?\b"
    r"[^.;:]{0,60}?\b(?P<verb>(?:est|sont)\s+(?:donc\s+|finalement\s+|alors\s+)?retiree?s?)\b"
    r"|\b(?P<act>retire(?:nt)?)\s+(?:(?:sa|leur|la|cette)\s+(?:motion|proposition|resolution)|(?:son|leur|l'|cet)\s?(?:amendement|voeu))\b"
)
_SECRETARY_RE = re.compile(
    r"\b(?:design|nomm|choisi|elu|elit)\w*\b[^.;:]{0,60}\b(?:secretaires?\s+de\s+(?:la\s+)?(?:presente\s+)?(?:seance|reunion)|(?:pour\s+remplir\s+les\s+)?fonctions\s+de\s+secretaire)\b"
    r"|\bpresidence\b[^.;:]{0,40}\bconfiee\b"
)
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
        _signal("label", find_label(cased, folded)),
        _performative(words, cased, folded, body),
        _impersonal(words, folded),
        _passive(words, cased, folded),
        _first(words, folded, "we"),
        _signal("spoken", find_on(folded)),
        _habit(folded),
        _noun(words, folded),
        _signal("verdict", find_verdict(cased, folded)),
        _signal("terse", find_terse(cased, folded)),
        _signal("answer", find_first_verdict(cased, folded)),
    ):
        if signal is None or _appoints_secretary(folded):
            continue
        if signal.rule == "decisions.deliberation" or not is_refused(folded, signal.start, signal.end):
            return signal
    return None


def _appoints_secretary(folded: str) -> bool:
    """ "Mme Roy est désignée secrétaire de séance": how the meeting opens, nothing that it settles."""
    return _SECRETARY_RE.search(folded) is not None


def _signal(rule: str, found: tuple[int, int] | None) -> Signal | None:
    return Signal(f"decisions.{rule}", *found) if found else None


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
    if re.match(r"\W*art(?:icle)?\.?\s*\d{1,2}(?:er)?\s*[.:-]", folded):
        return True  # "Article 1er : d'attribuer …"
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
    for subject in (*words["body"].find(folded), *_own_name(cased, folded, body)):
        if _OBLIQUE_RE.search(folded[max(0, subject.start - WORDS_BEFORE) : subject.start]):
            continue
        for verb in verbs:
            gap = folded[subject.end : verb.start]
            if verb.entry == "participle" and is_told_elsewhere(folded, subject.end, verb.end):
                continue
            if subject.entry == "head" and not _NEAR_RE.fullmatch(gap):
                continue
            if subject.end <= verb.start <= subject.end + LONGEST_GAP and _can_stand_between(gap):
                rule = "deliberation" if is_formula(folded[: verb.start]) else "performative"
                return Signal(f"decisions.{rule}", verb.start, verb.end)
    return None


def _is_participle(words: str) -> bool:
    """True for "adopté" and "donné pouvoir", which only an accent tells from "adopte" and "donne pouvoir"."""
    return re.match(r"\S*é\b", words) is not None


def _can_stand_between(gap: str) -> bool:
    return not _OTHER_CLAUSE_RE.search(gap) and not _NEGATED_RE.search(gap)


def _perfects(words: Lexicon, folded: str) -> list[Cue]:
    """ "a décidé", "ont donc validé": the perfect of a participle."""
    return [cue for cue in words["participle"].find(folded) if _PERFECT_RE.search(folded[: cue.start])]


def _own_name(cased: str, folded: str, body: str | None) -> list[Cue]:
    """The body's own name, its first word alone ("le club" of the "club des marcheurs"), and "le Collège"."""
    name = fold(body.replace("’", "'")) if body else ""
    found = [Cue("head", m.start("head"), m.end()) for m in _COLLEGE_RE.finditer(cased)]
    if len(name) > 1:
        found += [Cue("own", m.start(), m.end()) for m in re.finditer(rf"\b{re.escape(name)}\b", folded)]
    head = name.partition(" ")[0]
    if len(head) > 3 and head != name:
        found += [
            Cue("head", m.end() - len(head), m.end()) for m in re.finditer(rf"\bl[ea']\s?{re.escape(head)}\b", folded)
        ]
    return found


def _first(words: Lexicon, folded: str, entry: str) -> Signal | None:
    cue = words[entry].search(folded)
    return Signal(f"decisions.{entry}", cue.start, cue.end) if cue else None


def _impersonal(words: Lexicon, folded: str) -> Signal | None:
    signal = _first(words, folded, "impersonal")
    return None if signal and _takes_back(words, folded, signal.start, signal.end) else signal


def _passive(words: Lexicon, cased: str, folded: str) -> Signal | None:
    """ "est adopté", "ont été élus": by the meeting, or with no agent told; "est retirée" of a motion, by anyone."""
    withdrawn = _WITHDRAWN_RE.search(folded)
    if withdrawn and not _NEGATED_RE.search(folded[: withdrawn.start(withdrawn.lastgroup or 0)]):
        return Signal("decisions.passive", *withdrawn.span(withdrawn.lastgroup or 0))
    for cue in (*words["participle"].find(folded), *words["participle_now"].find(folded)):
        auxiliary = _PASSIVE_RE.search(folded[: cue.start])
        if not auxiliary or _takes_back(words, folded, auxiliary.start(), cue.end):
            continue
        if _NAMED_AGENT_RE.match(cased, cue.end) and not _is_body(words, folded, cased, cue.end):
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


def _is_body(words: Lexicon, folded: str, cased: str, after: int) -> bool:
    """True if the agent right after the participle is the meeting: "validé par CA"."""
    agent = _NAMED_AGENT_RE.match(cased, after)
    return agent is not None and any(cue.start == agent.end() for cue in words["body"].find(folded))


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
