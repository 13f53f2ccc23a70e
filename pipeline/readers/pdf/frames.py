"""Finds framed text that stands beside the text of the page: read as a whole, not line by line with its neighbour."""

from collections.abc import Sequence
from itertools import pairwise

from pipeline.readers.pdf.chars import Word
from pipeline.readers.pdf.geometry import Box
from pipeline.readers.pdf.rules import SNAP, Rule, Ruling, meet

_MOST_RULES = 60
"""A page with more rules holds tables or drawings, whose fields are no boxes."""
_NARROWEST = 40.0
_LOWEST = 14.0
_LINE = 4.0
"""Words whose middles are farther apart (points) stand on two lines."""


def find_frames(ruling: Ruling, words: Sequence[Word]) -> list[Box]:
    """The frames (x0, top, x1, bottom) with words in them and beside them, outer ones first."""
    flats, uprights = ruling.horizontal, ruling.vertical
    if len(flats) < 2 or len(uprights) < 2 or len(flats) + len(uprights) > _MOST_RULES:
        return []
    found: list[Box] = []
    for top in flats:
        for bottom in flats:
            if bottom.at - top.at >= _LOWEST and _is_alike(top, bottom) and _is_closed(top, bottom, uprights):
                found.append((top.start, top.at, top.end, bottom.at))
    found = [box for box in found if box[2] - box[0] >= _NARROWEST and _has_neighbours(box, words)]
    found.sort(key=lambda box: (box[2] - box[0]) * (box[1] - box[3]))
    return [box for i, box in enumerate(found) if not any(_overlap(box, outer) for outer in found[:i])]


def is_inside(word: Word, box: Box) -> bool:
    """True where the word's middle lies in the box."""
    return box[0] <= (word.x0 + word.x1) / 2 <= box[2] and box[1] <= word.middle <= box[3]


def _is_alike(top: Rule, bottom: Rule) -> bool:
    return abs(top.start - bottom.start) <= SNAP and abs(top.end - bottom.end) <= SNAP


def _is_closed(top: Rule, bottom: Rule, uprights: Sequence[Rule]) -> bool:
    """True where uprights join the ends of the two."""
    sides = [u for u in uprights if meet(top, u) and meet(bottom, u)]
    return all(any(abs(side.at - end) <= SNAP for side in sides) for end in (top.start, top.end))


def _has_neighbours(box: Box, words: Sequence[Word]) -> bool:
    """True with lines of words inside, and others right beside it."""
    level = [word for word in words if box[1] <= word.middle <= box[3]]
    inside = [word for word in level if is_inside(word, box)]
    beside = [word for word in level if not is_inside(word, box)]
    return min(_lines(inside), _lines(beside)) > 1


def _lines(words: Sequence[Word]) -> int:
    """How many lines words stand on, roughly."""
    middles = sorted(word.middle for word in words)
    return bool(middles) + sum(below - above > _LINE for above, below in pairwise(middles))


def _overlap(box: Box, other: Box) -> bool:
    return box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
