"""Attendance: shapes of lists, tables and sentences, each with a near miss that stays silent."""

import pytest

from extractors.attendance import extract_attendance
from extractors.attendance.cues import read_label
from extractors.reading import Reading
from models.evidence import quote_of
from models.folding import fold
from models.records import Attendance, Minutes
from pipeline.readers import read_document
from pipeline.segment import segment


def reading_of(text: str, source: str = "seance.txt") -> Reading:
    document = read_document(text.encode(), source=source)
    return Reading(document, segment(document))


def attendance(text: str, source: str = "seance.txt") -> tuple[Attendance, ...]:
    return extract_attendance(reading_of(text, source), Minutes()).attendance


def who(text: str, source: str = "seance.txt") -> list[tuple[str, str]]:
    return [(record.name, record.status.value) for record in attendance(text, source)]


@pytest.mark.parametrize(
    ("label", "status"),
    [
        ("Présents :", "present"),
        ("27 participants :", "present"),
        ("Étaient présents ou représentés :", "present"),
        ("Membres du bureau excusés :", "excused"),
        ("Absents excusés :", "excused"),
        ("Absents non excusés :", "absent"),
        ("Absents ayant donné pouvoir :", "represented"),
        ("Assistaient également à la réunion :", "invited"),
        ("Présent(s) (retard/excusés) :", "present"),
        ("Liste de présence", "present"),
    ],
)
def test_labels_say_a_status(label: str, status: str) -> None:
    read = read_label(fold(label), whole=True)
    assert read is not None
    assert read.status.value == status


@pytest.mark.parametrize("label", ["Nombre de membres présents : 12", "Ordre du jour :", "Lieu : salle des fêtes"])
def test_counts_and_other_labels_open_no_list(label: str) -> None:
    assert read_label(fold(label), whole=True) is None


def test_lists_of_a_municipal_council() -> None:
    text = """Étaient présents : M. Paul AUBRY, Maire, Mme Jeanne ROUX, M. Luc PETIT, adjoints, Mmes Anne LENOIR,
Sylvie BOST, MM. Karim DUVAL, Yves LE GOFF, conseillers municipaux.

Absents excusés : Mme Lise CARRÉ (pouvoir à M. Luc PETIT), M. Marc HENRY (pouvoir à Mme ROUX).

Absent : M. Jean FABRE.

Secrétaire de séance : Mme Anne LENOIR.
"""
    assert [(r.name, r.status.value, r.role) for r in attendance(text)] == [
        ("Paul Aubry", "present", "Maire"),
        ("Jeanne Roux", "present", "adjoints"),
        ("Luc Petit", "present", "adjoints"),
        ("Anne Lenoir", "present", "conseiller municipal"),
        ("Sylvie Bost", "present", "conseiller municipal"),
        ("Karim Duval", "present", "conseiller municipal"),
        ("Yves Le Goff", "present", "conseiller municipal"),
        ("Lise Carré", "represented", None),
        ("Marc Henry", "represented", None),
        ("Jean Fabre", "absent", None),
    ]
    assert [r.proxy for r in attendance(text) if r.proxy] == ["Luc Petit", "Roux"]


def test_one_person_a_line_with_organisation_and_function() -> None:
    text = """Liste des participants :
- Jeanne Roux – ADEME – Animatrice
- Luc PETIT (Ville de Ponteau)
- KERBRAT Yza, chargée de mission DREAL
- Mairie de Saint-Aubin

Ordre du jour :
- Anne Lenoir présente le budget
"""
    assert [(r.name, r.role, r.organisation) for r in attendance(text)] == [
        ("Jeanne Roux", "Animatrice", "ADEME"),
        ("Luc Petit", None, "Ville de Ponteau"),
        ("Yza Kerbrat", "chargée de mission", "DREAL"),
    ]


