"""Tables of attendees: what each column holds, who stands in each row, which cross says what.

Signals in order of authority: the header row; what most cells of a column look like.
Never: takes an action table for one of attendees (a header with "Action", "Échéance", "Tâche").
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from extractors.attendance.details import (
    Details,
    is_plural_role,
    looks_like_organisation,
    read_details,
    split_role,
    starts_role,
    trim,
)
from extractors.attendance.entries import Entry, read_entries
from extractors.attendance.legend import Legend
from extractors.attendance.strips import cell_lines
from extractors.grammar.names import NameMatch, Strength, find_names, leading_name
from extractors.lexicons import load_lexicon
from extractors.reading import Passage
from models.vocabulary import AttendanceStatus


class Column(StrEnum):
    """What a column holds."""

    NAME = "name"
    SURNAME = "surname"
    GIVEN = "given"
    ROLE = "role"
    ORGANISATION = "organisation"
    STATUS = "status"
    PROXY = "proxy"
    PRESENT = "present"
    EXCUSED = "excused"
    ABSENT = "absent"
    REPRESENTED = "represented"
    INVITED = "invited"
    LOT = "lot"
    """The trade of a building site: "Lot 3 - Menuiserie"."""
    OTHER = "other"
    FOREIGN = "foreign"


_NO_LEGEND: Legend = {}
_MARKS = frozenset("x ☒ ☑ ✓ ✔ ✗ oui o 1 ✕ × • v yes".split())
_LETTERS = {
    AttendanceStatus.PRESENT: frozenset({"p", "pres"}),
    AttendanceStatus.EXCUSED: frozenset({"e", "ex", "exc", "ae"}),
    AttendanceStatus.ABSENT: frozenset({"a", "abs"}),
    AttendanceStatus.REPRESENTED: frozenset({"r", "rep"}),
    AttendanceStatus.INVITED: frozenset({"i", "inv"}),
}
_BODIES = frozenset({"intervenant", "intervenants", "membre", "membres", "participant", "participants"})
"""Heads of columns that hold organisations where another column says who stands for them."""
_STATUS_COLUMNS = (Column.PRESENT, Column.EXCUSED, Column.ABSENT, Column.REPRESENTED, Column.INVITED)


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table hold, left to right, and the header's cells."""

    kinds: tuple[Column, ...]
    header: tuple[Passage, ...]

    @property
    def is_roster(self) -> bool:
        """True if this header alone says that the table lists persons."""
        if self.is_foreign:
            return False
        named = any(kind in (Column.NAME, Column.SURNAME) for kind in self.kinds)
        lists = sum(1 for kind in self.kinds if kind in _STATUS_COLUMNS)
        return (named and len(set(self.kinds) - {Column.OTHER}) > 1) or lists > 1

    @property
    def is_foreign(self) -> bool:
        return Column.FOREIGN in self.kinds

    def indexes(self, *kinds: Column) -> list[int]:
        return [index for index, kind in enumerate(self.kinds) if kind in kinds]


def read_header(cells: Sequence[Passage]) -> Columns | None:
    """What a header row says of its columns; None if the row is no header of persons."""
    texts = [cell.folded.strip(" :.*_") for cell in cells]
    if any(len(text) > 45 for text in texts) or any(find_names(cell.cased) for cell in cells):
        return None
    kinds = _represented([_kind_of(text) for text in texts], texts)
    known = [kind for kind in kinds if kind not in (Column.OTHER, Column.FOREIGN)]
    is_header = len(known) >= 2 and len(known) * 2 >= sum(1 for text in texts if text)
    return Columns(kinds, tuple(cells)) if is_header else None


def _represented(kinds: list[Column], texts: Sequence[str]) -> tuple[Column, ...]:
    """ "Entreprise | Représentée par", "Intervenant | Représentant": the second one holds the persons."""
    second = next((i for i, text in enumerate(texts) if re.match(r"represent(?!e\(?e?\)?s?$)", text)), None)
    bodies = [i for i, kind in enumerate(kinds) if kind in (Column.ORGANISATION, Column.NAME, Column.SURNAME)]
    others = [i for i in bodies if i != second]
    is_body = [kinds[i] is Column.ORGANISATION or texts[i] in _BODIES for i in others]
    if second is not None and others and all(is_body):
        kinds[second] = Column.NAME
        for index in others:
            kinds[index] = Column.ORGANISATION
    return tuple(kinds)


def _kind_of(text: str) -> Column:
    lexicon = load_lexicon("attendance_columns")
    bare = re.sub(r"\((?:e|s|es)\)", "", text)  # "Présent(e)"
    fitting = (name for name, entry in lexicon.entries.items() if entry.matches(text) or entry.matches(bare))
    return Column(next(fitting, "other"))


