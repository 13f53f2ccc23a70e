"""The ruling of a recognised page: long straight runs of ink, as rules of the same type as a PDF's own lines.

They are also wiped from the picture before it is recognised: Tesseract loses words that stand on a line (underlined
headings) or between lines (narrow table rows). Ink that crosses a line stays.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.readers.ocr.image import Grey, Ink, PageImage
from pipeline.readers.pdf.rules import SNAP, Rule, Ruling, meet

_DPI = 150.0
"""Lines are sought in a picture of this resolution."""
_PALE = 0.84
"""Hairlines come out of a scanner pale: they are lighter than letters, but darker than this share of the paper."""
_LONGEST_LETTER = 0.33
"""Inches: shorter runs of ink may be strokes of large letters, or dashes."""
_THICKEST = 0.045
"""Inches: thicker bars of ink are banners, photographs."""
_SHORTEST_PIECE = 0.1
_GAP = 0.07
"""Inches: dust and thin copies break lines into pieces; letters are shorter than pieces, in every row of theirs."""
_TOUCH = 3
"""Pixels: runs of neighbouring rows this near to each other are one line that falls a little."""
_SURE = 1.0
"""Inches: no stroke of a letter is as long."""
_NEAR = 5
"""Pixels between the end of a line and the line that it ends at."""
_TOUCHED = 0.15
_SURELY = 1.5
_FILLED_SHORT, _FILLED_LONG = 0.93, 0.8
"""Shares of a line's length that are ink; shorter than so many inches it must be nearly whole."""
_TALL = 0.4
"""Share of the page's height from which an upright divides the page."""
_EDGE = 0.15
"""Share of the page's width at its sides where an upright is a frame."""
_MAX_RUNS = 6000
"""More runs make a photograph: none of them is a line."""
_AROUND = 2
"""Pixels beside a line (of the full picture) that are grey from it."""


_Box = tuple[int, int, int, int]
"""x0, top, x1, bottom in pixels."""


@dataclass(slots=True)
class _Bar:
    """Runs of ink in neighbouring rows, in pixels: rows [top, bottom), columns [start, end)."""

    top: int
    bottom: int
    start: int
    end: int
    last_start: int
    last_end: int


@dataclass(frozen=True, slots=True)
class FoundRules:
    """The ruling in points, and where its lines lie, in pixels (x0, top, x1, bottom) of the full picture."""

    ruling: Ruling
    flat: tuple[_Box, ...]
    upright: tuple[_Box, ...]
    is_divided: bool
    """A tall line stands inside the page: what is beside it on both sides are columns."""


def find_ruling(image: PageImage) -> FoundRules:
    """The horizontal and vertical lines of a straight page."""
    reduced = image.reduced(_DPI)
    ink = reduced.ink(_PALE)
    flat, upright = _lines_of(ink, reduced.dpi)
    scale, factor = reduced.scale, round(image.dpi / reduced.dpi)
    flats = [Rule((top + bottom) / 2 * scale, x0 * scale, x1 * scale) for x0, top, x1, bottom in flat]
    uprights = [Rule((x0 + x1) / 2 * scale, top * scale, bottom * scale) for x0, top, x1, bottom in upright]
    ruling = _completed(flats, uprights, image.height * image.scale)
    return FoundRules(ruling, _enlarged(flat, factor), _enlarged(upright, factor), _is_divided(uprights, image))


def _lines_of(ink: Ink, dpi: float) -> tuple[list[_Box], list[_Box]]:
    """Flat and upright lines. Short ones may be strokes of large letters: those must end at others, or stand alone."""
    flats = [(b.start, b.top, b.end, b.bottom) for b in _bars(ink, dpi)]
    uprights = [(b.top, b.start, b.bottom, b.end) for b in _bars(np.ascontiguousarray(ink.T), dpi)]
    sure = round(_SURE * dpi)
    long = [box for box in flats if box[2] - box[0] >= sure]
    uprights = [u for u in uprights if u[3] - u[1] >= sure or (_ends_at(u[:2], long) and _ends_at(u[2:], long))]
    flats = [
        f
        for f in flats
        if f in long or (_ends_at(f[:2], uprights) and _ends_at(f[2:], uprights)) or _stands_alone(ink, f)
    ]
    return flats, uprights


def _ends_at(point: tuple[int, int], lines: Iterable[_Box]) -> bool:
    x, y = point
    return any(x0 - _NEAR <= x <= x1 + _NEAR and y0 - _NEAR <= y <= y1 + _NEAR for x0, y0, x1, y1 in lines)


def _stands_alone(ink: Ink, box: _Box) -> bool:
    """True for an underline: hardly any ink touches it, while strokes of a letter go on above or below."""
    x0, top, x1, bottom = box
    above, below = ink[max(0, top - 2) : top, x0:x1], ink[bottom : bottom + 2, x0:x1]
    return all(not rows.size or rows.all(axis=0).mean() < _TOUCHED for rows in (above, below))


def _is_divided(uprights: Iterable[Rule], image: PageImage) -> bool:
    width, height = image.width * image.scale, image.height * image.scale
    inside = (rule for rule in uprights if _EDGE * width < rule.at < (1 - _EDGE) * width)
    return any(rule.end - rule.start >= _TALL * height for rule in inside)