def test_first_names_only_and_homonyms_stay_apart() -> None:
    text = "Présents : Anna, Luc, Yza, Nelly, Nelly, Les Amis du lac\nExcusée : Zoé\n"
    assert who(text) == [
        ("Anna", "present"),
        ("Luc", "present"),
        ("Yza", "present"),
        ("Nelly", "present"),
        ("Nelly", "present"),
        ("Zoé", "excused"),
    ]


def test_organisations_alone_are_no_attendance() -> None:
    assert who("Associations présentes : ADEME, DREAL, Les Amis du lac, Mairie de Ponteau\n") == []


def test_groups_before_names() -> None:
    text = """Participants :
Pour la Ville de Ponteau : Jeanne Roux, Luc Petit
ADIL PAUL AUBRY, LISE BOST
"""
    assert [(r.name, r.organisation) for r in attendance(text)] == [
        ("Jeanne Roux", "Ville de Ponteau"),
        ("Luc Petit", "Ville de Ponteau"),
        ("Paul Aubry", "ADIL"),
        ("Lise Bost", "ADIL"),
    ]


def test_the_label_gives_the_function() -> None:
    text = "Futurs chargés de mission présents :\nAnne Roux,\nLuc Petit.\n"
    assert [(r.name, r.role) for r in attendance(text)] == [
        ("Anne Roux", "Futur chargé de mission"),
        ("Luc Petit", "Futur chargé de mission"),
    ]


def test_plural_titles_before_bare_surnames() -> None:
    assert who("Sont présents : Mesdames ROUX, LENOIR et Messieurs PETIT, DUVAL.\n") == [
        ("Roux", "present"),
        ("Lenoir", "present"),
        ("Petit", "present"),
        ("Duval", "present"),
    ]


def test_a_table_with_crosses_and_proxies() -> None:
    text = """| Nom | Prénom | Fonction | Présent | Excusé | Absent | Pouvoir à |
|---|---|---|---|---|---|---|
| ROUX | Jeanne | Maire | X | | | |
| PETIT | Luc | Adjoint | | X | | Jeanne ROUX |
| BOST | Sylvie | Conseillère | | | X | |
"""
    assert [(r.name, r.status.value, r.role, r.proxy) for r in attendance(text, "seance.md")] == [
        ("Jeanne Roux", "present", "Maire", None),
        ("Luc Petit", "represented", "Adjoint", "Jeanne Roux"),
        ("Sylvie Bost", "absent", "Conseillère", None),
    ]


def test_a_table_with_a_column_per_status() -> None:
    text = "| Présents | Excusés |\n|---|---|\n| Jeanne Roux | Luc Petit |\n| Anne Lenoir | |\n"
    assert who(text, "seance.md") == [
        ("Jeanne Roux", "present"),
        ("Anne Lenoir", "present"),
        ("Luc Petit", "excused"),
    ]


def test_letters_in_a_status_column() -> None:
    text = """| Participants | Organisme | Présence |
|---|---|---|
| Mme Jeanne ROUX | ADEME | P |
| M. Luc PETIT | Ville de Ponteau | E |
| Sylvie BOST | Ville de Ponteau | A |
"""
    assert who(text, "seance.md") == [
        ("Jeanne Roux", "present"),
        ("Luc Petit", "excused"),
        ("Sylvie Bost", "absent"),
    ]


def test_an_action_table_lists_nobody() -> None:
    text = "| Action | Responsable | Échéance |\n|---|---|---|\n| Écrire | Anne Roux | mai |\n"
    assert who(text, "seance.md") == []


def test_columns_by_tabs_keep_their_header_under_a_new_label() -> None:
    text = (
        "NOM\tFONCTION\tORGANISME\nJeanne ROUX\tDirectrice\tVille de Ponteau\n"
        "Excusés\nSylvie BOST\tCheffe de projet\tADEME\n"
    )
    assert [(r.name, r.status.value, r.role, r.organisation) for r in attendance(text)] == [
        ("Jeanne Roux", "present", "Directrice", "Ville de Ponteau"),
        ("Sylvie Bost", "excused", "Cheffe de projet", "ADEME"),
    ]


