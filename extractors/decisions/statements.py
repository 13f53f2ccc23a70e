"""The minutes as a row of statements: each sentence with the vote it states and the decision it makes.

Finds: which sentences are bare results ("Adopté à l'unanimité."), which only frame one ("Nombre de votants : 11"), and
which stand where no decision is taken (ordre du jour, présences, annexes).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extractors.decisions.cues import Signal, find_signal
from extractors.decisions.refusals import is_citation, is_of_others, is_recalled, is_refused
from extractors.lexicons import load_lexicon
from extractors.reading import Passage, Reading
from extractors.votes.results import VoteResult, find_failure, find_outcome, find_vote
from extractors.votes.tables import read_tables, rest_of_row
from models.outline import Block, BlockKind, Section, SectionRole

_SILENT = frozenset({SectionRole.ATTENDANCE, SectionRole.CLOSING})
"""Sections in which nothing is decided; annexes too, where they end the document."""
LARGEST_SILENT_SHARE = 0.5
"""Of the document's blocks: a "section" of present people that is longer than the rest holds the meeting itself."""
LABEL_WORDS = 4
"""Words of the longest label ("Suite à donner :")."""
LONGEST_HEADED_LIST = 25
"""Blocks of a section "Décisions": a longer one is the document itself."""


# Lines that tell who could vote, or by which rule: their figures are no subject ("Votants : 11", "article 25",
# "sur 7 108 tantièmes"); not "Achat de 11 chaises"
_VOTERS_RE = re.compile(
    r"\b(?:votants?|exprimee?s|exercice|presents|pouvoirs?|procurations?|tantiemes|milliemes|coproprietaires"
    r"|(?:l')?art(?:icle)?\.?\s\d+(?:-\d)?)\b"
)


# "La résolution n° 4 est donc adoptée à la majorité de l'article 24 …"; not "La résolution sur le bail est adoptée"
_REFERS_RE = re.compile(
    r"\W*(?:(?:cette|la|ladite|cet|le|ce)\s|l')?\s?(?:resolution|deliberation|motion|proposition|amendement)"
    r"(?:\s+n\s?[°ºo]\s?\d{1,3})?\s+(?:(?:est|a\s+ete)\s+)?(?:donc\s+|ainsi\s+)?(?:adoptee?|rejetee?|approuvee?|refusee?|acceptee?)"
    r"\s*(?:[.!]?$|,?\s*(?:a\s+la\s+(?:double\s+)?majorite|a\s+l'unanimite)\b[^.;:]{0,160}\.?$)"
)
_OPEN_BRACKET_RE = re.compile(r"\([^()]*$")
_BRACKET_REST_RE = re.compile(r"[^()]{2,160}\)\W*")
# "ADOPTÉE À LA MAJORITÉ", "REJETÉ": a result that is printed like a heading
_RESULT_LINE_RE = re.compile(r"\W*(?:adopt|rejet|approuv|accept|refus|vot|ajourn)ee?s?\b")
_MOVED_RE = re.compile(r"\W*(?:(?:il\s+est\s+)?(?:proposee?|appuyee?|secondee?|resolue?)\b|et\s+resolue?\b)")


@dataclass(frozen=True)
class Statement:
    """One sentence, heading, item or row; `index` is its place among all statements."""

    index: int
    passage: Passage = field(repr=False)
    section: int
    vote: VoteResult | None = None
    signal: Signal | None = None
    is_bare: bool = False
    """Nothing but a result, or the frame of one: no word says what was voted on."""
    is_quoted: bool = False
    """Words that somebody reads out or proposes, between quotation marks: settled only where a result follows."""
    is_listed: bool = False
    """Stands in a section of decisions, or under the label "Décisions :"."""

    @property
    def block(self) -> Block:
        return self.passage.block

    @property
    def is_heading(self) -> bool:
        """A line printed as a heading, but "ADOPTÉE À LA MAJORITÉ", which is a result in capitals."""
        return self.block.kind is BlockKind.HEADING and not (self.is_bare and _is_result_line(self.passage))

    @property
    def words(self) -> int:
        return len(self.passage.folded.split())


def read_statements(reading: Reading, body: str | None) -> tuple[Statement, ...]:
    """All statements of a document in order; of silent sections only the sentences that settle something."""
    found: list[Statement] = []
    tables = read_tables(reading)
    for block in reading.blocks:
        section = reading.outline.section_of(block)
        silent = section is not None and _is_silent(reading, section) and block is not section.heading
        for passage in _passages(reading, block, tables):
            statement = _read(len(found), passage, reading, section, tables.get(block.index), body)
            closes = silent and section is not None and section.role is SectionRole.CLOSING
            if found and _closes_bracket(found[-1], statement):
                statement = replace(statement, is_bare=True, vote=None, signal=None)
            if found and statement.block.kind is BlockKind.HEADING and not statement.is_heading:
                statement = replace(statement, section=found[-1].section)
            if not silent or _speaks(statement) or (closes and _closes(statement)):
                found.append(statement)
    return tuple(_label(found))


