"""The characters of a page whose text was recognised, in the form of those of a text layer.

All that makes lines, columns and tables of characters serves both. What the text layer holds and is worth keeping comes
first, with pdfium's indexes; recognised characters follow.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium

from models.document import BoundingBox
from pipeline.readers.ocr.recognition import RecognisedWord, Recognition
from pipeline.readers.ocr.straighten import Pose
from pipeline.readers.pdf.chars import PageChars, Style, Word
from pipeline.readers.pdf.geometry import Box, placing
from pipeline.readers.pdf.rules import Ruling


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring characters of one recognised word in a line: offsets [start, end) in the line's text."""

    start: int
    end: int
    box: BoundingBox
    """On the upright, straight page."""
    confidence: float


class RecognisedText:
    """Recognised words by the index of their characters on the page."""

    def __init__(self, words: Sequence[RecognisedWord], first: int) -> None:
        self.first = first
        self._words = words
        self._starts: list[int] = []
        for word in words:
            self._starts.append(first)
            first += len(word.text) + 1

    def __iter__(self) -> Iterator[tuple[int, RecognisedWord]]:
        return zip(self._starts, self._words, strict=True)

    def box(self, index: int) -> Box:
        """A character's share of its word's width, and the height of its line's type."""
        word, share0, share1 = self._at(index)
        width = word.box.x1 - word.box.x0
        return (word.box.x0 + share0 * width, word.top, word.box.x0 + share1 * width, word.bottom)

    def word(self, index: int) -> RecognisedWord:
        return self._at(index)[0]

    def pieces(self, indexes: Sequence[int]) -> list[Piece]:
        """The words, or parts of words, in a line given by its characters' indexes."""
        found: list[Piece] = []
        last: RecognisedWord | None = None
        for offset, index in enumerate(indexes):
            word = self.word(index) if index >= self.first and not self._is_space(index) else None
            if word is not None:
                x0, _, x1, _ = self.box(index)
                if word is last:
                    start, x0 = found[-1].start, found[-1].box.x0
                    found.pop()
                else:
                    start = offset
                box = BoundingBox(x0, word.box.top, x1, word.box.bottom)
                found.append(Piece(start, offset + 1, box, word.confidence))
            last = word
        return found

    def layer_indexes(self, indexes: Sequence[int]) -> list[int]:
        """The indexes with -1 for recognised characters."""
        return [index if index < self.first else -1 for index in indexes]

    def _is_space(self, index: int) -> bool:
        number = bisect_right(self._starts, index) - 1
        return index - self._starts[number] >= len(self._words[number].text)

    def _at(self, index: int) -> tuple[RecognisedWord, float, float]:
        """The word at an index, and which share of its width the character takes."""
        number = max(bisect_right(self._starts, index) - 1, 0)
        word, offset = self._words[number], index - self._starts[number]
        length = len(word.text)
        return word, min(offset, length) / length, min(offset + 1, length) / length


class RecognisedChars(PageChars):
    """One open page with recognised words; boxes are on the upright page, straight where recognition says more.

    Args:
        page: the page.
        fonts: as for `PageChars`.
        found: what was recognised on the page.
        keeps_layer: whether the text layer is kept beside it.
    """

    def __init__(self, page: pdfium.PdfPage, fonts: dict[int, bool], found: Recognition, *, keeps_layer: bool) -> None:
        super().__init__(page, fonts, as_written=True)
        layer = self.text if keeps_layer and self.text.strip() else ""
        if found.letters > sum(not char.isspace() for char in layer):
            self.turn = self.direction = (page.get_rotation() + found.pose.turn) % 360
            self.place = placing(page, self.turn)
        else:
            found = found.unstraightened()
        self.pose: Pose = found.pose
        self.ruling: Ruling = found.ruling
        self.keeps_layer = bool(layer)
        self.recognised = RecognisedText(found.words, len(layer) + 1 if layer else 0)
        self.text = f"{layer}\n{found.text}" if layer else found.text

    def words(self) -> list[Word]:
        """The words of the text layer that were kept, then the recognised ones in Tesseract's order."""
        layer = [word for word in super().words() if word.end < self.recognised.first]
        return [*layer, *(_word(word, start) for start, word in self.recognised)]

    def loose_box(self, index: int) -> Box:
        if index >= self.recognised.first:
            return self.recognised.box(index)
        box = self.pose.forth(BoundingBox(*super().loose_box(index)))
        return (box.x0, box.top, box.x1, box.bottom)

    def style(self, index: int) -> Style | None:
        """Recognition tells sizes, but no weight."""
        if index >= self.recognised.first:
            return Style(self.recognised.word(index).size, bold=False)
        return super().style(index)


def _word(word: RecognisedWord, start: int) -> Word:
    return Word(start, start + len(word.text), word.box.x0, word.top, word.box.x1, word.bottom)
