import datetime as dt

import pytest
from made_extractions import FEBRUARY, LATER_STAGES, Office, write_files

from models.errors import LexiconError, StorageError
from models.vocabulary import ExtractionStatus, RunOutcome
from store.ingest import ingest_files
from store.processing import Pipeline
from store.queries import failed_documents, find_documents, load_extraction, open_actions, recent_runs, record_counts
from store.reading import rows

TODAY = dt.date(2026, 3, 15)
NEW, UNCHANGED, REEXTRACTED = RunOutcome.NEW, RunOutcome.UNCHANGED, RunOutcome.REEXTRACTED
SUCCESS, FAILED = ExtractionStatus.SUCCESS, ExtractionStatus.FAILED


def outcomes(report):
    return [(result.source, result.outcome, result.status) for result in report.results]


def test_a_new_document_is_kept_with_all_its_rows(office: Office):
    report = office.take(fevrier=FEBRUARY)
    assert outcomes(report) == [("fevrier.txt", NEW, SUCCESS)]
    assert report.counts() == {(NEW, SUCCESS): 1}
    assert office.archive.get(report.results[0].sha256) == FEBRUARY.encode()
    with office.database.reading() as reading:
        counts = record_counts(reading)
    assert counts == {
        "documents": 1,
        "meetings": 1,
        "attendance": 2,
        "agenda_items": 2,
        "decisions": 2,
        "actions": 2,
        "dates": 1,
        "people": 2,
        "votes": 1,
        "issues": 1,
        "corrections": 0,
        "orphans": 0,
        "superseded": 0,
    }


def test_open_actions_stand_most_urgent_first(office: Office):
    office.take(fevrier=FEBRUARY)
    with office.database.reading() as reading, office.database.session() as session:
        actions = open_actions(reading, today=TODAY)
        assert open_actions(session, today=TODAY) == actions
        late = open_actions(reading, today=TODAY, overdue_only=True)
        hers = open_actions(reading, today=TODAY, owner="DURAND")
        wildcard = open_actions(reading, today=TODAY, owner="%")
        one = open_actions(reading, today=TODAY, limit=1)
    assert [(a.text, a.owners, a.due_end, a.overdue) for a in actions] == [
        ("Louis Petit enverra le devis de la sonorisation", ("Louis Petit",), dt.date(2026, 3, 10), True),
        ("Marie Durand et Louis Petit prépareront les affiches", ("Marie Durand", "Louis Petit"), None, False),
    ]
    assert (actions[0].body, actions[0].meeting_date) == ("Comité des fêtes", dt.date(2026, 2, 3))
    assert (actions[0].page_no, actions[0].source) == (1, "fevrier.txt")
    assert late == one == actions[:1]
    assert hers == actions[1:]
    assert wildcard == ()


def test_a_second_time_nothing_is_written_but_the_ledger(office: Office):
    office.take(fevrier=FEBRUARY)
    before = all_rows(office)
    assert outcomes(office.take(fevrier=FEBRUARY)) == [("fevrier.txt", UNCHANGED, SUCCESS)]
    after = all_rows(office)
    assert {name for name in after if after[name] != before[name]} == {"runs", "run_items"}


def all_rows(office: Office) -> dict[str, list[dict[str, object]]]:
    from models.tables import Base

    with office.database.session() as session:
        return {
            name: sorted(map(dict, rows(session, f"SELECT * FROM {name}")), key=repr) for name in Base.metadata.tables
        }


def test_the_same_bytes_under_two_names_are_one_document(office: Office):
    report = office.take(fevrier=FEBRUARY, copie=FEBRUARY)
    assert outcomes(report) == [("fevrier.txt", NEW, SUCCESS), ("copie.txt", UNCHANGED, SUCCESS)]
    with office.database.reading() as reading:
        (document,) = find_documents(reading, "copie.txt")
        assert find_documents(reading, "fevrier.txt") == (document,)
        assert find_documents(reading, document.sha256[:8]) == (document,)
        assert find_documents(reading, "mars.txt") == ()
    assert document.sources == ("fevrier.txt", "copie.txt")


