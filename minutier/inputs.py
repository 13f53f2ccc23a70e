"""The documents of a command that needs no database: files, and what is inside them."""

import hashlib
import itertools
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.errors import ConfigError, InputError
from models.records import Container
from models.vocabulary import DocumentType
from pipeline.sources.file import bytes_of
from pipeline.sources.names import source_name

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Input:
    """A file from a folder or out of another file; `content` None with the reason if its bytes cannot be had."""

    path: Path
    """Of what is inside a file: below it, as if that were a folder."""
    source: str
    """The file's name, without folders."""
    content: bytes | None
    error: str | None = None
    container: Container | None = None
    ancestors: tuple[str, ...] = ()
    """sha256 of the containers in which it stands, the outermost first."""

    @property
    def told(self) -> str:
        """What messages call it: "conseil.pdf", "courriel.eml/conseil.pdf"."""
        return f"{self.container.source}/{self.container.name}" if self.container else self.source


Take = Callable[[Input], DocumentType | None]
"""What is done with an input; returns what its reading found it to be, None where it was not or could not be read."""


def take_all(path: Path, passwords: Sequence[str], take: Take) -> None:
    """Hand over a file, then what it holds, then what that holds: a container before its parts, in their order.

    Args:
        path: the file.
        passwords: tried in turn on what asks for one.
        take: called with each.
    """
    from pipeline.parts import MAX_TREE

    waiting = [_open(path)]
    for count in itertools.count():
        if not waiting:
            return
        given = waiting.pop()
        if count > MAX_TREE:
            reason = f"{given.source}: {path.name} holds more than the {MAX_TREE} documents that are taken."
            given = Input(given.path, given.source, None, f"{reason} Unpack it and give folders.", given.container)
        read_as = take(given)
        waiting += reversed(list(_inside(given, passwords, read_as)))


def _open(path: Path) -> Input:
    try:
        return Input(path, source_name(path), bytes_of(path))
    except InputError as error:
        return Input(path, source_name(path), None, str(error))


def _inside(given: Input, passwords: Sequence[str], read_as: DocumentType | None) -> Iterator[Input]:
    """What a file holds; that it cannot be taken apart is told where its own reading did not tell it."""
    if given.content is None:
        return
    from pipeline import parts
    from pipeline.isolation import shared_pool

    desk, depth = shared_pool(), len(given.ancestors)
    sha256 = hashlib.sha256(given.content).hexdigest()
    ancestors = (*given.ancestors, sha256)

    def inside(name: str, content: bytes | None, error: str | None = None) -> Input:
        source = name.rpartition("/")[2] or name
        container = Container(sha256=sha256, source=given.told, name=name)
        reason = None if error is None else f"{source}: {error}"
        return Input(given.path / name, source, content, reason, container, ancestors)

    try:
        held = desk(
            given.source,
            parts.parts_of,
            given.content,
            given.source,
            depth=depth,
            passwords=passwords,
            meetings=read_as is DocumentType.CONTAINER,
        )
    except ConfigError:
        raise
    except InputError as error:
        if read_as is not None:
            yield inside("(contents)", None, str(error).removeprefix(f"{given.source}: "))
        return
    except Exception as error:  # the border of one document
        log.debug("%s: cannot be taken apart", given.source, exc_info=True)
        yield inside("(contents)", None, f"this is a bug ({type(error).__name__}): run again with --verbose.")
        return
    for part in held.parts:
        if hashlib.sha256(part.content).hexdigest() not in ancestors:
            yield inside(part.name, part.content)
    for left in held.left_out:
        if left.is_failure:
            yield inside(left.name, None, left.reason)
