"""From words to lines in reading order: what stands on one baseline is one line, columns are read one by one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from models.document import BoundingBox
from pipeline.readers.pdf.chars import HYPHEN_MARKS, PageChars, Word

_WIDE_GAP = 0.8
"""A gap of this many line heights parts two fragments (they may stand in different columns)."""
_GLUED = 0.15
"""Fragments nearer than this many heights are one word (a raised "er" after "1")."""
_SAME_LINE = 0.5
"""Fragments that overlap vertically by this share of the lower one stand on one line."""
_TALL = 1.2
"""A word this many times higher than wide stands upright on the page."""
_SLANTED_GAP = 1.5
_GUTTER = 8.0
"""Narrowest space between two columns of prose, in points."""
_MIN_COLUMN_LINES = 5
_FILLED = 0.55
"""Lines of prose fill at least this share of their column (the median line)."""
_RUNNING = 0.25
"""In prose at least this share of the lines begin in the middle of a sentence."""
_BULLETS = "-–—•▪◦●\uf0b7\uf0a7"
_SAME_EDGE = 2.0
_LEAST_LETTERS = 5
_WIDE_LETTER_GAP = 1.5
"""Between letters that are set apart, a gap this many times the usual one ends a word."""
_RECENT = 5
"""Only so many of the lines above may a fragment belong to."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """Consecutive words of the content stream, close together on one line."""

    words: tuple[Word, ...]
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end


@dataclass(slots=True)
class Row:
    """The fragments on one baseline."""

    fragments: list[Fragment] = field(default_factory=list)
    column: int = 0
    """Counts the columns of the page in reading order; a change begins a new column."""
    is_note: bool = False
    """It stands in the margin, or runs otherwise than the text (a stamp, a watermark)."""

    @property
    def main(self) -> Fragment:
        """The widest fragment: raised letters do not move the line."""
        return max(self.fragments, key=lambda f: f.x1 - f.x0)

    @property
    def box(self) -> BoundingBox:
        fragments = self.fragments
        return BoundingBox(
            min(f.x0 for f in fragments),
            min(f.top for f in fragments),
            max(f.x1 for f in fragments),
            max(f.bottom for f in fragments),
        )


def make_fragments(words: Iterable[Word], text: str) -> list[Fragment]:
    """Group words that follow one another in the content stream on one line without a wide gap."""
    fragments: list[Fragment] = []
    group: list[Word] = []
    for word in words:
        if group and not _follows(group[-1], word, text):
            fragments.append(_fragment(group))
            group = []
        group.append(word)
    if group:
        fragments.append(_fragment(group))
    return fragments


def _follows(last: Word, word: Word, text: str) -> bool:
    between = text[last.end : word.start]
    if "\n" in between or word.start < last.end or (between and not between.isspace()):
        return False
    if last.slanted or word.slanted:
        return last.slanted and word.slanted and _follows_slanted(last, word)
    height = max(last.height, word.height)
    overlap = min(last.bottom, word.bottom) - max(last.top, word.top)
    widest = _WIDE_GAP if between else _GLUED
    near = -0.3 * height <= word.x0 - last.x1 <= widest * height
    return near and overlap >= _SAME_LINE * min(last.height, word.height)


def _follows_slanted(last: Word, word: Word) -> bool:
    """The same for words that climb, fall or stand on their head: one behind the other, whatever the direction."""
    across = min(last.x1, word.x1) - max(last.x0, word.x0)
    down = min(last.bottom, word.bottom) - max(last.top, word.top)
    narrow, low = min(last.x1 - last.x0, word.x1 - word.x0), min(last.height, word.height)
    size = min(narrow, low)
    if any(w.height > _TALL * (w.x1 - w.x0) for w in (last, word)):
        return across >= _SAME_LINE * narrow and -down <= _SLANTED_GAP * size
    if across < 0 and down < 0:
        return max(-across, -down) <= _SLANTED_GAP * size
    return True


def _fragment(words: Sequence[Word]) -> Fragment:
    return Fragment(
        tuple(words),
        min(w.x0 for w in words),
        min(w.top for w in words),
        max(w.x1 for w in words),
        max(w.bottom for w in words),
    )


def make_rows(fragments: Sequence[Fragment]) -> list[Row]:
    """Group fragments to lines, top to bottom, each left to right; slanted ones come last, each alone."""
    rows: list[Row] = []
    mains: list[Fragment] = []
    upright = [fragment for fragment in fragments if not fragment.words[0].slanted]
    for fragment in sorted(upright, key=lambda f: (f.top + f.bottom, f.x0)):
        recent = range(len(rows) - 1, max(-1, len(rows) - _RECENT - 1), -1)
        index = next((i for i in recent if _joins(rows[i], mains[i], fragment)), None)
        if index is None:
            rows.append(Row([fragment]))
            mains.append(fragment)
        else:
            rows[index].fragments.append(fragment)
            mains[index] = rows[index].main
    for row in rows:
        row.fragments.sort(key=lambda f: f.x0)
    rows.sort(key=lambda row: (row.main.top + row.main.bottom, row.main.x0))
    return [*rows, *(Row([fragment], column=-1) for fragment in fragments if fragment.words[0].slanted)]


def _joins(row: Row, main: Fragment, fragment: Fragment) -> bool:
    overlap = min(main.bottom, fragment.bottom) - max(main.top, fragment.top)
    if overlap < _SAME_LINE * min(main.height, fragment.height):
        return False
    return not any(
        min(f.x1, fragment.x1) - max(f.x0, fragment.x0) > 0.5 * min(f.x1 - f.x0, fragment.x1 - fragment.x0)
        for f in row.fragments
    )


def order_columns(rows: list[Row], text: str) -> list[Row]:
    """Read side-by-side columns of prose one after the other; other pages stay as they are, top to bottom."""
    slanted = [row for row in rows if row.fragments[0].words[0].slanted]
    upright = [row for row in rows if not row.fragments[0].words[0].slanted]
    for row in slanted:
        row.is_note = True
    if any(row.is_note for row in upright):
        return rows
    return [*(_split_columns(upright, text) or upright), *slanted]


def _split_columns(rows: list[Row], text: str) -> list[Row] | None:
    for edge in _common_edges(rows):
        run = _two_sided_run(rows, edge, text)
        if run is not None:
            first, last = run
            left = _side(rows[first:last], edge, left=True)
            right = _side(rows[first:last], edge, left=False)
            right = _split_columns(right, text) or right
            _number(left, right)
            above = _split_columns(rows[:first], text) or rows[:first]
            below = _split_columns(rows[last:], text) or rows[last:]
            base = max((row.column for row in above), default=0)
            middle = [*left, *right]
            for row in middle:
                row.column += base
            top = max(row.column for row in middle) + 1
            for row in below:
                row.column += top
            return [*above, *middle, *below]
    return None


def _number(left: list[Row], right: list[Row]) -> None:
    for row in left:
        row.column = 1
    for row in right:
        row.column += 2


def _common_edges(rows: Sequence[Row]) -> list[float]:
    """Left edges, inside the page, at which many lines begin: where a right-hand column may start; leftmost first."""
    if len(rows) < _MIN_COLUMN_LINES:
        return []
    margin = min(f.x0 for row in rows for f in row.fragments)
    width = max(f.x1 for row in rows for f in row.fragments) - margin
    edges = sorted(f.x0 for row in rows for f in row.fragments if 0.2 * width < f.x0 - margin < 0.8 * width)
    found: list[float] = []
    for index, edge in enumerate(edges):
        same = sum(1 for other in edges[index:] if other - edge <= _SAME_EDGE)
        if same >= _MIN_COLUMN_LINES and (not found or edge - found[-1] > _SAME_EDGE):
            found.append(edge)
    return found


def _two_sided_run(rows: Sequence[Row], edge: float, text: str) -> tuple[int, int] | None:
    """The longest run of rows that nothing crosses at `edge`, if both sides are prose."""
    best: tuple[int, int] | None = None
    start = 0
    for index in range(len(rows) + 1):
        if index == len(rows) or _crosses(rows[index], edge):
            if best is None or index - start > best[1] - best[0]:
                best = (start, index)
            start = index + 1
    return best if best is not None and _is_prose(rows[best[0] : best[1]], edge, text) else None


def _crosses(row: Row, edge: float) -> bool:
    return any(f.x0 < edge - _SAME_EDGE and f.x1 > edge - _GUTTER for f in row.fragments)


def _is_prose(rows: Sequence[Row], edge: float, text: str) -> bool:
    """True where both sides fill their column, and their lines run on or are items: rows of a table do neither."""
    running = 0
    for left in (True, False):
        side = _side(rows, edge, left=left)
        extents = [(row.fragments[0].x0, row.fragments[-1].x1) for row in side]
        starts = [text[row.fragments[0].start] for row in side]
        running += sum(start.islower() or start in _BULLETS for start in starts) >= _RUNNING * len(starts)
        if len(extents) < _MIN_COLUMN_LINES:
            return False
        full = max(x1 for _, x1 in extents) - min(x0 for x0, _ in extents)
        if median(x1 - x0 for x0, x1 in extents) < _FILLED * full:
            return False
    return running == 2 or _is_unaligned(rows)


def _is_unaligned(rows: Sequence[Row]) -> bool:
    """True where the two sides hardly share a baseline."""
    return sum(len(row.fragments) > 1 for row in rows) < 0.3 * len(rows)


def _side(rows: Iterable[Row], edge: float, *, left: bool) -> list[Row]:
    sides = (Row([f for f in row.fragments if (f.x0 < edge - _SAME_EDGE) == left]) for row in rows)
    return [row for row in sides if row.fragments]


def row_text(row: Row, chars: PageChars) -> tuple[str, list[int]]:
    """The line's text, and for each character its index on the page (-1 for a space that we put between)."""
    parts: list[str] = []
    indexes: list[int] = []
    last: Fragment | None = None
    wide = _wide_gaps(row)
    for fragment in row.fragments if not wide else _cut(row.fragments, wide):
        if last is not None:
            _bridge(last, fragment, chars.text, parts, indexes)
        if fragment.start in wide:
            parts.append(" ")
            indexes.append(-1)
        _take(chars.text, fragment.start, fragment.end, parts, indexes)
        last = fragment
    return "".join(parts), indexes


