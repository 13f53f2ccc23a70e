"""The ledger: which run did what with which file."""

import datetime as dt

from sqlalchemy.orm import Session

from models.tables import RunItemTable, RunTable
from store.database import Database
from store.reading import storable
from store.reports import FileResult


def begin_run(database: Database, *, at: dt.datetime) -> int:
    """Open a run; it is in the ledger even if it is killed.

    Returns:
        Its number.
    """
    with database.write() as session:
        run = RunTable(started_at=at)
        session.add(run)
        session.flush()
        return run.number


def end_run(database: Database, number: int, *, at: dt.datetime) -> None:
    """Note that a run came to its end."""
    with database.write() as session:
        session.get_one(RunTable, number).ended_at = at


def note_item(session: Session, run: int, position: int, result: FileResult, *, at: dt.datetime) -> None:
    """Note what a run did with one file, in the transaction that does it."""
    session.add(
        RunItemTable(
            run_number=run,
            position=position,
            path=storable(str(result.path)),
            source=storable(result.told),
            document_sha256=result.sha256,
            outcome=result.outcome.value if result.outcome else None,
            status=result.status.value,
            error=result.error,
            made_at=at,
        )
    )
