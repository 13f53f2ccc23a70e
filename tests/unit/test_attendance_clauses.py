"""Sentences after a list of attendees: no entry, function or organisation is made of them."""

import pytest

from extractors.attendance import extract_attendance
from extractors.reading import Reading
from models.records import Attendance, Minutes
from pipeline.readers import read_document
from pipeline.segment import segment


def attendance(text: str) -> dict[str, Attendance]:
    document = read_document(text.encode(), source="seance.txt")
    records = extract_attendance(Reading(document, segment(document)), Minutes()).attendance
    return {record.name: record for record in records}


LIST = "Présents : M. Odon Bost, Mme Anne Roux\n\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "La commission décide de refaire le trottoir. M. Odon Bost envoie le devis avant le 30 janvier.",
        "Le bureau choisit le lot 2, M. Odon Bost préparera la lettre.",
        "Le comité propose une date. Mme Anne Roux, M. Odon Bost tiennent le stand.",
    ],
)
def test_a_sentence_after_the_list_says_no_function(sentence: str) -> None:
    found = attendance(LIST + sentence)
    assert list(found) == ["Odon Bost", "Anne Roux"]
    assert [(r.role, r.organisation) for r in found.values()] == [(None, None)] * 2


def test_a_list_of_those_away_ends_where_a_sentence_begins() -> None:
    found = attendance(
        "Présents : Anne Roux, Luc Petit\nExcusés : M. Carré, Mme Aubry\n\n"
        "Le président, M. Luc Petit, ouvre la séance à 18 h 35. Il constate que le quorum est atteint : huit membres "
        "sont présents ou représentés.\n\nMme Roux envoie les invitations avant le 31 mars.\n"
    )
    assert [(r.name, r.status.value) for r in found.values()] == [
        ("Anne Roux", "present"), ("Luc Petit", "present"), ("Carré", "excused"), ("Aubry", "excused"),
    ]  # fmt: skip
    assert found["Luc Petit"].role == "président"


def test_tellers_after_those_excused_are_there() -> None:
    found = attendance("Se sont excusés : Anne Roux, Luc Petit.\nScrutateurs : Paul Bost.\n")
    assert found["Paul Bost"].status.value == "present"
    assert found["Luc Petit"].status.value == "excused"


def test_functions_that_look_like_verbs_stay() -> None:
    found = attendance(
        "Présents :\nAnne Roux, chargée des sports\nLuc Petit, pilote du projet\nPaul Bost, responsable commande publique\n"
        "Zoé Aubry, secrétaire générale du syndicat\nMarc Carré, relève des jeunes"
    )
    assert [r.role for r in found.values()] == [
        "chargée des sports", "pilote du projet", "responsable commande publique",
        "secrétaire générale du syndicat", "relève des jeunes",
    ]  # fmt: skip


def test_status_and_times_told_as_a_clause_stay() -> None:
    found = attendance("Présents : Anne Roux (arrive à 19h15), Luc Petit, a donné pouvoir à Anne Roux, Paul Bost")
    assert found["Anne Roux"].arrived_at == "19:15"
    assert list(found) == ["Anne Roux", "Luc Petit", "Paul Bost"]


def test_a_merged_first_column_stands_in_each_of_its_rows() -> None:
    page = (
        "<html><body><p>Compte rendu de la réunion du 3 mars 2025</p><table>"
        "<tr><th>Collège</th><th>Nom</th><th>Présent</th><th>Excusé</th></tr>"
        "<tr><td rowspan=2>Élus</td><td>Paul Rives</td><td>X</td><td></td></tr>"
        "<tr><td>Anne Gault</td><td></td><td>X</td></tr>"
        "<tr><td>Usagers</td><td>Marc Lebel</td><td></td><td>X</td></tr></table></body></html>"
    )
    document = read_document(page.encode(), source="seance.html")
    records = extract_attendance(Reading(document, segment(document)), Minutes()).attendance
    assert [(r.name, r.status.value) for r in records] == [
        ("Paul Rives", "present"), ("Anne Gault", "excused"), ("Marc Lebel", "excused"),
    ]  # fmt: skip
