"""Actions told in prose: somebody will do something.

Signals in order of authority: a label ("Action : …"); an offer or a charge ("X se charge de …"); a request ("il est
demandé aux communes de …"); future and near future of a verb of work with an agent; passive future; duty; "… à faire";
the present with a deadline ("X envoie le dossier avant le 3 mai"); a bare infinitive with an owner or a deadline.
Never: conditionals and wishes, questions, events ("aura lieu"), general recommendations ("il faut anticiper"), rules of
procedure ("sera présentée à l'entrée"), lines of the budget, bullets of a délibération ("AUTORISE le maire à …").
"""

import re
from collections.abc import Callable
from dataclasses import replace

from extractors.actions.agency import charge_of
from extractors.actions.assigned import assigned
from extractors.actions.charges import cleft, person_future, person_present
from extractors.actions.hedges import is_event, is_hedged, is_rule, is_work
from extractors.actions.owners import Roster, named_in
from extractors.actions.persons import are_persons
from extractors.actions.sighting import Sighting
from extractors.grammar.agents import split_owners
from extractors.grammar.subjects import SubjectKind, subject_before
from extractors.grammar.verbs import task_verbs
from extractors.lexicons import load_lexicon
from extractors.reading import Passage

MAX_LENGTH = 700

_BY_RE = re.compile(r"\bpar\s+(?=(?:l[ea']|les|M\.|Mme|[A-ZÀ-Ý]))")
_TO_WHOM_RE = re.compile(
    r"\b(?:demand\w+|charge|revient|merci|confie\w*)\s+(?:a|aux?|a la|a l'|l[ea]s?)\s+(?P<who>.{2,60}?)"
    r"(?<! et)\s+(?:le soin )?(?:de\s|d'|a\s)"
)
_ASKED_RE = re.compile(
    r"\b(?:demande(?:nt|ra|ront)?\s+(?:a|au|aux)|charge(?:nt|ra|ront)?|prie(?:nt|ra)?|mandate(?:nt)?)"
    r"\s+(?P<who>[^,;:.]{2,45}?)\s+(?:de\s+|pour\s+|d')"
)
_RESOLUTION_RE = re.compile(
    r"(?:dit|decide|autorise|charge|approuve|precise|donne|fixe|adopte|prend acte|mandate|habilite|accepte|valide|vote)"
    r"\s+(?:que|qu'|de|d'|l[ea]s?|l'|monsieur|madame|m\.|mme|une?|des|pouvoir|delegation|mandat|son|sa|ses)"
)
"""How a bullet of a délibération begins: a verb whose subject, the body, stands above. Folded."""
_CHARGED_RE = re.compile(r"[\W_]*(?:et )?charge\s+(?P<who>(?:l[ea]s?\s|l'|m\.\s|mme\s).{3,60}?)\s+(?:de |d')")
_OBJECT_RE = re.compile(r"(?:l[ea]s?|l'|une?|des|ces?|cette|son|sa|ses|leurs?|nos|notre|tous?|que)\b\s*(?!\d)")
"""After "X à signer" an object makes it an infinitive: "autorise le maire à signer la convention". Folded."""
FINITE_RE = re.compile(
    r"\b(?:est|sont|a|ont|était|étaient|sera|seront|serait|semble|reste|permet(?:tra|tront)?|permettent|pourr\w+|peut"
    r"|peuvent|suffit|constitue|représente|demande|implique|devient|apparaît|faut|on|nous|il|elle|ils|elles|je|vous|tend)"
    r"\b(?! charge)"
)
"""Finite verbs and pronouns that make an infinitive a part of a sentence. For readable text in small letters: folded,
"à" would pass for "a"."""
SENTENCE_VERB_RE = re.compile(r"\b(?:est|sont|a|ont|faut|avoir|peut|peuvent|il|on|nous|quand|si|sera|seront)\b")
_AGENT_END_RE = re.compile(r"[.;:()]|\s(?:afin|pour|avant|dans|lors|à|en|d'ici|qui|et sera|le \d)\b")