def _speaks(statement: Statement) -> bool:
    """A full sentence that settles something, below a list of people: "Le compte rendu de mars est approuvé."."""
    is_prose = statement.block.kind is BlockKind.PARAGRAPH and statement.passage.folded.rstrip().endswith(".")
    return is_prose and not statement.is_bare and (statement.signal or statement.vote) is not None


def _closes(statement: Statement) -> bool:
    """The resolution that ends the meeting: "Il est proposé par Mme Roy de lever la séance." and "Adoptée."."""
    folded = statement.passage.folded
    is_result = statement.is_bare and (statement.vote or find_outcome(statement.passage)) is not None
    return not statement.is_heading and (is_result or _MOVED_RE.match(folded) is not None)


def _is_silent(reading: Reading, section: Section) -> bool:
    total = len(reading.blocks)
    if section.role is SectionRole.ANNEX:
        return section.first > total * LARGEST_SILENT_SHARE
    return section.role in _SILENT and section.last - section.first <= total * LARGEST_SILENT_SHARE


def _label(statements: list[Statement]) -> Iterator[Statement]:
    """Mark what follows a line that is a label of decisions and nothing else, up to the next heading or label."""
    labels = load_lexicon("decisions")["label"]
    label: Statement | None = None
    kind: BlockKind | None = None
    for statement in statements:
        folded = statement.passage.folded.strip()
        if labels.matches(folded) and not statement.is_heading:
            label, kind = statement, None
            yield replace(statement, signal=None, is_listed=False)
            continue
        kind = kind or statement.block.kind
        is_other_label = folded.endswith(":") and statement.words <= LABEL_WORDS
        if label and (is_other_label or statement.section != label.section or statement.block.kind is not kind):
            label = None
        yield replace(statement, is_listed=True) if label else statement


def _passages(reading: Reading, block: Block, tables: dict[int, VoteResult]) -> Iterator[Passage]:
    """The sentences of a block, the printed label with the first."""
    if block.index in tables:
        yield from rest_of_row(reading, block, tables[block.index])[:1] or (reading.block(block),)
        return
    sentences = reading.sentences(block)
    whole = reading.block_with_label(block)
    for position, sentence in enumerate(sentences):
        labelled = whole.part(0, sentence.end) if position == 0 and _keeps_label(block) else sentence
        for line in _lines_of_results(labelled):
            yield from _parts(line)


def _lines_of_results(sentence: Passage) -> tuple[Passage, ...]:
    """The sentence, or its lines where several lines state a result each ("Bilan : 9 pour" over "Budget : 8 pour")."""
    starts = [sentence.view.index_of(line.span.start) - sentence.start for line in sentence.block.lines[1:]]
    length = len(sentence.cased)
    cuts = [0, *(start for start in starts if 0 < start < length and _starts_line(sentence.cased, start)), length]
    lines = tuple(sentence.part(start, end) for start, end in pairwise(cuts))
    return lines if sum(find_vote(line) is not None for line in lines) > 1 else (sentence,)


# "ADOPTÉE À L'UNANIMITÉ La direction …", "REJETÉ M. Roy …": a result in capitals ends without a full stop
_CAPITALS_RE = re.compile(
    r"(?<!\w)(?:ADOPT|REJET|APPROUV|ACCEPT|REFUS)[ÉE]E?S?(?:\s+[ÀA]\s+(?:L['’]UNANIMIT[ÉE]|LA\s+MAJORIT[ÉE]))?(?P<end>\s+)(?=(?:MM?\.|Mmes?|[A-ZÀ-Ý]['’]?[a-zà-ÿ]))"
)
# "… sont accordés à l'unanimité ; la demande de Bois-Joli est renvoyée en commission": two subjects, two decisions
_CLAUSE_RE = re.compile(r"\s;\s+(?=(?:la|le|les|cette|ce|cet|ces)\s|l')|;\s+(?=(?:la|le|les|cette|ce|cet|ces)\s|l')")


def _parts(passage: Passage) -> tuple[Passage, ...]:
    """The passage, cut after a result in capitals, and before a clause that settles something of its own."""
    capitals = _CAPITALS_RE.search(passage.cased)
    if capitals and capitals.end("end") < len(passage.cased):
        return passage.part(0, capitals.start("end")), passage.part(capitals.end("end"), len(passage.cased))
    for clause in _CLAUSE_RE.finditer(passage.folded):
        left, right = passage.part(0, clause.start()), passage.part(clause.end(), len(passage.cased))
        own = find_signal(right.cased, right.folded)
        settled = find_vote(left) or find_signal(left.cased, left.folded)
        if own and own.rule == "decisions.passive" and settled and not find_vote(right):
            return left, right
    return (passage,)


