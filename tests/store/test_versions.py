import datetime as dt

import pytest
from made_extractions import FEBRUARY, Office

from store.corrections import orphans, record_correction
from store.documents import meeting_key
from store.queries import find_documents, load_extraction, open_actions, record_counts
from store.reading import rows

AT = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 3, 15)
APPROVED = FEBRUARY.replace("Comité des fêtes", "COMITE  DES FÊTES.").replace("Réunion de", "PV approuvé de") + (
    "> Paul Blanc | 2026-03-20 | Paul Blanc réservera les barnums\n"
)
OTHER_SUBJECT = """title: Commission du fleurissement
body: Comité des fêtes
date: 2026-02-03
# Plantations printanières
= Les jardinières municipales recevront des géraniums.
"""


def current(office: Office) -> list[str]:
    with office.database.reading() as reading:
        found = rows(reading, "SELECT source FROM v1_documents")
    return sorted(str(row["source"]) for row in found)


def open_texts(office: Office) -> list[tuple[str, str]]:
    with office.database.reading() as reading:
        return [(action.source, action.text[:11]) for action in open_actions(reading, today=TODAY)]


def test_the_latest_version_supersedes_and_the_earlier_stays_readable(office: Office):
    office.take(projet=FEBRUARY)
    office.take(approuve=APPROVED)
    assert current(office) == ["approuve.txt"]
    assert open_texts(office) == [
        ("approuve.txt", "Louis Petit"),
        ("approuve.txt", "Paul Blanc "),
        ("approuve.txt", "Marie Duran"),
    ]
    with office.database.reading() as reading:
        (earlier,) = find_documents(reading, "projet.txt")
        (later,) = find_documents(reading, "approuve.txt")
        assert (earlier.superseded_by, later.superseded_by) == (later.sha256, None)
        assert len(load_extraction(reading, earlier.sha256).actions) == 2
        counts = record_counts(reading)
    assert (counts["documents"], counts["superseded"], counts["actions"]) == (1, 1, 3)


def test_of_three_versions_the_last_received_is_current(office: Office):
    for name, words in [("un", "A"), ("deux", "B"), ("trois", "C")]:
        office.take(**{name: FEBRUARY + f"# Divers {words}\n"})
    assert current(office) == ["trois.txt"]


@pytest.mark.parametrize(
    "other",
    [
        FEBRUARY.replace("2026-02-03", "2026-02-10"),
        FEBRUARY.replace("Comité des fêtes", "Comité des sports"),
        FEBRUARY.replace("body: Comité des fêtes\n", ""),
        FEBRUARY.replace("date: 2026-02-03\n", ""),
        "title: Affiche du bal\nbody: Comité des fêtes\ndate: 2026-02-03\n",
    ],
    ids=["other day", "other body", "no body", "no day", "no minutes"],
)
def test_what_is_not_the_same_meeting_supersedes_nothing(office: Office, other: str):
    office.take(fevrier=FEBRUARY)
    office.take(autre=other)
    assert current(office) == ["autre.txt", "fevrier.txt"]


def test_wholly_other_content_is_flagged_and_supersedes_nothing(office: Office):
    office.take(fevrier=FEBRUARY)
    office.take(fleurs=OTHER_SUBJECT)
    assert current(office) == ["fevrier.txt", "fleurs.txt"]
    with office.database.reading() as reading:
        (first,) = find_documents(reading, "fevrier.txt")
        (second,) = find_documents(reading, "fleurs.txt")
    assert (first.same_meeting_as, second.same_meeting_as) == (second.sha256, first.sha256)


def test_other_content_under_the_same_title_is_a_version(office: Office):
    office.take(fevrier=FEBRUARY)
    office.take(fleurs=OTHER_SUBJECT.replace("Commission du fleurissement", "Réunion de fevrier"))
    assert current(office) == ["fleurs.txt"]


