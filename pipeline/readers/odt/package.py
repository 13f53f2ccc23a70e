"""The parts of an OpenDocument text (ODF 1.3, part 2) and its namespaces."""

from lxml import etree

from models.errors import UnreadableFileError
from pipeline.readers.zipped_xml import ZippedXml, damaged, parse_xml

_ODF = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE = _ODF % "office"
STYLE = _ODF % "style"
TEXT = _ODF % "text"
TABLE = _ODF % "table"
DRAW = _ODF % "drawing"
FO = _ODF % "xsl-fo-compatible"
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
"""LibreOffice's own extensions."""
_MANIFEST = _ODF % "manifest"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


class OdtPackage:
    """Content, styles and title of one document, zipped (ODT) or in one XML file (flat, FODT).

    Raises:
        UnreadableFileError: damaged, or without content.
        EncryptedFileError: saved with a password.
    """

    def __init__(self, content: bytes, source: str) -> None:
        self.source = source
        self.parts = ZippedXml(content, source) if content.startswith(b"PK") else None
        if self.parts is None:
            self.content = self._meta = parse_xml(content, source, "the file")
            self.styles: etree._Element | None = self.content
            return
        if self._is_encrypted(self.parts):
            raise self.parts.encrypted()
        root = self.parts.xml("content.xml")
        if root is None:
            raise self.damaged("it holds no content.xml")
        self.content = root
        self.styles = self.parts.xml("styles.xml")
        self._meta = self.parts.xml("meta.xml")

    def body(self) -> etree._Element:
        """The office:text element."""
        found = self.content.find(f"{OFFICE}body/{OFFICE}text")
        if found is None:
            raise self.damaged("its content is no text")
        return found

    def title(self) -> str | None:
        text = None if self._meta is None else next(self._meta.iter(_TITLE), None)
        return None if text is None else (text.text or "").strip() or None

    def damaged(self, why: str) -> UnreadableFileError:
        return damaged(self.source, why)

    @staticmethod
    def _is_encrypted(parts: ZippedXml) -> bool:
        """Parts encrypted one by one (ODF 1.2) or, in newer files, the whole package in one member."""
        if "encrypted-package" in parts.names:
            return True
        manifest = parts.xml("META-INF/manifest.xml")
        return manifest is not None and next(manifest.iter(f"{_MANIFEST}encryption-data"), None) is not None
