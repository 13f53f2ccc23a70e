"""Read one list of persons: where each entry begins, whose name it is, what is said beside it.

Takes:   "Anne ROUX (DREAL), Luc Petit", "Anne Roux, maire ; Luc Petit, adjoint", one person a line, "Anna, Luc, Yza",
         "DREAL : Anne Roux, Luc Petit", "Commune de Ponteau - Anne Roux"
Refuses: entries that name only an organisation ("Mairie de Ponteau"), "néant", counts.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.attendance.clauses import is_clause
from extractors.attendance.details import (
    Details,
    is_plural_role,
    looks_like_organisation,
    read_details,
    starts_role,
    trim,
)
from extractors.attendance.strips import COMPANY_RE
from extractors.grammar.name_words import is_acronym, is_ambiguous_given_name, is_given_name, is_no_name, words_of
from extractors.grammar.names import NameMatch, Strength, find_names, leading_name
from extractors.reading import Passage
from models.folding import fold


@dataclass(frozen=True, slots=True)
class Entry:
    """One person of a list."""

    name: Passage
    match: NameMatch
    details: Details
    group: Passage | None = None
    """Words before the names of a line: "DREAL" of "DREAL : Anne Roux, Luc Petit"."""
    parts: tuple[Passage, ...] = ()
    """First name and surname where they stand in two cells; empty where the name stands in one place."""

    @property
    def text(self) -> str:
        """The name as printed, first name first where it stands in two cells."""
        return " ".join(part.text for part in self.parts) if self.parts else self.name.text


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words between two separators of a list; `opens` if a line, a bullet or a semicolon stands before it."""

    passage: Passage
    opens: bool
    name: NameMatch | None


_CUT_RE = re.compile(
    r"(?P<strong>;|•|·(?=\s))|(?P<weak>,|\s/\s|(?<=\))\s+(?=[A-Z])|\s(?:et|&)\s(?=\S)|\s-\s|\s-(?=[A-ZÀ-Ö][a-zé])|(?<=[a-zé]{3})\.\s(?=[A-Z]))"
)


# Takes the blank in "M. Roux Mme Petit", "Luc Bost (Ponteau) M. Aubry"; with the words before it refuses "à Mme Petit",
# "suppléante de M. Aubry", "et M. Aubry".
_TITLE_AHEAD_RE = re.compile(r"(?<=[\w)])\s+(?=(?:MM?\.|Mmes?|Mlle|Monsieur|Madame)\s+[A-ZÀ-Ö])")
_LINK_BEFORE_RE = re.compile(
    r"(?:^|[\s(,'])(?:[^\W\d_A-ZÀ-Ö]{1,4}|remplac\w+|représent\w+|[Pp]ouvoirs?|[Pp]rocurations?|[Mm]andat)$"
)
_FUNCTION_RE = re.compile(r"(?:[Mm]onsieur|[Mm]adame|M\.|Mme)\s+(?:le |la |l')(?P<role>\S.*\S)\s+$")
_GIVEN_IN_BRACKETS_RE = re.compile(r"\s*\((?P<given>[A-ZÀ-Ö][^\W\d_]+(?:-[^\W\d_]+)?)\)")
_GROUP_LEAD_RE = re.compile(r"[\s•*-]*(?:pour|representant|au nom de|au titre de)\s+(?:la |le |les |l')?")
_BY_RE = re.compile(r"\s*(?:represente?e?s? |pouvoir )?(?:par|a)\s")
"""The holder in a list of those represented: "M. Carré - 77 parts - par Mme Aubry". Folded text."""
_WEIGHT_RE = re.compile(r"\s*\(\s*\d[\d /.]*(?:tantiemes?|milliemes?|parts?|voix|eme?s?)?\s*\)")
"""What a co-owner weighs, after a surname in capitals: "ROUX (142)". Folded text."""
_REPRESENTED_BY_RE = re.compile(r"(?<=\w),? representee?s? par\b")
"""Between a company and the person who is there for it: "SCI du Lavoir représentée par M. Bost". Folded text."""
_PLURAL_TITLE_RE = re.compile(r"MM\b|Mmes|Mlles|Messieurs|Mesdames|Mesdemoiselles|MESSIEURS|MESDAMES|MMES")
"""After one of these, bare surnames follow: "Mmes Aubry, Roux et Bost"."""


def bare_entry(name: Passage) -> Entry:
    """The entry of a name with nothing beside it."""
    match = leading_name(name.cased) or NameMatch(0, len(name.cased), None, name.cased, Strength.LONE)
    return Entry(name, match, Details())


