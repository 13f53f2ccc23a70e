"""Status of an action: where the document says that it is done or under way, and the words that say so.

Takes:   a status cell "Fait", "En cours" · "Relancer le traiteur : fait" · "Commande des chaises (fait)"
Refuses: "fait l'objet d'un devis", "reste à faire", "en cours d'année"
"""

from extractors.lexicons import Cue, load_lexicon
from extractors.reading import Passage
from models.vocabulary import ActionStatus


def find_status(passages: list[Passage]) -> tuple[ActionStatus, Passage | None]:
    """The status that the first of the passages states and its words; open, and no words, where none does."""
    lexicon = load_lexicon("actions")
    for passage in passages:
        cue = lexicon["in_progress"].search(passage.folded)
        if cue:
            return ActionStatus.IN_PROGRESS, passage.part(cue.start, cue.end)
        if lexicon["done"].matches(passage.folded.strip(" .()")):
            return ActionStatus.DONE, passage
        cue = _done_at_end(passage)
        if cue:
            return ActionStatus.DONE, passage.part(cue.start, cue.end)
    return ActionStatus.OPEN, None


def _done_at_end(passage: Passage) -> Cue | None:
    """ "Relancer le traiteur : fait", "Commande des chaises (fait)" """
    cues = load_lexicon("actions")["done"].find(passage.folded)
    if not cues or cues[-1].start == 0 or cues[-1].end < len(passage.folded.rstrip(" .)!")):
        return None
    return cues[-1] if passage.folded[: cues[-1].start].rstrip()[-1:] in "(:-=>" else None
