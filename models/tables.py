"""The tables, as typed SQLAlchemy classes. Tables are ours and may change; downstream tools read the views `v1_*`.

Truth: `documents`, `document_sources` and `document_parts` (what was received, when, in which container), `extractions`
(the record form, with the ids that records keep), `corrections` (what people decided), `runs` and `run_items` (the
ledger). Everything else is a projection that store/rebuild.py makes again. Days are DATE, instants UTC timestamps, JSON
is kept as text: same bytes everywhere.
"""

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import Date, DateTime, Dialect, ForeignKey, Index, Integer, MetaData, String, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[dt.datetime]):
    """An instant: aware in Python, TIMESTAMP WITH TIME ZONE in Postgres, UTC without a zone in SQLite."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        utc = value.astimezone(dt.UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text(),
        dt.date: Date(),
        dt.datetime: UtcDateTime(),
    }


class DocumentTable(Base):
    """One original, known by its bytes."""

    __tablename__ = "documents"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    source: Mapped[str] = mapped_column()
    """Name of the file under which it came first; all names are in `document_sources`."""
    media_type: Mapped[str | None]
    size_bytes: Mapped[int]
    first_seen_at: Mapped[dt.datetime]
    status: Mapped[str] = mapped_column(index=True)
    failure: Mapped[str | None]
    """Why the last attempt to read it failed, None if it did not."""
    kind: Mapped[str | None]
    document_type: Mapped[str | None]
    language: Mapped[str | None]
    page_count: Mapped[int | None]
    meeting_key: Mapped[str | None] = mapped_column(index=True)
    """Folded body and day of the meeting: equal for versions of the same minutes. None: unknown, supersedes nothing."""
    superseded_by: Mapped[str | None] = mapped_column(String(64), index=True)
    """The latest other version of the same minutes, None for a current document."""
    same_meeting_as: Mapped[str | None] = mapped_column(String(64))
    """Another current document of the same body and day with wholly other content: a person should look."""
    changed_at: Mapped[dt.datetime]


class DocumentSourceTable(Base):
    """Every name under which the same bytes came."""

    __tablename__ = "document_sources"

    document_sha256: Mapped[str] = mapped_column(
        String(64), ForeignKey("documents.sha256", ondelete="CASCADE"), primary_key=True
    )
    source: Mapped[str] = mapped_column(primary_key=True, index=True)
    first_seen_at: Mapped[dt.datetime]


class DocumentPartTable(Base):
    """What a container (e-mail, ZIP, PDF with files in it) holds: documents of their own, and what is none and why."""

    __tablename__ = "document_parts"

    container_sha256: Mapped[str] = mapped_column(
        String(64), ForeignKey("documents.sha256", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    """0-based order in the container; documents first, then what is left out."""
    name: Mapped[str]
    """Name inside the container, with its folders there."""
    part_sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    """The document; None for what is not taken. Its row in `documents` may come a moment later: no foreign key."""
    reason: Mapped[str | None]
    """Why it is not taken, None for a document."""
    is_failure: Mapped[bool]
    """True for a document that cannot be had (it asks for a password), so that it is tried again."""
    first_seen_at: Mapped[dt.datetime]


class ExtractionTable(Base):
    """The current machine extraction of a document, as the record form (JSON)."""

    __tablename__ = "extractions"

    document_sha256: Mapped[str] = mapped_column(
        String(64), ForeignKey("documents.sha256", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int]
    """1 for the first extraction, one more for each that replaced it."""
    stages: Mapped[str]
    """JSON list of [stage, version] of the whole pipeline at that time."""
    form: Mapped[str]
    """The record form without people's decisions; ids are those that the records keep."""
    extracted_at: Mapped[dt.datetime]


class CorrectionTable(Base):
    """One decision of a person about one record. Rows are only ever added: triggers refuse anything else."""

    __tablename__ = "corrections"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    document_sha256: Mapped[str] = mapped_column(String(64), ForeignKey("documents.sha256"), index=True)
    record_id: Mapped[str] = mapped_column(String(32), index=True)
    kind: Mapped[str]
    change: Mapped[str]
    """"verify", "reject", "set" or "undo" (which takes back the last change not yet taken back)."""
    new_values: Mapped[str]
    """JSON object: the fields that a "set" changes, with their whole new values."""
    seen: Mapped[str]
    """JSON of the record as the person saw it, its evidence included."""
    author: Mapped[str]
    reason: Mapped[str | None]
    made_at: Mapped[dt.datetime]


class RunTable(Base):
    """One run of the ingestion."""

    __tablename__ = "runs"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    started_at: Mapped[dt.datetime]
    ended_at: Mapped[dt.datetime | None]
    """None while it runs, and for ever if it was killed."""


