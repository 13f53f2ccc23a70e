"""The characters of one PDF page as pdfium gives them, with boxes and fonts asked for only where needed.

Coordinates are points from the top left of the page (its crop box), turned as asked for.
"""

import ctypes
import math
import re
from collections import Counter
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.readers.pdf.geometry import Box, placing

HYPHEN_MARKS = "\x02\ufffe"
"""What pdfium puts for a hyphen at a line's end; a hyphen is printed there."""
# Takes:   "séance", "réu\x02" (then "nion" on the next line)      Splits at white space, NBSP, NUL and controls
_WORD_RE = re.compile(r"[^\s\x00-\x1f\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
# Takes:   "Arial-BoldMT", "CMBX12", "NimbusRomNo9L-Medi", "Calibri,Bold"      Refuses: "Calibri-Light", "CMR10"
_BOLD_FONT_RE = re.compile(r"bold|black|heavy|demi|gras|extrabd|cmbx|sfbx|ecbx|-medi\b|,b\b", re.IGNORECASE)
# Takes:   the comma of "fin,suite", ")" of "(a)b"      Refuses: "1,5", "fin,"
_AFTER_STOP_RE = re.compile(r"[,;:.!?)…»](?=[^\W\d_])")
_NARROW_SPACE = 0.15
"""A gap of this many heights is a space, however narrow."""
_BOLD_WEIGHT = 700
_HUGE = 1e5
"""No page is so large (PDF 32000-1 allows 14,400 points)."""
_DRIFT = 0.2
"""A word that climbs or falls by this share of its height from end to end may be slanted."""
_SAMPLES = 15
_SLANT = 5.0
"""Text up to this many degrees off is upright (pages scanned askew)."""
_STROKED_TEXT = 2
"""Text render mode "fill, then stroke": how some programs make bold of a plain font (PDF 32000-1, 9.3.6)."""


@dataclass(frozen=True, slots=True)
class Word:
    """Neighbouring visible characters: indexes [start, end) on the page, and their rectangle."""

    start: int
    end: int
    x0: float
    top: float
    x1: float
    bottom: float
    slanted: bool = False
    """It does not run as the page's text does (a watermark, a note in the margin)."""

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Style:
    """Size in points as printed, and weight."""

    size: float
    bold: bool


class PageChars:
    """One open page; `text` has one character per pdfium character.

    Boxes are on the page as displayed, or, `as_written`, on the page turned so that most of its text is upright.
    """

    def __init__(self, page: pdfium.PdfPage, fonts: dict[int, bool], *, as_written: bool = False) -> None:
        self.page = page
        self._text_page = page.get_textpage()
        self._handle = self._text_page.raw
        self._fonts = fonts
        self._rect = raw.FS_RECTF()
        self._doubles = tuple(ctypes.c_double() for _ in range(4))
        self._words: list[Word] | None = None
        self.width, self.height = page.get_size()
        self.text = self._read_text()
        self.direction = self._main_direction()
        self.turn = self.direction if as_written else page.get_rotation()
        self.place = placing(page, self.turn)

    def close(self) -> None:
        self._text_page.close()

    def words(self) -> list[Word]:
        """All words in the order of the content stream; asked for again, the same list."""
        if self._words is None:
            self._words = self._find_words()
        return self._words

    def _find_words(self) -> list[Word]:
        found: list[Word] = []
        for match in _WORD_RE.finditer(self.text):
            found.extend(self._words_between(match.start(), match.end()))
        if any(word.slanted for word in found):
            found = [replace(word, slanted=True) if self._is_slanted_letter(word) else word for word in found]
        return found

    def _is_slanted_letter(self, word: Word) -> bool:
        """True for a lone character that does not run as the page's text does: its box does not tell."""
        return word.end - word.start == 1 and not word.slanted and self._direction(word.start) != self.direction

    def split(self, word: Word) -> list[Word]:
        """The word's characters, each as a word."""
        return [Word(i, i + 1, *self.loose_box(i)) for i in range(word.start, word.end)]

    def loose_box(self, index: int) -> Box:
        """(x0, top, x1, bottom) of a character: its advance width, its font's ascent and descent."""
        rect = self._rect
        if raw.FPDFText_GetLooseCharBox(self._handle, index, ctypes.byref(rect)) and rect.top != rect.bottom:
            return self._placed(rect.left, rect.bottom, rect.right, rect.top)
        return self.tight_box(index)

    def tight_box(self, index: int) -> Box:
        """(x0, top, x1, bottom) of a character's ink."""
        left, right, bottom, top = self._doubles
        raw.FPDFText_GetCharBox(self._handle, index, *(ctypes.byref(v) for v in self._doubles))
        return self._placed(left.value, bottom.value, right.value, top.value)

    def _placed(self, left: float, bottom: float, right: float, top: float) -> Box:
        """On the page; damaged files have characters nowhere, which are put into the corner."""
        if -_HUGE < left <= right < _HUGE and -_HUGE < bottom <= top < _HUGE:
            return self.place(left, bottom, right, top)
        return (0.0, 0.0, 0.0, 0.0)

    def style(self, index: int) -> Style | None:
        """Font size and weight of a character; None for what layout put there (a space between words)."""
        text_object = raw.FPDFText_GetTextObject(self._handle, index)
        if not text_object:
            return None
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(self._handle, index, ctypes.byref(matrix))
        scale = (matrix.c**2 + matrix.d**2) ** 0.5
        stroked = raw.FPDFTextObj_GetTextRenderMode(text_object) == _STROKED_TEXT
        size = raw.FPDFText_GetFontSize(self._handle, index) * (scale or 1.0)
        return Style(size if 0 < size < _HUGE else 0.0, stroked or self._is_bold(raw.FPDFTextObj_GetFont(text_object)))

    def _is_bold(self, font: object) -> bool:
        key = ctypes.cast(font, ctypes.c_void_p).value or 0  # type: ignore[arg-type]
        if key not in self._fonts:
            buffer = ctypes.create_string_buffer(256)
            raw.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
            name = buffer.value.decode("latin-1")
            heavy = raw.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT and not re.search("regular|roman", name, re.IGNORECASE)
            self._fonts[key] = _BOLD_FONT_RE.search(name) is not None or heavy
        return self._fonts[key]

    def _read_text(self) -> str:
        count = raw.FPDFText_CountChars(self._handle)
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (2 * count + 2))()
        units = raw.FPDFText_GetText(self._handle, 0, count, buffer)
        text = bytes(buffer)[: 2 * max(units - 1, 0)].decode("utf-16-le", "replace")
        if len(text) == count:
            return text
        codes = (raw.FPDFText_GetUnicode(self._handle, i) for i in range(count))
        return "".join(chr(c) if c < 0x110000 and not 0xD800 <= c < 0xE000 else "\ufffd" for c in codes)

    def _main_direction(self) -> int:
        """How far the page must be turned clockwise for most of its text to be upright: 0, 90, 180 or 270."""
        places = [match.start() for match in _WORD_RE.finditer(self.text)]
        sample = places[:: max(1, len(places) // _SAMPLES)]
        directions = Counter(d for d in map(self._direction, sample) if d is not None)
        return directions.most_common(1)[0][0] if directions else self.page.get_rotation()

    def _direction(self, index: int) -> int | None:
        """The same for one character; None for slanted ones."""
        degrees = math.degrees(raw.FPDFText_GetCharAngle(self._handle, index))
        if not math.isfinite(degrees):  # a damaged file
            return None
        quarter = round(degrees / 90)
        return -quarter % 4 * 90 if abs(degrees - 90 * quarter) <= _SLANT else None

    def _words_between(self, start: int, end: int) -> list[Word]:
        """One word, or its characters apart where pdfium has joined what stands in different places."""
        first, last = self.loose_box(start), self.loose_box(end - 1)
        drift = abs(first[1] + first[3] - last[1] - last[3]) / 2
        backwards = last[0] < first[0] - 1
        if backwards or drift > _DRIFT * (first[3] - first[1]):
            if self._direction(start) != self.direction:
                return [Word(start, end, *_around([self.loose_box(i) for i in range(start, end)]), slanted=True)]
            if backwards or min(first[3], last[3]) <= max(first[1], last[1]):
                return [Word(i, i + 1, *self.loose_box(i)) for i in range(start, end)]
        cut = self._lost_space(start, end)
        if cut is not None:
            return [*self._words_between(start, cut), *self._words_between(cut, end)]
        top, bottom = min(first[1], last[1]), max(first[3], last[3])
        return [Word(start, end, min(first[0], last[0]), top, max(first[2], last[2]), bottom)]

    def _lost_space(self, start: int, end: int) -> int | None:
        """Where pdfium has overlooked a narrow space after a stop: "fin),suite" with a gap after the comma."""
        for match in _AFTER_STOP_RE.finditer(self.text, start, end - 1):
            before, after = self.loose_box(match.start()), self.loose_box(match.end())
            if after[0] - before[2] > _NARROW_SPACE * (before[3] - before[1]):
                return match.end()
        return None


def _around(boxes: list[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))
