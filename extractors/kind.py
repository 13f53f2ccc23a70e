"""Kind: is this the minutes of a meeting that took place, and what does the document call itself?

Finds: `kind`, `document_type`, `language`.
Signals in order of authority: the language; what the title says (procès-verbal, compte rendu; convocation, rapport,
statuts); forms and letters that address the reader ("je soussigné", "vous êtes invités"); the marks of a meeting told
afterwards: attendance, votes, reporting verbs, weighed against the document's length.
Never: judges by file name, and never by one word alone.
"""

from dataclasses import dataclass

from extractors.lexicons import load_lexicon
from extractors.reading import Reading
from models.issues import Issue, IssueCode, Severity
from models.outline import BlockKind
from models.vocabulary import DocumentType, Kind

VERSION = "1"

HEAD_CHARACTERS = 700
"""Where a document says what it is: some lines more than a letterhead takes."""
_MINUTES_TYPES = ("proces_verbal", "compte_rendu", "releve_de_decisions", "notes")
_OTHER_TYPES = ("convocation", "form", "statutes", "report", "agenda")
_FRENCH = frozenset(
    "le la les de des du et est un une en que qui dans pour sur au aux par il elle ne pas se ce nous".split()
)
_FOREIGN = {
    "en": frozenset("the of and to in is that for was on are with as be this by it from".split()),
    "de": frozenset("der die und das ist nicht von zu den mit dem auf für im ein eine werden".split()),
    "es": frozenset("el los las que por con una del para se como más está fue sobre".split()),
    "nl": frozenset("het een van en dat niet op te voor met zijn wordt door ook aan".split()),
    "it": frozenset("il che di della per con sono gli nel alla è dei delle non".split()),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the document is. `language` is an ISO 639-1 code, None where there is too little text to tell."""

    kind: Kind
    document_type: DocumentType
    language: str | None
    issues: tuple[Issue, ...] = ()


def classify(reading: Reading) -> Verdict:
    """Tell minutes from everything else."""
    folded = [reading.block(block).folded for block in reading.blocks]
    text = " ".join(folded)
    language = detect_language(text)
    if language not in (None, "fr"):
        message = f"The document is in another language ({language}); only French minutes are read."
        issue = Issue(code=IssueCode.NOT_FRENCH, severity=Severity.INFO, message=message, field="language")
        return Verdict(Kind.OTHER, DocumentType.UNKNOWN, language, (issue,))
    head = _head(reading)
    named_minutes, named_other = _first_named(head, _MINUTES_TYPES), _first_named(head, _OTHER_TYPES)
    score = _score(text, bool(named_minutes), named_other)
    if score > 0:
        return Verdict(Kind.MINUTES, DocumentType(named_minutes or "unknown"), language)
    return Verdict(Kind.OTHER, DocumentType(named_other or "unknown"), language)


def detect_language(folded: str) -> str | None:
    """ISO 639-1 code by the share of small words (folded text), None under 30 words or where nothing stands out."""
    words = folded.split()[:5000]
    if len(words) < 30:
        return None
    french = sum(word in _FRENCH for word in words)
    shares = {code: sum(word in small for word in words) for code, small in _FOREIGN.items()}
    best = max(shares, key=lambda code: shares[code])
    if shares[best] > 1.3 * french and shares[best] > 0.08 * len(words):
        return best
    return "fr" if french > 0.05 * len(words) else None


def _head(reading: Reading) -> str:
    """The first lines, the declared title and the headings near the top, folded."""
    from models.folding import fold

    parts = [fold(reading.document.title or "")]
    length = 0
    for block in reading.blocks:
        if length > HEAD_CHARACTERS:
            break
        folded = reading.block_with_label(block).folded
        length += len(folded)
        if len(folded) <= 200 or block.kind is BlockKind.HEADING:
            parts.append(folded)
    return " | ".join(parts)


def _first_named(head: str, types: tuple[str, ...]) -> str | None:
    """The type whose name stands first in the head."""
    lexicon = load_lexicon("kinds")
    cues = [cue for name in types for cue in lexicon[name].find(head)]
    return min(cues, key=lambda cue: (cue.start, -cue.end)).entry if cues else None


def _score(text: str, named_minutes: bool, named_other: str | None) -> float:
    """Above zero for minutes. Counts are capped, so that no single habit decides, and set against the length."""
    words = len(text.split())
    per_thousand = 1000 / max(words, 400)
    count = {name: len(load_lexicon("kinds")[name].find(text)) for name in _CUES}
    attendance = min(count["attendance_cues"] * per_thousand, 4)
    proceedings = min(count["proceedings_cues"] * per_thousand, 4)
    reporting = min(count["reporting_verbs"] * per_thousand, 6) / 3
    convocation, form = min(count["convocation_cues"], 4), min(count["form_cues"], 4)
    score = attendance + proceedings + reporting + (4 if named_minutes else 0)
    score -= 2.0 * convocation * (1 if words < 600 else 0.3) + 2.0 * form * (1 if words < 600 else 0.2)
    score -= {"convocation": 4, "form": 3, "statutes": 4, "report": 3, "agenda": 0}.get(named_other or "", 0) * (
        0.3 if named_minutes else 1
    )
    return score - 2


_CUES = ("attendance_cues", "proceedings_cues", "reporting_verbs", "convocation_cues", "form_cues")
