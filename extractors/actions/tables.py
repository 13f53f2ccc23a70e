"""Actions in tables: rows under a header of work, person, deadline and state, in any wording and order.

Takes:   headers "Action | Pilote | Échéance", "Quoi / Qui / Quand", "Tâche – Responsable – Délai – État",
         "N° | Date | Observation | Pour | Délai" (the date is that of the entry, "Pour" the owner),
         "Action | Qui | Pour" ("Pour" the deadline)
Refuses: a table of people ("Nom | Fonction | Présent"), of votes, of money; a header without a column for the work;
         rows of one cell (a lot, a chapter); rows whose owner and deadline are dashes (told, not charged)
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.lexicons import load_lexicon
from extractors.reading import Passage, Reading
from models.outline import Block, BlockKind

_COLUMNS = ("column_task", "column_owner", "column_due", "column_status")
_WEAK = (("column_due", "weak_due"), ("column_owner", "weak_owner"), ("column_task", "weak_task"))
"""Headings that mean a column of work, owner or deadline only where no other column does: "Date", "Pour", "Sujet"."""
_NOBODY_RE = re.compile(r"\W*(?:neant|sans objet|ras|so|s\.o\.|nc)?\W*")


@dataclass(frozen=True, slots=True)
class ActionRow:
    """A row of an action table: the row's block and its cells by what they hold."""

    block: Block
    whole: Passage
    """All its words: what the record's text holds."""
    task: Passage
    owner: Passage | None
    due: Passage | None
    status: Passage | None


def action_rows(reading: Reading) -> tuple[ActionRow, ...]:
    """The rows of all action tables, in document order; rows without work are left out."""
    rows: list[ActionRow] = []
    header: dict[str, int] | None = None
    table: int | None = None
    for block in reading.blocks:
        if block.kind is not BlockKind.ROW:
            continue
        if block.table != table:
            table, header = block.table, None
        found = _header(reading, block)
        if found:
            header = found
        elif header:
            row = _row(reading, block, header)
            if row:
                rows.append(row)
    return tuple(rows)


def _header(reading: Reading, block: Block) -> dict[str, int] | None:
    """Column numbers by kind, if the row is the header of an action table."""
    titles = {
        column: cell.folded.replace("(s)", "s").replace("(e)", "")
        for column, cell in reading.column_cells(block).items()
    }
    columns = _columns(titles, [(kind, kind) for kind in _COLUMNS], {})
    sure = len(columns)
    remarks = columns.get("column_status")
    if (
        "column_task" not in columns
        and remarks is not None
        and load_lexicon("actions")["weak_task"].matches(titles[remarks])
    ):
        columns = {**{kind: at for kind, at in columns.items() if kind != "column_status"}, "column_task": remarks}
    columns = _columns(titles, _WEAK, columns)
    who_or_when = columns.keys() & {"column_owner", "column_due"}
    return columns if sure and "column_task" in columns and who_or_when else None


def _columns(titles: Mapping[int, str], kinds: Sequence[tuple[str, str]], known: dict[str, int]) -> dict[str, int]:
    """The columns of `known`, and for each further kind the first free column whose title the lexicon entry takes."""
    lexicon, columns = load_lexicon("actions"), dict(known)
    for kind, entry in kinds:
        free = [number for number in titles if number not in columns.values()]
        fitting = [number for number in free if lexicon[entry].matches(titles[number])]
        if kind not in columns and fitting:
            columns[kind] = fitting[0]
    return columns


def _row(reading: Reading, block: Block, header: dict[str, int]) -> ActionRow | None:
    cells = reading.column_cells(block)
    if sum(1 for cell in cells.values() if cell.cased.strip()) < 2 < len(header):
        return None

    def cell(kind: str) -> Passage | None:
        found = cells.get(header[kind]) if kind in header else None
        return found if found is not None and found.spans else None

    task, owner, due = cell("column_task"), cell("column_owner"), cell("column_due")
    if task is None or len(task.cased.strip()) < 4 or _is_nobodys(owner, due):
        return None
    return ActionRow(block, _whole(reading, block, task), task, _told(owner), _told(due), cell("column_status"))


def _whole(reading: Reading, block: Block, task: Passage) -> Passage:
    """The words of the row, after those of a merged cell of work that reaches down to it."""
    row = reading.block(block)
    if task.spans[0].start >= row.spans[0].start:
        return row
    view = reading.view((*task.spans, *row.spans))
    return Passage(reading, block, view, 0, len(view))


def _is_nobodys(*charged: Passage | None) -> bool:
    """True where owner and deadline are marked as none ("–", "?"): an entry that is told, not charged."""
    texts = [cell.cased.strip() if cell else "" for cell in charged]
    marked = [text for text in texts if text and _NOBODY_RE.fullmatch(text.lower())]
    return bool(marked) and all(_NOBODY_RE.fullmatch(text.lower()) for text in texts)


def _told(cell: Passage | None) -> Passage | None:
    return None if cell is None or _NOBODY_RE.fullmatch(cell.folded) else cell
