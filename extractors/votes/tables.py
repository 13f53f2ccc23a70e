"""Tables of votes: a header of choices with numbers below, or one choice and its number a row.

Finds: "Pour | Contre | Abstention" over "11 | 2 | 1"; rows "Votent pour | 10"; a table of items with a column a choice.
Signals: at least two cells of one row that are choices and nothing else.
Never: reads a table of another kind ("Pour information | Contre-indications").
"""

import re
from collections.abc import Sequence

from extractors.reading import Passage, Reading
from extractors.votes.counts import Choice, find_counts
from extractors.votes.results import VotePart, VoteResult, outcome_of
from models.outline import Block, BlockKind
from models.records import Vote


def header_choices(cells: Sequence[Passage]) -> dict[int, Choice]:
    """Column index → choice for a row whose cells name at least two choices, else empty."""
    found: dict[int, Choice] = {}
    for column, cell in enumerate(cells):
        counts = find_counts(f"{cell.cased.strip(' :')} : 1", f"{cell.folded.strip(' :')} : 1")
        if len(counts) == 1 and counts[0].start == 0 and len(cell.folded.split()) <= 6:
            found[column] = counts[0].choice
    return found if len(set(found.values())) >= 2 else {}


def read_row(cells: Sequence[Passage], choices: dict[int, Choice]) -> VoteResult | None:
    """The vote of a row under a header of choices; None where no cell under a choice holds a number."""
    numbers: dict[Choice, int | None] = dict.fromkeys(Choice)
    parts = []
    for column, choice in choices.items():
        text = cells[column].folded.strip() if column < len(cells) else ""
        if re.fullmatch(r"\d{1,4}", text):
            numbers[choice] = int(text)
            parts.append(VotePart(choice, cells[column], "votes.table"))
    if not parts:
        return None
    counts = {choice.value: numbers[choice] for choice in Choice}
    vote = Vote(
        in_favour=counts["in_favour"],
        against=counts["against"],
        abstentions=counts["abstentions"],
        not_taking_part=counts["not_taking_part"],
        outcome=outcome_of(numbers, None),
    )
    return VoteResult(vote, tuple(parts))


def read_tables(reading: Reading) -> dict[int, VoteResult]:
    """Block index of a row → the vote that stands in it, for all tables with a header of choices."""
    found: dict[int, VoteResult] = {}
    choices: dict[int, Choice] = {}
    table: int | None = None
    for block in reading.blocks:
        if block.kind is not BlockKind.ROW or block.table != table:
            choices, table = {}, block.table
        if block.kind is BlockKind.ROW:
            cells = reading.row_cells(block)
            choices = header_choices(cells) or choices
            result = read_row(cells, choices) if choices else None
            if result:
                found[block.index] = result
    return found


def rest_of_row(reading: Reading, block: Block, result: VoteResult) -> tuple[Passage, ...]:
    """The cells of a row that hold no count: what was voted on."""
    counted = {part.where.spans for part in result.parts}
    return tuple(c for c in reading.row_cells(block) if c.spans not in counted and re.search(r"[^\W\d]", c.cased))
