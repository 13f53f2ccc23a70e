"""Which lines of a PDF begin a new block: told by the space above, the font, and how lines fill their column."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from models.document import BoundingBox, CellRef, LineRole
from pipeline.readers.pdf.chars import Style

_WIDER = 1.25
"""A distance this many times the usual pitch is a gap between blocks."""
_PITCH_RANK = 0.2
"""The usual pitch is this quantile of all distances: pages of one-line paragraphs have few lines at the true pitch."""
_OTHER_SIZE = 0.08
_ENDS_SENTENCE = (".", "!", "?", ":", ";", "…")
_FAR = 3.0
"""Distances above this many line heights say nothing about the pitch."""


_Stream = tuple[int, int, CellRef | None, LineRole]
"""Page, column, cell and role: what a line follows the line above in."""


@dataclass(slots=True)
class Draft:
    """One line before it has its place in the document."""

    text: str
    indexes: list[int]
    page: int
    column: int
    box: BoundingBox
    middle: float
    """Vertical middle of the line's main words."""
    first_width: float
    """Width of the first word."""
    style: Style | None
    cell: CellRef | None = None
    role: LineRole = LineRole.BODY
    starts_block: bool | None = None
    raised: frozenset[str] = frozenset()
    """Raised signs that call footnotes."""

    @property
    def size(self) -> float:
        return self.style.size if self.style is not None else self.box.bottom - self.box.top


def mark_blocks(drafts: Sequence[Draft]) -> None:
    """Set `starts_block` of every line of a document, in reading order."""
    edges = _right_edges(drafts)
    pitches = _pitches(drafts, edges)
    before: dict[LineRole, Draft] = {}
    for draft in drafts:
        if draft.role not in (LineRole.BODY, LineRole.NOTE):
            draft.starts_block = True
            continue
        last = before.get(draft.role)
        edge = edges[_stream(draft)]
        pitch = pitches.get(round(draft.size))
        draft.starts_block = _starts_block(last, draft, pitch, edges.get(_stream(last), edge) if last else edge)
        before[draft.role] = draft


def _stream(draft: Draft) -> _Stream:
    return (draft.page, draft.column, draft.cell, draft.role)


def _starts_block(last: Draft | None, draft: Draft, pitch: float | None, edge: float) -> bool | None:
    if last is None or draft.cell != last.cell:
        return True
    goes_on = _goes_on(last, draft)
    full = _is_full(last, draft, edge)
    if _stream(draft) != _stream(last):
        return not goes_on
    distance = draft.middle - last.middle
    if pitch is not None and distance > _WIDER * pitch:
        return True
    if abs(draft.size - last.size) > _OTHER_SIZE * last.size or _bold(draft) != _bold(last):
        return None if goes_on and full else True
    return False if goes_on and full else None


def _goes_on(last: Draft, draft: Draft) -> bool:
    """True where the line begins in the middle of a sentence."""
    return draft.text[:1].islower() and not last.text.endswith(_ENDS_SENTENCE)


def _is_full(last: Draft, draft: Draft, edge: float) -> bool:
    """True where the first word of `draft` had no room at the end of `last`."""
    return last.box.x1 + draft.first_width > edge


def _bold(draft: Draft) -> bool | None:
    return draft.style.bold if draft.style is not None else None


def _pitches(drafts: Sequence[Draft], edges: dict[_Stream, float]) -> dict[int, float]:
    """The usual distance between the lines of one paragraph, by font size.

    Lines that a sentence runs across show it; a size without such lines has the leading of the others.
    """
    distances: dict[int, list[float]] = {}
    sure: dict[int, list[float]] = {}
    body = [draft for draft in drafts if draft.role is LineRole.BODY]
    for above, draft in pairwise(body):
        height = draft.box.bottom - draft.box.top
        distance = draft.middle - above.middle
        size = round(draft.size)
        if _stream(above) == _stream(draft) and round(above.size) == size and 0.5 * height < distance < _FAR * height:
            distances.setdefault(size, []).append(distance)
            if _goes_on(above, draft) and _is_full(above, draft, edges[_stream(above)]):
                sure.setdefault(size, []).append(distance)
    leadings = [median(found) / size for size, found in sure.items() if size]
    if leadings:
        pitches = {round(draft.size): draft.size * median(leadings) for draft in body}
    else:
        pitches = {size: sorted(found)[int(_PITCH_RANK * len(found))] for size, found in distances.items()}
    return pitches | {size: median(found) for size, found in sure.items()}


def _right_edges(drafts: Iterable[Draft]) -> dict[_Stream, float]:
    edges: dict[_Stream, float] = {}
    for draft in drafts:
        key = _stream(draft)
        edges[key] = max(edges.get(key, 0.0), draft.box.x1)
    return edges
