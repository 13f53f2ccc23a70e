"""When: date, end date, start and end time.

Signals in order of authority: a label ("Date : …"); the title ("Conseil du 4 mai 2023"); the opening sentence ("L'an
deux mille …, le …"); the first full date of the head. A date beside words of a convocation, of an earlier or of a later
meeting, or right after a town's name ("Valbrune, le 3 mai") yields to any other.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from extractors.grammar import times as clock
from extractors.grammar.dates import DateKind, DateMatch, find_dates
from extractors.grammar.heads import head_blocks, running_heads
from extractors.lexicons import Cue, load_lexicon
from extractors.meeting.told_day import told_days
from extractors.reading import Passage, Reading
from models.folding import view_of
from models.outline import Block
from models.records import Meeting

_LETTERHEAD_RE = re.compile(r"^[\w' -]{2,40},\s*(?:le\s*)?$")
"""Folded words before a letter's date: "paris, le "."""
_MEETS_RE = re.compile(
    r"\b(?:s'est|se sont|s'etait) (?:\w+ )?(?:reuni|tenu)|\breunion|\bseance|\bconseil|\bassemblee|\bcomite"
    r"|\bbureau\b|\bl'an\b|\bca\b|\bag\b"
)


_SELF_RE = re.compile(
    r"[\W_]*(?:compte[- ]rendu|proces[- ]verbal|releve de (?:decisions|conclusions)|pv|cr)"
    r"(?: de (?:la )?(?:seance|reunion))?"
    r"(?: n[°o]? ?\d+)? (?:du|de)\s*"
)
"""A line that opens so names this meeting's own minutes: "Compte rendu du 3 mars 2023". Folded."""
LINE = 100
"""Characters: a longer passage with two hours tells a story rather than when the meeting was."""


NEAR = 300
"""Characters after a date in which the hour of the meeting stands."""


def find_date(reading: Reading, meeting: Meeting) -> Meeting:
    """The meeting with its first day (and last day, where it took several)."""
    written = _written(reading)
    reference = written or _year_hint(reading)
    sent = _written_line(reading)
    scored = [
        (score - 0.1 * position, passage, match)
        for position, passage in enumerate(_date_places(reading))
        for match in find_dates(passage.cased, reference=reference)
        if (score := _date_score(passage, match, meeting)) > 0
        and not _is_later(match, written)
        and not (written and passage.block is sent)
    ]
    scored += told_days(_date_places(reading), written) if written else []
    if not scored:
        return _declared_date(reading, meeting, reference)
    _, passage, match = max(scored, key=lambda item: item[0])
    evidence = (*meeting.evidence, passage.part(match.start, match.end).evidence("date", "meeting.date"))
    start, end = match.range.start, match.range.end
    return replace(meeting, date=start, end_date=end if end != start else None, evidence=evidence)


def _is_later(match: DateMatch, written: date | None) -> bool:
    return written is not None and match.range.start is not None and match.range.start > written


def _declared_date(reading: Reading, meeting: Meeting, reference: date | None) -> Meeting:
    """The date in the title that the format declares: a hint that stands on no page, so without evidence."""
    for match in find_dates(view_of(reading.document.title or "").cased, reference=reference):
        if match.kind is DateKind.ABSOLUTE and match.range.start and match.range.end:
            end = match.range.end
            return replace(meeting, date=match.range.start, end_date=end if end != match.range.start else None)
    return meeting


def _date_places(reading: Reading) -> list[Passage]:
    """Sentences of the head, then of the next blocks: an opening sentence may stand below the list of people."""
    head = [p for block in head_blocks(reading) for p in reading.sentences(block)]
    rest = [p for block in reading.blocks[:30] for p in reading.sentences(block)]
    running = [reading.block(block) for block in running_heads(reading)]
    return head + [p for p in rest if p not in head] + running


def _date_score(passage: Passage, match: DateMatch, meeting: Meeting) -> float:
    if match.kind is not DateKind.ABSOLUTE or match.range.start is None or match.range.end is None:
        return 0
    lexicon = load_lexicon("meeting")
    before = passage.folded[: match.start]
    if re.search(r"\bprochaine?s?\b", before[-60:]):
        return 0
    score = 3.0 if re.search(r"\d{4}|deux mille|/\d\d\b|\.\d\d\b", match.range.text.lower()) else 1.5
    if meeting.title and passage.text == meeting.title:
        score += 4
    if re.search(r"\bdate(?: de (?:la )?(?:reunion|seance))?\s*:?\s*$", before):
        score += 4
    if _MEETS_RE.search(passage.folded):
        score += 2
    if clock.find_times(passage.cased[match.end : match.end + NEAR]):
        score += 1
    if lexicon["not_the_meeting"].find(before[-60:]) and not _SELF_RE.fullmatch(before):
        score -= 4
    if _LETTERHEAD_RE.match(before):
        score -= 2.5
    return score


def _year_hint(reading: Reading) -> date | None:
    """1 July of the year that the document names most: completes a date without a year."""
    text = " ".join(reading.block(block).cased for block in reading.blocks)
    years = Counter(re.findall(r"(?<![\d.,/])(?:19[89]|20[0-4])\d(?![\d,])", text))
    if not years:
        return None
    return date(int(max(years, key=lambda year: (years[year], year))), 7, 1)


