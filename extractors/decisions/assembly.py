"""From statements to decisions: every result finds its subject, every list its items.

Signals in order of authority: a list of a deliberation; a bare result, joined to the decisions before it, to the
sentence after it, or to its proposal; a sentence with its own result; a sentence that settles; a listed item.
Never: gives one result to two proposals, or reaches out of a section.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from extractors.decisions.cues import is_conclusion, is_formula, points_back, starts_with_verb
from extractors.decisions.joins import (
    LONGEST_REMARKS,
    PUT_TO_VOTE,
    answers,
    assent_vote,
    can_be_listed,
    conflict,
    continues,
    excludes,
    is_assent,
    only_puts_off,
    own_vote,
    states_outcome,
    tells_result,
)
from extractors.decisions.proposals import find_proposal, find_subject, proposes
from extractors.decisions.resolutions import is_resolved, read_resolution
from extractors.decisions.statements import Statement
from extractors.lexicons import load_lexicon
from extractors.votes.results import VoteResult, find_failure, find_outcome, merge_results
from models.outline import BlockKind


@dataclass(frozen=True)
class Draft:
    """A decision being put together: its statements in reading order, its vote, the rule that spoke."""

    statements: tuple[Statement, ...]
    rule: str
    vote: VoteResult | None = None

    @property
    def last(self) -> int:
        return self.statements[-1].index


def assemble(statements: Iterable[Statement]) -> tuple[Draft, ...]:
    """The decisions of a document's statements, in reading order."""
    return tuple(_Assembly(tuple(statements)).drafts())


# "Adopté.", "La motion est rejetée." tell of a vote; "Accepté.", "Validé.", "Accord du bureau." need none
_BALLOT_RE = re.compile(r"\b(?:adopt|rejet|repouss|vot)")
SHORT_RESULT = 4
"""Words of a result ("Adopté à l'unanimité.") that means nothing where its subject is not found."""
# "… au taux de 3 % Vote : à l'unanimité": a label after other words
_LABEL_RE = re.compile(r"\bvotes?\s*[:;]\s*\S")


