"""Title: what the document calls the meeting.

Takes:   "COMPTE RENDU DE LA RÉUNION DU BUREAU DU 4 MAI" · "Compte rendu" above "Réunion d'experts n° 2" (the second) ·
         "Conseil d'administration du 7 juin 2022" · "AG 2021"
Refuses: a letterhead ("Mairie de Valbrune") · an address · "Ordre du jour" · a sentence
"""

import re
from dataclasses import replace

from extractors.grammar.heads import head_blocks, running_heads
from extractors.grammar.times import find_times
from extractors.lexicons import load_lexicon
from extractors.reading import Passage, Reading
from models.folding import tidy
from models.outline import BlockKind, SectionRole
from models.records import Meeting

_MINUTES_TYPES = ("proces_verbal", "compte_rendu", "releve_de_decisions", "notes")
_LABEL_RE = re.compile(r"^\s*(?:objet|titre|intitule|type de reunion|nom de la reunion)\s*:\s*")
_NO_TITLE_RE = re.compile(
    r"^(?:debut|fin|ouverture|ordre du jour|lieu|date|presents?|excuses?|absents?|membres"
    r"|participants?|duree|etaient)\b"
    r"|\bpresents?\s*:|\bapprobation\b"
)
# "Compte rendu du 3 mars 2023" is a title by itself; "Approbation du compte rendu du 3 mars" is none.
_DATED_TYPE_RE = re.compile(
    r"[\W_]*(?:compte[- ]rendu|proces[- ]verbal|releve de (?:decisions|conclusions)|pv|cr)\s+du\s+(?:\w+\s+)?\d"
)
_OF_SITE_RE = re.compile(r"\b(?:de |reunion de )?chantier\b.{0,12}\bn[°o]? ?\d+|\bn[°o]? ?\d+ (?:de|-) chantier")
"""Site meetings are counted: "Compte rendu de chantier n° 14"."""
MAX_LENGTH = 170
THRESHOLD = 2.5
RUNNING_PLACE = 5
"""A running header counts as the sixth passage, wherever the head ends."""


def find_title(reading: Reading, meeting: Meeting) -> Meeting:
    """The meeting with its title: the best line of the head, else the title that the format declares.

    A declared title (front matter, file properties) stands on no page, so it comes without evidence.
    """
    scored = [(_score(reading, passage, i), -i, passage) for i, passage in enumerate(_passages(reading))]
    good = [item for item in scored if item[0] >= THRESHOLD]
    if good:
        passage = max(good, key=lambda item: (item[0], item[1]))[2]
        evidence = passage.evidence("title", "meeting.title")
        return replace(meeting, title=passage.text, evidence=(*meeting.evidence, evidence))
    declared = reading.document.title
    return replace(meeting, title=tidy(declared)) if declared else meeting


# "COPIL n° 4 - mardi 8 février 2023 - 14h00 - base vie": from the clock time on, it says when and where.
_WHEN_RE = re.compile(r"\s*(?:[-–—,;:(|/·]|\ba\b|\bde\b|\bdes\b|\bvers\b)\s*$")


def shorten_title(reading: Reading, meeting: Meeting) -> Meeting:
    """The meeting with its title up to the clock time, after which only time and place stand."""
    if meeting.title is None:
        return meeting
    passage = next((p for p in _passages(reading) if p.text == meeting.title), None)
    times = find_times(passage.cased) if passage is not None else ()
    if passage is None or not times or times[0].start < LEAST_TITLE:
        return meeting
    before = passage.folded[: times[0].start]
    mark = _WHEN_RE.search(before)
    short = passage.part(0, len(_WHEN_RE.sub("", before[: mark.start()]).rstrip()) if mark else len(before.rstrip()))
    if not short.spans:
        return meeting
    kept = tuple(evidence for evidence in meeting.evidence if evidence.field != "title")
    return replace(meeting, title=short.text, evidence=(short.evidence("title", "meeting.title"), *kept))


LEAST_TITLE = 12
"""Characters: a shorter title keeps its time."""


def _passages(reading: Reading) -> list[Passage]:
    """The passages of the head, cell by cell in tables, a label before them ("Objet :") left out."""
    passages = []
    for block in (*head_blocks(reading), *running_heads(reading)):
        cells = reading.row_cells(block) if block.kind is BlockKind.ROW else (reading.block(block),)
        for passage in cells:
            label = _LABEL_RE.match(passage.folded)
            bare = passage.part(label.end(), len(passage.cased)) if label else passage
            if 2 < len(bare.cased.strip()) <= MAX_LENGTH and bare.spans:
                passages.append(bare)
    return passages


def _score(reading: Reading, passage: Passage, position: int) -> float:
    """How much a passage of the head looks like the meeting's title: type, a meeting's name, place and shape."""
    kinds, sections = load_lexicon("kinds"), load_lexicon("sections")
    folded = passage.folded
    formal = any(entry.matches(folded) for entry in sections.entries.values())
    if formal or _is_sentence(passage) or _NO_TITLE_RE.search(folded.strip(" *:-")):
        return 0
    names_type = any(kinds[name].search(folded) for name in _MINUTES_TYPES)
    names_meeting = kinds["meeting_words"].search(folded) is not None
    score = 1.5 * names_type + 3.0 * names_meeting
    if passage.block.kind is BlockKind.HEADING or position == 0:
        score += 1
    if (names_meeting or names_type) and any(char.isdigit() for char in folded):
        score += 0.5
    if names_type and _OF_SITE_RE.search(folded):
        score += 3
    if not names_meeting and _DATED_TYPE_RE.match(folded):
        score += 1
    section = reading.outline.section_of(passage.block)
    if section and section.role not in (None, SectionRole.DECISIONS):
        score -= 3
    position = RUNNING_PLACE if passage.block.index < 0 else position
    return score - 0.15 * position - (1.5 if ":" in folded[:-1] and not names_type else 0)


def _is_sentence(passage: Passage) -> bool:
    return passage.cased.rstrip().endswith((".", ";", ",")) and len(passage.cased) > 90