def _wide_gaps(row: Row) -> frozenset[int]:
    """Where letters are set apart ("O r d r e  d u  j o u r"), the words' starts that a wider gap stands before.

    pdfium makes one space of any gap: which gap ends a word is told by the others. It is then printed wider.
    """
    words = [word for fragment in row.fragments for word in fragment.words]
    if sum(word.end - word.start == 1 for word in words) < max(_LEAST_LETTERS, len(words) / 2):
        return frozenset()
    pairs = list(pairwise(words))
    gaps = [b.x0 - a.x1 for a, b in pairs if a.end - a.start == 1 == b.end - b.start]
    usual = median(gaps) if len(gaps) >= _LEAST_LETTERS - 1 else 0.0
    return frozenset(b.start for a, b in pairs if usual > 0 and b.x0 - a.x1 > _WIDE_LETTER_GAP * usual)


def _cut(fragments: Iterable[Fragment], starts: frozenset[int]) -> Iterator[Fragment]:
    """The fragments, cut before the words that begin at these places."""
    for fragment in fragments:
        group: list[Word] = []
        for word in fragment.words:
            if group and word.start in starts:
                yield _fragment(group)
                group = []
            group.append(word)
        yield _fragment(group)


def _bridge(last: Fragment, fragment: Fragment, text: str, parts: list[str], indexes: list[int]) -> None:
    between = text[last.end : fragment.start] if fragment.start > last.end else ""
    if between and between.isspace() and "\n" not in between and "\r" not in between:
        _take(text, last.end, fragment.start, parts, indexes)
    elif fragment.x0 - last.x1 > _GLUED * min(last.height, fragment.height):
        parts.append(" ")
        indexes.append(-1)


def _take(text: str, start: int, end: int, parts: list[str], indexes: list[int]) -> None:
    taken = text[start:end]
    for mark in HYPHEN_MARKS:
        taken = taken.replace(mark, "-")
    if "\x00" not in taken:
        parts.append(taken)
        indexes.extend(range(start, end))
        return
    for index, char in enumerate(taken, start):
        if char != "\x00":
            parts.append(char)
            indexes.append(index)
