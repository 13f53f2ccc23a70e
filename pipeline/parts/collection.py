"""Collects the parts of one container: chooses what is a document, keeps names apart, minds the limits."""

import io
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from models.errors import EncryptedFileError, InputError
from pipeline.parts.contents import LeftOut, Part, Parts
from pipeline.parts.limits import MAX_PART, MAX_PARTS, MAX_TOTAL
from pipeline.readers.formats import SUFFIXES, Format, recognise
from pipeline.sources.folder import is_hidden_or_temporary

_NO_DOCUMENTS = {
    ".ics": "a calendar entry, no document.",
    ".vcf": "a visiting card, no document.",
    ".p7s": "a signature, no document.",
    ".p7m": "a signed or encrypted package (S/MIME): open it in the mail program and save what it holds.",
    ".asc": "a signature or key, no document.",
    ".sig": "a signature, no document.",
}
_SMALL_SIDE = 250
"""Pixels: a picture with a shorter side shows no page of text that could be read."""
_SHOWN_SIDE = 600
"""The same for a picture inside a message's text: logos and portraits are up to this, photographed pages above."""


@dataclass(slots=True)
class Collection:
    """The parts found so far."""

    parts: list[Part] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    _names: set[str] = field(default_factory=set)
    _total: int = 0

    def offer(self, name: str, content: bytes, *, is_shown: bool = False) -> None:
        """Take a file as a part, or leave it out with a reason; `is_shown`: it is a picture inside a text."""
        reason = self.reason_by_name(name) or _reason_by_content(name, content) or _reason_by_look(content, is_shown)
        if reason is not None:
            self.leave(name, reason)
        elif self.room_for(name, len(content)):
            self.parts.append(Part(self._unique(name), content))
            self._total += len(content)

    def reason_by_name(self, name: str) -> str | None:
        """Why a file of this name is no document; None where it may be one."""
        if is_hidden_or_temporary(PurePosixPath(name).name):
            return "a file that a program left behind, no document."
        suffix = PurePosixPath(name).suffix.lower()
        if suffix in _NO_DOCUMENTS:
            return _NO_DOCUMENTS[suffix]
        return f"format {suffix} is not read." if suffix not in SUFFIXES and _is_suffix(suffix) else None

    def room_for(self, name: str, size: int) -> bool:
        """Whether the limits allow one more part of this size; where not, it is told."""
        reason = None
        if len(self.parts) >= MAX_PARTS:
            reason = (
                f"the container holds more than the {MAX_PARTS} documents that are taken. Unpack it and give folders."
            )
        elif size > MAX_PART:
            reason = (
                f"it unpacks to more than {MAX_PART // 2**20} MB. Unpack it yourself, see what it is, and give that."
            )
        elif self._total + size > MAX_TOTAL:
            reason = (
                f"the container unpacks to more than {MAX_TOTAL // 2**20} MB. Unpack it yourself and give the folder."
            )
        if reason is not None:
            self.refuse(name, reason)
        return reason is None

    def leave(self, name: str, reason: str) -> None:
        """Tell of something that is no document."""
        self.left_out.append(LeftOut(self._unique(name), reason))

    def refuse(self, name: str, reason: str) -> None:
        """Tell of a document that cannot be had."""
        self.left_out.append(LeftOut(self._unique(name), reason, is_failure=True))

    def result(self) -> Parts:
        return Parts(tuple(self.parts), tuple(self.left_out))

    def _unique(self, name: str) -> str:
        """The name, or "cr (2).pdf" where the container holds "cr.pdf" already."""
        path, number, unique = PurePosixPath(name or "sans nom"), 1, name or "sans nom"
        while unique.casefold() in self._names:
            number += 1
            unique = str(path.with_name(f"{path.stem} ({number}){path.suffix}"))
        self._names.add(unique.casefold())
        return unique


def _is_suffix(suffix: str) -> bool:
    """Tell ".xlsx" from the end of a sentence ("v1. Final version")."""
    return 2 <= len(suffix) <= 6 and suffix[1:].isalnum() and suffix[1:].isascii()


def _reason_by_content(name: str, content: bytes) -> str | None:
    """Why a file without a suffix that we know is no document: only what has a format's marks is one."""
    if PurePosixPath(name).suffix.lower() in SUFFIXES:
        return None  # what is wrong with it its reader tells best
    try:
        form = recognise(content, name)
    except EncryptedFileError:
        return None
    except InputError:
        return "of a format that is not read."
    return "a file without a suffix and without the marks of a document." if form is Format.TEXT else None


def _reason_by_look(content: bytes, is_shown: bool) -> str | None:
    """Why a picture is no page; None for anything else, and for pictures that cannot be measured."""
    if not content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n", b"II*\x00", b"MM\x00*", b"GIF8", b"BM", b"RIFF")):
        return None
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content)) as picture:
            side = min(picture.size)
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombError):
        return None
    if is_shown and side < _SHOWN_SIDE:
        return "a picture of the message's layout (logo, signature), no document."
    return "a picture too small to show a page." if side < _SMALL_SIDE else None
