"""Readers: bytes of a file → Document. The content chooses the reader, the name only where content cannot tell."""

import hashlib
from importlib import import_module
from pathlib import PurePath
from typing import Protocol

from models.document import Document
from models.errors import EmptyFileError
from pipeline.readers.formats import SUFFIXES, Format, recognise

__all__ = ["SUFFIXES", "VERSION", "read_document"]

VERSION = "2"
"""Raised when the same bytes give another Document."""


def read_document(content: bytes, *, source: str) -> Document:
    """Read one file; `source` is its name, of which only the last part is kept.

    Raises:
        InputError: the file is empty, damaged, encrypted, without text, or of a format that is not read; the message
            says what to do.
    """
    name = PurePath(source.replace("\\", "/")).name or source
    name = name.encode("utf-8", "replace").decode("utf-8")  # a file name may be any bytes; records hold Unicode only
    if not content:
        raise EmptyFileError(f"{name}: the file is empty. Check that it was sent or saved completely.")
    reader = _reader(recognise(content, name))
    return reader(content, source=name, sha256=hashlib.sha256(content).hexdigest())


class Reader(Protocol):
    """What every reader is: bytes and their name → Document."""

    def __call__(self, content: bytes, *, source: str, sha256: str) -> Document: ...


_READERS = {
    Format.PDF: "pdf.reader:read_pdf",
    Format.DOCX: "word:read_word",
    Format.ODT: "odt:read_odt",
    Format.DOC: "office:read_legacy_word",
    Format.RTF: "office:read_rtf",
    Format.HTML: "html:read_html",
    Format.PICTURE: "picture:read_picture",
    Format.EML: "mail:read_mail",
    Format.MSG: "mail:read_outlook",
    Format.ZIP: "listing:read_listing",
    Format.MARKDOWN: "markdown:read_markdown",
    Format.TEXT: "text:read_text",
}
"""Where the reader of a format stands: imported when needed, because a text file needs no PDF library."""


def _reader(form: Format) -> Reader:
    module, _, function = _READERS[form].partition(":")
    reader: Reader = getattr(import_module(f"{__name__}.{module}"), function)
    return reader
