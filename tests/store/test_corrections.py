import datetime as dt

import pytest
from made_extractions import FEBRUARY, LATER_STAGES, Office
from made_extractions import extract as extract_plainly
from sqlalchemy import text

from models.errors import ConfigError, InputError, StorageError
from store.corrections import orphans, record_correction, settable_fields
from store.queries import find_record, load_extraction, open_actions
from store.reading import rows
from store.replay import Correction

DEVIS = "Louis Petit enverra le devis de la sonorisation"
AFFICHES = "Marie Durand et Louis Petit prépareront les affiches"
THIRD = (("read", "1"), ("extract", "3"))
AT = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 3, 15)


def id_of(office: Office, words: str, table: str = "actions") -> str:
    column = {"meetings": "title", "agenda_items": "title", "people": "name", "attendance": "name"}.get(table, "text")
    with office.database.reading() as reading:
        (row,) = rows(reading, f"SELECT id FROM {table} WHERE {column} = :words", {"words": words})
    return str(row["id"])


def decide(office: Office, record_id: str, change: str, *, at: dt.datetime = AT, **values: object) -> Correction:
    with office.database.write() as session:
        return record_correction(
            session, record_id=record_id, change=change, values=values, author="A. Roy", reason="relu", at=at
        )


def state(office: Office, record_id: str) -> tuple[object, ...]:
    with office.database.reading() as reading:
        (row,) = rows(
            reading, "SELECT text, owners, due_end, status, review FROM actions WHERE id = :i", {"i": record_id}
        )
    return (row["text"], row["owners"], str(row["due_end"]), row["status"], row["review"])


MACHINE = (DEVIS, '["Louis Petit"]', "2026-03-10", "open", "machine")


@pytest.fixture
def devis(office: Office) -> str:
    office.take(fevrier=FEBRUARY)
    return id_of(office, DEVIS)


def test_values_that_a_person_sets_show_at_once(office: Office, devis: str):
    decide(office, devis, "set", owners=["Aline Roy", "Louis Petit"], due={"end": "2026-05-20"})
    assert state(office, devis) == (DEVIS, '["Aline Roy", "Louis Petit"]', "2026-05-20", "open", "corrected")
    with office.database.reading() as reading:
        (action,) = open_actions(reading, today=TODAY, owner="aline roy")
        extraction = load_extraction(reading, action.sha256)
        found = find_record(reading, devis[:6])
    assert extraction.actions[0].due.text == "avant le 2026-03-10"
    assert extraction.actions[0].due.end == dt.date(2026, 5, 20)
    assert extraction.actions[0].evidence[0].quote == DEVIS
    assert [(c.change, c.author, c.reason, c.made_at) for c in found.history] == [("set", "A. Roy", "relu", AT)]
    assert found.record["due"]["end"] == "2026-05-20"
    assert found.evidence[0]["quote"] == DEVIS


def test_decisions_are_a_stack_and_the_last_word_counts(office: Office, devis: str):
    seen = []
    for change, values in [
        ("verify", {}),
        ("set", {"status": "done"}),
        ("reject", {}),
        ("undo", {}),
        ("verify", {}),
        ("undo", {}),
        ("undo", {}),
        ("undo", {}),
    ]:
        decide(office, devis, change, **values)
        seen.append(state(office, devis)[3:])
    assert seen == [
        ("open", "verified"),
        ("done", "corrected"),
        ("done", "rejected"),
        ("done", "corrected"),
        ("done", "corrected"),
        ("done", "corrected"),
        ("open", "verified"),
        ("open", "machine"),
    ]
    assert state(office, devis) == MACHINE
    with pytest.raises(ConfigError, match="left to undo"):
        decide(office, devis, "undo")


def test_done_and_rejected_actions_are_not_open(office: Office, devis: str):
    decide(office, devis, "set", status="done")
    decide(office, id_of(office, AFFICHES), "reject")
    with office.database.reading() as reading:
        assert open_actions(reading, today=TODAY) == ()
        states = rows(reading, "SELECT review FROM v1_actions ORDER BY review")
    assert [row["review"] for row in states] == ["corrected", "rejected"]


def test_only_the_row_that_changed_says_so(office: Office, devis: str):
    decide(office, devis, "verify")
    with office.database.reading() as reading:
        changed = rows(reading, "SELECT id, changed_at FROM v1_actions ORDER BY changed_at")
    assert [row["id"] for row in changed] == [id_of(office, AFFICHES), devis]
    assert changed[0]["changed_at"] != changed[1]["changed_at"]


