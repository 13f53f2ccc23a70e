"""Who presides and who writes: names that stand beside a cue.

Takes:   "Secrétaire de séance : Mme Lise Morel" · "sous la présidence de Monsieur Paul ARNAUD, maire" ·
         "Mme Lise Morel a été désignée secrétaire de séance" · "Animée par Jo Petit, chargée de mission"
Refuses: "Président de séance :" with nothing after · "le secrétaire de séance est désigné à chaque réunion"
"""

import re

from extractors.grammar.names import NameMatch, Strength, find_names, leading_name

_LINK_RE = re.compile(r"\s*(?:(?:de|du|d'|par|est|sont|assurée?|tenue?|:|-|=|\(|la|le)\s*)*")
_FUNCTION_RE = re.compile(
    r"(?:(?:M\.|Mme|Monsieur|Madame)\s+)?(?:l[ae]\s|l')?(?:maire|pr[ée]sidente?|directeur|directrice|vice-pr[ée]sidente?"
    r"|proviseure?|adjointe?)(?:\s(?:de|du)\s\w+)?,?\s*",
    re.IGNORECASE,
)
_INITIALS_RE = re.compile(r"(?P<name>[A-ZÀ-Ý]{2,4})\s*(?:$|[,;.(])")
""""Rédaction : DH": initials stand alone after a colon; who they are is resolved later."""
_GAP_RE = re.compile(r"(?:\s*\([^)]*\))?(?:,[^.;:]{2,60})?\s*,?\s*(?:qui\s+)?")
"""What may stand between a name and the verb after it: a function ("Mme Morel, adjointe, est désignée")."""


def name_after(text: str) -> tuple[int, int] | None:
    """The range of the name that follows a cue; `text` starts right after the cue."""
    link = _LINK_RE.match(text)
    start = link.end() if link else 0
    function = _FUNCTION_RE.match(text, start)
    initials = _INITIALS_RE.match(text, start)
    if initials and ":" in text[:start]:
        return initials.span("name")
    for begin in (start, function.end() if function else start):
        name = leading_name(text[begin : begin + 80])
        if name and _is_sure(name, text[begin:], marked=":" in text[:begin]):
            return begin + name.start, begin + name.end
    return None


def name_before(text: str) -> tuple[int, int] | None:
    """The range of the name that ends `text`, which ends right before a verb."""
    for name in reversed(find_names(text)):
        if _GAP_RE.fullmatch(text, name.end):
            return name.start, name.end
    last = re.search(r"[A-ZÀ-Ý][\w'-]+\s*$", text)
    lone = leading_name(last.group()) if last and last.start() == 0 else None
    if lone:
        return lone.start, lone.end
    return None


def _is_sure(name: NameMatch, text: str, *, marked: bool) -> bool:
    """Words that no list knows are a name if nothing else follows on the line: one after a colon, two after a cue."""
    if name.strength > Strength.LONE:
        return True
    return (marked or name.given is not None) and not re.match(r"\s*\w", text[name.end :])
