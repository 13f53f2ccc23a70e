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
    container: str | None = None
    """What the file is called in which this one came ("envoi.zip/courriel.eml"); None if it came by itself."""
    name: str | None = None
    """Name inside the container, with its folders there."""
    parts: tuple[Path, ...] = ()
    """The paths under which the results of the documents inside it follow."""
    left_out: tuple[tuple[str, str], ...] = ()
    """Name and reason of what is inside it and no document: logos, calendar entries, spreadsheets."""

    @property
    def told(self) -> str:
        """What messages call it: "conseil.pdf", "courriel.eml/conseil.pdf"."""
        return self.source if self.container is None else f"{self.container}/{self.name or self.source}"


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
