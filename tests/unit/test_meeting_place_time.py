"""Where and when the meeting was: invented heads of minutes, one fact each, and what only looks like it."""

import datetime as dt

import pytest

from extractors.meeting import extract_meeting
from models.records import Meeting, Minutes
from tests.unit.conftest import ReadText


def meeting_of(read_text: ReadText, text: str) -> Meeting:
    return extract_meeting(read_text(text), Minutes()).meeting


HEAD = "Compte rendu du bureau du 4 mai 2023\n\n"


@pytest.mark.parametrize(
    ("text", "location"),
    [
        # label
        ("Lieu : mairie annexe, salle 2\n", "mairie annexe, salle 2"),
        ("Lieu de la réunion : 3 rue des Lilas, Valbrune\n", "3 rue des Lilas, Valbrune"),
        ("Salle B12\n", "Salle B12"),
        ("Lieu : en visioconférence\n", "en visioconférence"),
        # phrase
        ("Le bureau s'est réuni à la mairie de Valbrune.\n", "mairie de Valbrune"),
        ("Le bureau s'est réuni dans la salle du conseil, sous la présidence de Mme Aubry.\n", "salle du conseil"),
        ("Jeudi 4 mai 2023 à 14 h, salle B12\n", "salle B12"),
        (
            "La réunion s'est tenue au siège de l'association, 3 rue des Lilas.\n",
            "siège de l'association, 3 rue des Lilas",
        ),
        ("La réunion s'est tenue en visioconférence.\n", "visioconférence"),
        ("Réunion du 4 mai 2023 (visioconférence)\n", "visioconférence"),
        ("Le 4 mai 2023, Maison des services\n", "Maison des services"),
        ("Séance du 4 mai 2023 (9h30-12h00), bât. C, salle Rance\n", "bât. C, salle Rance"),
        ("9h30 - 12h, ancien réfectoire de la filature, Esprelle\n", "ancien réfectoire de la filature, Esprelle"),
        (
            "Jeudi 4 mai 2023 - 18 h 30\n\nMaison des associations, 4 rue du Puits\n",
            "Maison des associations, 4 rue du Puits",
        ),
        (
            "L'an 2023, le 4 mai, le conseil s'est réuni en session ordinaire, salle des mariages.\n",
            "salle des mariages",
        ),
        ("Compte rendu de réunion (visioconférence)\n", "visioconférence"),
        ("Durée de la réunion : deux heures en visio\n", "visio"),
        # line
        ("À la salle des fêtes de Valbrune\n", "salle des fêtes de Valbrune"),
        ("À Valbrune\n", "Valbrune"),
    ],
)
def test_the_place_where_they_met(read_text: ReadText, text: str, location: str) -> None:
    assert meeting_of(read_text, HEAD + text).location == location


@pytest.mark.parametrize(
    "text",
    [
        "Le budget est adopté à l'unanimité.\n",
        "À 19 h, la présidente ouvre la séance.\n",
        "Mairie de Valbrune\nTél. 01 02 03 04 05\n",
        "École primaire Les Tilleuls\n",
        "Les travaux de la salle des fêtes commencent en juin.\n",
        "La directrice de l'école présente les effectifs de la rentrée.\n",
        "Mme Aubry remercie la mairie pour le prêt du matériel.\n",
        "M. Bost, représentant de la préfecture, est excusé.\n",
        "Le centre social a été repeint.\n",
        "L'hôtel de la gare est à vendre.\n",
        "Les bureaux de la région sont fermés.\n",
        "À la demande de la présidente, le point 2 est reporté.\n",
        "A la suite du vote, la commission est dissoute.\n",
        "À noter : la buvette sera ouverte.\n",
        "Prochaine réunion le 8 juin en visio\n",
        "Espace de travail partagé : le contrat est signé.\n",
        "La prochaine réunion se tiendra à la mairie de Pont-Levant.\n",
        "Mme Aubry, maison des associations, présente le projet.\n",
    ],
)  # fmt: skip
def test_a_place_that_is_only_spoken_of_is_none(read_text: ReadText, text: str) -> None:
    assert meeting_of(read_text, HEAD + text).location is None


