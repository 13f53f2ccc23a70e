"""Sentences that say who was there: "La délégation était conduite par M. Aubry et composée de …".

Signals: a verb of attendance with names as its subject or right after it. Never: takes who is absent from another place
("absent de son bureau"), or a thing that is present ("le document présent").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.attendance.details import Details, read_details, starts_role
from extractors.attendance.drafts import Draft
from extractors.attendance.entries import Entry, bare_entry, read_entries
from extractors.attendance.gathered import read_away, read_gathered, told_draft
from extractors.attendance.mentions import names_in
from extractors.attendance.strips import statements
from extractors.grammar.name_words import is_ambiguous_given_name, is_given_name
from extractors.grammar.names import Strength, leading_name
from extractors.reading import Passage, Reading
from models.vocabulary import AttendanceStatus

_WORD = r"(?P<word>present|absent|excuse|represente|invite)(?:\(?e\)?)?(?:\(?s\)?)?"
# Takes "n'a pas pu venir", "ne pourront être des nôtres", "a demandé à être excusée", "est retenu par", "nous prie de
# l'excuser"; refuses "n'a pas pu signer", "ne peut voter", "a demandé un devis". Folded text.
_AWAY_SRC = (
    r"n'(?:a|ont|avait|avaient) pas pu (?:venir|etre (?:la|present\w*|des notres)|assister|participer|se liberer"
    r"|se joindre|nous rejoindre)"
    r"|ne (?:pouvait|pouvaient|peut|peuvent|pourra|pourront) (?:pas )?"
    r"(?:venir\b|etre (?:la\b|present|des notres)|assister|participer a la (?:seance|reunion))"
    r"|(?:a|ont|avait|avaient) (?:prie|demande) (?:de|a|qu'on)? ?(?:l'|les )?(?:etre )?excuse"
    r"|(?:est|sont|etait|etaient) (?:retenue?s? (?:par|a|au|pour|chez)|empechee?s?|souffrante?s?\b)"
    r"|fait savoir qu'(?:il|elle) ne pourra|nous prie(?:nt)? de (?:l'|les )excuser"
    r"|prie(?:nt)? (?:l'assemblee|le conseil|le comite) de (?:l'|les )excuser"
)
# Takes "étaient présents", "était également présent", "sont absents", "est excusée"; folded text.
_STATE_RE = re.compile(
    rf"\b(?:etait|etaient|est|sont|a ete|ont ete)\s+(?:aussi |egalement |bien |tous )?"
    rf"{_WORD}\b(?!\s+(?:dans|de|d'|a l'esprit))"
    r"|\b(?P<word4>assist)(?:ent|e|ait|aient) (?:aussi |egalement )?"
    r"(?:a (?:la|cette|l') ?(?:seance|reunion|assemblee|rencontre)(?:,[^:;.]{0,45}| )?)?"
    r":?(?=\s*(?:m\.|mm\.|mmes?|monsieur|madame)\s)"
    r"|\bassist(?:ent|e|ait|aient) [^.;]{0,40}\ba titre d'(?P<word3>invite)e?s?\b"
    r"|\b(?:s'est|s'etait|se sont|s'etaient)\s+(?P<word2>excuse)e?s?\b"
    rf"|\b(?P<away>{_AWAY_SRC})"
)
# Takes "conduite par", "composée de", "présidée par", "en présence de", "au côté de"; what follows is a list of names.
_LED_RE = re.compile(
    r"\b(?:conduite|menee|presidee?|animee?|pilotee?)\s+par\s+|\bcomposee?\s+(?:de |d')"
    r"|\ben presence de\s+|\baux? cotes? (?:de |du )(?:nouveau |nouvelle )?(?:directeur |directrice )?"
    r"|\bsous la presidence de\s+|\bassistee?s? (?:de|par)\s+"
)
_MEETING_RE = re.compile(
    r"\b(?:delegation|quorum|reunion|seance|assemblee|comite|conseil|rencontre|groupe|atelier|bureau|equipe)\b"
)
_DONT_RE = re.compile(r",?\s*(?:dont|notamment|a savoir)\s*:?\s*")
_LONE_RE = re.compile(
    r"(?:^|[.,;]\s)(?:Le|La|L'|le|la|l')\s*(?P<role>[a-zà-ÿ' -]{4,40}?),? (?P<name>[A-ZÀ-Ö][\w-]+),?\s*$"
)
"""A function and a first name at the end of a subject."""
# Takes "Gérard" of "Gérard (était excusé)"; what the list of first names knows decides.
_GIVEN_ALONE_RE = re.compile(r"^\W*(?P<name>[A-ZÀ-Ö][a-zà-ÿ]+(?:-[A-ZÀ-Ö][a-zà-ÿ]+)?) *$")
_STATUS = {
    "present": AttendanceStatus.PRESENT, "absent": AttendanceStatus.ABSENT, "excuse": AttendanceStatus.EXCUSED,
    "represente": AttendanceStatus.REPRESENTED, "invite": AttendanceStatus.INVITED,
}  # fmt: skip
# What stands between two subjects, or between the last and the verb: ", maire, et Mme", ", ", " et M.". Folded text.
_BETWEEN_RE = re.compile(
    r"\s*(?:,\s*(?P<role>[a-z][^,;.:]{2,60}?)\s*(?=,|$| et ))?,?\s*(?:et\s*)?(?:(?:m\.|mm\.|mmes?|monsieur|madame)\s*)?"
)
_WITHOUT_VOTE_RE = re.compile(r"\bsans (?:droit de |prendre part au |voix )|\bvoix consultative\b|\ba titre d'invite")
MAX_SUBJECT = 150
LED_BLOCKS = 12
"""Who leads or makes up the meeting is said at its beginning: in the first blocks."""


def read_prose(reading: Reading, known: Sequence[Draft]) -> list[Draft]:
    """Drafts of persons whose attendance sentences state."""
    drafts: list[Draft] = []
    told, before = False, None
    for sentence in statements(reading):
        drafts.extend(_stated(sentence, known))
        if sentence.block.index < LED_BLOCKS:
            drafts.extend(_led(sentence))
            found = read_gathered(reading, sentence)
            drafts.extend(found)
            if told := bool(found) or (told and sentence.block is before):
                drafts.extend(read_away(sentence))
            before = sentence.block
    return drafts


def _stated(sentence: Passage, known: Sequence[Draft]) -> Iterator[Draft]:
    """ "M. Bost et Mme Aubry étaient excusés", "beaucoup sont absents, dont Anne Roux et Luc Petit"."""
    for match in _STATE_RE.finditer(sentence.folded):
        told = match["word"] or match["word2"] or match["word3"] or ("excuse" if match["away"] else "present")
        status = _STATUS[told]
        if match["word4"] and _WITHOUT_VOTE_RE.search(sentence.folded):
            status = AttendanceStatus.INVITED
        cue = sentence.part(match.start(), match.end())
        after = sentence.part(match.end(), len(sentence.cased))
        dont = _DONT_RE.match(after.folded) or re.match(
            r"\s*:\s*|\s*(?=(?:m\.|mm\.|mmes?|monsieur|madame)\s)", after.folded
        )
        if dont:
            listed = read_entries([after.part(dont.end(), len(after.cased))])
            yield from (told_draft(entry, status, cue) for entry in listed)
            continue
        subject = sentence.part(max(0, match.start() - MAX_SUBJECT), match.start())
        yield from (told_draft(entry, status, cue) for entry in _subjects(subject, known))


def _subjects(subject: Passage, known: Sequence[Draft]) -> list[Entry]:
    """The names that end right before the verb, joined by commas and "et", each with the function beside it."""
    kept: list[Entry] = []
    edge = len(subject.cased)
    for name in reversed(names_in(subject, known)):
        begin = name.start - subject.start
        between = subject.part(name.end - subject.start, edge)
        match = _BETWEEN_RE.fullmatch(between.folded)
        if match is None or (match["role"] and not _is_apposition(match["role"])):
            break
        beside = [between.part(*match.span("role"))] if match["role"] else []
        kept.insert(0, replace(bare_entry(name), details=read_details(beside)))
        edge = begin
    return kept or _lone_subject(subject)


def _is_apposition(words: str) -> bool:
    """Words between commas that tell who somebody is: ", maire,", ", municipal à Ponteau,"; none with a verb."""
    return starts_role(words) or (
        len(words.split()) <= 3 and not re.search(r"\b(?:a|est|sont|ont|qui|dont|et)\b", words)
    )


def _lone_subject(subject: Passage) -> list[Entry]:
    """ "Le gardien Luc (était présent)": a function, then a first name that no list knows."""
    alone = _GIVEN_ALONE_RE.search(subject.cased)
    if alone is not None and is_given_name(alone["name"]) and not is_ambiguous_given_name(alone["name"]):
        return [bare_entry(subject.part(*alone.span("name")))]
    match = _LONE_RE.search(subject.cased)
    if match is None or not is_given_name(match["name"]):
        return []
    role = subject.part(*match.span("role"))
    if not starts_role(role.folded):
        return []
    return [replace(bare_entry(subject.part(*match.span("name"))), details=Details(role=role))]


def _led(sentence: Passage) -> Iterator[Draft]:
    """ "La réunion est présidée par M. Aubry, maire", "Animée par Anne Roux, chargée de mission à la DREAL"."""
    matches = list(_LED_RE.finditer(sentence.folded))
    if not matches or not (_MEETING_RE.search(sentence.folded) or matches[0].start() < 12):
        return
    for index, match in enumerate(matches):
        end = matches[index + 1].start() if index + 1 < len(matches) else len(sentence.cased)
        rest = sentence.part(match.end(), end)
        if leading_name(rest.cased) is None:
            continue
        for entry in read_entries([rest]):
            if entry.match.strength >= Strength.SHAPE or (entry.match.given and entry.match.surname):
                yield told_draft(entry, AttendanceStatus.PRESENT, sentence.part(match.start(), match.end()))
