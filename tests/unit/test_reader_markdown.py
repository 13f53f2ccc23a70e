"""Markdown: what a reader sees, and what the marks say about it."""

import pytest

from models.document import Document
from pipeline.readers import read_document


def read(text: str) -> Document:
    return read_document(text.encode(), source="seance.md")


def texts(text: str) -> list[str]:
    document = read(text)
    return [document.text[line.span.start : line.span.end] for line in document.lines]


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("Un *mot* et **deux** et ~~trois~~ `quatre`", ["Un mot et deux et trois quatre"]),
        ('Voir [le budget](https://exemple.fr/b.pdf "titre").', ["Voir le budget."]),
        ("Avant ![logo](logo-2021-03-01.png) après", ["Avant  après"]),
        ("Lien : https://exemple.fr/2021-03-01.pdf.", ["Lien : ."]),
        ("Lien : <https://exemple.fr/2021-03-01>", ["Lien :"]),
        ("Écrire à <mairie@exemple.fr>", ["Écrire à mairie@exemple.fr"]),
        ("Visible<!-- caché le 3 mai --> ici", ["Visible ici"]),
        ("<!-- caché\n\nle 3 mai -->\n\nVisible", ["Visible"]),
        ('<div class="note">\nLe maire, <b>présent</b>\n</div>', ["Le maire, présent"]),
        ("<details><summary>Vote</summary>12 pour</details>", ["Vote", "12 pour"]),
        ("<h2>Point&nbsp;1</h2>", ["Point\u00a01"]),
        ("<style>p { color: red }</style>\n\nTexte", ["Texte"]),
        ("1\\. Budget et \\*étoile\\*", ["1. Budget et *étoile*"]),
        ("Pain &amp; lait", ["Pain & lait"]),
        ("- [ ] à faire\n- [x] fait", ["[ ] à faire", "[x] fait"]),
        ("Anne [Petit]{.smallcaps}, maire", ["Anne Petit, maire"]),
        ("## Budget {#budget .titre}", ["Budget"]),
        ("    - Indenté comme du code", ["Indenté comme du code"]),
        ("```\nligne un\nligne deux\n```", ["ligne un", "ligne deux"]),
        (":::info\nÀ savoir\n:::", ["À savoir"]),
    ],
)
def test_what_is_seen(source: str, seen: list[str]) -> None:
    assert texts(source) == seen


@pytest.mark.parametrize(
    ("source", "title", "seen"),
    [
        ("---\ntitle: 'L''assemblée'\ndate: 2021-03-01\ntags:\n- CR\n---\nTexte", "L'assemblée", ["Texte"]),
        ("---\ntitle : Conseil du 3 mai\n...\n\nTexte", "Conseil du 3 mai", ["Texte"]),
        ('+++\ntitle = "Conseil"\n+++\nTexte', "Conseil", ["Texte"]),
        ("---\nauthor: Mairie\n---\nTexte", None, ["Texte"]),
        ("---\n\nLe conseil se réunit.\n\n---\n\nTexte", None, ["Le conseil se réunit.", "Texte"]),
        ("Texte\n\n---\n\ntitle: autre", None, ["Texte", "title: autre"]),
    ],
)
def test_front_matter(source: str, title: str | None, seen: list[str]) -> None:
    assert read(source).title == title
    assert texts(source) == seen


def test_headings() -> None:
    document = read('# Un\n\n## <a href="#deux"></a> 2\\. Deux\n\nTrois\n-----\n\nQuatre\n')
    assert texts('# Un\n\n## <a href="#deux"></a> 2\\. Deux\n\nTrois\n-----\n\nQuatre\n') == [
        "Un",
        "2. Deux",
        "Trois",
        "Quatre",
    ]
    assert [line.heading_level for line in document.lines] == [1, 2, 2, None]


def test_a_paragraph_above_a_rule_is_no_heading() -> None:
    document = read("Le maire ouvre\nla séance du soir.\n---\n")
    assert [line.heading_level for line in document.lines] == [None, None]


def test_lists() -> None:
    source = "3. Budget\n4. Travaux\n   * École\n   * Voirie\n     - Rue Haute\n\n- Divers\n"
    document = read(source)
    assert texts(source) == ["Budget", "Travaux", "École", "Voirie", "Rue Haute", "Divers"]
    assert [line.label for line in document.lines] == ["3.", "4.", None, None, None, None]
    assert [line.list_level for line in document.lines] == [0, 0, 1, 1, 2, 0]
    assert all(line.starts_block for line in document.lines)


def test_second_paragraph_of_an_item_is_no_item() -> None:
    document = read("1. Budget\n\n   Adopté.\n")
    assert [(line.label, line.list_level) for line in document.lines] == [("1.", 0), (None, None)]


def test_hard_breaks_start_blocks() -> None:
    for source in ("Un  \ndeux", "Un<br>deux", "Un<br/>\ndeux", "Un\\\ndeux"):
        document = read(source)
        assert texts(source) == ["Un", "deux"]
        assert [line.starts_block for line in document.lines] == [True, True]


def test_wrapped_lines_continue() -> None:
    source = (
        "Le conseil municipal, réuni en séance ordinaire sous la présidence de\n"
        "madame la maire, approuve le procès-verbal de la séance précédente et\n"
        "passe au vote.\n"
    )
    assert [line.starts_block for line in read(source).lines] == [True, False, False]


def test_lines_broken_on_purpose_are_left_open() -> None:
    assert [line.starts_block for line in read("Présents :\nAnne Petit, maire\nPaul Grand, adjoint\n").lines] == [
        True,
        None,
        None,
    ]


def test_bold_lines() -> None:
    document = read("**Budget**\n\n**Vote** : adopté\n\n<b>Travaux</b>\n")
    assert [line.bold for line in document.lines] == [True, False, True]


def test_pipe_table() -> None:
    source = "| Qui | Quoi |\n|---|---|\n| Anne | **Devis**<br>Relance |\n| | Vide |\n"
    document = read(source)
    (table,) = document.tables
    seen = {(c.row, c.column): [document.text[s.start : s.end] for s in c.spans] for c in table.cells}
    assert seen == {
        (0, 0): ["Qui"], (0, 1): ["Quoi"], (1, 0): ["Anne"], (1, 1): ["Devis", "Relance"], (2, 0): [], (2, 1): ["Vide"],
    }  # fmt: skip
    assert (table.row_count, table.column_count) == (3, 2)
    assert [line.cell is not None for line in document.lines] == [True] * 6


def test_plain_text_named_markdown() -> None:
    source = "REUNION DU 3 MAI\n\n  Présents : Anne, Paul\n  Excusé : Luc\n\n1) Budget\n"
    document = read(source)
    assert texts(source) == ["REUNION DU 3 MAI", "Présents : Anne, Paul", "Excusé : Luc", "Budget"]
    assert [line.indent for line in document.lines] == [0.0, 2.0, 2.0, 0.0]
    assert document.lines[-1].label == "1)"


def test_lines_are_joined_by_newlines() -> None:
    document = read("# Un\n\nDeux\n")
    assert document.text == "Un\nDeux"
    assert document.pages == ()
