"""The documentation keeps up: commands, options, error classes and issue codes are all in it."""

import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from minutier.command_docs import PAGE, render_commands
from models.errors import PipelineError
from models.issues import IssueCode

ROOT = Path(__file__).parents[2]
ERRORS = (ROOT / "docs" / "erreurs.md").read_text("utf-8")


def families(error: type[PipelineError]) -> Iterator[type[PipelineError]]:
    yield error
    for each in error.__subclasses__():
        yield from families(each)


def error_classes() -> dict[str, type[PipelineError]]:
    """All failures of ours, wherever they are defined."""
    for path in sorted(ROOT.glob("*/**/*.py")):
        package = path.relative_to(ROOT).parts[0]
        is_ours = package in ("models", "extractors", "pipeline", "store", "evaluation", "exports")
        if is_ours and re.search(r"^class \w*Error\(", path.read_text("utf-8"), re.MULTILINE):
            importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    return {each.__name__: each for each in families(PipelineError)}


def test_every_failure_stands_in_the_page_of_errors_with_its_exit_code() -> None:
    rows = dict(re.findall(r"^\| `(\w+Error)` \| (\d+) \|", ERRORS, re.MULTILINE))
    assert rows == {name: str(error.exit_code) for name, error in error_classes().items()}


def test_every_issue_code_stands_in_the_page_of_errors() -> None:
    assert sorted(re.findall(r"^\| `([A-Z_]+)` \|", ERRORS, re.MULTILINE)) == sorted(IssueCode)


def test_every_exit_code_is_explained() -> None:
    explained = {int(code) for code in re.findall(r"^\| (\d+) \|", ERRORS, re.MULTILINE)}
    assert explained == {0, 130, *(error.exit_code for error in error_classes().values())}


def test_the_page_of_commands_is_fresh() -> None:
    written = (ROOT / PAGE).read_text("utf-8")
    assert written == render_commands(), "run: python -m minutier.command_docs"


@pytest.mark.parametrize("section", render_commands().split("\n## ")[1:])
def test_every_command_has_an_example(section: str) -> None:
    name = section.split("\n", 1)[0]
    is_group = "COMMAND [ARGS]" in section
    assert is_group or f"Example: {name}" in section or f"| {name}" in section
