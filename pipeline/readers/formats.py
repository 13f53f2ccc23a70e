"""Tells formats apart: by the first bytes, the members of a ZIP or an OLE file, then by the file's name."""

import io
import zipfile
import zlib
from enum import StrEnum
from pathlib import PurePath

import olefile

from models.errors import EncryptedFileError, UnreadableFileError, UnsupportedFormatError
from pipeline.readers.encoding import is_binary


class Format(StrEnum):
    """The formats that are read."""

    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    DOC = "doc"
    RTF = "rtf"
    HTML = "html"
    PICTURE = "picture"
    EML = "eml"
    MSG = "msg"
    ZIP = "zip"
    MARKDOWN = "markdown"
    TEXT = "text"


_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mkd"})
_TEXT_SUFFIXES = frozenset({".txt", ".text"})
_HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".mht", ".mhtml"})
_OFFICE_SUFFIXES = frozenset({".docx", ".docm", ".dotx", ".doc", ".dot", ".odt", ".ott", ".fodt", ".rtf"})
_PICTURE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff"})
SUFFIXES: frozenset[str] = (
    frozenset({".pdf", ".eml", ".msg", ".zip"})
    | _MARKDOWN_SUFFIXES | _TEXT_SUFFIXES | _HTML_SUFFIXES | _OFFICE_SUFFIXES | _PICTURE_SUFFIXES
)  # fmt: skip
"""Suffixes of the files that are taken from folders, in lower case."""

