"""The views `v1_*`: the contract with downstream tools. Names, order and meaning of columns never change within v1.

One definition serves both databases; docs/schema.md is made from it (store/schema_page.py). Every view shows current
documents only (no version that a later one supersedes) and begins with the same columns: document, page, review
state, last change. Rejected records stay visible, marked `review = 'rejected'`: filter them.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, text


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, the SQL that fills it, what it means."""

    name: str
    sql: str
    meaning: str


@dataclass(frozen=True, slots=True)
class View:
    """One view: columns in order, and the FROM clause (`d` is the document, `r` the record's row)."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    source: str

    @property
    def sql(self) -> str:
        chosen = ", ".join(f"{column.sql} AS {column.name}" for column in self.columns)
        return f"CREATE VIEW {self.name} AS SELECT {chosen} FROM {self.source} WHERE d.superseded_by IS NULL"


def _columns(prefix: str, *described: tuple[str, str]) -> tuple[Column, ...]:
    return tuple(Column(name, f"{prefix}.{name}", meaning) for name, meaning in described)


def _later(prefix: str) -> Column:
    """The last change of a row that also shows columns of the meeting."""
    either = f"CASE WHEN m.changed_at > {prefix}.changed_at THEN m.changed_at ELSE {prefix}.changed_at END"
    return Column("changed_at", either, "When what this row shows last changed here (UTC)")


_DOCUMENT = (
    Column("document_sha256", "d.sha256", "The document: sha256 of the original's bytes"),
    Column("source", "d.source", "Name of the file under which the document came first"),
)
_PROOF = (
    Column("page_no", "r.page_no", "1-based page of the first words that prove it; NULL where there are no pages"),
    Column("review", "r.review", "`machine`, `verified`, `corrected` or `rejected` (by a person)"),
    Column("changed_at", "r.changed_at", "When what this row shows last changed here (UTC)"),
)
_PROOF_WITH_MEETING = (*_PROOF[:2], _later("r"))
_ID = Column("id", "r.id", "Stable id of the record: it survives re-extraction")
_CONFIDENCE = Column("confidence", "r.confidence", "0..1: how often records made this way are right")
_POSITION = Column("position", "r.position", "0-based order in the document")
_MEETING = (
    Column("body", "m.body", "Body that met"),
    Column("meeting_date", "m.date", "First day of the meeting"),
)
_AGENDA_ITEM = Column("agenda_item_id", "r.agenda_item_id", "Agenda item it belongs to (`v1_agenda_items.id`) or NULL")
_RECORD = (*_DOCUMENT, *_PROOF, _ID, _POSITION, _CONFIDENCE)
_RECORD_WITH_MEETING = (*_DOCUMENT, *_PROOF_WITH_MEETING, _ID, _POSITION, _CONFIDENCE)


def _from(table: str) -> str:
    return f"{table} r JOIN documents d ON d.sha256 = r.document_sha256"


def _from_with_meeting(table: str) -> str:
    return f"{_from(table)} LEFT JOIN meetings m ON m.document_sha256 = d.sha256"


_DOCUMENTS_VIEW = View(
    "v1_documents",
    "One row for each current document, also those that could not be read (`status = 'failed'`)",
    (
        *_DOCUMENT,
        Column("page_no", "CASE WHEN d.page_count > 0 THEN 1 END", "1 where the document has pages: it begins there"),
        Column("review", "COALESCE(m.review, 'machine')", "Review state of its meeting record"),
        _later("d"),
        *_columns(
            "d",
            ("media_type", "Media type, as the reader found it"),
            ("size_bytes", "Size of the original in bytes"),
            ("first_seen_at", "When it came first (UTC)"),
            ("status", "`success`, `partial`, `failed` or `not_minutes`"),
            ("failure", "Why the last attempt to read it failed, NULL if it did not"),
            ("kind", "`minutes` or `other`; NULL if never read"),
            ("document_type", "What it calls itself: `proces_verbal`, `compte_rendu`, `releve_de_decisions` …"),
            ("language", "ISO 639-1 code, NULL if unknown"),
            ("page_count", "Number of pages, NULL where the format has none"),
            (
                "same_meeting_as",
                "sha256 of another current document of the same body and day with wholly other content",
            ),
        ),
    ),
    "documents d LEFT JOIN meetings m ON m.document_sha256 = d.sha256",
)

_MEETINGS_VIEW = View(
    "v1_meetings",
    "The meeting that a document reports: one row for each document that was read",
    (
        *_RECORD,
        *_columns(
            "r",
            ("title", "What the document calls the meeting"),
            ("body", "Body that met"),
            ("date", "First day"),
            ("end_date", "Last day, where the document states one"),
            ("start_time", "HH:MM"),
            ("end_time", "HH:MM"),
            ("location", "Place"),
            ("chair", "Who presides"),
            ("secretary", "Secretary of the meeting"),
            ("next_meeting_text", "Words that announce the next meeting"),
            ("next_meeting_start", "First day of the next meeting"),
            ("next_meeting_end", "Last day of the next meeting"),
            ("members_in_office", "Members in office, as stated"),
            ("quorum_required", "Members that the quorum asks for, as stated"),
            ("quorum_present", "Members present, as stated"),
            ("quorum_represented", "Members represented, as stated"),
            ("quorum_reached", "Whether the document says that the quorum is reached"),
        ),
    ),
    _from("meetings"),
)

_ATTENDANCE_VIEW = View(
    "v1_attendance",
    "Persons whose presence or absence the document states",
    (
        *_RECORD_WITH_MEETING,
        *_columns(
            "r",
            ("name", "As written, without title"),
            ("status", "`present`, `excused`, `absent`, `represented` (gave a proxy) or `invited`"),
            ("role", "As written"),
            ("organisation", "As written"),
            ("proxy", "Who holds this person's proxy (pouvoir)"),
            ("arrived_at", "HH:MM, or the words, of a late arrival"),
            ("left_at", "HH:MM, or the words, of an early departure"),
        ),
        *_MEETING,
    ),
    _from_with_meeting("attendance"),
)

_AGENDA_VIEW = View(
    "v1_agenda_items",
    "Items of the agenda",
    (
        *_RECORD_WITH_MEETING,
        *_columns("r", ("number", "As printed"), ("title", "As printed"), ("level", "1 for an item, 2 for a sub-item")),
        *_MEETING,
    ),
    _from_with_meeting("agenda_items"),
)

_DECISIONS_VIEW = View(
    "v1_decisions",
    "What meetings settled",
    (
        *_RECORD_WITH_MEETING,
        *_columns("r", ("text", "Verbatim"), ("number", "Number of the deliberation, as printed")),
        _AGENDA_ITEM,
        *_MEETING,
    ),
    _from_with_meeting("decisions"),
)

_VOTES_VIEW = View(
    "v1_votes",
    'Results of votes, as stated: one row for each decision with one. NULL is "not stated", 0 is "none"',
    (
        *_DOCUMENT,
        *_PROOF_WITH_MEETING,
        Column("decision_id", "r.decision_id", "The decision (`v1_decisions.id`)"),
        *_columns(
            "r",
            ("in_favour", "Votes for"),
            ("against", "Votes against"),
            ("abstentions", "Abstentions"),
            ("not_taking_part", "Members who take no part in the vote"),
            ("unanimous", "True where the document says so"),
            ("outcome", "`adopted`, `rejected`, `postponed` or `withdrawn`"),
            ("by_name", "JSON list of {name, choice} where votes are told by name"),
        ),
        *_MEETING,
    ),
    _from_with_meeting("votes"),
)

_ACTIONS_VIEW = View(
    "v1_actions",
    "What somebody is to do after the meeting",
    (
        *_RECORD_WITH_MEETING,
        *_columns(
            "r",
            ("text", "Verbatim"),
            ("owners", "JSON list of names, as written"),
            ("due_text", "Words of the deadline"),
            ("due_start", 'First day, NULL where open ("avant le …")'),
            ("due_end", "Last day: late from the day after; NULL where open or unknown"),
            ("due_precision", "`day`, `week`, `month` …: how narrow the words are"),
            ("status", "`open`, `in_progress` or `done`"),
        ),
        _AGENDA_ITEM,
        *_MEETING,
    ),
    _from_with_meeting("actions"),
)

_DATES_VIEW = View(
    "v1_dates",
    "Every expression that names a calendar interval",
    (
        *_RECORD,
        *_columns(
            "r",
            ("text", "Words"),
            ("start_date", "First day, NULL where open"),
            ("end_date", "Last day, inclusive, NULL where open"),
            ("precision", "`day`, `range`, `week`, `month` …"),
        ),
    ),
    _from("dates"),
)

_PEOPLE_VIEW = View(
    "v1_people",
    "Persons named in a document, one row for each person and document",
    (*_RECORD, *_columns("r", ("name", "Fullest form"), ("mentions", "JSON list of the forms used"))),
    _from("people"),
)

_EVIDENCE_VIEW = View(
    "v1_evidence",
    "The words that prove each field of each record",
    (
        *_DOCUMENT,
        *_PROOF,
        *_columns(
            "r",
            ("record_id", "The record (`id` of its view)"),
            ("kind", "Kind of the record: `meeting`, `attendance`, `agenda_item`, `decision`, `action` …"),
            ("position", "0-based order within the record"),
            ("field", "Field that it proves"),
            ("rule", "Rule that spoke"),
            ("quote", "The words"),
            ("spans", "JSON list of [start, end): characters of the document's text"),
            ("boxes", "JSON list of [page, x0, top, x1, bottom] in PDF points, origin top left; [] without pages"),
        ),
    ),
    _from("evidence"),
)

_PARTS_VIEW = View(
    "v1_document_parts",
    "What came inside another file (e-mail, ZIP, PDF portfolio): one row for each thing in each container. What is no "
    "document of its own has a reason instead",
    (
        Column("document_sha256", "r.part_sha256", "The document; NULL for what is not taken as one"),
        Column("source", "d.source", "Name under which the document came first; NULL for what is not taken"),
        Column("page_no", "CASE WHEN d.page_count > 0 THEN 1 END", "1 where the document has pages: it begins there"),
        Column("review", "'machine'", "Always `machine`: nobody reviews where a document came from"),
        Column("changed_at", "r.first_seen_at", "When it was first found in this container (UTC)"),
        Column("container_sha256", "c.sha256", "The container, a document itself: sha256 of its bytes"),
        Column("container_source", "c.source", "Name under which the container came first"),
        *_columns(
            "r",
            ("position", "0-based order in the container"),
            ("name", "Name inside the container, with its folders there"),
            ("reason", "Why it is not taken (a logo, a password), NULL for a document"),
            ("is_failure", "True where a document is there and cannot be had"),
        ),
    ),
    "document_parts r JOIN documents c ON c.sha256 = r.container_sha256 "
    "LEFT JOIN documents d ON d.sha256 = r.part_sha256",
)

VIEWS: tuple[View, ...] = (
    _DOCUMENTS_VIEW,
    _MEETINGS_VIEW,
    _ATTENDANCE_VIEW,
    _AGENDA_VIEW,
    _DECISIONS_VIEW,
    _VOTES_VIEW,
    _ACTIONS_VIEW,
    _DATES_VIEW,
    _PEOPLE_VIEW,
    _EVIDENCE_VIEW,
    _PARTS_VIEW,
)


def drop_views(connection: Connection) -> None:
    """Remove the views: tables cannot change under them."""
    for view in VIEWS:
        connection.execute(text(f"DROP VIEW IF EXISTS {view.name}"))


def create_views(connection: Connection) -> None:
    """Make all views as this version defines them."""
    for view in VIEWS:
        connection.execute(text(view.sql))
