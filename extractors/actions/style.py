"""How minutes call people: by first names and initials among colleagues, or with a title in formal minutes.

Takes:   "Lise fait l'affiche, Jo appelle le maire." → by first name · "LA relance, JP réserve" → by initials
Refuses: "Mme Aubry expose le projet. M. Petit répond." · formal minutes that name one employee by the first name
"""

import re

from extractors.actions.owners import Roster
from extractors.grammar.name_words import is_given_name
from extractors.reading import Reading
from models.folding import fold

LEAST = 2
"""Sentences whose subject is a first name or initials: fewer prove nothing."""
_TITLED_RE = re.compile(r"\b(?:M\.|MM\.|Mme|Mmes|Monsieur|Madame)\s+(?:[A-ZÀ-Ý]{2}|[A-ZÀ-Ý][a-zà-ÿ]|[A-ZÀ-Ý]\.)")
# A clause that begins with one word in capitals and goes on small: "Lise fait", "JP réserve", "Sol. lui renvoie".
_SUBJECT_RE = re.compile(
    r"(?:^|[.;:,!?>→(-]\s*|\bet\s)(?P<name>[A-ZÀ-Ý][\w-]*)\.?\s+(?=[a-zà-ÿ])(?!(?:de|du|des|la|le)\s)"
)


def calls_by_first_name(reading: Reading, roster: Roster) -> bool:
    """True if the document's sentences have first names or initials for subjects, and more of them than titles."""
    titled = untitled = 0
    for block in reading.blocks:
        text = reading.block(block).cased
        titled += len(_TITLED_RE.findall(text))
        untitled += sum(_is_first_name(match["name"], roster) for match in _SUBJECT_RE.finditer(text))
    return untitled >= LEAST and untitled > titled


def _is_first_name(word: str, roster: Roster) -> bool:
    if word.isupper():
        return 2 <= len(word) <= 4 and fold(word) in roster.initials
    return fold(word) in roster.persons or is_given_name(word.split("-")[0])