_TAKEN = "PDF, Word (DOCX, DOC), ODT, RTF, HTML, Markdown, text, pictures, e-mails and ZIP are read"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"II*\x00", b"MM\x00*", b"GIF8")
_OTHER_BINARY = {
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
_HTML_STARTS = ("<!doctype html", "<html")
_XML_START = "<?xml"
_FLAT_ODT = b'office:mimetype="application/vnd.oasis.opendocument.text'
_FLAT_HEAD = 10_000
"""A flat OpenDocument file (FODT) says what it is after its namespaces, which take three kilobytes."""
_UNREAD_NAMES = {".json": "a JSON file", ".csv": "a CSV file", ".xml": "an XML file", ".ics": "a calendar file"}


def recognise(content: bytes, name: str) -> Format:
    """The format of a file.

    Raises:
        UnsupportedFormatError: a format that is not read.
        EncryptedFileError: an Office file with a password.
        UnreadableFileError: damaged, or not what its name says.
    """
    if content[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        return _recognise_zip(content, name)
    if content.startswith(_OLE):
        return _recognise_ole(content, name)
    if b"%PDF-" in content[:1024]:  # after those that may hold a PDF as it is
        return Format.PDF
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return Format.RTF
    if _is_picture(content):
        return Format.PICTURE
    for magic, what in _OTHER_BINARY.items():
        if content.startswith(magic):
            raise _unsupported(name, what)
    if _is_phone_picture(content):
        raise _unsupported(name, "a picture in HEIC or AVIF form", advice="Save it as JPEG.")
    return _recognise_text(content, name)


def _recognise_text(content: bytes, name: str) -> Format:
    suffix = PurePath(name).suffix.lower()
    start = content[:1000].decode("latin-1").lstrip("ï»¿ \t\r\n").lower()
    is_html = start.startswith(_HTML_STARTS) or (start.startswith(_XML_START) and "<html" in start)
    if suffix in {".doc", ".dot", ".mht", ".mhtml"} and (is_html or _is_web_archive(start)):
        return Format.HTML  # programs on the web "export to Word" so
    if start.startswith((_XML_START, "<office:document")) and _FLAT_ODT in content[:_FLAT_HEAD]:
        return Format.ODT
    if suffix in _OFFICE_SUFFIXES | _PICTURE_SUFFIXES | {".pdf", ".msg", ".zip"}:
        raise UnreadableFileError(
            f"{name}: the content is not what the suffix {suffix} says: damaged or misnamed. Send the original again."
        )
    if is_binary(content):
        if suffix in _MARKDOWN_SUFFIXES | _TEXT_SUFFIXES | _HTML_SUFFIXES | {".eml"}:
            raise UnreadableFileError(
                f"{name}: named like a text, but the content is binary data. Send the original document."
            )
        raise _unsupported(name, "of a format that is not known")
    if suffix in _MARKDOWN_SUFFIXES:
        return Format.MARKDOWN
    if suffix == ".eml":
        return Format.EML
    if suffix in _HTML_SUFFIXES or is_html:
        return Format.HTML
    if start.startswith(_XML_START) or suffix in _UNREAD_NAMES:
        raise _unsupported(name, _UNREAD_NAMES.get(suffix, "an XML file"))
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
    suffix = PurePath(name).suffix.lower()
    if "word/document.xml" in members or any(m.startswith("word/document") and m.endswith(".xml") for m in members):
        return Format.DOCX
    if kind in _ODT_MIMETYPES or (not kind and "content.xml" in members and suffix in {".odt", ".ott"}):
        return Format.ODT
    if "content.xml" in members or kind:
        raise _unsupported(
            name, _OPEN_DOCUMENTS.get(kind.removeprefix(_ODF), "an OpenDocument or similar file, no text")
        )
    if "xl/workbook.xml" in members or "xl/workbook.bin" in members:
        raise _unsupported(name, "a spreadsheet")
    if "ppt/presentation.xml" in members:
        raise _unsupported(name, "a presentation")
    if suffix in {".docx", ".docm", ".dotx"}:
        raise UnreadableFileError(f"{name}: a ZIP without a Word document in it; the file is damaged. Send it again.")
    if suffix in {".odt", ".ott"}:
        raise UnreadableFileError(f"{name}: a ZIP without a document in it; the file is damaged. Send it again.")
    return Format.ZIP


def _mimetype(archive: zipfile.ZipFile) -> str:
    """What an OpenDocument or EPUB file says it is; empty where it does not say."""
    try:
        with archive.open("mimetype") as stream:
            return stream.read(200).decode("ascii", "replace").strip()
    except (KeyError, RuntimeError, zipfile.BadZipFile, zlib.error, EOFError):
        return ""


def _recognise_ole(content: bytes, name: str) -> Format:
    """Old Word files, Outlook messages and encrypted Office files are all OLE files (MS-CFB)."""
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as ole:
            streams = {entry[0] for entry in ole.listdir() if len(entry) == 1}
    except (OSError, ValueError, IndexError, MemoryError, AttributeError, TypeError, RecursionError) as error:
        raise UnreadableFileError(f"{name}: the file is damaged, perhaps cut off. Send it again.") from error
    if "EncryptedPackage" in streams:
        raise EncryptedFileError(f"{name}: the file asks for a password. Save it without one and send it again.")
    if "WordDocument" in streams:
        return Format.DOC
    if "__properties_version1.0" in streams:
        return Format.MSG
    if PurePath(name).suffix.lower() in {".doc", ".dot"}:
        raise UnreadableFileError(f"{name}: the file is damaged, perhaps cut off. Send it again.")
    raise _unsupported(name, "an old binary Office file (XLS, PPT)")


def _is_web_archive(start: str) -> bool:
    """A page with its pictures in one file (MHTML), `start` in lower case: a MIME message, but no mail."""
    return "mime-version:" in start and "multipart/related" in start


def _is_picture(content: bytes) -> bool:
    webp = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    bitmap = content[:2] == b"BM" and content[6:10] == b"\x00\x00\x00\x00"
    return webp or bitmap or content.startswith(_PICTURES)


def _is_phone_picture(content: bytes) -> bool:
    return content[4:8] == b"ftyp" and content[8:12] in (b"heic", b"heix", b"mif1", b"avif")


def _unsupported(name: str, what: str, *, advice: str = "Save it as PDF, DOCX or ODT.") -> UnsupportedFormatError:
    return UnsupportedFormatError(f"{name}: this is {what}, which is not read. {advice} {_TAKEN}.")
