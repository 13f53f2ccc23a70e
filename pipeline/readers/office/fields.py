"""Freezes fields in old Word files and RTF, so that LibreOffice leaves in place what the author saw.

LibreOffice computes such fields anew when it opens a file: a date would become today's, a file name that of our copy.
"""

import io
import re
import struct
from collections.abc import Callable, Iterator, Sequence

import olefile

_FIB_IDENT = 0xA5EC
_FIRST_WORD_97 = 0x00C1
"""nFib of Word 97: the file information block of older files is another, and so is their LibreOffice filter."""
_FIELD_TABLES = (0x11A, 0x122, 0x12A, 0x21A, 0x262, 0x272)
"""Where the file information block points to the fields of text, headers, notes and boxes (MS-DOC 2.5.6)."""
_COMPUTED = frozenset({*range(14, 33), 60, 61, 62, 85})
"""Types of field (MS-DOC 2.9.90): document information, dates, times, names of file and user, DOCPROPERTY."""
_PLAIN = 2
"""A type that LibreOffice does not compute ("specified by the field instruction")."""
_BEGIN = 0x13
# The name of a computed field after \fldinst and whatever dresses it.
# Takes:   `\fldinst DATE`, `\fldinst {\rtlch\fcs1 SAVEDATE`, `\fldinst\lang1036 FILENAME`
# Refuses: `\fldinst HYPERLINK`, `\fldinst PAGE`, `DATE` in prose
_RTF_FIELD_RE = re.compile(
    rb"(?P<before>\\fldinst(?:\s++|[{}]|\\\*|\\[a-z]++-?\d*+){0,40}+)"
    rb"(?P<name>DATE|TIME|CREATEDATE|SAVEDATE|PRINTDATE|FILENAME|TITLE|SUBJECT|AUTHOR|LASTSAVEDBY|USERNAME|USERINITIALS"
    rb"|INFO|KEYWORDS|COMMENTS|REVNUM|EDITTIME|NUMPAGES|NUMWORDS|NUMCHARS|TEMPLATE|DOCPROPERTY)\b",
    re.IGNORECASE,
)
_UNKNOWN_NAME = b"MINUTIER"
"""A field that LibreOffice does not know: its result stays."""


def freeze_rtf(content: bytes) -> bytes:
    """The RTF file with its computed fields turned into ones that keep their result."""
    return _RTF_FIELD_RE.sub(lambda match: match["before"] + _UNKNOWN_NAME, content)


def freeze_doc(content: bytes) -> bytes:
    """The DOC file with its computed fields turned into ones that keep their result; damaged files as they are."""
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as ole:
            places = list(_field_types(ole))
    except (OSError, ValueError, IndexError, KeyError, MemoryError, AttributeError, TypeError, struct.error):
        return content
    patched = bytearray(content)
    for place in places:
        patched[place] = _PLAIN
    return bytes(patched)


def _field_types(ole: olefile.OleFileIO) -> Iterator[int]:
    """Where in the file the types of computed fields stand."""
    head: bytes = ole.openstream("WordDocument").read()
    ident, version = struct.unpack_from("<HH", head, 0)
    if ident != _FIB_IDENT or version < _FIRST_WORD_97:
        return
    name = "1Table" if struct.unpack_from("<H", head, 0x0A)[0] & 0x0200 else "0Table"
    table: bytes = ole.openstream(name).read()
    place = _locator(ole, name)
    for pointer in _FIELD_TABLES:
        start, length = struct.unpack_from("<II", head, pointer)
        count = (length - 4) // 6 if start + length <= len(table) else 0
        for at in range(start + 4 * (count + 1), start + 4 * (count + 1) + 2 * count, 2):
            if table[at] & 0x1F == _BEGIN and table[at + 1] in _COMPUTED:
                yield place(at + 1)


def _locator(ole: olefile.OleFileIO, name: str) -> Callable[[int], int]:
    """A function that tells where in the file a byte of a stream stands; streams lie in sectors, small ones in a stream
    of small sectors."""
    entry = next(found for found in ole.direntries if found is not None and found.name == name)
    size: int = ole.sectorsize
    if entry.size >= ole.minisectorcutoff:
        chain = _chain(ole.fat, entry.isectStart)
        return lambda at: (chain[at // size] + 1) * size + at % size
    small: int = ole.minisectorsize
    outer = _chain(ole.fat, ole.root.isectStart)
    inner = _chain(ole.minifat, entry.isectStart)

    def place(at: int) -> int:
        within = inner[at // small] * small + at % small
        return (outer[within // size] + 1) * size + within % size

    return place


def _chain(table: Sequence[int], first: int) -> list[int]:
    """The sectors of a stream, in order; a chain that bites its tail ends."""
    chain: list[int] = []
    sector = first
    while 0 <= sector < len(table) and len(chain) <= len(table):
        chain.append(sector)
        sector = table[sector]
    return chain
