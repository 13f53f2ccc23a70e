"""Where persons are named: sure names, and runs of capitalised words that may be one.

A run is a stretch of words with a capital, particles between them included: "Minh Duc Phung", "JCL", "Zambettini".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.attendance.strips import Strip, strips
from extractors.grammar.name_words import NameWord, Shape, is_no_name, name_words
from extractors.grammar.names import NameMatch, Strength, find_names, is_eponym
from extractors.reading import Passage, Reading
from models.folding import fold

# Takes "Mme ", "Madame la mairesse ", "M. ", "Monsieur " right before a name; refuses "Dr ", "M" within a word.
_TITLE_BEFORE_RE = re.compile(
    r"(?<![\w.])(?:(?P<f>Mmes?\.?|MME|Mlles?\.?|[Mm]adame|[Mm]ademoiselle)|(?P<m>MM?\.|Mr\.?|[Mm]onsieur))"
    r"\s+(?:(?:le|la|l')\s*[\w-]+\s+)?$"
)
# "Sœur Agnès", "Père Joël": titles of the church before a name; "Me Roy", "Dr Roy" are left out by the grammar of names
_RELIGIOUS_RE = re.compile(r"(?:s(?:œ|oe)ur|sr|p[èe]re|fr[èe]re|abb[ée])\s+(?=[A-ZÀ-Ý])", re.IGNORECASE)
# "Q5. … R. Prévu en mai", "Super U. Odile", "(U. Bellevue)": a letter that answers, a shop, a university
_SENTENCE_END_RE = re.compile(r"(?:^|[.?!…])\s*$")
_ANSWER_RE = re.compile(r"(?<!\w)Q\s?\d{0,2}\s?[.:)]")
# "S. Aubry, H. Lenoir, M. Castel": in such a list "M." is a first name too; not beside "Mme"
_INITIALED_RE = re.compile(r"(?<![\w.])(?!M\.)[A-Z]\.(?:-?[A-Z]\.)?\s(?=[A-ZÀ-Ý])")
_LISTED_BEFORE_RE = re.compile(r"(?:^|[,;:/–-]|\s{2})\s*$|\bet\s$")
_LISTED_AFTER_RE = re.compile(r"\s*(?:[,;/(–-]|$)|\s(?:et\s|\s)")
_SIR_RE = re.compile(r"(?<![\w.])M\.\s+$")
_MADAM_RE = re.compile(r"\b(?:Mmes?|MM\.|Mlle|Madame|Monsieur)(?!\w)")
LEAST_INITIALED = 2
"""Other names with an initial that make "M." one."""
_TRADES = frozenset(
    "frere freres fils menuiserie menuiseries plomberie charpente charpentes electricite peinture peintures batiment "
    "construction constructions maconnerie couverture platrerie carrelage carrelages terrassement terrassements "
    "travaux paysage paysages etancheite serrurerie metallerie chauffage transports transport ascenseurs isolation "
    "facades enduits ravalement assainissement sarl sas sasu eurl sci scop gaec earl snc cpa avocats notaires".split()
)
"""Words of a firm's name: "Castel Frères", "Menuiseries Aubry" name no person."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a person is named; `match` is None where only a known person's form was found."""

    passage: Passage
    match: NameMatch | None = None

    @property
    def start(self) -> int:
        return self.passage.spans[0].start

    @property
    def form(self) -> str:
        """The surface form, as a reader sees it, without title."""
        text = _RELIGIOUS_RE.sub("", self.passage.text, count=1)
        return text.rstrip(".") if text.count(".") == 1 else text

    @property
    def sex(self) -> str | None:
        """ "f" after "Mme", "m" after "M.", None without such a title."""
        start = self.passage.start
        title = _TITLE_BEFORE_RE.search(self.passage.view.cased[max(0, start - 40) : start])
        return title.lastgroup if title else None

    @property
    def is_titled(self) -> bool:
        return self.match is not None and self.match.strength is Strength.TITLED


@dataclass(frozen=True, slots=True)
class Run:
    """Words with capitals that stand together in a text."""

    text: Passage
    words: tuple[NameWord, ...]

    def part(self, begin: int, end: int) -> Passage:
        return self.text.part(self.words[begin].start, self.words[end - 1].end)

    @property
    def opens_sentence(self) -> bool:
        before = self.text.cased[: self.words[0].start].rstrip(" \"'«([-•*")
        return not before or before[-1] in ".!?:"


def texts(reading: Reading) -> tuple[Passage, ...]:
    """The document's lines, paragraphs and cells: names are read within one, never across two."""
    return tuple(part for strip in strips(reading) for part in _parts(strip) if part.cased.strip())


