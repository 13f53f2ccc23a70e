"""Title, body, officers, next meeting and quorum: invented minutes, one fact each, and what only looks like it."""

import datetime as dt

import pytest

from extractors.meeting import extract_meeting
from models.records import Meeting, Minutes, Quorum
from tests.unit.conftest import ReadText


def meeting_of(read_text: ReadText, text: str) -> Meeting:
    return extract_meeting(read_text(text), Minutes()).meeting


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "MAIRIE DE VALBRUNE\n\nCompte rendu du conseil municipal du 4 mai 2023\n",
            "Compte rendu du conseil municipal du 4 mai 2023",
        ),
        ("Les Amis du moulin\n\nProcès-verbal de l'assemblée générale\n", "Procès-verbal de l'assemblée générale"),
        ("Compte rendu\n\nRéunion du bureau n° 2\n\nPrésents : Lise, Jo\n", "Réunion du bureau n° 2"),
        ("Objet : réunion du comité de pilotage\n\nDate : 4 mai 2023\n", "réunion du comité de pilotage"),
        ("AG 2023\n\nPrésents : Lise, Jo\n", "AG 2023"),
        (
            "3 rue des Lilas\n\nConseil d'école du 4 mai 2023\n\nORDRE DU JOUR\n\n1. Budget\n",
            "Conseil d'école du 4 mai 2023",
        ),
        ("Ordre du jour :\n\n1. Budget\n2. Voirie\n", None),
        ("Présents : Mme Aubry, M. Bost\n\nLe budget est voté.\n", None),
    ],
)
def test_the_title_is_the_line_that_names_the_meeting(read_text: ReadText, text: str, title: str | None) -> None:
    assert meeting_of(read_text, text).title == title


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Compte rendu du conseil municipal du 4 mai 2023\n", "conseil municipal"),
        ("Compte rendu du comité de pilotage du schéma cyclable du 4 mai\n", "comité de pilotage du schéma cyclable"),
        ("CR du CA du 4 mai 2023\n", "CA"),
        ("Réunion du groupe de travail Mobilités douces\n", "groupe de travail Mobilités douces"),
        ("Assemblée générale ordinaire du 4 mai\n", "Assemblée générale ordinaire"),
        ("Commission Voirie - 4 mai 2023\n", "Commission Voirie"),
        ("Bureau du 4 mai 2023\n", "Bureau"),
        ("Commission de l'eau - 4 mai 2023\n", "Commission de l'eau"),
        (
            "Conseil d'administration de l'association Les Amis du moulin\n",
            "Conseil d'administration de l'association Les Amis du moulin",
        ),
        (
            "Réunion du 4 mai 2023\n\nMme Aubry donne un conseil utile aux locataires, dans son bureau, et ça marche.\n",
            None,
        ),
        ("Réunion du 4 mai 2023\n\nLe bureau d'études présente le groupe scolaire.\n", None),
        ("Rencontre du 4 mai 2023\n\nLes habitants ont parlé du jardin.\n", None),
    ],
)
def test_the_body_that_met(read_text: ReadText, text: str, body: str | None) -> None:
    assert meeting_of(read_text, text).body == body


HEAD = "Compte rendu du bureau du 4 mai 2023\n\n"


@pytest.mark.parametrize(
    ("text", "chair", "secretary"),
    [
        ("Président de séance : M. Paul Bost\n", "Paul Bost", None),
        ("Animation : Jo Petit, chargée de mission\n", "Jo Petit", None),
        ("Le bureau s'est réuni sous la présidence de Mme Lise Aubry, maire.\n", "Lise Aubry", None),
        ("La réunion est présidée par Mme Lise Aubry.\n", "Lise Aubry", None),
        ("Mme Lise Aubry ouvre la séance à 19 h.\n", "Lise Aubry", None),
        ("Mme Lise Aubry, présidente, déclare la séance ouverte.\n", "Lise Aubry", None),
        ("Secrétaire de séance : Nour Haddad\n", None, "Nour Haddad"),
        ("Mme Nour Haddad a été désignée secrétaire de séance.\n", None, "Nour Haddad"),
        ("Mme Nour Haddad est élue secrétaire de séance à l'unanimité.\n", None, "Nour Haddad"),
        ("Rédaction : DH\n", None, "DH"),
        ("Compte rendu rédigé par Nour Haddad\n", None, "Nour Haddad"),
        ("M. Denis Huchet prend les notes.\n", None, "Denis Huchet"),
        ("Bureau de séance :\n\n- Président : Paul Bost\n- Secrétaire : Nour Haddad\n", "Paul Bost", "Nour Haddad"),
        # near misses
        ("M. Paul Bost, président de l'association Les Amis du moulin, est excusé.\n", None, None),
        ("Président de séance :\n", None, None),
        ("Le secrétaire de séance est désigné à chaque réunion.\n", None, None),
        ("Le secrétariat général de la préfecture, Mme Nour Haddad, est informé.\n", None, None),
        ("Mme Nour Haddad, secrétaire de mairie, assiste à la réunion.\n", None, None),
        ("Le comité de rédaction réunit Jo Petit et Lise Aubry.\n", None, None),
        ("Animation du marché de Noël : Jo Petit propose un manège.\n", None, None),
        ("M. Paul Bost a ouvert un nouveau restaurant.\n", None, None),
        ("La rédaction du bulletin est confiée à Jo Petit.\n", None, None),
    ],
)
def test_who_presides_and_who_writes(read_text: ReadText, text: str, chair: str | None, secretary: str | None) -> None:
    meeting = meeting_of(read_text, HEAD + text)
    assert (meeting.chair, meeting.secretary) == (chair, secretary)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("La prochaine réunion aura lieu le 8 juin à 18 h.\n", (2023, 6, 8), (2023, 6, 8)),
        ("Prochaine réunion : jeudi 8 juin 2023\n", (2023, 6, 8), (2023, 6, 8)),
        ("Prochain bureau le 8 juin.\n", (2023, 6, 8), (2023, 6, 8)),
        ("Prochaine réunion le 8 ou le 15 juin.\n", (2023, 6, 8), (2023, 6, 15)),
        ("Prochaine assemblée le 1er juillet.\n\nProchain bureau le 8 juin.\n", (2023, 6, 8), (2023, 6, 8)),
        ("La date de la prochaine réunion est fixée au 8 juin.\n", (2023, 6, 8), (2023, 6, 8)),
        ("Le devis est à préparer pour la prochaine réunion, avant le 8 juin.\n", None, None),
        ("La précédente réunion a eu lieu le 6 avril 2023.\n", None, None),
        ("Prochaine réunion : date à fixer.\n", None, None),
        ("La fête aura lieu le 8 juin.\n", None, None),
        ("Ce point sera traité lors de la prochaine réunion, après le vote du 8 juin.\n", None, None),
    ],
)
def test_the_next_meeting(
    read_text: ReadText, text: str, start: tuple[int, int, int] | None, end: tuple[int, int, int] | None
) -> None:
    following = meeting_of(read_text, HEAD + text).next_meeting
    found = (following.start, following.end) if following else (None, None)
    assert found == (start and dt.date(*start), end and dt.date(*end))


