"""Who presides and who writes: names that stand beside a cue.

Takes:   "Secrétaire de séance : Mme Lise Morel" · "sous la présidence de Monsieur Paul ARNAUD, maire" ·
         "Mme Lise Morel a été désignée secrétaire de séance" · "Animée par Jo Petit, chargée de mission"
Refuses: "Président de séance :" with nothing after · "le secrétaire de séance est désigné à chaque réunion"
"""

import re

_TITLE_SRC = r"(?:M\.|MM\.|Mr\.?|Mmes?|Mlle|Monsieur|Madame|Mademoiselle|Dr|Me)"
_CAPITAL_SRC = r"[A-ZÀ-Ý][\w'.-]*"
_PARTICLE_SRC = r"(?:de la|de|du|des|le|la|van der|van|ben|d'|el|von)"
NAME_SRC = rf"{_CAPITAL_SRC}(?:[ ](?:{_PARTICLE_SRC}[ ]?)?{_CAPITAL_SRC}){{0,3}}"
_ROLE_SRC = (
    r"(?:le|la)?\s?(?:Maire|Présidente?|maire|présidente?|Directeur|Directrice|directeur|directrice|Proviseure?"
    r"|Vice-[Pp]résidente?|adjointe?|Adjointe?)(?:\s\w+)?,?"
)
_AFTER_RE = re.compile(
    rf"^\s*(?:de|du|d'|par|est|:|-|\(|de la|:\s*-)?\s*(?:{_TITLE_SRC}\s+)?(?:{_ROLE_SRC}\s+)?(?:{_TITLE_SRC}\s+)?"
    rf"(?P<name>{NAME_SRC})"
)
_BEFORE_RE = re.compile(rf"(?:{_TITLE_SRC}\s+)?(?P<name>{NAME_SRC})(?:,[^,.;:]{{2,60}},?)?\s*(?:\([^)]*\)\s*)?,?\s*$")
_NO_NAME = frozenset(
    "Le La Les Monsieur Madame Mme M. Il Elle Un Une Nom Prénom Date Lieu Ordre Maire Président Présidente".split()
)


def name_after(text: str) -> tuple[int, int] | None:
    """The range of the name that follows a cue; `text` starts right after the cue."""
    match = _AFTER_RE.match(text)
    return _range(match, text)


def name_before(text: str) -> tuple[int, int] | None:
    """The range of the name that ends `text`, which ends right before a cue."""
    return _range(_BEFORE_RE.search(text), text)


def _range(match: re.Match[str] | None, text: str) -> tuple[int, int] | None:
    if match is None or match["name"] in _NO_NAME or len(match["name"]) < 3:
        return None
    start, end = match.span("name")
    while text[end - 1] in ".-'":
        end -= 1
    return start, end
