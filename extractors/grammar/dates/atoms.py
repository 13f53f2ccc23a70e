"""The named atoms from which the date patterns are composed, and the reading of their words. All match plain text
(lower case, no accents, plain quotes, dashes and spaces: plain.py)."""

import re
from functools import cache

from extractors.grammar.numbers import number_words, parse_number, parse_ordinal

GAP_SRC = r"\s{1,6}"
"""White space between two words of one expression, a line break included."""
OPT_SRC = r"\s{0,6}"

# Also what text recognition makes of "mb" ("décernbre").
_MONTHS = {
    1: "janvier janvrier janv jan", 2: "fevrier fevr fev", 3: "mars mar", 4: "avril avr", 5: "mai", 6: "juin",
    7: "juillet juil juill jui", 8: "aout", 9: "septembre septernbre sept sep", 10: "octobre oct",
    11: "novembre novernbre nov", 12: "decembre decernbre dec",
}  # fmt: skip
_MONTH_OF = {word: number for number, words in _MONTHS.items() for word in words.split()}
_WEEKDAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()


def _either(words: list[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


# "janvier", "mars", "mai"; not "sept" (seven), "mar", "jan": abbreviations need a day or a year beside them.
FULL_MONTH_SRC = "(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)(?![a-z])"
MONTH_SRC = rf"(?:{FULL_MONTH_SRC}|{_either([*_MONTH_OF])}(?![a-z])(?:\.(?!\d))?)"
CLEAR_ABBREVIATION_SRC = r"(?:janv|fevr?|juil|oct|nov|dec)(?![a-z])(?:\.(?!\d))?"
WEEKDAY_SRC = _either([*_WEEKDAYS, "lun\\.", "mar\\.", "mer\\.", "jeu\\.", "ven\\.", "sam\\.", "dim\\."]) + r"(?![a-z])"
FULL_WEEKDAY_SRC = _either([*_WEEKDAYS]) + r"(?![a-z])"

_WORDS_1_31 = [number_words(number).replace("-", r"\s?-?\s?").replace(" ", r"[\s-]{1,3}") for number in range(1, 32)]
DAY_WORDS_SRC = _either([*_WORDS_1_31, "premier"]) + r"(?![a-z])"
# "5", "05", "1er", "1Er", "13e", "21", "1°", "ler" (as text recognition reads "1er"); not "32", "125", "5,2".
DAY_FIGURES_SRC = r"(?:(?:3[01]|[12]\d|0?[1-9])(?!\d)(?:\s?(?:er|ere|eme|e|re|°)(?![a-z]))?|ler(?![a-z]))"
DAY_SRC = rf"(?:{DAY_FIGURES_SRC}|{DAY_WORDS_SRC})"

_WORDS_1_99 = [number_words(n).replace("-", r"\s?-?\s?").replace(" ", r"[\s-]{1,3}") for n in range(1, 100)]
_BELOW_100_SRC = _either(_WORDS_1_99) + r"(?![a-z])"
YEAR_WORDS_SRC = (
    rf"(?:deux[\s-]{{1,3}}mil(?:le)?(?![a-z])(?:[\s-]{{1,3}}(?:et\s)?{_BELOW_100_SRC})?"
    rf"|(?:mil(?:le)?[\s-]{{1,3}}neuf|dix[\s-]neuf)[\s-]{{1,3}}cents?(?![a-z])(?:[\s-]{{1,3}}{_BELOW_100_SRC})?)"
)
# A year beside a month: "2018", "1789", "deux mille dix-huit"; not the head of "2018,50" or "20185".
YEAR_SRC = rf"(?:(?:1[4-9]|20)\d\d(?!\d|[.,/]\d)|{YEAR_WORDS_SRC})"
# "'18" anywhere, "74" only where the expression ends ("31 octobre 74."); not in "le 5 mars 14 élus", "le 5 mars 18 h".
SHORT_YEAR_SRC = r"(?:'\d\d(?!\d)|\d\d(?=\s?(?:[.;:)\]](?!\d)|,(?!\d)|$|\sa\s\d|\sde\s\d)))"

COUNT_SRC = rf"(?:\d{{1,3}}|une|{_BELOW_100_SRC})"
ORDINAL_SRC = (
    r"(?:\d{1,2}\s?(?:er|ere|re|eme|ieme|e|nde?|d)(?![a-z])|premiere?|seconde?|deuxieme|troisieme|quatrieme|cinquieme|"
    r"derniere?)"
)
PART_SRC = r"(?:en\s|a\sla\s|au\s)?(?:debut|mi|fin|courant|milieu|tout\sdebut|toute\sfin)"


@cache
def month_of(word: str) -> int:
    """The number of a month's plain name or abbreviation ("fevr." → 2); KeyError for other words."""
    return _MONTH_OF[word.rstrip(".")]


def weekday_of(word: str) -> int:
    """0 for Monday … 6 for Sunday, from a plain name or abbreviation."""
    return next(index for index, name in enumerate(_WEEKDAYS) if name.startswith(word.rstrip(".")[:3]))


def day_of(word: str) -> int | None:
    """The number of a day in figures or words: "1er", "13e", "vingt-trois"."""
    figures = re.match(r"\d+", word.replace("ler", "1er"))
    return int(figures.group()) if figures else parse_ordinal(word) or parse_number(word)


def year_of(word: str) -> int | None:
    """The year in four or two figures, or in words: "2018", "'18" (2018), "74" (1974), "deux mil vingt"."""
    figures = word.lstrip("'")
    if not figures.isdigit():
        return parse_number(word.replace(" et ", " "))
    year = int(figures)
    return year if len(figures) == 4 else century(year)


def century(short: int) -> int:
    """The full year of two figures: 00–68 → 2000s, 69–99 → 1900s (POSIX)."""
    return short + (2000 if short < 69 else 1900)


def part_of(word: str) -> str:
    """ "debut", "mi", "fin" or "courant", from the words of `PART_SRC`."""
    last = word.replace("-", " ").split()[-1]
    return "mi" if last == "milieu" else last


def rank_of(word: str) -> int | None:
    """The rank an ordinal says; -1 for "dernier"."""
    return -1 if word.startswith("dernier") else parse_ordinal(word)
