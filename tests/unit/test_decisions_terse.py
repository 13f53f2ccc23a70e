"""Decisions in few words: what a secretary notes when the room has settled something, and what only tells.

Each sentence stands alone; the rules of sections, lists and results are tested in test_decisions.py.
"""

import pytest

from extractors.decisions import extract_decisions
from extractors.reading import Reading
from models.records import Decision, Minutes
from pipeline.readers import read_document
from pipeline.segment import segment


def decisions(text: str) -> tuple[Decision, ...]:
    document = read_document(text.encode(), source="minutes.txt")
    return extract_decisions(Reading(document, segment(document)), Minutes()).decisions


SETTLED = [
    "Le goûter de Noël est avancé d'une semaine.",
    "La cotisation passe de 15 à 18 €.",
    "Le prix du repas est porté à 4,20 €.",
    "Pas d'augmentation cette année.",
    "Nous irons donc à Saint-Malo.",
    "Nous gardons l'imprimeur habituel.",
    "Nous renonçons au feu d'artifice.",
    "Nous ne reconduirons pas la loterie.",
    "C'est la proposition de Marthe qui l'emporte.",
    "Choix du comité : la deuxième maquette.",
    "Le bureau préfère attendre l'an prochain.",
    "Le bureau ne donne pas suite à la demande du club de boxe.",
    "Le CA donne son feu vert pour l'achat du four.",
    "Feu vert pour la peinture du hall.",
    "Va pour le samedi 14.",
    "Banco pour le château gonflable.",
    "Entendu : le local ferme à 22 h.",
    "Convenu avec tous : le local ferme à 22 h.",
    "La demande de M. Petit est rejetée faute de pièces.",
    "La demande n'est pas retenue.",
    "Cette offre n'a pas été retenue.",
    "Le conseil n'accède pas à la demande.",
    "Le comité se prononce contre l'achat.",
    "L'assemblée repousse l'amendement.",
    "Le conseil prend acte du rapport.",
    "Quitus est donné au trésorier.",
    "L'assemblée donne quitus au syndic.",
    "Sont élus au bureau : Mme Roy, M. Petit.",
    "Mme Roy est élue présidente.",
    "M. Petit accepte le poste de trésorier et est élu.",
    "Mandat est donné au président pour signer le bail.",
    "Pouvoir est donné au maire de signer.",
    "Autorisation est donnée à la présidente de recruter.",
    "Le président est autorisé à signer la convention.",
    "Le point est reporté.",
    "Report du point 5 à la prochaine séance.",
    "Point 5 : reporté.",
    "Le vote est reporté au mois prochain.",
    "La décision est ajournée.",
    "La décision est remise à plus tard.",
    "La commission se réunira désormais le jeudi.",
    "Désormais, les clés seront rendues le soir même.",
    "Dorénavant, toute sortie devra être signalée au gardien.",
    "À compter du 1er mars, le tarif passe à 5 €.",
    "Ouverture maintenue le dimanche.",
    "Achat validé pour 350 €.",
    "Accord pour l'achat d'un barnum.",
    "D'accord pour prêter la salle aux scouts.",
    "Ok pour le devis Lambert.",
    "Avis favorable de la commission pour la vente.",
    "Le comité émet un avis défavorable.",
    "Il n'est pas donné suite à cette demande.",
    "Il est mis fin au contrat.",
    "Il est fait le choix de la variante courte.",
    "Il a été jugé préférable de garder l'ancien bail.",
    "Il est prévu de refaire la toiture en 2027 : accord de tous.",
    "Consensus pour maintenir le tarif.",
    "Tous les présents sont favorables à l'achat.",
    "Les présents optent pour le bleu.",
    "Les copropriétaires décident de surseoir aux travaux.",
    "Le maître d'ouvrage valide le carrelage gris.",
    "Arbitrage : on garde la chaudière actuelle.",
    "Option 2 retenue.",
    "Scénario 3 retenu par le COPIL.",
    "Le COPIL tranche en faveur de la variante sud.",
    "PV du 3 mai adopté sans remarque.",
    "Aucune remarque, le PV est adopté.",
    "Le PV n'appelle pas d'observation, il est adopté.",
    "Le compte rendu est approuvé sous réserve d'une correction.",
    "Pas d'objection, la sortie est maintenue.",
    "Personne ne s'y opposant, la règle est adoptée.",
    "L'association ne participera pas au forum.",
    "Le stage de mai est annulé faute d'inscrits.",
    "Stage de mai annulé.",
    "La kermesse n'aura pas lieu.",
    "La kermesse aura lieu quand même.",
    "Décision : on achète.",
    "=> on garde la salle B",
    "Conclusion : pas de changement.",
    "Retenu : le gymnase de la Plaine.",
    "La date du 12 juin est retenue.",
    "Date retenue : 12 juin.",
    "Le 12 juin est confirmé.",
    "tombola ? non, pas cette fois",
    "max 3 lots par famille",
    "OK : la porte sera doublée d'un rideau.",
    "Bail du hangar : maintenu jusqu'en juin, le temps de trouver mieux.",
    "Avenant 3 : accord de principe, à chiffrer.",
    "Finalement ce sera le samedi 4 mai.",
    "C'est la maquette bleue qui a été retenue.",
    "Les horaires restent inchangés.",
    "On ne remplace pas le vidéoprojecteur.",
    "On décale au jeudi 12.",
    "Fermeture le lundi maintenue.",
    "Le goûter se fera finalement dans le préau.",
    "C'est non pour le feu d'artifice.",
    "C'est oui pour les deux bancs.",
    "Refus unanime.",
    "On reste à 20 h.",
    "On vote pour la formule A.",
    "On se met d'accord sur le 14.",
    "Tous d'accord pour inviter la fanfare.",
    "Proposition retenue : deux séances par mois.",
    "Lieu retenu : le foyer.",
    "Le groupe retient la date du 8 mars.",
    "L'équipe choisit le logo vert.",
    "La réunion valide la liste des travaux.",
    "Les élus s'opposent à la fermeture.",
    "Le conseil émet le souhait de garder l'école ouverte : adopté.",
    "La gratuité est accordée aux scouts.",
    "La gratuité est refusée au club privé.",
    "La location est interdite après minuit.",
    "Interdiction de fumer sur la terrasse : adoptée.",
    "Le règlement est modifié comme suit : les clés sont rendues le dimanche.",
    "Article 4 : supprimé.",
    "L'article 4 est remplacé par : « Les clés sont rendues le dimanche ».",
    "La candidature de Mme Roy est acceptée.",
    "Mme Roy est désignée référente sécurité.",
    "M. Petit est nommé vice-président.",
    "Le mandat de M. Petit est renouvelé pour trois ans.",
    "Démission de M. Petit acceptée.",
    "Le contrat de nettoyage est résilié.",
    "Le marché est attribué à l'entreprise Lange pour 45 000 €.",
    "Entreprise Lange retenue pour le lot 4.",
    "Le lot 4 est confié à l'entreprise Lange.",
    "L'offre Lange est la mieux-disante : retenue.",
    "Un budget de 500 € est alloué à la fête.",
    "500 € sont votés pour la fête.",
    "L'achat de deux tables est décidé.",
    "La dépense est acceptée.",
    "Le principe d'une sortie en juin est acquis.",
    "Il est acté que le local ferme à 22 h.",
    "Il est entendu que chacun range.",
    "Il ne sera pas fait appel à un prestataire.",
    "Aucune suite ne sera donnée.",
    "La question est ajournée à octobre.",
    "Point reporté faute de temps.",
    "Rien ne change pour les horaires.",
]

