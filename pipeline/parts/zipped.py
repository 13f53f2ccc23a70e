"""Unpacks ZIP files: member by member, bounded, with passwords where some are given."""

import struct
import zipfile
import zlib
from collections.abc import Sequence

from pipeline.parts.collection import Collection
from pipeline.parts.contents import Parts
from pipeline.parts.limits import MAX_PART, MAX_RATIO, RATIO_MATTERS
from pipeline.readers.listing.members import Member, list_members, open_archive
from pipeline.readers.steps import step

_AES = 99
"""Compression method of members encrypted with AES (APPNOTE.TXT of PKWARE, 4.4.5)."""
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error, MemoryError)


def parts_of_zip(content: bytes, source: str, passwords: Sequence[str]) -> Parts:
    """The documents in a ZIP; errors as `open_archive`."""
    collection = Collection()
    with open_archive(content, source) as archive:
        for member in list_members(archive):
            step()
            reason = collection.reason_by_name(member.name)
            if reason is not None:
                collection.leave(member.name, reason)
            elif collection.room_for(member.name, member.info.file_size):
                _take(archive, member, collection, passwords)
    return collection.result()


def _take(archive: zipfile.ZipFile, member: Member, collection: Collection, passwords: Sequence[str]) -> None:
    info = member.info
    if info.file_size > RATIO_MATTERS and info.file_size > MAX_RATIO * max(info.compress_size, 1):
        collection.refuse(member.name, "it unpacks to more than 200 times its size, as in a ZIP bomb: not unpacked.")
    elif info.compress_type == _AES:
        collection.refuse(member.name, "it is encrypted (AES). Unpack the ZIP yourself and give the folder.")
    elif member.asks_for_password:
        _take_encrypted(archive, member, collection, passwords)
    else:
        _unpack(archive, member, collection, None)


def _take_encrypted(archive: zipfile.ZipFile, member: Member, collection: Collection, passwords: Sequence[str]) -> None:
    """Try each password; a wrong one is told apart from damage only by the checksum at the end."""
    for password in passwords:
        for encoding in ("utf-8", "cp850"):
            trial = Collection()
            _unpack(archive, member, trial, password.encode(encoding, "replace"))
            if trial.parts or any(not left.is_failure for left in trial.left_out):
                for part in trial.parts:
                    collection.offer(member.name, part.content)
                for left in trial.left_out:
                    collection.leave(member.name, left.reason)
                return
    asked = "none of the passwords given opens it" if passwords else "it asks for a password"
    collection.refuse(member.name, f"{asked}. Unpack the ZIP yourself and give the folder, or give its password.")


def _unpack(archive: zipfile.ZipFile, member: Member, collection: Collection, password: bytes | None) -> None:
    try:
        with archive.open(member.info, pwd=password) as stream:
            content = stream.read(MAX_PART + 1)
    except NotImplementedError:
        collection.refuse(member.name, "packed in a way that is not read. Unpack the ZIP yourself and give the folder.")
    except RuntimeError:  # what zipfile says to a wrong password
        collection.refuse(member.name, "none of the passwords given opens it.")
    except _DAMAGE:
        collection.refuse(member.name, "it is damaged inside the ZIP. Ask for it again.")
    else:
        if collection.room_for(member.name, len(content)):  # the directory may have lied about the size
            collection.offer(member.name, content)
