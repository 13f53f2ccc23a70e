"""Whatever opens an original goes over a desk (pipeline/isolation): these are the functions that do."""

from collections.abc import Sequence

from models.document import Document, PageBox, Span
from pipeline.readers import read_document


def read(content: bytes, source: str) -> Document:
    """Read one file; `source` is its name.

    Raises:
        InputError: the file cannot be read; the message says why and what to do.
    """
    return read_document(content, source=source)


def boxes_of(content: bytes, document: Document, quotes: Sequence[tuple[Span, ...]]) -> tuple[tuple[PageBox, ...], ...]:
    """The boxes of each quote on the pages of the original (see pipeline/readers/boxes.py), in the order of `quotes`.

    Raises:
        InputError: the bytes are not those that the document was read from.
    """
    from pipeline.readers.boxes import open_boxes
    from pipeline.readers.steps import step

    placed: list[tuple[PageBox, ...]] = []
    with open_boxes(content, document) as boxes:
        for spans in quotes:
            step()
            placed.append(boxes.of(spans))
    return tuple(placed)
