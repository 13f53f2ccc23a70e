"""Web pages with their pictures in one file (MHTML, RFC 2557), as Word, wikis and browsers save them."""

import email
import email.policy
import re
from email.message import Message

# Takes: "MIME-Version: 1.0" among the first lines      Refuses: a page that tells of it further down
_MIME_RE = re.compile(rb"\A\s*(?:[\w-]+:[^\n]*\n(?:[ \t]+[^\n]*\n)*){0,20}?MIME-Version:", re.IGNORECASE)

_HEAD = 4000


def unpack_page(content: bytes) -> bytes:
    """The page within an archive, with its encoding marked; anything else as it is."""
    if _MIME_RE.match(content[:_HEAD]) is None:
        return content
    message = email.message_from_bytes(content.lstrip(), policy=email.policy.compat32)
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    return content if page is None else _bytes_of(page)


def _bytes_of(page: Message) -> bytes:
    payload = page.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return b""
    charset = page.get_content_charset()
    mark = b"" if charset is None else b'<meta charset="' + charset.encode("ascii", "replace") + b'">'
    return mark + payload