def test_human_values_win_at_every_later_extraction(office: Office, devis: str, monkeypatch: pytest.MonkeyPatch):
    decide(office, devis, "set", owners=["Aline Roy"])
    affiches = id_of(office, AFFICHES)
    decide(office, affiches, "verify")
    read_otherwise(monkeypatch, ("> Louis Petit |", "> Paul Blanc |"), ("Marie Durand, Louis Petit |", "Paul Blanc |"))
    office.take(LATER_STAGES, fevrier=FEBRUARY)
    assert state(office, devis)[1:] == ('["Aline Roy"]', "2026-03-10", "open", "corrected")
    assert state(office, affiches)[1] == '["Marie Durand", "Louis Petit"]'
    decide(office, affiches, "undo")
    assert state(office, affiches)[1] == '["Paul Blanc"]'


def read_otherwise(monkeypatch: pytest.MonkeyPatch, *changes: tuple[str, str]) -> None:
    """Let the pipeline read these words in place of those: as if the rules had changed, the bytes staying."""
    import made_extractions

    def extract(content: str, source: str, sha256: str):
        for old, new in changes:
            content = content.replace(old, new)
        return extract_plainly(content, source, sha256)

    monkeypatch.setattr(made_extractions, "extract", extract)


def test_a_decision_follows_its_record_when_rules_cut_it_otherwise(office: Office, devis: str, monkeypatch):
    decide(office, devis, "set", status="in_progress")
    read_otherwise(monkeypatch, (DEVIS, f"{DEVIS} dès demain"))
    office.take(LATER_STAGES, fevrier=FEBRUARY)
    assert state(office, devis)[0] == f"{DEVIS} dès demain"
    assert state(office, devis)[3:] == ("in_progress", "corrected")


def test_a_decision_without_its_record_is_an_orphan_until_it_comes_back(office: Office, devis: str, monkeypatch):
    entry = decide(office, devis, "set", status="done")
    read_otherwise(monkeypatch, (f"> Louis Petit | 2026-03-10 | {DEVIS}\n", ""))
    office.take(LATER_STAGES, fevrier=FEBRUARY)
    with office.database.reading() as reading:
        assert orphans(reading) == (entry,)
        assert find_record(reading, devis) is None
    with pytest.raises(ConfigError, match="can only be undone"):
        decide(office, devis, "verify")
    read_otherwise(monkeypatch, (DEVIS, DEVIS.replace("enverra", "envoie")))
    office.take(THIRD, fevrier=FEBRUARY)
    with office.database.reading() as reading:
        assert orphans(reading) == ()
    assert state(office, devis)[3:] == ("done", "corrected")


def test_an_orphan_can_be_undone(office: Office, devis: str, monkeypatch):
    decide(office, devis, "reject")
    read_otherwise(monkeypatch, (DEVIS, ""))
    office.take(LATER_STAGES, fevrier=FEBRUARY)
    decide(office, devis, "undo")
    with office.database.reading() as reading:
        assert orphans(reading) == ()


@pytest.mark.parametrize(
    "table, words, values, kept",
    [
        ("actions", DEVIS, {"due": "2026-06-01"}, {"due_end": "2026-06-01", "due_precision": "day"}),
        ("actions", AFFICHES, {"due": "2026-06-01"}, {"due_end": "2026-06-01", "due_text": "", "due_start": "None"}),
        ("actions", DEVIS, {"due": None}, {"due_end": "None", "due_text": "None"}),
        ("actions", DEVIS, {"owners": "Aline Roy"}, {"owners": '["Aline Roy"]'}),
        ("actions", DEVIS, {"text": "Envoyer le devis"}, {"text": "Envoyer le devis"}),
        ("meetings", "Réunion de février", {"date": "2026-02-04", "start_time": "18:30"}, {"date": "2026-02-04"}),
        ("meetings", "Réunion de février", {"quorum": {"present": 3}}, {"quorum_present": "3"}),
        ("agenda_items", "Budget du bal", {"level": 2, "number": None}, {"level": "2", "number": "None"}),
        ("attendance", "Marie Durand", {"status": "excused", "proxy": "Louis Petit"}, {"proxy": "Louis Petit"}),
        ("people", "Marie Durand", {"mentions": ["Marie D."]}, {"mentions": '["Marie D."]'}),
        ("dates", "2026-03-10", {"start": "2026-03-10"}, {"start_date": "2026-03-10", "end_date": "2026-03-10"}),
    ],
)
def test_values_that_can_be(office: Office, table: str, words: str, values: dict, kept: dict):
    office.take(fevrier=FEBRUARY)
    record_id = id_of(office, words, table)
    decide(office, record_id, "set", **values)
    with office.database.reading() as reading:
        (row,) = rows(reading, f"SELECT * FROM {table} WHERE id = :id", {"id": record_id})
    assert {name: str(row[name]) for name in kept} == kept
    assert row["review"] == "corrected"


