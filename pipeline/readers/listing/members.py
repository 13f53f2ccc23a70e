"""The members of a ZIP file: names in whatever encoding the packing program used, system files left out."""

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from models.errors import LimitError, UnreadableFileError
from pipeline.sources.folder import is_hidden_or_temporary

MAX_MEMBERS = 10_000
"""More entries than these are no folder of minutes; the directory of a bomb holds millions."""
_UTF8_FLAG = 0x800
_UNICODE_PATH = 0x7075
"""Extra field "Info-ZIP Unicode Path" (APPNOTE.TXT of PKWARE, 4.6.9)."""
_ENCODINGS = ("utf-8", "cp850", "cp1252", "mac_roman")
"""What programs write where they do not say UTF-8: Linux and macOS, Windows in French, old programs."""
_LIKELY = frozenset("éèêëàâäùûüîïôöçœæÉÈÊËÀÂÙÛÎÏÔÇŒÆ’°–«»€")
"""Letters and signs of French file names beyond ASCII."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file in a ZIP: `name` with its folders, "/" between them, never leading out of the container."""

    name: str
    info: zipfile.ZipInfo = field(compare=False)

    @property
    def asks_for_password(self) -> bool:
        return bool(self.info.flag_bits & 1)


def open_archive(content: bytes, source: str) -> zipfile.ZipFile:
    """Open a ZIP; nothing is unpacked.

    Raises:
        LimitError: it holds too many files, or files that lie over each other as only bombs have them.
        UnreadableFileError: its directory is damaged.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, struct.error, zlib.error) as error:
        raise UnreadableFileError(
            f"{source}: the file is damaged (its ZIP directory cannot be read), perhaps cut off. Send it again."
        ) from error
    infos = archive.infolist()
    if len(infos) > MAX_MEMBERS:
        raise LimitError(
            f"{source}: the ZIP holds {len(infos)} files, more than the {MAX_MEMBERS} that are taken. "
            "Unpack it and give the folders with minutes."
        )
    if sum(info.compress_size for info in infos) > len(content):
        raise LimitError(f"{source}: the files in the ZIP lie over each other, as in a ZIP bomb: it is not unpacked.")
    return archive


def list_members(archive: zipfile.ZipFile) -> tuple[Member, ...]:
    """The files in the order of the directory; folders, and what systems leave behind ("__MACOSX"), are left out."""
    infos = [info for info in archive.infolist() if not info.is_dir()]
    encoding = _encoding(infos)
    named = ((_inner_path(_name(info, encoding)), info) for info in infos)
    return tuple(Member(name, info) for name, info in named if name and not _is_junk(name))


def _encoding(infos: list[zipfile.ZipInfo]) -> str:
    """The encoding that makes most French of all names together: one program wrote them all.

    Counts letters that French uses against all others beyond ASCII.
    """
    raw = b"".join(_raw(info) for info in infos if not info.flag_bits & _UTF8_FLAG)
    if raw.isascii():
        return "ascii"
    return max(_ENCODINGS, key=lambda encoding: (_french(raw, encoding), -_ENCODINGS.index(encoding)))


def _french(raw: bytes, encoding: str) -> float:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        return -1.0
    high = [char for char in text if not char.isascii()]
    return sum(char in _LIKELY for char in high) / max(len(high), 1) + (encoding == "utf-8")


def _raw(info: zipfile.ZipInfo) -> bytes:
    """The name's bytes: `zipfile` reads them as cp437 where the entry does not say UTF-8."""
    return info.orig_filename.encode("cp437", "replace")


def _name(info: zipfile.ZipInfo, encoding: str) -> str:
    if info.flag_bits & _UTF8_FLAG:
        return info.orig_filename
    stated = _stated_name(info)
    return stated if stated is not None else _raw(info).decode(encoding, "replace")


def _stated_name(info: zipfile.ZipInfo) -> str | None:
    """The name in the Unicode Path field, if it was made for this name and not for a former one."""
    extra = info.extra
    while len(extra) >= 4:
        kind, size = struct.unpack("<HH", extra[:4])
        value, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == _UNICODE_PATH and len(value) > 5 and value[1:5] == struct.pack("<I", zlib.crc32(_raw(info))):
            return value[5:].decode("utf-8", "replace")
    return None


def _inner_path(name: str) -> str:
    """The path inside the container: "../../etc/x" is "etc/x", "C:\\x" is "x"; control characters are spaces."""
    clean = "".join(char if char.isprintable() else " " for char in name.replace("\\", "/"))
    kept = [part.strip() for part in PurePosixPath(clean).parts]
    return "/".join(part for part in kept if part and part not in ("/", "//", ".", "..") and part[1:] != ":")


def _is_junk(name: str) -> bool:
    parts = name.split("/")
    return "__MACOSX" in parts or any(part.startswith(".") for part in parts) or is_hidden_or_temporary(parts[-1])
