"""Results of votes: French sentences, each with its near miss."""

import time

import pytest

from extractors.reading import Passage, Reading
from extractors.votes.counts import Choice, find_counts
from extractors.votes.results import find_outcome, find_unanimity, find_vote
from models.folding import view_of
from models.records import NamedVote, Vote
from models.vocabulary import VoteOutcome
from pipeline.readers import read_document
from pipeline.segment import segment

ADOPTED, REJECTED, POSTPONED = VoteOutcome.ADOPTED, VoteOutcome.REJECTED, VoteOutcome.POSTPONED
FOR, AGAINST, ABSTAIN, AWAY = Choice.IN_FAVOUR, Choice.AGAINST, Choice.ABSTENTIONS, Choice.NOT_TAKING_PART


def counts(sentence: str) -> list[tuple[Choice, int | None]]:
    view = view_of(sentence)
    return [(count.choice, count.number) for count in find_counts(view.cased, view.folded)]


def passage(sentence: str) -> Passage:
    document = read_document(sentence.encode(), source="minutes.txt")
    reading = Reading(document, segment(document))
    return reading.block(reading.blocks[0])


def vote(sentence: str) -> Vote | None:
    found = find_vote(passage(sentence))
    return found.vote if found else None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("adopté par 11 voix pour, 2 contre et 1 abstention", [(FOR, 11), (AGAINST, 2), (ABSTAIN, 1)]),
        ("15 pour", [(FOR, 15)]),
        ("Pour : 12 – Contre : 0 – Abstention : 1", [(FOR, 12), (AGAINST, 0), (ABSTAIN, 1)]),
        ("VOTE : Pour 9 / Contre 2", [(FOR, 9), (AGAINST, 2)]),
        ("Pour 9 Contre 2 Abstention 0", [(FOR, 9), (AGAINST, 2), (ABSTAIN, 0)]),
        ("3 votes contre, 2 abstentions, 11 votes pour", [(AGAINST, 3), (ABSTAIN, 2), (FOR, 11)]),
        ("douze (12) voix pour, une abstention", [(FOR, 12), (ABSTAIN, 1)]),
        ("deux voix contre, aucune abstention", [(AGAINST, 2), (ABSTAIN, 0)]),
        ("aucune opposition", [(AGAINST, 0)]),
        ("N'ont pas pris part au vote : 2", [(AWAY, 2)]),
        ("26 pour - 1 non - 2 abstentions", [(FOR, 26), (AGAINST, 1), (ABSTAIN, 2)]),
        ("7 oui et 2 non", [(FOR, 7), (AGAINST, 2)]),
        ("Votants : 14 Pour : 14", [(FOR, 14)]),
        ("5 voix sont favorables au report", [(FOR, 5)]),
        ("trois membres s'abstiennent", [(ABSTAIN, 3)]),
        ("élue par 9 voix contre 3", [(FOR, 9), (AGAINST, 3)]),
        ("adopté par 45 voix et 3 abstentions", [(FOR, 45), (ABSTAIN, 3)]),
        ("approuvés par 48 voix sur 48", [(FOR, 48)]),
        ("rejeté par 30 voix", []),
        ("Pour : 6 206 – Contre : 0 – Abstention : 412", [(FOR, 6206), (AGAINST, 0), (ABSTAIN, 412)]),
        ("Pour : 12.480 tantièmes, contre : 1 200 tantièmes", [(FOR, 12480), (AGAINST, 1200)]),
        ("POUR 5'620 CONTRE 386", [(FOR, 5620), (AGAINST, 386)]),
        ("6 206 tantièmes pour, 412 tantièmes contre", [(FOR, 6206), (AGAINST, 412)]),
        ("avis favorable 3, avis défavorable 1", [(FOR, 3), (AGAINST, 1)]),
        ("Accepté par 7 oui, 1 non et 2 abstentions", [(FOR, 7), (AGAINST, 1), (ABSTAIN, 2)]),
        ("adopté à l'unanimité des votants (15 voix)", [(FOR, 15)]),
        ("4 pour, 1 contre : Omar, Lou s'abstient", [(FOR, 4), (AGAINST, 1), (ABSTAIN, 1)]),
        ("9 voix contre 3 voix pour", [(AGAINST, 9), (FOR, 3)]),
        # near misses
        ("une enveloppe de 1500 pour la cantine et 12 pour 2024", []),
        ("15 pour cent des élus", []),
        ("adopté à l'unanimité (budget de 15 000 €)", []),
        ("Lou s'abstient de tout commentaire", []),
        ("Pour : 5 420 €, contre : 1 200 € l'an dernier", []),
        ("85 % pour, 15 % contre", []),
        ("la lutte contre 2 maladies", []),
        ("un devis contre 2 500 euros", []),
        ("quatre équipes menées par un élu pour monter le bal", []),
        ("Pour information : 12 personnes sont venues", []),
        ("il y a une opposition de principe", []),
        ("28 communes contre 6 pour le Jura", []),
    ],
)
def test_counts(sentence: str, expected: list[tuple[Choice, int | None]]) -> None:
    assert counts(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "12 voix pour, 2 abstentions (MM. Morel et Roy)",
            (NamedVote(name="Morel", choice="abstention"), NamedVote(name="Roy", choice="abstention")),
        ),
        ("10 pour, contre : M. Petit", (NamedVote(name="Petit", choice="against"),)),
        ("10 pour, 1 contre (Mme Anne Lange)", (NamedVote(name="Anne Lange", choice="against"),)),
        (
            "10 pour, 2 contre (Mme Anne Lange par pouvoir, M. Émile de Brie)",
            (NamedVote(name="Anne Lange", choice="against"), NamedVote(name="Émile de Brie", choice="against")),
        ),
        ("4 pour, 1 contre : Omar, Farid absent", (NamedVote(name="Omar", choice="against"),)),
        ("10 pour, 1 contre (voir annexe)", ()),
    ],
)
def test_voters_by_name(sentence: str, expected: tuple[NamedVote, ...]) -> None:
    found = vote(sentence)
    assert found is not None
    assert found.by_name == expected


