"""Labels of lines: numbers and bullets, and figures at a line's start that are none."""

import pytest

from pipeline.labels import LabelKind, find_label, is_lettered


@pytest.mark.parametrize(
    ("line", "text", "kind", "rest"),
    [
        ("1. Budget primitif", "1.", LabelKind.DECIMAL, "Budget primitif"),
        ("1) Budget primitif", "1)", LabelKind.DECIMAL, "Budget primitif"),
        ("1/ Budget primitif", "1/", LabelKind.DECIMAL, "Budget primitif"),
        ("1° Budget primitif", "1°", LabelKind.DECIMAL, "Budget primitif"),
        ("1°) Budget primitif", "1°)", LabelKind.DECIMAL, "Budget primitif"),
        ("1 - Budget primitif", "1 -", LabelKind.DECIMAL, "Budget primitif"),
        ("1 – Budget primitif", "1 –", LabelKind.DECIMAL, "Budget primitif"),
        ("1.- Budget primitif", "1.-", LabelKind.DECIMAL, "Budget primitif"),
        ("10. Questions diverses", "10.", LabelKind.DECIMAL, "Questions diverses"),
        ("2.3 Voirie", "2.3", LabelKind.DECIMAL, "Voirie"),
        ("2.3. Voirie", "2.3.", LabelKind.DECIMAL, "Voirie"),
        ("2.3.1 Trottoirs", "2.3.1", LabelKind.DECIMAL, "Trottoirs"),
        ("IV - Finances", "IV -", LabelKind.ROMAN, "Finances"),
        ("II. Finances", "II.", LabelKind.ROMAN, "Finances"),
        ("I) Finances", "I)", LabelKind.ROMAN, "Finances"),
        ("IX/ Finances", "IX/", LabelKind.ROMAN, "Finances"),
        ("III.1 Licence", "III.1", LabelKind.ROMAN, "Licence"),
        ("2025-018 - Budget primitif", "2025-018", LabelKind.POINT, "Budget primitif"),
        ("a) Toiture", "a)", LabelKind.LETTER, "Toiture"),
        ("A/ Toiture", "A/", LabelKind.LETTER, "Toiture"),
        ("B. Toiture", "B.", LabelKind.LETTER, "Toiture"),
        ("C - Toiture", "C -", LabelKind.LETTER, "Toiture"),
        ("Point n° 2 : les vélos", "Point n° 2", LabelKind.POINT, "les vélos"),
        ("Point 2 - Les vélos", "Point 2", LabelKind.POINT, "Les vélos"),
        ("Délibération n° 2024-12 : achat d'un four", "Délibération n° 2024-12", LabelKind.POINT, "achat d'un four"),
        ("Résolution 3 : quitus", "Résolution 3", LabelKind.POINT, "quitus"),
        ("- relancer le traiteur", "-", LabelKind.BULLET, "relancer le traiteur"),
        ("– relancer le traiteur", "–", LabelKind.BULLET, "relancer le traiteur"),
        ("-Relancer le traiteur", "-", LabelKind.BULLET, "Relancer le traiteur"),
        ("• relancer le traiteur", "•", LabelKind.BULLET, "relancer le traiteur"),
        ("--> relancer le traiteur", "-->", LabelKind.BULLET, "relancer le traiteur"),
        ("→ relancer le traiteur", "→", LabelKind.BULLET, "relancer le traiteur"),
        ("=> relancer le traiteur", "=>", LabelKind.BULLET, "relancer le traiteur"),
        ("* relancer le traiteur", "*", LabelKind.BULLET, "relancer le traiteur"),
        ("[ ] relancer le traiteur", "[ ]", LabelKind.BULLET, "relancer le traiteur"),
        ("[x] relancer le traiteur", "[x]", LabelKind.BULLET, "relancer le traiteur"),
        ("o\trelancer le traiteur", "o", LabelKind.BULLET, "relancer le traiteur"),
        ("   • relancer le traiteur", "•", LabelKind.BULLET, "relancer le traiteur"),
    ],
)
def test_a_label_is_found_with_its_kind_and_the_words_after_it(
    line: str, text: str, kind: LabelKind, rest: str
) -> None:
    label = find_label(line)
    assert label is not None
    assert (label.text, label.kind, line[label.length :]) == (text, kind, rest)


@pytest.mark.parametrize(
    "line",
    [
        "23 février : forum des associations",
        "12.05.2024",
        "12.05.2024 : visite du chantier",
        "12/05/2024 : visite du chantier",
        "12/05 : visite du chantier",
        "12-05-2024 : visite du chantier",
        "3 et 4 mai : salon du livre",
        "1er mai : fermeture du secrétariat",
        "18h30 : accueil",
        "18 h 30 : accueil",
        "15:30 ouverture",
        "2 000 euros sont inscrits au budget",
        "2.000 euros sont inscrits au budget",
        "2,5 tonnes de sel",
        "12 voix pour",
        "12 %",
        "3 000",
        "2024",
        "2024-12-05",
        "2024-2025 : une année de travaux",
        "2024 : une année de travaux",
        "M. Petit est arrivé à 19 h",
        "C.A. du 4 mai",
        "A la demande du maire",
        "À la demande du maire",
        "a été élu",
        "Vote à main levée",
        "Point presse à prévoir",
        "Question de Mme Aubry",
        "Ivry est excusée",
        "X a voté contre",
        "on décide de louer",
        "",
    ],
)
def test_what_only_looks_like_a_label_is_none(line: str) -> None:
    assert find_label(line) is None


@pytest.mark.parametrize(
    ("line", "depth"), [("1. Budget", 1), ("2.3 Voirie", 2), ("2.3.1 Trottoirs", 3), ("a) Toit", 2)]
)
def test_depth_is_the_number_of_parts(line: str, depth: int) -> None:
    label = find_label(line)
    assert label is not None and label.depth == depth


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["A. Toiture", "B. Chauffage", "Le devis est attendu.", "C. Cour"], True),
        (["A. Toiture", "B. Chauffage", "A. Effectifs", "B. Rentrée"], True),
        (["B. Morel", "D. Petit", "A. Sarr"], False),
        (["A. Sarr rappelle le calendrier."], False),
        (["B. Morel", "C. Petit"], False),
        (["Toiture", "Chauffage"], False),
    ],
)
def test_capitals_number_lines_only_where_they_run_on_from_a(lines: list[str], expected: bool) -> None:
    assert is_lettered(lines) is expected