@dataclass(frozen=True, slots=True)
class RowEntry:
    """One person of a row, with the status that its columns give."""

    entry: Entry
    status: AttendanceStatus | None
    cue: Passage | None


def read_rows(
    rows: Sequence[tuple[Passage, ...]], columns: Columns | None, legend: Legend = _NO_LEGEND
) -> tuple[RowEntry, ...]:
    """The persons of a table's rows. Rows of a table without header are read by what their cells look like."""
    if columns is None:
        columns = _guess(rows)
    if columns is None:
        return ()
    if not columns.indexes(Column.NAME, Column.SURNAME):
        return _lists_by_status(rows, columns)
    columns = _with_marks(rows, columns, legend)
    found: list[RowEntry] = []
    for row in rows:
        found.extend(_read_row(row, columns, legend))
    return tuple(found)


def _guess(rows: Sequence[tuple[Passage, ...]]) -> Columns | None:
    """The column with most names is that of names; the others say functions and organisations by themselves."""
    width = max(len(row) for row in rows)
    votes = Counter(i for row in rows for i, cell in enumerate(row) if _name_in(cell) is not None)
    if not votes:
        return None
    best, count = max(votes.items(), key=lambda item: (item[1], -item[0]))
    if count * 2 < len(rows):
        return None
    kinds = [Column.OTHER] * width
    kinds[best] = Column.NAME
    for index in range(width):
        if index != best and votes[index] * 2 >= len(rows):
            kinds[index] = Column.NAME  # names side by side
    return Columns(tuple(kinds), ())


def _with_marks(rows: Sequence[tuple[Passage, ...]], columns: Columns, legend: Legend) -> Columns:
    """A column of letters ("P", "A", "E") says who was there, whatever its head ("Le 18/10", "Réunion n° 4")."""
    if columns.indexes(*_STATUS_COLUMNS, Column.STATUS):
        return columns
    known = {letter for letters in _LETTERS.values() for letter in letters} | set(legend)
    for index in columns.indexes(Column.OTHER):
        marks = [mark for row in rows if index < len(row) and (mark := trim_mark(row[index]))]
        if len(marks) > 2 and len(marks) * 3 > len(rows) * 2 and len(set(marks)) > 1 and set(marks) <= known:
            kinds = (*columns.kinds[:index], Column.STATUS, *columns.kinds[index + 1 :])
            return Columns(kinds, columns.header)
    return columns


def _name_in(cell: Passage) -> NameMatch | None:
    name = leading_name(cell.cased)
    if name is None or starts_role(cell.folded.strip()):
        return None
    sure = name.strength > Strength.LONE or name.surname is None or (name.given and name.surname)
    return name if sure and len(cell.cased.strip()) < 80 else None


def _lists_by_status(rows: Sequence[tuple[Passage, ...]], columns: Columns) -> tuple[RowEntry, ...]:
    """A column per status with names in its cells."""
    found: list[RowEntry] = []
    for index in columns.indexes(*_STATUS_COLUMNS):
        lines = [line for row in rows if index < len(row) for line in cell_lines(row[index])]
        status = AttendanceStatus[columns.kinds[index].name]
        found += [RowEntry(entry, status, trim(columns.header[index])) for entry in read_entries(lines)]
    return tuple(found)


def _read_row(row: tuple[Passage, ...], columns: Columns, legend: Legend) -> list[RowEntry]:
    """One person, or several side by side where several columns hold names."""
    if columns.indexes(Column.SURNAME) and columns.indexes(Column.GIVEN):
        entries = [e for e in (_joined_name(row, columns),) if e is not None]
    else:
        indexes = [i for i in columns.indexes(Column.NAME, Column.SURNAME) if i < len(row)]
        entries = [entry for i in indexes for entry in _name_cell(row[i])]
    if len(entries) > 1:
        return [RowEntry(entry, None, None) for entry in entries]
    status, cue = _status_of(row, columns, legend)
    return [RowEntry(_with_cells(entry, row, columns), status, cue) for entry in entries]


def _name_cell(cell: Passage) -> tuple[Entry, ...]:
    if not cell.cased.strip():
        return ()
    name = leading_name(cell.cased)
    if name is not None and not starts_role(cell.folded.strip()):
        rest = cell.part(name.end, len(cell.cased))
        return (Entry(cell.part(name.start, name.end), name, read_details([rest])),)
    return read_entries(cell_lines(cell))


def _joined_name(row: tuple[Passage, ...], columns: Columns) -> Entry | None:
    """Surname and first name in two cells: the name is made of both, first name first."""
    surname = trim(row[columns.indexes(Column.SURNAME)[0]])
    given = trim(row[columns.indexes(Column.GIVEN)[0]])
    one = surname or given
    if one is None:
        return None
    first, family = (part.cased if part is not None else None for part in (given, surname))
    match = NameMatch(0, len(one.cased), first, family, Strength.GIVEN)
    return Entry(one, match, Details(), parts=tuple(part for part in (given, surname) if part is not None))


