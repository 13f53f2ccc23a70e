"""Segment: from lines to blocks (headings, paragraphs, items, table rows) and from blocks to sections.

Signals in order of authority: what the format itself says (a heading style, a list level, a table cell); the layout
(space above, size and weight of the type); numbering and bullets; wording (section cues); the shape of the text
(capitals, length, the end of the line before). Never changes or drops text; running headers and footers are left out.
"""

import re
from dataclasses import replace
from itertools import groupby, pairwise

from extractors.lexicons import load_lexicon
from models.document import Document, Line, LineRole
from models.folding import fold, make_view, tidy
from models.outline import Block, BlockKind, Outline, Section, SectionRole
from pipeline.headings import Typography, has_verb, heading_level, holds_text, is_cue, measure, promote_titles
from pipeline.labels import Label, LabelKind, find_label, is_initial

VERSION = "2"

_BARE_NUMBER_RE = re.compile(r"\s*(?P<number>\d{1,2}(?:\.\d{1,2})*)\s+(?=[A-ZÀ-Ý][^\d])")
"""The number of a heading without point or bracket: "2 Actions à mener"."""
PROSE_LENGTH = 200
"""Characters: a longer paragraph with few commas is no list."""
SENTENCE_LENGTH = 60
_PRESENCE_RE = re.compile(
    r"\b(?:pouvoirs?|present\w*|excus\w*|absent\w*|represent\w*|procuration\w*|quorum|secretaire|arriv\w+|quitt\w+|invit\w+"
    r"|ordre du jour|seance|reunion|convocation|membres|participant\w*)\b"
)
_FORMAL = (SectionRole.AGENDA, SectionRole.ANNEX, SectionRole.ATTENDANCE, SectionRole.NEXT_MEETING)
LARGEST_CELL = 1500
"""Characters: a cell with more is a page inside a frame, no cell of a table."""
_PAGED = ("application/pdf", "text/plain", "message/rfc822", "application/vnd.ms-outlook")
"""Formats whose lines are those of the page: a paragraph may run on after a blank line or a page break."""

_TYPED = ("text/plain", "message/rfc822", "application/vnd.ms-outlook")
"""Formats whose lines somebody typed."""


def segment(document: Document) -> Outline:
    """Group the lines of a document into blocks and sections."""
    document = _with_underlined_titles(_without_layout_tables(document))
    typography = measure(document)
    groups = _group_lines(document, typography)
    made = _number_headings(document, [_make_block(document, group, typography) for group in groups])
    made = promote_titles(document, made)
    blocks = tuple(replace(block, index=index) for index, block in enumerate(made))
    return Outline(blocks, _make_sections(document, blocks))


def _without_layout_tables(document: Document) -> Document:
    """Free the lines of tables that only place text on the page (a whole page in one cell): they are prose."""
    sizes: dict[tuple[int, int, int], int] = {}
    for line in document.lines:
        if line.cell:
            key = (line.cell.table, line.cell.row, line.cell.column)
            sizes[key] = sizes.get(key, 0) + len(line.span)
    layout = {table for (table, _, _), size in sizes.items() if size > LARGEST_CELL}
    if not layout:
        return document
    lines = (replace(line, cell=None) if line.cell and line.cell.table in layout else line for line in document.lines)
    return replace(document, lines=tuple(lines))


# Takes "Budget" above "------", "2 Inscriptions" above "====="; a head of columns ("Nom    Ville") is none.
_UNDERLINE_RE = re.compile(r"(?P<sign>[-=_~])(?P=sign){2,}")


def _with_underlined_titles(document: Document) -> Document:
    """Make headings of the lines of a plain text below which a line of dashes of about their length stands."""
    if document.media_type != "text/plain":
        return document
    lines = list(document.lines)
    for index, (line, below) in enumerate(pairwise(document.lines)):
        text, rule = _text(document, line).strip(), _text(document, below).strip()
        if line.cell or below.cell or not _UNDERLINE_RE.fullmatch(rule) or re.search(r"\S {3,}\S|\t", text):
            continue
        above = _text(document, lines[index - 1]).strip() if index else ""
        if (
            2 < len(text) <= LONGEST_TITLE
            and 0.5 <= len(rule) / len(text) <= 1.5
            and not _UNDERLINE_RE.fullmatch(above)
        ):
            lines[index] = replace(line, heading_level=1 if rule[0] == "=" else 2)
    return replace(document, lines=tuple(lines))


