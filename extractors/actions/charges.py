"""Charges told by a person and a verb: any future, and the present tense that hands out work.

Signals in order of authority: "c'est Jo qui appelle"; the future of a verb that is no mere being or happening; the
present of a verb of work, which says enough alone ("Jo relance le traiteur"), with support (an arrow before it, a
deadline, minutes that call people by first names: "Lise fait l'affiche"), or only with a deadline ("Jo propose trois
dates sous huitaine").
Never: what is said in the meeting ("Mme Aubry rappelle que"), habits ("Jo range chaque lundi"), bodies and things whose
verb is no known work, negations, what somebody will be or undergo ("Jo recevra la médaille").
"""

import re
from dataclasses import replace

from extractors.actions.agency import charge_of
from extractors.actions.hedges import is_rule, is_work
from extractors.actions.owners import Roster
from extractors.actions.persons import are_persons
from extractors.actions.sighting import Sighting
from extractors.grammar.agents import agent_entries, split_owners
from extractors.grammar.verbs import task_verbs
from extractors.lexicons import load_lexicon
from extractors.reading import Passage

# "c'est Lise qui reprend", "ce sera au trésorier de …"; not "c'est une affaire qui dure"
_CLEFT_RE = re.compile(
    r"\b(?:c'est|ce sera|ce sont|c'est donc)\s+(?P<who>[^,;.:]{2,40}?)\s+qui\s+(?=[a-zà-ÿ])", re.IGNORECASE
)
# "c'est Jo qui écrit." says who takes the notes, "c'est Jo qui écrit au maire" what is to be done.
_HAS_OBJECT_RE = re.compile(r"\s+[\wÀ-ÿ«\"]")
_PRONOUNS_RE = re.compile(r"(?:(?:l[ea]s?|lui|leur|en|y|se|nous|vous)\s+|(?:s'en|s'y|l'en|s|l)'?(?=[aeiouh])(?<='))*")
# After the verb: what makes it a verb of speech ("rappelle que", "demande si", "propose : …").
_SPEECH_RE = re.compile(
    r"\s*(?::|\"|que\b|qu'|si\b|s'il|comment\b|quand\b|pourquoi\b|quel|combien\b|a ce que"
    r"|la parole|lecture|avis|acte\b)"
)
_NEGATION_RE = re.compile(r"\s+(?:pas|plus|jamais|rien|guere)\b")
# "Karim rappelle le fournisseur", "rappelle Mme Aubry": a call; "rappelle les règles": speech.
_CALL_RE = re.compile(r"\s+(?:M\.|Mme|Monsieur|Madame|Dr|l[ea']s?\s?|[A-ZÀ-Ý])")
_OBJECT_RE = re.compile(r"\s+(?:(?:l[ea]s?|une?|des|son|sa|ses|ce|cette|du|de la)\s|l')?(?:nouve\w+\s|petite?\s)?")
_EVERYONE_RE = re.compile(r"chacune?|tous|toutes|tout le monde")
_BY_EVERYONE = frozenset("apporte apportent ramene ramenent relit relisent renvoie transmet cherche prepare".split())
"""What a meeting asks of all: "chacun apporte une lampe"; not "tout le monde finit par se ranger". Folded."""
_ALWAYS_RE = re.compile(
    r"\b(?:deja|encore|en seance|seance tenante|toujours|actuellement|depuis|regulierement|souvent|parfois"
    r"|habituellement|en general|toute l'annee|d'habitude|comme d'hab\w*"
    r"|tous les (?:ans|lundis|mardis|mercredis|jeudis|vendredis|samedis|dimanches"
    r"|mois|jours))\b"
)
"""What always or already happens charges nobody with it. Folded."""


def cleft(passage: Passage, roster: Roster) -> Sighting | None:
    """ "C'est Jo qui reprend la convention." """
    for match in _CLEFT_RE.finditer(passage.cased):
        pronouns = _PRONOUNS_RE.match(passage.folded, match.end())
        start = pronouns.end() if pronouns else match.end()
        verbs = task_verbs()
        verb = verbs.present.match(passage.folded, start) or verbs.any_future.match(passage.folded, start)
        if (
            verb is None
            or not _HAS_OBJECT_RE.match(passage.cased, verb.end())
            or _is_speech(passage, verb)
            or not is_work(passage, verb)
        ):
            continue
        owners = split_owners(passage.cased, match.start("who"), match.end("who"))
        if verb and are_persons(passage.cased, owners, roster):
            return Sighting("actions.charge.cleft", 0.65, owners)
        if verb and re.search(r"\bmoi\b", match["who"]):
            return Sighting("actions.charge.cleft", 0.65, (), by_speaker=True)
    return None


