"""The shape of a document: fields to fill in, numbered articles, slides, a roll of names to be signed."""

import re
from dataclasses import dataclass
from itertools import pairwise

from extractors.reading import Reading
from models.outline import BlockKind, SectionRole

SLIDE_WORDS = 130
"""Words a page: a landscape page with fewer is a slide."""
SLIDE_PAGES = 3
BOOK_WORDS = 9000
_STUDY_PARTS = frozenset(
    {
        "methodologie",
        "bibliographie",
        "remerciements",
        "avant propos",
        "avantpropos",
        "table des matieres",
        "table des figures",
    }
)
_REPORT_PARTS = frozenset(
    {
        "introduction",
        "conclusion",
        "conclusions",
        "recommandations",
        "preconisations",
        "sommaire",
        "resume",
        "contexte",
        "annexes",
    }
)
# "Date : ……", "Nom : ____", "[à compléter]", "XX/XX/20XX", "☐ oui"; not "etc...", "12 ...", a line of dashes
_BLANK_RE = re.compile(
    r"\.{5,}|(?:\.\s){5,}|_{4,}|[☐□❏]|x{2}/x{2}"
    r"|\[\s*(?:a completer|nom|date|prenom|lieu)[^\]]*\]|<\s*(?:nom|date|lieu|titre)\s*>"
)
# An article that opens its block ("Article 3 - Durée", "Art. 2 :"); not one that a sentence names
_ARTICLE_RE = re.compile(r"\s*(?:art(?:icle)?\.?)\s+(?:\d+|premier|1er|[ivx]+)\b")
# "Lieu de la réunion :" with nothing after
_LABEL_ONLY_RE = re.compile(r"[^:]{3,45}:\s*$")
# A line of a programme: "9 h 30 Accueil, café", "14h-15h : atelier"; not "9 h 30 : M. Roux arrive", "19 h" alone
_PROGRAMME_RE = re.compile(
    r"\W*(?:de )?(?P<hour>[0-2]?\d) ?[h:] ?(?:[0-5]\d)?(?:\s?(?:-|a|/|>)\s?[0-2]?\d ?[h:] ?(?:[0-5]\d)?)?\W+"
    r"(?!(?:m|mme|arrivee?|depart|sortie|retour|ouverture|cloture|levee|fin|debut|suspension|reprise)\b)[a-z0-9«\"]"
)
_PROGRAMME_LINES = 4
_SIGNED_RE = re.compile(r"\b(?:signature|emargement)s?\b")


@dataclass(frozen=True, slots=True)
class Shape:
    """What the eye sees before it reads."""

    empty_fields: float
    """Share (0..1) of the lines that are fields to fill in."""
    articles: int
    """Lines that begin with "Article 3"."""
    is_outlined_as_report: bool
    """Headings that only studies have ("Méthodologie", "Bibliographie"), beside others of their kind."""
    is_book: bool
    """As long as no minutes are without saying so."""
    is_slides: bool
    is_roll: bool
    """Hardly more than a table of names with a column for signatures."""
    has_attendance: bool
    """A section of people who were there, with something in it."""
    has_action_table: bool
    is_programme: bool
    """Lines that begin with an hour, each later than the one before, are most of it."""


_TABLE_HEADS = frozenset(
    "qui quoi quand echeance echeances responsable responsables decision decisions action actions pilote pilotes"
    " porteur delai delais sujet echanges suites discussion".split()
)


def measure_shape(reading: Reading) -> Shape:
    """Look at the blocks, the pages and the tables of a document."""
    folded = [reading.block_with_label(block).folded for block in reading.blocks]
    lines = [reading.view((line.span,)).folded for block in reading.blocks for line in block.lines]
    return Shape(
        empty_fields=_empty_fields(lines),
        articles=sum(bool(_ARTICLE_RE.match(line)) for line in lines),
        is_outlined_as_report=_is_outlined_as_report(reading),
        is_book=sum(len(text.split()) for text in folded) > BOOK_WORDS,
        is_slides=_is_slides(reading),
        is_roll=_is_roll(reading, folded),
        has_attendance=_has_attendance(reading),
        has_action_table=any(_heads_actions(text) for text in folded if len(text) < 160),
        is_programme=_is_programme(lines),
    )


def _empty_fields(folded: list[str]) -> float:
    """Lines with blanks, and labels ("Lieu :") that another label follows at once."""
    blank = 0
    for index, text in enumerate(folded):
        following = folded[index + 1] if index + 1 < len(folded) else ""
        is_label = bool(_LABEL_ONLY_RE.fullmatch(text)) and (
            not following or _LABEL_ONLY_RE.fullmatch(following) is not None
        )
        blank += is_blank(text) or is_label
    return blank / len(folded) if folded else 0.0


def _is_outlined_as_report(reading: Reading) -> bool:
    headings = {
        re.sub(r"[^a-z ]", "", reading.block(b).folded).strip() for b in reading.blocks if b.kind is BlockKind.HEADING
    }
    return bool(headings & _STUDY_PARTS) and len(headings & (_STUDY_PARTS | _REPORT_PARTS)) >= 2


def _is_programme(lines: list[str]) -> bool:
    """The day of a fair, a conference or a feast, told in advance by the hour."""
    hours = [int(match["hour"]) for match in map(_PROGRAMME_RE.match, lines) if match]
    rises = sum(before <= after for before, after in pairwise(hours))
    filled = sum(len(line.split()) > 1 for line in lines)
    return len(hours) >= max(_PROGRAMME_LINES, 0.2 * filled) and rises >= 0.8 * (len(hours) - 1)


def is_blank(folded: str) -> bool:
    """True if a folded line leaves room to write in."""
    return _BLANK_RE.search(folded) is not None


def _is_slides(reading: Reading) -> bool:
    """Landscape pages with few words each."""
    pages = reading.document.pages
    if len(pages) < SLIDE_PAGES or sum(page.width > page.height for page in pages) < 0.8 * len(pages):
        return False
    words = len(reading.document.text.split())
    return words / len(pages) < SLIDE_WORDS


def _is_roll(reading: Reading, folded: list[str]) -> bool:
    rows = [block for block in reading.blocks if block.kind is BlockKind.ROW]
    signed = any(_SIGNED_RE.search(text) for text in folded)
    return signed and len(rows) >= 0.6 * len(reading.blocks)


def _has_attendance(reading: Reading) -> bool:
    for section in reading.outline.sections:
        if section.role is SectionRole.ATTENDANCE:
            below = [reading.block(block).folded for block in reading.outline.blocks_of(section)]
            if any(text.strip(" .:_") and not is_blank(text) for text in below):
                return True
    return False


def _heads_actions(text: str) -> bool:
    """ "Sujet | Décision | Qui | Quand": two or more of the usual heads of a table of actions and little else."""
    words = re.findall(r"[a-z]+", text)
    heads = sum(word in _TABLE_HEADS for word in words)
    return heads >= 2 and heads >= 0.5 * len(words)
