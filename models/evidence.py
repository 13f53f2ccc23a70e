"""The words on the page that prove a claim."""

from dataclasses import dataclass

from models.document import PageBox, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Words of the document that prove one field of a record (as the text-quote selector of W3C Web Annotation)."""

    field: str
    """Which field it proves: "text", "owners", "due", "vote", "name", "status" …"""
    spans: tuple[Span, ...]
    """In reading order; several where a quote crosses pages, columns or lines between."""
    quote: str
    """The texts at the spans joined by one space, always."""
    rule: str
    """Which rule spoke: "votes.unanimity"."""
    boxes: tuple[PageBox, ...] = ()
    """Where the words stand on the page; empty where there are no pages."""
    page_no: int | None = None
    """1-based number of the page of the first span; None where there are no pages."""


def quote_of(text: str, spans: tuple[Span, ...]) -> str:
    """The texts at the spans joined by one space."""
    return " ".join(text[span.start : span.end] for span in spans)
