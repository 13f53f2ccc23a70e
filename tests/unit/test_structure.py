"""The house keeps its shape: direction of imports, sizes, names, and what no file may hold."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

ALLOWED = {
    "models": set(),
    "extractors": {"models"},
    "pipeline": {"models", "extractors"},
    "store": {"models", "extractors", "pipeline"},
    "evaluation": {"models", "extractors", "pipeline", "store"},
    "flows": {"models", "pipeline", "store"},
    "minutier": {"models", "extractors", "pipeline", "store", "evaluation", "flows"},
}
"""Package → what of ours it may import: one way only, and nothing imports `minutier`."""

LONGEST_FUNCTION = 60
LONGEST_MODULE = 500
NOT_NOUNS = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc"}
HEAVY = ("spacy", "pydantic", "sqlalchemy", "prefect", "pdfplumber", "dateparser", "alembic", "fastapi")

# Written in pieces, so that this file does not hold what it looks for.
FORBIDDEN = tuple(
    "".join(parts) for parts in (("/wo", "rk/"), ("py", "pi.org"), ("python", "hosted"), ("npm", "js.org"))
)


def modules() -> list[Path]:
    return sorted(path for package in ALLOWED for path in (ROOT / package).rglob("*.py"))


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    """Names of all modules that a file imports, those inside functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def tracked() -> list[Path]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listing.returncode != 0:
        pytest.skip("not a git checkout: nothing says which files are ours")
    return [path for name in listing.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def test_every_package_is_known() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages == set(ALLOWED)


def test_imports_go_one_way() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules()
        for name in imported(parsed(path))
        if (top := name.partition(".")[0]) in ALLOWED
        and top != (package := path.relative_to(ROOT).parts[0])
        and top not in ALLOWED[package]
    ]
    assert wrong == []


def test_imports_are_absolute() -> None:
    relative = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in modules()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []


def test_modules_are_named_for_nouns() -> None:
    assert [path for path in modules() if path.stem in NOT_NOUNS or path.parent.name in NOT_NOUNS] == []


def test_no_module_is_a_monster() -> None:
    sizes = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert {name: size for name, size in sizes.items() if size > LONGEST_MODULE} == {}


def test_no_function_is_a_monster() -> None:
    """Migrations aside: they list tables from top to bottom and never change again."""
    long = {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for path in modules()
        if path.parent.name != "versions"
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None
    }
    assert {name: size for name, size in long.items() if size > LONGEST_FUNCTION} == {}


def test_every_module_says_what_it_is() -> None:
    silent = [path for path in modules() if parsed(path).body and not ast.get_docstring(parsed(path))]
    assert [str(path.relative_to(ROOT)) for path in silent] == []


def test_no_assert_outside_tests() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in modules()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Assert)
    ]
    assert found == []


def test_tests_hold_no_package() -> None:
    """An `__init__.py` under tests/extractors would hide the real package."""
    assert list((ROOT / "tests").rglob("__init__.py")) == []


def test_files_name_no_machine_and_no_index() -> None:
    found = []
    for path in tracked():
        content = path.read_bytes()
        found += [f"{path.relative_to(ROOT)}: {word}" for word in FORBIDDEN if word.encode() in content]
    assert found == []


def test_data_of_users_is_not_tracked() -> None:
    outputs = [path.relative_to(ROOT) for path in tracked() if path.is_relative_to(ROOT / "outputs")]
    assert outputs == [Path("outputs/.gitkeep")]


def test_help_imports_nothing_heavy() -> None:
    program = (
        "import sys; sys.argv = ['minutier', '--help']\n"
        "from minutier.cli import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    code = end.code\n"
        f"loaded = [name for name in {HEAVY!r} if name in sys.modules]\n"
        "sys.exit(f'imported {loaded}' if loaded else code)"
    )
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "ingest" in run.stdout
