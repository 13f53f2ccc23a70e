"""Word lists keep their promises: every entry fires on its own example, no pseudo form fires, no form stands twice."""

import tomllib
from importlib import resources

import pytest

from extractors.lexicons import load_lexicon
from models.folding import fold

_FILES = sorted(
    f.name.removesuffix(".toml") for f in resources.files("extractors.lexicons").iterdir() if f.name.endswith(".toml")
)


def _entries() -> list[tuple[str, str]]:
    found = []
    for name in _FILES:
        raw = tomllib.loads((resources.files("extractors.lexicons") / f"{name}.toml").read_text("utf-8"))
        found += [(name, key) for key, value in raw.items() if isinstance(value, dict) and "forms" in value]
    return found


@pytest.mark.parametrize(("name", "key"), _entries(), ids=lambda value: value)
def test_an_entry_fires_on_its_own_example(name: str, key: str) -> None:
    entry = load_lexicon(name)[key]
    assert entry.example, "an entry without an example cannot be understood"
    assert entry.search(fold(entry.example.replace("’", "'").replace("œ", "oe"))) is not None


@pytest.mark.parametrize(("name", "key"), _entries(), ids=lambda value: value)
def test_no_pseudo_form_fires(name: str, key: str) -> None:
    entry = load_lexicon(name)[key]
    fired = [p for p in entry.pseudo if entry.find(fold(p.replace("’", "'").replace("œ", "oe").replace("*", "")))]
    assert fired == []


@pytest.mark.parametrize(("name", "key"), _entries(), ids=lambda value: value)
def test_no_form_stands_twice_after_folding(name: str, key: str) -> None:
    forms = [fold(form) for form in load_lexicon(name)[key].forms]
    assert sorted(forms) == sorted(set(forms))
