"""Chair and secretary of the meeting.

Signals in order of authority: a label ("Secrétaire de séance : …", "sous la présidence de …"); a designation ("Mme
Aubry est désignée secrétaire de séance"); "Président : …" and "Secrétaire : …" in
the head; the one who opens the meeting ("M. Bost ouvre la séance").
Never: takes the president of the association for the chair because of the title alone.
"""

import re
from dataclasses import replace

from extractors.grammar.names import Strength, find_names, leading_name
from extractors.grammar.officers import name_after, name_before
from extractors.lexicons import load_lexicon
from extractors.reading import Passage, Reading
from models.folding import fold, straight
from models.outline import SectionRole
from models.records import Meeting

_PRESIDES_RE = re.compile(
    r"\b(?:ouvre|a ouvert|preside|a preside) (?:la (?:seance|reunion|rencontre)|l'assemblee)"
    r"|\b(?:declare|a declare) (?:la seance|la reunion|l'assemblee) ouverte"
    r"|\b(?:anime|a anime|animait) (?:la (?:seance|reunion|rencontre)\b|les debats|comme)"
    r"|\b(?:assure|assurait|a assure|prend|exerce) la presidence\b|\b(?:dirige|conduit|mene) (?:la seance|les debats)"
)
_WELCOMES_RE = re.compile(
    r"\b(?:souhaite|a souhaite) (?:aussi )?la bienvenue|\b(?:accueille|remercie) les (?:participant|present|membre)"
)
"""Whoever holds the chair welcomes the others; only after a name with that office."""
_CHAIRS_BEFORE_RE = re.compile(r",\s*(?:presidente?|maire|bourgmestre|syndique?)(?: (?:du|de) [^,]{3,40})?\s*,\s*$")
_WRITES_RE = re.compile(
    r"\b(?:prend|a pris|prenait) (?:ces|les|des) notes\b|\bredige (?:ce|le) compte[- ]rendu\b"
    r"|\b(?:tient|tenait) la plume"
    r"|\b(?:remplit|exerce|assure|assume|fait) (?:les fonctions|la fonction|fonction|office|le role) de secretaire"
    r"\b(?! gen)"
    r"|\bqui (?:ecrit|redige|prend les notes|agit (?:aussi |egalement )?comme (?:greffi\w+-)?secretaire)\b"
    r"|\bassure le secretariat\b(?! de la )|\b(?:est|etait) (?:au clavier|a la plume|scribe)\b"
)
_OFFICE_RE = re.compile(r"^\s*(?:(?P<chair>president(?:e|\(e\)|\.e)?)|(?P<secretary>secretaire))\s*(?P<colon>:)\s*")
_BUREAU_RE = re.compile(
    r"\bbureau (?:de (?:la )?(?:seance|reunion)|de l'assemblee)|\bcomposition du bureau"
    r"|\b(?:election|designation|constitution) (?:du|des|de la) (?:bureau|scrutat\w+|secretaire|president\w*)\b"
)
_LABEL_RE = re.compile(
    r"(?<![\w-])(?:(?P<chair>president(?:e|\(e\)|\.e)?)|(?P<secretary>secretaire)|(?P<other>tresori\w+))\s*:\s*"
)
"""Labels of offices anywhere in a block: "Président : M. Bost. Secrétaire : Mme Aubry". Folded text."""
_PRESENT_RE = re.compile(r"\b(?:presents?|presentes?|participants?|etaient la)\b[^:;.]{0,40}:")
# Takes the end of "assistée de M. Bost, secrétaire"; refuses "assistée de M. Bost, trésorier". Folded text.
_ASSISTED_RE = re.compile(
    r"\bassiste(?:e|s|es)? (?:de|par) (?P<name>[^,;:()]{3,50}?)\s*,\s*(?:le |la )?secretaire\b(?! gene)"
)
# Takes a signature: "Le secrétaire, M. Bost"; refuses "Le secrétaire, M. Bost, lit le rapport". Folded text.
_SIGNED_RE = re.compile(r"\s*l[ae] secretaire(?: de seance)?\s*[,:]?\s+(?P<name>[^,;:()]{3,50}?)[\s.]*$")
_ELECTION_RE = re.compile(
    r"\b(?:election|designation|nomination) (?:du |de la |d'un |d'une )?president(?:e|\(e\))?(?: de (?:la )?seance)?"
)
_IS_ELECTED_RE = re.compile(r"\b(?:est|a ete) (?:elue?|designee?|nommee?)\b(?: presidente?)?")
_OFFICES_RE = re.compile(
    r"\b(?:l[ae]|l') ?(?P<office>president(?:e)?(?: de seance)?|secretaire(?: de seance)?(?! gen| de mairie| adj)"
    r"|scrutat(?:eur|rice)|tresori\w+|maire"
    r"|bourgmestre|direct(?:eur|rice)(?: general\w*)?)\b"
)
"""Offices above or beside signatures. Folded text."""
EARLY = 12
"""Sentences from the start in which the chair welcomes."""
HEAD_BLOCKS = 15
"""Offices are labelled in the first blocks."""
END_BLOCKS = 6
"""Signatures stand in the last blocks."""
BUREAU_REACH = 4
"""Blocks below "Bureau de séance" that name its members."""


