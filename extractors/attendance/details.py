"""What stands beside a name in a list of attendees: function, organisation, status, proxy, arrival, departure.

Takes:   "chargée de mission SIVU" → function and organisation; "(SDIS)" → organisation; "pouvoir à Mme Aubry" → proxy;
         "arrivée à 19h15" → arrival; "excusé" → status
Signals in order of authority: words of status and proxies; the first word (roles.toml, organisations.toml); capitals.
Never: expands an acronym, or splits a function from its own complement ("adjoint au maire").
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from extractors.attendance.clauses import begins_clause, is_clause
from extractors.grammar.name_words import Shape, is_acronym, is_role_word, name_words, words_of
from extractors.grammar.names import find_names, leading_name
from extractors.lexicons import load_lexicon
from extractors.reading import Passage
from models.folding import fold
from models.vocabulary import AttendanceStatus


@dataclass(frozen=True, slots=True)
class Details:
    """What was said beside a name; None where nothing was."""

    role: Passage | None = None
    organisation: Passage | None = None
    status: AttendanceStatus | None = None
    status_cue: Passage | None = None
    proxy: Passage | None = None
    """The holder's name."""
    arrived: Passage | None = None
    left: Passage | None = None


# Where a function ends and an organisation begins: "chargée de mission au SIVU", "directeur de l'association X",
# "référente SIVU", "président - Région Y". Refuses "adjoint au maire", "chargé des sports".
_SEPARATOR_RE = re.compile(r"\s+[-/|]+\s+|\s*[,;:]\s*|^[-:|]\s*")
_LINK_RE = re.compile(
    r"(?<=\w)(?P<link>\s+(?:(?:a l'|de l'|d')\s*"
    r"|(?:a la|au sein de la|au sein du|au sein de|aux|au|a|de la|des|du|de|pour la|pour le|pour|chez)\s+)|\s+)"
)
_TIME_RE = re.compile(r"\b\d{1,2}\s?(?:h|heures?|:)\s?\d{0,2}\b|\b(?:au |du |le )?point (?:n° ?)?\d+(?:\.\d+)?")
_ATTENDED_BY_RE = re.compile(
    r"\b(?:visio\w*|distanciel|teams|zoom|audio|telephone|tel|skype|en ligne|present\w*|ok"
    r"|retard|notes?|prise de notes)\b"
)


_BELONGS_RE = re.compile(r"(?:du |de la |de l'|des )\s*(?=\w)")
"""To what one belongs: "Anne Roux, du jardin de la Source". Folded text."""
# Takes functions that no lexicon has: "charpentier", "parent élue"; refuses "dont l'association compte vingt ans",
# "en train", "présente les comptes". Folded text.
_OTHER_ROLE_RE = re.compile(
    r"(?!(?:moi|etc|selon|suivant|voir|cf|remplace|remplacee|dont|du|de|des|en|au|aux|a|avec|qui|que|pour|sans|sur|par|dit|est|et|nous|presente|rappelle|remercie|prend|prennent|demande|pose|intervient|souhaite|c'est|il|elle|on|je)\b)"
    r"[^\W\d_][^,;:()]{2,40}"
)
_SEAT_RE = re.compile(r"(?:siege|district|poste) (?:n° ?|no ?)?\d")
"""What follows the function of a councillor: "conseiller, siège n° 3". Folded text."""
_SHARES_RE = re.compile(
    r"[\d /.]+\s*(?:tantiemes?|milliemes?|parts?|voix|actions?|lots?|eme?s?)?\b.{0,12}"
    r"|(?:points?|resolutions?|questions?) (?:n° ?)?\d.*"
)
"""What a co-owner weighs, what someone came for: "1 204 tantièmes", "340/10000", "point 4". Folded text."""
_PROXY_ARROW_RE = re.compile(r"\s*[(:-]?\s*(?:a|=?-?>|:|par)\s+(?=\w)")
"""What stands between giver and holder in a list of proxies: "M. Carré à Mme Aubry". Folded text."""


