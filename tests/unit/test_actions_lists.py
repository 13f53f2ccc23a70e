"""Actions in lists, schedules and tables, their owners, deadlines and states: invented minutes in Markdown."""

import datetime as dt

import pytest

from extractors.actions import extract_actions
from models.records import ActionItem, Attendance, Meeting, Minutes
from tests.unit.conftest import ReadText

MEETING = Meeting(date=dt.date(2023, 5, 4))
PEOPLE = tuple(Attendance(name=name) for name in ("Lise Aubry", "Jo Petit", "Nour Haddad", "Denis Huchet"))


def actions_of(read_text: ReadText, text: str) -> tuple[ActionItem, ...]:
    reading = read_text("# Bureau du 4 mai 2023\n\n" + text, source="seance.md")
    return extract_actions(reading, Minutes(meeting=MEETING, attendance=PEOPLE)).actions


def told(actions: tuple[ActionItem, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(action.text, action.owners) for action in actions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "## Actions à mener\n\n- Relancer le traiteur (Jo)\n- Lise : devis de la salle\n",
            [("Relancer le traiteur (Jo)", ("Jo",)), ("Lise : devis de la salle", ("Lise",))],
            id="section",
        ),
        pytest.param(
            "## À faire\n\n- affiche de la fête\n- clés du local\n",
            [("affiche de la fête", ()), ("clés du local", ())],
            id="section of nouns",
        ),
        pytest.param(
            "## Budget\n\nAvant le 20 mai :\n\n- maquette de l'affiche\n- devis du traiteur\n",
            [("maquette de l'affiche", ()), ("devis du traiteur", ())],
            id="schedule",
        ),
        pytest.param(
            "## Répartition des tâches\n\n- Lise : maquette\n- Jo et Nour : buvette\n",
            [("Lise : maquette", ("Lise",)), ("Jo et Nour : buvette", ("Jo", "Nour"))],
            id="shared out",
        ),
        pytest.param(
            "## Fête\n\nIl reste à :\n\n- commander les chaises\n- imprimer le programme\n",
            [("commander les chaises", ()), ("imprimer le programme", ())],
            id="infinitives under a charge",
        ),
        pytest.param(
            "## Fête\n\n- Commander les chaises (Jo)\n- Le traiteur est trouvé.\n",
            [("Commander les chaises (Jo)", ("Jo",))],
            id="infinitive with an owner",
        ),
        # near misses
        pytest.param("## Ordre du jour\n\n- Relancer le traiteur\n- Préparer la fête\n", [], id="agenda"),
        pytest.param("## Objectifs\n\n- Développer les ateliers\n- Animer le quartier\n", [], id="aims"),
        pytest.param("## Actions à mener\n\n- Néant\n", [], id="nothing to do"),
        pytest.param(
            "## Fête\n\nLe comité a pour missions :\n\n- Animer le quartier\n- Organiser des rencontres\n",
            [],
            id="missions",
        ),
        pytest.param("## Fête\n\n- Le budget est serré.\n- La salle est trop petite.\n", [], id="statements"),
        pytest.param("## Suites à donner\n\n- Le budget est serré.\n", [], id="statement under actions"),
        pytest.param("## Présents\n\n- Lise : présidente\n- Jo : trésorier\n", [], id="people"),
        pytest.param("## Fête\n\nIdées :\n\n- Inviter un orchestre\n- Louer un manège\n", [], id="ideas"),
        pytest.param("## Calendrier\n\nLe 20 mars 2023 :\n\n- visite du chantier\n", [], id="a day before the meeting"),
    ],
)
def test_items_of_lists(read_text: ReadText, text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert told(actions_of(read_text, text)) == expected


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        (
            "Action | Pilote | Échéance",
            "Relancer le traiteur | Jo | 20 mai 2023",
            (("Jo",), dt.date(2023, 5, 20), "open"),
        ),
        ("Quoi | Qui | Quand", "Affiche | Lise, Nour | 1er juin 2023", (("Lise", "Nour"), dt.date(2023, 6, 1), "open")),
        ("Tâche | Responsable | État", "Affiche | SIVU | Fait", (("SIVU",), None, "done")),
        ("Tâche | Responsable | État", "Affiche | SIVU | En cours", (("SIVU",), None, "in_progress")),
        ("Tâche | Responsable | État", "Affiche | SIVU | À faire", (("SIVU",), None, "open")),
        ("Tâche | Responsable | État", "Affiche | SIVU | Pas fait", (("SIVU",), None, "open")),
        ("Qui | Quoi | Délai", "  | Affiche | fin juin", ((), dt.date(2023, 6, 30), "open")),
        ("Quoi | Qui | Délai", "Affiche | 30/06/2023 | 30/06/2023", ((), dt.date(2023, 6, 30), "open")),
        ("Quoi | Qui | Délai", "Affiche | avant le 15 juin | fin juin", ((), dt.date(2023, 6, 30), "open")),
        ("Quoi | Qui | Délai", "Affiche | Avril | fin juin", (("Avril",), dt.date(2023, 6, 30), "open")),
        ("Quoi | Qui | Délai", "Affiche | Jo O’Neill | fin juin", (("Jo O'Neill",), dt.date(2023, 6, 30), "open")),
    ],
)
def test_rows_of_action_tables(
    read_text: ReadText, header: str, row: str, expected: tuple[tuple[str, ...], dt.date | None, str]
) -> None:
    text = f"| {header} |\n|---|---|---|\n| {row} |\n"
    found = [(a.owners, a.due.end if a.due else None, a.status.value) for a in actions_of(read_text, text)]
    assert found == [expected]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Nom | Fonction | Présent", "Lise Aubry | présidente | X"),
        ("Pour | Contre | Abstention", "12 | 0 | 1"),
        ("Poste | Montant | Date", "Traiteur | 300 € | 20 mai 2023"),
        ("Action | Coût | Public", "Atelier vélo | 300 € | 12"),
    ],
)
def test_rows_of_other_tables_are_none(read_text: ReadText, header: str, row: str) -> None:
    assert told(actions_of(read_text, f"| {header} |\n|---|---|---|\n| {row} |\n")) == []


