"""Expressions that only the reference resolves: "la semaine prochaine", "lundi", "dans deux mois", "sous quinzaine"."""

import datetime as dt
import re

from extractors.grammar.dates import calendar
from extractors.grammar.dates.atoms import (
    COUNT_SRC,
    FULL_MONTH_SRC,
    FULL_WEEKDAY_SRC,
    GAP_SRC,
    ORDINAL_SRC,
    part_of,
    rank_of,
    weekday_of,
)
from extractors.grammar.dates.distances import day_at
from extractors.grammar.dates.model import DateKind, Direction, Interval, Piece, When
from extractors.grammar.dates.periods import nth_days
from extractors.grammar.numbers import parse_number
from models.vocabulary import DatePrecision

# Takes: "demain", "après-demain", "hier", "avant-hier", "aujourd'hui", "ce jour". Refuses: "lendemain", "ce jour-là".
DAY_WORD_SRC = (
    r"(?:(?P<word>apres-?\s?demain|demain|avant-?\s?hier|hier|aujourd'hui)|(?P<this>ce\sjour(?!\s?-?\s?la)))(?![a-z])"
)
_DAY_WORDS = {"demain": 1, "apresdemain": 2, "hier": -1, "avanthier": -2, "aujourdhui": 0}
_NEXT_SRC = r"(?P<next>prochaine?|suivante?|a\svenir|qui\s(?:vient|suit)|d'apres|pro)"
_LAST_SRC = r"(?P<last>derniere?|passee?|ecoulee?|precedente?)"
# Takes: "la semaine prochaine", "début de semaine prochaine", "le mois dernier", "fin du mois", "cette année", "fin de
#        l'année", "fin de semaine", "ce week-end-ci", "le trimestre prochain", "l'an dernier", "la semaine pro".
# Refuses: "trois fois par semaine", "la semaine de 35 h", "fin de mandat": a lone unit is no date.
UNIT_SRC = (
    rf"(?:(?P<part>(?:a\sla\s|la\s|en\s|au\s|le\s)?(?:debut|milieu|mi|fin|courant))(?:{GAP_SRC}|-)(?:de\s(?:la\s|l')?|du\s|d'|l')?)?"
    rf"(?:(?P<this>cette|cet|ce){GAP_SRC}|(?:la|le|du|au|les){GAP_SRC}|l')?"
    rf"(?P<unit>semaine|mois(?!\sd(?:e\s|'){FULL_MONTH_SRC})|annee|an|week-?\s?end|trimestre|semestre)(?![a-z]|\s(?:scolaire|universitaire)|\s\d)"
    rf"(?:-ci(?![a-z])|{GAP_SRC}(?:{_NEXT_SRC}|{_LAST_SRC}|(?P<running>en\scours|courante?))(?![a-z]))?"
)
# Takes: "lundi prochain", "jeudi en huit", "mardi de la semaine prochaine", "ce lundi", "vendredi dernier", "dimanche".
# Refuses: "tous les lundis", "le lundi matin" (habits: refusals.py).
WEEKDAY_ONLY_SRC = (
    rf"(?P<this>ce\s)?(?P<weekday>{FULL_WEEKDAY_SRC})(?!\s{{1,3}}\d)(?:{GAP_SRC}(?:(?P<next>prochain|qui\svient)|(?P<following>suivant|d'apres)|(?P<last>dernier|passe)|"
    r"en\s(?P<in>huit|8|quinze|15)|(?:de\s)?(?:(?P<next_week>la\ssemaine\s(?:prochaine|suivante|d'apres))|(?P<this_week>cette\ssemaine)|(?P<last_week>la\ssemaine\s(?:derniere|passee))))(?![a-z\d]))?"
)
_LENGTH_SRC = r"(?P<unit>h(?:eures?)?|jours?|semaines?|mois|annees?|ans?|quinzaines?|huitaines?)(?![a-z])"
# Takes: "dans deux mois", "d'ici 2 semaines", "sous 8 jours", "dans les quinze jours", "dans un délai de deux mois",
#        "sous un mois", "d'ici une quinzaine de jours", "dans un délai maximum de 30 jours", "dans les 3 mois".
# Refuses: "dans 3 communes", "sous deux angles"; "pendant deux mois" and "durée de 2 ans" are durations.
LATER_SRC = (
    rf"(?P<cue>dans(?:{GAP_SRC}(?P<within>les|un\sdelai\s(?:maximum\s|maximal\s|max\s)?(?:de|d')|le\sdelai\s(?:de|d')))?|d'ici(?:\sa)?|sous(?:{GAP_SRC}(?P<under>un\sdelai\sde|les))?|au\splus\stard\sdans)"
    rf"(?:{GAP_SRC}|(?<='))(?:environ\s|moins\sde\s)?(?P<count>{COUNT_SRC}|un)(?:aine)?{GAP_SRC}(?:petite?s?\s|bonne?s?\s|prochaine?s\s)?{_LENGTH_SRC}"
)
# Takes: "sous huitaine", "sous quinzaine", "dans la quinzaine", "sous une quinzaine de jours", "dans la huitaine".
# Refuses: "une quinzaine de jours" (a duration), "dans une dizaine de communes".
FORTNIGHT_SRC = (
    r"(?:(?P<day>dans\sune)|sous(?:\sla|\sune)?|dans\sla|d'ici(?:\sla|\sune)?)\s"
    r"(?P<length>huitaine|dizaine|quinzaine|trentaine)(?:\sde\sjours)?(?![a-z]|\sd[e'])"
)
# Takes: "il y a trois ans", "voici deux mois". Refuses: "il y a trois candidats".
AGO_SRC = (
    rf"(?:il\sy\sa|voici|voila){GAP_SRC}(?:environ\s|deja\s|plus\sde\s)?(?P<count>{COUNT_SRC}|un){GAP_SRC}{_LENGTH_SRC}"
)
# Takes: "premier mercredi du mois prochain", "le dernier jour du mois", "première semaine du mois prochain".
NTH_OF_MONTH_SRC = (
    rf"(?:la\s|le\s)?(?P<rank>{ORDINAL_SRC}){GAP_SRC}(?P<unit>{FULL_WEEKDAY_SRC}|semaine|quinzaine|jour){GAP_SRC}"
    rf"du{GAP_SRC}mois{GAP_SRC}?(?P<which>prochain|suivant|en\scours|dernier)?(?![a-z])"
)
# Takes: "les trois prochains mois", "ces deux dernières semaines", "dans les 15 prochains jours".
# Refuses: "les prochains jours" (how many?), "les trois prochaines actions".
COMING_SRC = (
    rf"(?:les|ces|des){GAP_SRC}(?P<count>{COUNT_SRC}){GAP_SRC}(?:(?P<next>prochaine?s)|(?P<last>dernier(?:e?s)))"
    rf"{GAP_SRC}{_LENGTH_SRC}"
)
# Takes: "J+15", "J + 8". Refuses: "J-3" (before an event that is not the meeting).
DAY_PLUS_SRC = r"j\s?\+\s?(?P<count>\d{1,3})(?![\d/])"


