"""Kind on invented texts of many sorts: minutes as people write them, and papers that look like minutes or lie beside them.

The files of tests/resources/kinds hold the texts: `=== what it is | expected`. Those named `held-out` were written after
the rules, to see how the rules do on what they were not made for.
"""

from pathlib import Path

import pytest

from extractors.kind import classify, detect_language
from models.folding import fold
from models.vocabulary import DocumentType, Kind
from tests.unit.conftest import ReadText

TEXTS = Path(__file__).parents[1] / "resources" / "kinds"


def texts_of(name: str) -> list[tuple[str, str, str]]:
    """(what it is, what is expected, text) of each text of a file."""
    parts = (TEXTS / f"{name}.txt").read_text(encoding="utf-8").split("=== ")[1:]
    heads = [(*part.partition("\n")[0].split(" | "), part.partition("\n")[2]) for part in parts]
    return [(what, expected, text) for what, expected, text in heads]


def all_texts(*names: str) -> list[object]:
    return [pytest.param(expected, text, id=what) for name in names for what, expected, text in texts_of(name)]


@pytest.mark.parametrize(("expected", "text"), all_texts("minutes", "held-out-minutes"))
def test_minutes_of_many_sorts(read_text: ReadText, expected: str, text: str) -> None:
    verdict = classify(read_text(text))
    assert (verdict.kind, verdict.document_type) == (Kind.MINUTES, DocumentType(expected)), verdict.signals


@pytest.mark.parametrize(("expected", "text"), all_texts("others", "held-out-others"))
def test_papers_that_are_no_minutes(read_text: ReadText, expected: str, text: str) -> None:
    verdict = classify(read_text(text))
    assert (verdict.kind, verdict.document_type) == (Kind.OTHER, DocumentType(expected)), verdict.signals


@pytest.mark.parametrize(("expected", "text"), all_texts("languages"))
def test_languages(expected: str, text: str) -> None:
    assert str(detect_language(fold(text.replace("«", '"').replace("»", '"')))).replace("None", "none") == expected
