"""Word documents (DOCX)."""

from pipeline.readers.word.reader import read_word

__all__ = ["read_word"]