def _piece(match: re.Match[str], days: calendar.Days, precision: DatePrecision, kind: DateKind) -> tuple[Piece, ...]:
    return (Piece(*match.span(), Interval(days[0], days[1], precision, kind)),)


def read_day_word(match: re.Match[str], when: When) -> tuple[Piece, ...]:
    if when.reference is None:
        return ()
    shift = 0 if match["this"] else _DAY_WORDS[re.sub(r"[^a-z]", "", match["word"])]
    found = when.reference + dt.timedelta(days=shift)
    kind = DateKind.RELATIVE if shift > 0 else DateKind.DEICTIC_PAST
    return _piece(match, (found, found), DatePrecision.DAY, kind)


def read_unit(match: re.Match[str], when: When) -> tuple[Piece, ...]:
    """A week, month or year, or a part of one, by its place from the reference."""
    shift = 1 if match["next"] else -1 if match["last"] else 0
    named = shift or match["this"] or match["running"] or match.group().endswith("-ci")
    if (
        when.reference is None
        or not (named or match["part"])
        or (match["next"] == "pro" and match["unit"] != "semaine")
    ):
        return ()
    unit = match["unit"].replace(" ", "").replace("-", "")
    days, precision = _unit_days(match, when, unit, shift)
    kind = (
        DateKind.RELATIVE
        if shift > 0 or (match["part"] and shift == 0 and not match["this"])
        else DateKind.DEICTIC_PAST
    )
    if unit in ("annee", "an") and not match["part"] and shift > 0:
        kind = DateKind.YEAR
    if unit == "weekend" and shift == 0:
        kind = DateKind.RELATIVE
    return _piece(match, days, precision, kind)


