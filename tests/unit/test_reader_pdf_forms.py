"""PDF forms: values of fields and text boxes are read where they stand; hidden ones and closed notes are not."""

import ctypes
import io
import re
from collections.abc import Callable

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from reportlab.pdfgen.canvas import Canvas

from models.document import Document, Span
from pipeline.readers import read_document
from pipeline.readers.boxes import open_boxes


def form(fill: Callable[[Canvas], None]) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1, pageCompression=0)
    canvas.drawString(60, 700, "Président de séance :")
    fill(canvas)
    canvas.drawString(60, 600, "Le quorum est atteint, la séance est ouverte.")
    canvas.save()
    return stream.getvalue()


def field(canvas: Canvas, name: str, value: str, y: float, flags: str = "") -> None:
    canvas.acroForm.textfield(
        name=name, x=200, y=y, width=200, height=20, value=value, fontSize=11, borderWidth=0, annotationFlags=flags
    )


def texts(document: Document) -> list[str]:
    return [document.text[line.span.start : line.span.end] for line in document.lines]


def filled(canvas: Canvas) -> None:
    field(canvas, "chair", "Odile Barrandon", 690)
    field(canvas, "hidden", "Ne pas diffuser", 650, "hidden")
    canvas.textAnnotation("Note du secrétariat", Rect=[60, 550, 80, 570])


EXPECTED = ["Président de séance : Odile Barrandon", "Le quorum est atteint, la séance est ouverte."]


def test_values_of_fields_stand_in_their_line() -> None:
    assert texts(read_document(form(filled), source="feuille.pdf")) == EXPECTED


def test_fields_without_an_appearance_get_one() -> None:
    content = re.sub(rb"/AP <<.*?>>", lambda match: b" " * len(match.group()), form(filled), flags=re.DOTALL)
    assert texts(read_document(content, source="feuille.pdf")) == EXPECTED


def test_boxes_of_a_form_surround_the_words_that_they_prove() -> None:
    content = form(filled)
    document = read_document(content, source="feuille.pdf")
    start = document.text.index("Odile")
    with open_boxes(content, document) as boxes:
        (found,) = boxes.of([Span(start, start + len("Odile Barrandon"))])
    assert 195 < found.box.x0 < 210
    assert 842 - 712 < found.box.top < found.box.bottom < 842 - 688


def test_text_put_on_a_page_by_hand_is_read() -> None:
    """A text box with an appearance, as viewers write it."""
    with pdfium.PdfDocument(form(lambda canvas: None)) as pdf:
        page = pdf[0]
        box = raw.FPDFPage_CreateAnnot(page.raw, raw.FPDF_ANNOT_FREETEXT)
        raw.FPDFAnnot_SetRect(box, raw.FS_RECTF(200, 715, 400, 690))
        shape = ctypes.create_string_buffer("BT /F1 11 Tf 200 700 Td (Anne Petit) Tj ET\x00".encode("utf-16-le"))
        raw.FPDFAnnot_SetAP(box, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, ctypes.cast(shape, raw.FPDF_WIDESTRING))
        raw.FPDFPage_CloseAnnot(box)
        stream = io.BytesIO()
        pdf.save(stream)
    assert "Anne Petit" in "\n".join(texts(read_document(stream.getvalue(), source="feuille.pdf")))


def test_a_page_without_fields_is_read_as_it_is() -> None:
    assert texts(read_document(form(lambda canvas: None), source="feuille.pdf"))[0] == "Président de séance :"