# Takes "remplaçant M. Bost", "en remplacement de Mme Aubry", "qui remplace M. Bost": a status after it is the other's.
# Refuses "remplaçante", "remplaçant du maire". Folded text.
_REPLACES_RE = re.compile(
    r"(?:qui )?(?:remplacant|remplace|supplee|en remplacement de|en lieu et place de)"
    r" (?:m\.|mme|mlle|monsieur|madame)\s"
)
_ASSISTED_RE = re.compile(r"(?:assiste|accompagne|seconde)e?s? (?:de|par) ")
"""What is said after "assistée de M. Bost" is said of the other. Folded text."""
# Takes "Membres du bureau", "Conseillers municipaux", "Futurs chargés de mission"; refuses "Commis".
PLURAL_RE = re.compile(
    r"(?P<head>[^\W\d_]{3,}(?:[^s]s|aux)(?: (?!des |les )[^\W\d_]{2,}(?:s|aux))*)"
    r"(?P<tail>(?: (?:de|du|des|d'|d’|à|au|aux|en)\b.*)?)$",
    re.DOTALL,
)


def read_details(parts: Iterable[Passage], *, is_proxy_list: bool = False) -> Details:
    """Read the passages that stand beside one name, in order."""
    details, replaces = Details(), False
    for part in parts:
        begin, holder = _holder(part) if is_proxy_list else (len(part.cased), None)
        for piece in _pieces(part.part(0, begin)):
            if _ASSISTED_RE.match(piece.folded) or (begins_clause(piece) and not _is_known_remark(piece)):
                return details
            if _REPLACES_RE.match(piece.folded):
                replaces = True
            elif not (replaces and _read_status(Details(), piece)):
                details = _add(details, piece)
        if holder is not None:
            details = replace(details, proxy=holder)
    return details


def _is_known_remark(piece: Passage) -> bool:
    """ "est excusée", "a donné pouvoir à M. Bost", "quitte la séance à 20 h": status, proxy or time."""
    lexicon = load_lexicon("attendance")
    names = ("represented", "excuse", "excused", "absent", "invited", "proxy_link", "arrival", "departure", "aside")
    return any(lexicon[name].search(piece.folded) for name in names)


def _holder(part: Passage) -> tuple[int, Passage | None]:
    """The holder in a list of proxies, and where what is said before it ends ("(Ponteau) à Mme Aubry")."""
    aside = re.match(r"\s*\([^)]*\)", part.cased)
    edge = aside.end() if aside else 0
    arrow = _PROXY_ARROW_RE.match(part.folded, edge)
    name = leading_name(part.cased[arrow.end() :]) if arrow else None
    if arrow is None or name is None:
        return len(part.cased), None
    return edge, part.part(arrow.end() + name.start, arrow.end() + name.end)


def _pieces(part: Passage) -> list[Passage]:
    """The passage cut at commas, dashes with spaces and brackets; a colon keeps what follows."""
    pieces: list[Passage] = []
    for start, end in _bracketed(part.cased):
        inner = part.part(start, end)
        position = 0
        for match in _SEPARATOR_RE.finditer(inner.cased):
            pieces.append(inner.part(position, match.start()))
            position = match.end()
        pieces.append(inner.part(position, len(inner.cased)))
    return [trimmed for piece in pieces if (trimmed := trim(piece)) is not None]


def _bracketed(text: str) -> list[tuple[int, int]]:
    """Ranges before, inside and after brackets; those of an organisation stay ("Villes Jumelées (VJF)")."""
    ranges, position = [], 0
    for match in re.finditer(r"[(\[](?P<inner>[^()\[\]]*)[)\]]?", text):
        before = text[position : match.start()].strip(" ,-.")
        if (
            before
            and re.fullmatch(r"[A-ZÀ-Ö][A-ZÀ-Ö-]+", match["inner"].strip())
            and not text[match.end() :].strip(" ,;.")
        ):
            break
        ranges += [(position, match.start()), match.span("inner")]
        position = match.end()
    return [*ranges, (position, len(text))]


