"""Every person that the document names, with all their spellings; start at extract.py."""

from extractors.people.extract import VERSION, extract_people

__all__ = ["VERSION", "extract_people"]
