"""Read one name from the words of a text, from a given word on: first names, particles, surnames, in either order."""

from dataclasses import dataclass
from enum import IntEnum

from extractors.grammar.name_splitting import LAST_PARTICLES
from extractors.grammar.name_words import (
    NameWord,
    Shape,
    is_acronym,
    is_ambiguous_given_name,
    is_given_name,
    is_no_name,
    is_role_word,
    words_of,
)

MAX_SURNAME_WORDS = 5


class Strength(IntEnum):
    """How surely words are a name by themselves."""

    LONE = 1
    """One word: a first name of the lexicon, or capitals that a list makes a name."""
    SHAPE = 2
    """Written like a name ("Maëva GUILLOU", "P. Lenoir"), no word of it known."""
    GIVEN = 3
    """Begins or ends with a first name of the lexicon."""
    TITLED = 4
    """A title stands before it."""


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name at [start, end) of a text, its title left out."""

    start: int
    end: int
    given: str | None
    """First names or initials, as printed."""
    surname: str | None
    """Surname with its particles, as printed; None where only a first name stands."""
    strength: Strength
    title_start: int | None = None
    """Where the title before it begins; None without title."""

    @property
    def first(self) -> int:
        """Where the name begins, its title included."""
        return self.start if self.title_start is None else self.title_start


_SURNAMES_TOO = frozenset("avril bureau chambre club foyer grand maison mission parc pays pole tour ville".split())
"""Words that are surnames as well: right after a first name they are one ("Luc Maison"). Folded."""
_COMPOUND_OPENERS = frozenset("jean marie anne pierre paul louis charles marc luc".split())
"""First names that often have a second one after them, without hyphen. Folded."""


def name_from(words: tuple[NameWord, ...], index: int) -> tuple[NameMatch, int] | None:
    """The name that begins at a word, and the index after it, where known first names or initials prove it."""
    word = words[index]
    if word.shape is Shape.INITIAL:
        return _after_initials(words, index)
    if word.shape in (Shape.UPPER, Shape.PARTICLE) and (turned := _surname_first(words, index)):
        return turned
    if word.shape in (Shape.CAPITALISED, Shape.UPPER):
        return _given_first(words, index) or _turned_capitals(words, index)
    return None


def _given_first(words: tuple[NameWord, ...], index: int) -> tuple[NameMatch, int] | None:
    """ "Anne-Marie LE GOFF", "Jean Marc Petit", "THOMAS AUBRY", "Salomé G"; a lone "Anne" is LONE."""
    first = words[index]
    ambiguous = is_ambiguous_given_name(first.text)
    if not (is_given_name(first.text) or ambiguous):
        return None
    after = index + 1
    while after < len(words) and after - index < 3 and words[after].glued and _is_second_given(words, after):
        after += 1
    if after < len(words) and words[after].shape is Shape.INITIAL and words[after].glued:
        after += 1  # a middle initial
    end = _surname_end(words, after, follows=words[after - 1])
    if after - index > 1 and (end == after or _is_organisation_after(words, index, after, end)):
        after -= 1  # "Jean Martin": the last first name is the surname
        end = after + 1
    if end == after:
        return None if ambiguous else (_match(words, index, after, after, Strength.LONE), after)
    if ambiguous and words[after].shape is not Shape.UPPER:
        return None
    return _match(words, index, after, end, Strength.GIVEN), end


def _is_organisation_after(words: tuple[NameWord, ...], index: int, after: int, end: int) -> bool:
    """ "Clémence Martin EPT": the short capitals are no surname, the second first name is."""
    short = end == after + 1 and words[after].text.isupper() and len(words[after].text) <= 4
    return short and not words[after - 1].text.isupper() and words[index].folded not in _COMPOUND_OPENERS


def _is_second_given(words: tuple[NameWord, ...], index: int, *, after_surname: bool = False) -> bool:
    """A further first name, of the same writing as the one before ("Jean Marc", not "Jean MARC")."""
    word = words[index]
    is_second = after_surname or words[index - 1].folded == "thi"  # "Thi Mai Lam"
    known = is_given_name(word.text) or (is_second and is_ambiguous_given_name(word.text))
    return word.shape is words[index - 1].shape and known


def _surname_first(words: tuple[NameWord, ...], index: int) -> tuple[NameMatch, int] | None:
    """ "LE GOFF Anne-Marie", "DE LA TOUR Jean": capitals, then a known first name in ordinary writing."""
    after = index
    while after < len(words) and after - index < MAX_SURNAME_WORDS and (after == index or words[after].glued):
        word = words[after]
        if not (word.text.isupper() and word.shape in (Shape.UPPER, Shape.PARTICLE)):
            break
        after += 1
    if after == index or after == len(words) or not words[after].glued:
        return None
    last = words[after - 2] if words[after - 1].text in LAST_PARTICLES and after - index > 1 else words[after - 1]
    given = words[after]
    if last.shape is not Shape.UPPER or len(last.text) < 2 or given.shape is not Shape.CAPITALISED:
        return None
    if not is_given_name(given.text):
        return None
    opening = next(word for word in words[index:after] if word.shape is not Shape.PARTICLE)
    is_plain = words[index].shape is not Shape.PARTICLE
    if (is_plain and is_no_name(opening.text)) or is_acronym(last.text) or _surname_follows(words, after):
        return None
    end = after + 1
    while (
        end < len(words) and end - after < 3 and words[end].glued and _is_second_given(words, end, after_surname=True)
    ):
        end += 1
    return _turned(words, index, after, end), end


def _turned_capitals(words: tuple[NameWord, ...], index: int) -> tuple[NameMatch, int] | None:
    """ "LENOIR EDITH": all in capitals, only the second word a first name, nothing after it."""
    pair = words[index : index + 3]
    if len(pair) < 2 or not all(word.shape is Shape.UPPER for word in pair[:2]) or not pair[1].glued:
        return None
    if len(pair) == 3 and pair[2].glued and pair[2].shape is Shape.UPPER:
        return None
    if is_no_name(pair[0].text) or len(pair[0].text) < 4 or not is_given_name(pair[1].text):
        return None
    return _turned(words, index, index + 1, index + 2), index + 2


def _surname_follows(words: tuple[NameWord, ...], given: int) -> bool:
    """ "SIVU Jean DUPONT", "SDIS Marc Petit": the first name belongs to what comes after it."""
    end = _surname_end(words, given + 1, follows=words[given])
    return end > given + 1 and not is_given_name(words[given + 1].text)


def _after_initials(words: tuple[NameWord, ...], index: int) -> tuple[NameMatch, int] | None:
    """ "J.-C. Lenoir", "B. ROUX"."""
    end = _surname_end(words, index + 1, follows=words[index])
    if end == index + 1:
        return None
    return _match(words, index, index + 1, end, Strength.SHAPE), end


def _surname_end(words: tuple[NameWord, ...], begin: int, *, follows: NameWord) -> int:
    """The index after the surname that begins at `begin`, `begin` itself if there is none."""
    index = begin
    while index < len(words) and words[index].shape is Shape.PARTICLE and _joined(words, index, follows, begin):
        index += 1
    if index == len(words) or not _joined(words, index, follows, begin):
        return begin
    first = words[index]
    if first.shape not in (Shape.CAPITALISED, Shape.UPPER) or _cannot_begin_surname(
        first, after_particle=index > begin
    ):
        return begin
    index += 1
    while index < len(words) and index - begin < MAX_SURNAME_WORDS:
        step = _surname_continues(words, index, first)
        if not step:
            break
        index += step
    return index


def _joined(words: tuple[NameWord, ...], index: int, follows: NameWord, begin: int) -> bool:
    if follows is words[index]:
        return words[index].text[0].isupper() or words[index].folded not in ("le", "la", "les")  # "M. de Kerouel"
    if index == begin and follows.shape is Shape.INITIAL:
        return words[index].start - follows.end <= 1
    return words[index].glued


def _cannot_begin_surname(word: NameWord, *, after_particle: bool) -> bool:
    if after_particle:
        return is_role_word(word.text) or word.folded in words_of("organisations", "organisation")
    if word.shape is Shape.UPPER:
        return is_role_word(word.text) or (len(word.text) == 1 and word.text in "AÀY")
    return is_no_name(word.text) and (is_role_word(word.text) or word.folded not in _SURNAMES_TOO)


def _surname_continues(words: tuple[NameWord, ...], index: int, first: NameWord) -> int:
    """How many words from `index` on still belong to the surname: same writing, no function, no organisation."""
    word = words[index]
    if not word.glued or len(first.text) == 1:
        return 0
    if word.shape is Shape.PARTICLE:
        following = words[index + 1] if index + 1 < len(words) else None
        capital = word.text[0].isupper() and (first.shape is not Shape.UPPER or word.text.isupper())
        if capital and following and following.glued and following.shape is first.shape:
            return 0 if is_no_name(following.text) else 2
        return 1 if _ends_with_particle(word, first) else 0
    if word.shape is not first.shape or len(word.text) == 1:
        return 0
    return 0 if is_no_name(word.text) else 1


def _ends_with_particle(word: NameWord, first: NameWord) -> bool:
    """ "NGUYEN VAN", "Nguyen Van": written like the word before."""
    return word.text in LAST_PARTICLES and word.text.isupper() == (first.shape is Shape.UPPER)


def read_name(words: tuple[NameWord, ...], index: int, *, titled: bool) -> tuple[NameMatch, int] | None:
    """A name whose place is certain (after a title): full, or a surname alone."""
    full = name_from(words, index)
    if full and full[0].strength is not Strength.LONE:
        return full
    first = words[index]
    if first.shape in (Shape.CAPITALISED, Shape.UPPER) and len(first.text) > 1:
        if first.shape is Shape.CAPITALISED and is_no_name(first.text):
            return None
        end = _surname_end(words, index + 1, follows=first)
        if end > index + 1 and (first.shape is not words[end - 1].shape) and first.shape is Shape.CAPITALISED:
            return _match(words, index, index + 1, end, Strength.SHAPE), end  # "Maëva GUILLOU"
        if end > index + 1 and not (words[index + 1].text[0].islower()):
            return _match(words, index, index + 1, end, Strength.SHAPE), end
        end = index + 1
        if end < len(words) and words[end].glued and _ends_with_particle(words[end], first):
            end += 1  # "M. Nguyen Van"
        return (_match(words, index, index, end, Strength.SHAPE), end) if titled else None
    end = _surname_end(words, index, follows=first) if first.shape is Shape.PARTICLE else index
    return (_match(words, index, index, end, Strength.SHAPE), end) if end > index else None


def _match(words: tuple[NameWord, ...], begin: int, surname: int, end: int, strength: Strength) -> NameMatch:
    """Given names [begin, surname), surname [surname, end)."""
    given = " ".join(word.text for word in words[begin:surname]) or None
    family = " ".join(word.text for word in words[surname:end]).replace("' ", "'") or None
    return NameMatch(words[begin].start, words[end - 1].end, given, family, strength)


def _turned(words: tuple[NameWord, ...], begin: int, given: int, end: int) -> NameMatch:
    """Surname [begin, given), given names [given, end)."""
    family = " ".join(word.text for word in words[begin:given]).replace("' ", "'")
    first = " ".join(word.text for word in words[given:end])
    return NameMatch(words[begin].start, words[end - 1].end, first, family, Strength.GIVEN)
