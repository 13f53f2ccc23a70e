"""The date grammar: French expressions and the days they name, and what only looks like a date.

Spoken on Monday 11 March 2024 unless said otherwise. "a/b" is an interval, "a/" and "/b" are open.
"""

import datetime as dt

import pytest

from extractors.grammar.dates import DateKind, DateMatch, find_dates

REFERENCE = dt.date(2024, 3, 11)


def interval(match: DateMatch) -> str:
    start, end = match.range.start, match.range.end
    if start == end:
        return str(start)
    return f"{start or ''}/{end or ''}"


def read(text: str, reference: dt.date | None = REFERENCE) -> list[str]:
    return [interval(match) for match in find_dates(text, reference)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("le 5 mars 2018", ["2018-03-05"]),
        ("le 1er février 2018", ["2018-02-01"]),
        ("le 1Er mars", ["2024-03-01"]),
        ("23/02/2018", ["2018-02-23"]),
        ("23.02.18", ["2018-02-23"]),
        ("23-02-2018", ["2018-02-23"]),
        ("2018-02-23", ["2018-02-23"]),
        ("2018/3/29", ["2018-03-29"]),
        ("le 20 02 2014", ["2014-02-20"]),
        ("31/10/74", ["1974-10-31"]),
        ("le 12/06", ["2024-06-12"]),
        ("réunion du 5/3", ["2024-03-05"]),
        ("14/09", ["2024-09-14"]),
        ("Le 12.04 à 18h", ["2024-04-12"]),
        ("le 15 févr. 2023", ["2023-02-15"]),
        ("5 juil. 2023", ["2023-07-05"]),
        ("12 mars '18", ["2018-03-12"]),
        ("le vingt-trois février deux mille dix-huit", ["2018-02-23"]),
        ("L'an deux mille vingt-quatre, le onze mars à dix-neuf heures", ["2024-03-11"]),
        ("L'an deux mil vingt et le lundi 4 mai", ["2020-05-04"]),
        ("le 14 juillet 1789", ["1789-07-14"]),
        ("11décembre 2018", ["2018-12-11"]),
        ("le12 mai", ["2024-05-12"]),
        ("23-février-2023", ["2023-02-23"]),
        ("Vu la loi du 6 juillet 1989", ["1989-07-06"]),
        ("MARDI 12 DÉCEMBRE 2023", ["2023-12-12"]),
        ("lundi 18 mars", ["2024-03-18"]),
        ("le 29 février 2020", ["2020-02-29"]),
        ("le\u00a05\u202fmars\t2018", ["2018-03-05"]),
        ("le 11 janvier\n2017", ["2017-01-11"]),
        ("le ler mars 2018", ["2018-03-01"]),
        ("le 1° décernbre 2018", ["2018-12-01"]),
    ],
)
def test_days(text: str, days: list[str]) -> None:
    assert read(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("les 4, 11 et 18 juin", ["2024-06-04", "2024-06-11", "2024-06-18"]),
        ("les 11,12 et 13 mai", ["2024-05-11/2024-05-13"]),
        ("les 26 et 27 mars 2018", ["2018-03-26/2018-03-27"]),
        ("16-17 juin", ["2024-06-16/2024-06-17"]),
        ("le 5 ou 6 mai", ["2024-05-05/2024-05-06"]),
        ("le 5 ou le 12 mai", ["2024-05-05", "2024-05-12"]),
        ("du 3 au 7 mai", ["2024-05-03/2024-05-07"]),
        ("du 29 avril au 3 mai", ["2024-04-29/2024-05-03"]),
        ("du 29 avril – 3 mai 2021", ["2021-04-29/2021-05-03"]),
        ("entre le 3 et le 7 mai", ["2024-05-03/2024-05-07"]),
        ("du samedi 4 au dimanche 5 mai", ["2024-05-04/2024-05-05"]),
        ("du 28 décembre au 3 janvier", ["2023-12-28/2024-01-03"]),
        ("28 mars > avril", ["2024-03-28/2024-04-30"]),
        ("du 14/09 (dépôt des dossiers) au 30/11", ["2024-09-14/2024-11-30"]),
        ("du 5 avril à 18 h au 7 avril", ["2024-04-05/2024-04-07"]),
        ("les 12 et 13/04/2021", ["2021-04-12/2021-04-13"]),
        ("de mai à septembre 2018", ["2018-05-01/2018-09-30"]),
        ("novembre et décembre 2020", ["2020-11-01/2020-12-31"]),
        ("mai - juin", ["2024-05-01/2024-06-30"]),
        ("fin juin/ début juillet", ["2024-06-21/2024-07-10"]),
        ("fin février-début mars 2017", ["2017-02-21/2017-03-10"]),
        ("22 janvier, 16 avril, 2 juillet 2026", ["2026-01-22", "2026-04-16", "2026-07-02"]),
        ("l'été ou à l'automne 2024", ["2024-06-21/2024-12-20"]),
        ("fin 2018/début 2019", ["2018-10-01/2019-03-31"]),
        ("de lundi à mercredi", ["2024-03-18/2024-03-20"]),
        ("juin, juillet et août 2018", ["2018-06-01/2018-08-31"]),
        ("05/03/2018-07/03/2018", ["2018-03-05/2018-03-07"]),
        ("05/03, 12/03 et 19/03", ["2024-03-05", "2024-03-12", "2024-03-19"]),
        ("les lundi 18 et mardi 19 mars", ["2024-03-18/2024-03-19"]),
    ],
)
def test_lists_and_ranges(text: str, days: list[str]) -> None:
    assert read(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("en juin 2018", ["2018-06-01/2018-06-30"]),
        ("dec 2018", ["2018-12-01/2018-12-31"]),
        ("en Sept. 2023", ["2023-09-01/2023-09-30"]),
        ("11/2017", ["2017-11-01/2017-11-30"]),
        ("fin juillet", ["2024-07-21/2024-07-31"]),
        ("mi-mai", ["2024-05-11/2024-05-20"]),
        ("début du mois d'avril", ["2024-04-01/2024-04-10"]),
        ("courant octobre", ["2024-10-01/2024-10-31"]),
        ("fin 2017", ["2017-10-01/2017-12-31"]),
        ("début 2017", ["2017-01-01/2017-03-31"]),
        ("mi-2017", ["2017-05-01/2017-08-31"]),
        ("au début de l'année 2021", ["2021-01-01/2021-03-31"]),
        ("T3 2021", ["2021-07-01/2021-09-30"]),
        ("S1 2024", ["2024-01-01/2024-06-30"]),
        ("2e trimestre", ["2024-04-01/2024-06-30"]),
        ("dernier trimestre 2020", ["2020-10-01/2020-12-31"]),
        ("le second semestre de l'année 2023", ["2023-07-01/2023-12-31"]),
        ("printemps 2019", ["2019-03-20/2019-06-20"]),
        ("à l'automne 2016", ["2016-09-23/2016-12-20"]),
        ("cet été", ["2024-06-21/2024-09-22"]),
        ("l'hiver prochain", ["2024-12-21/2025-03-19"]),
        ("en semaine 37", ["2024-09-09/2024-09-15"]),
        ("S37", ["2024-09-09/2024-09-15"]),
        ("semaines 12 à 14", ["2024-03-18/2024-04-07"]),
        ("la semaine du 12 mars", ["2024-03-11/2024-03-17"]),
        ("semaine du 8 au 12 avril", ["2024-04-08/2024-04-12"]),
        ("le week-end du 14 juin", ["2024-06-14/2024-06-16"]),
        ("le premier mardi de juin", ["2024-06-04"]),
        ("la 1e semaine d'octobre", ["2024-10-01/2024-10-07"]),
        ("le dernier week-end de mai", ["2024-05-25/2024-05-26"]),
        ("la première quinzaine d'avril", ["2024-04-01/2024-04-15"]),
    ],
)
def test_periods(text: str, days: list[str]) -> None:
    assert read(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("demain", ["2024-03-12"]),
        ("après-demain", ["2024-03-13"]),
        ("la semaine prochaine", ["2024-03-18/2024-03-24"]),
        ("la semaine pro", ["2024-03-18/2024-03-24"]),
        ("en fin de semaine prochaine", ["2024-03-21/2024-03-24"]),
        ("le mois prochain", ["2024-04-01/2024-04-30"]),
        ("le trimestre prochain", ["2024-04-01/2024-06-30"]),
        ("fin du mois", ["2024-03-21/2024-03-31"]),
        ("en fin d'année", ["2024-10-01/2024-12-31"]),
        ("ce week-end-ci", ["2024-03-16/2024-03-17"]),
        ("lundi prochain", ["2024-03-18"]),
        ("jeudi en huit", ["2024-03-21"]),
        ("mardi de la semaine prochaine", ["2024-03-19"]),
        ("vendredi", ["2024-03-15"]),
        ("vendredi dernier", ["2024-03-08"]),
        ("mercredi 13", ["2024-03-13"]),
        ("le 5 du mois prochain", ["2024-04-05"]),
        ("premier mercredi du mois prochain", ["2024-04-03"]),
        ("dans un mois", ["2024-04-11"]),
        ("dans deux semaines", ["2024-03-25"]),
        ("il y a trois ans", ["2021-03-11"]),
        ("J+15", ["2024-03-26"]),
        ("ce lundi", ["2024-03-11"]),
        ("ce lundi 18 mars", ["2024-03-18"]),
        ("dans une quinzaine de jours", ["2024-03-26"]),
        ("jusqu'au vendredi", ["/2024-03-15"]),
        ("hier", ["2024-03-10"]),
        ("le lendemain du 3 mai", ["2024-05-04"]),
        ("les trois prochains mois", ["2024-03-12/2024-06-11"]),
    ],
)
def test_relative_days(text: str, days: list[str]) -> None:
    assert read(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("avant le 20 mai 2016", ["/2016-05-20"]),
        ("Avant le lundi 20 mai", ["/2024-05-20"]),
        ("jusqu'au 3 mai", ["/2024-05-03"]),
        ("au plus tard le 3 mai", ["/2024-05-03"]),
        ("le 3 mai au plus tard", ["/2024-05-03"]),
        ("fin juillet dernier délai", ["/2024-07-31"]),
        ("Date limite de dépôt : 3 mai", ["/2024-05-03"]),
        ("d'ici la fin du mois", ["/2024-03-31"]),
        ("d’ici fin juin", ["/2024-06-30"]),
        ("avant juin", ["/2024-05-31"]),
        ("avant fin juin", ["/2024-06-30"]),
        ("avant l'été", ["/2024-06-20"]),
        ("d'ici vendredi", ["/2024-03-15"]),
        ("sous huitaine", ["/2024-03-19"]),
        ("sous quinzaine", ["/2024-03-26"]),
        ("sous 8 jours", ["/2024-03-19"]),
        ("sous 48 heures", ["/2024-03-13"]),
        ("dans les quinze jours", ["/2024-03-26"]),
        ("dans un délai de deux mois", ["/2024-05-11"]),
        ("d'ici trois semaines", ["/2024-04-01"]),
        ("à partir du 3 mai", ["2024-05-03/"]),
        ("à compter du 3 mai 2024", ["2024-05-03/"]),
        ("depuis avril 2016", ["2016-04-01/"]),
        ("pas avant le 3 mai", ["2024-05-03/"]),
        ("dès le 3 mai", ["2024-05-03/"]),
        ("après le 3 mai", ["2024-05-04/"]),
        ("après l'été", ["2024-09-23/"]),
    ],
)
def test_deadlines(text: str, days: list[str]) -> None:
    assert read(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("avant Noël", ["/2024-12-25"]),
        ("à la Toussaint", ["2024-11-01"]),
        ("à Pâques", ["2024-03-31"]),
        ("le lundi de Pentecôte", ["2024-05-20"]),
        ("avant l'Ascension", ["/2024-05-09"]),
        ("avant la rentrée", ["/2024-09-02"]),
        ("d'ici les vacances de Noël", ["/2024-12-20"]),
        ("pendant les vacances de la Toussaint", ["2024-10-19/2024-11-03"]),
        ("à Noël 2025", ["2025-12-25"]),
        ("la rentrée 2018", ["2018-09-03"]),
    ],
)
def test_feasts_and_school(text: str, days: list[str]) -> None:
    assert read(text) == days


