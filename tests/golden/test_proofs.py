"""Every field that a record states has the words that state it; what may lack them is said here, with the reason."""

from collections.abc import Callable
from pathlib import Path

import pytest

from models.records import Extraction, Record
from models.vocabulary import ActionStatus, AttendanceStatus
from pipeline.run import Processed

DOCUMENTS = Path(__file__).parents[2] / "corpus" / "documents"
FIELDS = {
    "attendance": ("name", "status", "role", "organisation", "proxy", "arrived_at", "left_at"),
    "agenda": ("title",),  # a number that the format prints (automatic numbering) stands in no text
    "decisions": ("text", "vote", "number"),
    "actions": ("text", "owners", "due", "status"),
    "dates": ("text",),
    "people": ("name", "mentions"),
}
MEETING = ("body", "date", "start_time", "end_time", "location", "chair", "secretary", "next_meeting", "quorum")
"""Not the title: one that only front matter or file properties declare stands on no page."""


def _unproved(extraction: Extraction) -> list[tuple[str, str, str]]:
    missing = []
    for kind, fields in FIELDS.items():
        for record in getattr(extraction, kind):
            proved = {evidence.field for evidence in record.evidence}
            missing += [(kind, f, record.evidence[0].rule) for f in fields if _states(record, f) and f not in proved]
    proved = {evidence.field for evidence in extraction.meeting.evidence}
    missing += [("meeting", f, "") for f in MEETING if getattr(extraction.meeting, f) is not None and f not in proved]
    return missing


def _states(record: Record, field: str) -> bool:
    """Whether the field says something that the document must have said: open and plainly present are defaults."""
    value = getattr(record, field)
    return value not in (None, (), ActionStatus.OPEN, AttendanceStatus.PRESENT)


@pytest.mark.parametrize("path", sorted(DOCUMENTS.iterdir()), ids=lambda path: path.name)
def test_every_stated_field_has_its_words(path: Path, processed: Callable[[Path], Processed]) -> None:
    assert _unproved(processed(path).extraction) == []
