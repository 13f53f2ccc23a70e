"""Owners that stand beside an action rather than before its verb: in front of a colon, in brackets, after a label.

Takes:   "Léa : relancer le traiteur" · "relancer le traiteur (Léa, SIVU)" · "Action : DH + KT, mettre en ligne" ·
         "Action A4 – Léa : dossier" · "« Je m'en occupe », dit Léa" (the speaker)
Refuses: "Dossier DETR : en cours" (a subject, nobody of the list) · "(18 000 €)" · "Objectif : …"
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.grammar.agents import is_agent_noun, owner_range, split_owners
from extractors.grammar.dates import find_dates
from extractors.grammar.names import find_names
from extractors.reading import Passage, Reading
from models.folding import fold
from models.records import Minutes


@dataclass(frozen=True, slots=True)
class Roster:
    """Folded words by which the people and organisations of the list of attendees may be called."""

    words: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    """Those of the words that are given names and surnames of persons."""
    initials: frozenset[str] = frozenset()
    """Letters by which the minutes may call persons of the list: "jcp"."""
    by_first_name: bool = False
    """The minutes call people by first names or initials: notes among colleagues, whose present hands out work."""

    def is_person(self, phrase: str) -> bool:
        """True if a capitalised word of the phrase, or its capitals as initials, belong to a person of the list."""
        folded = fold(phrase).replace(".", "").strip()
        words = [fold(word) for word in re.findall(r"[\w-]+", phrase) if word[:1].isupper() and len(word) > 2]
        if phrase.isupper() and folded in self.initials:
            return True
        if folded in self.persons or any(word in self.persons for word in words):
            return True
        shortened = folded if phrase.rstrip().endswith(".") and len(folded) > 2 else None
        return shortened is not None and any(person.startswith(shortened) for person in self.persons)

    def knows(self, phrase: str) -> bool:
        """True if a word of the phrase, or the phrase itself, is on the list."""
        folded = fold(phrase).strip(" .")
        words = re.findall(r"[\w-]+", folded)
        return folded.replace(".", "") in self.words or any(word in self.words for word in words if len(word) > 2)


TRAILING = 110
"""Characters after the last colon in which owner and deadline of a line stand."""
_SMALL = frozenset(
    "de du des la le les et en pour mission charge membre service commune mairie ville association".split()
)


def roster_of(minutes: Minutes, reading: Reading) -> Roster:
    """Given names, surnames, initials and organisations of everyone on the list, and names that the text proves."""
    words: set[str] = set()
    persons: set[str] = set()
    initials: set[str] = set()
    for attendance in minutes.attendance:
        parts = [fold(part) for part in re.split(r"[\s']+", attendance.name) if part]
        persons.update(part.rstrip(".") for part in parts if part not in _SMALL)
        initials.update(_initials(parts))
        organisation = fold(attendance.organisation or "")
        words.add(organisation)
        words.update(word for word in re.findall(r"[\w-]+", organisation) if len(word) > 3 and word not in _SMALL)
    for block in reading.blocks:
        persons.update(_named_words(reading.block(block).cased))
    known = frozenset((words | persons | initials) - {""})
    return Roster(known, frozenset(persons - {""}), frozenset(initials - {""}))


def _named_words(text: str) -> Iterator[str]:
    """First names and surnames of the persons that a title or a first name proves in a text."""
    for name in find_names(text):
        parts = re.split(r"[\s']+", fold(text[name.start : name.end]))
        yield from (part for part in parts if len(part) > 2 and part not in _SMALL)


def _initials(parts: list[str]) -> set[str]:
    """ "jean-claude le goff" → "jclg", "jlg", "jc", "jgo": the ways in which minutes shorten a name."""
    letters = [[piece[0] for piece in part.split("-") if piece] for part in parts]
    whole = "".join(letter for group in letters for letter in group)
    short = "".join(group[0] for group in letters if group)
    given = "".join(letters[0]) if letters and len(letters[0]) > 1 else ""
    trigram = parts[0][:1] + parts[-1][:2] if len(parts) > 1 else ""
    return {whole, short, given, trigram}


_CODE_RE = re.compile(
    r"^\s*(?:(?:ACTION|Action|TODO|À FAIRE|Tâche)\s+(?=[A-ZÀ-Ý][\w.]*\s*:)|@(?=[A-ZÀ-Ý]))"
    r"|^\s*(?:action\s+)?(?:n°\s?)?[A-Z]{0,2}-?\d{1,3}\s*[-–.:)]?\s+(?=[A-ZÀ-Ý])"
)
_LEAD_RE = re.compile(r"(?P<who>[A-ZÀ-Ýa-z][\w' .&/+-]{0,60}?)\s*(?::|->|=>|→)\s+(?=\S)")
# "Bati 3 (LP) -> devis": a firm and the person who acts for it.
_FIRM_RE = re.compile(r"\s*(?P<firm>[A-ZÀ-Ý][\w' &.-]{1,40}?)\s*\((?P<who>[^()]{2,30})\)\s*(?::|->|=>|→)\s+(?=\S)")
_BRACKET_RE = re.compile(r"\((?P<who>[^()]{2,60})\)\s*[.;]?\s*$")
_PIECE_RE = re.compile(r"\s*(?P<who>[^,;:+/()]{1,40}?)\s*(?P<mark>,|;|\+|/|\bet\b|:|[.)]*\s*$)\s*")


@dataclass(frozen=True, slots=True)
class Lead:
    """Owners in front of a colon or an arrow, and where what follows it begins."""

    owners: tuple[tuple[int, int], ...]
    end: int


def leading_owners(passage: Passage, roster: Roster) -> Lead | None:
    """ "Léa + Jo : maquette": the owners with which the line begins, all of them known."""
    code = _CODE_RE.match(passage.cased)
    lead = _LEAD_RE.match(passage.cased, code.end() if code else 0)
    owners = _strict(passage.cased, lead.start("who"), lead.end("who"), roster) if lead else ()
    firm = None if owners else _FIRM_RE.match(passage.cased)
    if firm and (inside := _strict(passage.cased, firm.start("who"), firm.end("who"), roster)):
        return Lead((firm.span("firm"), *inside), firm.end())
    return Lead(owners, lead.end()) if lead and owners else None


def named_in(passage: Passage, roster: Roster) -> tuple[tuple[int, int], ...]:
    """Owners before a colon or an arrow at the start, or in brackets at the end."""
    lead = leading_owners(passage, roster)
    if lead:
        return lead.owners
    trailing = named_after_label(passage, passage.cased.rfind(":") + 1, roster) if _ends_with_owner(passage) else ()
    if trailing:
        return trailing
    bracket = _BRACKET_RE.search(passage.cased)
    if bracket is None:
        return ()
    if re.search(r"\d", bracket["who"]) or "," in bracket["who"]:
        return named_after_label(passage, bracket.start("who"), roster)
    return _strict(passage.cased, bracket.start("who"), bracket.end("who"), roster)


def _ends_with_owner(passage: Passage) -> bool:
    """ "Chiffrage de la reprise : I. Coulon, mi-octobre.": the last colon stands near the end."""
    after = passage.cased.rfind(":")
    return after > 8 and 3 < len(passage.cased) - after <= TRAILING


def named_after_label(passage: Passage, start: int, roster: Roster) -> tuple[tuple[int, int], ...]:
    """ "Action : DH + KT, mettre en ligne": the leading pieces that are owners."""
    owners: list[tuple[int, int]] = []
    while piece := _PIECE_RE.match(passage.cased, start):
        found = _strict(passage.cased, piece.start("who"), piece.end("who"), roster)
        if not found:
            break
        owners.extend(found)
        start = piece.end()
    return tuple(owners)


def _strict(text: str, start: int, end: int, roster: Roster) -> tuple[tuple[int, int], ...]:
    """Owners of a list, all of which must be known: on the roster, a role or body, a name, an acronym."""
    owners = split_owners(text, start, end, is_owner=lambda phrase: True)
    if owners and all(_is_owner(text[a:b], roster) for a, b in owners):
        return owners
    return ()


def _is_owner(phrase: str, roster: Roster) -> bool:
    bare = re.sub(r"\([^()]*\)", " ", phrase)
    plain = all(word[0].isupper() or word in _SMALL for word in re.split(r"[\s']+", bare) if word)
    if (roster.is_person(phrase) or find_names(phrase)) and not plain and not is_agent_noun(phrase):
        return False  # "Lise rédige le courrier": more than a name
    if roster.knows(phrase) or is_agent_noun(phrase) or find_names(phrase):
        return True
    return bool(re.fullmatch(r"[A-ZÀ-Ý][A-ZÀ-Ý.&-]{1,6}", phrase))


def cell_owners(cell: Passage | None, roster: Roster) -> tuple[Passage, ...]:
    """All names of an owner cell: what stands there is an owner, however called; "Bati 3 (L. Petit)" names two.

    A day alone is nobody ("30/04/2025", "avant le 15 mars" in a wrong column).
    """
    if cell is None or _is_day(cell.cased):
        return ()
    if fold(cell.cased).strip() in roster.words:
        return (cell,)
    own = _WITH_RE.search(cell.cased)
    end = own.start() if own else len(cell.cased)
    bracket = re.search(r"\((?P<who>[^()]+)\)", cell.cased[:end])
    if bracket and find_names(bracket["who"]) and cell.cased[: bracket.start()].strip():
        ranges = (
            *split_owners(cell.cased, 0, bracket.start(), is_owner=bool),
            *split_owners(cell.cased, bracket.start("who"), bracket.end("who"), is_owner=bool),
        )
    else:
        ranges = split_owners(cell.cased, 0, end, is_owner=bool)
    return tuple(cell.part(start, stop) for start, stop in ranges) or (cell,)


# Takes what is left of "30/04/2025", "avant le 15 mars", "fin mai"; refuses that of "Léa (avant le 15 mars)".
_ABOUT_DAY_RE = re.compile(r"\W*(?:(?:avant|pour|des|apres|fin|debut|mi|courant|d'ici|au plus tard|le|la|au)\b\W*)*")


_ANY_DAY = dt.date(2000, 1, 1)
"""Whether words are a day does not hang on the year."""


def _is_day(text: str) -> bool:
    """True where a cell holds a day or a month and nothing else, "mai" but not "Mai" or "Avril" alone (a name)."""
    rest = fold(text)
    dates = find_dates(text, _ANY_DAY)
    for date in reversed(dates):
        rest = rest[: date.start] + " " + rest[date.end :]
    is_name = text.strip().isalpha() and text.strip()[0].isupper()
    return bool(dates) and not is_name and _ABOUT_DAY_RE.fullmatch(rest) is not None


def owner_in_task(task: Passage) -> tuple[Passage, ...]:
    """ "Avant-projet détaillé (Viatrace)": in a table without a column of owners the brackets name them."""
    bracket = _BRACKET_RE.search(task.cased)
    if bracket is None or re.search(r"\d", bracket["who"]):
        return ()
    ranges = split_owners(task.cased, bracket.start("who"), bracket.end("who"))
    return tuple(task.part(start, stop) for start, stop in ranges)


_WITH_RE = re.compile(r",?\s+(?:avec|en lien avec|appui)\s", re.IGNORECASE)
_QUOTE_END_RE = re.compile(
    r"\"\s*,?\s*(?:dit|ajoute|repond|precise|propose|conclut|annonce|promet|lance|reprend|complete|assure)"
    r"(?:-t-(?:il|elle))?\s+"
)


def speaker_after(passage: Passage) -> tuple[tuple[int, int], ...]:
    """The one who says a quoted sentence: "« Je ferai l'affiche », ajoute Léa, qui dessine bien."."""
    match = _QUOTE_END_RE.search(passage.folded)
    if match is None:
        return ()
    stop = re.search(r"[,.;:()]|\s(?:qui|en|avec|pour|à|au)\s|$", passage.cased[match.end() :])
    end = match.end() + (stop.start() if stop else 0)
    owner = owner_range(passage.cased, match.end(), end)
    return (owner,) if owner else ()
