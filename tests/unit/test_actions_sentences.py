"""Actions told in prose: for each rule sentences that must fire and near misses that must not; all invented."""

import datetime as dt

import pytest

from extractors.actions import extract_actions
from models.records import ActionItem, Attendance, Meeting, Minutes
from tests.unit.conftest import ReadText

MEETING = Meeting(date=dt.date(2023, 5, 4))
PEOPLE = tuple(Attendance(name=name) for name in ("Lise Aubry", "Jo Petit", "Nour Haddad", "Denis Huchet"))


def actions_of(read_text: ReadText, text: str) -> tuple[ActionItem, ...]:
    """The actions of a text, with a meeting of 4 May 2023 and four people on the list."""
    return extract_actions(read_text(text), Minutes(meeting=MEETING, attendance=PEOPLE)).actions


FIRES = [
    # label
    ("label", "Action : relancer le traiteur avant la fête.", ()),
    ("label", "À faire : commander les chaises.", ()),
    ("label", "Suite à donner : Lise, transmettre le devis.", ("Lise",)),
    ("label", "Action : DH + Jo, mettre le plan en ligne.", ("DH", "Jo")),
    # offer
    ("offer", "Mme Aubry se charge de la réservation de la salle.", ("Aubry",)),
    ("offer", "M. Petit s'occupe de la buvette.", ("Petit",)),
    ("offer", "Lise et Jo s'engagent à relancer le traiteur.", ("Lise", "Jo")),
    ("offer", "La commission voirie est chargée du dossier.", ("commission voirie",)),
    # request
    ("request", "Il est demandé aux communes de renvoyer le tableau.", ("communes",)),
    ("request", "Merci de transmettre vos remarques avant le 20 mai.", ()),
    ("request", "Les membres du comité sont invités à relire le document.", ("membres du comité",)),
    # future
    ("future", "Mme Aubry enverra le tableau aux communes.", ("Aubry",)),
    ("future", "La commission voirie et le SIVU établiront un plan commun.", ("commission voirie", "SIVU")),
    ("future", "Nous préparerons une affiche pour la fête.", ()),
    ("future", "Le trésorier vérifiera les factures.", ("trésorier",)),
    ("future", "Lise lui transmettra le dossier demain.", ("Lise",)),
    # near future
    ("near_future", "Jo va préparer le programme.", ("Jo",)),
    ("near_future", "Lise et Nour vont contacter le notaire.", ("Lise", "Nour")),
    ("near_future", "Un courrier va être envoyé aux riverains.", ()),
    # passive
    ("passive", "Le compte rendu sera diffusé par Jo Petit.", ("Jo Petit",)),
    ("passive", "Un devis sera demandé avant le 20 mai.", ()),
    ("passive", "Les panneaux seront installés par les services techniques.", ("services techniques",)),
    # duty
    ("duty", "Mme Aubry doit relancer le notaire.", ("Aubry",)),
    ("duty", "Le bureau devra finaliser le budget avant le 1er juin.", ("bureau",)),
    ("duty", "Jo et Nour doivent vérifier les comptes.", ("Jo", "Nour")),
    # present with a deadline
    ("charge.present", "Mme Aubry envoie le dossier à l'inspection pour le 15 novembre.", ("Aubry",)),
    ("present", "Le SIVU commande les panneaux avant le 1er juin.", ("SIVU",)),
    ("charge.present", "Jo appelle le notaire demain.", ("Jo",)),
    ("charge.present", "Lise et Jo mettent le plan en ligne d'ici lundi.", ("Lise", "Jo")),
    # infinitive
    ("infinitive", "Préparer le remplacement du gardien avant le 15 juin.", ()),
    ("infinitive", "Relancer le traiteur (Jo).", ("Jo",)),
    # to do
    ("to_do", "Devis à demander.", ()),
    ("to_do", "Communication à faire.", ()),
    ("to_do", "Programme à diffuser (Jo).", ("Jo",)),
]

