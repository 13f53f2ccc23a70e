"""Start a flow from a program: Prefect is made quiet and private first, then imported.

The one way in for the command line. Prefect's own start takes 15 to 40 s where no server is given (PREFECT_API_URL): it
starts a temporary one for the length of the run.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from flows.environment import prepare_prefect
from models.errors import ConfigError
from store.archive import Archive
from store.database import Database
from store.reports import FileResult, RunReport


def run_ingest(
    paths: Sequence[Path],
    *,
    database: Database,
    archive: Archive,
    home: Path,
    report: Callable[[FileResult], None],
    passwords: tuple[str, ...] = (),
) -> RunReport:
    """Run the ingest flow in this process and return its result.

    Args:
        paths: files, and folders to be searched.
        home: the data home; Prefect's own database goes below it.
        report: called with each file's result as it comes.
        passwords: tried in turn where a file asks for one; Prefect never learns them.

    Raises:
        InputError: a path does not exist.
        StorageError: the database can't be written, after all retries.
        ConfigError: Prefect's server does not answer, or the temporary one does not start.
    """
    prepare_prefect(home, log_level="CRITICAL")
    from flows.ingest import ingest
    from flows.workplace import Workplace, at

    reach_server()
    with at(Workplace(database=database, archive=archive, report=report, passwords=passwords)):
        return ingest(list(paths))


def reach_server() -> None:
    """Make sure that Prefect answers, starting its temporary server where no other is given.

    Raises:
        ConfigError: it does not; the message says what to do.
    """
    from httpx import HTTPError
    from prefect.client.orchestration import get_client
    from prefect.settings import PREFECT_API_URL

    try:
        with get_client(sync_client=True) as client:
            client.hello().raise_for_status()
    except (HTTPError, RuntimeError) as error:
        server = (
            f"The Prefect server {PREFECT_API_URL.value()}" if PREFECT_API_URL.value() else "Prefect's temporary server"
        )
        raise ConfigError(
            f"{server} does not answer ({type(error).__name__}). Check PREFECT_API_URL, or do without: "
            "the same command without --prefect."
        ) from error
