"""The documents that a command is given as files and folders."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.sources.folder import Skipped

_TOLD = 5
"""How many files that are left out are named; of more the number is enough."""


def find_inputs(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The files to read, sorted; those left out are told on standard error.

    Raises:
        InputError: a path does not exist, or there is nothing to read.
    """
    from models.errors import InputError
    from pipeline.sources.folder import search

    found = search(paths)
    _tell_skipped(found.skipped)
    if not found.files:
        given = ", ".join(map(str, paths))
        raise InputError(f"No documents to read in {given}: give files, or folders that hold some.")
    return found.files


def _tell_skipped(skipped: "Sequence[Skipped]") -> None:
    from minutier.output import note

    for each in skipped[:_TOLD]:
        note(f"left out: {each.path}: {each.reason}")
    if len(skipped) > _TOLD:
        note(f"left out: {len(skipped) - _TOLD} more files")