SILENT = [
    # conditionals
    "Mme Aubry enverrait le tableau si les communes le souhaitent.",
    "Si la subvention est refusée, M. Petit relancera la région.",
    "Il faudrait relancer le traiteur.",
    "On pourrait commander des chaises.",
    # wishes
    "Le comité souhaite que M. Petit prépare un budget.",
    "M. Petit aimerait rencontrer le notaire.",
    # questions
    "Qui va préparer le programme ?",
    "Mme Aubry enverra-t-elle le tableau ?",
    # events announced
    "La fête aura lieu le 12 juin.",
    "La prochaine séance se tiendra en mairie.",
    "La séance sera ouverte à 18 h.",
    "Le chantier commencera en septembre.",
    # reported past
    "Mme Aubry a envoyé le tableau aux communes.",
    "M. Petit avait relancé le traiteur.",
    "Le devis a été demandé en mars.",
    # negations
    "Mme Aubry n'enverra pas le tableau.",
    "Le devis ne sera pas demandé.",
    "La commune ne prendra pas en charge les travaux.",
    "Personne ne relancera le traiteur.",
    "Aucun devis ne sera demandé.",
    # general recommendations
    "Il faut anticiper.",
    "Il faut travailler ensemble.",
    "Chacun doit faire attention aux horaires.",
    "Nous devons rester prudents.",
    "Il faut faire confiance aux habitants.",
    # relative clauses
    "Les textes qui seront publiés par la région sont attendus.",
    "Le prestataire qui installera la chaudière n'est pas connu.",
    "Mme Aubry présente le rapport que la commission transmettra.",
    # rules of procedure
    "La carte sera présentée à l'entrée.",
    "Les chèques seront signés par deux personnes.",
    "Les clés seront remises à chaque locataire à son arrivée.",
    "En cas d'absence, le titulaire sera remplacé par son suppléant.",
    "Les demandes seront traitées par ordre d'arrivée.",
    # budgets
    "La dépense sera imputée au compte 615.",
    "Les crédits seront inscrits au budget primitif, chapitre 21.",
    "La dépense sera prélevée sur l'article 2188.",
    "Les travaux seront financés par la région à hauteur de 40 %.",
    "La recette sera versée au budget annexe.",
    # bullets of a délibération
    "AUTORISE le maire à signer la convention.",
    "CHARGE Monsieur le maire de l'exécution de la présente délibération.",
    "DIT que les crédits seront inscrits au budget.",
    "Donne pouvoir au maire pour signer tous les documents.",
    # effects and things
    "Le projet permettra de réduire les coûts.",
    "Le nouveau four réduira la consommation.",
    "La taxe sera réduite de moitié.",
    "Les coupes seront réalisées au cours de l'hiver par nature, comme chaque année.",
    # roles told
    "Mme Aubry, chargée de mission, présente le dossier.",
    "Le CA s'occupe chaque année du fleurissement.",
    "M. Petit rappelle que la région prend en charge les frais de transport.",
    # gerunds and infinitives that are a subject or a purpose
    "Faire le bilan est essentiel.",
    "Travailler avec les écoles est une chance.",
    "Évaluer permet de disposer de chiffres.",
    "Pour finir, Mme Aubry remercie les bénévoles.",
    "Réunir trente personnes un soir de match est déjà un succès.",
    "Communiquer sur les événements pour mieux se coordonner",
    "Rappeler les règles ne suffit pas.",
    # reports of what others do
    "M. Petit déclare qu'il ne votera aucune hausse tant que la commune paiera deux fois.",
    "Il est convenu que les cuves seront partagées entre les jardins.",
    "Anaïs quitte l'association, elle sera remplacée par Corentin.",
    # invitations to everyone in the world
    "Tous les habitants sont invités à participer à la fête.",
    "Les parents sont invités à assister au spectacle.",
    # present without a deadline, of talk, of events
    "Le SIVU envoie le dossier à l'inspection.",
    "Le maire présente le budget avant le vote.",
    "Mme Aubry rappelle que la région attend les dossiers pour le 15 novembre.",
    "La commune organise un forum le 12 juin.",
    "Le bureau, relancé avant le 20 mai par la région, s'étonne du retard.",
    "Le gardien nettoie la cour chaque lundi.",
    # talk of the meeting itself
    "On va commencer par le bilan.",
    "Nous allons passer au vote.",
    "Nous verrons cela plus tard.",
]


@pytest.mark.parametrize(("rule", "sentence", "owners"), FIRES, ids=[f"{r}: {s}" for r, s, _ in FIRES])
def test_a_sentence_that_charges_somebody_is_an_action(
    read_text: ReadText, rule: str, sentence: str, owners: tuple[str, ...]
) -> None:
    found = actions_of(read_text, f"Le bureau a entendu le rapport.\n\n{sentence}\n")
    seen = [(a.evidence[0].rule, a.text, a.owners) for a in found]
    assert seen == [(f"actions.{rule}", sentence, owners)]


@pytest.mark.parametrize("sentence", SILENT)
def test_a_sentence_that_only_looks_like_it_is_none(read_text: ReadText, sentence: str) -> None:
    found = actions_of(read_text, f"Le bureau a entendu le rapport.\n\n{sentence}\n")
    assert [(a.evidence[0].rule, a.text) for a in found] == []
