"""Text that nobody wrote as words does not hold up the reading: each case takes well under a second."""

import threading
import time
from collections.abc import Callable

import pytest

from extractors.grammar.name_words import name_words
from models.document import Span
from models.folding import make_view, tidy, view_of
from pipeline.headings import holds_text
from pipeline.run import process_bytes

_HEAD = "Compte rendu de la réunion du 3 mars 2025\n\nPrésents : Anne Roux, Luc Petit\n\n"
_GUARD_SECONDS = 20
"""Only against hanging: with a step for each pair of characters these texts take minutes."""


def _name_words(text: str) -> object:
    return name_words(text)


@pytest.mark.parametrize("unit", ["a", "_", ".", "A", "abcdeF09/+", "(", "1.", "d'", "a@b.fr,"])
def test_a_very_long_word_is_read_at_once_and_hides_nothing(unit: str) -> None:
    process_bytes(_HEAD.encode(), "court.txt")  # the language model is loaded
    begin = time.monotonic()
    text = _HEAD + unit * (60_000 // len(unit)) + "\n\nDécision : le devis est approuvé.\n"
    done = process_bytes(text.encode(), "long.txt")
    assert time.monotonic() - begin < _GUARD_SECONDS
    assert done.document.text == text
    assert {person.name for person in done.extraction.attendance} >= {"Anne Roux", "Luc Petit"}
    assert any("devis" in decision.text for decision in done.extraction.decisions)


@pytest.mark.parametrize("read", [tidy, view_of, holds_text, _name_words])
def test_each_reading_of_a_long_word_takes_a_step_a_letter(read: Callable[[str], object]) -> None:
    worker = threading.Thread(target=read, args=("a" * 400_000,), daemon=True)
    worker.start()
    worker.join(_GUARD_SECONDS)
    assert not worker.is_alive()


def test_the_rest_of_a_long_word_is_one_blank_that_leads_back_to_it() -> None:
    text = "avant " + "x" * 500 + " après"
    view = view_of(text)
    assert view.cased == "avant " + "x" * 200 + " après"
    assert view.spans(0, len(view)) == (Span(0, len(text)),)
    assert view.spans(len(view) - 5, len(view)) == (Span(len(text) - 5, len(text)),)


def test_leaders_part_words() -> None:
    assert view_of("Roux" + "." * 300 + "trésorière").cased == "Roux" + "." * 20 + " trésorière"


@pytest.mark.parametrize("word", ["x" * 200, "Roux" + "." * 100 + "trésorière", "anticonstitutionnellement"])
def test_words_and_leaders_of_usual_length_stay_whole(word: str) -> None:
    assert view_of(word).cased == word
    assert make_view(f"le {word}", (Span(3, 3 + len(word)),)).cased == word


def test_hyphens_of_two_lines_in_a_row_are_undone() -> None:
    assert tidy("une réu-\nnion, sous-\npréfet, orga-\nnisa-\ntion") == "une réunion, sous-préfet, organisation"
    assert view_of("orga-\nnisa-\ntion").cased == "organisation"


def test_no_name_is_read_in_an_address_but_beside_it() -> None:
    words = [word.text for word in name_words("Anne.Roux@exemple.fr Luc (www.Petit.fr) Plan.pdf Petit")]
    assert words == ["Luc", "Petit"]


def test_a_sentence_after_another_is_found_behind_a_word_of_any_length() -> None:
    assert holds_text("Peinture. Deux devis sont arrivés")
    assert not holds_text("M. Roux et Mme Petit")
