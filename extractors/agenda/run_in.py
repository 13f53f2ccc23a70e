"""Titles that run into their text: "Budget. Le trésorier présente …", "2.1 Toiture : deux devis …", "Voirie — Vu, …".

Signals: several paragraphs that open alike, with a few words without a verb, then a mark, then the text; numbers that
go on from those of the headings. Never: takes one such paragraph alone, a reply ("Anna : oui"), a label ("Présents :",
"Vote :"), or the numbered steps of a point.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from extractors.attendance.cues import is_officer_label, is_other_label, read_label
from extractors.attendance.lines import lists_names
from extractors.grammar.name_words import is_given_name
from extractors.grammar.names import Strength, find_names, leading_name
from extractors.lexicons import load_lexicon
from extractors.reading import Passage, Reading
from models.outline import Block, BlockKind, SectionRole

MAX_TITLE = 95
MAX_WORDS = 13
LEAST = 3
"""So many paragraphs have to open alike."""
LEAST_SHARE = 0.5
"""Of the paragraphs from the first to the last of them; a colon alone may stand after anything."""
LEAST_SHARE_COLONS = 0.75
LEAST_TEXT = 12
"""Characters after the mark: less is a field ("Durée : 2 h")."""

# Takes the words up to ". ", " : ", " — ", " … ": "Budget", "Bilan de la kermesse du 3 mai", "Lot n° 4 (toiture)".
# Refuses a stop after one letter ("M. ", "art. ", "n. ") and one inside "10.30".
_OPENING_RE = re.compile(
    r"""\s*(?P<title>[A-ZÀ-ÝŒ0-9"«(][^.:;!?\n]{1,94}?(?:(?<=\bart)\.[^.:;!?\n]{1,40}?)?)
    (?P<mark>(?<![\s.'’][^\W\d_])(?<!\bart)(?<!\bn)\.(?:\.\.)?(?=\s)|\s?\?(?=\s)|\s?:(?=\s)|\s[-–—](?=\s))\s*[-–—]?\s*""",
    re.VERBOSE,
)
_THEME_RE = re.compile(r"[A-ZÀ-ÝŒ' -]{2,30}")
_NOUN_PHRASE_RE = re.compile(r"\s*(?P<rest>[A-ZÀ-ÝŒ][^.;!?(]{5,80}?)(?=\s?[.;(!?]|\s[-–—:]\s|,\s|\s:\s|$)")
# "Règlement intérieur Ajout d'un paragraphe": small words after the first, then a capital or a number.
_UNMARKED_RE = re.compile(
    r"\s*(?P<title>[A-ZÀ-ÝŒ][\w'-]*(?:\s+(?:[a-zà-ÿœ][\w'-]*|\([^()]{1,30}\))){0,6}?)\s+(?=[A-ZÀ-ÝŒ\d])"
)
_VERB_RE = re.compile(
    r"\b(?:est|sont|ont|sera|seront|avait|avaient|etait|etaient|doit|doivent|peut|peuvent|va|vont|propose|rappelle"
    r"|precise|indique|presente|souhaite|informe|explique|remercie|souligne|ajoute|donne|ouvre|quitte|arrive|il|elle"
    r"|ils|nous|on|j'ai|se|s'est|n'est|n'a|c'est|qu'il|adopte|approuve|vote|decide)\b"
)
# What opens a paragraph and is no title: replies, results, remarks, formulas.
_NO_TITLE_RE = re.compile(
    r"(?:reponse|question|remarque|nota|nb|ps|vote|votants?|resultats?|pour|contre|abstentions?|unanimite|adopte|accord"
    r"|decision|action|a faire|discussion|debat|avis|q|r|n\.?b|merci|bonjour|prochaine?|suite|objet|date|lieu|heure"
    r"|duree|fin|debut|present|rappel|exemple|total|solde|note|attention|conclusion|proposition|apres|ensuite|enfin"
    r"|d'abord|puis|or|oui|non|ok|bref|par ailleurs|en effet|concernant|sur|quant|selon|d'apres|il y|mesdames|messieurs"
    r"|mme|m|mr|copie|destinataires|diffusion|ainsi|cependant|toutefois|voir|cf|p\.?-?j|annexe|rdv|rendez-vous)\b"
)
_ARTICLE_RE = re.compile(r"\W*(?:l[ea]s? |l'|un |une |des |mon |ma |mes |notre |nos |ce |cette |ces )")
# May stand alone below headings: "Divers : le local prend l'eau …".
_OTHER_BUSINESS_RE = re.compile(r"(?:questions? |informations? |points? )?(?:divers(?:es)?|varia)\b")


@dataclass(frozen=True, slots=True)
class RunIn:
    """A title at the start of a paragraph's text."""

    title: Passage
    block: Block
    label: str | None
    level: int


def read_run_ins(reading: Reading, headings: Sequence[Block], start: int) -> list[RunIn]:
    """Titles that run into their text, in reading order.

    Args:
        headings: the headings of the body that are items of the agenda.
        start: index of the first block that may be of the body: what stands before says what, when and where.
    """
    first = max(start, _body_start(reading))
    has_numbers = any(block.label for block in headings)
    numbered = list(_numbered(reading, headings, first)) if has_numbers or len(headings) < LEAST else []
    if numbered or has_numbers:
        return numbered
    return _plain(reading, headings, first)


def _body_start(reading: Reading) -> int:
    """Index of the first block after the list of people, which stands in the first blocks; 1 without one."""
    last = 0
    for block in reading.blocks[:20]:
        if block.kind is not BlockKind.ROW and read_label(reading.block(block).folded, whole=False) is not None:
            last = block.index
    return last + 1


def _numbered(reading: Reading, headings: Sequence[Block], first: int) -> Iterator[RunIn]:
    """Numbered points with text of their own: below or between the numbered headings, or all of the body's."""
    taken = {_number(block.label): block for block in headings if block.label}
    texts = (BlockKind.ITEM, BlockKind.PARAGRAPH)
    blocks = [b for b in reading.blocks[first:] if b.kind in texts and _number(b.label) and b not in headings]
    way = _unmarked if _has_lost_bold(reading, blocks) else _title_of
    found = [run_in for block in blocks if (run_in := _numbered_title(reading, block, way)) is not None]
    if taken:
        fitting = [r for r in found if _fits(_number(r.label), taken)]
        yield from fitting
        return
    whole = _sequence(found)
    if len(whole) >= LEAST and len(whole) * 2 > len(blocks):
        yield from whole


def _sequence(found: Sequence[RunIn]) -> list[RunIn]:
    """Those whose numbers count on from 1, with sub-numbers between them; all where each names its own register."""
    kept: list[RunIn] = []
    for run_in in found:
        number = _number(run_in.label)
        last = next((_number(r.label)[-1] for r in reversed(kept) if r.level == run_in.level), 0)
        if len(number) > 1 and run_in.level == 1:
            kept.append(run_in)  # "2024-11-03"
        elif (run_in.level > 1 and kept) or number[-1] in (last + 1, last + 2):
            kept.append(run_in)
    return kept


def _fits(number: tuple[int, ...], taken: dict[tuple[int, ...], Block]) -> bool:
    """A sub-number of a heading's ("5.1" below "5"), or one missing between two headings' numbers."""
    if len(number) > 1:
        return number[:-1] in taken
    return (number[0] - 1,) in taken and (number[0] + 1,) in taken and number not in taken


def _number(label: str | None) -> tuple[int, ...]:
    """ "2.1" as (2, 1), "[4]" as (4,), "III -" as (3,); empty without a number."""
    digits = tuple(int(part) for part in re.findall(r"\d+", label or ""))
    if digits:
        return digits
    roman = re.match(r"(?P<number>[IVX]+)\b", label or "")
    return (_roman(roman["number"]),) if roman else ()


def _roman(text: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[char] for char in text]
    return sum(-v if any(v < later for later in values[i + 1 :]) else v for i, v in enumerate(values))


def _has_lost_bold(reading: Reading, blocks: Sequence[Block]) -> bool:
    """True where nearly all numbered points begin with a title that nothing but type parted from its text."""
    if reading.document.media_type in ("text/plain", "application/pdf") or len(blocks) < LEAST:
        return False
    unmarked = sum(_unmarked(reading.block(block)) is not None for block in blocks)
    return unmarked >= 0.8 * len(blocks)


def _numbered_title(reading: Reading, block: Block, way: Callable[[Passage], Passage | None]) -> RunIn | None:
    label = block.label or ""
    level = 2 if re.match(r"\W*(?:\d{1,2}|[IVX]+)\.\d{1,2}\b", label) else 1
    title = way(reading.block(block))
    return RunIn(title, block, label, level) if title is not None else None


def _plain(reading: Reading, headings: Sequence[Block], first: int) -> list[RunIn]:
    """Titles of paragraphs, where most open so; "Divers : …" alone beside headings."""
    named = [r for b in reading.blocks[first:] if _is_plain(b) and (r := _plain_title(reading, b))]
    if len(headings) >= LEAST:
        return [run_in for run_in in named if _is_other_business(reading, run_in, headings)]
    if len(named) < LEAST:
        return _of_bullets(reading, first) if not headings else []
    reach = range(named[0].block.index, named[-1].block.index + 1)
    prose = [reading.blocks[i] for i in reach if reading.blocks[i].kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)]
    colons = sum(_has_colon(reading, run_in) for run_in in named)
    least = LEAST_SHARE_COLONS if colons * 2 > len(named) else LEAST_SHARE
    return named if len(named) >= least * len(prose) else []


def _of_bullets(reading: Reading, first: int) -> list[RunIn]:
    """Titles of bullets where no heading stands and nearly all open so ("- Budget : le trésorier présente …")."""
    bullets = [b for b in reading.blocks[first:] if b.kind is BlockKind.ITEM and not _number(b.label)]
    shallow = min((b.lines[0].list_level or 0 for b in bullets), default=0)
    bullets = [b for b in bullets if (b.lines[0].list_level or 0) == shallow]
    named = [run_in for block in bullets if (run_in := _plain_title(reading, block)) is not None]
    return named if len(named) >= LEAST and len(named) >= LEAST_SHARE_COLONS * len(bullets) else []


def _has_colon(reading: Reading, run_in: RunIn) -> bool:
    passage = reading.block(run_in.block)
    return passage.folded[run_in.title.end - passage.start :].lstrip().startswith(":")


def _is_plain(block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH and block.label is None


def _is_other_business(reading: Reading, run_in: RunIn, headings: Sequence[Block]) -> bool:
    known = any(_OTHER_BUSINESS_RE.match(reading.block(heading).folded) for heading in headings)
    return not known and bool(_OTHER_BUSINESS_RE.match(run_in.title.folded)) and run_in.block.index > headings[0].index


def _plain_title(reading: Reading, block: Block) -> RunIn | None:
    section = reading.outline.section_of(block)
    if section is not None and section.role in (SectionRole.ATTENDANCE, SectionRole.AGENDA, SectionRole.ACTIONS):
        return None
    passage = reading.block(block)
    title = _title_of(passage)
    if title is None or lists_names(passage.part(title.end - passage.start + 2, len(passage.cased))):
        return None
    run_in = RunIn(title, block, None, 1)
    if _has_colon(reading, run_in) and _ARTICLE_RE.match(title.folded):
        return None  # "Les fiches : c'est fait" is said of them, and titles nothing
    return run_in


def _title_of(passage: Passage) -> Passage | None:
    """The title up to its mark, with the words after a theme in capitals; None where the words are no title."""
    match = _OPENING_RE.match(passage.cased)
    if match is None or len(passage.cased) - match.end() < LEAST_TEXT:
        return None
    title = passage.part(*match.span("title"))
    if not is_title(title, mark=match["mark"].strip()):
        return None
    if _THEME_RE.fullmatch(title.cased) and " " not in title.cased.strip() and match["mark"].strip() in ".-–—:":
        further = _NOUN_PHRASE_RE.match(passage.cased, match.end())
        if further and not _tells(passage.part(*further.span("rest"))):
            return passage.part(match.start("title"), further.end("rest"))
    return title


def is_title(title: Passage, *, mark: str) -> bool:
    """True for words that name a matter: no verb, no person who speaks, no label of something else."""
    folded = title.folded.strip(' "«(')
    if len(title.cased.split()) > MAX_WORDS or _tells(title) or _NO_TITLE_RE.match(folded):
        return False
    if mark == ":" and _is_label(title):
        return False
    name = leading_name(title.cased)
    if name is not None and (name.strength >= Strength.GIVEN or is_given_name(title.cased.split()[0])):
        return False
    if any(other.title_start is not None and other.first == 0 for other in find_names(title.cased)):
        return False
    if sum(char.isalpha() for char in folded) < (2 if title.cased.isupper() else 3):
        return False
    lexicon = load_lexicon("sections")
    formal = ("attendance", "actions", "decisions", "next_meeting", "closing", "annex", "agenda")
    return not any(lexicon[entry].matches(folded) for entry in formal)


def _tells(title: Passage) -> bool:
    return _VERB_RE.search(title.folded) is not None or re.search(r"\ba\b", title.cased) is not None


def _is_label(title: Passage) -> bool:
    words = title.folded + " : x"
    return is_other_label(words) or is_officer_label(words) or read_label(words, whole=False) is not None


def _unmarked(passage: Passage) -> Passage | None:
    """The title before a new capital, where bold type that was lost parted it from its text."""
    match = _UNMARKED_RE.match(passage.cased)
    if match is None or len(passage.cased) - match.end() < 2 * LEAST_TEXT:
        return None
    title = passage.part(*match.span("title"))
    return title if is_title(title, mark="") else None


def without_holders(headings: Sequence[Block], run_ins: Sequence[RunIn]) -> list[Block]:
    """The headings that are no mere roof over run-in titles ("Remarques", above "Budget. …", "Voirie. …")."""
    plain = {run_in.block.index for run_in in run_ins if run_in.label is None}
    return [block for block in headings if block.index + 1 not in plain]