@pytest.mark.parametrize(
    ("sentence", "is_unanimous"),
    [
        ("Adopté à l'unanimité.", True),
        ("VOTE : UNANIMITÉ", True),
        ("approuvé à l’unaminité des présents", True),
        ("Le conseil approuve unanimement le projet.", True),
        ("Adopté à l'unanimité moins une voix.", False),
        ("Le texte n'a pas recueilli l'unanimité.", False),
        ("La règle de l'unanimité est rappelée.", False),
        ("avec une grande uniformité", False),
    ],
)
def test_unanimity(sentence: str, is_unanimous: bool) -> None:
    assert (find_unanimity(view_of(sentence).folded) is not None) is is_unanimous


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Le rapport est adopté à l'unanimité.", Vote(unanimous=True, outcome=ADOPTED)),
        ("Adopté à l'unanimité moins une abstention.", Vote(abstentions=1, unanimous=False, outcome=ADOPTED)),
        ("La proposition n'est pas adoptée : 4 pour, 6 contre.", Vote(in_favour=4, against=6, outcome=REJECTED)),
        ("La motion est rejetée à l'unanimité.", Vote(unanimous=True, outcome=REJECTED)),
        ("Le projet est adopté à la majorité.", Vote(unanimous=False, outcome=ADOPTED)),
        ("11 abstentions / 18 pour", Vote(in_favour=18, abstentions=11, outcome=ADOPTED)),
        ("15 abstentions / 14 pour", Vote(in_favour=14, abstentions=15)),
        ("4 voix contre, 2 voix pour", Vote(in_favour=2, against=4, outcome=REJECTED)),
        ("Contre : 1 (M. Roy).", Vote(against=1, by_name=(NamedVote(name="Roy", choice="against"),))),
        ("avis favorable : 2, avis défavorable : 5", Vote(in_favour=2, against=5, outcome=REJECTED)),
        ("Pas de vote ce soir.", Vote(outcome=POSTPONED)),
        ("Mise aux voix, la motion est rejetée.", Vote(outcome=REJECTED)),
        # near misses
        ("Le budget sera soumis au vote à l'unanimité requise.", None),
        ("Le conseil débat du budget.", None),
        ("M. Morel s'abstient.", None),
        ("Vote à main levée.", None),
        ("Le canton regroupe majoritairement des villages.", None),
        ("Tous sont unanimes pour dire que la salle est belle.", None),
        ("Les grands sujets qui font l'unanimité restent vagues.", None),
    ],
)
def test_results(sentence: str, expected: Vote | None) -> None:
    assert vote(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("Adopté.", ADOPTED),
        ("La motion est rejetée.", REJECTED),
        ("Le vote.", None),
        ("La motion sera mise au vote.", None),
    ],
)
def test_bare_outcomes(sentence: str, outcome: VoteOutcome | None) -> None:
    found = find_outcome(passage(sentence))
    assert (found.vote.outcome if found else None) == outcome


def test_every_part_is_proved_by_its_words() -> None:
    found = find_vote(passage("Le budget est adopté par 9 voix pour et 2 abstentions."))
    assert found is not None
    assert [(evidence.field, evidence.quote) for evidence in found.evidence()] == [
        ("vote", "adopté"),
        ("vote", "9 voix pour"),
        ("vote", "2 abstentions"),
    ]


@pytest.mark.parametrize(
    "text", ["contre : M. " + "Petit Roy Lange, " * 2000, "M. Roy par pouvoir, " * 2000, "6 206 " * 5000]
)
def test_long_lists_take_no_time(text: str) -> None:
    view = view_of(text)
    started = time.perf_counter()
    find_counts(view.cased, view.folded)
    assert time.perf_counter() - started < 2