def see_action(passage: Passage, roster: Roster, *, supported: bool = False) -> Sighting | None:
    """The first rule that sees an action in a sentence, None if none does.

    Args:
        passage: a sentence or a part of one.
        roster: who is known.
        supported: the place charges already: an arrow points at the words, or they stand in a section of actions.
    """
    if len(passage.cased) > MAX_LENGTH or passage.cased.rstrip().endswith("?"):
        return None
    if _RESOLUTION_RE.match(passage.folded.lstrip(" -\"'")):
        return _charged(passage)
    if supported and (sighting := person_present(passage, roster, supported=True)):
        return sighting
    for rule in _RULES:
        sighting = rule(passage, roster)
        if sighting:
            return sighting
    return assigned(passage, roster, supported=supported)


def _charged(passage: Passage) -> Sighting | None:
    """ "CHARGE le secrétariat d'informer les familles": the one bullet of a délibération that charges somebody.

    The mayor or president charged to carry out the délibération itself is the usual formula, and no action.
    """
    match = _CHARGED_RE.match(passage.folded)
    if match is None or re.search(r"\bexecution|\bexecuter\b|\bsigner\b", passage.folded):
        return None
    owners = split_owners(passage.cased, match.start("who"), match.end("who"))
    return Sighting("actions.charge", 0.6, owners) if owners else None


def _offer(passage: Passage, roster: Roster) -> Sighting | None:
    cue = load_lexicon("actions")["offers"].search(passage.folded)
    if cue is None or is_hedged(passage, cue.start) or is_rule(passage):
        return None
    subject = subject_before(passage.cased, cue.start)
    if subject.kind is SubjectKind.THING:
        return None
    return Sighting("actions.offer", 0.75, subject.owners, subject.kind is SubjectKind.SPEAKER)


def _request(passage: Passage, roster: Roster) -> Sighting | None:
    cue = load_lexicon("actions")["requests"].search(passage.folded)
    if cue is None or is_hedged(passage, cue.start):
        return None
    match = None if "invit" in passage.folded[cue.start : cue.end] else _TO_WHOM_RE.search(passage.folded, cue.start)
    if match:
        owners = split_owners(passage.cased, match.start("who"), match.end("who"))
    else:
        owners = subject_before(passage.cased, cue.start).owners
    return Sighting("actions.request", 0.6, owners)


def _asked(passage: Passage, roster: Roster) -> Sighting | None:
    """ "On demande à Jo de réserver la salle.", "Le bureau charge Lise d'écrire": the work is named."""
    match = _ASKED_RE.search(passage.folded)
    if match is None or is_hedged(passage, match.start()):
        return None
    owners = split_owners(passage.cased, match.start("who"), match.end("who"))
    work = task_verbs().infinitive.match(passage.folded, match.end())
    if work is None or not are_persons(passage.cased, owners, roster):
        return None
    return Sighting("actions.request", 0.6, owners)


def _future(passage: Passage, roster: Roster) -> Sighting | None:
    for match in task_verbs().future.finditer(passage.folded):
        if not is_work(passage, match):
            continue
        sighting = charge_of(passage, match.start(), "actions.future", 0.7, roster)
        if sighting:
            return sighting
    return None


def _near_future(passage: Passage, roster: Roster) -> Sighting | None:
    for match in task_verbs().near_future.finditer(passage.folded):
        if not is_work(passage, match):
            continue
        if match["done"]:
            if not is_hedged(passage, match.start()):
                return Sighting("actions.near_future", 0.5, _agents_after(passage, match.end()))
            continue
        sighting = charge_of(passage, match.start(), "actions.near_future", 0.65, roster)
        if sighting:
            return sighting
    return None


def _passive(passage: Passage, roster: Roster) -> Sighting | None:
    if is_rule(passage):
        return None
    for match in task_verbs().passive.finditer(passage.folded):
        if not is_hedged(passage, match.start()) and not is_event(passage, match) and is_work(passage, match):
            must = match["aux"] not in ("sera", "seront")
            return Sighting("actions.passive", 0.4 if must else 0.55, _agents_after(passage, match.end()))
    return None


def _duty(passage: Passage, roster: Roster) -> Sighting | None:
    for match in task_verbs().duty.finditer(passage.folded):
        impersonal = re.match(r"(?:faut|faudra|reste)", match.group())
        if is_hedged(passage, match.start()) or not is_work(passage, match):
            continue
        if impersonal:
            if match["verb"] not in _VAGUE:
                sure = match["verb"] in _CONCRETE
                return Sighting("actions.duty.impersonal", 0.5 if sure else 0.45)
            continue
        sighting = charge_of(passage, match.start(), "actions.duty", 0.55, roster)
        if sighting:
            return sighting
    return None


