"""Sentences in, date expressions out: the JSON objects of `minutier dates`."""

import datetime as dt
from typing import TypedDict

from extractors.grammar.dates.find import find_dates


class Prediction(TypedDict):
    """One expression: `cs`, `ce` half-open character offsets, `start`, `end` inclusive ISO days or None where open."""

    text: str
    cs: int
    ce: int
    start: str | None
    end: str | None


class TaggedLine(TypedDict):
    """The answer for one line of input."""

    id: str
    preds: list[Prediction]


def tag_line(line: dict[str, str]) -> TaggedLine:
    """The expressions of one record {id, text, ref_date}; `ref_date` may be empty, or carry a clock time.

    Raises:
        KeyError: `id` or `text` is missing.
        ValueError: `ref_date` is no ISO day.
    """
    stated = line.get("ref_date")
    reference = dt.date.fromisoformat(stated[:10]) if stated else None
    text = line["text"]
    preds = [
        Prediction(
            text=text[m.start : m.end],
            cs=m.start,
            ce=m.end,
            start=m.range.start.isoformat() if m.range.start else None,
            end=m.range.end.isoformat() if m.range.end else None,
        )
        for m in find_dates(text, reference=reference)
        if not m.impossible
    ]
    return TaggedLine(id=line["id"], preds=preds)
