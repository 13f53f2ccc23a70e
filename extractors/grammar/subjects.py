"""Who does it: the subject before a verb of work, and owners named in lists, cells and brackets.

Takes:   "Mme Aubry enverra" → Mme Aubry · "La commission voirie et le SIVU établiront" → two · "Nous préparerons" →
         nobody named · "Jo, Lise et le SIVU feront" → three · "Jo (service des sports), qui connaît le maire,
         l'appellera" → Jo · "Jo range la salle et fermera" → Jo · "Lise et moi on passera" → Lise and the speaker
Refuses: "Le projet aménagera" (no agent) · "la réunion qui suivra présentera" (a relative clause hides the subject)
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from extractors.grammar.agents import DETERMINER_RE, agent_entries, is_agent, owner_range, split_owners
from models.folding import fold


class SubjectKind(StrEnum):
    NAMED = "named"  # a name, an acronym, a role or a body
    SPEAKER = "speaker"  # je
    COLLECTIVE = "collective"  # on, nous
    PRONOUN = "pronoun"  # il, elle
    THING = "thing"  # no agent
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Subject:
    """A verb's subject: its kind, and the ranges of the owners named in it."""

    kind: SubjectKind
    owners: tuple[tuple[int, int], ...] = ()
    with_speaker: bool = False
    """ "Lise et moi": the speaker as well."""
    pronoun: str = ""
    """The folded pronoun that stands for the subject ("elle"), if one does."""


# A stop ends a clause unless it belongs to a title or an initial ("M. Bost", "Ph. Collin", "J. Petit").
_STOP_SRC = r"(?<!\b[A-ZÀ-Ý])(?<!\b[A-ZÀ-Ý][a-zà-ÿ])(?<!\bMM)(?<!\bMme)\."
_STRONG_SRC = rf"(?:{_STOP_SRC}|[;:!?(>→\"])"
_CLAUSE_START_RE = re.compile(
    rf"(?:{_STRONG_SRC}|->|,\s+(?:et|mais|puis|donc)?\s*|\s-\s|\b(?:et que|que|qu'|où|mais|donc|car|puis|alors)\s)"
)
_OBJECT_PRONOUN_RE = re.compile(
    r"(?:\s+(?:se|s'|lui|leur|y|en|le|la|les|l'|nous|vous|me|m'))+\s*$|(?<=\w)\s*(?:s'|l'|m'|l'en|l'y|s'en|s'y|m'en)\s*$"
)
# What may stand between a subject and its verb, and says nothing of who: "(service des sports)", ", qui la connaît,".
_ASIDE_RE = re.compile(r"\([^()]*\)|,\s(?:qui|dont|que|au nom d|en tant que|avec|pour)[\s'][^,;.:!?]{2,80},(?=\s)")
# ", adjoint aux travaux," right before the verb: begins small, and joins nothing.
_APPOSITION_RE = re.compile(r",\s(?!(?:et|mais|puis|donc|ou|ni)\s)[a-zà-ÿ][^,;.:!?]{2,60},\s*$")
_JOINED_RE = re.compile(r"(?:^|[\s,])(?:et|puis|et puis|,)$")
_LISTED_RE = re.compile(r"(?:^|[,;:.!?]\s+)(?P<piece>[^,;:.!?]{2,45}),\s+$")
# "Lise et moi on", "Lise et Jo, elles", "moi je"; not "mais on", "demain elle".
_RESUMED_RE = re.compile(
    r"(?P<names>.*\bet\s\S+),?\s+(?:on|nous)$|(?P<moved>.*\S),\s+(?:il|elle|ils|elles)$", re.IGNORECASE
)
_TRAILING_NAME_RE = re.compile(
    r"(?P<before>[\wà-ÿ'-]+)\s+(?P<name>(?:(?:MM?|Mmes?|Mlle|Dr|Monsieur|Madame)\.?\s+)?[A-ZÀ-Ý][\w.'&-]*"
    r"(?:\s(?:et\s|de\s|du\s|le\s|la\s)?[A-ZÀ-Ý][\w.'&-]*){0,3})$"
)
# A capital article opens a sentence that no stop announced: "ADOPTÉ À L'UNANIMITÉ La direction".
_OPENING_RE = re.compile(r"\s(?=(?:La|Le|Les)\s[a-zà-ÿ]|L'[a-zà-ÿ])")
_TIME_WORDS = frozenset(
    "demain ensuite enfin puis donc alors aussi egalement bientot aujourd'hui lundi mardi mercredi jeudi vendredi "
    "samedi dimanche janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre matin soir "
    "midi prochain prochaine rentree temps sinon seance reunion noel paques vacances suite coup".split()
)
"""Words after which a name begins the subject: "en mars Jo fera", "pour la rentrée Mme Aubry verra". Folded."""
_PRONOUNS = {
    "je": SubjectKind.SPEAKER,
    "j'": SubjectKind.SPEAKER,
    "on": SubjectKind.COLLECTIVE,
    "nous": SubjectKind.COLLECTIVE,
    "il": SubjectKind.PRONOUN,
    "elle": SubjectKind.PRONOUN,
    "ils": SubjectKind.PRONOUN,
    "elles": SubjectKind.PRONOUN,
    "vous": SubjectKind.COLLECTIVE,
    "celui-ci": SubjectKind.PRONOUN,
    "celle-ci": SubjectKind.PRONOUN,
    "ceux-ci": SubjectKind.PRONOUN,
}
MAX_WORDS = 12


