"""The legend of a list: what its letters mean ("P = présent, E = excusé, D = diffusion").

Never: takes one lone letter for a legend, or a letter whose word says nothing of presence for a status.
"""

import re
from collections.abc import Mapping

from extractors.reading import Reading
from models.outline import BlockKind
from models.vocabulary import AttendanceStatus

Legend = Mapping[str, AttendanceStatus | None]
"""Folded letters → status; None for letters of something else ("c": convoqué)."""

# Takes "P = présent", "E : excusé", "(A) absent", "AE - absent excusé". Refuses "CA : absent" of a longer word.
_MEANING_RE = re.compile(
    r"""
    (?<!\w)(?:\((?P<inner>[a-z]{1,3})\)\s*[=:-]?|(?P<letter>[a-z]{1,3})\s*[=:-])\s*
    (?P<word>
      absente?s?(?:\(e\))?(?:\(s\))?(?:[ ](?:et[ ])?excusee?s?)? | non[ ]excusee?s? | presente?s? | excusee?s?
      | representee?s? | invitee?s? | (?:en[ ])?retards? | pouvoirs? | procurations? | convoquee?s? | convocations?
      | diffusion | diffuse | copie | dispensee?s?
    )\b
    """,
    re.VERBOSE,
)
_WORDS = (
    ("absent excus", AttendanceStatus.EXCUSED), ("absents excus", AttendanceStatus.EXCUSED),
    ("absente excus", AttendanceStatus.EXCUSED), ("absents et excus", AttendanceStatus.EXCUSED),
    ("absent", AttendanceStatus.ABSENT), ("non excus", AttendanceStatus.ABSENT), ("excus", AttendanceStatus.EXCUSED),
    ("present", AttendanceStatus.PRESENT), ("retard", AttendanceStatus.PRESENT),
    ("en retard", AttendanceStatus.PRESENT), ("represent", AttendanceStatus.REPRESENTED),
    ("pouvoir", AttendanceStatus.REPRESENTED), ("procuration", AttendanceStatus.REPRESENTED),
    ("invit", AttendanceStatus.INVITED),
)  # fmt: skip


def read_legend(reading: Reading) -> Legend:
    """The legend of the document's list of attendees; empty if it has none."""
    for block in reading.blocks:
        if block.kind is BlockKind.ROW:
            continue
        found = _meanings(reading.block_with_label(block).folded)
        if sum(1 for status in found.values() if status is not None) > 1:
            return found
    return {}


def _meanings(folded: str) -> dict[str, AttendanceStatus | None]:
    found: dict[str, AttendanceStatus | None] = {}
    for match in _MEANING_RE.finditer(folded):
        status = next((status for word, status in _WORDS if match["word"].startswith(word)), None)
        found.setdefault(match["letter"] or match["inner"], status)
    return found
