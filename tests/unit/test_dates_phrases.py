"""What secretariats write: short dates, weekdays with a number, weeks, deadlines, and what only looks like a date.

Spoken on Tuesday 14 October 2025. "a/b" is an interval, "a/" and "/b" are open; an empty list is silence.
"""

import datetime as dt

import pytest

from extractors.grammar.dates import DateMatch, find_dates

REFERENCE = dt.date(2025, 10, 14)


def interval(match: DateMatch) -> str:
    start, end = match.range.start, match.range.end
    return str(start) if start == end else f"{start or ''}/{end or ''}"


def read(text: str) -> list[str]:
    return [interval(match) for match in find_dates(text, REFERENCE)]


FULL = [
    ("La réunion du 3 novembre 2025 est maintenue.", ["2025-11-03"]),
    ("Reçu en mairie le 02/10/2025.", ["2025-10-02"]),
    ("Courrier du 07-10-25 classé.", ["2025-10-07"]),
    ("Séance du 18.3.26 : salle à réserver.", ["2026-03-18"]),
    ("Visite du 25/10 confirmée.", ["2025-10-25"]),
    ("Essai de la pompe le 5/11.", ["2025-11-05"]),
    ("Dallage coulé 25/10, décoffrage 08/11", ["2025-10-25", "2025-11-08"]),
    ("Vue d'ensemble remise le 3/11 à Marthe", ["2025-11-03"]),
    ("le vingt-huit novembre deux mille vingt-cinq", ["2025-11-28"]),
    ("L'an deux mille vingt-cinq, le quatorze octobre, à vingt heures", ["2025-10-14"]),
    ("La vente a lieu le premier décembre.", ["2025-12-01"]),
    ("Bal le samedi 22 novembre à 21 h", ["2025-11-22"]),
    ("Rendu : 3 nov. 2025", ["2025-11-03"]),
    ("Livraison prévue 12/01/26", ["2026-01-12"]),
    ("MERCREDI 10 DÉCEMBRE 2025 À 18H30", ["2025-12-10"]),
]

LISTS = [
    ("Stage les 22 et 23/10 à la base", ["2025-10-22/2025-10-23"]),
    ("Permanences les 8 et 15/11", ["2025-11-08", "2025-11-15"]),
    ("Fermeture du 20 au 24/10", ["2025-10-20/2025-10-24"]),
    ("Travaux du 3/11 au 7/11", ["2025-11-03/2025-11-07"]),
    ("Réponses entre le 12 et le 20/12", ["2025-12-12/2025-12-20"]),
    ("du lundi 3 au vendredi 7 novembre", ["2025-11-03/2025-11-07"]),
    ("la nuit du 31 décembre au 1er janvier", ["2025-12-31/2026-01-01"]),
    ("les 4, 11 et 18 novembre", ["2025-11-04", "2025-11-11", "2025-11-18"]),
    ("le 5 ou 6 décembre", ["2025-12-05/2025-12-06"]),
    ("les 29, 30 et 31 octobre", ["2025-10-29/2025-10-31"]),
    ("de mars à juin 2026", ["2026-03-01/2026-06-30"]),
    ("Salon les 6-7 décembre", ["2025-12-06/2025-12-07"]),
    ("les samedi 8 et dimanche 9 novembre", ["2025-11-08/2025-11-09"]),
    ("le 17 novembre, puis le 15 décembre", ["2025-11-17", "2025-12-15"]),
]

WEEKDAYS = [
    ("La livraison est repoussée au vendredi 24.", ["2025-10-24"]),
    ("Le repas est déplacé au mardi 28, à la buvette.", ["2025-10-28"]),
    ("On décale au mercredi 5, même heure.", ["2025-11-05"]),
    ("Jeudi 2, la pompe a lâché.", ["2025-10-02"]),
    ("Le car était réservé : il viendra le samedi 25.", ["2025-10-25"]),
    ("Noter les absents avant mercredi.", ["/2025-10-15"]),
    ("Les douches rouvrent dès lundi.", ["2025-10-20/"]),
    ("Réponse d'ici vendredi.", ["/2025-10-17"]),
    ("Rappeler le plombier lundi.", ["2025-10-20"]),
    ("À partir de jeudi, entrée par la cour.", ["2025-10-16/"]),
    ("Les inscriptions courent jusqu'à dimanche.", ["/2025-10-19"]),
    ("Bruno passe samedi prendre la remorque.", ["2025-10-18"]),
    ("Odile appelle le traiteur jeudi prochain.", ["2025-10-16"]),
    ("Tri des archives samedi en huit.", ["2025-10-25"]),
    ("La séance du lundi 13 est annulée.", ["2025-10-13"]),
    ("mardi de la semaine prochaine", ["2025-10-21"]),
]