def _completed(flats: list[Rule], uprights: list[Rule], height: float) -> Ruling:
    """The ruling, with all four sides of a tall divided frame: a stamp may lie over one, another may be too faint."""
    flats, sides = list(flats), list(uprights)
    for upright in uprights:
        top, bottom = _longest_at(flats, upright.start, upright), _longest_at(flats, upright.end, upright)
        if top is None or bottom is None or upright.end - upright.start < _TALL * height:
            continue
        if not _same_corner(top, bottom):
            continue
        start, end = min(top.start, bottom.start), max(top.end, bottom.end)
        for side in (top, bottom):
            flats[flats.index(side)] = Rule(side.at, start, end)
        for at in (start, end):
            if not any(_is_side(side, at, upright) for side in sides):
                sides.append(Rule(at, upright.start, upright.end))
    return Ruling(flats, sides)


def _is_side(rule: Rule, at: float, upright: Rule) -> bool:
    overlap = min(rule.end, upright.end) - max(rule.start, upright.start)
    return abs(rule.at - at) <= 2 * SNAP and overlap > 0.5 * (upright.end - upright.start)


def _longest_at(flats: Iterable[Rule], at: float, upright: Rule) -> Rule | None:
    near = [flat for flat in flats if abs(flat.at - at) <= 2 * SNAP and meet(flat, upright)]
    return max(near, key=lambda flat: flat.end - flat.start, default=None)


def _same_corner(side: Rule, other: Rule) -> bool:
    return abs(side.start - other.start) <= 2 * SNAP or abs(side.end - other.end) <= 2 * SNAP


def wiped(image: PageImage, found: FoundRules) -> PageImage:
    """The picture without its lines; letters that cross one keep their ink."""
    if not (found.flat or found.upright):
        return image
    grey = image.grey.copy()
    for x0, top, x1, bottom in found.flat:
        _wipe(grey, top, bottom, x0, x1)
    for x0, top, x1, bottom in found.upright:
        _wipe(grey.T, x0, x1, top, bottom)
    return PageImage(grey, image.dpi)


def _wipe(grey: Grey, top: int, bottom: int, start: int, end: int) -> None:
    """Whiten rows [top, bottom) between two columns, but not where ink goes on above or below."""
    first, last = max(0, top - _AROUND), min(grey.shape[0], bottom + _AROUND)
    band = grey[first:last, start:end]
    if band.size == 0:
        return
    above = grey[max(0, first - 2) : first, start:end]
    below = grey[last : last + 2, start:end]
    paper = int(np.percentile(np.concatenate([above, below]), 75)) if above.size or below.size else 255
    dark = 0.7 * paper
    crossed = np.zeros(band.shape[1], bool)
    for rows in (above, below):
        if rows.size:
            crossed |= (rows < dark).all(axis=0)
    band[:, ~crossed] = paper


def _bars(ink: Ink, dpi: float) -> Iterator[_Bar]:
    """Horizontal bars of ink that are long and thin."""
    thickest = max(3, round(_THICKEST * dpi))
    runs = _runs(ink, dpi)
    if len(runs) > _MAX_RUNS:
        return
    for bar in _joined(runs.tolist()):
        if bar.bottom - bar.top <= thickest and _is_drawn(ink[bar.top : bar.bottom, bar.start : bar.end], dpi):
            yield bar


def _is_drawn(bar: Ink, dpi: float) -> bool:
    """True for a line: the strokes of large capitals leave gaps. A long line may fall, and be broken."""
    if bar.shape[1] > _SURELY * dpi:
        return bool(bar.any(axis=0).mean() >= _FILLED_LONG)
    return bool(bar.mean(axis=1).max() >= _FILLED_SHORT)


def _runs(ink: Ink, dpi: float) -> npt.NDArray[np.int64]:
    """(row, start, end) of the long runs of ink, made of pieces that are longer than letters' strokes."""
    height, width = ink.shape
    padded = np.zeros((height, width + 2), np.int8)
    padded[:, 1:-1] = ink
    steps = np.diff(padded.ravel())
    starts, ends = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
    pieces = ends - starts >= round(_SHORTEST_PIECE * dpi)
    starts, ends = starts[pieces], ends[pieces]
    near = starts[1:] - ends[:-1] <= round(_GAP * dpi)
    near &= starts[1:] // (width + 2) == ends[:-1] // (width + 2)
    joints = np.flatnonzero(near)
    starts, ends = np.delete(starts, joints + 1), np.delete(ends, joints)
    long = ends - starts >= round(_LONGEST_LETTER * dpi)
    starts, ends = starts[long], ends[long]
    rows = starts // (width + 2)
    return np.stack([rows, starts - rows * (width + 2), ends - rows * (width + 2)], axis=1)


def _joined(runs: Iterable[list[int]]) -> list[_Bar]:
    """Runs of neighbouring rows that overlap or touch, made one bar; a line that falls a little is many runs."""
    open_bars: list[_Bar] = []
    closed: list[_Bar] = []
    for row, start, end in runs:
        still = [bar for bar in open_bars if bar.bottom >= row - 1]
        closed += [bar for bar in open_bars if bar.bottom < row - 1]
        open_bars = still
        touching = [b for b in open_bars if b.last_start - _TOUCH <= end and start <= b.last_end + _TOUCH]
        if not touching:
            open_bars.append(_Bar(row, row + 1, start, end, start, end))
            continue
        bar = touching[0]
        for other in touching[1:]:
            bar.top, bar.start, bar.end = min(bar.top, other.top), min(bar.start, other.start), max(bar.end, other.end)
            open_bars.remove(other)
        bar.bottom = row + 1
        bar.start, bar.end = min(bar.start, start), max(bar.end, end)
        bar.last_start, bar.last_end = bar.start, bar.end
    return sorted(closed + open_bars, key=lambda bar: (bar.top, bar.start))


def _enlarged(boxes: Iterable[_Box], factor: int) -> tuple[_Box, ...]:
    return tuple((x0 * factor, top * factor, x1 * factor, bottom * factor) for x0, top, x1, bottom in boxes)
