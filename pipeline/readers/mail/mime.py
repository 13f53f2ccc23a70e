"""Takes an internet message (EML; RFC 5322, RFC 2045) apart by the standard library's email package."""

import base64
import binascii
import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import parsedate_to_datetime

from lxml import etree

from models.errors import EncryptedFileError, UnreadableFileError, UnsupportedFormatError
from models.issues import IssueCode
from pipeline.readers.encoding import decode
from pipeline.readers.mail.letter import Attached, Body, Letter

_HEADERS = frozenset("from to cc subject date received message-id mime-version content-type return-path sender".split())
"""A file that begins with none of these is no message."""
_PARSING = (ValueError, LookupError, AttributeError, TypeError, RecursionError, AssertionError)
"""What the email package raises on headers that no standard allows (RecursionError: thousands of nested parts)."""
_MAX_DEPTH = 50
"""Parts inside parts; mail programs nest five or six deep."""
_SIGNED = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"})
_PACKED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_TNEF = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
_TNEF_REFUSAL = (
    "attachments packed in Outlook's own form (winmail.dat). Ask the sender to send them again as HTML or plain text "
    "mail, or open the message in Outlook and save them."
)
_SUFFIXES = {
    "application/pdf": ".pdf",
    "text/html": ".html",
    "text/plain": ".txt",
    "message/rfc822": ".eml",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/tiff": ".tiff",
    "application/zip": ".zip",
    "application/msword": ".doc",
    "application/rtf": ".rtf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
}
_UNSAFE_RE = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|]+")
_STUB_SHARE = 0.4
"""A plain text with fewer words than this share of the HTML's only says that there is HTML."""
_UNSEEN = frozenset({"style", "script", "head", "title"})


def letter_of_mail(content: bytes, source: str) -> Letter:
    """Take a message apart.

    Raises:
        UnreadableFileError: it is no message.
        EncryptedFileError: encrypted with S/MIME or PGP.
        UnsupportedFormatError: signed in a form that hides the text.
    """
    message = _parse(content, source)
    return letter_of_message(message, source)


def letter_of_message(message: EmailMessage, source: str) -> Letter:
    """The same of a message already parsed; errors as `letter_of_mail`."""
    collected = _Collected(source)
    collected.take(message)
    return Letter(
        subject=header(message, "subject"),
        sender=header(message, "from") or header(message, "sender"),
        to=header(message, "to"),
        copy=header(message, "cc"),
        sent=_sent(message),
        bodies=tuple(collected.bodies),
        attached=tuple(collected.attached),
        notes=tuple(dict.fromkeys(collected.notes)),
    )


def _parse(content: bytes, source: str) -> EmailMessage:
    content = _readable_head(content.lstrip(b"\xef\xbb\xbf \t\r\n"))
    try:
        message = message_from_bytes(content, policy=policy.default)
        names = {name.lower() for name in message}
    except _PARSING as error:
        raise UnreadableFileError(f"{source}: the message is damaged. Save it again in the mail program.") from error
    if not names & _HEADERS:
        raise UnreadableFileError(
            f"{source}: named like an e-mail, but without the head of one. Save the message again in the mail program."
        )
    return message


def _readable_head(content: bytes) -> bytes:
    """The message with its head in UTF-8: old programs write "é" as Latin-1 where only ASCII is allowed."""
    end = re.search(rb"\r?\n\r?\n", content)
    head = content[: end.start()] if end else content
    try:
        head.decode("utf-8")
    except UnicodeDecodeError:
        return head.decode("cp1252", "replace").encode("utf-8") + content[len(head) :]
    return content


def header(message: Message, name: str) -> str:
    """A header as a person sees it, on one line; empty where there is none."""
    try:
        value = str(message.get(name) or "")
    except _PARSING:
        value = next((str(raw) for key, raw in message.raw_items() if key.lower() == name), "")
    value = value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return " ".join("".join(char if char.isprintable() else " " for char in value).split())


def _sent(message: EmailMessage) -> datetime | None:
    try:
        return parsedate_to_datetime(header(message, "date"))
    except _PARSING:
        return None


