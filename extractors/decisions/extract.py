"""Decisions: what the meeting settled, with the vote where one is stated.

Finds: one Decision for each sentence, item or table row that settles something; a bare result ("15 pour", "Adopté à
l'unanimité") is joined to the sentence, list or heading that says what was voted on.
Signals in order of authority: a stated result; the formula of a deliberation and its list; sections and labels of
decisions; verbs of deciding with the meeting as subject; the impersonal and the passive; noun phrases.
Never: opinions, wishes, questions, votes to come, decisions of others or of earlier meetings, items of the agenda.
"""

import re
from dataclasses import replace

from extractors.decisions.assembly import Draft, assemble
from extractors.decisions.cues import CONFIDENCE
from extractors.decisions.statements import Statement, read_statements
from extractors.reading import Passage, Reading
from models.evidence import Evidence
from models.outline import BlockKind
from models.records import Decision, Minutes

VERSION = "3"

TITLE_WORDS = 10
"""Words of a line without a full stop that is the title of another subject."""
# Takes "Délibération n° 2024-12 :", "DÉLIBÉRATION 07/2023", "Résolution n°3"; not "délibération du 3 mars"
_NUMBER_RE = re.compile(
    r"\b(?:deliberation|resolution|decision|del\.?)\s*(?:n\s?[°ºo]?\.?\s*|(?=\d{2,}[/-]|\d{1,3}\s*:))(?P<number>\d(?:[\w/.-]{0,14}\w)?)"
)


def extract_decisions(reading: Reading, minutes: Minutes) -> Minutes:
    """Add the decisions, in reading order."""
    statements = read_statements(reading, minutes.meeting.body)
    drafts = assemble(statements)
    told = frozenset(statement.index for draft in drafts for statement in draft.statements)
    return replace(minutes, decisions=tuple(_make(reading, draft, statements, told) for draft in drafts))


def _make(reading: Reading, draft: Draft, statements: tuple[Statement, ...], told: frozenset[int]) -> Decision:
    passages = [statement.passage for statement in draft.statements]
    number = _number_of(draft, statements, told)
    evidence: list[Evidence] = [_text_evidence(reading, passages, draft.rule)]
    if draft.vote:
        evidence += draft.vote.evidence()
    if number:
        evidence.append(number.evidence("number", "decisions.number"))
    return Decision(
        text=" ".join(passage.text for passage in passages),
        vote=draft.vote.vote if draft.vote else None,
        number=number.text if number else None,
        confidence=CONFIDENCE[draft.rule],
        evidence=tuple(evidence),
    )


def _text_evidence(reading: Reading, passages: list[Passage], rule: str) -> Evidence:
    return reading.evidence(tuple(span for passage in passages for span in passage.spans), "text", rule)


def _number_of(draft: Draft, statements: tuple[Statement, ...], told: frozenset[int]) -> Passage | None:
    """The printed number of the deliberation: in the decision's sentences, or in the title right above them.

    Another decision in between had that number for itself, unless it is an item of the same list below the title.
    """
    for statement in draft.statements:
        match = _NUMBER_RE.search(statement.passage.folded)
        if match:
            return statement.passage.part(match.start("number"), match.end("number"))
    for statement in reversed(statements[: draft.statements[0].index]):
        if statement.index in told and not _same_list(statement, draft):
            return None
        match = _NUMBER_RE.match(statement.passage.folded)
        if match:
            return statement.passage.part(match.start("number"), match.end("number"))
        is_title = statement.words <= TITLE_WORDS and statement.passage.cased.rstrip()[-1:] not in ".;:,"
        if statement.is_heading or is_title:
            return None
    return None


def _same_list(statement: Statement, draft: Draft) -> bool:
    """True for items that follow each other under one formula ("DÉCIDE : - d'approuver … - d'autoriser …")."""
    kinds = {statement.passage.block.kind, draft.statements[0].passage.block.kind}
    return kinds == {BlockKind.ITEM}
