"""Cut a document into strips for reading lists: a line of a list, a wrapped paragraph, a row of cells.

A line break ends an entry only where lines are entries; a tab or a run of spaces is a column's edge only where few of
them stand in a line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from extractors.attendance.cues import is_officer_label, is_other_label, read_label
from extractors.attendance.lines import has_verb, is_item
from extractors.grammar.name_words import is_given_name
from extractors.grammar.names import Strength, find_names, leading_name
from extractors.grammar.sentences import split_sentences
from extractors.reading import Passage, Reading
from models.document import Span
from models.outline import Block, BlockKind


@dataclass(frozen=True, slots=True)
class Strip:
    """A line, a paragraph or a row; `cells` has one passage where there are no columns."""

    passage: Passage
    cells: tuple[Passage, ...]
    block: Block
    is_alone: bool
    """The strip is a whole line, heading or cell: it may be a label without colon."""

    @property
    def is_row(self) -> bool:
        return len(self.cells) > 1


_GAP_RE = re.compile(r"(?<=\S)(?:[ \xa0]*\t[ \xa0\t]*|[ \xa0]{3,})(?=\S)")
_INNER_LABEL_RE = re.compile(r"(?:[.;]|\s[-/|])\s+(?=[a-z])")
MAX_GAPS = 4
MAX_POINT = 40
"""Characters of a line that is the title of a point of the meeting."""
COMPANY_RE = re.compile(
    r"\s*(?:SCI|SARL|SAS|SASU|SNC|SCM|EURL|EARL|GAEC|INDIVISION|Indivision|Consorts|CONSORTS|Succession)\b"
)
"""Members of an assembly that are no persons: "SCI du Lavoir", "Indivision Roux"."""


def strips(reading: Reading) -> Iterator[Strip]:
    """All strips of the document, in reading order."""
    for block in reading.blocks:
        if block.kind is BlockKind.ROW:
            yield from _row_strips(reading, block)
        else:
            yield from _text_strips(reading, block)


def statements(reading: Reading) -> Iterator[Passage]:
    """All sentences of the document; in tables those of each cell's lines."""
    for block in reading.blocks:
        if block.kind is not BlockKind.ROW:
            yield from _sentences(reading, block)
            continue
        for cell in reading.row_cells(block):
            for line in cell_lines(cell) if cell.cased.strip() else ():
                yield from (line.part(start, end) for start, end in split_sentences(line.cased))


def _sentences(reading: Reading, block: Block) -> Iterator[Passage]:
    """The sentences of a block; where its lines are entries of a list none runs over a line's end."""
    if len(block.lines) < 2 or block.kind is BlockKind.HEADING:
        yield from reading.sentences(block)
        return
    for part in _lines_or_paragraphs(reading.block(block), block):
        yield from (part.part(start, end) for start, end in split_sentences(part.cased))


def cell_lines(cell: Passage) -> tuple[Passage, ...]:
    """The lines of a table cell, each a passage."""
    starts = [cell.view.index_of(piece.start) for piece in _lines_within(cell)]
    return tuple(_cut(cell, starts))


def _row_strips(reading: Reading, block: Block) -> Iterator[Strip]:
    by_column = reading.column_cells(block)  # a merged cell stands in each of its rows: "Élus" beside two persons
    cells = tuple(by_column[column] for column in sorted(by_column))
    if len(cells) > 1:
        yield Strip(reading.block(block), cells, block, True)
        return
    for line in cell_lines(cells[0]) if cells else ():
        yield Strip(line, (line,), block, True)


def _text_strips(reading: Reading, block: Block) -> Iterator[Strip]:
    whole = reading.block(block)
    if not whole.cased.strip():
        return
    parts = _lines_or_paragraphs(whole, block)
    for part in parts:
        columns = _columns(reading, part)
        if len(columns) > 1:
            yield Strip(part, columns, block, True)
            continue
        for piece in _inner_labels(part):
            yield Strip(
                piece, (piece,), block, len(parts) > 1 or block.kind is BlockKind.HEADING or len(piece.cased) < 60
            )


def _lines_within(cell: Passage) -> list[Span]:
    return [line.span for line in cell.block.lines if any(span.contains(line.span) for span in cell.view.pieces)]


def _cut(whole: Passage, starts: list[int]) -> list[Passage]:
    """Parts of a passage that begin at these positions; empty ones left out."""
    edges = sorted({0, *starts})
    ends = [*edges[1:], len(whole.cased)]
    parts = [whole.part(start, end) for start, end in zip(edges, ends, strict=True)]
    return [part for part in parts if part.cased.strip()]


def _lines_or_paragraphs(whole: Passage, block: Block) -> list[Passage]:
    """The block cut where a line begins with a label; each piece whole if its lines run on, else line by line."""
    starts = [max(0, whole.view.index_of(line.span.start) - whole.start) for line in block.lines]
    lines = _cut(whole, starts)
    if len(lines) < 2 or _is_columnar(whole, starts):
        return lines
    groups: list[list[Passage]] = []
    for line in lines:
        begins = _starts_label(line.folded) or _is_marked_group(line.cased) or _is_title_of_point(line)
        if groups and not begins:
            groups[-1].append(line)
        else:
            groups.append([line])
    pieces: list[Passage] = []
    for group in groups:
        joined = whole.part(group[0].start - whole.start, group[-1].end - whole.start)
        pieces.extend([joined] if len(group) == 1 or _is_wrapped([line.cased.strip() for line in group]) else group)
    return pieces


