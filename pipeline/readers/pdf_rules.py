"""The ruling of a PDF page: horizontal and vertical lines, from path objects (also those inside forms)."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as raw

from pipeline.readers.pdf_chars import PageChars

_THIN = 3.0
"""A filled rectangle at most this thick (points) is a line: so Word and LibreOffice draw borders."""
_SLANT = 1.0
_SHORTEST = 4.0
_MAX_SEGMENTS = 400
"""A path of more segments is a drawing, not a border."""
_MAX_OBJECTS = 20_000
_WHITE = 250
_MAX_DEPTH = 4


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: at `at` across (y of a horizontal one, x of a vertical one), from `start` to `end` along."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Ruling:
    """All rules of a page."""

    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]


Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def find_rules(chars: PageChars) -> Ruling:
    """The page's rules; cheap on pages without paths."""
    horizontal: list[Rule] = []
    vertical: list[Rule] = []
    for path, matrix in _paths(chars.page.raw):
        for x0, top, x1, bottom in _lines(path, matrix, chars):
            if bottom - top <= _SLANT < x1 - x0 and x1 - x0 >= _SHORTEST:
                horizontal.append(Rule((top + bottom) / 2, x0, x1))
            elif x1 - x0 <= _SLANT and bottom - top >= _SHORTEST:
                vertical.append(Rule((x0 + x1) / 2, top, bottom))
    return Ruling(tuple(horizontal), tuple(vertical))


# pdfium's handles are opaque ctypes pointers without types of their own.
def _paths(page: Any) -> Iterator[tuple[Any, Matrix]]:
    count = min(raw.FPDFPage_CountObjects(page), _MAX_OBJECTS)
    for index in range(count):
        yield from _paths_of(raw.FPDFPage_GetObject(page, index), _IDENTITY, 0)


def _paths_of(item: Any, outer: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
    kind = raw.FPDFPageObj_GetType(item)
    if kind == raw.FPDF_PAGEOBJ_PATH:
        yield item, _times(_matrix(item), outer)
    elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
        inner = _times(_matrix(item), outer)
        for index in range(min(raw.FPDFFormObj_CountObjects(item), _MAX_OBJECTS)):
            yield from _paths_of(raw.FPDFFormObj_GetObject(item, index), inner, depth + 1)


def _matrix(item: Any) -> Matrix:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix)):
        return _IDENTITY
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _times(m: Matrix, n: Matrix) -> Matrix:
    """First m, then n."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _lines(path: Any, matrix: Matrix, chars: PageChars) -> Iterator[tuple[float, float, float, float]]:
    """Boxes of the straight lines that a path shows on the page."""
    filled, stroked = _painted(path)
    if not (filled or stroked) or raw.FPDFPath_CountSegments(path) > _MAX_SEGMENTS:
        return
    for corners in _outlines(path, matrix):
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        x0, top, x1, bottom = chars.place(min(xs), min(ys), max(xs), max(ys))
        if x1 - x0 <= _THIN and bottom - top > _THIN:
            yield (x0 + x1) / 2, top, (x0 + x1) / 2, bottom
        elif bottom - top <= _THIN and x1 - x0 > _THIN:
            yield x0, (top + bottom) / 2, x1, (top + bottom) / 2
        else:
            for (ax, ay), (bx, by) in pairwise(corners):
                yield chars.place(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _painted(path: Any) -> tuple[bool, bool]:
    """(filled, stroked) in a colour that shows on white paper."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(path, ctypes.byref(mode), ctypes.byref(stroke)):
        return False, False
    filled = mode.value != raw.FPDF_FILLMODE_NONE and _shows(path, raw.FPDFPageObj_GetFillColor)
    return filled, bool(stroke.value) and _shows(path, raw.FPDFPageObj_GetStrokeColor)


def _shows(path: Any, get_colour: Any) -> bool:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not get_colour(path, *(ctypes.byref(part) for part in parts)):
        return True
    *colour, alpha = (part.value for part in parts)
    return alpha > 0 and min(colour) < _WHITE


def _outlines(path: Any, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """The corners of each subpath, in page space, closed ones ending where they began; curves end the outline."""
    corners: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        a, b, c, d, e, f = matrix
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO:
            corners.append(point)
        else:
            if len(corners) > 1:
                yield corners
            corners = [point]
        if raw.FPDFPathSegment_GetClose(segment) and len(corners) > 1:
            corners.append(corners[0])
    if len(corners) > 1:
        yield corners
