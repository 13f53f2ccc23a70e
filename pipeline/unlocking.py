"""Opens files that ask for a password: gives the same file without one, in memory; the original stays as it is.

Passwords come from the person who runs the command. They are neither kept nor logged, and no message repeats them.
"""

import io
from collections.abc import Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from models.errors import EncryptedFileError, UnreadableFileError
from pipeline.readers.steps import step

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def unlock(content: bytes, source: str, passwords: Sequence[str]) -> bytes:
    """The bytes of the same document without a password.

    Knows PDF, Word 2007 and later (DOCX), Word 97 to 2003 (DOC).

    Raises:
        EncryptedFileError: no password was given, none is right, or the kind of encryption is not known.
        UnreadableFileError: damaged.
    """
    if not passwords:
        raise EncryptedFileError(
            f"{source}: the file asks for a password. Give it with --password (or in MINUTIER_PASSWORD), or save the "
            "file without one."
        )
    if content.startswith(_OLE):
        return _unlock_office(content, source, passwords)
    if b"%PDF-" in content[:1024]:
        return _unlock_pdf(content, source, passwords)
    raise EncryptedFileError(
        f"{source}: the file is encrypted in a way that cannot be undone here, even with its password. Open it in its "
        "program and save it without one."
    )


def _unlock_pdf(content: bytes, source: str, passwords: Sequence[str]) -> bytes:
    for password in passwords:
        step()
        try:
            pdf = pdfium.PdfDocument(content, password=password)
        except pdfium.PdfiumError as error:
            if error.err_code == raw.FPDF_ERR_PASSWORD:
                continue
            raise _refusal(source) from error
        opened = io.BytesIO()
        try:
            pdf.save(opened, flags=raw.FPDF_REMOVE_SECURITY)
        finally:
            pdf.close()
        return opened.getvalue()
    raise _refusal(source)


def _unlock_office(content: bytes, source: str, passwords: Sequence[str]) -> bytes:
    from msoffcrypto import OfficeFile
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

    for password in passwords:
        step()
        opened = io.BytesIO()
        try:
            file = OfficeFile(io.BytesIO(content))
            file.load_key(password=password)
            file.decrypt(opened)
        except (InvalidKeyError, DecryptionError):
            continue
        except (FileFormatError, ParseError, OSError, ValueError, LookupError, TypeError, AttributeError) as error:
            raise UnreadableFileError(f"{source}: the file is damaged, perhaps cut off. Send it again.") from error
        if opened.getvalue():
            return opened.getvalue()
    raise _refusal(source)


def _refusal(source: str) -> EncryptedFileError:
    return EncryptedFileError(
        f"{source}: none of the passwords given opens the file. Check them, or save the file without one."
    )