@pytest.mark.parametrize(
    ("text", "quorum"),
    [
        ("Nombre de membres en exercice : 15\n", Quorum(members_in_office=15)),
        ("Le conseil compte 15 membres en exercice.\n", Quorum(members_in_office=15)),
        (
            "Membres en exercice : 15 - Présents : 12 - Pouvoirs : 2\n",
            Quorum(members_in_office=15, present=12, represented=2),
        ),
        ("Le quorum est atteint.\n", Quorum(reached=True)),
        ("Le quorum (8) est atteint.\n", Quorum(required=8, reached=True)),
        ("Le quorum n'est pas atteint.\n", Quorum(reached=False)),
        ("Le quorum n'étant pas atteint, l'assemblée est reportée.\n", Quorum(reached=False)),
        ("Quorum requis : 8\n", Quorum(required=8)),
        ("Présents : Mme Aubry, M. Bost\n", None),
        ("Présents : 18 h, Mme Aubry\n", None),
        ("Le budget est voté par 12 voix pour.\n", None),
        ("Pouvoirs : M. Bost à Mme Aubry\n", None),
    ],
)
def test_the_numbers_of_the_quorum(read_text: ReadText, text: str, quorum: Quorum | None) -> None:
    assert meeting_of(read_text, HEAD + text).quorum == quorum


def test_a_meeting_that_only_the_running_header_names(read_text: ReadText) -> None:
    header = "AG EXTRAORDINAIRE DU 4 MAI 2023"
    topics = ("du jardin", "de la buvette", "des affiches", "du local")
    told = (
        "est discuté par les cercles.",
        "prend une heure.",
        "est repris en mars.",
        "suit son cours.",
        "reste ouvert.",
    )
    pages = ["\n".join([header, "", *(f"Le point {topic} {words}" for words in told), ""]) for topic in topics]
    meeting = meeting_of(read_text, "\f".join(pages))
    assert (meeting.title, meeting.date) == (header, dt.date(2023, 5, 4))


@pytest.mark.parametrize(
    ("text", "chair", "secretary"),
    [
        ("Président : M. Guy Vasseur, gérant. Secrétaire : Mme Ida Crespin (CFDT).", "Guy Vasseur", "Ida Crespin"),
        ("PRESENTS : M. Vasseur, Mme Lorme\n\nSECRETAIRE : Mme CRESPIN", None, "CRESPIN"),
        ("Présidente : Mme Ida Crespin. Trésorier : M. Guy Vasseur. Secrétaire : M. Luc Lorme.", None, None),
        ("Le secrétaire : bonjour à tous.", None, None),
        ("La séance est suivie par Mme Ida Crespin, assistée de M. Guy Vasseur, secrétaire.", None, "Guy Vasseur"),
        ("Mme Ida Crespin parle, assistée de M. Guy Vasseur, trésorier.", None, None),
        ("Le budget est adopté.\n\nLe secrétaire, M. Guy Vasseur", None, "Guy Vasseur"),
        ("Le secrétaire, M. Guy Vasseur, lit le rapport.", None, None),
    ],
)
def test_officers_are_labelled_beside_each_other_and_in_signatures(
    read_text: ReadText, text: str, chair: str | None, secretary: str | None
) -> None:
    meeting = meeting_of(read_text, f"Procès-verbal du comité\n\n{text}\n")
    assert (meeting.chair, meeting.secretary) == (chair, secretary)
