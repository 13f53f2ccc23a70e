"""Footnote marks and reviewers' remarks in pages that Word, LibreOffice or a wiki wrote."""

import re

from lxml import etree

from pipeline.readers.html.looks import Declarations

# Takes: "[1]", "1", "(3)", "iv", "*", "[a]"      Refuses: "2024", "page 3", "1er"
_MARK_RE = re.compile(r"[\[(]?(?P<mark>\d{1,3}|[ivx]{1,5}|[a-z]|\*{1,3})[\])]?", re.IGNORECASE)
# Where the link leads to or what it is called: "#_ftn1", "#sdfootnote1sym", "#cite_note-3", "#fn:2", "#_edn1"
_NOTE_RE = re.compile(r"ftn|edn|note|\bfn", re.IGNORECASE)
_REMARKS = frozenset({"msocomanchor", "msocomtxt", "msocommentreference"})


def note_mark(node: etree._Element) -> str | None:
    """The number of a footnote where an element is but that number, in the text or before the note itself."""
    if node.tag != "a" or "#" not in (node.get("href") or ""):
        return None
    named = " ".join(node.get(name) or "" for name in ("href", "class", "name", "id"))
    match = _MARK_RE.fullmatch("".join(node.itertext()).strip()) if _NOTE_RE.search(named) else None
    return match["mark"] if match is not None else None


def is_remark(node: etree._Element, style: Declarations) -> bool:
    """True for remarks in the margin and the marks that lead to them: no text of the document."""
    if style.get("mso-element") in ("comment-list", "comment"):
        return True
    return not _REMARKS.isdisjoint((node.get("class") or "").lower().split())
