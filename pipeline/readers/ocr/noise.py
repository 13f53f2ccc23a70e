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
    words = [word for word in line.words if not _BORDER_RE.fullmatch(word.text)]
    believed = [_is_believable(word) for word in words]
    letters = sum(_letters(word) for word in words)
    known = sum(_letters(word) for word, is_known in zip(words, believed, strict=True) if is_known)
    if not known or known < _FAIR_SHARE * letters:
        return None
    kept = tuple(w for w, is_known in zip(words, believed, strict=True) if is_known or w.confidence >= _NO_WORD)
    return FoundLine(kept, line.size, line.descent, line.slope, line.x0, line.base)


def _letters(word: FoundWord) -> int:
    """Letters and digits; signs (dashes, bullets) tell nothing of their line."""
    return sum(map(str.isalnum, word.text))


def _is_believable(word: FoundWord) -> bool:
    if word.confidence >= _SURE:
        return _letters(word) > 0
    if _NUMBER_RE.fullmatch(word.text):
        return word.confidence >= _NO_WORD
    if not _letters(word):
        return False
    longest = max(_LETTERS_RE.findall(word.text), key=len, default="")
    return len(longest) > 2 and is_french(longest)
