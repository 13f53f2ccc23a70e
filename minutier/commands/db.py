"""`minutier db …`: care of the database."""

from typing import Annotated

import typer

app = typer.Typer(help="Care of the database: upgrade, rebuild, copy.", no_args_is_help=True)


@app.command()
def upgrade() -> None:
    """Make the tables, or bring them to this version.

    Safe at any time; nothing is lost.

    Example: minutier db upgrade
    """
    from minutier.home import open_home
    from store.database import upgrade as bring_up_to_date

    database = open_home().database
    bring_up_to_date(database)
    print(f"{database.name} is up to date.")


@app.command()
def rebuild() -> None:
    """Make the tables anew from extractions and decisions.

    Nothing is read again from the originals, but those that are missing or damaged are told (exit code 4).

    Example: minutier db rebuild
    """
    from minutier.home import open_home
    from minutier.output import progress
    from models.errors import StorageError
    from store.backup import told_missing
    from store.queries import record_counts
    from store.rebuild import rebuild as make_anew

    home = open_home()
    with home.database.reading() as reading:
        counts = record_counts(reading)
    with progress(counts["documents"] + counts["superseded"], "Rebuilding") as tell:
        report = make_anew(home.database, home.archive, report=lambda done, total: tell(f"document {done}"))
    print(f"{report.documents} documents, {report.rows_changed} rows were not as they should be.")
    if report.missing_originals:
        raise StorageError(f"{told_missing(report.missing_originals)}. Ingest these documents again.")


@app.command()
def copy(
    source: Annotated[str, typer.Argument(metavar="SOURCE_URL", help="Database to copy from.")],
    target: Annotated[str, typer.Argument(metavar="TARGET_URL", help="Database to copy into; must hold nothing yet.")],
) -> None:
    """Copy one database into another, SQLite to Postgres or back.

    Example: minutier db copy sqlite:///outputs/minutier.db postgresql://me@host/minutier
    """
    from store.copying import copy_database
    from store.database import open_database

    first, second = open_database(source), open_database(target)
    counts = copy_database(first, second)
    print(
        f"{counts['documents']} documents copied from {first.name} into {second.name}; originals stay where they are."
    )
