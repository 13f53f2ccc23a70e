"""Agenda: the items of the meeting in order, with number and level.

Signals in order of authority: a list under "Ordre du jour" (or after it in the same paragraph); else the numbered or
titled sections of the body, and titles that run into their text (run_in.py). One list, never both.
Never: formal headings (Présents, Ordre du jour, Annexe, signatures) as items; running headers; rows of tables.
"""

import re
from dataclasses import replace

from extractors.agenda.run_in import read_run_ins, without_holders
from extractors.grammar.names import find_names
from extractors.lexicons import load_lexicon
from extractors.reading import Passage, Reading
from models.outline import Block, BlockKind, Section, SectionRole
from models.records import AgendaItem, Minutes

VERSION = "2"

MAX_TITLE = 260
LETTERHEAD = 5
"""Blocks from the top in which an empty section is a letterhead."""
_INLINE_NUMBER_RE = re.compile(r"(?<![\w.,/])\d{1,2}\s?[.)/]\s+(?=[^\W\d])")
_FORMAL_ROLES = (SectionRole.ATTENDANCE, SectionRole.AGENDA, SectionRole.CLOSING, SectionRole.ANNEX)
_NOT_ITEMS_RE = re.compile(
    r"^(?:mairie|departement|republique|liberte|etaient|lieu|heure|secretaire|president|le maire"
    r"|la presidente|fait a|ordre du jour|duree|redacteur|animateur|nombre de|page|tel|email|www)"
)
# Without a number these name the paper or divide it, and no item: "Compte rendu", "HUIS CLOS", "du 26 juin 2025".
_UNNUMBERED_RE = re.compile(
    r"^(?:compte[ -]rendu|proces[ -]verbal|releve de|pv |cr |commune|convocation|document|date"
    r"|(?:seance|partie|session) (?:publique|privee)$|(?:a |en )?huis[ -]clos$"
    r"|(?:tableau|recapitulatif|liste) (?:des |d')(?:actions?|decisions?|taches?|deliberations?))"
    r"|^(?:seance |reunion )?(?:du |le )?(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?(?:1er|\d{1,2}) "
    r"(?:janv|fevr|mars|avril|mai|juin|juil|aout|sept|oct|nov|dec)\w*\.?(?: (?:19|20)\d\d)?\b"
)
# "Budget primitif - Rapporteur : Mme Aubry", "Voirie (rapporteur M. Bost)"; "élection du rapporteur" is a title's own.
_REPORTER_RE = re.compile(r"\s*[-(,]\s*rapporteu(?:r|se)\b")


_ANNOUNCED_RE = re.compile(r"\b(?:ordre du jour|points? suivants?|sujets? suivants?)\b[^:.]{0,50}:\s*$")
"""The end of a sentence that announces the list below it: "… rappelle l'ordre du jour de la séance :". Folded."""


def extract_agenda(reading: Reading, minutes: Minutes) -> Minutes:
    """The minutes with their agenda: from the ordre du jour if there is one with items, else from the headings."""
    items = _listed(reading)
    if not items:
        items = _from_headings(reading, minutes)
    return replace(minutes, agenda=tuple(items))


def _listed(reading: Reading) -> list[AgendaItem]:
    """The items of the ordre du jour: the blocks of its section, or what follows the words on their line."""
    entry = load_lexicon("sections")["agenda"]
    for section in reading.outline.sections:
        if section.role is SectionRole.AGENDA:
            items = _items_of(reading, section)
            if items:
                return items
    for block in reading.blocks[:60]:
        passage = reading.block(block)
        if _ANNOUNCED_RE.search(passage.folded):
            run = _first_run(reading.blocks[block.index + 1 :])
            if len(run) > 1 and run[0].index == block.index + 1:
                depths = sorted({_indent(b) for b in run})
                return [_item(reading.block(b), b.label, _level(b, run, depths), "agenda.listed") for b in run]
        head, colon, _ = passage.folded.partition(":")
        if colon and entry.matches(head) and len(passage.cased) > len(head) + 4:
            return _inline(passage.part(len(head) + 1, len(passage.cased)))
    return []