def _unit_days(match: re.Match[str], when: When, unit: str, shift: int) -> tuple[calendar.Days, DatePrecision]:
    """The days; "en début de semaine" said on a Friday is next week's, unless the sentence tells of the past."""
    reference = when.reference or dt.date.min
    days, precision = _shifted(reference, unit, shift), _PRECISIONS[unit]
    if not match["part"]:
        return days, precision
    part = part_of(match["part"])
    days, narrow = _part(days, unit, part, precision)
    past = when.direction in (Direction.BEFORE, Direction.STRICTLY_BEFORE)
    if days[1] < reference and not (shift or past or match["this"] or match["running"]):
        days, narrow = _part(_shifted(reference, unit, 1), unit, part, precision)
    return days, narrow


_WHOLE_DAY_HOURS = 24
"""From here on hours are a deadline in days ("sous 48 heures")."""
_PRECISIONS = {
    "semaine": DatePrecision.WEEK, "weekend": DatePrecision.RANGE, "mois": DatePrecision.MONTH,
    "trimestre": DatePrecision.QUARTER, "semestre": DatePrecision.QUARTER, "annee": DatePrecision.YEAR,
    "an": DatePrecision.YEAR,
}  # fmt: skip


def _shifted(reference: dt.date, unit: str, shift: int) -> calendar.Days:
    """The week, month, quarter … that lies so many units from that of the reference."""
    if unit in ("semaine", "weekend"):
        monday, sunday = calendar.week(reference + dt.timedelta(weeks=shift))
        return (monday, sunday) if unit == "semaine" else (sunday - calendar.ONE_DAY, sunday)
    if unit in ("annee", "an"):
        return calendar.months(reference.year + shift, 1, 12)
    length = {"mois": 1, "trimestre": 3, "semestre": 6}[unit]
    index = (reference.year * 12 + reference.month - 1) // length + shift
    year, first = index * length // 12, index * length % 12 + 1
    return calendar.months(year, first, first + length - 1)


def _part(days: calendar.Days, unit: str, part: str, whole: DatePrecision) -> tuple[calendar.Days, DatePrecision]:
    if unit == "semaine":
        return calendar.part_of_week(days, part), DatePrecision.RANGE
    if unit == "mois":
        return calendar.part_of_month(days[0].year, days[0].month, part), DatePrecision.PART_OF_MONTH
    if unit in ("annee", "an"):
        return calendar.part_of_year(days[0].year, part), DatePrecision.PART_OF_YEAR
    return days, whole


def read_weekday(match: re.Match[str], when: When) -> tuple[Piece, ...]:
    """The day that a weekday means, from the reference."""
    if when.reference is None:
        return ()
    found = _weekday(match, weekday_of(match["weekday"]), when.reference, when.direction)
    kind = DateKind.DEICTIC_PAST if match["last"] or match["last_week"] else DateKind.RELATIVE
    return _piece(match, (found, found), DatePrecision.DAY, kind)


_EIGHT = ("huit", "8")


