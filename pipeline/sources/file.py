"""Takes the bytes of a file from a folder: whole, at rest, and only of what is a file."""

import errno
import os
import stat
import time
from pathlib import Path

from models.errors import InputError, LimitError, UnreadableFileError
from pipeline.sources.names import source_name

LARGEST_MIB = 500
"""Larger files are not read. Two hundred pages scanned in colour take some 100 MiB."""
_MIB = 2**20
_WAITS = (0.2, 0.5, 1.0)
"""Seconds between the tries to find a file at rest that is being written."""
_REST = 0.4
"""Seconds that must have passed since the last change: who writes in small portions pauses for less. Counted from the
change, so that many fresh files cost one wait together, and files at rest none."""
_CLOCK_ERROR = 2.0
"""Seconds by which a file server's clock may be ahead of ours. What is changed later than that tells nothing."""
_REASONS = {
    errno.EACCES: "may not be read. Check the rights on the file and its folder.",
    errno.EPERM: "may not be read. Check the rights on the file and its folder.",
    errno.ENOENT: "is not there any more. Check whether it was moved or renamed.",
    errno.ELOOP: "is a link that leads back to itself. Give the file itself.",
    errno.EISDIR: "is a folder, no file. Give its files, or the folder by itself.",
}


def bytes_of(path: Path) -> bytes:
    """The bytes of a file, read when nobody was writing it.

    Raises:
        LimitError: larger than `LARGEST_MIB`.
        UnreadableFileError: it cannot be opened, is no file (a pipe, a device), or is still being written.
    """
    for seconds in (*_WAITS, None):
        content = _read_at_rest(path)
        if content is not None:
            return content
        if seconds is not None:
            time.sleep(seconds)
    raise UnreadableFileError(
        f"{source_name(path)}: the file is still being written. Run the same command again when it is complete."
    )


def _read_at_rest(path: Path) -> bytes | None:
    """The bytes; None if the file changed while it was read, or soon after."""
    name = source_name(path)
    try:
        # Opening a pipe would wait for a writer, perhaps for ever.
        with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:  # noqa: PTH123
            before = os.fstat(file.fileno())
            _refuse_others(name, before)
            content = file.read(before.st_size + 1)
            is_at_rest = len(content) == before.st_size and _rests(file.fileno(), before)
    except OSError as error:
        raise _explain(name, error) from error
    return content if is_at_rest else None


def _rests(number: int, before: os.stat_result) -> bool:
    """Whether an open file is still as it was `before`, its last change some time ago: if need be, wait for that."""
    if not _is_unchanged(number, before):
        return False
    age = time.time() - before.st_mtime
    if not -_CLOCK_ERROR < age < _REST:
        return True
    time.sleep(min(_REST, _REST - age))
    return _is_unchanged(number, before)


def _is_unchanged(number: int, before: os.stat_result) -> bool:
    now = os.fstat(number)
    return (now.st_size, now.st_mtime_ns) == (before.st_size, before.st_mtime_ns)


def _refuse_others(name: str, state: os.stat_result) -> None:
    if stat.S_ISDIR(state.st_mode):
        raise UnreadableFileError(f"{name}: {_REASONS[errno.EISDIR]}")
    if not stat.S_ISREG(state.st_mode):
        raise UnreadableFileError(
            f"{name}: this is no file but a pipe, a socket or a device. Give the document itself."
        )
    if state.st_size > LARGEST_MIB * _MIB:
        raise LimitError(
            f"{name}: the file has {state.st_size // _MIB} MiB, more than the {LARGEST_MIB} that one may have. Send it "
            "in parts."
        )


def _explain(name: str, error: OSError) -> InputError:
    reason = _REASONS.get(error.errno or 0)
    if reason is None:
        return UnreadableFileError(f"{name}: the file cannot be read ({error.strerror or error}). Check the disk.")
    return UnreadableFileError(f"{name}: the file {reason}")