def person_future(passage: Passage, roster: Roster) -> Sighting | None:
    """ "Mme Aubry ira voir le notaire.", "Elle lui téléphonera." """
    for match in task_verbs().any_future.finditer(passage.folded):
        if not passage.cased[match.start()].islower() or not is_work(passage, match):
            continue
        sighting = charge_of(passage, match.start(), "actions.charge.future", 0.65, roster, persons_only=True)
        if sighting:
            return sighting
    return None


def person_present(passage: Passage, roster: Roster, *, supported: bool = False) -> Sighting | None:
    """ "Mme Aubry relance le traiteur." "Lise fait l'affiche" among colleagues. "Jo propose une date sous peu." """
    weak: Sighting | None = None
    if is_rule(passage):
        return None
    for match in task_verbs().present.finditer(passage.folded):
        if not _is_finite(passage, match) or _is_speech(passage, match) or not is_work(passage, match):
            continue
        if _ALWAYS_RE.search(_clause_around(passage.folded, match)):
            continue
        sighting = charge_of(passage, match.start(), "actions.charge.present", 0.6, roster, persons_only=True)
        if sighting and _says_enough(passage, match, sighting, roster, supported):
            return sighting
        weak = weak or sighting
    return replace(weak, needs_deadline=True) if weak else None


def _clause_around(folded: str, match: re.Match[str]) -> str:
    """The verb's clause, from the mark before it to the mark after it."""
    start = max(folded.rfind(mark, 0, match.start()) for mark in ",;:(") + 1
    stop = re.search(r"[,;:()]", folded[match.end() :])
    return folded[start : match.end() + stop.start() if stop else len(folded)]


def _says_enough(passage: Passage, match: re.Match[str], sighting: Sighting, roster: Roster, supported: bool) -> bool:
    """Whether verb and place charge somebody without a deadline."""
    everyone = any(_EVERYONE_RE.fullmatch(passage.folded[start:end]) for start, end in sighting.owners)
    everyone = everyone and match.group() in _BY_EVERYONE
    calls = match.group().startswith("rappel")  # the matters that one "rappelle" in speech are refused before
    if match["sure"] or supported or calls or everyone or _fires_at("charge_turn", passage, match):
        return True
    if match["dated"] or sighting.antecedents:
        return False
    return roster.by_first_name or _has_task_for_object(passage.folded[match.end() :])


def _has_task_for_object(rest: str) -> bool:
    """ "fait l'affiche", "met le planning à jour": the object is a piece of work."""
    lead = _OBJECT_RE.match(rest)
    cue = load_lexicon("actions")["task_noun"].search(rest[lead.end() :]) if lead else None
    return cue is not None and cue.start == 0


def _fires_at(entry: str, passage: Passage, match: re.Match[str]) -> bool:
    cues = load_lexicon("actions")[entry].find(passage.folded)
    return any(cue.start <= match.end() - 1 and match.start() < cue.end for cue in cues)


def _is_finite(passage: Passage, match: re.Match[str]) -> bool:
    """False for participles and nouns that folding or spelling makes alike ("le devis envoyé", "Jo a fait")."""
    word = passage.cased[match.start() : match.end()]
    if word.endswith(("é", "és")) or not word[:1].islower():
        return False
    before = passage.folded[: match.start()]
    if re.search(r"(?:\bet|,|;|:) l(?:[ae]s? |')$", before):
        return False  # "et la facture est payée": a noun
    written = re.search(r"\b(?:lui|leur|l')\s*$", passage.folded[: match.start()])
    if word == "écrit" and not written and not _HAS_OBJECT_RE.match(passage.cased, match.end()):
        return False
    return not re.search(r"\b(?:a|ont|ai|avait|est|sont|ete|bien|deja|tout|etait|n'a|n'est|soit|fut)\s+$", before)


def _is_speech(passage: Passage, match: re.Match[str]) -> bool:
    rest = passage.folded[match.end() :]
    if _fires_at("told_turn", passage, match):
        return True
    if _SPEECH_RE.match(rest) or _NEGATION_RE.match(rest):
        return True
    if match.group().strip().startswith(("rappel",)):
        return not (_CALL_RE.match(passage.cased[match.end() :]) and _calls_somebody(rest))
    return False


def _calls_somebody(rest: str) -> bool:
    """After "rappelle": a person or a body, not a matter ("le calendrier")."""
    if re.match(r"\s+(?:m\.|mme|monsieur|madame|dr)\s", rest):
        return True
    after = re.sub(r"^\s+(?:l[ea]s?\s|l')", "", rest)
    cues = [entry.search(after) for entry in agent_entries()]
    return any(cue is not None and cue.start == 0 for cue in cues)
