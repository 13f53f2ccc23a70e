"""Given names and surname of a whole name, whichever came first: by the writing, then by known first names."""

from collections.abc import Sequence

from extractors.grammar.name_words import NameWord, Shape, is_acronym, is_given_name

LAST_PARTICLES = frozenset({"VAN", "Van"})
"""Particles that end a surname as well ("NGUYEN VAN Hoa")."""

_FIRST_PARTICLES = frozenset({"Le", "La", "El", "Ben", "Du", "de", "du", "d'", "D'"})
"""Particles that a surname begins with, were the word after it a first name as well ("Mme Le Marie")."""


def split_name(words: Sequence[NameWord]) -> tuple[tuple[NameWord, ...], tuple[NameWord, ...]]:
    """The given and the surname words of a whole name, whichever came first; a lone word is a given name if known."""
    kept = tuple(word for word in words if word.shape is not Shape.OTHER or word.text[:1].isupper()) or tuple(words)
    if len(kept) == 1:
        return (kept, ()) if is_given_name(kept[0].text) else ((), kept)
    upper = [word.shape is Shape.UPPER and len(word.text) > 2 for word in kept]  # "JC Aubry": initials
    if any(upper) and not all(upper):
        return _split_by_case(kept, upper)
    return _split_by_lexicon(kept)


def _split_by_case(words: tuple[NameWord, ...], upper: list[bool]) -> tuple[tuple[NameWord, ...], tuple[NameWord, ...]]:
    """Capitals are the surname, with the particles before them."""
    first, last = upper.index(True), len(upper) - 1 - upper[::-1].index(True)
    while first > 0 and words[first - 1].shape is Shape.PARTICLE:
        first -= 1
    while last + 1 < len(words) and words[last + 1].text in LAST_PARTICLES:
        last += 1
    before, after = words[:first], words[last + 1 :]
    return (*before, *after), words[first : last + 1]


def _split_by_lexicon(words: tuple[NameWord, ...]) -> tuple[tuple[NameWord, ...], tuple[NameWord, ...]]:
    """By known first names: they lead, unless only the last word is one ("Lenoir Maëlle")."""
    if words[0].shape is Shape.INITIAL or (len(words[0].text) == 2 and is_acronym(words[0].text)):
        return words[:1], words[1:]
    known = [is_given_name(word.text) for word in words]
    if len(words) == 2 and words[1].text in LAST_PARTICLES and not known[0]:
        return (), words  # "Nguyen Van"
    if words[0].shape is Shape.PARTICLE and (not known[-1] or (len(words) == 2 and words[0].text in _FIRST_PARTICLES)):
        return (), words  # "Le Goff", "de Kerouel"
    if (known[-1] and not known[0]) or words[0].shape is Shape.PARTICLE:
        return words[-1:], words[:-1]
    count = 1
    while count < len(words) - 1 and known[count]:
        count += 1
    return words[:count], words[count:]