DATED = [
    ("Compte rendu du bureau du 4 mai 2023\n\nDate de convocation : 27 avril 2023\n", (2023, 5, 4), None),
    ("Conseil municipal\n\nConvocation du 27 avril 2023\n\nSéance du 4 mai 2023\n", (2023, 5, 4), None),
    ("Valbrune, le 12 mai 2023\n\nCompte rendu de la réunion du 4 mai 2023\n", (2023, 5, 4), None),
    ("L'an deux mille vingt-trois, le quatre mai à dix-neuf heures, le conseil municipal s'est réuni.\n", (2023, 5, 4), None),
    ("Date : 04/05/2023\n\nRédigé le 12/05/2023\n", (2023, 5, 4), None),
    ("Bureau du jeudi 4 mai\n\nBudget 2023 : le budget 2023 est voté.\n", (2023, 5, 4), None),
    ("Séminaire du bureau des 4 et 5 mai 2023\n", (2023, 5, 4), (2023, 5, 5)),
    ("Réunion du 4 au 6 mai 2023\n", (2023, 5, 4), (2023, 5, 6)),
    ("Réunion du 4 mai 2023\n\nApprobation du compte rendu du 6 avril 2023\n\nProchaine réunion : 8 juin 2023\n", (2023, 5, 4), None),
    ("Bureau\n\nProchaine réunion : 8 juin 2023\n", None, None),
    ("Bureau\n\nLe budget est voté.\n", None, None),
    ("Compte rendu diffusé le 12 mai 2023\n\nRéunion du 4 mai 2023\n", (2023, 5, 4), None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day", "last"), DATED)
def test_the_day_is_that_of_the_meeting(
    read_text: ReadText, text: str, day: tuple[int, int, int] | None, last: tuple[int, int, int] | None
) -> None:
    meeting = meeting_of(read_text, text)
    assert (meeting.date, meeting.end_date) == (day and dt.date(*day), last and dt.date(*last))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Bureau du 4 mai 2023 de 10h à 12h30\n", "10:00", "12:30"),
        ("Bureau du 4 mai 2023, 10 h - 12 h\n", "10:00", "12:00"),
        ("Bureau du 4 mai 2023 à 19 h 00\n\nLa séance est levée à 22 h 15.\n", "19:00", "22:15"),
        ("Bureau du 4 mai 2023\n\nDébut de séance : 18 h 05\n\nFin de la réunion : 20 h\n", "18:05", "20:00"),
        ("Bureau du 4 mai 2023\n\nHoraires : 18:00 - 20:00\n", "18:00", "20:00"),
        ("Bureau du 4 mai 2023\n\nMme Aubry ouvre la séance à 18 h 30.\n", "18:30", None),
        ("Bureau du 4 mai 2023\n\nL'ordre du jour étant épuisé, la présidente lève la séance à 22 h.\n", None, "22:00"),
        ("Bureau du 4 mai 2023\n\nDébut 18 h, fin 20 h\n", "18:00", "20:00"),
        ("Bureau du 4 mai 2023\n\nLa réunion se termine à 20 h 15.\n", None, "20:15"),
        ("Bureau du 4 mai 2023\n\n9h30 - 12h, salle Rance\n", "09:30", "12:00"),
        ("Bureau du 4 mai 2023\n\nDurée : 2 h 30\n", None, None),
        ("Bureau du 4 mai 2023\n\nLe débat a duré plus de 2 h.\n", None, None),
        ("Bureau du 4 mai 2023\n\nLe marché ouvre à 8 h et ferme à 13 h.\n", None, None),
        ("Bureau du 4 mai 2023\n\nM. Bost arrive à 19 h 20.\n", None, None),
        ("Bureau du 4 mai 2023\n\nLa prochaine réunion aura lieu le 8 juin à 18 h.\n", None, None),
        ("Bureau du 4 mai 2023\n\nÀ la fin du spectacle, vers 22 h, la salle est rangée.\n", None, None),
        ("Bureau du 4 mai 2023\n\nLa bibliothèque commence ses ateliers à 14 h.\n", None, None),
    ],
)
def test_the_hours_are_those_of_the_meeting(read_text: ReadText, text: str, start: str | None, end: str | None) -> None:
    meeting = meeting_of(read_text, text)
    assert (meeting.start_time, meeting.end_time) == (start, end)
