"""What surrounds the text of a web page: the site's head and foot, menus, cookie banners. Marked, never dropped.

Signals in order of authority: the page's own words for it (nav, role="navigation", a header or footer of the whole
page); names of id and class, where the links or the words bear them out. Never furniture: what holds the page's main
heading, or half of its text.
"""

import re

from lxml import etree

from models.document import LineRole

_NAVIGATION = frozenset({"navigation", "search", "menu", "menubar", "dialog", "alertdialog", "toolbar"})
_MAIN = frozenset({"main", "article", "section"})
_RUNNING = {"header": LineRole.HEADER, "footer": LineRole.FOOTER}
"""Titles that LibreOffice gives to the running lines of a page."""
_WORD_RE = re.compile(r"[a-z]+")
_MENUS = frozenset(
    "nav navbar navigation menu submenu megamenu breadcrumb breadcrumbs ariane pagination share sharing partage "
    "skip skiplink evitement".split()
)
_SKIPS = frozenset({"skip", "skiplink", "evitement"})
"""A link that leaps over the menus, seen by few."""
_BANNERS = frozenset("cookie cookies cookiebanner consent gdpr rgpd tarteaucitron axeptio didomi onetrust".split())
_LINK_SHARE = 0.6
_MOST = 0.5
"""Furniture holds less than this share of the page's text."""
_LONGEST_BANNER = 1500
_CANDIDATES = frozenset("nav header footer div ul section aside ol p table form dialog a".split())


class Furniture:
    """Decides for each element of one page."""

    def __init__(self, root: etree._Element) -> None:
        self._length = _length(root)
        self._has_heading = next(root.iter("h1"), None) is not None

    def role(self, element: etree._Element) -> LineRole | None:
        """HEADER for the head of the site, FOOTER for its foot, menus and banners; None for the page's own text."""
        if element.tag not in _CANDIDATES:
            return None
        role = self._named(element)
        if role is None or _length(element) > _MOST * self._length:
            return None
        return None if next(element.iter("h1"), None) is not None else role

    def _named(self, element: etree._Element) -> LineRole | None:
        if element.tag == "div" and (element.get("title") or "") in _RUNNING:
            return _RUNNING[element.get("title") or ""]
        declared = (element.get("role") or "").lower()
        if element.tag == "nav" or declared in _NAVIGATION:
            return LineRole.FOOTER
        if element.tag in ("header", "footer") or declared in ("banner", "contentinfo"):
            return self._edge(element, element.tag == "header" or declared == "banner")
        words = set(_WORD_RE.findall(f"{element.get('id') or ''} {element.get('class') or ''}".lower()))
        if words & _BANNERS and _length(element) <= _LONGEST_BANNER:
            return LineRole.FOOTER
        if element.tag == "a" and not words & _SKIPS:
            return None
        if words & _MENUS and _link_length(element) >= _LINK_SHARE * max(_length(element), 1):
            return LineRole.FOOTER
        return None

    def _edge(self, element: etree._Element, is_head: bool) -> LineRole | None:
        """The head or the foot of the whole page; those of an article within belong to its text."""
        if any(node.tag in _MAIN or node.get("role") == "main" for node in element.iterancestors()):
            return None
        if not is_head:
            return LineRole.FOOTER
        has_title = not self._has_heading and next(element.iter("h2", "h3"), None) is not None
        return None if has_title else LineRole.HEADER


def _length(element: etree._Element) -> int:
    return sum(len(text.strip()) for text in _texts(element))


def _link_length(element: etree._Element) -> int:
    return sum(_length(link) for link in element.iter("a"))


def _texts(element: etree._Element) -> list[str]:
    """The texts inside an element, but for scripts and styles."""
    found: list[str] = []
    for node in element.iter():
        if isinstance(node.tag, str) and node.tag not in ("script", "style", "noscript", "template", "head", "title"):
            found.append(node.text or "")
        if node is not element:
            found.append(node.tail or "")
    return found
