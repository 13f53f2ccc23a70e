"""Closed sets of values, with the French terms they stand for (see docs/glossaire.md)."""

from enum import StrEnum


class Kind(StrEnum):
    """Whether a document reports a meeting that took place."""

    MINUTES = "minutes"
    OTHER = "other"


class DocumentType(StrEnum):
    """What the document calls itself; the three kinds of minutes are not the same legal object."""

    PROCES_VERBAL = "proces_verbal"
    COMPTE_RENDU = "compte_rendu"
    RELEVE_DE_DECISIONS = "releve_de_decisions"
    NOTES = "notes"
    CONVOCATION = "convocation"
    AGENDA = "agenda"
    REPORT = "report"
    STATUTES = "statutes"
    FORM = "form"
    FLYER = "flyer"
    SLIDES = "slides"
    LECTURE_NOTES = "lecture_notes"
    MAIL = "mail"
    CONTAINER = "container"
    """A file of files (ZIP, PDF portfolio): its parts are documents of their own."""
    UNKNOWN = "unknown"


class ExtractionStatus(StrEnum):
    """How the extraction of one document ended; with an error-level issue it is never `success`."""

    SUCCESS = "success"
    PARTIAL = "partial"
    FAILED = "failed"
    NOT_MINUTES = "not_minutes"


class RunOutcome(StrEnum):
    """What one run did with one document."""

    NEW = "new"
    UNCHANGED = "unchanged"
    REEXTRACTED = "reextracted"


class AttendanceStatus(StrEnum):
    """présent · excusé · absent · représenté (a donné pouvoir) · invité."""

    PRESENT = "present"
    EXCUSED = "excused"
    ABSENT = "absent"
    REPRESENTED = "represented"
    INVITED = "invited"


class VoteOutcome(StrEnum):
    """adopté · rejeté · ajourné, reporté · retiré."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    POSTPONED = "postponed"
    WITHDRAWN = "withdrawn"


class ActionStatus(StrEnum):
    """à faire · en cours · fait."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    DONE = "done"


class ReviewState(StrEnum):
    """Who stands behind a record: the machine, or a person who checked, changed or refused it."""

    MACHINE = "machine"
    VERIFIED = "verified"
    CORRECTED = "corrected"
    REJECTED = "rejected"


class RecordKind(StrEnum):
    """The kinds of record; part of every record's id and of the corrections log."""

    MEETING = "meeting"
    ATTENDANCE = "attendance"
    AGENDA_ITEM = "agenda_item"
    DECISION = "decision"
    ACTION = "action"
    DATE = "date"
    PERSON = "person"


class DatePrecision(StrEnum):
    """How narrow the words are from which an interval was read."""

    DAY = "day"
    RANGE = "range"
    WEEK = "week"
    PART_OF_MONTH = "part_of_month"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    PART_OF_YEAR = "part_of_year"
    YEAR = "year"
