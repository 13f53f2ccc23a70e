"""Who may be charged: names, acronyms, roles and bodies, apart from their articles and titles.

Takes:   "Mme Aubry et le SIVU" → two · "la commission voirie" → one, without article · "Plâtres & Co" → one
Refuses: "le projet" · "Demain" · a clause of ten words
"""

import re
from collections.abc import Callable

from extractors.lexicons import Entry, load_lexicon
from models.folding import fold

DETERMINER_RE = re.compile(
    r"^(?:(?:tou[st]e?s?)\s+)?(?:les?|la|l'|une?|des|du|aux?|ce|cette|ces|chaque|notre|nos|leurs?|son|sa|ses|votre|mon|ma)\b\s*|^l'",
    re.IGNORECASE,
)
_TITLE_RE = re.compile(
    r"^(?:MM?\.|Mmes?\b|Mlles?\b|Monsieur\b|Madame\b|Mesdames\b|Messieurs\b|Dr\b|Me\b|Mr\b\.?)\.?\s*(?:le\s|la\s)?",
    re.IGNORECASE,
)
_NAME_WORD_RE = re.compile(r"[A-ZÀ-Ý][\w'&.-]*")
_SPLIT_RE = re.compile(
    r"\s*(?:,|;|/|&(?!\s*(?:Co|Cie|Fils|Filles?|Frères|Sœurs?|Associés)\b)|\+|\bet\s+(?:à|par|de)\b|\bet\b"
    r"|\bainsi que\b|\bavec\b|\s-\s|\n)\s*"
)
_NO_NAMES = frozenset(
    "il elle ils elles on nous vous je ce cela ceci c un une des les le la l d du de si en au aux pour par dans "
    "sur avec est sont a ont qui que ou et puis ensuite enfin ainsi aussi lors apres avant suite concernant "
    "demain merci toutes plusieurs certains certaines aucun aucune tout toute ces cette cet nos notre leur leurs "
    "quel quelle y mais bon voici voila sinon entre idem ok oui non comme quand puisque "
    "faudrait faut faudra fallait merci rappel attention point".split()
)
"""Words that no name holds; small words between capitals (de, du, la) are part of names only inside a longer one."""
_PARTICLES = frozenset("de du des la le d l et".split())


def split_owners(
    text: str, start: int, end: int, *, is_owner: Callable[[str], bool] | None = None
) -> tuple[tuple[int, int], ...]:
    """Owners named in text[start:end], without articles and titles: by default names, acronyms, roles and bodies."""
    owners: list[tuple[int, int]] = []
    position = start
    for piece in [*_SPLIT_RE.finditer(text, start, end), None]:
        stop = piece.start() if piece else end
        owner = owner_range(text, position, stop)
        if owner and (is_owner or is_agent)(text[owner[0] : owner[1]]):
            owners.append(owner)
        position = piece.end() if piece else end
    return tuple(owners)


def owner_range(text: str, start: int, end: int) -> tuple[int, int] | None:
    """What is left of text[start:end] without article, title and marks; None if nothing or a whole clause is."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ".)"):
        end -= 1
    title = _TITLE_RE.match(text[start:end])
    if title and fold(title.group()).endswith((" le ", " la ")):
        return (start, end)  # "Monsieur le maire" is written so
    start += title.end() if title else 0
    determiner = DETERMINER_RE.match(text[start:end])
    everyone = text[start:end].lower().startswith("tout le monde")
    start += determiner.end() if determiner and not everyone else 0
    phrase = text[start:end]
    if not phrase.strip() or len(phrase.split()) > 9:
        return None
    return start, end


def is_agent_noun(phrase: str) -> bool:
    """True if the first words of the phrase are a role or a body ("commission voirie", "trésorier")."""
    title = _TITLE_RE.match(phrase)
    bare = fold(phrase[title.end() :] if title else phrase)
    return any((cue := entry.search(bare)) is not None and cue.start <= 4 for entry in agent_entries())


def agent_entries() -> tuple[Entry, ...]:
    """The lexicon entries of roles and bodies."""
    lexicon = load_lexicon("agents")
    return lexicon["role"], lexicon["group"]


def is_agent(phrase: str) -> bool:
    """True for a capitalised name or acronym, or a phrase whose first words are a role or a body."""
    if is_agent_noun(phrase):
        return True
    words = phrase.split()
    if fold(words[0].split("'")[0]) in _NO_NAMES or not _NAME_WORD_RE.fullmatch(words[0]):
        return False
    return sum(w[:1].isupper() for w in words) * 2 > len(words) and not any(
        fold(w) in _NO_NAMES - _PARTICLES for w in words
    )
