"""START HERE: the whole machine for one document, in order.

    read ─▶ segment ─▶ classify ─▶ extract (EXTRACTORS) ─▶ resolve ─▶ link ─▶ check ─▶ legibility ─▶ identify ─▶ locate

Each stage is a plain function with a VERSION; needs neither Prefect nor a database nor other documents. What opens the
original (read, locate) goes over a desk: in production that is a child process with limits (pipeline/isolation).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pipeline.readers as readers
from extractors import EXTRACTORS, kind
from extractors.language import model_version
from extractors.reading import Reading
from models.document import Document
from models.issues import IssueCode, Severity
from models.records import Extraction, Minutes
from models.vocabulary import DocumentType, ExtractionStatus, Kind
from pipeline import check, identify, legibility, link, locate, opening, resolve, segment
from pipeline.doubts import doubts_of
from pipeline.isolation import Desk, directly
from pipeline.parts.meetings import meetings_of
from pipeline.sources.file import bytes_of
from pipeline.sources.names import source_name


@dataclass(frozen=True, slots=True)
class Processed:
    """A document and what we claim about it."""

    document: Document
    extraction: Extraction


def process(path: Path, *, desk: Desk = directly, passwords: Sequence[str] = ()) -> Extraction:
    """Read one file and extract its records; `desk` and `passwords` as in `process_bytes`.

    Raises:
        InputError: the file cannot be read; the message says why and what to do.
    """
    return process_bytes(bytes_of(path), source_name(path), desk=desk, passwords=passwords).extraction


def process_bytes(content: bytes, source: str, *, desk: Desk = directly, passwords: Sequence[str] = ()) -> Processed:
    """Read one file's bytes and extract its records.

    Args:
        content: the original's bytes.
        source: the file's name.
        desk: where the original is opened; files from outside want `pipeline.isolation.shared_pool()`.
        passwords: tried in turn where the file asks for one.

    Raises:
        InputError: the bytes cannot be read; the message says why and what to do.
    """
    document = desk(source, opening.read, content, source, passwords)
    reading = Reading(document, segment.segment(document))
    verdict = kind.classify(reading)
    minutes = _extract(reading) if verdict.kind is Kind.MINUTES else Minutes()
    if _tells_several(minutes) and desk(source, meetings_of, content, source, document):
        verdict, minutes = _as_container(verdict, minutes), Minutes()
    extraction = _compose(document, verdict, minutes)
    extraction = identify.identify(legibility.weigh(extraction, document), document)
    return Processed(document, locate.locate(extraction, document, content, desk, passwords))


def stage_versions() -> tuple[tuple[str, str], ...]:
    """(stage, version) of all stages in order: what has to be run again when one of them changes."""
    extracted = [(f"extract.{extractor.name}", extractor.version) for extractor in EXTRACTORS]
    return (
        ("read", readers.VERSION),
        ("segment", segment.VERSION),
        ("kind", kind.VERSION),
        ("model", model_version()),
        *extracted,
        ("resolve", resolve.VERSION),
        ("link", link.VERSION),
        ("check", check.VERSION),
        ("legibility", legibility.VERSION),
        ("identify", identify.VERSION),
        ("locate", locate.VERSION),
    )


def _extract(reading: Reading) -> Minutes:
    minutes = Minutes()
    for extractor in EXTRACTORS:
        minutes = extractor.function(reading, minutes)
    return check.check(reading, link.link(reading, resolve.resolve(reading, minutes)))


def _tells_several(minutes: Minutes) -> bool:
    return any(issue.code is IssueCode.SEVERAL_MEETINGS for issue in minutes.issues)


def _as_container(verdict: kind.Verdict, minutes: Minutes) -> kind.Verdict:
    """The verdict on a file whose meetings are documents of their own (pipeline/parts): their records stand there."""
    told = "The minutes of several meetings stand in this file; each is taken as a document of its own."
    several = tuple(
        replace(issue, severity=Severity.INFO, message=told)
        for issue in minutes.issues
        if issue.code is IssueCode.SEVERAL_MEETINGS
    )
    return replace(verdict, kind=Kind.OTHER, document_type=DocumentType.CONTAINER, issues=(*verdict.issues, *several))


def _compose(document: Document, verdict: kind.Verdict, minutes: Minutes) -> Extraction:
    issues = (*doubts_of(document), *verdict.issues, *minutes.issues)
    return Extraction(
        **{name: getattr(minutes, name) for name in Minutes.__dataclass_fields__ if name != "issues"},
        issues=issues,
        source=document.source,
        sha256=document.sha256,
        kind=verdict.kind,
        document_type=verdict.document_type,
        language=verdict.language,
        status=_status(verdict.kind, any(issue.severity is Severity.ERROR for issue in issues)),
        stages=stage_versions(),
    )


def _status(kind_: Kind, has_error: bool) -> ExtractionStatus:
    if kind_ is Kind.OTHER:
        return ExtractionStatus.NOT_MINUTES
    return ExtractionStatus.PARTIAL if has_error else ExtractionStatus.SUCCESS
