"""Late arrivals and early departures: "Arrivée de Mme Aubry à 19h15", "M. Bost quitte la séance à 20h30".

A cue belongs to its own persons: the one before the bracket it stands in, the ones after "arrivée de", else the ones
that end right before it ("Mme Aubry et M. Bost quittent la séance").
Never: takes a date, or the end of the meeting for all ("la séance est levée à 21h"), for a departure; gives one
person's time to the others of the sentence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.attendance.drafts import Draft
from extractors.attendance.mentions import bearer, names_in
from extractors.attendance.strips import statements
from extractors.lexicons import load_lexicon
from extractors.reading import Passage, Reading

_WHEN_RE = re.compile(
    r"\b\d{1,2}\s?(?:h|heures?)(?:\s?\d{2})?\b"
    r"|\b(?:avant |apres |au |lors du |a partir du )?point (?:n° ?)?\d+(?:\.\d+)?"
)
_OF_RE = re.compile(r"\s*(?:tardive|anticipee?)?\s*(?:a \S+\s)?(?:de|d'|du|des)\b")
# Between two names that share a verb: ", ", " et ", a title; nothing that another verb could hide in.
_JOINED_RE = re.compile(r"\s*(?:,|et|ainsi que|puis)?\s*(?:et\s+)?(?:m\.|mme|mm\.|mmes|monsieur|madame)?\s*")
_GAP_RE = re.compile(r"(?:\s*\([^()]*\))?(?:\s*,[^,;.]{2,50},?)?\s*(?:est|sont|a|ont|se|s'est)?\s*")
"""A function in brackets or commas, and an auxiliary, between a name and its verb."""
MAX_LENGTH = 400


@dataclass(frozen=True, slots=True)
class _Movement:
    """Who came or left, and the words that say when."""

    field: str
    names: tuple[Passage, ...]
    when: Passage


def apply_movements(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with the times at which sentences say that persons came or went."""
    result = list(drafts)
    for sentence in statements(reading) if drafts else ():
        for movement in _movements(sentence, result):
            for name in movement.names:
                _note(result, name, movement)
    return result


def _movements(sentence: Passage, drafts: Sequence[Draft]) -> Iterator[_Movement]:
    if len(sentence.cased) > MAX_LENGTH or not _WHEN_RE.search(sentence.folded):
        return
    lexicon = load_lexicon("attendance")
    names = [(name.start - sentence.start, name.end - sentence.start, name) for name in names_in(sentence, drafts)]
    for field, entry in (("arrived", "arrival"), ("left", "departure")):
        for cue in lexicon[entry].find(sentence.folded):
            low, high = _bounds(sentence.folded, cue.start, cue.end)
            when = _WHEN_RE.search(sentence.folded, cue.end, high)
            if when:
                owners = _owners(sentence.folded, names, cue.start, cue.end, low)
                yield _Movement(field, owners, sentence.part(when.start(), when.end()))


def _bounds(folded: str, start: int, end: int) -> tuple[int, int]:
    """Where the bracket around [start, end) opens, -1 outside brackets; and where the cue's words end."""
    opened = folded.rfind("(", 0, start)
    if opened > folded.rfind(")", 0, start):
        closed = folded.find(")", end)
        return opened, closed if closed >= 0 else len(folded)
    stop = re.search(r"[;()]|\.\s", folded[end:])
    return -1, end + stop.start() if stop else len(folded)


def _owners(
    folded: str, names: Sequence[tuple[int, int, Passage]], start: int, end: int, opened: int
) -> tuple[Passage, ...]:
    if opened >= 0:
        before = [name for _, stop, name in names if stop <= opened and not re.search(r"[,;)]", folded[stop:opened])]
        return tuple(before[-1:])
    if _OF_RE.match(folded, end) or folded[start:end].endswith((" de", " d'")):
        return _run([name for name in names if name[0] >= end], folded)
    before_cue = [name for name in names if name[1] <= start]
    if not before_cue or not _GAP_RE.fullmatch(folded[before_cue[-1][1] : start]):
        return ()
    joined = [before_cue[-1]]
    for name in reversed(before_cue[:-1]):
        if not _JOINED_RE.fullmatch(folded[name[1] : joined[0][0]]):
            break
        joined.insert(0, name)
    return tuple(name for _, _, name in joined)


def _run(names: Sequence[tuple[int, int, Passage]], folded: str) -> tuple[Passage, ...]:
    """The first of the names and those joined to it."""
    run = list(names[:1])
    for name in names[1:]:
        if not _JOINED_RE.fullmatch(folded[run[-1][1] : name[0]]):
            break
        run.append(name)
    return tuple(name for _, _, name in run)


def _note(drafts: list[Draft], name: Passage, movement: _Movement) -> None:
    index = bearer(name, drafts)
    if index is None:
        return
    if movement.field == "arrived" and drafts[index].arrived is None:
        drafts[index] = replace(drafts[index], arrived=movement.when)
    elif movement.field == "left" and drafts[index].left is None:
        drafts[index] = replace(drafts[index], left=movement.when)
