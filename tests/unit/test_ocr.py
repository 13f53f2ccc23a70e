"""Recognised pages: straight or not, with a text layer or not; small pages, because Tesseract takes its time."""

import io
from collections.abc import Callable

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from models.document import Document, Span
from models.errors import LimitError, MissingProgramError, NoTextLayerError, UnreadableFileError
from pipeline.doubts import doubts_of
from pipeline.readers import read_document
from pipeline.readers.boxes import open_boxes

Require = Callable[[str], str]
SIZE = (420.0, 300.0)
LINES = (
    "Compte rendu du comité des fêtes de Brume",
    "Présents : Mme Odile Barrandon, M. Yvan Sollier",
    "Le comité décide d'acheter trois tables à l'unanimité.",
    "La prochaine réunion aura lieu le 12 septembre, à midi.",
    "Le trésorier demandera un devis pour la sonorisation.",
)


@pytest.fixture(autouse=True)
def _tesseract(require_program: Require) -> None:
    require_program("tesseract")


def drawn(draw: Callable[[Canvas], None], size: tuple[float, float] = SIZE) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=size, invariant=1)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def prose(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 12)
    for index, line in enumerate(LINES):
        canvas.drawString(40, 250 - 24 * index, line)


def table(canvas: Canvas) -> None:
    prose(canvas)
    canvas.grid([40, 160, 380], [60, 85, 110])
    for row, cells in enumerate((("Action", "Responsable"), ("Devis", "M. Sollier"))):
        for column, text in enumerate(cells):
            canvas.drawString((46, 166)[column], 92 - 25 * row, text)


def picture(content: bytes, dpi: int = 200) -> Image.Image:
    rendered: Image.Image = pdfium.PdfDocument(content)[0].render(scale=dpi / 72, grayscale=True).to_pil()
    return rendered


def png(image: Image.Image, dpi: int = 200) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "PNG", dpi=(dpi, dpi))
    return stream.getvalue()


def scan(image: Image.Image, over: Callable[[Canvas], None] = lambda canvas: None) -> bytes:
    """A PDF page that is a picture, with something drawn over it."""

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(image), 0, 0, *SIZE)
        over(canvas)

    return drawn(draw)


def texts(document: Document) -> list[str]:
    return [document.text[line.span.start : line.span.end] for line in document.lines]


def ink(image: Image.Image, document: Document, word: str) -> float:
    """The share of ink in the box of a word: a box that lies beside it holds none."""
    start = document.text.index(word)
    with open_boxes(png(image), document) as boxes:
        (placed,) = boxes.of((Span(start, start + len(word)),))
    scale = image.width / document.pages[0].width
    box = placed.box
    part = np.asarray(image.convert("L"))[
        round(box.top * scale) : round(box.bottom * scale), round(box.x0 * scale) : round(box.x1 * scale)
    ]
    return float((part < 128).mean())


def test_a_picture_is_read_with_accents_words_and_boxes() -> None:
    image = picture(drawn(table))
    document = read_document(png(image), source="photo.png")
    assert texts(document)[: len(LINES)] == list(LINES)
    assert [[document.text[s.start : s.end] for c in document.tables[0].row(r) for s in c.spans] for r in (0, 1)] == [
        ["Action", "Responsable"],
        ["Devis", "M. Sollier"],
    ]
    assert (document.pages[0].width, document.pages[0].height) == pytest.approx(SIZE, abs=1)
    assert [document.text[w.span.start : w.span.end] for w in document.words][:3] == ["Compte", "rendu", "du"]
    assert all(0 <= word.confidence <= 1 for word in document.words)
    assert ink(image, document, "unanimité") > 0.1


@pytest.mark.parametrize("turn", [90, 180])
def test_a_page_askew_and_turned_is_read_and_its_boxes_lie_on_the_page(turn: int) -> None:
    image = picture(drawn(prose)).rotate(3, Image.Resampling.BICUBIC, fillcolor=255).rotate(turn, expand=True)
    document = read_document(png(image), source="photo.png")
    assert texts(document) == list(LINES)
    assert document.pages[0].width == pytest.approx(SIZE[0] if turn == 180 else SIZE[1], abs=1)
    assert ink(image, document, "septembre") > 0.05


