"""Automatic numbering of Word documents: the labels as they are printed (ISO 29500-1, 17.9)."""

import re
from dataclasses import dataclass, field

from lxml import etree

from pipeline.readers.list_numbers import format_number
from pipeline.readers.symbol_fonts import read_symbols
from pipeline.readers.word.package import W, child, number, switch, value

_PLACE_RE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False
    """All numbers of the label in Arabic digits ("1.2" below article "I")."""
    restarts: bool = True
    left: int | None = None
    first: int | None = None
    font: str | None = None
    """Of the bullet."""


@dataclass(slots=True)
class _List:
    """A w:num: which levels it has, and where it starts anew."""

    abstract: int
    levels: dict[int, Level]
    overrides: dict[int, int] = field(default_factory=dict)
    used: bool = False


class Numbering:
    """Counts as Word does while the paragraphs go by: `label` must be called once per numbered paragraph, in order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[int, _List] = {}
        self._counters: dict[int, dict[int, int]] = {}
        if root is not None:
            self._load(root)

    def level(self, num_id: int, depth: int) -> Level | None:
        found = self._lists.get(num_id)
        return None if found is None else found.levels.get(depth)

    def label(self, num_id: int, depth: int) -> str | None:
        """Count one paragraph and return its printed label ("2.1", "b)", "•"); None where nothing is printed."""
        numbered = self._lists.get(num_id)
        level = self.level(num_id, depth)
        if numbered is None or level is None:
            return None
        counters = self._counters.setdefault(numbered.abstract, {})
        if not numbered.used:
            numbered.used = True
            counters.update({d: start - 1 for d, start in numbered.overrides.items()})
        counters[depth] = counters.get(depth, level.start - 1) + 1
        for deeper in [d for d in counters if d > depth]:
            below = numbered.levels.get(deeper)
            if below is None or below.restarts:
                del counters[deeper]
        return _print_label(level, numbered.levels, counters)

    def _load(self, root: etree._Element) -> None:
        abstracts: dict[int, dict[int, Level]] = {}
        links: dict[str, int] = {}
        linked: dict[int, str] = {}
        for element in root.findall(f"{W}abstractNum"):
            key = number(element, "abstractNumId") or 0
            abstracts[key] = {_depth(e): _read_level(e) for e in element.findall(f"{W}lvl")}
            if (name := value(child(element, "styleLink"))) is not None:
                links[name] = key
            if (name := value(child(element, "numStyleLink"))) is not None:
                linked[key] = name
        for element in root.findall(f"{W}num"):
            key = number(child(element, "abstractNumId")) or 0
            key = links.get(linked.get(key, ""), key)
            self._lists[number(element, "numId") or 0] = _read_list(element, key, abstracts.get(key, {}))


def _read_list(element: etree._Element, abstract: int, levels: dict[int, Level]) -> _List:
    found = _List(abstract, dict(levels))
    for override in element.findall(f"{W}lvlOverride"):
        depth = _depth(override)
        if (level := child(override, "lvl")) is not None:
            found.levels[depth] = _read_level(level)
        if (start := number(child(override, "startOverride"))) is not None:
            found.overrides[depth] = start
    return found


def _depth(element: etree._Element) -> int:
    return number(element, "ilvl") or 0


def _read_level(element: etree._Element) -> Level:
    start = number(child(element, "start"))
    indent = child(element, "pPr", "ind")
    left, hanging = number(indent, "left"), number(indent, "hanging")
    return Level(
        start=1 if start is None else start,
        form=value(child(element, "numFmt")) or "decimal",
        text=value(child(element, "lvlText")) or "",
        legal=bool(switch(child(element, "isLgl"))),
        restarts=number(child(element, "lvlRestart")) != 0,
        left=number(indent, "start") if left is None else left,
        first=number(indent, "firstLine") if hanging is None else -hanging,
        font=value(child(element, "rPr", "rFonts"), "ascii"),
    )


def _print_label(level: Level, levels: dict[int, Level], counters: dict[int, int]) -> str | None:
    if level.form == "bullet":
        signs = read_symbols(level.text, level.font)
        shown = "".join("•" if "\ue000" <= sign <= "\uf8ff" else sign for sign in signs).strip()
        return shown or None

    def place(match: re.Match[str]) -> str:
        depth = int(match[1]) - 1
        outer = levels.get(depth, Level())
        count = counters.setdefault(depth, outer.start)
        return format_number(count, "decimal" if level.legal else outer.form)

    return _PLACE_RE.sub(place, level.text).strip() or None
