"""Charges told by a person and a verb, by place on the line, by an arrow; whose they are, and when due; all invented."""

import datetime as dt

import pytest

from extractors.actions import extract_actions
from models.records import ActionItem, Attendance, DateRange, Meeting, Minutes
from models.vocabulary import ActionStatus
from tests.unit.conftest import ReadText

NEXT = dt.date(2023, 6, 15)
MEETING = Meeting(date=dt.date(2023, 5, 4), next_meeting=DateRange(start=NEXT, end=NEXT, text="15 juin"))
PEOPLE = tuple(
    Attendance(name=name)
    for name in ("Lise Aubry", "Jo Petit", "Nour Haddad", "Denis Huchet", "Karim Belli", "Jean-Paul Morel")
)


def actions_of(read_text: ReadText, text: str) -> tuple[ActionItem, ...]:
    """The actions of a text, with a meeting of 4 May 2023, the next one on 15 June, and six people on the list."""
    return extract_actions(read_text(text), Minutes(meeting=MEETING, attendance=PEOPLE)).actions


CHARGES = [
    # the future of any verb, of a person
    ("M. Petit ira chercher les clés chez le notaire.", ["Petit"]),
    ("La trésorière leur en parlera.", ["trésorière"]),
    ("Le président le lui dira avec douceur.", ["président"]),
    ("Lise passera à la banque jeudi.", ["Lise"]),
    ("M. Huchet l'en avertira par courrier.", ["Huchet"]),
    ("Mmes Aubry et Haddad iront voir la salle.", ["Aubry", "Haddad"]),
    ("Lise, Nour et Karim goûteront les menus.", ["Lise", "Nour", "Karim"]),
    # the present of a verb of work, of a person
    ("M. Petit contacte l'assureur.", ["Petit"]),
    ("Denis Huchet photocopie les bulletins.", ["Denis Huchet"]),
    ("Mme Aubry passe commande.", ["Aubry"]),
    ("Nour voit avec le gardien.", ["Nour"]),
    ("M. Huchet rappelle le fournisseur.", ["Huchet"]),
    ("Mme Haddad propose trois dates sous huitaine.", ["Haddad"]),
    ("C'est Nour qui appelle la mairie.", ["Nour"]),
    ("Chacun apporte une lampe.", ["Chacun"]),
    # what stands between subject and verb
    ("M. Petit, adjoint aux sports, téléphonera au club.", ["Petit"]),
    ("Mme Aubry (voirie), qui connaît le chef de chantier, lui écrira.", ["Aubry"]),
    ("Jo range la salle et préviendra le gardien.", ["Jo"]),
    ("En juin Lise testera le logiciel.", ["Lise"]),
    # commitments and requests
    ("Lise s'est engagée à relire le texte pour lundi.", ["Lise"]),
    ("Jo accepte de tenir la buvette.", ["Jo"]),
    ("On demande à Jo de réserver la salle.", ["Jo"]),
    ("Le bureau charge Lise d'écrire au maire.", ["Lise"]),
    ("Merci à tous d'envoyer vos photos avant le 20 mai.", ["tous"]),
    # by place
    ("- Karim + Nour : stand du marché, avant le 20 mai", ["Karim", "Nour"]),
    ("- Relance des adhérents : Lise", ["Lise"]),
    ("- Devis peinture (Jo)", ["Jo"]),
    ("Tout passe sur le nouveau serveur. (JPM, mi-mai)", ["JPM"]),
    ("- dix vélos d'un coup, c'est trop → Jo lui écrit", ["Jo"]),
    ("=> Denis : devis peinture", ["Denis"]),
    ("Action (rappel). Jo dresse la liste du matériel.", ["Jo"]),
    ("À faire : affichettes (Nour)", ["Nour"]),
]
SILENT = [
    # what somebody will be, have or undergo
    "M. Petit sera en vacances.",
    "M. Petit recevra une médaille.",
    "Jo aura trente ans en mai.",
    "Denis quittera l'association en juin.",
    "Mme Aubry prendra sa retraite le 1er juin.",
    "Mme Aubry présidera la prochaine séance.",
    "Le gardien fera valoir ses droits à la retraite le 1er juin.",
    # of things and bodies whose verb is no known work
    "Le nouveau gymnase plaira aux enfants.",
    "La commune grandira encore.",
    # waiting
    "On verra plus tard.",
    "Quand Jo passera, il verra.",
    # the course of the meeting
    "M. Petit met aux voix la proposition.",
    "Lise Aubry ouvre la séance et donne la parole à Jo.",
    "M. Huchet rappelle le calendrier.",
    "M. Huchet rappelle que la salle est petite.",
    "M. Petit demande qui paiera.",
    "Mme Aubry fait le point sur les travaux.",
    "Mme Aubry lit la lettre du préfet.",
    "C'est Lise qui a raison.",
    "Mme Haddad dépose un amendement.",
    "C'est Jo qui écrit.",
    # habits
    "Nour prépare le repas chaque lundi.",
    "M. Haddad installe le site depuis 2019.",
    # negations and wishes
    "Jo n'ira pas à la préfecture.",
    "Mme Aubry espère que M. Petit trouvera une solution.",
    # rules, agendas
    "À partir de lundi, tout visiteur sans badge sera renvoyé.",
    "La question sera examinée à la prochaine séance.",
    "Le sujet sera inscrit à l'ordre du jour de la prochaine réunion.",
    # credits and offices
    "Rédaction : Lise",
    "Secrétaire de séance : Jo",
    "Lise : on pourrait attendre l'été.",
    "Karim : douze chaises sur quinze sont arrivées.",
    "Denis est passé lundi et la facture est payée.",
]


