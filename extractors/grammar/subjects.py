"""Who does it: the subject before a verb of work, and owners named in lists, cells and brackets.

Takes:   "Mme Aubry enverra" → Mme Aubry · "La commission voirie et le SIVU établiront" → two · "Nous préparerons" →
         nobody named · "Jo, Lise et le SIVU feront" → three · "Jo (service des sports), qui connaît le maire,
         l'appellera" → Jo · "Jo range la salle et fermera" → Jo · "Lise et moi on passera" → Lise and the speaker
Refuses: "Le projet aménagera" (no agent) · "la réunion qui suivra présentera" (a relative clause hides the subject)
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from extractors.lexicons import Entry, load_lexicon
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
_DETERMINER_RE = re.compile(
    r"^(?:(?:tou[st]e?s?)\s+)?(?:les?|la|l'|une?|des|du|aux?|ce|cette|ces|chaque|notre|nos|leurs?|son|sa|ses|votre|mon|ma)\b\s*|^l'",
    re.IGNORECASE,
)
_TITLE_RE = re.compile(
    r"^(?:MM?\.|Mmes?\b|Mlles?\b|Monsieur\b|Madame\b|Mesdames\b|Messieurs\b|Dr\b|Me\b|Mr\b\.?)\.?\s*(?:le\s|la\s)?",
    re.IGNORECASE,
)
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
_NAME_WORD_RE = re.compile(r"[A-ZÀ-Ý][\w'&.-]*")
_SPLIT_RE = re.compile(r"\s*(?:,|;|/|&|\+|\bet\b|\bainsi que\b|\bavec\b|\s-\s|\n)\s*")
_NO_NAMES = frozenset(
    "il elle ils elles on nous vous je ce cela ceci c un une des les le la l d du de si en au aux pour par dans "
    "sur avec est sont a ont qui que ou et puis ensuite enfin ainsi aussi lors apres avant suite concernant "
    "demain merci toutes plusieurs certains certaines aucun aucune tout toute ces cette cet nos notre leur leurs "
    "quel quelle y mais bon voici voila sinon entre idem ok oui non comme quand puisque "
    "faudrait faut faudra fallait merci rappel attention point".split()
)
"""Words that no name holds; small words between capitals (de, du, la) are part of names only inside a longer one."""
_PARTICLES = frozenset("de du des la le d l et".split())
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
    determiner = _DETERMINER_RE.match(text[start:end].lstrip(' -"'))
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


def split_owners(
    text: str, start: int, end: int, *, is_owner: Callable[[str], bool] | None = None
) -> tuple[tuple[int, int], ...]:
    """Owners named in text[start:end], without articles and titles: by default names, acronyms, roles and bodies."""
    owners: list[tuple[int, int]] = []
    position = start
    for piece in [*_SPLIT_RE.finditer(text, start, end), None]:
        stop = piece.start() if piece else end
        owner = owner_range(text, position, stop)
        if owner and (is_owner or is_agent)(text[owner[0] : owner[1]]):
            owners.append(owner)
        position = piece.end() if piece else end
    return tuple(owners)


def owner_range(text: str, start: int, end: int) -> tuple[int, int] | None:
    """What is left of text[start:end] without article, title and marks; None if nothing or a whole clause is."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ".)"):
        end -= 1
    title = _TITLE_RE.match(text[start:end])
    if title and fold(title.group()).endswith((" le ", " la ")):
        return (start, end)  # "Monsieur le maire" is written so
    start += title.end() if title else 0
    determiner = _DETERMINER_RE.match(text[start:end])
    everyone = text[start:end].lower().startswith("tout le monde")
    start += determiner.end() if determiner and not everyone else 0
    phrase = text[start:end]
    if not phrase.strip() or len(phrase.split()) > 9:
        return None
    return start, end


def is_agent_noun(phrase: str) -> bool:
    """True if the first words of the phrase are a role or a body ("commission voirie", "trésorier")."""
    title = _TITLE_RE.match(phrase)
    bare = fold(phrase[title.end() :] if title else phrase)
    return any((cue := entry.search(bare)) is not None and cue.start <= 4 for entry in agent_entries())


def agent_entries() -> tuple[Entry, ...]:
    """The lexicon entries of roles and bodies."""
    lexicon = load_lexicon("agents")
    return lexicon["role"], lexicon["group"]


def is_agent(phrase: str) -> bool:
    """True for a capitalised name or acronym, or a phrase whose first words are a role or a body."""
    if is_agent_noun(phrase):
        return True
    words = phrase.split()
    if fold(words[0].split("'")[0]) in _NO_NAMES or not _NAME_WORD_RE.fullmatch(words[0]):
        return False
    return sum(w[:1].isupper() for w in words) * 2 > len(words) and not any(
        fold(w) in _NO_NAMES - _PARTICLES for w in words
    )
