"""OCR: a second look at doubtful places mends what the first made of them, and nothing else."""

import pytest

from pipeline.readers.ocr.second_reading import join_readings
from pipeline.readers.ocr.tesseract import FoundLine, FoundWord


def line(*words: tuple[str, float, float, float]) -> FoundLine:
    """Words as (text, left edge, right edge, confidence)."""
    found = tuple(FoundWord(text, x0, 0, x1, 30, confidence) for text, x0, x1, confidence in words)
    return FoundLine(found, 30, 8, 0, found[0].x0, 25)


def read(first: list[FoundLine], again: list[FoundLine]) -> list[list[str]]:
    return [[word.text for word in found.words] for found in join_readings(first, again)]


def test_a_doubtful_word_yields_to_a_far_surer_one() -> None:
    first = [line(("Salle", 0, 90, 0.95), ("de", 100, 300, 0.05))]
    assert read(first, [line(("Capucines.", 102, 298, 0.9))]) == [["Salle"], ["Capucines."]]


def test_the_line_goes_with_its_only_word() -> None:
    assert read([line(("sert", 100, 300, 0.1))], [line(("Capucines.", 102, 298, 0.9))]) == [["Capucines."]]


@pytest.mark.parametrize(("known", "new"), [(0.05, 0.4), (0.25, 0.9), (0.9, 0.95)])
def test_a_word_stays_that_is_not_doubtful_or_as_good_as_the_other(known: float, new: float) -> None:
    first = [line(("Salle", 0, 90, 0.95), ("de", 100, 300, known))]
    assert read(first, [line(("maison", 102, 298, new))]) == [["Salle", "de"]]


def test_what_lies_elsewhere_is_added() -> None:
    first = [line(("Salle", 0, 90, 0.95), ("de", 100, 150, 0.1))]
    assert read(first, [line(("Capucines.", 400, 600, 0.9))]) == [["Salle", "de"], ["Capucines."]]
