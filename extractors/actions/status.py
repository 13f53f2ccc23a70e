"""Status of an action: where the document says that it is done or under way, and the words that say so.

Takes:   a status cell "Fait", "En cours", "11/10 FAIT", "Fait (parti hier)" ·
         "Relancer le traiteur : fait" · "Commande des chaises (fait)"
Refuses: "fait l'objet d'un devis", "reste à faire", "en cours d'année"
"""

import re

from extractors.lexicons import Cue, load_lexicon
from extractors.reading import Passage
from models.vocabulary import ActionStatus

_SPELT = frozenset("relance relancee lance lancee engage engagee commence demarre demarree entame".split())
"""Participles that folding makes like the present: "relancé" tells a state, "Lise relance" does not."""
_PART_OF_RE = re.compile(r" (?:l'objet|partie|suite|attention|face)")


def status_of_cells(cells: list[Passage]) -> tuple[ActionStatus, Passage | None]:
    """The status that the cells of a row state: "Fait, courrier parti", "11/10 FAIT", "pas commencé" (open)."""
    for cell in cells:
        words = _done_in_cell(cell)
        if words and not re.search(r"\ba [a-z]+(?:er|ir|re)\b|\bpas\b|\bnon\b|reste", cell.folded):
            return ActionStatus.DONE, words
    return find_status(cells)


def _done_in_cell(cell: Passage) -> Passage | None:
    """A word of doing at the start or the end of a cell."""
    text = cell.folded.rstrip(" .)!")
    for match in load_lexicon("actions")["done"].pattern.finditer(text):
        before = text[: match.start()].strip(" (-:")
        if (not before and not _PART_OF_RE.match(text, match.end())) or match.end() == len(text):
            return cell.part(match.start(), match.end())
    return None


def find_status(passages: list[Passage]) -> tuple[ActionStatus, Passage | None]:
    """The status that the first of the passages states and its words; open, and no words, where none does."""
    lexicon = load_lexicon("actions")
    for passage in passages:
        cue = next((cue for cue in lexicon["in_progress"].find(passage.folded) if _is_state(passage, cue)), None)
        if cue:
            return ActionStatus.IN_PROGRESS, passage.part(cue.start, cue.end)
        if lexicon["done"].matches(passage.folded.strip(" .()")):
            return ActionStatus.DONE, passage
        cue = _done_at_end(passage) or _done_after_mark(passage)
        if cue:
            return ActionStatus.DONE, passage.part(cue.start, cue.end)
    return ActionStatus.OPEN, None


def _is_state(passage: Passage, cue: Cue) -> bool:
    word = passage.folded[cue.start : cue.end]
    return word not in _SPELT or "é" in passage.cased[cue.start : cue.end].lower()


def _done_at_end(passage: Passage) -> Cue | None:
    """ "Relancer le traiteur : fait", "Commande des chaises (fait)" """
    cues = load_lexicon("actions")["done"].find(passage.folded)
    if not cues or cues[-1].start == 0 or cues[-1].end < len(passage.folded.rstrip(" .)!")):
        return None
    return cues[-1] if passage.folded[: cues[-1].start].rstrip()[-1:] in "(:-=>" else None


def _done_after_mark(passage: Passage) -> Cue | None:
    """ "Profil en travers : fait, plans reçus", "Prévenir les testeurs – fait pendant la réunion" """
    for cue in load_lexicon("actions")["done"].find(passage.folded):
        before = passage.folded[: cue.start].rstrip()
        rest = passage.folded[cue.end :]
        if before[-1:] in (":", "-", "(", "→", ">") and re.match(r"\s*(?:[,.;)]|pendant|en seance|hier|ce jour)", rest):
            return cue
    return None
