"""The parts of a sentence that may each hold a charge of their own.

Takes:   "max. 5 vélos → Jo lui écrit" → what stands after the arrow · "le devis est cher ; Lise en demande un autre" →
         two · "Jo appelle le maire, et Lise écrit au diocèse" → two, each with its own subject
Refuses: "Jo appelle le maire, la région et le SIVU" (one subject) · "Léa -> relancer" (the name stays with its task)
"""

import re
from dataclasses import dataclass

from extractors.reading import Passage

_ARROW_SRC = r"(?:->|-->|=>|==>|→|⇒|➔|➜|►|▶)"
_CUT_RE = re.compile(rf"\s*(?:(?P<arrow>{_ARROW_SRC})|;|(?<=[a-zà-ÿ]{{4}})\.(?=\s+[a-zà-ÿ]))\s*")
_LEAD_ARROW_RE = re.compile(rf"\s*{_ARROW_SRC}\s*")
# Before a subject of its own: ", et Lise écrit", ", Mme Aubry relance", " et M. Petit appelle".
_JOINT_RE = re.compile(
    r"(?:,\s+(?:et\s+|puis\s+|mais\s+)?|\s+(?:et|puis)\s+)(?=(?:M\.|Mme|Dr|le|la)?\s?[A-ZÀ-Ý]|elle\s|il\s|je\s|j')"
)
SHORT_LEAD = 40
"""Characters before an arrow that may be the owner of what follows: "Léa -> relancer"."""
LEAST = 8
"""Characters of a part that can hold a charge."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence, and whether an arrow points at it."""

    passage: Passage
    pointed_at: bool = False
    points_on: bool = False
    """An arrow leads on from it: it tells the reason for what follows."""


def clauses_of(passage: Passage) -> tuple[Clause, ...]:
    """The sentence cut at semicolons and arrows, in order; whole where it has none."""
    text = passage.cased
    lead = _LEAD_ARROW_RE.match(text)
    start, pointed = (lead.end(), True) if lead else (0, False)
    found: list[Clause] = []
    depth_free = _outside_brackets(text)
    for cut in _CUT_RE.finditer(text, start):
        if not depth_free[cut.start()] or (cut["arrow"] and _is_owner_lead(text[start : cut.start()])):
            continue
        found.append(Clause(passage.part(start, cut.start()), pointed, cut["arrow"] is not None))
        start, pointed = cut.end(), cut["arrow"] is not None
    found.append(Clause(passage.part(start, len(text)), pointed))
    return tuple(clause for clause in found if len(clause.passage.cased.strip()) >= LEAST)


def joint_clauses(clause: Clause) -> list[Passage]:
    """A clause cut before further subjects: each piece begins with one. A name alone goes with its neighbour."""
    text = clause.passage.cased
    starts = [0]
    for joint in _JOINT_RE.finditer(text):
        alone = _is_owner_lead(text[starts[-1] : joint.start()])
        if joint.start() < LEAST or (alone and joint.group().strip() in ("et", "puis")):
            continue
        if alone and len(starts) > 1:
            starts.pop()
        starts.append(joint.end())
    return [clause.passage.part(start, stop) for start, stop in zip(starts, [*starts[1:], len(text)], strict=True)]


def _is_owner_lead(lead: str) -> bool:
    """A few capitalised words: "Léa", "Nautiq (FG)", "Léa + Jo"."""
    words = re.findall(r"[\w.'-]+", lead)
    return 0 < len(lead) <= SHORT_LEAD and bool(words) and all(word[0].isupper() or len(word) <= 3 for word in words)


def _outside_brackets(text: str) -> list[bool]:
    depth, outside = 0, []
    for character in text:
        depth += character == "("
        depth -= character == ")" and depth > 0
        outside.append(depth == 0)
    return [*outside, True]
