"""`minutier backup` and `minutier restore`: everything that cannot be made again, in one file."""

from pathlib import Path
from typing import Annotated

import typer


def backup(target: Annotated[Path, typer.Argument(help="File to write; one of that name is replaced.")]) -> None:
    """Write everything that cannot be made again into one file.

    Database, originals and people's decisions, in one state; others may go on writing meanwhile.

    Example: minutier backup minutier-2024-05-20.zip
    """
    from minutier.home import open_home
    from minutier.output import note
    from store.backup import backup as write_backup

    home = open_home()
    report = write_backup(home.database, home.archive, target)
    print(f"{target} holds {report.documents} documents and {report.originals} originals.")
    for sha256 in report.missing_originals:
        note(f"not in the backup, its original is missing or damaged: {sha256[:12]}")


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
