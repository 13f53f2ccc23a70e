"""Lines of a page that may be a table without rules: their words by column."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from statistics import median

from pipeline.readers.pdf.chars import Word
from pipeline.readers.pdf.layout import Fragment, Row

_WIDE_SPACE = 1.6
"""A gap of this many usual spaces between words may part two columns."""
_SAMPLES = 200
_LEAST_SAMPLES = 20
_SPACE = 0.25
"""A space in heights of a line, where a page has too few words to tell."""

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Page:
    """What the search needs to know of a page: its characters, and which of them are bold."""

    text: str
    is_bold: Callable[[int], bool]

    def of(self, fragment: Fragment) -> str:
        return self.text[fragment.start : fragment.end]


@dataclass(frozen=True, slots=True)
class Run:
    """Lines that share their columns."""

    rows: Sequence[Row]
    columns: tuple[Interval, ...]

    def cells(self, row: Row) -> dict[int, list[Fragment]]:
        """The fragments of a line by column."""
        found: dict[int, list[Fragment]] = {}
        for fragment in row.fragments:
            index = next((i for i, column in enumerate(self.columns) if overlap(fragment, column)), None)
            if index is not None:
                found.setdefault(index, []).append(fragment)
        return found


def usual_space(rows: Sequence[Row]) -> float:
    """The usual space between two words of the page, in points."""
    pairs = (pair for row in rows for fragment in row.fragments for pair in pairwise(fragment.words))
    gaps = [right.x0 - left.x1 for left, right in islice(pairs, _SAMPLES)]
    if len(gaps) >= _LEAST_SAMPLES:
        return median(gaps)
    return _SPACE * median([row.main.height for row in rows])


def split_row(row: Row, space: float) -> Row:
    """The row with its fragments cut where a gap is wider than the usual space."""
    if space <= 0:
        return row
    return Row([piece for fragment in row.fragments for piece in _pieces(fragment, _WIDE_SPACE * space)])


def _pieces(fragment: Fragment, widest: float) -> list[Fragment]:
    groups: list[list[Word]] = [[fragment.words[0]]]
    for left, right in pairwise(fragment.words):
        if right.x0 - left.x1 > widest:
            groups.append([right])
        else:
            groups[-1].append(right)
    return [fragment] if len(groups) == 1 else [_fragment(group) for group in groups]


def _fragment(words: Sequence[Word]) -> Fragment:
    tops, bottoms = [word.top for word in words], [word.bottom for word in words]
    return Fragment(tuple(words), words[0].x0, min(tops), max(word.x1 for word in words), max(bottoms))


def overlap(fragment: Fragment, column: Interval) -> bool:
    """True where some of the fragment stands in the column."""
    return fragment.x0 < column[1] and fragment.x1 > column[0]


def middle_of(fragment: Fragment) -> float:
    """Its vertical middle."""
    return (fragment.top + fragment.bottom) / 2
