"""Attendees while they are gathered: what each place of the document says of a person, put together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.attendance.details import PLURAL_RE, looks_like_organisation, starts_role
from extractors.attendance.entries import Entry
from extractors.grammar.name_likeness import Likeness, compare, key_of
from extractors.grammar.names import Strength, normalise_name
from extractors.reading import Passage
from models.evidence import Evidence
from models.folding import fold
from models.records import Attendance
from models.vocabulary import AttendanceStatus

PRESENT, REPRESENTED = AttendanceStatus.PRESENT, AttendanceStatus.REPRESENTED
_TIME_RE = re.compile(r"(\d{1,2})\s?(?:h|heures?|:)\s?(\d{2})?")


@dataclass(frozen=True, slots=True)
class Draft:
    """One person and what is said of them; passages prove each field."""

    name: str
    names: tuple[Passage, ...]
    """Where the name stands: one passage, two where first name and surname stand in two cells."""
    status: AttendanceStatus = PRESENT
    cue: Passage | None = None
    role: Passage | None = None
    organisation: Passage | None = None
    proxy: Passage | None = None
    arrived: Passage | None = None
    left: Passage | None = None
    rule: str = "attendance.list"
    confidence: float = 0.9
    number: int = 0
    """Number of the list it comes from, 0 for prose."""


def draft_of(
    entry: Entry, *, status: AttendanceStatus, cue: Passage | None, group: Passage | None, number: int, rule: str
) -> Draft:
    """A draft from one entry of a list; a group says a function or an organisation where the entry does not."""
    details = entry.details
    role, organisation = details.role, details.organisation
    for words in (entry.group, group):
        if words is None or words.folded.endswith((" dont", " notamment")):
            continue
        if starts_role(words.folded):
            role = role if role is not None or is_generic(words) else words
        elif organisation is None and looks_like_organisation(words):
            organisation = words
        elif words is entry.group and role is None and looks_like_organisation(words):
            role, organisation = organisation, words  # "Département : Luc Petit (service des routes)"
    if organisation is not None and fold(organisation.cased) == key_of(entry.text).all_initials:
        organisation = None  # "Anne Roux (AR)"
    status, cue = (details.status, details.status_cue) if details.status else (status, cue)
    if details.proxy is not None:
        status = REPRESENTED
    strength = entry.match.strength
    confidence = {Strength.TITLED: 0.95, Strength.GIVEN: 0.95, Strength.SHAPE: 0.88, Strength.LONE: 0.82}[strength]
    names = entry.parts or (entry.name,)
    return Draft(
        name=normalise_name(entry.text, is_bare=entry.match.title_start is not None and not entry.parts),
        names=names,
        status=status,
        cue=cue,
        role=role,
        organisation=organisation,
        proxy=details.proxy,
        arrived=details.arrived,
        left=details.left,
        rule=rule,
        confidence=confidence,
        number=number,
    )


def is_generic(words: Passage) -> bool:
    """ "Membres :" says no function."""
    return re.fullmatch(r"\W*(?:membres?|les membres|elus|participants)\W*", words.folded) is not None


def merge(drafts: Sequence[Draft]) -> list[Draft]:
    """One draft a person: what two lists say of one name is put together, homonyms of one list stay apart."""
    merged: list[Draft] = []
    for draft in drafts:
        index = next((i for i, other in enumerate(merged) if _is_same(other, draft)), None)
        if index is None:
            merged.append(draft)
        else:
            merged[index] = _joined(merged[index], draft)
    return merged


def add(drafts: Sequence[Draft], more: Sequence[Draft], *, are_distinct: bool = False) -> list[Draft]:
    """The drafts with what sentences say besides: of persons already known (misspelt names too), or of new ones.

    Args:
        are_distinct: the new ones are told apart by the document ("Sarah :" and "Salomé G :" are two speakers).
    """
    result = list(drafts)
    for draft in more:
        likeness = [compare(draft.name, other.name) for other in (drafts if are_distinct else result)]
        best = max(likeness, default=Likeness.DIFFERENT)
        if best < Likeness.MISSPELT:
            result.append(draft)
        elif likeness.count(best) == 1:
            index = likeness.index(best)
            result[index] = _joined(result[index], draft)
    return result


def _is_same(one: Draft, other: Draft) -> bool:
    if compare(one.name, other.name) is not Likeness.SAME:
        return False
    if one.names[0].spans == other.names[0].spans:
        return True  # read twice
    return " " in one.name or one.number != other.number or one.number == 0


def _joined(first: Draft, second: Draft) -> Draft:
    """The first draft with what only the second says; a proxy outweighs "excusé"."""
    changed = replace(
        first,
        role=first.role or second.role,
        organisation=first.organisation or second.organisation,
        proxy=first.proxy or second.proxy,
        arrived=first.arrived or second.arrived,
        left=first.left or second.left,
    )
    if second.status is REPRESENTED and first.status is not PRESENT:
        return replace(changed, status=REPRESENTED, cue=second.cue)
    return changed


def record_of(draft: Draft) -> Attendance:
    """The public record of a draft, with evidence for every field."""
    evidence = [_name_evidence(draft)]
    for field, passage in (
        ("status", draft.cue), ("role", draft.role), ("organisation", draft.organisation), ("proxy", draft.proxy),
        ("arrived_at", draft.arrived), ("left_at", draft.left),
    ):  # fmt: skip
        if passage is not None and passage.spans:
            evidence.append(passage.evidence(field, draft.rule))
    return Attendance(
        name=draft.name,
        status=draft.status,
        role=_role_text(draft.role),
        organisation=draft.organisation.text if draft.organisation else None,
        proxy=normalise_name(draft.proxy.cased) if draft.proxy else None,
        arrived_at=clock(draft.arrived),
        left_at=clock(draft.left),
        confidence=draft.confidence,
        evidence=tuple(evidence),
    )


def _name_evidence(draft: Draft) -> Evidence:
    spans = tuple(sorted(span for part in draft.names for span in part.spans))
    return draft.names[0].reading.evidence(spans, "name", draft.rule)


def clock(passage: Passage | None) -> str | None:
    """ "19 h 15" → "19:15"; other words ("point 3") as printed."""
    if passage is None:
        return None
    match = _TIME_RE.fullmatch(passage.folded.strip())
    return f"{int(match[1]):02}:{match[2] or '00'}" if match else passage.text


def _role_text(role: Passage | None) -> str | None:
    """The function as written; that of a group in the singular ("Conseillers municipaux" → "Conseiller municipal")."""
    if role is None:
        return None
    match = PLURAL_RE.match(role.text)
    if match is None or not (match["tail"] or " " in match["head"]):
        return role.text
    return " ".join(_singular(word) for word in match["head"].split(" ")) + match["tail"]


def _singular(word: str) -> str:
    if word.endswith("aux"):
        return word[:-3] + "al"
    return word[:-1] if word.endswith("s") and len(word) > 3 else word