def find_officers(reading: Reading, meeting: Meeting) -> Meeting:
    """The meeting with chair and secretary, as named in the document."""
    passages = tuple(reading.all_sentences())
    offices, labels = _offices(reading), _labels(reading)
    for field in ("secretary", "chair"):
        found = (
            _labelled(passages, f"{field}_label", f"meeting.{field}")
            or _in_bureau(reading, field)
            or offices.get(field)
            or labels.get(field)
            or _acting(passages, _WRITES_RE if field == "secretary" else _PRESIDES_RE, f"meeting.{field}.acts")
            or (_secretary_aside(reading) if field == "secretary" else _elected(reading) or _welcoming(passages))
            or _signed(reading, field)
        )
        if found:
            part, rule = found
            evidence = (*meeting.evidence, part.evidence(field, rule))
            meeting = replace(meeting, evidence=evidence, **{field: straight(part.text)})  # type: ignore[arg-type]  # a name
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


def _labels(reading: Reading) -> dict[str, tuple[Passage, str]]:
    """ "Président : M. Bost. Secrétaire : Mme Aubry" in the head: both on one line, or beside the list of people.

    With a treasurer beside them they are the officers of the association, not of the meeting.
    """
    found: dict[str, tuple[Passage, str]] = {}
    for block in reading.blocks[:HEAD_BLOCKS]:
        passage = reading.block(block)
        labels = [match for match in _LABEL_RE.finditer(passage.folded) if _opens_label(passage.cased, match.start())]
        offices = {match.lastgroup for match in labels}
        is_pair = {"chair", "secretary"} <= offices
        near = [reading.block(other).folded for other in reading.blocks[max(0, block.index - 3) : block.index + 1]]
        if "other" in offices or not (
            is_pair or any(_PRESENT_RE.search(text) or _BUREAU_RE.search(text) for text in near)
        ):
            continue
        for match in labels:
            name = name_after(passage.cased[match.end() :])
            if name and match.lastgroup:
                part = passage.part(match.end() + name[0], match.end() + name[1])
                found.setdefault(match.lastgroup, (part, f"meeting.{match.lastgroup}.office"))
    return found


def _opens_label(cased: str, start: int) -> bool:
    """A capital, and no article before it: "Le président : bonjour" is a reply."""
    return cased[start].isupper() and not re.search(
        r"(?:\b(?:[Ll][ae]|[Dd]u|[Mm]onsieur|[Mm]adame|M\.|Mme)|[-'])\s*$", cased[:start]
    )


def _secretary_aside(reading: Reading) -> tuple[Passage, str] | None:
    """The secretary named beside the chair ("assistée de M. Bost, secrétaire"), or who signs as such."""
    for passage in reading.all_sentences():
        if (match := _ASSISTED_RE.search(passage.folded)) and (part := _whole_name(passage, match)) is not None:
            return part, "meeting.secretary.assists"
    for block in reading.blocks[-END_BLOCKS:]:
        passage = reading.block(block)
        if (match := _SIGNED_RE.match(passage.folded)) and (part := _whole_name(passage, match)) is not None:
            return part, "meeting.secretary.signs"
    return None


def _whole_name(passage: Passage, match: re.Match[str]) -> Passage | None:
    """The words matched, where they are one name and nothing else."""
    start, end = match.span("name")
    name = leading_name(passage.cased[start:end])
    if name is None or name.strength is Strength.LONE or start + name.end < end:
        return None
    return passage.part(start + name.start, end)


_FUTURE_RE = re.compile(r"\b(?:sera|seront|etre|soit|serait)\s*$")
"""Before "rédigé par", "présidé par": another paper, another meeting."""


def _acting(passages: tuple[Passage, ...], verbs: re.Pattern[str], rule: str) -> tuple[Passage, str] | None:
    """The name right before a verb of presiding or writing."""
    for passage in passages:
        match = verbs.search(passage.folded)
        if match and (found := name_before(passage.cased[: match.start()])):
            return passage.part(*found), rule
    return None


