"""Invented pages of every kind that minutier reads, for the benchmarks: the same words on each, whatever its form."""

import io
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import docx
import pypdfium2 as pdfium
from PIL import Image, ImageChops
from reportlab.pdfgen.canvas import Canvas

CHARACTERS = 2_850
"""On one page: where a format has no pages, this many characters count as one."""
_LINES = 30
_PITCH = 13
_LEFT, _TOP = 60, 780
_DPI = 300
_SENTENCE = (
    "Le conseil municipal de Brume, après en avoir délibéré à l'unanimité des membres présents et représentés, "
    "approuve la convention avec le syndicat des eaux et autorise madame la maire à la signer avant le 3 mai. "
)
_HEAD = "Commune de Brume. Procès-verbal de la séance du conseil municipal du 12 mars 2024. "


def prose(page: int) -> str:
    """One page of text; only the first has the title."""
    return ((_HEAD if page == 0 else "") + _SENTENCE * 20)[:CHARACTERS]


def _lines(page: int, width: int) -> list[str]:
    text = prose(page)
    return [text[start : start + width] for start in range(0, len(text), width)]


def prose_pdf(pages: int) -> bytes:
    return _pdf(pages, _draw_prose)


def ruled_pdf(pages: int) -> bytes:
    """Half a page of prose over a table with borders, ten rows of three cells."""
    return _pdf(pages, _draw_ruled)


def borderless_pdf(pages: int) -> bytes:
    """The same table without borders."""
    return _pdf(pages, _draw_borderless)


def two_column_pdf(pages: int) -> bytes:
    return _pdf(pages, _draw_columns)


def scanned_pdf(pages: int, *, tilt: float = 0.0, table: bool = False) -> bytes:
    """The pages as grey pictures of 300 dpi, turned by `tilt` degrees."""
    drawn = pdfium.PdfDocument(ruled_pdf(pages) if table else prose_pdf(pages))
    canvas_bytes = io.BytesIO()
    canvas = Canvas(canvas_bytes, pagesize=(595, 842), invariant=1)
    for page in drawn:
        picture = _picture(page, tilt)
        canvas.drawInlineImage(picture, 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return canvas_bytes.getvalue()


def photograph(pages: int) -> bytes:
    """One page (whatever `pages` says) as a JPEG with uneven light, slightly turned."""
    picture = _picture(pdfium.PdfDocument(prose_pdf(1))[0], 1.2)
    light = Image.linear_gradient("L").resize(picture.size).point(lambda value: 110 + value * 145 // 255)
    stream = io.BytesIO()
    ImageChops.multiply(picture, light).save(stream, "JPEG", quality=70, dpi=(_DPI, _DPI))
    return stream.getvalue()


def word(pages: int) -> bytes:
    document = docx.Document()
    for page in range(pages):
        for start in range(0, CHARACTERS, 400):
            document.add_paragraph(prose(page)[start : start + 400])
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def text(pages: int) -> bytes:
    return "\n\n".join("\n".join(_lines(page, 95)) for page in range(pages)).encode()


def web_page(pages: int) -> bytes:
    paragraphs = "".join(f"<p>{line}</p>" for page in range(pages) for line in _lines(page, 400))
    return f"<!doctype html><meta charset=utf-8><title>Conseil</title><body>{paragraphs}".encode()


def office(suffix: str) -> Callable[[int], bytes]:
    """What LibreOffice makes of the Word document: "doc", "odt", "rtf"."""

    def convert(pages: int) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder, "pages.docx")
            source.write_bytes(word(pages))
            profile = f"-env:UserInstallation=file://{folder}/profile"
            command = ["soffice", profile, "--headless", "--convert-to", suffix, "--outdir", folder, str(source)]
            subprocess.run(command, check=True, capture_output=True, timeout=120)
            return Path(folder, f"pages.{suffix}").read_bytes()

    return convert


def _pdf(pages: int, draw: Callable[[Canvas, int], None]) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
    for number in range(pages):
        canvas.setFont("Helvetica", 10)
        draw(canvas, number)
        canvas.drawString(280, 30, f"Page {number + 1} sur {pages}")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _draw_prose(canvas: Canvas, page: int) -> None:
    for index, line in enumerate(_lines(page, 95)):
        canvas.drawString(_LEFT, _TOP - _PITCH * index, line)


def _draw_ruled(canvas: Canvas, page: int) -> None:
    _draw_borderless(canvas, page)
    canvas.grid([60, 220, 380, 540], [60 + 22 * row for row in range(11)])


def _draw_borderless(canvas: Canvas, page: int) -> None:
    for index, line in enumerate(_lines(page, 95)[: _LINES // 2]):
        canvas.drawString(_LEFT, _TOP - _PITCH * index, line)
    for row in range(10):
        for column in range(3):
            canvas.drawString(64 + 160 * column, 66 + 22 * row, f"Point {row} colonne {column}")


def _draw_columns(canvas: Canvas, page: int) -> None:
    for index, line in enumerate(_lines(page, 46)):
        column, row = divmod(index, _LINES + 1)
        canvas.drawString(_LEFT + 245 * column, _TOP - _PITCH * row, line)


def _picture(page: pdfium.PdfPage, tilt: float) -> Image.Image:
    picture: Image.Image = page.render(scale=_DPI / 72).to_pil().convert("L")
    return picture.rotate(tilt, Image.Resampling.BICUBIC, fillcolor=255) if tilt else picture
