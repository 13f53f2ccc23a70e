"""Keep the originals: one file per content, named by its sha256, written once and never changed.

Files stand in folders named by the first two digits, so that no folder grows to a hundred thousand entries.
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from models.errors import InternalError, StorageError

_SHA256_RE = re.compile(r"[0-9a-f]{64}")


def sha256_of(content: bytes) -> str:
    """Lower-case hex digest: the identity of a document."""
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True, slots=True)
class Archive:
    """The folder of originals; it need not exist before the first `put`."""

    root: Path

    def path_of(self, sha256: str) -> Path:
        """Where an original stands, whether it is there or not."""
        if not _SHA256_RE.fullmatch(sha256):
            raise InternalError(f"Not a sha256: {sha256!r}.")
        return self.root / sha256[:2] / sha256

    def has(self, sha256: str) -> bool:
        try:
            return self.path_of(sha256).is_file()
        except OSError:  # a folder that may not be entered gives nothing
            return False

    def put(self, content: bytes) -> str:
        """Keep an original; a second time does nothing.

        Returns:
            Its sha256.

        Raises:
            StorageError: it cannot be written; nothing is left half-written.
        """
        sha256 = sha256_of(content)
        target = self.path_of(sha256)
        try:
            if target.is_file() and target.stat().st_size == len(content):
                return sha256
            target.parent.mkdir(parents=True, exist_ok=True)
            _write_atomically(target, content)
        except OSError as error:
            raise StorageError(
                f"The archive {self.root} cannot be written: {error.strerror or error}. Check disk space and rights."
            ) from error
        return sha256

    def get(self, sha256: str) -> bytes:
        """Read an original, checked against its name.

        Raises:
            StorageError: it is missing or its bytes have changed.
        """
        try:
            content = self.path_of(sha256).read_bytes()
        except OSError as error:
            raise StorageError(f"The archive {self.root} does not give {sha256[:12]}: {error.strerror}.") from error
        if sha256_of(content) != sha256:
            raise StorageError(f"The archived original {sha256[:12]} is damaged: restore a backup or ingest it again.")
        return content

    def is_sound(self, sha256: str) -> bool:
        """Tell whether the original is there and its bytes are those it came with."""
        try:
            self.get(sha256)
        except StorageError:
            return False
        return True

    def all(self) -> Iterator[str]:
        """The sha256 of every original, in ascending order."""
        for path in sorted(self.root.glob("[0-9a-f][0-9a-f]/*")):
            if _SHA256_RE.fullmatch(path.name):
                yield path.name


def _write_atomically(target: Path, content: bytes) -> None:
    """Write beside the target, flush to the disk, rename: a crash leaves the whole file or none."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o440)
        Path(name).replace(target)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
