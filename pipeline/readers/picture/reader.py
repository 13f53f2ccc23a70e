"""Reads a picture (PNG, JPEG, TIFF, BMP, WEBP, GIF): its text is recognised, page by page of a TIFF.

The words are put on blank pages of the picture's size, so that lines, columns and tables are found as on a PDF's pages.
"""

from collections.abc import Iterator
from contextlib import closing

import pypdfium2 as pdfium

from models.document import Document
from pipeline.readers.ocr.chars import RecognisedChars
from pipeline.readers.ocr.recogniser import Job, Recogniser
from pipeline.readers.pdf.chars import PageChars
from pipeline.readers.pdf.reader import Origin, compose, read_pages
from pipeline.readers.picture.frames import frames

_MEDIA_TYPES = {
    b"\x89P": "image/png",
    b"\xff\xd8": "image/jpeg",
    b"II": "image/tiff",
    b"MM": "image/tiff",
    b"BM": "image/bmp",
    b"RI": "image/webp",
    b"GI": "image/gif",
}


def read_picture(content: bytes, *, source: str, sha256: str) -> Document:
    """Read a picture of one page, or of several (TIFF).

    Raises:
        UnreadableFileError: damaged.
        LimitError: too many pixels or pages.
        NoTextLayerError: no text was recognised in it.
        MissingProgramError: Tesseract is not installed.
    """
    origin = Origin(source, sha256, content, _MEDIA_TYPES.get(content[:2], "image/x-unknown"))
    with closing(Recogniser()) as recogniser:
        pages = read_pages(_pages(content, source, recogniser), content)
        return compose(pages, origin, recogniser.missing, incomplete=bool(recogniser.failed))


def _pages(content: bytes, source: str, recogniser: Recogniser) -> Iterator[PageChars]:
    with closing(pdfium.PdfDocument.new()) as blank:
        for image, found in recogniser.in_order((image, Job(image)) for image in frames(content, source)):
            page = blank.new_page(image.width * image.scale, image.height * image.scale)
            chars = PageChars(page, {}) if found is None else RecognisedChars(page, {}, found, keeps_layer=False)
            try:
                yield chars
            finally:
                chars.close()
                page.close()