def read_entries(lines: Sequence[Passage], *, is_proxy_list: bool = False) -> tuple[Entry, ...]:
    """The persons of a list; each passage is one line or cell that begins anew."""
    entries = [
        _build(found, is_proxy_list=is_proxy_list) for found in _find_entries(lines, is_proxy_list=is_proxy_list)
    ]
    return _shared_roles(_shared_surnames(entries))


def _shared_surnames(entries: list[Entry]) -> list[Entry]:
    """ "Zoé et Luc Petit" among full names: both are Petit."""
    if sum(entry.match.surname is None for entry in entries) * 2 > len(entries):
        return entries  # a list of first names
    result = list(entries)
    for index, (entry, after) in enumerate(pairwise(entries)):
        surname = after.match.surname
        if entry.match.surname is not None or entry.name.view is not after.name.view or not surname or entry.parts:
            continue
        between = entry.name.view.cased[entry.name.end : after.name.start]
        if between.strip() == "et" and after.match.given and after.name.cased.endswith(surname):
            family = after.name.part(len(after.name.cased) - len(surname), len(after.name.cased))
            result[index] = replace(entry, parts=(entry.name, family))
    return result


def _shared_roles(entries: list[Entry]) -> tuple[Entry, ...]:
    """ "Mme Roux, M. Petit, adjoints": a function in the plural is that of all before it who have none."""
    shared: Passage | None = None
    result: list[Entry] = []
    for entry in reversed(entries):
        role = entry.details.role
        if role is not None:
            shared = role if is_plural_role(role) else None
        elif shared is not None:
            entry = replace(entry, details=replace(entry.details, role=shared))
        result.append(entry)
    return tuple(reversed(result))


@dataclass
class _Found:
    """An entry while its details are gathered."""

    chunk: Chunk
    name: NameMatch
    group: Passage | None
    beside: list[Passage]


def _find_entries(lines: Sequence[Passage], *, is_proxy_list: bool) -> list[_Found]:
    chunks = [chunk for line in lines for chunk in _chunks(line)]
    lenient = _is_list_of_lone_names(chunks)
    by_line = _is_one_a_line(chunks) and not _are_pairs(chunks)
    found: list[_Found] = []
    group: Passage | None = None
    is_open = after_plural = after_company = False
    for chunk in chunks:
        if is_open and is_proxy_list and _BY_RE.match(chunk.passage.folded):
            found[-1].beside.append(chunk.passage)
            continue
        group = None if chunk.opens or after_company else group
        name = _accepted(chunk, lenient=lenient or after_plural, by_line=by_line and not after_plural)
        is_company = name is None and _names_company(chunk)
        if name is None and (officer := _officer(chunk)) is not None:
            name, group = officer, trim(chunk.passage.part(0, officer.first))
        is_new = chunk.opens or not is_open or is_company or ":" in chunk.passage.cased
        if name is None and is_new and (inner := _name_after_group(chunk)) is not None:
            name, group = inner, _group_of(chunk.passage.part(0, inner.first))
        after_company = is_company
        if name is not None:
            found.append(_Found(chunk, name, group, []))
            is_open = True
            if name.title_start is not None:
                after_plural = _PLURAL_TITLE_RE.match(chunk.passage.cased, name.title_start) is not None
        elif is_open and (is_company or (chunk.opens and not _belongs_to_entry(chunk))):
            is_open = False
        elif is_open and not (lenient and not chunk.opens and not _says_something(chunk.passage)):
            found[-1].beside.append(chunk.passage)
    return found


def _names_company(chunk: Chunk) -> bool:
    """ "SCI du Lavoir", "Ville de Ponteau représentée par M. Bost": no detail of the person before."""
    by = _REPRESENTED_BY_RE.search(chunk.passage.folded)
    before = trim(chunk.passage.part(0, by.start())) if by else None
    is_body = before is not None and before.cased[:1].isupper() and looks_like_organisation(before)
    return COMPANY_RE.match(chunk.passage.cased) is not None or is_body


def _says_something(passage: Passage) -> bool:
    """In a list of first names, capitals that are no name ("Les Amis du lac") are a body of their own, no detail."""
    text = passage.cased.strip()
    return not text[:1].isupper() or starts_role(passage.folded.strip())


def _group_of(before: Passage) -> Passage | None:
    """The group's own words: "DREAL" of "Pour la DREAL :", "SCI du Lavoir" of "SCI du Lavoir représentée par"."""
    if (by := _REPRESENTED_BY_RE.search(before.folded)) is not None:
        before = before.part(0, by.start())
    lead = _GROUP_LEAD_RE.match(before.folded)
    return trim(before.part(lead.end(), len(before.cased))) if lead else trim(before)


