"""What the lines of a document form: blocks (headings, paragraphs, list items, table rows) and sections."""

from dataclasses import dataclass
from enum import StrEnum

from models.document import Line, Span


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    """A table row: its lines are those of its cells, left to right."""


class SectionRole(StrEnum):
    """What a section is for, where its heading says so."""

    ATTENDANCE = "attendance"
    AGENDA = "agenda"
    DECISIONS = "decisions"
    ACTIONS = "actions"
    NEXT_MEETING = "next_meeting"
    CLOSING = "closing"
    ANNEX = "annex"


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item or table row, with the lines it is made of."""

    index: int
    """Position in `Outline.blocks`."""
    kind: BlockKind
    lines: tuple[Line, ...]
    level: int = 0
    """Heading: 1-based level. Item: 0-based depth."""
    label: str | None = None
    """Number or bullet as printed ("1.", "II -", "•"), None without one."""
    label_length: int = 0
    """How many characters of the block's view the label takes, white space after it included; 0 if not in the text."""
    table: int | None = None
    """Row: index in `Document.tables`."""
    row: int | None = None

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(line.span for line in self.lines)

    @property
    def page_no(self) -> int | None:
        return self.lines[0].page_no

    @property
    def start(self) -> int:
        return self.lines[0].span.start


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the blocks below it, up to the next heading of its level or above: [first, last) of the blocks."""

    heading: Block | None
    """None for what stands before the first heading."""
    first: int
    last: int
    level: int
    role: SectionRole | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """All blocks in reading order, running headers and footers left out, and the sections that group them."""

    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]

    def section_of(self, block: Block) -> Section | None:
        """The innermost section that holds the block."""
        holding = [s for s in self.sections if s.first <= block.index < s.last]
        return min(holding, key=lambda s: s.last - s.first) if holding else None

    def blocks_of(self, section: Section) -> tuple[Block, ...]:
        """The section's blocks, its heading left out."""
        return tuple(b for b in self.blocks[section.first : section.last] if b is not section.heading)