def test_the_same_name_with_other_bytes_is_another_document(office: Office):
    office.take(note="# Ordre\n")
    report = office.take(note="# Ordre du jour\n")
    assert outcomes(report) == [("note.txt", NEW, SUCCESS)]
    with office.database.reading() as reading:
        assert len(find_documents(reading, "note.txt")) == 2


def test_other_stage_versions_read_it_again(office: Office):
    office.take(fevrier=FEBRUARY)
    assert outcomes(office.take(LATER_STAGES, fevrier=FEBRUARY)) == [("fevrier.txt", REEXTRACTED, SUCCESS)]
    assert outcomes(office.take(LATER_STAGES, fevrier=FEBRUARY)) == [("fevrier.txt", UNCHANGED, SUCCESS)]


def test_reading_again_with_the_same_result_changes_no_projected_row(office: Office):
    office.take(fevrier=FEBRUARY)
    before = all_rows(office)
    office.take(LATER_STAGES, fevrier=FEBRUARY)
    after = all_rows(office)
    assert {name for name in after if after[name] != before[name]} == {"extractions", "runs", "run_items"}


def test_a_file_that_cannot_be_read_stops_nothing_and_is_tried_again(office: Office, tmp_path):
    missing = tmp_path / "incoming" / "absent.txt"
    report = office.take(cassé="broken", fevrier=FEBRUARY, bug="bug")
    assert outcomes(report) == [
        ("cassé.txt", None, FAILED),
        ("fevrier.txt", NEW, SUCCESS),
        ("bug.txt", None, FAILED),
    ]
    assert report.failed == (report.results[0], report.results[2])
    assert report.results[0].error == "cassé.txt: damaged. Ask for it again."
    assert "quotes" not in report.results[2].error
    with office.database.reading() as reading:
        (document,) = find_documents(reading, "cassé.txt")
        assert load_extraction(reading, document.sha256) is None
    assert (document.status, document.failure) == ("failed", report.results[0].error)
    assert office.archive.has(document.sha256)
    again = office.take_files([missing, office.folder / "cassé.txt"])
    assert outcomes(again) == [("absent.txt", None, FAILED), ("cassé.txt", None, FAILED)]
    assert again.results[0].sha256 is None
    with office.database.reading() as reading:
        assert [document.source for document in failed_documents(reading)] == ["bug.txt", "cassé.txt"]
        last, first = recent_runs(reading)
    assert (last.counts, first.counts) == (again.counts(), report.counts())
    assert first.started_at < first.ended_at < last.started_at < last.ended_at


def test_what_a_bug_says_about_a_document_is_not_logged(office: Office, caplog):
    office.take(bug="bug")
    assert "KeyError at" in caplog.text
    assert "quotes the document" not in caplog.text


def test_a_run_that_was_stopped_shows_no_end(office: Office, monkeypatch):
    def stop(_session, _run, _position, _result, *, at):
        raise KeyboardInterrupt

    monkeypatch.setattr("store.ledger.note_item", stop)
    with pytest.raises(KeyboardInterrupt):
        office.take(fevrier=FEBRUARY)
    with office.database.reading() as reading:
        (run,) = recent_runs(reading)
        assert record_counts(reading)["documents"] == 0
    assert (run.ended_at, run.counts) == (None, {})


def test_a_wrong_set_up_stops_the_run(office: Office):
    def process(_content, _source):
        raise LexiconError("votes.toml: no forms")

    with pytest.raises(LexiconError):
        ingest_files(
            write_files(office.folder, fevrier=FEBRUARY),
            database=office.database,
            archive=office.archive,
            pipeline=Pipeline(process=process, stages=()),
        )


def test_a_full_disk_stops_the_run_and_the_next_one_does_the_rest(office: Office, monkeypatch):
    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("store.archive.os.fsync", full)
    with pytest.raises(StorageError, match="No space left"):
        office.take(fevrier=FEBRUARY)
    monkeypatch.undo()
    assert outcomes(office.take(fevrier=FEBRUARY)) == [("fevrier.txt", NEW, SUCCESS)]


def test_the_extraction_comes_back_as_it_was(office: Office):
    from made_extractions import process

    sha256 = office.take(fevrier=FEBRUARY).results[0].sha256
    with office.database.reading() as reading:
        assert load_extraction(reading, sha256) == process(FEBRUARY.encode(), "fevrier.txt").extraction
