"""French names of persons: where they stand in a text, and how one is written plainly.

Takes:   "M. Morel", "MM. Aubry, Lenoir et Petit", "Mme la Présidente Jeanne ROUX", "Anne-Marie LE GOFF",
         "LE GOFF Anne-Marie", "Charles de La Tour", "J.-C. Lenoir", "Inès Ben Salem", "Salomé G.", and, where a
         list says so, "Anna", "GUILLOU Maëva"
Refuses: "Monsieur le Maire" (a function), "rue Victor Hugo", "lycée Jeanne Aubry", "Région Bretagne", "M. le Préfet",
         "Mai 2024", "jeanne.aubry@exemple.fr"

Signals in order of authority: a title before it; a first name of the lexicon; how the words are written (Cap or
CAPITALS).
Never: decides that capitals are a name by their look alone outside lists; that is for NER (extractors/people).
"""

import re
from bisect import bisect_left, bisect_right

from extractors.grammar.name_reading import NameMatch, Strength, name_from, read_name
from extractors.grammar.name_runs import capital_run
from extractors.grammar.name_splitting import split_name
from extractors.grammar.name_words import (
    NameWord,
    Shape,
    is_no_name,
    is_role_word,
    name_words,
    words_of,
)
from models.folding import fold, straight

__all__ = ["NameMatch", "Strength", "find_names", "is_eponym", "leading_name", "normalise_name", "split_name"]

# Takes "M. ", "M.", "Mme ", "Monsieur le Maire, ", "MM. ", "Mmes ", "Madame la Présidente ". Refuses "M" without stop
# inside a word, "Me" that begins "Merci". The function between title and name is taken with the title.
_TITLE_RE = re.compile(
    r"""
    (?<![\w'.-])
    (?:
      (?P<plural>MM\.?|Mmes\.?|Mlles\.?|[Mm]essieurs|[Mm]esdames|Mesdemoiselles)(?:\s+et\s+(?:MM\.?|Mmes|Messieurs|Mesdames))?
      | (?P<single>Mme\.?|Mlle\.?|Mr\.?|M\.|Mgr\.?|Dr\.?|Drs?\.?|Pr\.?|Prof\.|Ir\.?|Me|[Mm]onsieur|[Mm]adame
          |Mademoiselle|Docteur|Professeur
          |Ma[iî]tre|S[œo]e?ur|[Aa]bb[ée]|[Pp][èe]re(?=\s+[A-ZÀ-Ö])|Fr[èe]re|MME\.?|MLLE\.?|MR\.?|MONSIEUR|MADAME)
    )
    (?:(?<=\.)\s*|\s+)(?=[^\W\d_])
    """,
    re.VERBOSE,
)
_EPONYM_LEAD_RE = re.compile(
    r"(?P<cue>[^\W\d_]+\.?)(?:\s+(?:de|d')\s?[^\W\d_]{4,})?"
    r"(?:\s+[^\W\d_]{2,}(?:al|ale|el|elle|ique|if|ive|aire|ier|iere|ente|ante|ee|ees|in|ine))?"
    r"(?:\s+[^\W\d_]{2,}(?:al|ale|el|elle|ique|if|ive|aire))?"
    r"(?:(?:\s+(?:du|de la)|\s+de l')?\s*(?:general|marechal|docteur|president|abbe|colonel|capitaine|sergent"
    r"|sainte?|pere|professeur|commandant|amiral))?\s*[\"']?$"
)
"""The word that a street or school name would begin with, at the end of the text before a name, adjectives and a
complement between them allowed ("centre socioculturel intercommunal", "fonds de solidarité"). Folded text."""
_FUNCTION_TAIL = frozenset(
    "municipal municipale general generale departemental departementale regional regionale delegue deleguee adjoint "
    "adjointe communautaire honoraire principal principale technique sortant sortante".split()
)
"""What may follow a function between title and name ("Mme la conseillère municipale Jeanne Roux"). Folded."""


