"""Actions: who must do what by when; start at extract.py."""

from extractors.actions.extract import VERSION, extract_actions

__all__ = ["VERSION", "extract_actions"]
