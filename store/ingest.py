"""Take files in: archive each original, read what is new or was read by older rules, keep it, note it in the ledger.

Known by content: the same bytes are one document, whatever their names. A file that cannot be read never stops the
run: its original is archived, its reason kept, and the next run tries again.
"""

import datetime as dt
import logging
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from models.errors import ConfigError, InputError, StorageError
from models.vocabulary import ExtractionStatus, RunOutcome
from store.archive import Archive, sha256_of
from store.database import Database, is_current, upgrade
from store.reading import storable
from store.reports import FileResult, RunReport

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.document import Document
    from models.records import Extraction
    from store.documents import Received, Stages

log = logging.getLogger(__name__)
_FRAMES_LOGGED = 5


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


def default_pipeline() -> Pipeline:
    """The pipeline of pipeline/run.py, which opens originals in child processes."""
    from pipeline.isolation import shared_pool

    desk = shared_pool()
    desk.warm_up()  # before the imports that follow, which take longer
    from pipeline.run import process_bytes, stage_versions

    return Pipeline(lambda content, source: process_bytes(content, source, desk=desk), stage_versions())


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
        One result for each path, in order.

    Raises:
        StorageError: database or archive cannot be written; what was stored before stays, a later run does the rest.
    """
    intake = _Intake(database, archive, pipeline or default_pipeline(), now)
    return intake.run((_read_file(path) for path in paths), report)


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
    intake = _Intake(database, archive, pipeline or default_pipeline(), now)
    names = _names(database, sha256s)
    return intake.run((_read_archive(archive, sha256, names[sha256]) for sha256 in sha256s), report)


def documents_to_retry(database: Database, stages: "Stages | None" = None) -> tuple[str, ...]:
    """Documents whose last reading failed; with `stages`, also those that other versions of the stages read."""
    import json

    from store.reading import rows

    sql = (
        "SELECT d.sha256 FROM documents d LEFT JOIN extractions e ON e.document_sha256 = d.sha256 "
        "WHERE d.failure IS NOT NULL"
    )
    parameters: dict[str, str] = {}
    if stages is not None:
        sql, parameters = sql + " OR e.stages <> :stages", {"stages": json.dumps(stages)}
    with database.reading() as reading:
        return tuple(
            str(row["sha256"]) for row in rows(reading, sql + " ORDER BY d.first_seen_at, d.sha256", parameters)
        )


@dataclass(frozen=True, slots=True)
class _Arrival:
    """A file on its way in; `content` None with the reason if its bytes cannot be had."""

    path: Path
    source: str
    content: bytes | None
    error: str | None = None


def _read_file(path: Path) -> _Arrival:
    try:
        return _Arrival(path, path.name, path.read_bytes())
    except OSError as error:
        return _Arrival(path, path.name, None, f"The file cannot be read: {error.strerror or error}.")


def _read_archive(archive: Archive, sha256: str, source: str) -> _Arrival:
    path = archive.path_of(sha256)
    try:
        return _Arrival(path, source, archive.get(sha256))
    except StorageError as error:
        return _Arrival(path, source, None, str(error))


def _names(database: Database, sha256s: Sequence[str]) -> dict[str, str]:
    from store.reading import rows

    with database.reading() as reading:
        known = {
            str(row["sha256"]): str(row["source"]) for row in rows(reading, "SELECT sha256, source FROM documents")
        }
    return {sha256: known.get(sha256, sha256) for sha256 in sha256s}


@dataclass(frozen=True, slots=True)
class _Intake:
    """One run: where to, how to read, by which clock."""

    database: Database
    archive: Archive
    pipeline: Pipeline
    now: Callable[[], dt.datetime]

    def run(self, arrivals: Iterable[_Arrival], report: Callable[[FileResult], None] | None) -> RunReport:
        from store.ledger import begin_run, end_run

        if not is_current(self.database):
            upgrade(self.database)
        number = begin_run(self.database, at=self.now())
        results: list[FileResult] = []
        for position, arrival in enumerate(arrivals):
            result = self._take(arrival, number, position)
            log.info("%s: %s, %s", result.sha256 or result.source, result.outcome or "not read", result.status)
            results.append(result)
            if report is not None:
                report(result)
        end_run(self.database, number, at=self.now())
        return RunReport(tuple(results))

    def _take(self, arrival: _Arrival, run: int, position: int) -> FileResult:
        """Take one file in: extraction outside any transaction, then everything about it in one."""
        from store.documents import is_up_to_date

        if arrival.content is None:
            return self._note(run, position, _failure(arrival, None, arrival.error or "no content"))
        sha256 = self.archive.put(arrival.content)
        with self.database.session() as session:
            known = is_up_to_date(session, sha256, self.pipeline.stages)
        processed = None if known else self._process(arrival.content, arrival.source)
        try:
            return self._keep(run, position, arrival, sha256, processed)
        except (StorageError, ConfigError):
            raise
        except Exception as error:  # the border of one document: what it holds must not stop the run
            log.error("%s: could not be kept: %s", sha256, _where(error))
            return self._keep(run, position, arrival, sha256, _bug(error))

    def _process(self, content: bytes, source: str) -> Processed | str:
        """The extraction, or why there is none."""
        try:
            return self.pipeline.process(content, source)
        except InputError as error:
            return str(error)
        except ConfigError:  # would fail for every document
            raise
        except Exception as error:  # the border of one document
            log.error("%s: could not be read: %s", sha256_of(content), _where(error))
            return _bug(error)

    def _note(self, run: int, position: int, result: FileResult) -> FileResult:
        from store.ledger import note_item

        with self.database.write() as session:
            note_item(session, run, position, result, at=self.now())
        return result

    def _keep(
        self, run: int, position: int, arrival: _Arrival, sha256: str, processed: Processed | str | None
    ) -> FileResult:
        """Everything about one file in one transaction: extraction, rows, ledger."""
        from store.documents import Received
        from store.ledger import note_item

        with self.database.write() as session:
            received = Received(sha256, storable(arrival.source), len(arrival.content or b""), self.now())
            result = self._store(session, arrival, received, processed)
            note_item(session, run, position, result, at=received.at)
        return result

    def _store(
        self, session: "Session", arrival: _Arrival, received: "Received", processed: Processed | str | None
    ) -> FileResult:
        from store.documents import is_up_to_date, keep_extraction, keep_failure, note_name

        status = is_up_to_date(session, received.sha256, self.pipeline.stages)
        if status is not None:  # perhaps by another process, just now
            note_name(session, received)
            return FileResult(arrival.path, arrival.source, received.sha256, RunOutcome.UNCHANGED, status)
        if processed is None:  # another process, of another version, read it meanwhile
            processed = self._process(arrival.content or b"", arrival.source)
        if isinstance(processed, str):
            keep_failure(session, received, processed)
            return _failure(arrival, received.sha256, processed)
        extraction, document = processed.extraction, processed.document
        outcome = keep_extraction(
            session,
            received,
            extraction,
            stages=self.pipeline.stages,
            media_type=document.media_type,
            page_count=len(document.pages) or None,
        )
        replaces = _superseded_by(session, received.sha256)
        return FileResult(arrival.path, arrival.source, received.sha256, outcome, extraction.status, replaces=replaces)


def _superseded_by(session: "Session", sha256: str) -> tuple[str, ...]:
    from store.reading import rows

    session.flush()
    sql = "SELECT source FROM documents WHERE superseded_by = :sha256 ORDER BY first_seen_at, sha256"
    return tuple(str(row["source"]) for row in rows(session, sql, {"sha256": sha256}))


def _failure(arrival: _Arrival, sha256: str | None, reason: str) -> FileResult:
    return FileResult(arrival.path, arrival.source, sha256, None, ExtractionStatus.FAILED, reason)


def _bug(error: Exception) -> str:
    """A reason without the exception's own words, which may quote the document."""
    return f"Internal error ({type(error).__name__}): this is a bug of minutier, the log tells more."


def _where(error: Exception) -> str:
    """Kind and place of an exception, without its own words."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES_LOGGED:]
    places = " > ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
    return f"{type(error).__name__} at {places}"
