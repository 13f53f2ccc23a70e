"""Copies and backups hold every row; between databases of both kinds, in all four directions."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from made_extractions import FEBRUARY, LATER_STAGES, Office, pipeline
from test_rebuild import content, full  # noqa: F401  # a fixture

from models.errors import StorageError
from store.archive import Archive
from store.backup import backup, restore
from store.copying import copy_database
from store.database import Database, open_database
from store.failures import OutdatedError
from store.ingest import ingest_files
from store.rebuild import rebuild


@pytest.fixture(params=["sqlite", "postgres"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A second database, without tables."""
    if request.param == "sqlite":
        database = open_database(f"sqlite:///{tmp_path / 'other' / 'minutier.db'}")
    else:
        database = request.getfixturevalue("second_postgres")
    yield database
    database.engine.dispose()


def at(database: Database, office: Office, archive: Archive | None = None) -> Office:
    return Office(database, archive or office.archive, office.folder, office.clock)


def test_a_copy_holds_every_row_and_goes_on_from_there(full: Office, target: Database):  # noqa: F811
    counts = copy_database(full.database, target)
    assert content(at(target, full)) == content(full)
    assert (counts["documents"], counts["corrections"]) == (5, 4)
    assert at(target, full).take(LATER_STAGES, projet=FEBRUARY).failed == ()
    with pytest.raises(StorageError, match="already holds documents"):
        copy_database(full.database, target)
    assert len(content(at(target, full))["documents"]) == 5


def test_a_missing_source_makes_no_target(tmp_path: Path):
    source, target = (open_database(f"sqlite:///{tmp_path / name / 'm.db'}") for name in ("a", "b"))
    with pytest.raises(OutdatedError, match="There is no database"):
        copy_database(source, target)
    assert not target.path.exists() and not source.path.exists()


def test_a_backup_brings_everything_back(full: Office, target: Database, tmp_path: Path):  # noqa: F811
    file = tmp_path / "backup.zip"
    report = backup(full.database, full.archive, file)
    assert (report.documents, report.originals, report.missing_originals) == (5, 5, ())
    archive = Archive(tmp_path / "new archive")
    restore(file, target, archive)
    assert content(at(target, full)) == content(full)
    assert list(archive.all()) == list(full.archive.all())
    assert [archive.get(sha256) for sha256 in archive.all()] == [full.archive.get(s) for s in full.archive.all()]
    restored = at(target, full, archive)
    assert restored.take(LATER_STAGES, projet=FEBRUARY).failed == ()


def test_the_same_state_gives_the_same_bytes(full: Office, tmp_path: Path):  # noqa: F811
    for name in ("a.zip", "b.zip"):
        backup(full.database, full.archive, tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_a_home_that_holds_something_is_replaced_only_when_told(office: Office, tmp_path: Path):
    office.take(fevrier=FEBRUARY)
    before = content(office)
    file = tmp_path / "backup.zip"
    backup(office.database, office.archive, file)
    office.take(mars=FEBRUARY.replace("02-03", "03-03"))
    later = content(office)
    with pytest.raises(StorageError, match="already holds documents"):
        restore(file, office.database, office.archive)
    assert content(office) == later
    restore(file, office.database, office.archive, replace=True)
    assert content(office) == before
    assert office.take(LATER_STAGES, fevrier=FEBRUARY).failed == ()


def change(file: Path, name: str, new: bytes | None) -> None:
    """Write the zip again with one member changed or left out."""
    with zipfile.ZipFile(file) as old:
        members = {info.filename: old.read(info) for info in old.infolist()}
    members = {key: value for key, value in members.items() if key != name} | ({name: new} if new is not None else {})
    with zipfile.ZipFile(file, "w") as target:
        for key, value in members.items():
            target.writestr(key, value)


@pytest.mark.parametrize(
    "name, new, message",
    [
        ("database/actions.jsonl", b"", "damaged"),
        ("database/actions.jsonl", None, "damaged"),
        ("manifest.json", b"{", "damaged"),
        ("manifest.json", None, "damaged"),
        ("manifest.json", json.dumps({"format": 1, "revision": "0000", "sha256": {}}).encode(), "another version"),
    ],
)
def test_a_damaged_backup_restores_nothing(office: Office, tmp_path: Path, name: str, new: bytes | None, message: str):
    office.take(fevrier=FEBRUARY)
    file = tmp_path / "backup.zip"
    backup(office.database, office.archive, file)
    change(file, name, new)
    before = content(office)
    with pytest.raises(StorageError, match=message):
        restore(file, office.database, office.archive, replace=True)
    assert content(office) == before


def test_what_is_no_backup_says_so(sqlite_database: Database, archive: Archive, tmp_path: Path):
    (tmp_path / "notes.zip").write_text("des notes")
    for name in ("notes.zip", "absent.zip"):
        with pytest.raises(StorageError, match=name):
            restore(tmp_path / name, sqlite_database, archive)


def test_a_damaged_original_is_told_and_the_rest_is_saved(office: Office, tmp_path: Path):
    office.take(fevrier=FEBRUARY, mars=FEBRUARY.replace("02-03", "03-03"))
    sha256 = next(iter(office.archive.all()))
    office.archive.path_of(sha256).unlink()
    report = backup(office.database, office.archive, tmp_path / "backup.zip")
    assert (report.documents, report.originals, report.missing_originals) == (2, 1, (sha256,))


def test_a_backup_that_lacks_originals_replaces_no_other(office: Office, tmp_path: Path):
    office.take(fevrier=FEBRUARY)
    file = tmp_path / "backup.zip"
    backup(office.database, office.archive, file)
    whole = file.read_bytes()
    path = office.archive.path_of(next(iter(office.archive.all())))
    content_before = path.read_bytes()
    path.unlink()
    path.write_bytes(b"damaged")
    with pytest.raises(StorageError, match=f"lacks 1 original,.*{path.name[:12]}.*left as it is"):
        backup(office.database, office.archive, file)
    assert file.read_bytes() == whole
    assert rebuild(office.database, office.archive).missing_originals == (path.name,)
    assert [each.name for each in tmp_path.glob(".backup-*")] == []
    path.write_bytes(content_before)
    assert backup(office.database, office.archive, file).missing_originals == ()


def test_another_zip_is_no_backup(sqlite_database: Database, archive: Archive, tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "cr.docx", "w") as file:
        file.writestr("word/document.xml", "<x/>")
    with pytest.raises(StorageError, match="no backup"):
        restore(tmp_path / "cr.docx", sqlite_database, archive)


def test_a_backup_that_cannot_be_written_leaves_nothing(office: Office, tmp_path: Path, monkeypatch):
    office.take(fevrier=FEBRUARY)
    folder = tmp_path / "saved"

    def full_disk(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("store.backup._write_originals", full_disk)
    with pytest.raises(StorageError, match="No space left"):
        backup(office.database, office.archive, folder / "backup.zip")
    assert list(folder.iterdir()) == []


def test_ingestion_makes_a_database_where_there_is_none(sqlite_database: Database, archive: Archive, tmp_path: Path):
    path = tmp_path / "fevrier.txt"
    path.write_text(FEBRUARY)
    ingest_files([path], database=sqlite_database, archive=archive, pipeline=pipeline())
    with sqlite_database.reading():
        pass
