"""The signals for and against minutes, each with a weight that can be explained.

A weight is how much one signal moves the verdict; counts are capped, so that no single habit decides, and set against
the length of the text, so that a long report with one vote is still a report.
"""

import math
import re
from dataclasses import dataclass

from extractors.kind.naming import Name, Strength, even_names, is_dated
from extractors.kind.shape import Shape, is_blank
from extractors.lexicons import load_lexicon
from extractors.reading import Reading
from models.folding import fold
from models.outline import BlockKind, Section, SectionRole
from models.vocabulary import DocumentType

USUAL_WORDS = 300
"""Words: up to here cues are counted, in longer texts their density is."""
LONG_WORDS = 2500
"""Words: beyond, cues count by their density alone."""
SHORT_WORDS = 600
"""Words: a longer text with a few words of a convocation or a form in it is not one for that."""
HEAD_BLOCKS = 6
"""Where a title with the meeting and its date stands."""


@dataclass(frozen=True, slots=True)
class Signal:
    """One reason: what spoke, how much (above zero for minutes), and for which other type if against them."""

    name: str
    weight: float
    towards: DocumentType | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    """Words that tell of a meeting: weight of one, most that they count."""

    entry: str
    weight: float
    cap: float


TITLE_LENGTH = 120
HEAD_CHARACTERS = 2500
"""Where the people who were there stand, if they are listed."""
# "de 15h30 à 17h30", "14h-14h45", "18 h 30 - 20 h"; not "de 8 à 12 ans"
_HOURS_RE = re.compile(r"\d{1,2}\s?[h:]\s?(?:\d{2})?\s?(?:a|-|/|>)\s?\d{1,2}\s?[h:]")
TOLD_LENGTH = 110
"""Characters: longer points of an agenda on average are no titles."""
_TO_COME = (SectionRole.AGENDA, SectionRole.NEXT_MEETING)
_TOLD = (
    _Told("attendance_cues", 1.0, 4.0),
    _Told("proceedings_cues", 0.9, 4.0),
    _Told("reporting_verbs", 0.35, 2.0),
    _Told("outcomes", 0.7, 2.5),
)
_AGAINST = (
    ("convocation_cues", 1.8, 7.2, DocumentType.CONVOCATION),
    ("form_cues", 1.8, 7.2, DocumentType.FORM),
    ("flyer_cues", 1.3, 5.0, DocumentType.FLYER),
    ("slides_cues", 1.8, 4.0, DocumentType.SLIDES),
    ("lecture_cues", 0.9, 4.0, DocumentType.LECTURE_NOTES),
    ("statutes_cues", 1.2, 6.0, DocumentType.STATUTES),
    ("report_cues", 0.9, 4.0, DocumentType.REPORT),
    ("letter_cues", 1.2, 2.4, DocumentType.UNKNOWN),
    ("paper_cues", 1.3, 6.0, DocumentType.UNKNOWN),
    ("press_cues", 3.0, 6.0, DocumentType.UNKNOWN),
)  # fmt: skip
_ADDRESSED = (DocumentType.CONVOCATION, DocumentType.FORM)
"""Types that speak to a reader: minutes may end with such a sentence."""
_NAMED = {
    "convocation": -4.0, "agenda": -1.0, "report": -4.5, "visit": -2.5, "statutes": -4.5, "form": -3.5, "flyer": -3.0,
    "slides": -4.0, "lecture_notes": -4.5, "paper": -4.0,
}  # fmt: skip
_MINUTES_NAME = {Strength.VAGUE: 2.5, Strength.OF_A_MEETING: 4.0}
# "Mme Aubry rappelle", "Claire Mouton a défendu", "Le trésorier commente"; not "Le rapport présente", "L'auteur montre"
_SPEAKER_RE = re.compile(
    r"(?:^|[.;:!?-]\s+)(?:(?:M\.|MM\.|Mmes?|Monsieur|Madame|Dr|Me)\s[\w' .-]{2,40}?"
    r"|(?:Le|La|le|la)\s(?:maire|président\w*|trésori\w+|secrétaire|direct\w+|bourgmestre|syndic|bureau|comité|conseil|groupe"
    r"|animat\w+|représentant\w*|coordinat\w+|principal\w*|assemblée|collège)(?:\s[\w']+){0,3}?"
    r"|[A-ZÉÈÎÔÀ][\w'-]+(?:\s[A-ZÉÈÎÔÀ][\w'-]+)?)\s(?:nous\s|lui\s|leur\s|a\s|ont\s|en\s|y\s|s'est\s|s'|ne\s|n'|se\s|est\s)?"
    r"(?P<verb>[a-zà-ÿ]+)"
)
# A speaker before a colon: "M. Achour : Les salariés …" or "Olivier : stock suffisant"
_DIALOGUE_RE = re.compile(r"(?:M\.|Mme|[A-ZÉÈÎÔÀ][a-zà-ÿ'-]+)(?:\s[A-ZÉÈÎÔÀ][\w'-]+)?\s?:\s\S+\s\S+")
# "« … », a défendu le maire", "» , s'est-il agacé", "», résume Danielle": how newspapers quote; not "« oui » a été dit"
_QUOTED_RE = re.compile(
    r"[»\"]\s?,\s?(?:a |ont |s'est |se |s'est-(?:il|elle) )?"
    r"(?:agac|alarm|amus|argument|assen|assur|commen|confi|conclu|defen|deplor|desol|enrag|expli|feli?cit|glis|indig|insis|ironi"
    r"|lach|lanc|martel|not|pest|plaid|plaisant|poursui|precis|promet|rassur|reconn|regrett|resum|retorqu|riposte|sour|souffl|soupir"
    r"|tempet|tonn)"
)
_NO_SPEAKER_RE = re.compile(
    r"(?:Date|Lieu|Objet|Total|Contact|Article|Titre|Client|Site|Tel|Note|Lot|Budget|Mission|Contexte|Profil|Exercice"
    r"|Exemple|Conclusion)\b"
)


