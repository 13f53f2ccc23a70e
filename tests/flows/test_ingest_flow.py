"""The ingest flow on a real, temporary Prefect server."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from models.errors import InputError, StorageError
from models.vocabulary import ExtractionStatus, RunOutcome
from store.archive import Archive
from store.database import Database, open_database
from store.reports import FileResult, RunReport

pytestmark = pytest.mark.usefixtures("prefect_server")


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return open_database(f"sqlite:///{tmp_path / 'home' / 'minutier.db'}")


@pytest.fixture
def run(tmp_path: Path, database: Database) -> Callable[..., RunReport]:
    """Run the flow as the command line does."""
    from flows.start import run_ingest

    def start(*paths: Path, report: Callable[[FileResult], None] = lambda result: None) -> RunReport:
        archive = Archive(tmp_path / "home" / "archive")
        return run_ingest(paths, database=database, archive=archive, home=tmp_path / "home", report=report)

    return start


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again at once."""
    import flows.ingest

    quick = flows.ingest.ingest_batch.with_options(retry_delay_seconds=0)
    monkeypatch.setattr(flows.ingest, "ingest_batch", quick)


def result(path: Path) -> FileResult:
    return FileResult(path, path.name, "0" * 64, RunOutcome.NEW, ExtractionStatus.SUCCESS)


def outcomes(report: RunReport) -> list[tuple[str, RunOutcome | None]]:
    return [(result.source, result.outcome) for result in report.results]


def test_a_bad_document_is_a_row_and_nothing_comes_twice(folder: Path, run: Callable[..., RunReport]) -> None:
    told: list[str] = []
    first = run(folder, report=lambda result: told.append(result.source))
    assert outcomes(first) == [("reunion.txt", RunOutcome.NEW), ("vide.pdf", None)]
    assert told == ["reunion.txt", "vide.pdf"]
    assert outcomes(run(folder)) == [("reunion.txt", RunOutcome.UNCHANGED), ("vide.pdf", None)]


def test_the_result_is_kept_with_prefect(folder: Path, run: Callable[..., RunReport]) -> None:
    from prefect.artifacts import Artifact

    from flows.results import TABLE_KEY, TEXT_KEY

    run(folder)
    table, text = Artifact.get(TABLE_KEY), Artifact.get(TEXT_KEY)
    assert table is not None and text is not None
    rows = json.loads(str(table.data))
    assert [(row["file"], row["outcome"]) for row in rows] == [("reunion.txt", "new"), ("vide.pdf", "not read")]
    assert rows[1]["error"]
    assert "| new | success | 1 |" in str(text.data)


def test_prefect_learns_paths_only(folder: Path, run: Callable[..., RunReport]) -> None:
    """Neither the address of the database, which may hold a password, nor a word of a document."""
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.sorting import FlowRunSort

    run(folder)
    with get_client(sync_client=True) as client:
        last = client.read_flow_runs(limit=1, sort=FlowRunSort.START_TIME_DESC)[0]
    assert last.parameters == {"paths": [str(folder)]}
    assert last.state is not None and last.state.is_completed()


def failing_once(error: Exception, attempts: list[list[str]]) -> Callable[..., RunReport]:
    """An `ingest_files` that fails at the second file of its first call."""

    def ingest(paths: Sequence[Path], *, report: Callable[[FileResult], None], **_: Any) -> RunReport:
        attempts.append([path.name for path in paths])
        for position, path in enumerate(paths):
            if len(attempts) == 1 and position == 1:
                raise error
            report(result(path))
        return RunReport(())

    return ingest


@pytest.mark.usefixtures("no_waiting")
def test_a_passing_fault_is_retried_with_what_is_left(
    folder: Path, run: Callable[..., RunReport], monkeypatch: pytest.MonkeyPatch
) -> None:
    attempts: list[list[str]] = []
    monkeypatch.setattr("flows.ingest.ingest_files", failing_once(StorageError("locked"), attempts))
    told: list[str] = []
    report = run(folder, report=lambda result: told.append(result.source))
    assert attempts == [["reunion.txt", "vide.pdf"], ["vide.pdf"]]
    assert told == ["reunion.txt", "vide.pdf"]
    assert len(report.results) == 2


@pytest.mark.usefixtures("no_waiting")
def test_a_wrong_input_is_not_retried(
    folder: Path, run: Callable[..., RunReport], monkeypatch: pytest.MonkeyPatch
) -> None:
    attempts: list[list[str]] = []
    monkeypatch.setattr("flows.ingest.ingest_files", failing_once(InputError("damaged"), attempts))
    with pytest.raises(InputError):
        run(folder)
    assert len(attempts) == 1


def test_a_missing_folder_is_said(tmp_path: Path, run: Callable[..., RunReport]) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        run(tmp_path / "nowhere")


def test_a_container_of_which_a_part_is_missing_is_taken_up_again(tmp_path: Path, database: Database) -> None:
    from dataclasses import replace

    from flows.ingest import Progress
    from flows.workplace import Workplace, at

    mail, minutes, alone = Path("in/courriel.eml"), Path("in/courriel.eml/conseil.pdf"), Path("in/seul.pdf")
    progress = Progress()
    with at(Workplace(database=database, archive=Archive(tmp_path / "archive"))):
        progress.add(replace(result(mail), parts=(minutes,)))
        assert progress.remaining([mail, alone]) == [mail, alone]
        progress.add(replace(result(mail), parts=(minutes,), outcome=RunOutcome.UNCHANGED))
        progress.add(result(minutes))
    assert progress.remaining([mail, alone]) == [alone]
    assert outcomes(progress.report()) == [("courriel.eml", RunOutcome.NEW), ("conseil.pdf", RunOutcome.NEW)]


def test_what_is_inside_a_file_comes_with_it(tmp_path: Path, run: Callable[..., RunReport]) -> None:
    from email.message import EmailMessage

    mail = EmailMessage()
    mail["Subject"] = "Compte rendu"
    mail.set_content("Bonjour, voici le compte rendu en pièce jointe.")
    mail.add_attachment("Compte rendu du bureau. Présents : A. Roy", filename="cr.txt")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "courriel.eml").write_bytes(bytes(mail))
    report = run(tmp_path / "in")
    assert [(each.told, each.outcome) for each in report.results] == [
        ("courriel.eml", RunOutcome.NEW),
        ("courriel.eml/cr.txt", RunOutcome.NEW),
    ]
