"""Forms of the verbs of work, derived from their infinitives: what a minute writes for "somebody will do this".

Takes:   "transmettra", "enverront", "je ferai" (future) · "va préparer", "vont être revus" (near future) ·
         "sera diffusé", "seront mises à jour" (passive) · "doit relancer", "il faut réserver" (duty)
         "envoie", "mettent", "je finis" (present) · any future at all ("téléphonera", "ira voir") for persons
Refuses: "transmettrait" (conditional) · "aura lieu", "se tiendra" (an event, no work) · "permettra" (an effect)

All patterns are for folded text.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TypedDict, cast

from models.folding import fold

_FUTURE_ENDINGS_SRC = r"(?:ai|a|as|ons|ez|ont)"
_ADVERBS = (
    "donc ensuite egalement aussi prochainement rapidement bientot ainsi toutefois alors desormais tous toutes tres "
    "bien largement notamment encore deja juste directement ulterieurement plus systematiquement regulierement "
    "immediatement officiellement finalement"
).split()
_PHRASES = ["par ailleurs", "de nouveau", "a nouveau", "tous deux", "en outre", "au prealable", "d'abord"]
_ADVERB_SRC = rf"(?:\s+(?:{'|'.join([*_PHRASES, 'dans un premier temps', *_ADVERBS])}))?"
_CHARGES = (
    "doit doivent devra devront faut faudra",
    "reste a|restent a|charge de|chargee de|charges de|chargees de|s'engage a|s'engagent a|demande de|demande a",
    "invites? a|invitees? a|pense a|penser a|s'occupe de|s'occupera de|s'occuperont de|convenu de|prevu de|veillera a",
    "accepte d'|a promis de|a promis d'|ont promis de|ont promis d'|veut bien|veulent bien|a accepte de|a accepte d'",
    "ont accepte de|s'est engagee? a|se sont engagee?s a|est d'accord pour|est partante? pour",
    "sont d'accord pour|est pret a|est prete a|est volontaire pour|a pour consigne de|a la charge de|aura la charge de",
    "accepte de|se propose de|se proposent de|tache de|merci de",
)
_CHARGE_SRC = "|".join((_CHARGES[0].replace(" ", "|"), *_CHARGES[1:]))
_PASSIVE_SRC = "sera|seront|devra etre|devront etre|doit etre|doivent etre|est a|sont a|reste a|restent a"


@dataclass(frozen=True, slots=True)
class TaskVerbs:
    """Compiled forms of the verbs of work, for folded text."""

    future: re.Pattern[str]
    near_future: re.Pattern[str]
    passive: re.Pattern[str]
    duty: re.Pattern[str]
    infinitive: re.Pattern[str]
    present: re.Pattern[str]
    """Its groups tell how much the present of the verb says: `sure`, `supported`, `dated` (see tasks.toml)."""
    any_future: re.Pattern[str]
    """The future of every verb but those of being and happening: work only where a person is its subject."""


@cache
def task_verbs() -> TaskVerbs:
    """The forms of all verbs of `lexicons/tasks.toml`.

    Raises:
        LexiconError: never here; a missing key of the file raises KeyError, which a test of the lexicon catches.
    """
    raw = tomllib.loads((resources.files("extractors.lexicons") / "tasks.toml").read_text("utf-8"))
    data = cast("_Words", raw)
    verbs = sorted(data["infinitives"], key=len, reverse=True)
    infinitive = "|".join(_words(fold(verb)) for verb in verbs)
    undergone = frozenset(data["no_charge"])
    future = "|".join(_future_stem(verb, data["irregular_future"]) for verb in verbs if verb not in undergone)
    no_charge = "|".join(sorted((_future_stem(verb, data["irregular_future"]) for verb in data["no_charge"]), key=len))
    participle = "|".join(_participle(verb, data["irregular_participle"]) for verb in verbs)
    object_src = r"(?:(?:venir|essayer de|tenter de|tout de meme|continuer a)\s+)?"
    object_src += r"(?:(?:le|la|les|lui|leur|y|en|me|nous|vous|se|s'|l'|m'|d'abord)\s*)?"
    return TaskVerbs(
        future=re.compile(rf"(?<![\w'-])(?:s'|l')?(?P<stem>{future}){_FUTURE_ENDINGS_SRC}\b"),
        near_future=re.compile(
            rf"\b(?:va|vont|vais|allons)\b{_ADVERB_SRC}\s+{object_src}"
            rf"(?:(?P<verb>{infinitive})|etre\s+(?P<done>{participle}))\b"
        ),
        passive=re.compile(
            rf"\b(?P<aux>{_PASSIVE_SRC}){_ADVERB_SRC}\s+(?:(?P<done>{participle})|(?<=a )(?P<verb>{infinitive}))\b"
        ),
        duty=re.compile(rf"\b(?:{_CHARGE_SRC}){_ADVERB_SRC}(?:\s+|(?<=')){object_src}(?P<verb>{infinitive})\b"),
        infinitive=re.compile(rf"{object_src}(?P<verb>{infinitive})\b"),
        present=_present_pattern(data),
        any_future=re.compile(
            rf"(?<![\w'-])(?:[slm]')?(?!(?:{no_charge}|{_NO_VERB_SRC})(?:a|ont|ai)\b)"
            rf"[a-z]+r(?:a|ont|ai)\b"
        ),
    )


_NO_VERB_SRC = "oper|camer|par|ultr|extr|infr|supr|contr|intr|fr|vr|tr|sierr|ner|nitr|sahar"
"""Stems of words that only look like a future ("opéra", "front", "vrai", "contra")."""


class _Words(TypedDict):
    """The keys of `tasks.toml`."""

    infinitives: list[str]
    with_persons: list[str]
    told_in_present: list[str]
    supported_in_present: list[str]
    dated_in_present: list[str]
    no_charge: list[str]
    irregular_future: dict[str, str]
    irregular_participle: dict[str, str]
    irregular_present: dict[str, list[str]]


def _present_pattern(data: _Words) -> re.Pattern[str]:
    """The present of the verbs of work, in groups by how much it says."""
    supported, dated = frozenset(data["supported_in_present"]), frozenset(data["dated_in_present"])
    never = frozenset(data["told_in_present"])
    groups: dict[str, list[str]] = {"sure": [], "supported": [], "dated": []}
    verbs = {*data["infinitives"], *data["with_persons"], *supported, *dated} - never
    for verb in sorted(verbs, key=lambda word: (-len(word), word)):
        name = "supported" if verb in supported else "dated" if verb in dated else "sure"
        groups[name].append(_present(verb, data["irregular_present"]))
    source = "|".join(f"(?P<{name}>{'|'.join(forms)})" for name, forms in groups.items())
    return re.compile(rf"(?<![\w'-])(?:[slm]'|[ls]'en |[ls]'y )?(?:{source})(?![\w'-])")


def _words(folded: str) -> str:
    return re.escape(folded).replace(r"\ ", r"\s+")


def _future_stem(verb: str, irregular: dict[str, str]) -> str:
    """The stem that takes -ai, -as, -a, -ons, -ez, -ont: the infinitive, without the -e of -re."""
    stem = fold(irregular.get(verb) or verb).removeprefix("se ").removeprefix("s'")
    if verb in irregular:
        return stem
    if stem.endswith("yer"):
        return stem[:-3] + "[iy]er"
    return stem[:-1] if stem.endswith("re") else stem


def _present(verb: str, irregular: dict[str, list[str]]) -> str:
    """The third persons of the present, and the first where it differs: "envoie", "envoient", "finis"."""
    stem = fold(verb).removeprefix("se ").removeprefix("s'")
    if verb in irregular:
        return "|".join(fold(form) for form in irregular[verb])
    if stem.endswith("yer"):
        return rf"{stem[:-3]}[iy]e(?:nt)?"
    if stem.endswith("er"):
        return rf"{stem[:-2]}e(?:nt)?"
    return rf"{stem[:-1]}(?:t|s|ssent)" if stem.endswith("ir") else rf"{stem[:-2]}(?:t|s|ent)?"


def _participle(verb: str, irregular: dict[str, str]) -> str:
    """The past participle in all its agreements."""
    stem = fold(irregular.get(verb) or verb).removeprefix("se ").removeprefix("s'")
    if verb not in irregular:
        stem = stem[:-2] + {"er": "e", "ir": "i", "re": "u"}[stem[-2:]]
    return rf"{stem}(?:e|s|es)?"
