"""Takes the files embedded in PDFs: portfolios, attachments of the document, paper clips on its pages."""

import ctypes
import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.parts.collection import Collection
from pipeline.parts.contents import Parts
from pipeline.parts.limits import MAX_PART, MAX_PARTS
from pipeline.readers.steps import step

_CLIP = b"/FileAttachment"
# takes "/Type /ObjStm … >> stream" and its line end; refuses a stream whose dictionary goes on for 500 bytes after that
_OBJECTS_RE = re.compile(rb"/ObjStm[^\0]{0,500}?stream\r?\n")
_MOST_OBJECTS = 16 * 2**20
"""Bytes of one stream of objects, unpacked; programs write some hundred objects into each."""


def parts_of_pdf(content: bytes, passwords: Sequence[str]) -> Parts:
    """The documents embedded in a PDF; none in one that cannot be opened, of which its reader tells why."""
    pdf = _open(content, passwords)
    if pdf is None:
        return Parts()
    collection = Collection()
    with closing(pdf):
        seen: set[tuple[str, bytes]] = set()
        for number, attachment in enumerate(_attachments(pdf, may_clip=_may_hold_paper_clips(content)), 1):
            name = _name(attachment, number)
            data = _data(attachment, name, collection)
            if data is not None and (name, data) not in seen:
                seen.add((name, data))
                collection.offer(name, data)
    return collection.result()


def _open(content: bytes, passwords: Sequence[str]) -> pdfium.PdfDocument | None:
    for password in (None, *passwords):
        try:
            return pdfium.PdfDocument(content, password=password)
        except pdfium.PdfiumError:
            continue
    return None


def _may_hold_paper_clips(content: bytes) -> bool:
    """Whether annotations of that kind are named in the file: loading pages of drawings to look takes many seconds.

    Most objects of newer PDFs stand in compressed streams of objects (ISO 32000-1, 7.5.7); encrypted ones nobody sees.
    """
    if _CLIP in content or b"/Encrypt" in content:
        return True
    for found in _OBJECTS_RE.finditer(content):
        end = content.find(b"endstream", found.end())
        try:
            objects = zlib.decompressobj().decompress(content[found.end() : end], _MOST_OBJECTS)
        except zlib.error:
            continue
        if _CLIP in objects:
            return True
    return False


def _attachments(pdf: pdfium.PdfDocument, *, may_clip: bool) -> Iterator[pdfium.PdfAttachment]:
    """Those of the whole document, then those that hang on a page."""
    for index in range(min(pdf.count_attachments(), 10 * MAX_PARTS)):
        try:
            yield pdf.get_attachment(index)
        except pdfium.PdfiumError:
            continue
    for index in range(len(pdf) if may_clip else 0):
        yield from _paper_clips(pdf, index)


def _paper_clips(pdf: pdfium.PdfDocument, index: int) -> Iterator[pdfium.PdfAttachment]:
    """The files of file attachment annotations (ISO 32000-1, 12.5.6.15) on one page."""
    step()
    try:
        page = pdf[index]
    except pdfium.PdfiumError:
        return
    with closing(page):
        for number in range(raw.FPDFPage_GetAnnotCount(page.raw)):
            annotation = raw.FPDFPage_GetAnnot(page.raw, number)
            if not annotation:
                continue
            if raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_FILEATTACHMENT:
                clip = raw.FPDFAnnot_GetFileAttachment(annotation)
                if clip:
                    yield pdfium.PdfAttachment(clip, pdf)
            raw.FPDFPage_CloseAnnot(annotation)


def _name(attachment: pdfium.PdfAttachment, number: int) -> str:
    """The name without the folders of the machine on which the file was embedded."""
    try:
        name = str(attachment.get_name())
    except (pdfium.PdfiumError, UnicodeDecodeError):
        name = ""
    clean = "".join(char if char.isprintable() else " " for char in name.replace("\\", "/"))
    return clean.rpartition("/")[2].strip() or f"sans nom {number}"


def _data(attachment: pdfium.PdfAttachment, name: str, collection: Collection) -> bytes | None:
    size = ctypes.c_ulong()
    raw.FPDFAttachment_GetFile(attachment.raw, None, 0, size)
    if size.value > MAX_PART and not collection.room_for(name, size.value):
        return None
    try:
        return bytes(attachment.get_data())
    except pdfium.PdfiumError:
        collection.refuse(name, "the PDF does not give it: it is empty or damaged. Ask for it again.")
        return None
