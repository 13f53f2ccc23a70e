"""Marks footnotes: small lines at the foot of a page or column that begin with a number which the text above refers to.

They stand between two pages of a sentence and are no part of it. Never: small print without a number, a small list that
nothing refers to, table cells.
"""

import re
from collections.abc import Iterable, Sequence
from statistics import median

from models.document import LineRole
from pipeline.readers.pdf.blocks import Draft

_SMALLER = 0.92
"""Notes are set at most in this share of the text's size."""
# Takes:   "1 Voir l'annexe", "(2) Montant", "3. Loi", "* Excusé", "¹ Décret", "1Voir"      Refuses: "12 mai", "- 1"
_START_RE = re.compile(r"[(\[]?(?P<mark>\d{1,2}|[*†‡]{1,3}|[¹²³⁴⁵⁶⁷⁸⁹])[)\].]?\s*(?=[^\W\d_]|[«\"“])")
_MONTH_RE = re.compile(r"\d{1,2}\s+(?:janv|févr|mars|avril|mai|juin|juil|août|sept|oct|nov|déc)", re.IGNORECASE)


def mark_footnotes(pages: Sequence[Sequence[Draft]]) -> None:
    """Give the lines of footnotes their role; `pages` holds the lines of each page in reading order."""
    size = _text_size(draft for page in pages for draft in page)
    for page in pages:
        for column in {draft.column for draft in page}:
            notes = _notes(page, column, size)
            for draft in notes:
                draft.role = LineRole.NOTE


def _text_size(drafts: Iterable[Draft]) -> float:
    """The size in which most of the text is set, in points."""
    sizes = [d.size for d in drafts if d.role is LineRole.BODY and d.cell is None for _ in range(len(d.text) // 20 + 1)]
    return median(sizes) if sizes else 0.0


def _notes(page: Sequence[Draft], column: int, size: float) -> list[Draft]:
    """The lines at the end of a column that are footnotes."""
    lines = [d for d in page if d.role is LineRole.BODY and d.column == column]
    last = len(lines)
    while last > 0 and lines[last - 1].cell is None and lines[last - 1].size <= _SMALLER * size:
        last -= 1
    if last == 0:
        return []
    above = [draft for draft in page if draft not in lines[last:]]
    text = "\n".join(draft.text for draft in above)
    raised = {sign for draft in above for sign in draft.raised}
    for index in range(last, len(lines)):
        match = _START_RE.match(lines[index].text)
        if match is None or _MONTH_RE.match(lines[index].text):
            continue
        if match["mark"] in raised or _is_referred_to(match["mark"], text):
            return lines[index:]
    return []


def _is_referred_to(mark: str, text: str) -> bool:
    """True where the mark stands behind a word: "la subvention1", "le budget (1)", "absents*"."""
    return re.search(rf"(?:[^\W\d_][»”\")\],.;:]?|\()\s?{re.escape(mark)}(?![\w/])", _spaced(text, mark)) is not None


def _spaced(text: str, mark: str) -> str:
    """The text without numbers that stand alone ("article 1"): a mark is raised, and touches its word."""
    return re.sub(rf"\s{re.escape(mark)}(?=\s|$)", "", text)
