"""The words of a name: how each is written (Durand, DURAND, J., de), and which words can be none.

Words come from lexicons/names.toml, roles.toml and organisations.toml; here they are sets, asked word by word.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum
from functools import cache

from extractors.lexicons import load_lexicon
from models.folding import fold, straight


class Shape(Enum):
    """How a word is written."""

    CAPITALISED = "Durand"
    UPPER = "DURAND"
    INITIAL = "J.-C."
    PARTICLE = "de"
    OTHER = "vote"


@dataclass(frozen=True, slots=True)
class NameWord:
    """One word of a text, [start, end) in it; `glued` if nothing but one space, or an elision, stands before it."""

    text: str
    start: int
    end: int
    shape: Shape
    glued: bool

    @property
    def folded(self) -> str:
        return fold(self.text)


# Takes "J.", "J.-C.", "J.C.", "Ph.", "d'", "Jean-Claude", "O'Brien", "LE-GOFF"; an elided small word ("d'", "qu'") is a
# word of its own, but "N'Diaye", "M'hamed" are one word ("M'habiller", "N'avait" are two).
# Refuses to join words over a line's end or a dash with spaces ("Jean - IGN" is two words).
_WORD_RE = re.compile(
    r"""
    (?P<initial>(?:(?:[A-ZÀ-ÖØ-Þ]|Ph|Th|Ch|St|Gh|Fr|Cl|Yv|Al)\.[ ]?-?){1,3}(?=[ ]?[A-ZÀ-ÖØ-Þ][\w'-]))
    | (?P<whole>[NM]'(?=[A-ZÀ-ÖØ-Þ]|[b-df-gj-np-tv-xz]|ham|hen)[^\W\d_]+)
    | (?P<elided>(?:[dlqnscjmtDLQNSCJMT]|[Qq]u|[Ll]orsqu|[Pp]uisqu)')(?=[^\W\d_])
    | (?P<word>[^\W\d_]+(?:['-][^\W\d_]+)*)
    """,
    re.VERBOSE,
)
_MASK_RE = re.compile(r"@|://|www\.|\.(?:fr|com|org|net|eu|be|ch|md|pdf|docx?|odt)\b")
"""What tells e-mail addresses, links, file names: no name is read in a run of characters that holds one."""
_RUN_RE = re.compile(r"\S++")


@cache
def words_of(lexicon: str, entry: str) -> frozenset[str]:
    """The folded forms of an entry, as a set."""
    return frozenset(fold(form.replace("’", "'")) for form in load_lexicon(lexicon)[entry].forms)


@cache
def is_given_name(word: str) -> bool:
    """True for a first name of the lexicon, or a compound that begins with one ("Jean-Bosco"); case does not matter."""
    folded = fold(word)
    first = folded.split("-")[0]
    return folded in words_of("names", "given_names") or ("-" in folded and first in words_of("names", "given_names"))


@cache
def is_ambiguous_given_name(word: str) -> bool:
    """True for a first name that is also a place or a noun ("Florence", "Rose")."""
    return fold(word) in words_of("names", "ambiguous_given_names")


@cache
def is_role_word(word: str) -> bool:
    """True for the first word of a function ("Adjointe", "Vice-président")."""
    return load_lexicon("roles")["role"].matches(fold(word))


@cache
def is_acronym(word: str) -> bool:
    """True for capitals that can hardly be a surname: known ones ("DREAL"), or without a vowel ("CNRS")."""
    if not word.isupper() or len(word) < 2:
        return False
    return fold(word) in words_of("organisations", "acronym") or not re.search(r"[AEIOUYÀ-Ö]", word)


@cache
def is_no_name(word: str) -> bool:
    """True for words that no surname is made of: functions, kinds of organisation, months, openings of sentences."""
    folded = fold(word)
    return (
        is_role_word(word)
        or folded in words_of("organisations", "organisation")
        or folded in words_of("names", "common_words")
        or is_acronym(word)
    )


def name_words(text: str) -> tuple[NameWord, ...]:
    """The words of a view's `cased` text or of a printed name, with their shapes; apostrophes become straight."""
    text = straight(text)
    masked = _masked(text)
    words: list[NameWord] = []
    previous_end, was_elided = -1, False
    for match in _WORD_RE.finditer(text):
        if masked and _within(masked, match.start()):
            continue
        printed = match.group().rstrip(" ")
        between = text[previous_end : match.start()] if previous_end >= 0 else None
        glued = between in (" ", "") and (between == " " or was_elided or text[previous_end - 1] == ".")
        end = match.start() + len(printed)
        if words and _is_cut_compound(text, words[-1], match.start(), printed):
            printed = words[-1].text + "-" + printed
            words[-1] = NameWord(printed, words[-1].start, end, Shape.UPPER, words[-1].glued)
            previous_end = end
            continue
        words.append(NameWord(printed, match.start(), end, _shape(match, printed), glued))
        previous_end, was_elided = end, match["elided"] is not None
    return tuple(words)


def _masked(text: str) -> list[tuple[int, int]]:
    """Where no name is read, in order."""
    if _MASK_RE.search(text) is None:
        return []
    return [run.span() for run in _RUN_RE.finditer(text) if _MASK_RE.search(text, *run.span())]


def _within(ranges: list[tuple[int, int]], position: int) -> bool:
    """True if one of the ranges, in order and without overlap, holds the position."""
    before = bisect_right(ranges, position, key=_start)
    return before > 0 and position < ranges[before - 1][1]


def _start(range_: tuple[int, int]) -> int:
    return range_[0]


def _is_cut_compound(text: str, before: NameWord, start: int, word: str) -> bool:
    """ "SAINT- AUBIN": a double surname cut at a line's end; refuses "PETIT- DREAL"."""
    is_cut = text[before.end : start] == "- " and before.shape in (Shape.UPPER, Shape.PARTICLE)
    return is_cut and before.text.isupper() and word.isupper() and len(word) > 2 and not is_acronym(word)


def _shape(match: re.Match[str], word: str) -> Shape:
    if match["initial"]:
        return Shape.INITIAL
    if match["elided"]:
        return Shape.PARTICLE if word in ("d'", "D'", "l'", "L'") else Shape.OTHER
    if fold(word) in words_of("names", "particles") and not (word.isupper() and len(word) == 1):
        return Shape.PARTICLE
    if len(word) == 1:
        return Shape.UPPER if word.isupper() else Shape.OTHER
    if word.isupper():
        return Shape.UPPER
    return Shape.CAPITALISED if word[0].isupper() else Shape.OTHER
