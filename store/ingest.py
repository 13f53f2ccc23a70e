"""Take files in: archive each original, read what is new or was read by older rules, keep it, note it in the ledger.

Known by content: the same bytes are one document, whatever their names. A file that cannot be read never stops the
run: its original is archived, its reason kept, and the next run tries again. What a container holds (attachments of an
e-mail, files in a ZIP) follows it, each a document of its own (store/intake.py).
"""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from store.archive import Archive
from store.arrivals import known_names, read_archived, read_file
from store.database import Database
from store.intake import Intake
from store.processing import Pipeline, default_pipeline
from store.reports import FileResult, RunReport

if TYPE_CHECKING:
    from store.documents import Stages


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
