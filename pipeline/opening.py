"""Whatever opens an original goes over a desk (pipeline/isolation): these are the functions that do."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from models.document import Document, PageBox, Span
from models.errors import EncryptedFileError
from pipeline.readers import read_document


def read(content: bytes, source: str, passwords: Sequence[str] = ()) -> Document:
    """Read one file.

    Args:
        content: its bytes.
        source: its name.
        passwords: tried in turn where the file asks for one.

    Returns:
        The document; its sha256 is that of `content`, locked or not.

    Raises:
        InputError: the file cannot be read; the message says why and what to do.
    """
    try:
        return read_document(content, source=source)
    except EncryptedFileError:
        document = read_document(_unlocked(content, source, passwords), source=source)
        return replace(document, sha256=hashlib.sha256(content).hexdigest())


def boxes_of(
    content: bytes, document: Document, quotes: Sequence[tuple[Span, ...]], passwords: Sequence[str] = ()
) -> tuple[tuple[PageBox, ...], ...]:
    """The boxes of each quote on the pages of the original (see pipeline/readers/boxes.py), in the order of `quotes`.

    Raises:
        InputError: the bytes are not those that the document was read from.
    """
    try:
        return _boxes_of(content, document, quotes)
    except EncryptedFileError:
        return _boxes_of(_unlocked(content, document.source, passwords), document, quotes)


def _boxes_of(
    content: bytes, document: Document, quotes: Sequence[tuple[Span, ...]]
) -> tuple[tuple[PageBox, ...], ...]:
    from pipeline.readers.boxes import open_boxes
    from pipeline.readers.steps import step

    placed: list[tuple[PageBox, ...]] = []
    with open_boxes(content, document) as boxes:
        for spans in quotes:
            step()
            placed.append(boxes.of(spans))
    return tuple(placed)


def _unlocked(content: bytes, source: str, passwords: Sequence[str]) -> bytes:
    from pipeline.unlocking import unlock

    return unlock(content, source, passwords)
