"""Who plainly took part without being on a list: officers of the meeting, and speakers where there is no list.

Signals in order of authority: chair and secretary (found by extractors/meeting/); a name before a colon that opens a
reply ("Anna : oui"); a name as subject of a verb of speech. Never: takes an organisation that speaks ("CPL : …").
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extractors.attendance.clauses import is_clause
from extractors.attendance.details import read_details, starts_role, trim
from extractors.attendance.drafts import Draft, add
from extractors.attendance.entries import read_entries
from extractors.attendance.mentions import bearer
from extractors.attendance.strips import statements
from extractors.grammar.name_words import is_given_name, is_no_name
from extractors.grammar.names import NameMatch, Strength, find_names, leading_name, normalise_name
from extractors.lexicons import load_lexicon
from extractors.reading import Passage, Reading
from models.folding import fold
from models.records import Minutes
from models.vocabulary import AttendanceStatus

_REPLY_RE = re.compile(r"[\s•-]*(?P<name>[A-ZÀ-Ö][\w'.-]+(?: [A-ZÀ-Ö][\w'.-]*){0,3})\s*(?::(?!\d)|\bacquiesce\b)")
MIN_REPLIES = 2
"""How often an unknown word must speak to be taken for a name."""


def read_officers(reading: Reading, minutes: Minutes, drafts: Sequence[Draft]) -> list[Draft]:
    """Chair and secretary who are on no list."""
    found: list[Draft] = []
    full = _full_names(reading)
    for item in minutes.meeting.evidence:
        if item.field not in ("chair", "secretary"):
            continue
        block = next((b for b in reading.blocks if any(line.span.overlaps(item.spans[0]) for line in b.lines)), None)
        if block is None:
            continue
        whole = reading.block_with_label(block)
        start = whole.view.index_of(item.spans[0].start)
        end = whole.view.index_of(item.spans[-1].end - 1) + 1
        name = whole.part(start, end)
        if bearer(name, drafts) is None and leading_name(name.cased):
            after = whole.part(end, min(end + 60, len(whole.cased)))
            draft = _draft(name, after, "attendance.officer", 0.6)
            found.append(_with_full_name(draft, full) if "." in draft.name else draft)
    return found


HEAD_BLOCKS = 15
"""Tellers are named at the beginning; later ones may be candidates."""
_TELLERS_RE = re.compile(r"\b(?P<role>(?:scrutat(?:eur|rice)|assesseure?)(?:\(?s\)?)?)(?: de seance)?\s*:\s*")


def read_bureau(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """Tellers of an assembly: "Scrutatrice : Mme Roux. Secrétaire : M. Petit", "Assesseurs : MM. Bost et Aubry"."""
    found: list[Draft] = []
    for sentence in statements(reading):
        if sentence.block.index > HEAD_BLOCKS:
            break
        for match in _TELLERS_RE.finditer(sentence.folded):
            if match.start() and sentence.folded[: match.start()].rstrip()[-1:] not in ("", ".", ";", ",", "-", ":"):
                continue
            rest = sentence.part(match.end(), len(sentence.cased))
            entries = [e for e in read_entries([rest]) if e.match.strength >= Strength.GIVEN]
            role = sentence.part(*match.span("role"))
            for entry in entries:
                if bearer(entry.name, drafts) is None:
                    found.append(_teller(entry.name, role))
    return found


def _teller(name: Passage, role: Passage) -> Draft:
    draft = _draft(name, None, "attendance.officer", 0.7)
    return replace(draft, role=role)


def read_speakers(reading: Reading) -> list[Draft]:
    """Speakers, for a document without any list: in replies, else before verbs of speech."""
    replies = _replies(reading)
    if replies:
        return replies
    full = _full_names(reading)
    return [_with_full_name(draft, full) for draft in _subjects_of_speech(reading, is_listless=True)]


def _full_names(reading: Reading) -> dict[str, Passage | None]:
    """For each surname the one full name that the document has for it; None where it has several."""
    found: dict[str, Passage | None] = {}
    for sentence in statements(reading):
        for name in find_names(sentence.cased):
            if name.given and name.surname and "." not in name.given:
                key, part = fold(name.surname), sentence.part(name.start, name.end)
                known = found.setdefault(key, part)
                if known is not None and normalise_name(known.cased) != normalise_name(part.cased):
                    found[key] = None
    return found


def _with_full_name(draft: Draft, full: dict[str, Passage | None]) -> Draft:
    """ "M. Roux", who is Luc Roux elsewhere in the document and no other Roux is: Luc Roux."""
    initial, _, surname = draft.name.rpartition(". ")
    part = full.get(fold(surname))
    if part is not None and initial and not normalise_name(part.cased).startswith(initial[:1]):
        return draft
    return draft if part is None else replace(draft, name=normalise_name(part.cased), names=(part,))


def read_left_off(reading: Reading) -> list[Draft]:
    """Those who speak with name and function though no list has them ("Anne Roux, directrice, précise …")."""
    speakers = _subjects_of_speech(reading)
    return [replace(d, confidence=0.45) for d in speakers if d.role is not None and " " in d.name and "." not in d.name]


def _replies(reading: Reading) -> list[Draft]:
    """ "- Anna : oui" in documents where several persons reply."""
    found: list[tuple[Passage, str]] = []
    for block in reading.blocks:
        whole = reading.block(block)
        starts = sorted({0, *(max(0, whole.view.index_of(line.span.start) - whole.start) for line in block.lines)})
        for start in starts:
            match = _REPLY_RE.match(whole.cased, start)
            if match:
                found.append((whole.part(*match.span("name")), match["name"]))
    counts = Counter(name for _, name in found)
    kept = [(passage, name) for passage, name in found if _is_speaker(name, counts[name])]
    if len({name for _, name in kept}) < 2 or len(kept) < 4:
        return []
    first: dict[str, Passage] = {}
    for passage, name in kept:
        first.setdefault(normalise_name(name), passage)
    return [_draft(passage, None, "attendance.reply", 0.7) for passage in first.values()]


def _is_speaker(name: str, count: int) -> bool:
    words = name.split(" ")
    if any(is_no_name(word) for word in words) or (name.isupper() and not is_given_name(words[0])):
        return False
    return is_given_name(words[0]) or (count > MIN_REPLIES and len(words) == 1)


def _subjects_of_speech(reading: Reading, *, is_listless: bool = False) -> list[Draft]:
    """ "Anne Roux, présidente, rappelle …", "Rapport présenté par Luc Petit"."""
    found: dict[str, Draft] = {}
    for sentence in statements(reading):
        for name in find_names(sentence.cased):
            part = sentence.part(name.start, name.end)
            after = sentence.part(name.end, len(sentence.cased))
            if (_speaks(sentence, name) or (is_listless and _takes_part(sentence, name))) and normalise_name(
                part.cased
            ) not in found:
                draft = _draft(part, after, "attendance.speaker", 0.5)
                found[normalise_name(part.cased)] = replace(draft, role=draft.role or _role_before(sentence, name))
    fullest = sorted(found.values(), key=lambda draft: -len(draft.name.replace(".", "").split()))
    kept = add([], [draft for draft in fullest if len(draft.name) > 3])
    return [draft for draft in found.values() if draft.names in [other.names for other in kept]]


# Takes "Le président, " before "M. Bost, ouvre la séance", "La secrétaire du club " before "Anne Roux note"; refuses
# "Selon le président, ", "Le devis du président, ". Folded text.
_ROLE_BEFORE_RE = re.compile(r"\s*(?:le |la |l')(?P<role>[^,.;:]{3,60}?)\s*,?\s*$")


def _role_before(sentence: Passage, name: NameMatch) -> Passage | None:
    """The function that a sentence begins with, right before the name of who bears it."""
    match = _ROLE_BEFORE_RE.match(sentence.folded[: name.first])
    role = trim(sentence.part(*match.span("role"))) if match else None
    return role if role is not None and starts_role(role.folded) and not is_clause(role) else None


def _speaks(sentence: Passage, name: NameMatch) -> bool:
    before = sentence.folded[: name.first].rstrip()
    if re.search(r"(?:^|[,\"] ?)(?:dit|raconte|ajoute|repond|precise|demande|explique)$", before):
        return True
    if re.search(r"(?:presente|anime|preside|expose|introduit)e?s? par(?: [^.]*,? et)?$", before):
        return True
    if before and not before.endswith((",", ":", ".", '"')):
        return False
    after = re.sub(r"^\s*\([^)]*\)", "", sentence.folded[name.end :])
    after = re.sub(r"^\s*,[^,]{2,80},", "", after)
    verb = load_lexicon("attendance")["speech"].search(after[:40])
    return verb is not None and verb.start <= 2


# "(ville de Ponteau)", ", hydrologue à l'université, de passage,": who somebody is, between the name and the verb.
_BESIDE_SRC = r"\s*(?:\([^()]{2,80}\)|,[^,.;:]{2,60},(?:[^,.;:]{2,40},)?)"
_IS_HERE_RE = re.compile(
    rf"{_BESIDE_SRC}\s*(?::|est (?:rentre|venu|revenu|passe)e?\b|(?:a|ont) [a-z]+(?:e|i|u|is|it)\b"
    r"|met\b|fait\b|prepare\b|enverra\b"
    r"|[a-z']+ (?:que|qu'|comment|pourquoi|si)\b)"
)


def _takes_part(sentence: Passage, name: NameMatch) -> bool:
    """Someone with function or body beside the name who acts or is asked: only where no list says who was there."""
    before, after = sentence.folded[: name.first].rstrip(), sentence.folded[name.end :]
    if re.fullmatch(r"(?:pour|selon|d'apres)", before) and re.match(r"\s*,", after):
        return True
    if before and not before.endswith((",", ":", ".", '"', ";")):
        return False
    return name.strength >= Strength.GIVEN and _IS_HERE_RE.match(after) is not None


def _draft(name: Passage, after: Passage | None, rule: str, confidence: float) -> Draft:
    beside = re.match(r"\s*,\s*(?:(?! et |[,.;:]).){3,60}", after.cased) if after is not None else None
    details = read_details([after.part(0, beside.end())] if after is not None and beside else [])
    role, organisation = (details.role, details.organisation)
    cased = name.cased
    match = leading_name(cased)
    part = name.part(match.start, match.end) if match and match.strength > Strength.LONE else name
    return Draft(
        normalise_name(part.cased), (part,), AttendanceStatus.PRESENT, None, role, organisation, rule=rule,
        confidence=confidence,
    )  # fmt: skip
