"""Body: the group that met, by its shortest full name.

Takes:   "Conseil municipal" · "comité de pilotage du schéma cyclable" · "CA" · "groupe de travail Bâti" ·
         "Assemblée générale ordinaire" · "commission Voirie"
Refuses: "conseil" in "il donne un conseil" · "bureau" as a room ("dans son bureau") · "ca" in small letters
"""

import re
from dataclasses import replace

from extractors.grammar.heads import head_blocks, running_heads
from extractors.lexicons import Cue, load_lexicon
from extractors.reading import Passage, Reading
from models.records import Meeting

_WEEKDAY_SRC = r"(?i:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
_LAST_SRC = rf"[a-zà-ÿ]{{4,}}(?=\s*(?:$|[-:,(]|du\s\d|du\s{_WEEKDAY_SRC}))"
"""A small word that ends a name: "Mobilités douces" before a dash, a date or the end of the line."""
# What belongs to the name: "de la commune de Valbrune", "Mobilités douces", "n° 3" stays out.
_COMPLEMENT_RE = re.compile(
    rf"""\s+(?:
        (?P<proper>(?:(?!N\s?°)[A-ZÀ-Ý][\w'-]*)
        (?:[ ](?:(?!N\s?°)[A-ZÀ-Ý][\w'-]*|de|du|des|la|et|d'\w+|{_LAST_SRC})){{0,5}})
      | (?P<of>(?:de[ ]la[ ]|de[ ]l'|du[ ]|des[ ]|de[ ]|d'|sur[ ]|pour[ ])
        (?:(?!\d|-|{_WEEKDAY_SRC})[^\s,.;:()]+[ ]?){{1,6}})
    )""",
    re.VERBOSE,
)
# "Saint-Éloi-sous-Bois" and "Valbrune-en-Ource" are one word: what stands beside a hyphen stops nothing.
_STOP_RE = re.compile(
    r"\s*(?:(?<!-)\b(?:PV|CR|en date|n°|numéro|de la séance|de la réunion|s'est|est|a|se|qui|dans|à|tenue?|en|par|sous"
    r"|et)\b"
    r"(?!-)"
    r"|\b(?:du|le)\s+(?:\d|[A-Z]?[a-z]+\s+(?:janv|févr|mars|avril|mai|juin|juil|août|sept|oct|nov|déc))"
    rf"|(?<!\w)-|-(?!\w)|[–:,(]|\d|\b(?:du\s|le\s)?{_WEEKDAY_SRC}\b)"
)
_ANY_RE = re.compile(r"\b(?:un|une|son|sa|ses|leurs?|ce|cette|chaque|aucune?|de|en|mon|ma|nos|votre)\s$")
"""Words before a generic word that make it no name ("un conseil utile", "dans son bureau"). Folded."""
_LOOSE_END_RE = re.compile(r"[ ,-]*(?:\s(?:du|des?|le|la|et))?[ ,-]*$")
_DATED_RE = re.compile(rf"\s+(?:du|le|n°)\s+(?:\d|{_WEEKDAY_SRC})")
EARLY_BLOCKS = 40


def find_body(reading: Reading, meeting: Meeting) -> Meeting:
    """The meeting with the body that met: in the title first, then in the head, then in the opening sentences."""
    for passage, rule in _places(reading, meeting):
        found = _body_in(passage)
        if found:
            start, end = found
            part = passage.part(start, end)
            evidence = part.evidence("body", rule)
            return replace(meeting, body=part.text, evidence=(*meeting.evidence, evidence))
    return meeting


def _places(reading: Reading, meeting: Meeting) -> list[tuple[Passage, str]]:
    head = [reading.block(block) for block in (*head_blocks(reading), *running_heads(reading))]
    titled = [p for p in head if meeting.title and p.text == meeting.title]
    others = [p for p in head if p not in titled]
    early = [reading.block(block) for block in reading.blocks[:EARLY_BLOCKS]]
    return (
        [(p, "meeting.body.title") for p in titled]
        + [(p, "meeting.body.head") for p in others]
        + [(p, "meeting.body.text") for p in early]
    )


def _body_in(passage: Passage) -> tuple[int, int] | None:
    """The best body named in a passage: a whole name before an acronym, an acronym before a generic word."""
    lexicon = load_lexicon("bodies")
    for entry in ("named", "acronyms", "generic"):
        cues = [cue for cue in lexicon[entry].find(passage.folded) if _is_name(passage, cue)]
        if cues:
            elided = re.match(r"'\w+", passage.cased[cues[0].end :])  # "commission de l'eau": `*` stands for "l"
            return cues[0].start, _complement_end(passage.cased, cues[0].end + (elided.end() if elided else 0))
    return None


def _is_name(passage: Passage, cue: Cue) -> bool:
    printed = passage.cased[cue.start : cue.end]
    if cue.entry == "acronyms":
        return printed.isupper() or len(printed) > 4
    if cue.entry == "named":
        return True
    return cue.start < 60 and len(passage.cased) < 120 and not _ANY_RE.search(passage.folded[: cue.start])


def _complement_end(cased: str, end: int) -> int:
    """The end of the name with what belongs to it, dates left out."""
    complement = _COMPLEMENT_RE.match(cased, end)
    if complement is None or _DATED_RE.match(cased, end):
        return end
    text = complement.group()
    stop = _STOP_RE.search(text, 1 if complement["proper"] else 4)
    return end + len(_LOOSE_END_RE.sub("", text[: stop.start()] if stop else text))
