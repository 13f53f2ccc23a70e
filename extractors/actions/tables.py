"""Actions in tables: rows under a header of work, person, deadline and state, in any wording and order.

Takes:   headers "Action | Pilote | Échéance", "Quoi / Qui / Quand", "Tâche – Responsable – Délai – État"
Refuses: a table of people ("Nom | Fonction | Présent"), of votes, of money; a header without a column for the work
"""

from dataclasses import dataclass

from extractors.lexicons import load_lexicon
from extractors.reading import Passage, Reading
from models.outline import Block, BlockKind

_COLUMNS = ("column_task", "column_owner", "column_due", "column_status")


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
    lexicon = load_lexicon("actions")
    columns: dict[str, int] = {}
    for number, cell in enumerate(reading.row_cells(block)):
        for kind in _COLUMNS:
            if kind not in columns and lexicon[kind].matches(cell.folded):
                columns[kind] = number
                break
    who_or_when = columns.keys() & {"column_owner", "column_due"}
    return columns if "column_task" in columns and who_or_when else None


def _row(reading: Reading, block: Block, header: dict[str, int]) -> ActionRow | None:
    cells = reading.row_cells(block)

    def cell(kind: str) -> Passage | None:
        number = header.get(kind)
        found = cells[number] if number is not None and number < len(cells) else None
        return found if found is not None and found.spans else None

    task = cell("column_task")
    if task is None or len(task.cased.strip()) < 4:
        return None
    return ActionRow(block, task, cell("column_owner"), cell("column_due"), cell("column_status"))