@pytest.mark.parametrize(("sentence", "owners"), CHARGES, ids=[sentence for sentence, _ in CHARGES])
def test_a_person_and_a_verb_or_a_place_charge(read_text: ReadText, sentence: str, owners: list[str]) -> None:
    assert [list(action.owners) for action in actions_of(read_text, f"## Fête\n\n{sentence}\n")] == [owners]


@pytest.mark.parametrize("sentence", SILENT)
def test_what_only_looks_like_a_charge_is_none(read_text: ReadText, sentence: str) -> None:
    assert actions_of(read_text, f"## Fête\n\n{sentence}\n") == ()


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Mme Aubry a vu le notaire. Elle l'appellera lundi.", ["Aubry"]),
        ("Mme Aubry a vu M. Petit. Il l'appellera lundi.", ["Petit"]),
        ("M. Huchet répond que le bon est parti ; il relancera la firme.", ["Huchet"]),
        ("Nour peut ouvrir des portes, elle envoie les contacts à Jo.", ["Nour"]),
        ("La mairie a répondu. Elle enverra un plan.", []),
    ],
)
def test_a_pronoun_stands_for_the_person_named_before(read_text: ReadText, text: str, owners: list[str]) -> None:
    assert [list(action.owners) for action in actions_of(read_text, f"## Fête\n\n{text}\n")] == [owners]


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Jo montre le devis au maire, et Lise téléphone au diocèse.", [["Jo"], ["Lise"]]),
        ("Jo appelle le maire ; Nour écrit à la région.", [["Jo"], ["Nour"]]),
        ("Jo appelle le maire et la région.", [["Jo"]]),
        ("Jo et Lise appellent le maire.", [["Jo", "Lise"]]),
        ("Jo imprime le plan et plastifie les affiches.", [["Jo"]]),
    ],
)
def test_each_subject_has_its_own_charge(read_text: ReadText, text: str, owners: list[list[str]]) -> None:
    assert [list(action.owners) for action in actions_of(read_text, f"## Fête\n\n{text}\n")] == owners


def test_first_names_make_the_present_of_any_work_a_charge(read_text: ReadText) -> None:
    notes = "## Fête\n\n- Lise fait les gâteaux\n- Jo est malade\n"
    formal = "## Fête\n\nM. Morel expose le projet. Mme Aubry fait les gâteaux. M. Petit est malade.\n"
    assert [action.text for action in actions_of(read_text, notes)] == ["Lise fait les gâteaux"]
    assert actions_of(read_text, formal) == ()


def test_the_writer_owns_what_the_notes_say_in_the_first_person(read_text: ReadText) -> None:
    found = actions_of(read_text, "## Fête\n\nConvocations : je m'en occupe.\n\nMerci pour les crêpes.\n\nKarim\n")
    assert [action.owners for action in found] == [("Karim",)]


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("Lise enverra le devis pour la prochaine séance.", (None, NEXT)),
        ("Lise présentera le devis à la prochaine réunion.", (NEXT, NEXT)),
        ("Lise enverra le devis avant le prochain copil (12/06).", (None, dt.date(2023, 6, 12))),
        ("Lise enverra le devis avant le prochain conseil d'école.", None),
        ("La fête aura lieu le 10 juin. D'ici là, Lise commandera les lots.", (None, dt.date(2023, 6, 10))),
        ("Lise appellera le traiteur cette semaine.", (dt.date(2023, 5, 1), dt.date(2023, 5, 7))),
        ("Lise relira le contrat du 12 mai.", None),
        ("Lise tiendra la caisse au salon qui se tiendra le 3 juin.", None),
        ("Lise prendra les mesures à la répétition du 12 mai.", (dt.date(2023, 5, 12), dt.date(2023, 5, 12))),
    ],
)
def test_a_deadline_may_be_told_by_an_occasion(
    read_text: ReadText, sentence: str, due: tuple[dt.date | None, dt.date] | None
) -> None:
    found = actions_of(read_text, f"## Fête\n\n{sentence}\n")[-1].due
    assert (found and (found.start, found.end)) == due


TABLE = """## Observations

| N° | Date | Observation | Pour | Délai |
|---|---|---|---|---|
| | | LOT 1 | | |
| 1.1 | 04/05 | Refaire le seuil de la porte | Bati 3 | 12/05 |
| 1.2 | 04/05 | Le devis de clôture est refusé. | – | – |
| 1.3 | 20/04 | Reprendre l'appui de fenêtre | L. Aubry | 28/04 FAIT |
| 1.4 | 04/05 | Plan des prises à valider | Jo Petit | en cours, fin mai |
"""


def test_a_table_of_weak_headings_is_read_by_what_its_columns_hold(read_text: ReadText) -> None:
    found = actions_of(read_text, TABLE)
    assert [list(action.owners) for action in found] == [["Bati 3"], ["L. Aubry"], ["Jo Petit"]]
    ends = [action.due.end if action.due else None for action in found]
    assert ends == [dt.date(2023, 5, 12), dt.date(2023, 4, 28), dt.date(2023, 5, 31)]
    assert [action.status for action in found] == [ActionStatus.OPEN, ActionStatus.DONE, ActionStatus.IN_PROGRESS]


def test_pour_is_the_deadline_where_another_column_names_the_owner(read_text: ReadText) -> None:
    found = actions_of(read_text, "| Action | Qui | Pour |\n|---|---|---|\n| Planning | Jo Petit | 12/05 |\n")
    assert [(action.owners, action.due and action.due.end) for action in found] == [
        (("Jo Petit",), dt.date(2023, 5, 12))
    ]
