"""From the sentences of a block to the charges in them: labels joined to what they announce, clauses seen one by one.

Takes:   "Action (rappel). Jo dresse la liste" → one, labelled · "Tout passe sur le serveur. (JP, mi-mars)" → one ·
         "Jo montre le devis au maire, et Lise téléphone" → two · "Benoît en veut dix → Jo lui écrit" → what follows
Refuses: to cut "Jo et Lise rangent", "Jo range et ferme la salle" (one charge)
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from extractors.actions.clauses import Clause, clauses_of, joint_clauses
from extractors.actions.owners import Roster, named_after_label, named_in
from extractors.actions.persons import are_persons
from extractors.actions.sentences import see_action
from extractors.actions.sighting import Sighting
from extractors.grammar.subjects import leading_subject
from extractors.lexicons import load_lexicon
from extractors.reading import Passage, Reading
from models.folding import fold
from models.outline import Block

# A label at the start: "Action :", "Action (rappel).", "À faire -", "Action 3 :", "Actions décidées :".
_LABEL_RE = re.compile(
    r"\W*(?P<label>[^\W\d][\w' ]{2,28}?)\s*(?:\([^()]{2,20}\)\s*)?(?:n°\s?)?\d{0,3}\s*(?::|\.|\s[-–—]|$)\s*"
)
# A sentence that is only an owner and a date in brackets: "(LA, mi-mars)".
_ALONE_RE = re.compile(r"\([^()]{2,50}\)\.?")


_JOIN_END_RE = re.compile(r"(?:,|\s(?:et|puis|mais)|,\s*(?:et|puis|mais))\s*$")


def told_sentences(reading: Reading, block: Block) -> Iterator[Passage]:
    """The sentences of a block; a label ("Action.") goes with what follows, an owner in brackets with what precedes."""
    held: Passage | None = None
    for sentence in reading.sentences(block):
        joined = sentence if held is None else held.part(0, sentence.end - held.start)
        if _ALONE_RE.fullmatch(sentence.cased) and held is not None:
            held = joined
            continue
        if held is not None and not _is_label(held):
            yield held
            joined = sentence
        held = joined
    if held is not None:
        yield held


def see_sentence(sentence: Passage, roster: Roster, *, listed: bool = False) -> list[tuple[Passage, Sighting]]:
    """The actions of a sentence, each with the part that tells it; `listed` in a section of actions."""
    clauses = clauses_of(sentence)
    if sighting := _label(sentence, roster):
        further = [found for clause in clauses[1:] for found in _see_clause(clause, roster, True)]
        return [(clauses[0].passage if further else sentence, sighting), *further]
    seen = [found for clause in clauses for found in _see_clause(clause, roster, listed)]
    if not seen and len(clauses) > 1 and (sighting := see_action(sentence, roster, supported=listed)):
        return [(sentence, sighting)]
    return seen


def _see_clause(clause: Clause, roster: Roster, listed: bool) -> list[tuple[Passage, Sighting]]:
    supported = listed or clause.pointed_at
    seen = _see_joined(clause, roster, supported)
    if not seen:
        whole = see_action(clause.passage, roster, supported=supported)
        seen = [(clause.passage, whole)] if whole else []
    premise = clause.points_on
    return [found for found in seen if not (premise and found[1].rule == "actions.charge.present")]


def _see_joined(clause: Clause, roster: Roster, supported: bool) -> list[tuple[Passage, Sighting]]:
    """The charges of clauses joined by "et" or a comma, where at least two owners get one each.

    One sure charge supports the others: "Jo montre le devis au maire, et Lise téléphone au diocèse".
    """
    pieces = joint_clauses(clause)
    each = [see_action(piece, roster, supported=supported) for piece in pieces]
    if any(seen and _is_owned(seen) for seen in each):
        each = [
            seen if seen and _is_owned(seen) else see_action(piece, roster, supported=True)
            for piece, seen in zip(pieces, each, strict=True)
        ]
    starts: list[int] = []
    last: set[str] | None = None
    for piece, seen in zip(pieces, each, strict=True):
        if seen and _is_owned(seen) and (own := _owners_of(piece, seen)) != last:
            starts.append(piece.start)
            last = own
    if len(starts) < 2:
        return []
    bounds = [clause.passage.start, *starts[1:], clause.passage.end]
    merged = [
        _trimmed(clause.passage.part(start - clause.passage.start, stop - clause.passage.start))
        for start, stop in pairwise(bounds)
    ]
    seen_again = [(piece, see_action(piece, roster, supported=True)) for piece in merged]
    named = [(piece, seen) for piece, seen in seen_again if seen and _is_owned(seen)]
    return named if len(named) > 1 and _are_distinct(named) else []


def _trimmed(piece: Passage) -> Passage:
    """Without the comma or "et" that joined the next one."""
    tail = _JOIN_END_RE.search(piece.cased)
    return piece.part(0, tail.start()) if tail else piece


def _is_owned(sighting: Sighting) -> bool:
    known = sighting.owners or sighting.by_speaker
    return bool(known) and not sighting.needs_deadline and not sighting.needs_date


def _owners_of(piece: Passage, seen: Sighting) -> set[str]:
    return {piece.cased[start:end] for start, end in seen.owners} | ({"je"} if seen.by_speaker else set())


def _are_distinct(named: list[tuple[Passage, Sighting]]) -> bool:
    """True if no two of the charges have an owner in common."""
    owners = [_owners_of(piece, seen) for piece, seen in named]
    return all(not one & other for number, one in enumerate(owners) for other in owners[:number])


def _is_label(passage: Passage) -> bool:
    match = _LABEL_RE.match(passage.cased)
    if match is None or match.end() < len(passage.cased):
        return False
    return load_lexicon("actions")["label"].matches(fold(match["label"]))


def _label(passage: Passage, roster: Roster) -> Sighting | None:
    """ "Action : relancer le traiteur", "Action (rappel). Jo dresse la liste", "À faire - devis (Lise)" """
    match = _LABEL_RE.match(passage.cased)
    if match is None or len(passage.cased) - match.end() < 6:
        return None
    if not load_lexicon("actions")["label"].matches(fold(match["label"])):
        return None
    owners = named_after_label(passage, match.end(), roster) or named_in(passage, roster)
    subject = leading_subject(passage.cased, match.end(), len(passage.cased))
    if len(subject.owners) > len(owners) and are_persons(passage.cased, subject.owners, roster):
        owners = subject.owners
    return Sighting("actions.label", 0.8, owners)
