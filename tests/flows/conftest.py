"""One temporary Prefect server for all tests of flows: its start takes half a minute."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

MINUTES = """COMPTE RENDU
Réunion du comité des fêtes de Sarnac-le-Vieux
du mardi 12 mars 2024

Présents : Mme Odile Barrandon, M. Yvan Sollier
Excusé : M. Rémi Tavernay

1. Feu d'artifice
Le devis est adopté à l'unanimité.
M. Sollier réserve la salle avant le 20 avril 2024.
"""


@pytest.fixture(scope="session")
def prefect_environment(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Make Prefect quiet and keep it out of the tester's home; comes before any import of it."""
    from flows.environment import prepare_prefect

    for name in [name for name in os.environ if name.startswith("PREFECT_")]:
        del os.environ[name]
    prepare_prefect(tmp_path_factory.mktemp("home"), log_level="CRITICAL")


@pytest.fixture(scope="session")
def prefect_server(prefect_environment: None) -> Iterator[None]:
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=120):
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two minutes of one meeting, the second a file that can't be read."""
    made = tmp_path / "incoming"
    made.mkdir()
    (made / "reunion.txt").write_text(MINUTES, encoding="utf-8")
    (made / "vide.pdf").write_bytes(b"")
    return made
