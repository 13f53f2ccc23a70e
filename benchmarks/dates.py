"""How fast the date grammar reads prose of minutes: `python benchmarks/dates.py [FILE]`.

Without a file it reads invented minutes, with about one date in every fourth line, as in real ones.
"""

import datetime as dt
import sys
import time
from pathlib import Path

from extractors.grammar.dates import find_dates

_REFERENCE = dt.date(2024, 3, 11)
_INVENTED = """Le conseil municipal s'est réuni le 11 mars 2024 à 18 h 30 sous la présidence de Mme Exemple, maire.
Étaient présents : les membres en exercice, à l'exception de M. Modèle, excusé, qui a donné pouvoir à Mme Exemple.
Le procès-verbal de la séance précédente est adopté à l'unanimité après une correction de la page 2.
La commission des travaux rappelle que la voirie de la rue du 8 mai 1945 doit être refaite sur 1 200 mètres.
Le devis sera transmis aux élus avant le 20 mars et la décision prise d'ici la fin du mois par le bureau.
Plusieurs conseillers demandent comment la dépense sera répartie entre la commune et le syndicat de communes.
Le budget primitif s'élève à 1 204 500 € en fonctionnement ; le compte administratif est approuvé par 12 voix pour.
L'association des parents d'élèves propose un atelier par semaine, ouvert à tous, dans la salle polyvalente.
Aucune question diverse n'étant posée, la présidente remercie les participants et lève la séance.
"""


def kilobytes_per_second(lines: list[str], seconds: float) -> float:
    """Characters read in a second of processor time, in thousands; the lines are read until the time is over."""
    read, start = 0, time.process_time()
    while time.process_time() - start < seconds:
        for line in lines:
            find_dates(line, _REFERENCE)
        read += sum(map(len, lines))
    return read / (time.process_time() - start) / 1000


def main() -> None:
    """Print the speed and the number of expressions found."""
    text = Path(sys.argv[1]).read_text("utf-8") if len(sys.argv) > 1 else _INVENTED
    lines = [line for line in text.splitlines() if line.strip()]
    found = sum(len(find_dates(line, _REFERENCE)) for line in lines)  # also warms the caches
    print(f"{len(lines)} lines, {found} expressions, {kilobytes_per_second(lines, 3):.0f} KB/s")


if __name__ == "__main__":
    main()
