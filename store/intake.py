"""One run of the ingestion: each file, then what it holds, then what that holds."""

import datetime as dt
import itertools
import logging
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import ConfigError, InputError, StorageError
from models.vocabulary import DocumentType, ExtractionStatus, RunOutcome
from store.archive import Archive, sha256_of
from store.arrivals import Arrival, Inside
from store.database import Database, is_current, upgrade
from store.parts import Held, keep_parts, parts_in
from store.reading import storable
from store.reports import FileResult, RunReport

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from pipeline.parts import Parts
    from store.documents import Received
    from store.processing import Pipeline, Processed

log = logging.getLogger(__name__)
_FRAMES_LOGGED = 5


@dataclass(frozen=True, slots=True)
class _Found:
    """What reading a file gave: None for what is known already and stays."""

    processed: "Processed | str | None"
    """The extraction, or why there is none."""
    held: tuple[Held, ...] | None


@dataclass(frozen=True, slots=True)
class Intake:
    """One run: where to, how to read, by which clock."""

    database: Database
    archive: Archive
    pipeline: "Pipeline"
    now: Callable[[], dt.datetime]
    _taken: set[str] = field(default_factory=set)

    def run(
        self, arrivals: Iterable[Arrival], report: Callable[[FileResult], None] | None, *, once: bool = False
    ) -> RunReport:
        """Take all files in; with `once`, skip those that were taken before in this run, inside a container."""
        from store.ledger import begin_run, end_run

        if not is_current(self.database):
            upgrade(self.database)
        number = begin_run(self.database, at=self.now())
        results: list[FileResult] = []
        positions = itertools.count()
        for arrival in arrivals:
            if once and arrival.content is not None and sha256_of(arrival.content) in self._taken:
                continue
            for result in self._take_tree(arrival, number, positions):
                log.info("%s: %s, %s", result.sha256 or result.told, result.outcome or "not read", result.status)
                results.append(result)
                if report is not None:
                    report(result)
        end_run(self.database, number, at=self.now())
        return RunReport(tuple(results))

    def _take_tree(self, arrival: Arrival, run: int, positions: Iterator[int]) -> Iterator[FileResult]:
        """A file and all that it holds, a container before its parts, in their order."""
        from pipeline.parts import MAX_TREE

        waiting: list[Arrival | Inside] = [arrival]
        for count in itertools.count():
            if not waiting:
                return
            next_one = waiting.pop()
            arriving = next_one.arrival(self.archive) if isinstance(next_one, Inside) else next_one
            if count > MAX_TREE:
                reason = f"{arriving.source}: {arrival.source} holds more than the {MAX_TREE} documents that are taken."
                arriving = replace(arriving, content=None, error=f"{reason} Unpack it and give folders.")
            result, inside = self._take(arriving, run, next(positions))
            yield result
            waiting += reversed(inside)

    def _take(self, arrival: Arrival, run: int, position: int) -> tuple[FileResult, Sequence[Inside]]:
        """Take one file in: extraction outside any transaction, then everything about it in one.

        Returns:
            Its result, and what it holds that is still to be taken.
        """
        if arrival.content is None:
            return self._note(run, position, _failure(arrival, None, arrival.error or "no content")), ()
        sha256 = self.archive.put(arrival.content)
        self._taken.add(sha256)
        found = self._read(arrival, arrival.content, sha256)
        try:
            return self._keep(run, position, arrival, sha256, found)
        except (StorageError, ConfigError):
            raise
        except Exception as error:  # the border of one document: what it holds must not stop the run
            log.error("%s: could not be kept: %s", sha256, _where(error))
            return self._keep(run, position, arrival, sha256, replace(found, processed=_bug(error)))

    def _read(self, arrival: Arrival, content: bytes, sha256: str) -> _Found:
        """Extraction and parts, as far as they are not known."""
        from store.documents import is_up_to_date

        with self.database.session() as session:
            is_known = is_up_to_date(session, sha256, self.pipeline.stages) is not None
            is_whole = is_known and self._has_all_parts(session, sha256)
            known_type = _known_type(session, sha256) if is_known else None
        processed = None if is_known else self._process(content, arrival.source)
        if is_whole:
            return _Found(processed, None)
        if isinstance(processed, str):
            return _Found(processed, self._split(arrival, content, None))
        read_type = known_type if processed is None else processed.extraction.document_type
        return _Found(processed, self._split(arrival, content, read_type))

    def _has_all_parts(self, session: "Session", sha256: str) -> bool:
        held = [row.held for row in parts_in(session, sha256)]
        return all(not h.is_failure and (h.sha256 is None or self.archive.has(h.sha256)) for h in held)

    def _process(self, content: bytes, source: str) -> "Processed | str":
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

    def _split(self, arrival: Arrival, content: bytes, read_as: DocumentType | None) -> tuple[Held, ...]:
        """What the file holds, its documents archived; where it cannot be taken apart, that is told in place of them.

        Args:
            arrival: the file.
            content: its bytes.
            read_as: what its reading found it to be; None for a file that cannot be read: that is told already.
        """
        if self.pipeline.split is None:
            return ()
        try:
            parts = self.pipeline.split(
                content, arrival.source, len(arrival.ancestors), read_as is DocumentType.CONTAINER
            )
        except InputError as error:
            reason = str(error).removeprefix(f"{arrival.source}: ")
        except ConfigError:
            raise
        except Exception as error:  # the border of one document
            log.error("%s: could not be taken apart: %s", sha256_of(content), _where(error))
            reason = _bug(error)
        else:
            return self._archived(parts)
        return (Held("(contents)", None, storable(reason), is_failure=True),) if read_as is not None else ()

    def _archived(self, parts: "Parts") -> tuple[Held, ...]:
        taken = [Held(storable(part.name), self.archive.put(part.content)) for part in parts.parts]
        others = [
            Held(storable(left.name), None, storable(left.reason), is_failure=left.is_failure)
            for left in parts.left_out
        ]
        return (*taken, *others)

    def _note(self, run: int, position: int, result: FileResult) -> FileResult:
        from store.ledger import note_item

        with self.database.write() as session:
            note_item(session, run, position, result, at=self.now())
        return result

    def _keep(
        self, run: int, position: int, arrival: Arrival, sha256: str, found: _Found
    ) -> tuple[FileResult, Sequence[Inside]]:
        """Everything about one file in one transaction: extraction, rows, what it holds, ledger."""
        from store.documents import Received
        from store.ledger import note_item

        with self.database.write() as session:
            received = Received(sha256, storable(arrival.source), len(arrival.content or b""), self.now())
            result = self._store(session, arrival, received, found.processed)
            if found.held is not None:
                keep_parts(session, sha256, found.held, at=received.at)
            held = tuple(row.held for row in parts_in(session, sha256))
            inside = _inside(arrival, sha256, held)
            result = replace(
                result,
                parts=tuple(each.path for each in inside),
                left_out=tuple((h.name, h.reason) for h in held if h.reason is not None and not h.is_failure),
            )
            note_item(session, run, position, result, at=received.at)
        return result, inside

    def _store(
        self, session: "Session", arrival: Arrival, received: "Received", processed: "Processed | str | None"
    ) -> FileResult:
        from store.documents import is_up_to_date, keep_extraction, keep_failure, note_name

        status = is_up_to_date(session, received.sha256, self.pipeline.stages)
        if status is not None:  # perhaps by another process, just now
            note_name(session, received)
            return _result(arrival, received.sha256, RunOutcome.UNCHANGED, status)
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
        return replace(_result(arrival, received.sha256, outcome, extraction.status), replaces=replaces)


