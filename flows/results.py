"""The result of a run as Prefect artifacts: a table of the files and a short text, shown in Prefect's pages."""

from prefect.artifacts import create_markdown_artifact, create_table_artifact

from store.reports import FileResult, RunReport

TABLE_KEY = "minutier-ingest-documents"
TEXT_KEY = "minutier-ingest"


def record_artifacts(report: RunReport) -> None:
    """Keep a run's result with Prefect: names of files, counts and errors, no content of a document."""
    create_table_artifact(key=TABLE_KEY, table=[file_row(result) for result in report.results])
    create_markdown_artifact(key=TEXT_KEY, markdown=as_markdown(report))


def file_row(result: FileResult) -> dict[str, str]:
    """One row of the table of files."""
    return {
        "file": result.told,
        "outcome": outcome_of(result),
        "status": result.status.value,
        "sha256": (result.sha256 or "")[:12],
        "error": result.error or "",
    }


def outcome_of(result: FileResult) -> str:
    """The run's outcome for a file in a word: new, unchanged, reextracted, or not read."""
    return "not read" if result.outcome is None else result.outcome.value


def as_markdown(report: RunReport) -> str:
    """Counts by outcome and status as a table, then the files that could not be read, with the reason."""
    counted = sorted(
        ("not read" if outcome is None else outcome.value, status.value, number)
        for (outcome, status), number in report.counts().items()
    )
    lines = [f"# {len(report.results)} files", "", "| outcome | status | files |", "|---|---|---:|"]
    lines += [f"| {outcome} | {status} | {number} |" for outcome, status, number in counted]
    lines += ["", *(f"- {result.told}: {result.error}" for result in report.results if result.error)]
    return "\n".join(lines).rstrip() + "\n"
