"""Where the meeting took place.

Takes:   "Lieu : mairie annexe, salle 2" · "À la salle des fêtes de Valbrune" (a line of the head) · "s'est réuni à la
         mairie" · "en visioconférence" · "Mardi 4 mai à 14 h, salle B12, Maison des services"
Refuses: "à l'unanimité" · "à 19 h" · "salle" in a point of the agenda
"""

import re
from dataclasses import replace

from extractors.grammar.heads import head_blocks
from extractors.reading import Passage, Reading
from models.records import Meeting

_LABEL_RE = re.compile(
    r"""^\s*(?:lieu(?:\ de\ (?:la\ )?(?:reunion|rencontre|seance))?|endroit|salle|adresse)\s*(?:de\ la\ reunion)?
    \s*[:-]?\s+(?=\S) | ^\s*lieu\s*:\s*""",
    re.VERBOSE,
)
_PLACE_SRC = (
    r"(?:salle|mairie|hotel de ville|hotel|siege|locaux|maison|ecole|college|lycee|universite|campus|amphi\w*|centre"
    r"|foyer|espace|gymnase|prefecture|bibliotheque|mediatheque|visio[\w -]{0,13}|teams|zoom|skype|cafe|restaurant"
    r"|batiment|bureaux|auditorium|theatre|grange)"
)
# "dans la salle du conseil", "à la mairie de Valbrune", "au siège de l'association, 3 rue des Lilas", "en visio"
_PHRASE_RE = re.compile(
    r"(?:(?:dans|a|au|aux|en|sur|par|chez)\s+(?:(?:la|le|les|l'|son|ses|leur|une?)\s*)?(?:grande?|petite?|nouvelle?)?\s*)?"
    rf"(?<![\w'])(?P<place>{_PLACE_SRC})\b"
)
_TOWN_LINE_RE = re.compile(r"^\s*a\s+(?:l'|la |le )?(?!\d)\w")
_END_RE = re.compile(
    r"""\s*(?:[;:] | \.(?=\s|$)
      | ,?\s*(?:à|de|dès|le|du)\s+
        (?:\d{1,2}\s*(?:h|:)|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|\d{1,2}\s\w+\s\d{4})
      | ,?\s*(?:sous\ la\ présidence|sur\ convocation|suite\ à|en\ séance|après\ convocation|légalement|étaient|afin
        |lieu\ ordinaire|pour|avec|en\ présence|présidé)
      | \s\()""",
    re.VERBOSE,
)
MAX_LENGTH = 110


def find_location(reading: Reading, meeting: Meeting) -> Meeting:
    """The meeting with the place where it met; a label's value first, then a phrase of the head."""
    head = [reading.block(block) for block in head_blocks(reading)]
    opening = [p for block in reading.blocks[:25] for p in reading.sentences(block) if "reuni" in p.folded]
    for find, rule in ((_labelled, "label"), (_place_phrase, "phrase"), (_town_line, "line")):
        for passage in head + (opening if find is _place_phrase else []):
            part = find(passage)
            if part is not None and part.spans:
                return replace(
                    meeting,
                    location=part.text.strip(" ,.-"),
                    evidence=(*meeting.evidence, part.evidence("location", f"meeting.location.{rule}")),
                )
    return meeting


def _labelled(passage: Passage) -> Passage | None:
    match = _LABEL_RE.match(passage.folded)
    if match is None or (":" not in match.group() and len(passage.cased) > 60):
        return None
    names_itself = match.group().strip().startswith("salle") and ":" not in match.group()
    return _cut(passage, passage.folded.index("salle") if names_itself else match.end())


def _place_phrase(passage: Passage) -> Passage | None:
    if len(passage.cased) > 400:
        return None
    match = _PHRASE_RE.search(passage.folded)
    if match is None or re.search(r"ordre du jour|etaient present", passage.folded[: match.start()]):
        return None
    return _cut(passage, match.start("place"))


def _town_line(passage: Passage) -> Passage | None:
    match = _TOWN_LINE_RE.match(passage.folded)
    if match is None or len(passage.cased) > MAX_LENGTH or passage.cased.lstrip()[:1] not in "AÀ":
        return None
    return _cut(passage, match.end() - 1)


def _cut(passage: Passage, start: int) -> Passage:
    """The place from `start` to where something else begins."""
    rest = passage.cased[start : start + MAX_LENGTH]
    end = _END_RE.search(rest, 1)
    return passage.part(start, start + (end.start() if end else len(rest)))
