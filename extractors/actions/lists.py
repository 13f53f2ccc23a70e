"""Actions in lists: items of a section of actions, schedules whose lead line is the deadline, tasks shared out by name.

Takes:   "Actions à mener" above bullets · "Avant le 20 mai :" above bullets · "Répartition des tâches" above "Léa :
         maquette" · a bullet that begins with the infinitive of a verb of work and has an owner or a
         deadline ("Relancer le traiteur (Léa)"), or stands under a charge ("Il reste à :")
Refuses: bullets under "Objectifs", "Missions", "Ordre du jour" · "Néant", "RAS" · a bullet that is a heading
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from extractors.actions.owners import Roster, named_in
from extractors.actions.sentences import is_bare_task, see_action
from extractors.actions.sighting import Sighting
from extractors.grammar.dates import DateKind, DateMatch, find_dates
from extractors.grammar.verbs import task_verbs
from extractors.reading import Passage, Reading
from models.outline import Block, BlockKind, SectionRole

_NOTHING_RE = re.compile(r"^(?:neant|ras|aucune?|rien|sans objet|pas d'action|-)\W*$")
_SHARED_OUT_RE = re.compile(
    r"\b(?:repartition|attribution|partage|distribution)\b.*\b(?:taches|roles|travail|travaux|actions)\b"
    r"|qui fait quoi|todo|to do"
)
_STATEMENT_RE = re.compile(
    r"\b(?:est|sont|a ete|ont ete|etait|etaient|permet|permettent|reste|restent|peut|peuvent|doit|doivent|existe|il y a"
    r"|semble|represente|constitue|faut)\b"
)
"""Verbs of statements, folded: "le budget est serré" under "Suites" charges nobody."""
_CHARGE_RE = re.compile(
    r"\b(?:il (?:faut|faudra|reste a|est convenu|a ete convenu|est decide|a ete decide)|reste a faire|a faire|a prevoir"
    r"|doit|doivent|devra|devront|se charge(?:nt|ra)?|s'engage(?:nt)?|est chargee?|va|vont|suites?|prochaines? etapes?"
    r"|todo|taches|actions)\b[^.;]*:?\s*$"
)
"""Lead lines that make tasks of the infinitives below: "Il reste à :", "Le bureau va :". Folded."""
_NO_TASKS_RE = re.compile(
    r"\b(?:objectifs?|missions?|objet|principes?|enjeux|fonctions|competences|contexte|ordre du jour|ont pour|permet"
    r"|visent?|consistent?|peuvent|peut|propositions?|idees?|pistes?)\b"
)
# Takes "Fin de la réunion à 22 h 15. Secrétaire : Jo Petit", "Séance levée à 20 h", "La secrétaire de séance : Léa";
# refuses "Fin de la saison : Jo range", "Secrétaire : relancer la mairie (Jo)" is left to the other rules. Folded text.
_CLOSING_RE = re.compile(
    r"(?:fin de (?:la )?(?:reunion|seance)|(?:la )?(?:reunion|seance) (?:est )?(?:levee|close|terminee)"
    r"|(?:la |le )?secretaire de seance\s*:)"
)


@dataclass(frozen=True, slots=True)
class Listed:
    """An action of a list: its passage, how it was seen, and the deadline of its lead line (passage and match)."""

    passage: Passage
    sighting: Sighting
    lead: tuple[Passage, DateMatch] | None = None


def listed_actions(reading: Reading, reference: date | None, roster: Roster) -> Iterator[Listed]:
    """Actions told by their place in a list, in document order."""
    lead: tuple[Passage, DateMatch] | None = None
    before: Block | None = None
    for block in reading.blocks:
        passage = reading.block(block)
        if block.kind is not BlockKind.ITEM:
            lead = _deadline_lead(passage, reference)
            before = block
        found = _see(reading, block, passage, lead, before, roster)
        if found:
            yield Listed(passage, found, lead if block.kind is BlockKind.ITEM else None)


def _see(
    reading: Reading,
    block: Block,
    passage: Passage,
    lead: tuple[Passage, DateMatch] | None,
    before: Block | None,
    roster: Roster,
) -> Sighting | None:
    section = reading.outline.section_of(block)
    role = section.role if section else None
    folded = passage.folded.strip()
    if block.kind in (BlockKind.HEADING, BlockKind.ROW) or len(folded) < 6 or _NOTHING_RE.match(folded):
        return None
    if _CLOSING_RE.match(folded):
        return None
    if role in (SectionRole.AGENDA, SectionRole.ATTENDANCE, SectionRole.ANNEX) or folded.endswith("?"):
        return None
    if lead and block.kind is BlockKind.ITEM:
        return Sighting("actions.schedule", 0.7, named_in(passage, roster))
    heading = reading.block(section.heading).folded if section and section.heading else ""
    if role is SectionRole.ACTIONS and not folded.endswith(":") and _is_task_like(block, passage, roster):
        told = see_action(passage, roster)
        return Sighting("actions.section", 0.75, named_in(passage, roster) or (told.owners if told else ()))
    introduced = heading if before is None or before.kind is BlockKind.HEADING else reading.block(before).folded
    if (_SHARED_OUT_RE.search(heading) or _SHARED_OUT_RE.search(introduced)) and named_in(passage, roster):
        return Sighting("actions.shared_out", 0.65, named_in(passage, roster))
    starts = task_verbs().infinitive.match(folded.removeprefix("a "))
    if block.kind is BlockKind.ITEM and starts and not _NO_TASKS_RE.search(introduced):
        match = task_verbs().infinitive.search(passage.folded)
        if match and is_bare_task(passage, match):
            charged = _CHARGE_RE.search(introduced) is not None
            return Sighting("actions.infinitive", 0.6 if charged else 0.45, named_in(passage, roster))
    return None


def _is_task_like(block: Block, passage: Passage, roster: Roster) -> bool:
    """In a section of actions: an item that states no mere fact, or a short line with an infinitive or an owner."""
    if task_verbs().infinitive.match(passage.folded) or named_in(passage, roster):
        return block.kind is BlockKind.ITEM or len(passage.cased) < 200
    if block.kind is not BlockKind.ITEM:
        return False
    return see_action(passage, roster) is not None or not _STATEMENT_RE.search(passage.folded)


def _deadline_lead(passage: Passage, reference: date | None) -> tuple[Passage, DateMatch] | None:
    """ "Avant le 20 mai :", "Pour fin juin" alone on its line: the deadline of the items below."""
    text = passage.cased.strip()
    if len(text) > 60 or reference is None:
        return None
    for match in find_dates(passage.cased, reference=reference):
        rest = (passage.cased[: match.start] + passage.cased[match.end :]).strip(" :.-,")
        later = match.range.end is not None and match.range.end >= reference
        if len(rest) <= 8 and later and (text.endswith(":") or match.kind is DateKind.DEADLINE):
            return passage, match
    return None
