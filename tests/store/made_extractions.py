"""Invented minutes in a small line language, and a pipeline that reads them: what the store is tested with.

body: Comité des fêtes            date: 2026-02-03         title: Réunion de février
* Marie Durand                    an attendee
# Budget                          an agenda item
= Le budget est adopté.           a decision, unanimous
> Louis Petit | 2026-03-10 | Envoyer le devis    an action: owner, last day, text
broken                            the file cannot be read
@ NAME                            here begins a file inside this one, up to the next "@"
@- NAME | REASON                  something inside that is no document
@! NAME | REASON                  a document inside that cannot be had
"""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from models.document import BoundingBox, Document, Line, Page, PageBox, Span
from models.errors import UnreadableFileError
from models.evidence import Evidence
from models.issues import Issue, IssueCode, Severity
from models.records import (
    ActionItem,
    AgendaItem,
    Attendance,
    DateMention,
    DateRange,
    Decision,
    Extraction,
    Meeting,
    NamedVote,
    Person,
    Quorum,
    Vote,
)
from models.vocabulary import DocumentType, ExtractionStatus, Kind, RecordKind, VoteOutcome
from pipeline.parts import LeftOut, Part, Parts
from store.archive import Archive
from store.database import Database
from store.ingest import ingest_files
from store.processing import Pipeline
from store.reports import RunReport

STAGES = (("read", "1"), ("extract", "1"))
LATER_STAGES = (("read", "1"), ("extract", "2"))

FEBRUARY = """title: Réunion de février
body: Comité des fêtes
date: 2026-02-03
* Marie Durand
* Louis Petit
# Budget du bal
# Location de la salle
= Le budget du bal populaire est adopté à l'unanimité.
= La location de la grande salle est reportée.
> Louis Petit | 2026-03-10 | Louis Petit enverra le devis de la sonorisation
> Marie Durand, Louis Petit | | Marie Durand et Louis Petit prépareront les affiches
"""


@dataclass(frozen=True)
class Read:
    document: Document
    extraction: Extraction


def make_id(sha256: str, kind: RecordKind, quote: str) -> str:
    return hashlib.sha256(f"{sha256} {kind} {quote}".encode()).hexdigest()[:16]


def process(content: bytes, source: str) -> Read:
    """Read the line language."""
    text = ("\n" + content.decode()).partition("\n@")[0].removeprefix("\n")
    if text.startswith("broken"):
        raise UnreadableFileError(f"{source}: damaged. Ask for it again.")
    if text.startswith("bug"):
        raise KeyError("a bug that quotes the document")
    sha256 = hashlib.sha256(content).hexdigest()
    document = Document(
        source=source,
        sha256=sha256,
        media_type="text/plain",
        text=text,
        lines=(Line(Span(0, len(text)), page_no=1),),
        pages=(Page(1, Span(0, len(text)), 595, 842),),
    )
    return Read(document, extract(text, source, sha256))


def split(content: bytes, source: str, depth: int, meetings: bool) -> Parts:
    """Take the line language apart."""
    parts, left_out = [], []
    for stretch in ("\n" + content.decode()).split("\n@")[1:]:
        head, _, text = stretch.partition("\n")
        if head.startswith(("-", "!")):
            name, _, reason = head[1:].partition("|")
            left_out.append(LeftOut(name.strip(), reason.strip(), is_failure=head.startswith("!")))
        elif head.strip() == "bomb":
            raise UnreadableFileError(f"{source}: a bomb. Do not send it.")
        else:
            parts.append(Part(head.strip(), text.replace("\n\\@", "\n@").encode()))
    return Parts(tuple(parts), tuple(left_out))


def pipeline(stages: tuple[tuple[str, str], ...] = STAGES) -> Pipeline:
    return Pipeline(process=process, stages=stages, split=split)


