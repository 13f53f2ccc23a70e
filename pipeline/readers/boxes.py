"""Boxes of quotes on the pages of a PDF, computed from pdfium's character boxes when asked for."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pypdfium2 as pdfium

from models.document import BoundingBox, Document, PageBox, Span
from pipeline.readers.pdf.chars import PageChars
from pipeline.readers.pdf.geometry import Box, bounding
from pipeline.readers.pdf.reader import open_pdf

_CORE = 0.25
"""A box covers at least this share of the font's height above and below the middle of the line."""


class PageBoxes:
    """The boxes of one document; pages are opened when first asked for."""

    def __init__(self, document: Document, pdf: pdfium.PdfDocument | None) -> None:
        self._document = document
        self._pdf = pdf
        self._pages: dict[int, PageChars] = {}
        self._starts = [line.span.start for line in document.lines]

    def of(self, spans: Sequence[Span]) -> tuple[PageBox, ...]:
        """One tight box per line of a quote, in reading order; empty for a document without pages.

        In points from the top left of the page as displayed. The middle of every character of the quote lies inside,
        the middle of no other character does.
        """
        if self._pdf is None:
            return ()
        boxes = (self._box(page_no, part) for span in spans for page_no, part in self._parts(span))
        return tuple(box for box in boxes if box is not None)

    def close(self) -> None:
        for chars in self._pages.values():
            chars.close()
            chars.page.close()
        self._pages.clear()
        if self._pdf is not None:
            self._pdf.close()

    def _parts(self, span: Span) -> Iterator[tuple[int, Span]]:
        """The span cut at line ends, each part with its page number."""
        lines = self._document.lines
        index = max(bisect_right(self._starts, span.start) - 1, 0)
        while index < len(lines) and lines[index].span.start < span.end:
            line = lines[index]
            part = Span(max(span.start, line.span.start), min(span.end, line.span.end))
            if len(part) > 0 and line.page_no is not None:
                yield line.page_no, part
            index += 1

    def _box(self, page_no: int, part: Span) -> PageBox | None:
        chars = self._page(page_no)
        text, places = self._document.text, self._document.char_index
        indexes = [places[i] for i in range(part.start, part.end) if places[i] >= 0 and not text[i].isspace()]
        if not indexes:
            return None
        loose = [chars.loose_box(index) for index in indexes]
        box = bounding(loose)
        if _is_upright(loose):
            box = _tighten(box, loose, [chars.tight_box(index) for index in indexes])
        return PageBox(page_no, box)

    def _page(self, page_no: int) -> PageChars:
        if page_no not in self._pages and self._pdf is not None:
            self._pages[page_no] = PageChars(self._pdf[page_no - 1], {})
        return self._pages[page_no]


@contextmanager
def open_boxes(content: bytes, document: Document) -> Iterator[PageBoxes]:
    """Open the original of a document for boxes; documents without pages need none and open nothing.

    Raises:
        InputError: the bytes are not those that the document was read from.
    """
    boxes = PageBoxes(document, open_pdf(content, document.source) if document.pages else None)
    try:
        yield boxes
    finally:
        boxes.close()


def _is_upright(boxes: Sequence[Box]) -> bool:
    """True where the characters follow one another from left to right, False for text turned on the page."""
    first, last = boxes[0], boxes[-1]
    return abs(last[0] - first[0]) >= abs(last[1] - first[1])


def _tighten(box: BoundingBox, loose: Sequence[Box], ink: Sequence[Box]) -> BoundingBox:
    """Cut the font's height down to the ink, but never through the middle of a character."""
    middles = [((top + bottom) / 2, _CORE * (bottom - top)) for _, top, _, bottom in loose]
    top = min(min(b[1] for b in ink), min(middle - core for middle, core in middles))
    bottom = max(max(b[3] for b in ink), max(middle + core for middle, core in middles))
    return BoundingBox(box.x0, max(box.top, top), box.x1, min(box.bottom, bottom))