def _parts(strip: Strip) -> Iterator[Passage]:
    yield from strip.cells


def sure_mentions(passages: Sequence[Passage]) -> list[Mention]:
    """Names that a title or a known first name proves, initials with a surname included."""
    asks = any(_ANSWER_RE.search(text.cased) for text in passages)
    return [
        Mention(text.part(start_of(text.cased, name.start, name.end), name.end), name)
        for text in passages
        for name in find_names(text.cased)
        if not _is_no_person(text.cased, name, asks=asks)
    ]


def start_of(text: str, start: int, end: int) -> int:
    """Where the name at [start, end) starts, "M." included where the others of its list have their initials."""
    sir = _SIR_RE.search(text[:start])
    if sir is None or " " in text[start:end] or _MADAM_RE.search(text) or not _LISTED_AFTER_RE.match(text, end):
        return start
    is_listed = _LISTED_BEFORE_RE.search(text[: sir.start()]) is not None
    return sir.start() if is_listed and len(_INITIALED_RE.findall(text)) >= LEAST_INITIALED else start


def _is_no_person(text: str, name: NameMatch, *, asks: bool) -> bool:
    """An answer ("R. Prévu en mai"), a shop or university ("U. Bellevue"), a firm ("Castel Frères")."""
    words = text[name.start : name.end]
    if words.startswith("U. ") or (
        asks and words.startswith(("R. ", "Q. ")) and _SENTENCE_END_RE.search(text[: name.start])
    ):
        return True
    following = re.match(r"[ \u00a0]([^\W\d_]+)", text[name.end :])
    inside = {fold(word) for word in re.findall(r"[^\W\d_]+", words)}
    return bool(_TRADES & inside) or (following is not None and fold(following[1]) in _TRADES and not name.given)


def runs(text: Passage) -> Iterator[Run]:
    """The runs of capitalised words of a text, those of streets and schools left out."""
    run: list[NameWord] = []
    for word in name_words(text.cased):
        if run and (not word.glued or word.shape is Shape.OTHER):
            yield from _finished(text, run)
            run = []
        if word.shape is not Shape.OTHER and (run or word.shape is not Shape.PARTICLE or word.text[0].isupper()):
            run.append(word)
    yield from _finished(text, run)


def _finished(text: Passage, run: list[NameWord]) -> Iterator[Run]:
    while run and run[-1].shape is Shape.PARTICLE:
        run = run[:-1]
    while len(run) > 1 and _is_lead(run):
        run = run[1:]
    if any(word.folded in _TRADES for word in run):
        return
    if run and not is_eponym(text.cased, run[0].start) and not _is_inside_word(text.cased, run):
        yield Run(text, tuple(run))


def _is_lead(run: Sequence[NameWord]) -> bool:
    """True if the first word stands before a name: "Départ de Nadège", "CDD Ingrid"; "JC Aubry" begins with one."""
    first = run[0]
    if first.shape is Shape.UPPER and len(first.text) == 2:
        return False
    return first.shape is Shape.PARTICLE or is_no_name(first.text)


def _is_inside_word(text: str, run: Sequence[NameWord]) -> bool:
    """A part of an address, of a path, of a quoted title of one word."""
    before, after = text[: run[0].start], text[run[-1].end :]
    return bool(re.search(r"[@_/#]$", before) or re.match(r"[@_]|/\S*\.|\(\)", after))
