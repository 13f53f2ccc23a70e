"""Reads a ZIP file as the list of what it holds, one name a line, as a person sees it in a file manager."""

from models.document import Document, Line
from models.errors import EmptyFileError
from pipeline.readers.assembly import NOWHERE, TextBuilder
from pipeline.readers.listing.members import list_members, open_archive

MEDIA_TYPE = "application/zip"


def read_listing(content: bytes, *, source: str, sha256: str) -> Document:
    """Read the names of a ZIP file's members, in the order in which they stand in it.

    Raises:
        EmptyFileError: it holds no file.
        LimitError: it holds more files than any folder of minutes.
        UnreadableFileError: its directory is damaged.
    """
    with open_archive(content, source) as archive:
        members = list_members(archive)
    if not members:
        raise EmptyFileError(f"{source}: the ZIP holds no files. Pack the folder again and send that.")
    builder = TextBuilder()
    for member in members:
        builder.add(member.name, Line(NOWHERE, starts_block=True))
    return Document(source, sha256, MEDIA_TYPE, builder.text, tuple(builder.lines))
