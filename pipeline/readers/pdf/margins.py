"""Sets lines in the margin apart from the text beside them.

Signals: words wholly left or right of the column of prose, in smaller letters, or on lines of their own height.
Never: labels ("Présents", "Excusés") of the same size on the lines that they name, bullets and numbers of items.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from pipeline.readers.pdf.layout import Fragment, Row

_LEAST_LINES = 5
_EDGE = 2.0
_SPACE = 8.0
"""Between the margin's words and the text, in points, at least."""
_FILLED = 0.55
_RUNNING = 0.25
"""Share of lines of prose that begin with a small letter."""
_SMALLER = 0.92
_OFF_LINE = 0.14
"""Words whose middle is so many heights off that of the text beside them stand on a line of their own."""
_LEAST_NOTES = 2
_MOST_NOTES = 500
"""More pieces beside the text of one page are no margin: a drawing, a damaged file."""
_NEAR_LINES = 2.0
_PITCH = 1.6
_WIDER = 1.25
"""A step from line to line this many times the usual one begins a paragraph."""
_SHORT = 5.0
"""A line that ends so many heights before the right edge is the last of its paragraph."""
_MID_SENTENCE = 0.4
"""Where so many of the notes stand beside a line that a sentence runs into, they are no labels of that text."""
# Takes:   "Présents : 12", "Vote"      Refuses: "•", "1.", "a)", "12", "–"
_WORDS_RE = re.compile(r"[^\W\d_]{3}")


def split_margins(rows: list[Row], text: str) -> list[Row]:
    """The lines with those of margins taken out of their rows and marked, before (left) or after (right) the
    paragraph that they stand beside.

    Args:
        rows: lines, top to bottom.
        text: the page's characters.
    """
    upright = [row for row in rows if not row.fragments[0].words[0].slanted]
    edge = _body_edge(upright)
    if edge is None:
        return rows
    body = [[f for f in row.fragments if f.x0 >= edge - _EDGE] for row in upright]
    right = _right_edge(body, edge)
    if not _is_prose([f for f in body if f], edge, right, text):
        return rows
    for is_left in (True, False):
        found = _beside(upright, [f for row in upright for f in row.fragments if _is_apart(f, edge, right, is_left)])
        notes = next((group for group in (_small(found, upright), found) if _is_margin(group, upright, text)), [])
        if notes:
            rows = _taken_out(rows, notes, is_left, right)
            upright = [row for row in rows if not row.fragments[0].words[0].slanted and not row.is_note]
    return rows


def _beside(rows: Sequence[Row], notes: Sequence[Fragment]) -> list[Fragment]:
    """Those that stand beside text, or right below or above one that does; no headings further left than the text."""
    if len(notes) > _MOST_NOTES:
        return []
    ours = set(map(id, notes))
    body = [_middle(row.main) for row in rows if any(id(f) not in ours for f in row.fragments)]
    paired = {id(f) for row in rows if any(id(g) not in ours for g in row.fragments) for f in row.fragments}
    latest = [f for f in notes if id(f) in paired or _is_between(f, body)]
    found: list[Fragment] = []
    while latest:
        found += latest
        ours -= set(map(id, latest))
        latest = [f for f in notes if id(f) in ours and any(_follows(f, note) for note in latest)]
    return sorted(found, key=lambda f: f.top)


def _is_between(note: Fragment, body: Sequence[float]) -> bool:
    """True between two near lines of text."""
    middle = _middle(note)
    above = max((y for y in body if y <= middle), default=None)
    below = min((y for y in body if y >= middle), default=None)
    return above is not None and below is not None and below - above < _NEAR_LINES * note.height


def _follows(note: Fragment, other: Fragment) -> bool:
    """True for neighbours in one column of the margin."""
    return abs(_middle(note) - _middle(other)) <= _PITCH * note.height and note.x0 < other.x1 and other.x0 < note.x1


def _body_edge(rows: Sequence[Row]) -> float | None:
    """Where most lines of text begin; None where too few agree."""
    starts = Counter(round(f.x0 / _EDGE) for row in rows for f in row.fragments)
    if not starts:
        return None
    place, _ = starts.most_common(1)[0]
    same = [f.x0 for row in rows for f in row.fragments if abs(f.x0 / _EDGE - place) <= 1]
    return median(same) if len(same) >= _LEAST_LINES else None


def _right_edge(body: Sequence[Sequence[Fragment]], edge: float) -> float:
    """Where full lines of the text end: the rightmost end of lines without a wide gap."""
    ends = [fragments[0].x1 for fragments in body if fragments and abs(fragments[0].x0 - edge) <= _EDGE]
    return max(ends, default=edge)


