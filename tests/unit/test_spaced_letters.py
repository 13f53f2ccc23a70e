"""Words whose letters are set apart ("P r é s e n t s") are found as words; single letters stay what they are."""

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.reading import Reading
from models.folding import tidy, view_of
from models.outline import SectionRole
from pipeline.readers import read_document
from pipeline.segment import segment


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("P r é s e n t s : Anne Petit", "Présents : Anne Petit"),
        ("E X C U S É S", "EXCUSÉS"),
        ("C O M P T E   R E N D U  D E  S É A N C E", "COMPTE RENDU DE SÉANCE"),
        ("P R O C È S - V E R B A L", "PROCÈS-VERBAL"),
        ("O r d r e  d u  j o u r", "Ordre du jour"),
        ("L ' o r d r e  d u  j o u r", "L'ordre du jour"),
    ],
)
def test_letters_set_apart_are_words(printed: str, read: str) -> None:
    view = view_of(printed)
    assert view.cased == tidy(printed) == read
    (span,) = view.spans(0, len(view))
    assert printed[span.start : span.end] == printed


@pytest.mark.parametrize(
    "text",
    [
        "P E A", "P E A R", "P E A E P R P", "a b c d e f", "bâtiments A B C D E", "J. P. M. Roux", "de A à D", "C G T", "x x x x x",
        "il y a à A B une", "R 1 2 b i s", "V o t",
    ],
)  # fmt: skip
def test_single_letters_stay_apart(text: str) -> None:
    assert view_of(text).cased == tidy(text) == text


def test_long_lines_of_letters_cost_little() -> None:
    for unit in ("a ", "a  ", "a - ", "a b  "):
        assert len(view_of(unit * 20_000)) > 0


@pytest.mark.parametrize("gap", [2, 3])
def test_headings_of_a_pdf_with_letters_set_apart(gap: int) -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
    wide = " " * gap
    lines = [
        wide.join(("C O M P T E", "R E N D U")), "P r é s e n t s : Odile Barrandon, Yvan Sollier",
        wide.join(("O r d r e", "d u", "j o u r")), "1. Budget de la fête du village", "2. Travaux de voirie",
    ]  # fmt: skip
    for index, line in enumerate(lines):
        canvas.drawString(60, 760 - 20 * index, line)
    canvas.save()
    document = read_document(stream.getvalue(), source="bureau.pdf")
    outline = segment(document)
    reading = Reading(document, outline)
    shown = [reading.block_with_label(block).cased for block in outline.blocks]
    assert shown[0] == "COMPTE RENDU"
    assert shown[1] == "Présents : Odile Barrandon, Yvan Sollier"
    assert "Ordre du jour" in shown
    assert SectionRole.AGENDA in {section.role for section in outline.sections}
