"""Title: what the document calls the meeting.

Takes:   "COMPTE RENDU DE LA RÉUNION DU BUREAU DU 4 MAI" · "Compte rendu" above "Réunion d'experts n° 2" (the second) ·
         "Conseil d'administration du 7 juin 2022" · "AG 2021"
Refuses: a letterhead ("Mairie de Valbrune") · an address · "Ordre du jour" · a sentence
"""

from dataclasses import replace

from extractors.grammar.heads import head_blocks
from extractors.lexicons import load_lexicon
from extractors.reading import Passage, Reading
from models.outline import BlockKind, SectionRole
from models.records import Meeting

_MINUTES_TYPES = ("proces_verbal", "compte_rendu", "releve_de_decisions", "notes")
MAX_LENGTH = 170


def find_title(reading: Reading, meeting: Meeting) -> Meeting:
    """The meeting with its title."""
    scored = [(_score(reading, passage, i), -i, passage) for i, passage in enumerate(_passages(reading))]
    good = [item for item in scored if item[0] >= 3]
    if not good:
        return meeting
    passage = max(good, key=lambda item: (item[0], item[1]))[2]
    evidence = passage.evidence("title", "meeting.title")
    return replace(meeting, title=passage.text, evidence=(*meeting.evidence, evidence))


def _passages(reading: Reading) -> list[Passage]:
    return [p for p in (reading.block(b) for b in head_blocks(reading)) if 2 < len(p.cased.strip()) <= MAX_LENGTH]


def _score(reading: Reading, passage: Passage, position: int) -> float:
    """How much a passage of the head looks like the meeting's title: type, a meeting's name, place and shape."""
    kinds, sections = load_lexicon("kinds"), load_lexicon("sections")
    folded = passage.folded
    if any(entry.matches(folded) for entry in sections.entries.values()) or _is_sentence(passage):
        return 0
    names_type = any(kinds[name].search(folded) for name in _MINUTES_TYPES)
    names_meeting = kinds["meeting_words"].search(folded) is not None
    score = 1.5 * names_type + 3.0 * names_meeting
    if passage.block.kind is BlockKind.HEADING:
        score += 1
    if names_meeting and any(char.isdigit() for char in folded):
        score += 0.5
    section = reading.outline.section_of(passage.block)
    if section and section.role not in (None, SectionRole.DECISIONS):
        score -= 3
    return score - 0.15 * position - (1.5 if ":" in folded[:-1] and not names_type else 0)


def _is_sentence(passage: Passage) -> bool:
    return passage.cased.rstrip().endswith((".", ";", ",")) and len(passage.cased) > 60
