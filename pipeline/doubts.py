"""Doubts about the paper itself: what the reader had to survive, told as issues."""

from collections.abc import Iterable
from itertools import groupby

from models.document import Document, Word
from models.issues import Issue, IssueCode, Severity
from pipeline.legibility import legibility

_MESSAGES = {
    IssueCode.ENCODING_GUESSED: "The file does not say how its letters are written; accents may be wrong.",
    IssueCode.TEXT_LAYER_USELESS: "Some pages are pictures, or hold a useless text layer, and could not be recognised.",
}
_POOR = 0.85
"""Below this mean legibility of a page's words one word in ten or more is wrong."""


def doubts_of(document: Document) -> tuple[Issue, ...]:
    """An issue for each note of the reader, for recognised pages, and for the pages without any text."""
    notes = (IssueCode(note) for note in dict.fromkeys(document.notes))
    noted = tuple(_issue(note, _MESSAGES[note]) for note in notes if note in _MESSAGES)
    return (*noted, *_comments(document), *_recognised_pages(document), *_empty_pages(document))


def _comments(document: Document) -> Iterable[Issue]:
    """Remarks in the margin are by reviewers: what they say is not settled, so it is no text."""
    count = document.notes.count(IssueCode.COMMENTS_LEFT_OUT)
    if count:
        told = "1 comment of a reviewer is" if count == 1 else f"{count} comments of reviewers are"
        yield _issue(IssueCode.COMMENTS_LEFT_OUT, f"{told} not part of the text.", Severity.INFO)


def _recognised_pages(document: Document) -> Iterable[Issue]:
    """What was recognised in pictures: as good as the pictures are."""
    pages = {number: list(words) for number, words in groupby(document.words, key=_page_no)}
    poor = [number for number, words in pages.items() if legibility(words) < _POOR]
    if pages:
        message = f"The text of page(s) {_ranges(pages)} was recognised in pictures (OCR)."
        yield _issue(IssueCode.TEXT_RECOGNISED, message, Severity.INFO)
    if poor:
        message = f"Page(s) {_ranges(poor)} were hard to read: compare what was found there with the page."
        yield _issue(IssueCode.TEXT_RECOGNISED_BADLY, message)


def _empty_pages(document: Document) -> tuple[Issue, ...]:
    empty = [page.number for page in document.pages if not document.text[page.span.start : page.span.end].strip()]
    if not empty:
        return ()
    message = f"No text on page(s) {_ranges(empty)}: blank, or pictures without text that could be read."
    return (_issue(IssueCode.TEXT_LAYER_USELESS, message),)


def _page_no(word: Word) -> int:
    return word.place.page_no


def _ranges(numbers: Iterable[int]) -> str:
    """ "1-3, 5" of 1, 2, 3, 5."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and parts[-1][-1] == number - 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(str(part[0]) if len(part) == 1 else f"{part[0]}-{part[-1]}" for part in parts)


def _issue(code: IssueCode, message: str, severity: Severity = Severity.WARNING) -> Issue:
    return Issue(code=code, severity=severity, message=message, field="text")