def test_prose_about_a_delegation() -> None:
    text = (
        "La délégation était conduite par M. Paul Aubry, président du Syndicat des eaux, et composée de Jeanne Roux, "
        "directrice de l'association Lac vivant (ALV), et de Mmes Anne Lenoir (chargée de mission ADEME) "
        "et Lise Bost.\n"
    )
    assert [(r.name, r.organisation) for r in attendance(text)] == [
        ("Paul Aubry", "Syndicat des eaux"),
        ("Jeanne Roux", "association Lac vivant (ALV)"),
        ("Anne Lenoir", "ADEME"),
        ("Lise Bost", None),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("M. Bost et Mme Aubry sont excusés.", [("Bost", "excused"), ("Aubry", "excused")]),
        ("Beaucoup sont absents, dont Anne Roux et Luc Petit.", [("Anne Roux", "absent"), ("Luc Petit", "absent")]),
        ("Le gardien Luc était présent également.", [("Luc", "present")]),
        (
            "Mme Bost, conseillère départementale, et Luc Petit, président d'honneur, se sont excusés.",
            [("Bost", "excused"), ("Luc Petit", "excused")],
        ),
        ("M. Bost, maire, assiste à la réunion à titre d'invité.", [("Bost", "invited")]),
        ("Le rapport est présent dans le dossier de M. Bost.", []),
        ("Le quorum est atteint, les excusés sont nombreux.", []),
    ],
)
def test_sentences_of_presence(text: str, expected: list[tuple[str, str]]) -> None:
    assert who(text + "\n") == expected


def test_proxies_and_movements_told_in_sentences() -> None:
    text = """Présents : Mme ROUX, Mme BOST, M. PETIT, M. DUVAL.
M. HENRY a donné procuration à Mme ROUX. Mme Carré est représentée par M. Petit.
Arrivée de Mme BOST à 19h15. M. DUVAL quitte la séance à 20 h 30.
La séance est levée à 21h.
"""
    assert [(r.name, r.proxy, r.arrived_at, r.left_at) for r in attendance(text)] == [
        ("Roux", None, None, None),
        ("Bost", None, "19:15", None),
        ("Petit", None, None, None),
        ("Duval", None, None, "20:30"),
        ("Carré", "Petit", None, None),
        ("Henry", "Roux", None, None),
    ]


def test_lists_of_proxies() -> None:
    text = "Présents : Mme Roux, M. Petit\nPouvoirs : Mme Carré à M. Petit, M. Henry à Mme Roux.\n"
    assert [(r.name, r.proxy) for r in attendance(text) if r.proxy] == [("Carré", "Petit"), ("Henry", "Roux")]


def test_speakers_count_only_where_no_list_is() -> None:
    spoken = "Paul Aubry présente le bilan. Jeanne Roux demande une précision.\n"
    assert who(spoken) == [("Paul Aubry", "present"), ("Jeanne Roux", "present")]
    assert who("Présents : Luc Petit, Anne Lenoir, Lise Bost\n\n" + spoken) == [
        ("Luc Petit", "present"),
        ("Anne Lenoir", "present"),
        ("Lise Bost", "present"),
    ]


def test_replies_of_a_dialogue_name_the_speakers() -> None:
    text = """- Salomé : on commence ?
- Anton : oui.
- Salomé G : attendez.
- Anton : bon.
- ADEME : non.
- Salomé : fin.
"""
    assert who(text) == [("Salomé", "present"), ("Anton", "present"), ("Salomé G", "present")]


def test_every_quote_is_the_text_at_its_spans() -> None:
    text = "Présents : Jeanne Roux (ADEME), Luc Petit, trésorier\nExcusé : Karim Duval (pouvoir à Luc Petit)\n"
    reading = reading_of(text)
    records = extract_attendance(reading, Minutes()).attendance
    evidence = [item for record in records for item in record.evidence]
    assert [item.quote for item in evidence] == [quote_of(reading.document.text, item.spans) for item in evidence]
    assert [item.field for item in records[2].evidence] == ["name", "status", "proxy"]
