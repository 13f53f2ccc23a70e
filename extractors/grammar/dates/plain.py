"""One character for one character: the spellings of a text that the date patterns match, offsets unchanged."""

from extractors.grammar.dates.model import Scan
from models.folding import fold

_DASHES = "‐‑‒–—―−﹣－"
_QUOTES = "’‘ʼ´`′ʹ＇"


class _Lower(dict[int, str]):
    """Lower case, plain quotes, dashes and spaces; each character is looked up once and kept."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char in _DASHES:
            plain = "-"
        elif char in _QUOTES:
            plain = "'"
        elif char.isspace() or char in "\u200b\u2060\ufeff\x00":
            plain = " "
        else:
            low = char.lower()
            plain = low if len(low) == 1 else char
        self[code] = plain
        return plain


class _Plain(_Lower):
    """The same without accents."""

    def __missing__(self, code: int) -> str:
        plain = fold(_LOWER[code])
        plain = plain if len(plain) == 1 else _LOWER[code]
        self[code] = plain
        return plain


_LOWER = _Lower()
_PLAIN = _Plain()


def scan_of(text: str) -> Scan:
    """The three spellings of a text, all of its length."""
    return Scan(text, text.translate(_LOWER), text.translate(_PLAIN))
