"""What makes a line a heading, and of which level."""

import re
import statistics
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.lexicons import load_lexicon
from models.document import Document, Line, LineRole
from models.folding import fold, tidy
from models.outline import Block, BlockKind
from pipeline.labels import Label, LabelKind, is_lettered

MAX_LENGTH = 140
"""Characters: longer lines are sentences, whatever their type."""

NARROW = 60
"""Characters: lines of a short text that are all shorter are no full lines."""
FEW = 3
"""Lines from which no text is wrapped at capitals only, by chance."""
UNWRAPPED = 1_000_000
MAX_NUMBERED = 120
"""Characters of a numbered line without other marks that still is a heading."""

_VERB_RE = re.compile(
    r"\b(?:est|sont|a|ont|sera|seront|avait|etait|etaient|doit|doivent|peut|peuvent|propose|rappelle|precise|indique"
    r"|demande|presente|souhaite|informe|explique|remercie|fait|va|vont|souligne|ajoute|donne|ouvre|il|elle|nous|on)\b"
)
"""Words of sentences; a plain heading has none. Folded text."""


_NOUN_AHEAD_RE = re.compile(r"^\W*(?i:demande|fait|rappel)s?\b(?=\s+(?:de|d'|du|des|pour|marquant)|\s*:)")
"""Nouns that look like verbs, at a title's start."""


@dataclass(frozen=True, slots=True)
class Typography:
    """What is usual in the document: size of the type in points, share of bold lines, characters a line."""

    font_size: float | None
    bold_share: float
    line_length: int
    has_styles: bool
    """The format itself marks headings."""
    is_lettered: bool = False
    """ "A.", "B." at the start of lines are numbers; else they are initials of names."""
    wrapped_at: int = 0
    """Characters below which a line of a typed text is ended by choice; 0 where a text is wrapped."""


