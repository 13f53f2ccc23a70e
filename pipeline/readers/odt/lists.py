"""Lists of an OpenDocument text: their styles, and the labels as they are printed (ODF 1.3, part 3, 16.30)."""

import re
from dataclasses import dataclass, field

from lxml import etree

from pipeline.readers.list_numbers import format_number
from pipeline.readers.odt.package import FO, LOEXT, STYLE, TEXT
from pipeline.readers.odt.styles import points
from pipeline.readers.symbol_fonts import read_symbols

# Takes: "%1%", "%12%" in "%1%.%2%)"      Refuses: "%", "50 %"
_PLACE_RE = re.compile(r"%(\d{1,2})%")
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
          "1st": "ordinal", "01, 02, 03, ...": "decimalZero"}  # fmt: skip
OUTLINE = "Outline"
"""Name of the list that numbers the headings."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list style."""

    form: str | None = None
    """A number format; None where no number is printed."""
    bullet: str | None = None
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    """How many levels the label shows ("2.1.3" shows three)."""
    start: int = 1
    pattern: str | None = None
    """The whole label with places for numbers ("%1%.%2%)"), as LibreOffice writes it; over prefix and suffix."""
    left: float | None = None
    first: float | None = None


@dataclass
class Counters:
    """Where the numbers of one list stand: 0-based depth → last number."""

    style: str | None = None
    numbers: dict[int, int] = field(default_factory=dict)


class ListStyles:
    """List styles by name, of the file's content over its common ones; `OUTLINE` numbers headings."""

    def __init__(self, *roots: etree._Element | None) -> None:
        self._styles: dict[str, dict[int, Level]] = {}
        for root in roots:
            for element in root if root is not None else ():
                if element.tag == f"{TEXT}list-style":
                    self._styles[element.get(f"{STYLE}name") or ""] = _read_levels(element)
                elif element.tag == f"{TEXT}outline-style":
                    self._styles[OUTLINE] = _read_levels(element)

    def level(self, style: str | None, depth: int) -> Level | None:
        return self._styles.get(style or "", {}).get(depth)

    def label(self, style: str | None, depth: int, counters: Counters, start: int | None = None) -> str | None:
        """Count one item and return its printed label; None where nothing is printed."""
        levels = self._styles.get(style or "", {})
        level = levels.get(depth, Level())
        number = counters.numbers.get(depth, level.start - 1) + 1 if start is None else start
        counters.numbers[depth] = number
        for deeper in [d for d in counters.numbers if d > depth]:
            del counters.numbers[deeper]
        if level.bullet is not None:
            return level.bullet
        return _print_label(depth, level, levels, counters.numbers)


def _print_label(depth: int, level: Level, levels: dict[int, Level], numbers: dict[int, int]) -> str | None:
    def printed(at: int) -> str:
        outer = levels.get(at, Level())
        return format_number(numbers.setdefault(at, outer.start), outer.form) if outer.form else ""

    if level.form is None:
        return None
    if level.pattern is not None:
        shown = _PLACE_RE.sub(lambda match: printed(int(match[1]) - 1), level.pattern)
    else:
        parts = [printed(at) for at in range(max(depth - level.shown + 1, 0), depth + 1)]
        shown = level.prefix + ".".join(part for part in parts if part) + level.suffix
    return shown.strip() or None


def _read_levels(element: etree._Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for child in element:
        depth = number(child, "level")
        if depth is not None and depth > 0:
            found[depth - 1] = _read_level(child)
    return found


def _read_level(element: etree._Element) -> Level:
    form = element.get(f"{STYLE}num-format")
    start = number(element, "start-value")
    left, first = _indent(element)
    return Level(
        form=_FORMS.get(form, "decimal") if form else None,
        bullet=_bullet(element),
        prefix=element.get(f"{STYLE}num-prefix") or "",
        suffix=element.get(f"{STYLE}num-suffix") or "",
        shown=number(element, "display-levels") or 1,
        start=1 if start is None else start,
        pattern=element.get(f"{LOEXT}num-list-format"),
        left=left,
        first=first,
    )


def _bullet(element: etree._Element) -> str | None:
    """The bullet as printed; "•" for a picture or an unknown sign of a symbol font."""
    if element.tag == f"{TEXT}list-level-style-image":
        return "•"
    if element.tag != f"{TEXT}list-level-style-bullet":
        return None
    sign = read_symbols((element.get(f"{TEXT}bullet-char") or "").strip(), _font(element))
    return sign if sign and not "\ue000" <= sign[0] <= "\uf8ff" else "•"


def _font(element: etree._Element) -> str | None:
    properties = element.find(f"{STYLE}text-properties")
    if properties is None:
        return None
    font: str | None = properties.get(f"{FO}font-family") or properties.get(f"{STYLE}font-name")
    return font.strip("'\"") if font else None


def _indent(element: etree._Element) -> tuple[float | None, float | None]:
    """Left margin and offset of the first line, in points, in the newer or the older way of saying it."""
    properties = element.find(f"{STYLE}list-level-properties")
    if properties is None:
        return None, None
    aligned = properties.find(f"{STYLE}list-level-label-alignment")
    if aligned is not None:
        return points(aligned.get(f"{FO}margin-left")), points(aligned.get(f"{FO}text-indent"))
    return points(properties.get(f"{TEXT}space-before")), 0.0


def number(element: etree._Element, name: str) -> int | None:
    """A number in an attribute of the text namespace; None where missing or senseless."""
    text = element.get(f"{TEXT}{name}") or ""
    return int(text) if text.isdecimal() and len(text) < 7 else None
