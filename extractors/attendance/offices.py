"""Chair and secretary by what the list of attendees says beside a name, where nothing else names them.

Signals in order of authority: what somebody does at this meeting ("Anne Roux (anime)", "Luc Petit (notes)"); the one
president or secretary of the body that met among those present. Never: a vice-president, the president of something
else ("président de la commission Voirie"), a secretary general, somebody who is away.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.attendance.drafts import Draft
from extractors.grammar.names import find_names
from extractors.reading import Passage
from models.folding import fold
from models.records import Meeting
from models.vocabulary import AttendanceStatus

REACH = 90
"""Characters after a name that may say what the person does."""
# Takes "anime", "préside la séance", "présidence", "animatrice"; refuses "animateur jeunesse", "chef de l'animation".
_CHAIRS_RE = re.compile(
    r"\b(?:qui )?(?:preside|anime)\b"
    r"|(?:^|[,;(/] ?)(?:presidence|animation|moderat(?:eur|rice)|animat(?:eur|rice))\s*(?=$|[,;)/])"
    r"|\bpresident(?:e|\(e\))? de (?:la )?(?:seance|reunion)"
)
# Takes "notes", "prise de notes", "PV", "secrétaire de séance", "qui agit comme secrétaire", "rédaction".
_WRITES_RE = re.compile(
    r"(?:^|[,;(/] ?)(?:(?:prise|preneur|preneuse) de notes|notes|pv|cr|redaction|redact(?:eur|rice)|scribe|secretariat"
    r"|rapporteu(?:r|se) de seance|compte[- ]rendu)\s*(?=$|[,;)/])"
    r"|\bsecretaire de (?:la )?(?:seance|reunion)|\btient la plume|\bfait fonction de secretaire"
    r"|\b(?:prend|note|ecrit|redige) (?:les|des|le) (?:notes|pv|compte[- ]rendu)"
    r"|\bagi(?:t|ssant) (?:aussi |egalement )?comme (?:greffi\w+|secretaire)"
)
_PRESIDENT_RE = re.compile(
    r"(?:^|[,;(] ?)(?:la |le )?(?:(?:bourgmestre|maire|prefete?|syndic|doyenne?)[- ])?"
    r"(?:president(?:e|\(e\))?|pdte?|pres(?=\.))(?:\b|\.)"
    r"(?P<of>[^,;)]*)"
)
_SECRETARY_RE = re.compile(r"(?:^|[,;(] ?)(?:la |le )?secretaire\s*(?P<of>(?:du|de la|de l'|des)[^,;)]*)?(?=$|[,;)])")
_SMALL = frozenset({"de", "du", "la", "le", "les", "des", "et", "en", "au", "aux", ""})
_THERE = (AttendanceStatus.PRESENT, AttendanceStatus.INVITED)


def with_listed_officers(meeting: Meeting, drafts: Sequence[Draft]) -> Meeting:
    """The meeting with chair and secretary whom the attendees' list tells, where they are not known yet."""
    there = [draft for draft in drafts if draft.status in _THERE]
    for field, does, holds in (("chair", _CHAIRS_RE, _PRESIDENT_RE), ("secretary", _WRITES_RE, _SECRETARY_RE)):
        if getattr(meeting, field) is not None:
            continue
        found = [draft for draft in there if does.search(_beside(draft, drafts))] or [
            draft for draft in there if _holds(draft, drafts, holds, meeting)
        ]
        if len(found) == 1:
            evidence = found[0].names[0].evidence(field, f"meeting.{field}.listed")
            changes = {field: found[0].name}
            meeting = replace(meeting, evidence=(*meeting.evidence, evidence), **changes)  # type: ignore[arg-type]  # a name
    return meeting


def _holds(draft: Draft, drafts: Sequence[Draft], office: re.Pattern[str], meeting: Meeting) -> bool:
    """The office of the body that met: nothing said of what, or the body's own name."""
    match = office.search(_beside(draft, drafts))
    if match is None:
        return False
    of = (match["of"] or "").strip(" .")
    body = fold(meeting.body or "")
    known = {*re.findall(r"\w{2,}", body), "".join(word[0] for word in re.findall(r"\w{4,}", body))} - _SMALL
    return not of or any(word in known for word in re.findall(r"\w{2,}", of))


def _beside(draft: Draft, drafts: Sequence[Draft]) -> str:
    """Folded words beside the name: its bracket, or what follows up to the next entry; the function of its cell."""
    role = draft.role.folded if draft.role is not None else ""
    name = draft.names[-1]
    after = Passage(name.reading, name.block, name.view, name.end, min(len(name.view), name.end + REACH))
    bracket = re.match(r"\s*\((?P<inner>[^()]*)\)", after.folded)
    if bracket:
        words = bracket["inner"]
    else:
        end = re.search(r"[;:•|]|\.\s|$", after.folded)
        next_ones = [part.start - after.start for other in drafts for part in other.names if part.view is name.view]
        next_ones += [found.first for found in find_names(after.cased)]
        stop = min([at for at in next_ones if at >= 0] + [end.start() if end else REACH])
        words = after.folded[:stop] if after.folded.lstrip()[:1] in (",", "-") else ""
    return f"{words.strip(' ,-')}; {role}".strip("; ")