LONGEST_TITLE = 100


def _group_lines(document: Document, typography: Typography) -> list[tuple[Line, ...]]:
    """Lines that form one block each; the lines of a row stay together, notes follow what they interrupt."""
    groups = _group_flow(document, LineRole.BODY, typography)
    for note in _group_flow(document, LineRole.NOTE, typography):
        after = (i for i, group in enumerate(groups) if group[0].span.start > note[0].span.start)
        groups.insert(next(after, len(groups)), note)
    return groups


def _group_flow(document: Document, role: LineRole, typography: Typography) -> list[tuple[Line, ...]]:
    groups: list[tuple[Line, ...]] = []
    body = [line for line in document.lines if line.role is role and _text(document, line).strip()]
    for cell_row, lines in groupby(body, key=lambda line: line.cell and (line.cell.table, line.cell.row)):
        if cell_row:
            groups.append(tuple(lines))
        else:
            groups.extend(_group_prose(document, tuple(lines), typography))
    return groups


def _group_prose(document: Document, lines: tuple[Line, ...], typography: Typography) -> list[tuple[Line, ...]]:
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not _starts_block(document, groups[-1], line, typography):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [tuple(group) for group in groups]


def _starts_block(document: Document, group: list[Line], line: Line, typography: Typography) -> bool:
    """Whether `line` opens a new block after the lines of `group`."""
    if line.heading_level or line.label or line.list_level is not None or group[-1].heading_level:
        return not (line.starts_block is False and line.list_level == group[-1].list_level and not line.label)
    text, before = _text(document, line), _text(document, group[-1])
    label = _label_of(line, text, typography)
    if label:
        return (
            label.kind is LabelKind.BULLET or _follows(document, group, label, typography) or not _is_cut(before, line)
        )
    if _runs_on(document, group, line):
        return False
    if line.starts_block is not None:
        return line.starts_block
    if _ends_numbered_title(document, group, line, typography):
        return True
    if heading_level(document, tuple(group), typography) or is_cue(text) or is_cue(text.partition(":")[0]):
        return True
    if _ends_by_choice(document, group[-1], line, typography):
        return True
    return _looks_finished(before, typography) and text.lstrip()[:1] not in "abcdefghijklmnopqrstuvwxyzàâçéèêëîïôùû"


def _ends_numbered_title(document: Document, group: list[Line], line: Line, typography: Typography) -> bool:
    """A numbered line that would be a heading by itself, above a line with a capital: the text below it begins there.

    Takes "4. Approbation des comptes (art. 24)" above "L'assemblée approuve …"; refuses a line that is as long as lines
    get, or that ends open ("… de", "… et").
    """
    if line.box is not None:
        return False  # a page with boxes has better signs: space, size and weight of the type
    text, before = _text(document, line).lstrip(), _text(document, group[0]).rstrip()
    label = _label_of(group[0], before, typography) if len(group) == 1 else None
    if label is None or label.kind in (LabelKind.BULLET, LabelKind.LETTER) or not text[:1].isupper():
        return False
    is_open = _OPEN_END_RE.search(before) is not None or len(before) > typography.line_length
    return not is_open and heading_level(document, tuple(group), typography, label) is not None


def _ends_by_choice(document: Document, before: Line, line: Line, typography: Typography) -> bool:
    """A line of a plain text or a message that was ended although the next word had room on it.

    Takes "Lou Bihan apporte le pain" above "Jo Petit réserve la salle"; refuses a small letter after it, an open end
    ("… avec Mme", "… Jo,"), a line as long as lines get, the lines of a title in capitals.
    """
    if document.media_type not in _TYPED or line.box is not None or before.box is not None or line.cell:
        return False
    above, text = _text(document, before).rstrip(), _text(document, line).lstrip()
    if not text[:1].isupper() or _OPEN_END_RE.search(above) or (above.isupper() and text.isupper()):
        return False
    if _ends_in_a_name(above):
        return False
    return len(above) + 1 + len(text.split(maxsplit=1)[0]) <= typography.wrapped_at


