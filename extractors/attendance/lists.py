"""Lists of attendees: which label opens them, which lines belong to them, where they end.

Signals in order of authority: a table with a header of names; a label ("Présents :", "Excusés"); what the lines below
look like. A heading or a line inside that names a group ("Ville de Ponteau :") is said of those below it.
Never: takes a sentence for an entry, or goes on after a label of something else ("Ordre du jour :").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from extractors.attendance.cues import Label, is_officer_label, is_other_label, read_label
from extractors.attendance.details import starts_role, trim
from extractors.attendance.groups import group_among_others
from extractors.attendance.lines import (
    is_continuation,
    is_entry,
    is_group,
    is_item,
    list_part,
    lists_names,
    without_groups,
)
from extractors.attendance.strips import Strip, cell_lines, strips
from extractors.attendance.tables import Column, Columns, read_header
from extractors.grammar.name_words import is_given_name
from extractors.grammar.names import Strength, find_names, leading_name
from extractors.reading import Passage, Reading
from models.outline import BlockKind, SectionRole
from models.vocabulary import AttendanceStatus


@dataclass
class RollCall:
    """One list: its status with the words that say so, the group it is for, its lines or rows."""

    status: AttendanceStatus
    cue: Passage | None = None
    qualifier: Passage | None = None
    group: Passage | None = None
    lines: list[Passage] = field(default_factory=list)
    rows: list[tuple[Passage, ...]] = field(default_factory=list)
    columns: Columns | None = None
    table: int | None = None
    """Index of the table that its rows stand in."""
    number: int = 0
    """Lists under one label have one number."""

    @property
    def is_empty(self) -> bool:
        return not (self.lines or self.rows)


# Takes "Pour la direction :", "Pour les élus du personnel :"; refuses "Pour : 12", "Pour mémoire :". Folded text.
_DELEGATION_RE = re.compile(r"[\s•*-]*pour (?:la |le |les |l')\s*(?P<group>[^:;.,]{3,50}?)\s*:(?!\s*\d)")
_TELLERS_RE = re.compile(r"\W*(?:scrutat(?:eur|rice)|assesseure?)(?:\(?s\)?)?(?: de seance)?\s*:")
"""After "Excusés : …" nobody away follows this label: "Scrutateurs : M. Bost". Folded text."""
_AWAY = (AttendanceStatus.EXCUSED, AttendanceStatus.ABSENT)
MAX_ITEM = 60
"""Characters of a line that is the title of a point: the list ends there."""
HEAD_BLOCKS = 15
"""Delegations are named in the first blocks; later "Pour la liste A : …" tells of a vote."""


class Reader:
    """Goes through the strips once and gathers the lists."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.lists: list[RollCall] = []
        self.current: RollCall | None = None
        self.patience = 0
        self.count = 0
        self.roles = {s.heading.index: s.role for s in reading.outline.sections if s.heading is not None}

    def read(self) -> list[RollCall]:
        for strip in strips(self.reading):
            if strip.is_row:
                self._row(strip)
            else:
                self._line(strip.passage, strip)
        self._close()
        return [roll for roll in self.lists if not roll.is_empty]

    def _open(self, passage: Passage, label: Label) -> None:
        columns = self.current.columns if self.current is not None and self.current.rows else None
        self._close()
        self.count += 1
        cue = passage.part(label.cue_start, label.cue_end)
        qualifier = passage.part(*label.qualifier) if label.qualifier else None
        self.current = RollCall(label.status, cue, qualifier, columns=columns, number=self.count)
        self.patience = 1
        rest = passage.part(label.end, len(passage.cased))
        if rest.cased.strip(" .:-"):
            listed = list_part(rest)
            self.current.lines.append(listed)
            self.patience = 0
            if listed.end < rest.end:
                self._close()

    def _close(self) -> None:
        if self.current is not None:
            self.lists.append(self.current)
        self.current = None

    def _line(self, passage: Passage, strip: Strip) -> None:
        if len(strip.block.lines) == 1 and not any(char.isalnum() for char in passage.cased):
            return  # a line of dashes under the head of a table
        label = read_label(passage.folded, whole=strip.is_alone)
        if label is not None and _opens_list(passage, label):
            self._open(passage, label)
            return
        roll = self.current
        if roll is None:
            self._delegation(passage)
            return
        if self._ends_list(passage, strip):
            self._close()
        elif is_entry(passage, is_first=roll.is_empty):
            roll.lines.append(passage)
        elif is_group(passage):
            self._regroup(passage)
        elif self.patience > 0 and len(passage.cased) < 80:
            self.patience -= 1
        elif not (roll.lines and is_continuation(passage, roll.lines[-1])):
            self._close()
        else:
            roll.lines.append(passage)

    def _delegation(self, passage: Passage) -> None:
        """ "Pour la direction : M. Roux, Mme Petit" at the head of minutes: those who are there, side by side."""
        if passage.block.index > HEAD_BLOCKS:
            return
        match = _DELEGATION_RE.match(passage.folded) or group_among_others(self.reading, passage)
        if match is None:
            return
        rest = passage.part(match.end(), len(passage.cased))
        if lists_names(without_groups(rest)):
            self.count += 1
            group = passage.part(*match.span("group"))
            self.current = RollCall(AttendanceStatus.PRESENT, group=group, lines=[rest], number=self.count)
            self._close()

    def _ends_list(self, passage: Passage, strip: Strip) -> bool:
        if self.current is not None and self.current.status in _AWAY and _TELLERS_RE.match(passage.folded):
            return True  # who counts the votes is there
        role = self.roles.get(strip.block.index)
        if strip.block.kind is BlockKind.HEADING and role is not None and role is not SectionRole.ATTENDANCE:
            return True
        if is_item(passage.folded) and len(passage.cased) < MAX_ITEM and not find_names(passage.cased):
            return True
        if strip.block.kind is BlockKind.HEADING and strip.block.label and not _names_members(passage):
            return True
        return is_other_label(passage.folded) or (
            is_officer_label(passage.folded) and "seance" in passage.folded.split(":")[0]
        )

    def _regroup(self, passage: Passage) -> None:
        """A group inside the list: what follows is a list of its own under the same label."""
        roll = self.current
        if roll is None:
            return
        self._close()
        self.current = replace(roll, group=trim(passage), lines=[], rows=[], columns=roll.columns)

    def _row(self, strip: Strip) -> None:
        filled = [cell for cell in strip.cells if cell.cased.strip()]
        if len(filled) == 1 and len(strip.cells) == 2 and not (self.current and self.current.columns):
            for line in cell_lines(filled[0]):
                self._line(line, Strip(line, (line,), strip.block, True))
        elif filled:
            self._filled_row(strip)

    def _filled_row(self, strip: Strip) -> None:
        if self.current is not None and self._is_row_of(self.current, strip):
            self.current.rows.append(strip.cells)
            self.current.table = strip.block.table
            return
        header = read_header(strip.cells)
        if header is not None and (header.is_roster or (self.current is not None and not header.is_foreign)):
            self._table(header, strip)
            return
        first = next(cell for cell in strip.cells if cell.cased.strip())
        label = read_label(first.folded, whole=True)
        is_pure = label is not None and not first.cased[label.end :].strip(" .:-") and len(cell_lines(first)) == 1
        if label is not None and is_pure and not self._is_table_body(strip):
            self._label_row(strip, first, label)
        elif any(_holds_label(cell) for cell in strip.cells):
            self._cells_apart(strip)
        elif self.current is not None and self.current.table not in (None, strip.block.table):
            self._close()
        elif self.current is not None and not self.current.columns and _holds_lists(strip.cells):
            self.current.lines.extend(line for cell in strip.cells for line in cell_lines(cell))
            self.current.table = strip.block.table
        elif self.current is not None and (self.current.columns or _row_has_name(strip.cells)):
            self.current.rows.append(strip.cells)
            self.current.table = strip.block.table
        elif self.current is not None and not _is_blank_row(strip.cells):
            self._close()

    def _is_row_of(self, roll: RollCall, strip: Strip) -> bool:
        """A row of the table whose header was read: its words of status ("Excusée", "Invités") are no labels."""
        if roll.columns is None or roll.table not in (None, strip.block.table):
            return False
        names = [strip.cells[i] for i in roll.columns.indexes(Column.NAME, Column.SURNAME) if i < len(strip.cells)]
        return len(strip.cells) > 2 and bool(roll.columns.header) and any(_sure_name(cell.cased) for cell in names)

    def _table(self, header: Columns, strip: Strip) -> None:
        roll = self.current
        if roll is not None and roll.is_empty:
            roll.columns = header
            return
        self._close()
        self.count += 1
        self.current = RollCall(AttendanceStatus.PRESENT, None, columns=header, number=self.count)

    def _is_table_body(self, strip: Strip) -> bool:
        return (
            self.current is not None
            and self.current.columns is not None
            and len(strip.cells) > 2
            and _row_has_name(strip.cells)
        )

    def _label_row(self, strip: Strip, first: Passage, label: Label) -> None:
        """ "Excusés | Anne Roux, Luc Petit": the label in the first cell, the list in the others."""
        columns = self.current.columns if self.current is not None else None
        self._open(first, label)
        if self.current is None:
            return
        for cell in strip.cells:
            if cell is not first and cell.cased.strip():
                self.current.lines.extend(cell_lines(cell))
        if self.current.is_empty:
            self.current.columns = columns

    def _cells_apart(self, strip: Strip) -> None:
        """Each cell is a small page of its own with its label inside."""
        for cell in strip.cells:
            self._close()
            for line in cell_lines(cell):
                self._line(line, Strip(line, (line,), strip.block, True))
        self._close()


