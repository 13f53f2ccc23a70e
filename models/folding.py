"""Views of a text for matching: the original is never changed, every position leads back to it.

A view joins the lines of a passage and has two strings of equal length: `cased` (readable: one space between words,
hyphenation undone, ligatures expanded, quotes and dashes of one form) and `folded` (the same in lower case without
accents). A match in either is turned into spans of the original by `spans`.
"""

import re
import unicodedata
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from models.document import Span

_DASHES = dict.fromkeys("‐‑‒–—―−﹣－", "-")
_QUOTES = {**dict.fromkeys("’‘ʼ´`′ʹ＇", "'"), **dict.fromkeys("“”„‟«»″", '"')}
_STRAIGHT = str.maketrans({sign: plain for sign, plain in _QUOTES.items() if plain == "'"})
_LIGATURES = {
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
    "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "…": "...", "Ĳ": "IJ", "ĳ": "ij",
}  # fmt: skip
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
"""Soft hyphen and zero-width characters: on no page."""
_READABLE = {**_DASHES, **_QUOTES, **_LIGATURES}
_LINE_END_HYPHEN_RE = re.compile(
    r"(?<![^\W\d_])(?P<left>[^\W\d_]++)(?P<hyphen>[-‐‑\u00ad]++)(?P<gap>[ \t\u00a0]*+\r?\n[ \t\u00a0]*+)"
    r"(?=(?P<right>[^\W\d_]))"
)
"""From a word's first letter on, without a way back: else a word of n letters costs n² steps."""
_KEEP_HYPHEN_AFTER = frozenset(
    "a afro agro apres arc au avant bas c ceci celle celles celui ceux chef cinquante co compte dela demi dit dix "
    "eco elle elles est etes eux ex franco grand haut inter la lui mi moi nord non nous ont ouvre par peut porte "
    "presque proces quarante quatre quelques rendez semi sino socio soi soixante sont sous sud t toi trente vice "
    "vingt vous".split()
)
"""Words that a true hyphen follows ("sous-\\npréfet"), folded; after any other the line end made the hyphen."""

# Letters set apart, words by wider gaps: the blanks within words are on no page either.
# Takes:   "P r é s e n t s :", "C O M P T E - R E N D U", "O r d r e  d u  j o u r", "E X C U S É S"
# Refuses: "P E A" (columns), "P E A R P", "a b c d e" (a list), "J. P. M.", "A à D", "C G T", "x x x x x", "A B 1 2 C"
_SPACED_RE = re.compile(
    r"""(?<![^\W_])                                        # not within a word
        [^\W\d_] (?:[ \xa0](?:[-–'’][ \xa0])?[^\W\d_]){2,}  # a word of three letters or more, one blank after each
        (?:[ \xa0\t]{2,6} [^\W\d_] (?:[ \xa0](?:[-–'’][ \xa0])?[^\W\d_])*)*   # other words, after wider gaps
        (?![^\W_])""",
    re.VERBOSE,
)
# No word of minutes is as long: Base64, a line of dots, text of no language. What is beyond its first characters is one
# blank to all rules. Leaders in it part words: "Anne Roux......(200 dots)......trésorière" keeps both.
_LONGEST_WORD = 200
_LEADER = 20
_WORD_RE = re.compile(r"\S++")
_LONG_WORD_PART_RE = re.compile(r"(?P<leader>([^\w\s]|_)\2{20,}+)|(?:(?!([^\w\s]|_)\3{20})\S)++")
_LONE_BLANK_RE = re.compile(r"(?<=\S)[ \xa0](?=\S)")
_LEAST_LETTERS = 5
_LEAST_KINDS = 4
"""Different letters in them: crosses and letters of presence repeat."""
_PRESENCE = frozenset("pearivx")
"""Letters that say who is there, one a column."""
_VOWELS = frozenset("aeiouy")


def straight(text: str) -> str:
    """The text with apostrophes of one form ("’" → "'"), one character for one character."""
    return text if text.isascii() else text.translate(_STRAIGHT)


