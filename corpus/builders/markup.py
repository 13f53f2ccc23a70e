"""The markup of the sources: lines of text in, settings and blocks out (see README.md).

What the sources say of the layout is kept as names and numbers; drawing is left to the makers of each format.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

MARKS = {
    "= ": "title",
    "# ": "h1",
    "#! ": "last",
    "## ": "h2",
    "- ": "bullet",
    "-- ": "subbullet",
    "^ ": "centre",
    "> ": "right",
    "+ ": "line",
    "~ ": "small",
}
BREAK = " \\\\ "
GAP = r"\t"
NO_BREAK_SPACE = "\u00a0"
TABLE_CUT = 0.55  # share of the first column that is cut off in the damaged PDF


@dataclass
class Block:
    """A piece of a document: one of the kinds of `MARKS`, or "para", "table" (with rows of cells), "page"."""

    kind: str
    text: str = ""
    rows: list[list[str]] = field(default_factory=list)


@dataclass
class Source:
    """A source as read: its settings (`@key value`) and its blocks, in order."""

    settings: dict[str, str]
    blocks: list[Block]

    @property
    def style(self) -> str:
        """Name of the layout."""
        return self.settings["style"]

    @property
    def running_lines(self) -> list[str]:
        """Headers and footers, as written."""
        return [value for key, value in self.settings.items() if key.startswith(("header", "footer"))]


def parse(text: str) -> Source:
    """Read a source."""
    source = Source({}, [])
    joinable = False
    for line in map(str.rstrip, text.splitlines()):
        if line.startswith("%%"):
            continue
        if line.startswith("@"):
            key, _, value = line[1:].partition(" ")
            source.settings[key] = value
            continue
        previous = source.blocks[-1] if joinable and source.blocks else None
        joinable = bool(line) and line != "<<<"
        if line:
            add_line(source.blocks, previous, line)
    return source


def add_line(blocks: list[Block], previous: Block | None, line: str) -> None:
    """Add a line to the blocks, or to the previous one if it goes on there."""
    block = read_line(line)
    if previous and previous.kind == block.kind == "table":
        previous.rows += block.rows
    elif previous and previous.kind == block.kind == "para":
        previous.text += " " + block.text
    else:
        blocks.append(block)


def read_line(line: str) -> Block:
    """Tell what a line that is not empty holds."""
    if line == "<<<":
        return Block("page")
    if line.startswith("| "):
        return Block("table", rows=[[cell.strip() for cell in line[1:-1].split("|")]])
    mark = next((mark for mark in sorted(MARKS, key=len, reverse=True) if line.startswith(mark)), None)
    return Block(MARKS[mark], line[len(mark) :]) if mark else Block("para", line)


def plain(text: str) -> str:
    """Text without marks, with its line breaks."""
    return text.replace("**", "").replace("¬", "").replace(BREAK, "\n").replace(GAP, "\t")


def cut_off(cell: str) -> str:
    """What is left of a cell of the first column in the damaged PDF."""
    return cell[int(len(cell) * TABLE_CUT) :]


def readable_source(text: str) -> str:
    """Text of a source as a reader of the document sees it, running lines first."""
    source = parse(text)
    parts = source.running_lines
    for block in source.blocks:
        if source.style == "mauvais":
            block.rows = [[cut_off(row[0]), *row[1:]] for row in block.rows]
        parts += [" ".join(filter(None, map(plain, row))) for row in block.rows] or [plain(block.text)]
    return "\n".join(parts)


def readable_markdown(text: str) -> str:
    """Text of a Markdown document as a reader sees it: no marks, no addresses of links."""
    text = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"^[ \t]*(?:[-*] \[[ x]\]|[-*>]|#+)[ \t]+", "", text, flags=re.M)
    text = re.sub(r"^\|[-:| ]+\|$", "", text, flags=re.M)
    text = re.sub(r"[ \t]*\|[ \t]*", " ", text)
    return re.sub(r"\*+", "", text)
