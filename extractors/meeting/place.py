"""Where the meeting took place.

Takes:   "Lieu : mairie annexe, salle 2" · "À la salle des fêtes de Valbrune" (a line of the head) · "s'est réuni à la
         mairie" · "en visioconférence" · "Mardi 4 mai à 14 h, salle B12, Maison des services"
Refuses: "à l'unanimité" · "à 19 h" · "Mairie de Valbrune" (a letterhead) · "les travaux de la salle" · "la directrice
         de l'école" · the place of the next meeting
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from extractors.grammar.dates import find_dates
from extractors.grammar.heads import head_blocks
from extractors.grammar.times import find_times
from extractors.reading import Passage, Reading
from models.document import LineRole
from models.records import Meeting

_LABEL_RE = re.compile(
    r"""^\s*(?:lieu(?:\ et\ (?:horaires?|dates?|heures?)
    |\ de\ (?:la\ )?(?:reunion|rencontre|seance))?|endroit|salle|adresse)\s*(?:de\ la\ reunion)?
    \s*[:-]?\s+(?=\S) | ^\s*(?:lieu|ou)\s*:\s*""",
    re.VERBOSE,
)
_PLACE_SRC = (
    r"(?:salle|mairie|hotel de ville|hotel|siege|locaux|maison|ecole|college|lycee|universite|campus|amphi\w*|centre"
    r"|foyer|espace|gymnase|prefecture|bibliotheque|mediatheque|visio[\w -]{0,13}|teams|zoom|skype|cafe|restaurant"
    r"|batiment|bureaux|auditorium|theatre|grange|presbytere|local\b|base vie|club[- ]house|atelier|ferme|chapelle"
    r"|eglise|temple|cantine|refectoire|caserne|palais|pavillon|tiers[- ]lieu|halle\b|hall\b|domicile|stade|piscine"
    r"|chalet|refuge|chateau|manoir|moulin|villa\b|residence|loge\b|creche|hopital|clinique|tribunal|tour\b)"
)
# "dans la salle du conseil", "à la mairie de Valbrune", "au siège de l'association, 3 rue des Lilas", "en visio"
_IN_SRC = r"(?:dans|a|au|aux|en|par)\s+(?:(?:la|le|les|son|ses|leur|une?)\s|l')?(?:grande?\s|petite?\s|nouvelle?\s)?"
# On a line that dates the meeting the preposition may be missing: "4 mai à 14 h, salle B12", "(visioconférence)".
_DATED_PHRASE_RE = re.compile(rf"(?:{_IN_SRC}|(?:^|[,(;:/-])\s*)(?P<place>{_PLACE_SRC})\b")
# "s'est légalement réuni", "s'est tenue", "a eu lieu"; not "se réunira", not "sera tenue".
_AT_HOME_RE = re.compile(
    r"\b(?P<place>chez (?:(?:m|mme|mr|mlle|me|dr)\.? |monsieur |madame )?"
    r"(?!(?:nous|vous|eux|elles|lui|elle|moi|les|l'|un|une|tous|certains)\b)[a-z]{2,})"
)
"""Somebody's home, on a line that dates the meeting or tells that they met. Folded text."""
# "Groupe Hydraulique - Ponteau, 2 octobre 2014": a town between dash and date; alone before the date it is a letter's.
_TOWN_BEFORE_RE = re.compile(r"\s[-–—]\s+(?P<town>[A-ZÀ-Ý][\w'-]+(?:[ ][A-ZÀ-Ý][\w'-]+){0,3}),?\s+(?:le\s+)?$")
_MET_RE = re.compile(
    r"(?<!prochaine )\b(?:s'est|se sont|s'etait|s'etaient|est|etait|etant|a ete)\s+(?:\w+\s+){0,2}?"
    r"(?:reunie?s?|tenue?s?|retrouve\w*|assemble\w*)\b|\ba eu lieu\b|\breunis?\b"
    r"|\b(?:seance|reunion|assemblee|rencontre) (?:s'ouvre|s'est ouverte|(?:a )?(?:debute|commence)|se tient)\b"
)
# "Maison des services, 4 rue du Puits", "Mairie de Valbrune, salle 2"; "Mairie de Valbrune" alone may be a letterhead.
_BELOW_RE = re.compile(rf"(?=[^,]*(?:,|\bsalle\b)|{_IN_SRC}|salle|visio)(?:{_IN_SRC})?(?P<place>{_PLACE_SRC})\b")
_TAIL_RE = re.compile(r"\)?\s*(?:[,-]|(?=a l))\s*(?:(?:a|au|dans|en)\s+(?:la\s|le\s|l')?)?(?=[a-z])")
"""What stands between date or time and the place: "), bât. C", " - Maison des services", " à la Grange". Folded."""
OPENING = 30
"""Characters from the start within which a line is one of date and place, not a title that holds a date."""
_VISIO_RE = re.compile(r"(?:\(|\b(?:en|par) |^\W*)(?P<place>visio\w*)(?=\W*$|\)|[,.])")
_TOWN_LINE_RE = re.compile(rf"^\s*a\s+(?:(?:l'|la |le )(?={_PLACE_SRC}\b)|(?=[a-z-]{{3}}))")
_TOWN_RE = re.compile(r"[AÀ]\s+(?:[A-ZÀ-Ý]|(?i:la |le |l'))")
_VERB_RE = re.compile(
    r"\b(?:est|sont|a|ont|était|sera|seront|ouvre|commence\w*|présente|remercie|rappelle|propose|se)\b", re.IGNORECASE
)
"""Matched against the readable text: folded, "à" would pass for "a"."""
_END_RE = re.compile(
    r"""\s*(?:[;:] | (?<!\bbât)(?<!\bav)(?<!\bbd)(?<!\bst)(?<!\bM)(?<!\bMme)\.(?=\s|$)
      | ,?\s*(?:à|de|dès|le|du)\s+
        (?:\d{1,2}\s*(?:h|:)|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|\d{1,2}\s\w+\s\d{4})
      | (?:,|\s[-–—])\s*\d{1,2}\s?(?:h\b|h\d|:\d\d) | \s(?:→|->) | \s(?:CR|PV|Diffus\w+|diffus\w+)\s
      | ,?\s*(?:sous\ la\ présidence|sur\ convocation|suite\ à|en\ séance|après\ convocation|légalement|étaient|afin
        |lieu\ ordinaire|pour|avec|en\ présence|présidé)
      | \s?\((?!\s?(?:salle|bât|visio|[eé]tage)))""",
    re.VERBOSE,
)
MAX_LENGTH = 110
LABEL_BLOCKS = 15


