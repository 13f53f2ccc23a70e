"""In which language a document is, by its small words.

Each sentence speaks for the language whose small words explain most of it; the document is in the language of most
words. Minutes in two languages (Belgium, Switzerland) count as French where French holds a fair part of them. What
stands between quotation marks does not count: French minutes quote titles and mails in other tongues.
"""

import re
from collections import Counter
from functools import cache

from extractors.lexicons import load_lexicon

MIN_WORDS = 12
"""Fewer words of letters than this tell nothing."""
MOST_WORDS = 6000
"""So many words are looked at, from the start."""
FAIR_SHARE = 0.3
"""Share of the words, from which French beside another language makes the document a French one."""
LEAST_SHARE = 0.15
"""Share of small words under which a text is no prose of a known language: lists of names, figures."""
LEAD = 1.15
"""How many times better than French another language must explain a sentence."""
LEAST_LEAD = 2
"""Small words more than French that another language must explain: one is chance."""
_WORD_RE = re.compile(r"[a-zœæß]+")
# Takes a quotation of up to 200 characters; an inch sign or a lone mark is none.
_QUOTED_RE = re.compile(r'"[^"]{3,200}"')
_SENTENCE_END_RE = re.compile(r"(?<=[.!?;:])\s+|\n+")


def detect_language(folded: str) -> str | None:
    """ISO 639-1 code of a folded text (blocks on lines of their own), None where there is too little to tell."""
    text = _QUOTED_RE.sub(" ", folded)[: 8 * MOST_WORDS]
    words = _WORD_RE.findall(text)
    if len(words) < MIN_WORDS:
        return None
    spoken = Counter[str]()
    for sentence in _SENTENCE_END_RE.split(text):
        said = _WORD_RE.findall(sentence)
        language = _clear(said)
        if language:
            spoken[language] += len(said)
    if sum(spoken.values()) < MIN_WORDS:
        return _likely(words)
    if spoken["fr"] >= FAIR_SHARE * sum(spoken.values()):
        return "fr"
    return max(sorted(spoken), key=lambda language: spoken[language])


def _clear(words: list[str]) -> str | None:
    """The language of one sentence, None where French and another explain it alike."""
    counts, other = _count(words)
    if counts[other] >= counts["fr"] + LEAST_LEAD:
        return other
    return "fr" if counts["fr"] > counts[other] else None


def _likely(words: list[str]) -> str | None:
    """The language of a whole text: French unless another is clearly better, None for lists of names."""
    counts, other = _count(words)
    is_foreign = counts[other] >= max(LEAD * counts["fr"], counts["fr"] + LEAST_LEAD)
    best = other if is_foreign else "fr"
    return best if counts[best] >= LEAST_SHARE * len(words) else None


def _count(words: list[str]) -> tuple[dict[str, int], str]:
    """Small words of each language, and the best of the languages that are not French."""
    counts = {code: sum(word in small for word in words) for code, small in _small_words().items()}
    return counts, max((code for code in counts if code != "fr"), key=lambda code: counts[code])


@cache
def _small_words() -> dict[str, frozenset[str]]:
    entries = load_lexicon("languages").entries
    return {name: frozenset(form for form in entry.forms) for name, entry in entries.items()}