TOLD = [
    "Le maire pense que le tarif est trop bas.",
    "Mme Roy propose d'attendre.",
    "Il faudrait refaire la toiture.",
    "La préfecture a refusé le dossier.",
    "L'entreprise a validé la commande.",
    "Le bus passe à 8 h.",
    "La température passe de 18 à 21 degrés en journée.",
    "Le prix du gaz a augmenté.",
    "La salle est ouverte le dimanche.",
    "Le club compte 120 licenciés.",
    "Les travaux sont terminés.",
    "Le devis est arrivé hier.",
    "Qui serait d'accord pour tenir la buvette ?",
    "La question du parking est évoquée.",
    "Le débat s'engage sur le tarif.",
    "On ne sait pas encore quand la fibre arrivera.",
    "On ne voit pas bien la scène.",
    "On prend du retard sur le lot 3.",
    "Le trésorier présente les comptes.",
    "M. Petit est absent.",
    "La commission d'appel d'offres s'est réunie le 3 mai.",
    "Le conseil départemental a accordé 4 000 €.",
    "Statut : en cours.",
    "Devis : reçu.",
    "Le rapport est consultable en mairie.",
    "Les enfants sont ravis.",
    "Monsieur le maire remercie les bénévoles.",
    "Le quorum est atteint.",
    "La séance est ouverte à 20 h.",
    "La séance est levée à 22 h.",
    "Élus présents : 12.",
    "Le stock est limité à 40 chaises depuis l'incendie.",
    "Tout le monde est content.",
    "Si le temps le permet, la fête aura lieu dehors.",
    "La subvention pourrait être refusée.",
    "L'an dernier, la kermesse avait été annulée.",
    "Accord-cadre de fournitures",
    "Le comité des fêtes a annulé son loto.",
    "Les inscriptions sont closes.",
    "Il y a eu 40 participants.",
    "La directrice explique que le projet a été validé par l'inspection.",
    "Ce point sera mis au vote en juin.",
    "Le panneau a été volé.",
    "Les candidats retenus seront prévenus par courrier.",
    "Date limite : 12 juin.",
    "Mardi : piscine, jeudi : judo.",
    "Reste à payer : 350 €.",
    "La facture est payée.",
    "Le matériel a été livré.",
    "Demande de devis : en attente.",
    "Quorum atteint ? oui",
    "Statut du lot 3 : validé",
    "Aide : refusée par la préfecture",
    "Page Facebook : un point chaque lundi",
    "Mme Roy est désignée secrétaire de séance.",
    "Tout le monde est d'accord sur le but, c'est la date qui fâche.",
    "On prend du retard sur le lot 2.",
    "Le prix du gaz passe à 0,12 €.",
    "Budget voté en mai 2019.",
    "Un carnet (2 pages max) sera distribué.",
    "Le règlement est affiché dans le hall.",
    "Mme Roy remplace M. Petit, malade.",
    "Le marché a été attribué par la métropole en mars.",
    "La location est gratuite pour les écoles.",
    "Les tables sont rangées au sous-sol.",
    "C'est oui ou c'est non, demande M. Petit.",
    "On reste à l'écoute des familles.",
    "On vote à 18 ans.",
    "L'équipe est au complet.",
    "L'équipe choisira après les essais.",
    "Le contrat arrive à échéance en mai.",
    "Le budget de la fête est de 500 €.",
    "Le dossier est complet.",
    "Le dossier est en cours d'instruction.",
    "Rien n'est encore arrêté.",
    "Aucune inscription à ce jour.",
    "Les élus s'inquiètent de la fermeture.",
    "Fermeture de la piscine du 3 au 9 mai.",
    "Le lot 4 est terminé.",
    "La question revient souvent.",
    "Le goûter a eu beaucoup de succès.",
    "La dépense dépasse le budget prévu.",
    "Le préfet a interdit la baignade.",
    "Le principe de la sortie est discuté.",
    "M. Petit voudrait que le contrat soit résilié.",
    "Le président quitte la salle ; la présidence est confiée à Mme Roy.",
]


