"""Late arrivals and early departures: "Arrivée de Mme Aubry à 19h15", "M. Bost quitte la séance à 20h30".

Never: takes a date, or the end of the meeting for all ("la séance est levée à 21h"), for a departure.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.attendance.drafts import Draft
from extractors.attendance.mentions import bearer, names_in
from extractors.attendance.strips import statements
from extractors.lexicons import load_lexicon
from extractors.reading import Passage, Reading

_WHEN_RE = re.compile(
    r"\b\d{1,2}\s?(?:h|heures?)(?:\s?\d{2})?\b"
    r"|\b(?:avant |apres |au |lors du |a partir du )?point (?:n° ?)?\d+(?:\.\d+)?"
)


def apply_movements(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with the times at which sentences say that persons came or went."""
    result = list(drafts)
    lexicon = load_lexicon("attendance")
    for sentence in statements(reading) if drafts else ():
        when = _WHEN_RE.search(sentence.folded)
        if when is None:
            continue
        field = next(
            (f for f, e in (("arrived", "arrival"), ("left", "departure")) if lexicon[e].search(sentence.folded)), None
        )
        if field is not None and len(sentence.cased) < 200:
            _note(result, sentence, field, sentence.part(when.start(), when.end()))
    return result


def _note(drafts: list[Draft], sentence: Passage, field: str, when: Passage) -> None:
    for name in names_in(sentence, drafts):
        index = bearer(name, drafts)
        if index is None:
            continue
        if field == "arrived" and drafts[index].arrived is None:
            drafts[index] = replace(drafts[index], arrived=when)
        elif field == "left" and drafts[index].left is None:
            drafts[index] = replace(drafts[index], left=when)
