"""Readers: bytes of a file → Document. The content chooses the reader, the name only where content cannot tell."""

import hashlib
from pathlib import PurePath
from typing import Protocol

from models.document import Document
from models.errors import EmptyFileError
from pipeline.readers.formats import SUFFIXES, Format, recognise

__all__ = ["SUFFIXES", "VERSION", "read_document"]

VERSION = "1"
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


def _reader(form: Format) -> Reader:
    """The reader of a format; imported when needed, because a text file needs no PDF library."""
    if form is Format.PDF:
        from pipeline.readers.pdf import read_pdf

        return read_pdf
    if form is Format.DOCX:
        from pipeline.readers.word import read_word

        return read_word
    if form is Format.ODT:
        from pipeline.readers.odt import read_odt

        return read_odt
    if form is Format.MARKDOWN:
        from pipeline.readers.markdown import read_markdown

        return read_markdown
    from pipeline.readers.text import read_text

    return read_text
