"""Days counted from another: every unit, both ways, over ends of months and leap years."""

import datetime as dt

import pytest

from extractors.grammar.dates.distances import day_at


@pytest.mark.parametrize(
    ("start", "count", "unit", "day"),
    [
        ("2024-03-14", 3, "jours", "2024-03-17"),
        ("2024-03-14", 0, "jours", "2024-03-14"),
        ("2024-03-14", 1, "semaine", "2024-03-21"),
        ("2024-01-31", 1, "mois", "2024-02-29"),
        ("2023-12-05", 2, "mois", "2024-02-05"),
        ("2024-02-29", 1, "an", "2025-02-28"),
        ("2024-03-14", 2, "annees", "2026-03-14"),
        ("2024-03-14", -3, "semaines", "2024-02-22"),
        ("2024-03-31", -1, "mois", "2024-02-29"),
        ("2024-03-14", 1, "quinzaine", "2024-03-29"),
        ("2024-03-14", 1, "huitaine", "2024-03-22"),
        ("2024-03-14", 48, "heures", "2024-03-16"),
        ("2024-03-14", 36, "h", "2024-03-16"),
    ],
)
def test_day_at_a_distance(start: str, count: int, unit: str, day: str) -> None:
    assert day_at(dt.date.fromisoformat(start), count, unit) == dt.date.fromisoformat(day)
