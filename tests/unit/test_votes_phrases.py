"""Results of votes as minutes phrase them: (for, against, abstentions, unanimous, outcome), and what is none."""

import pytest

from extractors.reading import Reading
from extractors.votes.results import find_vote
from pipeline.readers import read_document
from pipeline.segment import segment

Facts = tuple[int | None, int | None, int | None, bool | None, str | None]


def facts(sentence: str) -> Facts | None:
    document = read_document(sentence.encode(), source="minutes.txt")
    reading = Reading(document, segment(document))
    found = find_vote(reading.block(reading.blocks[0]))
    if found is None:
        return None
    vote = found.vote
    return vote.in_favour, vote.against, vote.abstentions, vote.unanimous, vote.outcome.value if vote.outcome else None


RESULTS: list[tuple[str, Facts]] = [
    ("Adopté à l'unanimité moins 2 avis contraires.", (None, 2, None, False, "adopted")),
    ("Par 23 non contre 20 oui et 2 abstentions, la motion est refusée.", (20, 23, 2, None, "rejected")),
    ("Adopté par 14 voix, 2 abst.", (14, None, 2, None, "adopted")),
    ("Adopté à l'unanimité (21 voix).", (21, None, None, True, "adopted")),
    ("Le plan B l'emporte, 6 voix / 2.", (6, 2, None, None, "adopted")),
    ("OUI 12 NON 3", (12, 3, None, None, "adopted")),
    ("Oui : 12, non : 3, blancs : 1", (12, 3, None, None, "adopted")),
    ("Pour : 5 644 tantièmes, contre : 768 tantièmes.", (5644, 768, None, None, "adopted")),
    ("Mme Roy est élue tacitement.", (None, None, None, None, "adopted")),
    ("Pas d'opposition, le devis est approuvé.", (None, 0, None, None, "adopted")),
    ("Approuvé sans opposition ni abstention.", (None, 0, 0, None, "adopted")),
    ("Approuvé à l'unanimité des 14 votants.", (14, None, None, True, "adopted")),
    ("La proposition est rejetée par 7 voix contre 4.", (4, 7, None, None, "rejected")),
    ("La proposition est acceptée par 7 voix contre 4.", (7, 4, None, None, "adopted")),
    ("Vote : 9 pour, 3 contre, 1 nul.", (9, 3, None, None, "adopted")),
    ("Le bilan est approuvé (13 pour, 1 contre = Luc).", (13, 1, None, None, "adopted")),
    ("Adopté : 11 pour, M. Petit et Mme Roy s'abstiennent.", (11, None, 2, None, "adopted")),
    ("Adopté à la majorité, M. Petit votant contre.", (None, 1, None, False, "adopted")),
    ("Pour 8, contre 8, la voix de la présidente est prépondérante : adopté.", (8, 8, None, None, "adopted")),
    ("Unanimité (14).", (14, None, None, True, "adopted")),
    ("13 pour. 2 contre (MM. Roy et Petit), 1 abstention (Mme Lange).", (13, 2, 1, None, "adopted")),
    ("Vote : unanimité", (None, None, None, True, "adopted")),
    ("Pour : unanimité. Contre : 0. Abstention : 0.", (None, 0, 0, True, "adopted")),
    ("Le rapport moral est adopté à l'unanimité des présents et représentés.", (None, None, None, True, "adopted")),
    ("Résultat : 31 oui, 4 non, 2 bulletins blancs.", (31, 4, None, None, "adopted")),
    ("Mme Roy obtient 12 voix et est élue.", (12, None, None, None, "adopted")),
    ("Mme Roy, 12 voix, est élue présidente.", (12, None, None, None, "adopted")),
    ("Approuvé par l'ensemble des membres présents.", (None, None, None, True, "adopted")),
    ("Le CSE, par 5 voix favorables et 2 défavorables, rend un avis favorable.", (5, 2, None, None, "adopted")),
    ("Le CSE rend un avis défavorable à l'unanimité.", (None, None, None, True, "rejected")),
    ("11 votes pour, aucun contre, une abstention.", (11, 0, 1, None, "adopted")),
    ("POUR : 15 CONTRE : / ABSTENTION : /", (15, None, None, None, "adopted")),
    ("Contre : néant. Abstention : néant. Adopté.", (None, 0, 0, None, "adopted")),
    ("La liste conduite par Mme Roy obtient 34 voix sur 36 et est élue.", (34, None, None, None, "adopted")),
    ("Scrutin secret : 18 votants, 12 pour, 6 contre.", (12, 6, None, None, "adopted")),
    ("Le projet recueille 9 avis favorables et 1 avis défavorable.", (9, 1, None, None, "adopted")),
    ("Vote : Pour à l'unanimité", (None, None, None, True, "adopted")),
]

NO_RESULTS = [
    "V : 12 / C : 0 / A : 1",
    "Au second tour, Mme Roy obtient 9 voix, M. Petit 5 voix.",
    "M. Roy s'y oppose : quatre cents personnes viennent.",
    "63 adhérents ont émargé, soit 80 voix ; l'assemblée peut valablement délibérer.",
    "La commission, unanime, propose d'accepter le projet.",
    "Le score du match est de 6 à 2.",
    "Les prix vont de 9 à 4 €.",
    "12 élèves pour 2 classes",
    "Trois voix se sont élevées contre le bruit dans la cour.",
    "Le quorum est fixé à 12 voix.",
]


@pytest.mark.parametrize(("sentence", "expected"), RESULTS)
def test_results(sentence: str, expected: Facts) -> None:
    assert facts(sentence) == expected


@pytest.mark.parametrize("sentence", NO_RESULTS)
def test_no_results(sentence: str) -> None:
    assert facts(sentence) is None
