"""Writes a message taken apart as an internet message (RFC 5322): same letter, same bytes."""

import base64
from email.header import Header
from email.utils import format_datetime

from pipeline.readers.mail.letter import Attached, Body, Letter

_BOUNDARY = "=_minutier_part"
_EOL = "\r\n"


def compose(letter: Letter) -> bytes:
    """The message as an EML file, with all that hangs on it."""
    head = {"Subject": letter.subject, "From": letter.sender, "To": letter.to, "Cc": letter.copy}
    lines = [f"{name}: {_encoded(value)}" for name, value in head.items() if value]
    lines += [f"Date: {format_datetime(letter.sent)}"] if letter.sent else []
    lines += ["MIME-Version: 1.0", f'Content-Type: multipart/mixed; boundary="{_BOUNDARY}"', ""]
    for part in (*map(_body, letter.bodies), *map(_file, letter.attached)):
        lines += [f"--{_BOUNDARY}", part]
    return _EOL.join([*lines, f"--{_BOUNDARY}--", ""]).encode("ascii", "replace")


def _encoded(value: str) -> str:
    """A header in ASCII (RFC 2047), on lines that are not too long."""
    return value if value.isascii() and len(value) < 900 else Header(value, "utf-8").encode(linesep=_EOL)


def _body(body: Body) -> str:
    kind = "text/html" if body.is_html else "text/plain"
    return _leaf(f'{kind}; charset="utf-8"', body.text.encode("utf-8", "replace"), "inline")


def _file(attached: Attached) -> str:
    if attached.refusal is not None:
        return _leaf("message/external-body", b"", f'attachment; filename="{_file_name(attached)}"')
    kind = attached.media_type if attached.media_type.isascii() and "/" in attached.media_type else ""
    kind = "application/octet-stream" if kind in ("", "message/rfc822") else kind
    shown = "inline" if attached.is_shown else "attachment"
    content_id = f"{_EOL}Content-ID: <shown>" if attached.is_shown else ""
    return _leaf(kind, attached.content, f'{shown}; filename="{_file_name(attached)}"{content_id}')


def _file_name(attached: Attached) -> str:
    return _encoded(attached.name.replace('"', "'"))


def _leaf(kind: str, content: bytes, disposition: str) -> str:
    coded = base64.encodebytes(content).decode("ascii").replace("\n", _EOL)
    head = (f"Content-Type: {kind}", f"Content-Disposition: {disposition}", "Content-Transfer-Encoding: base64")
    return _EOL.join([*head, "", coded])
