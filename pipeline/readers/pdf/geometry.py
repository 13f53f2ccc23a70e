"""From PDF space (origin at the bottom left, before rotation) to the page as seen (origin at the top left)."""

import ctypes
from collections.abc import Callable, Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from models.document import BoundingBox

Box = tuple[float, float, float, float]
"""(x0, top, x1, bottom) in points."""
Placing = Callable[[float, float, float, float], Box]
"""From (left, bottom, right, top) in PDF space to a box on the page."""


def placing(page: pdfium.PdfPage, turn: int) -> Placing:
    """How the page's crop box looks when turned clockwise by 0, 90, 180 or 270 degrees."""
    area = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(area))
    west, south, east, north = area.left, area.bottom, area.right, area.top
    turns: dict[int, Placing] = {
        0: lambda x0, y0, x1, y1: (x0 - west, north - y1, x1 - west, north - y0),
        90: lambda x0, y0, x1, y1: (y0 - south, x0 - west, y1 - south, x1 - west),
        180: lambda x0, y0, x1, y1: (east - x1, y0 - south, east - x0, y1 - south),
        270: lambda x0, y0, x1, y1: (north - y1, east - x1, north - y0, east - x0),
    }
    return turns[turn]


def unplaced(box: Box, turn: int, area: Box) -> Box:
    """(left, bottom, right, top) in PDF space of a box on the page; undoes `placing`.

    `area` is the page's box in PDF space (west, south, east, north), from whose top left corner, after the turn, the
    box is measured.
    """
    x0, top, x1, bottom = box
    west, south, east, north = area
    if turn == 90:
        return (west + top, south + x0, west + bottom, south + x1)
    if turn == 180:
        return (east - x1, south + top, east - x0, south + bottom)
    if turn == 270:
        return (east - bottom, north - x1, east - top, north - x0)
    return (west + x0, north - bottom, west + x1, north - top)


def turned(box: BoundingBox, turn: int, width: float, height: float) -> BoundingBox:
    """The box after its page (whose size after the turn is `width` by `height`) is turned clockwise."""
    if turn == 90:
        return BoundingBox(width - box.bottom, box.x0, width - box.top, box.x1)
    if turn == 180:
        return BoundingBox(width - box.x1, height - box.bottom, width - box.x0, height - box.top)
    if turn == 270:
        return BoundingBox(box.top, height - box.x1, box.bottom, height - box.x0)
    return box


def bounding(boxes: Sequence[Box]) -> BoundingBox:
    """The rectangle around boxes."""
    return BoundingBox(
        min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
    )