def _is_prose(body: Sequence[Sequence[Fragment]], edge: float, right: float, text: str) -> bool:
    lines = [fragments[0] for fragments in body if abs(fragments[0].x0 - edge) <= _EDGE]
    filled = [line for line in lines if line.x1 - line.x0 >= _FILLED * (right - edge)]
    running = sum(text[line.start].islower() for line in lines)
    return len(filled) >= _LEAST_LINES and 2 * len(filled) >= len(lines) and running >= _RUNNING * len(lines)


def _is_apart(fragment: Fragment, edge: float, right: float, is_left: bool) -> bool:
    return fragment.x1 <= edge - _SPACE if is_left else fragment.x0 >= right + _SPACE


def _is_margin(notes: Sequence[Fragment], rows: Sequence[Row], text: str) -> bool:
    if len(notes) < _LEAST_NOTES or not all(_WORDS_RE.search(text[f.start : f.end]) for f in notes[:1]):
        return False
    if sum(_WORDS_RE.search(text[f.start : f.end]) is not None for f in notes) * 2 <= len(notes):
        return False
    others = {id(note) for note in notes}
    pairs = [
        (note, row_text)
        for row in rows
        for note in row.fragments
        if id(note) in others
        for row_text in [f for f in row.fragments if id(f) not in others][:1]
    ]
    if not pairs:
        return False  # nothing stands beside: a heading in the margin, a line further left
    height = median(f.height for row in rows for f in row.fragments if id(f) not in others)
    if median(note.height for note in notes) <= _SMALLER * height:
        return True
    inside = [text[note.start].isupper() and text[other.start].islower() for note, other in pairs]
    if sum(inside) >= max(_LEAST_NOTES, _MID_SENTENCE * len(pairs)):
        return True
    off = sum(abs(_middle(note) - _middle(other)) > _OFF_LINE * height for note, other in pairs)
    alone = len(notes) - len(pairs)
    return 2 * (off + alone) > len(notes) and len(pairs) >= _LEAST_NOTES


def _small(notes: Sequence[Fragment], rows: Sequence[Row]) -> list[Fragment]:
    """Those in smaller letters than the text: labels of lines may stand left of them too, in the text's size."""
    ours = set(map(id, notes))
    heights = [f.height for row in rows for f in row.fragments if id(f) not in ours]
    return [note for note in notes if heights and note.height <= _SMALLER * median(heights)]


def _taken_out(rows: Sequence[Row], notes: Sequence[Fragment], is_left: bool, right: float) -> list[Row]:
    """The notes as rows of their own, each before (left) or after (right) the paragraph that it stands beside."""
    ours = set(map(id, notes))
    kept: list[Row] = []
    columns: dict[int, int] = {}
    for row in rows:
        columns.update((id(f), row.column) for f in row.fragments)
        row.fragments, beside = [f for f in row.fragments if id(f) not in ours], row.fragments
        if row.fragments:
            kept.append(row)
        else:
            row.fragments = beside
    starts = _paragraphs(kept, right)
    places: dict[int, list[Row]] = {}
    for group in _groups(notes):
        place = _place(group, kept, starts, is_left)
        places.setdefault(place, []).extend(Row([f], column=columns[id(f)], is_note=True) for f in group)
    return [row for at in range(len(kept) + 1) for row in (*places.get(at, ()), *kept[at : at + 1])]


def _groups(notes: Sequence[Fragment]) -> list[list[Fragment]]:
    """Neighbouring lines of the margin, top to bottom: one note each."""
    groups: list[list[Fragment]] = []
    for note in sorted(notes, key=lambda f: (f.top, f.x0)):
        if groups and _follows(note, groups[-1][-1]):
            groups[-1].append(note)
        else:
            groups.append([note])
    return groups


def _paragraphs(rows: Sequence[Row], right: float) -> list[int]:
    """Where paragraphs begin: below a wider space, or a sentence that ends short of the right edge."""
    steps = [_middle(below.main) - _middle(above.main) for above, below in pairwise(rows)]
    usual = median(steps) if steps else 0.0
    starts = [0]
    for index, (step, above) in enumerate(zip(steps, rows, strict=False), 1):
        if not 0 < step <= _WIDER * usual or above.fragments[-1].x1 < right - _SHORT * above.main.height:
            starts.append(index)
    return starts


def _place(group: Sequence[Fragment], rows: Sequence[Row], starts: Sequence[int], is_left: bool) -> int:
    """Before which line a note is read."""
    upright = (i for i, row in enumerate(rows) if not row.fragments[0].words[0].slanted and not row.is_note)
    nearest = min(upright, key=lambda i: abs(_middle(rows[i].main) - _middle(group[0])))
    if is_left:
        return max(start for start in starts if start <= nearest)
    return min((start for start in starts if start > nearest), default=len(rows))


def _middle(fragment: Fragment) -> float:
    return (fragment.top + fragment.bottom) / 2