@pytest.mark.parametrize(
    ("sentence", "owners"),
    [
        ("Lise : relancer le traiteur avant le 20 mai", ("Lise",)),
        ("Relancer le traiteur avant le 20 mai (Jo, Nour)", ("Jo", "Nour")),
        ("Relancer le traiteur avant le 20 mai (Jo / SIVU)", ("Jo", "SIVU")),
        ("A4 – Lise : relancer le traiteur", ("Lise",)),
        ("Lise -> relancer le traiteur", ("Lise",)),
        ("Relancer le traiteur avant le 20 mai (18 000 €)", ()),
        ("Relancer le traiteur avant le 20 mai (rue du Four)", ()),
        ("Dossier DETR : relancer la préfecture", ()),
        ("Relancer Jo avant le 20 mai", ()),
    ],
)
def test_owners_beside_a_task(read_text: ReadText, sentence: str, owners: tuple[str, ...]) -> None:
    found = actions_of(read_text, f"## Actions à mener\n\n- {sentence}\n")
    assert [action.owners for action in found] == [owners]


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Jo : Je vais appeler le traiteur.", ("Jo",)),
        ("« Je ferai l'affiche », ajoute Lise, qui dessine bien.", ("Lise",)),
        ("Jo : Le budget est serré.\n\nJe vais appeler le traiteur.", ("Jo",)),
        ("Je vais appeler le traiteur.", ()),
    ],
)
def test_je_is_the_speaker(read_text: ReadText, text: str, owners: tuple[str, ...]) -> None:
    assert [action.owners for action in actions_of(read_text, f"## Fête\n\n{text}\n")] == [owners]


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("Lise enverra le devis avant le 20 mai.", (None, dt.date(2023, 5, 20))),
        ("Lise enverra le devis le 20 mai 2023.", (dt.date(2023, 5, 20), dt.date(2023, 5, 20))),
        ("Lise enverra le devis d'ici fin juin.", (None, dt.date(2023, 6, 30))),
        ("Lise enverra le devis reçu le 20 avril 2023.", None),
        ("Lise enverra le devis.", None),
        ("Lise enverra le devis reçu le 20 avril 2023 avant le 20 mai.", (None, dt.date(2023, 5, 20))),
    ],
)
def test_deadlines_lie_after_the_meeting(
    read_text: ReadText, sentence: str, due: tuple[dt.date | None, dt.date] | None
) -> None:
    found = actions_of(read_text, f"## Fête\n\n{sentence}\n")
    assert [a.due and (a.due.start, a.due.end) for a in found] == [due]


