"""The head of a document: its first blocks, where it says what, who, when and where."""

from extractors.reading import Reading
from models.document import LineRole
from models.outline import Block, BlockKind, SectionRole

MAX_BLOCKS = 16
MAX_CHARACTERS = 1600
MAX_RUNNING = 4
"""Different lines of running headers that are looked at."""


def head_blocks(reading: Reading) -> tuple[Block, ...]:
    """The first blocks, up to the first list of people or the agenda, or the usual length of a head."""
    head: list[Block] = []
    length = 0
    for block in reading.blocks[:MAX_BLOCKS]:
        section = reading.outline.section_of(block)
        if head and section and section.role in (SectionRole.ATTENDANCE, SectionRole.AGENDA):
            break
        head.append(block)
        length += reading.block(block).end
        if length > MAX_CHARACTERS:
            break
    return tuple(head)


def running_heads(reading: Reading) -> tuple[Block, ...]:
    """The running header's lines, each once, as blocks outside the outline: some minutes are named only there."""
    text, seen = reading.document.text, dict[str, Block]()
    for line in reading.document.lines:
        if line.role is LineRole.HEADER:
            seen.setdefault(text[line.span.start : line.span.end].strip(), Block(-1, BlockKind.PARAGRAPH, (line,)))
    return tuple(seen.values())[:MAX_RUNNING]