def test_a_vote_is_corrected_count_by_count(office: Office):
    office.take(fevrier=FEBRUARY)
    decision = id_of(office, "Le budget du bal populaire est adopté à l'unanimité.", "decisions")
    entry = decide(office, decision, "set", vote={"for": 9, "against": 1, "unanimous": False})
    assert entry.values["vote"]["abstentions"] == 0
    with office.database.reading() as reading:
        (vote,) = rows(reading, "SELECT in_favour, against, abstentions, review FROM v1_votes")
    assert tuple(vote.values()) == (9, 1, 0, "corrected")


@pytest.mark.parametrize(
    "values, message",
    [
        ({"colour": "red"}, "has no field 'colour': it has text, owners, due, status, agenda_item"),
        ({"id": "0123"}, "has no field 'id'"),
        ({"review": "verified"}, "has no field 'review'"),
        ({"status": "finished"}, "status"),
        ({"text": " "}, "text: must not be empty"),
        ({"text": None}, "text"),
        ({"due": {"end": "20 mai"}}, "due.end"),
        ({"due": {"ende": "2026-05-20"}}, "due: there is no 'ende' in it: it has start, end, text, precision"),
        ({"due": {"start": "2026-05-20", "end": "2026-05-19"}}, "due: begins after it ends"),
        ({"owners": [1]}, "owners"),
        ({"agenda_item": "feedfeedfeedfeed"}, "no such agenda item"),
    ],
)
def test_values_that_cannot_be_write_nothing(office: Office, devis: str, values: dict, message: str):
    with pytest.raises(ConfigError, match=message):
        decide(office, devis, "set", **values)
    assert state(office, devis) == MACHINE
    with office.database.reading() as reading:
        assert rows(reading, "SELECT 1 AS one FROM corrections") == []


@pytest.mark.parametrize(
    "table, words, values, message",
    [
        ("meetings", "Réunion de février", {"start_time": "6 pm"}, "start_time: must be HH:MM"),
        ("meetings", "Réunion de février", {"quorum": {"present": -1}}, "present: must not be negative"),
        ("agenda_items", "Budget du bal", {"title": ""}, "title: must not be empty"),
        ("dates", "2026-03-10", {"start": "2026-03-11"}, "start: begins after it ends"),
    ],
)
def test_other_values_that_cannot_be(office: Office, table: str, words: str, values: dict, message: str):
    office.take(fevrier=FEBRUARY)
    with pytest.raises(ConfigError, match=message):
        decide(office, id_of(office, words, table), "set", **values)


def test_what_is_no_decision_is_refused(office: Office, devis: str):
    for change, values in [("approve", {}), ("set", {}), ("verify", {"text": "x"})]:
        with pytest.raises(ConfigError):
            decide(office, devis, change, **values)
    with pytest.raises(InputError, match="no record feed"):
        decide(office, "feed", "verify")
    with pytest.raises(ConfigError, match="author"), office.database.write() as session:
        record_correction(session, record_id=devis, change="verify", author=" ", at=AT)


@pytest.mark.parametrize("sql", ["DELETE FROM corrections", "UPDATE corrections SET author = 'nobody'"])
def test_the_log_is_append_only(office: Office, devis: str, sql: str):
    decide(office, devis, "verify")
    with pytest.raises(StorageError, match="append-only"), office.database.write() as session:
        session.execute(text(sql))
    with office.database.reading() as reading:
        assert rows(reading, "SELECT author FROM corrections") == [{"author": "A. Roy"}]


def test_the_fields_that_can_be_set_are_the_facts():
    from models.vocabulary import RecordKind

    assert settable_fields(RecordKind.DATE) == ("text", "start", "end", "precision")
    assert settable_fields(RecordKind.DECISION) == ("text", "vote", "number", "agenda_item")
