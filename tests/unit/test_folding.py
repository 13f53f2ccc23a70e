"""Folding never loses the way back to the original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.document import Span
from models.evidence import quote_of
from models.folding import fold, make_view, tidy, view_of


@pytest.mark.parametrize(
    ("text", "cased"),
    [
        ("Le\tco-‐président a  réu-\nni", "Le co-président a réuni"),
        ("l’œuvre ﬁnale", "l'oeuvre finale"),
        ("Saint-\nMalo", "Saint-Malo"),
        ("le sous-\npréfet", "le sous-préfet"),
        ("déli\u00adbé\u00adration", "délibération"),
        ("«\u00a0oui\u202f»", '" oui "'),
    ],
)
def test_view_reads_as_a_person_would(text: str, cased: str) -> None:
    assert view_of(text).cased == cased


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Vœux d’octobre\n  réu-\nnis", "Vœux d’octobre réunis"),
        ("co-‐président", "co-président"),
        ("procès-\nverbal", "procès-verbal"),
    ],
)
def test_tidy_keeps_what_is_printed(text: str, seen: str) -> None:
    assert tidy(text) == seen


def test_a_match_across_two_pieces_gives_two_spans() -> None:
    text = "le conseil\n-- 3 --\nadopte"
    view = make_view(text, (Span(0, 10), Span(19, 25)))
    assert view.cased == "le conseil adopte"
    assert quote_of(text, view.spans(3, 17)) == "conseil adopte"


@given(st.text(alphabet=st.sampled_from("aéœÉ -‐\n\t’ﬁ\u00ad«1"), max_size=40))
def test_every_position_leads_back(text: str) -> None:
    view = view_of(text)
    assert len(view.cased) == len(view.folded) == len(view.starts) == len(view.ends)
    for i in range(len(view)):
        assert 0 <= view.starts[i] <= view.ends[i] <= len(text)
        if i:
            assert view.starts[i - 1] <= view.starts[i]


def test_fold_is_one_to_one_on_french_letters() -> None:
    letters = "ÀÂÇÈÉÊËÎÏÔÙÛÜŸàâçèéêëîïôùûüÿ"
    assert fold(letters) == "aaceeeeiiouuuyaaceeeeiiouuuy"
