"""What the meeting settled; start at extract.py."""

from extractors.decisions.extract import VERSION, extract_decisions

__all__ = ["VERSION", "extract_decisions"]
