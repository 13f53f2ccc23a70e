"""Names in a sentence about attendance: those that prove themselves, and forms of persons already known."""

import re
from collections.abc import Sequence

from extractors.attendance.drafts import Draft
from extractors.grammar.name_likeness import Likeness, compare
from extractors.grammar.names import find_names, normalise_name
from extractors.reading import Passage
from models.folding import fold


def names_in(passage: Passage, known: Sequence[Draft]) -> list[Passage]:
    """The names in a passage, in order."""
    text = passage.cased
    found = [(name.start, name.end) for name in find_names(text)]
    for form in sorted({draft.name for draft in known}, key=len, reverse=True):
        for match in re.finditer(rf"(?<![\w-]){re.escape(fold(form))}(?![\w-])", passage.folded):
            if text[match.start()].isupper() and not any(s < match.end() and match.start() < e for s, e in found):
                found.append(match.span())
    return [passage.part(start, end) for start, end in sorted(found)]


def bearer(name: Passage, drafts: Sequence[Draft]) -> int | None:
    """The index of the one draft that this name fits, None if none or several do."""
    likeness = [compare(normalise_name(name.cased), draft.name) for draft in drafts]
    best = max(likeness, default=Likeness.DIFFERENT)
    if best < Likeness.MISSPELT or likeness.count(best) != 1:
        return None
    return likeness.index(best)
