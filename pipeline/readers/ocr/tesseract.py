"""Runs Tesseract as a child process on one picture; its answer in hOCR is lines with words, boxes and confidence.

One thread each (`OMP_THREAD_LIMIT=1`): several pages at once are faster than several threads on one page.
"""

import logging
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from xml.etree import ElementTree

from models.errors import MissingProgramError
from pipeline.readers.ocr.image import PageImage

log = logging.getLogger(__name__)

LANGUAGE = "fra"
_HOW = ("-c", "tessedit_do_invert=0", "-c", "textord_tabfind_vertical_text=0")
"""No second try for white letters on black; no vertical lines made of item numbers."""


class Layout(StrEnum):
    """How Tesseract looks for lines (its page segmentation modes)."""

    COLUMNS = "3"
    """It parts the page itself: right where columns of unlike type stand side by side, parted by a line."""
    LINES = "4"
    """Lines of any size, columns of prose too; keeps the numbers of a list with their items."""
    LIST = "6"
    """Nothing but lines one below the other."""


_SECONDS = 120
"""A page takes some two seconds; one that takes longer than this is no page."""
_HEAD_DPI = 150.0
"""Enough to tell head from foot."""
_SURE_HEAD = 2.0
"""OSD says a confidence with its answer; below this it guesses."""
_INSTALL = "On Debian or Ubuntu: apt-get install tesseract-ocr tesseract-ocr-fra. Then send the file again."

# Takes: "bbox 10 20 110 50; x_wconf 96", "bbox 0 0 9 9; baseline -0.002 -7; x_size 48; x_descenders 9; x_ascenders 10"
_PROPERTY_RE = re.compile(r"(?P<name>\w+) (?P<values>-?[\d.]+(?: -?[\d.]+)*)")
# Takes: "Rotate: 180", "Orientation confidence: 13.5"
_ROTATE_RE = re.compile(r"^Rotate: (\d+)$", re.MULTILINE)
_SURE_RE = re.compile(r"^Orientation confidence: ([\d.]+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FoundWord:
    """One word: its box in pixels, and Tesseract's confidence 0..1."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float

    def lies_on(self, other: "FoundWord") -> bool:
        """True where the middle of one lies inside the other."""
        return self._holds_middle_of(other) or other._holds_middle_of(self)

    def _holds_middle_of(self, other: "FoundWord") -> bool:
        x, y = (other.x0 + other.x1) / 2, (other.top + other.bottom) / 2
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


@dataclass(frozen=True, slots=True)
class FoundLine:
    """One line of words, left to right, with the type's size and baseline in pixels."""

    words: tuple[FoundWord, ...]
    size: float
    """From the foot of descenders to the top of ascenders."""
    descent: float
    slope: float
    """The baseline falls by this many pixels a pixel."""
    x0: float
    base: float
    """The baseline at `x0`."""

    def baseline(self, x: float) -> float:
        return self.base + self.slope * (x - self.x0)


def recognise(image: PageImage, layout: Layout) -> list[FoundLine]:
    """The lines of a picture that stands upright.

    Raises:
        MissingProgramError: Tesseract or its French data are not installed.
        TimeoutError: the picture took too long.
    """
    answer = _run(image, LANGUAGE, "--psm", layout.value, *_HOW, "hocr")
    try:
        return list(_lines(ElementTree.fromstring(answer))) if answer.strip() else []
    except ElementTree.ParseError:
        log.warning("tesseract: its answer cannot be read")
        return []


def turn_to_upright(image: PageImage, least: float = _SURE_HEAD) -> int:
    """How far a picture must be turned clockwise for its text to stand upright; 0 where that cannot be told.

    `least` is the confidence below which the answer is not taken.

    Raises: as `recognise`.
    """
    try:
        answer = _run(image.reduced(_HEAD_DPI), "osd", "--psm", "0", "-c", "min_characters_to_try=20")
    except MissingProgramError:
        if shutil.which("tesseract") is None:
            raise
        return 0  # without osd.traineddata, which some systems pack apart
    turn, sure = _ROTATE_RE.search(answer), _SURE_RE.search(answer)
    return int(turn[1]) % 360 if turn and sure and float(sure[1]) >= least else 0


def _run(image: PageImage, language: str, *arguments: str) -> str:
    """What Tesseract prints; empty where it finds nothing to recognise."""
    program = shutil.which("tesseract")
    if program is None:
        raise MissingProgramError(
            f"the pages are pictures, and Tesseract, which reads them, is not installed. {_INSTALL}"
        )
    command = [program, "stdin", "stdout", "-l", language, "--dpi", str(round(image.dpi)), *arguments]
    limit = shutil.which("timeout")
    if limit is not None:  # ends it even where this process is killed
        command = [limit, "--kill-after=5", str(_SECONDS), *command]
    picture = b"P5 %d %d 255\n" % (image.width, image.height) + image.grey.tobytes()
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            command, input=picture, capture_output=True, env=environment, timeout=_SECONDS + 10, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise TimeoutError from error
    if done.returncode == 124:
        raise TimeoutError
    if b"Failed loading language" in done.stderr or b"Error opening data file" in done.stderr:
        raise MissingProgramError(f"the pages are pictures, and Tesseract's French data are not installed. {_INSTALL}")
    if done.returncode != 0:
        log.info("tesseract ended with code %d", done.returncode)
    return done.stdout.decode("utf-8", "replace")


def _lines(page: ElementTree.Element) -> Iterator[FoundLine]:
    for element in page.iter():
        if element.get("class") in ("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"):
            line = _line(element)
            if line.words:
                yield line


def _line(element: ElementTree.Element) -> FoundLine:
    words = tuple(word for word in map(_word, element) if word is not None)
    properties = _properties(element)
    x0, top, _, bottom = properties.get("bbox", [0.0, 0.0, 0.0, 0.0])
    slope, offset = properties.get("baseline", [0.0, 0.0])
    (size,) = properties.get("x_size", [bottom - top])
    (descent,) = properties.get("x_descenders", [0.2 * size])
    return FoundLine(words, size, descent, slope, x0, bottom + offset)


def _word(element: ElementTree.Element) -> FoundWord | None:
    text = "".join("".join(element.itertext()).split())
    properties = _properties(element)
    if element.get("class") != "ocrx_word" or not text or "bbox" not in properties:
        return None
    x0, top, x1, bottom = properties["bbox"]
    (confidence,) = properties.get("x_wconf", [0.0])
    return FoundWord(text, x0, top, x1, bottom, min(max(confidence, 0.0), 100.0) / 100)


def _properties(element: ElementTree.Element) -> dict[str, list[float]]:
    """What hOCR says in the title attribute: "bbox 1 2 3 4; x_size 40"."""
    found = _PROPERTY_RE.finditer(element.get("title", ""))
    return {match["name"]: [float(value) for value in match["values"].split()] for match in found}