def _weekday(match: re.Match[str], weekday: int, reference: dt.date, direction: Direction) -> dt.date:
    monday = calendar.week(reference)[0]
    weeks = 1 if match["next_week"] else -1 if match["last_week"] else 0 if match["this_week"] else None
    if weeks is not None:
        return monday + dt.timedelta(days=weekday + 7 * weeks)
    if match["this"] and weekday == reference.weekday():
        return reference
    past = match["last"] or (direction in (Direction.BEFORE, Direction.STRICTLY_BEFORE) and not match["next"])
    if past and not match["in"] and not match["following"]:
        return reference - dt.timedelta(days=(reference.weekday() - weekday - 1) % 7 + 1)
    if match["in"]:  # "mardi en huit" said on a Tuesday is a week from today
        return reference + dt.timedelta(days=(weekday - reference.weekday()) % 7 + (7 if match["in"] in _EIGHT else 14))
    return reference + dt.timedelta(days=(weekday - reference.weekday() - 1) % 7 + 1)


def read_later(match: re.Match[str], when: When) -> tuple[Piece, ...]:
    """ "dans un mois" is the day; "dans les", "sous", "d'ici", "dans un délai de" are deadlines."""
    count = parse_number(match["count"])
    if when.reference is None or count is None:
        return ()
    if match["unit"] in ("h", "heure", "heures") and count < _WHOLE_DAY_HOURS:
        return ()
    found = day_at(when.reference, count, match["unit"])
    if match["cue"].startswith("dans") and not match["within"]:
        return _piece(match, (found, found), DatePrecision.DAY, DateKind.RELATIVE)
    return (Piece(*match.span(), Interval(None, found, DatePrecision.DAY, DateKind.DEADLINE)),)


def read_fortnight(match: re.Match[str], when: When) -> tuple[Piece, ...]:
    days = {"huitaine": 8, "dizaine": 10, "quinzaine": 15, "trentaine": 30}[match["length"]]
    if when.reference is None:
        return ()
    found = when.reference + dt.timedelta(days=days)
    if match["day"]:
        return _piece(match, (found, found), DatePrecision.DAY, DateKind.RELATIVE)
    return (Piece(*match.span(), Interval(None, found, DatePrecision.DAY, DateKind.DEADLINE)),)


def read_ago(match: re.Match[str], when: When) -> tuple[Piece, ...]:
    count = parse_number(match["count"])
    if when.reference is None or count is None:
        return ()
    found = day_at(when.reference, -count, match["unit"])
    return _piece(match, (found, found), DatePrecision.DAY, DateKind.DEICTIC_PAST)


def read_nth_of_month(match: re.Match[str], when: When) -> tuple[Piece, ...]:
    """ "premier mercredi du mois prochain": "tous les premiers mardis du mois" is a habit, without "prochain" none."""
    rank = rank_of(match["rank"])
    if when.reference is None or rank is None or not (match["which"] or (match["unit"] != "jour" and rank < 0)):
        return ()
    shift = {"prochain": 1, "suivant": 1, "dernier": -1}.get(match["which"] or "", 0)
    month = calendar.add_months(when.reference.replace(day=1), shift)
    days = nth_days(month.year, month.month, rank, match["unit"])
    if days is None:
        return ()
    precision = DatePrecision.DAY if days[0] == days[1] else DatePrecision.WEEK
    return _piece(match, days, precision, DateKind.RELATIVE)


def read_coming(match: re.Match[str], when: When) -> tuple[Piece, ...]:
    """The days from tomorrow on, or up to yesterday."""
    count = parse_number(match["count"])
    if when.reference is None or count is None:
        return ()
    if match["next"]:
        days = when.reference + calendar.ONE_DAY, day_at(when.reference, count, match["unit"])
        kind = DateKind.YEAR if match["unit"].startswith("an") else DateKind.RELATIVE
        return _piece(match, days, DatePrecision.RANGE, kind)
    days = day_at(when.reference, -count, match["unit"]), when.reference - calendar.ONE_DAY
    return _piece(match, days, DatePrecision.RANGE, DateKind.DEICTIC_PAST)


def read_day_plus(match: re.Match[str], when: When) -> tuple[Piece, ...]:
    if when.reference is None:
        return ()
    found = when.reference + dt.timedelta(days=int(match["count"]))
    return _piece(match, (found, found), DatePrecision.DAY, DateKind.RELATIVE)