def find_signals(reading: Reading, name: Name | None, shape: Shape) -> tuple[Signal, ...]:
    """All signals that a document gives, in the order of their authority."""
    body = even_names(" ".join(_told_blocks(reading)))
    whole = even_names(" ".join(reading.block(block).folded for block in reading.blocks))
    found = [
        *_of_name(name),
        *_of_shape(shape, name),
        *_of_title(reading),
        *_of_words(body, whole, bool(name and name.is_minutes)),
        _of_quotes(whole, shape, name),
    ]
    return tuple(signal for signal in (*found, *_of_speech(reading, len(body.split()))) if signal.weight)


def _told_blocks(reading: Reading, most: int | None = None) -> list[str]:
    """The folded blocks, without the items of an agenda (what is to come was not yet) and without empty fields."""
    kept: list[str] = []
    for block in reading.blocks:
        if most is not None and sum(map(len, kept)) > most:
            break
        folded = reading.block_with_label(block).folded
        section = reading.outline.section_of(block)
        to_come = section is not None and section.role in _TO_COME and not _is_told(reading, section)
        if not to_come and not is_blank(folded):
            kept.append(folded)
    return kept


def _is_told(reading: Reading, section: Section) -> bool:
    """An agenda whose points are long holds what was said under each of them."""
    lengths = [len(reading.block(block).folded) for block in reading.blocks[section.first + 1 : section.last]]
    return bool(lengths) and sum(lengths) / len(lengths) > TOLD_LENGTH


def _of_name(name: Name | None) -> list[Signal]:
    if name is None:
        return []
    if name.is_minutes:
        return [Signal(f"named {name.entry}", _MINUTES_NAME[name.strength])]
    return [Signal(f"named {name.entry}", _NAMED[name.entry], name.document_type)]


