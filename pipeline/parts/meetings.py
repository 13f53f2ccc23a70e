"""Takes apart the minutes of several meetings in one file: a PDF where each begins on a page of its own, or a text.

The parts are files of the same format with bytes of their own, always the same. Where the minutes of one meeting begin
in the middle of a page, or the format is another, nothing is taken apart; the doubt SEVERAL_MEETINGS says so.
"""

import io
import re
from collections.abc import Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import PurePath

import pypdfium2 as pdfium

from extractors.kind import classify
from extractors.lexicons import load_lexicon
from extractors.meeting import extract_meeting
from extractors.meeting.further import FurtherMeeting, find_further_meetings
from extractors.reading import Reading
from models.document import Document
from models.errors import InputError
from models.folding import fold
from models.records import Minutes
from models.vocabulary import Kind
from pipeline.parts.contents import Part
from pipeline.readers import read_document
from pipeline.readers.encoding import decode
from pipeline.readers.formats import Format, recognise
from pipeline.segment import segment

LETTERHEAD_WORDS = 30
"""Words that may stand above the title on its page."""
PAGE_HEAD = 1500
"""Characters of a page in which the head of minutes stands."""
# The file's identifier in the trailer (ISO 32000-1, 14.4): "/ID[<9F94…><9F94…>]"
_MARKS_RE = re.compile(rb"/ID ?\[<[0-9A-Fa-f]+> ?<[0-9A-Fa-f]+>\]")
# The day on which pdfium made the file: "/CreationDate(D:20240311103000+01'00')/Creator(PDFium)"; no other program's
_MADE_RE = re.compile(rb"/CreationDate\(D:[0-9]{14}[^()]{0,7}\)/Creator\(PDFium\)")
_LETTERS_RE = re.compile(r"[\W_]+")


def meetings_of(
    content: bytes, source: str, document: Document | None = None, *, is_sure: bool = False
) -> tuple[Part, ...]:
    """The minutes of each meeting as a file of its own, in order; none where there is one, or the file cannot be cut.

    A PDF with a password is not taken apart.

    Args:
        content: the file's bytes.
        source: its name.
        document: the file as read, to spare a second reading.
        is_sure: read the file even if it shows no further meeting at a quick look, which sees no text of scans.
    """
    try:
        form = recognise(content, source)
        if form not in _CUTTERS:
            return ()
        if document is None:
            if form is Format.PDF and not is_sure and not _may_hold_several(content):
                return ()
            document = read_document(content, source=source)
        return _cut(form, content, document)
    except (InputError, pdfium.PdfiumError):
        return ()  # its reader tells what is wrong


def _cut(form: Format, content: bytes, document: Document) -> tuple[Part, ...]:
    reading = Reading(document, segment(document))
    if classify(reading).kind is not Kind.MINUTES:
        return ()
    further = find_further_meetings(reading, extract_meeting(reading, Minutes()).meeting.date)
    pieces = _CUTTERS[form](content, reading, further) if further else ()
    name = PurePath(document.source)
    return tuple(Part(f"{name.stem}-{number}{name.suffix}", piece) for number, piece in enumerate(pieces, 1))


def _may_hold_several(content: bytes) -> bool:
    """A quick look at the text layer of the pages: some page after the first begins like minutes."""
    try:
        with closing(pdfium.PdfDocument(content)) as pdf:
            return any(_is_like_head(pdf[index].get_textpage().get_text_range()) for index in range(1, len(pdf)))
    except pdfium.PdfiumError:
        return False


def _is_like_head(text: str) -> bool:
    head = fold(text[:PAGE_HEAD].replace("’", "'"))
    lexicon = load_lexicon("kinds")
    return lexicon["attendance_cues"].search(head) is not None and lexicon["meeting_words"].search(head) is not None


def _cut_pages(content: bytes, reading: Reading, further: Sequence[FurtherMeeting]) -> tuple[bytes, ...]:
    """A PDF of its own for the pages of each meeting; nothing where one begins in the middle of a page."""
    starts = [_page_opened(reading, meeting) for meeting in further]
    if None in starts or len(set(starts)) != len(starts):
        return ()
    bounds = [1, *(start for start in starts if start), len(reading.document.pages) + 1]
    with closing(pdfium.PdfDocument(content)) as pdf:
        return tuple(_pages(pdf, range(first - 1, last - 1)) for first, last in pairwise(bounds))


def _page_opened(reading: Reading, meeting: FurtherMeeting) -> int | None:
    """The number of the page that a meeting's title opens, under a letterhead perhaps."""
    page_no = reading.blocks[meeting.index].page_no
    above = [block for block in reading.blocks[: meeting.index] if block.page_no == page_no]
    words = sum(len(reading.block(block).folded.split()) for block in above)
    return page_no if words <= LETTERHEAD_WORDS else None


def _pages(pdf: pdfium.PdfDocument, indexes: range) -> bytes:
    with closing(pdfium.PdfDocument.new()) as new, io.BytesIO() as buffer:
        new.import_pages(pdf, pages=list(indexes))
        new.save(buffer)
        return _with_fixed_marks(buffer.getvalue())


def _with_fixed_marks(content: bytes) -> bytes:
    """The file with zeros for the identifier and the day that pdfium sets anew each time; nothing moves."""
    content = _MADE_RE.sub(lambda made: re.sub(rb"[0-9]", b"0", made[0]).replace(b"-", b"+"), content)
    return _MARKS_RE.sub(lambda mark: b"/ID" + re.sub(rb"[0-9A-Fa-f]", b"0", mark[0][3:]), content)


def _cut_text(content: bytes, reading: Reading, further: Sequence[FurtherMeeting]) -> tuple[bytes, ...]:
    """The lines of each meeting, in UTF-8; nothing where a title is not found again in the file."""
    lines = decode(content, reading.document.source)[0].splitlines(keepends=True)
    starts = [_line_opened(reading, meeting, lines) for meeting in further]
    found = [start for start in starts if start is not None]
    if len(found) < len(starts) or sorted(set(found)) != found:
        return ()
    return tuple("".join(lines[first:last]).encode() for first, last in pairwise([0, *found, len(lines)]))


def _line_opened(reading: Reading, meeting: FurtherMeeting, lines: Sequence[str]) -> int | None:
    """The index of the file's line that holds a meeting's title, or the first of the letterhead repeated above it."""
    document, start = reading.document, reading.blocks[_with_letterhead(reading, meeting.index)].lines[0].span
    wanted = _letters(document.text[start.start : start.end])
    before = sum(_letters(text) == wanted for text in _texts_before(document, start.start))
    places = [index for index, line in enumerate(lines) if _letters(line) == wanted]
    return places[before] if wanted and before < len(places) else None


def _with_letterhead(reading: Reading, index: int) -> int:
    """The first of the blocks right above a title that stand at the document's start too."""
    opening = {reading.block(block).folded for block in reading.blocks[:3]}
    while index > 3 and reading.block(reading.blocks[index - 1]).folded in opening:
        index -= 1
    return index


def _texts_before(document: Document, offset: int) -> list[str]:
    spans = (line.span for line in document.lines if line.span.start < offset)
    return [document.text[span.start : span.end] for span in spans]


def _letters(text: str) -> str:
    return _LETTERS_RE.sub("", fold(text))


_CUTTERS = {Format.PDF: _cut_pages, Format.TEXT: _cut_text, Format.MARKDOWN: _cut_text}
