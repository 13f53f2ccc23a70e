"""What a run did with each file, and in sum."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from models.vocabulary import ExtractionStatus, RunOutcome


@dataclass(frozen=True, slots=True)
class FileResult:
    """What a run did with one file."""

    path: Path
    source: str
    """The file's name, without folders."""
    sha256: str | None
    """None if not even its bytes could be had."""
    outcome: RunOutcome | None
    """None if it could not be read."""
    status: ExtractionStatus
    error: str | None = None
    replaces: tuple[str, ...] = ()
    """Names of the earlier versions of the same minutes that this one, newly read, supersedes."""


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run did with all files, in the order given."""

    results: tuple[FileResult, ...]

    def counts(self) -> dict[tuple[RunOutcome | None, ExtractionStatus], int]:
        """How many files by outcome and status."""
        return dict(Counter((result.outcome, result.status) for result in self.results))

    @property
    def failed(self) -> tuple[FileResult, ...]:
        """The files that could not be read."""
        return tuple(result for result in self.results if result.outcome is None)
