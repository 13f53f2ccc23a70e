"""Who does it: the subject before a verb of work, and owners named in lists, cells and brackets.

Takes:   "Mme Aubry enverra" → Mme Aubry · "La commission voirie et le SIVU établiront" → two · "Nous préparerons" →
         nobody named · "le devis sera transmis par M. Bost" → M. Bost · "(Lucie, service technique)" → two
Refuses: "Le projet aménagera" (no agent) · "la réunion qui suivra présentera" (a relative clause hides the subject)
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from extractors.lexicons import load_lexicon
from models.folding import fold


class SubjectKind(StrEnum):
    NAMED = "named"  # a name, an acronym, a role or a body
    SPEAKER = "speaker"  # je
    COLLECTIVE = "collective"  # on, nous
    PRONOUN = "pronoun"  # il, elle
    THING = "thing"  # no agent
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Subject:
    """A verb's subject: its kind, and the ranges of the owners named in it."""

    kind: SubjectKind
    owners: tuple[tuple[int, int], ...] = ()


_CLAUSE_START_RE = re.compile(
    r"(?:[.;:!?(>]|->|,\s+(?:et|mais|puis|donc)?\s*|\b(?:et que|que|qu'|où|mais|donc|car|puis)\s)"
)
_OBJECT_PRONOUN_RE = re.compile(
    r"(?:\s+(?:se|s'|lui|leur|y|en|le|la|les|l'|nous|vous|me|m'))+\s*$|(?<=\w)\s*(?:s'|l'|m')$"
)
_DETERMINER_RE = re.compile(
    r"^(?:(?:tou[st]e?s?)\s+)?(?:les?|la|l'|une?|des|du|aux?|ce|cette|ces|chaque|notre|nos|leurs?|son|sa|ses|votre|mon|ma)\b\s*|^l'",
    re.IGNORECASE,
)
_TITLE_RE = re.compile(
    r"^(?:M\.|MM\.|Mme|Mmes|Mlle|Monsieur|Madame|Mesdames|Messieurs|Dr|Me|Mr\.?)\s*(?:le\s|la\s)?", re.IGNORECASE
)
_PRONOUNS = {
    "je": SubjectKind.SPEAKER,
    "j'": SubjectKind.SPEAKER,
    "on": SubjectKind.COLLECTIVE,
    "nous": SubjectKind.COLLECTIVE,
    "il": SubjectKind.PRONOUN,
    "elle": SubjectKind.PRONOUN,
    "ils": SubjectKind.PRONOUN,
    "elles": SubjectKind.PRONOUN,
    "vous": SubjectKind.COLLECTIVE,
    "celui-ci": SubjectKind.PRONOUN,
    "celle-ci": SubjectKind.PRONOUN,
    "ceux-ci": SubjectKind.PRONOUN,
}
_NAME_WORD_RE = re.compile(r"[A-ZÀ-Ý][\w'&.-]*")
_SPLIT_RE = re.compile(r"\s*(?:,|;|/|&|\+|\bet\b|\bainsi que\b|\bavec\b|\s-\s|\n)\s*")
_NO_NAMES = frozenset(
    "il elle ils elles on nous vous je ce cela ceci c un une des les le la l d du de si en au aux pour par dans "
    "sur avec est sont a ont qui que ou et puis ensuite enfin ainsi aussi lors apres avant suite concernant "
    "demain merci toutes plusieurs certains certaines aucun aucune tout toute ces cette cet nos notre leur leurs "
    "quel quelle y".split()
)
"""Words that no name holds; small words between capitals (de, du, la) are part of names only inside a longer one."""
_PARTICLES = frozenset("de du des la le d l et".split())
MAX_WORDS = 12


def subject_before(text: str, end: int) -> Subject:
    """The subject of the verb that starts at `end` of a sentence (readable text)."""
    start = 0
    for match in _CLAUSE_START_RE.finditer(text, 0, end):
        if match.end() < end and text[match.end() : end].strip():
            start = match.end()
    phrase = text[start:end]
    phrase = phrase[: len(phrase.rstrip())]
    cut = _OBJECT_PRONOUN_RE.search(phrase)
    if cut and phrase[: cut.start()].strip():
        phrase = phrase[: cut.start()]
    return _judge(text, start, start + len(phrase))


def _judge(text: str, start: int, end: int) -> Subject:
    while start < end and text[start] in " \t-\"'•":
        start += 1
    phrase = text[start:end].strip(" ,")
    words = phrase.split()
    last = fold(words[-1]) if words else ""
    if not words or len(words) > MAX_WORDS:
        return Subject(SubjectKind.UNKNOWN)
    if last in _PRONOUNS:
        return Subject(_PRONOUNS[last])
    owners = split_owners(text, start, start + len(text[start:end].rstrip(" ,")))
    if owners:
        return Subject(SubjectKind.NAMED, owners)
    return Subject(SubjectKind.THING)


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
    determiner = _DETERMINER_RE.match(text[start:end])
    start += determiner.end() if determiner else 0
    phrase = text[start:end]
    if not phrase.strip() or len(phrase.split()) > 9:
        return None
    return start, end


def is_agent_noun(phrase: str) -> bool:
    """True if the first words of the phrase are a role or a body ("commission voirie", "trésorier")."""
    entries = load_lexicon("agents").entries.values()
    return any((cue := entry.search(fold(phrase))) is not None and cue.start <= 4 for entry in entries)


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
