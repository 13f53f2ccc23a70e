"""Opens a ZIP of XML parts safely: bounded sizes, no entities, no network, one error class per cause."""

import io
import zipfile
import zlib

from lxml import etree

from models.errors import EncryptedFileError, UnreadableFileError

_MAX_PART = 64 * 1024 * 1024
"""Largest XML part, unpacked. A thousand pages of minutes are some 20 MB; a ZIP bomb is gigabytes."""
_MAX_MEMBERS = 10_000


class ZippedXml:
    """The parts of one office document, each parsed when asked for."""

    def __init__(self, content: bytes, source: str) -> None:
        self.source = source
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise self.damaged("its ZIP directory cannot be read") from error
        self.names = frozenset(self._archive.namelist())
        if len(self.names) > _MAX_MEMBERS:
            raise self.damaged("it holds more files than any text document")

    def xml(self, part: str | None) -> etree._Element | None:
        """The root of a part; None where the document has no such part.

        Raises:
            UnreadableFileError: the part is damaged, too big, or declares entities.
            EncryptedFileError: the part asks for a password.
        """
        return None if part is None or part not in self.names else parse_xml(self.read(part), self.source, part)

    def read(self, part: str) -> bytes:
        """The unpacked bytes of a part.

        Raises:
            UnreadableFileError: the part is damaged or too big.
            EncryptedFileError: the part asks for a password.
        """
        try:
            with self._archive.open(part) as stream:
                content = stream.read(_MAX_PART + 1)
        except RuntimeError as error:
            raise self.encrypted() from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
            raise self.damaged(f"{part} cannot be unpacked") from error
        if len(content) > _MAX_PART:
            raise self.damaged(f"{part} unpacks to more than {_MAX_PART // 2**20} MB")
        return content

    def damaged(self, why: str) -> UnreadableFileError:
        return damaged(self.source, why)

    def encrypted(self) -> EncryptedFileError:
        return EncryptedFileError(
            f"{self.source}: the file asks for a password. Save it without one and send it again."
        )


def damaged(source: str, why: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"{source}: the document is damaged ({why}). Open it in its program, save it again, and send that."
    )


def parse_xml(content: bytes, source: str, part: str) -> etree._Element:
    """The root of an XML text; no entities, nothing fetched.

    Raises:
        UnreadableFileError: no XML, or it declares entities.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(source, f"the XML of {part} cannot be read") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise damaged(source, f"{part} declares entities, as no office document does")
    return root