def _ends_in_a_name(line: str) -> bool:
    """True for "Présents : Marie Dubost, Luc Salvat, Cécile": a list of whole names cut after a first name."""
    *entries, last = (entry.split() for entry in line.rpartition(":")[2].split(","))
    whole = sum(len(entry) > 1 for entry in entries)  # the first may be the rest of a name cut before
    return len(last) == 1 and last[0][:1].isupper() and whole > len(entries) / 2


_OPEN_END_RE = re.compile(
    r"(?:[,'’(/-]|\b(?:de|du|des|d|la|le|les|l|et|ou|à|au|aux|en|par|pour|sur|avec|un|une|M\.|Mme|n°))$"
)
"""What no title ends with."""


def _runs_on(document: Document, group: list[Line], line: Line) -> bool:
    """A sentence cut by a blank line, a page break or a line end: no full stop before, a small letter after."""
    if document.media_type not in _PAGED or line.bold != group[-1].bold:
        return False
    if line.font_size and group[-1].font_size and abs(line.font_size - group[-1].font_size) > 0.6:
        return False
    before, text = _text(document, group[-1]).rstrip(), _text(document, line).lstrip()
    if line.starts_block and before[-1:].isdigit():
        return False  # a line that ends with a date or a number of its own, then a blank line
    return bool(before) and before[-1] not in ".!?:;" and text[:1].islower() and len(before) > 40


def _follows(document: Document, group: list[Line], label: Label, typography: Typography) -> bool:
    """ "3." after an item "2.": the next item, however full the line before is."""
    first = _label_of(group[0], _text(document, group[0]), typography)
    if first is None or first.kind is not label.kind:
        return False
    ours, theirs = re.findall(r"\d+", label.text), re.findall(r"\d+", first.text)
    return bool(ours and theirs) and int(ours[-1]) == int(theirs[-1]) + 1


def _is_cut(before: str, line: Line) -> bool:
    """An initial or a number that begins a line only because the line before was full ("… avec | B. Morel, …")."""
    return line.starts_block is not True and len(before) > 40 and before.rstrip()[-1:] not in ".!?:;"


def _looks_finished(before: str, typography: Typography) -> bool:
    """A line that ends its paragraph: short of the usual width, or a full stop well before it."""
    stripped = before.rstrip()
    share = len(stripped) / max(typography.line_length, 1)
    return share < 0.55 or (stripped.endswith((".", "!", "?", ":", ";")) and share < 0.85)


def _make_block(document: Document, lines: tuple[Line, ...], typography: Typography) -> Block:
    first = lines[0]
    if first.cell:
        return Block(0, BlockKind.ROW, lines, table=first.cell.table, row=first.cell.row)
    label = _label_of(first, _text(document, first), typography)
    length = _view_length(document, first, label) if label and not first.label else 0
    printed = label.text if label else first.label
    level = heading_level(document, lines, typography, label)
    if level:
        bare = None if printed else _BARE_NUMBER_RE.match(_text(document, first))
        if bare:
            printed, length = bare["number"], len(bare.group().lstrip())
        return Block(0, BlockKind.HEADING, lines, level, printed, length)
    is_item = first.list_level is not None or (label is not None and label.kind is not LabelKind.POINT)
    kind = BlockKind.ITEM if is_item else BlockKind.PARAGRAPH
    return Block(0, kind, lines, first.list_level or 0, printed, length)


def _label_of(line: Line, text: str, typography: Typography) -> Label | None:
    """The label of a line: the one that the format prints, else the one in the text."""
    if line.label:
        found = find_label(line.label + " x")
        return found or Label(line.label, LabelKind.BULLET, 1, 0)
    found = find_label(text)
    return None if found and is_initial(found) and not typography.is_lettered else found


def _view_length(document: Document, line: Line, label: Label) -> int:
    """How many characters of the block's view the label takes: views leave out leading white space and symbols."""
    view = make_view(document.text, (line.span,))
    return view.index_of(line.span.start + label.length)


