"""How text looks: what tags, style attributes and the page's own style sheet say of weight, size and visibility."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

_BOLD_TAGS = frozenset({"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
_BASE = 12.0
"""Points: 16 pixels, what browsers take where nothing is said."""
_FONT_SIZES = (7.5, 10.0, 12.0, 13.5, 18.0, 24.0, 36.0)
"""<font size="1"> to "7", in points."""
_UNITS = {"pt": 1.0, "px": 0.75, "cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0, "pc": 12.0}
# Takes: "12pt", "1.2em", "90%", "16px"      Refuses: "larger", "var(--size)"
_LENGTH_RE = re.compile(r"(?P<number>\d{1,4}(?:\.\d{1,6})?)(?P<unit>pt|px|cm|mm|in|pc|em|rem|%)")
_KEYWORDS = {"xx-small": 7.0, "x-small": 7.5, "small": 10.0, "medium": 12.0, "large": 13.5, "x-large": 18.0,
             "xx-large": 24.0}  # fmt: skip
# One rule of a style sheet; those within @media hold for other screens or for print only.
_RULE_RE = re.compile(r"([^{}@;]{1,500})\{([^{}]{0,5000})\}")
_AT_RULE_RE = re.compile(r"@[^{};]{0,200}(?:;|\{(?:[^{}]|\{[^{}]*\})*\})")
# Takes: "p", ".c3", "p.MsoNormal", "#menu"      Refuses: "div p", "a:hover", "ul > li", "[hidden]"
_SELECTOR_RE = re.compile(r"(?P<tag>[a-zA-Z][\w]*)?(?P<part>[.#][\w-]+)?")
_KEPT = frozenset(
    "display visibility font-weight font-size font font-family list-style-type list-style white-space "
    "mso-list mso-hide mso-element mso-tab-count".split()
)
_MAX_CSS = 500_000
"""Characters of one style sheet that are looked at; real ones of saved documents have some ten thousand."""

Declarations = dict[str, str]


@dataclass(frozen=True, slots=True)
class Look:
    """How the text at some place looks; inherited by what stands inside."""

    bold: bool = False
    font_size: float = _BASE
    """In points."""
    font: str | None = None
    keeps_space: bool = False
    """White space and line ends count (<pre>)."""


class StyleSheet:
    """The rules of a page's <style> elements that name a tag, a class or an id alone."""

    def __init__(self, root: etree._Element) -> None:
        self._rules: dict[tuple[str, str], Declarations] = {}
        for element in root.iter("style"):
            css = _AT_RULE_RE.sub(" ", _without_comments((element.text or "")[:_MAX_CSS]))
            for selectors, body in _RULE_RE.findall(css):
                found = dict(_declarations(body))
                for selector in selectors.split(","):
                    match = _SELECTOR_RE.fullmatch(selector.strip())
                    if match is not None and found:
                        key = ((match["tag"] or "").lower(), match["part"] or "")
                        self._rules.setdefault(key, {}).update(found)

    def of(self, element: etree._Element) -> Declarations:
        """What sheet and style attribute declare for one element; the attribute wins."""
        found: Declarations = {}
        if self._rules:
            tag = str(element.tag)
            parts = [f".{name}" for name in (element.get("class") or "").split()]
            parts += [f"#{element.get('id')}"] if element.get("id") else []
            for key in ((tag, ""), *(("", part) for part in parts), *((tag, part) for part in parts)):
                found.update(self._rules.get(key, {}))
        found.update(_declarations(element.get("style") or ""))
        return found


def look_of(element: etree._Element, style: Declarations, around: Look) -> Look:
    """The look inside an element."""
    tag = str(element.tag)
    bold = True if tag in _BOLD_TAGS else around.bold
    if (weight := style.get("font-weight") or _weight_in(style.get("font", ""))) is not None:
        bold = weight in ("bold", "bolder") or (weight.isdecimal() and int(weight) >= 600)
    size = _size(style.get("font-size") or style.get("font", ""), around.font_size)
    if size is None and tag == "font":
        size = _font_tag_size(element.get("size") or "", around.font_size)
    font = style.get("font-family") or (element.get("face") if tag == "font" else None)
    space = style.get("white-space", "")
    keeps = tag == "pre" or space.startswith("pre") if space or tag == "pre" else around.keeps_space
    return replace(
        around,
        bold=bold,
        font_size=size or around.font_size,
        font=font.split(",")[0].strip(" \"'") if font else around.font,
        keeps_space=keeps,
    )


def is_hidden(element: etree._Element, style: Declarations) -> bool:
    """True for what a browser (or Word) does not show."""
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    return (
        style.get("display") == "none"
        or style.get("visibility") in ("hidden", "collapse")
        or style.get("mso-hide") == "all"
    )


def _without_comments(css: str) -> str:
    parts = css.replace("<!--", " ").replace("-->", " ").split("/*")
    return " ".join([parts[0], *(part.partition("*/")[2] for part in parts[1:])])


def _declarations(body: str) -> Iterator[tuple[str, str]]:
    for declaration in body.split(";"):
        name, _, value = declaration.partition(":")
        if name.strip().lower() in _KEPT:
            yield name.strip().lower(), value.replace("!important", "").strip().lower()


def _weight_in(font: str) -> str | None:
    """The weight in the short form `font: bold 12pt Arial`."""
    words = font.split()
    return "bold" if "bold" in words else None


def _size(value: str, around: float) -> float | None:
    if value in _KEYWORDS:
        return _KEYWORDS[value]
    match = _LENGTH_RE.search(value)
    if match is None:
        return None
    number, unit = float(match["number"]), match["unit"]
    if unit in ("em", "%", "rem"):
        scale = number / 100 if unit == "%" else number
        size = scale * (_BASE if unit == "rem" else around)
    else:
        size = number * _UNITS[unit]
    return round(size, 2) if 0 < size < 500 else None


def _font_tag_size(value: str, around: float) -> float | None:
    try:
        step = int(value)
    except ValueError:
        return None
    usual = 3
    return _FONT_SIZES[min(max(step + usual if value[:1] in "+-" else step, 1), 7) - 1]