@dataclass(slots=True)
class _Collected:
    """What the parts of one message give, in their order."""

    source: str
    bodies: list[Body] = field(default_factory=list)
    attached: list[Attached] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def take(self, part: EmailMessage, depth: int = 0, *, shown: bool = False) -> None:
        """Take one part and those below it; `shown`: it belongs to an HTML text."""
        kind = part.get_content_type()
        self._refuse_hidden(part, kind)
        if depth > _MAX_DEPTH:
            raise UnreadableFileError(f"{self.source}: parts of the message are nested without end: it is damaged.")
        if kind == "multipart/alternative":
            self._take_alternative(part, depth)
        elif part.is_multipart() and not kind.startswith("message/"):
            for child in _children(part):
                self.take(child, depth + 1, shown=shown or kind == "multipart/related")
        elif kind.startswith("multipart/"):  # said to hold parts, and does not
            self.bodies.append(Body(self._text(part)))
        elif kind in ("text/plain", "text/html") and not _is_attached(part):
            self.bodies.append(Body(self._text(part), kind == "text/html"))
        else:
            self._attach(part, kind, shown=shown)

    def _refuse_hidden(self, part: EmailMessage, kind: str) -> None:
        if kind == "multipart/encrypted" or (kind in _PACKED and _parameter(part, "smime-type") != "signed-data"):
            raise EncryptedFileError(
                f"{self.source}: the message is encrypted (S/MIME or PGP). Open it in the mail program, save text and "
                "attachments without encryption, and give those."
            )
        if kind in _PACKED:
            raise UnsupportedFormatError(
                f"{self.source}: the message is signed in a form that packs its text in (S/MIME). Open it in the mail "
                "program, forward it to yourself without signature, and save that."
            )

    def _take_alternative(self, part: EmailMessage, depth: int) -> None:
        """One text in several forms: the plain one, unless it is empty or only points at the HTML."""
        forms = []
        for child in _children(part):
            form = _Collected(self.source)
            form.take(child, depth + 1, shown=True)
            forms.append(form)
        for form in forms:
            self.attached += form.attached
            self.notes += form.notes
        written = [form.bodies for form in forms if form.bodies]
        plain = [bodies for bodies in written if not any(body.is_html for body in bodies)]
        rich = [bodies for bodies in written if any(body.is_html for body in bodies)]
        if plain and rich:
            self.bodies += plain[0] if _words(plain[0]) >= _STUB_SHARE * _words(rich[-1]) else rich[-1]
        elif written:
            self.bodies += written[-1]

    def _text(self, part: EmailMessage) -> str:
        content = _payload(part)
        charset = (part.get_content_charset() or "us-ascii").lower()
        charset = "cp1252" if charset in ("iso-8859-1", "latin-1", "latin1") else charset  # as all programs read it
        try:
            return content.decode(charset)
        except (UnicodeDecodeError, LookupError):
            self.notes.append(IssueCode.ENCODING_GUESSED.value)
        try:
            return decode(content, self.source)[0]
        except UnreadableFileError:
            return content.decode("utf-8", "replace")

    def _attach(self, part: EmailMessage, kind: str, *, shown: bool) -> None:
        if kind in _SIGNED:
            return
        name = _name(part, kind, len(self.attached) + 1)
        if kind in _TNEF or name.lower() == "winmail.dat":
            self.attached.append(Attached(name, b"", kind, refusal=_TNEF_REFUSAL))
        elif kind == "message/external-body":
            self.attached.append(Attached(name, b"", kind, refusal="the message holds only a link to it."))
        else:
            inline = part.get_content_disposition() == "inline" or bool(part.get("content-id"))
            is_shown = kind.startswith("image/") and inline and (shown or bool(part.get("content-id")))
            self.attached.append(Attached(name, _content(part, kind), kind, is_shown))


def _children(part: EmailMessage) -> Iterator[EmailMessage]:
    payload = part.get_payload()
    return (child for child in payload if isinstance(child, EmailMessage)) if isinstance(payload, list) else iter(())


def _parameter(part: EmailMessage, name: str) -> str:
    try:
        return str(part.get_param(name) or "").lower()
    except _PARSING:
        return ""


def _is_attached(part: EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment" or bool(_stated_name(part))


def _stated_name(part: EmailMessage) -> str:
    try:
        name = part.get_filename() or ""
    except _PARSING:
        return ""
    name = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace").replace("\\", "/").rpartition("/")[2]
    return " ".join(_UNSAFE_RE.sub(" ", name).split())


def _name(part: EmailMessage, kind: str, number: int) -> str:
    stated = _stated_name(part)
    suffix = _SUFFIXES.get(kind, "")
    if stated:
        return stated if kind != "message/rfc822" or stated.lower().endswith(".eml") else f"{stated}{suffix}"
    inner = next(_children(part), None) if kind == "message/rfc822" else None
    subject = " ".join(_UNSAFE_RE.sub(" ", header(inner, "subject")).split())[:80] if inner is not None else ""
    return f"{subject or f'sans nom {number}'}{suffix}"


def _content(part: EmailMessage, kind: str) -> bytes:
    inner = next(_children(part), None) if kind == "message/rfc822" else None
    if inner is None:
        return _payload(part)
    if not inner.keys():  # some programs encode the message as base64, which RFC 2046 5.2.1 forbids
        with contextlib.suppress(binascii.Error, ValueError):
            return base64.b64decode(str(inner.get_payload()), validate=False)
    return as_bytes(inner)


def _payload(part: EmailMessage) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except _PARSING:
        payload = None
    return payload if isinstance(payload, bytes) else b""


def as_bytes(message: EmailMessage) -> bytes:
    """A message as a file of its own: same message, same bytes."""
    try:
        return message.as_bytes(policy=policy.compat32.clone(mangle_from_=False))
    except _PARSING:
        lines = [f"{name}: {value}" for name, value in message.raw_items()]
        return "\r\n".join([*lines, "", ""]).encode("utf-8", "surrogateescape") + _payload(message)


def _words(bodies: list[Body]) -> int:
    return sum(len((_seen(body.text) if body.is_html else body.text).split()) for body in bodies)


def _seen(markup: str) -> str:
    """The words of HTML without its style sheets, for counting."""
    root = etree.HTML(markup.encode("utf-8", "replace"), etree.HTMLParser(encoding="utf-8"))
    if root is None:
        return ""
    parts = ((node.text if node.tag not in _UNSEEN else "", node.tail) for node in root.iter(etree.Element))
    return " ".join(part for pair in parts for part in pair if part)
