"""Boxes of quotes: what pdfplumber finds in them is the quote, no more and no less."""

import io
import random
import re
from collections import Counter

import pdfplumber
import pytest
from reportlab.pdfgen.canvas import Canvas

from models.document import Document, PageBox, Span
from pipeline.readers import read_document
from pipeline.readers.boxes import open_boxes

WORDS = "Le conseil de Brume, réuni le 3 mai à 18 h 30, décide d'adopter (à l'unanimité) le budget : 1 250,00 !".split()
_TOLERANCE = 0.5


def minutes(size: float, pitch: float, **page: object) -> bytes:
    """Two pages of tightly set lines, one font in three sizes, with a table."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(500, 400), invariant=1)
    rng = random.Random(7)
    for _ in range(2):
        if "rotation" in page:
            canvas.setPageRotation(page["rotation"])
        if "crop" in page:
            canvas.setCropBox(page["crop"])
        for index in range(12):
            canvas.setFont(("Helvetica", "Times-Roman", "Courier")[index % 3], size)
            canvas.drawString(60, 350 - index * pitch, " ".join(rng.choices(WORDS, k=8)))
        canvas.setFont("Helvetica", size)
        canvas.grid([60, 160, 300], [60, 80, 100])
        for x, y, text in ((65, 85, "Qui"), (165, 85, "Quoi"), (65, 65, "Anne P."), (165, 65, "Devis, 3 mai")):
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def squeeze(text: str) -> Counter[str]:
    return Counter(re.sub(r"\s", "", text))


def inside(pages: list[pdfplumber.page.Page], box: PageBox) -> str:
    """The characters whose middle lies in the box."""
    b = box.box
    return "".join(
        char["text"]
        for char in pages[box.page_no - 1].chars
        if b.x0 - _TOLERANCE <= (char["x0"] + char["x1"]) / 2 <= b.x1 + _TOLERANCE
        and b.top - _TOLERANCE <= (char["top"] + char["bottom"]) / 2 <= b.bottom + _TOLERANCE
    )


def quotes(document: Document) -> list[Span]:
    """Random runs of words, some across lines."""
    rng = random.Random(3)
    words = [match.span() for match in re.finditer(r"\S+", document.text)]
    firsts = [rng.randrange(len(words)) for _ in range(120)]
    return [Span(words[i][0], words[min(i + rng.randrange(12), len(words) - 1)][1]) for i in firsts]


@pytest.mark.parametrize(("size", "pitch"), [(11, 14), (11, 11.5), (9, 18), (14, 16)])
def test_words_in_the_boxes_are_those_of_the_quote(size: float, pitch: float) -> None:
    content = minutes(size, pitch)
    document = read_document(content, source="seance.pdf")
    assert len(document.tables) == 2
    with pdfplumber.open(io.BytesIO(content)) as pdf, open_boxes(content, document) as boxes:
        for span in quotes(document):
            quote = document.text[span.start : span.end]
            assert squeeze("".join(inside(pdf.pages, box) for box in boxes.of((span,)))) == squeeze(quote), quote


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_boxes_are_on_the_page_as_displayed(rotation: int) -> None:
    content = minutes(11, 14, rotation=rotation)
    document = read_document(content, source="seance.pdf")
    span = document.lines[0].span
    with pdfplumber.open(io.BytesIO(content)) as pdf, open_boxes(content, document) as boxes:
        quote = document.text[span.start : span.end]
        assert (document.pages[0].width, document.pages[0].height) == (pdf.pages[0].width, pdf.pages[0].height)
        assert len(quote) > 10
        assert squeeze("".join(inside(pdf.pages, box) for box in boxes.of((span,)))) == squeeze(quote)


def test_boxes_count_from_the_corner_of_the_crop_box() -> None:
    whole, cropped = minutes(11, 14), minutes(11, 14, crop=(50, 40, 480, 390))
    found = []
    for content in (whole, cropped):
        document = read_document(content, source="seance.pdf")
        with open_boxes(content, document) as boxes:
            found.append(boxes.of((document.lines[0].span,))[0].box)
    assert found[1].x0 == pytest.approx(found[0].x0 - 50)
    assert found[1].top == pytest.approx(found[0].top - 10)


def test_one_box_per_line_and_span() -> None:
    content = minutes(11, 14)
    document = read_document(content, source="seance.pdf")
    first, second, *_ = document.lines
    with open_boxes(content, document) as boxes:
        assert len(boxes.of((Span(first.span.start, second.span.end),))) == 2
        assert len(boxes.of((first.span, second.span))) == 2
        assert boxes.of(()) == ()
        on_last = boxes.of((document.lines[-1].span,))
    assert [box.page_no for box in on_last] == [2]


def test_boxes_are_tight() -> None:
    content = minutes(11, 14)
    document = read_document(content, source="seance.pdf")
    with open_boxes(content, document) as boxes:
        (found,) = boxes.of((document.lines[0].span,))
    assert 4 < found.box.bottom - found.box.top < 14
    assert found.box.x0 == pytest.approx(60, abs=1.5)


def test_documents_without_pages_have_no_boxes() -> None:
    content = b"Le conseil est ouvert."
    document = read_document(content, source="seance.txt")
    with open_boxes(content, document) as boxes:
        assert boxes.of((document.lines[0].span,)) == ()
