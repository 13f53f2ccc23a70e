"""Straightens the picture of a page: quarter turns, then the small tilt of a sheet that lay askew.

Signals in order of authority: the row profile of the ink tells lines of text from columns of letters, and how far they
fall or rise; whether the page stands on its head is asked of Tesseract (OSD), but only where the profile does not say
that it stands upright: below the baseline ink ends more sharply than above the small letters (ascenders, capitals).
Never turns a page whose lines it cannot see.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

from models.document import BoundingBox
from pipeline.readers.ocr.image import Ink, PageImage

_MAX_TILT = 7.0
_COARSE, _FINE = 0.5, 0.05
_MIN_TILT = 0.15
"""Degrees; a smaller tilt hurts neither recognition nor lines."""
_SIDEWAYS = 1.6
"""The profile across must be this many times sharper than the one along before a page is taken to lie on its side."""
_UPRIGHT = 1.04
"""Above this ratio of falling to rising edges the page stands upright."""
_MAX_POINTS = 25_000
_MIN_POINTS = 300
"""Less ink than this (pixels at 75 dpi, some ten letters) says nothing."""


@dataclass(frozen=True, slots=True)
class Pose:
    """How a page lies: turned clockwise by `turn` (0, 90, 180, 270), then back by `tilt` degrees, it is straight.

    `width` and `height` are those of the upright page, in points.
    """

    turn: int
    tilt: float
    width: float
    height: float

    def back(self, box: BoundingBox) -> BoundingBox:
        """A box of the straight page on the upright page before that: its middle moves, its size stays."""
        return self._moved(box, self.tilt)

    def forth(self, box: BoundingBox) -> BoundingBox:
        """A box of the upright page on the straight page; undoes `back`."""
        return self._moved(box, -self.tilt)

    def _moved(self, box: BoundingBox, degrees: float) -> BoundingBox:
        if not degrees:
            return box
        x, y = (box.x0 + box.x1 - self.width) / 2, (box.top + box.bottom - self.height) / 2
        sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
        dx, dy = x * cosine - y * sine - x, x * sine + y * cosine - y
        return BoundingBox(box.x0 + dx, box.top + dy, box.x1 + dx, box.bottom + dy)


@dataclass(frozen=True, slots=True)
class _Profile:
    """The best row profile of the ink: its tilt, how sharp it is, its falling edges to its rising ones."""

    tilt: float
    sharpness: float
    falling: float


def straightened(image: PageImage, head: Callable[[PageImage], int], turn: int | None = None) -> tuple[PageImage, Pose]:
    """The page upright and straight, and its pose.

    `head` tells how far (clockwise) a page must be turned to stand upright; it is asked in doubt only. A given `turn`
    is taken as it is.
    """
    ink = image.small.ink()
    if turn is None:
        turn = _quarter_turn(image, ink, head)
    image = _turned(image, turn)
    profile = _profile(np.rot90(ink, -turn // 90))
    tilt = profile.tilt if profile is not None and abs(profile.tilt) >= _MIN_TILT else 0.0
    pose = Pose(turn, tilt, image.width * image.scale, image.height * image.scale)
    return (_level(image, tilt) if tilt else image), pose


def _quarter_turn(image: PageImage, ink: Ink, head: Callable[[PageImage], int]) -> int:
    along, across = _profile(ink), _profile(np.rot90(ink))
    if along is None or across is None:
        return 0
    if across.sharpness > _SIDEWAYS * along.sharpness or along.falling < _UPRIGHT:
        return head(image)
    return 0


def _turned(image: PageImage, turn: int) -> PageImage:
    """Clockwise."""
    return PageImage(np.ascontiguousarray(np.rot90(image.grey, -turn // 90)), image.dpi) if turn else image


def _level(image: PageImage, tilt: float) -> PageImage:
    paper = int(np.median(image.small.grey))
    level = Image.fromarray(image.grey).rotate(tilt, Image.Resampling.BILINEAR, fillcolor=paper)
    return PageImage(np.asarray(level), image.dpi)


def _profile(ink: Ink) -> _Profile | None:
    ys, xs = np.nonzero(ink)
    if len(ys) < _MIN_POINTS:
        return None
    step = max(1, len(ys) // _MAX_POINTS)
    points = (ys[::step].astype(np.float32), xs[::step].astype(np.float32) - ink.shape[1] / 2)
    coarse = _best(points, np.arange(-_MAX_TILT, _MAX_TILT + _COARSE, _COARSE))
    tilt = _best(points, np.arange(coarse - _COARSE, coarse + _COARSE + _FINE, _FINE))
    edges = np.diff(_rows(points, tilt))
    falling, rising = float((edges[edges < 0] ** 2).sum()), float((edges[edges > 0] ** 2).sum())
    return _Profile(tilt, (falling + rising) / len(points[0]), falling / max(rising, 1.0))


_Points = tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]


def _best(points: _Points, tilts: npt.NDArray[np.float64]) -> float:
    return float(max(tilts, key=lambda tilt: float((np.diff(_rows(points, tilt)) ** 2).sum())))


def _rows(points: _Points, tilt: float) -> npt.NDArray[np.float64]:
    """How many points lie in each row after the page is levelled."""
    ys, xs = points
    rows = np.rint(ys - xs * math.tan(math.radians(tilt))).astype(np.int64)
    return np.bincount(rows - rows.min()).astype(np.float64)
