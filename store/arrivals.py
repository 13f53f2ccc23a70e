"""Files on their way in: from a folder, from the archive, or out of a container that came before them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.errors import InputError, StorageError
from pipeline.sources.file import bytes_of
from pipeline.sources.names import source_name
from store.archive import Archive
from store.database import Database
from store.parts import Held


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file on its way in; `content` None with the reason if its bytes cannot be had."""

    path: Path
    source: str
    """The file's name, without folders."""
    content: bytes | None
    error: str | None = None
    container: str | None = None
    """What the container is called ("envoi.zip/courriel.eml"), None for a file that came by itself."""
    name: str | None = None
    """Inside the container, with its folders there."""
    ancestors: tuple[str, ...] = ()
    """sha256 of the containers in which it stands, the outermost first."""

    @property
    def told(self) -> str:
        """What results and messages call it: "courriel.eml/piece.pdf"."""
        return self.source if self.container is None else f"{self.container}/{self.name or self.source}"


@dataclass(frozen=True, slots=True)
class Inside:
    """A part that waits for its turn; its bytes are in the archive till then."""

    held: Held
    container: Arrival
    ancestors: tuple[str, ...]
    """The container's and its own containers'."""

    @property
    def path(self) -> Path:
        """Below the container, as if that were a folder."""
        return self.container.path / self.held.name

    def arrival(self, archive: Archive) -> Arrival:
        """The part as a file that arrives."""
        name = self.held.name
        source = name.rpartition("/")[2] or name
        content: bytes | None = None
        error: str | None = f"{source}: {self.held.reason}"
        if self.held.sha256 is not None:
            try:
                content, error = archive.get(self.held.sha256), None
            except StorageError as failure:
                error = str(failure)
        return Arrival(self.path, source, content, error, self.container.told, name, self.ancestors)


def read_file(path: Path) -> Arrival:
    """A file of a folder."""
    source = source_name(path)
    try:
        return Arrival(path, source, bytes_of(path))
    except InputError as error:
        return Arrival(path, source, None, str(error))


def read_archived(archive: Archive, sha256s: Sequence[str], names: dict[str, str]) -> Iterator[Arrival]:
    """Documents that came before, each once more."""
    for sha256 in sha256s:
        path = archive.path_of(sha256)
        try:
            yield Arrival(path, names.get(sha256, sha256), archive.get(sha256))
        except StorageError as error:
            yield Arrival(path, names.get(sha256, sha256), None, str(error))


def known_names(database: Database) -> dict[str, str]:
    """The first name of each document, by sha256."""
    from store.reading import rows

    with database.reading() as reading:
        found = rows(reading, "SELECT sha256, source FROM documents")
    return {str(row["sha256"]): str(row["source"]) for row in found}
