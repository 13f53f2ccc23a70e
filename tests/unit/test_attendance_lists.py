"""Attendance: informal labels, remarks in brackets, groups, proxies, co-owners, councils of Québec."""

import pytest

from extractors.attendance import extract_attendance
from extractors.attendance.cues import read_label
from extractors.reading import Reading
from models.folding import fold
from models.records import Attendance, Minutes
from pipeline.readers import read_document
from pipeline.segment import segment


def attendance(text: str) -> tuple[Attendance, ...]:
    document = read_document(text.encode(), source="seance.txt")
    return extract_attendance(Reading(document, segment(document)), Minutes()).attendance


def who(text: str) -> list[tuple[str, str]]:
    return [(record.name, record.status.value) for record in attendance(text)]


@pytest.mark.parametrize(
    ("label", "status"),
    [
        ("étaient là :", "present"),
        ("Autour de la table :", "present"),
        ("En visio :", "present"),
        ("Présent·e·s :", "present"),
        ("pas là :", "absent"),
        ("Manquaient :", "absent"),
        ("Est absente (absence motivée) :", "absent"),
        ("Sont absents et non représentés :", "absent"),
        ("Sont représentés :", "represented"),
    ],
)
def test_informal_labels(label: str, status: str) -> None:
    read = read_label(fold(label), whole=True)
    assert read is not None
    assert read.status.value == status


@pytest.mark.parametrize("text", ["Le budget tel que présenté. Contre : 2", "En visio", "Sur place"])
def test_the_end_of_a_sentence_and_a_place_alone_are_no_labels(text: str) -> None:
    assert read_label(fold(text), whole=True) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Étaient là : Nico, Maryse, Gégé (en retard)\nManquaient : Bruno (grippe), Sonia\nNotes : Maryse\n",
            [("Nico", "present"), ("Maryse", "present"), ("Gégé", "present"), ("Bruno", "absent"), ("Sonia", "absent")],
        ),
        (
            "Sur place : Léonor Vasquez, Tidiane Ba\nEn visio : Xuân Pham (cabinet Ekko)\nPas là : Gaël Merlot (congés)\n",
            [
                ("Léonor Vasquez", "present"),
                ("Tidiane Ba", "present"),
                ("Xuân Pham", "present"),
                ("Gaël Merlot", "absent"),
            ],
        ),
        (
            "Autour de la table : Lulu, Farid\nPas là : Yolande (désolée, elle s'excuse), Marco (aucune nouvelle)\n",
            [("Lulu", "present"), ("Farid", "present"), ("Yolande", "excused"), ("Marco", "absent")],
        ),
        ("En ligne : le formulaire est ouvert.\nSur place : Anne Roux accueillera le public.\n", []),
    ],
)
def test_lists_of_informal_minutes(text: str, expected: list[tuple[str, str]]) -> None:
    assert who(text) == expected


def test_remarks_in_brackets_are_no_functions() -> None:
    text = "Présents : Léonor Vasquez (arrivée au café), Omar Bakri (trésorier), Luc Petit (prend les notes)\n"
    assert [(r.name, r.role) for r in attendance(text)] == [
        ("Léonor Vasquez", None),
        ("Omar Bakri", "trésorier"),
        ("Luc Petit", None),
    ]


def test_communes_lead_the_lines_of_a_long_list() -> None:
    text = """Étaient présents :
Brécourt : M. Paul Sénéchal, Mme Aline Ferté.
Saint-Aubin-des-Landes : Mme Odette Prigent (suppléante de M. Yves Carré).
La Motte-Blanche : MM. Louis Galland, Omar Bakri.
"""
    assert [(r.name, r.role, r.organisation) for r in attendance(text)] == [
        ("Paul Sénéchal", None, "Brécourt"),
        ("Aline Ferté", None, "Brécourt"),
        ("Odette Prigent", "suppléante de M. Yves Carré", "Saint-Aubin-des-Landes"),
        ("Louis Galland", None, "La Motte-Blanche"),
        ("Omar Bakri", None, "La Motte-Blanche"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Pouvoirs :\nM. Yves Carré à Mme Odette Prigent\nMme Inès da Silva à M. Louis Galland\n",
        "Ont donné pouvoir :\nM. Yves Carré (Brécourt) à Mme Odette Prigent\nMme Inès da Silva (Orbec) à M. Louis Galland\n",
        "Pouvoirs : M. Yves Carré à Mme Odette Prigent ; Mme Inès da Silva à M. Louis Galland.\n",
        "Absents : M. Yves Carré (pouvoir à Mme Odette Prigent), Mme Inès da Silva a donné pouvoir à M. Louis Galland.\n",
    ],
)
def test_proxies_of_lists(text: str) -> None:
    assert [(r.name, r.status.value, r.proxy) for r in attendance(text)] == [
        ("Yves Carré", "represented", "Odette Prigent"),
        ("Inès da Silva", "represented", "Louis Galland"),
    ]


