"""Finds running headers, footers and page numbers: lines at the edges of pages that repeat from page to page.

They are marked, never deleted. Signals in order of authority: a line that says "Page 2 sur 5"; the same line at the
same edge of most pages; a number at the edge that counts with the pages; the first page's title at the top of another
page, with that page's number. Never marks a line whose number is no page
number ("Délibération n° 12" above one resolution a page).
"""

import re
from collections import Counter
from collections.abc import Sequence

from models.document import LineRole

_EDGE = 6
"""How many lines from the top or the bottom of a page may be running lines."""
_MIN_SHARE = 0.5
"""A running line stands on at least this share of the pages (first pages often have none)."""

# Takes:   "Page 2/5", "page 2 sur 5", "- 3 -", "3 / 7", "p. 4", "Page 3", "3 sur 7"
# Refuses: "3", "2023", "Page blanche", "3 pour", "12/03/2024", "1. Budget"
_PAGE_MARK_RE = re.compile(
    r"""[\s|–—-]* (?:
        (?:page|p\.|pg)\s*\d{1,3} (?: \s*(?:/|sur|de|of)\s*\d{1,3} )?
      | \d{1,3}\s*(?:/|sur)\s*\d{1,3}
      | [–—-]\s*\d{1,3}\s*[–—-]
    ) [\s|–—-]*""",
    re.VERBOSE | re.IGNORECASE,
)
# Takes:   "3", " 12 ", "| 4"      Refuses: "2023", "3.", "3 voix"
_BARE_NUMBER_RE = re.compile(r"[\s|]*(?P<number>\d{1,3})[\s|]*")
# A number that may be a page's: stands alone, perhaps with the count of pages after it.
# Takes:   the 3 of "Mairie de Brume | 3", "3 / 7" in "PV 3 / 7"      Refuses: "n° 3", "2024-03", "3,5", "3/05/24"
_LOOSE_NUMBER_RE = re.compile(
    r"(?<![\w,.°/-])(?<!n°\s)(?<!no\s)(?P<number>\d{1,3})(?P<of>\s?(?:/|sur)\s?\d{1,3})?(?![\w,.°/-])"
)
_NUMBER_AT_END_RE = re.compile(r"(?P<title>.+\S) (?P<number>\d{1,3})")
_SHORTEST_TITLE = 10


def is_page_mark(text: str) -> bool:
    """True for a line that is nothing but a page number in words or between dashes."""
    return bool(_PAGE_MARK_RE.fullmatch(text))


def running_roles(pages: Sequence[Sequence[str]]) -> dict[tuple[int, int], LineRole]:
    """The roles of the lines that are not body: (page index, line index) → HEADER or FOOTER.

    `pages` holds each page's lines, top to bottom.
    """
    roles: dict[tuple[int, int], LineRole] = {}
    for from_top in (False, True):
        repeated = _repeated_keys(pages, from_top)
        counting = _counting_pages(pages, from_top)
        role = LineRole.HEADER if from_top else LineRole.FOOTER
        for number, lines in enumerate(pages):
            for index in _edge(lines, from_top):
                text = lines[index]
                bare = _BARE_NUMBER_RE.fullmatch(text) is not None and number in counting
                known = bare or not repeated.isdisjoint(_keys(text, number))
                if not (known or is_page_mark(text) or (from_top and _repeats_title(pages, number, text))):
                    break
                roles.setdefault((number, index), role)
    return roles


def _edge(lines: Sequence[str], from_top: bool) -> list[int]:
    """Indexes of the lines at one edge, from the edge inwards; at least one line of a page is left as body."""
    size = min(_EDGE, len(lines))
    return list(range(size)) if from_top else [len(lines) - 1 - i for i in range(size)]


def _keys(text: str, page_index: int) -> frozenset[str]:
    """The line as it may stand on all pages: as it is, and with lone numbers told from the page's number."""
    squeezed = _squeeze(text)
    return frozenset({squeezed, _LOOSE_NUMBER_RE.sub(lambda m: _distance(m, page_index), squeezed)})


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text.casefold()).strip()


def _distance(match: re.Match[str], page_index: int) -> str:
    """The number as its distance from the page's, where that is small; the count of pages as it is."""
    number = int(match["number"]) - page_index
    return f"#{number}{match['of'] or ''}" if abs(number) <= 2 else match[0]


def _repeated_keys(pages: Sequence[Sequence[str]], from_top: bool) -> frozenset[str]:
    filled = [(number, lines) for number, lines in enumerate(pages) if lines]
    if len(filled) < 2:
        return frozenset()
    seen: Counter[str] = Counter()
    for number, lines in filled:
        seen.update({key for index in _edge(lines, from_top) for key in _keys(lines[index], number)})
    needed = max(2, _MIN_SHARE * len(filled))
    return frozenset(key for key, count in seen.items() if count >= needed and any(c.isalnum() for c in key))


def _repeats_title(pages: Sequence[Sequence[str]], page_index: int, text: str) -> bool:
    """True for "Conseil du 3 mai 2   " on page 2 where page 1 begins with "Conseil du 3 mai"."""
    match = _NUMBER_AT_END_RE.fullmatch(_squeeze(text))
    if match is None or page_index == 0 or int(match["number"]) != page_index + 1:
        return False
    titles = (_squeeze(pages[0][index]) for index in _edge(pages[0], from_top=True))
    return any(len(title) >= _SHORTEST_TITLE and match["title"].startswith(title) for title in titles)


def _counting_pages(pages: Sequence[Sequence[str]], from_top: bool) -> frozenset[int]:
    """Pages whose outermost number counts with the pages (7 on page 5, 8 on page 6), at least two of them."""
    distances: dict[int, int] = {}
    for number, lines in enumerate(pages):
        for index in _edge(lines, from_top):
            match = _BARE_NUMBER_RE.fullmatch(lines[index])
            if match is not None:
                distances[number] = int(match["number"]) - number
                break
    if len(pages) == 1:
        return frozenset(distances) if distances.get(0) == 1 else frozenset()
    usual, count = Counter(distances.values()).most_common(1)[0] if distances else (0, 0)
    return frozenset(n for n, d in distances.items() if d == usual) if count >= 2 else frozenset()
