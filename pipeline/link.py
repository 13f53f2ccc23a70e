"""Link: tie each decision and action to the agenda item under which it stands.

An item's treatment begins at its own heading, or, where the agenda is a list at the top, at the heading of the body
with the same number and alike words. A record belongs to the last item whose treatment began before it.
"""

import re
from bisect import bisect_right
from dataclasses import replace

from rapidfuzz import fuzz

from extractors.reading import Reading
from models.folding import fold
from models.outline import Block, BlockKind
from models.records import ActionItem, AgendaItem, Decision, Minutes

VERSION = "1"

ALIKE = 86.0
"""rapidfuzz token_set_ratio, 0..100, from which two titles are the same; below it the number must agree."""
ALIKE_NUMBERED = 50.0
"""The same where the numbers agree and the titles have a word in common."""
STEM = 5
"""Letters by which two words are the same ("élection", "élections")."""
MAX_TITLE = 220


def link(reading: Reading, minutes: Minutes) -> Minutes:
    """The minutes with a provisional id in each agenda item, and that id in the records below it."""
    items = tuple(replace(item, id=f"agenda-{index}") for index, item in enumerate(minutes.agenda))
    starts = sorted((start, item.id) for item in items if (start := _start(reading, item)) is not None)
    decisions = tuple(replace(d, agenda_item=_item_at(starts, d)) for d in minutes.decisions)
    actions = tuple(replace(a, agenda_item=_item_at(starts, a)) for a in minutes.actions)
    return replace(minutes, agenda=items, decisions=decisions, actions=actions)


def _start(reading: Reading, item: AgendaItem) -> int | None:
    """Where the item's treatment begins in the text; None where no heading of the body is its own."""
    own = item.evidence[0].spans[0].start
    if item.evidence[0].rule in ("agenda.headings", "agenda.run_in"):
        return own
    scored = [(_likeness(reading, block, item), -block.index, block) for block in reading.blocks if block.start > own]
    best = max(scored, default=None, key=lambda scored_block: scored_block[:2])
    return best[2].start if best and best[0] > 0 else None


def _likeness(reading: Reading, block: Block, item: AgendaItem) -> float:
    """How alike a block and an item's title are, 0 where the block cannot be its heading."""
    passage = reading.block(block)
    if block.kind is BlockKind.ROW or not 3 < len(passage.cased) <= MAX_TITLE:
        return 0.0
    score = fuzz.token_set_ratio(passage.folded, fold(item.title))
    numbered = item.number is not None and block.label is not None and _digits(item.number) == _digits(block.label)
    if block.kind is BlockKind.HEADING:
        agrees = numbered and score >= ALIKE_NUMBERED and _share_word(passage.folded, fold(item.title))
        return score + 10 * numbered if agrees or score >= ALIKE else 0.0
    return score - 10 if score >= ALIKE and len(passage.cased) < 2 * len(item.title) + 10 else 0.0


def _share_word(one: str, other: str) -> bool:
    """True if two folded titles share a word of substance, endings left out."""
    stems = [{word[:STEM] for word in re.findall(r"\w{4,}", text) if word not in _SMALL} for text in (one, other)]
    return bool(stems[0] & stems[1])


_SMALL = frozenset("dans pour avec cette point sur des les leur nos vos entre suite".split())


def _digits(label: str) -> str:
    return "".join(char for char in label.lower() if char.isalnum())


def _item_at(starts: list[tuple[int, str]], record: Decision | ActionItem) -> str | None:
    position = record.evidence[0].spans[0].start
    index = bisect_right(starts, (position, "\uffff")) - 1
    return starts[index][1] if index >= 0 else None
