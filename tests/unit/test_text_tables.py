"""Tables in plain text and in Markdown; and texts that are Markdown in truth."""

import time

import pytest

from models.document import Cell, Document
from pipeline.readers import read_document
from pipeline.readers.text.markup import is_markdown

PROSE = (
    "Le conseil municipal de Valmoré s'est réuni en séance publique sous la présidence de Odette Ranvier, maire.\n"
    "Le quorum étant atteint, la séance est ouverte à dix-neuf heures dans la salle du conseil.\n\n"
)
NAMES = "Nom\tFonction\tPrésence\nOdette Ranvier\tMaire de la commune\tOui\nFarid Belmont\tAdjoint aux finances\tNon\n"
Grid = list[list[str]]


def read(text: str, name: str = "seance.txt") -> Document:
    return read_document(text.encode(), source=name)


def grids(document: Document) -> list[Grid]:
    """Each table as rows of cell texts; and the cells' spans are those of their lines, in order."""
    cells = [line for line in document.lines if line.cell]
    assert [line.span for line in cells] == [
        span for table in document.tables for cell in table.cells for span in cell.spans
    ]
    assert [line.span for line in document.lines] == sorted(line.span for line in document.lines)
    return [
        [[shown(document, cell) for cell in table.row(r)] for r in range(table.row_count)] for table in document.tables
    ]


def shown(document: Document, cell: Cell) -> str:
    return " ".join(document.text[span.start : span.end] for span in cell.spans)


def loose(document: Document) -> list[str]:
    return [document.text[line.span.start : line.span.end] for line in document.lines if line.cell is None]


TABLE = [row.split("\t") for row in NAMES.splitlines()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(NAMES, [TABLE], id="plain"),
        pytest.param(NAMES.replace("\n", "\n\n"), [TABLE], id="blank lines between"),
        pytest.param(NAMES.replace("\n", "\r\n"), [TABLE], id="CRLF"),
        pytest.param(
            "Odette Ranvier\tMaire\nFarid Belmont\tAdjoint\n",
            [[["Odette Ranvier", "Maire"], ["Farid Belmont", "Adjoint"]]],
            id="two columns, two rows",
        ),
        pytest.param(
            "AGENDA\t\n1er mars\tComité\n9-10 mai\tForum des villes\n\n" + NAMES,
            [[["1er mars", "Comité"], ["9-10 mai", "Forum des villes"]], TABLE],
            id="heading with a tab, then tables of different widths",
        ),
        pytest.param(
            NAMES + "EXCUSÉS\t\t\nLouise Pichet\tConseillère\tExcusée\n",
            [TABLE, [["Louise Pichet", "Conseillère", "Excusée"]]],
            id="heading between rows",
        ),
        pytest.param(
            NAMES.replace("\tOui", ""), [[TABLE[0], ["Odette Ranvier", "Maire de la commune", ""], TABLE[2]]],
            id="a row without its last cell",
        ),
        pytest.param(
            "Nom\tVille\tVoix\n\tLorient\t3\nAnne Duval\tVannes\t4\n",
            [[["Nom", "Ville", "Voix"], ["", "Lorient", "3"], ["Anne Duval", "Vannes", "4"]]],
            id="empty first cell",
        ),
        pytest.param(
            "Jean Morel\t\tMaire\nBartholomé Le Guennec\tAdjoint\nAnne Duval\t\tAdjointe\n",
            [[["Jean Morel", "Maire"], ["Bartholomé Le Guennec", "Adjoint"], ["Anne Duval", "Adjointe"]]],
            id="several tabs to reach the column",
        ),
        pytest.param(
            "1\tOdette Ranvier\tMaire\n2\tFarid Belmont\tAdjoint\n",
            [[["1", "Odette Ranvier", "Maire"], ["2", "Farid Belmont", "Adjoint"]]],
            id="numbered rows",
        ),
        pytest.param(
            "  Nom               Fonction      Voix\n  ----------------  ----------  ------\n"
            "  Odette Ranvier    Maire            3\n  Farid Belmont     Adjoint         12\n",
            [[["Nom", "Fonction", "Voix"], ["Odette Ranvier", "Maire", "3"], ["Farid Belmont", "Adjoint", "12"]]],
            id="columns of spaces",
        ),
    ],
)  # fmt: skip
def test_tables(text: str, expected: list[Grid]) -> None:
    assert grids(read(PROSE + text + "\n" + PROSE)) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("AGENDA\t\nBUDGET\t\n", id="headings with a tab behind"),
        pytest.param("Lieu :\tMairie\nDate :\t3 mars 2024\nPrésidente :\tOdette Ranvier\n", id="fields"),
        pytest.param("1.\tApprobation du compte rendu\n2.\tBudget primitif\n3.\tTravaux\n", id="numbered list"),
        pytest.param("•\tVoter le budget\n•\tRepeindre la salle\n", id="bullets"),
        pytest.param("a)\tLe budget\nb)\tLa salle\n", id="letters"),
        pytest.param("Ouverture\t1\nBudget\t2\nTravaux\t2\nDivers\t5\n", id="table of contents"),
        pytest.param("Le conseil\tdécide de voter\nla somme\tde 300 euros\n", id="tabs in a sentence"),
        pytest.param("Odette Ranvier\tMaire\n", id="one row"),
        pytest.param("Odette Ranvier\tMaire\nFarid\tBelmont\tAdjoint\n", id="widths that differ"),
        pytest.param("\tLe budget est voté.\n\tLa salle est repeinte.\n", id="indents"),
        pytest.param("Le maire   La secrétaire\nOdette     Farid\n", id="two lines with gaps"),
        pytest.param("Pour   12 voix de liste\nContre    3 voix\nAbstention 1   voix\n", id="gaps not aligned"),
        pytest.param(
            "la rue du port    est refaite en\navril prochain    par les soins\nde la commune,    qui le vote\n",
            id="prose in two columns",
        ),
    ],
)
def test_near_misses_stay_lines(text: str) -> None:
    document = read(PROSE + text + "\n" + PROSE)
    assert document.tables == ()
    assert len(document.lines) == 4 + len(text.splitlines())


