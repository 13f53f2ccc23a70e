"""Recognises one page's picture: upright and straight, without its lines, through Tesseract, without noise."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from models.document import BoundingBox
from pipeline.readers.ocr.image import PageImage
from pipeline.readers.ocr.leftover import leftover
from pipeline.readers.ocr.noise import without_noise
from pipeline.readers.ocr.quality import french_share
from pipeline.readers.ocr.ruling import find_ruling, wiped
from pipeline.readers.ocr.second_reading import join_readings
from pipeline.readers.ocr.straighten import Pose, straightened
from pipeline.readers.ocr.tesseract import FoundLine, Layout, recognise, turn_to_upright
from pipeline.readers.pdf.rules import Ruling

_POOR_SHARE = 0.35
_POOR_CONFIDENCE = 0.5
"""What a page that was read upside down gives, or a photograph."""
_ALIKE = 0.18
"""Type sizes that differ by less are one: they are measured by the letters that a line happens to have."""


@dataclass(frozen=True, slots=True)
class RecognisedWord:
    """A word on the straight page, in points: its ink, and the height of its line's type around it."""

    text: str
    box: BoundingBox
    top: float
    bottom: float
    size: float
    confidence: float
    line: int


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a page's picture shows."""

    words: tuple[RecognisedWord, ...]
    ruling: Ruling
    pose: Pose

    @property
    def text(self) -> str:
        """The words; those of one line are parted by a space, lines by a newline."""
        parts: list[str] = []
        for index, word in enumerate(self.words):
            if index:
                parts.append(" " if word.line == self.words[index - 1].line else "\n")
            parts.append(word.text)
        return "".join(parts)

    @property
    def confidence(self) -> float:
        """Mean confidence, words weighed by their length; 0 without words."""
        certain = sum(len(word.text) * word.confidence for word in self.words)
        return certain / self.letters if self.words else 0.0

    @property
    def letters(self) -> int:
        return sum(len(word.text) for word in self.words)

    def unstraightened(self) -> "Recognition":
        """The same on the upright page before it was straightened; its rules are lost where they lean."""
        if not self.pose.tilt:
            return self
        words = tuple(_moved(word, self.pose) for word in self.words)
        return Recognition(words, Ruling((), ()), replace(self.pose, tilt=0.0))

    @property
    def french_share(self) -> float:
        return french_share(self.text)


def recognise_page(image: PageImage, turn: int | None = None) -> Recognition:
    """The words and rules of a page's picture; `turn` (clockwise, to upright) where it is known.

    Raises:
        MissingProgramError: Tesseract is not installed.
        TimeoutError: it took too long.
    """
    found = _recognise(image, turn)
    if turn is None and found.words and _is_poor(found):
        again = turn_to_upright(image, least=0.0)  # a guess will do: the better of both is taken
        if again != found.pose.turn:
            return max(found, _recognise(image, again), key=_worth)
    return found


def _moved(word: RecognisedWord, pose: Pose) -> RecognisedWord:
    box = pose.back(word.box)
    down = box.top - word.box.top
    return replace(word, box=box, top=word.top + down, bottom=word.bottom + down)


def _recognise(image: PageImage, turn: int | None) -> Recognition:
    straight, pose = straightened(image.evened(), turn_to_upright, turn)
    rules = find_ruling(straight)
    bare = wiped(straight, rules)
    seen = recognise(bare, Layout.COLUMNS if rules.is_divided else Layout.LINES)
    lines = without_noise(seen)
    rest = leftover(bare, seen) if lines else None
    if rest is not None:
        again = without_noise([rest.on_page(line) for line in recognise(rest.image, Layout.LIST)])
        lines = join_readings(lines, again)
    return Recognition(_words(lines, straight.scale), rules.ruling, pose)


def _is_poor(found: Recognition) -> bool:
    return found.confidence < _POOR_CONFIDENCE or (found.confidence < 0.8 and found.french_share < _POOR_SHARE)


def _worth(found: Recognition) -> float:
    return found.confidence * found.french_share * len(found.text)


def _words(lines: Sequence[FoundLine], scale: float) -> tuple[RecognisedWord, ...]:
    sizes = [line.size for line in lines for _ in line.words]
    usual = median(sizes) if sizes else 0.0
    words: list[RecognisedWord] = []
    for number, line in enumerate(lines):
        size = usual if abs(line.size - usual) <= _ALIKE * usual else line.size
        for word in line.words:
            base = line.baseline((word.x0 + word.x1) / 2)
            top, bottom = base - (line.size - line.descent), base + line.descent
            if not top <= (word.top + word.bottom) / 2 <= bottom:  # what the line says does not hold for this word
                top, bottom = word.top, word.bottom
            box = BoundingBox(word.x0 * scale, word.top * scale, word.x1 * scale, word.bottom * scale)
            words.append(
                RecognisedWord(
                    word.text, box, top * scale, bottom * scale, round(size * scale, 1), word.confidence, number
                )
            )
    return tuple(words)
