"""Replay people's decisions over a machine extraction: what a person decided wins, at every re-extraction.

Per record the decisions form a stack; "undo" takes back the last one that is not yet taken back. "verify" means that
the person stands behind the values as seen, so those values stay, whatever later rules read; "set" changes only
the fields that it names; "reject" keeps the record, marked.
"""

import copy
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.vocabulary import RecordKind, ReviewState
from store.forms import BOOKKEEPING, Json, all_records

_LINKS = frozenset({"agenda_item"})
"""Fields that point to other records: a verified record keeps following the machine's links."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry of the log."""

    number: int
    document_sha256: str
    record_id: str
    kind: RecordKind
    change: str
    """"verify", "reject", "set" or "undo"."""
    values: Json
    seen: Json
    author: str
    reason: str | None
    made_at: dt.datetime


def in_force(corrections: Iterable[Correction]) -> dict[str, list[Correction]]:
    """The decisions of each record that no undo has taken back, oldest first; records without any left out."""
    stacks: dict[str, list[Correction]] = {}
    for correction in sorted(corrections, key=lambda item: item.number):
        stack = stacks.setdefault(correction.record_id, [])
        if correction.change != "undo":
            stack.append(correction)
        elif stack:
            stack.pop()
    return {record_id: stack for record_id, stack in stacks.items() if stack}


def replay(form: Json, corrections: Sequence[Correction]) -> Json:
    """The record form with people's decisions applied; `form` is left as it is."""
    stacks = in_force(corrections)
    if not stacks:
        return form
    result = copy.deepcopy(form)
    for kind, record in all_records(result):
        stack = stacks.get(record["id"], [])
        if stack and stack[0].kind is kind:
            _apply(record, stack)
    return result


def find_orphans(form: Json | None, corrections: Sequence[Correction]) -> list[Correction]:
    """Decisions in force whose record the form does not hold."""
    present = {record["id"] for _, record in all_records(form)} if form else set()
    stacks = in_force(corrections)
    orphans = [item for record_id, stack in stacks.items() if record_id not in present for item in stack]
    return sorted(orphans, key=lambda item: item.number)


def _apply(record: Json, stack: Sequence[Correction]) -> None:
    for correction in stack:
        if correction.change == "verify":
            record.update(facts_of(correction.seen))
        elif correction.change == "set":
            record.update(copy.deepcopy(correction.values))
    record["review"] = _review_state(stack).value


def facts_of(record: Json) -> Json:
    """The record's own facts, without bookkeeping and links to other records."""
    return {key: copy.deepcopy(value) for key, value in record.items() if key not in BOOKKEEPING | _LINKS}


def _review_state(stack: Sequence[Correction]) -> ReviewState:
    """The last word decides between refused and accepted; a record once changed stays `corrected`."""
    if stack[-1].change == "reject":
        return ReviewState.REJECTED
    changed = any(correction.change == "set" for correction in stack)
    return ReviewState.CORRECTED if changed else ReviewState.VERIFIED
