"""Kind of a document: invented minutes of all shapes, and papers that surround meetings and are none."""

import pytest

from extractors.kind import classify, detect_language
from models.folding import fold
from models.vocabulary import DocumentType, Kind
from tests.unit.conftest import ReadText

MINUTES = {
    "procès-verbal": (
        "PROCÈS-VERBAL DE LA SÉANCE DU CONSEIL MUNICIPAL DU 4 MAI 2023\n\nÉtaient présents : Mme Aubry, M. Bost.\n\n"
        "Date de convocation : 27 avril 2023\n\nLe quorum étant atteint, la séance est ouverte à 19 h.\n\n"
        "Le conseil, après en avoir délibéré, approuve le devis à l'unanimité.\n\nLa séance est levée à 21 h.\n",
        "proces_verbal",
    ),
    "compte rendu": (
        "Compte rendu de la réunion du bureau du 4 mai\n\nPrésents : Lise, Jo, Sami. Excusée : Nour.\n\n"
        "Lise rappelle le calendrier. Jo propose de louer la salle. La salle sera louée par Sami.\n",
        "compte_rendu",
    ),
    "relevé de décisions": (
        "RELEVÉ DE DÉCISIONS\nComité de pilotage du 12 juin\n\n1. Le planning est validé.\n2. Le devis est approuvé.\n",
        "releve_de_decisions",
    ),
    "notes": ("Notes de réunion, 4 mai\n\nprésents : Jo, Lise\n\n- Jo appelle le traiteur\n- affiche à refaire\n", "notes"),
    "without a title": (
        "Bureau du 4 mai 2023\n\nPrésents : Lise Morel, Jo Petit, Sami Sarr\nExcusée : Nour Haddad\n\n"
        "Lise ouvre la séance à 18 h. Elle rappelle le budget de la fête et remercie les bénévoles. Jo précise que le "
        "traiteur a été relancé et propose de changer de date. La date du 12 juin est adoptée.\n\nFin de la "
        "réunion à 20 h.\n",
        "unknown",
    ),
    "very short": ("CR bureau 4/5\nPrésents : Lise, Jo\nDevis validé. Jo s'occupe de la salle.\n", "compte_rendu"),
    "with a convocation told": (
        "Procès-verbal de l'assemblée générale\n\nSur convocation du 3 mai, les adhérents se sont réunis le 20 mai. "
        "Présents : 12, excusés : 3.\n\nLe rapport moral est adopté à l'unanimité.\n",
        "proces_verbal",
    ),
    "that adopt statutes": (
        "PROCÈS-VERBAL DE L'ASSEMBLÉE GÉNÉRALE EXTRAORDINAIRE\n\nModification des statuts de "
        "l'association\n\nPrésents : "
        "Mme Aubry, M. Bost, Mme Sarr.\n\nLes nouveaux statuts sont adoptés à l'unanimité. La séance est levée à "
        "20 h.\n",
        "proces_verbal",
    ),
}  # fmt: skip
OTHERS = {
    "convocation": (
        "CONVOCATION\n\nMadame, Monsieur,\n\nVous êtes invités à l'assemblée générale qui se tiendra le 3 juin à "
        "18 h à la "
        "salle des fêtes.\n\nOrdre du jour :\n- rapport moral\n- budget\n\nComptant sur votre présence, le président\n",
        "convocation",
    ),
    "letter of invitation": (
        "Valbrune, le 3 mai\n\nMadame, Monsieur,\n\nJ'ai le plaisir de vous inviter à la prochaine réunion du "
        "comité de "
        "pilotage, qui aura lieu le mardi 12 juin à 14 h en mairie. Merci de confirmer votre "
        "présence.\n\nVeuillez agréer, "
        "Madame, Monsieur, mes salutations distinguées.\n",
        "convocation",
    ),
    "proxy form": (
        "POUVOIR\n\nJe soussigné(e) ........ donne pouvoir à ........ pour me représenter à l'assemblée générale "
        "du 3 juin "
        "et voter en mon nom.\n\nDate et signature, précédées de « Bon pour pouvoir »\n",
        "form",
    ),
    "report": (
        "RAPPORT D'ACTIVITÉ 2023\n\nL'association a mené douze ateliers dans l'année. Le public a été nombreux et les "
        "partenaires ont renouvelé leur soutien. Les recettes progressent de 4 %. Les ateliers de réparation ont réuni "
        "soixante personnes. Le jardin partagé a produit deux cents kilos de légumes pour les familles du quartier.\n",
        "report",
    ),
    "statutes": (
        "STATUTS DE L'ASSOCIATION\n\nArticle 1 : il est fondé entre les adhérents une association régie par la "
        "loi de 1901.\n\n"
        "Article 9 : l'assemblée générale se réunit chaque année. Elle délibère à la majorité des membres présents ou "
        "représentés.\n\nArticle 10 : le quorum est du quart des membres.\n",
        "statutes",
    ),
    "agenda alone": (
        "ORDRE DU JOUR\nBureau du 4 mai à 18 h\n\n1. Budget de la fête\n2. Traiteur\n3. Questions diverses\n", "agenda",
    ),
    "membership form": (
        "BULLETIN D'ADHÉSION\n\nNom, prénom : ........\nAdresse : ........\nÀ retourner avec un chèque de 10 euros.\n"
        "Date et signature\n",
        "form",
    ),
    "recipe": ("Tarte aux pommes\n\nÉplucher les pommes, étaler la pâte, cuire trente minutes à four chaud.\n", "unknown"),
}  # fmt: skip


@pytest.mark.parametrize("name", MINUTES)
def test_minutes_are_told_by_what_they_say(read_text: ReadText, name: str) -> None:
    text, document_type = MINUTES[name]
    verdict = classify(read_text(text))
    assert (verdict.kind, verdict.document_type) == (Kind.MINUTES, DocumentType(document_type))


@pytest.mark.parametrize("name", OTHERS)
def test_papers_around_a_meeting_are_no_minutes(read_text: ReadText, name: str) -> None:
    text, document_type = OTHERS[name]
    verdict = classify(read_text(text))
    assert (verdict.kind, verdict.document_type) == (Kind.OTHER, DocumentType(document_type))


def test_minutes_in_another_language_are_refused_with_an_issue(read_text: ReadText) -> None:
    text = (
        "MINUTES OF THE MEETING OF THE BOARD\n\nThe chair opened the meeting at 10 and welcomed the members. The "
        "minutes of "
        "the last meeting were approved. It was agreed that the treasurer will send the accounts to the members "
        "by the end "
        "of the month. There was a discussion on the new building and on the costs of it.\n"
    )
    verdict = classify(read_text(text))
    assert (verdict.kind, verdict.language, [i.code.value for i in verdict.issues]) == (
        Kind.OTHER,
        "en",
        ["NOT_FRENCH"],
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("le conseil a voté le budget de la commune et les travaux de la rue " * 3, "fr"),
        ("the board has approved the budget and the works of the street " * 3, "en"),
        ("der Rat hat die Kosten für das Haus und den Weg mit dem Amt nicht gezahlt " * 3, "de"),
        ("le conseil a voté", None),
        ("12 15 18 20 " * 10, None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert detect_language(fold(text)) == language
