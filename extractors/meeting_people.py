"""Chair and secretary of the meeting.

Signals in order of authority: a label ("Secrétaire de séance : …", "sous la présidence de …"); a designation ("Mme
Aubry est désignée secrétaire de séance"); the one who opens the meeting ("M. Bost ouvre la séance").
Never: takes the president of the association for the chair because of the title alone.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.grammar.officers import name_after, name_before
from extractors.lexicons import load_lexicon
from extractors.reading import Passage, Reading
from models.records import Meeting

_OPENS_RE = re.compile(
    r"\b(?:ouvre|a ouvert|declare ouverte|preside) (?:la (?:seance|reunion)|l'assemblee)|\banime la (?:reunion|seance)"
)


def find_officers(reading: Reading, meeting: Meeting) -> Meeting:
    """The meeting with chair and secretary, as named in the document."""
    passages = tuple(_passages(reading))
    for field, found in (("secretary", _secretary(passages)), ("chair", _chair(passages))):
        if found:
            part, rule = found
            evidence = (*meeting.evidence, part.evidence(field, rule))
            meeting = replace(meeting, evidence=evidence, **{field: part.text})
    return meeting


def _passages(reading: Reading) -> Iterator[Passage]:
    """Sentences, and each table row as one passage (labels stand in one cell, names in the next)."""
    yield from reading.all_sentences()


def _secretary(passages: tuple[Passage, ...]) -> tuple[Passage, str] | None:
    return _labelled(passages, "secretary_label", "meeting.secretary")


def _chair(passages: tuple[Passage, ...]) -> tuple[Passage, str] | None:
    labelled = _labelled(passages, "chair_label", "meeting.chair")
    if labelled:
        return labelled
    for passage in passages:
        match = _OPENS_RE.search(passage.folded)
        if match and (found := name_before(passage.cased[: match.start()])):
            return passage.part(*found), "meeting.chair.opens"
    return None


def _labelled(passages: tuple[Passage, ...], entry: str, rule: str) -> tuple[Passage, str] | None:
    """The name after the label, or before it where a verb designates the person."""
    lexicon = load_lexicon("meeting")
    for passage in passages:
        for cue in lexicon[entry].find(passage.folded):
            before = passage.cased[: cue.start]
            designated = lexicon["designated"].find(passage.folded[: cue.start])
            if designated and (found := name_before(before[: designated[-1].start])):
                return passage.part(*found), f"{rule}.designated"
            found = name_after(passage.cased[cue.end :])
            if found:
                return passage.part(cue.end + found[0], cue.end + found[1]), f"{rule}.label"
    return None
