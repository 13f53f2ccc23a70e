"""The ruling of a PDF page: horizontal and vertical lines, from path objects (also those inside forms).

It tells cheaply which pages may hold a bordered table: only those are worth parsing with pdfplumber.
"""

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

import pypdfium2.raw as raw

from pipeline.readers.pdf.chars import PageChars

THIN = 3.0
"""A filled rectangle at most this thick (points) is a line: so Word and LibreOffice draw borders."""
_SLANT = 1.0
_SHORTEST = 4.0
MAX_SEGMENTS = 400
"""A path of more segments is a drawing, not a border."""
_MAX_OBJECTS = 20_000
"""A page of more objects is a drawing: none of its lines is taken for a border."""
_WHITE = 250
_MAX_DEPTH = 4
SNAP = 3.0
"""Rules nearer than this (points) are one: double lines, borders drawn cell by cell. pdfplumber's own default."""
_NARROWEST = 12.0
"""Columns are wider (points): a character and the space on both sides. The bars of banners are narrower."""
_MAX_CROSSINGS = 2500
"""Where more flat rules times uprights come together there is a drawing (graph paper, a plan); the time that
pdfplumber takes grows with the square of the crossings."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: at `at` across (y of a horizontal one, x of a vertical one), from `start` to `end` along."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Ruling:
    """All rules of a page, those that touch end to end made one."""

    horizontal: Sequence[Rule]
    vertical: Sequence[Rule]

    @property
    def may_hold_table(self) -> bool:
        """True where an upright stands between two columns: two flat rules cross it. Frames and underlines do not."""
        if len(self.horizontal) * len(self.vertical) > _MAX_CROSSINGS:
            return False
        return any(sum(_crosses(flat, upright) for flat in self.horizontal) > 1 for upright in self.vertical)


Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def find_rules(chars: PageChars) -> Ruling:
    """The page's rules; cheap on pages without paths."""
    horizontal: list[Rule] = []
    vertical: list[Rule] = []
    paths = list(islice(_paths(chars.page.raw), _MAX_OBJECTS + 1))
    for path, matrix in paths if len(paths) <= _MAX_OBJECTS else ():
        for x0, top, x1, bottom in _lines(path, matrix, chars):
            if bottom - top <= _SLANT < x1 - x0 and x1 - x0 >= _SHORTEST:
                horizontal.append(Rule((top + bottom) / 2, x0, x1))
            elif x1 - x0 <= _SLANT and bottom - top >= _SHORTEST:
                vertical.append(Rule((x0 + x1) / 2, top, bottom))
    return Ruling(_join(horizontal), _join(vertical))


def meet(flat: Rule, upright: Rule) -> bool:
    """True where the two touch or cross."""
    return upright.start - SNAP <= flat.at <= upright.end + SNAP and flat.start - SNAP <= upright.at <= flat.end + SNAP


def _crosses(flat: Rule, upright: Rule) -> bool:
    """True where they meet and the flat rule goes on to both sides, by a column's width."""
    return meet(flat, upright) and flat.start + _NARROWEST < upright.at < flat.end - _NARROWEST


def _join(rules: Iterable[Rule]) -> list[Rule]:
    """Rules that lie on one line and touch, made one."""
    joined: list[Rule] = []
    for line in _cluster(sorted(rules, key=lambda rule: rule.at)):
        at = sum(rule.at for rule in line) / len(line)
        for rule in sorted(line, key=lambda r: r.start):
            if joined and joined[-1].at == at and rule.start <= joined[-1].end + SNAP:
                joined[-1] = Rule(at, joined[-1].start, max(joined[-1].end, rule.end))
            else:
                joined.append(Rule(at, rule.start, rule.end))
    return joined


def _cluster(rules: Iterable[Rule]) -> list[list[Rule]]:
    clusters: list[list[Rule]] = []
    for rule in rules:
        if clusters and rule.at - clusters[-1][0].at <= SNAP:
            clusters[-1].append(rule)
        else:
            clusters.append([rule])
    return clusters


# pdfium's handles are opaque ctypes pointers without types of their own.
def _paths(page: Any) -> Iterator[tuple[Any, Matrix]]:
    for index in range(raw.FPDFPage_CountObjects(page)):
        yield from _paths_of(raw.FPDFPage_GetObject(page, index), _IDENTITY, 0)


def _paths_of(item: Any, outer: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
    kind = raw.FPDFPageObj_GetType(item)
    if kind == raw.FPDF_PAGEOBJ_PATH:
        yield item, _times(_matrix(item), outer)
    elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
        inner = _times(_matrix(item), outer)
        for index in range(raw.FPDFFormObj_CountObjects(item)):
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
    if not (filled or stroked) or raw.FPDFPath_CountSegments(path) > MAX_SEGMENTS:
        return
    for corners in _outlines(path, matrix):
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        x0, top, x1, bottom = chars.place(min(xs), min(ys), max(xs), max(ys))
        if x1 - x0 <= THIN and bottom - top > THIN:
            yield (x0 + x1) / 2, top, (x0 + x1) / 2, bottom
        elif bottom - top <= THIN and x1 - x0 > THIN:
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
