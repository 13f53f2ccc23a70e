"""Two programs that take the same files in at the same time: none fails, nothing is there twice."""

import subprocess
import sys
from pathlib import Path

from made_extractions import FEBRUARY, write_files

from store.archive import Archive
from store.database import Database
from store.queries import record_counts
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
