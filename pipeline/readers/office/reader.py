"""Reads old Word files (DOC) and rich text (RTF): LibreOffice makes DOCX of them, the Word reader reads that.

Without LibreOffice a DOC cannot be read; of an RTF there remains the plain text.
"""

import io
import logging
from dataclasses import replace

import olefile

from models.document import Document
from models.errors import EncryptedFileError
from pipeline.readers.office.conversion import convert_to_docx, find_office
from pipeline.readers.office.fields import freeze_doc, freeze_rtf
from pipeline.readers.office.plain_rtf import read_plain_rtf
from pipeline.readers.word import read_word

log = logging.getLogger(__name__)

_FLAGS_AT = 0x0A
_ENCRYPTED = 0x0100
"""Bit fEncrypted of the file information block (MS-DOC 2.5.2)."""


def read_legacy_word(content: bytes, *, source: str, sha256: str) -> Document:
    """Read a DOC file (Word 6 to 2003).

    Raises:
        EncryptedFileError: it asks for a password.
        MissingProgramError: LibreOffice is not installed.
        LimitError: LibreOffice took too long.
        UnreadableFileError: damaged.
        EmptyFileError: it holds no text.
    """
    if _is_encrypted(content):
        raise EncryptedFileError(f"{source}: the file asks for a password. Save it without one and send it again.")
    converted = convert_to_docx(freeze_doc(content), source=source, suffix=".doc")
    return replace(read_word(converted, source=source, sha256=sha256), media_type="application/msword")


def read_rtf(content: bytes, *, source: str, sha256: str) -> Document:
    """Read an RTF file; without LibreOffice as plain text (see `read_plain_rtf` for what that loses).

    Raises:
        LimitError: LibreOffice took too long.
        UnreadableFileError: damaged.
        EmptyFileError: it holds no text.
    """
    if find_office() is None:
        log.warning("%s: read as plain text, without tables and headings, because LibreOffice is not installed", source)
        return read_plain_rtf(content, source=source, sha256=sha256)
    converted = convert_to_docx(freeze_rtf(content), source=source, suffix=".rtf")
    return replace(read_word(converted, source=source, sha256=sha256), media_type="application/rtf")


def _is_encrypted(content: bytes) -> bool:
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as ole:
            head: bytes = ole.openstream("WordDocument").read(_FLAGS_AT + 2)
    except (OSError, ValueError, IndexError, MemoryError, AttributeError, TypeError, RecursionError):
        return False  # damaged: LibreOffice shall say whether it can be opened
    return len(head) == _FLAGS_AT + 2 and bool(int.from_bytes(head[_FLAGS_AT:], "little") & _ENCRYPTED)
