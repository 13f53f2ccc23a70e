"""Labels that open a list of persons: "Étaient présents :", "Membres du bureau excusés :", "27 participants".

A label is a short run of words around one cue of lexicons/attendance.toml; what else it says ("Membres du bureau") is
the function of those listed. Never: takes a sentence, or a count ("Nombre de présents : 12"), for a label.
"""

import re
from dataclasses import dataclass

from extractors.grammar.name_words import words_of
from extractors.lexicons import Cue, load_lexicon
from models.vocabulary import AttendanceStatus

MAX_LABEL = 90
"""Characters of a label, its colon left out."""

# Takes the words before a colon at a line's start: "Présent.e.s :", "27 Participants:", "Absents excusés (2) :".
# Refuses what holds a full stop followed by a space, a semicolon, or a further colon.
_COLON_RE = re.compile(r"\s*(?P<label>[^:;\n]{2,90}?)\s*(?:\((?P<aside>[^()]{0,60})\)\s*)?:(?!//)")
_ASIDE_RE = re.compile(r"\s*\([^()]*\)")
_ENDINGS = ("(e)", "(s)", "(es)", "(e)s")
_LEAD_RE = re.compile(r"^(?:\d{1,3}|les|la|le|l'|liste des?|liste de|nom des|noms des)\s+")
_ORDER = ("represented", "excused", "invited", "absent", "present", "place")
# Takes "… de l'assemblée. Pour", "… tel que présenté. Contre": a sentence ends before the colon. Refuses "Présent.e.s",
# "M. Bost présent". Folded text.
_ENDED_RE = re.compile(r"[^\W\d_]{3,}\)?[.!?] +\w")
_COPULA_RE = re.compile(
    r"(?:sont|est|etaient|etait|ont ete|furent|n'etaient)\s+(?:aussi |egalement |bien |tous |toutes )?$"
)
"""What stands before the cue of a label that is a clause: "Est absente :"."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a label says of those listed after it."""

    status: AttendanceStatus
    end: int
    """Where the list begins: after the colon, or at the end of the heading."""
    cue_start: int
    cue_end: int
    qualifier: tuple[int, int] | None
    """Range of the words that name a function ("Membres du bureau"), None without any."""
    is_proxy_list: bool = False
    """ "Pouvoirs :" lists givers and holders."""
    is_place: bool = False
    """ "En visio :" is a label only if names follow."""


def read_label(folded: str, *, whole: bool) -> Label | None:
    """The label at the start of a passage's folded text, None without one.

    Args:
        whole: the passage is a heading or a line of its own: it may be a label without colon.
    """
    match = _COLON_RE.match(folded)
    if "=" in folded[:MAX_LABEL]:
        return None  # "P = présent, E = excusé"
    if match and match["label"].strip("*_ ") == "la":  # "Là :" – no article stands alone before a colon
        return Label(AttendanceStatus.PRESENT, match.end(), match.start("label"), match.end("label"), None)
    if match and not _ENDED_RE.search(match["label"]):
        return _classify(folded, match.start("label"), match.end("label"), match.end())
    stripped = folded.strip()
    if whole and 2 < len(stripped) <= MAX_LABEL:
        label = _classify(folded, folded.index(stripped[0]), len(folded.rstrip()), len(folded))
        return None if label and label.is_place else label
    return None


def is_other_label(folded: str) -> bool:
    """True for "Ordre du jour :", "Lieu :", "Date : …": a list of attendees ends there."""
    match = _COLON_RE.match(folded)
    label = match["label"] if match else folded
    return load_lexicon("attendance")["other_label"].matches(label) or (
        match is not None and label.split(" ")[0] in ("nombre", "date", "lieu", "objet")
    )


def is_officer_label(folded: str) -> bool:
    """True for "Secrétaire de séance : …"."""
    match = _COLON_RE.match(folded)
    return match is not None and load_lexicon("attendance")["officer"].matches(match["label"])