def _starts_line(text: str, start: int) -> bool:
    """False where the line before runs on: a comma, "et" or an open bracket at its end, a small letter after."""
    before = text[:start].rstrip()
    runs_on = before.endswith((",", " et")) or before.count("(") > before.count(")")
    return not text[start : start + 1].islower() and not runs_on


def _closes_bracket(before: Statement, statement: Statement) -> bool:
    """The rest of a list of voters that a new line cut: "Contre : 2 (MM. Paquet et" / "Lebel)"."""
    is_cut = before.vote is not None and _OPEN_BRACKET_RE.search(before.passage.folded) is not None
    return is_cut and _BRACKET_REST_RE.fullmatch(statement.passage.folded) is not None


def _is_result_line(passage: Passage) -> bool:
    return _RESULT_LINE_RE.match(passage.folded) is not None


def _keeps_label(block: Block) -> bool:
    """A number is part of the quote, a bullet is not."""
    return bool(block.label_length and block.label and re.search(r"\w", block.label))


def _read(
    index: int,
    passage: Passage,
    reading: Reading,
    section: Section | None,
    row_vote: VoteResult | None,
    body: str | None,
) -> Statement:
    vote = row_vote or find_vote(passage)
    if vote is not None and _is_told(passage, vote):
        vote = None
    is_bare = _is_bare(passage, vote)
    if vote is None and is_bare:
        vote = find_failure(passage)
    is_heading = passage.block.kind is BlockKind.HEADING and not (is_bare and _is_result_line(passage))
    if is_heading and vote is not None and not vote.states_figures:
        vote = None  # "Vote à l'unanimité requise" as a title tells no result
    in_agenda = section is not None and section.role is SectionRole.AGENDA and _is_short(reading, section)
    signal = None if passage.block.kind is BlockKind.HEADING else find_signal(passage.cased, passage.folded, body)
    if in_agenda and (signal is None or signal.rule != "decisions.deliberation"):
        signal = None
    return Statement(
        index,
        passage,
        section.first if section else -1,
        vote,
        signal,
        is_bare=is_bare,
        is_quoted=_is_quoted(passage),
        is_listed=_in_decisions(reading, section, passage.block),
    )


def _is_quoted(passage: Passage) -> bool:
    """True inside a paragraph that opens with a quotation mark, up to the mark that closes it."""
    text = passage.reading.block(passage.block).text
    before = passage.view.cased[: passage.start]
    return text[:1] in ("«", "“", '"') and before.count('"') <= 1


def _is_told(passage: Passage, vote: VoteResult) -> bool:
    """A result of another day or body that is only mentioned: "Vu l'avis unanime …", "rappelle que … à l'unanimité"."""
    first, last = vote.parts[0].where, vote.parts[-1].where
    if first.block is not passage.block:
        return is_citation(passage.folded)
    if is_of_others(passage.folded) or is_recalled(passage.folded[: first.start - passage.start]):
        return True
    if any(part.rule == "votes.counts" for part in vote.parts):
        return is_citation(passage.folded)
    return is_refused(passage.folded, first.start - passage.start, last.end - passage.start)


def _is_short(reading: Reading, section: Section) -> bool:
    return section.last - section.first <= len(reading.blocks) * LARGEST_SILENT_SHARE


def _in_decisions(reading: Reading, section: Section | None, block: Block) -> bool:
    """Below a heading "Décisions": its items where it opens with a list, else its sentences."""
    if section is None or section.heading is None or block is section.heading or section.first == 0:
        return False
    if section.last - section.first > LONGEST_HEADED_LIST:
        return False
    if not load_lexicon("decisions")["section"].matches(reading.block(section.heading).folded):
        return False
    return block.kind is reading.blocks[section.first + 1].kind


def _is_bare(passage: Passage, vote: VoteResult | None) -> bool:
    """True if all words are those of results: what the vote was about stands elsewhere."""
    if _REFERS_RE.match(passage.folded):
        return True
    text = list(passage.folded)
    for part in vote.parts if vote else ():
        if part.where.block is passage.block:
            start, end = part.where.start - passage.start, part.where.end - passage.start
            text[max(start, 0) : max(end, 0)] = " " * (max(end, 0) - max(start, 0))
    if vote:
        text = list(_OPEN_BRACKET_RE.sub("", "".join(text)))
    bare, failed = load_lexicon("decisions")["bare"], load_lexicon("votes")["failed"]
    rest = bare.pattern.sub(" ", failed.pattern.sub(" ", "".join(text)))
    tells_voters = _VOTERS_RE.search(passage.folded)
    return not re.search(r"[a-z]{2,}" if tells_voters else r"[a-z]{2,}|\d", rest)