def test_a_stamp_over_a_scan_is_kept_beside_what_is_recognised() -> None:
    content = scan(picture(drawn(prose)), lambda canvas: canvas.drawString(40, 275, "Reçu le 3 mai 2024"))
    document = read_document(content, source="scan.pdf")
    assert texts(document) == ["Reçu le 3 mai 2024", *LINES]
    recognised = {document.text[word.span.start : word.span.end] for word in document.words}
    assert "Reçu" not in recognised
    assert "trésorier" in recognised
    with open_boxes(content, document) as boxes:
        both = boxes.of((document.lines[0].span, document.lines[1].span))
    assert [round(placed.box.x0) for placed in both] == [40, 40]


def test_a_text_layer_of_other_letters_is_not_believed() -> None:
    def layer(canvas: Canvas) -> None:
        text = canvas.beginText(40, 250)
        text.setTextRenderMode(3)
        text.setLeading(24)
        for line in LINES:
            text.textLine("".join(chr((ord(c) - 90) % 26 + 97) if c.isascii() and c.islower() else c for c in line))
        canvas.drawText(text)

    document = read_document(scan(picture(drawn(prose)), layer), source="scan.pdf")
    assert texts(document) == list(LINES)


def test_a_page_with_good_text_is_never_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")  # no program can be started

    def photograph(canvas: Canvas) -> None:
        prose(canvas)
        levels = np.kron(np.random.default_rng(1).integers(0, 200, (12, 40)), np.ones((20, 20))).astype(np.uint8)
        canvas.drawImage(ImageReader(Image.fromarray(levels)), 40, 20, 340, 100)

    document = read_document(drawn(photograph), source="cr.pdf")
    assert texts(document) == list(LINES)
    assert document.words == ()
    assert document.notes == ()


def test_recognised_pages_are_told() -> None:
    document = read_document(scan(picture(drawn(prose))), source="scan.pdf")
    assert [(issue.code.value, issue.message) for issue in doubts_of(document)] == [
        ("TEXT_RECOGNISED", "The text of page(s) 1 was recognised in pictures (OCR).")
    ]


def test_without_tesseract_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    content = scan(picture(drawn(prose)))
    monkeypatch.setenv("PATH", "")
    with pytest.raises(
        MissingProgramError, match=r"^scan\.pdf: .*apt-get install tesseract-ocr tesseract-ocr-fra.*\.$"
    ):
        read_document(content, source="scan.pdf")


def test_without_tesseract_the_good_pages_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    with pdfium.PdfDocument(drawn(prose)) as both, pdfium.PdfDocument(scan(picture(drawn(prose)))) as other:
        both.import_pages(other)
        stream = io.BytesIO()
        both.save(stream)
    monkeypatch.setenv("PATH", "")
    document = read_document(stream.getvalue(), source="cr.pdf")
    assert texts(document) == list(LINES)
    assert document.notes == ("TEXT_LAYER_USELESS",)
    assert "page(s) 2:" in doubts_of(document)[-1].message


def test_pages_of_a_tiff_are_pages() -> None:
    image = picture(drawn(prose))
    stream = io.BytesIO()
    image.save(stream, "TIFF", save_all=True, append_images=[image], dpi=(200, 200), compression="tiff_lzw")
    document = read_document(stream.getvalue(), source="scan.tif")
    assert [page.number for page in document.pages] == [1, 2]
    assert texts(document) == [*LINES, *LINES]


def test_a_photograph_stands_as_the_camera_was_held() -> None:
    image = picture(drawn(prose)).rotate(90, expand=True)
    stream = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90° clockwise
    image.save(stream, "JPEG", quality=90, exif=exif)
    document = read_document(stream.getvalue(), source="photo.jpg")
    assert texts(document) == list(LINES)
    assert document.pages[0].width == pytest.approx(842, abs=1)  # says no resolution: as if A4


@pytest.mark.parametrize("noise", [False, True])
def test_a_picture_without_text_is_refused(noise: bool) -> None:
    levels = np.full((600, 800), 250.0)
    if noise:
        levels = np.kron(np.random.default_rng(2).integers(0, 255, (15, 20)), np.ones((40, 40)))
    with pytest.raises(NoTextLayerError, match=r"^photo\.png: "):
        read_document(png(Image.fromarray(levels.astype(np.uint8))), source="photo.png")


def test_a_damaged_picture_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match=r"^photo\.png: the picture is damaged"):
        read_document(png(picture(drawn(prose)))[:2000], source="photo.png")


def test_a_picture_of_too_many_pixels_is_refused() -> None:
    with pytest.raises(LimitError, match=r"^plan\.png: the picture has more than"):
        read_document(png(Image.new("1", (20_000, 20_000))), source="plan.png")
