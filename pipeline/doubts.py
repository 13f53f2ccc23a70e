"""Doubts about the paper itself: what the reader had to survive, told as issues."""

from models.document import Document
from models.issues import Issue, IssueCode, Severity

_MESSAGES = {
    IssueCode.ENCODING_GUESSED: "The file does not say how its letters are written; accents may be wrong.",
    IssueCode.TEXT_LAYER_USELESS: "The text layer holds little that can be read.",
}


def doubts_of(document: Document) -> tuple[Issue, ...]:
    """An issue for each note of the reader, and one for the pages without any text."""
    noted = tuple(_issue(IssueCode(note), _MESSAGES[IssueCode(note)]) for note in dict.fromkeys(document.notes))
    return (*noted, *_empty_pages(document))


def _empty_pages(document: Document) -> tuple[Issue, ...]:
    empty = [page.number for page in document.pages if not document.text[page.span.start : page.span.end].strip()]
    if not empty:
        return ()
    numbers = ", ".join(map(str, empty))
    return (
        _issue(IssueCode.TEXT_LAYER_USELESS, f"No text on page(s) {numbers}: blank, or pictures that were not read."),
    )


def _issue(code: IssueCode, message: str) -> Issue:
    return Issue(code=code, severity=Severity.WARNING, message=message, field="text")