def test_a_few_words_tell_nothing_so_the_later_is_a_version(office: Office):
    office.take(fevrier=FEBRUARY)
    office.take(court="title: Point rapide\nbody: Comité des fêtes\ndate: 2026-02-03\n# Fleurs\n")
    assert current(office) == ["court.txt"]


@pytest.mark.parametrize(
    "body, expected",
    [
        ("Conseil d'administration", "conseil administration 2026-02-03"),
        ("le Conseil d’Administration", "conseil administration 2026-02-03"),
        ("CONSEIL D ADMINISTRATION,", "conseil administration 2026-02-03"),
        ("Conseil d'école", "conseil ecole 2026-02-03"),
        ("Le", None),
        (None, None),
    ],
)
def test_bodies_compare_without_accents_case_articles_and_punctuation(body: str | None, expected: str | None):
    form = {"kind": "minutes", "meeting": {"body": body, "date": "2026-02-03"}}
    assert meeting_key(form) == expected
    assert meeting_key({**form, "kind": "other"}) is None


def decide(office: Office, source: str, words: str, change: str, **values: object) -> None:
    with office.database.write() as session:
        (row,) = rows(
            session,
            "SELECT a.id FROM actions a JOIN documents d ON d.sha256 = a.document_sha256 "
            "WHERE d.source = :source AND a.text LIKE :words",
            {"source": source, "words": words + "%"},
        )
        record_correction(session, record_id=str(row["id"]), change=change, values=values, author="A. Roy", at=AT)


def reviews(office: Office) -> dict[tuple[str, str], str]:
    sql = "SELECT d.source, a.text, a.review FROM actions a JOIN documents d ON d.sha256 = a.document_sha256"
    with office.database.reading() as reading:
        found = rows(reading, sql)
    return {(str(row["source"]), str(row["text"])[:5]): str(row["review"]) for row in found}


def test_decisions_about_the_draft_are_carried_to_the_same_words(office: Office):
    office.take(projet=FEBRUARY)
    decide(office, "projet.txt", "Louis", "set", status="done")
    decide(office, "projet.txt", "Marie", "reject")
    office.take(approuve=APPROVED.replace("prépareront", "colleront"))
    assert reviews(office) == {
        ("projet.txt", "Louis"): "corrected",
        ("projet.txt", "Marie"): "rejected",
        ("approuve.txt", "Louis"): "corrected",
        ("approuve.txt", "Marie"): "machine",
        ("approuve.txt", "Paul "): "machine",
    }
    with office.database.reading() as reading:
        assert orphans(reading) == ()


def test_a_carried_decision_can_be_undone_in_the_later_version(office: Office):
    office.take(projet=FEBRUARY)
    decide(office, "projet.txt", "Louis", "reject")
    office.take(approuve=APPROVED)
    decide(office, "approuve.txt", "Louis", "undo")
    assert reviews(office)[("approuve.txt", "Louis")] == "machine"
    assert reviews(office)[("projet.txt", "Louis")] == "rejected"


def test_a_decision_about_the_earlier_version_shows_in_the_later_one(office: Office):
    office.take(projet=FEBRUARY)
    office.take(approuve=APPROVED)
    decide(office, "projet.txt", "Louis", "verify")
    assert reviews(office)[("approuve.txt", "Louis")] == "verified"


def test_a_corrected_day_makes_or_unmakes_a_version(office: Office):
    office.take(fevrier=FEBRUARY)
    office.take(suite=FEBRUARY.replace("2026-02-03", "2026-02-10"))
    correct_day(office, "suite.txt", "2026-02-03")
    assert current(office) == ["suite.txt"]
    correct_day(office, "suite.txt", "2026-02-17")
    assert current(office) == ["fevrier.txt", "suite.txt"]


def correct_day(office: Office, source: str, day: str) -> None:
    sql = "SELECT m.id FROM meetings m JOIN documents d ON d.sha256 = m.document_sha256 WHERE d.source = :source"
    with office.database.write() as session:
        (row,) = rows(session, sql, {"source": source})
        record_correction(session, record_id=str(row["id"]), change="set", values={"date": day}, author="A. Roy", at=AT)
