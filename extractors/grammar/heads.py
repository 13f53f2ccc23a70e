"""The head of a document: its first blocks, where it says what, who, when and where."""

from extractors.reading import Reading
from models.outline import Block, BlockKind, SectionRole

MAX_BLOCKS = 16
MAX_CHARACTERS = 1600


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


def prose_blocks(reading: Reading) -> tuple[Block, ...]:
    """All blocks but table rows."""
    return tuple(block for block in reading.blocks if block.kind is not BlockKind.ROW)
