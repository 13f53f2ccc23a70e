"""Actions in tables: rows under a header of work, person, deadline and state, in any wording and order.

Takes:   headers "Action | Pilote | Échéance", "Quoi / Qui / Quand", "Tâche – Responsable – Délai – État",
         "N° | Date | Observation | Pour | Délai" (the date is that of the entry, "Pour" the owner),
         "Action | Qui | Pour" ("Pour" the deadline)
Refuses: a table of people ("Nom | Fonction | Présent"), of votes, of money; a header without a column for the work;
         rows of one cell (a lot, a chapter); rows whose owner and deadline are dashes (told, not charged)
"""

import re
from collections.abc import Sequence
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
    titles = [cell.folded.replace("(s)", "s").replace("(e)", "") for cell in reading.row_cells(block)]
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


def _columns(titles: list[str], kinds: Sequence[tuple[str, str]], known: dict[str, int]) -> dict[str, int]:
    """The columns of `known`, and for each further kind the first free column whose title the lexicon entry takes."""
    lexicon, columns = load_lexicon("actions"), dict(known)
    for kind, entry in kinds:
        free = [number for number, title in enumerate(titles) if number not in columns.values()]
        fitting = [number for number in free if lexicon[entry].matches(titles[number])]
        if kind not in columns and fitting:
            columns[kind] = fitting[0]
    return columns


def _row(reading: Reading, block: Block, header: dict[str, int]) -> ActionRow | None:
    cells = reading.row_cells(block)
    if sum(1 for cell in cells if cell.cased.strip()) < 2 < len(header):
        return None

    def cell(kind: str) -> Passage | None:
        number = header.get(kind)
        found = cells[number] if number is not None and number < len(cells) else None
        return found if found is not None and found.spans else None

    task = cell("column_task")
    if task is None or len(task.cased.strip()) < 4 or _is_nobodys(cells, header):
        return None
    return ActionRow(block, task, _told(cell("column_owner")), _told(cell("column_due")), cell("column_status"))


def _is_nobodys(cells: Sequence[Passage], header: dict[str, int]) -> bool:
    """True where owner and deadline are marked as none ("–", "?"): an entry that is told, not charged."""
    texts = [cells[header[kind]].cased.strip() for kind in ("column_owner", "column_due") if kind in header]
    marked = [text for text in texts if text and _NOBODY_RE.fullmatch(text.lower())]
    return bool(marked) and all(_NOBODY_RE.fullmatch(text.lower()) for text in texts)


def _told(cell: Passage | None) -> Passage | None:
    return None if cell is None or _NOBODY_RE.fullmatch(cell.folded) else cell
