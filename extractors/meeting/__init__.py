"""The facts of the meeting itself; start at extract.py."""

from extractors.meeting.extract import VERSION, extract_meeting

__all__ = ["VERSION", "extract_meeting"]
