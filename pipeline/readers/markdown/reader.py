"""Reads Markdown: the text that a reader sees, with headings, lists and tables as the marks say.

Front matter (but for its title), comments, tags, addresses and picture references are not text. Indented code blocks
are read as paragraphs: minutes hold indented lists, never indented programs.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from models.document import CellRef, Document, Line, Table
from models.errors import EmptyFileError
from pipeline.readers.assembly import NOWHERE, TextBuilder, make_table
from pipeline.readers.encoding import decode
from pipeline.readers.markdown.front_matter import split_front_matter
from pipeline.readers.markdown.html_text import html_lines, is_line_break
from pipeline.readers.text_tables import with_tables

# Takes:   "https://exemple.fr/cr-2023.pdf", "http://exemple.fr/a_(b)", "www.exemple.fr"
# Refuses: "exemple.fr", "http :", the full stop after an address
_URL_RE = re.compile(r"(?:https?://|www\.)[^\s<>]*[^\s<>.,;:!?)\]»\"']")
_BREAK_RE = re.compile("\r\n|[\r\f\v\x1c-\x1e\x85\u2028\u2029]")
_CONTAINER_RE = re.compile(r":{3,}\s*\w*")
# Takes:   "[Morel]{.smallcaps}" (pandoc: the word with a style), "{#budget}" after a heading
# Refuses: "[ ] à faire", "{3 voix}"
_STYLED_RE = re.compile(r"\[(?P<shown>[^\[\]]*)\]\{[.#][^{}]*\}|\s*\{[.#][\w .#=-]*\}$")
# Takes:   "5^{ème}", "XXI^e^" (pandoc)      Refuses: "10^3", "a ^ b", "^{}"
_SUPERSCRIPT_RE = re.compile(r"(?<=\w)\^(?:\{(?P<braced>\w{1,5})\}|(?P<raised>[a-zé]{1,4})\^)")
_NARROWEST_WRAP = 60
"""No editor wraps at fewer columns: shorter lines were broken on purpose."""
_SETEXT_MAX = 100
"""A longer "heading" above a line of dashes is a paragraph above a rule."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One visible line of an inline token."""

    text: str
    bold: bool
    source_line: int
    """Which line of the token's source it begins on."""
    hard: bool
    """It follows a hard break."""


@dataclass
class _State:
    """Where in the tree of blocks the walk stands."""

    builder: TextBuilder = field(default_factory=TextBuilder)
    tables: list[Table] = field(default_factory=list)
    lists: list[int | None] = field(default_factory=list)
    """For each open list the next number, None for bullets."""
    item_opens: bool = False
    label: str | None = None
    heading: int | None = None
    cell: CellRef | None = None
    shape: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)


def read_markdown(content: bytes, *, source: str, sha256: str) -> Document:
    """Read a Markdown file.

    Raises:
        UnreadableFileError: the bytes are no text.
        EmptyFileError: nothing that a reader sees.
    """
    decoded, notes = decode(content, source)
    title, body = split_front_matter(_BREAK_RE.sub("\n", decoded))
    sources = body.splitlines()
    state = _State()
    for token in _parser().parse(body):
        _take(token, state, sources)
    if not state.builder.lines:
        raise EmptyFileError(f"{source}: the file holds no visible text. Check that it was saved completely.")
    lines, tables = with_tables(state.builder.text, state.builder.lines, state.tables)
    return Document(source, sha256, "text/markdown", state.builder.text, lines, (), tables, title, notes)


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("code")


def _take(token: Token, state: _State, sources: Sequence[str]) -> None:
    """Let one token act on the state: containers change where we are, leaves add lines."""
    kind = token.type
    if kind == "inline":
        _add_inline(token, state, sources)
    elif kind in ("fence", "code_block"):
        _add_lines(((text, None) for text in token.content.splitlines()), state)
    elif kind == "html_block":
        _add_lines(html_lines(token.content), state)
    elif kind == "heading_open":
        state.heading = int(token.tag[1:])
    elif kind == "heading_close":
        state.heading = None
    elif kind.startswith(("bullet_list", "ordered_list", "list_item")):
        _take_list(token, state)
    elif kind.startswith(("table", "tr_", "th_", "td_")):
        _take_table(token, state)


def _take_list(token: Token, state: _State) -> None:
    if token.type == "bullet_list_open":
        state.lists.append(None)
    elif token.type == "ordered_list_open":
        start = token.attrGet("start")
        state.lists.append(1 if start is None else int(start))
    elif token.type.endswith("list_close"):
        state.lists.pop()
    elif token.type == "list_item_open":
        number = state.lists[-1]
        state.item_opens = True
        state.label = None if number is None else f"{number}{token.markup}"
        if number is not None:
            state.lists[-1] = number + 1
    else:
        state.item_opens, state.label = False, None


