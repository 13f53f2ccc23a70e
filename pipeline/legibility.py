"""Legibility: a record whose words were recognised in a picture is as sure as they are, at most.

    confidence = what the rule says x the legibility of the words that prove the record

The legibility of a word is what the recognition program says of it, full from `CERTAIN` on (clear print gets 0.9 to
0.97); that of a record is the mean over the recognised words of its evidence, weighed by their length. Words of a text
layer, and records without recognised words, change nothing. A name of two words of which one is blurred loses much, a
long decision with one such word little.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from models.document import Document, Span, Word
from models.records import Extraction, Record

VERSION = "1"

CERTAIN = 0.9
"""A word that is recognised with at least this confidence is legible."""
_DIGITS = 3


def weigh(extraction: Extraction, document: Document) -> Extraction:
    """The extraction with lower confidence where it stands on words that were hard to read."""
    if not document.words:
        return extraction
    words = _Words(document.words)
    changes: dict[str, Any] = {}
    for field in fields(extraction):
        value = getattr(extraction, field.name)
        if isinstance(value, Record):
            changes[field.name] = _weighed(value, words)
        elif isinstance(value, tuple) and value and isinstance(value[0], Record):
            changes[field.name] = tuple(_weighed(record, words) for record in value)
    return replace(extraction, **changes)


def legibility(words: Iterable[Word], layer: int = 0) -> float:
    """The mean legibility (0..1) of words, weighed by length; `layer` more letters are perfectly legible."""
    letters, legible = layer, float(layer)
    for word in words:
        letters += len(word.span)
        legible += len(word.span) * min(1.0, word.confidence / CERTAIN)
    return legible / letters if letters else 1.0


@dataclass(frozen=True)
class _Words:
    """The recognised words of a document, found by their place."""

    words: Sequence[Word]

    def within(self, span: Span) -> Sequence[Word]:
        first = max(bisect_right(self.words, span.start, key=_start) - 1, 0)
        last = bisect_left(self.words, span.end, key=_start)
        return [word for word in self.words[first:last] if word.span.overlaps(span)]


def _start(word: Word) -> int:
    return word.span.start


def _weighed(record: Record, words: _Words) -> Record:
    spans = dict.fromkeys(span for evidence in record.evidence for span in evidence.spans)
    found = dict.fromkeys(word for span in spans for word in words.within(span))
    if not found:
        return record
    return replace(record, confidence=round(record.confidence * legibility(found), _DIGITS))
