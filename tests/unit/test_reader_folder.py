"""Which files of folders are taken."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.errors import InputError
from pipeline.sources.folder import find_files, search


def fill(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x")


def test_recursive_sorted_and_by_suffix(tmp_path: Path) -> None:
    fill(tmp_path, "b/cr.PDF", "a.txt", "b/c/notes.md", "photo.heic", "sans")
    found = search([tmp_path])
    assert [str(p.relative_to(tmp_path)) for p in found.files] == ["a.txt", "b/c/notes.md", "b/cr.PDF"]
    assert [(s.path.name, s.reason) for s in found.skipped] == [
        ("photo.heic", "format .heic is not read"),
        ("sans", "format without suffix is not read"),
    ]


def test_hidden_and_temporary_files_are_nobodys_minutes(tmp_path: Path) -> None:
    fill(tmp_path, "~$cr.docx", ".cache/cr.pdf", ".cr.txt", "cr.pdf.part", "cr.txt~", "Thumbs.db", ".~lock.cr.odt#")
    assert search([tmp_path]).files == ()
    assert search([tmp_path]).skipped == ()


def test_an_explicit_file_is_always_taken(tmp_path: Path) -> None:
    fill(tmp_path, "photo.jpg", ".cache.txt")
    assert find_files([tmp_path / "photo.jpg"]) == (tmp_path / "photo.jpg",)
    found = search([tmp_path, tmp_path / "photo.jpg"])
    assert (found.files, found.skipped) == ((tmp_path / "photo.jpg",), ())


def test_a_file_named_twice_comes_once(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt")
    assert find_files([tmp_path / "a.txt", tmp_path, tmp_path]) == (tmp_path / "a.txt",)


def test_links_in_a_circle(tmp_path: Path) -> None:
    fill(tmp_path, "d/a.txt")
    (tmp_path / "d" / "retour").symlink_to(tmp_path)
    (tmp_path / "mort.txt").symlink_to(tmp_path / "absent.txt")
    found = search([tmp_path])
    assert [p.name for p in found.files] == ["a.txt"]
    assert [(s.path.name, s.reason) for s in found.skipped] == [("mort.txt", "a link to nowhere, or back to itself")]


def test_missing_path(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        find_files([tmp_path / "absent"])


def test_what_may_not_be_opened_is_told_and_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, "a.txt", "d/b.txt")
    look = Path.stat

    def refuse(path: Path, **options: bool) -> os.stat_result:
        if "ferm" in str(path):
            raise PermissionError(13, "Permission denied", str(path))
        return look(path, **options)

    monkeypatch.setattr(Path, "stat", refuse)
    closed = tmp_path / "fermé" / "c.txt"
    assert find_files([closed, tmp_path / "a.txt"]) == (tmp_path / "a.txt", closed)  # reading tells what is wrong
    (tmp_path / "d" / "ferme.txt").write_text("x")
    found = search([tmp_path / "d"])
    assert (found.files, [s.path.name for s in found.skipped]) == ((tmp_path / "d" / "b.txt",), ["ferme.txt"])
    assert "check the rights" in found.skipped[0].reason


def test_a_folder_that_may_not_be_listed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, "a.txt", "d/b.txt")
    listed = os.scandir

    def refuse(folder: str) -> Iterator[os.DirEntry[str]]:
        if str(folder).endswith("d"):
            raise PermissionError(13, "Permission denied", folder)
        return listed(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    found = search([tmp_path])
    assert ([p.name for p in found.files], [s.path.name for s in found.skipped]) == (["a.txt"], ["d"])
