"""PDF files written object by object: for pages that are pictures, and for additions to a finished file."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping

HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def stream(data: bytes, entries: str, *, compress: bool = False) -> bytes:
    """A stream object; `entries` are those of its dictionary beyond length and compression."""
    if compress:
        data, entries = zlib.compress(data, 9), f"{entries} /Filter /FlateDecode"
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries.encode("ascii"), len(data), data)


def text_string(text: str) -> str:
    """A text string as PDF writes those beyond ASCII: UTF-16 in hexadecimal digits."""
    return "<" + ("\ufeff" + text).encode("utf-16-be").hex().upper() + ">"


def write_pdf(objects: Mapping[int, bytes], root: int) -> bytes:
    """A whole file of objects by number; `root` is the catalogue."""
    body, offsets = _body(objects, len(HEAD))
    start = len(HEAD) + len(body)
    table = b"0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % offsets[number] for number in sorted(offsets))
    end = b"xref\n0 %d\n%strailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return HEAD + body + end % (len(objects) + 1, table, len(objects) + 1, root, start)


def append_objects(pdf: bytes, objects: Mapping[int, bytes], root: int) -> bytes:
    """The file with objects added or replaced, as an editor does that saves only what changed."""
    if not pdf.endswith(b"\n"):
        pdf += b"\n"
    body, offsets = _body(objects, len(pdf))
    previous, size = startxref(pdf), max(size_of(pdf), max(objects) + 1)
    sections = b"".join(b"%d 1\n%010d 00000 n \n" % (number, offsets[number]) for number in sorted(offsets))
    end = b"xref\n%strailer\n<< /Size %d /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    return pdf + body + end % (sections, size, root, previous, len(pdf) + len(body))


def startxref(pdf: bytes) -> int:
    """Where the last table of objects begins."""
    return int(pdf.rsplit(b"startxref", 1)[1].split()[0])


def size_of(pdf: bytes) -> int:
    """The number of objects, the free one included."""
    return int(re.findall(rb"/Size (\d+)", pdf)[-1])


def root_of(pdf: bytes) -> int:
    """The number of the catalogue."""
    return int(re.findall(rb"/Root (\d+) 0 R", pdf)[-1])


def object_of(pdf: bytes, number: int) -> bytes:
    """The bytes of an object, between its "obj" and its "endobj"."""
    return re.findall(rb"(?<!\d)%d 0 obj\s(.*?)\sendobj" % number, pdf, flags=re.S)[-1]


def _body(objects: Mapping[int, bytes], start: int) -> tuple[bytes, dict[int, int]]:
    body, offsets = b"", {}
    for number in sorted(objects):
        offsets[number] = start + len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    return body, offsets
