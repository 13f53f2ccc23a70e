"""Styles of a Word document: what a paragraph inherits from its style and the styles below it."""

import re
from dataclasses import dataclass, replace

from lxml import etree

from pipeline.readers.word.package import W, child, number, switch, value

# Takes:   "heading 1", "Titre 2", "Heading3", "titre 1 numéroté"      Refuses: "Titre", "Sous-titre", "Header"
_HEADING_NAME_RE = re.compile(r"(?:heading|titre)\s*(?P<level>[1-9])\b", re.IGNORECASE)
# Takes:   "toc 1", "TOC 3", "Contents 2"      Refuses: "toc heading", "Contenu", "TM", "table of figures"
_CONTENTS_NAME_RE = re.compile(r"(?:toc|contents) [1-9]\b", re.IGNORECASE)
_TITLE_NAMES = frozenset({"title", "titre"})
_BODY_OUTLINE = 9
"""w:outlineLvl 9 means body text (ISO 29500-1, 17.3.1.20)."""


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says; None where it is silent."""

    heading_level: int | None = None
    bold: bool | None = None
    font_size: float | None = None
    num_id: int | None = None
    num_level: int | None = None
    left: int | None = None
    """Left indent of the paragraph, in twentieths of a point."""
    first: int | None = None
    """What the first line is set in (or, negative, out) from there."""
    hidden: bool | None = None
    is_contents: bool | None = None
    """A line of a table of contents."""


class Styles:
    """All styles, each resolved along its `basedOn` chain once."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._resolved: dict[str, Style] = {}
        self._default_paragraph: str | None = None
        defaults = child(root, "docDefaults")
        self._base = read_style(child(defaults, "pPrDefault", "pPr"), child(defaults, "rPrDefault", "rPr"))
        for element in root.findall(f"{W}style") if root is not None else ():
            name = value(element, "styleId") or ""
            self._elements[name] = element
            if value(element, "type") == "paragraph" and value(element, "default") in ("1", "true", "on"):
                self._default_paragraph = name

    def paragraph(self, style_id: str | None) -> Style:
        """A paragraph style over the document's defaults; an unknown id is the default style."""
        known = style_id if style_id in self._elements else self._default_paragraph
        return self._base if known is None else over(self._base, self._resolve(known, frozenset()))

    def character(self, style_id: str | None) -> Style:
        """A character style alone."""
        return self._resolve(style_id, frozenset()) if style_id in self._elements and style_id is not None else Style()

    def _resolve(self, style_id: str, above: frozenset[str]) -> Style:
        if style_id not in self._resolved:
            element = self._elements[style_id]
            own = read_style(child(element, "pPr"), child(element, "rPr"))
            if own.heading_level is None:
                own = replace(own, heading_level=_named_level(value(child(element, "name")) or "", style_id))
            own = replace(own, is_contents=_CONTENTS_NAME_RE.match(value(child(element, "name")) or "") is not None)
            base = value(child(element, "basedOn"))
            if base is not None and base in self._elements and base not in above | {style_id}:
                own = over(self._resolve(base, above | {style_id}), own)
            self._resolved[style_id] = own
        return self._resolved[style_id]


def read_style(paragraph: etree._Element | None, run: etree._Element | None) -> Style:
    """What w:pPr and w:rPr say by themselves."""
    outline = number(child(paragraph, "outlineLvl"))
    size = number(child(run, "sz"))
    numbering = child(paragraph, "numPr")
    indent = child(paragraph, "ind")
    left = number(indent, "left")
    hanging = number(indent, "hanging")
    return Style(
        heading_level=None if outline is None or outline >= _BODY_OUTLINE else outline + 1,
        bold=switch(child(run, "b")),
        font_size=None if size is None else size / 2,
        num_id=number(child(numbering, "numId")),
        num_level=number(child(numbering, "ilvl")),
        left=number(indent, "start") if left is None else left,
        first=number(indent, "firstLine") if hanging is None else -hanging,
        hidden=switch(child(run, "vanish")),
    )


def over(base: Style, own: Style) -> Style:
    """`own` where it speaks, else `base`."""
    return Style(
        own.heading_level if own.heading_level is not None else base.heading_level,
        own.bold if own.bold is not None else base.bold,
        own.font_size if own.font_size is not None else base.font_size,
        own.num_id if own.num_id is not None else base.num_id,
        own.num_level if own.num_level is not None else base.num_level,
        own.left if own.left is not None else base.left,
        own.first if own.first is not None else base.first,
        own.hidden if own.hidden is not None else base.hidden,
        own.is_contents if own.is_contents is not None else base.is_contents,
    )


def _named_level(name: str, style_id: str) -> int | None:
    match = _HEADING_NAME_RE.match(name) or _HEADING_NAME_RE.fullmatch(style_id)
    if match is not None:
        return int(match["level"])
    return 1 if name.lower() in _TITLE_NAMES else None
