"""E-mails with attachments (EML), as a mail program saves them: fixed boundaries, no clock."""

from __future__ import annotations

from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP
from html import escape

from builders.markup import Source, plain

TYPES = {
    "pdf": ("application", "pdf"),
    "docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "doc": ("application", "msword"),
    "odt": ("application", "vnd.oasis.opendocument.text"),
    "jpg": ("image", "jpeg"),
    "png": ("image", "png"),
}
HTML = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head>
<body style="font-family:Calibri,sans-serif">
{body}
</body></html>
"""


def build_mail(source: Source, attachments: Sequence[tuple[str, bytes]]) -> bytes:
    """Write a source as an e-mail; attachments are (file name, bytes)."""
    settings = source.settings
    mail = EmailMessage(policy=SMTP)
    for name in ("From", "To", "Cc", "Subject", "Date"):
        if name.lower() in settings:
            mail[name] = settings[name.lower()]
    mail["Message-ID"] = settings["message-id"]
    mail.set_content(body_text(source), charset="utf-8", cte="quoted-printable")
    if settings["style"] == "riche":
        mail.add_alternative(body_html(source), subtype="html", charset="utf-8", cte="quoted-printable")
    for name, data in attachments:
        main, sub = TYPES.get(name.rpartition(".")[2].lower(), ("application", "octet-stream"))
        mail.add_attachment(data, maintype=main, subtype=sub, filename=name)
    for number, part in enumerate(part for part in mail.walk() if part.is_multipart()):
        part.set_boundary(f"=_minutier_{number:03d}")
    return mail.as_bytes()


def body_text(source: Source) -> str:
    """The body as plain text."""
    marks = {"bullet": "- ", "subbullet": "  - "}
    parts, before = [], ""
    for block in source.blocks:
        line = marks.get(block.kind, "") + plain(block.text)
        close = block.kind in marks and before in marks
        parts.append(("\n" if close or not parts else "\n\n") + line)
        before = block.kind
    return "".join(parts).lstrip("\n") + "\n"


def body_html(source: Source) -> str:
    """The body as a mail program writes it beside the plain one."""
    paragraphs = [escape(plain(block.text)).replace("\n", "<br>\n") for block in source.blocks]
    return HTML.format(body="\n".join(f"<p>{text}</p>" for text in paragraphs))
