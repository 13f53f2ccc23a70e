"""Is a text French? Told by its words, never by its mere presence.

A first look counts the small words of which French is full (le, de, et …), so that good pages cost nothing; only a text
that fails it is held against a dictionary, which is loaded once per process. Names, numbers and headings are no words
of a dictionary, so that no share near 1 may be asked for.
"""

import re
from functools import cache

_TOKEN_RE = re.compile(r"[^\W\d_]{2,}")
_SMALL_WORDS = frozenset(
    "le la les un une des du de au aux et ou où en dans par pour sur sous avec sans que qui se sa son ses ce cette ces "
    "il elle ils elles nous vous on ne pas plus est sont été a à ont être fait leur leurs mais comme si lors après "
    "avant entre dont".split()
)
_FULL_OF_SMALL_WORDS = 0.2
"""Prose has some 40 %, lists of names and tables have fewer."""
MANY = 20
"""A share says something of at least this many words."""


def looks_french(text: str) -> bool:
    """True at a glance: the text has the small words of French prose. False says nothing."""
    tokens = [token.lower() for token in _TOKEN_RE.findall(text)]
    return sum(token in _SMALL_WORDS for token in tokens) >= _FULL_OF_SMALL_WORDS * max(1, len(tokens))


def count_words(text: str) -> int:
    """How many of its tokens could be words: two letters at least."""
    return len(_TOKEN_RE.findall(text))


def french_share(text: str) -> float:
    """The share of a text's words that a French dictionary knows, weighed by length; 0 for a text without words."""
    tokens = [token.lower() for token in _TOKEN_RE.findall(text)]
    letters = sum(map(len, tokens))
    return sum(len(token) for token in tokens if is_french(token)) / letters if letters else 0.0


def is_french(word: str) -> bool:
    """True for a word of the dictionary, in any case."""
    lower = word.lower().replace("œ", "oe").replace("æ", "ae")
    return lower in _SMALL_WORDS or lower in _dictionary()


@cache
def _dictionary() -> frozenset[str]:
    from spellchecker import SpellChecker

    return frozenset(SpellChecker(language="fr", distance=1).word_frequency.words())
