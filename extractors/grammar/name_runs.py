"""Runs of capitalised words that a list makes a name: "Maëva GUILLOU", "ROUX J.", a lone "Anna". For lists only."""

from extractors.grammar.name_reading import MAX_SURNAME_WORDS, NameMatch, Strength
from extractors.grammar.name_splitting import split_name
from extractors.grammar.name_words import (
    NameWord,
    Shape,
    is_acronym,
    is_ambiguous_given_name,
    is_given_name,
    is_no_name,
)
from models.folding import fold


def capital_run(words: tuple[NameWord, ...], begin: int) -> NameMatch | None:
    """A run of capitalised words at the start of a list entry."""
    if (turned := _surname_and_initial(words, begin)) is not None:
        return turned
    end = begin
    while end < len(words) and end - begin < MAX_SURNAME_WORDS and (end == begin or words[end].glued):
        word = words[end]
        if word.shape is Shape.OTHER or (end > begin and _ends_lenient(words, begin, end)):
            break
        end += 1
    while end > begin and words[end - 1].shape is Shape.PARTICLE:
        end -= 1
    if end == begin or (words[begin].shape is Shape.INITIAL and end - begin == 1) or _refused_start(words[begin]):
        return None
    run = words[begin:end]
    if len(run) == 1:
        return None if is_acronym(run[0].text) else _lone(run[0])
    given, surname = split_name(run)
    strength = Strength.SHAPE if run[0].shape is not run[-1].shape else Strength.LONE
    first, family = (" ".join(word.text for word in part) or None for part in (given, surname))
    return NameMatch(run[0].start, run[-1].end, first, family, strength)


def _surname_and_initial(words: tuple[NameWord, ...], begin: int) -> NameMatch | None:
    """ "ROUX J." """
    pair = words[begin : begin + 2]
    if len(pair) < 2 or not pair[1].glued or len(pair[1].text) > 1 or not pair[1].text.isupper():
        return None
    if pair[0].shape is not Shape.UPPER or len(pair[0].text) < 3 or is_no_name(pair[0].text):
        return None
    return NameMatch(pair[0].start, pair[1].end, pair[1].text, pair[0].text, Strength.SHAPE)


def _ends_lenient(words: tuple[NameWord, ...], begin: int, end: int) -> bool:
    """Where a run ends: at a function, an organisation, or where the writing changes for a second time."""
    word = words[end]
    if word.shape is Shape.PARTICLE:
        return not (
            end + 1 < len(words)
            and words[end + 1].glued
            and words[end + 1].text[0].isupper()
            and not is_no_name(words[end + 1].text)
        )
    if is_no_name(word.text) or (len(word.text) == 1 and end - begin > 1):
        return True
    shapes = [w.shape for w in words[begin:end] if w.shape is not Shape.PARTICLE]
    if end == begin + 1 and shapes == [Shape.UPPER] and word.shape is Shape.UPPER and len(word.text) <= 4:
        return not is_given_name(word.text)
    changed = any(shape is not shapes[0] for shape in shapes)
    return changed and word.shape is not shapes[-1]


def _refused_start(word: NameWord) -> bool:
    if word.shape is Shape.PARTICLE:
        return not word.text.isupper() or fold(word.text) in ("la", "le", "les", "des", "du", "de", "al")
    return is_no_name(word.text)


def _lone(word: NameWord) -> NameMatch | None:
    if len(word.text) < 2 or word.shape not in (Shape.CAPITALISED, Shape.UPPER):
        return None
    given = is_given_name(word.text) or is_ambiguous_given_name(word.text)
    return NameMatch(word.start, word.end, word.text if given else None, None if given else word.text, Strength.LONE)