def find_start_and_end(reading: Reading, meeting: Meeting) -> Meeting:
    """The meeting with its clock times, as "HH:MM"."""
    for passage in _time_places(reading, meeting):
        if passage.block is not _written_line(reading):
            meeting = _span_of_times(passage, meeting)
    written = _written_line(reading)
    for passage in reading.all_sentences():
        if passage.block is written:
            continue
        meeting = _cued_time(passage, meeting, "ending", "end_time", last=True)
        meeting = _cued_time(passage, meeting, "opening", "start_time", last=False)
    return meeting


def _written_line(reading: Reading) -> Block | None:
    """The block of a message's head that says when it was sent: "De : …", then "Date : vendredi 3 mai 2024 07:40"."""
    first = reading.blocks[:8]
    heads = [block for block in first for line in _lines_of(reading, block) if _MAIL_RE.match(line)]
    if len(heads) < 2:
        return None
    return next((b for b in first if any(_SENT_RE.match(line) for line in _lines_of(reading, b))), None)


def _lines_of(reading: Reading, block: Block) -> list[str]:
    text = reading.document.text
    return [text[line.span.start : line.span.end].strip() for line in block.lines]


_MAIL_RE = re.compile(r"(?:De|From|À|A|To|Cc|Cci|Objet|Sujet|Subject)\s?:\s")
_SENT_RE = re.compile(r"(?:Date|Envoyé(?: le)?|Sent)\s?:\s")


def _written(reading: Reading) -> date | None:
    """The day on which a message was written: the document's own, else that of the head it prints."""
    if reading.document.written is not None:
        return reading.document.written
    block = _written_line(reading)
    lines = [line for line in _lines_of(reading, block) if _SENT_RE.match(line)] if block is not None else []
    found = find_dates(view_of(lines[0]).cased, reference=None) if lines else ()
    return next((match.range.start for match in found if match.kind is DateKind.ABSOLUTE), None)


def _time_places(reading: Reading, meeting: Meeting) -> Iterator[Passage]:
    """Head passages that tell when the meeting was: with its date, or labelled as time."""
    for block in head_blocks(reading):
        for passage in reading.sentences(block):
            dated = any(m.range.start == meeting.date for m in find_dates(passage.cased, reference=meeting.date))
            labelled = re.match(
                r"(?:heures?|horaires?|date|creneau|lieu|quand|a \d|(?:de )?\d{1,2}\s?[h:]\s?\d{0,2}\s*(?:-|a)\s*\d)",
                passage.folded.strip(),
            )
            is_title = meeting.title is not None and passage.text == meeting.title
            convoked = not is_title and load_lexicon("meeting")["not_the_meeting"].find(passage.folded[:40])
            ends = load_lexicon("meeting")["ending"].search(passage.folded)
            spans = len(passage.cased) <= LINE and _is_span(passage, clock.find_times(passage.cased))
            if (dated or labelled or spans or _MEETS_RE.search(passage.folded)) and not convoked and not ends:
                yield passage


def _span_of_times(passage: Passage, meeting: Meeting) -> Meeting:
    """ "de 10h à 12h30" gives both; "à 19 h 00" the start."""
    times = clock.find_times(passage.cased)
    if not times or meeting.start_time:
        return meeting
    first = times[0]
    meeting = _timed(meeting, "start_time", first, passage, "meeting.time.head")
    if _is_span(passage, times):
        meeting = _timed(meeting, "end_time", times[1], passage, "meeting.time.head")
    return meeting


def _is_span(passage: Passage, times: Sequence[clock.TimeMatch]) -> bool:
    """ "19h15 → 21h50", "de 10 h à 12 h 30": two hours with nothing but a sign of range between."""
    if len(times) < 2:
        return False
    between = passage.folded[times[0].end : times[1].start]
    return re.fullmatch(r"\s*(?:a|-{1,2}>?|/|>|=>|→|jusqu'a|et)\s*", between) is not None


def _cued_time(passage: Passage, meeting: Meeting, entry: str, field: str, *, last: bool) -> Meeting:
    """A time beside words of opening or ending; the last such words of the document tell the end."""
    if getattr(meeting, field) and not last:
        return meeting
    for cue in load_lexicon("meeting")[entry].find(passage.folded):
        if not _is_of_meeting(passage, cue):
            continue
        times = sorted(clock.find_times(passage.cased), key=lambda time: time.start < cue.start)
        for time in times:
            distance = time.start - cue.end if time.start >= cue.end else cue.start - time.end
            if 0 <= distance <= 40:
                return _timed(meeting, field, time, passage, f"meeting.time.{entry}")
    return meeting


def _is_of_meeting(passage: Passage, cue: Cue) -> bool:
    """ "Fin : 22 h" and "la réunion se termine"; not "à la fin du spectacle", "la bibliothèque commence"."""
    words, before = passage.folded[cue.start : cue.end], passage.folded[: cue.start]
    if words in ("fin", "debut", "ouverture", "cloture", "levee"):
        return not before.strip(" -*:(") or bool(clock.find_times(passage.cased[: cue.start]))
    if words in ("commence", "debute", "se termine", "s'acheve", "prend fin", "est close"):
        return _MEETS_RE.search(before) is not None or not before.strip()
    return True


def _timed(meeting: Meeting, field: str, time: clock.TimeMatch, passage: Passage, rule: str) -> Meeting:
    kept = tuple(e for e in meeting.evidence if e.field != field)
    evidence = passage.part(time.start, time.end).evidence(field, rule)
    changes: dict[str, str] = {field: time.value}
    return replace(meeting, evidence=(*kept, evidence), **changes)  # type: ignore[arg-type]  # a time's field
