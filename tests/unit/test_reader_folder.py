"""Which files of folders are taken."""

from pathlib import Path

import pytest

from models.errors import InputError
from pipeline.sources.folder import find_files, search


def fill(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x")


def test_recursive_sorted_and_by_suffix(tmp_path: Path) -> None:
    fill(tmp_path, "b/cr.PDF", "a.txt", "b/c/notes.md", "photo.jpg", "sans")
    found = search([tmp_path])
    assert [str(p.relative_to(tmp_path)) for p in found.files] == ["a.txt", "b/c/notes.md", "b/cr.PDF"]
    assert [(s.path.name, s.reason) for s in found.skipped] == [
        ("photo.jpg", "format .jpg is not read"),
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
    assert [(s.path.name, s.reason) for s in found.skipped] == [("mort.txt", "a link to nowhere")]


def test_missing_path(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        find_files([tmp_path / "absent"])
