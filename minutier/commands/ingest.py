"""`minutier ingest`: read, extract and store; run it again at any time."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from minutier.commands.options import (
    PATHS_HELP,
    JsonOption,
    PasswordOption,
    TodayOption,
    read_passwords,
    read_today,
)

if TYPE_CHECKING:
    from minutier.home import Home
    from store.reports import FileResult, RunReport


def ingest(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", readable=False, help=PATHS_HELP)],
    prefect: Annotated[
        bool, typer.Option("--prefect", help="Run as a Prefect flow: retries, and a record of the run in its pages.")
    ] = False,
    password: PasswordOption = None,
    as_json: JsonOption = False,
    today: TodayOption = None,
) -> None:
    """Read minutes, extract their records and store them.

    A document is known by its content: what is already stored and unchanged is left alone, whatever its name. One that
    cannot be read is told with the reason and stops nothing (exit code 1, or 2 if none could be read). What is attached
    to e-mails, zipped or embedded in PDFs is taken too, each as a document of its own.

    Example: minutier ingest minutes/ report.pdf
    """
    from minutier.commands.inputs import find_inputs
    from minutier.home import open_home

    day = read_today(today)
    files = find_inputs(paths)
    home = open_home()
    report = _run(files, home, read_passwords(password), prefect_paths=paths if prefect else None)
    if as_json:
        _print_json(report)
    else:
        _print_summary(report, home, day)
    raise typer.Exit(_exit_code(report))


def _run(
    files: tuple[Path, ...], home: "Home", passwords: tuple[str, ...], *, prefect_paths: list[Path] | None
) -> "RunReport":
    """Ingest the files; with Prefect by the paths as they were given, for it keeps and limits a flow's parameters."""
    from minutier.output import note, progress
    from minutier.summary import result_line
    from store.ingest import ingest_files
    from store.processing import default_pipeline

    if prefect_paths is not None:
        note("Starting Prefect (15 to 40 seconds where no server of yours runs) …")
    with progress(len(files), "Reading") as tell:

        def report(result: "FileResult") -> None:
            tell(result_line(result), len(result.parts))

        if prefect_paths is None:
            pipeline = default_pipeline(passwords)
            return ingest_files(files, database=home.database, archive=home.archive, report=report, pipeline=pipeline)
        from flows.start import run_ingest

        return run_ingest(
            prefect_paths,
            database=home.database,
            archive=home.archive,
            home=home.settings.home,
            report=report,
            passwords=passwords,
        )


def _print_summary(report: "RunReport", home: "Home", today: dt.date) -> None:
    from minutier.summary import read_stock, summary_lines

    for line in summary_lines(report, read_stock(home.database, today)):
        print(line)


def _print_json(report: "RunReport") -> None:
    from minutier.output import print_json

    documents = [
        {
            "path": str(result.path),
            "source": result.source,
            "container": result.container,
            "sha256": result.sha256,
            "outcome": result.outcome.value if result.outcome else None,
            "status": result.status.value,
            "error": result.error,
            "replaces": result.replaces,
            "left_out": [{"name": name, "reason": reason} for name, reason in result.left_out],
        }
        for result in report.results
    ]
    print_json({"documents": documents})


def _exit_code(report: "RunReport") -> int:
    """0 all read, 1 some not, 2 none."""
    failed = sum(result.outcome is None for result in report.results)
    if not failed:
        return 0
    return 2 if failed == len(report.results) else 1
