"""Outlook messages (MSG): the properties of an e-mail in a compound file (MS-OXMSG)."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import getaddresses, parseaddr, parsedate_to_datetime

from builders.compound import Tree, build_compound
from builders.mail import TYPES, body_text
from builders.markup import Source

TEXT, BINARY, NUMBER, TIME = 0x001F, 0x0102, 0x0003, 0x0040  # types of properties
READABLE = 6  # flags: the property may be read and written
EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
UNICODE_STORE = 0x00040000
Properties = dict[tuple[int, int], str | bytes | int]  # (identifier, type) → value


def build_message(source: Source, attachments: Sequence[tuple[str, bytes]]) -> bytes:
    """Write a source as an Outlook message; attachments are (file name, bytes)."""
    people = recipients(source.settings)
    head = struct.pack("<8xIIII8x", len(people), len(attachments), len(people), len(attachments))
    tree: dict[str, bytes | Tree] = dict(storage(message_properties(source, bool(attachments)), head))
    for number, (kind, name, address) in enumerate(people):
        tree[f"__recip_version1.0_#{number:08X}"] = storage(recipient_properties(kind, name, address), bytes(8))
    for number, (name, data) in enumerate(attachments):
        tree[f"__attach_version1.0_#{number:08X}"] = storage(attachment_properties(number, name, data), bytes(8))
    tree["__nameid_version1.0"] = {f"__substg1.0_000{number}0102": b"" for number in (2, 3, 4)}
    return build_compound(tree)


def recipients(settings: dict[str, str]) -> list[tuple[int, str, str]]:
    """(1 for "to" or 2 for "cc", name, address) of all to whom the message goes."""
    return [
        (kind, name, address)
        for kind, field in ((1, "to"), (2, "cc"))
        for name, address in getaddresses([settings.get(field, "")])
        if address
    ]


def message_properties(source: Source, attached: bool) -> Properties:
    """The properties of the message itself."""
    settings = source.settings
    name, address = parseaddr(settings["from"])
    sent = filetime(parsedate_to_datetime(settings["date"]))
    names = {
        field: "; ".join(name for kind, name, _ in recipients(settings) if kind == number)
        for field, number in (("to", 1), ("cc", 2))
    }
    return {
        (0x001A, TEXT): "IPM.Note",
        (0x0037, TEXT): settings["subject"],
        (0x0039, TIME): sent,
        (0x0042, TEXT): name,
        (0x0065, TEXT): address,
        (0x0070, TEXT): settings["subject"],
        (0x0C1A, TEXT): name,
        (0x0C1E, TEXT): "SMTP",
        (0x0C1F, TEXT): address,
        (0x0E03, TEXT): names["cc"],
        (0x0E04, TEXT): names["to"],
        (0x0E06, TIME): sent,
        (0x0E07, NUMBER): 0x11 if attached else 0x01,
        (0x1000, TEXT): body_text(source).replace("\n", "\r\n"),
        (0x1035, TEXT): settings["message-id"],
        (0x340D, NUMBER): UNICODE_STORE,
    }


def recipient_properties(kind: int, name: str, address: str) -> Properties:
    """The properties of one to whom the message goes."""
    return {
        (0x0C15, NUMBER): kind,
        (0x3001, TEXT): name or address,
        (0x3002, TEXT): "SMTP",
        (0x3003, TEXT): address,
        (0x39FE, TEXT): address,
    }


def attachment_properties(number: int, name: str, data: bytes) -> Properties:
    """The properties of an attached file."""
    stem, _, suffix = name.rpartition(".")
    return {
        (0x0E21, NUMBER): number,
        (0x3001, TEXT): name,
        (0x3701, BINARY): data,
        (0x3703, TEXT): f".{suffix}",
        (0x3704, TEXT): f"{stem[:6].upper()}~1.{suffix.upper()[:3]}",
        (0x3705, NUMBER): 1,  # by value
        (0x3707, TEXT): name,
        (0x370E, TEXT): "/".join(TYPES.get(suffix.lower(), ("application", "octet-stream"))),
    }


def storage(properties: Properties, head: bytes) -> dict[str, bytes]:
    """A table of properties and the streams of those that do not fit into it."""
    streams, table = {}, head
    for (number, kind), value in sorted(properties.items(), key=lambda item: item[0]):
        table += struct.pack("<HHI", kind, number, READABLE)
        if isinstance(value, int):
            table += struct.pack("<Q", value)
            continue
        data = value if isinstance(value, bytes) else value.encode("utf-16-le")
        streams[f"__substg1.0_{number:04X}{kind:04X}"] = data
        table += struct.pack("<II", len(data) + (2 if kind == TEXT else 0), 0)
    return {"__properties_version1.0": table, **streams}


def filetime(moment: datetime) -> int:
    """Tenths of microseconds since 1601."""
    since = moment - EPOCH
    return (since.days * 86400 + since.seconds) * 10_000_000
