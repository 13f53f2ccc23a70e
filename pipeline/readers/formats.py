"""Tells formats apart: by the first bytes and the members of a ZIP, then by the file's name."""

import io
import zipfile
import zlib
from enum import StrEnum
from pathlib import PurePath

from models.errors import EncryptedFileError, NoTextLayerError, UnreadableFileError, UnsupportedFormatError
from pipeline.readers.encoding import is_binary


class Format(StrEnum):
    """The formats that are read."""

    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    MARKDOWN = "markdown"
    TEXT = "text"


_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mkd"})
_TEXT_SUFFIXES = frozenset({".txt", ".text"})
SUFFIXES: frozenset[str] = frozenset({".pdf", ".docx", ".docm", ".odt"}) | _MARKDOWN_SUFFIXES | _TEXT_SUFFIXES
"""Suffixes of the files that are taken from folders, in lower case."""

_TAKEN = "PDF with text, DOCX, ODT, Markdown and plain text are read"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_OTHER_BINARY = {
    b"{\\rtf": "an RTF document",
    b"7z\xbc\xaf\x27\x1c": "a 7z archive",
    b"Rar!\x1a\x07": "a RAR archive",
    b"\x1f\x8b": "a gzip archive",
    b"%!PS": "a PostScript file",
}
_ODF = "application/vnd.oasis.opendocument."
_OPEN_DOCUMENTS = {
    "spreadsheet": "an OpenDocument spreadsheet (ODS)",
    "presentation": "an OpenDocument presentation (ODP)",
    "graphics": "an OpenDocument drawing (ODG)",
}
_ODT_MIMETYPES = frozenset({f"{_ODF}text", f"{_ODF}text-template"})
_HTML_STARTS = ("<!doctype html", "<html", "<?xml")
_UNREAD_NAMES = {".html": "a web page", ".htm": "a web page", ".eml": "an e-mail", ".rtf": "an RTF document",
                 ".json": "a JSON file", ".csv": "a CSV file", ".xml": "an XML file"}  # fmt: skip


def recognise(content: bytes, name: str) -> Format:
    """The format of a file.

    Raises:
        UnsupportedFormatError: a format that is not read.
        NoTextLayerError: a picture.
        EncryptedFileError: an Office file with a password.
        UnreadableFileError: damaged, or not what its name says.
    """
    if b"%PDF-" in content[:1024]:
        return Format.PDF
    if content[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        return _recognise_zip(content, name)
    if content.startswith(_OLE):
        raise _ole_error(content, name)
    if _is_image(content):
        raise NoTextLayerError(f"{name}: this is a picture. Recognise its text first (OCR) and send the PDF. {_TAKEN}.")
    for magic, what in _OTHER_BINARY.items():
        if content.startswith(magic):
            raise _unsupported(name, what)
    return _recognise_text(content, name)


def _recognise_text(content: bytes, name: str) -> Format:
    suffix = PurePath(name).suffix.lower()
    if suffix in {".pdf", ".docx", ".docm", ".doc", ".odt"}:
        raise UnreadableFileError(
            f"{name}: the content is not what the suffix {suffix} says: damaged or misnamed. Send the original again."
        )
    if is_binary(content):
        if suffix in _MARKDOWN_SUFFIXES | _TEXT_SUFFIXES:
            raise UnreadableFileError(
                f"{name}: named like a text, but the content is binary data. Send the original document."
            )
        raise _unsupported(name, "of a format that is not known")
    if suffix in _MARKDOWN_SUFFIXES:
        return Format.MARKDOWN
    if content[:200].decode("latin-1").lstrip("ï»¿ \t\r\n").lower().startswith(_HTML_STARTS):
        raise _unsupported(name, "a web page or an XML file")
    if suffix in _UNREAD_NAMES:
        raise _unsupported(name, _UNREAD_NAMES[suffix])
    return Format.TEXT


def _recognise_zip(content: bytes, name: str) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = frozenset(archive.namelist())
            kind = _mimetype(archive)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UnreadableFileError(
            f"{name}: the file is damaged (its ZIP directory cannot be read), perhaps cut off. Send it again."
        ) from error
    if "word/document.xml" in members or any(m.startswith("word/document") and m.endswith(".xml") for m in members):
        return Format.DOCX
    if kind in _ODT_MIMETYPES or (not kind and "content.xml" in members and PurePath(name).suffix.lower() == ".odt"):
        return Format.ODT
    if "content.xml" in members or kind:
        raise _unsupported(
            name, _OPEN_DOCUMENTS.get(kind.removeprefix(_ODF), "an OpenDocument or similar file, no text")
        )
    if any(member.startswith("xl/") for member in members):
        raise _unsupported(name, "a spreadsheet")
    if any(member.startswith("ppt/") for member in members):
        raise _unsupported(name, "a presentation")
    if PurePath(name).suffix.lower() in {".docx", ".docm"}:
        raise UnreadableFileError(f"{name}: a ZIP without a Word document in it; the file is damaged. Send it again.")
    if PurePath(name).suffix.lower() == ".odt":
        raise UnreadableFileError(f"{name}: a ZIP without a document in it; the file is damaged. Send it again.")
    raise _unsupported(name, "a ZIP archive")


def _mimetype(archive: zipfile.ZipFile) -> str:
    """What an OpenDocument or EPUB file says it is; empty where it does not say."""
    try:
        with archive.open("mimetype") as stream:
            return stream.read(200).decode("ascii", "replace").strip()
    except (KeyError, RuntimeError, zipfile.BadZipFile, zlib.error, EOFError):
        return ""


def _ole_error(content: bytes, name: str) -> UnsupportedFormatError | EncryptedFileError:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return EncryptedFileError(f"{name}: the file asks for a password. Save it without one and send it again.")
    return _unsupported(name, "an old binary Office file (DOC, XLS, PPT)")


def _is_image(content: bytes) -> bool:
    webp = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    heic = content[4:8] == b"ftyp" and content[8:12] in (b"heic", b"heix", b"mif1", b"avif")
    bitmap = content[:2] == b"BM" and content[6:10] == b"\x00\x00\x00\x00"
    return webp or heic or bitmap or (content[:2] != b"BM" and content.startswith(_IMAGES))


def _unsupported(name: str, what: str) -> UnsupportedFormatError:
    advice = "Save it as PDF, DOCX or ODT."
    return UnsupportedFormatError(f"{name}: this is {what}, which is not read yet. {advice} {_TAKEN}.")
