"""Rosters of plain text: a person a line, then letters of a legend or crosses under heads of columns.

Takes:   "Lot 3   Menuiserie Carré   M. Luc PETIT   P   C" below "P = présent, C = convoqué";
         "Anne ROUX   ADEME         X" below "Nom   Organisme   Présent   Excusé"
Signals in order of authority: the head of the column that a cross stands under; the legend; usual letters (P, E, A).
Never: takes a line whose end holds other words, or fewer than two such lines, for a roster.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.attendance.details import Details, starts_role, trim
from extractors.attendance.drafts import Draft, draft_of
from extractors.attendance.entries import Entry, with_given_in_brackets
from extractors.attendance.legend import Legend
from extractors.grammar.names import NameMatch, find_names, leading_name
from extractors.reading import Passage, Reading
from models.folding import fold
from models.outline import Block, BlockKind
from models.vocabulary import AttendanceStatus

MIN_LINES = 2
_USUAL: Legend = {
    "p": AttendanceStatus.PRESENT, "e": AttendanceStatus.EXCUSED, "a": AttendanceStatus.ABSENT,
    "exc": AttendanceStatus.EXCUSED, "abs": AttendanceStatus.ABSENT, "pres": AttendanceStatus.PRESENT,
}  # fmt: skip
# Heads of columns of presence in one line of text: "PRES.", "Présent", "Excusé(e)", "Conv.". Folded text.
_HEAD_RE = re.compile(
    r"(?<![\w/])(?:(?P<present>pres(?:ente?s?|\.|ence)?)|(?P<excused>exc(?:usee?s?|\.)?)|(?P<absent>abs(?:ente?s?|\.)?)"
    r"|(?P<represented>representee?s?)|(?P<invited>invitee?s?)|(?P<other>conv(?:oquee?s?|ocation|\.)?|diff(?:usion|\.)?))"
    r"(?:\(e\))?(?:\(s\))?(?!\w)"
)
_LETTER_HEAD_RE = re.compile(r"(?<!\S)[peacd](?!\S)")
_MARK_RE = re.compile(r"[xX☒☑✓✔✗✕×]")
_MISSION_RE = re.compile(r"(?:Lot|LOT)\s*(?:n°\s*)?\d+[a-zA-Z]?\b|(?:MOA|MOE|AMO|C?SPS|CT|BET|OPC)\b")
"""The part that a company has on a building site: "Lot 3", "MOE", "CSPS"."""
_RULE_RE = re.compile(r"[-=_ ]{4,}")


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of plain text as printed, with its passage."""

    passage: Passage
    raw: str


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of a roster: the words before its marks, its name, the status that the marks say."""

    line: _Line
    name: NameMatch
    status: AttendanceStatus
    marks: Passage | None


def read_rosters(reading: Reading, legend: Legend) -> list[Draft]:
    """The persons of all rosters of the document."""
    drafts: list[Draft] = []
    rows: list[_Row] = []
    heads: dict[AttendanceStatus | None, int] = {}
    for line in _lines(reading):
        if len(found := _heads(line.raw)) > 1 or (found and "  " in line.raw):
            heads = found
            continue
        row = _row(line, heads, legend) if heads or legend else None
        if row is not None:
            rows.append(row)
        elif not _RULE_RE.fullmatch(line.raw):
            drafts.extend(_drafts(rows))
            rows, heads = [], {} if rows else heads
    return drafts + _drafts(rows)


def _lines(reading: Reading) -> Iterator[_Line]:
    for block in reading.blocks:
        yield from _lines_of(reading, block)


def _lines_of(reading: Reading, block: Block) -> Iterator[_Line]:
    text = reading.document.text
    whole = reading.block_with_label(block)
    if block.kind is BlockKind.ROW:
        spans = whole.spans
        raw = text[spans[0].start : spans[-1].end] if spans else "\n"
        if "\n" not in raw:
            yield _Line(whole, _indented(text, spans[0].start, raw))
        return
    edges = [max(0, whole.view.index_of(line.span.start) - whole.start) for line in block.lines]
    for line, start, end in zip(block.lines, edges, [*edges[1:], len(whole.cased)], strict=True):
        raw = text[line.span.start : line.span.end]
        if "\n" not in raw and start < end:
            yield _Line(whole.part(start, end), _indented(text, line.span.start, raw))


def _indented(text: str, start: int, raw: str) -> str:
    """The line with the blanks before it, so that places of columns count from the margin."""
    begin = text.rfind("\n", 0, start) + 1
    return " " * (start - begin) + raw if not text[begin:start].strip() else raw


def _heads(raw: str) -> dict[AttendanceStatus | None, int]:
    """Heads of columns of presence and where their middle stands, for a line that names several columns."""
    if len(re.findall(r"\S {2,}(?=\S)", raw)) < 2 or find_names(raw):
        return {}
    found: dict[AttendanceStatus | None, int] = {}
    for match in _HEAD_RE.finditer(fold(raw)):
        name = match.lastgroup
        status = None if name == "other" or name is None else AttendanceStatus[name.upper()]
        found.setdefault(status, (match.start() + match.end()) // 2)
    if not found:
        found = {_USUAL.get(m.group()): m.start() for m in reversed(list(_LETTER_HEAD_RE.finditer(fold(raw))))}
        return found if len(found.keys() - {None}) > 1 else {}
    return found if any(status is not None for status in found) else {}


def _row(line: _Line, heads: dict[AttendanceStatus | None, int], legend: Legend) -> _Row | None:
    letters = {**_USUAL, **legend}
    tail = _tail(line.raw, letters)
    status = _status(tail, heads, letters)
    if status is None:
        return None
    last = list(re.finditer(r"\S+", line.passage.cased))[-len(tail) :]
    before = line.passage.part(0, last[0].start())
    name = _name(before)
    if name is None:
        return None
    marks = trim(line.passage.part(before.end - line.passage.start, len(line.passage.cased)))
    return _Row(replace(line, passage=before), name, status, marks)


def _tail(raw: str, letters: Legend) -> list[re.Match[str]]:
    """The letters and crosses at the line's end."""
    tail: list[re.Match[str]] = []
    for token in reversed(list(re.finditer(r"\S+", raw))):
        bare = token.group().strip("[]().")
        if not (_MARK_RE.fullmatch(bare) or bare == "-" or fold(bare) in letters or fold(bare) in ("c", "d")):
            break
        tail.insert(0, token)
    return tail


