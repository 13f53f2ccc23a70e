"""The ingest flow: files in batches, passing faults retried, the result kept as Prefect artifacts.

Prefect knows when to run and when to try again; what a document is and how it is stored is `store.ingest`'s business. A
document that can't be read is a row in the result, not a failure of the run. No content of a document is logged here.
"""

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.tasks import Task

from flows import workplace
from flows.results import record_artifacts
from models.errors import StorageError
from pipeline.sources.folder import find_files
from store.failures import OutdatedError
from store.ingest import ingest_files
from store.processing import default_pipeline
from store.reports import FileResult, RunReport

log = logging.getLogger(__name__)

BATCH_SIZE = 100
"""Files per task: a task costs Prefect 12 to 43 ms, and a batch is what a retry repeats."""
RETRY_DELAYS = [1.0, 5.0, 15.0]
"""Seconds before each new try: another writer of the database is done by then, a network folder is back."""


class Progress:
    """The results so far, by file and in order: what a retry need not do again. Keeps the first result of each file."""

    def __init__(self) -> None:
        self._results: dict[Path, FileResult] = {}

    def add(self, result: FileResult) -> None:
        """Keep a result and tell whoever watches the run; of a file begun again what it was the first time."""
        if result.path in self._results:
            return
        self._results[result.path] = result
        workplace.current().report(result)

    def remaining(self, paths: Sequence[Path]) -> list[Path]:
        """Those of these files that were not taken, or of which a part was not."""
        return [path for path in paths if not self._is_done(path)]

    def report(self) -> RunReport:
        """All results, a container before its parts."""
        return RunReport(tuple(self._results[path] for path in sorted(self._results)))

    def _is_done(self, path: Path) -> bool:
        result = self._results.get(path)
        return result is not None and all(map(self._is_done, result.parts))


def is_passing(task: Task[..., Any], run: TaskRun, state: State[Any]) -> bool:
    """Tell whether a fault may pass by itself: a locked database or a folder out of reach, never a wrong input."""
    try:
        state.result()
    except OutdatedError:
        return False
    except (StorageError, OSError) as error:
        log.warning("%s Trying again in a few seconds.", error)
        return True
    except Exception:  # whatever else ended the task: trying again would not help
        return False
    return False


def in_batches(paths: Sequence[Path], size: int = BATCH_SIZE) -> Iterator[Sequence[Path]]:
    """Cut a list of files into batches of at most `size`."""
    for start in range(0, len(paths), size):
        yield paths[start : start + size]


@task(
    name="ingest-batch",
    retries=len(RETRY_DELAYS),
    retry_delay_seconds=RETRY_DELAYS,
    retry_condition_fn=is_passing,
    cache_policy=NO_CACHE,
)
def ingest_batch(paths: Sequence[Path], progress: Progress) -> None:
    """Read, extract and store one batch; on a retry only what is left of it."""
    place = workplace.current()
    ingest_files(
        progress.remaining(paths),
        database=place.database,
        archive=place.archive,
        report=progress.add,
        pipeline=default_pipeline(place.passwords),
    )


@flow(name="minutier-ingest", validate_parameters=False)
def ingest(paths: Sequence[Path | str]) -> RunReport:
    """Ingest files, and folders with all below them, into the workplace's database.

    Raises:
        InputError: a path does not exist.
        StorageError: the database can't be written, after all retries.
    """
    files = find_files(Path(path) for path in paths)
    progress = Progress()
    for batch in in_batches(files):
        ingest_batch(batch, progress)
    report = progress.report()
    record_artifacts(report)
    return report