def trim(piece: Passage) -> Passage | None:
    """The passage without white space and marks at its ends; None if no letter is left."""
    text = piece.cased
    start, end = 0, len(text)
    while start < end and text[start] in " ,;:.-/|•*\"'([":
        start += 1
    while end > start and text[end - 1] in " ,;:-/|*\"'[":
        end -= 1
    if end > start and text[end - 1] == "." and not re.search(r"\b[^\W\d]{1,4}\.$", text[start:end]):
        end -= 1
    if text[start:end].count("(") > text[start:end].count(")") and text[start:end].endswith("("):
        end -= 1
    return piece.part(start, end) if any(char.isalnum() for char in text[start:end]) else None


def _add(details: Details, piece: Passage) -> Details:
    for read in (_read_proxy, _read_times, _read_status):
        if (read_details := read(details, piece)) is not None:
            return read_details
    if (read_details := _read_aside(details, piece)) is not None:
        return read_details
    if _ATTENDED_BY_RE.search(piece.folded) and len(piece.cased) < 40:
        return details
    return _read_function(details, piece)


def _read_proxy(details: Details, piece: Passage) -> Details | None:
    cue = load_lexicon("attendance")["proxy_link"].search(piece.folded)
    if cue is None or cue.start > 25:
        return None
    after = piece.part(cue.end, len(piece.cased))
    name = leading_name(re.sub(r"^(\s*)(à|par|de)\s", lambda m: " " * len(m.group()), after.cased))
    status_cue = piece.part(cue.start, cue.end)
    holder = after.part(name.start, name.end) if name else details.proxy
    return replace(details, proxy=holder, status=AttendanceStatus.REPRESENTED, status_cue=status_cue)


def _read_times(details: Details, piece: Passage) -> Details | None:
    time = _TIME_RE.search(piece.folded)
    lexicon = load_lexicon("attendance")
    if time is None:
        return None
    when = piece.part(time.start(), time.end())
    if lexicon["departure"].search(piece.folded):
        return replace(details, left=when)
    return replace(details, arrived=when) if lexicon["arrival"].search(piece.folded) else None


def _read_status(details: Details, piece: Passage) -> Details | None:
    """ "excusé", "absente non excusée", "invité": only where the piece says little else."""
    lexicon = load_lexicon("attendance")
    for status in (
        AttendanceStatus.EXCUSED,
        AttendanceStatus.ABSENT,
        AttendanceStatus.REPRESENTED,
        AttendanceStatus.INVITED,
    ):
        cue = lexicon[status.value].search(piece.folded)
        if cue and cue.start <= 12 and len(piece.cased) - (cue.end - cue.start) <= 16:
            return replace(details, status=details.status or status, status_cue=piece.part(cue.start, cue.end))
    return None


def _read_aside(details: Details, piece: Passage) -> Details | None:
    """ "malade", "il s'excuse", "arrivée au dessert", "77 parts": a remark, no function; it may say who is excused."""
    lexicon = load_lexicon("attendance")
    excuse = lexicon["excuse"].search(piece.folded)
    if excuse is not None:
        cue = piece.part(excuse.start, excuse.end)
        return replace(details, status=details.status or AttendanceStatus.EXCUSED, status_cue=details.status_cue or cue)
    if lexicon["aside"].matches(piece.folded) or _SHARES_RE.fullmatch(piece.folded):
        return details
    if _SEAT_RE.match(piece.folded):
        role = details.role
        longer = replace(role, end=piece.end) if role is not None and role.view is piece.view else role or piece
        return replace(details, role=longer)
    begins = [cue.start for entry in ("arrival", "departure") for cue in lexicon[entry].find(piece.folded)]
    return details if 0 in begins and not starts_role(piece.folded) else None


def _read_function(details: Details, piece: Passage) -> Details:
    """A function, an organisation, or both."""
    if re.match(r"(?:m\.|mme|monsieur|madame)\s", piece.folded) or is_clause(piece):
        return details  # a sentence; someone else, named by function only
    if not re.search(r"[^\W\d_]{2}", piece.cased) or re.search(r"@|\b0\d(?:[ .]?\d\d){4}", piece.cased):
        return details
    if starts_role(piece.folded):
        role, organisation = split_role(piece)
        if details.role is None:
            details = replace(details, role=role)
            return replace(details, organisation=details.organisation or organisation)
        return details
    if looks_like_organisation(piece) and details.organisation is None:
        organisation, role = _split_organisation(piece)
        return replace(details, organisation=organisation, role=details.role or role)
    if details.organisation is None and (belongs := _BELONGS_RE.match(piece.folded)):
        return replace(details, organisation=piece.part(belongs.end(), len(piece.cased)))
    if details.role is None and piece.cased[:1].islower() and _OTHER_ROLE_RE.fullmatch(piece.folded):
        return replace(details, role=piece)
    return details


