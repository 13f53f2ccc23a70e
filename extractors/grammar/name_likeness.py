"""Are two written names one person's? Surname and given name are compared apart: no one similarity tells.

"Jean Aubry" and "Jeanne Aubry" are two people (two known first names), "Jaques Aubry" is Jacques misspelt (no known
first name), "JC Aubry" is Jean-Claude Aubry, "Mme Aubry" may be any Aubry.
"""

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from extractors.grammar.name_words import Shape, is_given_name, name_words, words_of
from extractors.grammar.names import split_name
from models.folding import fold

GIVEN_FLOOR = 0.75
"""Least similarity of misspelt first names, the surname being equal ("Zaho"/"Zhao" is 0.75, "Jean"/"Jeanne" 0.67)."""
SURNAME_FLOOR = 0.8
"""Least similarity of misspelt surnames, the first name being equal ("Schmeltz"/"Shmeltz" is 0.88)."""
WEAK_SURNAME_FLOOR = 0.6
"""The same where only one person of the document has that first name."""
MIN_LETTERS = 4
"""Shorter words are never taken for misspelt ones."""


class Likeness(IntEnum):
    """How well two names fit, best last."""

    DIFFERENT = 0
    WEAK = 1
    """Equal first name, surname rather alike: one person only if no one else is like it."""
    MISSPELT = 2
    PART = 3
    """One is a part of the other: surname alone, first name alone, initials, half of a double surname."""
    SAME = 4


@dataclass(frozen=True, slots=True)
class NameKey:
    """A name for comparison: folded words, hyphens and order undone."""

    given: tuple[str, ...]
    surname: tuple[str, ...]
    is_initials: bool
    """The given part is initials only ("J.-C.", "JC")."""

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in self.given) if not self.is_initials else "".join(self.given)

    @property
    def all_initials(self) -> str:
        return self.initials + "".join(word[0] for word in self.surname)

    @property
    def initial_forms(self) -> frozenset[str]:
        """What persons of this name sign with: "Rachid El Amrani" is rea, ra or re."""
        plain = [word for word in self.surname if word not in words_of("names", "particles")] or list(self.surname)
        short = [self.initials + part[0][0] for part in (self.surname, plain) if part]
        return frozenset({self.all_initials, self.initials + "".join(word[0] for word in plain), *short})


@lru_cache(maxsize=4096)
def key_of(name: str) -> NameKey:
    """The key of a whole name as printed, without title."""
    words = name_words(name)
    given, surname = split_name(words) if words else ((), ())
    initials = bool(given) and all(word.shape is Shape.INITIAL or _is_short_capitals(word.text) for word in given)
    if initials and surname:
        letters = tuple(letter for word in given for letter in _initial_letters(word.text))
        return NameKey(letters, _parts(" ".join(word.text for word in surname)), True)
    return NameKey(_parts(" ".join(w.text for w in given)), _parts(" ".join(w.text for w in surname)), False)


def _initial_letters(word: str) -> list[str]:
    """ "J.-C." and "JC" are two letters, "Th." is one."""
    parts = re.findall(r"[^\W\d_]+", fold(word))
    return [part[0] for part in parts] if "." in word else [char for part in parts for char in part]


def _is_short_capitals(word: str) -> bool:
    return word.isupper() and len(word) <= 2 and not is_given_name(word)


def _parts(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", re.sub(r"(?<=\w)'(?=\w)", "", fold(text))))  # "Guivarc'h", "N'Diaye"


def compare(one: str, other: str) -> Likeness:
    """How well two names fit; symmetric."""
    a, b = key_of(one), key_of(other)
    if sorted((*a.given, *a.surname)) == sorted((*b.given, *b.surname)) and not (a.is_initials or b.is_initials):
        return Likeness.SAME
    if "".join((*a.given, *a.surname)) == "".join((*b.given, *b.surname)):
        return Likeness.SAME
    if min(len(a.given + a.surname), len(b.given + b.surname)) == 1 or not (a.surname and b.surname):
        return _compare_lone(a, b)
    if not (a.given and b.given):
        return Likeness.PART if _same_surname(a, b) else Likeness.DIFFERENT
    if a.is_initials or b.is_initials:
        return Likeness.PART if _initials_fit(a, b) and _same_surname(a, b) else Likeness.DIFFERENT
    return _compare_full(a, b)


def _compare_lone(a: NameKey, b: NameKey) -> Likeness:
    """ "Anna" or "Roux" and "Anna Roux"; a lone word is never taken for a misspelt one."""
    lone, full = (a, b) if len(a.given + a.surname) <= len(b.given + b.surname) else (b, a)
    if full.is_initials and lone.given:
        return Likeness.DIFFERENT
    word = "".join((*lone.given, *lone.surname))
    if word in ("".join(full.given), "".join(full.surname)):
        return Likeness.PART
    half = NameKey((), lone.surname or lone.given, False)
    return Likeness.PART if len(full.surname) > 1 and _same_surname(half, full) else Likeness.DIFFERENT


def _same_surname(a: NameKey, b: NameKey) -> bool:
    """Equal, one half of a double surname ("Aubry", "Aubry-Lenoir"), or its initial ("Anne R.")."""
    short, long = sorted(("".join(a.surname), "".join(b.surname)), key=len)
    if len(short) == 1 and a.given and b.given:
        return long.startswith(short)
    if "".join(a.surname) == "".join(b.surname):
        return True
    half, double = sorted((a.surname, b.surname), key=len)
    return len(half) < len(double) and len("".join(half)) >= MIN_LETTERS and double[: len(half)] == half


def _initials_fit(a: NameKey, b: NameKey) -> bool:
    short, long = (a, b) if a.is_initials else (b, a)
    return (
        bool(long.given)
        and long.initials.startswith(short.initials[:1])
        and (len(short.initials) == 1 or long.initials == short.initials)
    )


def _compare_full(a: NameKey, b: NameKey) -> Likeness:
    given_a, given_b = "".join(a.given), "".join(b.given)
    surname_a, surname_b = "".join(a.surname), "".join(b.surname)
    if given_a == given_b:
        if _same_surname(a, b):
            return Likeness.PART
        likeness = _similarity(surname_a, surname_b)
        if likeness >= SURNAME_FLOOR:
            return Likeness.MISSPELT
        return Likeness.WEAK if likeness >= WEAK_SURNAME_FLOOR and surname_a[0] == surname_b[0] else Likeness.DIFFERENT
    if surname_a == surname_b and _similarity(given_a, given_b) >= GIVEN_FLOOR and not _both_known(a, b):
        return Likeness.MISSPELT
    both = min(_similarity(given_a, given_b), _similarity(surname_a, surname_b))
    return Likeness.MISSPELT if both >= 0.88 and not _both_known(a, b) else Likeness.DIFFERENT


def _both_known(a: NameKey, b: NameKey) -> bool:
    """Two different first names that both exist are two people's."""
    return is_given_name("-".join(a.given)) and is_given_name("-".join(b.given))


def _similarity(a: str, b: str) -> float:
    return OSA.normalized_similarity(a, b) if min(len(a), len(b)) >= MIN_LETTERS else float(a == b)
