import datetime as dt
from collections.abc import Mapping

import pytest
from made_extractions import FEBRUARY, LATER_STAGES, Office
from sqlalchemy import select, text
from test_corrections import read_otherwise
from test_versions import APPROVED, OTHER_SUBJECT, correct_day

import store.projection
from models.tables import TRUTH, Base
from models.vocabulary import ExtractionStatus, RunOutcome
from store.corrections import record_correction
from store.ingest import documents_to_retry, reingest
from store.reading import rows
from store.rebuild import rebuild
from store.rows import PROJECTED

AT = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


def content(office: Office, *, without: tuple[str, ...] = ()) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, sorted."""
    with office.database.session() as session:
        return {
            table.name: sorted(
                session.execute(select(*[c for c in table.columns if c.name not in without])).tuples(), key=repr
            )
            for table in Base.metadata.sorted_tables
        }


@pytest.fixture
def full(office: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Versions, decisions, an orphan, a failure: something of everything."""
    office.take(projet=FEBRUARY, fleurs=OTHER_SUBJECT, casse="broken\n@- logo.png | a logo.")
    with office.database.write() as session:
        for row in rows(session, "SELECT id FROM actions ORDER BY text"):
            record_correction(session, record_id=str(row["id"]), change="reject", author="A. Roy", at=AT)
    office.take(approuve=APPROVED, autre=FEBRUARY.replace("02-03", "02-04"))
    correct_day(office, "autre.txt", "2026-02-05")
    with office.database.write() as session:
        (row,) = rows(session, "SELECT id FROM decisions WHERE text LIKE :words", {"words": "Les jardinières%"})
        record_correction(session, record_id=str(row["id"]), change="verify", author="A. Roy", at=AT)
    read_otherwise(monkeypatch, ("= Les jardinières municipales recevront des géraniums.\n", ""))
    office.take(LATER_STAGES, fleurs=OTHER_SUBJECT)
    monkeypatch.undo()
    return office


def test_a_rebuild_of_sound_tables_changes_nothing(full: Office):
    before = content(full)
    report = rebuild(full.database, full.archive, now=full.clock)
    assert (report.documents, report.rows_changed, report.missing_originals) == (5, 0, ())
    assert content(full) == before


def test_a_rebuild_makes_emptied_tables_again(full: Office):
    before = content(full, without=("changed_at",))
    assert [name for name, found in before.items() if not found] == []
    with full.database.write() as session:
        for name in reversed(PROJECTED):
            session.execute(text(f"DELETE FROM {name}"))
        session.execute(text("UPDATE documents SET superseded_by = NULL, same_meeting_as = NULL, meeting_key = NULL"))
        session.execute(text("UPDATE documents SET kind = NULL, status = 'failed', language = 'xx'"))
    assert content(full, without=("changed_at",)) != before
    rebuild(full.database, full.archive, now=full.clock)
    assert content(full, without=("changed_at",)) == before


def test_a_rebuild_mends_single_rows_and_takes_strays_out(full: Office):
    before = content(full, without=("changed_at",))
    with full.database.write() as session:
        session.execute(text("UPDATE actions SET text = 'faux', due_end = NULL"))
        session.execute(text("DELETE FROM evidence WHERE field = 'name'"))
        session.execute(
            text(
                "INSERT INTO issues (document_sha256, position, code, severity, message) "
                "SELECT sha256, 99, 'X', 'info', 'X' FROM documents"
            )
        )
    report = rebuild(full.database, full.archive, now=full.clock)
    assert content(full, without=("changed_at",)) == before
    assert report.rows_changed == sum(len(before[t]) for t in ("actions", "people", "attendance")) + 4


def test_a_rebuild_tells_which_originals_are_missing(full: Office):
    sha256 = next(iter(full.archive.all()))
    full.archive.path_of(sha256).unlink()
    assert rebuild(full.database, full.archive).missing_originals == (sha256,)


@pytest.mark.parametrize("table", ["votes", "evidence", "orphans"])
def test_all_rows_of_a_document_or_none(office: Office, monkeypatch: pytest.MonkeyPatch, table: str):
    """A fault in the middle of the projection leaves no row of the document but the note of the failure."""
    office.take(avant=OTHER_SUBJECT)
    before = content(office)
    fail_at(monkeypatch, table)
    report = office.take(fevrier=FEBRUARY)
    assert [(r.outcome, r.status) for r in report.results] == [(None, ExtractionStatus.FAILED)]
    assert "OSError" in report.results[0].error
    after = content(office)
    assert {name for name in after if after[name] != before[name]} == {
        "documents",
        "document_sources",
        "runs",
        "run_items",
    }
    monkeypatch.undo()
    assert [r.outcome for r in office.take(fevrier=FEBRUARY).results] == [RunOutcome.NEW]


def test_a_fault_at_re_extraction_leaves_the_earlier_rows(office: Office, monkeypatch: pytest.MonkeyPatch):
    office.take(fevrier=FEBRUARY)
    before = content(office)
    fail_at(monkeypatch, "people")
    assert len(office.take(LATER_STAGES, fevrier=FEBRUARY).failed) == 1
    after = content(office)
    assert {name for name in after if after[name] != before[name]} == {"documents", "runs", "run_items"}
    monkeypatch.undo()
    assert [r.outcome for r in office.take(LATER_STAGES, fevrier=FEBRUARY).results] == [RunOutcome.REEXTRACTED]


def fail_at(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    whole = store.projection._write

    def write(session: object, table: object, found: object, known: Mapping[object, object]) -> int:
        if table.name == name:
            raise OSError("pulled the plug")
        return whole(session, table, found, known)

    monkeypatch.setattr(store.projection, "_write", write)


def test_failures_and_outdated_documents_are_taken_up_from_the_archive(office: Office):
    from made_extractions import pipeline

    office.take(casse="broken", fevrier=FEBRUARY)
    (failed,) = documents_to_retry(office.database)
    assert set(documents_to_retry(office.database, LATER_STAGES)) > {failed}
    for path in office.folder.iterdir():
        path.unlink()
    report = reingest(
        documents_to_retry(office.database, LATER_STAGES),
        database=office.database,
        archive=office.archive,
        pipeline=pipeline(LATER_STAGES),
        now=office.clock,
    )
    assert [(r.source, r.outcome) for r in report.results] == [
        ("casse.txt", None),
        ("fevrier.txt", RunOutcome.REEXTRACTED),
    ]


def test_truth_and_projections_are_all_tables():
    assert sorted((*TRUTH, *PROJECTED)) == sorted(Base.metadata.tables)
