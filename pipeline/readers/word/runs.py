"""The runs of a Word paragraph: visible text with its weight and size, line breaks, and text boxes anchored in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from pipeline.readers.word.package import W, child, number, switch, value
from pipeline.readers.word.styles import Style, Styles

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
REMOVED = frozenset({f"{W}del", f"{W}moveFrom", f"{W}rt", f"{W}sdtPr", f"{W}sdtEndPr", f"{W}pPr", f"{W}rPr"})
"""Deleted or moved away by a tracked change, or no text at all."""
_BOX = f"{W}txbxContent"
_CHARS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad"}
_BREAKS = frozenset({f"{W}br", f"{W}cr"})
_SYMBOLS = {0xF0A8: "☐", 0xF06F: "☐", 0xF0FE: "☒", 0xF0FD: "☒", 0xF0FC: "✓", 0xF0E0: "→", 0xF0B7: "•", 0xF0A7: "▪"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text of one run; `text` "\\n" is a line break."""

    text: str
    bold: bool
    font_size: float | None


def visible_children(element: etree._Element) -> Iterator[etree._Element]:
    """Children as printed: deletions left out, of alternatives the first (whose fallback shows the same again)."""
    for node in element:
        if not isinstance(node.tag, str) or node.tag in REMOVED:
            continue
        if node.tag == f"{MC}AlternateContent":
            chosen = node.find(f"{MC}Choice")
            if chosen is None or not len(chosen):
                chosen = node.find(f"{MC}Fallback")
            if chosen is not None:
                yield from visible_children(chosen)
        else:
            yield node


def pieces(paragraph: etree._Element, styles: Styles, inherited: Style) -> Iterator[Piece]:
    """The paragraph's text, run by run, through links, insertions, content controls and smart tags."""
    for node in visible_children(paragraph):
        if node.tag == f"{W}r":
            yield from _run(node, styles, inherited)
        elif node.tag == _MATH_TEXT:
            yield Piece(node.text or "", False, inherited.font_size)
        elif node.tag not in (f"{W}p", f"{W}tbl", _BOX):
            yield from pieces(node, styles, inherited)


def text_boxes(element: etree._Element) -> Iterator[etree._Element]:
    """The outermost text boxes anchored in a paragraph, each once."""
    for node in visible_children(element):
        if node.tag == _BOX:
            yield node
        else:
            yield from text_boxes(node)


def _run(run: etree._Element, styles: Styles, inherited: Style) -> Iterator[Piece]:
    properties = child(run, "rPr")
    if switch(child(properties, "vanish")):
        return
    style = styles.character(value(child(properties, "rStyle")))
    bold = _first(switch(child(properties, "b")), style.bold, inherited.bold)
    half_points = number(child(properties, "sz"))
    size = half_points / 2 if half_points is not None else style.font_size or inherited.font_size
    for node in visible_children(run):
        text = _text(node)
        if text:
            yield Piece(text, bool(bold), size)


def _text(node: etree._Element) -> str:
    if node.tag == f"{W}t":
        return (node.text or "").replace("\r", " ").replace("\n", " ")
    if node.tag in _BREAKS:
        return "\n"
    if node.tag == f"{W}sym":
        return _symbol(value(node, "char"))
    return _CHARS.get(str(node.tag), "")


def _symbol(code: str | None) -> str:
    try:
        point = int(code or "", 16)
    except ValueError:
        return ""
    return _SYMBOLS.get(point) or (chr(point) if 0 < point < 0x110000 and not 0xD800 <= point < 0xE000 else "")


def _first(*values: bool | None) -> bool | None:
    return next((v for v in values if v is not None), None)