def find_names(text: str) -> tuple[NameMatch, ...]:
    """Names of persons in a view's `cased` text, in order, without overlap: those that a title or a first name proves.

    A lone first name, or capitals without known first name, is no match here.
    """
    words = name_words(text)
    titled = sorted(_titled_names(text, words), key=lambda name: name.first)
    firsts = [name.first for name in titled]
    found = list(titled)
    index = 0
    while index < len(words):
        # Names that a title proves do not overlap: only the last that begins before the word or the match can touch it.
        before = titled[: bisect_right(firsts, words[index].start)][-1:]
        match = None if _covered(words[index], before) else name_from(words, index)
        near = titled[: bisect_left(firsts, match[0].end)][-1:] if match else []
        if match is None or match[0].strength is Strength.LONE or any(_overlap(match[0], other) for other in near):
            index += 1
            continue
        name, after = match
        if not is_eponym(text, name.start):
            found.append(name)
        index = after
    return tuple(sorted(found, key=lambda name: name.start))


def leading_name(text: str) -> NameMatch | None:
    """The name that a list entry begins with ("Maëva GUILLOU - DREAL"), white space and title before it allowed.

    More lenient than `find_names`: unknown words with capitals are taken for a name where they stand alone, unless they
    name a function or an organisation. A lone word comes back as `Strength.LONE`: the list must tell.
    """
    words = name_words(text)
    if not words:
        return None
    title = _TITLE_RE.match(text, _title_at(text))
    if title and title["single"]:
        return _first(_read_titled(words, title))
    begin = next((i for i, word in enumerate(words) if not title or word.start >= title.end()), None)
    if begin is None or text[title.end() if title else 0 : words[begin].start].strip(" \"'*([-•·"):
        return None
    if title:
        read = read_name(words, begin, titled=True)
        return _retitled(read[0], title.start()) if read else None
    strict = name_from(words, begin)
    lenient = capital_run(words, begin)
    if strict and (lenient is None or strict[0].end >= lenient.end or strict[0].strength > Strength.LONE):
        return strict[0]
    return lenient


def _title_at(text: str) -> int:
    """Where a title may stand: after white space, or after "de", "avec" ("composée de Mmes Aubry")."""
    start = len(text) - len(text.lstrip(" -•*"))
    lead = re.match(r"(?:de|avec|par)\s+", text[start:])
    return start + (lead.end() if lead else 0)


def normalise_name(text: str, *, is_bare: bool = False) -> str:
    """ "Prénom Nom" in ordinary capitals, "’" made straight, no title: "Mme LE GOFF Anne-Marie" → "Anne-Marie Le Goff".

    Args:
        is_bare: the title is already left out, so "M. ROUX" begins with an initial ("Mme M. ROUX").
    """
    bare = straight(text).strip(' \t\n,;:.*"')
    while not is_bare and (title := _TITLE_RE.match(bare)) and title.end() < len(bare):
        bare = bare[title.end() :]
    words = name_words(bare)
    given, surname = split_name(words)
    ordered = [*given, *surname]
    return " ".join(_ordinary(word.text, index == 0) for index, word in enumerate(ordered)).replace("' ", "'") or bare


def is_eponym(text: str, start: int) -> bool:
    """True if the name at `start` is that of a street, a school, a prize ("rue Victor Hugo", "prix Anne Petit")."""
    before = fold(text[max(0, start - 60) : start])
    return any(lead["cue"].rstrip(".") in _eponyms() for lead in _leads(before))


def _leads(before: str) -> list[re.Match[str]]:
    """The pattern at each of the last words of the text: its cue may be any of them."""
    starts = [match.start() for match in re.finditer(r"[^\W\d_]+", before)][-5:]
    return [lead for start in starts if (lead := _EPONYM_LEAD_RE.match(before, start))]


def _eponyms() -> frozenset[str]:
    return words_of("names", "eponyms")


