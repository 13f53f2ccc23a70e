"""Names that no rule knows: the language model is asked about sentences with capitals that rules left open.

Never: runs on a sentence without such capitals, or takes one word for a name on the model's word alone.
"""

from collections.abc import Sequence

from extractors.grammar.name_words import Shape, is_acronym, is_no_name
from extractors.grammar.sentences import split_sentences
from extractors.language import analyse
from extractors.people.mentions import Mention, Run

MAX_SENTENCE = 600
"""Characters of a sentence that the model is asked about; longer ones are lists run together."""


def recognise(open_runs: Sequence[Run]) -> list[Mention]:
    """Mentions among the open runs that the model calls persons."""
    asked: dict[tuple[int, int, int], list[Run]] = {}
    for run in open_runs:
        if not _may_be_name(run):
            continue
        start, end = _sentence_of(run)
        if end - start <= MAX_SENTENCE:
            asked.setdefault((id(run.text), start, end), []).append(run)
    sentences = [runs[0].text.cased[key[1] : key[2]] for key, runs in asked.items()]
    found: list[Mention] = []
    for (key, runs), doc in zip(asked.items(), analyse(sentences), strict=True):
        persons = [(e.start_char + key[1], e.end_char + key[1]) for e in doc.ents if e.label_ == "PER"]
        found += [mention for run in runs if (mention := _agreed(run, persons)) is not None]
    return found


def _may_be_name(run: Run) -> bool:
    """Two to four words, none of them a function, an organisation, an acronym."""
    words = [word for word in run.words if word.shape is not Shape.PARTICLE]
    return 2 <= len(words) <= 4 and not any(is_no_name(w.text) or is_acronym(w.text) or len(w.text) < 2 for w in words)


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
