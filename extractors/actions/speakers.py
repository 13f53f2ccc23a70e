"""Who speaks where the minutes say "je", and which blocks only list who was there.

Takes:   "Lise : je relance le traiteur" · "« Je ferai l'affiche », ajoute Jo" · "je m'en occupe" in notes that Jo signs
Refuses: a name before a colon that is nobody's ("Budget : je …") · minutes without a writer's name
"""

import re
from collections import Counter
from collections.abc import Iterator

from extractors.actions.owners import Roster, speaker_after
from extractors.grammar.agents import is_agent
from extractors.grammar.name_words import is_given_name
from extractors.grammar.names import find_names
from extractors.reading import Passage, Reading
from models.folding import fold
from models.outline import Block, BlockKind
from models.records import Minutes

_SPEAKER_RE = re.compile(r"\W*(?P<name>[A-ZÀ-Ý][\w'-]+(?:\s[A-ZÀ-Ý][\w'.-]*){0,2})\s*:\s")
SPEAKER_REACH = 3
"""Paragraphs back to the speaker's name."""
LEAST_OPENED = 2
"""Paragraphs that an unknown name opens before it is a speaker."""
SIGNATURE_BLOCKS = 3
"""Blocks at the end within which the writer signs with a name alone."""
_SIGNATURE_RE = re.compile(r"\W*(?P<name>[A-ZÀ-Ý][\w.'-]+(?:\s[A-ZÀ-Ý][\w.'-]*){0,2})\W*")
_LISTS = ("attendance.list", "attendance.table", "attendance.roster", "attendance.prose", "attendance.proxy")
LEAST_LISTED = 2
"""People whom a block has to list so as to be a list of those present."""


def speaker_of(passage: Passage, minutes: Minutes, roster: Roster) -> tuple[Passage, ...]:
    """The person who says "je": named after the quote, before a colon, or the writer of the notes."""
    reading, block = passage.reading, passage.block
    own = reading.block(block)
    said = own.part(max(0, passage.start - own.start), len(own.cased))
    if after := speaker_after(said):
        return tuple(said.part(*owner) for owner in after)
    for candidate in reversed(reading.blocks[max(0, block.index - SPEAKER_REACH) : block.index + 1]):
        whole = reading.block(candidate)
        match = _SPEAKER_RE.match(whole.cased)
        if match and _is_speaker(reading, match["name"], roster):
            return (whole.part(match.start("name"), match.end("name")),)
    writer = _writer(reading, minutes)
    return (writer,) if writer else ()


def _is_speaker(reading: Reading, name: str, roster: Roster) -> bool:
    """A person, or whoever opens two paragraphs or more: "BOST : …"."""
    if roster.is_person(name) or _is_persons(name):
        return True
    opened = sum(reading.block(block).cased.startswith((f"{name} :", f"{name}:")) for block in reading.blocks)
    return opened >= LEAST_OPENED and is_agent(name)


def _writer(reading: Reading, minutes: Minutes) -> Passage | None:
    """Who signs at the end, or else the secretary where the head names one."""
    for block in reversed(reading.blocks[-SIGNATURE_BLOCKS:]):
        whole = reading.block(block)
        match = _SIGNATURE_RE.fullmatch(whole.cased)
        if match and block.kind is BlockKind.PARAGRAPH and _is_persons(match["name"]):
            return whole.part(match.start("name"), match.end("name"))
    secretary = minutes.meeting.secretary
    return _place_of(reading, secretary) if secretary else None


def _is_persons(name: str) -> bool:
    return bool(find_names(name)) or is_given_name(name.split()[0])


def _place_of(reading: Reading, name: str) -> Passage | None:
    """Where the name first stands in the text."""
    folded = fold(name)
    for block in reading.blocks:
        whole = reading.block(block)
        at = whole.folded.find(folded)
        if at >= 0 and len(folded) == len(name):
            return whole.part(at, at + len(folded))
    return None


def attendance_blocks(reading: Reading, minutes: Minutes) -> frozenset[int]:
    """Indexes of the blocks that prove the presence of two people or more."""
    proven = Counter(index for start in _starts(minutes) if (index := _block_at(reading.blocks, start)) is not None)
    return frozenset(index for index, count in proven.items() if count >= LEAST_LISTED)


def _starts(minutes: Minutes) -> Iterator[int]:
    for attendance in minutes.attendance:
        yield from (e.spans[0].start for e in attendance.evidence[:1] if e.rule.startswith(_LISTS))


def _block_at(blocks: tuple[Block, ...], start: int) -> int | None:
    for block in blocks:
        if any(line.span.start <= start < line.span.end for line in block.lines):
            return block.index
    return None
