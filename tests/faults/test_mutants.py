"""Damaged documents: none crashes, hangs or finds a bug. `make fuzz` tries many more."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from models.errors import InputError
from pipeline.isolation import Limits, ReaderPool
from pipeline.opening import read

ROOT = Path(__file__).parents[2]
SUFFIXES = {".pdf", ".docx", ".odt", ".eml", ".msg", ".html", ".md", ".txt", ".zip"}
"""What is read without another program."""


@pytest.fixture(scope="module")
def mutate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("mutate", ROOT / "scripts" / "mutate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["mutate"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def files() -> list[Path]:
    """The small documents of the sample corpus: scans are large."""
    found = (path for path in sorted((ROOT / "corpus" / "documents").iterdir()) if path.suffix in SUFFIXES)
    return [path for path in found if path.stat().st_size < 53_000]


def test_the_same_seed_makes_the_same_mutants(mutate: ModuleType, files: list[Path]) -> None:
    first, again, other = (list(mutate.mutants(files, 20, seed)) for seed in (1, 1, 2))
    assert first == again != other


def test_damage_from_inside_gets_past_the_checksums(mutate: ModuleType, files: list[Path]) -> None:
    """Else the parsers behind them would never be tried."""
    inside = [mutant for mutant in mutate.mutants(files, 200, 5) if mutant.way.startswith("inside")]
    words = []
    for mutant in inside[:40]:
        try:
            words.append(read(mutant.content, mutant.name).text)
        except InputError as error:
            words.append(str(error))
    assert sum("ZIP directory" in each or "cannot be unpacked" in each for each in words) == 0
    assert len(set(words)) > 10


def test_mutants_are_read_or_refused_with_a_reason(mutate: ModuleType, files: list[Path]) -> None:
    pool = ReaderPool(Limits(step_seconds=60, total_seconds=120, memory_mib=2048))
    for mutant in mutate.mutants(files, 60, 3):
        try:
            pool(mutant.name, read, mutant.content, mutant.name)
        except InputError as error:
            assert str(error).startswith(mutant.name)
            assert "makes its reader crash" not in str(error)
            assert "got stuck" not in str(error)
    pool.close()