def extract(text: str, source: str, sha256: str) -> Extraction:
    lines = text.splitlines()
    fields = {key: value.strip() for line in lines if ":" in line for key, _, value in [line.partition(":")]}
    quotes = {mark: [line[2:] for line in lines if line.startswith(mark + " ")] for mark in "*#=>"}

    def proof(kind: RecordKind, field: str, quote: str) -> tuple[str, tuple[Evidence, ...]]:
        start = text.find(quote)
        evidence = Evidence(
            field=field,
            spans=(Span(start, start + len(quote)),),
            quote=quote,
            rule=f"made.{kind}",
            boxes=(PageBox(1, BoundingBox(70.5, 100.0, 300.0, 112.5)),),
            page_no=1,
        )
        return make_id(sha256, kind, quote), (evidence,)

    title = fields.get("title")
    meeting_id, meeting_proof = proof(RecordKind.MEETING, "title", title or "")
    meeting = Meeting(
        id=meeting_id,
        evidence=meeting_proof,
        title=title,
        body=fields.get("body"),
        date=dt.date.fromisoformat(fields["date"]) if "date" in fields else None,
        quorum=Quorum(present=2, reached=True),
        next_meeting=DateRange(start=dt.date(2026, 4, 7), end=dt.date(2026, 4, 7), text="le 7 avril 2026"),
    )
    agenda = []
    for quote in quotes["#"]:
        record_id, evidence = proof(RecordKind.AGENDA_ITEM, "title", quote)
        agenda.append(AgendaItem(id=record_id, evidence=evidence, title=quote, number=str(len(agenda) + 1)))
    attendance, people = [], []
    for quote in quotes["*"]:
        record_id, evidence = proof(RecordKind.ATTENDANCE, "name", quote)
        attendance.append(Attendance(id=record_id, evidence=evidence, name=quote))
        record_id, evidence = proof(RecordKind.PERSON, "name", quote)
        people.append(Person(id=record_id, evidence=evidence, name=quote, mentions=(quote, quote.split()[-1])))
    decisions = []
    for quote in quotes["="]:
        record_id, evidence = proof(RecordKind.DECISION, "text", quote)
        vote = Vote(
            in_favour=2,
            abstentions=0,
            unanimous=True,
            outcome=VoteOutcome.ADOPTED,
            by_name=(NamedVote(name="Marie Durand", choice="for"),),
        )
        decisions.append(
            Decision(
                id=record_id,
                evidence=evidence,
                text=quote,
                vote=vote if "unanimité" in quote else None,
                agenda_item=agenda[0].id if agenda else None,
            )
        )
    actions, dates = [], []
    for line in quotes[">"]:
        owners, day, quote = (part.strip() for part in line.split("|"))
        record_id, evidence = proof(RecordKind.ACTION, "text", quote)
        due = DateRange(start=None, end=dt.date.fromisoformat(day), text=f"avant le {day}") if day else None
        actions.append(
            ActionItem(
                id=record_id,
                evidence=evidence,
                text=quote,
                owners=tuple(name.strip() for name in owners.split(",")),
                due=due,
                agenda_item=agenda[0].id if agenda else None,
                confidence=0.75,
            )
        )
        if day:
            record_id, evidence = proof(RecordKind.DATE, "text", day)
            dates.append(DateMention(id=record_id, evidence=evidence, text=day, end=dt.date.fromisoformat(day)))
    issue = Issue(code=IssueCode.AGENDA_ITEM_WITHOUT_OUTCOME, severity=Severity.INFO, message="No outcome.")
    return Extraction(
        source=source,
        sha256=sha256,
        kind=Kind.MINUTES if quotes["="] or quotes["#"] else Kind.OTHER,
        document_type=DocumentType.COMPTE_RENDU,
        language="fr",
        status=ExtractionStatus.SUCCESS if quotes["="] or quotes["#"] else ExtractionStatus.NOT_MINUTES,
        stages=STAGES,
        meeting=meeting,
        attendance=tuple(attendance),
        agenda=tuple(agenda),
        decisions=tuple(decisions),
        actions=tuple(actions),
        dates=tuple(dates),
        people=tuple(people),
        issues=(issue,) if agenda else (),
    )


def write_files(folder: Path, **texts: str) -> list[Path]:
    """One file NAME.txt for each text."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, text in texts.items():
        path = folder / f"{name}.txt"
        path.write_text(text)
        paths.append(path)
    return paths


@dataclass(frozen=True)
class Office:
    """A database, an archive, a folder and a clock: where minutes come in."""

    database: Database
    archive: Archive
    folder: Path
    clock: object

    def take(self, stages: tuple[tuple[str, str], ...] = STAGES, **texts: str) -> RunReport:
        """Ingest these texts as NAME.txt."""
        return self.take_files(write_files(self.folder, **texts), stages)

    def take_files(self, paths: Sequence[Path], stages: tuple[tuple[str, str], ...] = STAGES) -> RunReport:
        return ingest_files(
            paths, database=self.database, archive=self.archive, pipeline=pipeline(stages), now=self.clock
        )
