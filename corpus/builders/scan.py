"""Scans and photographs: pages laid out as a PDF, drawn as pictures, and spoilt as scanners and telephones spoil them.

All chance is seeded. The pictures are stored as an image-only PDF, a TIFF of several pages or a JPEG.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from builders.markup import Source
from builders.pdf import build_pdf
from builders.pdf_objects import stream, write_pdf

Grey = NDArray[np.float32]  # rows × columns, 0 (black) to 255


@dataclass(frozen=True)
class Scan:
    """How a document was scanned; lengths in pixels, shades from 0 (black) to 255."""

    dpi: int
    seed: int
    bilevel: bool = False  # black and white as a fax, else grey
    quality: int = 60  # of the JPEG
    tilts: tuple[float, ...] = (0.0,)  # degrees against the clock, page after page, over again
    turned: tuple[int, ...] = (0,)  # quarters of a turn against the clock, page after page, over again
    blur: float = 0.0
    noise: float = 0.0  # standard deviation of the shade
    specks: int = 0  # dirt, for each page
    paper: float = 250.0  # shade of the paper
    ink: float = 20.0
    streak: bool = False  # a dirty line along the page, as a sheet feeder makes it
    shadow: float = 0.0  # light lost at the darkest corner, 0..1
    table: float | None = None  # shade of the table around a photographed page
    sideways: bool = False  # stored lying, with the note in the file that tells viewers to turn it (EXIF)


SCANS = {
    # a municipal copier at its usual setting
    "bon": Scan(300, 11, bilevel=True, blur=0.7, noise=6, specks=12, tilts=(0.15, -0.1, 0.2)),
    # an office scanner, sheets laid on by hand
    "penche": Scan(200, 23, quality=30, paper=243, ink=45, noise=5, blur=0.6, specks=60, tilts=(1.4, -1.1)),
    # a fax of an old typed sheet, the second one the wrong way up
    "fax": Scan(200, 37, bilevel=True, blur=0.9, noise=22, specks=260, tilts=(-0.6, 0.4), turned=(0, 2), streak=True),
    # a telephone held over a table in the evening
    "photo": Scan(
        190, 59, quality=46, paper=228, ink=52, noise=5, blur=0.9, tilts=(2.3,), shadow=0.45, table=96, sideways=True
    ),
    # no scan at all: what was on a screen, saved as a picture
    "ecran": Scan(130, 71, paper=255, ink=0),
}


def build_scan(source: Source, suffix: str) -> bytes:
    """Lay a source out, and give it as scanned (`@scan`) in a file of that suffix."""
    scan = SCANS[source.settings["scan"]]
    pages = scan_pages(build_pdf(source), scan)
    if suffix in ("tif", "tiff"):
        return as_tiff(pages, scan)
    if suffix in ("jpg", "jpeg"):
        return as_jpeg(pages[0], scan)
    if suffix == "png":
        return as_png(pages[0], scan)
    return as_pdf(pages, scan, source.settings.get("stamp"))


def scan_pages(pdf: bytes, scan: Scan) -> list[Image.Image]:
    """The pages of a PDF as a scanner sees them."""
    chance = np.random.default_rng(scan.seed)
    pages = []
    for number, page in enumerate(pypdfium2.PdfDocument(pdf)):
        drawn = page.render(scale=scan.dpi / 72, grayscale=True).to_pil().convert("L")
        pages.append(spoil(drawn, number, scan, chance))
    return pages


def spoil(page: Image.Image, number: int, scan: Scan, chance: np.random.Generator) -> Image.Image:
    """One page as scanned."""
    page = page.filter(ImageFilter.GaussianBlur(scan.blur))
    if scan.table is not None:
        page = laid_on(page, round(scan.table * 255 / scan.paper))
    tilt = scan.tilts[number % len(scan.tilts)]
    outside = 255 if scan.table is None else round(scan.table * 255 / scan.paper)
    page = page.rotate(tilt, resample=Image.Resampling.BICUBIC, fillcolor=outside)
    shades = np.asarray(page, dtype=np.float32) / 255 * (scan.paper - scan.ink) + scan.ink
    noise = chance.normal(0, max(scan.noise, 1e-6), shades.shape).astype(np.float32)
    shades = shades * light(shades.shape, scan.shadow) + noise
    dirty(shades, scan, chance)
    page = Image.fromarray(np.clip(shades, 0, 255).astype(np.uint8))
    page = page.rotate(90 * scan.turned[number % len(scan.turned)], expand=True)
    return page.point(lambda shade: 255 * (shade > 140), "1") if scan.bilevel else page


def laid_on(page: Image.Image, shade: int) -> Image.Image:
    """The page on a table, seen with a margin around."""
    width, height = page.size
    table = Image.new("L", (round(width * 1.08), round(height * 1.06)), shade)
    table.paste(page, (round(width * 0.045), round(height * 0.02)))
    return table


def light(shape: tuple[int, ...], shadow: float) -> Grey:
    """What light reaches each pixel, 0..1: full at the upper left, least at the lower right and in the corners."""
    down, across = np.meshgrid(np.linspace(0, 1, shape[0]), np.linspace(0, 1, shape[1]), indexing="ij")
    slope = (0.35 * down + 0.65 * across) ** 2
    corners = ((down - 0.5) ** 2 + (across - 0.5) ** 2) * 0.6
    return (1 - shadow * np.clip(0.75 * slope + corners, 0, 1)).astype(np.float32)


def dirty(shades: Grey, scan: Scan, chance: np.random.Generator) -> None:
    """Put specks, and the streak of a dirty feeder, on a page."""
    height, width = shades.shape
    for _ in range(scan.specks):
        row, column = int(chance.integers(0, height - 4)), int(chance.integers(0, width - 4))
        size = int(chance.integers(1, 4))
        shades[row : row + size, column : column + size] = chance.uniform(0, 120)
    if scan.streak:
        column = int(width * 0.94)
        rows = chance.random(height) < 0.7
        shades[rows, column : column + 2] = 60


def as_jpeg(page: Image.Image, scan: Scan) -> bytes:
    """One page as a JPEG."""
    buffer = io.BytesIO()
    if not scan.sideways:
        page.convert("L").save(buffer, "JPEG", quality=scan.quality, optimize=True)
        return buffer.getvalue()
    turn = Image.Exif()
    turn[0x0112] = 6  # orientation: to be turned a quarter with the clock
    warm = Image.merge("RGB", [page, page.point(lambda s: round(s * 0.97)), page.point(lambda s: round(s * 0.88))])
    warm.rotate(90, expand=True).save(buffer, "JPEG", quality=scan.quality, optimize=True, exif=turn)
    return buffer.getvalue()


def as_png(page: Image.Image, scan: Scan) -> bytes:
    """One page as a PNG of sixteen shades, as a screen copy is."""
    buffer = io.BytesIO()
    page.convert("L").quantize(16).save(buffer, "PNG", optimize=True, dpi=(scan.dpi, scan.dpi))
    return buffer.getvalue()


def as_tiff(pages: list[Image.Image], scan: Scan) -> bytes:
    """All pages as a TIFF, compressed as a fax is."""
    buffer = io.BytesIO()
    first, *others = [page.convert("1") for page in pages]
    first.save(buffer, "TIFF", save_all=True, append_images=others, compression="group4", dpi=(scan.dpi, scan.dpi))
    return buffer.getvalue()


def as_pdf(pages: list[Image.Image], scan: Scan, stamp: str | None = None) -> bytes:
    """All pages as pictures in a PDF; a stamp is real text, on the first page alone."""
    objects: dict[int, bytes] = {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects[3] = font
    kids = []
    for number, page in enumerate(pages):
        picture, content, leaf = 4 + 3 * number, 5 + 3 * number, 6 + 3 * number
        width, height = (round(side * 72 / scan.dpi, 2) for side in page.size)
        drawing = f"q {width} 0 0 {height} 0 0 cm /Im Do Q\n"
        if stamp and not number:
            drawing += stamped(stamp, height)
        objects[picture] = as_image(page, scan)
        objects[content] = stream(drawing.encode("cp1252"), "")
        objects[leaf] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents {content} 0 R "
            f"/Resources << /XObject << /Im {picture} 0 R >> /Font << /F 3 0 R >> >> >>"
        ).encode("ascii")
        kids.append(f"{leaf} 0 R")
    objects[2] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode("ascii")
    return write_pdf(objects, 1)


def stamped(stamp: str, height: float) -> str:
    """Drawing of a stamp of several lines in the upper right corner."""
    lines = stamp.split(" \\\\ ")
    drawing = f"q 0 0.2 0.6 rg BT /F 7 Tf 8.4 TL 1 0 0 1 400 {height - 24} Tm\n"
    for line in lines:
        safe = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        drawing += f"({safe}) Tj T*\n"
    return drawing + "ET Q\n"


def as_image(page: Image.Image, scan: Scan) -> bytes:
    """A picture as an object of a PDF: as a fax where it has two shades only, else as a JPEG."""
    width, height = page.size
    entries = f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray"
    if not scan.bilevel:
        return stream(as_jpeg(page, scan), f"{entries} /BitsPerComponent 8 /Filter /DCTDecode")
    parameters = f"/DecodeParms << /K -1 /Columns {width} /Rows {height} /BlackIs1 true >>"
    return stream(as_fax(page), f"{entries} /BitsPerComponent 1 /Filter /CCITTFaxDecode {parameters}")


def as_fax(page: Image.Image) -> bytes:
    """The bare fax code (group 4) of a page of two shades: the one strip of a TIFF."""
    buffer = io.BytesIO()
    page.save(buffer, "TIFF", compression="group4", strip_size=1 << 28)
    buffer.seek(0)
    with Image.open(buffer) as tiff:
        tags = tiff.tag_v2  # type: ignore[attr-defined]
        offsets, counts, photometric = tags[273], tags[279], tags[262]
    if len(offsets) != 1 or photometric != 1:
        raise ValueError("the fax code is in several strips, or black and white have changed places")
    return buffer.getvalue()[offsets[0] : offsets[0] + counts[0]]
