"""Meeting: the facts of the meeting itself.

Finds: title, body, date, end_date, start_time, end_time, location, chair, secretary, next_meeting, quorum.
Signals in order of authority: labels ("Date :", "Lieu :", "Secrétaire de séance :"); the title; the opening sentence
("L'an …, le …, le conseil municipal … s'est réuni"); the closing line; formats' own title (hint only).
Never: takes the date of a convocation, of the letterhead or of an earlier meeting for the meeting's; completes a name.
"""

from dataclasses import replace

from extractors.meeting import body, next_meeting, officers, place, quorum, time, title
from extractors.reading import Reading
from models.records import Meeting, Minutes

VERSION = "2"


def extract_meeting(reading: Reading, minutes: Minutes) -> Minutes:
    """The minutes with their meeting; fields that the document does not state stay None."""
    meeting = Meeting()
    for find in (
        title.find_title,
        body.find_body,
        time.find_date,
        time.find_start_and_end,
        place.find_location,
        officers.find_officers,
        next_meeting.find_next_meeting,
        quorum.find_quorum,
        title.shorten_title,
    ):
        meeting = find(reading, meeting)
    return replace(minutes, meeting=replace(meeting, confidence=_confidence(meeting)))


def _confidence(meeting: Meeting) -> float:
    """Share of the facts that every minutes should state and that were found."""
    stated = (meeting.title, meeting.body, meeting.date)
    return round(0.4 + 0.18 * sum(value is not None for value in stated), 2)