def subject_before(text: str, end: int) -> Subject:
    """The subject of the verb that starts at `end` of a sentence (readable text)."""
    plain = _without_asides(text, end)
    stop = _without_object(plain, end)
    apposition = _APPOSITION_RE.search(plain, 0, stop)
    if apposition and _clause_start(plain, apposition.start()) < apposition.start():
        named = _judge(plain, _clause_start(plain, apposition.start()), apposition.start())
        if named.kind is SubjectKind.NAMED:
            return named
    start = _clause_start(plain, stop)
    phrase = plain[start:stop].rstrip()
    if _JOINED_RE.search(phrase) or (not phrase.strip() and plain[:start].rstrip().endswith((",", " et", " puis"))):
        return _shared_subject(plain, stop)
    return _judge(plain, _list_start(plain, start), start + len(phrase))


def _without_asides(text: str, end: int) -> str:
    """The text up to `end` with what is said aside blanked out, positions kept."""
    return _ASIDE_RE.sub(lambda aside: " " * len(aside.group()), text[:end])


def _without_object(text: str, end: int) -> int:
    """Where the verb's object pronouns begin: "Lise lui | enverra"."""
    phrase = text[:end].rstrip()
    cut = _OBJECT_PRONOUN_RE.search(phrase)
    if cut is None or not phrase[: cut.start()].strip():
        return len(phrase)
    bare = fold(cut.group()).strip() in ("nous", "vous")
    if bare and _clause_start(phrase, len(phrase)) >= cut.start():
        return len(phrase)  # ", nous préparerons": the pronoun is the subject
    return cut.start()


def _clause_start(text: str, end: int) -> int:
    start = 0
    for match in _CLAUSE_START_RE.finditer(text, 0, end):
        if match.end() < end and text[match.end() : end].strip():
            start = match.end()
    return start


def _list_start(text: str, start: int) -> int:
    """Where an enumeration of subjects begins that a comma seemed to cut: "Jo, Lise et Nour feront"."""
    if not re.search(r"\s(?:et|&|\+)\s", text[start:]):
        return start
    while (piece := _LISTED_RE.search(text, 0, start)) and _is_one_agent(piece["piece"].strip()):
        start = piece.start("piece")
    return start


def _is_one_agent(phrase: str) -> bool:
    owner = owner_range(phrase, 0, len(phrase))
    return owner is not None and len(phrase[owner[0] : owner[1]].split()) <= 3 and is_agent(phrase[owner[0] : owner[1]])