def _build(found: _Found, *, is_proxy_list: bool) -> Entry:
    passage, name = found.chunk.passage, found.name
    beside = [passage.part(name.end, len(passage.cased)), *found.beside]
    details = read_details(beside, is_proxy_list=is_proxy_list)
    if details.role is None and (role := _titled_role(passage, name)) is not None:
        details = replace(details, role=role)
    entry = Entry(passage.part(name.start, name.end), name, details, found.group)
    return with_given_in_brackets(entry, beside[0])


def _titled_role(passage: Passage, name: NameMatch) -> Passage | None:
    """The function between title and name: "la mairesse" of "Madame la mairesse Anne Roux"."""
    match = _FUNCTION_RE.match(passage.cased[: name.start], name.first)
    return passage.part(*match.span("role")) if match and starts_role(fold(match["role"])) else None


def with_given_in_brackets(entry: Entry, after: Passage) -> Entry:
    """ "M. ROUX (Luc)": the first name in brackets after a surname is a part of the name."""
    match = _GIVEN_IN_BRACKETS_RE.match(after.cased)
    if match is None or entry.match.given is not None or entry.parts or not is_given_name(match["given"]):
        return entry
    given = after.part(*match.span("given"))
    details = entry.details
    if _is_same(details.role, given):
        details = replace(details, role=None)
    if _is_same(details.organisation, given):
        details = replace(details, organisation=None)
    return replace(entry, details=details, parts=(given, entry.name))


def _is_same(one: Passage | None, other: Passage) -> bool:
    return one is not None and one.cased == other.cased


def _chunks(line: Passage) -> list[Chunk]:
    """The line cut at separators that stand outside brackets."""
    text, position, opens = line.cased, 0, True
    chunks: list[Chunk] = []
    depth = 0
    depths = []
    for char in text:
        depth = max(0, depth + (char in "([") - (char in ")]"))
        depths.append(depth)
    for match in _cuts(text):
        if depths[match.start()] and (match.group().strip() or match.re is _TITLE_AHEAD_RE):
            continue
        _append_chunk(line, position, match.start(), opens, chunks)
        position, opens = match.end(), match.re is _TITLE_AHEAD_RE or match["strong"] is not None
    _append_chunk(line, position, len(text), opens, chunks)
    return chunks


def _cuts(text: str) -> list[re.Match[str]]:
    """Separators, and the blanks before a title that no word of a proxy leads to ("M. Roux Mme Petit")."""
    titles = [match for match in _TITLE_AHEAD_RE.finditer(text) if not _LINK_BEFORE_RE.search(text[: match.start()])]
    cuts = list(_CUT_RE.finditer(text))
    titles = [match for match in titles if not _is_function_before(text, cuts, match)]
    found = sorted([*cuts, *titles], key=lambda match: match.start())
    return [match for i, match in enumerate(found) if i == 0 or match.start() >= found[i - 1].end()]


def _is_function_before(text: str, cuts: Sequence[re.Match[str]], title: re.Match[str]) -> bool:
    """ ", secrétaire M. Petit": between the separator and the title stands a function and nothing else."""
    begin = max((cut.end() for cut in cuts if cut.end() <= title.start()), default=0)
    words = text[begin : title.start()].strip(" :•*-")
    return 3 < len(words) <= 30 and starts_role(fold(words)) and not find_names(words)


def _append_chunk(line: Passage, start: int, end: int, opens: bool, chunks: list[Chunk]) -> None:
    part = line.part(start, end)
    if part.cased.strip():
        name = leading_name(part.cased)
        chunks.append(Chunk(part, opens, None if name and _hides_group(part.cased, name) else name))


def _hides_group(text: str, name: NameMatch) -> bool:
    """ "ADIL PAUL AUBRY", all in capitals: the first words name a group, a known first name begins the person's."""
    if name.strength > Strength.SHAPE or not text[name.start : name.end].isupper():
        return False
    return any(name.start < inner.start and inner.strength is Strength.GIVEN for inner in find_names(text))


def _is_list_of_lone_names(chunks: Sequence[Chunk]) -> bool:
    """ "Anna, Luc, Yza": most entries are first names only."""
    lone = [c for c in chunks if c.name and c.name.strength is Strength.LONE and c.name.surname is None]
    return len(lone) * 2 >= len([c for c in chunks if c.name]) and bool(lone)


def _is_one_a_line(chunks: Sequence[Chunk]) -> bool:
    """One person a line or between semicolons: a comma then begins what is said beside the name."""
    openings = [chunk for chunk in chunks if chunk.opens]
    named = [chunk for chunk in openings if chunk.name is not None]
    return len(openings) > 1 and len(named) * 2 > len(openings)