def _split_organisation(piece: Passage) -> tuple[Passage | None, Passage | None]:
    """ "DREAL Cheffe de projet" → "DREAL", "Cheffe de projet"; only after an acronym."""
    words = name_words(piece.cased)
    if len(words) > 1 and words[0].start == 0 and words[0].shape is Shape.UPPER and is_role_word(words[1].text):
        return piece.part(0, words[0].end), piece.part(words[1].start, len(piece.cased))
    return piece, None


def starts_role(folded: str) -> bool:
    """True if the words begin with a function ("le nouveau directeur", "vice-présidente")."""
    bare = re.sub(
        r"^(?:(?:les|le|la|l'|un|une|nouveaux?|nouvelles?|future?s?|anciens?|anciennes?|en qualite de)\s*)+", "", folded
    )
    role = load_lexicon("roles")["role"]
    leads = (re.match(r"[\w'./-]+", bare), re.match(r"[\w'./-]+\s+[\w'./-]+", bare))
    return any(role.matches(lead.group()) for lead in leads if lead)


def looks_like_organisation(piece: Passage) -> bool:
    """True for "Cerema", "la Région Bretagne", "DDT 38", "Ville de Ponteau"; a name of a person is none."""
    text = re.sub(r"^(?:la|le|les|l'|pour|de la|du|de)\s+", "", piece.cased)
    if len(text) > 90 or not (text[:1].isupper() or re.match(r"\w+\.\w+|\S*[A-Z]", text)):
        return fold(text).split(" ")[0] in words_of("organisations", "organisation")
    return not any(name.start == 0 and name.end >= len(text) for name in find_names(text))


def is_plural_role(role: Passage) -> bool:
    """ "adjoints", "conseillers municipaux"; refuses "adjoint", "membre du bureau"."""
    return PLURAL_RE.match(role.cased) is not None and starts_role(role.folded)


def split_role(piece: Passage) -> tuple[Passage | None, Passage | None]:
    """ "chargée de mission SIVU" → "chargée de mission", "SIVU"; the organisation is None where none is named."""
    if piece.folded.startswith("membre"):
        return trim(piece), None
    for match in _LINK_RE.finditer(piece.folded):
        if match.start() == 0 or not _begins_organisation(piece, match):
            continue
        return trim(piece.part(0, match.start())), trim(piece.part(match.end(), len(piece.cased)))
    return trim(piece), None


def _begins_organisation(piece: Passage, match: re.Match[str]) -> bool:
    """Whether an organisation begins after this link: an acronym, or a word such as "association"."""
    words = name_words(piece.cased[match.end() : match.end() + 60])
    if not words or words[0].start > 0:
        return False
    first, link = words[0], match["link"].strip()
    if first.text in _BODIES:
        return False
    if first.shape is Shape.UPPER and len(first.text) >= 2 and not is_role_word(first.text):
        return is_acronym(first.text) or len(first.text) >= 3
    if link in ("a", "a la", "a l'", "au", "aux", "chez", "pour", "pour la") and first.shape is Shape.CAPITALISED:
        return fold(first.text) in words_of("organisations", "organisation")
    is_kind = fold(first.text) in _KINDS
    return is_kind and link in ("de l'", "de la", "du", "de", "a la", "a l'", "au", "a") and len(words) > 1


_BODIES = frozenset({"AG", "BE", "CA", "CE", "CM", "COPIL", "CSE", "CTG", "CVL", "GT", "RH", "RI", "SIG"})
"""Acronyms that belong to the function: the body that meets, a field of work ("chargée de mission SIG")."""
_KINDS = frozenset(
    "academie agence agglomeration association chambre communaute comite federation fondation institut ligue metropole "
    "ministere region ville universite syndicat societe".split()
)
"""Kinds of organisation that follow a function even without capital ("directrice de l'association Les Amis")."""
