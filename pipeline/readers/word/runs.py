"""The runs of a Word paragraph: visible text with its weight and size, line breaks, and text boxes anchored in it."""

from collections.abc import Iterator

from lxml import etree

from pipeline.readers.pieces import Piece, is_prompt
from pipeline.readers.symbol_fonts import read_symbols
from pipeline.readers.word.fields import Fields
from pipeline.readers.word.package import W, child, number, switch, value
from pipeline.readers.word.styles import Style, Styles

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
REMOVED = frozenset({f"{W}del", f"{W}moveFrom", f"{W}rt", f"{W}sdtPr", f"{W}sdtEndPr", f"{W}pPr", f"{W}rPr"})
"""Deleted or moved away by a tracked change, or no text at all."""
_BOX = f"{W}txbxContent"
_CONTROL = f"{W}sdt"
_CHARS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad"}
_BREAKS = frozenset({f"{W}br", f"{W}cr"})


def visible_children(element: etree._Element) -> Iterator[etree._Element]:
    """Children as printed: without deletions and unfilled controls, and of alternatives the first alone."""
    for node in element:
        if not isinstance(node.tag, str) or node.tag in REMOVED or (node.tag == _CONTROL and _is_unfilled(node)):
            continue
        if node.tag == f"{MC}AlternateContent":
            chosen = node.find(f"{MC}Choice")
            if chosen is None or not len(chosen):
                chosen = node.find(f"{MC}Fallback")
            if chosen is not None:
                yield from visible_children(chosen)
        else:
            yield node


def pieces(
    paragraph: etree._Element, styles: Styles, inherited: Style, fields: Fields | None = None
) -> Iterator[Piece]:
    """The paragraph's text, run by run, through links, insertions, content controls and smart tags."""
    fields = fields or Fields(paragraph)
    for node in visible_children(paragraph):
        if node.tag == f"{W}r":
            yield from _run(node, styles, inherited, fields)
        elif node.tag == _MATH_TEXT:
            yield Piece(node.text or "", False, inherited.font_size)
        elif node.tag not in (f"{W}p", f"{W}tbl", _BOX):
            yield from pieces(node, styles, inherited, fields)


def text_boxes(element: etree._Element) -> Iterator[etree._Element]:
    """The outermost text boxes anchored in a paragraph, each once."""
    for node in visible_children(element):
        if node.tag == _BOX:
            yield node
        else:
            yield from text_boxes(node)


def _is_unfilled(control: etree._Element) -> bool:
    """True for a content control that shows its prompt; what a program put there without clearing the mark is text."""
    if switch(child(control, "sdtPr", "showingPlcHdr")) is not True:
        return False
    return is_prompt("".join(node.text or "" for node in control.iter(f"{W}t")))


def _run(run: etree._Element, styles: Styles, inherited: Style, fields: Fields) -> Iterator[Piece]:
    properties = child(run, "rPr")
    style = styles.character(value(child(properties, "rStyle")))
    hidden = _first(switch(child(properties, "vanish")), style.hidden, inherited.hidden)
    bold = _first(switch(child(properties, "b")), style.bold, inherited.bold)
    half_points = number(child(properties, "sz"))
    size = half_points / 2 if half_points is not None else style.font_size or inherited.font_size
    font = value(child(properties, "rFonts"), "ascii")
    for node in visible_children(run):
        text = fields.take(node) if node.tag == f"{W}fldChar" else _text(node, font)
        if text and not hidden and not (fields.is_instruction and node.tag != f"{W}fldChar"):
            yield Piece(text, bool(bold), size)


def _text(node: etree._Element, font: str | None) -> str:
    if node.tag == f"{W}t":
        return read_symbols((node.text or "").replace("\r", " ").replace("\n", " "), font)
    if node.tag in _BREAKS:
        return "\n"
    if node.tag == f"{W}sym":
        return _symbol(value(node, "char"), value(node, "font"))
    return _CHARS.get(str(node.tag), "")


def _symbol(code: str | None, font: str | None) -> str:
    try:
        point = int(code or "", 16)
    except ValueError:
        return ""
    is_character = 0 < point < 0x110000 and not 0xD800 <= point < 0xE000
    return read_symbols(chr(point), font) if is_character else ""


def _first(*values: bool | None) -> bool | None:
    return next((v for v in values if v is not None), None)
