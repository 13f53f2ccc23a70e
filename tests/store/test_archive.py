import os
from pathlib import Path

import pytest

from models.errors import InternalError, StorageError
from store.archive import Archive, sha256_of

CONTENT = b"Compte rendu"


def test_an_original_is_kept_once_under_its_sha256(archive: Archive):
    sha256 = archive.put(CONTENT)
    assert sha256 == sha256_of(CONTENT)
    before = archive.path_of(sha256).stat()
    assert archive.put(CONTENT) == sha256
    assert archive.path_of(sha256).stat().st_ino == before.st_ino
    assert (archive.has(sha256), archive.get(sha256), list(archive.all())) == (True, CONTENT, [sha256])


def test_what_is_not_there_says_so(archive: Archive):
    sha256 = sha256_of(CONTENT)
    assert not archive.has(sha256)
    with pytest.raises(StorageError, match="does not give"):
        archive.get(sha256)
    assert list(archive.all()) == []


@pytest.mark.parametrize("name", ["", "../etc/passwd", "ABCDEF", "a" * 63, "A" * 64])
def test_only_a_sha256_names_a_file(archive: Archive, name: str):
    with pytest.raises(InternalError):
        archive.path_of(name)


def test_damage_is_seen_and_mended_by_the_next_put(archive: Archive):
    sha256 = archive.put(CONTENT)
    path = archive.path_of(sha256)
    path.unlink()
    path.write_bytes(CONTENT[:-1])
    with pytest.raises(StorageError, match="damaged"):
        archive.get(sha256)
    archive.put(CONTENT)
    assert archive.get(sha256) == CONTENT


def test_a_full_disk_leaves_nothing_half_written(archive: Archive, monkeypatch: pytest.MonkeyPatch):
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageError, match="No space left on device"):
        archive.put(CONTENT)
    assert [path for path in Path(archive.root).rglob("*") if path.is_file()] == []
