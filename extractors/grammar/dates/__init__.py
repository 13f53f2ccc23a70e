"""Date expressions in French prose, resolved to intervals of days.

Finds: full and partial dates, lists and ranges, weeks, quarters, seasons, feasts, deadlines, relative days, lone years.
Signals in order of authority: the day and month with a year; the weekday; what the words say ("prochain", "dernier");
the sentence's tense; the year that the document states for the month; nearness to the reference.
Never: reads the clock, guesses from a lone number, takes a clock time or a duration for a date.
"""

from extractors.grammar.dates.find import find_dates
from extractors.grammar.dates.model import DateKind, DateMatch
from extractors.grammar.dates.tagging import tag_line

__all__ = ["DateKind", "DateMatch", "find_dates", "tag_line"]
