"""What surrounds the ingest flow; needs no server."""

import os
from pathlib import Path

import pytest

from models.errors import InternalError, StorageError
from models.vocabulary import ExtractionStatus, RunOutcome
from store.reports import FileResult, RunReport


@pytest.mark.parametrize(("number", "sizes"), [(0, []), (1, [1]), (3, [3]), (4, [3, 1]), (7, [3, 3, 1])])
@pytest.mark.usefixtures("prefect_environment")
def test_batches_hold_all_files(number: int, sizes: list[int]) -> None:
    from flows.ingest import in_batches

    paths = [Path(str(position)) for position in range(number)]
    batches = list(in_batches(paths, size=3))
    assert [len(batch) for batch in batches] == sizes
    assert [path for batch in batches for path in batch] == paths


@pytest.mark.usefixtures("prefect_environment")
def test_the_result_as_text() -> None:
    from flows.results import as_markdown

    report = RunReport(
        (
            FileResult(Path("a.txt"), "a.txt", "a" * 64, RunOutcome.NEW, ExtractionStatus.SUCCESS),
            FileResult(Path("b.txt"), "b.txt", "b" * 64, RunOutcome.NEW, ExtractionStatus.SUCCESS),
            FileResult(Path("c.pdf"), "c.pdf", None, None, ExtractionStatus.FAILED, "no bytes"),
        )
    )
    assert as_markdown(report) == (
        "# 3 files\n\n| outcome | status | files |\n|---|---|---:|\n"
        "| new | success | 2 |\n| not read | failed | 1 |\n\n- c.pdf: no bytes\n"
    )


def test_a_run_without_a_workplace_is_a_bug() -> None:
    from flows import workplace

    with pytest.raises(InternalError):
        workplace.current()


def test_what_the_user_has_set_stays(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from flows.environment import prepare_prefect

    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "mine"))
    monkeypatch.setenv("PREFECT_LOGGING_LEVEL", "DEBUG")
    prepare_prefect(tmp_path / "home", log_level="ERROR")
    assert os.environ["PREFECT_HOME"] == str(tmp_path / "mine")
    assert os.environ["PREFECT_LOGGING_LEVEL"] == "DEBUG"
    assert os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"


def test_a_home_that_cannot_be_made_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from flows.environment import prepare_prefect

    (tmp_path / "file").write_text("")
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "file" / "prefect"))
    with pytest.raises(StorageError, match="Cannot make the folder"):
        prepare_prefect(tmp_path, log_level="ERROR")
