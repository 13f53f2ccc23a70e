"""The parts of a Word document (ISO 29500): its main document, what that names, and access to Word's elements."""

import posixpath

from lxml import etree

from pipeline.readers.zipped_xml import ZippedXml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# ISO 29500 strict documents use namespaces of their own for the same names.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


class WordPackage(ZippedXml):
    """The parts of one Word document, each parsed when asked for.

    Raises:
        UnreadableFileError: damaged, or without a main document.
        EncryptedFileError: its parts ask for a password.
    """

    def __init__(self, content: bytes, source: str) -> None:
        super().__init__(content, source)
        self.main = self._main_part()
        self.relations = self._relations(self.main)

    def read(self, part: str) -> bytes:
        content = super().read(part)
        for strict, usual in _STRICT:
            content = content.replace(strict, usual)
        return content

    def related(self, kind: str) -> str | None:
        """The part that the main document names for a kind ("styles", "numbering", "footnotes")."""
        return next((target for form, target in self.relations.values() if form == kind), None)

    def _main_part(self) -> str:
        for form, target in self._relations("").values():
            if form == "officeDocument" and target in self.names:
                return target
        if "word/document.xml" in self.names:
            return "word/document.xml"
        raise self.damaged("it names no main document")

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Relations of a part: id → (kind, part name)."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for relation in root if root is not None else ():
            target = relation.get("Target") or ""
            if relation.get("TargetMode") != "External":
                full = (
                    target.lstrip("/")
                    if target.startswith("/")
                    else posixpath.normpath(f"{folder}/{target}").lstrip("/")
                )
                found[relation.get("Id") or ""] = ((relation.get("Type") or "").rsplit("/", 1)[-1], full)
        return found


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first descendant along a path of local names in Word's namespace; None where a step is missing."""
    for name in path:
        if element is None:
            return None
        element = element.find(f"{W}{name}")
    return element


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """An attribute in Word's namespace."""
    return None if element is None else element.get(f"{W}{name}")


def number(element: etree._Element | None, name: str = "val") -> int | None:
    """An integer attribute; None where missing or no number ("12.0" of some writers is 12)."""
    text = value(element, name)
    try:
        return None if text is None else int(float(text))
    except ValueError:
        return None


def switch(element: etree._Element | None) -> bool | None:
    """A property that is on by being there: <w:b/> True, <w:b w:val="0"/> False, missing None."""
    if element is None:
        return None
    return value(element) not in ("0", "false", "off", "none")
