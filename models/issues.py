"""Doubts about a document, as data: an issue never stops a run."""

from dataclasses import dataclass
from enum import StrEnum

from models.evidence import Evidence


class Severity(StrEnum):
    """With an `error`, the extraction's status is never `success`."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class IssueCode(StrEnum):
    """Families: reading, dates, votes, attendance, people, structure. docs/erreurs.md explains each."""

    DOCUMENT_UNREADABLE = "DOCUMENT_UNREADABLE"
    TEXT_LAYER_USELESS = "TEXT_LAYER_USELESS"
    TEXT_RECOGNISED = "TEXT_RECOGNISED"
    TEXT_RECOGNISED_BADLY = "TEXT_RECOGNISED_BADLY"
    ENCODING_GUESSED = "ENCODING_GUESSED"
    COMMENTS_LEFT_OUT = "COMMENTS_LEFT_OUT"
    NOT_FRENCH = "NOT_FRENCH"
    SEVERAL_MEETINGS = "SEVERAL_MEETINGS"
    MEETING_DATE_UNKNOWN = "MEETING_DATE_UNKNOWN"
    DATE_IMPOSSIBLE = "DATE_IMPOSSIBLE"
    WEEKDAY_MISMATCH = "WEEKDAY_MISMATCH"
    VOTE_TOTAL_MISMATCH = "VOTE_TOTAL_MISMATCH"
    QUORUM_INCONSISTENT = "QUORUM_INCONSISTENT"
    PROXY_HOLDER_ABSENT = "PROXY_HOLDER_ABSENT"
    AMBIGUOUS_PERSON = "AMBIGUOUS_PERSON"
    AGENDA_ITEM_WITHOUT_OUTCOME = "AGENDA_ITEM_WITHOUT_OUTCOME"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One doubt. `message` is in English and holds no content of the document; the words are in `evidence`."""

    code: IssueCode
    severity: Severity
    message: str
    field: str | None = None
    record_id: str | None = None
    evidence: tuple[Evidence, ...] = ()
