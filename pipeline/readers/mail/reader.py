"""Reads e-mails: subject, envelope and text of the message; attachments are documents of their own.

The subject is the first line of the text, as mail programs show it, for minutes pasted into a message are often named
nowhere else. Sender, receivers, date and attachments follow as lines of the envelope: nothing of the meeting.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from models.document import Document, Line, LineRole, Span, Table
from models.errors import EmptyFileError, InputError
from pipeline.readers.mail.letter import Body, Letter, is_answer, is_forward
from pipeline.readers.mail.mime import letter_of_mail
from pipeline.readers.mail.outlook import letter_of_outlook
from pipeline.readers.mail.quotes import line_roles
from pipeline.readers.text import read_text

MAIL = "message/rfc822"
OUTLOOK = "application/vnd.ms-outlook"


def read_mail(content: bytes, *, source: str, sha256: str) -> Document:
    """Read an internet message (EML).

    Raises:
        UnreadableFileError: it is no message.
        EncryptedFileError: it is encrypted.
        UnsupportedFormatError: it is signed in a form that hides the text.
        EmptyFileError: neither subject nor text nor attachments.
    """
    return _document(letter_of_mail(content, source), source, sha256, MAIL)


def read_outlook(content: bytes, *, source: str, sha256: str) -> Document:
    """Read an Outlook message (MSG); errors as `read_mail`."""
    return _document(letter_of_outlook(content, source), source, sha256, OUTLOOK)


def _document(letter: Letter, source: str, sha256: str, media_type: str) -> Document:
    if not (letter.subject or letter.attached or any(body.text.strip() for body in letter.bodies)):
        raise EmptyFileError(f"{source}: the message has neither subject nor text nor attachments. Save it again.")
    sheet = _Sheet(letter.notes)
    sheet.add_lines([letter.subject] if letter.subject else [], LineRole.BODY)
    sheet.add_lines(_envelope(letter), LineRole.ENVELOPE)
    for body in letter.bodies:
        read = _add_html if body.is_html else _add_plain
        read(sheet, body, letter, source)
    return Document(
        source, sha256, media_type, sheet.text, tuple(sheet.lines), (), tuple(sheet.tables),
        letter.subject or None, tuple(dict.fromkeys(sheet.notes)), written=letter.sent and letter.sent.date(),
    )  # fmt: skip


def _envelope(letter: Letter) -> list[str]:
    names = ", ".join(each.name for each in letter.attached if not each.is_shown)
    date = f"{letter.sent:%d/%m/%Y %H:%M}" if letter.sent else ""
    told = {"De": letter.sender, "À": letter.to, "Cc": letter.copy, "Date": date, "Pièces jointes": names}
    return [f"{name} : {value}" for name, value in told.items() if value]


def _add_plain(sheet: "_Sheet", body: Body, letter: Letter, source: str) -> None:
    """Own lines go through the reader of plain texts, stretch by stretch; others are only kept."""
    lines = body.text.replace("\x00", "").splitlines()
    roles = line_roles(lines, passes_on=is_forward(letter.subject), answers=is_answer(letter.subject))
    for role, stretch in groupby(zip(roles, lines, strict=True), key=lambda pair: pair[0]):
        texts = [line for _, line in stretch]
        if role is LineRole.BODY:
            sheet.add_document(_read("\n".join(texts), source, read_text))
        else:
            sheet.add_lines([text for text in texts if text.strip()], role)


def _add_html(sheet: "_Sheet", body: Body, letter: Letter, source: str) -> None:
    """The whole through the reader of HTML; quotes are told by the lines that it finds."""
    from pipeline.readers.html import read_html

    document = _read(body.text, source, read_html)
    if document is None:
        return
    texts = [document.text[line.span.start : line.span.end] for line in document.lines]
    roles = line_roles(texts, passes_on=is_forward(letter.subject), answers=is_answer(letter.subject))
    lines = (
        line if role is LineRole.BODY else replace(line, role=role, cell=None)
        for line, role in zip(document.lines, roles, strict=True)
    )
    sheet.add_document(replace(document, lines=tuple(lines)))


def _read(text: str, source: str, read: "Callable[..., Document]") -> Document | None:
    """What another reader makes of a stretch of text; None where it finds nothing to read in it."""
    try:
        return read(text.encode("utf-8", "replace"), source=source, sha256="")
    except InputError:
        return None


class _Sheet:
    """The text under way: what several readers gave, one below the other."""

    def __init__(self, notes: Sequence[str]) -> None:
        self.text = ""
        self.lines: list[Line] = []
        self.tables: list[Table] = []
        self.notes = list(notes)

    def add_lines(self, texts: Sequence[str], role: LineRole) -> None:
        """Add lines of one role; each begins a block."""
        for text in texts:
            start = self._begin("\n")
            self.text += text
            self.lines.append(Line(Span(start, len(self.text)), role=role, starts_block=True))

    def add_document(self, document: Document | None) -> None:
        """Add all that another reader gave, below a blank line; its title is left: the subject is the message's."""
        if document is None:
            return
        start = self._begin("\n\n")
        self.lines += _moved(document.lines, start, len(self.tables))
        self.tables += (_moved_table(table, start) for table in document.tables)
        self.text += document.text
        self.notes += document.notes

    def _begin(self, separator: str) -> int:
        self.text += separator if self.text else ""
        return len(self.text)


def _moved(lines: Sequence[Line], start: int, tables: int) -> Iterator[Line]:
    for line in lines:
        cell = replace(line.cell, table=line.cell.table + tables) if line.cell else None
        yield replace(line, span=_shift(line.span, start), cell=cell)


def _moved_table(table: Table, start: int) -> Table:
    cells = (replace(cell, spans=tuple(_shift(span, start) for span in cell.spans)) for cell in table.cells)
    return replace(table, cells=tuple(cells))


def _shift(span: Span, start: int) -> Span:
    return Span(span.start + start, span.end + start)