def test_co_owners_and_companies() -> None:
    text = """Copropriétaires présents :
ABADIE Louise (120 tantièmes)
SCI DU MOULIN (340/10000)
NGUYEN Thi Hoa - 88 tantièmes
Copropriétaires représentés :
BERTIN Odile - 45 tantièmes, par Mme ABADIE
DIALLO Boubacar (77 tantièmes) représenté par M. NGUYEN
Copropriétaires absents et non représentés :
LOPEZ GARCIA Marta (66 tantièmes)
INDIVISION FERRAND (12 tantièmes)
"""
    assert [(r.name, r.status.value, r.proxy, r.role) for r in attendance(text)] == [
        ("Louise Abadie", "present", None, None),
        ("Thi Hoa Nguyen", "present", None, None),
        ("Odile Bertin", "represented", "Abadie", None),
        ("Boubacar Diallo", "represented", "Nguyen", None),
        ("Marta Lopez Garcia", "absent", None, None),
    ]


def test_a_council_of_quebec() -> None:
    text = """SONT PRÉSENTS :
Madame la mairesse Rolande Desjardins, qui préside la séance
Monsieur Gaétan Bujold, conseiller, siège n° 2
Madame Réjeanne Pinard, conseillère, siège n° 5

EST ABSENT (absence motivée) :
Monsieur Yvon Cloutier, conseiller, siège n° 4

Assiste également à la séance madame Doris Lessard, directrice générale, qui agit comme secrétaire.
"""
    assert [(r.name, r.status.value, r.role) for r in attendance(text)] == [
        ("Rolande Desjardins", "present", "mairesse"),
        ("Gaétan Bujold", "present", "conseiller, siège n° 2"),
        ("Réjeanne Pinard", "present", "conseillère, siège n° 5"),
        ("Yvon Cloutier", "absent", "conseiller, siège n° 4"),
        ("Doris Lessard", "present", "directrice générale"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Les membres présents forment quorum sous la présidence de madame Rolande Desjardins, mairesse.\n",
            [("Rolande Desjardins", "present")],
        ),
        (
            "Assistaient à la réunion M. Jules Diop et Mme Ana Ruiz.\n",
            [("Jules Diop", "present"), ("Ana Ruiz", "present")],
        ),
        ("Assiste à la séance, sans prendre part au vote : M. Jules Diop.\n", [("Jules Diop", "invited")]),
        ("Le jury assiste la commune de M. Jules Diop.\n", []),
    ],
)
def test_sentences_of_attendance(text: str, expected: list[tuple[str, str]]) -> None:
    assert who(text) == expected


def test_first_names_in_brackets_belong_to_the_name() -> None:
    text = "Excusés :\nM. Bakri (Omar)\nMme Ferté (Aline), trésorière\nM. Galland (Orbec)\n"
    assert [(r.name, r.role) for r in attendance(text)] == [
        ("Omar Bakri", None),
        ("Aline Ferté", "trésorière"),
        ("Galland", None),
    ]


def test_lists_without_separators_are_cut_before_titles() -> None:
    text = "Présents : M. Paul Sénéchal Mme Aline Ferté M. Omar Bakri\n"
    assert who(text) == [("Paul Sénéchal", "present"), ("Aline Ferté", "present"), ("Omar Bakri", "present")]


def test_delegations_face_each_other() -> None:
    text = """PROCÈS-VERBAL DU COMITÉ

Pour la direction : M. Hugo Blin, DRH, Mme Nora Saci, juriste
Pour la délégation du personnel : Mme Ana Ruiz, M. Yvan Le Hir
Pour mémoire : Paul Roche, Léa Klein
Absent : M. Sami Haddad
"""
    assert who(text) == [
        ("Hugo Blin", "present"),
        ("Nora Saci", "present"),
        ("Ana Ruiz", "present"),
        ("Yvan Le Hir", "present"),
        ("Sami Haddad", "absent"),
    ]