def _status(
    tail: Sequence[re.Match[str]], heads: dict[AttendanceStatus | None, int], legend: Legend
) -> AttendanceStatus | None:
    marks = [token for token in tail if _MARK_RE.fullmatch(token.group().strip("[]()"))]
    if marks and heads:
        nearest = (min(heads, key=lambda head: abs(heads[head] - mark.start())) for mark in marks)
        return next((status for status in nearest if status is not None), None)
    letters = [fold(token.group().strip("[]().")) for token in tail]
    return next((legend[letter] for letter in letters if legend.get(letter) is not None), None)


def _name(before: Passage) -> NameMatch | None:
    """The last sure name before the marks, else capitals in the line's first or last column."""
    bare = re.sub(r"\([^)]*\)\s*$", lambda aside: " " * len(aside.group()), before.cased)
    found = [name for name in find_names(bare) if not bare[name.end :].strip(" ,")] or list(find_names(bare))[:1]
    if found:
        return found[-1]
    name = leading_name(before.cased)
    return name if name is not None and name.given is not None else None


def _drafts(rows: Sequence[_Row]) -> list[Draft]:
    if len(rows) < MIN_LINES:
        return []
    return [_draft(row) for row in rows]


def _draft(row: _Row) -> Draft:
    passage, name = row.line.passage, row.name
    role, organisation = _lead(passage.part(0, name.first), row.line.raw)
    entry = Entry(passage.part(name.start, name.end), name, Details(role=role, organisation=organisation))
    entry = with_given_in_brackets(entry, passage.part(name.end, len(passage.cased)))
    return draft_of(entry, status=row.status, cue=row.marks, group=None, number=0, rule="attendance.roster")


def _lead(before: Passage, raw: str) -> tuple[Passage | None, Passage | None]:
    """Function and organisation before the name: the columns as printed, the last one is the organisation."""
    lead = trim(before)
    if lead is None:
        return None, None
    mission = _MISSION_RE.match(lead.cased)
    columns = [part for part in re.split(r"\s{2,}", raw.strip()) if part]
    cut = next((i for i in range(len(columns), 0, -1) if len(" ".join(columns[:i])) <= len(lead.cased)), 0)
    if cut > 1 and lead.cased.endswith(columns[cut - 1]):
        edge = len(lead.cased) - len(columns[cut - 1])
        return trim(lead.part(0, edge)), lead.part(edge, len(lead.cased))
    if mission is not None and trim(lead.part(mission.end(), len(lead.cased))) is not None:
        return trim(lead.part(0, mission.end())), trim(lead.part(mission.end(), len(lead.cased)))
    return (lead, None) if starts_role(lead.folded) else (None, lead)
