"""What stands in a paragraph of an OpenDocument text: visible text with its weight and size, boxes and notes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from pipeline.readers.odt.controls import FIELD, field_sign
from pipeline.readers.odt.lists import number
from pipeline.readers.odt.package import DRAW, LOEXT, OFFICE, TABLE, TEXT
from pipeline.readers.odt.styles import Style, Styles
from pipeline.readers.pieces import Piece, is_prompt
from pipeline.readers.symbol_fonts import read_symbols

# White space between tags is one space (ODF 1.3 part 3, 6.1.2).
_BLANKS_RE = re.compile(r"[ \t\r\n]+")
NO_TEXT = frozenset(
    {f"{TEXT}tracked-changes", f"{OFFICE}annotation", f"{OFFICE}annotation-end", f"{OFFICE}forms"}
    | {f"{OFFICE}event-listeners", f"{OFFICE}binary-data", f"{TEXT}ruby-text", f"{TEXT}script", f"{DRAW}object"}
    | {f"{TEXT}table-of-content-source", f"{TEXT}alphabetical-index-source", f"{TEXT}illustration-index-source"}
    | {f"{TEXT}table-index-source", f"{TEXT}object-index-source", f"{TEXT}user-index-source"}
    | {f"{TEXT}placeholder", f"{TEXT}bibliography-source", f"{TABLE}desc", f"{TABLE}title"}
    | {f"{{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}}{name}" for name in ("title", "desc")}
)
"""Deleted by a tracked change, remarks, descriptions, settings: never text."""
_MAX_SPACES = 500


@dataclass
class Inline:
    """A paragraph taken apart."""

    styles: Styles
    controls: Mapping[str, str] = field(default_factory=dict)
    """What the controls of a form show, by their id."""
    pieces: list[Piece] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    """Frames and shapes anchored in the paragraph, outermost only."""
    notes: list[etree._Element] = field(default_factory=list)
    """Footnotes and endnotes, in order."""
    after_space: bool = True

    def read(self, element: etree._Element, style: Style) -> None:
        """Take in the content of a paragraph or a span."""
        self._add_text(element.text, style)
        for node in element:
            if isinstance(node.tag, str) and node.tag not in NO_TEXT:
                self._read_node(node, style)
            self._add_text(node.tail, style)

    def _read_node(self, node: etree._Element, style: Style) -> None:
        if node.tag == f"{TEXT}note":
            self.notes.append(node)
        elif node.tag == f"{DRAW}control":
            self._add(self.controls.get(node.get(f"{DRAW}control") or "", ""), style)
        elif node.tag == f"{FIELD}fieldmark":
            self._add(field_sign(node), style)
        elif node.tag == f"{LOEXT}content-control" and _is_unfilled(node):
            return
        elif str(node.tag).startswith(DRAW) and node.tag != f"{DRAW}a":
            self.boxes.append(node)
        elif node.tag == f"{TEXT}s":
            self._add(" " * min(number(node, "c") or 1, _MAX_SPACES), style)
        elif node.tag == f"{TEXT}tab":
            self._add("\t", style)
        elif node.tag == f"{TEXT}line-break":
            self._add("\n", style)
            self.after_space = True
        elif node.get(f"{TEXT}is-hidden") != "true":
            inner = self.styles.span(node.get(f"{TEXT}style-name"), style) if node.tag == f"{TEXT}span" else style
            self.read(node, inner)

    def _add_text(self, raw: str | None, style: Style) -> None:
        text = _BLANKS_RE.sub(" ", raw or "")
        if self.after_space:
            text = text.removeprefix(" ")
        if text:
            self._add(text, style)
            self.after_space = text.endswith(" ")

    def _add(self, text: str, style: Style) -> None:
        self.after_space = False
        if text and not style.hidden:
            self.pieces.append(Piece(read_symbols(text, style.font), bool(style.bold), style.font_size))


def _is_unfilled(control: etree._Element) -> bool:
    """True for a content control that shows its prompt."""
    return control.get(f"{LOEXT}showing-place-holder") == "true" and is_prompt("".join(control.itertext()))