def _take_table(token: Token, state: _State) -> None:
    index = len(state.tables)
    if token.type == "table_open":
        state.shape, state.cell = {}, CellRef(index, -1, -1)
    elif state.cell is None:
        return
    elif token.type == "tr_open":
        state.cell = CellRef(index, state.cell.row + 1, -1)
    elif token.type in ("th_open", "td_open"):
        state.cell = CellRef(index, state.cell.row, state.cell.column + 1)
        state.shape[state.cell.row, state.cell.column] = (1, 1)
    elif token.type == "table_close":
        state.tables.append(make_table(state.builder.lines, index, state.shape))
        state.cell = None


def _add_inline(token: Token, state: _State, sources: Sequence[str]) -> None:
    rows = [row for row in _rows(token.children or ()) if row.text and not _CONTAINER_RE.fullmatch(row.text)]
    heading = state.heading
    if heading is not None and token.map and token.map[1] - token.map[0] > 1 and not _is_heading(rows):
        heading = None
    first_line = token.map[0] if token.map else 0
    width = max((len(row.text) for row in rows), default=0)
    for index, row in enumerate(rows):
        template = Line(NOWHERE, heading_level=heading, bold=row.bold, cell=state.cell, starts_block=True)
        if index:
            starts = True if row.hard else _continues(rows[index - 1].text, row.text, width)
            template = replace(template, starts_block=starts)
        elif state.lists and state.item_opens:
            template = replace(template, list_level=len(state.lists) - 1, label=state.label)
            state.item_opens = False
        if state.cell is None:
            template = replace(template, indent=_indent(sources, first_line + row.source_line))
        state.builder.add(row.text, template)


def _is_heading(rows: Sequence[_Row]) -> bool:
    return len(rows) == 1 and len(rows[0].text) <= _SETEXT_MAX


def _continues(above: str, text: str, width: int) -> bool | None:
    """False where the line break above is a wrap: the first word here had no room there; else the text must tell."""
    first_word = text.split(maxsplit=1)[0]
    wrapped = len(above) + 1 + len(first_word) > max(width, _NARROWEST_WRAP)
    between_sentences = above.endswith((".", "!", "?", ":", ";")) and not text[0].islower()
    return False if wrapped and not between_sentences else None


def _indent(sources: Sequence[str], number: int) -> float | None:
    if number >= len(sources):
        return None
    line = sources[number].expandtabs(4)
    return float(len(line) - len(line.lstrip()))


def _add_lines(found: Iterable[tuple[str, int | None]], state: _State) -> None:
    """Lines of a fence or an HTML block, each with its heading level."""
    starts: bool | None = True
    for raw, heading in found:
        text = _URL_RE.sub("", raw).strip()
        if text:
            begins = True if heading is not None else starts
            state.builder.add(text, Line(NOWHERE, starts_block=begins, heading_level=heading))
        starts = None if text else True


def _rows(children: Iterable[Token]) -> Iterator[_Row]:
    """Cut the children of an inline token into lines at soft and hard breaks."""
    pieces: list[tuple[str, bool]] = []
    source_line = consumed = 0
    hard = False
    for text, bold, breaks in _pieces(children):
        if breaks is None:
            pieces.append((text, bold))
            continue
        yield _row(pieces, source_line, hard)
        consumed += breaks != "<br>"
        nothing_yet = not any(piece.strip() for piece, _ in pieces)
        pieces, source_line, hard = [], consumed, breaks != "soft" or (hard and nothing_yet)
    yield _row(pieces, source_line, hard)


def _pieces(children: Iterable[Token]) -> Iterator[tuple[str, bool, str | None]]:
    """(text, bold, break) of each visible piece; break is "soft", "hard" or "<br>", None for text."""
    strong = 0
    skipping = False
    for token in children:
        if token.type == "softbreak":
            yield "", False, "soft"
        elif token.type == "hardbreak":
            yield "", False, "hard"
        elif token.type == "html_inline":
            low = token.content.lower()
            strong += low.startswith(("<b>", "<strong")) - low.startswith(("</b>", "</strong"))
            if is_line_break(token.content):
                yield "", False, "<br>"
        elif token.type == "link_open" and token.info == "auto":
            skipping = not str(token.attrGet("href")).startswith("mailto:")
        elif token.type == "link_close":
            skipping = False
        elif token.type in ("strong_open", "strong_close"):
            strong += token.nesting
        elif token.type in ("text", "code_inline", "text_special") and not skipping:
            yield _shown(token.content), strong > 0, None


def _shown(text: str) -> str:
    plain = _STYLED_RE.sub(lambda match: match["shown"] or "", _URL_RE.sub("", text))
    return _SUPERSCRIPT_RE.sub(lambda match: match["braced"] or match["raised"], plain)


def _row(pieces: Sequence[tuple[str, bool]], source_line: int, hard: bool) -> _Row:
    text = "".join(piece for piece, _ in pieces).strip()
    bold = bool(text) and all(bold for piece, bold in pieces if piece.strip())
    return _Row(text, bold, source_line, hard)
