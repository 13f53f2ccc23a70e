"""Tells a message's own lines from those of earlier messages below or between them.

An answer repeats what it answers: those lines are kept and marked, but their records belong to the earlier message,
which is a document of its own where it was given. A message that is passed on ("TR:", "Fwd:") speaks through the one
that it passes on: the first message below it counts as its own, only deeper ones are quotes.
"""

import re
from collections.abc import Sequence

from models.document import LineRole

_ATTRIBUTION_RE = re.compile(
    # takes "Le 12 mars 2026 à 10:04, Odile Barrandon <o@exemple.fr> a écrit :", "Le mar. 12 mars 2026 … a écrit :",
    # "On Tue, Mar 12, 2026 at 10:04 AM Ann wrote:"; refuses "Le maire a écrit au préfet.", "Le 12 mars, le budget :"
    r"""
    ^\W*(?:
        Le\s[^\n]{0,300}\d[^\n]{0,300}\s(?:a|avez)\s[ée]crit\s*:
      | On\s[^\n]{0,300}\d[^\n]{0,300}\swrote\s*:
    )\s*$
    """,
    re.VERBOSE,
)
_ATTRIBUTION_START_RE = re.compile(r"^\W*(?:Le|On)\s[^\n]{0,300}\d")
_ANSWERED_RE = re.compile(
    # takes "-----Message d'origine-----", "-------- Message original --------", "----- Original Message -----";
    # refuses "Message d'origine inconnue", "--- Suite du message ---"
    r"^\s*-{2,}\s*(?:Message\sd['’]origine|Message\soriginal|Original\sMessage)\s*-{2,}\s*$",
    re.IGNORECASE,
)
_PASSED_ON_RE = re.compile(
    # takes "------ Forwarded message -----", "-------- Message transféré --------", "Début du message réexpédié :"
    # refuses "Le message transféré hier", "Message transféré au service technique."
    r"""
    ^\s*(?:
        -{2,}\s*(?:Forwarded\smessage|Message\s(?:transf[ée]r[ée]|r[ée]exp[ée]di[ée]))\s*(?:-{2,})?
      | D[ée]but\sdu\smessage\s(?:transf[ée]r[ée]|r[ée]exp[ée]di[ée])\s*:
      | Begin\sforwarded\smessage\s*:
    )\s*$
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FROM_RE = re.compile(r"^[\s*>]*(?:De|From|Exp[ée]diteur)\s*:\*?\s*\S", re.IGNORECASE)
_FIELD_RE = re.compile(
    # takes "Envoyé : mardi 12 mars", "À : bureau@exemple.fr", "*Objet :* CR"; refuses "Objet social : …", "A voter"
    r"^[\s*>]*(?P<name>De|From|Envoy[ée]e?|Sent|Date|[ÀA]|To|Cc|Objet|Subject|Sujet|Exp[ée]diteur|Destinataires?"
    r"|Pi[èe]ces?\sjointes?|R[ée]pondre\s[àa])\s*:\*?(?:\s|$)",
    re.IGNORECASE,
)
_BLOCK_LINES = 8
"""A head of a message takes no more lines than this."""
_FEWEST_FIELDS = 3
_RULE_RE = re.compile(r"^\s*[_-]{10,}\s*$")
_FEWEST_QUOTED = 2


def line_roles(lines: Sequence[str], *, passes_on: bool, answers: bool) -> list[LineRole]:
    """The role of each line of a message's text: BODY, QUOTE, or ENVELOPE for the head of a message passed on.

    Args:
        lines: without line ends; blank lines count.
        passes_on: the subject says that another message is passed on.
        answers: the subject says that this answers a message ("Re: …").
    """
    roles = [LineRole.BODY] * len(lines)
    own = 1 if passes_on else 0
    index = 0
    while index < len(lines):
        if _PASSED_ON_RE.match(lines[index]):
            own = max(own, 1)
        beginning = _message_begins(lines, index)
        if beginning is None:
            index += 1
            continue
        end, is_marked = beginning
        if own and not is_marked:
            own -= 1
            roles[index:end] = [LineRole.ENVELOPE] * (end - index)
            index = end
            continue
        stop = _marked_end(lines, end) if is_marked else len(lines)
        roles[index:stop] = [LineRole.QUOTE] * (stop - index)
        index = max(stop, index + 1)
    return _mark_stray(lines, roles) if answers else roles


def _message_begins(lines: Sequence[str], index: int) -> tuple[int, bool] | None:
    """Where the text of another message begins, if its introduction stands here, and whether ">" marks its lines."""
    line = lines[index]
    if _ATTRIBUTION_START_RE.match(line):
        for length in (1, 2, 3):  # mail programs break the introduction like any long line
            joined = " ".join(part.strip() for part in lines[index : index + length])
            if _ATTRIBUTION_RE.match(joined):
                return index + length, _is_marked(lines, index + length)
    if _ANSWERED_RE.match(line) or _PASSED_ON_RE.match(line) or _RULE_RE.match(line):
        after = _after_block(lines, _next_text(lines, index + 1))
        if after is not None:
            return after, False
        return (index + 1, _is_marked(lines, index + 1)) if _ANSWERED_RE.match(line) else None
    after = _after_block(lines, index)
    return (after, False) if after is not None else None


def _after_block(lines: Sequence[str], index: int) -> int | None:
    """The line after the head of a message (De, Envoyé, À, Objet), None where none stands here."""
    if index >= len(lines) or not _FROM_RE.match(lines[index]):
        return None
    names: set[str] = set()
    last = index
    for position in range(index, min(index + _BLOCK_LINES, len(lines))):
        field = _FIELD_RE.match(lines[position])
        if field:
            names.add(field["name"].lower())
            last = position
        elif not lines[position].strip() and len(names) >= _FEWEST_FIELDS:
            break
    return last + 1 if len(names) >= _FEWEST_FIELDS else None


def _next_text(lines: Sequence[str], index: int) -> int:
    return next((i for i in range(index, len(lines)) if lines[i].strip()), len(lines))


def _is_quoted(line: str) -> bool:
    return line.lstrip().startswith(">")


def _is_marked(lines: Sequence[str], index: int) -> bool:
    position = _next_text(lines, index)
    return position < len(lines) and _is_quoted(lines[position])


def _marked_end(lines: Sequence[str], index: int) -> int:
    """Where the lines marked with ">" end; blank lines between them belong to them."""
    end = index
    for position in range(index, len(lines)):
        if _is_quoted(lines[position]):
            end = position + 1
        elif lines[position].strip():
            break
    return end


def _mark_stray(lines: Sequence[str], roles: list[LineRole]) -> list[LineRole]:
    """Lines marked with ">" that nothing introduces, in an answer: elsewhere ">" may be somebody's bullet."""
    marked = list(roles)
    for index, line in enumerate(lines):
        run = _marked_end(lines, index) - index if _is_quoted(line) and marked[index] is LineRole.BODY else 0
        if run >= _FEWEST_QUOTED:
            marked[index : index + run] = [LineRole.QUOTE] * run
    return marked