class RunItemTable(Base):
    """What one run did with one file."""

    __tablename__ = "run_items"

    run_number: Mapped[int] = mapped_column(ForeignKey("runs.number", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    path: Mapped[str]
    source: Mapped[str]
    document_sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    outcome: Mapped[str | None]
    """"new", "unchanged", "reextracted"; None if it could not be read."""
    status: Mapped[str]
    error: Mapped[str | None]
    made_at: Mapped[dt.datetime]


class InDocument:
    """Columns of every projected row that belongs to a document."""

    @declared_attr
    def document_sha256(cls) -> Mapped[str]:  # noqa: N805
        return mapped_column(String(64), ForeignKey("documents.sha256", ondelete="CASCADE"), index=True)


class RecordColumns(InDocument):
    """Columns of every kind of record."""

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    position: Mapped[int]
    """0-based order in the document."""
    page_no: Mapped[int | None]
    confidence: Mapped[float]
    review: Mapped[str]
    changed_at: Mapped[dt.datetime] = mapped_column(index=True)


class MeetingTable(RecordColumns, Base):
    __tablename__ = "meetings"

    title: Mapped[str | None]
    body: Mapped[str | None]
    date: Mapped[dt.date | None] = mapped_column(index=True)
    end_date: Mapped[dt.date | None]
    start_time: Mapped[str | None]
    end_time: Mapped[str | None]
    location: Mapped[str | None]
    chair: Mapped[str | None]
    secretary: Mapped[str | None]
    next_meeting_text: Mapped[str | None]
    next_meeting_start: Mapped[dt.date | None]
    next_meeting_end: Mapped[dt.date | None]
    members_in_office: Mapped[int | None]
    quorum_required: Mapped[int | None]
    quorum_present: Mapped[int | None]
    quorum_represented: Mapped[int | None]
    quorum_reached: Mapped[bool | None]


class AttendanceTable(RecordColumns, Base):
    __tablename__ = "attendance"

    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True)
    """The name folded: lower case, no accents."""
    status: Mapped[str]
    role: Mapped[str | None]
    organisation: Mapped[str | None]
    proxy: Mapped[str | None]
    arrived_at: Mapped[str | None]
    left_at: Mapped[str | None]


class AgendaItemTable(RecordColumns, Base):
    __tablename__ = "agenda_items"

    number: Mapped[str | None]
    title: Mapped[str]
    level: Mapped[int]


class DecisionTable(RecordColumns, Base):
    __tablename__ = "decisions"

    text: Mapped[str]
    number: Mapped[str | None]
    agenda_item_id: Mapped[str | None] = mapped_column(String(32))


class VoteTable(InDocument, Base):
    """The result of a decision's vote."""

    __tablename__ = "votes"

    decision_id: Mapped[str] = mapped_column(ForeignKey("decisions.id", ondelete="CASCADE"), primary_key=True)
    in_favour: Mapped[int | None]
    against: Mapped[int | None]
    abstentions: Mapped[int | None]
    not_taking_part: Mapped[int | None]
    unanimous: Mapped[bool | None]
    outcome: Mapped[str | None]
    by_name: Mapped[str]
    """JSON list of {name, choice}; one row each in `named_votes`."""
    page_no: Mapped[int | None]
    review: Mapped[str]
    changed_at: Mapped[dt.datetime]


class NamedVoteTable(InDocument, Base):
    """How one named person voted."""

    __tablename__ = "named_votes"

    decision_id: Mapped[str] = mapped_column(ForeignKey("decisions.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True)
    choice: Mapped[str]


class ActionTable(RecordColumns, Base):
    __tablename__ = "actions"

    text: Mapped[str]
    owners: Mapped[str]
    """JSON list of names; one row each in `action_owners`."""
    due_text: Mapped[str | None]
    due_start: Mapped[dt.date | None]
    due_end: Mapped[dt.date | None]
    due_precision: Mapped[str | None]
    status: Mapped[str] = mapped_column(index=True)
    agenda_item_id: Mapped[str | None] = mapped_column(String(32))

    __table_args__ = (Index(None, "due_end"),)


class ActionOwnerTable(InDocument, Base):
    """One owner of an action."""

    __tablename__ = "action_owners"

    action_id: Mapped[str] = mapped_column(ForeignKey("actions.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True)


class DateTable(RecordColumns, Base):
    __tablename__ = "dates"

    text: Mapped[str]
    start_date: Mapped[dt.date | None]
    end_date: Mapped[dt.date | None]
    precision: Mapped[str]


class PersonTable(RecordColumns, Base):
    __tablename__ = "people"

    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True)
    mentions: Mapped[str]
    """JSON list of surface forms; one row each in `mentions`."""


class MentionTable(InDocument, Base):
    """One form under which a person is named in a document."""

    __tablename__ = "mentions"

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    text_key: Mapped[str] = mapped_column(index=True)


class EvidenceTable(InDocument, Base):
    """Words of the document that prove one field of one record."""

    __tablename__ = "evidence"

    record_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    field: Mapped[str]
    rule: Mapped[str]
    quote: Mapped[str]
    spans: Mapped[str]
    """JSON list of [start, end): characters of the document's text."""
    boxes: Mapped[str]
    """JSON list of [page_no, x0, top, x1, bottom], PDF points, origin top left."""
    page_no: Mapped[int | None]
    review: Mapped[str]
    changed_at: Mapped[dt.datetime]


class IssueTable(InDocument, Base):
    """One doubt about a document."""

    __tablename__ = "issues"

    document_sha256: Mapped[str] = mapped_column(
        String(64), ForeignKey("documents.sha256", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(index=True)
    severity: Mapped[str]
    field: Mapped[str | None]
    record_id: Mapped[str | None] = mapped_column(String(32))
    message: Mapped[str]
    quote: Mapped[str | None]
    page_no: Mapped[int | None]


class OrphanTable(InDocument, Base):
    """A correction in force whose record the current extraction does not hold; kept, and applied if it comes back."""

    __tablename__ = "orphans"

    correction_number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    record_id: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str]


TRUTH: tuple[str, ...] = (
    "documents",
    "document_sources",
    "document_parts",
    "extractions",
    "corrections",
    "runs",
    "run_items",
)
"""Tables that cannot be made again from others, in an order that foreign keys accept."""