@pytest.mark.parametrize(
    "text",
    [
        "Ce ne sera pas le 15 avril.",
        "et non le 3 mai",
        "Délibération n° 2025-03-12",
        "article L. 2121-15 du code",
        "art. 12-3",
        "M. Avril est élu.",
        "Mme Mars et M. Jean Avril sont excusés.",
        "Janvier Dupont est présent.",
        "la société Avril",
        "Le projet a été voté.",
        "L'initiative 4 pour 1000",
        "Tél. 01.02.03.04.05",
        "12.05 €",
        "à 18h30",
        "les travaux de la rue du 11 novembre",
        "place du 8 mai 1945",
        "avenue du 19 mars 1962",
        "salle du 8 mai",
        "2.3.4 Budget",
        "la version 2.10.18",
        "tous les lundis",
        "le lundi matin",
        "le 3e mardi du mois",
        "les mercredis",
        "12/15 voix",
        "le 2/3 des voix",
        "les 2/3 ayant voté",
        "ouvert du lundi au vendredi",
        "une quinzaine de jours",
        "dans une dizaine de communes",
        "dans 2 heures",
        "Le projet a été 2019 fois relu.",
        "Sept élus ont voté.",
        "pendant deux mois",
        "trois fois par semaine",
        "fin de mandat",
        "pot de rentrée",
        "M. Noël Petit",
        "repas de Noël",
        "2000 signatures",
        "association loi 1901",
        "un T3 de 60 m²",
        "horaires d'été",
        "",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "days", "kind"),
    [
        ("en 2018", ["2018-01-01/2018-12-31"], DateKind.YEAR),
        ("2018-2020", ["2018-01-01/2020-12-31"], DateKind.YEAR),
        ("l'année 2023/2024", ["2023-01-01/2024-12-31"], DateKind.YEAR),
        ("l'année prochaine", ["2025-01-01/2025-12-31"], DateKind.YEAR),
        ("ce jour", ["2024-03-11"], DateKind.DEICTIC_PAST),
        ("cette année", ["2024-01-01/2024-12-31"], DateKind.DEICTIC_PAST),
        ("le mois dernier", ["2024-02-01/2024-02-29"], DateKind.DEICTIC_PAST),
        ("la semaine prochaine", ["2024-03-18/2024-03-24"], DateKind.RELATIVE),
        ("avant le 3 mai", ["/2024-05-03"], DateKind.DEADLINE),
        ("le 3 mai", ["2024-05-03"], DateKind.ABSOLUTE),
        ("fin mai", ["2024-05-21/2024-05-31"], DateKind.PARTIAL),
    ],
)
def test_kinds(text: str, days: list[str], kind: DateKind) -> None:
    matches = find_dates(text, REFERENCE)
    assert [(interval(match), match.kind) for match in matches] == [(day, kind) for day in days]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Le tarif a été relevé en décembre.", ["2023-12-01/2023-12-31"]),
        ("Les travaux commenceront en décembre.", ["2024-12-01/2024-12-31"]),
        ("La visite est prévue en janvier.", ["2025-01-01/2025-01-31"]),
        ("Le bureau s'est réuni le 4 janvier.", ["2024-01-04"]),
        ("le 8 décembre dernier", ["2023-12-08"]),
        ("le 8 décembre prochain", ["2024-12-08"]),
        ("samedi 9 décembre", ["2023-12-09"]),
        ("en février dernier", ["2024-02-01/2024-02-29"]),
        ("en mars prochain", ["2025-03-01/2025-03-31"]),
    ],
)
def test_missing_years(text: str, days: list[str]) -> None:
    assert read(text) == days


