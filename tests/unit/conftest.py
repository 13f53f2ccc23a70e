"""Fixtures of the unit tests: invented minutes read from text."""

from collections.abc import Callable

import pytest

from extractors.reading import Reading
from pipeline.readers import read_document
from pipeline.segment import segment

ReadText = Callable[..., Reading]
"""text, and `source` for the format → the reading."""


@pytest.fixture(autouse=True)
def _take_fresh_files_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that a test wrote are complete: no need to wait whether they change (tests/faults does)."""
    monkeypatch.setattr("pipeline.sources.file._REST", 0.0)


@pytest.fixture(scope="session")
def read_text() -> ReadText:
    """Return a function that reads and segments a text (`source`, a file's name, tells the format)."""

    def read(text: str, source: str = "seance.txt") -> Reading:
        document = read_document(text.encode(), source=source)
        return Reading(document, segment(document))

    return read
