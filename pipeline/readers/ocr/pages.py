"""Gives the characters of all pages of a PDF in order, recognised where need be.

Pages are looked at and rendered in the caller's thread: pdfium knows no threads.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium

from models.errors import MissingProgramError
from pipeline.readers.ocr.chars import RecognisedChars
from pipeline.readers.ocr.image import PageImage, render, resolution
from pipeline.readers.ocr.need import Need, Plan, pixels, plan_for, word_boxes
from pipeline.readers.ocr.quality import french_share
from pipeline.readers.ocr.recogniser import Job, Recogniser
from pipeline.readers.ocr.recognition import Recognition
from pipeline.readers.pdf.chars import PageChars, Word

_LAYER_KNOWS_TURN = 200
"""A text layer of so many characters says how the page stands; a stamp does not."""


@dataclass(frozen=True, slots=True)
class _Page:
    """An open page with its text layer."""

    page: pdfium.PdfPage
    chars: PageChars
    need: Need


class PageSource:
    """The pages of one PDF."""

    def __init__(self, pdf: pdfium.PdfDocument, content: bytes, open_page: Callable[[int], pdfium.PdfPage]) -> None:
        self._count = len(pdf)
        self._open = open_page
        self._may_hold_pictures = b"/Image" in content
        self._fonts: dict[int, bool] = {}
        self.recogniser = Recogniser()

    @property
    def missing(self) -> MissingProgramError | None:
        """Why pages were not recognised: a program is not installed. Known after the last page."""
        return self.recogniser.missing

    @property
    def is_incomplete(self) -> bool:
        """True where recognising a page took too long. Known after the last page."""
        return bool(self.recogniser.failed)

    def __iter__(self) -> Iterator[PageChars]:
        """Each page's characters; they are closed when the next page is asked for."""
        for item, found in self.recogniser.in_order(map(self._begin, range(self._count))):
            chars = self._chars(item, found)
            try:
                yield chars
            finally:
                chars.close()
                item.page.close()

    def _begin(self, index: int) -> tuple[_Page, Job | None]:
        page = self._open(index)
        chars = PageChars(page, self._fonts, as_written=True)
        words = chars.words()
        plan = plan_for(chars, words, may_hold_pictures=self._may_hold_pictures)
        item = _Page(page, chars, plan.need)
        if plan.need is Need.NOTHING or self.missing is not None:
            return item, None
        image = render(page, resolution(page))
        if plan.need is not Need.BESIDE:
            return item, Job(image)
        known = len(chars.text) >= _LAYER_KNOWS_TURN
        turn = (chars.turn - page.get_rotation()) % 360 if known else None
        return item, Job(_masked(image, chars, words, plan), turn)

    def _chars(self, item: _Page, found: Recognition | None) -> PageChars:
        if found is None or (item.need is Need.BETTER and not _is_better(found, item.chars)):
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
        pages.recogniser.close()


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
