"""Parts raised signs that call a footnote from the words that they touch: "le 31 mars³" is no word "mars3".

Signals: small digits (or * and †) whose base lies above that of the character before them.
Never: exponents of units ("m²", "km³") and of ten, raised letters ("1er", "2e", "n°"), lowered digits ("CO2").
"""

import re

from pipeline.readers.pdf.chars import PageChars

# Takes:   "1" of "mars1.", "12" of "(hors taxes)12", "1,2" of "Bel1,2", "*" of "absents*", "1" of "20241"
# Refuses: "2" of "B2B", "3" of "3e", "123" of "RD123"
_SIGN_RE = re.compile(r"(?<=[^\W_]|[%€)\]»”\"’.,;:!?…*])(?P<sign>\d{1,2}(?:,\d{1,2})*|[*†‡]{1,3})(?![^\W_])")
# Takes:   "m", "km", "dam", "x", "10", "5"      Refuses: "mars", "2024", "Bel"
_BASE_RE = re.compile(r"(?<![^\W_])(?:[mcdkh]m|dam|[^\W_]|10)\Z")
_LONGEST_BASE = 4
_SMALLER = 0.87
"""A raised sign is at most this share of the size of the text."""
_RAISED = 0.2
"""Its base is at least this share of the text's height above that of the text."""


def part_raised(text: str, indexes: list[int], chars: PageChars) -> tuple[str, list[int], frozenset[str]]:
    """The line with a space before each raised sign, and the signs.

    Args:
        text: a line.
        indexes: for each of its characters the index on the page, -1 for a space that was put between.
        chars: the page.
    """
    parts: list[str] = []
    places: list[int] = []
    signs: set[str] = set()
    done = 0
    for match in _SIGN_RE.finditer(text):
        start = _raised_from(match, indexes, chars)
        if start is None or _BASE_RE.search(text, max(0, start - _LONGEST_BASE), start):
            continue
        parts += [text[done:start], " "]
        places += [*indexes[done:start], -1]
        signs.update(text[start : match.end()].split(","))
        done = start
    return "".join([*parts, text[done:]]), [*places, *indexes[done:]], frozenset(signs)


def _raised_from(match: re.Match[str], indexes: list[int], chars: PageChars) -> int | None:
    """Where in the line the raised sign begins: of the digits of a number perhaps only the last is one."""
    starts = range(match.start(), match.start() + 1 + match["sign"][:2].isdigit() * (len(match["sign"]) > 1))
    return next((at for at in starts if _is_raised(indexes[at - 1], indexes[at], chars)), None)


def _is_raised(before: int, sign: int, chars: PageChars) -> bool:
    """True where the second character is smaller and higher than the first."""
    if before < 0 or sign < 0:
        return False
    size, small = chars.style(before), chars.style(sign)
    if size is None or small is None or small.size > _SMALLER * size.size:
        return False
    _, top, _, bottom = chars.loose_box(before)
    return bottom - chars.loose_box(sign)[3] >= _RAISED * (bottom - top)
