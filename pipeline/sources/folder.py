"""Minutes from folders: which files a run takes, and which it leaves out and why."""

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from models.errors import InputError
from pipeline.readers import SUFFIXES
from pipeline.sources.names import printable

_TEMPORARY_PREFIXES = ("~$", ".~lock.", "._")
_TEMPORARY_SUFFIXES = frozenset({".part", ".crdownload", ".tmp", ".swp", ".partial", ".download"})
_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini"})
_CLOSED = "may not be opened: check the rights on it"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that a run leaves out."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a search of files and folders gave: sorted, each file once."""

    files: tuple[Path, ...]
    skipped: tuple[Skipped, ...]
    """Files of formats that the readers do not take; hidden and temporary files are nobody's minutes and not told."""


def find_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files to read: every file named explicitly, and from folders (recursively) those that the readers take.

    Raises:
        InputError: a path does not exist.
    """
    return search(paths).files


def search(paths: Iterable[Path]) -> Found:
    """As `find_files`, with the files left out.

    Raises:
        InputError: a path does not exist.
    """
    files: dict[str, Path] = {}
    skipped: dict[str, Skipped] = {}
    for path in paths:
        if not _is_folder(path):
            files.setdefault(_identity(path), path)
            continue
        closed: list[OSError] = []
        for found in _walk(path, closed):
            reason = _reason_to_skip(found)
            if reason is None:
                files.setdefault(_identity(found), found)
            else:
                skipped.setdefault(_identity(found), Skipped(found, reason))
        for folder in (Path(str(error.filename)) for error in closed):
            skipped.setdefault(_identity(folder), Skipped(folder, _CLOSED))
    left_out = (skipped[key] for key in skipped if key not in files)
    return Found(tuple(sorted(files.values())), tuple(sorted(left_out, key=lambda s: s.path)))


def _is_folder(path: Path) -> bool:
    """Tell folders from files; a path behind a closed folder counts as a file: reading it tells what is wrong with it.

    Raises:
        InputError: there is nothing of that name.
    """
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except PermissionError:
        return False
    except (OSError, ValueError) as error:
        name = printable(str(path))
        if isinstance(error, OSError) and error.errno == errno.ELOOP:
            raise InputError(f"{name}: a link that leads back to itself. Give the file or folder itself.") from error
        raise InputError(f"{name}: no such file or folder. Check the path.") from error


def _walk(folder: Path, closed: list[OSError]) -> Iterator[Path]:
    """Files below a folder; one reached twice (links in a circle) is entered once, one not to be opened is `closed`."""
    entered: set[str] = set()
    for root, folders, names in os.walk(folder, onerror=closed.append, followlinks=True):
        real = os.path.realpath(root)
        if real in entered:
            folders.clear()
            continue
        entered.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(names) if not is_hidden_or_temporary(name))


def is_hidden_or_temporary(name: str) -> bool:
    """Tell files that systems and programs leave behind from those that a person saved."""
    low = name.lower()
    return (
        low.startswith((".", *_TEMPORARY_PREFIXES))
        or low.endswith("~")
        or low in _SYSTEM_FILES
        or Path(low).suffix in _TEMPORARY_SUFFIXES
    )


def _reason_to_skip(path: Path) -> str | None:
    try:
        if not path.exists():
            return "a link to nowhere, or back to itself"
        if not path.is_file():
            return "no file but a pipe, a socket or a device"
    except PermissionError:
        return _CLOSED
    if path.suffix.lower() not in SUFFIXES:
        return f"format {path.suffix.lower() or 'without suffix'} is not read"
    return None


def _identity(path: Path) -> str:
    return os.path.realpath(path)
