"""Every value of a closed list that stands for a French term is in the glossary."""

from enum import StrEnum
from pathlib import Path

import pytest

from models import vocabulary

GLOSSARY = Path(__file__).resolve().parents[2] / "docs" / "glossaire.md"
LISTS = [
    vocabulary.Kind,
    vocabulary.DocumentType,
    vocabulary.ExtractionStatus,
    vocabulary.RunOutcome,
    vocabulary.AttendanceStatus,
    vocabulary.VoteOutcome,
    vocabulary.ActionStatus,
    vocabulary.ReviewState,
]


@pytest.mark.parametrize("values", LISTS, ids=lambda values: values.__name__)
def test_every_value_is_explained(values: type[StrEnum]) -> None:
    text = GLOSSARY.read_text(encoding="utf-8")
    assert [value for value in values if f"`{value}`" not in text and value != "unknown"] == []
