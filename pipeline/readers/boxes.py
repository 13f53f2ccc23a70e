"""Boxes of quotes on pages: from pdfium's character boxes when asked for, from the recognised words where those are."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pypdfium2 as pdfium

from models.document import BoundingBox, Document, PageBox, Span, Word
from pipeline.readers.pdf.chars import PageChars
from pipeline.readers.pdf.geometry import Box, bounding
from pipeline.readers.pdf.opening import open_page
from pipeline.readers.pdf.reader import PDF, open_pdf

_CORE = 0.25
"""A box covers at least this share of the font's height above and below the middle of the line."""
_LEANING = 1.5
"""A box around words that is this many times higher than the highest of them would cover other lines too."""


class PageBoxes:
    """The boxes of one document; pages are opened when first asked for."""

    def __init__(self, document: Document, pdf: pdfium.PdfDocument | None) -> None:
        self._document = document
        self._pdf = pdf
        self._pages: dict[int, PageChars] = {}
        self._starts = [line.span.start for line in document.lines]
        self._word_starts = [word.span.start for word in document.words]

    def of(self, spans: Sequence[Span]) -> tuple[PageBox, ...]:
        """One tight box per line of a quote, in reading order; empty for a document without pages.

        In points from the top left of the page as displayed. The middle of every character of the quote lies inside,
        the middle of no other character does. Of lines that lean (a sheet scanned askew), every word has its box.
        """
        return tuple(box for span in spans for page_no, part in self._parts(span) for box in self._boxes(page_no, part))

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

    def _boxes(self, page_no: int, part: Span) -> list[PageBox]:
        recognised = _joined([_cut(word, part) for word in self._words(part)])
        layer = self._layer_box(page_no, part)
        return [PageBox(page_no, box) for box in ([layer] if layer is not None else []) + recognised]

    def _words(self, part: Span) -> Sequence[Word]:
        """The recognised words in a part of a line."""
        words = self._document.words
        first = max(bisect_right(self._word_starts, part.start) - 1, 0)
        last = bisect_left(self._word_starts, part.end)
        return [word for word in words[first:last] if word.span.overlaps(part)]

    def _layer_box(self, page_no: int, part: Span) -> BoundingBox | None:
        """The box of the characters that stand in the PDF's text layer."""
        text, places = self._document.text, self._document.char_index
        if self._pdf is None or not places:
            return None
        indexes = [places[i] for i in range(part.start, part.end) if places[i] >= 0 and not text[i].isspace()]
        if not indexes:
            return None
        chars = self._page(page_no)
        loose = [chars.loose_box(index) for index in indexes]
        box = bounding(loose)
        if _is_upright(loose):
            box = _tighten(box, loose, [chars.tight_box(index) for index in indexes])
        return box

    def _page(self, page_no: int) -> PageChars:
        if page_no not in self._pages and self._pdf is not None:
            self._pages[page_no] = PageChars(open_page(self._pdf, page_no - 1, self._document.source), {})
        return self._pages[page_no]


@contextmanager
def open_boxes(content: bytes, document: Document) -> Iterator[PageBoxes]:
    """Open the original of a document for boxes; documents without pages need none and open nothing.

    Raises:
        InputError: the bytes are not those that the document was read from.
    """
    is_pdf = document.pages and document.media_type == PDF
    boxes = PageBoxes(document, open_pdf(content, document.source) if is_pdf else None)
    try:
        yield boxes
    finally:
        boxes.close()


def _cut(word: Word, part: Span) -> BoundingBox:
    """The part of a word's box that a part of its characters takes."""
    box, length = word.place.box, len(word.span)
    start, end = max(part.start, word.span.start), min(part.end, word.span.end)
    width = box.x1 - box.x0
    x0 = box.x0 + width * (start - word.span.start) / length
    x1 = box.x0 + width * (end - word.span.start) / length
    return BoundingBox(x0, box.top, x1, box.bottom)


def _joined(boxes: Sequence[BoundingBox]) -> list[BoundingBox]:
    """One box around the words of a line; the words' own where the line leans or runs upwards."""
    if not boxes:
        return []
    around = bounding([(box.x0, box.top, box.x1, box.bottom) for box in boxes])
    highest = max(box.bottom - box.top for box in boxes)
    return [around] if around.bottom - around.top <= _LEANING * highest else list(boxes)


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