DAY_NUMBERS = [
    ("Chacun relit le texte avant le 22.", ["/2025-10-22"]),
    ("Inscriptions jusqu'au 30 inclus.", ["/2025-10-30"]),
    ("Devis à renvoyer au plus tard le 20.", ["/2025-10-20"]),
    ("Plans attendus pour le 31.", ["/2025-10-31"]),
    ("Badges à rendre d'ici le 5.", ["/2025-11-05"]),
    ("Le loyer change à partir du 1er.", ["2025-11-01/"]),
    ("Le camion sera livré le 20.", ["2025-10-20"]),
    ("La visite aura lieu le 23 à 14 h.", ["2025-10-23"]),
    ("La réunion est reportée au 28.", ["2025-10-28"]),
]

WEEKS = [
    ("Pose des fenêtres en S48", ["2025-11-24/2025-11-30"]),
    ("Ferraillage S47 puis coulage S48", ["2025-11-17/2025-11-23", "2025-11-24/2025-11-30"]),
    ("Retour des plans semaine 50", ["2025-12-08/2025-12-14"]),
    ("Enduits semaines 48 et 49", ["2025-11-24/2025-12-07"]),
    ("Essais sem. 2", ["2026-01-05/2026-01-11"]),
    ("Fin du lot 3 : S14", ["2026-03-30/2026-04-05"]),
    ("Congés semaine 28", ["2026-07-06/2026-07-12"]),
    ("la semaine du 3 novembre", ["2025-11-03/2025-11-09"]),
    ("le week-end du 15 novembre", ["2025-11-15/2025-11-16"]),
    ("la semaine prochaine", ["2025-10-20/2025-10-26"]),
    ("en début de semaine prochaine", ["2025-10-20/2025-10-21"]),
    ("ce week-end", ["2025-10-18/2025-10-19"]),
    ("Travaux S45 à S47", ["2025-11-03/2025-11-23"]),
    ("Nettoyage du S48 au S50", ["2025-11-24/2025-12-14"]),
]

DEADLINES = [
    ("Réponse sous 8 jours.", ["/2025-10-22"]),
    ("Réponse sous quinzaine.", ["/2025-10-29"]),
    ("Le rapport est remis sous 3 semaines.", ["/2025-11-04"]),
    ("Rappel dans les 48 heures.", ["/2025-10-16"]),
    ("Mise à jour d'ici 10 jours.", ["/2025-10-24"]),
    ("d'ici un mois", ["/2025-11-14"]),
    ("dans un délai de 30 jours", ["/2025-11-13"]),
    ("d'ici la fin du mois", ["/2025-10-31"]),
    ("avant la fin de l'année", ["/2025-12-31"]),
    ("avant la fin de la semaine", ["/2025-10-19"]),
    ("au plus tard le 20 novembre", ["/2025-11-20"]),
    ("le 20 novembre, dernier délai", ["/2025-11-20"]),
    ("Dernier délai : 20 novembre", ["/2025-11-20"]),
    ("date butoir : 30/11", ["/2025-11-30"]),
    ("Copies à rendre pour le 15 novembre.", ["/2025-11-15"]),
    ("Nadia prépare le tableau pour le 3/11.", ["/2025-11-03"]),
    ("Liste complète pour le lundi 27 octobre", ["/2025-10-27"]),
    ("à compter du 1er janvier", ["2026-01-01/"]),
    ("à partir d'avril", ["2026-04-01/"]),
    ("à compter d'août 2026", ["2026-08-01/"]),
    ("Le tarif vaut à partir de janvier.", ["2026-01-01/"]),
    ("depuis le 1er septembre", ["2025-09-01/"]),
    ("jusqu'au 31 mars", ["/2026-03-31"]),
    ("jusqu'à fin mars", ["/2026-03-31"]),
    ("jusqu'en juin", ["/2026-06-30"]),
    ("d'ici fin novembre", ["/2025-11-30"]),
    ("d'ici la mi-décembre", ["/2025-12-20"]),
    ("pas avant avril", ["2026-04-01/"]),
    ("après le 15 novembre", ["2025-11-16/"]),
    ("passé le 1er décembre", ["2025-12-02/"]),
    ("dès le 3 novembre", ["2025-11-03/"]),
    ("avant Noël", ["/2025-12-25"]),
    ("d'ici à la Toussaint", ["/2025-11-01"]),
    ("avant l'été", ["/2026-06-20"]),
    ("J+15", ["2025-10-29"]),
    ("dans deux mois", ["2025-12-14"]),
]