def _are_pairs(chunks: Sequence[Chunk]) -> bool:
    """ "Luc Petit, Inès Bost" on one line: sure names stand after commas too, which then part persons."""
    return any(chunk.name and not chunk.opens and chunk.name.strength is Strength.GIVEN for chunk in chunks)


def _accepted(chunk: Chunk, *, lenient: bool, by_line: bool) -> NameMatch | None:
    """The chunk's leading name, if it is one here."""
    name = chunk.name
    if name is None or starts_role(chunk.passage.folded.strip(" -•*")):
        return None
    if name.strength in (Strength.TITLED, Strength.GIVEN):
        return name
    if by_line and not chunk.opens and not lenient:
        return None
    if (
        not chunk.opens
        and name.surname
        and fold(name.surname).split(" ")[0] in words_of("organisations", "organisation")
    ):
        return None
    words = chunk.passage.cased[name.start : name.end]
    if name.given and name.surname:
        return name if chunk.opens or not _reads_on(chunk, name) else None
    if is_given_name(words) or (lenient and is_ambiguous_given_name(words)):
        return name
    if words.isupper() and len(words) > 3 and _WEIGHT_RE.match(chunk.passage.folded, name.end):
        return None if is_acronym(words) else name
    if lenient or (by_line and words.isupper() and len(words) > 4):
        return None if is_acronym(words) or is_no_name(words) or _reads_on(chunk, name) else name
    return None


def _reads_on(chunk: Chunk, name: NameMatch) -> bool:
    """True if small words follow at once ("Culture pour tous"): no name."""
    after = chunk.passage.cased[name.end :].lstrip()
    return after[:1].islower()


def _name_after_group(chunk: Chunk) -> NameMatch | None:
    """ "DREAL : Anne Roux", "Commune de Ponteau Anne ROUX": a sure name after words that name a group."""
    found = [name for name in find_names(chunk.passage.cased) if name.strength >= Strength.GIVEN]
    if not found and (initialed := _initialed_after_colon(chunk.passage)) is not None:
        return initialed
    if not found or not 2 <= found[0].first <= 60:
        return None
    before = chunk.passage.part(0, found[0].first)
    lead = trim(before)
    if lead is not None and _REPRESENTED_BY_RE.search(lead.folded):
        return found[0]
    if lead is None:
        return found[0]
    is_marked = before.cased.rstrip()[-1:] in ":-|"
    if lead.folded.endswith((" dont", " notamment")):
        return found[0]
    is_group = looks_like_organisation(lead) or starts_role(lead.folded)
    return found[0] if is_group and (is_marked or chunk.opens) and not _has_verb(lead) else None


def _officer(chunk: Chunk) -> NameMatch | None:
    """ "secrétaire M. Petit": a function right before a title; not "suppléante de M. Petit", "remplaçant M. Bost"."""
    name = next(iter(find_names(chunk.passage.cased)), None)
    if name is None or name.title_start is None or not 4 <= name.first <= 30:
        return None
    lead = chunk.passage.folded[: name.first].strip(" :-")
    if _OF_RE.search(lead) or not starts_role(lead) or _has_verb(chunk.passage.part(0, name.first)):
        return None
    return name


_OF_RE = re.compile(
    r"\b(?:de|du|des|a|au|par|avec|et|remplac\w+|supplea\w+|represent\w+|pour)$|^(?:remplac|supplea|represent)"
)
"""After these words a name is somebody else's. Folded text."""


def _initialed_after_colon(passage: Passage) -> NameMatch | None:
    """ "UNSA : B. Roux": a name with initials right after the one colon of the words."""
    head, colon, rest = passage.cased.partition(":")
    name = leading_name(rest) if colon and len(head) <= 60 else None
    if name is None or name.strength is not Strength.SHAPE or "." not in (name.given or ""):
        return None
    shift = len(head) + 1
    return replace(name, start=name.start + shift, end=name.end + shift)


def _belongs_to_entry(chunk: Chunk) -> bool:
    """A further line of the same entry: begins with a small letter, a bracket, or a function."""
    text = chunk.passage.cased.lstrip(" -")
    return text[:1].islower() or text[:1] in "(/" or starts_role(fold(text))


def _has_verb(lead: Passage) -> bool:
    common = r"\b(?:est|sont|a|ont|sera|propose|presente|rappelle|souhaite|indique|demande)\b"
    return re.search(common, lead.folded) is not None or is_clause(lead)
