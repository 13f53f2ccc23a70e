"""Where the reading of an OpenDocument text stands in its lists: which list, how deep, which numbers so far."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from lxml import etree

from pipeline.readers.odt.lists import OUTLINE, Counters, Level, ListStyles, number
from pipeline.readers.odt.package import TEXT

_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


@dataclass(frozen=True, slots=True)
class Item:
    """An item about to be read: its list's style, its 0-based depth, and the number it starts anew with."""

    style: str | None
    depth: int
    counters: Counters
    start: int | None = None


class Numbering:
    """Follows the lists while they go by; every paragraph that opens an item or is a heading is counted once."""

    def __init__(self, *roots: etree._Element | None) -> None:
        self._styles = ListStyles(*roots)
        self._outline = Counters(OUTLINE)
        self._last = Counters()
        self._by_id: dict[str, Counters] = {}
        self._open: Item | None = None

    @contextmanager
    def inside(self, element: etree._Element) -> Iterator[None]:
        """While a text:list or text:numbered-paragraph is read."""
        around = self._open
        style = element.get(f"{TEXT}style-name") or (around.style if around else None)
        if around is not None:
            self._open = replace(around, style=style, depth=around.depth + 1)
        else:
            self._open = Item(style, (number(element, "level") or 1) - 1, self._counters(element, style))
        yield
        self._open = around

    @contextmanager
    def outside(self) -> Iterator[None]:
        """While a table or a text box is read, which no list around it numbers."""
        around, self._open = self._open, None
        yield
        self._open = around

    def item(self, element: etree._Element) -> Item | None:
        """The item that a text:list-item (or a numbered paragraph) opens in the list being read."""
        if self._open is None:
            return None
        style = element.get(f"{TEXT}style-override") or self._open.style
        return replace(self._open, style=style, start=number(element, "start-value"))

    def level(self, item: Item | None, fallback: str | None) -> Level | None:
        return None if item is None else self._styles.level(item.style or fallback, item.depth)

    def label(self, item: Item, fallback: str | None) -> str | None:
        """Count an item; `fallback` is the list style of its paragraph, for a list that names none."""
        return self._styles.label(item.style or fallback, item.depth, item.counters, item.start)

    def heading(self, level: int, heading: etree._Element) -> str | None:
        """Count a heading outside of other lists; its 1-based level counts, not its depth in a list."""
        start = number(heading, "start-value") if heading.get(f"{TEXT}restart-numbering") == "true" else None
        return self._styles.label(OUTLINE, level - 1, self._outline, start)

    def _counters(self, element: etree._Element, style: str | None) -> Counters:
        """Numbers of a new list, or of the one that it says it continues."""
        known = element.get(f"{TEXT}continue-list") or element.get(f"{TEXT}list-id") or ""
        if known in self._by_id:
            found = self._by_id[known]
        elif element.get(f"{TEXT}continue-numbering") == "true" and self._last.style == style:
            found = self._last
        else:
            found = Counters(style)
        for key in (element.get(_XML_ID), element.get(f"{TEXT}list-id")):
            if key:
                self._by_id[key] = found
        self._last = found
        return found
