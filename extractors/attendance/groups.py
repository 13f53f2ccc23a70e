"""Lines of a group with its people at the head of minutes: "Délégation des salariés : A. Roux, L. Petit".

Signals: names after the colon, and another such line or a label of attendance close by. Never: heads of a message
("De :"), results of a vote ("Pour :"), labels of something else.
"""

import re

from extractors.attendance.cues import is_officer_label, is_other_label, read_label
from extractors.attendance.details import looks_like_organisation, starts_role
from extractors.attendance.lines import has_verb, is_item, lists_names
from extractors.grammar.names import leading_name
from extractors.reading import Passage, Reading

# Takes "Délégation des salariés :", "UNSA :", "Collège des usagers (3) :", "Mairie de Ponteau :"; what follows has to
# list names. Refuses sentences.
_GROUP_RE = re.compile(r"[\s•*-]*(?P<group>[^:;.,]{2,60}?)\s*(?:\([^()]{0,20}\)\s*)?:(?!\s*\d|//)")
GROUP_REACH = 3
"""Blocks after a line of a group in which an attendance label or another group has to stand."""


def group_among_others(reading: Reading, passage: Passage) -> re.Match[str] | None:
    """ "Délégation du personnel : A. Roux, L. Petit": a group and its people, near a label or another group."""
    match = _GROUP_RE.match(passage.folded)
    if match is None or not _is_group_label(passage.part(*match.span("group"))):
        return None
    first, last = passage.block.index, passage.block.index + GROUP_REACH
    for block in reading.blocks[max(0, first - GROUP_REACH) : last + 1]:
        whole = reading.block(block)
        for line in block.lines:
            start = max(0, whole.view.index_of(line.span.start) - whole.start)
            other = whole.part(start, len(whole.cased))
            is_other = other.start != passage.start or block is not passage.block
            if is_other and _lists_group(other):
                return match
    return None


# Heads of a message, results of votes, parts of a text: no group of people. Folded text.
_NO_GROUP_RE = re.compile(
    r"\W*(?:(?:pour )?(?:memoire|information|avis|suite)|diffusion|rappel"
    r"|de|a|cc|cci|from|to|objet|sujet|subject|expediteur|envoye|copie|pour|contre|abstentions?|absents?|votes?"
    r"|elus?|sont elus|nommes?|candidats?|signatures?|signe|merci|contacts?|auteurs?|redaction|relecture|intervenants?"
    r"|propose|proposition|appui|rapporteurs?|decision|action|resp\w*|pilotes?|qui|nb|ps|reponse|question)\s*$"
)


def _is_group_label(group: Passage) -> bool:
    """True for words that name those who sit together, no label of something else and no one person."""
    words = group.folded + " : x"
    if _NO_GROUP_RE.match(group.folded) or sum(char.isalpha() for char in group.cased) < 2:
        return False
    if is_other_label(words) or is_officer_label(words) or is_item(group.folded) or has_verb(group):
        return False
    return leading_name(group.cased) is None or looks_like_organisation(group) or starts_role(group.folded)


def _lists_group(line: Passage) -> bool:
    """True for a line with a label of attendance, or with a group and the names of its people."""
    label = read_label(line.folded, whole=False)
    if label is not None:
        return True
    match = _GROUP_RE.match(line.folded)
    end = line.cased.find(":", match.end()) if match else -1
    rest = line.part(match.end(), end if end > 0 else min(len(line.cased), 160)) if match else None
    return (
        rest is not None
        and match is not None
        and _is_group_label(line.part(*match.span("group")))
        and lists_names(rest)
    )
