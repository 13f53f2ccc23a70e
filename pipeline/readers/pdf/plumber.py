"""Finds the bordered tables of a page with pdfplumber: it says where cells are, the characters come from pdfium.

Asked only for pages whose ruling may hold a table, because pdfplumber parses a page slowly.
"""

import io
import logging
from collections.abc import Sequence
from typing import Any

from pipeline.readers.pdf.chars import PageChars
from pipeline.readers.pdf.geometry import Box, unplaced
from pipeline.readers.pdf.grids import Grid, grid_of
from pipeline.readers.pdf.rules import MAX_SEGMENTS, SNAP, THIN, Rule, Ruling, meet

log = logging.getLogger(__name__)

# pdfplumber has no types of its own: its pages, and its objects, which are dicts.
Page = Any
Item = dict[str, Any]

_SETTINGS = {
    "vertical_strategy": "lines",  # "text" makes columns of any prose that is aligned
    "horizontal_strategy": "lines",
    "snap_tolerance": SNAP,  # double lines, and the borders that two neighbouring cells each draw, are one
    "join_tolerance": SNAP,  # dotted borders, and rows whose lines are drawn cell by cell
    "intersection_tolerance": SNAP,  # lines that stop short of the one they meet by its thickness
    "edge_min_length": SNAP,  # the short ends of thick lines drawn as filled rectangles are no borders
}


