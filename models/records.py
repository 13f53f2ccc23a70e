"""What we claim about a document: the record form, which is also the form of the gold annotations.

Frozen dataclasses carry the records; models/record_form.py makes JSON of them. Unknown is None, never a sentinel:
"0 contre" and "not stated" are different facts. Days are ISO dates, both ends of an interval inclusive; an open end is
None ("avant le 20 mai" has no start).
"""

import datetime as dt
from dataclasses import dataclass, field

from models.evidence import Evidence
from models.issues import Issue
from models.vocabulary import (
    ActionStatus,
    AttendanceStatus,
    DatePrecision,
    DocumentType,
    ExtractionStatus,
    Kind,
    ReviewState,
    VoteOutcome,
)

SCHEMA_VERSION = "1"
"""Version of the record form; a change of meaning raises it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record carries besides its facts."""

    id: str = ""
    """Stable id derived from document, kind and anchor (pipeline/identify.py); empty until that stage has run."""
    confidence: float = 0.5
    """0..1: how sure the rule is, by its author's estimate; `minutier evaluate --rules` measures it."""
    review: ReviewState = ReviewState.MACHINE
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRange:
    """A calendar interval with the words it was read from; one end may be open."""

    start: dt.date | None
    end: dt.date | None
    text: str
    precision: DatePrecision = DatePrecision.DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Quorum:
    """Numbers that the document states about the quorum (CGCT L2121-17); None where it is silent."""

    members_in_office: int | None = None
    required: int | None = None
    present: int | None = None
    represented: int | None = None
    reached: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Record):
    """The meeting itself. Times are "HH:MM" strings."""

    title: str | None = None
    body: str | None = None
    date: dt.date | None = None
    end_date: dt.date | None = None
    start_time: str | None = None
    end_time: str | None = None
    location: str | None = None
    chair: str | None = None
    secretary: str | None = None
    next_meeting: DateRange | None = None
    quorum: Quorum | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance(Record):
    """One named person whose presence or absence the document states."""

    name: str
    status: AttendanceStatus = AttendanceStatus.PRESENT
    role: str | None = None
    organisation: str | None = None
    proxy: str | None = None
    """Who holds this person's proxy (pouvoir)."""
    arrived_at: str | None = None
    """"HH:MM", or the words ("au point 3") of a late arrival."""
    left_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem(Record):
    """One item of the agenda; `level` 1, or 2 for sub-items."""

    number: str | None = None
    title: str
    level: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedVote:
    """How one named person voted: "for", "against", "abstention" or "not_taking_part"."""

    name: str
    choice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """A result as the document states it; counts of the kinds of voices are four different facts."""

    in_favour: int | None = None
    against: int | None = None
    abstentions: int | None = None
    not_taking_part: int | None = None
    unanimous: bool | None = None
    outcome: VoteOutcome | None = None
    by_name: tuple[NamedVote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Record):
    """What the meeting settled."""

    text: str
    vote: Vote | None = None
    number: str | None = None
    """Number of the deliberation, as printed."""
    agenda_item: str | None = None
    """Id of the agenda item it belongs to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionItem(Record):
    """What somebody is to do after the meeting."""

    text: str
    owners: tuple[str, ...] = ()
    due: DateRange | None = None
    status: ActionStatus = ActionStatus.OPEN
    agenda_item: str | None = None
    """Id of the agenda item it belongs to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention(Record):
    """One expression of the text that names a calendar interval."""

    text: str
    start: dt.date | None = None
    end: dt.date | None = None
    precision: DatePrecision = DatePrecision.DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """One person of the document, with every distinct surface form used for them."""

    name: str
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """The facts that the extractors find, in the order of the record form; each list in document order."""

    meeting: Meeting = field(default_factory=Meeting)
    attendance: tuple[Attendance, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    decisions: tuple[Decision, ...] = ()
    actions: tuple[ActionItem, ...] = ()
    dates: tuple[DateMention, ...] = ()
    people: tuple[Person, ...] = ()
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """A file that holds others: an e-mail with attachments, a ZIP, a PDF with files in it."""

    sha256: str
    source: str
    """Its name, after those of the containers in which it stands itself: "envoi.zip/courriel.eml"."""
    name: str
    """Name of the document inside it, with its folders there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction(Minutes):
    """Everything we claim about one document: the public record form. Holds no clock, no path, no counter."""

    schema_version: str = SCHEMA_VERSION
    source: str
    sha256: str
    container: Container | None = None
    """The file out of which `minutier extract` took it. None in the database, where the same document may have come in
    several (`v1_document_parts`)."""
    kind: Kind
    document_type: DocumentType = DocumentType.UNKNOWN
    language: str | None = None
    """ISO 639-1 code, None where there is too little text to tell."""
    status: ExtractionStatus
    stages: tuple[tuple[str, str], ...] = ()
    """(stage, version) in the order in which they ran."""
