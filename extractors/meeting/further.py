"""Further meetings: other minutes that begin within the same document.

Takes:   a second "Compte rendu de la réunion du 7 avril" with its own list of people, after the first one ended ·
         "Réunion d'équipe du 14 janvier", "Réunion d'équipe du 21 janvier" below each other, each with its people
Refuses: "Approbation du compte rendu du 3 mars" · a numbered item · a list of dates · an annex · a sitting continued
         ("suite de la séance") · a smaller meeting reported within · the same title again with the same day
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from extractors.grammar.dates import DateKind, find_dates
from extractors.kind.naming import Strength, even_names, is_dated, name_in
from extractors.lexicons import load_lexicon
from extractors.reading import Passage, Reading
from models.outline import Block, BlockKind, SectionRole

TITLE_LENGTH = 170
"""Characters: a longer block is prose."""
REACH = 1500
"""Characters after a title in which the people are listed."""
DATE_REACH = 3
"""Blocks after a title in which the day may stand ("L'an deux mille vingt-quatre, le onze juin …")."""
OPENING_LENGTH = 400
"""Characters within which an opening sentence says that the body met."""
LEAST_TOLD = 25
"""Words between two heads: fewer is a list of meetings, or a cover page."""
LEAST_BEFORE = 3
"""Blocks from the start within which the first minutes begin."""
_NUMBER_RE = re.compile(r"\d|^[ivx]+\W*$", re.IGNORECASE)
# A title with one of these opens no minutes of its own: "suite de la séance", "Annexe 2", "prochaine réunion du 20 mai"
_NO_HEAD_RE = re.compile(
    r"\b(?:suite|reprise|continuation|annexe|prochaine?s?|ordre du jour|convocation|rappel|approbation|adoption"
    r"|sommaire)\b"
)
# Before a type's name: "apptobation du" (recognised badly), "lecture du"; not "extrait du", "projet de", "comité -"
_OF_RE = re.compile(r"(?<!extrait )(?<!projet )\b(?:du|des?|le|la|les|ce|au|d')\s*$")
# A line with one of these is a sentence: "Le compte rendu du 3 mars est approuvé", "La réunion du 4 mai a permis de …"
_VERB_RE = re.compile(r"\b(?:est|sont|a|ont|sera|seront|fut|etait|appelle|permet|reste|fait|doit|peut)\b")
_DATE_WORDS_RE = re.compile(
    r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|janvier|fevrier|mars|avril|mai|juin|juillet|aout"
    r"|septembre|octobre|novembre|decembre|1er)\b|[\d\W_]+"
)
# What stands at the end of minutes: "La séance est levée à 20 h.", "Prochaine réunion le …", "Le président"
_CLOSED_RE = re.compile(
    r"\b(?:seance (?:est )?(?:levee|close)|fin de (?:la )?(?:reunion|seance)|prochaine? \w+|levee de|signature|fait a"
    r"|le president|la presidente|le secretaire|la secretaire|le maire|se termine|s'acheve"
    r"|ordre du jour (?:est |etant )?epuise)\b"
)


@dataclass(frozen=True, slots=True)
class FurtherMeeting:
    """Minutes of another meeting: where they begin and its day."""

    index: int
    """Of the block that is its title."""
    date: date
    title: Passage


@dataclass(frozen=True, slots=True)
class _Head:
    """A title with a day and people below it."""

    index: int
    title: Passage
    date: date
    shape: str
    """Its words without days and numbers: "compte rendu de la reunion du bureau du"."""
    names_type: bool


def find_further_meetings(reading: Reading, first: date | None) -> tuple[FurtherMeeting, ...]:
    """The meetings whose minutes follow the first one's; `first` is the day of that, where known."""
    titles = [index for index in range(len(reading.blocks)) if _is_title(reading, index)]
    if not titles:
        return ()
    heads = [head for index in titles if (head := _head(reading, index, titles, first))]
    opening = next((head for head in heads if _is_opening(reading, head)), None)
    days = {day for day in (first, opening.date if opening else None) if day}
    shapes = [opening.shape] if opening else []
    found: list[FurtherMeeting] = []
    before = opening.index if opening else 0
    for head in heads:
        if head is opening or _words(reading, before, head.index) < LEAST_TOLD:
            continue
        is_same_kind = head.shape in shapes
        ends_before = is_same_kind or (head.names_type and _is_closed(reading, head.index))
        is_new = head.date not in days or (head.names_type and _is_other_assembly(head.shape, shapes))
        if ends_before and is_new:
            found.append(FurtherMeeting(head.index, head.date, head.title))
            days.add(head.date)
            shapes.append(head.shape)
            before = head.index
    return tuple(found)


