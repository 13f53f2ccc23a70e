"""START HERE: takes a file of files apart, whatever its format."""

from collections.abc import Sequence
from dataclasses import replace

from models.errors import InputError
from pipeline.parts.contents import LeftOut, Parts
from pipeline.parts.limits import MAX_DEPTH
from pipeline.readers.formats import Format, recognise

VERSION = "3"
"""Raised when the same bytes give other parts."""

_CONTAINERS = frozenset({Format.ZIP, Format.EML, Format.MSG, Format.PDF})
_OF_SEVERAL = frozenset({Format.PDF, Format.TEXT, Format.MARKDOWN})


def is_container(content: bytes, source: str) -> bool:
    """Whether a file is of a format that can hold others."""
    try:
        return recognise(content, source) in _CONTAINERS
    except InputError:
        return False


def parts_of(
    content: bytes, source: str, *, depth: int = 0, passwords: Sequence[str] = (), meetings: bool | None = None
) -> Parts:
    """The documents inside a file, none where it holds none; a plain function of its arguments, for any process.

    Args:
        content: the file's bytes.
        source: its name, for messages and for formats that only the name tells.
        depth: how many containers the file itself stands in.
        passwords: tried in turn on what asks for one.
        meetings: whether the file holds the minutes of several meetings, which are cut apart, for which it is read once
            more; who has read it knows (it is then a container, and no minutes). None: unknown, a quick look at the
            text decides, so that scans are not cut.

    Raises:
        InputError: a container that is damaged, encrypted or a bomb; the message says what to do.
    """
    try:
        form = recognise(content, source)
    except InputError:
        return Parts()  # its reader tells what is wrong
    found = _split(form, content, source, passwords)
    if meetings is not False and form in _OF_SEVERAL:
        found = _with_meetings(found, content, source, is_sure=meetings is True)
    if depth <= MAX_DEPTH or not found.parts:
        return found
    reason = f"it stands in more than {MAX_DEPTH + 1} containers, one in the other. Unpack them and give the folder."
    return Parts((), (*(LeftOut(part.name, reason, is_failure=True) for part in found.parts), *found.left_out))


def _split(form: Format, content: bytes, source: str, passwords: Sequence[str]) -> Parts:
    if form is Format.PDF:
        from pipeline.parts.embedded import parts_of_pdf

        return parts_of_pdf(content, passwords)
    if form is Format.ZIP:
        from pipeline.parts.zipped import parts_of_zip

        return parts_of_zip(content, source, passwords)
    if form in (Format.EML, Format.MSG):
        from pipeline.parts.mailed import parts_of_letter
        from pipeline.readers.mail import letter_of_mail, letter_of_outlook

        letter = letter_of_mail(content, source) if form is Format.EML else letter_of_outlook(content, source)
        return parts_of_letter(letter)
    return Parts()


def _with_meetings(held: Parts, content: bytes, source: str, *, is_sure: bool) -> Parts:
    """Beside the files embedded in a document the minutes of each meeting, where it holds those of several."""
    from pipeline.parts.meetings import meetings_of

    taken = {part.name for part in held.parts}
    meetings = (
        replace(part, name=f"séance {part.name}") if part.name in taken else part
        for part in meetings_of(content, source, is_sure=is_sure)
    )
    return Parts((*held.parts, *meetings), held.left_out)