def _in_bureau(reading: Reading, field: str) -> tuple[Passage, str] | None:
    """ "Bureau de séance : présidente Mme Roux, scrutateurs …, secrétaire M. Petit": each after the function's name."""
    office = re.compile(r"\bpresident(?:e|\(e\))?\b" if field == "chair" else r"\bsecretaire\b(?! gen)")
    for passage in reading.all_sentences():
        label = _BUREAU_LINE_RE.search(passage.folded)
        match = office.search(passage.folded, label.end()) if label else None
        found = name_after(passage.cased[match.end() :]) if match else None
        if match and found and found[0] <= REACH:
            return passage.part(match.end() + found[0], match.end() + found[1]), f"meeting.{field}.bureau"
    return None


REACH = 20
"""Characters between a function and its name ("présidente de séance : Mme Roux")."""
_BUREAU_LINE_RE = re.compile(
    r"\bbureau(?: de (?:la )?(?:seance|reunion)| de l'assemblee)?"
    r"(?: (?:est|a ete) (?:ainsi )?(?:constitue|compose))?\s*(?:de\s*)?:"
)


def _welcoming(passages: tuple[Passage, ...]) -> tuple[Passage, str] | None:
    """ "Mme Anne Roux, présidente, souhaite la bienvenue": who holds the chair and speaks first."""
    for passage in passages[:EARLY]:
        match = _WELCOMES_RE.search(passage.folded)
        office = _CHAIRS_BEFORE_RE.search(passage.folded[: match.start()]) if match else None
        if office and (found := name_before(passage.cased[: office.start()])):
            return passage.part(*found), "meeting.chair.acts"
    return None


def _elected(reading: Reading) -> tuple[Passage, str] | None:
    """Under "Élection du président de séance": "Est élue Mme Roux", "M. Petit est élu"."""
    for block in reading.blocks:
        section = reading.outline.section_of(block)
        heading = reading.block(section.heading).folded if section and section.heading else ""
        if not _ELECTION_RE.search(heading) or section is None or block is section.heading:
            continue
        for passage in reading.sentences(block):
            match = _IS_ELECTED_RE.search(passage.folded)
            found = name_after(passage.cased[match.end() :]) if match else None
            if match and found:
                return passage.part(match.end() + found[0], match.end() + found[1]), "meeting.chair.elected"
            if match and (before := name_before(passage.cased[: match.start()])):
                return passage.part(*before), "meeting.chair.elected"
    return None


def _signed(reading: Reading, field: str) -> tuple[Passage, str] | None:
    """Signatures side by side: "Le président   Le secrétaire" above "P. ROUX   A. PETIT", each below its office."""
    text = " ".join(reading.block(block).cased for block in reading.blocks[-END_BLOCKS:])
    if not _OFFICES_RE.search(fold(text)):
        return None
    tail = [reading.block(block) for block in reading.blocks[-END_BLOCKS:]]
    for index, passage in enumerate(tail):
        offices = list(_OFFICES_RE.finditer(passage.folded))
        if not offices:
            continue
        for below in (passage.part(offices[-1].end(), len(passage.cased)), *tail[index + 1 : index + 2]):
            names = _names_only(below)
            if len(names) == len(offices):
                kinds = ["secretary" if "secretaire" in office["office"] else "chair" for office in offices]
                place = kinds.index(field) if kinds.count(field) == 1 else -1
                is_chair = field == "secretary" or offices[place]["office"].startswith("president")
                return (names[place], f"meeting.{field}.signs") if place >= 0 and is_chair else None
    return None


def _names_only(passage: Passage) -> list[Passage]:
    """The names of a line that holds nothing else."""
    names = find_names(passage.cased)
    rest = passage.cased
    for name in reversed(names):
        rest = rest[: name.first] + rest[name.end :]
    is_pure = not any(char.isalpha() for char in rest)
    return [passage.part(name.start, name.end) for name in names] if is_pure else []


def _labelled(passages: tuple[Passage, ...], entry: str, rule: str) -> tuple[Passage, str] | None:
    """The name after the label, or before it where a verb designates the person."""
    lexicon = load_lexicon("meeting")
    for passage in passages:
        for cue in lexicon[entry].find(passage.folded):
            before = passage.cased[: cue.start]
            if _FUTURE_RE.search(passage.folded[: cue.start]):
                continue
            designated = lexicon["designated"].find(passage.folded[: cue.start])
            if designated and (found := name_before(before[: designated[-1].start])):
                return passage.part(*found), f"{rule}.designated"
            found = name_after(passage.cased[cue.end :])
            if found:
                return passage.part(cue.end + found[0], cue.end + found[1]), f"{rule}.label"
    return None
