"""The verdict: minutes or not, of which type, in which language, and the signals that say so."""

import logging
from dataclasses import dataclass

from extractors.kind.language import detect_language
from extractors.kind.naming import Name, find_name
from extractors.kind.shape import measure_shape
from extractors.kind.signals import Signal, find_signals
from extractors.reading import Reading
from models.issues import Issue, IssueCode, Severity
from models.vocabulary import DocumentType, Kind

log = logging.getLogger(__name__)

THRESHOLD = 2.0
"""What the signals must add up to: a meeting is told, not merely named."""
CLEAR = -1.7
"""What must speak for a type that the document does not name."""
CLEAR_RULES = -2.5
"""The same for statutes: many papers quote a rule or two."""
_CONTAINERS = frozenset({"application/zip"})
_NAMING = ("named ", "a meeting and its day", "from hour to hour")
"""Signals that only say which meeting is meant."""
LEAST_TOLD = 1.0
"""What the other signals must add up to in a mail: its subject names what is attached as well as what it tells."""
_MAILS = frozenset({"message/rfc822", "application/vnd.ms-outlook"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the document is. `language` is an ISO 639-1 code, None where there is too little text to tell."""

    kind: Kind
    document_type: DocumentType
    language: str | None
    issues: tuple[Issue, ...] = ()
    signals: tuple[Signal, ...] = ()
    """Why: what spoke for and against minutes. Empty where the language or the format decided."""


def classify(reading: Reading) -> Verdict:
    """Tell minutes from everything else."""
    if reading.document.media_type in _CONTAINERS:
        return Verdict(Kind.OTHER, DocumentType.CONTAINER, None)
    language = detect_language("\n".join(reading.block(block).folded for block in reading.blocks))
    if language not in (None, "fr"):
        message = f"The document is in another language ({language}); only French minutes are read."
        issue = Issue(code=IssueCode.NOT_FRENCH, severity=Severity.INFO, message=message, field="language")
        return Verdict(Kind.OTHER, _unnamed(reading), language, (issue,))
    name = find_name(reading)
    signals = find_signals(reading, name, measure_shape(reading))
    total = sum(signal.weight for signal in signals)
    log.debug("kind: %.1f of %.1f from %s", total, THRESHOLD, [(s.name, round(s.weight, 1)) for s in signals])
    if total > THRESHOLD and not _is_cover(reading, signals):
        return Verdict(Kind.MINUTES, name.type_as_minutes if name else DocumentType.UNKNOWN, language, (), signals)
    return Verdict(Kind.OTHER, _other_type(reading, name, signals), language, (), signals)


def _is_cover(reading: Reading, signals: tuple[Signal, ...]) -> bool:
    """A mail that brings minutes ("Compte rendu du bureau: ci-joint …") is named like them and tells of no meeting."""
    told = sum(signal.weight for signal in signals if signal.weight > 0 and not signal.name.startswith(_NAMING))
    return reading.document.media_type in _MAILS and told < LEAST_TOLD


def _other_type(reading: Reading, name: Name | None, signals: tuple[Signal, ...]) -> DocumentType:
    """The type named, else the one for which most speaks; an untyped mail is a mail."""
    against: dict[DocumentType, float] = {}
    for signal in signals:
        if signal.towards is not None:
            against[signal.towards] = against.get(signal.towards, 0.0) + signal.weight
    if name and not name.is_minutes:
        invites = name.entry == "agenda" and against.get(DocumentType.CONVOCATION, 0.0) <= CLEAR
        return DocumentType.CONVOCATION if invites else name.document_type
    best = min(against, key=lambda towards: against[towards], default=DocumentType.UNKNOWN)
    clear = CLEAR_RULES if best is DocumentType.STATUTES else CLEAR
    if against.get(best, 0.0) > clear or best is DocumentType.UNKNOWN:
        return _unnamed(reading)
    return best


def _unnamed(reading: Reading) -> DocumentType:
    return DocumentType.MAIL if reading.document.media_type in _MAILS else DocumentType.UNKNOWN
