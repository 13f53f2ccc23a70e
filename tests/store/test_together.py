"""Several programs at one database, and one that dies: none fails for another, nothing is there twice or by half."""

import subprocess
import sys
from pathlib import Path

from made_extractions import FEBRUARY, Office, write_files

from models.vocabulary import RunOutcome
from store.archive import Archive
from store.database import Database
from store.queries import recent_runs, record_counts
from store.reading import rows

_PROGRAM = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from made_extractions import pipeline
from store.archive import Archive
from store.database import open_database
from store.ingest import ingest_files
url, archive, folder = sys.argv[2:]
files = sorted(Path(folder).iterdir())
report = ingest_files(files, database=open_database(url), archive=Archive(Path(archive)), pipeline=pipeline())
print(*(result.outcome for result in report.results))
"""


def test_two_programs_ingest_at_once(empty_database: Database, archive: Archive, tmp_path: Path):
    folder = tmp_path / "incoming"
    write_files(folder, **{f"f{n}": FEBRUARY.replace("02-03", f"02-{n:02}") for n in range(1, 7)})
    command = [sys.executable, "-c", _PROGRAM, str(Path(__file__).parent)]
    arguments = [empty_database.url, str(archive.root), str(folder)]
    programs = [
        subprocess.Popen([*command, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    ended = [program.communicate(timeout=120) for program in programs]
    assert [program.returncode for program in programs] == [0, 0], ended
    outcomes = [out.split() for out, _ in ended]
    for first, second in zip(*outcomes, strict=True):
        assert sorted((first, second)) in (["new", "unchanged"], ["unchanged", "unchanged"]), outcomes
    with empty_database.reading() as reading:
        counts = record_counts(reading)
        runs = rows(reading, "SELECT count(*) AS n FROM run_items")
    assert (counts["documents"], counts["actions"], counts["votes"]) == (6, 12, 6)
    assert runs == [{"n": 12}]


def test_readers_are_not_stopped_by_a_writer(database: Database):
    with database.write() as session:
        rows(session, "SELECT 1 AS one")
        with database.reading() as reading:
            assert record_counts(reading)["documents"] == 0
        with database.session() as other:
            assert record_counts(other)["documents"] == 0


_KILLED = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import store.projection
from made_extractions import pipeline
from store.archive import Archive
from store.database import open_database
from store.ingest import ingest_files
whole = store.projection._write
def write(session, table, found, known):
    if table.name == "people":
        session.flush()
        os._exit(9)  # as `kill -9` or a power cut: nothing is closed
    return whole(session, table, found, known)
store.projection._write = write
url, archive, path = sys.argv[2:]
ingest_files([Path(path)], database=open_database(url), archive=Archive(Path(archive)), pipeline=pipeline())
"""


def test_a_program_killed_while_it_writes_leaves_no_row_of_the_document(office: Office):
    (path,) = write_files(office.folder, fevrier=FEBRUARY)
    arguments = [str(Path(__file__).parent), office.database.url, str(office.archive.root), str(path)]
    ended = subprocess.run([sys.executable, "-c", _KILLED, *arguments], capture_output=True, text=True, timeout=120)
    assert ended.returncode == 9, ended.stderr
    with office.database.reading() as reading:
        assert set(record_counts(reading).values()) == {0}
        assert [run.ended_at for run in recent_runs(reading)] == [None]
    assert [result.outcome for result in office.take(fevrier=FEBRUARY).results] == [RunOutcome.NEW]
