"""ZIP files: their list of names as a document; what they hold become documents of their own (pipeline/parts)."""

from pipeline.readers.listing.reader import read_listing

__all__ = ["read_listing"]