def _classify(folded: str, start: int, end: int, list_start: int) -> Label | None:
    cues = _cues(folded[start:end])
    if not cues:
        return None
    lead = _LEAD_RE.match(folded[start:end])
    words_start = start + (lead.end() if lead else 0)
    spare = _spare_words(folded, words_start, end, cues, start)
    status, cue = _status(cues)
    at_edge = any(start + c.start <= words_start or start + c.end >= end - 1 for c in cues)
    if _COPULA_RE.search(folded[start : start + min(c.start for c in cues)]):
        spare = [word for word in spare if word not in ("est", "sont")]
        at_edge = True
    if not at_edge or len(spare) > 8 or _is_refused(folded[start:end], spare):
        return None
    is_proxy = status is AttendanceStatus.REPRESENTED
    qualifier = _qualifier(folded, words_start, start + min(c.start for c in cues))
    is_place = cue.entry == "place"
    return Label(status, list_start, start + cue.start, start + cue.end, qualifier, is_proxy, is_place)


def _cues(label: str) -> list[Cue]:
    lexicon = load_lexicon("attendance")
    found = [cue for name in _ORDER for cue in lexicon[name].find(_without_asides(label))]
    return [cue for cue in found if not any(_holds(other, cue) for other in found)]


def _holds(outer: Cue, inner: Cue) -> bool:
    """ "absents excusés" holds "absents"."""
    longer = outer.end - outer.start > inner.end - inner.start
    return longer and outer.start <= inner.start and inner.end <= outer.end


def _without_asides(label: str) -> str:
    """Blank out "(retard/excusés)", keep "présent(e)s"; positions stay."""
    return _ASIDE_RE.sub(lambda m: m.group() if m.group().strip() in _ENDINGS else " " * len(m.group()), label)


def _status(cues: list[Cue]) -> tuple[AttendanceStatus, Cue]:
    """The status of those listed: "présents ou représentés" are present, "absents excusés" are excused."""
    by_name = {cue.entry: cue for cue in reversed(cues)}
    place = by_name.pop("place", None)
    if place is not None and not by_name:
        return AttendanceStatus.PRESENT, place
    if "present" in by_name and "invited" not in by_name:
        return AttendanceStatus.PRESENT, by_name["present"]
    name = next(name for name in _ORDER if name in by_name)
    return AttendanceStatus[name.upper()], by_name[name]


def _spare_words(folded: str, start: int, end: int, cues: list[Cue], origin: int) -> list[str]:
    """Words of the label that are in no cue."""
    covered = [(origin + cue.start, origin + cue.end) for cue in cues]
    words = re.finditer(r"[^\W_]+(?:'(?=\w))?", folded[start:end])
    return [m.group() for m in words if not any(s <= start + m.start() < e for s, e in covered)]


def _is_refused(label: str, spare: list[str]) -> bool:
    """A count, or a sentence: more than three words that no label holds."""
    if label.startswith(("nombre", "quorum", "total", "date", "prochain")) or load_lexicon("attendance")[
        "other_label"
    ].matches(label):
        return True
    known = words_of("attendance", "label_words")
    strange = [word for word in spare if word not in known and not word.isdigit()]
    return len(strange) > 3 or bool({"est", "a", "sera", "doit", "pas", "nous", "il", "aucun"} & set(strange))


def _qualifier(folded: str, start: int, cue_start: int) -> tuple[int, int] | None:
    """ "Futurs chargés de mission" of "Futurs chargés de mission présents"; "Membres" alone says nothing."""
    words = folded[start:cue_start].strip()
    said = {"conseil", "bureau", "comite", "administrateurs", "municipaux"}
    generic = words_of("attendance", "label_words") - said | {"est", "etait", "n'", "n", "s'", "s", "se"}
    if not words or all(word in generic for word in re.findall(r"[^\W_]+'?", words)):
        return None
    return start, start + len(folded[start:cue_start].rstrip())
