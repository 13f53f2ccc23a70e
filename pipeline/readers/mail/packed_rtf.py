"""Unpacks the rich text of Outlook messages (MS-OXRTFCP): a dictionary of 4096 bytes that begins with usual RTF."""

import struct

from striprtf.striprtf import rtf_to_text

_COMPRESSED, _STORED = 0x75465A4C, 0x414C454D
"""The marks "LZFu" and "MELA" as numbers."""
_HEADER = 16
_SIZE = 4096
_LARGEST = 64 * 2**20
_USUAL = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
    b"\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n"
    b"\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
"""What the dictionary holds at the start (MS-OXRTFCP 2.1.2.1)."""


def text_of_packed(content: bytes) -> str:
    """The plain text of compressed rich text.

    Raises:
        ValueError: it is damaged.
    """
    rich = unpack(content)
    text: str = rtf_to_text(rich.decode("latin-1"), errors="replace")  # type: ignore[no-untyped-call]
    return text


def unpack(content: bytes) -> bytes:
    """The RTF itself.

    Raises:
        ValueError: it is damaged.
    """
    if len(content) < _HEADER:
        raise ValueError("cut off")
    size, kind = struct.unpack("<4xII", content[:12])
    if kind == _STORED:
        return content[_HEADER : _HEADER + size]
    if kind != _COMPRESSED or size > _LARGEST:
        raise ValueError("no compressed rich text")
    return _unpack(content[_HEADER:], size)


def _unpack(packed: bytes, size: int) -> bytes:
    """Runs of eight tokens, each run after a byte of flags: a byte as it is, or place and length in the dictionary."""
    dictionary = bytearray(_USUAL.ljust(_SIZE, b" "))
    write, out, position = len(_USUAL), bytearray(), 0
    while position < len(packed) and len(out) < size:
        flags, position = packed[position], position + 1
        for bit in range(8):
            length, start = 1, write
            if flags >> bit & 1:
                number = int.from_bytes(packed[position : position + 2], "big")
                start, length, position = number >> 4, (number & 15) + 2, position + 2
                if start == write or position > len(packed):  # the end, as the format marks it
                    return bytes(out)
            elif position < len(packed):
                dictionary[write] = packed[position]
                position += 1
            else:
                return bytes(out)
            for step in range(length):
                byte = dictionary[(start + step) % _SIZE]
                out.append(byte)
                dictionary[write] = byte
                write = (write + 1) % _SIZE
    return bytes(out)