class _Assembly:
    """One walk over the statements: every result finds its subject, every list its items."""

    def __init__(self, statements: tuple[Statement, ...]) -> None:
        self._all = statements
        self._drafts: list[Draft] = []
        self._floor = 0
        """Index of the first statement that belongs to no decision yet."""

    def drafts(self) -> list[Draft]:
        index = 0
        while index < len(self._all):
            index = self._step(index)
        return self._drafts

    def _step(self, index: int) -> int:
        """Read the statement at `index`; the index of the next unread one."""
        statement = self._all[index]
        if self._opens_list(statement):
            return self._read_list(index)
        if resolution := read_resolution(self._all, index):
            return self._read_resolution(resolution)
        if statement.vote and statement.is_bare:
            return self._read_result(index)
        if statement.is_bare and not statement.is_heading and (outcome := find_outcome(statement.passage)):
            return self._read_outcome(statement, outcome)
        if statement.vote and (not statement.is_heading or states_outcome(statement)):
            vote = None if only_puts_off(statement) else statement.vote
            return self._add(Draft(self._voted(statement), "decisions.vote", vote))
        if statement.signal and not statement.is_quoted:
            draft = self._with_items(statement, statement.signal.rule)
            before = self._pointed_at(statement)
            return self._add(replace(draft, statements=(*before, *draft.statements), vote=assent_vote(statement)))
        if statement.is_listed and can_be_listed(statement):
            return self._add(Draft(self._rest_of_block(statement), "decisions.section"))
        return index + 1

    def _add(self, draft: Draft) -> int:
        self._drafts.append(draft)
        self._floor = draft.last + 1
        return self._floor

    def _pointed_at(self, statement: Statement) -> tuple[Statement, ...]:
        """The proposal right before "Le conseil accepte cet ajout.", what "C'est voté." means."""
        before = self._all[statement.index - 1] if statement.index > self._floor else None
        if before is None or before.section != statement.section or before.is_heading:
            return ()
        if is_assent(statement) and before.block.index == statement.block.index:
            return (before,)
        if answers(statement, before):
            return (before,)
        return (before,) if points_back(statement.passage.folded) and proposes(before.passage.folded) else ()

    def _rest_of_block(self, statement: Statement) -> tuple[Statement, ...]:
        """An item of a list of decisions is one decision, however many sentences it has; in prose a sentence is."""
        if statement.block.kind is not BlockKind.ITEM:
            return (statement,)
        return tuple(s for s in self._all[statement.index :] if s.block.index == statement.block.index)

    def _voted(self, statement: Statement) -> tuple[Statement, ...]:
        """A sentence with its result; the proposal before it, where a label ends a text that says nothing of its own;
        what the meeting concludes right after it ("6 voix pour la première. Le bureau retient donc la première.")."""
        if statement.signal is None and _LABEL_RE.search(statement.passage.folded):
            return (*find_proposal(self._all, statement.index, self._floor), statement)
        following = self._all[statement.index + 1] if statement.index + 1 < len(self._all) else statement
        concludes = following.signal and not following.vote and following.block.index == statement.block.index
        if concludes and not statement.signal and following.signal and is_conclusion(following.passage.folded):
            return (statement, following)
        return (statement,)

    # lists of a deliberation

    def _opens_list(self, statement: Statement) -> bool:
        """ "Le conseil, après en avoir délibéré, décide :" with items that are verbs ("d'approuver …")."""
        folded = statement.passage.folded.rstrip(" .")
        formula = is_formula(folded)
        if statement.is_heading or not (statement.signal or statement.vote or formula):
            return False
        items = self._verb_items(statement.index + 1)
        opens = folded.endswith((":", ",", "decide", "decident")) or (formula and statement.signal is not None)
        return bool(items) and (opens or (not statement.is_bare and items[0][0].block.kind is BlockKind.ITEM))

    def _verb_items(self, index: int) -> list[tuple[Statement, ...]]:
        """The items from `index` on that begin with a verb of the list, each with the items below it."""
        found: list[tuple[Statement, ...]] = []
        for statement in self._all[index:]:
            if statement.is_heading or statement.block.kind is BlockKind.ROW or (statement.is_bare and statement.vote):
                break
            begins = statement.block.index != self._all[statement.index - 1].block.index
            if begins and starts_with_verb(statement.passage.folded):
                found.append((statement,))
            elif found and continues(found[-1], statement):
                found[-1] = (*found[-1], statement)
            else:
                break
        return found

    def _read_list(self, index: int) -> int:
        """Each item of the list is one decision; the first is quoted with the sentence that opens the list."""
        opening, items = self._all[index], self._verb_items(index + 1)
        vote, folded = opening.vote, opening.passage.folded.rstrip(" .")
        if opening.is_bare or folded.endswith((":", ",", "decide", "decident")):
            items[0] = (opening, *items[0])
        else:
            self._drafts.append(Draft((opening,), opening.signal.rule if opening.signal else "decisions.list", vote))
        self._drafts += [Draft(item, "decisions.list", own_vote(item) or vote) for item in items]
        self._floor = items[-1][-1].index + 1
        return self._floor

    def _with_items(self, statement: Statement, rule: str) -> Draft:
        """A sentence that ends with a colon is quoted with the items it opens."""
        found = [statement]
        if statement.passage.folded.rstrip().endswith(":"):
            words = 0
            for following in self._all[statement.index + 1 :]:
                words += following.words
                if following.block.kind is not BlockKind.ITEM or following.vote or words > 80:
                    break
                found.append(following)
        return Draft(tuple(found), rule)

    def _read_resolution(self, lines: tuple[Statement, ...]) -> int:
        """The lines of a resolution wait for their result; without one they settle only what is "résolu"."""
        after = lines[-1].index + 1
        if is_resolved(lines) or self._has_result(lines[-1].index):
            self._drafts.append(Draft(lines, "decisions.resolution"))
            self._floor = after
        return after

    # bare results

    def _read_result(self, index: int) -> int:
        """Join the lines of one result and give it to the decisions before, after, or to its proposal."""
        lines, result = self._run_of_results(index)
        after = lines[-1].index + 1
        if not result.states_figures and self._explains(after):
            return self._add(Draft((*lines, self._all[after]), "decisions.vote", result))
        waiting = self._waiting(index, result)
        if waiting:
            self._merge_paragraph(waiting, lines[0])
            self._give(waiting, result, lines)
        elif self._is_told_after(lines, after):
            quoted = self._colon_before(index) if lines[-1].block.kind is BlockKind.ROW else tuple(lines)
            return self._add(Draft((*quoted, self._all[after]), "decisions.vote", self._merged(result, after)))
        else:
            subject = find_subject(self._all, index, self._floor)
            if subject or not self._drafts or sum(line.words for line in lines) > SHORT_RESULT:
                self._drafts.append(Draft((*subject, *lines), "decisions.vote", result))
        self._floor = max(after, self._floor)
        return self._floor

    def _read_outcome(self, statement: Statement, outcome: VoteResult) -> int:
        """ "La résolution est adoptée.", alone: what it was stands before."""
        waiting = self._waiting(statement.index, outcome)
        is_vote = _BALLOT_RE.search(statement.passage.folded) is not None
        if waiting and is_vote:
            self._give(waiting, outcome, [statement])
        elif subject := find_subject(self._all, statement.index, self._floor):
            self._drafts.append(Draft((*subject, statement), "decisions.outcome", outcome if is_vote else None))
        self._floor = statement.index + 1
        return self._floor

    def _explains(self, after: int) -> bool:
        """The sentence after "Pas de vote." in the same paragraph says what that means."""
        return after < len(self._all) and self._all[after].block.index == self._all[after - 1].block.index

    def _run_of_results(self, index: int) -> tuple[list[Statement], VoteResult]:
        """Lines of one result that follow each other ("Pour : 11", "Contre : 0"), frames between them read over."""
        lines: list[Statement] = []
        results: list[VoteResult] = []
        for statement in self._all[index:]:
            if not statement.is_bare or statement.is_heading or statement.section != self._all[index].section:
                break
            if statement.vote:
                if any(conflict(statement.vote, result) for result in results):
                    break
                results.append(statement.vote)
                lines = list(self._all[index : statement.index + 1])
            elif (
                lines and lines[-1].index == statement.index - 1 and statement.passage.cased.rstrip(" .").endswith(")")
            ):
                lines.append(statement)  # the rest of the voters' names
        return lines, merge_results(results)

    def _waiting(self, index: int, result: VoteResult) -> list[int]:
        """Positions of the drafts told right before a result, that it may belong to."""
        found: list[int] = []
        expected = index - 1
        while expected >= self._floor and self._all[expected].is_bare and not self._all[expected].is_heading:
            expected -= 1
        for position in range(len(self._drafts) - 1, -1, -1):
            draft = self._drafts[position]
            same = self._all[draft.last].section == self._all[index].section
            if draft.last != expected or not same or (draft.vote and excludes(draft.vote, result, bool(found))):
                break
            found.append(position)
            if draft.rule != "decisions.list":
                break
            expected = draft.statements[0].index - 1
        return found or self._waiting_above(index)

    def _waiting_above(self, index: int) -> list[int]:
        """The decision without a vote in the section, where only remarks stand between it and the result."""
        draft = self._drafts[-1] if self._drafts else None
        if draft is None or draft.vote or draft.rule not in PUT_TO_VOTE or draft.last != self._floor - 1:
            return []
        between = self._all[self._floor : index]
        is_near = sum(statement.words for statement in between) <= LONGEST_REMARKS
        same = all(statement.section == self._all[draft.last].section for statement in (*between, self._all[index]))
        plain = not any(s.is_heading or s.signal or s.vote or proposes(s.passage.folded) for s in between)
        return [len(self._drafts) - 1] if is_near and same and plain else []

    def _merge_paragraph(self, waiting: list[int], line: Statement) -> None:
        """Sentences of one paragraph that ends with its result are one decision: "Le bail est renouvelé. Mme Roy est
        mandatée. Pour : 9"."""
        if len(waiting) > 1 or line.block.kind is not BlockKind.PARAGRAPH:
            return
        while len(self._drafts) > 1 and waiting[0] == len(self._drafts) - 1:
            before, last = self._drafts[-2:]
            same = all(s.block.index == line.block.index for s in (*before.statements, *last.statements))
            if not same or before.vote or last.vote or before.last + 1 != last.statements[0].index:
                return
            self._drafts[-2:] = [replace(last, statements=(*before.statements, *last.statements), rule=before.rule)]
            waiting[0] -= 1

    def _give(self, waiting: list[int], result: VoteResult, lines: list[Statement]) -> None:
        for position in waiting:
            draft = self._drafts[position]
            merged = merge_results([draft.vote, result]) if draft.vote else result
            self._drafts[position] = replace(draft, vote=merged)
        last = self._drafts[waiting[0]]
        self._drafts[waiting[0]] = replace(last, statements=(*last.statements, *lines))

    def _is_told_after(self, lines: list[Statement], after: int) -> bool:
        """Counts first, then what they mean: "Pour : 11 … Le procès-verbal est donc adopté"."""
        following = self._all[after] if after < len(self._all) else lines[-1]
        if following.section == lines[-1].section and not following.is_heading and following is not lines[-1]:
            is_open = not any(part.field == "outcome" for line in lines if line.vote for part in line.vote.parts)
            failed = find_failure(following.passage) is not None
            if is_open and tells_result(following) and (failed or not self._has_result(after)):
                return True
        if following.block.index == lines[-1].block.index and following is not lines[-1]:
            is_outcome = following.signal is not None and following.signal.rule == "decisions.passive"
            return is_outcome and following.vote is None and not following.is_bare
        if lines[-1].block.kind is not BlockKind.ROW:
            return False
        if following.is_heading or following.section != lines[-1].section or following.is_bare:
            return False
        donc = load_lexicon("decisions")["consequence"].search(following.passage.folded)
        return bool(following.signal or following.vote or donc)

    def _has_result(self, index: int) -> bool:
        """True if a bare result follows: the statement at `index` is what that one is about."""
        for statement in self._all[index + 1 :]:
            if not statement.is_bare or statement.is_heading:
                return False
            if statement.vote or find_outcome(statement.passage):
                return True
        return False

    def _merged(self, result: VoteResult, after: int) -> VoteResult:
        vote = self._all[after].vote or find_failure(self._all[after].passage)
        return merge_results([result, vote]) if vote else result

    def _colon_before(self, index: int) -> tuple[Statement, ...]:
        """The line that announces the vote ("Vote pour l'achat :")."""
        before = self._all[index - 1] if index else None
        if before is None or before.is_heading or before.index < self._floor or before.is_bare:
            return ()
        return (before,) if before.passage.folded.rstrip().endswith(":") else ()
