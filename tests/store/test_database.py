import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import psycopg
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from models.errors import ConfigError, StorageError
from models.tables import Base
from store.database import REVISION, Database, is_current, open_database, upgrade
from store.engine import connect
from store.failures import OutdatedError
from store.migrations import make_config
from store.reading import rows
from store.views import drop_views


def test_models_and_migrations_agree(database: Database):
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_revision_in_the_code_is_the_newest_migration():
    assert ScriptDirectory.from_config(make_config()).get_current_head() == REVISION


def test_upgrade_twice_changes_nothing_and_a_use_before_tells_what_to_do(empty_database: Database):
    assert not is_current(empty_database)
    with pytest.raises(OutdatedError, match=r"minutier (ingest|db upgrade)"), empty_database.reading():
        pass
    with pytest.raises(OutdatedError, match=r"minutier (ingest|db upgrade)"), empty_database.write():
        pass
    upgrade(empty_database)
    upgrade(empty_database)
    assert is_current(empty_database)


def test_a_downgrade_leaves_nothing(database: Database):
    config = make_config()
    with connect(database.engine, writing=True) as connection:
        drop_views(connection)
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert set(inspect(database.engine).get_table_names()) <= {"alembic_version"}
    upgrade(database)


@pytest.mark.parametrize("revision, message", [("0000", "run `minutier db upgrade`"), ("9999", "update minutier")])
def test_tables_of_another_version_are_refused(database: Database, revision: str, message: str):
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": revision})
    with pytest.raises(StorageError, match=message), open_database(database.url).reading():
        pass


def test_two_upgrades_at_once_both_succeed(empty_database: Database):
    failures: list[Exception] = []

    def run() -> None:
        try:
            upgrade(open_database(empty_database.url))
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert is_current(empty_database)


def test_a_transaction_is_whole_or_nothing(database: Database):
    with pytest.raises(ZeroDivisionError), database.write() as session:
        session.execute(text("INSERT INTO runs (started_at) VALUES ('2026-01-01 00:00:00')"))
        raise ZeroDivisionError
    with database.session() as session:
        assert session.execute(text("SELECT count(*) FROM runs")).scalar() == 0


def test_sqlite_is_set_up_for_readers_beside_a_writer(filled_sqlite: Database):
    with filled_sqlite.session() as session:
        assert session.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert session.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert session.execute(text("PRAGMA busy_timeout")).scalar() == 30_000


@pytest.mark.parametrize(
    "url",
    [
        "",
        "minutier.db",
        "mysql://host/minutier",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "postgresql+psycopg://",
    ],
)
def test_a_url_of_another_kind_is_refused(url: str):
    with pytest.raises(ConfigError, match="database URL"):
        open_database(url)


@pytest.mark.parametrize("url", ["postgres://u:secret@h/d", "postgresql://u:secret@h/d"])
def test_postgres_urls_name_the_driver_and_hide_the_password(url: str):
    database = open_database(url)
    assert database.url == "postgresql+psycopg://u:secret@h/d"
    assert database.name == "h/d"
    assert "secret" not in repr(database)


def test_no_server_says_so_without_the_password():
    database = open_database("postgresql://me:secret@127.0.0.1:1/minutier")
    for way in (database.reading, database.session, database.write):
        with pytest.raises(StorageError, match=r"127.0.0.1:1/minutier cannot be reached") as caught, way():
            pass
        assert "secret" not in str(caught.value)


def test_a_missing_postgres_database_says_so(postgres_url: str):
    database = open_database(postgres_url.replace("/postgres?", "/never_made?"))
    with pytest.raises(StorageError, match="never_made"):
        upgrade(database)


def test_a_postgres_database_of_another_encoding_is_refused(postgres_url: str):
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    database = open_database(postgres_url.replace("/postgres?", "/latin?"))
    for way in (database.reading, database.session, database.write):
        with pytest.raises(StorageError, match="latin has the encoding LATIN1"), way():
            pass
    with pytest.raises(StorageError, match="LATIN1"):
        upgrade(database)
    database.engine.dispose()
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("DROP DATABASE latin WITH (FORCE)")


def test_a_locked_database_says_so(filled_sqlite: Database, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("store.engine.BUSY_SECONDS", 0)
    impatient = open_database(filled_sqlite.url)
    with (
        filled_sqlite.write(),
        pytest.raises(StorageError, match="locked by another program"),
        impatient.write(),
    ):
        pass


def test_a_locked_postgres_says_so(filled_postgres: Database, monkeypatch: pytest.MonkeyPatch):
    with filled_postgres.write():
        monkeypatch.setattr("store.engine.BUSY_SECONDS", 1)
        with pytest.raises(StorageError, match="locked by another program"), filled_postgres.write():
            pass


def test_a_full_disk_says_so(filled_sqlite: Database):
    with pytest.raises(StorageError, match="the disk is full"), filled_sqlite.write() as session:
        session.execute(text("PRAGMA max_page_count = 1"))
        session.execute(text("INSERT INTO runs (started_at) VALUES (:long)"), {"long": "x" * 1_000_000})


def test_a_folder_may_have_any_name(tmp_path: Path):
    path = tmp_path / "Séances? #1 100% {x}" / "minutier.db"
    database = open_database(f"sqlite:///{path}")
    upgrade(database)
    with database.write() as session, open_database(database.url).reading() as reading:
        assert rows(session, "SELECT * FROM runs") == rows(reading, "SELECT * FROM runs") == []
    assert path.exists()


def test_a_file_that_is_no_database_says_so(tmp_path: Path):
    path = tmp_path / "notes.db"
    path.write_text("des notes, pas une base de données\n" * 50)
    for way in (upgrade, lambda database: database.reading().__enter__()):
        with pytest.raises(StorageError, match="is not a SQLite database"):
            way(open_database(f"sqlite:///{path}"))


def test_a_read_only_file_says_so(filled_sqlite: Database):
    with pytest.raises(StorageError, match="cannot be written"), filled_sqlite.write() as session:
        session.execute(text("PRAGMA query_only = ON"))
        session.execute(text("INSERT INTO runs (started_at) VALUES ('2026-01-01')"))


def test_a_folder_that_cannot_be_made_says_so(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match=r"The folder .* cannot be made"):
        upgrade(open_database(f"sqlite:///{tmp_path / 'file' / 'minutier.db'}"))


def test_reading_writes_nothing(database: Database):
    with pytest.raises(StorageError), database.reading() as reading:
        reading.rows("INSERT INTO runs (started_at) VALUES ('2026-01-01')", {})


def test_commands_that_read_import_nothing_heavy(filled_sqlite: Database):
    code = f"""
import sys, datetime
import store.queries, store.database
with store.database.open_database({filled_sqlite.url!r}).reading() as reading:
    store.queries.open_actions(reading, today=datetime.date(2026, 1, 1))
    store.queries.record_counts(reading)
    store.queries.find_record(reading, "abcd")
heavy = {{"sqlalchemy", "alembic", "pydantic", "spacy", "pipeline", "rapidfuzz"}}
print(sorted({{name.partition(".")[0] for name in sys.modules}} & heavy))
"""
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"


def test_sqlite_errors_carry_the_names_that_failures_reads():
    with pytest.raises(sqlite3.OperationalError) as caught:
        sqlite3.connect("file:/nowhere/at/all.db?mode=ro", uri=True)
    assert caught.value.sqlite_errorname == "SQLITE_CANTOPEN"
