"""Which lines of a PDF begin a new block: told by the space above, the font, and how lines fill their column."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from models.document import BoundingBox, CellRef, LineRole
from pipeline.readers.pdf_chars import Style

_WIDER = 1.25
"""A distance this many times the usual pitch is a gap between blocks."""
_PITCH_RANK = 0.2
"""The usual pitch is this quantile of all distances: pages of one-line paragraphs have few lines at the true pitch."""
_OTHER_SIZE = 0.08
_ENDS_SENTENCE = (".", "!", "?", ":", ";", "…")
_FAR = 3.0
"""Distances above this many line heights say nothing about the pitch."""


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

    @property
    def size(self) -> float:
        return self.style.size if self.style is not None else self.box.bottom - self.box.top


def mark_blocks(drafts: Sequence[Draft]) -> None:
    """Set `starts_block` of every line of a document, in reading order."""
    pitches = _pitches(drafts)
    edges = _right_edges(drafts)
    last: Draft | None = None
    for draft in drafts:
        if draft.role is not LineRole.BODY:
            draft.starts_block = True
            continue
        edge = edges[_stream(draft)]
        pitch = pitches.get(round(draft.size))
        draft.starts_block = _starts_block(last, draft, pitch, edges.get(_stream(last), edge) if last else edge)
        last = draft


def _stream(draft: Draft) -> tuple[int, int, CellRef | None]:
    return (draft.page, draft.column, draft.cell)


def _starts_block(last: Draft | None, draft: Draft, pitch: float | None, edge: float) -> bool | None:
    if last is None or draft.cell != last.cell:
        return True
    goes_on = draft.text[:1].islower() and not last.text.endswith(_ENDS_SENTENCE)
    full = last.box.x1 + draft.first_width > edge
    if _stream(draft) != _stream(last):
        return not goes_on
    distance = draft.middle - last.middle
    if pitch is not None and distance > _WIDER * pitch:
        return True
    if abs(draft.size - last.size) > _OTHER_SIZE * last.size or _bold(draft) != _bold(last):
        return None if goes_on and full else True
    return False if goes_on and full else None


def _bold(draft: Draft) -> bool | None:
    return draft.style.bold if draft.style is not None else None


def _pitches(drafts: Sequence[Draft]) -> dict[int, float]:
    """The usual distance between lines of one paragraph, by font size; sizes seen once have that of all."""
    distances: dict[int, list[float]] = {}
    body = [draft for draft in drafts if draft.role is LineRole.BODY]
    for above, draft in pairwise(body):
        height = draft.box.bottom - draft.box.top
        distance = draft.middle - above.middle
        same = _stream(above) == _stream(draft) and round(above.size) == round(draft.size)
        if same and 0.5 * height < distance < _FAR * height:
            distances.setdefault(round(draft.size), []).append(distance)
    return {size: sorted(found)[int(_PITCH_RANK * len(found))] for size, found in distances.items()}


def _right_edges(drafts: Iterable[Draft]) -> dict[tuple[int, int, CellRef | None], float]:
    edges: dict[tuple[int, int, CellRef | None], float] = {}
    for draft in drafts:
        key = _stream(draft)
        edges[key] = max(edges.get(key, 0.0), draft.box.x1)
    return edges
