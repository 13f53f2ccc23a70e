"""Results of votes in a passage: counts, unanimity, outcome, and who voted how, each with the words that say so.

Finds: "à l'unanimité", "par 11 voix pour et 2 abstentions", "VOTE : Pour 9 / Contre 2", "rejeté", "pas de vote".
Signals in order of authority: counts of voices; unanimity or majority; the words of the outcome beside them.
The outcome is what the words say; without words, what the counts say (more for than against, and than abstaining).
Never: takes "unanimité moins une abstention" for unanimous, a vote to come ("sera soumis au vote") for a result; never
fills in a count that is not stated.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from rapidfuzz.distance import OSA

from extractors.lexicons import Cue, load_lexicon
from extractors.reading import Passage
from extractors.votes.counts import Choice, Count, find_counts
from models.evidence import Evidence
from models.records import NamedVote, Vote
from models.vocabulary import VoteOutcome

MISSPELLING = 2
"""Most edits between "unanimité" and a misspelt form of it: "unaminité" has 2, "uniformité" 4."""

BARE_WORDS = 9
"""Words of the longest line that states an outcome and nothing else."""
# "80 voix sur 212 …, l'assemblée peut valablement délibérer": who is there, no result
_QUORUM_RE = re.compile(
    r"\bvalablement\s+(?:deliberer|sieger|se\s+reunir|constituee)\b|\bquorum\b[^.;]{0,60}\b(?:atteint|reuni|calcule|fixe)e?\b(?![^.]*\b(?:adopt|approuv|vot|elu))"
)
# "la commission, unanime, propose d'accepter": advice to the meeting that votes after it
_RECOMMENDS_RE = re.compile(
    r"\b(?:commission|comite|bureau|groupe\s+de\s+travail)\b[^.;:]{0,50}\b(?:propose|recommande|preconise|invite|suggere|conclut)(?:nt)?\b(?![^.]*\b(?:est|sont)\s+(?:adopt|approuv|accept|valid|rejet))"
)
_T = TypeVar("_T")
_OUTCOMES = {outcome.value: outcome for outcome in VoteOutcome}
_CHOICE_NAMES = {
    Choice.IN_FAVOUR: "for",
    Choice.AGAINST: "against",
    Choice.ABSTENTIONS: "abstention",
    Choice.NOT_TAKING_PART: "not_taking_part",
}


@dataclass(frozen=True, slots=True)
class VotePart:
    """One thing that a passage says of a vote, and where: `field` is a field of `Vote`."""

    field: str
    where: Passage
    rule: str


@dataclass(frozen=True, slots=True)
class VoteResult:
    """A vote and the parts it was read from, in reading order."""

    vote: Vote
    parts: tuple[VotePart, ...]

    @property
    def states_figures(self) -> bool:
        """Counts or unanimity, not an outcome alone."""
        vote = self.vote
        return vote.unanimous is True or any(getattr(vote, choice) is not None for choice in Choice)

    def evidence(self) -> tuple[Evidence, ...]:
        """Evidence of field "vote": the words of each count and of the outcome."""
        return tuple(part.where.evidence("vote", part.rule) for part in self.parts)


def find_vote(passage: Passage) -> VoteResult | None:
    """The result of a vote that the passage states, None if it states none."""
    if _QUORUM_RE.search(passage.folded) or _RECOMMENDS_RE.search(passage.folded):
        return None
    counts = find_counts(passage.cased, passage.folded)
    unanimity, majority = find_unanimity(passage.folded), _cue("majority", passage.folded)
    not_unanimous = _cue("unanimous_but", passage.folded) or majority
    ballot = _cue("ballot", passage.folded) or _cue("no_vote", passage.folded)
    anchor = unanimity or not_unanimous or _first_cue(counts) or ballot
    if anchor is None or _is_planned(passage.folded, anchor):
        return None
    outcome = _outcome_near(passage, anchor, counts)
    is_result = unanimity or _is_stated(counts) or (outcome and (not_unanimous or ballot))
    if not is_result:
        return None
    unanimous = True if unanimity else False if not_unanimous else None
    vote = _make_vote(counts, unanimous, outcome and outcome[0])
    cues = (("unanimous", "votes.unanimity", unanimity), ("unanimous", "votes.majority", not_unanimous))
    parts = [VotePart(count.choice, passage.part(count.start, count.end), "votes.counts") for count in counts]
    parts += [VotePart(name, passage.part(cue.start, cue.end), rule) for name, rule, cue in cues if cue]
    if outcome:
        parts.append(VotePart("outcome", passage.part(outcome[1].start, outcome[1].end), "votes.outcome"))
    return VoteResult(vote, tuple(sorted(parts, key=lambda part: part.where.start)))


def find_outcome(passage: Passage) -> VoteResult | None:
    """The outcome of a bare line that gives no figures ("Adopté.", "La motion est rejetée."), None without one."""
    found = _outcome_near(passage, Cue("line", 0, len(passage.folded)))
    if found is None or _is_planned(passage.folded, found[1]) or len(passage.folded.split()) > BARE_WORDS:
        return None
    part = VotePart("outcome", passage.part(found[1].start, found[1].end), "votes.outcome")
    return VoteResult(Vote(outcome=found[0]), (part,))


def find_failure(passage: Passage) -> VoteResult | None:
    """The outcome of a sentence that says that the votes were too few ("n'a pas recueilli la majorité requise")."""
    cue = _cue("failed", passage.folded)
    if cue is None or _is_planned(passage.folded, cue):
        return None
    part = VotePart("outcome", passage.part(cue.start, cue.end), "votes.outcome")
    return VoteResult(Vote(outcome=VoteOutcome.REJECTED), (part,))


def find_unanimity(folded: str) -> Cue | None:
    """Where unanimity is stated, misspelt words included; None where it is denied or limited."""
    entry = load_lexicon("votes")["unanimous"]
    found = entry.search(folded)
    if found or (entry.pseudo_pattern and entry.pseudo_pattern.search(folded)):
        return found
    position = 0
    for word in folded.split(" "):
        bare = word.rpartition("'")[2].strip('.,;:!()*"')
        if bare.startswith("un") and 7 <= len(bare) <= 12 and OSA.distance(bare, "unanimite") <= MISSPELLING:
            return Cue("unanimous", position, position + len(word))
        position += len(word) + 1
    return None


def merge_results(results: Sequence[VoteResult]) -> VoteResult:
    """One result of what several lines say of the same vote; the first line that states a fact wins."""
    votes = [result.vote for result in results]
    counts = {choice: _first_known([getattr(vote, choice) for vote in votes]) for choice in Choice}
    stated = [part for result in results for part in result.parts if part.field == "outcome"]
    holders = [result.vote.outcome for result in results if any(part.field == "outcome" for part in result.parts)]
    unanimous = _first_known([vote.unanimous for vote in votes])
    outcome = holders[0] if stated else outcome_of(counts, unanimous)
    by_name = tuple(named for vote in votes for named in vote.by_name)
    vote = Vote(
        in_favour=counts[Choice.IN_FAVOUR],
        against=counts[Choice.AGAINST],
        abstentions=counts[Choice.ABSTENTIONS],
        not_taking_part=counts[Choice.NOT_TAKING_PART],
        unanimous=unanimous,
        outcome=outcome,
        by_name=by_name,
    )
    return VoteResult(vote, tuple(part for result in results for part in result.parts))


def outcome_of(counts: dict[Choice, int | None], unanimous: bool | None) -> VoteOutcome | None:
    """What the figures alone say: adopted with more for than against and than abstaining; None where silent."""
    if unanimous is not None:
        return VoteOutcome.ADOPTED
    in_favour, against = counts[Choice.IN_FAVOUR], counts[Choice.AGAINST] or 0
    if in_favour is None:
        return None
    if in_favour < against:
        return VoteOutcome.REJECTED
    return VoteOutcome.ADOPTED if in_favour > max(against, counts[Choice.ABSTENTIONS] or 0) else None


def _make_vote(counts: tuple[Count, ...], unanimous: bool | None, stated: VoteOutcome | None) -> Vote:
    numbers: dict[Choice, int | None] = dict.fromkeys(Choice)
    numbers.update({count.choice: count.number for count in counts})
    by_name = tuple(NamedVote(name=name, choice=_CHOICE_NAMES[c.choice]) for c in counts for name in c.names)
    return Vote(
        in_favour=numbers[Choice.IN_FAVOUR],
        against=numbers[Choice.AGAINST],
        abstentions=numbers[Choice.ABSTENTIONS],
        not_taking_part=numbers[Choice.NOT_TAKING_PART],
        unanimous=unanimous,
        outcome=stated or outcome_of(numbers, unanimous),
        by_name=by_name,
    )


def _is_stated(counts: tuple[Count, ...]) -> bool:
    """Voices for or against, or any two kinds: a lone "il s'abstient" is told, no result."""
    return len(counts) > 1 or any(not count.is_told or count.choice is Choice.IN_FAVOUR for count in counts)


def _outcome_near(passage: Passage, anchor: Cue, counts: Sequence[Count] = ()) -> tuple[VoteOutcome, Cue] | None:
    """The outcome's word that stands nearest to the vote; "vote" without its accent is the noun, no outcome, and the
    label of a count ("avis favorable : 3") is none."""
    cues = [cue for name in _OUTCOMES for cue in load_lexicon("votes")[name].find(passage.folded)]
    cues = [cue for cue in cues if not any(count.start <= cue.start < count.end for count in counts)]
    cues = [cue for cue in cues if not re.fullmatch("votes?", passage.cased[cue.start : cue.end].lower())]
    if not cues:
        return None
    nearest = min(cues, key=lambda cue: max(cue.start - anchor.end, anchor.start - cue.end))
    return _OUTCOMES[nearest.entry], nearest


def _is_planned(folded: str, anchor: Cue) -> bool:
    """A vote to come, or what the rules ask of votes: the words stand before the result or right after it."""
    return any(cue.start < anchor.end + 12 for cue in load_lexicon("votes")["planned"].find(folded))


def _cue(name: str, folded: str) -> Cue | None:
    return load_lexicon("votes")[name].search(folded)


def _first_cue(counts: tuple[Count, ...]) -> Cue | None:
    return Cue("counts", counts[0].start, counts[0].end) if counts else None


def _first_known(values: Sequence[_T | None]) -> _T | None:
    return next((value for value in values if value is not None), None)
