"""Take files in: archive each original, read what is new or was read by older rules, keep it, note it in the ledger.

Known by content: the same bytes are one document, whatever their names. A file that cannot be read never stops the
run: its original is archived, its reason kept, and the next run tries again. What a container holds (attachments of an
e-mail, files in a ZIP) follows it, each a document of its own (store/intake.py).
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from store.archive import Archive
from store.arrivals import known_names, read_archived, read_file
from store.database import Database
from store.intake import Intake
from store.reports import FileResult, RunReport

if TYPE_CHECKING:
    from models.document import Document
    from models.records import Extraction
    from pipeline.parts import Parts
    from store.documents import Stages


class Processed(Protocol):
    """What the pipeline gives for one document."""

    @property
    def document(self) -> "Document": ...

    @property
    def extraction(self) -> "Extraction": ...


@dataclass(frozen=True, slots=True)
class Pipeline:
    """How to read one document, and the versions of the stages that do."""

    process: Callable[[bytes, str], Processed]
    """Content and source name → document and extraction; raises InputError where a file cannot be read."""
    stages: "Stages"
    split: "Callable[[bytes, str, int, bool], Parts] | None" = None
    """Content, source name, number of containers around it, whether its reading found several meetings to be cut apart
    → what it holds; None takes nothing apart."""


def default_pipeline(passwords: Sequence[str] = ()) -> Pipeline:
    """The pipeline of pipeline/run.py, which opens originals in child processes; `passwords` for those that ask."""
    from pipeline.isolation import shared_pool

    desk = shared_pool()
    desk.warm_up()  # before the imports that follow, which take longer
    from pipeline import parts
    from pipeline.run import process_bytes, stage_versions

    return Pipeline(
        process=lambda content, source: process_bytes(content, source, desk=desk, passwords=passwords),
        stages=(*stage_versions(), ("parts", parts.VERSION)),
        split=lambda content, source, depth, meetings: desk(
            source, parts.parts_of, content, source, depth=depth, passwords=passwords, meetings=meetings
        ),
    )


def utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def ingest_files(
    paths: Sequence[Path],
    *,
    database: Database,
    archive: Archive,
    report: Callable[[FileResult], None] | None = None,
    pipeline: Pipeline | None = None,
    now: Callable[[], dt.datetime] = utc_now,
) -> RunReport:
    """Take files in; running it again changes nothing but the ledger.

    Args:
        paths: files, not folders (pipeline/sources/folder.py finds them).
        database: made or upgraded where needed.
        archive: gets a copy of every original.
        report: called after each file, for progress.
        pipeline: how to read; the project's own if None.
        now: the clock of the ledger.

    Returns:
        One result for each path, in order, each followed by those of the documents inside it.

    Raises:
        StorageError: database or archive cannot be written; what was stored before stays, a later run does the rest.
    """
    intake = Intake(database, archive, pipeline or default_pipeline(), now)
    return intake.run((read_file(path) for path in paths), report)


def reingest(
    sha256s: Sequence[str],
    *,
    database: Database,
    archive: Archive,
    report: Callable[[FileResult], None] | None = None,
    pipeline: Pipeline | None = None,
    now: Callable[[], dt.datetime] = utc_now,
) -> RunReport:
    """Take documents up again from the archive: those that failed, or that older rules read.

    Args:
        sha256s: documents of the database, for instance of `documents_to_retry`; the other arguments as `ingest_files`.

    Raises:
        StorageError: as `ingest_files`.
    """
    intake = Intake(database, archive, pipeline or default_pipeline(), now)
    return intake.run(read_archived(archive, sha256s, known_names(database)), report, once=True)


def documents_to_retry(database: Database, stages: "Stages | None" = None) -> tuple[str, ...]:
    """Documents whose last reading failed, and containers of which something could not be had.

    With `stages`, also those that other versions of the stages read.
    """
    import json

    from store.parts import UNFINISHED_CONTAINERS
    from store.reading import rows

    sql = (
        "SELECT d.sha256 FROM documents d LEFT JOIN extractions e ON e.document_sha256 = d.sha256 "
        f"WHERE d.failure IS NOT NULL OR d.sha256 IN ({UNFINISHED_CONTAINERS})"
    )
    parameters: dict[str, str] = {}
    if stages is not None:
        sql, parameters = sql + " OR e.stages <> :stages", {"stages": json.dumps(stages)}
    with database.reading() as reading:
        return tuple(
            str(row["sha256"]) for row in rows(reading, sql + " ORDER BY d.first_seen_at, d.sha256", parameters)
        )
