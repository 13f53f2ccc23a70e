"""Fixtures of the tests of what goes wrong."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # forked_command.py: tests are no package

from forked_command import Ended, run_command


@pytest.fixture
def command(tmp_path: Path) -> Callable[..., Ended]:
    """Return a function that runs `minutier` with arguments in `tmp_path`."""
    return partial(run_command, tmp_path)
