"""Keep what a run found about one document, and make the tables follow, in one transaction."""

import datetime as dt
import json
from dataclasses import dataclass

from sqlalchemy.orm import Session

from models.record_form import to_json_object
from models.records import Extraction
from models.tables import DocumentSourceTable, DocumentTable, ExtractionTable
from models.vocabulary import ExtractionStatus, RecordKind, RunOutcome
from store.forms import Json, all_records
from store.matching import keep_ids
from store.projection import project
from store.replay import find_orphans, in_force, replay
from store.truth import carried_corrections, extraction_of, load_corrections, load_form
from store.versions import amend, meeting_key, regroup

Stages = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Received:
    """One original as it came."""

    sha256: str
    source: str
    """The file's name, without folders."""
    size_bytes: int
    at: dt.datetime


def is_up_to_date(session: Session, sha256: str, stages: Stages) -> ExtractionStatus | None:
    """The status of a document that these stages have read, None where there is something to do."""
    document = session.get(DocumentTable, sha256)
    extraction = session.get(ExtractionTable, sha256)
    if document is None or extraction is None or document.failure is not None:
        return None
    return ExtractionStatus(document.status) if extraction.stages == json.dumps(stages) else None


def note_name(session: Session, received: Received) -> None:
    """Remember under which name the bytes came; a name already known writes nothing."""
    key = {"document_sha256": received.sha256, "source": received.source}
    if session.get(DocumentSourceTable, key) is None:
        session.add(DocumentSourceTable(**key, first_seen_at=received.at))
        session.flush()


def keep_failure(session: Session, received: Received, reason: str) -> None:
    """Note that an original could not be read; what an earlier run read of it stays."""
    document = _document(session, received)
    amend(document, received.at, failure=reason)
    note_name(session, received)


def keep_extraction(
    session: Session,
    received: Received,
    extraction: Extraction,
    *,
    stages: Stages,
    media_type: str,
    page_count: int | None,
) -> RunOutcome:
    """Keep an extraction in place of the earlier one, and project it.

    Records that the earlier extraction held keep their ids (store/matching.py); people's decisions are replayed.

    Returns:
        `NEW` or `REEXTRACTED`.
    """
    document = _document(session, received)
    amend(document, received.at, media_type=media_type, page_count=page_count, failure=None)
    note_name(session, received)
    kept = session.get(ExtractionTable, received.sha256)
    form = _with_kept_ids(session, extraction, json.loads(kept.form) if kept else None)
    if kept is None:
        kept = ExtractionTable(document_sha256=received.sha256, number=0)
        session.add(kept)
    kept.number += 1
    kept.stages = json.dumps(stages)
    kept.form = json.dumps(form, ensure_ascii=False)
    kept.extracted_at = received.at
    session.flush()
    refresh(session, received.sha256, at=received.at)
    return RunOutcome.NEW if kept.number == 1 else RunOutcome.REEXTRACTED


def _document(session: Session, received: Received) -> DocumentTable:
    document = session.get(DocumentTable, received.sha256)
    if document is None:
        document = DocumentTable(
            sha256=received.sha256,
            source=received.source,
            size_bytes=received.size_bytes,
            first_seen_at=received.at,
            status=ExtractionStatus.FAILED.value,
            changed_at=received.at,
        )
        session.add(document)
        session.flush()
    return document


def _with_kept_ids(session: Session, extraction: Extraction, old: Json | None) -> Json:
    form = to_json_object(extraction)
    present = {record["id"] for _, record in all_records(old)} if old else set()
    stacks = in_force(load_corrections(session, extraction.sha256))
    lost: list[tuple[RecordKind, Json]] = [
        (stack[-1].kind, {**stack[-1].seen, "id": record_id})
        for record_id, stack in stacks.items()
        if record_id not in present
    ]
    keep_ids(form, old, lost)
    return form


def refresh(session: Session, sha256: str, *, at: dt.datetime) -> None:
    """Make the tables follow one document's extraction and decisions, and the other versions of its minutes too."""
    document = session.get_one(DocumentTable, sha256)
    form = load_form(session, sha256)
    if form is None:
        return
    former = document.meeting_key
    amend(document, at, meeting_key=meeting_key(replay(form, load_corrections(session, sha256))))
    if document.meeting_key is None:
        amend(document, at, superseded_by=None, same_meeting_as=None)
    session.flush()
    members = regroup(session, (former, document.meeting_key), at=at)
    session.flush()
    for member in dict.fromkeys([sha256, *members]):
        project_document(session, member, at=at)


def project_document(session: Session, sha256: str, *, at: dt.datetime) -> int:
    """Project one document from what is kept about it.

    Returns:
        How many rows were added, changed or removed.
    """
    form = load_form(session, sha256)
    document = session.get_one(DocumentTable, sha256)
    if form is None:
        amend(document, at, status=ExtractionStatus.FAILED.value, kind=None, document_type=None, language=None)
        return 0
    log = load_corrections(session, sha256)
    decided = extraction_of(replay(form, carried_corrections(session, sha256, form) + log))
    amend(
        document,
        at,
        status=decided.status.value,
        kind=decided.kind.value,
        document_type=decided.document_type.value,
        language=decided.language,
    )
    session.flush()
    return project(session, decided, at=at, orphans=find_orphans(form, log))
