"""Arrivals and departures belong to the persons they are told of, to nobody else of the sentence."""

from collections.abc import Callable

import pytest

from extractors.attendance import extract_attendance
from extractors.reading import Reading
from models.records import Minutes

_LIST = "Présents : Luc Bonvin, Odile Frasne, Rémi Sollier, Anne Carvalet\n\n"


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        (
            "Présents : Anne Carvalet, Luc Bonvin (arrivé à 14 h 20), Odile Frasne, Rémi Sollier\n",
            [("Luc Bonvin", "14:20", None)],
        ),
        (_LIST + "M. Sollier quitte la séance à 20h30.\n", [("Rémi Sollier", None, "20:30")]),
        (_LIST + "Arrivée de Mme Frasne à 19h15.\n", [("Odile Frasne", "19:15", None)]),
        (
            _LIST + "Odile Frasne et Luc Bonvin quittent la réunion à 21 h.\n",
            [("Luc Bonvin", None, "21:00"), ("Odile Frasne", None, "21:00")],
        ),
        (_LIST + "Anne Carvalet présente le budget ; Luc Bonvin arrive à 19h40.\n", [("Luc Bonvin", "19:40", None)]),
        (_LIST + "M. Sollier remercie les présents. La séance est levée à 21 h.\n", []),
    ],
)
def test_who_came_late_and_who_left(
    read_text: Callable[..., Reading], text: str, moved: list[tuple[str, str | None, str | None]]
) -> None:
    minutes = extract_attendance(read_text(text), Minutes())
    found = [(a.name, a.arrived_at, a.left_at) for a in minutes.attendance if a.arrived_at or a.left_at]
    assert found == moved
