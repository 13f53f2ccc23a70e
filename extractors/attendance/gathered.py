"""Sentences that gather those who came: "On était quatre : Anne, Luc, Zoé et moi", "On note la présence de Mme Roux".

Finds also who wrote ("et moi": the sender, or who signs), and who stayed away, where that is told right after ("Luc au
travail, Zoé malade"). Never: takes "Il y avait du monde", or somebody whose work is saluted, for one who came.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.attendance.drafts import Draft, draft_of
from extractors.attendance.entries import Entry, bare_entry, read_entries
from extractors.attendance.lines import list_part, lists_names
from extractors.grammar.name_words import is_given_name
from extractors.grammar.names import Strength, leading_name
from extractors.reading import Passage, Reading
from models.vocabulary import AttendanceStatus

GUEST_RULE = "attendance.welcomed"
"""Rule of those who are welcomed: they are not all who came."""

# Takes "Il y avait Anne Roux, Luc Petit", "On était six : Anne, Luc", "Nous nous sommes réunis à quatre (Anne, Luc)".
# Refuses "Il y avait du monde", "On était d'accord : …"; what follows must list names.
_GATHERED_RE = re.compile(
    r"\b(?:il y avait(?: la)?|(?:etaient|sont) (?:la|reunis)) ?:?"
    r"|\b(?:on etait|nous etions|(?:on s'est|nous nous sommes|se sont) (?:reuni|retrouve)e?s?)"
    r" (?![^:(.;]{0,60}\baccord\b)(?=[^:(.;]{0,60}[:(])[^:(.;]*[:(]"
)
# Takes "salue la présence de Mme Roux", "On note la présence de M. Petit", "salue les membres, soit M. Petit",
# "souhaite la bienvenue à Mme Roux". Refuses "salue le travail de Mme Roux"; what follows must list names.
_WELCOMED_RE = re.compile(
    r"\b(?:salu|accueill|remerci|not|relev|signal|soulign)\w+ (?:egalement |aussi )?(?:de |pour )?"
    r"[^.;:]{0,40}\bpresence (?:de |du |d')(?!la |l'|nombreu|tous)"
    r"|\b(?:salu|accueill)\w+ les membres [^.;:]{0,50}(?:, soit|, a savoir|:)"
    r"|\bsouhait\w+ (?:aussi |egalement )?la bienvenue (?:a |au )"
)
_AROUND_RE = re.compile(r"\s*autour d(?:e la |e |u )(?P<who>[^:.;]{3,60}?)\s*:")
"""Who is at the centre, then who sits around: "Autour de Mme Roux : Luc Petit, Zoé Bost". Folded text."""
_SELF_RE = re.compile(r",? (?:et |ainsi que )?moi(?:-meme)?\b")
_SENDER_RE = re.compile(r"\s*(?:De|From|Expéditeur|Expéditrice)\s?:\s*(?P<name>[A-ZÀ-Ö][^<;:\n]{2,50})")
# What says, right after a name, why somebody did not come: "Luc au travail", "Zoé malade", "Anne en congé".
_REASON_RE = re.compile(
    r"\s*(?:etait |est )?(?:malades?|souffrante?s?|au (?:travail|boulot|ski|repos)|de (?:garde|service)|a l'hopital"
    r"|en (?:vacances|conges?|deplacement|reunion|formation|voyage|weekend|week-end|famille)"
    r"|empechee?s?|absente?s?|excusee?s?|indisponibles?|retenue?s?|hospitalisee?s?|grippee?s?"
    r"|pas (?:la|dispo\w*|libre))\b"
)


def read_gathered(reading: Reading, sentence: Passage) -> list[Draft]:
    """Those whom a sentence gathers, its writer among them; empty where it lists no names."""
    if around := _AROUND_RE.match(sentence.folded):
        rest = list_part(sentence.part(around.end(), len(sentence.cased)))
        if lists_names(_without_asides(rest)):
            return _drafts([sentence.part(*around.span("who")), rest], sentence.part(0, around.start("who")))
    for pattern, rule in ((_GATHERED_RE, "attendance.prose"), (_WELCOMED_RE, GUEST_RULE)):
        for match in pattern.finditer(sentence.folded):
            parts = list(_around_self(_list_after(sentence, match)))
            if lists_names(_without_asides(parts[0])):
                found = _drafts(parts, sentence.part(match.start(), match.end()), rule)
                author = _author(reading, sentence)
                return [*found, author] if author is not None else found
    return []


def _drafts(parts: list[Passage], cue: Passage, rule: str = "attendance.prose") -> list[Draft]:
    return [told_draft(entry, AttendanceStatus.PRESENT, cue, rule) for entry in read_entries(parts)]


def told_draft(entry: Entry, status: AttendanceStatus, cue: Passage, rule: str = "attendance.prose") -> Draft:
    """A draft of somebody whose attendance a sentence tells."""
    return draft_of(entry, status=status, cue=cue, group=None, number=0, rule=rule)


def _list_after(sentence: Passage, match: re.Match[str]) -> Passage:
    rest = list_part(sentence.part(match.end(), len(sentence.cased)))
    if match.group().endswith("("):
        rest = rest.part(0, rest.cased.find(")") if ")" in rest.cased else len(rest.cased))
    return rest


def _around_self(rest: Passage) -> Iterator[Passage]:
    """The list without its writer: "Anne Roux et moi-même, ainsi que Luc Petit" names two."""
    itself = _SELF_RE.search(rest.folded)
    if itself is None:
        yield rest
        return
    yield rest.part(0, itself.start())
    after = re.compile(r"\W*(?:et |ainsi que )?").match(rest.folded, itself.end())
    start = after.end() if after else itself.end()
    if rest.cased[start:].strip(" ."):
        yield rest.part(start, len(rest.cased))


def _without_asides(rest: Passage) -> Passage:
    """The list up to its first relative clause: "… et Luc Petit, qui a dû partir avant la fin"."""
    clause = re.search(r",?\s(?:qui|dont|venue?s?) ", rest.folded)
    return rest.part(0, clause.start()) if clause else rest


def _author(reading: Reading, sentence: Passage) -> Draft | None:
    """Who wrote "… et moi": the sender of the message, else the name that alone ends the text."""
    if _SELF_RE.search(sentence.folded) is None:
        return None
    part = _sender(reading) or _signature(reading)
    return replace(told_draft(bare_entry(part), AttendanceStatus.PRESENT, sentence), confidence=0.6) if part else None


def _sender(reading: Reading) -> Passage | None:
    for block in reading.blocks[:6]:
        passage = reading.block(block)
        match = _SENDER_RE.match(passage.cased)
        name = leading_name(match["name"]) if match else None
        if match is not None and name is not None:
            return passage.part(match.start("name") + name.start, match.start("name") + name.end)
    return None


def _signature(reading: Reading) -> Passage | None:
    """The name that stands alone in the last lines."""
    for block in reversed(reading.blocks[-3:]):
        passage = reading.block(block)
        words = passage.cased.strip(" .,!")
        name = leading_name(words)
        if name is None or len(words.split()) > 3 or (name.start, name.end) != (0, len(words)):
            continue
        if is_given_name(words.split()[0]) or name.strength > Strength.LONE:
            start = passage.cased.index(words)
            return passage.part(start, start + len(words))
    return None


def read_away(sentence: Passage) -> Iterator[Draft]:
    """ "Luc au travail comme souvent, Zoé malade": beside those who came, who did not, and why."""
    position = 0
    for piece in re.split(r"([,;:])", sentence.cased):
        part = sentence.part(position, position + len(piece))
        position += len(piece)
        name = leading_name(part.cased)
        if name is None or not (is_given_name(part.cased.split()[0].strip(",.")) or name.strength >= Strength.GIVEN):
            continue
        if _REASON_RE.match(part.folded, name.end):
            cue = part.part(name.end, len(part.cased))
            yield told_draft(bare_entry(part.part(name.start, name.end)), AttendanceStatus.EXCUSED, cue)