def _shared_subject(text: str, end: int) -> Subject:
    """The subject of a verb joined by "et" or a comma to one before it: "Jo range la salle et fermera"."""
    starts = [0, *(match.end() for match in _CLAUSE_START_RE.finditer(text, 0, end))]
    for start in reversed(starts):
        found = leading_subject(text, start, end)
        if found.kind is not SubjectKind.UNKNOWN:
            return found
    return Subject(SubjectKind.UNKNOWN)


_LEADING_NAMES_RE = re.compile(
    r"\s*(?P<names>(?:(?:MM?\.|Mmes?|Mlle|Dr|Monsieur|Madame)\s+)?[A-ZÀ-Ý][\w.'&-]*"
    r"(?:\s+(?:(?:et|&|\+|de|du|la|le|M\.|Mme)\s+){0,2}[A-ZÀ-Ý][\w.'&-]*){0,4})\s+(?=[a-zà-ÿ])"
)


# "Toutes ces contraintes", "Chacun des membres": the noun is the subject.
_SOME_RE = re.compile(
    r"(?:Tous|Toutes|Tout|Chacune?|Certaine?s)\s+(?:les|des|ces|mes|nos|vos|leurs|ses|d')", re.IGNORECASE
)


def leading_subject(text: str, start: int, end: int) -> Subject:
    """The subject with which text[start:end] begins: names, or a role or body with its article; else UNKNOWN."""
    words = text[start:end].split()
    if words and (kind := _PRONOUNS.get(fold(words[0]))):
        return Subject(kind, pronoun=fold(words[0]))
    names = _LEADING_NAMES_RE.match(text, start, end)
    if (
        names
        and not _SOME_RE.match(text, names.start("names"))
        and (owners := split_owners(text, names.start("names"), names.end("names")))
    ):
        return Subject(SubjectKind.NAMED, owners)
    determiner = DETERMINER_RE.match(text[start:end].lstrip(' -"'))
    if determiner:
        begin = end - len(text[start:end].lstrip(' -"')) + determiner.end()
        cues = [entry.search(fold(text[begin:end])) for entry in agent_entries()]
        stops = [
            begin + cue.end for cue in cues if cue and cue.start == 0 and len(fold(text[begin:end])) == end - begin
        ]
        if stops:
            return Subject(SubjectKind.NAMED, ((begin, max(stops)),))
    return Subject(SubjectKind.UNKNOWN)


def _judge(text: str, start: int, end: int) -> Subject:
    start += len(text[start:end]) - len(text[start:end].lstrip(" \t-\"'•"))
    for opening in _OPENING_RE.finditer(text, start, end):
        start = opening.end()
    phrase = text[start:end].strip(" ,")
    words = phrase.split()
    last = fold(words[-1]) if words else ""
    if not words:
        return Subject(SubjectKind.UNKNOWN)
    resumed = _RESUMED_RE.fullmatch(phrase)
    if resumed:
        named = _judge(text, start, start + len((resumed["names"] or resumed["moved"]).rstrip(",")))
        if named.kind in (SubjectKind.NAMED, SubjectKind.SPEAKER):
            return named
    if last in _PRONOUNS:
        return Subject(_PRONOUNS[last], pronoun=last)
    if last == "moi" and len(words) <= 2:
        return Subject(SubjectKind.SPEAKER)
    if len(words) > MAX_WORDS:
        return _trailing(text, start, end)
    stop = start + len(text[start:end].rstrip(" ,"))
    owners = split_owners(text, start, stop)
    if owners:
        return Subject(SubjectKind.NAMED, owners, with_speaker=last == "moi" or fold(words[0]) == "moi")
    return _trailing(text, start, stop)


def _trailing(text: str, start: int, end: int) -> Subject:
    """ "En mars Jo", "D'ici là Mme Aubry": a name after words that only say when."""
    match = _TRAILING_NAME_RE.search(text, start, end)
    if match and (fold(match["before"]) in _TIME_WORDS or match["before"] == "là" or match["before"].isdigit()):
        owners = split_owners(text, match.start("name"), match.end("name"))
        if owners:
            return Subject(SubjectKind.NAMED, owners)
    return Subject(SubjectKind.UNKNOWN if end - start > 90 else SubjectKind.THING)