def test_a_year_stated_elsewhere_decides() -> None:
    assert [interval(m) for m in find_dates("en juin", dt.date(2024, 5, 2), years={6: 2025})] == [
        "2025-06-01/2025-06-30"
    ]


def test_without_reference_only_what_is_fully_stated() -> None:
    text = "le 5 mars, demain, la semaine prochaine, lundi, le 3 mai 2021, T3 2021, avant Noël"
    assert read(text, None) == ["2021-05-03", "2021-07-01/2021-09-30"]


def test_weekday_is_checked() -> None:
    assert [(m.weekday_mismatch, interval(m)) for m in find_dates("mardi 5 mars 2018, lundi 5 mars 2018", None)] == [
        (True, "2018-03-05"),
        (False, "2018-03-05"),
    ]
    assert [m.weekday_mismatch for m in find_dates("jeudi 30/04/2024, mardi 30/04/2024", None)] == [True, False]


@pytest.mark.parametrize("text", ["le 31 février 2024", "30/02/2024", "le 31 avril", "le 29 février 2023"])
def test_impossible_days_have_no_value(text: str) -> None:
    (match,) = find_dates(text, REFERENCE)
    assert match.impossible
    assert (match.range.start, match.range.end) == (None, None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("À rendre avant le 20 mai, merci.", "avant le 20 mai"),
        ("Le camp se tiendra du 3 au 5 avril.", "du 3 au 5 avril"),
        ("Il l’enverra d’ici la fin du mois.", "d’ici la fin du mois"),
        ("Rendez-vous lundi 18 mars à 18 h", "lundi 18 mars"),
    ],
)
def test_offsets_and_words_are_those_of_the_text(text: str, words: str) -> None:
    (match,) = find_dates(text, REFERENCE)
    assert text[match.start : match.end] == match.range.text == words


@pytest.mark.parametrize(
    "unit",
    [
        "1, 2, 3, ", "1-", "1.1.", "1/", "lundi ", "mars ", " ", "\t", "vingt-", "deux mille ", "du 5 au ", "1 et ",
        "avant le ", "12 ", "5 mars, ", "du 5 mars (", "dans les ", "fin de ", "2018-", "noël ", "lundi 5, ", "prévu ",
    ],
)  # fmt: skip
def test_long_odd_strings_take_no_time(unit: str) -> None:
    import time

    text = "mars " + unit * (30_000 // len(unit)) + " demain"
    start = time.process_time()
    find_dates(text, REFERENCE)
    assert time.process_time() - start < 5
