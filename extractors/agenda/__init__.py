"""Agenda: the items of the meeting, in order."""

from extractors.agenda.extract import VERSION, extract_agenda

__all__ = ["VERSION", "extract_agenda"]
