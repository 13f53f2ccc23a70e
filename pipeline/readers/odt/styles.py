"""Styles of an OpenDocument text: what a paragraph or a span inherits along its parent styles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from pipeline.readers.odt.package import FO, STYLE, TEXT

# Takes:   "Heading_20_1", "heading 2", "Titre_20_3", "Titre 1 numéroté"
# Refuses: "Header", "Heading" (the parent of all headings), "Table_20_Heading", "Contents_20_1"
_HEADING_NAME_RE = re.compile(r"(?:heading|titre)(?:\s|_20_)*(?P<level>[1-9])(?!\d)", re.IGNORECASE)
_TITLE_NAMES = frozenset({"title", "titre", "titre principal"})
# Takes:   "1.27cm", "-0.25in", "12pt", "85%"      Refuses: "auto", "1.2.3cm"
_LENGTH_RE = re.compile(r"(?P<number>-?\d{1,9}(?:\.\d{1,20})?)(?P<unit>pt|pc|cm|mm|in|px|%)")
_POINTS = {"pt": 1.0, "pc": 12.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0, "px": 0.75}
_BOLDEST_NORMAL = 500
_MAX_CHAIN = 32


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says; None where it is silent."""

    heading_level: int | None = None
    bold: bool | None = None
    font_size: float | None = None
    """In points."""
    scale: float = 1.0
    """Font size relative to what surrounds it."""
    left: float | None = None
    """Left margin of the paragraph, in points."""
    first: float | None = None
    """What the first line is set in (or, negative, out) from there, in points."""
    list_style: str | None = None
    hidden: bool | None = None
    font: str | None = None


class Styles:
    """Styles by family and name; each part of the file (content, headers) has automatic styles of its own."""

    def __init__(self, *roots: etree._Element | None) -> None:
        self._elements: dict[tuple[str, str], etree._Element] = {}
        self._defaults: dict[str, Style] = {}
        self._resolved: dict[tuple[str, str], Style] = {}
        for root in roots:
            for element in root if root is not None else ():
                family = element.get(f"{STYLE}family") or ""
                if element.tag == f"{STYLE}style":
                    self._elements[family, element.get(f"{STYLE}name") or ""] = element
                elif element.tag == f"{STYLE}default-style":
                    self._defaults[family] = _read(element)

    def paragraph(self, name: str | None) -> Style:
        """A paragraph style over its parents and the defaults; an unknown one says nothing."""
        key = ("paragraph", name or "")
        if key not in self._resolved:
            style = self._defaults.get("paragraph", Style())
            for element in reversed(list(self._chain(*key))):
                style = over(style, _read(element))
            level = next((lev for e in self._chain(*key) if (lev := _named_level(e)) is not None), None)
            self._resolved[key] = style if style.heading_level else replace(style, heading_level=level)
        return self._resolved[key]

    def own(self, name: str | None) -> Style:
        """What a paragraph style says by itself."""
        element = self._elements.get(("paragraph", name or ""))
        return Style() if element is None else _read(element)

    def span(self, name: str | None, around: Style) -> Style:
        """A character style over the text around it."""
        for element in reversed(list(self._chain("text", name or ""))):
            around = over(around, _read(element))
        return around

    def hides_section(self, name: str | None) -> bool:
        element = self._elements.get(("section", name or ""))
        properties = None if element is None else element.find(f"{STYLE}section-properties")
        return properties is not None and properties.get(f"{TEXT}display") == "none"

    def _chain(self, family: str, name: str) -> Iterator[etree._Element]:
        """A style and its parents, from the nearest to the farthest."""
        for _ in range(_MAX_CHAIN):
            element = self._elements.get((family, name))
            if element is None:
                return
            yield element
            name = element.get(f"{STYLE}parent-style-name") or ""


def points(text: str | None) -> float | None:
    """A length in points; None for a percentage or no length."""
    match = _LENGTH_RE.fullmatch(text or "")
    return None if match is None or match["unit"] == "%" else float(match["number"]) * _POINTS[match["unit"]]


def over(base: Style, own: Style) -> Style:
    """`own` where it speaks, else `base`."""
    size = base.font_size if own.font_size is None else own.font_size
    return Style(
        base.heading_level if own.heading_level is None else own.heading_level,
        base.bold if own.bold is None else own.bold,
        None if size is None else round(size * own.scale, 2),
        1.0,
        base.left if own.left is None else own.left,
        base.first if own.first is None else own.first,
        base.list_style if own.list_style is None else own.list_style,
        base.hidden if own.hidden is None else own.hidden,
        base.font if own.font is None else own.font,
    )


def _read(element: etree._Element) -> Style:
    """What one style element says by itself; an empty list style name switches an inherited list off."""
    paragraph = element.find(f"{STYLE}paragraph-properties")
    text = element.find(f"{STYLE}text-properties")
    size = None if text is None else text.get(f"{FO}font-size")
    display = None if text is None else text.get(f"{TEXT}display")
    outline = element.get(f"{STYLE}default-outline-level") or ""
    return Style(
        int(outline) if outline in set("123456789") else None,
        _is_bold(None if text is None else text.get(f"{FO}font-weight")),
        points(size),
        _scale(size),
        None if paragraph is None else points(paragraph.get(f"{FO}margin-left")),
        None if paragraph is None else points(paragraph.get(f"{FO}text-indent")),
        element.get(f"{STYLE}list-style-name"),
        None if display is None else display == "none",
        _font(text),
    )


def _font(text: etree._Element | None) -> str | None:
    """The font's name; the name of its declaration ("Wingdings1") where the style gives no other."""
    if text is None:
        return None
    family: str | None = text.get(f"{FO}font-family") or text.get(f"{STYLE}font-name")
    return family.strip("'\"") if family else None


def _is_bold(weight: str | None) -> bool | None:
    if weight is None:
        return None
    return int(weight) > _BOLDEST_NORMAL if weight.isdecimal() else weight == "bold"


def _scale(size: str | None) -> float:
    match = _LENGTH_RE.fullmatch(size or "")
    return float(match["number"]) / 100 if match is not None and match["unit"] == "%" else 1.0


def _named_level(element: etree._Element) -> int | None:
    """The level that a style's name tells: "Heading_20_2" is 2, "Title" is 1."""
    names = [element.get(f"{STYLE}{key}") or "" for key in ("name", "display-name")]
    for name in names:
        if (match := _HEADING_NAME_RE.match(name)) is not None:
            return int(match["level"])
    return 1 if any(name.lower() in _TITLE_NAMES for name in names) else None
