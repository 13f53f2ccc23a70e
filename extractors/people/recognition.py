"""Names that no rule knows: the language model is asked about sentences with capitals that rules left open.

Never: runs on a sentence without such capitals, or takes one word for a name on the model's word alone.
"""

import re
from collections.abc import Collection, Sequence

from extractors.grammar.name_words import Shape, is_no_name
from extractors.grammar.sentences import split_sentences
from extractors.language import analyse
from extractors.people.mentions import Mention, Run

_ROMAN_RE = re.compile(r"[IVX]+")
_NO_NAME = frozenset({"ADJ", "ADV", "AUX", "PRON", "VERB"})
"""Parts of speech that a name does not hold ("Jeunes Chercheurs", "Rejoignez Anne")."""
MAX_SENTENCE = 600
"""Characters of a sentence that the model is asked about; longer ones are lists run together."""


def recognise(open_runs: Sequence[Run], known: Collection[int]) -> list[Mention]:
    """Mentions among the open runs that the model calls persons.

    Args:
        known: offsets of the document where names already linked stand; one word is taken only beside one of them
            ("Anne Roux et Zébulon").
    """
    asked: dict[tuple[int, int, int], list[Run]] = {}
    for run in open_runs:
        if not _may_be_name(run) or (len(run.words) == 1 and not _is_coordinated(run, known)):
            continue
        start, end = _sentence_of(run)
        if end - start <= MAX_SENTENCE:
            asked.setdefault((id(run.text), start, end), []).append(run)
    sentences = [runs[0].text.cased[key[1] : key[2]] for key, runs in asked.items()]
    found: list[Mention] = []
    for (key, runs), doc in zip(asked.items(), analyse(sentences), strict=True):
        people = [e for e in doc.ents if e.label_ == "PER" and not any(t.pos_ in _NO_NAME for t in e)]
        persons = [(e.start_char + key[1], e.end_char + key[1]) for e in people]
        found += [mention for run in runs if (mention := _agreed(run, persons)) is not None]
    return found


def _may_be_name(run: Run) -> bool:
    """Two to four words, none of them a function, an organisation, an acronym."""
    words = [word for word in run.words if word.shape is not Shape.PARTICLE]
    if not 1 <= len(words) <= 4 or words[0].shape is not Shape.CAPITALISED:
        return False
    if words[-1].shape is Shape.CAPITALISED and any(word.shape is Shape.UPPER for word in words):
        return False  # "Fête ISTI Campus"; in names only the surname is in capitals
    if any(word.folded in ("saint", "sainte", "st", "ste") for word in run.words):
        return False  # a place
    return not any(is_no_name(word.text) or len(word.text) < 2 or _ROMAN_RE.fullmatch(word.text) for word in words)


def _is_coordinated(run: Run, known: Collection[int]) -> bool:
    """ "Anne Roux et Zébulon": a name already linked stands on the other side of "et"."""
    text, start, end = run.text.cased, run.words[0].start, run.words[-1].end
    starts, base = run.text.view.starts, run.text.start
    if text[:start].endswith(" et ") and start >= 5 and starts[base + start - 5] in known:
        return True
    return text[end:].startswith(" et ") and base + end + 4 < len(starts) and starts[base + end + 4] in known


def _sentence_of(run: Run) -> tuple[int, int]:
    where = run.words[0].start
    ranges = split_sentences(run.text.cased)
    return next(((s, e) for s, e in ranges if s <= where < e), (0, len(run.text.cased)))


def _agreed(run: Run, persons: Sequence[tuple[int, int]]) -> Mention | None:
    """The run as a mention where the model's person has the same words."""
    start, end = run.words[0].start, run.words[-1].end
    if not any(s <= start and end <= e and e - s <= end - start + 6 for s, e in persons):
        return None
    return Mention(run.text.part(start, end))