def _titled_names(text: str, words: tuple[NameWord, ...]) -> list[NameMatch]:
    found: list[NameMatch] = []
    for title in _TITLE_RE.finditer(text):
        if found and title.start() < found[-1].end:
            continue
        read = _read_titled(words, title)
        if read is None:
            continue
        found.append(read[0])
        if title["plural"]:
            found.extend(_more_of_list(text, words, read[1], title.start()))
    return found


def _more_of_list(text: str, words: tuple[NameWord, ...], index: int, title_start: int) -> list[NameMatch]:
    """After "MM. Aubry", the rest of ", Lenoir et Petit"."""
    found: list[NameMatch] = []
    while 0 < index < len(words):
        between = text[words[index - 1].end : words[index].start]
        if words[index].text == "et" and between.strip() in ("", ","):
            index += 1
            if index == len(words):
                break
        elif between.strip() != ",":
            break
        read = read_name(words, index, titled=True)
        if read is None:
            break
        found.append(_retitled(read[0], None))
        index = read[1]
    return found


def _read_titled(words: tuple[NameWord, ...], title: re.Match[str]) -> tuple[NameMatch, int] | None:
    """The name after a title, a function in between passed over ("Mme la Présidente Jeanne Roux")."""
    index = bisect_left(words, title.end(), key=lambda word: word.start)
    if index == len(words):
        return None
    if words[index].start > title.end():
        return _after_joined_initial(words, index, title)
    if fold(words[index].text) in ("le", "la", "l'") and index + 1 < len(words) and _is_function(words[index + 1]):
        index += 2
        while index < len(words) and words[index].glued and words[index].folded in _FUNCTION_TAIL:
            index += 1
        if index == len(words) or not words[index].glued or is_no_name(words[index].text):
            return None
        if words[index].shape is Shape.PARTICLE and words[index].text.islower():
            return None  # "M. le Maire de Ponteau"
    elif _is_function(words[index]) and words[index].shape is not Shape.UPPER:
        return None
    read = read_name(words, index, titled=True)
    return None if read is None else (_retitled(read[0], title.start()), read[1])


def _after_joined_initial(
    words: tuple[NameWord, ...], index: int, title: re.Match[str]
) -> tuple[NameMatch, int] | None:
    """ "M. B. ROUX": title and initial were taken for two initials."""
    joined = words[index - 1] if index else None
    if joined is None or joined.shape is not Shape.INITIAL:
        return None
    if not joined.start <= title.start() < title.end() < joined.end:
        return None
    read = read_name(words, index, titled=True) if words[index].glued else None
    if read is None or read[0].given is not None:
        return None
    initial = joined.text[title.end() - joined.start :].strip()
    name = NameMatch(title.end(), read[0].end, initial, read[0].surname, Strength.TITLED, title.start())
    return name, read[1]


def _is_function(word: NameWord) -> bool:
    return is_role_word(word.text)


def _retitled(name: NameMatch, title_start: int | None) -> NameMatch:
    return NameMatch(name.start, name.end, name.given, name.surname, Strength.TITLED, title_start)


def _ordinary(word: str, is_first: bool) -> str:
    """Ordinary capitals: "LE-GOFF" → "Le-Goff", "D'ARTOIS" → "d'Artois"; mixed writing is kept."""
    if (
        not word.isupper()
        or len(word) < 2
        or "." in word
        or (len(word) <= 3 and not re.search("[AEIOUY]", fold(word).upper()))
    ):
        return word
    if fold(word) in ("de", "du", "des", "d'") and not is_first:
        return word.lower()
    parts = re.split(r"([-'])", word)
    return "".join(part[:1] + part[1:].lower() if part not in "-'" else part for part in parts)


def _first(read: tuple[NameMatch, int] | None) -> NameMatch | None:
    return None if read is None else read[0]


def _overlap(one: NameMatch, other: NameMatch) -> bool:
    return one.start < other.end and other.first < one.end


def _covered(word: NameWord, found: list[NameMatch]) -> bool:
    return any(name.first <= word.start < name.end for name in found)
