"""Attendance: rosters of building sites, letters and crosses in tables, legends; near misses stay silent."""

import pytest

from extractors.attendance import extract_attendance
from extractors.attendance.legend import read_legend
from extractors.reading import Reading
from models.records import Attendance, Minutes
from models.vocabulary import AttendanceStatus
from pipeline.readers import read_document
from pipeline.segment import segment


def reading_of(text: str, source: str = "chantier.txt") -> Reading:
    document = read_document(text.encode(), source=source)
    return Reading(document, segment(document))


def attendance(text: str, source: str = "chantier.txt") -> tuple[Attendance, ...]:
    return extract_attendance(reading_of(text, source), Minutes()).attendance


def test_letters_of_a_legend_end_the_lines_of_a_site_meeting() -> None:
    text = """COMPTE RENDU DE CHANTIER N° 4

P = présent   E = excusé   A = absent   R = retard   C = convoqué

ENTREPRISE                REPRESENTANT             PRES.  CONV.
-----------------------------------------------------------------
MOA  Commune de Brécourt  M. Paul SÉNÉCHAL           P      C
MOE  Atelier Gris         Mme Aline LE COZ           E      C
Lot 2  Gros oeuvre  Bâtir  M. Joao PEREIRA           R      -
Lot 3  Électricité  Volt   M. CARON (Denis)          A      C

1. AVANCEMENT
M. Sénéchal rappelle le calendrier.
"""
    assert [(r.name, r.status.value, r.role, r.organisation) for r in attendance(text)] == [
        ("Paul Sénéchal", "present", "MOA", "Commune de Brécourt"),
        ("Aline Le Coz", "excused", "MOE", "Atelier Gris"),
        ("Joao Pereira", "present", "Lot 2 Gros oeuvre", "Bâtir"),
        ("Denis Caron", "absent", "Lot 3 Électricité", "Volt"),
    ]


def test_crosses_stand_under_heads_of_columns() -> None:
    text = """Réunion de chantier du 12/02/2024

Nom                  Société           Présent   Excusé   Absent
Paul SÉNÉCHAL        Ville de Brécourt    X
Aline FERTÉ          Atelier Gris                   X
Joao PEREIRA         Maçonnerie Duval                        X
Omar BAKRI           Élec Plus            X

La réunion commence à 9h.
"""
    assert [(r.name, r.status.value, r.organisation) for r in attendance(text)] == [
        ("Paul Sénéchal", "present", "Ville de Brécourt"),
        ("Aline Ferté", "excused", "Atelier Gris"),
        ("Joao Pereira", "absent", "Maçonnerie Duval"),
        ("Omar Bakri", "present", "Élec Plus"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "P = présent   E = excusé   A = absent\n\nLe plan B de M. Paul SÉNÉCHAL tient.\nVariante de Mme Aline FERTÉ : C\n",
        "Variante retenue par M. Paul SÉNÉCHAL   A\nVariante retenue par Mme Aline FERTÉ   E\n",
    ],
)
def test_a_letter_without_a_legend_or_a_lone_line_makes_no_roster(text: str) -> None:
    assert attendance(text) == ()


@pytest.mark.parametrize(
    ("text", "legend"),
    [
        ("P : présent - E : excusé - A : absent\n", {"p": "present", "e": "excused", "a": "absent"}),
        (
            "(P) présents, (R) représentés, (AE) absents excusés\n",
            {"p": "present", "r": "represented", "ae": "excused"},
        ),
        ("P=présent D=diffusion I=invité\n", {"p": "present", "d": None, "i": "invited"}),
        ("A : absent\n", {}),
        ("CA : présentation du budget, CE : absence de candidat\n", {}),
    ],
)
def test_legends(text: str, legend: dict[str, str | None]) -> None:
    expected = {letter: AttendanceStatus(word) if word else None for letter, word in legend.items()}
    assert read_legend(reading_of(text)) == expected


def test_words_and_proxies_in_the_status_column_of_a_works_council() -> None:
    text = """| Nom | Collège | Qualité | Présence |
|---|---|---|---|
| NGUYEN VAN Hoa | Ouvriers | Titulaire | P (à 9 h 30) |
| Mme Aya N'GUESSAN | Cadres | Suppléante | Exc. |
| Jordi FERRER SOLER | Cadres | Titulaire | R (proc. à Mme N'GUESSAN) |
| Katell LE CORRE | ETAM | Titulaire | proc. H. NGUYEN VAN |
| Ali BEN YOUSSEF | ETAM | Titulaire | représenté par K. LE CORRE |
| Dr Hugo BLIN | | Médecin du travail | Invité (points 3 et 4) |
"""
    assert [(r.name, r.status.value, r.proxy, r.organisation) for r in attendance(text, "cse.md")] == [
        ("Hoa Nguyen Van", "present", None, None),
        ("Aya N'Guessan", "excused", None, None),
        ("Jordi Ferrer Soler", "represented", "N'Guessan", None),
        ("Katell Le Corre", "represented", "H. Nguyen Van", None),
        ("Ali Ben Youssef", "represented", "K. Le Corre", None),
        ("Hugo Blin", "invited", None, None),
    ]


def test_colleges_of_a_university_board_are_no_organisations() -> None:
    text = """| Collège | Nom | Présent(e) | Procuration à |
|---|---|---|---|
| A | Ada Lemaître | x | |
| A | Idrissa Konaté | procuration | A. Lemaître |
| Étudiants | Zélie Amiot | excusée | |
| Invités | Paul Roche, directeur de la bibliothèque | x | |
"""
    assert [(r.name, r.status.value, r.proxy, r.organisation) for r in attendance(text, "ufr.md")] == [
        ("Ada Lemaître", "present", None, None),
        ("Idrissa Konaté", "represented", "A. Lemaître", None),
        ("Zélie Amiot", "excused", None, None),
        ("Paul Roche", "invited", None, None),
    ]


def test_companies_and_who_stands_for_them() -> None:
    text = """| Intervenant | Représenté par | P | E | C |
|---|---|---|---|---|
| Commune de Brécourt | M. Paul SÉNÉCHAL | X | | X |
| Duval SARL | M. PEREIRA | | X | X |
"""
    assert [(r.name, r.status.value, r.proxy, r.organisation) for r in attendance(text, "chantier.md")] == [
        ("Paul Sénéchal", "present", None, "Commune de Brécourt"),
        ("Pereira", "excused", None, "Duval SARL"),
    ]
    council = "| Membre | Représenté par |\n|---|---|\n| Paul Sénéchal | Aline Ferté |\n| Omar Bakri | |\n"
    assert [r.name for r in attendance(council, "ca.md")][:1] != []
