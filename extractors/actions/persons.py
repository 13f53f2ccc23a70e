"""Which owners are persons, and what the words say of their gender: only persons do whatever verb follows their name.

Takes:   "Mme Aubry", "Jo Petit", "LA" (initials of the list), "Lise" (a first name), "le trésorier" (a role), "chacun"
Refuses: "SIVU", "la commission voirie", "Région" (bodies), "France", "Internet"
"""

import re
from collections.abc import Sequence
from enum import StrEnum

from extractors.actions.owners import Roster
from extractors.grammar.name_words import is_given_name
from extractors.grammar.names import find_names
from extractors.lexicons import load_lexicon
from models.folding import fold

_PARTICLES = frozenset("de du des d la le les van von der den da di dos el al ben et".split())
# What may follow a role: "adjoint aux travaux", "directrice de l'école", "agent chargé des espaces verts".
_COMPLEMENT_RE = re.compile(
    r"(?:\s(?:adjointe?|general|generale|technique|municipale?|sportive?|administrati\w+|communautaire|principale?))?"
    r"(?:\s(?:de|du|des|d'|aux?|a|en|chargee? (?:de|du|des))(?:\s|(?<='))[\w' -]{2,40})?"
)


class Gender(StrEnum):
    """Grammatical gender, as far as the words tell."""

    FEMININE = "f"
    MASCULINE = "m"


_TITLE_BEFORE_RE = re.compile(
    r"(?:\b(?P<f>Mme|Mmes|Mlle|Madame|Mesdames|Sœur|Soeur)|\b(?P<m>MM?\.?|Mr\.?|Monsieur|Messieurs|Père|père|Frère)"
    r"|\b(?:Dr|Docteur|Pr|Me|Maître))\.?\s+$"
)
_FEMININE_ARTICLE_RE = re.compile(r"\b(?:la|une|cette|sa)\s+$")
_MASCULINE_ARTICLE_RE = re.compile(r"\b(?:le|un|ce)\s+$")
_FEMININE_GIVEN_RE = re.compile(
    r".*(?:a|ine|ette|elle|ise|ene|ane|anne|ie|ee|otte|ence|ille|ande|iane|yse|yne|ade|oise|ique|ande|ence|ude)$"
)


def are_persons(text: str, owners: Sequence[tuple[int, int]], roster: Roster) -> bool:
    """True if there is at least one owner and every one is a person or a person's role."""
    return bool(owners) and all(is_person(text, owner, roster) for owner in owners)


def is_person(text: str, owner: tuple[int, int], roster: Roster) -> bool:
    """True if the words at `owner` name a person: by a title, the list of attendees, a first name or a role."""
    phrase = text[owner[0] : owner[1]]
    if _is_role(phrase):
        return True
    if not all(word[0].isupper() or word in _PARTICLES for word in re.split(r"[\s']+", phrase) if word):
        return False  # "Jo raconte ensuite": more than a name
    if _TITLE_BEFORE_RE.search(text[: owner[0]]):
        return True
    if roster.is_person(phrase) or find_names(phrase):
        return True
    first = re.split(r"[\s-]", phrase)[0]
    alone = len(phrase.split()) <= 2 and first[:1].isupper() and first[1:].islower()
    return alone and is_given_name(first) and not load_lexicon("names")["common_words"].matches(fold(first))


def _is_role(phrase: str) -> bool:
    """ "trésorier", "Le Président": not "services techniques", nor "participants aux assises", who are many."""
    folded = re.sub(r"^(?:m\.|mme|monsieur|madame) (?:le |la |l')", "", fold(phrase))
    cue = load_lexicon("agents")["person"].search(folded)
    return cue is not None and cue.start <= 4 and bool(_COMPLEMENT_RE.fullmatch(folded[cue.end :]))


def gender_of(text: str, owner: tuple[int, int]) -> Gender | None:
    """What the title, the article or the first name tells; None if nothing does."""
    before = text[: owner[0]]
    title = _TITLE_BEFORE_RE.search(before)
    if title and (title["f"] or title["m"]):
        return Gender.FEMININE if title["f"] else Gender.MASCULINE
    if _FEMININE_ARTICLE_RE.search(fold(before)):
        return Gender.FEMININE
    if _MASCULINE_ARTICLE_RE.search(fold(before)):
        return Gender.MASCULINE
    words = text[owner[0] : owner[1]].split()
    given = fold(words[0].split("-")[0]) if words else ""
    return _gender_of_given(given) if is_given_name(given) else None


def _gender_of_given(given: str) -> Gender | None:
    lexicon = load_lexicon("agents")
    if lexicon["either_gender"].matches(given):
        return None
    if lexicon["feminine_given"].matches(given):
        return Gender.FEMININE
    if lexicon["masculine_given"].matches(given):
        return Gender.MASCULINE
    if _FEMININE_GIVEN_RE.fullmatch(given):
        return Gender.FEMININE
    return None if given.endswith("e") else Gender.MASCULINE
