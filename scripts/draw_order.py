"""Draw the reading order of a PDF on images of its pages: to see at a glance where lines were read in a wrong order.

python scripts/draw_order.py FILE.pdf --output DIR      one PNG a page: NAME-01.png …

Each line that was read has a frame and its number; a thread leads from line to line. Colours tell what the reader made
of a line: blue body, green a cell of a table (its row and column follow the number), grey a running line or a note.
A thick bar at the left marks where a new block begins.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageFont

if __name__ == "__main__":  # the packages of the project stand beside this folder
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from models.document import BoundingBox, Document, Line, LineRole
from models.errors import InputError
from pipeline.readers import read_document

SCALE = 1.4
"""Pixels a point."""
LABEL_SIZE = 11
BODY, CELL, RUNNING, THREAD = "#1f5fd0", "#118833", "#888888", "#e04040"
BAR = 3
"""Width, in pixels, of the mark where a block begins."""


def draw_document(content: bytes, document: Document, scale: float = SCALE) -> list[Image.Image]:
    """The pages of a PDF with the order of its lines, one image a page.

    Args:
        content: the bytes that `document` was read from.
        scale: pixels a point.
    """
    images: list[Image.Image] = []
    with pdfium.PdfDocument(content) as pdf:
        pdf.init_forms()
        for index in range(len(pdf)):
            image = pdf[index].render(scale=scale).to_pil().convert("RGB")
            numbered = [(n, line) for n, line in enumerate(document.lines, 1) if line.page_no == index + 1]
            images.append(_with_order(image, numbered, scale))
    return images


def _with_order(image: Image.Image, lines: Sequence[tuple[int, Line]], scale: float) -> Image.Image:
    shown = Image.blend(image, Image.new("RGB", image.size, "white"), 0.35)
    pen = ImageDraw.Draw(shown)
    font = ImageFont.load_default(size=LABEL_SIZE)
    last: tuple[float, float] | None = None
    for number, line in lines:
        if line.box is None:
            continue
        box = _scaled(line.box, scale)
        pen.rectangle(box, outline=_colour(line), width=1)
        if line.starts_block:
            pen.rectangle((box[0] - BAR - 1, box[1], box[0] - 1, box[3]), fill=_colour(line))
        start = (box[0], (box[1] + box[3]) / 2)
        if last is not None:
            pen.line((*last, *start), fill=THREAD, width=1)
        last = (box[2], start[1])
        pen.text((max(0.0, box[0] - 4), box[1]), _label(number, line), fill=THREAD, font=font, anchor="rt")
    return shown


def _label(number: int, line: Line) -> str:
    return str(number) if line.cell is None else f"{number}:{line.cell.row},{line.cell.column}"


def _scaled(box: BoundingBox, scale: float) -> tuple[float, float, float, float]:
    x0, top = box.x0 * scale, box.top * scale
    return (x0, top, max(x0, box.x1 * scale), max(top, box.bottom * scale))


def _colour(line: Line) -> str:
    if line.role is not LineRole.BODY:
        return RUNNING
    return BODY if line.cell is None else CELL


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw the files that the command line names; 1 where one could not be read."""
    parser = argparse.ArgumentParser(description="Draw the reading order of PDFs on images of their pages.")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.pdf")
    parser.add_argument("--output", type=Path, required=True, metavar="DIR", help="where the images go")
    parser.add_argument("--scale", type=float, default=SCALE, help="pixels a point (default: %(default)s)")
    options = parser.parse_args(arguments)
    options.output.mkdir(parents=True, exist_ok=True)
    failed = 0
    for path in options.files:
        try:
            content = path.read_bytes()
            document = read_document(content, source=path.name)
        except (OSError, InputError) as error:
            print(error, file=sys.stderr)
            failed = 1
            continue
        for number, image in enumerate(draw_document(content, document, options.scale), 1):
            image.save(options.output / f"{path.stem}-{number:02}.png")
    return failed


if __name__ == "__main__":
    raise SystemExit(main())
