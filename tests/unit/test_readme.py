"""What README and docs say is so: the example, the links, the names of commands and targets."""

import json
import re
from pathlib import Path
from typing import TypeAlias

import pytest

from models.record_form import to_json_object
from pipeline.run import process_bytes

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
PAGES = [README, *sorted((ROOT / "docs").rglob("*.md"))]

JSON: TypeAlias = "dict[str, JSON] | list[JSON] | str | int | float | bool | None"


def fenced(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def shown(full: JSON, pattern: JSON) -> JSON:
    """The part of a value that the pattern shows: its keys, all items of its lists."""
    if isinstance(full, dict) and isinstance(pattern, dict):
        return {key: shown(full[key], pattern[key]) for key in pattern if key in full}
    if isinstance(full, list) and isinstance(pattern, list) and len(full) == len(pattern):
        return [shown(item, part) for item, part in zip(full, pattern, strict=True)]
    return full


def test_the_example_is_what_comes_out() -> None:
    (source,), (output,) = fenced("text"), fenced("json")
    expected = json.loads(output)
    extraction = process_bytes(source.encode(), "exemple.txt").extraction
    assert shown(json.loads(json.dumps(to_json_object(extraction))), expected) == expected


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_make_targets_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = re.findall(r"(?:^|`|[A-Z]=\S+ )make ([a-z-]+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert [name for name in named if name not in targets] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_exist(page: Path) -> None:
    commands = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    known = set(re.findall(r"^## minutier (\S+)", commands, re.MULTILINE))
    text = page.read_text(encoding="utf-8")
    shell = "".join(re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))
    named = re.findall(r"`minutier ([a-z]+)", text) + re.findall(r"^minutier ([a-z]+)", shell, re.MULTILINE)
    assert [name for name in named if name not in known] == []
