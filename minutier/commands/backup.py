"""`minutier backup` and `minutier restore`: everything that cannot be made again, in one file."""

from pathlib import Path
from typing import Annotated

import typer


def backup(target: Annotated[Path, typer.Argument(help="File to write; one of that name is replaced.")]) -> None:
    """Write everything that cannot be made again into one file.

    Database, originals and people's decisions, in one state; others may go on writing meanwhile. Where the archive
    lacks originals the exit code is 4, and an older file of that name is left as it is.

    Example: minutier backup minutier-2024-05-20.zip
    """
    from minutier.home import open_home
    from models.errors import StorageError
    from store.backup import backup as write_backup
    from store.backup import told_missing

    home = open_home()
    report = write_backup(home.database, home.archive, target)
    print(f"{target} holds {report.documents} documents and {report.originals} originals.")
    if report.missing_originals:
        raise StorageError(
            f"{told_missing(report.missing_originals)}: {target} is not complete. Ingest these documents again."
        )


def restore(
    source: Annotated[Path, typer.Argument(help="A file that `minutier backup` wrote.")],
    force: Annotated[bool, typer.Option("--force", help="Replace what the database holds now.")] = False,
) -> None:
    """Bring back a backup.

    Into SQLite or Postgres, as the settings say. A database that holds something is only replaced with --force;
    originals are added to those that are there.

    Example: minutier restore minutier-2024-05-20.zip
    """
    from minutier.home import open_home
    from store.backup import restore as read_backup

    home = open_home()
    report = read_backup(source, home.database, home.archive, replace=force)
    print(f"{report.documents} documents and {report.originals} originals restored from {source}.")
