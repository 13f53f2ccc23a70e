"""The picture of one page: grey levels and how many of its pixels make an inch."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image

Grey = npt.NDArray[np.uint8]
"""Rows of grey levels, 0 black to 255 white."""
Ink = npt.NDArray[np.bool_]
"""Rows of pixels, True where there is ink."""

POINTS = 72.0
"""Points in an inch."""
BEST_DPI = 300.0
"""What Tesseract's models were made with: finer pictures cost time and give nothing."""
_MIN_DPI = 90.0
"""A coarser picture is enlarged to this: Tesseract wants letters some twenty pixels high."""
_MAX_PIXELS = 30_000_000
"""A plan of A0 size is recognised more coarsely: some three pages' worth of pixels."""
_SMALL_DPI = 75.0
_DARK = 0.72
"""Letters are darker than this share of the paper around them: a photograph's shadow is not."""
_EVEN = 0.75
"""The darkest paper of an evenly lit page is at least this share of the lightest."""
_WHITE = 235
_MOST = 4
"""Paper is made at most this many times lighter: a black border is not paper."""
_SMOOTH = Image.Resampling.BILINEAR
_PAPER_CELL = 12
"""Size of the squares of the small picture (pixels) in which the lightest level is taken for the paper."""


@dataclass(frozen=True)
class PageImage:
    """Grey levels of a page as displayed."""

    grey: Grey
    dpi: float

    @property
    def height(self) -> int:
        return int(self.grey.shape[0])

    @property
    def width(self) -> int:
        return int(self.grey.shape[1])

    @property
    def scale(self) -> float:
        """Points per pixel."""
        return POINTS / self.dpi

    def reduced(self, dpi: float) -> "PageImage":
        """The picture with a whole number of pixels made one: at least as fine as asked for, never finer than it is."""
        factor = max(1, int(self.dpi / dpi + 0.05))
        if factor == 1:
            return self
        small = Image.fromarray(self.grey).reduce(factor)
        return PageImage(np.asarray(small), self.dpi / factor)

    @cached_property
    def small(self) -> "PageImage":
        """The picture as coarse as straightening and a first look need it."""
        return self.reduced(_SMALL_DPI)

    def ink(self, darkness: float = _DARK) -> Ink:
        """Where there is ink: what is darker than this share of the paper around it."""
        cells = _paper(self.grey)
        if cells.min() >= _EVEN * cells.max():
            return self.grey < np.uint8(darkness * float(np.median(cells)))
        dark = (cells * darkness).astype(np.uint8)
        return self.grey < np.asarray(Image.fromarray(dark).resize((self.width, self.height), _SMOOTH))

    def evened(self) -> "PageImage":
        """The picture with its paper equally light everywhere: Tesseract has one threshold for a whole page.

        The picture itself where that is so already, as in scans.
        """
        cells = _paper(self.small.grey)
        if cells.min() >= _EVEN * cells.max():
            return self
        factor = (_WHITE * 128 / np.maximum(cells, 1).astype(np.float32)).clip(0, _MOST * 128).astype(np.uint16)
        spread = Image.fromarray((factor >> 1).astype(np.uint8)).resize((self.width, self.height), _SMOOTH)
        lighter = self.grey.astype(np.uint16) * np.asarray(spread, dtype=np.uint16) >> 6
        return PageImage(np.minimum(lighter, 255).astype(np.uint8), self.dpi)


def render(page: pdfium.PdfPage, dpi: float) -> PageImage:
    """The page as displayed, annotations too; coarser than asked for where the page is huge."""
    width, height = page.get_size()
    pixels = width * height * (dpi / POINTS) ** 2
    dpi *= min(1.0, (_MAX_PIXELS / pixels) ** 0.5)
    bitmap = page.render(scale=dpi / POINTS, grayscale=True)
    grey = np.array(bitmap.to_numpy(), dtype=np.uint8).reshape(bitmap.height, bitmap.width)
    bitmap.close()
    return PageImage(grey, dpi)


def resolution(page: pdfium.PdfPage) -> float:
    """The dots per inch at which to render a page: those of its finest large picture, within sense."""
    width, height = page.get_size()
    found = 0.0
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        if (right - left) * (top - bottom) >= 0.05 * width * height:
            columns, rows = item.get_px_size()
            found = max(found, POINTS * (columns * rows / ((right - left) * (top - bottom))) ** 0.5)
    return float(round(min(max(found, _MIN_DPI), BEST_DPI))) if found else BEST_DPI


def fitted(grey: Grey, dpi: float) -> PageImage:
    """A picture brought to a resolution that Tesseract likes."""
    wanted = min(max(dpi, _MIN_DPI), BEST_DPI)
    factor = min(wanted / dpi, (_MAX_PIXELS / max(1, grey.size)) ** 0.5)
    if abs(factor - 1) < 0.1:
        return PageImage(grey, dpi)
    height, width = grey.shape
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    how = Image.Resampling.BICUBIC if factor > 1 else Image.Resampling.BOX
    return PageImage(np.asarray(Image.fromarray(grey).resize(size, how)), dpi * factor)


def _paper(grey: Grey) -> Grey:
    """How light the paper is: of each square, the lightest level in it and in the squares beside it."""
    height, width = grey.shape
    rows, columns = -(-height // _PAPER_CELL), -(-width // _PAPER_CELL)
    padded = np.pad(grey, ((0, rows * _PAPER_CELL - height), (0, columns * _PAPER_CELL - width)), mode="edge")
    lightest = padded.reshape(rows, _PAPER_CELL, columns, _PAPER_CELL).max(axis=(1, 3))
    beside = np.pad(lightest, 1, mode="edge")
    levels: Grey = np.max([beside[y : y + rows, x : x + columns] for y in range(3) for x in range(3)], axis=0)
    return levels