def _items_of(reading: Reading, section: Section) -> list[AgendaItem]:
    """The first run of list items of the section; unnumbered short lines where it has no list."""
    blocks = reading.outline.blocks_of(section)
    listed = [b for b in blocks if b.kind is BlockKind.ITEM or (b.kind is BlockKind.HEADING and b.label)]
    run = _first_run(blocks) if listed else _short_lines(reading, blocks)
    depths = sorted({_indent(b) for b in run})
    return [_item(reading.block(b), b.label, _level(b, run, depths), "agenda.listed") for b in run]


def _first_run(blocks: tuple[Block, ...]) -> list[Block]:
    run: list[Block] = []
    for block in blocks:
        if block.kind is BlockKind.ITEM:
            if run and _restarts(run, block):
                break
            run.append(block)
        elif run or block.kind is BlockKind.HEADING:
            break
    return run


def _restarts(run: list[Block], block: Block) -> bool:
    """A second "1." or "I." opens the body, not an item of the list."""
    digits = re.findall(r"\d+|[IVX]+", block.label or "")
    return bool(digits) and digits == re.findall(r"\d+|[IVX]+", run[0].label or "")


def _short_lines(reading: Reading, blocks: tuple[Block, ...]) -> list[Block]:
    lines: list[Block] = []
    for block in blocks:
        passage = reading.block(block)
        if block.kind is not BlockKind.PARAGRAPH or len(passage.cased) > 150 or len(lines) > 25:
            break
        if not passage.cased.rstrip().endswith(":"):
            lines.append(block)
    return lines if len(lines) >= 2 else lines[:1]


def _level(block: Block, run: list[Block], depths: list[float]) -> int:
    """Decimal depth, or the format's list depth, or a deeper indent below a less indented item: 2; else 1."""
    if block.label and re.match(r"\d+\.\d+", block.label):
        return 2
    if block.lines[0].list_level:
        return 2 if block.lines[0].list_level > min(b.lines[0].list_level or 0 for b in run) else 1
    if len(depths) > 1 and block is not run[0] and _indent(block) > _indent(run[0]) + 1:
        return 2
    return 1


def _indent(block: Block) -> float:
    return block.lines[0].indent or 0.0


def _inline(passage: Passage) -> list[AgendaItem]:
    """ "Ordre du jour : budget, voirie ; questions diverses" """
    numbered = [match.start() for match in _INLINE_NUMBER_RE.finditer(passage.cased)]
    if len(numbered) > 1:
        return _inline_numbered(passage, numbered)
    separator = ";" if ";" in passage.cased else ","
    items, start = [], 0
    for part in passage.cased.split(separator):
        piece = passage.part(start, start + len(part))
        start += len(part) + 1
        if len(part.strip()) > 2 and piece.spans:
            items.append(_item(piece, None, 1, "agenda.inline"))
    return items


def _inline_numbered(passage: Passage, starts: list[int]) -> list[AgendaItem]:
    """ "1. Bilan – 2. Formulaire – 3. Divers" """
    items = []
    for start, end in zip(starts, [*starts[1:], len(passage.cased)], strict=True):
        label = _INLINE_NUMBER_RE.match(passage.cased, start)
        title = passage.part(label.end() if label else start, end)
        kept = title.part(0, len(title.cased.rstrip(" -–;,./")))
        if kept.spans:
            items.append(_item(kept, label.group().strip() if label else None, 1, "agenda.inline"))
    return items


def _from_headings(reading: Reading, minutes: Minutes) -> list[AgendaItem]:
    """The headings of the body that are no formal ones; level by the sections' own levels."""
    head = _letterhead(reading, minutes)
    sections = [
        s for s in reading.outline.sections if s.heading and s.first not in head and _is_item(reading, s, minutes)
    ]
    headings = [s.heading for s in sections if s.heading]
    run_ins = read_run_ins(reading, headings, _head_end(reading, minutes))
    kept = without_holders(headings, run_ins)
    sections = [s for s in sections if s.heading in kept]
    top = min((s.level for s in sections), default=1)
    numbered = [s for s in sections if s.heading and s.heading.label and s.level == top]
    items = [(s.first, _heading_item(reading, s, top, bool(numbered))) for s in sections]
    items += [(r.block.index, _item(r.title, r.label, r.level, "agenda.run_in")) for r in run_ins]
    return [item for _, item in sorted(items, key=lambda pair: pair[0])]


