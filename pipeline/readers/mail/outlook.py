"""Takes an Outlook message (MSG; MS-OXMSG) apart by python-oxmsg; a message inside it becomes an internet message."""

import struct
from collections.abc import Iterator
from datetime import datetime
from email.parser import HeaderParser
from email.utils import parsedate_to_datetime
from zlib import error as zlib_error

from olefile import OleFileIO
from oxmsg import Message
from oxmsg.attachment import Attachment
from oxmsg.domain import constants as c
from oxmsg.domain.model import UnrecognizedCodePageError, UnsupportedEncodingError
from oxmsg.properties import Properties
from oxmsg.storage import Storage

from models.errors import EncryptedFileError, UnreadableFileError
from models.issues import IssueCode
from pipeline.readers.encoding import decode
from pipeline.readers.mail.compose import compose
from pipeline.readers.mail.letter import Attached, Body, Letter
from pipeline.readers.mail.mime import letter_of_mail
from pipeline.readers.mail.packed_rtf import text_of_packed

_DAMAGED = (
    ValueError, LookupError, AttributeError, TypeError, OSError, RecursionError, AssertionError, MemoryError,
    struct.error, zlib_error, UnrecognizedCodePageError, UnsupportedEncodingError,
)  # fmt: skip
"""What olefile and oxmsg raise on damaged files."""
_DISPLAY_CC, _DISPLAY_TO = 0x0E03, 0x0E04
_ATTACH_METHOD, _ATTACH_SHORT_NAME, _ATTACH_CONTENT_ID, _DISPLAY_NAME = 0x3705, 0x3704, 0x3712, 0x3001
_RTF_COMPRESSED = 0x1009
_BY_REFERENCE = frozenset({2, 3, 4, 7})
_EMBEDDED = "__substg1.0_3701000D"
"""The storage that holds an attached message (MS-OXMSG 2.2.2.1)."""
_EMBEDDED_HEADER = 24
"""Bytes before the properties of an attached message (MS-OXMSG 2.4.1.2); 32 in the message of the file itself."""
_RPMSG = "application/x-microsoft-rpmsg-message"
_UNSAFE = frozenset('/\\:*?"<>|')
_MAX_DEPTH = 10


def letter_of_outlook(content: bytes, source: str) -> Letter:
    """Take an Outlook message apart.

    Raises:
        UnreadableFileError: damaged.
        EncryptedFileError: encrypted (S/MIME) or with restricted rights.
    """
    try:
        with OleFileIO(content) as ole:
            storage = Storage.from_ole(ole)
        return _letter(Message(storage), storage, source, 0)
    except _DAMAGED as error:
        raise UnreadableFileError(
            f"{source}: the Outlook message is damaged, perhaps cut off. Save it again in Outlook."
        ) from error


def _letter(message: Message, storage: Storage, source: str, depth: int) -> Letter:
    attached = tuple(_attached(storage, source, depth))
    _refuse_encrypted(message.message_class, attached, source)
    if message.message_class.upper() == "IPM.NOTE.SMIME.MULTIPARTSIGNED" and len(attached) == 1:
        head = _head(message)
        inner = letter_of_mail(b"MIME-Version: 1.0\r\n" + attached[0].content, source)
        return Letter(*head, inner.bodies, inner.attached, inner.notes)
    bodies, notes = _bodies(message, storage, source)
    return Letter(*_head(message), bodies, attached, notes)


def _head(message: Message) -> tuple[str, str, str, str, datetime | None]:
    """Subject, sender, to, copy, when it was sent."""
    properties = message.properties
    return (
        _line(message.subject),
        _line(message.sender),
        _line(_text(properties, _DISPLAY_TO)),
        _line(_text(properties, _DISPLAY_CC)),
        _sent(message),
    )


def _line(value: str | None) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in value or "").split())


def _text(properties: Properties, pid: int) -> str:
    return (properties.str_prop_value(pid) or "").strip("\x00")


def _sent(message: Message) -> datetime | None:
    """As the sender's clock showed, where the message says so; else in UTC."""
    head = HeaderParser().parsestr(_text(message.properties, c.PID_TRANSPORT_MESSAGE_HEADERS))
    try:
        return parsedate_to_datetime(str(head["date"]))
    except (ValueError, TypeError, IndexError):
        return message.sent_date


