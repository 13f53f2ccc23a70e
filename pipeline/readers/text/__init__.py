"""Plain text files."""

from pipeline.readers.text.reader import read_text

__all__ = ["read_text"]
