"""Lines of a list of attendees: which are an entry, which name a group, which go on with the line before.

Never: takes a sentence for an entry.
"""

import re

from extractors.attendance.clauses import begins_clause, is_clause
from extractors.attendance.details import looks_like_organisation, starts_role, trim
from extractors.grammar.name_words import is_acronym
from extractors.grammar.names import Strength, find_names, leading_name
from extractors.grammar.sentences import split_sentences
from extractors.lexicons import load_lexicon
from extractors.reading import Passage
from models.folding import fold
from models.outline import BlockKind

_VERB_RE = re.compile(
    r"\b(?:est|sont|ont|sera|seront|propose|proposent|rappelle|presente|presentent|souhaite|demande|indique|precise|souligne|explique|informe"
    r"|remercie|ouvre|fait|font|va|vont|peut|doit|doivent|permet|remplace|devient|forme|forment|constitue|constituent|assiste|assistent|atteint|etant|constate|declare|procede|il|elle|ils|nous|on|qui|que|ce|cette)\b"
)
# Takes "(malade, il s'excuse)", ", qui préside la séance": what is said of a person beside the name.
_ASIDE_RE = re.compile(r"\([^)]*\)|,\s*qui [^,;]*")
_MOVEMENT_RE = re.compile(r"[\W_]*(?:arrivee?s?|departs?|retour|sortie|entree) (?:de |d'|du )")
"""A line of its own about who came or left: "Arrivée de Mme Roux à 19h15"."""
# Takes what someone did or said: "- Anna : devis envoyé hier"; refuses "DREAL : Anne Roux", "Anna : trésorière" and
# "Anna : excusée", which the words after the colon decide.
_TOLD_RE = re.compile(
    r"\s*(?:[-•*]\s*)?@?[A-ZÀ-Ö][\w'-]*(?: [A-ZÀ-Ö][\w'-]*){0,2} ?: (?=[a-zà-ö])(?P<told>[^,;]+(?: [^,;]+)+)"
)
_ITEM_RE = re.compile(
    r"(?:tour d|points? |questions? |informations?\b|divers\b|echanges\b|discussions?\b|actualites?\b|suivi |bilan "
    r"|retour sur|introduction\b|contexte\b|rappels?\b|approbation |presentation |compte[- ]rendu|releve |decisions?\b"
    r"|actions?\b|budget\b|avancement\b|calendrier\b|prochaine|agenda\b)"
)
"""With these a heading begins that is a point of the meeting, no group of those present. Folded text."""
MAX_ENTRY = 220
"""Characters of a line that may be one person's entry or a comma list without names known; sentences are longer."""


def list_part(rest: Passage) -> Passage:
    """What follows a label up to the first sentence of prose ("… et Luc Petit. Mme Roux ouvre la séance.")."""
    ranges = split_sentences(rest.cased)
    for start, end in ranges[1:]:
        if has_verb(rest.part(start, end)):
            return rest.part(0, start)
    return rest


def has_verb(text: Passage) -> bool:
    """True for a sentence; "à vélo" holds no "a"."""
    return _VERB_RE.search(text.folded) is not None or re.search(r"\ba\b", text.cased) is not None or is_clause(text)


def is_group(passage: Passage) -> bool:
    """True for a line that names those listed below: "Ville de Ponteau :", "Collège des élus"."""
    text = passage.cased.strip()
    if len(text) > 90 or has_verb(passage) or find_names(text):
        return False
    lead = trim(passage)
    if lead is None or load_lexicon("attendance")["other_label"].matches(lead.folded):
        return False
    named = starts_role(lead.folded) or (looks_like_organisation(lead) and len(text.split()) <= 8)
    if is_item(lead.folded):
        return False
    return named and (text.endswith(":") or passage.block.kind is BlockKind.HEADING or starts_role(lead.folded))


def is_item(folded: str) -> bool:
    """True for the title of a point of the meeting: "Tour de table", "Questions diverses"."""
    return _ITEM_RE.match(folded.strip()) is not None