def _to_do(passage: Passage, roster: Roster) -> Sighting | None:
    """ "Devis à demander.", "Communication à faire" """
    cue = load_lexicon("actions")["to_do_adjective"].search(passage.folded)
    if cue is None or len(passage.cased) > 160 or is_hedged(passage, cue.start):
        return None
    before, rest = passage.folded[: cue.start], passage.folded[cue.end :].strip(" .;!")
    if re.match(r"\W*prochaine?s? ", before) or not (before.strip(" -") or rest):
        return None
    lower = passage.cased[: cue.start].lower()
    if len(rest) > (60 if not before.strip() else 40) or "(" in before or SENTENCE_VERB_RE.search(lower):
        return None
    if before.strip() and _OBJECT_RE.match(rest):
        return None
    return Sighting("actions.to_do", 0.55, named_in(passage, roster) or _agents_after(passage, cue.end))


def _infinitive(passage: Passage, roster: Roster) -> Sighting | None:
    """ "Préparer le remplacement de Léa avant juin." "Prochaine séance : prendre une heure pour le budget (Léa)" """
    folded = passage.folded
    lead = re.match(r"[^:]{3,60}:\s+", folded)
    starts = [0] if passage.cased[:1].isupper() else []
    if lead and not re.search(r"objectif|mission|but\b|objet|principe|role|idee|piste|permet|vise", lead.group()):
        starts.append(lead.end())
    for start in starts:
        match = task_verbs().infinitive.match(folded, start)
        if match and is_bare_task(passage, match):
            return Sighting("actions.infinitive", 0.45, named_in(passage, roster))
    return None


def is_bare_task(passage: Passage, match: re.Match[str]) -> bool:
    """Whether an infinitive at the start is all the verb there is: "Faire le bilan est essentiel" charges nobody."""
    rest = passage.cased[match.end() :].lower()
    if len(passage.folded) > 220 or not is_work(passage, match):
        return False
    return not FINITE_RE.search(rest) and not is_rule(passage)


def _present(passage: Passage, roster: Roster) -> Sighting | None:
    """ "Le SIVU commande les panneaux avant le 1er juin": of bodies the present charges only with a deadline."""
    for match in task_verbs().present.finditer(passage.folded):
        if match["sure"] is None or passage.cased[match.end() - 1] == "é" or not passage.cased[match.start()].islower():
            continue  # a participle, which folding makes alike: "le devis envoyé avant le 20 mai"
        sighting = charge_of(passage, match.start(), "actions.present", 0.6, roster)
        if sighting and sighting.owners:
            return replace(sighting, needs_deadline=True)
    return None


def _agents_after(passage: Passage, start: int) -> tuple[tuple[int, int], ...]:
    match = _BY_RE.search(passage.cased, start)
    if match is None:
        return ()
    stop = _AGENT_END_RE.search(passage.cased[match.end() :])
    end = match.end() + (stop.start() if stop else min(60, len(passage.cased) - match.end()))
    return split_owners(passage.cased, match.end(), end)


_VAGUE = frozenset(
    "faire penser voir trouver prendre passer travailler tenir utiliser mettre rappeler noter preciser poursuivre "
    "mobiliser regarder rendre reduire proposer changer".split()
)
"""With "il faut" these recommend rather than charge ("il faut faire attention")."""
_CONCRETE = frozenset(
    "reserver commander acheter relancer contacter recontacter appeler rappeler telephoner imprimer envoyer renvoyer "
    "installer reparer louer inscrire deposer afficher distribuer nettoyer rediger finaliser photocopier "
    "convoquer".split()
)
"""With "il faut" these can be ticked off as they are ("il faut réserver la salle")."""
_RULES: tuple[Callable[[Passage, Roster], Sighting | None], ...] = (
    _offer,
    _asked,
    _request,
    _near_future,
    cleft,
    _future,
    person_future,
    person_present,
    _duty,
    _passive,
    _to_do,
    _present,
    _infinitive,
)
