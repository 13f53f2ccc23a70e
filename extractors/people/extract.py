"""People: every person named anywhere in the document, with all distinct spellings.

Signals in order of authority: the lists of attendees; a title or a known first name; a part of a known person's name
(surname, first name, initials, a misspelling with one clear winner); the language model, for capitals left open.
Never: merges homonyms, takes names of streets, schools, prizes, addresses; a form that fits two persons stays apart and
is told as an issue.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.grammar.name_likeness import Likeness, key_of
from extractors.grammar.name_words import Shape, is_ambiguous_given_name, is_given_name, is_no_name, words_of
from extractors.grammar.names import Strength
from extractors.people.linking import Bearer, Registry
from extractors.people.mentions import Mention, Run, runs, start_of, sure_mentions, texts
from extractors.people.recognition import recognise
from extractors.reading import Passage, Reading
from models.document import Span
from models.folding import fold
from models.issues import Issue, IssueCode, Severity
from models.records import Attendance, Minutes, Person

VERSION = "2"
MAX_EVIDENCE = 30
"""Places kept as evidence of one person."""


def extract_people(reading: Reading, minutes: Minutes) -> Minutes:
    """The minutes with their people, in order of first mention, and an issue for each form that fits several."""
    passages = texts(reading)
    registry = Registry()
    for attendance in minutes.attendance:
        registry.list_person(attendance.name, _listed(attendance, passages))
    taken = [span for bearer in registry.bearers for m in bearer.mentions for span in m.passage.spans]
    for mention in sorted(_untaken(sure_mentions(passages), taken), key=_authority):
        registry.link(mention)
        taken.extend(mention.passage.spans)
    open_runs = _link_known(_runs(passages, taken), registry)
    recognised = recognise(open_runs, _offsets(m for bearer in registry.bearers for m in bearer.mentions))
    for mention in recognised:
        registry.link(mention)
    if recognised:  # "Ara" may be a part of a name that only the model knew
        _link_known(_still_open(open_runs, recognised), registry)
    _link_dotted(passages, registry)
    people = sorted((b for b in registry.bearers if b.mentions), key=lambda b: min(m.start for m in b.mentions))
    issues = tuple(_issue(mention) for mention in registry.ambiguous)
    return replace(minutes, people=tuple(_person(bearer) for bearer in people), issues=(*minutes.issues, *issues))


# "M.P.", "P.-M.", "H. D.": initials with their points, at no name; not "S.A.R.L." or the end of "C.A."
_DOTTED_RE = re.compile(r"(?<![\w.])(?:[A-ZÀ-Ý]\.[- ]?){1,3}[A-ZÀ-Ý]\.(?![\w-]|\s?[A-ZÀ-Ý][\w.])")


def _link_dotted(passages: Sequence[Passage], registry: Registry) -> None:
    """Link initials with points to the one person of the lists whom they fit."""
    taken = _offsets(m for bearer in registry.bearers for m in bearer.mentions)
    for text in passages:
        for found in _DOTTED_RE.finditer(text.cased):
            part = text.part(*found.span())
            if any(taken.intersection(range(s.start, s.end)) for s in part.spans):
                continue
            letters = re.sub(r"\W", "", found.group())
            if (bearer := _bearer_of_initials(letters, registry)) is not None and bearer.is_listed:
                bearer.mentions.append(Mention(part))


def _authority(mention: Mention) -> tuple[int, int]:
    """Full names first, then surnames after a title, then initials; in reading order."""
    match = mention.match
    is_full = match is not None and match.given is not None and match.surname is not None
    return (0 if is_full and match is not None and match.strength is not Strength.SHAPE else 1, mention.start)


def _listed(attendance: Attendance, passages: Sequence[Passage]) -> list[Mention]:
    """The mentions that the evidence of an attendance record points to."""
    spans = [e.spans for e in attendance.evidence if e.field == "name"]
    return [mention for one in spans for mention in _at(one, passages)]


def _at(spans: tuple[Span, ...], passages: Sequence[Passage]) -> list[Mention]:
    for text in passages:
        if any(piece.contains(spans[0]) for piece in text.view.pieces):
            start, end = text.view.index_of(spans[0].start), text.view.index_of(spans[-1].end - 1) + 1
            if text.start <= start and end <= text.end:
                first, last = start - text.start, end - text.start
                return [Mention(text.part(start_of(text.cased, first, last), last))]
    return []


def _untaken(mentions: Sequence[Mention], taken: Sequence[Span]) -> list[Mention]:
    taken_at = _offsets_of(taken)
    return [m for m in mentions if taken_at.isdisjoint(_offsets_of(m.passage.spans))]


def _runs(passages: Sequence[Passage], taken: Sequence[Span]) -> list[Run]:
    """The runs of capitals outside the mentions already linked."""
    taken_at = _offsets_of(taken)
    return [
        run
        for text in passages
        for run in runs(text)
        if not any(taken_at.intersection(range(s.start, s.end)) for s in run.part(0, len(run.words)).spans)
    ]


def _still_open(open_runs: Sequence[Run], recognised: Sequence[Mention]) -> list[Run]:
    """The runs that hold no mention that the model recognised."""
    taken_at = _offsets(recognised)
    return [run for run in open_runs if taken_at.isdisjoint(_offsets_of(run.part(0, len(run.words)).spans))]


def _offsets(mentions: Iterable[Mention]) -> frozenset[int]:
    """The characters of the document that the mentions cover."""
    return _offsets_of(span for m in mentions for span in m.passage.spans)


def _offsets_of(spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(offset for span in spans for offset in range(span.start, span.end))


def _link_known(open_runs: Sequence[Run], registry: Registry) -> list[Run]:
    """Link the runs in which a known person is named; give back those that rules leave open."""
    left: list[Run] = []
    for run in open_runs:
        part = _known_part(run, registry)
        if part is not None:
            registry.link(Mention(part))
        else:
            left.append(run)
    return left


def _known_part(run: Run, registry: Registry) -> Passage | None:
    """The longest part of a run that names a known person, or a lone first name; None if there is none."""
    count = len(run.words)
    for length in range(min(count, 5), 1, -1):
        for begin in range(count - length + 1):
            part = run.part(begin, begin + length)
            likeness, fitting = registry.best(part.cased)
            if likeness >= Likeness.MISSPELT and len(fitting) == 1 and _is_whole(run, begin, length, likeness):
                return part
    return run.part(0, 1) if count == 1 and _is_lone_name(run, registry) else None


def _is_whole(run: Run, begin: int, length: int, likeness: Likeness) -> bool:
    """A part of a name counts only as a whole run ("Aubry Lenoir" within "Lycée Aubry Lenoir" does not)."""
    return likeness is Likeness.SAME or (begin == 0 and length == len(run.words))


def _is_lone_name(run: Run, registry: Registry) -> bool:
    """One word: a first name, or the surname or the initials of a known person."""
    word = run.words[0]
    likeness, fitting = registry.best(word.text)
    if (bearer := _bearer_of_initials(word.text, registry)) is not None:
        bearer.mentions.append(Mention(run.part(0, 1)))
        return False
    if len(word.text) < 3 or is_no_name(word.text) or word.shape not in (Shape.CAPITALISED, Shape.UPPER):
        return False
    if is_given_name(word.text):
        return True
    if is_ambiguous_given_name(word.text):
        return any(word.folded in key_of(bearer.name).given for bearer in fitting) and likeness >= Likeness.PART
    return likeness >= Likeness.PART and bool(fitting) and (not run.opens_sentence or len(word.text) > 4)


def _bearer_of_initials(word: str, registry: Registry) -> Bearer | None:
    """The one person whose initials a word is ("JCT"), None for usual abbreviations ("PV") and for two of them."""
    folded = fold(word)
    if not (word.isupper() and 2 <= len(word) <= 4):
        return None
    if defined := [b for b in registry.bearers if b.is_listed and word in _given_in_brackets(b)]:
        return defined[0] if len(defined) == 1 else None
    if folded in words_of("organisations", "acronym") or folded in words_of("organisations", "abbreviation"):
        return None
    known = [b for b in registry.bearers if (b.is_listed or len(word) > 2) and " " in b.name]
    whole = [b for b in known if key_of(b.name).all_initials == folded]
    part = [b for b in known if b.is_listed and folded in key_of(b.name).initial_forms]
    fitting = whole or part
    return fitting[0] if len(fitting) == 1 else None


_BRACKETS_RE = re.compile(r"\s\((?P<initials>[A-ZÀ-Ý]{2,4})(?=[,;)])")


def _given_in_brackets(bearer: Bearer) -> frozenset[str]:
    """The initials that the list itself gives a person: "Anne Roux (AR, présidente)"."""
    found: set[str] = set()
    for mention in bearer.mentions:
        passage = mention.passage
        match = _BRACKETS_RE.match(passage.view.cased, passage.end)
        if match and fold(match["initials"]) in key_of(bearer.name).initial_forms:
            found.add(match["initials"])
    return frozenset(found)


def _person(bearer: Bearer) -> Person:
    mentions = sorted(bearer.mentions, key=lambda mention: mention.start)
    kept = mentions[:MAX_EVIDENCE]
    evidence = tuple(m.passage.evidence("mentions", _rule(m, bearer)) for m in kept)
    fullest = max(kept, key=lambda mention: len(mention.passage.cased))
    evidence = (*evidence, fullest.passage.evidence("name", _rule(fullest, bearer)))
    confidence = 0.95 if bearer.is_listed else 0.9 if any(m.match for m in mentions) else 0.6
    return Person(name=bearer.name, mentions=bearer.forms(), confidence=confidence, evidence=evidence)


def _rule(mention: Mention, bearer: Bearer) -> str:
    if mention.match is not None:
        return "people.titled" if mention.is_titled else "people.full_name"
    return "people.listed" if bearer.is_listed else "people.known_or_model"


def _issue(mention: Mention) -> Issue:
    return Issue(
        code=IssueCode.AMBIGUOUS_PERSON,
        severity=Severity.INFO,
        message="A name fits several persons of the document, or one only roughly; it was left unlinked.",
        field="people",
        evidence=(mention.passage.evidence("mentions", "people.ambiguous"),),
    )