def fold(text: str) -> str:
    """Lower case without accents, one character for one character where possible ("É" → "e", "ß" stays)."""
    return text.lower() if text.isascii() else text.translate(_FOLDED)


class _Folded(dict[int, str]):
    """Each character's folded form, found out when first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_char(chr(code))
        return folded


_FOLDED = _Folded()


def _fold_char(char: str) -> str:
    base = unicodedata.normalize("NFKD", char)[0] if not char.isascii() else char
    low = base.lower()
    return low if len(low) == 1 else base


@dataclass(frozen=True, slots=True)
class TextView:
    """A passage for matching. `cased` and `folded` have equal length; `starts[i]`, `ends[i]` are the range of the
    original that character i stands for (a space may stand for a tab, a line break, a run of spaces, the rest of a
    word too long to be one)."""

    cased: str
    folded: str
    starts: "array[int]"
    ends: "array[int]"
    pieces: tuple[Span, ...]
    """The spans of the original that the view was made of, in reading order."""

    def __len__(self) -> int:
        return len(self.cased)

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Spans of the original for the view's range [start, end), white space at the ends left out.

        One span where the passage is whole in the original, several where other text lies between its pieces.
        """
        while start < end and self.cased[start].isspace():
            start += 1
        while end > start and self.cased[end - 1].isspace():
            end -= 1
        if start >= end:
            return ()
        whole = Span(self.starts[start], self.ends[end - 1])
        cut = [Span(max(p.start, whole.start), min(p.end, whole.end)) for p in self.pieces if p.overlaps(whole)]
        return tuple(cut) if len(cut) > 1 else (whole,)

    def index_of(self, offset: int) -> int:
        """The first position of the view that stands at or after this offset of the original."""
        low, high = 0, len(self.starts)
        while low < high:
            middle = (low + high) // 2
            if self.ends[middle] <= offset:
                low = middle + 1
            else:
                high = middle
        return low


def make_view(text: str, spans: Iterable[Span]) -> TextView:
    """A view of the given spans of `text`, joined by one space; adjoining spans are first made one piece."""
    pieces = _join_adjoining(text, spans)
    cased: list[str] = []
    starts, ends = array("i"), array("i")
    for piece in pieces:
        if cased and cased[-1] != " ":
            cased.append(" ")
            starts.append(piece.start)
            ends.append(piece.start)
        _read_piece(text, piece, cased, starts, ends)
    joined = "".join(cased)
    return TextView(joined, fold(joined), starts, ends, pieces)


def view_of(text: str) -> TextView:
    """A view of a whole text."""
    return make_view(text, (Span(0, len(text)),))


def tidy(text: str) -> str:
    """A quote as a reader sees it: words joined, one space, hyphenation undone, ligatures expanded; case, accents,
    quotes and "œ" as printed."""
    text = _LINE_END_HYPHEN_RE.sub(_rejoin, text)
    text = _SPACED_RE.sub(_close_up, text)
    text = re.sub(r"-‐|‐-|‐", "-", text)
    kept = "".join("" if c in _INVISIBLE else _LIGATURES[c] if c in "ﬀﬁﬂﬃﬄﬅﬆ" else c for c in text)
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", kept)).strip()


def _is_word_break(match: re.Match[str]) -> bool:
    """True for "réu-\\nnion", False for "Saint-\\nMalo" and "sous-\\npréfet", whose hyphen is their own."""
    return match["right"].islower() and fold(match["left"]) not in _KEEP_HYPHEN_AFTER


def _rejoin(match: re.Match[str]) -> str:
    return match["left"] + ("" if _is_word_break(match) else "-")


def _is_spaced_word(text: str) -> bool:
    """True where single letters with blanks between them are words: enough letters, vowels among them, no alphabet."""
    letters = fold("".join(char for char in text if char.isalpha()))
    pairs = sum(ord(b) - ord(a) == 1 for a, b in pairwise(letters))
    if len(letters) < _LEAST_LETTERS or len(set(letters)) < _LEAST_KINDS or 2 * pairs >= len(letters):
        return False
    if _PRESENCE.issuperset(letters):
        return False
    return 0.2 <= sum(letter in _VOWELS for letter in letters) / len(letters) <= 0.75


