"""What a bare result is about: the proposing sentence, the decisions just told, or the heading above it.

Signals in order of authority: the nearest sentence before it, in the same section, that proposes ("le maire propose
de …"), with the list it opens; the short text between heading and result; the heading; the sentence before.
Never: reaches back over another result, or out of the section.
"""

from collections.abc import Sequence

from extractors.decisions.statements import Statement
from extractors.lexicons import load_lexicon
from models.outline import BlockKind

SHORT_TEXT = 45
"""Words between heading and result that are quoted whole."""
TITLE_START = 12
"""Characters (a number, an article) before the noun that makes a line the title of a proposal."""
LONGEST_LIST = 90
"""Words of a list that are quoted with the sentence that opens it."""


def find_subject(statements: Sequence[Statement], first: int, floor: int) -> tuple[Statement, ...]:
    """The statements that say what the result at `first` is about.

    Args:
        statements: all of the document.
        first: index of the result's first statement.
        floor: index below which everything already belongs to an earlier decision.
    """
    between = _between(statements, first, floor)
    proposing = _nearest_proposal(between)
    if proposing is not None:
        return _with_list(between, proposing)
    beside = [statement for statement in between if statement.block.index == statements[first].block.index]
    if beside and len(beside) < len(between) and sum(statement.words for statement in beside) <= SHORT_TEXT:
        return tuple(beside)  # the rest of the paragraph that the result closes
    heading = _heading(statements, first, floor)
    if sum(statement.words for statement in between) <= SHORT_TEXT:
        return (*heading, *between)
    return heading or tuple(between[-1:])


def find_proposal(statements: Sequence[Statement], first: int, floor: int) -> tuple[Statement, ...]:
    """The nearest proposing sentence before `first` and all that follows it; empty where none is near, or where the
    statement at `first` proposes itself."""
    if proposes(statements[first].passage.folded):
        return ()
    between = _between(statements, first, floor)
    proposing = _nearest_proposal(between)
    found = between[proposing:] if proposing is not None else []
    return tuple(found) if sum(statement.words for statement in found) <= LONGEST_LIST else ()


def _between(statements: Sequence[Statement], first: int, floor: int) -> list[Statement]:
    """The prose of the section before the result, bare lines left out."""
    found: list[Statement] = []
    for statement in reversed(statements[floor:first]):
        if statement.is_heading or statement.section != statements[first].section:
            break
        if not statement.is_bare:
            found.insert(0, statement)
    return found


def _heading(statements: Sequence[Statement], first: int, floor: int) -> tuple[Statement, ...]:
    """The nearest heading above, unless it is a bare one ("Vote")."""
    for statement in reversed(statements[floor:first]):
        if statement.is_heading:
            return () if statement.is_bare else (statement,)
    return ()


def _nearest_proposal(between: Sequence[Statement]) -> int | None:
    for position in range(len(between) - 1, -1, -1):
        if between[position].signal or proposes(between[position].passage.folded):
            return position
    return None


def proposes(folded: str) -> bool:
    """A proposing verb anywhere, or a proposal's noun among the first words ("Affectation des résultats :")."""
    words = load_lexicon("decisions")
    title = words["proposal_title"].search(folded)
    return words["proposal"].search(folded) is not None or (title is not None and title.start <= TITLE_START)


def _with_list(between: Sequence[Statement], position: int) -> tuple[Statement, ...]:
    """The proposing sentence and, where it opens a list, the list."""
    opening = between[position]
    found, words = [opening], 0
    opens = opening.passage.folded.rstrip().endswith(":")
    for statement in between[position + 1 :]:
        words += statement.words
        in_list = statement.block.kind in (BlockKind.ITEM, BlockKind.ROW)
        if not (opens or in_list) or words > LONGEST_LIST or statement.is_quoted:
            break
        found.append(statement)
    return tuple(found)