def test_words_all_apart_by_tabs_are_no_table() -> None:
    bad = (PROSE + "Le Maire\nLa Mairie\nDu Bourg\n").replace(" ", "\t")
    assert read(bad).tables == ()
    assert read(bad.replace("\t", "\t\u00a0")).tables == ()


def test_a_heading_between_rows_keeps_its_line() -> None:
    document = read(PROSE + NAMES + "EXCUSÉS\t\t\nLouise Pichet\tConseillère\tExcusée\n")
    assert loose(document)[-1] == "EXCUSÉS"
    assert [line.starts_block for line in document.lines if line.cell] == [True] * 12


def test_running_lines_do_not_cut_a_table() -> None:
    page = "Commune de Valmoré - registre\n\n{}\n\nPage {}\n"
    rows = [f"Conseiller {n}\tVille {n}\tVoix {n}" for n in "ABCDEFGHI"]
    pages = [PROSE + "\n".join(rows[:3]), "\n".join(rows[3:6]), "\n".join(rows[6:]) + "\n\n" + PROSE]
    document = read("\f".join(page.format(body, n) for n, body in enumerate(pages, 1)))
    assert grids(document) == [[row.split("\t") for row in rows]]


def test_tables_in_markdown_are_numbered_in_order() -> None:
    pipes = "| Vote | Voix |\n|---|---|\n| Pour | 12 |\n\n"
    document = read("# Séance\n\n" + PROSE + NAMES + "\n" + pipes + "## Fin\n\n" + NAMES, "seance.md")
    assert grids(document) == [TABLE, [["Vote", "Voix"], ["Pour", "12"]], TABLE]


def test_long_lists_take_no_long_time() -> None:
    begun = time.perf_counter()
    read(PROSE + "".join(f"{n}.\tPoint du registre des délibérations\n" for n in range(6000)))
    assert time.perf_counter() - begun < 5


MARKED = "La 5^{ème} séance du **conseil** est ouverte. **Budget** : voté.\n\n- **Travaux** : reportés\n\n"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(MARKED, id="bold and superscript"),
        pytest.param("# Séance\n\n## Budget\n\n**Vote :** oui, **12** voix\n", id="headings and bold"),
        pytest.param("# Séance\n\n## Budget\n\n## Travaux\n\n## Divers\n\nVoté.\n", id="headings alone"),
        pytest.param("Votes\n\n| Pour | Contre |\n|---|---|\n| 12 | 3 |\n", id="pipe table"),
        pytest.param(
            "Voir [le plan](https://exemple.fr/p), **voté**, **signé** et\n<https://exemple.fr/budget>.\n", id="links"
        ),
    ],
)
def test_markdown_under_another_name(text: str) -> None:
    assert is_markdown(text)
    assert read(text).media_type == "text/markdown"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("- budget\n- travaux\n* divers\n* fin\n" * 5, id="bullets"),
        pytest.param("Odette Ranvier*\nFarid Belmont**\n* excusé\n** absent\n" * 5, id="asterisks as notes"),
        pytest.param("Odette <odette@exemple.fr>, Farid <farid@exemple.fr>\n" * 10, id="e-mail addresses"),
        pytest.param("***\nSéance\n***\n----\n====\n" * 5, id="rules"),
        pytest.param("#budget #travaux\nPoint # 3\n# 12 voix\n" * 5, id="hashes"),
        pytest.param("| oui | non |\n[illisible] (12 h)\n10^3 euros\n" * 5, id="bars, brackets and powers"),
        pytest.param(MARKED + PROSE * 200, id="a few marks in a long text"),
        pytest.param(MARKED + "\f" + MARKED, id="printed pages"),
    ],
)
def test_plain_text_stays_plain(text: str) -> None:
    assert not is_markdown(text)
    assert read(text).media_type == "text/plain"


def test_marks_of_a_text_are_not_read_as_words() -> None:
    document = read(MARKED + NAMES)
    assert loose(document) == ["La 5ème séance du conseil est ouverte. Budget : voté.", "Travaux : reportés"]
    assert grids(document) == [TABLE]
