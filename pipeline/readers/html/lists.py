"""Lists of a web page: the number or bullet that a browser prints before an item."""

import re
from dataclasses import dataclass

from lxml import etree

from pipeline.readers.html.looks import Declarations
from pipeline.readers.list_numbers import format_number

LISTS = frozenset({"ul", "ol", "menu", "dir"})
_TYPES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLES = {
    "decimal": "decimal", "decimal-leading-zero": "decimalZero", "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter", "upper-alpha": "upperLetter", "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
}  # fmt: skip
_BULLETS = {"disc": "•", "circle": "◦", "square": "▪"}
_BY_DEPTH = ("•", "◦", "▪")
# Takes: `"- "`, `'→'` (a sign as list-style-type)      Refuses: disc, none
_SIGN_RE = re.compile(r"[\"'](?P<sign>[^\"']{1,5})[\"']")
# Google Docs puts the depth at the end of a class name: "lst-kix_a1b2c3-1".
_DEPTH_CLASS_RE = re.compile(r"\blst-kix_\w+-(?P<depth>\d)\b")
_WORD_LEVEL_RE = re.compile(r"\blevel(?P<level>\d)\b")
# Takes: "12", "-3"      Refuses: "1.5", ""
_INTEGER_RE = re.compile(r"-?\d{1,6}")


@dataclass
class OpenList:
    """A list being read: how its items are marked, and the next number."""

    depth: int
    form: str | None
    """A number format; None for bullets."""
    sign: str | None
    """The bullet; None where nothing is printed."""
    next: int = 1
    step: int = 1

    def label(self, item: etree._Element) -> str | None:
        """Count an item and return what is printed before it."""
        if self.form is None:
            return self.sign
        own = _integer(item.get("value"))
        count = self.next if own is None else own
        self.next = count + self.step
        return f"{format_number(count, self.form)}."


def open_list(element: etree._Element, style: Declarations, around: int) -> OpenList:
    """The list that an element opens within `around` others."""
    match = _DEPTH_CLASS_RE.search(element.get("class") or "")
    depth = int(match["depth"]) if match is not None else around
    kind = style.get("list-style-type") or style.get("list-style") or ""
    if "none" in kind.split() and element.tag != "ol":
        return OpenList(depth, None, None)
    if (sign := _SIGN_RE.search(kind)) is not None:
        return OpenList(depth, None, sign["sign"].strip() or None)
    named = next((word for word in kind.split() if word in _STYLES or word in _BULLETS), "")
    if named in _BULLETS or (element.tag != "ol" and not named):
        return OpenList(depth, None, _bullet(named or element.get("type") or "", depth))
    form = _STYLES.get(named) or _TYPES.get(element.get("type") or "", "decimal")
    return _numbered(element, depth, form)


def word_depth(style: Declarations) -> int | None:
    """The 0-based depth that Word notes for an item of its lists ("mso-list: l0 level2 lfo1")."""
    match = _WORD_LEVEL_RE.search(style.get("mso-list", ""))
    return None if match is None else max(int(match["level"]) - 1, 0)


def _numbered(element: etree._Element, depth: int, form: str) -> OpenList:
    step = -1 if element.get("reversed") is not None else 1
    start = _integer(element.get("start"))
    if start is None:
        start = 1 if step > 0 else sum(child.tag == "li" for child in element)
    return OpenList(depth, form, None, start, step)


def _bullet(kind: str, depth: int) -> str:
    return _BULLETS.get(kind.lower()) or _BY_DEPTH[min(depth, 2)]


def _integer(text: str | None) -> int | None:
    return int(text) if text is not None and _INTEGER_RE.fullmatch(text.strip()) else None