@pytest.mark.parametrize(
    ("item", "status"),
    [
        ("Relancer le traiteur : fait", "done"),
        ("Commande des chaises (fait)", "done"),
        ("Affiche : en cours", "in_progress"),
        ("Relancer le traiteur", "open"),
        ("Relancer le traiteur : pas encore fait", "open"),
        ("Demander au traiteur un devis, comme nous avions fait", "open"),
    ],
)
def test_states(read_text: ReadText, item: str, status: str) -> None:
    assert [a.status.value for a in actions_of(read_text, f"## Actions à mener\n\n- {item}\n")] == [status]


ROWS = """<table><tr><th>Action</th><th>Responsable</th><th>Échéance</th></tr>{}</table>"""


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (  # one owner of two actions
            "<tr><td>Réserver la salle</td><td rowspan=2>Jo Petit</td><td>20 mai 2023</td></tr>"
            "<tr><td>Poser les affiches</td><td>30/06/2023</td></tr>"
            "<tr><td>Commander le pain</td><td>Lise Aubry</td><td>fin juin</td></tr>",
            [
                ("Réserver la salle Jo Petit 20 mai 2023", ("Jo Petit",), 20),
                ("Poser les affiches 30/06/2023", ("Jo Petit",), 30),
                ("Commander le pain Lise Aubry fin juin", ("Lise Aubry",), 30),
            ],
        ),
        (  # one piece of work of two owners
            "<tr><td rowspan=2>Poser les affiches</td><td>Jo Petit</td><td>20 mai 2023</td></tr>"
            "<tr><td>Lise Aubry</td><td>30/06/2023</td></tr>",
            [
                ("Poser les affiches Jo Petit 20 mai 2023", ("Jo Petit",), 20),
                ("Poser les affiches Lise Aubry 30/06/2023", ("Lise Aubry",), 30),
            ],
        ),
        (  # owner and deadline of two actions
            "<tr><td>Réserver la salle</td><td rowspan=2>Jo Petit</td><td rowspan=2>20 mai 2023</td></tr>"
            "<tr><td>Poser les affiches</td></tr>",
            [
                ("Réserver la salle Jo Petit 20 mai 2023", ("Jo Petit",), 20),
                ("Poser les affiches", ("Jo Petit",), 20),
            ],
        ),
        (  # an empty cell that nothing covers is nobody's; a row over all columns is a chapter
            "<tr><td>Réserver la salle</td><td>Jo Petit</td><td>20 mai 2023</td></tr>"
            "<tr><td colspan=3>Communication</td></tr>"
            "<tr><td>Poser les affiches</td><td></td><td>30/06/2023</td></tr>",
            [
                ("Réserver la salle Jo Petit 20 mai 2023", ("Jo Petit",), 20),
                ("Poser les affiches 30/06/2023", (), 30),
            ],
        ),
    ],
)
def test_merged_cells_hold_for_all_their_rows(
    read_text: ReadText, rows: str, expected: list[tuple[str, tuple[str, ...], int]]
) -> None:
    reading = read_text("<html><body><h1>Bureau du 4 mai 2023</h1>" + ROWS.format(rows), source="seance.html")
    found = extract_actions(reading, Minutes(meeting=MEETING, attendance=PEOPLE)).actions
    assert [(a.text, a.owners, a.due and a.due.end and a.due.end.day) for a in found] == expected


def test_the_end_of_the_meeting_is_no_action(read_text: ReadText) -> None:
    text = "## À faire\n\n- Jo Petit : affiche\n\nFin de la réunion à 22 h 15. Secrétaire : Lise Aubry\n"
    assert [action.owners for action in actions_of(read_text, text)] == [("Jo Petit",)]
    near = "## À faire\n\nFin de la saison : Lise Aubry\n"
    assert len(actions_of(read_text, near)) == 1
