"""Two expressions that make one interval: "du 29 avril au 3 mai", "de mai à septembre 2018", "fin juin/début juillet".

What one part leaves out (the year) is read from the other: "le 4, le 18 mars et le 2 avril 2019" are all of 2019.
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from extractors.grammar.dates.calendar import ONE_DAY
from extractors.grammar.dates.model import DateKind, Direction, Interval, Piece, Scan, When
from models.vocabulary import DatePrecision

Reread = Callable[[When], tuple[Piece, ...]]

_TIME_SRC = r"(?:\s?,?\s?(?:(?:a|a partir de|des|vers|de)\s)?\d{1,2}\s?h(?:eures)?\s?\d{0,2})?"
_ARTICLE_SRC = r"(?:(?:a|en|au)\s)?(?:(?:le|la|les|l')\s?)?"
# Between the ends of a range: "5 mars au 7 mai", "5 mars à 18 h au 7 mai", "14/09 (fin des dépôts) au 30/11",
# "28 mars > avril".
_RANGE_RE = re.compile(
    rf"{_TIME_SRC}\s{{0,3}}(?:\([^()]{{0,60}}\)\s?)?(?P<word>jusqu'(?:au|a|en)|au|a|->|>|→|-|/|,|et|ou)\s{{0,3}}{_ARTICLE_SRC}"
)
_FROM_RE = re.compile(r"(?P<word>\b(?:du|de|des|entre|depuis)\s|\bd')(?:le\s|la\s|l'|les\s)?$")
_LIST_RE = re.compile(r"\s{0,3}(?:,|;|et|ou|/|puis|,\s?puis|,\s?et)\s{1,3}(?:(?:le|les|du|des|au|en|de)\s)?")
_UNJOINABLE = frozenset({DateKind.YEAR})


@dataclass(frozen=True, slots=True)
class Found:
    """A piece, the rule that found it, and the way to read it again from another anchor (None: it stands alone)."""

    rule: str
    piece: Piece
    read: Reread | None


def join(scan: Scan, found: list[Found], reference: dt.date | None) -> list[Found]:
    """The expressions with years carried over and ranges made one, in order."""
    carried = _carry_years(scan, found, reference)
    joined: list[Found] = []
    for one in carried:
        made = _range(scan, joined[-1], one, reference) if joined else None
        if made is not None:
            joined[-1] = made
        else:
            joined.append(one)
    return [_with_head(scan, one) for one in joined]


def _carry_years(scan: Scan, found: list[Found], reference: dt.date | None) -> list[Found]:
    """A year that the last of a list states holds for those before it, in rising order."""
    carried = list(found)
    for index in range(len(carried) - 2, -1, -1):
        left, right = carried[index], carried[index + 1]
        gap = scan.plain[left.piece.end : right.piece.start]
        if left.piece.interval.stated or not right.piece.interval.stated or not _LIST_RE.fullmatch(gap):
            continue
        if right.piece.interval.start and left.piece.interval.kind in (DateKind.ABSOLUTE, DateKind.PARTIAL):
            again = _again(left, right.piece.interval.start, Direction.STRICTLY_BEFORE, reference)
            carried[index] = _stated(again) if again else left
    return carried


def _stated(found: Found) -> Found:
    return replace(found, piece=replace(found.piece, interval=replace(found.piece.interval, stated=True)))


def _again(found: Found, anchor: dt.date, direction: Direction, reference: dt.date | None) -> Found | None:
    """The same expression read from another day."""
    if found.read is None:
        return None
    when = When(reference, direction).around(anchor, direction)
    for piece in found.read(when):
        if piece.start <= found.piece.start < piece.end:
            return replace(found, piece=replace(found.piece, interval=piece.interval))
    return None


def _range(scan: Scan, left: Found, right: Found, reference: dt.date | None) -> Found | None:
    """One interval from two, None where the words between do not join them."""
    gap = _RANGE_RE.fullmatch(scan.plain[left.piece.end : right.piece.start])
    if gap is None or left.piece.interval.kind in _UNJOINABLE or right.piece.interval.kind in _UNJOINABLE:
        return None
    first, last = _aligned(left, right, reference)
    start, end = first.interval.start, last.interval.end
    if start is None or end is None or first.interval.end is None or start > end:
        return None
    head = _FROM_RE.search(scan.plain[max(0, left.piece.start - 12) : left.piece.start])
    touches = last.interval.start is not None and last.interval.start - first.interval.end <= ONE_DAY
    if not _joins(gap["word"], head, first.interval, last.interval, touches=touches):
        return None
    precision = first.interval.precision if first.interval == last.interval else DatePrecision.RANGE
    interval = Interval(start, end, precision, _kind(first.interval, last.interval),
                        stated=first.interval.stated or last.interval.stated,
                        weekday_mismatch=first.interval.weekday_mismatch or last.interval.weekday_mismatch)  # fmt: skip
    return Found("range", Piece(left.piece.start, right.piece.end, interval), None)


def _kind(first: Interval, last: Interval) -> DateKind:
    return first.kind if first.kind is last.kind else DateKind.PARTIAL


def _aligned(left: Found, right: Found, reference: dt.date | None) -> tuple[Piece, Piece]:
    """Both ends with the year that one of them states, or the later one after the earlier."""
    first, last = left.piece.interval, right.piece.interval
    if last.stated and not first.stated and last.end:
        again = _again(left, last.end, Direction.STRICTLY_BEFORE, reference)
        return (again or left).piece, right.piece
    if first.start and right.rule == "weekday" and right.read is not None and last.start and last.start < first.start:
        return left.piece, right.read(When(first.start, Direction.AFTER))[0]
    if first.start and not last.stated and right.read is not None:
        again = (
            _again(right, first.start, Direction.STRICTLY_AFTER, reference)
            if last.kind is not DateKind.RELATIVE
            else None
        )
        return left.piece, (again or right).piece
    return left.piece, right.piece


def _joins(word: str, head: re.Match[str] | None, first: Interval, last: Interval, *, touches: bool) -> bool:
    if word == "," and last.kind is not DateKind.PARTIAL:
        return False
    if word in (",", "et", "ou") and not (head and head["word"].startswith("entre")):
        return touches and (first.precision is last.precision or first.precision is DatePrecision.RANGE)
    if word in (">", "->", "→"):
        return True
    if word == "/":
        return touches
    if word == "-":
        return touches or first.precision is last.precision
    return head is not None or word == "au" or word.startswith("jusqu") or touches


# "du 3 avril au 5 mai", "entre le 3 et le 7 mai", "de mai à septembre": the words before belong to a range.
_HEAD_RE = re.compile(r"\b(?:du|entre le|entre|de la|de l'|de|d'|les|des)\s?$")


def _with_head(scan: Scan, found: Found) -> Found:
    start = found.piece.start
    interval = found.piece.interval
    if found.rule not in ("range", "days") or interval.start == interval.end or interval.start is None:
        return found
    head = _HEAD_RE.search(scan.plain[max(0, start - 10) : start])
    if head is None or (found.rule == "days" and head.group().strip() in ("de", "d'", "des")):
        return found
    offset = len(head.group())
    return replace(found, piece=replace(found.piece, start=start - offset))
