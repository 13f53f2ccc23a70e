"""`minutier db …`: care of the database."""

from typing import Annotated

import typer

app = typer.Typer(help="Care of the database: upgrade, rebuild, copy.", no_args_is_help=True)


@app.command()
def upgrade() -> None:
    """Make the tables, or bring them to this version. Safe at any time; nothing is lost.

    Example: minutier db upgrade
    """
    from minutier.home import open_home
    from store.database import upgrade as bring_up_to_date

    database = open_home().database
    bring_up_to_date(database)
    print(f"{database.name} is up to date.")


@app.command()
def rebuild() -> None:
    """Make all tables anew from the extractions and people's decisions.

    Example: minutier db rebuild
    """
    from minutier.home import open_home
    from store.rebuild import rebuild as make_anew

    home = open_home()
    make_anew(home.database, home.archive)
    print(f"{home.database.name} is rebuilt.")


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
    copy_database(first, second)
    print(f"{first.name} is copied into {second.name}.")
