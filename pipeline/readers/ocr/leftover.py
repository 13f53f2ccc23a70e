"""What Tesseract has overlooked: ink in the shape of lines of text in which it read no word.

Its layout analysis loses short lines that stand alone, lines with dust beside them, headings near a border. Such places
are cut out and shown to it once more, one below the other. Signatures, stamps and pictures are too high, or too even,
for lines.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from pipeline.readers.ocr.image import Ink, PageImage
from pipeline.readers.ocr.tesseract import FoundLine

_LINE_HEIGHT = (0.06, 0.34)
"""Inches."""
_SHORTEST = 0.22
_INK = (0.08, 0.6)
"""Share of a line's box that is ink."""
_LETTERS = 25
"""Pixels of ink at 75 dpi that some three letters have."""
DOUBTFUL = 0.2
"""What Tesseract itself does not believe is looked at again."""
_WORD_GAP = 0.2
_AROUND = 0.04
"""Inches around words and lines."""
_WORTH_IT = 60
"""Pixels of ink at 75 dpi for which Tesseract is started once more: some eight letters."""
_MOST_PLACES = 60
"""More are the dots of a photograph."""

_BORDER = 40
_STRIP_GAP = 0.15
"""Inches between strips."""

_Place = tuple[int, int, int, int]
"""Pixels: first and last row, first and last column, half-open."""


@dataclass(frozen=True, slots=True)
class Strips:
    """Overlooked lines cut out of the page and put one below the other."""

    image: PageImage
    places: tuple[_Place, ...]
    """Where each strip was on the page, in pixels of the full picture."""
    tops: tuple[int, ...]
    """Where each strip is in `image`."""

    def on_page(self, line: FoundLine) -> FoundLine:
        """A line of a strip, back in its place."""
        middle = sum(word.top + word.bottom for word in line.words) / (2 * len(line.words))
        number = max(0, bisect_right(self.tops, middle) - 1)
        top, _, left, _ = self.places[number]
        down, right = top - self.tops[number], left - _BORDER
        words = (
            replace(w, x0=w.x0 + right, x1=w.x1 + right, top=w.top + down, bottom=w.bottom + down) for w in line.words
        )
        return replace(line, words=tuple(words), x0=line.x0 + right, base=line.base + down)


def leftover(image: PageImage, lines: Sequence[FoundLine]) -> Strips | None:
    """The lines that were overlooked; None where there are none to speak of.

    Args:
        image: the straight page, without its rules.
        lines: what Tesseract made of it, noise too: that will not be better for being looked at again.
    """
    small = image.small
    ink = small.ink()
    factor, dpi = round(image.dpi / small.dpi), small.dpi
    margin = round(_AROUND * dpi)
    _mask(ink, lines, factor, margin)
    places = [place for place in _places(ink, dpi) if _is_line(ink, place, dpi)]
    if len(places) > _MOST_PLACES or sum(_ink_at(ink, place) for place in places) < _WORTH_IT:
        return None
    height, width = small.grey.shape
    full = [
        (factor * max(0, top - margin), factor * min(height, bottom + margin),
         factor * max(0, left - margin), factor * min(width, right + margin))
        for top, bottom, left, right in places
    ]  # fmt: skip
    return _strips(image, full, int(np.percentile(small.grey, 75)))


def _strips(image: PageImage, places: Sequence[_Place], paper: int) -> Strips:
    gap = round(_STRIP_GAP * image.dpi)
    tops = list(accumulate((bottom - top + gap for top, bottom, _, _ in places), initial=gap))
    width = max(right - left for _, _, left, right in places)
    grey = np.full((tops[-1], width + 2 * _BORDER), paper, np.uint8)
    for (top, bottom, left, right), at in zip(places, tops, strict=False):
        part = image.grey[top:bottom, left:right]
        grey[at : at + part.shape[0], _BORDER : _BORDER + part.shape[1]] = part
    return Strips(PageImage(grey, image.dpi), tuple(places), tuple(tops[:-1]))


def _mask(ink: Ink, lines: Sequence[FoundLine], factor: int, margin: int) -> None:
    for line in lines:
        for word in line.words:
            if word.confidence < DOUBTFUL:
                continue
            top, bottom = int(word.top) // factor - margin, int(word.bottom) // factor + 1 + margin
            left, right = int(word.x0) // factor - margin, int(word.x1) // factor + 1 + margin
            ink[max(0, top) : bottom, max(0, left) : right] = False


def _places(ink: Ink, dpi: float) -> Iterator[_Place]:
    """Boxes of ink: cut at blank rows, at wide blank columns, and at blank rows again."""
    gap = round(_WORD_GAP * dpi)
    for top, bottom in _runs(ink.sum(axis=1), 0):
        for left, right in _runs(ink[top:bottom].sum(axis=0), gap):
            for first, last in _runs(ink[top:bottom, left:right].sum(axis=1), 0):
                yield top + first, top + last, left, right


def _runs(profile: npt.NDArray[np.int64], gap: int) -> list[tuple[int, int]]:
    """[start, end) of what holds ink, gaps up to a width overlooked."""
    steps = np.diff(np.concatenate([[0], (profile > 0).astype(np.int8), [0]]))
    runs: list[tuple[int, int]] = []
    for start, end in zip(np.flatnonzero(steps == 1).tolist(), np.flatnonzero(steps == -1).tolist(), strict=True):
        if runs and start - runs[-1][1] <= gap:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return runs


def _is_line(ink: Ink, place: _Place, dpi: float) -> bool:
    top, bottom, left, right = place
    height, width = (bottom - top) / dpi, (right - left) / dpi
    count = _ink_at(ink, place)
    shaped = _LINE_HEIGHT[0] <= height <= _LINE_HEIGHT[1] and width >= _SHORTEST and width > height
    return shaped and count >= _LETTERS and _INK[0] <= count / ((bottom - top) * (right - left)) <= _INK[1]


def _ink_at(ink: Ink, place: _Place) -> int:
    top, bottom, left, right = place
    return int(ink[top:bottom, left:right].sum())
