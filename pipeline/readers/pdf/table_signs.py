"""What the words of aligned lines say of them: a table, or prose in columns, a list, fields, a table of contents."""

import re
from collections.abc import Iterable
from statistics import median

from pipeline.readers.pdf.runs import Page, Run

_MOST_RUNNING = 0.25
"""A column in which more lines begin with a small letter is prose, or cells of several lines."""
_MOSTLY = 0.6
"""Where more of all cells begin with a small letter, they are pieces of sentences."""
_RUNNING_LINES = 4
_FULL = 0.75
"""Prose has words in at least this share of the lines."""
_SHORTEST_PROSE = 10
"""Characters of the median line of a column of prose."""
# Takes:   "1.", "12", "2.1)", "(3)", "IV.", "a)", "-", "•"      Refuses: "2024", "A", "M."
_MARK_RE = re.compile(
    r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-z](?=[.)])|[IVX]{1,5}(?=[.)]))[.)°/]{0,2}-?|[-–—•·▪●○◦*+→⇒➢✓o\uf0b7\uf0a7]"
)
# Takes:   "- Anne Petit", "• Vote", "2) Budget"      Refuses: "-3 %", "2 500 €", "A. Petit"
_ITEM_RE = re.compile(r"(?:[-–—•·▪●○◦*→➢\uf0b7\uf0a7]|\d{1,2}[.)])\s")
# Takes:   "x", "X", "✓", "P", "(P)", "Oui", "abs.", "1"      Refuses: "Petit", "12 mai"
_SIGN_RE = re.compile(r"\(?(?:[xX☒☑✓✔✗✕×•√]|[PEARVIpear]|[Oo]ui|[Nn]on|[Ee]xc\.?|[Aa]bs\.?|[Pp]r[ée]s\.?|1|-|–)\)?")
# Takes:   "Anne Petit", "Mme Inès de CARVALET", "J.-P. Roux"      Refuses: "Anne", "Anne Petit, maire", "Vote n° 3"
_NAME_RE = re.compile(r"[^\W\d_a-zà-ÿ][\w.'’-]*(?: (?:de|du|des|la|le|d[’']|[^\W\d_a-zà-ÿ])[\w.'’-]*){1,4}")


def is_prose(run: Run, page: Page) -> bool:
    """True where two columns run on from line to line, and the lines of both do not begin rows together."""
    words = [text for row in run.rows for cell in run.cells(row).values() if len(text := page.of(cell[0])) > 2]
    if sum(text[:1].islower() for text in words) > _MOSTLY * len(words):
        return True
    running = sum(_runs_on(run, page, index) for index in range(len(run.columns)))
    return running > 1 and not (_has_bold_head(run, page) and len(run.columns) > 2)


def _runs_on(run: Run, page: Page, column: int) -> bool:
    """True for a column in which many lines begin with a small letter."""
    cells = [page.of(c[column][0]) for row in run.rows if column in (c := run.cells(row))]
    small = sum(cell[:1].islower() for cell in cells)
    if len(cells) < max(_RUNNING_LINES, _FULL * len(run.rows)) or median(map(len, cells)) < _SHORTEST_PROSE:
        return False
    return small > _MOST_RUNNING * len(cells)


def is_listing(run: Run, page: Page) -> bool:
    """Lists with tabs, fields ("Lieu :  Mairie"), tables of contents, columns of items."""
    texts = [{i: page.of(cell[0]).strip() for i, cell in run.cells(row).items()} for row in run.rows]
    columns = [[row[i] for row in texts if i in row] for i in range(len(run.columns))]
    if any(_most(_ITEM_RE.match(text + " ") is not None for text in column) for column in columns[1:]):
        return True
    if len(run.columns) > 2:
        return False
    firsts = columns[0]
    if _most(_MARK_RE.fullmatch(text) is not None or _ITEM_RE.match(text) is not None for text in firsts):
        return True
    if sum(text.endswith(":") for text in firsts) * 3 >= len(firsts):
        return True
    numbers = [int(row[1]) for row in texts if row.get(1, "").isdecimal() and len(row[1]) < 4]
    return len(numbers) >= len(texts) - 1 and numbers == sorted(numbers)


def is_sure(run: Run, page: Page) -> bool:
    """Two columns: a head that stands out, or a column of crosses or letters."""
    if _has_bold_head(run, page) or _is_signs(run, page, 1) or all(_is_names(run, page, i) for i in (0, 1)):
        return True
    head, *body = ([page.of(f) for f in row.fragments] for row in run.rows)
    capitals = all(text.isupper() for text in head)
    return capitals and len(head) == 2 and not any(all(t.isupper() for t in texts) for texts in body if len(texts) > 1)


def _is_names(run: Run, page: Page, column: int) -> bool:
    """True for a column of two to five words with capitals each: a list of names set in columns."""
    cells = [" ".join(map(page.of, c[column])) for row in run.rows if column in (c := run.cells(row))]
    return all(_NAME_RE.fullmatch(cell) for cell in cells)


def _is_signs(run: Run, page: Page, column: int) -> bool:
    """True for a column of crosses or letters under its head."""
    cells = [" ".join(map(page.of, c[column])) for row in run.rows[1:] if column in (c := run.cells(row))]
    return len(cells) > 1 and all(_SIGN_RE.fullmatch(cell) for cell in cells)


def _has_bold_head(run: Run, page: Page) -> bool:
    """True where the first line is bold in all columns, and the lines below are not."""
    head, *body = run.rows
    if len(head.fragments) < 2 or not all(page.is_bold(f.start) for f in head.fragments):
        return False
    return not any(all(page.is_bold(f.start) for f in row.fragments) for row in body if len(row.fragments) > 1)


def _most(flags: Iterable[bool]) -> bool:
    found = list(flags)
    return sum(found) * 2 > len(found)