class Plumber:
    """One document in pdfplumber, opened when the first page is asked for."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._pdf: Any = None

    def grids(self, chars: PageChars, index: int, ruling: Ruling) -> list[Grid]:
        """The grids of one page (0-based), top to bottom; none where pdfplumber cannot parse what pdfium can."""
        try:
            page = self._parsed(index)
        except _cannot_parse() as error:
            log.warning("page %d: pdfplumber cannot find its tables: %s", index + 1, type(error).__name__)
            return []
        grids = [grid_of(_place(page, chars, cell) for cell in cells) for cells in _find(page, chars, ruling)]
        page.close()  # flushes its cache too: a parsed page holds each character as a dict
        return sorted(grids, key=lambda grid: (grid.top, grid.xs[0]))

    def close(self) -> None:
        if self._pdf is not None:
            self._pdf.flush_cache()
            self._pdf = None

    def _parsed(self, index: int) -> Page:
        if self._pdf is None:
            import pdfplumber

            self._pdf = pdfplumber.open(io.BytesIO(self._content))
        page = self._pdf.pages[index]
        _ = page.objects  # parses it: whatever is wrong with the page shows here
        return page


def drawn_grids(ruling: Ruling) -> list[Grid]:
    """The grids that rules make which stand in no PDF object (those of a picture), innermost first."""
    from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

    edges = [_edge(rule, "h") for rule in ruling.horizontal] + [_edge(rule, "v") for rule in ruling.vertical]
    edges = merge_edges(edges, SNAP, SNAP, SNAP, SNAP)
    flats = [Rule(edge["top"], edge["x0"], edge["x1"]) for edge in edges if edge["orientation"] == "h"]
    uprights = [Rule(edge["x0"], edge["top"], edge["bottom"]) for edge in edges if edge["orientation"] == "v"]
    sides, ends = _closing(flats, uprights)
    edges += [_edge(end, "h") for end in ends] + [_edge(side, "v") for side in sides]
    tables = cells_to_tables(intersections_to_cells(edges_to_intersections(edges, SNAP, SNAP)))
    grids = [grid_of(cells) for cells in tables]
    return sorted(grids, key=lambda grid: (grid.bottom - grid.top) * (grid.xs[-1] - grid.xs[0]))


def _edge(rule: Rule, orientation: str) -> Item:
    across, along = ("top", "x0") if orientation == "h" else ("x0", "top")
    far = {"top": "bottom", "x0": "x1"}
    places = {across: rule.at, far[across]: rule.at, along: rule.start, far[along]: rule.end}
    size = {"width": places["x1"] - places["x0"], "height": places["bottom"] - places["top"]}
    return {"object_type": "line", "orientation": orientation, **places, **size}


def _cannot_parse() -> tuple[type[Exception], ...]:
    """What comes out of pdfplumber for damaged files; it wraps most of what goes wrong, but not all."""
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    return (PdfminerException, MalformedPDFException, PSException, LookupError, TypeError, ValueError, ArithmeticError)


def _find(page: Page, chars: PageChars, ruling: Ruling) -> list[list[Box]]:
    """The cells of each table. pdfplumber sees closed cells only: sides that were left open are closed first."""
    shown = page.filter(lambda item: _shows(item, page, chars, ruling))
    edges = shown.debug_tablefinder(_SETTINGS).edges
    flats = [Rule(edge["top"], edge["x0"], edge["x1"]) for edge in edges if edge["orientation"] == "h"]
    uprights = [Rule(edge["x0"], edge["top"], edge["bottom"]) for edge in edges if edge["orientation"] == "v"]
    sides, ends = _closing(flats, uprights)
    added = {
        "explicit_vertical_lines": [_line(side.at, side.start, side.at, side.end) for side in sides],
        "explicit_horizontal_lines": [_line(end.start, end.at, end.end, end.at) for end in ends],
    }
    return [table.cells for table in shown.find_tables(_SETTINGS | added)]


def _closing(flats: Sequence[Rule], uprights: Sequence[Rule]) -> tuple[list[Rule], list[Rule]]:
    """The upright sides and the flat ends that tables lack."""
    sides = _open_sides([[flat for flat in flats if meet(flat, upright)] for upright in uprights], uprights)
    ends = _open_sides([[upright for upright in uprights if meet(flat, upright)] for flat in flats], flats)
    return sides, ends


def _open_sides(groups: Sequence[Sequence[Rule]], borders: Sequence[Rule]) -> list[Rule]:
    """Across the ends of each group of parallel rules, where no border stands."""
    sides: dict[Rule, None] = {}
    for group in groups:
        if len(group) > 1:
            first, last = min(rule.at for rule in group), max(rule.at for rule in group)
            for at in (min(rule.start for rule in group), max(rule.end for rule in group)):
                sides[Rule(at, first, last)] = None
    return [side for side in sides if all(abs(side.at - border.at) > 2 * SNAP for border in borders)]


def _line(x0: float, top: float, x1: float, bottom: float) -> Item:
    box = {"x0": x0, "top": top, "x1": x1, "bottom": bottom}
    return {"object_type": "line", "width": x1 - x0, "height": bottom - top, **box}


def _shows(item: Item, page: Page, chars: PageChars, ruling: Ruling) -> bool:
    """True for lines that pdfium draws where people see them: not white, not slanted, no drawing of many points."""
    if item["object_type"] not in ("line", "rect", "curve") or len(item["pts"]) > MAX_SEGMENTS:
        return False
    if item["object_type"] == "curve":
        return True
    x0, top, x1, bottom = _place(page, chars, (item["x0"], item["top"], item["x1"], item["bottom"]))
    flat = x1 - x0 <= THIN or all(_lies_on(ruling.horizontal, y, (x0 + x1) / 2) for y in (top, bottom))
    upright = bottom - top <= THIN or all(_lies_on(ruling.vertical, x, (top + bottom) / 2) for x in (x0, x1))
    return flat and upright


def _lies_on(rules: Sequence[Rule], at: float, middle: float) -> bool:
    return any(abs(rule.at - at) <= SNAP and rule.start - SNAP <= middle <= rule.end + SNAP for rule in rules)


def _place(page: Page, chars: PageChars, box: Box) -> Box:
    """From pdfplumber's page to ours: it measures from the media box as displayed, we from the crop box as written."""
    left, top = page.mediabox[:2]
    west, south, east, north = page.page_obj.mediabox
    area = (min(west, east), min(south, north), max(west, east), max(south, north))
    offset = (box[0] - left, box[1] - top, box[2] - left, box[3] - top)
    return chars.place(*unplaced(offset, page.rotation, area))
