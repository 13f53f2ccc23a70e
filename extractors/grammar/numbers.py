"""French numbers in figures and in words, 0 to 9999, and ordinals.

Finds: "12", "vingt-trois", "deux mille dix-huit", "quatre-vingt-onze", "septante-deux", "2e", "premier".
Never: guesses a number from part of a word, or reads "un", "une" as a number where `find_numbers` scans prose.
"""

import re
from dataclasses import dataclass
from functools import cache

from models.folding import fold

_UNITS = (
    "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf"
).split()
_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}
_SWISS_TENS = {70: "septante", 80: "huitante", 90: "nonante"}
_COLLECTIVES = {"huitaine": 8, "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30}
_ORDINAL_STEMS = {
    "cinqu": "cinq", "neuv": "neuf", "quatr": "quatre", "onz": "onze", "douz": "douze", "treiz": "treize",
    "quatorz": "quatorze", "quinz": "quinze", "seiz": "seize", "trent": "trente", "mill": "mille",
}  # fmt: skip
_ORDINAL_WORDS = {"premier": 1, "premiere": 1, "second": 2, "seconde": 2}

# "vingt-trois", "deux mille dix-huit"; not "vingtaine", "centre": whole words only.
_WORD_SRC = (
    "(?:" + "|".join(sorted({*"-".join(_UNITS).split("-"), *_TENS.values(), *_SWISS_TENS.values(), "une", "vingts",
                             "cent", "cents", "mille", "mil"}, key=len, reverse=True)) + ")"
)  # fmt: skip
NUMBER_WORDS_SRC = rf"(?<!\w){_WORD_SRC}(?:(?:\s?-\s?|\s)(?:et(?:\s?-\s?|\s))?{_WORD_SRC}){{0,9}}(?!\w)"
"""Folded text: one number in words. The words may still not make a number: `parse_number` tells."""
_NUMBER_RE = re.compile(rf"(?<![\w.,/])(?:\d{{1,3}}(?:\s\d{{3}})+|\d{{1,4}})(?![\w/]|[.,]\d)|{NUMBER_WORDS_SRC}")

# "2e", "1er", "3ème", "1re", "2nd": figures with an ordinal ending.
_FIGURE_ORDINAL_RE = re.compile(r"(\d{1,4})\s?(?:er|ere|re|e|eme|ieme|nde?|d)")


@dataclass(frozen=True, slots=True)
class NumberMatch:
    """A number in a text: [start, end) and its value."""

    start: int
    end: int
    value: int


def number_words(value: int) -> str:
    """The number in French words without accents, hyphens between all parts below one hundred ("vingt-et-un" as
    "vingt et un").

    Raises:
        ValueError: the value is not in 0..9999.
    """
    if not 0 <= value <= 9999:
        raise ValueError(f"number out of range: {value}")
    thousands, rest = divmod(value, 1000)
    if not thousands:
        return _below_thousand(value)
    head = "mille" if thousands == 1 else f"{_UNITS[thousands]} mille"
    return f"{head} {_below_thousand(rest)}" if rest else head


def _below_thousand(value: int) -> str:
    hundreds, rest = divmod(value, 100)
    if not hundreds:
        return _below_hundred(value)
    head = "cent" if hundreds == 1 else f"{_UNITS[hundreds]} cent" + ("" if rest else "s")
    return f"{head} {_below_hundred(rest)}" if rest else head


def _below_hundred(value: int) -> str:
    if value < 20:
        return _UNITS[value]
    if value >= 80:
        return "quatre-vingts" if value == 80 else f"quatre-vingt-{_below_hundred(value - 80)}"
    ten = min(value // 10 * 10, 60)
    rest = value - ten
    if not rest:
        return _TENS[ten]
    return f"{_TENS[ten]} et {_UNITS[rest]}" if rest in (1, 11) else f"{_TENS[ten]}-{_UNITS[rest]}"


@cache
def _values() -> dict[str, int]:
    """Every number 0..9999 by its words, in the simplest spelling (see `_simplest`)."""
    values = {_simplest(number_words(value)): value for value in range(10_000)}
    for hundreds in range(11, 20):  # "dix-neuf cent quatre-vingt"
        for rest in range(100):
            words = f"{_UNITS[hundreds]} cent" + (f" {_below_hundred(rest)}" if rest else "")
            values.setdefault(_simplest(words), hundreds * 100 + rest)
    return values


def _simplest(words: str) -> str:
    """One spelling for all ("Quatre-vingts", "vingt et une", "deux mil"): folded, spaces only, no plural, no "et"."""
    parts = re.split(r"[\s-]+", fold(words).strip())
    plain = {"une": "un", "vingts": "vingt", "cents": "cent", "mil": "mille", "milles": "mille"}
    swiss = {word: _below_hundred(value).split("-") for value, word in _SWISS_TENS.items()}
    simple: list[str] = []
    for part in parts:
        if part == "et":
            continue
        if part in swiss:
            simple += ["soixante", "dix"] if part == "septante" else ["quatre", "vingt"]
            simple += ["dix"] if part == "nonante" else []
        else:
            simple.append(plain.get(part, part))
    return _carry_swiss(" ".join(simple)) if swiss.keys() & set(parts) else " ".join(simple)


def _carry_swiss(words: str) -> str:
    """ "soixante dix deux" (septante-deux) → "soixante douze"."""
    for unit in range(1, 7):
        words = re.sub(rf"\bdix {_UNITS[unit]}\b", _UNITS[10 + unit], words)
    return words


def parse_number(text: str) -> int | None:
    """The value of a number in figures or words ("12", "1 500", "deux mil vingt"), None if it is none."""
    stripped = text.strip()
    figures = re.sub(r"(?<=\d)\s(?=\d{3}(?!\d))", "", stripped)
    if figures.isascii() and figures.isdigit():
        return int(figures)
    words = fold(stripped)
    collective = _COLLECTIVES.get(words.removeprefix("une ").removesuffix("s"))
    return collective if collective is not None else _values().get(_simplest(words))


def parse_ordinal(text: str) -> int | None:
    """The rank that an ordinal says ("1er", "2e", "troisième", "vingt et unième", "second"), None if it is none."""
    word = fold(text.strip())
    figure = _FIGURE_ORDINAL_RE.fullmatch(word)
    if figure:
        return int(figure.group(1))
    if word in _ORDINAL_WORDS:
        return _ORDINAL_WORDS[word]
    if not word.endswith("ieme"):
        return None
    head, _, last = (
        word.removesuffix("ieme").rpartition("-") if "-" in word else word.removesuffix("ieme").rpartition(" ")
    )
    stem = _ORDINAL_STEMS.get(last, last)
    return parse_number(f"{head} {stem}") if head else parse_number(stem)


def find_numbers(text: str) -> tuple[NumberMatch, ...]:
    """Numbers in prose, in order; a lone "un" or "une" is an article, not a number."""
    folded = fold(text.replace("’", "'"))
    found = []
    for match in _NUMBER_RE.finditer(folded):
        value = parse_number(match.group())
        if value is not None and match.group() not in ("un", "une"):
            found.append(NumberMatch(match.start(), match.end(), value))
    return tuple(found)