def _with_cells(entry: Entry, row: tuple[Passage, ...], columns: Columns) -> Entry:
    """The entry with what the other columns say."""
    role, organisation, proxy = entry.details.role, entry.details.organisation, entry.details.proxy
    for index, cell in enumerate(row):
        kind = columns.kinds[index] if index < len(columns.kinds) else Column.OTHER
        text = trim(cell)
        if text is None or kind in (Column.NAME, Column.SURNAME, Column.GIVEN):
            continue
        if kind is Column.ROLE:
            role = text
        elif kind is Column.ORGANISATION:
            role, organisation = _body_cell(text, role)
        elif kind is Column.PROXY:
            name = leading_name(text.cased)
            proxy = text.part(name.start, name.end) if name else proxy
        elif kind is Column.LOT:
            role = role or text
        elif kind in (*_STATUS_COLUMNS, Column.STATUS):
            proxy = proxy or read_details([text]).proxy
        elif kind is Column.OTHER and not columns.header:
            role, organisation = _guess_cell(text, role, organisation)
    details = entry.details
    return Entry(
        entry.name, entry.match,
        Details(role, organisation, details.status, details.status_cue, proxy, details.arrived, details.left),
        entry.group, entry.parts,
    )  # fmt: skip


def _body_cell(text: Passage, role: Passage | None) -> tuple[Passage | None, Passage | None]:
    """ "Atelier Roux, architecte" is an organisation and a function; "Directrice de l'école" a function alone."""
    if role is not None or is_plural_role(text):
        return role, text
    if starts_role(text.folded):
        return split_role(text)
    head, comma, _ = text.cased.partition(",")
    function = trim(text.part(len(head) + 1, len(text.cased))) if comma else None
    if function is not None and starts_role(function.folded):
        return function, trim(text.part(0, len(head)))
    return role, text


def _guess_cell(
    text: Passage, role: Passage | None, organisation: Passage | None
) -> tuple[Passage | None, Passage | None]:
    if starts_role(text.folded):
        return role or text, organisation
    if looks_like_organisation(text) and len(text.cased) > 1 and "@" not in text.cased and not text.cased.isdigit():
        return role, organisation or text
    return role, organisation


def _status_of(
    row: tuple[Passage, ...], columns: Columns, legend: Legend
) -> tuple[AttendanceStatus | None, Passage | None]:
    """The status that crosses, letters and words give; None where the row says nothing."""
    for index in columns.indexes(*_STATUS_COLUMNS, Column.STATUS, Column.PROXY):
        text = trim_mark(row[index]) if index < len(row) else ""
        if not text:
            continue
        status = _cell_status(text, columns.kinds[index], row[index], legend)
        if status is AttendanceStatus.PRESENT and (group := _invited_group(row, columns)) is not None:
            return AttendanceStatus.INVITED, group
        if status is not None:
            return status, row[index]
    return None, None


def _invited_group(row: tuple[Passage, ...], columns: Columns) -> Passage | None:
    """A cell that says "Invités" and nothing else, in a column of colleges or functions."""
    kinds = (Column.OTHER, Column.ROLE, Column.ORGANISATION)
    invited = load_lexicon("attendance")["invited"]
    return next((row[i] for i in columns.indexes(*kinds) if i < len(row) and invited.matches(row[i].folded)), None)


def trim_mark(cell: Passage) -> str:
    """The folded text of a cell without brackets around a cross."""
    return cell.folded.strip(" .[]()")


def _cell_status(text: str, kind: Column, cell: Passage, legend: Legend) -> AttendanceStatus | None:
    if kind is Column.PROXY:
        return AttendanceStatus.REPRESENTED if leading_name(cell.cased) else None
    if kind in _STATUS_COLUMNS and text in _MARKS:
        return AttendanceStatus[kind.name]
    bare = re.sub(r"\([^)]*\)?", " ", text).strip(" .")  # "R (proc. à Mme Roux)", "P (à 10 h)"
    if bare in legend:
        return legend[bare]
    letter = next((status for status, letters in _LETTERS.items() if bare in letters), None)
    if letter is not None:
        return letter
    lexicon = load_lexicon("attendance")
    if lexicon["proxy_link"].search(text) and find_names(cell.cased):
        return AttendanceStatus.REPRESENTED
    for name in ("represented", "excused", "absent", "invited", "present"):
        if lexicon[name].search(text):
            return AttendanceStatus(name)
    if kind in (Column.PRESENT, Column.STATUS) and text in ("non", "n", "-"):
        return AttendanceStatus.ABSENT
    return AttendanceStatus.PRESENT if kind in (Column.PRESENT, Column.STATUS) and text in _MARKS else None
