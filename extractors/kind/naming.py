"""What a document calls itself: the name of a type in a line of its head, and of what it is that type.

Takes:   "COMPTE RENDU DE LA RÉUNION DU 4 MAI" · "Association Orme : PV de l'AG" · "Relevé de décisions" ·
         "vous trouverez ci-dessous le compte rendu de notre assemblée" · "Compte-rendu d'essai" (a report)
Refuses: "Approbation du procès-verbal du 4 avril" · "rédaction des comptes rendus" · an item of an agenda
"""

import re
from dataclasses import dataclass
from enum import IntEnum

from extractors.grammar.heads import running_heads
from extractors.lexicons import Cue, load_lexicon
from extractors.reading import Reading
from models.folding import fold
from models.outline import Block, BlockKind, SectionRole
from models.vocabulary import DocumentType

HEAD_CHARACTERS = 900
"""Where a document says what it is: some lines more than a letterhead takes."""
LINE = 220
"""Characters: a longer block of the head is prose, no title."""
TOP_LINES = 6
"""Further down a line like "Étude du devis" or "Programme de la fête" is a point of the meeting, no title."""
OPENING_BLOCKS = 2
"""Blocks whose first line may be a title though they are long."""
BEFORE = 70
"""Characters that may stand before the type's name in a title: the name of a body or a project."""
MINUTES_ENTRIES = ("proces_verbal", "compte_rendu", "releve_de_decisions", "notes")
_OTHER_ENTRIES = (
    "convocation", "agenda", "report", "visit", "statutes", "form", "flyer", "slides", "lecture_notes", "paper",
)  # fmt: skip
_TYPE_OF = {"visit": DocumentType.REPORT, "paper": DocumentType.UNKNOWN}
# What may follow a type's name and leave it whole: the end, a number, a date, "de la séance", "- 4 mai".
_OF_RE = re.compile(r"[\s:,.|()\"*_-]*(?:n[°o]?\s*\d+\s*)?(?:(?:de|du|des|d'une?|de la|de l|pour)\b\s*)*")
_MONTHS_SRC = "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
_DATED_RE = re.compile(
    rf"\d{{1,2}}(?:er)?\s+(?:{_MONTHS_SRC})|\d{{1,2}}[/.-]\d{{1,2}}|(?:{_MONTHS_SRC})\s+\d{{4}}|\d{{8}}"
)


class Strength(IntEnum):
    """How plainly a line names the type: in passing, of something that may be no meeting, of a meeting."""

    VAGUE = 1
    OF_A_MEETING = 2


@dataclass(frozen=True, slots=True)
class Name:
    """The type that a head names; `entry` is the lexicon's."""

    entry: str
    strength: Strength
    minutes_entry: str | None = None
    """The type of minutes in the same line: "Compte rendu de visite" names a visit, and is a compte rendu."""
    start: int = 0
    """Where in its line the name begins."""

    @property
    def is_minutes(self) -> bool:
        return self.entry in MINUTES_ENTRIES

    @property
    def document_type(self) -> DocumentType:
        return _TYPE_OF.get(self.entry) or DocumentType(self.entry)

    @property
    def type_as_minutes(self) -> DocumentType:
        """What it is called if it proves to be minutes all the same."""
        return DocumentType(self.minutes_entry) if self.minutes_entry else DocumentType.UNKNOWN


def find_name(reading: Reading) -> Name | None:
    """The type named first in the head: its lines, then running headers, then the title that the format declares."""
    prose = _announced(reading)
    lines = _head_lines(reading)
    top = len(lines)
    lines += [*(reading.block(b).folded for b in running_heads(reading))]
    lines.append(fold(reading.document.title or "").replace("’", "'"))
    named = [(place, name) for place, line in enumerate(lines) if (name := name_in(even_names(line)))]
    names = [name for place, name in named if name.is_minutes or place < TOP_LINES or place >= top]
    return names[0] if names else prose


def is_dated(folded: str) -> bool:
    """True if a line holds a day, a month or a day in figures."""
    return _DATED_RE.search(folded) is not None


def even_names(folded: str) -> str:
    """The folded text with one way of writing "compte rendu" and "procès-verbal", of the same length."""
    text = folded.replace("compte-rendu", "compte rendu").replace("comptes-rendus", "comptes rendus")
    return text.replace("proces verbal", "proces-verbal").replace("proces verbaux", "proces-verbaux")


def _head_lines(reading: Reading) -> list[str]:
    """Titles and short lines of the head, folded; the items of an agenda and of lists are none."""
    lines: list[str] = []
    length = 0
    for block in reading.blocks:
        if length > HEAD_CHARACTERS:
            break
        folded = reading.block_with_label(block).folded
        length += len(folded)
        if len(folded) <= LINE and not _is_listed(reading, block):
            lines.append(folded)
        elif block.index < OPENING_BLOCKS and len(block.lines) > 1:
            lines.append(reading.view((block.lines[0].span,)).folded)  # no blank line parts the title from the text
    return lines


def _is_listed(reading: Reading, block: Block) -> bool:
    section = reading.outline.section_of(block)
    in_agenda = section is not None and section.role is SectionRole.AGENDA and block is not section.heading
    return in_agenda or (block.kind is BlockKind.ITEM and block.index > 0)


def name_in(line: str) -> Name | None:
    """The type that one folded line names (spelt by `even_names`), None if none."""
    lexicon = load_lexicon("kinds")
    cues = [cue for name in (*MINUTES_ENTRIES, *_OTHER_ENTRIES) for cue in lexicon[name].find(line)]
    fitting = [cue for cue in cues if _may_name(line, cue)]
    if not fitting:
        return None
    cue = min(fitting, key=lambda cue: (cue.start, -cue.end))
    minutes = next((cue.entry for cue in fitting if cue.entry in MINUTES_ENTRIES), None)
    return Name(cue.entry, _strength(line, cue), minutes, cue.start)


def _may_name(line: str, cue: Cue) -> bool:
    """A name opens its line, or stands after the name of a body; "approbation du procès-verbal" names nothing."""
    before = line[: cue.start]
    if load_lexicon("kinds")["before_a_type"].search(before):
        return False
    if cue.entry in MINUTES_ENTRIES:
        return len(before) <= BEFORE or is_dated(line)
    after = line[cue.end :].strip(" .:-*|()")
    return len(before.strip(" -:*#|")) <= (25 if after else BEFORE)


def _strength(line: str, cue: Cue) -> Strength:
    """Whether what follows the name, or stands before it, is a meeting, a date or nothing."""
    of = _OF_RE.match(line, cue.end)
    after = line[of.end() if of else cue.end :].strip(" .:-*_|()\"'")
    if not after or after[0].isdigit() or is_dated(after[:60]):
        return Strength.OF_A_MEETING
    reported = load_lexicon("kinds")["reported"]
    return (
        Strength.OF_A_MEETING if reported.search(after[:60]) or reported.search(line[: cue.start]) else Strength.VAGUE
    )


def _announced(reading: Reading) -> Name | None:
    """ "Vous trouverez ci-dessous le compte rendu …": a letter or a mail that holds minutes."""
    head = even_names(" ".join(reading.block(block).folded for block in reading.blocks[:12]))[: 2 * HEAD_CHARACTERS]
    lexicon = load_lexicon("kinds")
    cue = lexicon["announced"].search(head)
    if cue is None:
        return None
    named = [name for name in MINUTES_ENTRIES if lexicon[name].search(head[cue.start : cue.end])]
    return Name(named[0], Strength.OF_A_MEETING, named[0]) if named else None
