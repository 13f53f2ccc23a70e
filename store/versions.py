"""Tell versions of the same minutes: the draft of March and the approved text of April report one meeting.

Two documents report one meeting where body (accents, case, articles and punctuation aside) and day are equal, as each
document's own extraction and people's decisions about it say. The one that came last supersedes the earlier ones,
unless their contents have nothing in common: then both stay, each flagged with the other (`same_meeting_as`).
Documents that name no body or no day, and documents that are no minutes, supersede nothing.
"""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.folding import fold
from models.tables import DocumentTable
from models.vocabulary import Kind
from store.forms import Json
from store.truth import load_form

SAME_CONTENT = 0.3
"""Least share of the smaller document's long words that both hold, for two texts to be versions of each other.

Of 276 pairs of minutes of different meetings nine in ten share less than 0.12 and one in a hundred more than 0.3, all
short; two versions of one text share nearly all. In doubt both stay current and flagged: nothing is hidden.
"""
FEWEST_WORDS = 5
"""With fewer long words than this in either document their share tells nothing."""
SAME_TITLE_RATIO = 80.0
"""Likeness (0..100) of two titles from which the content does not matter."""

_ARTICLES = frozenset({"l", "le", "la", "les", "d", "du", "de", "des", "un", "une", "et", "a", "au", "aux"})
_WORD_RE = re.compile(r"[^\W_]+")
_LONG_WORD_RE = re.compile(r"[^\W\d_]{5,}")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a document stands among the versions of its minutes."""

    superseded_by: str | None = None
    same_meeting_as: str | None = None


def meeting_key(form: Json) -> str | None:
    """Folded body and day; None where either is unknown or the document is no minutes."""
    body, date = form["meeting"]["body"], form["meeting"]["date"]
    if form["kind"] != Kind.MINUTES.value or not body or not date:
        return None
    words = [word for word in _WORD_RE.findall(fold(body)) if word not in _ARTICLES]
    return f"{' '.join(words)} {date}" if words else None


def amend(document: DocumentTable, at: dt.datetime, **values: str | int | None) -> None:
    """Set fields of a document; `changed_at` moves only where one differs."""
    for name, value in values.items():
        if getattr(document, name) != value:
            setattr(document, name, value)
            document.changed_at = at


def regroup(session: Session, keys: Iterable[str | None], *, at: dt.datetime) -> list[str]:
    """Decide anew which document of each of these meetings is current.

    Returns:
        The documents of these meetings: what was decided about one version shows in the next, so all may have to be
        projected again.
    """
    members: list[str] = []
    for key in sorted({key for key in keys if key}):
        group = list(
            session.scalars(
                select(DocumentTable)
                .where(DocumentTable.meeting_key == key)
                .order_by(DocumentTable.first_seen_at, DocumentTable.sha256)
            )
        )
        forms = {document.sha256: load_form(session, document.sha256) for document in group if len(group) > 1}
        for document, standing in zip(group, rank([forms.get(d.sha256) for d in group], group), strict=True):
            amend(document, at, superseded_by=standing.superseded_by, same_meeting_as=standing.same_meeting_as)
        members += [document.sha256 for document in group]
    return members


def rank(forms: Sequence[Json | None], documents: Sequence[DocumentTable]) -> list[Standing]:
    """Where each document stands, given all of one meeting in the order in which they came."""
    alike = [[_are_versions(a, b) for b in forms] for a in forms]
    count = len(documents)
    superseded = [max((j for j in range(i + 1, count) if alike[i][j]), default=None) for i in range(count)]
    standings = []
    for i in range(count):
        later = superseded[i]
        others = [j for j in range(count) if j != i and superseded[j] is None and not alike[i][j]]
        standings.append(
            Standing(
                superseded_by=documents[later].sha256 if later is not None else None,
                same_meeting_as=documents[others[-1]].sha256 if others and later is None else None,
            )
        )
    return standings


def _are_versions(first: Json | None, second: Json | None) -> bool:
    """False only where both have content, next to none of it is shared, and the titles differ."""
    if first is None or second is None or first is second:
        return True
    words, other = _content_words(first), _content_words(second)
    fewer = min(len(words), len(other))
    if fewer < FEWEST_WORDS or len(words & other) / fewer >= SAME_CONTENT:
        return True
    from rapidfuzz import fuzz

    titles = [fold(form["meeting"]["title"] or "") for form in (first, second)]
    return all(titles) and fuzz.ratio(*titles) >= SAME_TITLE_RATIO


def _content_words(form: Json) -> set[str]:
    texts = [item["text"] for item in form["decisions"]] + [item["title"] for item in form["agenda"]]
    return set(_LONG_WORD_RE.findall(fold(" ".join(texts))))
