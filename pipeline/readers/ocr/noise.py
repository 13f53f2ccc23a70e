"""Drops what Tesseract reads into borders, dust, stamps, signatures and photographs: marks that are no words.

A word stays that the dictionary knows, or that is a number, or of which Tesseract is sure; a line stays if a fair part
of it does. Never drops a word for being strange: names are.
"""

import re

from pipeline.readers.ocr.quality import is_french
from pipeline.readers.ocr.tesseract import FoundLine, FoundWord

_SURE = 0.6
"""From this confidence on a word of letters is believed, whatever it says."""
_NO_WORD = 0.25
"""Below this nothing is believed but words of the dictionary, in a line of others."""
_SURE_MARK = 0.7
_FAIR_SHARE = 0.3
"""A line of which less (by letters) is believable is a drawing."""
# Takes: "|", "||", "_", "—_", "°", "~"      Refuses: "-", "–", "•", "à"
_BORDER_RE = re.compile(r"[|_~¦\\°^`=<>*]+|[—_|-]{3,}")
# Takes: "12", "3,5", "14h30", "1/4", "22", "500€"      Refuses: "O2x", "l1"
_NUMBER_RE = re.compile(r"\d[\d.,:/h°%€-]*")
_LETTERS_RE = re.compile(r"[^\W\d_]+")


def without_noise(lines: list[FoundLine]) -> list[FoundLine]:
    """The lines with the words that are worth keeping."""
    kept = (_cleaned(line) for line in lines)
    return [line for line in kept if line is not None]


def _cleaned(line: FoundLine) -> FoundLine | None:
    words = tuple(word for word in line.words if not _is_mark(word))
    known = [_is_believable(word) for word in words]
    letters = sum(len(word.text) for word in words)
    believed = sum(len(word.text) for word, is_known in zip(words, known, strict=True) if is_known)
    if not letters or believed < _FAIR_SHARE * letters:
        return None
    words = tuple(w for w, is_known in zip(words, known, strict=True) if is_known or w.confidence >= _NO_WORD)
    return FoundLine(words, line.size, line.descent, line.slope, line.x0, line.base)


def _is_mark(word: FoundWord) -> bool:
    """True for borders, and for single signs of which Tesseract is not sure."""
    if _BORDER_RE.fullmatch(word.text):
        return True
    return not any(char.isalnum() for char in word.text) and word.confidence < _SURE_MARK


def _is_believable(word: FoundWord) -> bool:
    if word.confidence >= _SURE:
        return True
    if _NUMBER_RE.fullmatch(word.text):
        return word.confidence >= _NO_WORD
    letters = _LETTERS_RE.findall(word.text)
    longest = max(letters, key=len, default="")
    return len(longest) > 2 and is_french(longest)
