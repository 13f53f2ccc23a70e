"""Drops what Tesseract reads into borders, dust, stamps, signatures and photographs: marks that are no words.

A word stays that the dictionary knows, or that is a number, or of which Tesseract is sure; a line stays if a fair part
of it does. Never drops a word for being strange: names are.
"""

import re
from dataclasses import replace

from pipeline.readers.ocr.quality import is_french
from pipeline.readers.ocr.tesseract import FoundLine, FoundWord

_SURE = 0.6
"""From this confidence on a word of letters is believed, whatever it says."""
_NO_WORD = 0.25
"""Below this nothing is believed but words of the dictionary, and what stands among them."""
_FAIR_SHARE, _FAIR_CONFIDENCE = 0.3, 0.5
"""A line of which less (by letters) is believable, and that is no surer, is a drawing."""
_GOOD_SHARE = 0.6
"""In a line of which so much is believable, everything is text, the misread too: a person sees a word there."""
_SPACE = 0.6
"""Widest space between two words, in sizes of the type; beside a table's border there is more."""
# Takes: "|", "||", "_", "—_", "°", "~"      Refuses: "-", "–", "•", "à"
_BORDER_RE = re.compile(r"[|_~¦\\°^`<>*]+|[—_|-]{3,}")
# Takes: "12", "3,5", "14h30", "1/4", "22", "500€"      Refuses: "O2x", "l1"
_NUMBER_RE = re.compile(r"\d[\d.,:/h°%€-]*")
_LETTERS_RE = re.compile(r"[^\W\d_]+")


def without_noise(lines: list[FoundLine]) -> list[FoundLine]:
    """The lines with the words that are worth keeping."""
    kept = (_cleaned(line) for line in lines)
    return [line for line in kept if line is not None]


def _cleaned(line: FoundLine) -> FoundLine | None:
    words = [word for word in _with_ones(line) if not _BORDER_RE.fullmatch(word.text)]
    believed = [_is_believable(word) for word in words]
    letters = sum(_letters(word) for word in words)
    known = sum(_letters(word) for word, is_known in zip(words, believed, strict=True) if is_known)
    sure = sum(_letters(word) * word.confidence for word in words)
    if not letters or (known < _FAIR_SHARE * letters and sure < _FAIR_CONFIDENCE * letters):
        return None
    is_text = known >= _GOOD_SHARE * letters
    kept = tuple(
        word
        for word, is_known in zip(words, believed, strict=True)
        if is_known or word.confidence >= _NO_WORD or (is_text and _letters(word))
    )
    return replace(line, words=kept) if kept else None


def _with_ones(line: FoundLine) -> list[FoundWord]:
    """The words, with the upright strokes that stand close between two of them read as what they are: ones."""
    words = list(line.words)
    for index in range(1, len(words) - 1):
        before, word, after = words[index - 1 : index + 2]
        space = _SPACE * line.size
        if word.text == "|" and word.x0 - before.x1 < space and after.x0 - word.x1 < space:
            words[index] = replace(word, text="1", confidence=min(word.confidence, _NO_WORD))
    return words


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
