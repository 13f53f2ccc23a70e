"""The markup of the sources: lines of text in, settings and blocks out (see README.md).

What the sources say of the layout is kept as names and numbers; drawing is left to the makers of each format.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime

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
    "! ": "box",
}
BREAK = " \\\\ "
GAP = r"\t"
PAGE, COLUMNS = "<<<", "<|>"
LEFT, ABOVE = "<", "^^"  # cells that are one with the cell at their left, above them
NOTE = re.compile(r"\[\^(.+?)\^\]")  # "text[^the note^]"
NUMBERED_NOTE = re.compile(r"\[\^(\d+)\|(.+?)\^\]")
INSERTED, DELETED, COMMENT = (re.compile(rf"\[{sign}(.+?){sign}\]") for sign in (r"\+", "-", "!"))
NO_BREAK_SPACE = "\u00a0"
TABLE_CUT = 0.55  # share of the first column that is cut off in the damaged PDF


@dataclass
class Block:
    """A piece of a document: a kind of `MARKS`, or "para", "table" (with rows of cells), "page", "columns"."""

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
    def envelope(self) -> list[str]:
        """Subject, people and day of an e-mail, as mail programs show them; empty for anything else."""
        if "subject" not in self.settings:
            return []
        day = parsedate_to_datetime(self.settings["date"])
        return [*(self.settings.get(key, "") for key in ("subject", "from", "to", "cc")), f"{day:%d/%m/%Y %H:%M}"]

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
        joinable = bool(line) and line not in (PAGE, COLUMNS)
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
    if line in (PAGE, COLUMNS):
        return Block("page" if line == PAGE else "columns")
    if line.startswith("| "):
        return Block("table", rows=[[cell.strip() for cell in line[1:-1].split("|")]])
    mark = next((mark for mark in sorted(MARKS, key=len, reverse=True) if line.startswith(mark)), None)
    return Block(MARKS[mark], line[len(mark) :]) if mark else Block("para", line)


def numbered_notes(blocks: list[Block]) -> list[Block]:
    """The blocks with their footnotes numbered."""
    count = itertools.count(1)
    return [
        Block(block.kind, NOTE.sub(lambda note: f"[^{next(count)}|{note[1]}^]", block.text), block.rows)
        for block in blocks
    ]


def cells_of(row: list[str]) -> list[str]:
    """The texts of a row's cells, merged ones once."""
    return [plain(cell) for cell in row if cell not in (LEFT, ABOVE)]


def plain(text: str) -> str:
    """Text without marks, with its line breaks: the final text, without comments, footnotes after the paragraph."""
    notes = NOTE.findall(text)
    text = NOTE.sub("", COMMENT.sub("", DELETED.sub("", INSERTED.sub(r"\1", text))))
    text = "\n".join([text, *notes])
    return text.replace("**", "").replace("¬", "").replace(BREAK, "\n").replace(GAP, "\t")


def cut_off(cell: str) -> str:
    """What is left of a cell of the first column in the damaged PDF."""
    return cell[int(len(cell) * TABLE_CUT) :]


def readable_source(text: str) -> str:
    """Text of a source as a reader of the document sees it, running lines first."""
    source = parse(text)
    parts = [*source.envelope, *source.running_lines]
    for block in source.blocks:
        if source.style == "mauvais":
            block.rows = [[cut_off(row[0]), *row[1:]] for row in block.rows]
        parts += [" ".join(filter(None, cells_of(row))) for row in block.rows] or [plain(block.text)]
    return "\n".join(parts)


def readable_markdown(text: str) -> str:
    """Text of a Markdown document as a reader sees it: no marks, no addresses of links."""
    text = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"^[ \t]*(?:[-*] \[[ x]\]|[-*>]|#+)[ \t]+", "", text, flags=re.M)
    text = re.sub(r"^\|[-:| ]+\|$", "", text, flags=re.M)
    text = re.sub(r"[ \t]*\|[ \t]*", " ", text)
    return re.sub(r"\*+", "", text)