def _number_headings(document: Document, blocks: list[Block]) -> list[Block]:
    """Numbered short lines in a row are items of a list (an ordre du jour), not headings of empty sections."""
    kept: list[Block] = []
    for index, block in enumerate(blocks):
        after = _sibling_after(blocks, index)
        after = None if after is not None and _holds_text(document, after) else after
        before = kept[-1] if kept else None
        before = None if before is not None and before.label and _holds_text(document, before) else before
        in_run = _is_weak(block) and (_is_sibling(block, after) or (before is not None and _is_sibling(block, before)))
        if in_run and (not kept or (before is not None and before.kind is BlockKind.ITEM) or _is_sibling(block, after)):
            kept.append(replace(block, kind=BlockKind.ITEM, level=max(block.level - 1, 0)))
        else:
            kept.append(block)
    return kept


def _holds_text(document: Document, block: Block) -> bool:
    """True for a point with text of its own ("2.1 Peinture. Deux devis sont arrivés"), no item of an ordre du jour."""
    text = " ".join(_text(document, line) for line in block.lines)
    return holds_text(text[block.label_length :])


def _sibling_after(blocks: list[Block], index: int) -> Block | None:
    """The next block, but None for a "1.1" below a "1." that no third number follows: a heading below a heading."""
    after, third = (blocks[i] if i < len(blocks) else None for i in (index + 1, index + 2))
    if after is not None and _depth(after) > _depth(blocks[index]) and not _is_sibling(after, third):
        return None
    return after


def _depth(block: Block) -> int:
    """How many numbers the label holds ("III.1": 2)."""
    return len(re.findall(r"\d+|[IVX]+", block.label or ""))


def _is_weak(block: Block) -> bool:
    return block.kind is BlockKind.HEADING and bool(block.label) and not block.lines[0].heading_level


def _is_sibling(block: Block, other: Block | None) -> bool:
    if other is None or not other.label or not any(char.isalnum() for char in other.label):
        return False
    numbered = other.kind in (BlockKind.ITEM, BlockKind.HEADING) and not other.lines[0].heading_level
    return numbered and (other.label[:1].isdigit() == (block.label or "")[:1].isdigit())


def _make_sections(document: Document, blocks: tuple[Block, ...]) -> tuple[Section, ...]:
    headings = [block for block in blocks if block.kind is BlockKind.HEADING]
    first = headings[0].index if headings else len(blocks)
    sections = [Section(None, 0, first, 0)] if first else []
    for position, heading in enumerate(headings):
        last = next((h.index for h in headings[position + 1 :] if h.level <= heading.level), len(blocks))
        role = _role_of(document, heading)
        last = _formal_end(document, blocks, heading.index, last) if role in _FORMAL else last
        sections.append(Section(heading, heading.index, last, heading.level, role))
    return tuple(sections)


def _formal_end(document: Document, blocks: tuple[Block, ...], first: int, last: int) -> int:
    """A list of people, an ordre du jour or a list of annexes ends where prose begins, headed or not."""
    for block in blocks[first + 1 : last]:
        text = tidy(" ".join(_text(document, line) for line in block.lines))
        if block.kind is not BlockKind.ROW and _is_prose(text, is_item=block.kind is BlockKind.ITEM):
            return block.index
    return last


def _is_prose(text: str, *, is_item: bool) -> bool:
    """A long paragraph with few commas, or a sentence that is not about who is there."""
    commas = text.count(",") + text.count(";")
    if len(text) > PROSE_LENGTH and commas < len(text) / 40 and not is_item:
        return True
    words = fold(text)
    tells = len(text) > SENTENCE_LENGTH and commas < 3 and has_verb(words)
    return tells and text[:1].isupper() and not is_item and not _PRESENCE_RE.search(words)


def _role_of(document: Document, heading: Block) -> SectionRole | None:
    text = " ".join(_text(document, line) for line in heading.lines)
    label = find_label(text)
    bare = re.sub(r"^\d{1,2}\s+", "", tidy(text[label.length if label else 0 :]))
    words = re.sub(r"^\W+", "", fold(bare.replace("’", "'")))  # a picture before the words ("📌 À faire") is none
    lexicon = load_lexicon("sections")
    return next((SectionRole(name) for name, entry in lexicon.entries.items() if entry.matches(words)), None)


def _text(document: Document, line: Line) -> str:
    return document.text[line.span.start : line.span.end]