def read_lists(reading: Reading) -> list[RollCall]:
    """All lists of attendees of the document, in reading order."""
    return Reader(reading).read()


def _opens_list(passage: Passage, label: Label) -> bool:
    """False where the label's words are a sentence's, an entry's, or say only where those after it sat."""
    if _is_sentence_label(passage, label) or _names_someone(passage, label):
        return False
    return not label.is_place or lists_names(passage.part(label.end, len(passage.cased)))


def _is_sentence_label(passage: Passage, label: Label) -> bool:
    """ "Présents dans l'ancien projet, ces éléments" is no label: no colon, and more words than a label has."""
    has_colon = ":" in passage.cased[: label.end]
    return not has_colon and len(passage.cased.strip()) > 60


def _names_someone(passage: Passage, label: Label) -> bool:
    """ "Anne Roux - absente" is an entry, no label."""
    name = leading_name(passage.cased[: label.end])
    before_cue = name is not None and name.end <= label.cue_start
    return (
        name is not None
        and before_cue
        and (name.strength >= Strength.GIVEN or is_given_name(passage.cased[name.start : name.end]))
    )


def _names_members(passage: Passage) -> bool:
    """True for a numbered heading of the list itself: "1. Collège des élus :", "A. Représentants du personnel"."""
    lead = trim(passage)
    return is_group(passage) and lead is not None and (starts_role(lead.folded) or passage.cased.rstrip().endswith(":"))


def _holds_label(cell: Passage) -> bool:
    return any(read_label(line.folded, whole=":" not in line.cased) is not None for line in cell_lines(cell))


def _holds_lists(cells: Sequence[Passage]) -> bool:
    """Several persons in one cell, a line each."""
    return any(
        sum(1 for line in cell_lines(cell) if _sure_name(line.cased)) > 1 for cell in cells if cell.cased.strip()
    )


def _row_has_name(cells: Sequence[Passage]) -> bool:
    return any(_sure_name(cell.cased) for cell in cells)


def _sure_name(text: str) -> bool:
    name = leading_name(text)
    return name is not None and (name.strength > Strength.LONE or (name.surname is None and len(text.strip()) < 25))


def _is_blank_row(cells: Sequence[Passage]) -> bool:
    return sum(1 for cell in cells if cell.cased.strip()) <= 1


def iter_labels(lists: Sequence[RollCall]) -> Iterator[Passage]:
    """The cues of the lists found."""
    yield from (roll.cue for roll in lists if roll.cue is not None)