def find_location(reading: Reading, meeting: Meeting) -> Meeting:
    """The meeting with the place where it met; a label's value first, then a phrase that tells where they met."""
    blocks = [block for block in head_blocks(reading) if block.lines[0].role is not LineRole.NOTE]
    head = [reading.block(block) for block in blocks]
    opening = [p for block in reading.blocks[:25] for p in reading.sentences(block) if _MET_RE.search(p.folded)]
    places = (
        [(_labelled(passage), "label") for passage in head]
        + [(_labelled(line), "label") for line in _label_lines(reading)]
        + [(_dated_phrase(passage, meeting), "dated") for passage in head]
        + [(_line_below(reading, meeting), "below")]
        + [(_town_before(passage, meeting), "town") for passage in head]
        + [(_met_phrase(passage), "phrase") for passage in opening]
        + [(_visio_line(passage), "line") for passage in head]
        + [(_town_line(passage), "line") for passage in head]
    )
    for part, rule in places:
        if part is not None and part.spans:
            evidence = (*meeting.evidence, part.evidence("location", f"meeting.location.{rule}"))
            return replace(meeting, location=part.text.strip(" ,.-"), evidence=evidence)
    return meeting


def _label_lines(reading: Reading) -> Iterator[Passage]:
    """Lines within the first blocks that begin with such a label and its colon, below a list of people too."""
    for block in reading.blocks[:LABEL_BLOCKS]:
        whole = reading.block(block)
        starts = [max(0, whole.view.index_of(line.span.start) - whole.start) for line in block.lines]
        for start, end in pairwise([*starts, len(whole.cased)]):
            line = whole.part(start, end) if start < end else None
            if line is not None and (match := _LABEL_RE.match(line.folded)) and ":" in match.group():
                yield line


def _labelled(passage: Passage) -> Passage | None:
    match = _LABEL_RE.match(passage.folded)
    if match is None or _FILED_RE.search(passage.folded) or (":" not in match.group() and len(passage.cased) > 60):
        return None
    names_itself = match.group().strip().startswith("salle") and ":" not in match.group()
    return _cut(passage, passage.folded.index("salle") if names_itself else match.end())


_FILED_RE = re.compile(r"\b(?:recu|transmis|depose|affiche|publie|envoye|notifie)e?s? (?:en|a la|au|le)\b")
"""What was done with the paper: "reçu en préfecture le 1er juillet". Folded text."""