def _is_title_of_point(line: Passage) -> bool:
    """ "Tour de table" on a line of its own: what stood before does not run on into it."""
    text = line.cased.strip()
    return text[:1].isupper() and len(text) < MAX_POINT and is_item(line.folded) and not has_verb(line)


def _is_marked_group(line: str) -> bool:
    """ "DREAL : Mme Anne Roux": a group of its own begins with the line."""
    match = re.match(r"[\s•*-]*[^,;:.()]{2,45}(?:\([^)]*\)\s*)?:\s", line)
    return match is not None and any(name.first == match.end() for name in find_names(line))


def _is_wrapped(lines: list[str]) -> bool:
    """True for prose and for comma lists that run over the line's end; False where each line is an entry."""
    if any(_is_cut_name(one, other) for one, other in pairwise(lines)):
        return True
    if _is_one_a_line(lines):
        return False
    all_groups = all(_is_group_line(line) for line in lines)
    if not all_groups and any(line.count(",") > 1 and line[-1:] not in ",;.:)" for line in lines[:-1]):
        return True  # a comma list that runs over the line's end
    if any(line[:1].islower() for line in lines[1:]) or any(
        line.endswith(("-", " et", " de", " M.", " Mme")) for line in lines
    ):
        return True
    entries = sum(1 for line in lines if _is_entry(line))
    several = sum(1 for line in lines if len(find_names(line)) > 1 or line.rstrip(",").count(",") > 2)
    return entries * 3 < len(lines) * 2 or (
        several * 2 > len(lines) and not all(_is_group_line(line) for line in lines)
    )


def _is_one_a_line(lines: list[str]) -> bool:
    """True if each line begins with a title, a sure name or a company, and none ends open."""
    begun = [line for line in lines if _begins_with_member(line)]
    is_open = any(re.search(r"(?:[,-]|\b(?:et|de|à|M\.|Mme|MM\.))$", line) for line in lines[:-1])
    return len(begun) == len(lines) and not is_open and not any(_is_cut_name(a, b) for a, b in pairwise(lines))


def _begins_with_member(line: str) -> bool:
    name = leading_name(line)
    return (name is not None and name.strength >= Strength.GIVEN) or COMPANY_RE.match(line) is not None


def _is_columnar(whole: Passage, starts: list[int]) -> bool:
    """Most lines fall into columns."""
    parts = _cut(whole, starts)
    return sum(1 for part in parts if len(_columns(whole.reading, part)) > 1) * 3 > len(parts) * 2


_CUT_NAME_RE = re.compile(r"(?:^|[,;-]|\bet)\s*(?P<given>[^\W\d_]+(?:-[^\W\d_]+)?)$")


def _is_cut_name(line: str, following: str) -> bool:
    """ "…, Luc AUBRY, Anne" / "ROUX, …": a first name at the line's end, the surname on the next."""
    match = _CUT_NAME_RE.search(line)
    first = following.split(" ")[0].rstrip(",;")
    is_surname = len(first) > 1 and first[0].isupper() and (first.isupper() or not is_given_name(first))
    return match is not None and is_given_name(match["given"]) and is_surname and bool(find_names(line))


def _starts_label(folded: str) -> bool:
    return read_label(folded, whole=False) is not None or is_other_label(folded) or is_officer_label(folded)


def _is_entry(line: str) -> bool:
    name = leading_name(line)
    return (name is not None and (name.strength > Strength.LONE or len(line) < 50)) or _is_group_line(line)


def _is_group_line(line: str) -> bool:
    """ "ADIL PAUL AUBRY, LISE ROUX", "DREAL : Paul Aubry": a sure name a few words after the line's start."""
    names = [name for name in find_names(line) if name.strength >= Strength.GIVEN]
    return bool(names) and 0 < names[0].first <= 45 and not re.search(r"[,;]", line[: names[0].first])


def _columns(reading: Reading, part: Passage) -> tuple[Passage, ...]:
    """Cells of a line where tabs or wide gaps part it into columns; the line itself where they do not."""
    if len(part.spans) != 1:
        return (part,)
    span = part.spans[0]
    raw = reading.document.text[span.start : span.end]
    gaps = list(_GAP_RE.finditer(raw))
    if not 1 <= len(gaps) <= MAX_GAPS or "\n" in raw or _is_spaced_out(reading.document.text):
        return (part,)
    starts = [part.view.index_of(span.start + gap.end()) - part.start for gap in gaps]
    return tuple(_cut(part, starts))


@lru_cache(maxsize=4)
def _is_spaced_out(text: str) -> bool:
    """True where wide gaps stand between most words (some text layers of PDF): they part no columns."""
    return len(_GAP_RE.findall(text)) * 3 > 2 * len(re.findall(r"\S\s+(?=\S)", text))


def _inner_labels(part: Passage) -> list[Passage]:
    """Cut "Présents : Anna, Luc. Excusée : Yza. Secrétaire : Anna" before each label."""
    starts = [m.end() for m in _INNER_LABEL_RE.finditer(part.folded) if _starts_label(part.folded[m.end() :])]
    return _cut(part, starts) if starts else [part]