def _close_up(match: re.Match[str]) -> str:
    if not _is_spaced_word(match.group()):
        return match.group()
    blanks = _inner_blanks(match)
    return "".join(char for at, char in enumerate(match.group(), match.start()) if at not in blanks)


def _inner_blanks(match: re.Match[str]) -> frozenset[int]:
    """Positions of the lone blanks between the letters of a word."""
    return frozenset(match.start() + blank.start() for blank in _LONE_BLANK_RE.finditer(match.group()))


def _spaced_letters(text: str, piece: Span) -> frozenset[int]:
    """Positions of the blanks within words whose letters are set apart."""
    dropped: set[int] = set()
    for match in _SPACED_RE.finditer(text, piece.start, piece.end):
        if _is_spaced_word(match.group()):
            dropped.update(_inner_blanks(match))
    return frozenset(dropped)


def _join_adjoining(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Make one of neighbours with nothing but white space between them (a form feed keeps pages apart)."""
    joined: list[Span] = []
    for span in spans:
        if joined and span.start >= joined[-1].end:
            between = text[joined[-1].end : span.start]
            if not between.strip() and "\f" not in between:
                joined[-1] = Span(joined[-1].start, span.end)
                continue
        joined.append(span)
    return tuple(joined)


def _passed_over(text: str, piece: Span) -> dict[int, int]:
    """Ranges, start → end, in words that nobody wrote as a word: what is beyond their first characters."""
    over: dict[int, int] = {}
    for word in _WORD_RE.finditer(text, piece.start, piece.end):
        if word.end() - word.start() <= _LONGEST_WORD:
            continue
        for part in _LONG_WORD_PART_RE.finditer(text, word.start(), word.end()):
            kept = part.start() + (_LEADER if part["leader"] else _LONGEST_WORD)
            if kept < part.end():
                over[kept] = part.end()
    return over


def _read_piece(text: str, piece: Span, cased: list[str], starts: "array[int]", ends: "array[int]") -> None:
    dropped = _hyphenation(text, piece) | _spaced_letters(text, piece)
    over = _passed_over(text, piece)
    position = piece.start
    while position < piece.end:
        if position in over:
            _put(" ", position, over[position], cased, starts, ends)
            position = over[position]
            continue
        char = text[position]
        after = position + 1
        while after < piece.end and unicodedata.combining(text[after]):
            after += 1
        if position in dropped or char in _INVISIBLE:
            position = after
            continue
        if char.isspace() or unicodedata.category(char) in ("Cc", "Co"):
            if cased and cased[-1] == " ":
                ends[-1] = after
            elif cased:
                _put(" ", position, after, cased, starts, ends)
        elif _READABLE.get(char) == "-" and cased and cased[-1] == "-" and starts[-1] == position - 1:
            ends[-1] = after  # "-‐" of some text layers is one hyphen
        else:
            whole = unicodedata.normalize("NFC", text[position:after])
            _put(_READABLE.get(char, whole), position, after, cased, starts, ends)
        position = after


def _put(seen: str, start: int, end: int, cased: list[str], starts: "array[int]", ends: "array[int]") -> None:
    for char in seen:
        cased.append(char)
        starts.append(start)
        ends.append(end)


def _hyphenation(text: str, piece: Span) -> frozenset[int]:
    """Positions that a line-end hyphen makes invisible: the break, and the hyphen where it is not the word's own."""
    dropped: set[int] = set()
    for match in _LINE_END_HYPHEN_RE.finditer(text, piece.start, piece.end):
        first = match.start("hyphen") if _is_word_break(match) else match.start("gap")
        dropped.update(range(first, match.end("gap")))
    return frozenset(dropped)
