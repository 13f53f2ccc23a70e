"""Make the tables again from the truth: extractions, the log of people's decisions, and when each document came."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models.tables import Base, DocumentTable, ExtractionTable
from store.archive import Archive
from store.database import Database
from store.documents import project_document
from store.ingest import utc_now
from store.replay import replay
from store.rows import PROJECTED
from store.truth import load_corrections, load_form
from store.versions import amend, meeting_key, regroup


@dataclass(frozen=True, slots=True)
class RebuildReport:
    """What a rebuild found."""

    documents: int
    rows_changed: int
    """0 if the tables were as they should be."""
    missing_originals: tuple[str, ...]
    """sha256 of documents whose original the archive does not hold, or holds damaged."""


def rebuild(
    database: Database,
    archive: Archive,
    *,
    report: Callable[[int, int], None] | None = None,
    now: Callable[[], dt.datetime] = utc_now,
) -> RebuildReport:
    """Compare every row with what the truth gives, and write the differences; each document in one transaction.

    Args:
        database: with tables of this version.
        archive: looked through for missing and damaged originals; nothing is read again from them.
        report: called after each document with how many are done and how many there are.
        now: the clock for `changed_at` of rows that differ; rows that do not differ keep theirs.

    Raises:
        StorageError: the database cannot be written.
    """
    with database.write() as session:
        _regroup_all(session, at=now())
        _drop_strays(session)
        known = list(session.scalars(select(DocumentTable.sha256).order_by(DocumentTable.first_seen_at)))
    changed = 0
    for number, sha256 in enumerate(known, start=1):
        with database.write() as session:
            changed += project_document(session, sha256, at=now())
        if report is not None:
            report(number, len(known))
    missing = tuple(sha256 for sha256 in known if not archive.is_sound(sha256))
    return RebuildReport(len(known), changed, missing)


def _regroup_all(session: Session, *, at: dt.datetime) -> None:
    """Which document is current: from all meeting keys anew."""
    for document in session.scalars(select(DocumentTable)):
        form = load_form(session, document.sha256)
        key = meeting_key(replay(form, load_corrections(session, document.sha256))) if form else None
        amend(document, at, meeting_key=key)
        if key is None:
            amend(document, at, superseded_by=None, same_meeting_as=None)
    session.flush()
    regroup(session, session.scalars(select(DocumentTable.meeting_key).distinct()).all(), at=at)
    session.flush()


def _drop_strays(session: Session) -> None:
    """Remove rows of documents that have no extraction."""
    read = select(ExtractionTable.document_sha256)
    for name in reversed(PROJECTED):
        table = Base.metadata.tables[name]
        session.execute(delete(table).where(table.c.document_sha256.not_in(read)))