@dataclass(frozen=True, slots=True)
class MeetingDays:
    """The day of the meeting in whose minutes a block stands: what its dates are resolved against."""

    first: date | None
    further: tuple[FurtherMeeting, ...] = ()
    last_index: int = 0
    """Of the outline's last block."""

    def at(self, block: Block) -> date | None:
        """The day for a block of the outline; the first meeting's for one outside it (running headers)."""
        place = bisect_right([meeting.index for meeting in self.further], block.index)
        return self.further[place - 1].date if place and block.index <= self.last_index else self.first


def meeting_days(reading: Reading, first: date | None) -> MeetingDays:
    """The days of all meetings that a document tells of; `first` is the day of the first, where known."""
    return MeetingDays(first, find_further_meetings(reading, first), len(reading.blocks) - 1)


def _is_title(reading: Reading, index: int) -> bool:
    """A short line without a verb that names a type of minutes, or a meeting with its day; or an opening sentence."""
    block = reading.blocks[index]
    if _is_opening_sentence(reading.block(block).folded):
        return True
    if block.kind in (BlockKind.ROW, BlockKind.ITEM) or (block.label and _NUMBER_RE.search(block.label)):
        return False
    line = even_names(reading.block(block).folded).split(" presents")[0]
    if not 2 < len(line) <= TITLE_LENGTH or _NO_HEAD_RE.search(line) or _VERB_RE.search(line):
        return False
    section = reading.outline.section_of(block)
    if section is not None and section.role in (SectionRole.AGENDA, SectionRole.ANNEX, SectionRole.NEXT_MEETING):
        return False
    return _names_minutes(line) or (is_dated(line) and _opens_with_meeting(line))


def _is_opening_sentence(folded: str) -> bool:
    """ "L'an deux mille vingt-quatre, le onze juin, le conseil s'est réuni": its title may run on top of the pages."""
    return folded.startswith(("l'an deux mil", "l'an 20")) and "reuni" in folded[:OPENING_LENGTH]


def _names_minutes(line: str) -> bool:
    name = name_in(line)
    if name is None or not name.is_minutes or name.strength is not Strength.OF_A_MEETING:
        return False
    return not _OF_RE.search(line[: name.start])


def _opens_with_meeting(line: str) -> bool:
    cue = load_lexicon("kinds")["meeting_words"].search(line)
    return cue is not None and cue.start <= 12


def _head(reading: Reading, index: int, titles: Sequence[int], first: date | None) -> _Head | None:
    """The title as a head, None where no day or nobody's presence is told below it."""
    following = next((other for other in titles if other > index + DATE_REACH), len(reading.blocks))
    day = _day(reading, index, following, first)
    if day is None or not _has_people(reading, index, following):
        return None
    title = reading.block(reading.blocks[index])
    line = even_names(title.folded)
    shape = " ".join(_DATE_WORDS_RE.sub(" ", line.split(" presents")[0]).split())
    if _is_opening_sentence(title.folded):
        return _Head(index, title.part(0, min(len(title.cased), TITLE_LENGTH)), day, "l'an", True)
    return _Head(index, title, day, shape, _names_minutes(line))


def _day(reading: Reading, index: int, following: int, first: date | None) -> date | None:
    for block in reading.blocks[index : min(index + DATE_REACH + 1, following)]:
        for match in find_dates(reading.block(block).cased, first):
            if match.kind is DateKind.ABSOLUTE and match.range.start:
                return match.range.start
    return None


def _has_people(reading: Reading, index: int, following: int) -> bool:
    cues = load_lexicon("kinds")["attendance_cues"]
    length = 0
    for block in reading.blocks[index:following]:
        folded = reading.block_with_label(block).folded
        length += len(folded)
        if cues.search(folded):
            return True
        if length > REACH:
            return False
    return False


def _is_opening(reading: Reading, head: _Head) -> bool:
    return head.index <= LEAST_BEFORE or _words(reading, 0, head.index) < LEAST_TOLD


def _words(reading: Reading, first: int, last: int) -> int:
    """Words told between two heads, the first title left out."""
    return sum(len(reading.block(block).folded.split()) for block in reading.blocks[first + 1 : last])


def _is_closed(reading: Reading, index: int) -> bool:
    """The minutes before come to their end right before a block, or the block opens a page."""
    block = reading.blocks[index]
    page_no = block.page_no
    if page_no is not None and reading.blocks[index - 1].page_no != page_no:
        return True
    return any(_CLOSED_RE.search(line) for line in _lines_before(reading, index))


def _lines_before(reading: Reading, index: int) -> Iterator[str]:
    for block in reading.blocks[max(0, index - 4) : index]:
        yield reading.block(block).folded[-300:]


def _is_other_assembly(shape: str, shapes: Sequence[str]) -> bool:
    """An extraordinary assembly on the day of the ordinary one."""
    return bool(shapes) and all(("extraordinaire" in shape) != ("extraordinaire" in other) for other in shapes)
