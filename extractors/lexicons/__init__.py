"""Word lists that a clerk can read and correct, one TOML file per kind of fact, and the one place that loads them.

Each entry of a file is a table:

    [unanimous]
    forms   = ["à l'unanimité", "unanimement"]      # what the words look like; case and accents do not matter
    pseudo  = ["n'a pas recueilli l'unanimité"]     # looks like it and is not: wins over the forms
    example = "Adopté à l'unanimité."               # invented; the entry must fire on it

A form may hold `*` at a word's end for any ending ("approuv*"), and `…` for up to six words between.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from models.errors import LexiconError
from models.folding import fold

GAP_WORDS = 6
"""How many words `…` may stand for."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One place where an entry of a lexicon fires: [start, end) in the folded text."""

    entry: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its words, the compiled patterns (longest form first), its example."""

    name: str
    forms: tuple[str, ...]
    pseudo: tuple[str, ...]
    example: str
    pattern: re.Pattern[str]
    pseudo_pattern: re.Pattern[str] | None

    def find(self, folded: str) -> tuple[Cue, ...]:
        """Where the entry fires in a folded text; matches that a pseudo form covers are left out."""
        refused = [m.span() for m in self.pseudo_pattern.finditer(folded)] if self.pseudo_pattern else []
        return tuple(
            Cue(self.name, m.start(), m.end())
            for m in self.pattern.finditer(folded)
            if not any(start < m.end() and m.start() < end for start, end in refused)
        )

    def search(self, folded: str) -> Cue | None:
        """The first place where the entry fires, None if nowhere."""
        found = self.find(folded)
        return found[0] if found else None

    def matches(self, folded: str) -> bool:
        """True if the whole folded text, punctuation at its ends left out, is one of the forms."""
        return bool(self.pattern.fullmatch(folded.strip(" .:;,-!?()[]\"'*_")))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries of one file, in the file's order."""

    name: str
    entries: dict[str, Entry]

    def __getitem__(self, name: str) -> Entry:
        return self.entries[name]

    def find(self, folded: str) -> tuple[Cue, ...]:
        """All cues of all entries, by position."""
        cues = (cue for entry in self.entries.values() for cue in entry.find(folded))
        return tuple(sorted(cues, key=lambda cue: (cue.start, -cue.end)))


@cache
def load_lexicon(name: str) -> Lexicon:
    """Load `NAME.toml` of this folder.

    Raises:
        LexiconError: the file is missing, is no TOML, or an entry lacks forms; the message names file, key and reason.
    """
    file = resources.files(__name__) / f"{name}.toml"
    try:
        raw = tomllib.loads(file.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"{name}.toml: {error}. Correct the file or restore it from the release.") from error
    return Lexicon(name, {key: _entry(name, key, value) for key, value in raw.items()})


def _entry(file: str, key: str, value: object) -> Entry:
    if not isinstance(value, dict) or not value.get("forms"):
        raise LexiconError(f"{file}.toml, [{key}]: no forms. Give at least one form and an example.")
    forms, pseudo = tuple(value["forms"]), tuple(value.get("pseudo", ()))
    return Entry(
        key, forms, pseudo, value.get("example", ""), compile_forms(forms), compile_forms(pseudo) if pseudo else None
    )


def compile_forms(forms: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for folded text that takes any of the forms as whole words, longest first."""
    longest_first = sorted(forms, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(_form_source(form) for form in longest_first) + r")(?!\w)")


def _form_source(form: str) -> str:
    folded = fold(form.replace("’", "'").replace("œ", "oe").replace("…", "\x00"))
    source = re.escape(folded).replace(r"\ ", r"\s+").replace(r"\*", r"\w*")
    return source.replace(r"\s+" + "\x00" + r"\s+", rf"\s+(?:\S+\s+){{0,{GAP_WORDS}}}?")