def _of_shape(shape: Shape, name: Name | None) -> list[Signal]:
    return [
        Signal(
            "empty fields",
            -6.0 * min(2 * shape.empty_fields, 1.0) if shape.empty_fields >= 0.2 else 0.0,
            DocumentType.FORM,
        ),
        Signal("numbered articles", -3.0 if shape.articles >= 3 else 0.0, DocumentType.STATUTES),
        Signal("parts of a report", -2.5 if shape.is_outlined_as_report else 0.0, DocumentType.REPORT),
        Signal("long and without a name", -2.0 if shape.is_book and name is None else 0.0, DocumentType.REPORT),
        Signal(
            "programme of a day",
            -3.0 if shape.is_programme and not (name and name.is_minutes) else 0.0,
            DocumentType.FLYER,
        ),
        Signal("slides", -4.0 if shape.is_slides else 0.0, DocumentType.SLIDES),
        Signal("names to be signed", -3.0 if shape.is_roll else 0.0, DocumentType.FORM),
        Signal("attendance section", 1.5 if shape.has_attendance else 0.0),
        Signal("action table", 1.5 if shape.has_action_table else 0.0),
    ]


def _of_title(reading: Reading) -> list[Signal]:
    """ "Bureau du 4 mai 2023", "COMITÉ DE PILOTAGE" above "9 mai 2016": meeting and day; the hours; who was there."""
    lines = [reading.block(block).folded for block in reading.blocks[:HEAD_BLOCKS]]
    lines = [line for line in (*lines, fold(reading.document.title or "")) if len(line) <= TITLE_LENGTH]
    reported = load_lexicon("kinds")["reported"]
    near = [" ".join(pair) for pair in zip(lines, [*lines[1:], ""], strict=True)]
    named = any(is_dated(line) and reported.search(line) for line in near)
    timed = any(_HOURS_RE.search(line) for line in lines)
    return [
        Signal("a meeting and its day", 1.2 if named else 0.0),
        Signal("from hour to hour", 0.8 if timed else 0.0),
        Signal("attendance in the head", min(0.8 * _present_in_head(reading), 2.4)),
    ]


def _present_in_head(reading: Reading) -> int:
    """Words of attendance in the first characters, whatever the length of the document."""
    head = " ".join(_told_blocks(reading, HEAD_CHARACTERS))
    return len(load_lexicon("kinds")["attendance_cues"].find(head[:HEAD_CHARACTERS]))


def _scale(words: int) -> float:
    """What one cue counts in a text of so many words: long texts hold more of everything."""
    usual = math.sqrt(USUAL_WORDS / max(min(words, LONG_WORDS), USUAL_WORDS))
    return usual * LONG_WORDS / max(words, LONG_WORDS)


def _of_words(body: str, whole: str, is_named: bool) -> list[Signal]:
    lexicon, words = load_lexicon("kinds"), len(whole.split())
    scale = _scale(words)
    signals = [
        Signal(told.entry, min(len(lexicon[told.entry].find(body)) * scale * told.weight, told.cap)) for told in _TOLD
    ]
    addressed = 1.0 if words < SHORT_WORDS and not is_named else 0.5 * scale
    for entry, weight, cap, towards in _AGAINST:
        share = addressed if towards in _ADDRESSED else scale * (0.5 if is_named else 1.0)
        signals.append(Signal(entry, -min(len(lexicon[entry].find(whole)) * weight * share, cap), towards))
    return signals


def _of_quotes(whole: str, shape: Shape, name: Name | None) -> Signal:
    """A paper without the name or the attendance of minutes that quotes people as a newspaper does."""
    quotes = len(_QUOTED_RE.findall(whole))
    told = quotes >= 2 and not shape.has_attendance and not (name and name.is_minutes)
    return Signal("quotes of the press", -min(1.0 * quotes, 4.0) if told else 0.0, DocumentType.UNKNOWN)


def _of_speech(reading: Reading, words: int) -> list[Signal]:
    """People who say something: the surest mark of a meeting told."""
    verbs = load_lexicon("kinds")["reporting_verbs"]
    speakers = dialogue = 0
    for block in reading.blocks:
        if block.kind is BlockKind.ROW:
            continue
        passage = reading.block(block)
        for match in _SPEAKER_RE.finditer(passage.cased):
            speakers += bool(verbs.search(passage.folded[match.start() : match.end()]))
        dialogue += bool(_DIALOGUE_RE.match(passage.cased)) and not _NO_SPEAKER_RE.match(passage.cased)
    scale = _scale(words)
    return [
        Signal("people speak", min(speakers * scale, 3.0)),
        Signal("dialogue", min((dialogue if dialogue > 1 else 0) * 0.4 * scale, 1.5)),
    ]
