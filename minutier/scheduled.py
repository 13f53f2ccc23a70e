"""What a schedule starts: the settings of this installation, then the ingest flow.

Prefect runs each scheduled run in a process of its own that imports this file. It gets paths only; the address of the
database comes from the settings, so that Prefect never learns it.
"""

from pathlib import Path

from prefect import flow

from flows.ingest import ingest
from flows.workplace import Workplace, at
from minutier.home import open_home


@flow(name="minutier-scheduled-ingest")
def scheduled_ingest(paths: list[str]) -> None:
    """Ingest files and folders; the result is in the run's artifacts.

    Raises:
        InputError: a path does not exist.
        StorageError: the database can't be written, after all retries.
    """
    home = open_home()
    with at(Workplace(database=home.database, archive=home.archive, passwords=home.settings.passwords)):
        ingest.fn([Path(path) for path in paths])
