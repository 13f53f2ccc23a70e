"""Whom "il" and "elle" stand for: the person named before, by gender where a title, a role or a first name tells it.

Takes:   "Mme Aubry a vu le notaire. Elle l'appellera lundi." → Mme Aubry · "Jo est d'accord : il fera l'affiche." → Jo
Refuses: "La mairie a répondu. Elle enverra un plan." (nobody named) · "M. Petit … Elle rappellera" (the other gender) ·
         a person named above the heading
"""

import re
from collections.abc import Iterator

from extractors.actions.owners import Roster
from extractors.actions.persons import Gender, gender_of, is_person
from extractors.grammar.agents import owner_range
from extractors.grammar.names import find_names
from extractors.lexicons import load_lexicon
from extractors.reading import Passage
from models.folding import fold
from models.outline import Block, BlockKind

REACH = 2
"""Blocks back in which the person may be named."""
LEAD = 30
"""Characters from the start of a sentence within which its subject stands ("Pour le traiteur, Mme Aubry a …")."""
_GENDERS = {"il": Gender.MASCULINE, "ils": None, "elle": Gender.FEMININE, "elles": None}
_CAPITAL_RE = re.compile(r"(?<![\w'.-])[A-ZÀ-Ý][\w'.-]*(?<![.])")
_ROLE_RE = re.compile(r"\b(?:le|la)\s+", re.IGNORECASE)
# A body or a thing named as the subject of the sentence before takes the pronoun: "La mairie a répondu. Elle …"
_BODY_SUBJECT_RE = re.compile(r"^\W*(?:la|le|l'|cette|ce|une|un)\s?")


def antecedent(passage: Passage, end: int, pronoun: str, roster: Roster) -> tuple[Passage, ...]:
    """The person for whom the pronoun before `end` of the passage stands; empty if nobody fits."""
    if pronoun not in ("il", "elle"):
        return ()
    wanted = _GENDERS[pronoun]
    for before in _texts_before(passage, end):
        fitting = [
            owner for owner in _persons(before.cased, roster) if gender_of(before.cased, owner) in (wanted, None)
        ]
        if fitting:
            first = fitting[0]
            return (before.part(*(first if first[0] <= LEAD else fitting[-1])),)
        if _is_other_subject(before, wanted):
            return ()
    return ()


def _texts_before(passage: Passage, end: int) -> Iterator[Passage]:
    """What stands before the pronoun, nearest first: its own sentence, those before it, blocks above."""
    reading, block = passage.reading, passage.block
    own = passage.part(0, end)
    cut = re.search(r"\b(?:il|elle)\b[^;:.]*$", own.folded)
    stop = passage.start + (cut.start() if cut else end)
    for sentence in reversed(reading.sentences(block)):
        if sentence.start < stop:
            yield sentence.part(0, min(stop, sentence.end) - sentence.start)
    for above in _blocks_above(passage):
        yield from reversed(reading.sentences(above))


def _blocks_above(passage: Passage) -> Iterator[Block]:
    blocks = passage.reading.blocks
    for index in range(passage.block.index - 1, max(-1, passage.block.index - 1 - REACH), -1):
        if blocks[index].kind in (BlockKind.HEADING, BlockKind.ROW):
            return
        yield blocks[index]


def _is_other_subject(sentence: Passage, wanted: Gender | None) -> bool:
    """True where the sentence's own subject is a body of the pronoun's gender: "La commune a écrit."."""
    lead = _BODY_SUBJECT_RE.match(sentence.folded)
    if lead is None or (wanted is Gender.FEMININE) != ("la" in lead.group() or "cette" in lead.group()):
        return False
    cue = load_lexicon("agents")["group"].search(sentence.folded[lead.end() :])
    return cue is not None and cue.start <= 1


def _persons(text: str, roster: Roster) -> list[tuple[int, int]]:
    """Ranges of the persons named in a text, in order: names, words of the list of attendees, roles."""
    found = [(name.start, name.end) for name in find_names(text)]
    for match in _CAPITAL_RE.finditer(text):
        if not _covered(match.span(), found) and is_person(text, match.span(), roster):
            found.append(match.span())
    for match in _ROLE_RE.finditer(text):
        cue = load_lexicon("agents")["person"].search(fold(text[match.end() :]))
        if cue and cue.start == 0 and (owner := owner_range(text, match.end(), match.end() + cue.end)):
            found.append(owner)
    return sorted(found)


def _covered(span: tuple[int, int], found: list[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in found)
