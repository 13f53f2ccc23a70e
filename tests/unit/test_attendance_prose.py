"""Attendance told in sentences without a list, each with a near miss that stays silent."""

import pytest

from extractors.attendance import extract_attendance
from extractors.reading import Reading
from models.records import Minutes
from pipeline.readers import read_document
from pipeline.segment import segment


def who(text: str) -> list[tuple[str, str, str | None]]:
    document = read_document(f"Compte rendu du bureau du 7 mars 2024\n\n{text}\n".encode(), source="a.txt")
    records = extract_attendance(Reading(document, segment(document)), Minutes()).attendance
    return [(record.name, record.status.value, record.role) for record in records]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Il y avait Anne Roux, Luc Petit et moi-même, ainsi que Zoé Bost qui a dû partir tôt.",
            "Anne Roux/Luc Petit/Zoé Bost",
        ),
        ("On était quatre : Anne, Luc, Mireille et moi.", "Anne/Luc/Mireille"),
        ("Nous nous sommes réunis à trois (Anne Roux, Luc Petit, Zoé Bost) au local.", "Anne Roux/Luc Petit/Zoé Bost"),
        ("Là : Anne, Luc, Mireille", "Anne/Luc/Mireille"),
        ("Le président salue la présence de M. Luc Petit et de Mme Zoé Bost.", "Luc Petit/Zoé Bost"),
    ],
)
def test_who_gathered(text: str, names: str) -> None:
    assert [name for name, status, _ in who(text) if status == "present"] == names.split("/")


@pytest.mark.parametrize(
    "text",
    [
        "Il y avait du monde au marché de Ponteau.",
        "On était d'accord : le devis de Luc Petit est trop cher.",
        "Le président salue le travail de Mme Zoé Bost.",
        "La: voir le plan de Luc Petit",
    ],
)
def test_near_misses_gather_nobody(text: str) -> None:
    assert who(f"{text}\n\nPrésents : Anne Roux, Marc Duval") == [
        ("Anne Roux", "present", None),
        ("Marc Duval", "present", None),
    ]


def test_members_saluted_one_by_one_keep_their_functions() -> None:
    text = (
        "Le Président salue les membres de la Municipalité, soit M. Paul Roux, syndic, et Mme Zoé Bost, municipale. "
        "M. Luc Petit, municipal, est excusé."
    )
    assert who(text) == [
        ("Paul Roux", "present", "syndic"),
        ("Zoé Bost", "present", "municipale"),
        ("Luc Petit", "excused", "municipal"),
    ]


def test_a_first_name_alone_may_be_excused() -> None:
    assert ("Gérard", "excused", None) in who(
        "Là : Anne, Luc. Gérard était excusé.\n\nGérard était excusé, il garde les petits."
    )
