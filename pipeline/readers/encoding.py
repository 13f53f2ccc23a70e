"""Bytes to text: byte order marks, UTF-8, then the old one-byte encodings of French files."""

import codecs

from models.errors import UnreadableFileError
from models.issues import IssueCode

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FRENCH = frozenset("éèêëàâäùûüîïôöçœæÉÈÊËÀÂÙÛÎÏÔÇŒÆ«»’‘“”…–—€°§\u00a0")
_MAX_CONTROLS = 0.01
"""Above this share of control characters a file is no text."""
_SAMPLE = 200_000


def decode(content: bytes, source: str) -> tuple[str, tuple[str, ...]]:
    """The text of a file without its byte order mark, and ENCODING_GUESSED where nothing but a guess was left.

    Raises:
        UnreadableFileError: the bytes are no text in any encoding that we know.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decode_marked(content[len(mark) :], encoding, source), ()
    _refuse_binary(content, source)
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _decode_old(content), (IssueCode.ENCODING_GUESSED.value,)


def is_binary(content: bytes) -> bool:
    """True where the bytes can be no text: NULs, or many control characters."""
    if content.startswith(tuple(mark for mark, _ in _MARKS)):
        return False
    sample = content[:_SAMPLE]
    controls = sum(sample.count(code) for code in range(32) if code not in b"\t\n\r\f\x0b\x1b")
    return b"\x00" in sample or controls > _MAX_CONTROLS * len(sample)


def _decode_marked(content: bytes, encoding: str, source: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFileError(
            f"{source}: marked as {encoding}, but damaged at byte {error.start}. Save it again as UTF-8."
        ) from error


def _refuse_binary(content: bytes, source: str) -> None:
    if is_binary(content):
        raise UnreadableFileError(
            f"{source}: named like a text, but the content is binary data. Send the original document."
        )


def _decode_old(content: bytes) -> str:
    """cp1252 (which holds Latin-1) where it makes French of the high bytes, else what charset-normalizer guesses."""
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    high = [char for char in text if ord(char) > 127]
    if sum(char in _FRENCH for char in high) >= 0.8 * len(high):
        return text
    return _guess(content) or text


def _guess(content: bytes) -> str | None:
    from charset_normalizer import from_bytes

    candidates = ["mac_roman", "cp1252", "cp850", "iso8859_15", "cp437", "latin_1"]
    best = from_bytes(content[:_SAMPLE], cp_isolation=candidates).best()
    if best is None:
        return None
    try:
        return content.decode(best.encoding)
    except UnicodeDecodeError:
        return None
