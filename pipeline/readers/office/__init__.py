"""Old Word files (DOC) and rich text (RTF)."""

from pipeline.readers.office.reader import read_legacy_word, read_rtf

__all__ = ["read_legacy_word", "read_rtf"]
