"""Joins what a page gave at first with what a second look at its doubtful places gave."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from pipeline.readers.ocr.leftover import DOUBTFUL
from pipeline.readers.ocr.noise import without_noise
from pipeline.readers.ocr.tesseract import FoundLine, FoundWord

_SURER = 0.4
"""By so much surer than the first is a reading that is taken in its stead."""


def join_readings(first: Sequence[FoundLine], again: Sequence[FoundLine]) -> list[FoundLine]:
    """The lines of the first reading, then what is new in the second; both are without noise.

    A doubtful word yields to a far surer one in its place; all else that was read at first stays.
    """
    better = [word for line in again for word in line.words]

    def yields(word: FoundWord) -> bool:
        sure = word.confidence + _SURER
        return word.confidence < DOUBTFUL and any(w.confidence >= sure and w.lies_on(word) for w in better)

    known = without_noise(_only(first, lambda word: not yields(word)))
    places = [word for line in known for word in line.words]
    new = _only(again, lambda word: not any(map(word.lies_on, places)))
    return [*known, *without_noise(new)]


def _only(lines: Sequence[FoundLine], keeps: Callable[[FoundWord], bool]) -> list[FoundLine]:
    """The lines with the words to keep; none is empty."""
    kept = (replace(line, words=tuple(filter(keeps, line.words))) for line in lines)
    return [line for line in kept if line.words]
