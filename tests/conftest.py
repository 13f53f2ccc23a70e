"""Fixtures for all tests."""

import os
import shutil
from collections.abc import Callable

import pytest


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the tester's own database out of reach: no MINUTIER_ variable passes into a test."""
    for name in [name for name in os.environ if name.startswith("MINUTIER_")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def require_program() -> Callable[[str], str]:
    """Return the path of a system program; without it skip the test, or fail under CI=true, where all must be there."""

    def require(name: str) -> str:
        path = shutil.which(name)
        if path is None and os.environ.get("CI") == "true":
            pytest.fail(f"{name} is not installed, and under CI=true nothing is skipped")
        if path is None:
            pytest.skip(f"{name} is not installed")
        return path

    return require
