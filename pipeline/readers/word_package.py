"""Opens the ZIP of a Word document safely: bounded sizes, no entities, no network, one error class per cause."""

import io
import posixpath
import zipfile
import zlib

from lxml import etree

from models.errors import EncryptedFileError, UnreadableFileError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MAX_PART = 64 * 1024 * 1024
"""Largest XML part, unpacked. A thousand pages of minutes are some 20 MB; a ZIP bomb is gigabytes."""
_MAX_MEMBERS = 10_000
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


class WordPackage:
    """The parts of one Word document, each parsed when asked for."""

    def __init__(self, content: bytes, source: str) -> None:
        self.source = source
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise self._damaged("its ZIP directory cannot be read") from error
        self._names = frozenset(self._archive.namelist())
        if len(self._names) > _MAX_MEMBERS:
            raise self._damaged("it holds more files than any Word document")
        self.main = self._main_part()
        self.relations = self._relations(self.main)

    def xml(self, part: str | None) -> etree._Element | None:
        """The root of a part; None where the document has no such part.

        Raises:
            UnreadableFileError: the part is damaged, too big, or declares entities.
        """
        if part is None or part not in self._names:
            return None
        return self._parse(self._read(part))

    def related(self, kind: str) -> str | None:
        """The part that the main document names for a kind ("styles", "numbering", "footnotes")."""
        return next((target for form, target in self.relations.values() if form == kind), None)

    def _main_part(self) -> str:
        for form, target in self._relations("").values():
            if form == "officeDocument" and target in self._names:
                return target
        if "word/document.xml" in self._names:
            return "word/document.xml"
        raise self._damaged("it names no main document")

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

    def _read(self, part: str) -> bytes:
        try:
            with self._archive.open(part) as stream:
                content = stream.read(_MAX_PART + 1)
        except RuntimeError as error:
            raise EncryptedFileError(
                f"{self.source}: the file asks for a password. Save it without one and send it again."
            ) from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
            raise self._damaged(f"{part} cannot be unpacked") from error
        if len(content) > _MAX_PART:
            raise self._damaged(f"{part} unpacks to more than {_MAX_PART // 2**20} MB")
        return content

    def _parse(self, content: bytes) -> etree._Element:
        for strict, usual in _STRICT:
            content = content.replace(strict, usual)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        try:
            root = etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self._damaged("its XML cannot be read") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise self._damaged("its XML declares entities, as no Word document does")
        return root

    def _damaged(self, why: str) -> UnreadableFileError:
        return UnreadableFileError(
            f"{self.source}: the Word document is damaged ({why}). Open it in Word, save it again, and send that."
        )


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