@pytest.mark.parametrize("sentence", SETTLED)
def test_settled(sentence: str) -> None:
    found = decisions(sentence)
    assert [decision.text for decision in found] == [sentence.lstrip("=-> ")] or [d.text for d in found] == [sentence]


@pytest.mark.parametrize("sentence", TOLD)
def test_told(sentence: str) -> None:
    assert decisions(sentence) == ()


def test_answer_is_joined_to_what_was_asked() -> None:
    found = decisions("Jo demande deux bornes de plus (1 100 €). Accordé sur le budget du club. Léa commande.")
    assert [d.text for d in found] == ["Jo demande deux bornes de plus (1 100 €). Accordé sur le budget du club."]


def test_all_agree_is_a_vote() -> None:
    (decision,) = decisions("On garde la buvette, tout le monde est d'accord.")
    assert decision.vote is not None and decision.vote.unanimous is True
    (divided,) = decisions("On garde la buvette, tout le monde est d'accord sauf Jo.")
    assert divided.vote is None


def test_result_in_capitals_ends_its_sentence() -> None:
    text = (
        "Il est proposé par Mme Roy, appuyé par M. Lange, d'acheter un four. ADOPTÉE À L'UNANIMITÉ Mme Roy préviendra."
    )
    (decision,) = decisions(text)
    assert decision.text.endswith("ADOPTÉE À L'UNANIMITÉ")
    assert decision.vote is not None and decision.vote.unanimous is True


def test_second_clause_is_a_decision_of_its_own() -> None:
    text = "Le prêt est accordé à l'unanimité ; la demande du club de boxe est renvoyée en commission."
    first, second = decisions(text)
    assert first.vote is not None and second.vote is None