def is_entry(passage: Passage, *, is_first: bool) -> bool:
    """True for a line that begins with a name, or with a group and then a sure name."""
    text = passage.cased.strip()
    bare = _ASIDE_RE.sub(lambda aside: " " * len(aside.group()), passage.cased)
    if _MOVEMENT_RE.match(passage.folded) or _tells_of_work(passage.cased) or _is_told(passage):
        return False
    tells = _VERB_RE.search(fold(bare)) or re.search(r"\ba\b", bare)
    if tells and not load_lexicon("attendance")["represented"].search(passage.folded):
        return False
    name = leading_name(text)
    if name is not None and _goes_on_as_sentence(text[name.end :]):
        return False
    if name is not None and name.strength >= Strength.SHAPE:
        return len(text) <= MAX_ENTRY or text.count(",") + text.count(";") > 3
    if name is not None and len(text) <= 70 and not text.endswith(":"):
        words = text[name.start : name.end]
        in_capitals = words.isupper() and len(words) > 4 and not is_acronym(words)
        if is_first or name.surname is None or name.given is not None or in_capitals or text.istitle():
            return True
    return (
        any(0 < inner.first <= 60 and inner.strength >= Strength.GIVEN for inner in find_names(text))
        and len(text) < MAX_ENTRY
    )


def _is_told(passage: Passage) -> bool:
    """ "La commission décide de refaire …", "Le président, M. Bost, ouvre la séance": a sentence around the names."""
    aside = _ASIDE_RE.sub(lambda found: " " * len(found.group()), passage.cased)
    for name in find_names(passage.cased):
        if aside[name.start : name.end].strip() and begins_clause(passage.part(name.end, len(passage.cased))):
            return not load_lexicon("attendance")["represented"].search(passage.folded[name.end : name.end + 40])
    return not re.search(r"[(;]", passage.cased) and is_clause(passage)


def _tells_of_work(line: str) -> bool:
    """ "- Anna : devis envoyé hier": a round of news, no entry of a list."""
    match = _TOLD_RE.match(line)
    told = fold(match["told"]) if match else ""
    lexicon = load_lexicon("attendance")
    says_status = any(
        lexicon[entry].search(told) for entry in ("present", "absent", "excused", "represented", "invited")
    )
    return bool(told) and not (starts_role(told) or says_status or _BESIDE_RE.match(told))


_BESIDE_RE = re.compile(
    r"(?:donn|ayant|excus|absent|present|represent|invit|pouvoir|procuration|arriv|part|jusqu|a partir|en |et |de "
    r"|pour )"
)
"""Small words that may follow a name in a list: status, proxy, times, the next name. Folded text."""


_HOLDER_RE = re.compile(r"(?:à|par) (?:[A-ZÀ-Ö]|madame |monsieur )")
"""What follows a giver in a list of proxies: "M. Carré à Mme Aubry"."""


def _goes_on_as_sentence(after: str) -> bool:
    """ "Mme Roux lit le rapport": a small word follows that begins no function and says no status."""
    rest = after.lstrip()
    if not rest[:1].islower() or not after[:1].isspace() or _HOLDER_RE.match(rest):
        return False
    return not (starts_role(fold(rest)) or _BESIDE_RE.match(fold(rest)))


def is_continuation(passage: Passage, before: Passage) -> bool:
    """The rest of an entry on a line of its own: the line before ended open, or this one begins small."""
    text = passage.cased.strip()
    return (
        len(text) < 90
        and (before.cased.rstrip().endswith((",", "-", "(", "/")) or text[:1] in "(-")
        and not has_verb(passage)
    )


def lists_names(passage: Passage) -> bool:
    """True if names follow a label that would be none by itself ("En visio : Anne Roux (ADEME), Luc Petit").

    Refuses "En ligne : le formulaire d'inscription", "Sur place : Anne Roux accueille le public".
    """
    text = _ASIDE_RE.sub(" ", passage.cased).strip(" .")
    parts = [part for part in re.split(r"[,;]| et ", text) if part.strip()]
    parts = [part for i, part in enumerate(parts) if i == 0 or not _is_beside(part.strip())]
    names = [leading_name(part) for part in parts]
    sure = sum(1 for name in names if name is not None and (name.strength > Strength.LONE or name.given))
    goes_on = any(
        name is not None and _goes_on_as_sentence(part[name.end :]) for part, name in zip(parts, names, strict=True)
    )
    return sure * 2 > len(parts) and not goes_on


def without_groups(passage: Passage) -> Passage:
    """The list from its first name on, a group before it left out: "UNSA : A. Roux, L. Petit"."""
    match = re.match(r"\s*[A-ZÀ-Ö][^:;,.]{1,40}?\s*:\s", passage.cased)
    if match is None:
        return passage
    rest = passage.part(match.end(), len(passage.cased))
    further = re.search(r"[;-]\s*[A-ZÀ-Ö][^:;,.]{1,40}?\s*:\s", rest.cased)
    return rest.part(0, further.start()) if further else rest


def _is_beside(part: str) -> bool:
    """What a comma list says of the person before: "trésorière", "DRH"."""
    return part[:1].islower() or starts_role(fold(part)) or is_acronym(part)
