"""Grammar of sentences about work: where sentences end, forms of verbs, who is the subject, who holds an office."""

import re

import pytest

from extractors.grammar.agents import split_owners
from extractors.grammar.officers import name_after, name_before
from extractors.grammar.sentences import split_sentences
from extractors.grammar.subjects import SubjectKind, subject_before
from extractors.grammar.verbs import task_verbs
from models.folding import fold


@pytest.mark.parametrize(
    "text",
    [
        "Le quorum est atteint.| La séance est ouverte.",
        "M. Morel (art. 3) ouvre la séance.| Le quorum est atteint : 9 présents sur 12.",
        "J. Petit et B. Morel sont excusés.| Mme. Aubry préside.",
        "Le C.A. du S.I.V.U. est convoqué.",
        "Voir p. 12 et n° 4.| Le devis suit.",
        "Qui s'en charge ?| Jo.| Bravo !",
        "La dépense est de 1.500 euros.| Elle est votée.",
        "2. Budget de la fête",
        "Chaises, tables, etc. sont rangées.",
        "Il a dit « non ».| Elle a dit oui.",
        "Le CA.| Il s'est réuni.",
        "Adresse : 3 av. Foch, 2e étage.| Sonner fort.",
    ],
)
def test_sentences_end_at_full_stops_that_are_no_abbreviations(text: str) -> None:
    joined = text.replace("|", "")
    assert [joined[a:b] for a, b in split_sentences(joined)] == [part.strip() for part in text.split("|")]


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("future", "transmettra"), ("future", "enverront"), ("future", "ferai"), ("future", "établirons"),
        ("future", "nettoiera"), ("future", "recueillera"), ("future", "rappellera"),
        ("near_future", "va préparer"), ("near_future", "vont être revus"), ("near_future", "va donc relancer"),
        ("passive", "sera diffusé"), ("passive", "seront mises"), ("passive", "devra être signée"),
        ("passive", "est à relire"), ("passive", "sera inscrite"),
        ("duty", "doit relancer"), ("duty", "il faut réserver"), ("duty", "devront le signer"),
        ("infinitive", "relancer"), ("infinitive", "se renseigner"),
        ("present", "envoie"), ("present", "mettent"), ("present", "relance"), ("present", "établit"),
        ("present", "nettoie"), ("present", "rédigent"), ("present", "appelle"),
    ],
)  # fmt: skip
def test_forms_of_verbs_of_work(form: str, words: str) -> None:
    pattern: re.Pattern[str] = getattr(task_verbs(), form)
    assert pattern.search(fold(words)) is not None


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("future", "transmettrait"), ("future", "enverrions"), ("future", "se tiendrait"), ("future", "permettra"),
        ("future", "aura lieu"), ("future", "transmettre"), ("near_future", "va à la mairie"),
        ("near_future", "va pleuvoir"), ("passive", "serait diffusé"), ("passive", "a été diffusé"),
        ("passive", "sera content"), ("duty", "devrait relancer"), ("duty", "doit son succès"),
        ("present", "relances"), ("future", "recevra"),
    ],
)  # fmt: skip
def test_forms_that_are_none(form: str, words: str) -> None:
    pattern: re.Pattern[str] = getattr(task_verbs(), form)
    assert pattern.search(fold(words)) is None


@pytest.mark.parametrize(
    ("sentence", "kind", "owners"),
    [
        ("Mme Aubry |enverra", SubjectKind.NAMED, ["Aubry"]),
        ("La commission voirie et le SIVU |établiront", SubjectKind.NAMED, ["commission voirie", "SIVU"]),
        ("Lise lui |transmettra", SubjectKind.NAMED, ["Lise"]),
        ("Après le vote, le trésorier |versera", SubjectKind.NAMED, ["trésorier"]),
        ("M. Bost indique que la région |financera", SubjectKind.NAMED, ["région"]),
        ("Je |ferai", SubjectKind.SPEAKER, []),
        ("Nous |préparerons", SubjectKind.COLLECTIVE, []),
        ("On |va", SubjectKind.COLLECTIVE, []),
        ("Mme Aubry est là, elle |enverra", SubjectKind.PRONOUN, []),
        ("Le projet |aménagera", SubjectKind.THING, []),
        ("La toiture |sera", SubjectKind.THING, []),
        ("La subvention |financera", SubjectKind.THING, []),
    ],
)
def test_the_subject_before_a_verb(sentence: str, kind: SubjectKind, owners: list[str]) -> None:
    text, end = sentence.replace("|", ""), sentence.index("|")
    subject = subject_before(text, end)
    assert (subject.kind, [text[a:b] for a, b in subject.owners]) == (kind, owners)


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Lise, service technique", ["Lise", "service technique"]),
        ("M. Bost et Mme Aubry", ["Bost", "Aubry"]),
        ("Jo / SIVU", ["Jo", "SIVU"]),
        ("DH + KT", ["DH", "KT"]),
        ("le maire ainsi que les adjoints", ["maire", "adjoints"]),
        ("la toiture", []),
        ("demain", []),
        ("toutes les chaises", []),
    ],
)
def test_owners_named_together(text: str, owners: list[str]) -> None:
    assert [text[a:b] for a, b in split_owners(text, 0, len(text))] == owners


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (" : Mme Lise Aubry", "Lise Aubry"),
        (" de Monsieur Paul BOST, maire", "Paul BOST"),
        (" de M. le maire, Paul Bost", "Paul Bost"),
        (" : DH", "DH"),
        (" par Jo Petit, chargée de mission", "Jo Petit"),
        (" :", None),
        (" est désigné à chaque réunion", None),
        (" de la commission voirie", None),
        (" du bulletin municipal", None),
    ],
)
def test_the_name_after_an_office(text: str, name: str | None) -> None:
    found = name_after(text)
    assert (found and text[found[0] : found[1]]) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mme Lise Aubry ", "Lise Aubry"),
        ("Mme Lise Aubry, adjointe, ", "Lise Aubry"),
        ("Lise ", "Lise"),
        ("La présidente ", None),
        ("Mme Lise Aubry salue les élus. Le maire ", None),
    ],
)
def test_the_name_before_a_verb(text: str, name: str | None) -> None:
    found = name_before(text)
    assert (found and text[found[0] : found[1]]) == name


@pytest.mark.parametrize(
    ("word", "group"),
    [
        ("relance", "sure"),
        ("téléphone", "sure"),
        ("fait", "supported"),
        ("rappelle", "supported"),
        ("propose", "dated"),
    ],
)
def test_the_present_tells_by_its_group_how_much_it_says(word: str, group: str) -> None:
    match = task_verbs().present.search(fold(word))
    assert match is not None
    assert match[group]


@pytest.mark.parametrize("word", ["indique", "précise", "ajoute", "dit", "confirme"])
def test_what_is_said_has_no_present_of_work(word: str) -> None:
    assert task_verbs().present.search(fold(word)) is None


@pytest.mark.parametrize("word", ["ira", "téléphonera", "goûteront", "photographierai", "dira"])
def test_any_future_is_one(word: str) -> None:
    assert task_verbs().any_future.search(fold(word)) is not None


@pytest.mark.parametrize("word", ["sera", "aura", "recevra", "fêtera", "opéra", "front", "vrai", "pourra", "iraient"])
def test_being_and_happening_are_no_future_of_work(word: str) -> None:
    assert task_verbs().any_future.search(fold(word)) is None
