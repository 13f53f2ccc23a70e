"""The sample documents as the pipeline reads them, each read once for all tests of a process."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from pipeline.parts import parts_of
from pipeline.run import Processed, process_bytes

PROGRAMS = {".doc": "soffice", ".rtf": "soffice", ".jpg": "tesseract", ".png": "tesseract", ".tif": "tesseract"}
SCANNED = {"bureau-etabli-2024-01-18.pdf", "cm-montfaucq-2025-06-26.pdf"}


def open_sample(path: Path) -> bytes:
    """The bytes of a file, or of a document inside one: "mail.eml/minutes.pdf", "folder.zip/2024/minutes.pdf"."""
    if path.is_file():
        return path.read_bytes()
    holder = next(parent for parent in path.parents if parent.is_file())
    parts = {part.name: part.content for part in parts_of(holder.read_bytes(), holder.name).parts}
    return parts[path.relative_to(holder).as_posix()]


@cache
def _processed(path: Path) -> Processed:
    return process_bytes(open_sample(path), path.name)


@pytest.fixture(scope="session")
def processed(require_program: Callable[[str], str]) -> Callable[[Path], Processed]:
    """Read a sample document, once; skip the test where the program that it takes is missing."""

    def read(path: Path) -> Processed:
        program = "tesseract" if path.name in SCANNED else PROGRAMS.get(path.suffix)
        if program:
            require_program(program)
        return _processed(path)

    return read
