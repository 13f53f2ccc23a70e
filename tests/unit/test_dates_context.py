"""What the words around an expression make of it: the year it means, the side on which it is open."""

import datetime as dt

import pytest

from extractors.grammar.dates import find_dates


def _found(text: str, reference: str) -> list[tuple[str, str | None, str | None]]:
    matches = find_dates(text, reference=dt.date.fromisoformat(reference))
    return [
        (m.range.text, m.range.start and m.range.start.isoformat(), m.range.end and m.range.end.isoformat())
        for m in matches
    ]


@pytest.mark.parametrize(
    ("sentence", "words", "start", "end"),
    [
        ("Le bail court jusqu'à la fin 2027.", "jusqu'à la fin 2027", None, "2027-12-31"),
        ("Gel des achats jusqu'à la fin du mois.", "jusqu'à la fin du mois", None, "2025-09-30"),
        ("Les travaux ne débuteront pas avant avril 2026.", "pas avant avril 2026", "2026-04-01", None),
        ("Livraison non garantie avant le 3 décembre.", "avant le 3 décembre", "2025-12-03", None),
        ("Le devis est attendu avant le 3 décembre.", "avant le 3 décembre", None, "2025-12-03"),
        ("Les fuites relevées en mars persistent.", "mars", "2025-03-01", "2025-03-31"),
        ("Le bureau s'est prononcé le 4 mars pour la baisse.", "4 mars", "2025-03-04", "2025-03-04"),
        ("Le chantier est prévu en mars.", "mars", "2026-03-01", "2026-03-31"),
    ],
)
def test_words_around_an_expression(sentence: str, words: str, start: str | None, end: str | None) -> None:
    assert _found(sentence, "2025-09-18") == [(words, start, end)]


@pytest.mark.parametrize("sentence", ["Jean-Noël rendra les clefs.", "Marie-Noël est absente."])
def test_a_first_name_is_no_feast(sentence: str) -> None:
    assert _found(sentence, "2025-09-18") == []
