"""How alike two texts, two names or two places are (0..1), and which item of one list is which of another."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeVar

from rapidfuzz.distance import Levenshtein

G = TypeVar("G")
P = TypeVar("P")

SAME_NAME = 0.85
"""Two names are one from here on: a misspelt long name passes, "Jean" and "Jeanne" do not."""
SAME_WHEN_JOINED = 0.93
"""Names cut into words differently ("Jean Claude", "Jeanclaude") are compared without spaces, and more strictly."""
CONTAINED_NAME = 0.9
"""What a name is worth that stands whole inside the other ("Mme Roy" in "Aline Roy")."""
SAME_PLACE = 0.6

_WORD_RE = re.compile(r"[a-z0-9]+")
_TITLES = frozenset("m mr mrs mme mmes mm mlle dr pr me monsieur madame maitre".split())


@lru_cache(maxsize=50_000)
def words(text: str | None) -> tuple[str, ...]:
    """The words of a text in lower case without accents, in order."""
    plain = unicodedata.normalize("NFKD", (text or "").replace("œ", "oe").replace("Œ", "OE"))
    return tuple(_WORD_RE.findall("".join(c for c in plain if not unicodedata.combining(c)).lower()))


def name_words(name: str | None) -> tuple[str, ...]:
    """The words of a name, titles left out."""
    return tuple(word for word in words(name) if word not in _TITLES)


def overlap(a: str | None, b: str | None) -> float:
    """F1 of the words of two texts."""
    shared = _shared(a, b)
    return 2 * shared / (len(words(a)) + len(words(b))) if shared else 0.0


def containment(a: str | None, b: str | None) -> float:
    """Share of the shorter text's words that stand in the other."""
    shorter = min(len(words(a)), len(words(b)))
    return _shared(a, b) / shorter if shorter else 0.0


def same_name(a: str | None, b: str | None) -> float:
    """1.0 for one name up to case, accents, order, titles and spacing; else the worst word's similarity."""
    left, right = name_words(a), name_words(b)
    if not left or not right:
        return 0.0
    joined_left, joined_right = "".join(left), "".join(right)
    if sorted(left) == sorted(right) or joined_left == joined_right:
        return 1.0
    if len(left) != len(right):
        joined = Levenshtein.normalized_similarity(joined_left, joined_right)
        return joined if joined >= SAME_WHEN_JOINED else 0.0
    return _worst_word(left, right)


def same_or_contained_name(a: str | None, b: str | None) -> float:
    """Like `same_name`, but a name that stands whole inside the other is good enough too."""
    return max(same_name(a, b), CONTAINED_NAME if containment(a, b) == 1.0 else 0.0)


def same_place(gold: str, predicted: str) -> bool:
    """True if most of the shorter text's words stand in the other, and the prediction is not much longer."""
    return containment(gold, predicted) >= SAME_PLACE and len(words(predicted)) <= 2 * len(words(gold)) + 3


def same_sentence(gold: str | None, predicted: str | None) -> float:
    """Word F1; a quote that holds the other almost whole and is not much longer just passes (0.5)."""
    f1 = overlap(gold, predicted)
    return 0.5 if 0.35 <= f1 < 0.5 and containment(gold, predicted) >= 0.9 else f1


def pair(
    gold: Sequence[G], predicted: Sequence[P], likeness: Callable[[G, P], float], threshold: float
) -> dict[int, int]:
    """Pair the items of two lists one to one, the most alike first; among equals the nearest positions.

    Returns:
        Index in `gold` → index in `predicted`, ascending; items below the threshold stay alone.
    """
    candidates = [
        (-value, abs(i - j), i, j)
        for i, g in enumerate(gold)
        for j, p in enumerate(predicted)
        if (value := likeness(g, p)) >= threshold
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(candidates):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return dict(sorted(pairs.items()))


def _shared(a: str | None, b: str | None) -> int:
    return (Counter(words(a)) & Counter(words(b))).total()


def _worst_word(left: Sequence[str], right: Sequence[str]) -> float:
    """Give each word its best partner that is still free; the weakest of these likenesses."""
    free, worst = list(right), 1.0
    for word in left:
        likenesses = [Levenshtein.normalized_similarity(word, other) for other in free]
        best = max(likenesses)
        free.pop(likenesses.index(best))
        worst = min(worst, best)
    return worst
