"""Open the database: SQLite by default, Postgres by URL, behind one small object.

Three ways in, by need: `session()` is one SQLAlchemy transaction, `write()` the same as the only writer (other writers
wait), `reading()` a bare connection for commands that must start at once: SQLAlchemy takes longer to import than they
take to run, so it is imported only where it is used.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import ConfigError, StorageError
from store.failures import OutdatedError, storage_errors
from store.reading import Reading, check_file, has_tables, open_reading, rows

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

REVISION = "0002"
"""The newest migration (a test compares it with Alembic's): lets a command check the tables without Alembic."""
SQLITE = "sqlite:///"
POSTGRES = "postgresql+psycopg://"


@dataclass(frozen=True)
class Database:
    """One database. Nothing is opened before it is used; an instance may be shared between threads."""

    url: str = field(repr=False)
    """May hold a password, so it is never printed: see `name`."""
    _checked: list[str] = field(default_factory=list, init=False, repr=False, compare=False)
    """The revision, once it was found right."""

    @property
    def path(self) -> Path | None:
        """The file of a SQLite database, None for Postgres."""
        return Path(self.url.removeprefix(SQLITE)) if self.url.startswith(SQLITE) else None

    @property
    def name(self) -> str:
        """What messages call it: the file, or server and database without user and password."""
        if self.path is not None:
            return str(self.path)
        return self.url.removeprefix(POSTGRES).rpartition("@")[2]

    @cached_property
    def engine(self) -> "Engine":
        from store.engine import make_engine

        return make_engine(self.url)

    @contextmanager
    def session(self) -> "Iterator[Session]":
        """One transaction: committed at the end, rolled back on any exception.

        Raises:
            StorageError: no database, tables of another version, or the database refuses.
        """
        from store.engine import transaction

        self._check_file()
        with storage_errors(self.name), transaction(self.engine, writing=False) as session:
            self.check_revision(session)
            yield session

    @contextmanager
    def write(self) -> "Iterator[Session]":
        """One transaction as the only writer; others wait (BEGIN IMMEDIATE in SQLite, a lock of ours in Postgres).

        Raises:
            StorageError: as `session`, or another writer did not end in time.
        """
        from store.engine import transaction

        self._check_file()
        with storage_errors(self.name), transaction(self.engine, writing=True) as session:
            self.check_revision(session)
            yield session

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """A bare read-only transaction, open in milliseconds; `store.queries` takes it as well as a session.

        Raises:
            StorageError: as `session`.
        """
        with storage_errors(self.name), open_reading(self.url, self.path) as reading:
            self.check_revision(reading)
            yield reading

    def check_revision(self, session: "Session | Reading") -> None:
        """Refuse tables of another version.

        Raises:
            OutdatedError: `minutier db upgrade` helps.
            StorageError: a newer minutier made the tables.
        """
        if self._checked:
            return
        if not has_tables(session):
            raise OutdatedError(f"The database {self.name} has no tables yet: run `minutier db upgrade`.")
        found = [str(row["version_num"]) for row in rows(session, "SELECT version_num FROM alembic_version")]
        if found == [REVISION]:
            self._checked.append(REVISION)
        elif found and found[0] > REVISION:
            raise StorageError(f"A newer minutier made the tables of {self.name}: update minutier.")
        else:
            raise OutdatedError(f"The tables of {self.name} are of an older version: run `minutier db upgrade`.")

    def _check_file(self) -> None:
        """SQLite would make an empty file in silence."""
        if self.path is not None:
            check_file(self.path)


def open_database(url: str) -> Database:
    """Name a database; nothing is opened yet.

    Args:
        url: `sqlite:////absolute/file.db`, `sqlite:///relative/file.db` or `postgresql://user:password@host/name`.

    Raises:
        ConfigError: the URL is of another kind.
    """
    for short in ("postgres://", "postgresql://"):
        if url.startswith(short):
            url = POSTGRES + url.removeprefix(short)
    if not url.startswith((SQLITE, POSTGRES)) or url in (SQLITE, SQLITE + ":memory:", POSTGRES):
        scheme = url.partition("://")[0] if "://" in url else "no scheme"
        raise ConfigError(
            f"This is no database URL that minutier knows ({scheme}): sqlite:///FILE or postgresql://USER@HOST/NAME."
        )
    return Database(url)


def is_current(database: Database) -> bool:
    """Tell whether the tables are there and of this version, without Alembic.

    Raises:
        StorageError: the database cannot be opened, or a newer minutier made it.
    """
    try:
        with database.reading():
            return True
    except OutdatedError:
        return False


def upgrade(database: Database) -> None:
    """Bring tables and views to this version; makes the database (and a SQLite file's folder) where there is none.

    Safe to run at any time, and by several processes at once.

    Raises:
        StorageError: the database cannot be made or changed.
    """
    from store.migrations import migrate

    if database.path is not None:
        make_folder(database.path.parent)
    with storage_errors(database.name):
        migrate(database.engine)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it.

    Raises:
        StorageError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"The folder {folder} cannot be made: {error.strerror or error}.") from error
