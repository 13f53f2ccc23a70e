"""Numbers in words, both ways, and where they stand in prose."""

import pytest

from extractors.grammar.numbers import NumberMatch, find_numbers, number_words, parse_number, parse_ordinal


def test_every_number_reads_back() -> None:
    assert [value for value in range(10_000) if parse_number(number_words(value)) != value] == []


def test_the_library_reads_our_spelling() -> None:
    from text_to_num import text2num

    assert [value for value in range(1, 10_000) if text2num(number_words(value), "fr") != value] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("Vingt-et-un", 21),
        ("trente et une", 31),
        ("quatre-vingts", 80),
        ("quatre vingt onze", 91),
        ("deux mil vingt", 2020),
        ("Mille neuf cent quatre-vingt-dix-neuf", 1999),
        ("dix-neuf cent quatre-vingt-quatorze", 1994),
        ("septante-deux", 72),
        ("nonante-trois", 93),
        ("une douzaine", 12),
        ("quinzaine", 15),
        ("zéro", 0),
        ("centre", None),
        ("vingt voix", None),
        ("", None),
        ("deux deux", None),
    ],
)
def test_parse_number(text: str, value: int | None) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1er", 1),
        ("1re", 1),
        ("2nd", 2),
        ("3ème", 3),
        ("premier", 1),
        ("Seconde", 2),
        ("cinquième", 5),
        ("neuvième", 9),
        ("vingt et unième", 21),
        ("dix-septième", 17),
        ("dernier", None),
        ("barème", None),
        ("12", None),
    ],
)
def test_parse_ordinal(text: str, value: int | None) -> None:
    assert parse_ordinal(text) == value


def test_numbers_in_prose() -> None:
    text = "Par vingt-trois voix pour, 2 contre et une abstention sur 1 500 inscrits (art. 12.3)."
    assert [(text[n.start : n.end], n.value) for n in find_numbers(text)] == [
        ("vingt-trois", 23),
        ("2", 2),
        ("1 500", 1500),
    ]
    assert find_numbers("un point, une question") == ()
    assert find_numbers("dix") == (NumberMatch(0, 3, 10),)


def test_number_words_refuses_what_it_cannot_spell() -> None:
    with pytest.raises(ValueError, match="10000"):
        number_words(10_000)
