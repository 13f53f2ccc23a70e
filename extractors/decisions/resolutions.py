"""Resolutions as Québec and company minutes print them: who moves, who seconds, what is resolved, each on its line.

Finds: "Il est proposé par …" / "Appuyé par …" / "Et résolu que …" / "Mme X demande le vote." / "Adoptée à l'unanimité."
Signals in order of authority: the mover's line, followed by a seconder or by what is resolved.
Never: takes a mover's line for a decision without a resolution or a result; reaches over a heading.
"""

import re
from collections.abc import Sequence

from extractors.decisions.statements import Statement

# "Il est proposé par Mme Roy", "Sur proposition de M. Lange, appuyée par …", "IL EST PROPOSÉ PAR : …"; not "Il est
# proposé de louer la salle"
_MOVER_RE = re.compile(
    r"\W*(?:il\s+est\s+(?:donc\s+)?)?proposee?\s+par\b|\W*sur\s+(?:une\s+|la\s+)?proposition\s+d(?:e\b|u\b|')"
)
# "Appuyé par …", "Secondée par …", "Et résolu que …", "Il est unanimement résolu de …", "Que la séance soit levée"
_NEXT_RE = re.compile(
    r"\W*(?:(?:et\s+)?(?:dument\s+)?(?:appuyee?|secondee?)\s+par\b|(?:et\s+)?(?:il\s+est\s+)?(?:unanimement\s+)?resolue?\b"
    r"|(?:et\s+)?que\b|(?:et\s+)?qu')"
)
_RESOLVED_RE = re.compile(r"\bresolue?\b")
_CALLS_RE = re.compile(
    r"\b(?:(?:demande|appelle|reclame)(?:nt)?\s+le\s+vote|vote\s+est\s+(?:demande|pris|appele)|(?:mis|passe)e?\s+au\s+vote)\b"
)
_THAT_RE = re.compile(r"\s(?:que|qu'|de)\b|\sd'")
LONGEST = 160
"""Words of the longest resolution that is quoted whole."""


def read_resolution(statements: Sequence[Statement], index: int) -> tuple[Statement, ...]:
    """The lines of the resolution that opens at `index`, without its result; empty where none opens there."""
    opening = statements[index]
    if opening.is_heading or opening.vote or not _MOVER_RE.match(opening.passage.folded):
        return ()
    found, words = [opening], opening.words
    for statement in statements[index + 1 :]:
        words += statement.words
        if statement.is_heading or statement.is_bare or statement.vote or words > LONGEST:
            break
        if not (_NEXT_RE.match(statement.passage.folded) or _CALLS_RE.search(statement.passage.folded)):
            break
        found.append(statement)
    return tuple(found) if len(found) > 1 or _says_what(opening) else ()


def is_resolved(lines: Sequence[Statement]) -> bool:
    """True if the lines say themselves that the meeting resolved."""
    return any(_RESOLVED_RE.search(line.passage.folded) for line in lines)


def _says_what(opening: Statement) -> bool:
    """ "Il est proposé par Mme Roy que la séance soit levée.": mover and motion in one line."""
    mover = _MOVER_RE.match(opening.passage.folded)
    return mover is not None and _THAT_RE.search(opening.passage.folded, mover.end()) is not None
