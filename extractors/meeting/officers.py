"""Chair and secretary of the meeting.

Signals in order of authority: a label ("Secrétaire de séance : …", "sous la présidence de …"); a designation ("Mme
Aubry est désignée secrétaire de séance"); the one who opens the meeting ("M. Bost ouvre la séance").
Never: takes the president of the association for the chair because of the title alone.
"""

import re
from dataclasses import replace

from extractors.grammar.officers import name_after, name_before
from extractors.lexicons import load_lexicon
from extractors.reading import Passage, Reading
from models.outline import SectionRole
from models.records import Meeting

_PRESIDES_RE = re.compile(
    r"\b(?:ouvre|a ouvert|preside|a preside) (?:la (?:seance|reunion|rencontre)|l'assemblee)"
    r"|\b(?:declare|a declare) (?:la seance|la reunion|l'assemblee) ouverte"
    r"|\b(?:anime|a anime|animait) (?:la (?:seance|reunion|rencontre)\b|les debats|comme)"
)
_WRITES_RE = re.compile(
    r"\b(?:prend|a pris|prenait) (?:ces|les|des) notes\b|\bredige (?:ce|le) compte[- ]rendu\b|\btient la plume\b"
)
_OFFICE_RE = re.compile(r"^\s*(?:(?P<chair>president(?:e|\(e\)|\.e)?)|(?P<secretary>secretaire))\s*(?P<colon>:)\s*")
_BUREAU_RE = re.compile(r"\bbureau (?:de (?:la )?(?:seance|reunion)|de l'assemblee)|\bcomposition du bureau")
BUREAU_REACH = 4
"""Blocks below "Bureau de séance" that name its members."""


def find_officers(reading: Reading, meeting: Meeting) -> Meeting:
    """The meeting with chair and secretary, as named in the document."""
    passages = tuple(reading.all_sentences())
    offices = _offices(reading)
    for field in ("secretary", "chair"):
        found = (
            _labelled(passages, f"{field}_label", f"meeting.{field}")
            or offices.get(field)
            or _acting(passages, _WRITES_RE if field == "secretary" else _PRESIDES_RE, f"meeting.{field}.acts")
        )
        if found:
            part, rule = found
            evidence = (*meeting.evidence, part.evidence(field, rule))
            meeting = replace(meeting, evidence=evidence, **{field: part.text})  # type: ignore[arg-type]  # a name
    return meeting


def _offices(reading: Reading) -> dict[str, tuple[Passage, str]]:
    """ "Président : …", "Secrétaire : …" in the list of people or under "Bureau de séance"."""
    offices: dict[str, tuple[Passage, str]] = {}
    for block in reading.blocks:
        section = reading.outline.section_of(block)
        near = reading.blocks[max(0, block.index - BUREAU_REACH) : block.index]
        listed = section is not None and section.role is SectionRole.ATTENDANCE
        if not listed and not any(_BUREAU_RE.search(reading.block(other).folded) for other in near):
            continue
        passage = reading.block(block)
        match = _OFFICE_RE.match(passage.folded)
        colon = match.end("colon") - 1 if match else 0
        found = name_after(passage.cased[colon:]) if match else None
        if match and found:
            part = passage.part(colon + found[0], colon + found[1])
            office = "chair" if match["chair"] else "secretary"
            offices.setdefault(office, (part, f"meeting.{office}.office"))
    return offices


def _acting(passages: tuple[Passage, ...], verbs: re.Pattern[str], rule: str) -> tuple[Passage, str] | None:
    """The name right before a verb of presiding or writing."""
    for passage in passages:
        match = verbs.search(passage.folded)
        if match and (found := name_before(passage.cased[: match.start()])):
            return passage.part(*found), rule
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