PERIODS = [
    ("fin octobre", ["2025-10-21/2025-10-31"]),
    ("à la mi-novembre", ["2025-11-11/2025-11-20"]),
    ("début décembre", ["2025-12-01/2025-12-10"]),
    ("courant janvier", ["2026-01-01/2026-01-31"]),
    ("Le bilan sera rendu en mars.", ["2026-03-01/2026-03-31"]),
    ("La toiture a été refaite en juin.", ["2025-06-01/2025-06-30"]),
    ("le premier samedi de décembre", ["2025-12-06"]),
    ("les deux premiers dimanches de décembre", ["2025-12-07/2025-12-14"]),
    ("les trois premiers jeudis de novembre", ["2025-11-06/2025-11-20"]),
    ("le 2e mardi de novembre", ["2025-11-11"]),
    ("le mois prochain", ["2025-11-01/2025-11-30"]),
    ("au 1er trimestre 2026", ["2026-01-01/2026-03-31"]),
    ("T2 2026", ["2026-04-01/2026-06-30"]),
    ("second semestre 2026", ["2026-07-01/2026-12-31"]),
    ("l'hiver 2025-2026", ["2025-12-21/2026-03-19"]),
    ("au printemps", ["2026-03-20/2026-06-20"]),
    ("fin 2026", ["2026-10-01/2026-12-31"]),
    ("La fin des travaux est annoncée pour décembre.", ["2025-12-01/2025-12-31"]),
    ("La fête est prévue pour le 6 décembre.", ["2025-12-06"]),
    ("L'assemblée est convoquée pour le 6 décembre.", ["2025-12-06"]),
    ("Il manque un car pour la sortie du 6 décembre.", ["2025-12-06"]),
    ("Rendez-vous pris pour le 6/12", ["2025-12-06"]),
    ("dès la semaine prochaine", ["2025-10-20/2025-10-26"]),
]

SILENT = [
    "un taux de 3,5/10",
    "format 16/9",
    "de 8 à 12 ans",
    "D'ici là, rien ne bouge.",
    "Ce ne sera pas le 15 avril.",
    "Délibération n° 2025-10-03",
    "article L. 2121-15 du code",
    "M. Mars est excusé.",
    "Mme Avril prend la parole.",
    "Les travaux de la rue du 8 mai 1945",
    "un taux de 4 pour 1000",
    "Il a été dit que la pompe fuit.",
    "sept élus sur onze",
    "adopté par 12/15 voix",
    "Lot 10/12 réceptionné",
    "21/22 présents",
    "les deux tiers, soit 2/3 des voix",
    "Contact : 05 56 12 10 25",
    "Ouvert tous les lundis",
    "chaque mardi matin",
    "un samedi sur deux",
    "horaires d'été de la piscine",
    "une réunion de 14 à 16 h",
    "accès 24/24 et 7j/7",
    "pendant deux mois",
    "un contrat de douze mois",
    "il y a trois candidats",
    "bâtiment R+2, lot 3",
    "à J-3, tout est prêt",
    "Téléphone Galaxy S21 pour la régie",
    "On passe de 20 à 22 places.",
    "Bus : prendre le 15, puis le 22.",
    "Le 12 est gagnant.",
    "Habitants du 14 et du 16, allée des Tilleuls",
    "avant le 2e tour",
    "Rendez-vous avant le 3e étage",
    "Le point 7 est passé avant le 6 de la liste.",
    "jusqu'au 15 % de remise",
    "la ligne passe avant le 50 km/h",
    "Budget au 1/3 consommé",
    "page 12, avant le 4.2",
    "Pascal Février et Luc Juin",
    "L'accord-cadre 2024-07 court toujours.",
]

CASES = [*FULL, *LISTS, *WEEKDAYS, *DAY_NUMBERS, *WEEKS, *DEADLINES, *PERIODS]


@pytest.mark.parametrize(("text", "days"), CASES)
def test_what_is_said(text: str, days: list[str]) -> None:
    assert read(text) == days


@pytest.mark.parametrize("text", SILENT)
def test_silence(text: str) -> None:
    assert read(text) == []