def test_names_run_over_the_line_end() -> None:
    text = """Présents : Marie Dubost, Jean-Luc Salvat, Cécile
Baron, Amadou Diop, Thi Mai Lam, Hugo Perrin, Inès Aït Ali, Thomas
Le Meur.

Excusés : Paul Roy.
"""
    assert [name for name, _ in who(text)] == [
        "Marie Dubost", "Jean-Luc Salvat", "Cécile Baron", "Amadou Diop", "Thi Mai Lam", "Hugo Perrin", "Inès Aït Ali",
        "Thomas Le Meur", "Paul Roy",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Présents : VASSEUR Guy (480), SCI DU LAVOIR représentée par Mme Ida Crespin (900), LORME Luc (20)\n\n"
            "Absents non représentés : ROUSSY Paul\n",
            [
                ("Guy Vasseur", "present"),
                ("Ida Crespin", "present"),
                ("Luc Lorme", "present"),
                ("Paul Roussy", "absent"),
            ],
        ),
        (
            "Présents : M. Luc Lorme\n\nReprésentés : M. Guy Vasseur, représenté par Mme Ida Crespin\n",
            [("Luc Lorme", "present"), ("Guy Vasseur", "represented")],
        ),
    ],
)
def test_companies_leave_their_neighbour_alone(text: str, expected: list[tuple[str, str]]) -> None:
    assert who(text) == expected


@pytest.mark.parametrize(
    ("beside", "status"),
    [
        ("(remplaçant M. Guy Vasseur, excusé)", "present"),
        ("(suppléante, excusée)", "excused"),
    ],
)
def test_who_stands_in_for_another_is_there(beside: str, status: str) -> None:
    assert who(f"Présents : M. Luc Lorme, Mme Ida Crespin {beside}\n") == [
        ("Luc Lorme", "present"),
        ("Ida Crespin", status),
    ]


def test_the_function_after_an_assistant_is_the_assistants() -> None:
    first, *_ = attendance("Présents : Mme Ida Crespin, assistée de M. Guy Vasseur, secrétaire\n")
    second, *_ = attendance("Présents : Mme Ida Crespin, secrétaire, M. Guy Vasseur\n")
    assert (first.name, first.role) == ("Ida Crespin", None)
    assert (second.name, second.role) == ("Ida Crespin", "secrétaire")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Présents : Ida Crespin ; excusé : Luc Lorme\n\nTour de table\n\n- Ida : devis envoyé hier\n- Guy : rien\n",
            [("Ida Crespin", "present"), ("Luc Lorme", "excused")],
        ),
        (
            "Présents : Ida Crespin ; excusé : Luc Lorme\nTour de table\n- Ida : devis envoyé hier\n- Guy : rien\n",
            [("Ida Crespin", "present"), ("Luc Lorme", "excused")],
        ),
        (
            "Présents : Ida Crespin ; excusé : Luc Lorme\n\n- Ida : devis envoyé hier\n- Guy : rien à dire\n",
            [("Ida Crespin", "present"), ("Luc Lorme", "excused")],
        ),
        (
            "Présents :\n\n- Ida Crespin : excusée hier soir\n- Luc Lorme : maire de Valbrune\n",
            [("Ida Crespin", "excused"), ("Luc Lorme", "present")],
        ),
        (
            "Présents :\n\nCollège des élus\n\n- Ida Crespin : trésorière\n- Luc Lorme : maire\n",
            [("Ida Crespin", "present"), ("Luc Lorme", "present")],
        ),
    ],
)
def test_a_list_ends_at_the_next_point(text: str, expected: list[tuple[str, str]]) -> None:
    assert who(text) == expected


def test_a_table_says_presence_in_words() -> None:
    rows = (
        "| Nom | Service | Présence |\n|---|---|---|\n| Ida Crespin | DSI | Présente |\n| Luc Lorme | RH | Excusé |\n"
    )
    text = f"# Compte rendu\n\n{rows}| Guy Vasseur | Achats | Absent |\n"
    document = read_document(text.encode(), source="seance.md")
    records = extract_attendance(Reading(document, segment(document)), Minutes()).attendance
    assert [(record.name, record.status.value) for record in records] == [
        ("Ida Crespin", "present"),
        ("Luc Lorme", "excused"),
        ("Guy Vasseur", "absent"),
    ]
    prices = "| Nom | Service | Montant |\n|---|---|---|\n| Ida Crespin | DSI | 12 |\n"
    document = read_document(f"# Compte rendu\n\n{prices}".encode(), source="seance.md")
    assert extract_attendance(Reading(document, segment(document)), Minutes()).attendance == ()
