"""Which pages of a PDF have to be recognised, and what of their text layer is worth keeping.

Signals in order of authority: a page without pictures whose layer holds words is good, at no cost; a layer of codes
instead of words is useless; ink in pictures that no word of the layer covers must be recognised (a stamp over a scan, a
letter pasted into a page); a layer over a full-page picture is somebody's recognition, judged by the dictionary. Never
recognises what has good text: names, numbers, other languages are no fault where no picture lies behind them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pypdfium2.raw as raw

from models.document import BoundingBox
from pipeline.readers.ocr.image import Grey, Ink, render
from pipeline.readers.ocr.quality import MANY, count_words, french_share, looks_french
from pipeline.readers.ocr.ruling import find_ruling
from pipeline.readers.pdf.chars import PageChars, Word
from pipeline.readers.pdf.geometry import Box, placing, turned

FEW = 30
"""A page with fewer visible characters may have its text in another form: a picture, or letters drawn as shapes."""
_GOOD_SHARE = 0.7
"""A recognised layer of which the dictionary knows less may be worth a second try."""
_CODES_SHARE = 0.12
"""Any European language shares more words with French than this; letters exchanged for others do not."""
_MAX_GARBAGE = 0.3
"""Above this share of characters without meaning the fonts do not say what they show."""
_UNKNOWN_RE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufff0-\uffff]")
"""Controls, private use, replacement characters: what fonts without a Unicode map give."""
_LETTER_RE = re.compile("[A-Za-z]")
_MANY_LETTERS = 200
_VOWELS = "aeiouyAEIOUY"
_MIN_VOWELS = 0.2
"""French has some 45 % vowels; a text layer with wrong codes has any letters."""

_PICTURE = 0.06
"""Smaller pictures (share of the page) beside text are logos, signs, signatures, pieces of a background."""
_WHOLE = 0.5
"""A picture of this size is the page itself."""
_LOOK_DPI = 72.0
_WORD_MARGIN = 0.25
"""Words are masked with so much of their height around them: scans and layers do not lie exactly on each other."""
_WIDEST_SPACE = 2.0
"""Heights between two words of a line."""
_LEAST_INK = 120
"""Pixels of ink at 72 dpi that a line of some twenty letters has; less is dust."""
_MUCH_INK = 400
_UNCOVERED = 0.15
"""More than this share of the pictures' ink outside the words: something is not in the layer."""
_TEXT_INK = (0.004, 0.35)
"""How much of a picture of text is ink; photographs are darker, or even."""
_LIGHT, _LEAST_LIGHT = 0.75, 0.45
"""In a picture of text at least so much is nearly as light as its lightest parts: paper."""


class Need(StrEnum):
    """What has to be done for a page."""

    NOTHING = "nothing"
    BESIDE = "beside"
    """Recognise what the layer's words do not cover, and keep the layer."""
    INSTEAD = "instead"
    """Recognise the whole page; the layer is of no use."""
    BETTER = "better"
    """Recognise the whole page, and keep what is better French."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What has to be done for a page, and where: boxes (as displayed) that hold what the layer lacks, None for all."""

    need: Need
    places: tuple[Box, ...] | None = None


_NOTHING = Plan(Need.NOTHING)


def plan_for(chars: PageChars, words: Sequence[Word], *, may_hold_pictures: bool) -> Plan:
    """What a page needs.

    Args:
        chars: the page's text layer.
        words: its words.
        may_hold_pictures: False where the file holds no picture at all.
    """
    text = " ".join(chars.text[word.start : word.end] for word in words)
    if len(text) < FEW:
        whole = (0.0, 0.0, chars.width, chars.height)
        lacking, _ = _uncovered(chars, words, [whole])
        if lacking < _LEAST_INK:
            return _NOTHING
        return Plan(Need.BESIDE) if text else Plan(Need.INSTEAD)
    if is_garbage(text):
        return Plan(Need.INSTEAD)
    pictures = _pictures(chars) if may_hold_pictures else []
    return _plan_beside(chars, words, text, pictures) if pictures else _NOTHING


