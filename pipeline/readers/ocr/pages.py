"""Gives the characters of all pages of a PDF in order, recognised where need be: several pages at a time.

Pages are looked at and rendered in the caller's thread (pdfium knows no threads); Tesseract runs beside it, one process
per processor. Only as many pages are held as are under recognition, so that memory does not grow with the document.
"""

import logging
import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium

from models.errors import MissingProgramError
from pipeline.readers.ocr.chars import RecognisedChars
from pipeline.readers.ocr.image import PageImage, render, resolution
from pipeline.readers.ocr.need import Need, Plan, pixels, plan_for, word_boxes
from pipeline.readers.ocr.quality import french_share
from pipeline.readers.ocr.recognition import Recognition, recognise_page
from pipeline.readers.pdf.chars import PageChars, Word

log = logging.getLogger(__name__)

_LAYER_HOLDS_DIRECTION = 200
"""A text layer of so many characters says how the page stands; a stamp does not."""


@dataclass(slots=True)
class _Page:
    """A page on its way."""

    page: pdfium.PdfPage
    chars: PageChars
    need: Need
    found: "Future[Recognition] | None"


class PageSource:
    """The pages of one PDF; `missing` tells, afterwards, that pages were not recognised for want of a program."""

    def __init__(self, pdf: pdfium.PdfDocument, content: bytes, open_page: Callable[[int], pdfium.PdfPage]) -> None:
        self._count = len(pdf)
        self._open = open_page
        self._may_hold_pictures = b"/Image" in content
        self._fonts: dict[int, bool] = {}
        self._at_once = max(
            1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        )
        self._threads = ThreadPoolExecutor(self._at_once)
        self.missing: MissingProgramError | None = None
        self.unread: list[int] = []
        """0-based numbers of the pages that took too long."""

    def __iter__(self) -> Iterator[PageChars]:
        """Each page's characters; they are closed when the next page is asked for."""
        ahead: deque[_Page] = deque()
        opened = 0
        for index in range(self._count):
            while opened < self._count and (not ahead or self._has_room(ahead)):
                ahead.append(self._begin(opened))
                opened += 1
            item = ahead.popleft()
            chars = self._finished(item, index)
            try:
                yield chars
            finally:
                chars.close()
                item.page.close()

    def close(self) -> None:
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _has_room(self, ahead: "deque[_Page]") -> bool:
        """True while pages are under recognition, but not too many: then it is worth looking for more."""
        return any(p.found is not None for p in ahead) and len(ahead) <= 2 * self._at_once

    def _begin(self, index: int) -> _Page:
        page = self._open(index)
        chars = PageChars(page, self._fonts, as_written=True)
        words = chars.words()
        plan = plan_for(chars, words, may_hold_pictures=self._may_hold_pictures)
        if plan.need is Need.NOTHING or self.missing is not None:
            return _Page(page, chars, Need.NOTHING, None)
        image = render(page, resolution(page))
        turn = None
        if plan.need is Need.BESIDE:
            image = _masked(image, chars, words, plan)
            if len(chars.text) >= _LAYER_HOLDS_DIRECTION:
                turn = (chars.turn - page.get_rotation()) % 360
        return _Page(page, chars, plan.need, self._threads.submit(recognise_page, image, turn))

    def _finished(self, item: _Page, index: int) -> PageChars:
        if item.found is None:
            return item.chars
        try:
            found = item.found.result()
        except MissingProgramError as error:
            self.missing = error
            return item.chars
        except TimeoutError:
            log.warning("page %d: recognition took too long", index + 1)
            self.unread.append(index)
            return item.chars
        if item.need is Need.BETTER and not _is_better(found, item.chars):
            return item.chars
        if item.need is not Need.INSTEAD and not found.words:
            return item.chars
        item.chars.close()
        return RecognisedChars(item.page, self._fonts, found, keeps_layer=item.need is Need.BESIDE)


@contextmanager
def open_pages(
    pdf: pdfium.PdfDocument, content: bytes, open_page: Callable[[int], pdfium.PdfPage]
) -> Iterator[PageSource]:
    """The pages of a PDF, recognised where need be; ends what is under way when left."""
    pages = PageSource(pdf, content, open_page)
    try:
        yield pages
    finally:
        pages.close()


def _is_better(found: Recognition, chars: PageChars) -> bool:
    """True where recognition gave more French letters than the layer has."""
    layer = sum(not char.isspace() for char in chars.text)
    return found.french_share * found.letters > french_share(chars.text) * layer


def _masked(image: PageImage, chars: PageChars, words: list[Word], plan: Plan) -> PageImage:
    """The picture without what the text layer says, and without what is not to be recognised."""
    paper = np.uint8(np.median(image.small.grey))
    grey = image.grey.copy() if plan.places is None else np.full_like(image.grey, paper)
    for place in plan.places or ():
        rows, columns = pixels(place, image.scale)
        grey[rows, columns] = image.grey[rows, columns]
    for box in word_boxes(chars, words):
        rows, columns = pixels(box, image.scale)
        grey[rows, columns] = paper
    return PageImage(grey, image.dpi)
