"""Cut French prose into sentences by rule: minutes are full of abbreviations, and no model is needed for them.

Takes:   "M. Morel (art. 3) ouvre la séance. Le quorum est atteint : 9 présents sur 12."  → two sentences
Refuses: to cut after "M.", "Mme.", "art.", "n°", "p.", "ex.", "etc." before a small letter, an initial ("J. Petit"),
         a number ("1.500"), inside an abbreviation ("C.A.", "S.I.V.U.").
"""

import re

from models.folding import fold

_ABBREVIATIONS = frozenset(
    "m mm mme mmes mlle melle mr dr pr me st ste art al p pp ex cf env tel av bd bld num no nos ref resp dir adj "
    "pdt pres sec tres vol ed janv fevr avr juil sept oct nov dec min max cie inc ltd ndlr nb ca cad".split()
)
_END_RE = re.compile(r"(?P<mark>[.!?]+|\.\.\.|;(?=\s*$))(?P<close>[\"')\]]*)(?=\s+|$)")
# "Ph. Morel", "Ch. Petit", "Th. Aubry": a first name cut after two consonants; no French word looks so.
_SHORTENED_RE = re.compile(r"[A-ZÀ-Ý][bcdfghjklmnpqrstvwxz]")
_LAST_WORD_RE = re.compile(r"([^\W_]+(?:[.'-][^\W_]+)*)$")


def split_sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Ranges [start, end) of the sentences in `text` (a view's `cased`), white space at their ends left out."""
    ranges: list[tuple[int, int]] = []
    start = 0
    for match in _END_RE.finditer(text):
        if not _ends_sentence(text, start, match):
            continue
        _add(text, start, match.end(), ranges)
        start = match.end()
    _add(text, start, len(text), ranges)
    return tuple(ranges)


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    following = text[match.end() :].lstrip()
    if not following:
        return True
    opens = following.lstrip("\"'([«- ")[:1]
    if match["mark"] in {"!", "?", ";"} or len(match["mark"]) > 1:
        return opens.isupper() or opens.isdigit()
    if opens.islower():
        return False
    word = _LAST_WORD_RE.search(text, start, match.start())
    if word is None:
        return True
    last = word.group(1)
    is_initial = (len(last) == 1 and last.isupper()) or bool(_SHORTENED_RE.fullmatch(last))
    is_acronym = bool(re.fullmatch(r"(?:\w\.)+\w", last))
    is_label = last.isdigit() and not text[start : word.start()].strip()  # "2. Budget"
    if is_acronym:
        return opens.isupper() and not following[:1].isdigit()
    return not (is_initial or is_label or (fold(last) in _ABBREVIATIONS and last != "CA"))


def _add(text: str, start: int, end: int, ranges: list[tuple[int, int]]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        ranges.append((start, end))
