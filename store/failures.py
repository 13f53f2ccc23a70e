"""Failures of the database as messages that say what to do. Neither driver is imported before it has been used."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from models.errors import InternalError, PipelineError, StorageError

_SQLITE_MESSAGES = {
    "SQLITE_BUSY": "is locked by another program that writes: try again when it has ended",
    "SQLITE_LOCKED": "is locked by another program that writes: try again when it has ended",
    "SQLITE_READONLY": "cannot be written: check the rights on the file and its folder",
    "SQLITE_PERM": "cannot be opened: check the rights on the file and its folder",
    "SQLITE_FULL": "cannot be written, the disk is full: make room and run the command again",
    "SQLITE_CANTOPEN": "cannot be opened: check that the folder exists and may be written",
    "SQLITE_NOTADB": "is not a SQLite database: check MINUTIER_DATABASE_URL",
    "SQLITE_CORRUPT": "is damaged: restore a backup (`minutier restore`)",
    "SQLITE_IOERR": "cannot be read or written, the disk reports an error: check the disk",
}
"""By the first two words of SQLite's error names (SQLITE_READONLY_DBMOVED is a kind of SQLITE_READONLY)."""
_POSTGRES_MESSAGES = {
    "53100": "cannot be written, the server's disk is full: make room and run the command again",
    "53300": "takes no more connections: try again, or raise max_connections",
    "25006": "cannot be written: the server is read-only",
    "42501": "refuses: the user has not the rights",
    "3D000": "does not exist: make it first (createdb), then run `minutier db upgrade`",
    "28P01": "refuses the user or the password: check MINUTIER_DATABASE_URL",
    "28000": "refuses the user or the password: check MINUTIER_DATABASE_URL",
    "55P03": "is locked by another program that writes: try again when it has ended",
    "40001": "was changed by another program meanwhile: run the command again",
    "57014": "is locked by another program that writes: try again when it has ended",
}
"""By SQLSTATE (PostgreSQL manual, appendix A)."""


class OutdatedError(StorageError):
    """The tables are missing or older than this version: `minutier db upgrade`."""


@contextmanager
def storage_errors(name: str) -> Iterator[None]:
    """Turn the drivers' errors into errors of ours; `name` is what messages call the database.

    Raises:
        StorageError: the database cannot be used; the message says what to do.
        InternalError: a constraint refused a row: a bug.
    """
    try:
        yield
    except _driver_errors() as error:
        raise explain(error, name) from error


def _driver_errors() -> tuple[type[Exception], ...]:
    """The error classes that can have been raised: only drivers already imported raise."""
    kinds: list[type[Exception]] = [sqlite3.Error]
    if "sqlalchemy" in sys.modules:
        from sqlalchemy.exc import SQLAlchemyError

        kinds.append(SQLAlchemyError)
    if "psycopg" in sys.modules:
        from psycopg import Error

        kinds.append(Error)
    return tuple(kinds)


def explain(error: Exception, name: str) -> PipelineError:
    """The error of ours that says what happened; holds no value of any row."""
    cause = getattr(error, "orig", None) or error
    if isinstance(cause, sqlite3.Error):
        return _explain_sqlite(cause, name)
    if hasattr(cause, "sqlstate"):
        return _explain_postgres(cause.sqlstate, cause, name)
    return StorageError(f"The database {name} cannot be used ({type(error).__name__}): check MINUTIER_DATABASE_URL.")


def _explain_sqlite(cause: sqlite3.Error, name: str) -> PipelineError:
    code = getattr(cause, "sqlite_errorname", "")
    if code == "SQLITE_CONSTRAINT_TRIGGER":
        return StorageError(f"{cause}.")
    if code.startswith("SQLITE_CONSTRAINT"):
        return InternalError(f"The database {name} refused a row ({code}: {cause}): this is a bug.")
    message = _SQLITE_MESSAGES.get("_".join(code.split("_")[:2]))
    return StorageError(f"The database {name} {message}." if message else f"The database {name} failed: {cause}.")


def _explain_postgres(state: str | None, cause: Exception, name: str) -> PipelineError:
    from psycopg import OperationalError

    if state is None and isinstance(cause, OperationalError):
        return _explain_connection(cause, name)
    if state is None:
        return InternalError(f"The database {name} was asked wrongly ({type(cause).__name__}): this is a bug.")
    if state == "P0001":  # raised by our own triggers
        return StorageError(f"{getattr(getattr(cause, 'diag', None), 'message_primary', cause)}.")
    if state.startswith("23"):
        constraint = getattr(getattr(cause, "diag", None), "constraint_name", None)
        return InternalError(f"The database {name} refused a row (SQLSTATE {state}, {constraint}): this is a bug.")
    if state in _POSTGRES_MESSAGES:
        return StorageError(f"The database {name} {_POSTGRES_MESSAGES[state]}.")
    return StorageError(f"The database {name} failed (SQLSTATE {state}, {type(cause).__name__}).")


def _explain_connection(cause: Exception, name: str) -> StorageError:
    """A refused connection carries no SQLSTATE: the server's own words tell most."""
    first = str(cause).strip().splitlines()[-1:] or [type(cause).__name__]
    return StorageError(
        f"The database {name} cannot be reached: is the server running, is MINUTIER_DATABASE_URL right? ({first[0]})"
    )
