"""OpenDocument texts (ODT)."""

from pipeline.readers.odt.reader import read_odt

__all__ = ["read_odt"]
