"""`minutier backup` and `minutier restore`: everything that cannot be made again, in one file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from store.database import Database


def backup(target: Annotated[Path, typer.Argument(help="File to write the backup to.")]) -> None:
    """Write everything that cannot be made again into one file.

    Database, originals and people's decisions; safe while others read and write.

    Example: minutier backup minutier-2024-05-20.zip
    """
    from minutier.home import open_home
    from store.backup import backup as write_backup

    home = open_home()
    write_backup(home.database, home.archive, target)
    print(f"Backup written to {target}.")


def restore(
    source: Annotated[Path, typer.Argument(help="A file that `minutier backup` wrote.")],
    force: Annotated[bool, typer.Option("--force", help="Replace the documents that are in the database now.")] = False,
) -> None:
    """Bring back a backup. A database that holds documents is only replaced with --force.

    Example: minutier restore minutier-2024-05-20.zip
    """
    from minutier.home import open_home
    from models.errors import ConfigError
    from store.backup import restore as read_backup

    home = open_home()
    if not force and _holds_documents(home.database):
        raise ConfigError(f"{home.database.name} holds documents: back them up, then add --force to replace them.")
    read_backup(source, home.database, home.archive)
    print(f"Restored from {source}.")


def _holds_documents(database: "Database") -> bool:
    """Tell whether there is anything to lose; a database that is not there yet has nothing."""
    from store.failures import OutdatedError
    from store.queries import record_counts

    try:
        with database.reading() as reading:
            return bool(record_counts(reading)["documents"])
    except OutdatedError:
        return database.path is None or database.path.exists()
