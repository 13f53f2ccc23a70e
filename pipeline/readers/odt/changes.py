"""Takes deleted text out of an OpenDocument text (ODF 1.3 part 3, 5.5).

Most files keep deleted text apart, in text:tracked-changes. LibreOffice's flat files leave it where it was, between
marks that name a deletion: that must go before the paragraphs are read.
"""

from lxml import etree

from pipeline.readers.odt.package import TEXT

_ID = f"{TEXT}change-id"
_PARAGRAPHS = frozenset({f"{TEXT}p", f"{TEXT}h"})
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def remove_deletions(body: etree._Element) -> None:
    """Empty what stands between the marks of a deletion; paragraphs whose ends went are joined."""
    deleted = _deleted_ids(body)
    if not deleted:
        return
    opened: list[str] = []
    cut: list[etree._Element] = []
    joined: list[tuple[etree._Element, etree._Element]] = []
    begun: etree._Element | None = None
    for event, node in etree.iterwalk(body, events=("start", "end")):
        if event == "end":
            if opened:
                node.tail = None
            continue
        change = node.get(_ID) or ""
        paragraph = node if node.tag in _PARAGRAPHS else next(node.iterancestors(*_PARAGRAPHS), None)
        if node.tag == f"{TEXT}change-start" and change in deleted:
            begun = begun if opened else paragraph
            opened.append(change)
        elif node.tag == f"{TEXT}change-end" and change in opened:
            opened.remove(change)
            if not opened and begun is not None and paragraph is not None and begun is not paragraph:
                joined.append((begun, paragraph))
        elif opened:
            node.text = None
            if node.tag not in _PARAGRAPHS and not len(node):
                cut.append(node)
    _tidy(cut, joined)


def _deleted_ids(body: etree._Element) -> frozenset[str]:
    found = {
        key
        for region in body.iter(f"{TEXT}changed-region")
        if region.find(f"{TEXT}deletion") is not None
        for key in (region.get(f"{TEXT}id"), region.get(_XML_ID))
        if key
    }
    return frozenset(found)


def _tidy(cut: list[etree._Element], joined: list[tuple[etree._Element, etree._Element]]) -> None:
    """Drop spaces, breaks and notes of deleted text; append paragraphs to those that they were joined with."""
    for node in cut:
        parent = node.getparent()
        if parent is not None and node.tail is None:
            parent.remove(node)
    for first, last in reversed(joined):
        if first.getparent() is not last.getparent():
            continue
        rest = etree.SubElement(first, f"{TEXT}span")
        rest.text = last.text
        rest.extend(list(last))
        parent = last.getparent()
        for node in _between(first, last):
            parent.remove(node)


def _between(first: etree._Element, last: etree._Element) -> list[etree._Element]:
    """The paragraphs after `first` up to and with `last`: all of their text was deleted, or moved to `first`."""
    found: list[etree._Element] = []
    for node in first.itersiblings():
        if node.tag in _PARAGRAPHS:
            found.append(node)
        if node is last:
            break
    return found
