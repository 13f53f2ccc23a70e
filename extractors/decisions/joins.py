"""What may be joined: whether a statement tells what counts mean, agrees, puts off, or goes on with an item.

Finds: "M. Roy est élu" after his voices, "C'est voté." after what was voted, a second line of one count.
Never: joins two counts of the same choice, or a further result to a decision that is complete.
"""

import re

from extractors.decisions.refusals import is_refused
from extractors.decisions.statements import Statement
from extractors.lexicons import load_lexicon
from extractors.votes.results import VotePart, VoteResult, find_failure
from models.outline import BlockKind
from models.records import Vote
from models.vocabulary import VoteOutcome

# "M. Roy est élu membre du bureau", "Mme Lange est donc désignée": what the voices above mean
_ELECTS_RE = re.compile(r"\b(?:est|sont)\s+(?:donc\s+|ainsi\s+)?(?:re)?(?:elu|design|nomm|proclam)\w*")
PUT_TO_VOTE = frozenset({f"decisions.{rule}" for rule in ("performative", "deliberation", "resolution", "impersonal")})
"""Rules of decisions that minutes print as the text of a vote, so that remarks may stand before the result."""
_NOT_PUT_RE = re.compile(r"\bn'est\s+(?:donc\s+)?pas\s+(?:mise?|soumise?)\s+(?:aux\s+voix|au\s+vote)\b")
LONGEST_REMARKS = 60
"""Words of the remarks between the text of a vote and its result."""
ASSENT_WORDS = 7
"""Words of the longest sentence that only agrees: "Tout le monde est d'accord.", "C'est voté !"."""


def tells_result(statement: Statement) -> bool:
    """True if a sentence says what the counts before it mean: an election, a failure, a conclusion with "donc"."""
    if statement.is_bare or (statement.vote and any(part.rule == "votes.counts" for part in statement.vote.parts)):
        return False
    folded = statement.passage.folded
    if find_failure(statement.passage) or ((statement.signal or statement.vote) and _ELECTS_RE.search(folded)):
        return True
    concludes = load_lexicon("decisions")["consequence"].search(folded) is not None
    return concludes and (statement.signal or statement.vote) is not None


def is_assent(statement: Statement) -> bool:
    is_short = statement.words <= ASSENT_WORDS and statement.signal is not None
    return is_short and statement.signal is not None and statement.signal.rule == "decisions.we"


# "tout le monde était d'accord", "tous ok"; not "tout le monde d'accord sauf Rose"
_ALL_AGREE_RE = re.compile(
    r"\b(?:tout\s+le\s+monde|tous|toutes|on\s+est\s+tous)\s+(?:(?:est|etait|sont|etaient)\s+)?(?:bien\s+)?(?:d'accord|ok|favorables?|pour)\b"
    r"(?![^.]*\b(?:sauf|mais|excepte|hormis|moins)\b)"
)
LONGEST_QUESTION = 25
"""Words of the sentence that a following "Accordé sur le budget." answers."""


def assent_vote(statement: Statement) -> VoteResult | None:
    """The vote that "tout le monde est d'accord" tells beside what is settled."""
    match = _ALL_AGREE_RE.search(statement.passage.folded)
    if match is None or statement.signal is None or statement.signal.rule != "decisions.we":
        return None
    where = statement.passage.part(*match.span())
    vote = Vote(unanimous=True, outcome=VoteOutcome.ADOPTED)
    return VoteResult(vote, (VotePart("unanimous", where, "votes.assent"),))


def answers(statement: Statement, before: Statement) -> bool:
    """True for "Validé, Jo envoie la fiche." right after the short sentence that says what was asked for."""
    is_answer = statement.signal is not None and statement.signal.rule == "decisions.answer"
    near = before.block.index == statement.block.index and before.words <= LONGEST_QUESTION
    return is_answer and near and not before.is_bare


def own_vote(item: tuple[Statement, ...]) -> VoteResult | None:
    """The vote that an item of a list states itself ("d'émettre, par 9 voix pour et 2 abstentions, un avis …")."""
    return next((statement.vote for statement in item if statement.vote), None)


def states_outcome(statement: Statement) -> bool:
    """True for a line printed as a heading that tells both figures and outcome ("Bail : proposition validée à
    l'unanimité.")."""
    vote = statement.vote
    return vote is not None and vote.states_figures and any(part.field == "outcome" for part in vote.parts)


def only_puts_off(statement: Statement) -> bool:
    """A sentence that puts off without a vote: "La résolution n'est pas mise aux voix et est reportée."."""
    vote = statement.vote.vote if statement.vote and not statement.vote.states_figures else None
    put_off = vote is not None and vote.outcome in (VoteOutcome.POSTPONED, VoteOutcome.WITHDRAWN)
    return put_off and (statement.signal is not None or _NOT_PUT_RE.search(statement.passage.folded) is not None)


def conflict(one: VoteResult, other: VoteResult) -> bool:
    """True if both state the same kind of voices with different numbers."""
    pairs = [(getattr(one.vote, name), getattr(other.vote, name)) for name in ("in_favour", "against", "abstentions")]
    return any(a is not None and b is not None for a, b in pairs)


def excludes(known: VoteResult, result: VoteResult, is_earlier: bool) -> bool:
    """True if a decision that has this vote takes no further result: it is complete, or the numbers differ."""
    return conflict(known, result) or (is_earlier and known.states_figures)


def can_be_listed(statement: Statement) -> bool:
    folded = statement.passage.folded
    return (
        not statement.is_heading
        and statement.words >= 3
        and not folded.rstrip().endswith(":")
        and not is_refused(folded, 0, len(folded))
    )


def continues(item: tuple[Statement, ...], statement: Statement) -> bool:
    """More of the same item: its next sentence, or what stands below it after a colon."""
    if statement.block.index == item[-1].block.index:
        return True
    is_part = statement.block.kind is BlockKind.ITEM or statement.words <= 4
    return is_part and item[0].passage.folded.rstrip().endswith(":")
