"""Who was there, who was not, who spoke for whom; start at extract.py."""

from extractors.attendance.extract import VERSION, extract_attendance

__all__ = ["VERSION", "extract_attendance"]
