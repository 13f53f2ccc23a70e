"""Which record of an earlier extraction is this one? Every pair that must match stands beside one that must not."""

import copy

import pytest

from models.vocabulary import RecordKind
from store.forms import Json
from store.matching import keep_ids, match_records

ACTION, DATE, PERSON = RecordKind.ACTION, RecordKind.DATE, RecordKind.PERSON


def record(record_id: str, quote: str, *, start: int = 0, page_no: int | None = 1) -> Json:
    evidence = {
        "field": "text",
        "quote": quote,
        "spans": [{"start": start, "end": start + len(quote)}],
        "page_no": page_no,
    }
    return {"id": record_id, "text": quote, "agenda_item": None, "evidence": [evidence]}


def pairs(kind: RecordKind, old: list[Json], new: list[Json]) -> list[tuple[str, str]]:
    return sorted((old[o]["id"], new[n]["id"]) for n, o in match_records(kind, old, new).items())


DEVIS = "Louis Petit enverra le devis de la sonorisation avant le bal"


@pytest.mark.parametrize(
    "old, new, expected",
    [
        pytest.param([record("a", DEVIS)], [record("a", "Autre chose")], [("a", "a")], id="same id"),
        pytest.param([record("a", DEVIS)], [record("b", DEVIS, start=900)], [("a", "b")], id="same quote, moved"),
        pytest.param([record("a", DEVIS)], [record("b", DEVIS, page_no=2)], [("a", "b")], id="same quote, next page"),
        pytest.param(
            [record("a", "Envoyer\nle devis")], [record("b", "ENVOYER le devis", start=500)], [("a", "b")], id="folded"
        ),
        pytest.param(
            [record("a", DEVIS, start=100)],
            [record("b", DEVIS[:40], start=100)],
            [("a", "b")],
            id="shorter",
        ),
        pytest.param(
            [record("a", DEVIS, start=100)],
            [record("b", "Marie Durand a ouvert la porte à huit heures", start=110)],
            [],
            id="same place, other words",
        ),
        pytest.param(
            [record("a", DEVIS)],
            [record("b", DEVIS.replace("enverra", "envoie"), start=900)],
            [("a", "b")],
            id="similar",
        ),
        pytest.param([record("a", DEVIS)], [record("b", "Louis Petit ira au bal", start=900)], [], id="not similar"),
        pytest.param(
            [record("a", "Envoyer 12 chaises à la salle des fêtes")],
            [record("b", "Envoyer 13 chaises à la salle des fêtes", start=900)],
            [],
            id="similar, another number",
        ),
        pytest.param(
            [record("a", DEVIS + " A", start=0), record("c", DEVIS + " C", start=200)],
            [record("b", DEVIS + " B", start=900)],
            [],
            id="similar to two: no clear winner",
        ),
        pytest.param(
            [record("a", DEVIS), record("c", DEVIS, start=100)],
            [record("b", DEVIS, start=7), record("d", DEVIS, start=107)],
            [("a", "b"), ("c", "d")],
            id="the same words twice, in order",
        ),
        pytest.param(
            [record("a", "Oui"), record("c", "Oui", start=100)],
            [record("b", "Oui", start=900)],
            [],
            id="once where there were two: nothing tells which",
        ),
    ],
)
def test_actions(old: list[Json], new: list[Json], expected: list[tuple[str, str]]):
    assert pairs(ACTION, old, new) == expected


@pytest.mark.parametrize(
    "kind, old, new, expected",
    [
        (DATE, record("a", "12 mai"), record("b", "12 mai 2026"), [("a", "b")]),
        (DATE, record("a", "12 mai"), record("b", "13 mai"), []),
        (DATE, record("a", "le 12 mai 2026"), record("b", "le 12 mai 2027", start=900), []),
        (PERSON, record("a", "Jean Dupont"), record("b", "Jeanne Dupont", start=900), []),
        (PERSON, record("a", "Dupont"), record("b", "Jean Dupont"), [("a", "b")]),
    ],
)
def test_names_and_dates(kind: RecordKind, old: Json, new: Json, expected: list[tuple[str, str]]):
    assert pairs(kind, [old], [new]) == expected


def form(**sections: list[Json]) -> Json:
    empty: Json = {"attendance": [], "agenda": [], "decisions": [], "actions": [], "dates": [], "people": []}
    return {"sha256": "0" * 64, "meeting": {**record("m", "Réunion")}, "issues": [], **empty, **sections}


def test_ids_are_taken_over_and_links_follow():
    old = form(agenda=[record("item", "Budget")], actions=[record("a", DEVIS)])
    new = form(agenda=[record("new-item", "Budget", start=3)], actions=[record("b", DEVIS, start=5)])
    new["actions"][0]["agenda_item"] = "new-item"
    new["issues"] = [{"record_id": "b"}, {"record_id": None}]
    keep_ids(new, old, [])
    assert [new["agenda"][0]["id"], new["actions"][0]["id"]] == ["item", "a"]
    assert new["actions"][0]["agenda_item"] == "item"
    assert new["issues"] == [{"record_id": "a"}, {"record_id": None}]


def test_a_record_that_people_decided_about_takes_its_id_back():
    new = form(actions=[record("b", DEVIS.replace("enverra", "envoie"))])
    keep_ids(new, form(), [(ACTION, record("lost", DEVIS))])
    assert new["actions"][0]["id"] == "lost"


def test_ids_are_unique_and_always_the_same():
    new = form(actions=[record("b", "Oui"), record("b", "Oui", start=50)], dates=[record("b", "mai")])
    again = copy.deepcopy(new)
    keep_ids(new, None, [])
    keep_ids(again, None, [])
    ids = [new["actions"][0]["id"], new["actions"][1]["id"], new["dates"][0]["id"]]
    assert ids[0] == "b" and len(set(ids)) == 3
    assert new == again
