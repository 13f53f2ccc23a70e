"""Quorum: members in office, present, represented; whether the quorum was reached (CGCT L2121-17).

Takes:   "Nombre de membres en exercice : 15" · "15 membres en exercice" · "Présents : 12" · "le quorum (8) est atteint"
Refuses: "Présents : Mme Aubry, M. Bost" (people, no number) · "sans quorum, la séance est reportée" gives reached = no
"""

import re
from dataclasses import replace

from extractors.lexicons import load_lexicon
from extractors.reading import Passage, Reading
from models.evidence import Evidence
from models.records import Meeting, Quorum

MAX_PASSAGES = 60
"""Sentences from the start: the numbers stand in the head or in the opening."""

_NUMBER_AFTER_RE = re.compile(r"^\s*(?:est de|sont|etait de|\(\w+\))?\s*[:=.-]?\s*(\d{1,3})\b(?!\s*(?:h|/|euros|€|%))")
_NUMBER_BEFORE_RE = re.compile(r"(\d{1,3})\s*(?:conseillers|membres|elus|delegues)?\s*$")
_REACHED_RE = re.compile(
    r"quorum\s*(?:\([^)]*\))?\s*(?:requis\s*)?(?:est|(?:n')?etant|(?:n')?etait|ayant ete|a ete)?\s*(?:donc\s*|bien\s*)?"
    r"(?P<no>non |pas |n'est pas )?(?:atteint|reuni|constate|verifie)"
)
_REQUIRED_RE = re.compile(r"quorum\s*(?:requis|exige|necessaire)?\s*[:(=]\s*(?:est de\s*)?(\d{1,3})")
_FIELDS = {
    "members_in_office": "members_in_office",
    "members_present": "present",
    "members_represented": "represented",
}


def find_quorum(reading: Reading, meeting: Meeting) -> Meeting:
    """The meeting with the numbers that the document states about its quorum; None if it states none."""
    quorum, evidence = Quorum(), list[Evidence]()
    for position, passage in enumerate(reading.all_sentences()):
        if position >= MAX_PASSAGES:
            break
        quorum = _numbers(passage, quorum, evidence)
        quorum = _reached(passage, quorum, evidence)
    if quorum == Quorum():
        return meeting
    return replace(meeting, quorum=quorum, evidence=(*meeting.evidence, *evidence))


def _numbers(passage: Passage, quorum: Quorum, evidence: list[Evidence]) -> Quorum:
    lexicon = load_lexicon("meeting")
    for entry, field in _FIELDS.items():
        if getattr(quorum, field) is not None:
            continue
        for cue in lexicon[entry].find(passage.folded):
            after = _NUMBER_AFTER_RE.match(passage.folded[cue.end :])
            before = _NUMBER_BEFORE_RE.search(passage.folded[: cue.start])
            if after or (before and entry == "members_in_office"):
                number = int((after or before)[1])  # type: ignore[index]  # one of them is set
                end = cue.end + after.end(1) if after else cue.end
                start = cue.start if after or not before else before.start(1)
                evidence.append(passage.part(start, end).evidence("quorum", f"meeting.quorum.{field}"))
                quorum = replace(quorum, **{field: number})  # type: ignore[arg-type]  # a number's field
                break
    return quorum


def _reached(passage: Passage, quorum: Quorum, evidence: list[Evidence]) -> Quorum:
    if quorum.reached is None and (match := _REACHED_RE.search(passage.folded)):
        negated = bool(match["no"]) or "pas" in passage.folded[match.start() : match.end()]
        evidence.append(passage.part(match.start(), match.end()).evidence("quorum", "meeting.quorum.reached"))
        quorum = replace(quorum, reached=not negated)
    if quorum.required is None and (match := _REQUIRED_RE.search(passage.folded)):
        evidence.append(passage.part(match.start(), match.end()).evidence("quorum", "meeting.quorum.required"))
        quorum = replace(quorum, required=int(match[1]))
    return quorum