def _bodies(message: Message, storage: Storage, source: str) -> tuple[tuple[Body, ...], tuple[str, ...]]:
    """The plain text, which Outlook keeps beside every other form; where there is none HTML, then rich text."""
    notes: list[str] = []
    plain = _text_in_stream(message.properties, storage, c.PID_BODY, source, notes)
    if plain.strip():
        return (Body(plain),), tuple(notes)
    rich = _text_in_stream(message.properties, storage, c.PID_HTML, source, notes)
    rich = rich or _text_in_stream(message.properties, storage, c.PID_BODY_HTML, source, notes)
    if rich.strip():
        return (Body(rich, is_html=True),), tuple(notes)
    packed = message.properties.binary_prop_value(_RTF_COMPRESSED)
    plain = text_of_packed(packed) if packed else ""
    return ((Body(plain),) if plain.strip() else ()), tuple(notes)


def _text_in_stream(properties: Properties, storage: Storage, pid: int, source: str, notes: list[str]) -> str:
    """A long text: decoded as the message says, guessed where it says nothing that fits."""
    try:
        value = properties.str_prop_value(pid)
        if not value:
            content = properties.binary_prop_value(pid)
            value = content.decode(properties.body_encoding) if content else ""
        return value.strip("\x00")
    except (ValueError, LookupError, UnrecognizedCodePageError, UnsupportedEncodingError):
        notes.append(IssueCode.ENCODING_GUESSED.value)
    prefix = f"__substg1.0_{pid:04X}"
    content = next((stream.bytes_ for stream in storage.streams if stream.name.upper().startswith(prefix.upper())), b"")
    return decode(content.replace(b"\x00", b""), source)[0]


def _attached(storage: Storage, source: str, depth: int) -> Iterator[Attached]:
    for number, each in enumerate(storage.iter_attachment_storages(), 1):
        embedded = next((inner for inner in each.storages if inner.name.upper() == _EMBEDDED.upper()), None)
        attachment = Attachment(each)
        name = _name(attachment, number)
        if embedded is not None and any(stream.name == "__properties_version1.0" for stream in embedded.streams):
            yield _attached_message(embedded, name, source, depth)
            continue
        kind = attachment.mime_type or ""
        content = attachment.file_bytes
        method = attachment.properties.int_prop_value(_ATTACH_METHOD)
        if content is None or method in _BY_REFERENCE:
            refusal = "the message holds only a link to it." if method in _BY_REFERENCE else "it is no file."
            yield Attached(name, b"", kind, refusal=refusal)
            continue
        yield Attached(name, content, kind, bool(_text(attachment.properties, _ATTACH_CONTENT_ID)))


def _name(attachment: Attachment, number: int) -> str:
    properties = attachment.properties
    found = (_text(properties, pid) for pid in (c.PID_ATTACH_LONG_FILENAME, _ATTACH_SHORT_NAME, _DISPLAY_NAME))
    return _line(next((name for name in found if name), f"sans nom {number}")).replace("\\", "/").rpartition("/")[2]


def _attached_message(storage: Storage, name: str, source: str, depth: int) -> Attached:
    if depth >= _MAX_DEPTH:
        raise ValueError("messages inside messages without end")
    message = Message(storage)
    message.__dict__["_properties"] = Properties(storage, properties_header_offset=_EMBEDDED_HEADER)
    letter = _letter(message, storage, source, depth + 1)
    title = "".join(" " if char in _UNSAFE else char for char in letter.subject)[:80].strip() or name
    return Attached(f"{title}.eml", compose(letter), "message/rfc822")


def _refuse_encrypted(message_class: str, attached: tuple[Attached, ...], source: str) -> None:
    protected = any(each.media_type == _RPMSG or each.name.lower() == "message.rpmsg" for each in attached)
    if protected or message_class.upper() == "IPM.NOTE.SMIME":
        raise EncryptedFileError(
            f"{source}: the message is encrypted or may not be passed on. Open it in Outlook, save text and "
            "attachments without protection, and give those."
        )