def _plan_beside(chars: PageChars, words: Sequence[Word], text: str, pictures: Sequence[Box]) -> Plan:
    covers_page = max(map(_area, pictures)) >= _WHOLE * chars.width * chars.height
    if covers_page and count_words(text) >= MANY and french_share(text) < _GOOD_SHARE:
        return Plan(Need.BETTER)
    lacking, all_ink = _uncovered(chars, words, pictures)
    if lacking < _MUCH_INK or lacking < _UNCOVERED * all_ink:
        return _NOTHING
    return Plan(Need.BESIDE, tuple(pictures))


def is_garbage(text: str) -> bool:
    """True for a text layer of codes: characters without meaning, no vowels, or many words of which none is known."""
    visible = len(text) - sum(map(text.count, " \t\u00a0"))
    letters = len(_LETTER_RE.findall(text))
    vowels = sum(map(text.count, _VOWELS))
    if len(_UNKNOWN_RE.findall(text)) > _MAX_GARBAGE * visible:
        return True
    if letters > _MANY_LETTERS and vowels < _MIN_VOWELS * letters:
        return True
    return not looks_french(text) and count_words(text) >= 2 * MANY and french_share(text) < _CODES_SHARE


def _pictures(chars: PageChars) -> list[Box]:
    """The boxes of the larger pictures on the page as displayed."""
    place = placing(chars.page, chars.page.get_rotation())
    least = _PICTURE * chars.width * chars.height
    boxes = (place(*item.get_bounds()) for item in chars.page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    return [box for box in boxes if _area(box) >= least]


def _area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _uncovered(chars: PageChars, words: Sequence[Word], places: Sequence[Box]) -> tuple[int, int]:
    """How much ink of these places no word of the layer covers, and how much there is; pixels at 72 dpi, no lines."""
    image = render(chars.page, _LOOK_DPI)
    ink = image.ink()
    within = np.zeros(ink.shape, bool)
    for box in places:
        rows, columns = pixels(box, image.scale)
        within[rows, columns] |= _may_be_text(image.grey[rows, columns], ink[rows, columns])
    ink &= within
    for x0, top, x1, bottom in (*(rules := find_ruling(image)).flat, *rules.upright):
        ink[top:bottom, x0:x1] = False
    everything = int(ink.sum())
    for box in word_boxes(chars, words):
        rows, columns = pixels(box, image.scale)
        ink[rows, columns] = False
    return int(ink.sum()), everything


def word_boxes(chars: PageChars, words: Sequence[Word]) -> Iterator[Box]:
    """The boxes of words on the page as displayed, with a margin; neighbours on a line are one, spaces included."""
    turn = (chars.page.get_rotation() - chars.turn) % 360
    for group in _on_one_line(words):
        height = max(word.bottom - word.top for word in group)
        margin = _WORD_MARGIN * min(height, max(word.x1 for word in group) - min(word.x0 for word in group))
        around = BoundingBox(
            min(word.x0 for word in group) - margin,
            min(word.top for word in group) - margin,
            max(word.x1 for word in group) + margin,
            max(word.bottom for word in group) + margin,
        )
        box = turned(around, turn, chars.width, chars.height)
        yield (box.x0, box.top, box.x1, box.bottom)


def _on_one_line(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Words that follow one another on a line: a layer need not lie exactly on the print."""
    group: list[Word] = []
    for word in words:
        last = group[-1] if group else word
        height = max(last.height, word.height)
        follows = abs(word.middle - last.middle) < 0.5 * height and -height < word.x0 - last.x1 < _WIDEST_SPACE * height
        if group and (word.slanted or not follows):
            yield group
            group = []
        group.append(word)
    if group:
        yield group


def _may_be_text(grey: Grey, ink: Ink) -> bool:
    """True for a picture that could show text: light paper, some ink."""
    if not grey.size:
        return False
    least, most = _TEXT_INK
    light = (grey > _LIGHT * np.percentile(grey, 95)).mean()
    return bool(least <= ink.mean() <= most and light >= _LEAST_LIGHT)


def pixels(box: Box, scale: float) -> tuple[slice, slice]:
    """Rows and columns of a picture that a box in points covers."""
    x0, top, x1, bottom = (max(0, round(value / scale)) for value in box)
    return slice(top, bottom), slice(x0, x1)