def _met_phrase(passage: Passage) -> Passage | None:
    """ "… s'est réuni à la mairie": the place after the verb of meeting, in the same sentence."""
    met = _MET_RE.search(passage.folded)
    if met is None or len(passage.cased) > 500 or "prochain" in passage.folded[: met.start()]:
        return None
    match = _DATED_PHRASE_RE.search(passage.folded, met.end()) or _BARE_ROOM_RE.match(passage.folded, met.end())
    match = match or _AT_HOME_RE.search(passage.folded, met.end())
    return _cut(passage, match.start("place")) if match else None


_BARE_ROOM_RE = re.compile(r"\s(?P<place>(?:salle|siege|mairie|foyer|espace|maison)\b)")
""" "se sont réunis salle B12, 3 rue des Lilas": the preposition is missing. Folded text."""


def _town_before(passage: Passage, meeting: Meeting) -> Passage | None:
    """ "Rencontre du groupe – Ponteau, 2 octobre 2014": the town before the day of the meeting."""
    for match in find_dates(passage.cased, reference=meeting.date):
        town = _TOWN_BEFORE_RE.search(passage.cased[: match.start])
        if town and match.range.start == meeting.date and meeting.date:
            return passage.part(*town.span("town"))
    return None


def _dated_phrase(passage: Passage, meeting: Meeting) -> Passage | None:
    """ "Jeudi 4 mai à 14 h, bât. C, salle B12": the place on the line that dates the meeting."""
    if len(passage.cased) > 200 or "prochain" in passage.folded or _VERB_RE.search(passage.cased):
        return None
    if _FILED_RE.search(passage.folded):
        return None
    whens = _whens(passage, meeting)
    if not whens:
        return None
    tail = max(whens)
    opened = _TAIL_RE.match(passage.folded, tail)
    if opened and (min(whens) <= OPENING or re.search(_PLACE_SRC, passage.folded[opened.end() :])):
        return _cut(passage, opened.end())
    match = _DATED_PHRASE_RE.search(passage.folded) or _AT_HOME_RE.search(passage.folded)
    return _cut(passage, match.start("place")) if match else None


def _whens(passage: Passage, meeting: Meeting) -> list[int]:
    """Where the date of the meeting and the times at a line's start end."""
    dates = find_dates(passage.cased, reference=meeting.date)
    found = [match.end for match in dates if match.range.start == meeting.date and meeting.date]
    times = find_times(passage.cased)
    if found or (times and times[0].start < 4):
        found += [time.end for time in times]
    return found


def _line_below(reading: Reading, meeting: Meeting) -> Passage | None:
    """ "Maison des associations, 4 rue du Puits" alone below the line that dates the meeting."""
    blocks = head_blocks(reading)
    for before, block in pairwise(blocks):
        passage = reading.block(block)
        match = _BELOW_RE.match(passage.folded)
        is_line = len(passage.cased) < MAX_LENGTH and not passage.cased.rstrip().endswith(":")
        if match and is_line and not _VERB_RE.search(passage.cased) and _whens(reading.block(before), meeting):
            return _cut(passage, match.start("place"))
    return None


def _visio_line(passage: Passage) -> Passage | None:
    """ "Compte rendu de réunion (visioconférence)", "Durée : 2 h, en visio", "Visioconférence" alone on its line."""
    match = _VISIO_RE.search(passage.folded)
    if re.search(r"\b(?:present|excuse|absent|participant)", passage.folded):
        return None  # "Présents : Anne, Luc (en visio)": only he was
    if match is None or len(passage.cased) > 120 or "prochain" in passage.folded or _VERB_RE.search(passage.cased):
        return None
    return passage.part(*match.span("place"))


def _town_line(passage: Passage) -> Passage | None:
    match = _TOWN_LINE_RE.match(passage.folded)
    if match is None or len(passage.cased) > MAX_LENGTH or not _TOWN_RE.match(passage.cased.lstrip()):
        return None
    if _VERB_RE.search(passage.cased, match.end()) or ":" in passage.cased:
        return None
    return _cut(passage, match.end())


def _cut(passage: Passage, start: int) -> Passage:
    """The place from `start` to where something else begins."""
    rest = passage.cased[start : start + MAX_LENGTH]
    end = _END_RE.search(rest, 1)
    rest = rest[: end.start()] if end else rest
    closing = rest.find(")")
    if closing >= 0 and "(" not in rest[:closing]:
        rest = rest[:closing]
    return passage.part(start, start + len(rest))
