"""Which mentions are one person's, within one document.

Signals in order of authority: the lists of attendees; full names; parts of names (surname after a title, first name,
initials) that fit one person only; misspelt names with one clear winner. Never: links a form that fits two persons.
"""

from dataclasses import dataclass, field
from functools import lru_cache

from extractors.grammar.name_likeness import Likeness, compare, key_of
from extractors.grammar.name_words import is_given_name
from extractors.grammar.names import normalise_name
from extractors.people.mentions import Mention
from models.folding import fold


@dataclass
class Bearer:
    """One person while mentions are gathered."""

    name: str
    is_listed: bool
    mentions: list[Mention] = field(default_factory=list)
    """Grows, never shrinks."""
    _forms: set[str] = field(default_factory=set)
    _read: int = 0

    def forms(self) -> tuple[str, ...]:
        """Distinct surface forms in order of appearance; case differences alone make no new form."""
        first: dict[str, str] = {}
        for mention in sorted(self.mentions, key=lambda mention: mention.start):
            first.setdefault(_same_form(mention.form), mention.form)
        return tuple(first.values())

    @property
    def sex(self) -> str | None:
        """What the titles before the name say, None if nothing or both."""
        found = {mention.sex for mention in self.mentions} - {None}
        return found.pop() if len(found) == 1 else None

    def likeness(self, name: str) -> Likeness:
        """How well a name fits this person: by the fullest name, or by a form already linked."""
        best = compare(name, self.name)
        if (
            best is Likeness.PART
            and self.is_listed
            and " " in name
            and " " not in self.name
            and is_given_name(self.name)
        ):
            return Likeness.WEAK  # a list of first names: "Luc Aubry" may be someone else's full name
        if best in (Likeness.DIFFERENT, Likeness.WEAK) and _same_form(name) in self._known_forms():
            return Likeness.SAME
        return best

    def _known_forms(self) -> set[str]:
        """The forms of all mentions so far; each mention is looked at once."""
        for mention in self.mentions[self._read :]:
            self._forms.add(_same_form(mention.form))
        self._read = len(self.mentions)
        return self._forms


@lru_cache(maxsize=8192)
def _same_form(form: str) -> str:
    return " ".join(fold(form.replace("’", "'")).replace("-", " ").split())


class Registry:
    """The persons of a document, in order of discovery."""

    def __init__(self) -> None:
        self.bearers: list[Bearer] = []
        self.ambiguous: list[Mention] = []

    def list_person(self, name: str, mentions: list[Mention]) -> None:
        """A person of the lists: never merged with another of the lists."""
        self.bearers.append(Bearer(name, True, mentions))

    def best(self, name: str) -> tuple[Likeness, list[Bearer]]:
        """The best likeness of a name and all persons who have it."""
        scored = [(bearer.likeness(name), bearer) for bearer in self.bearers]
        top = max((likeness for likeness, _ in scored), default=Likeness.DIFFERENT)
        return top, [bearer for likeness, bearer in scored if likeness is top]

    def link(self, mention: Mention) -> None:
        """Link a sure mention to the one person whom it fits, or make a new one of it."""
        name = normalise_name(mention.passage.cased)
        likeness, fitting = self.best(name)
        if likeness is Likeness.DIFFERENT or not fitting:
            self.bearers.append(Bearer(name, False, [mention]))
        elif len(fitting := _narrowed(fitting, name, mention, likeness)) > 1:
            self._leave_open(name, mention, likeness, fitting)
        elif likeness is Likeness.WEAK:
            self.ambiguous.append(mention)
            self.bearers.append(Bearer(name, False, [mention]))
        else:
            self._join(fitting[0], name, mention)

    def _join(self, bearer: Bearer, name: str, mention: Mention) -> None:
        bearer.mentions.append(mention)
        if not bearer.is_listed and len(name.split()) > len(bearer.name.split()):
            bearer.name = name  # "Aubry" was met first, then "Anne Aubry"

    def _leave_open(self, name: str, mention: Mention, likeness: Likeness, fitting: list[Bearer]) -> None:
        """A form that fits several: homonyms of one spelling keep it, otherwise it stays by itself and is told."""
        if likeness is Likeness.SAME:
            fitting[0].mentions.append(mention)
            return
        self.ambiguous.append(mention)
        self.bearers.append(Bearer(name, False, [mention]))


def _narrowed(fitting: list[Bearer], name: str, mention: Mention, likeness: Likeness) -> list[Bearer]:
    """Those of several whom a part of a name fits best: of the title's sex, of just that surname, on the list."""
    if likeness is not Likeness.PART or len(fitting) < 2:
        return fitting
    key = key_of(name)
    same_sex = [b for b in fitting if mention.sex is None or b.sex in (mention.sex, None)] or fitting
    same_surname = [b for b in same_sex if key.given or key_of(b.name).surname == key.surname] or same_sex
    return [b for b in same_surname if b.is_listed] or same_surname
