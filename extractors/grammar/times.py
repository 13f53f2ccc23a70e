"""Clock times in French prose, as "HH:MM".

Finds: "18 h 30", "18h", "20 heures 15", "à dix-neuf heures", "18:30", "midi", "midi et demi", "neuf heures et quart".
Never: durations that say so ("durée : 1 h 30", "pendant deux heures", "2 heures de débat").
"""

import re
from dataclasses import dataclass

from extractors.grammar.numbers import parse_number
from models.folding import fold

_HOUR_WORDS_SRC = (
    r"(?:vingt\s?(?:-|\s)\s?(?:trois|deux)|vingt(?:-et-|\set\s)une?|vingt|dix-(?:neuf|huit|sept)|seize|quinze|quatorze|treize|"
    r"douze|onze|dix|neuf|huit|sept|six|cinq|quatre|trois|deux|une|zero)"
)
_QUARTERS_SRC = r"et\s(?:demie?|quart)|moins\s(?:le\squart|vingt|dix|cinq)"
_MINUTE_WORDS_SRC = rf"(?:{_QUARTERS_SRC}|trois\squarts|(?:quarante|cinquante|trente|vingt)(?:-cinq)?|quinze|dix|cinq)"
# Takes: "18 h 30", "18h30", "18H", "9 heures 05", "18:30", "dix-neuf heures trente", "midi et demi".
# Refuses: "18:305", "48 h", "12 hectares", "3:2" (a score), "1 h 30 de débat" (a duration, by what follows).
_TIME_RE = re.compile(
    rf"""(?<![\w:.,])(?<!\b\d/)(?<!\b\d\d/)(?:
        (?P<hour>2[0-4]|[01]?\d)\s?(?:h(?:eures?|rs?)?(?!\w*[a-z])|h(?=\d))(?:\s?(?P<minute>[0-5]\d)(?!\d|\s?%)(?:\s?(?:mn|min(?:utes)?)\b)?|\s(?P<minute_words>{_MINUTE_WORDS_SRC})\b)?
      | (?P<hour_colon>2[0-3]|[01]?\d):(?P<minute_colon>[0-5]\d)(?:(?::[0-5]\d)?)(?![\d:])
      | (?P<hour_words>{_HOUR_WORDS_SRC})\sheures?\b(?:\s(?P<minute_after>{_MINUTE_WORDS_SRC}|[0-5]\d)\b)?
      | (?<!apres-)(?P<noon>midi|minuit)\b(?:\s(?P<noon_words>{_QUARTERS_SRC}))?
    )""",
    re.VERBOSE,
)
# "durée : 1 h 30", "pendant 2 heures", "au bout d'une heure"; "à 18 h" and "de 18 h à 20 h" are clock times.
_DURATION_BEFORE_RE = re.compile(
    r"(?:\bduree\s?(?:de|:|prevue|estimee)?|\bpendant|\bdurant|\bdans(?: les)?|\bsous|\bbout d'|\btoutes les|\bil y a|"
    r"\bduree d'environ|\bdure(?:e|ra|nt)?|\bd'une?|\bmoins de|\bplus de|\bforfait de|\bvolume de|\ben)\s?$"
)
# "2 heures de débat", "35 h par semaine", "8h/mois", "24h/24".
_DURATION_AFTER_RE = re.compile(
    r"\s?(?:/\s?(?:mois|semaine|jour|an|sem|24)|par (?:mois|semaine|jour|an)|hebdo|de (?:travail|debat|cours|"
    r"formation|benevolat|discussion|menage|trajet|retard|reunion)|supplementaire|plus tard|environ de|chacun)"
)


@dataclass(frozen=True, slots=True)
class TimeMatch:
    """A clock time in a text: [start, end) and its value "HH:MM"."""

    start: int
    end: int
    value: str


def find_times(text: str) -> tuple[TimeMatch, ...]:
    """Clock times in order; durations are left out."""
    folded = re.sub(r"\s", " ", fold(text.replace("’", "'")))
    found = []
    for match in _TIME_RE.finditer(folded):
        value = _value(match)
        if value is None or _DURATION_BEFORE_RE.search(folded, max(0, match.start() - 30), match.start()):
            continue
        if _DURATION_AFTER_RE.match(folded, match.end()):
            continue
        found.append(TimeMatch(match.start(), match.end(), value))
    return tuple(found)


def parse_time(text: str) -> str | None:
    """The first clock time in a text as "HH:MM" ("à dix-neuf heures trente" → "19:30"), None without one."""
    found = find_times(text)
    return found[0].value if found else None


def _value(match: re.Match[str]) -> str | None:
    hour = _hour(match)
    if hour is None:
        return None
    words = match["minute_words"] or match["minute_after"] or match["noon_words"] or ""
    figures = match["minute"] or match["minute_colon"] or (words if words.isdigit() else None)
    minutes = int(figures) if figures else _minutes(words)
    total = hour * 60 + minutes
    return f"{total // 60 % 24:02d}:{total % 60:02d}" if 0 <= total <= 24 * 60 else None


def _hour(match: re.Match[str]) -> int | None:
    if match["noon"]:
        return 12 if match["noon"] == "midi" else 24
    return parse_number(match["hour"] or match["hour_colon"] or match["hour_words"])


def _minutes(words: str) -> int:
    """Minutes after the full hour, below zero for "moins le quart"."""
    if not words:
        return 0
    sign = -1 if words.startswith("moins") else 1
    last = re.sub(r"^(?:et|moins)\s(?:le\s)?", "", words)
    named = {"demi": 30, "demie": 30, "quart": 15, "trois quarts": 45}
    return sign * (named.get(last) or parse_number(last) or 0)
