"""Clock times, and the durations that look like them."""

import pytest

from extractors.grammar.times import find_times, parse_time


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("La séance est ouverte à 18 h 30.", ["18:30"]),
        ("à 18h", ["18:00"]),
        ("18H00", ["18:00"]),
        ("20 heures 15", ["20:15"]),
        ("à dix-neuf heures", ["19:00"]),
        ("à dix-neuf heures trente", ["19:30"]),
        ("vingt et une heures", ["21:00"]),
        ("vingt heures et quart", ["20:15"]),
        ("neuf heures moins le quart", ["08:45"]),
        ("18:30", ["18:30"]),
        ("de 14h à 22h", ["14:00", "22:00"]),
        ("9h-12h30", ["09:00", "12:30"]),
        ("15h30-17h30", ["15:30", "17:30"]),
        ("à midi et demi", ["12:30"]),
        ("à minuit", ["00:00"]),
        ("18\u00a0h\u00a045", ["18:45"]),
    ],
)
def test_clock_times(text: str, times: list[str]) -> None:
    assert [match.value for match in find_times(text)] == times


@pytest.mark.parametrize(
    "text",
    [
        "durée : 1 h 30",
        "pendant deux heures",
        "Après 2 heures de débat, le point est clos.",
        "35 h par semaine",
        "8h/mois",
        "sous 48 heures",
        "12 hectares",
        "l'après-midi",
        "article 18.30",
        "48 h",
        "Le score est de 3:2.",
    ],
)
def test_what_is_no_clock_time(text: str) -> None:
    assert find_times(text) == ()


def test_first_time_of_a_text() -> None:
    assert parse_time("de 18 h à 20 h") == "18:00"
    assert parse_time("le 5 mars") is None


def test_offsets_are_those_of_the_text() -> None:
    text = "Levée à 22 h 10, merci."
    (match,) = find_times(text)
    assert text[match.start : match.end] == "22 h 10"