def _known_type(session: "Session", sha256: str) -> DocumentType:
    from models.tables import DocumentTable

    return DocumentType(session.get_one(DocumentTable, sha256).document_type or DocumentType.UNKNOWN)


def _inside(arrival: Arrival, sha256: str, held: Sequence[Held]) -> tuple[Inside, ...]:
    """What is still to be taken; a container that holds itself, as no person makes it, is taken once."""
    ancestors = (*arrival.ancestors, sha256)
    return tuple(
        Inside(each, arrival, ancestors)
        for each in held
        if each.is_failure or (each.sha256 is not None and each.sha256 not in ancestors)
    )


def _superseded_by(session: "Session", sha256: str) -> tuple[str, ...]:
    from store.reading import rows

    session.flush()
    sql = "SELECT source FROM documents WHERE superseded_by = :sha256 ORDER BY first_seen_at, sha256"
    return tuple(str(row["source"]) for row in rows(session, sql, {"sha256": sha256}))


def _result(
    arrival: Arrival, sha256: str | None, outcome: RunOutcome | None, status: ExtractionStatus, error: str | None = None
) -> FileResult:
    return FileResult(
        arrival.path,
        arrival.source,
        sha256,
        outcome,
        status,
        error,
        container=arrival.container,
        name=arrival.name,
    )


def _failure(arrival: Arrival, sha256: str | None, reason: str) -> FileResult:
    return _result(arrival, sha256, None, ExtractionStatus.FAILED, reason)


def _bug(error: Exception) -> str:
    """A reason without the exception's own words, which may quote the document."""
    return f"Internal error ({type(error).__name__}): this is a bug of minutier, the log tells more."


def _where(error: Exception) -> str:
    """Kind and place of an exception, without its own words."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES_LOGGED:]
    places = " > ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
    return f"{type(error).__name__} at {places}"