def _letterhead(reading: Reading, minutes: Minutes) -> frozenset[int]:
    """Indexes of the headings that name the organisation: unnumbered, up to the title or in an empty first section."""
    headings = [s for s in reading.outline.sections if s.heading]
    title = next((e.spans[0].start for e in minutes.meeting.evidence if e.field == "title"), -1)
    named = {s.first for s in headings if s.heading and not s.heading.label and s.heading.start <= title}
    for section in headings[:LETTERHEAD]:
        if (
            section.heading
            and not section.heading.label
            and section.last - section.first == 1
            and section.first < LETTERHEAD
        ):
            named.add(section.first)
    return frozenset(named)


def _is_item(reading: Reading, section: Section, minutes: Minutes) -> bool:
    passage = reading.block(section.heading) if section.heading else None
    if passage is None or not passage.cased.strip() or section.role in _FORMAL_ROLES:
        return False
    if _holds_people(reading, section, minutes):
        return False
    if (minutes.meeting.title and passage.text.startswith(minutes.meeting.title)) or len(passage.cased) > MAX_TITLE:
        return False
    in_formal = any(
        s.role in (SectionRole.ATTENDANCE, SectionRole.ANNEX) and s.first < section.first < s.last
        for s in reading.outline.sections
    )
    words = passage.folded.strip(" :-*")
    has_number = section.heading is not None and any(char.isdigit() for char in section.heading.label or "")
    if _NOT_ITEMS_RE.match(words) or (not has_number and (_UNNUMBERED_RE.match(words) or _is_signature(passage))):
        return False
    return not in_formal


def _holds_people(reading: Reading, section: Section, minutes: Minutes) -> bool:
    """True for the heading of the list of attendees, whatever its words ("Intervenants")."""
    names = [a.evidence[0] for a in minutes.attendance if a.evidence and a.evidence[0].rule in _LISTED]
    below = reading.blocks[section.first + 1 : section.last]
    if not names or len(names) < LEAST_LISTED or not below or section.first > reading.blocks[-1].index // 2:
        return False
    start, end = below[0].start, below[-1].lines[-1].span.end
    inside = sum(start <= name.spans[0].start < end for name in names)
    prose = any(b.kind is not BlockKind.ROW and len(reading.block(b).cased) > 250 for b in below)
    return inside * 2 > len(names) and not prose


_LISTED = ("attendance.list", "attendance.table", "attendance.roster")
LEAST_LISTED = 3


def _head_end(reading: Reading, minutes: Minutes) -> int:
    """Index of the block after those of the first ones that name the meeting, its day or its place."""
    spans = [e.spans[0] for e in minutes.meeting.evidence if e.field in ("title", "body", "date", "location")]
    named = [b.index for b in reading.blocks[:8] if any(line.span.overlaps(s) for line in b.lines for s in spans)]
    return max(named, default=0) + 1


def _is_signature(passage: Passage) -> bool:
    """ "A. ROUX  L. PETIT": nothing but names."""
    rest = passage.cased
    names = find_names(rest)
    for name in reversed(names):
        rest = rest[: name.start] + rest[name.end :]
    return len(names) > 1 and not any(char.isalpha() for char in rest)


def _heading_item(reading: Reading, section: Section, top: int, numbered: bool) -> AgendaItem:
    heading = section.heading
    if heading is None:
        raise ValueError("a section without a heading is no agenda item")
    level = 1 if section.level == top and (not numbered or heading.label) else 2
    return _item(reading.block(heading), heading.label, level, "agenda.headings")


def _item(passage: Passage, label: str | None, level: int, rule: str) -> AgendaItem:
    reporter = _REPORTER_RE.search(passage.folded)
    passage = passage.part(0, reporter.start()) if reporter and reporter.start() > 3 else passage
    number = label if label and any(c.isalnum() for c in label) else None
    title = passage.text.strip(" :;-") if rule != "agenda.listed" else passage.text.strip(" :;-").removesuffix(".")
    confidence = {"agenda.listed": 0.9, "agenda.inline": 0.8, "agenda.headings": 0.7, "agenda.run_in": 0.6}[rule]
    evidence = [passage.evidence("title", rule)]
    printed = passage.reading.block_with_label(passage.block).part(0, passage.block.label_length)
    if number and printed.spans:
        evidence.append(printed.evidence("number", rule))
    return AgendaItem(title=title, number=number, level=level, confidence=confidence, evidence=tuple(evidence))