def measure(document: Document) -> Typography:
    """The usual type and width of a document's body lines, weighted by characters."""
    lines = [line for line in document.lines if line.role is LineRole.BODY and not line.cell and len(line.span)]
    sizes = [line.font_size for line in lines for _ in range(len(line.span) // 20 + 1) if line.font_size]
    total = sum(len(line.span) for line in lines) or 1
    bold = sum(len(line.span) for line in lines if line.bold) / total
    lengths = sorted(len(line.span) for line in lines)
    usual = lengths[int(len(lengths) * 0.8)] if lengths else 0
    size = statistics.median(sizes) if sizes else None
    lettered = is_lettered(document.text[line.span.start : line.span.end] for line in lines)
    has_styles = any(line.heading_level for line in lines)
    return Typography(size, bold, min(max(usual, NARROW), 140), has_styles, lettered, _wrapped_at(document, lines))


def _wrapped_at(document: Document, lines: list[Line]) -> int:
    """Where lines may break: in wrapped French prose a small letter follows most breaks, in notes line by line none."""
    texts = [document.text[line.span.start : line.span.end].strip() for line in lines]
    if any(after[:1].islower() and text[-1:] not in ".!?:;" for text, after in pairwise(texts)):
        return 0
    return UNWRAPPED if len(texts) > FEW else NARROW


def has_verb(folded: str) -> bool:
    """True if the folded words hold one that makes a sentence."""
    return _VERB_RE.search(folded) is not None


def tells(text: str) -> bool:
    """True if the readable words hold a sentence's verb; "Demande de prêt", "passage à la redevance" hold none."""
    words = _NOUN_AHEAD_RE.sub("", text)
    return has_verb(fold(re.sub(r"[àÀ]", "~", words)))


def holds_text(text: str) -> bool:
    """True for words that run into a sentence ("Peinture. Deux devis sont arrivés")."""
    return _NEXT_SENTENCE_RE.search(text) is not None


_NEXT_SENTENCE_RE = re.compile(r"\w{3}[.!?…]\s++[A-ZÀ-Ý][\w'’-]*+\s\w")  # not \w{3,}: n² steps for a word of n letters


def is_cue(text: str) -> bool:
    """True if the whole line is a section's usual heading ("Présents :", "ORDRE DU JOUR")."""
    words = fold(tidy(text).replace("’", "'"))
    return len(words) <= 60 and any(entry.matches(words) for entry in load_lexicon("sections").entries.values())


def heading_level(
    document: Document, lines: tuple[Line, ...], typography: Typography, label: Label | None = None
) -> int | None:
    """The 1-based level if the lines are a heading, else None."""
    first = lines[0]
    if first.heading_level:
        return first.heading_level
    text = tidy(" ".join(document.text[line.span.start : line.span.end] for line in lines))
    body = text[len(label.text) :].strip(" .-–:)/°") if label and text.startswith(label.text) else text
    if label and label.kind in (LabelKind.ROMAN, LabelKind.DECIMAL) and lines[0].starts_block:
        body = body.rstrip(" .")
    if first.role is LineRole.NOTE or not _can_be_heading(body, lines):
        return None  # a word in the margin tells of the paragraph beside it alone
    if is_cue(body):
        return 2 if typography.has_styles else 1
    if label and label.kind is LabelKind.BULLET:
        return None
    if not _stands_out(body, lines, typography, label):
        return None
    return _level_of(lines, typography, label)


def _can_be_heading(body: str, lines: tuple[Line, ...]) -> bool:
    letters = [c for c in body if c.isalpha()]
    if len(letters) < 3 or len(body) > MAX_LENGTH or len(lines) > 3:
        return False
    return body[-1] not in ".;,!" and bool(letters) and not body[:1].islower()


def _stands_out(body: str, lines: tuple[Line, ...], typography: Typography, label: Label | None) -> bool:
    """Larger, bold, capitals, or numbered without a sentence's verb."""
    first = lines[0]
    if first.list_level is not None and not first.bold:
        return False
    larger = bool(first.font_size and typography.font_size and first.font_size >= typography.font_size * 1.12)
    bold = bool(first.bold) and all(line.bold for line in lines) and typography.bold_share < 0.5
    letters = [c for c in body if c.isalpha()]
    capitals = len(letters) >= 4 and sum(c.isupper() for c in letters) >= 0.8 * len(letters)
    if larger or bold:
        return ":" not in body[:-1] or capitals or label is not None
    if capitals:
        return not re.search(r"\d{2}|@", body) and ":" not in body[:-1]
    if label is None or holds_text(body):
        return False
    return len(body) <= MAX_NUMBERED and not tells(body)


def _level_of(lines: tuple[Line, ...], typography: Typography, label: Label | None) -> int:
    """Decimal depth says the level; without numbers, the size of the type; else 1 for capitals, 2 for the rest."""
    if label and label.kind in (LabelKind.DECIMAL, LabelKind.ROMAN):
        return label.depth
    if label and label.kind is LabelKind.LETTER:
        return 2
    if label:
        return 1
    size = lines[0].font_size
    if size and typography.font_size and size >= typography.font_size * 1.12:
        return 1
    return 2


def promote_titles(document: Document, blocks: list[Block]) -> list[Block]:
    """Make headings of short lines that stand alone above prose or a list, where the format marks none.

    Takes:   "Les animateurs" above a paragraph · "Calendrier prévisionnel" above bullets
    Refuses: one of several short lines (a list of names) · "Le 4 mai 2022" · a line with a verb · "Total : 300 €"
    """
    least = 2 if document.media_type == "text/plain" else 1  # there the name of the body alone may be underlined
    if sum(line.heading_level is not None for line in document.lines) >= least:
        return blocks
    return [
        replace(block, kind=BlockKind.HEADING, level=3) if _stands_alone(document, blocks, index) else block
        for index, block in enumerate(blocks)
    ]


# A line with one of these is no title: "Le 4 mai 2022", "12 rue du Puits", "Mardi 3 juin", "1 200 €", "M. Roux",
# "18h30", "Valbrune, le 3 mai"; "Fête du 27 novembre", "Budget 2025" are titles.
_NO_TITLE_RE = re.compile(
    r"^(?:l[ea] |les |du |ce )?(?:\d|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)|\d{3,}\s?(?:€|euros)"
    r"|\d\s?[h:]\s?\d\d|@|\b(?:m|mme|monsieur|madame)\b|,\s*le\s\d|\d{5}|\d{1,2}/\d{1,2}/\d{2}"
)


def _stands_alone(document: Document, blocks: list[Block], index: int) -> bool:
    block, after = blocks[index], blocks[index + 1] if index + 1 < len(blocks) else None
    if index < 3 or after is None or not _is_plain_title(document, block):
        return False
    before = blocks[index - 1]
    text_before, text_after = _block_text(document, before), _block_text(document, after)
    is_short = len(text_before) <= TITLE_LENGTH and not (tells(text_before) and text_before[-1:] in ".!?")
    if before.kind is BlockKind.PARAGRAPH and is_short:
        return False
    is_sentence = len(text_after) > 20 and tells(text_after) and text_after[-1:] in ".!?"
    prose = after.kind is BlockKind.PARAGRAPH and (len(text_after) > TITLE_LENGTH or is_sentence)
    return prose or after.kind is BlockKind.ITEM


TITLE_LENGTH = 80
"""Characters: an unmarked title is no longer."""


def _is_plain_title(document: Document, block: Block) -> bool:
    first = block.lines[0]
    if block.kind is not BlockKind.PARAGRAPH or len(block.lines) > 1 or first.starts_block is False:
        return False
    if first.role is LineRole.NOTE:
        return False
    text = _block_text(document, block)
    words = fold(text)
    if not 2 <= len(text) <= TITLE_LENGTH or not text[:1].isupper() or text[-1] in ".;,!:" or tells(text):
        return False
    if len(text) < 4 and not text.isupper():
        return False
    return not _NO_TITLE_RE.search(words) and " : " not in text


def _block_text(document: Document, block: Block) -> str:
    return tidy(" ".join(document.text[line.span.start : line.span.end] for line in block.lines))
