"""The set-up respects the machine's own package index and does nothing twice."""

import importlib.util
import subprocess
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def setup() -> ModuleType:
    """The program scripts/setup.py, which is in no package: it must run before anything is installed."""
    spec = importlib.util.spec_from_file_location("scripts_setup", ROOT / "scripts" / "setup.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def answer(setup: ModuleType, monkeypatch: pytest.MonkeyPatch, listing: str) -> None:
    """Let `pip config list` say this."""

    def run(*_: object, **__: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess([], 0, stdout=listing)

    monkeypatch.setattr(setup.subprocess, "run", run)


def test_what_pip_knows_is_handed_to_uv(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX", "UV_FIND_LINKS", "SSL_CERT_FILE"):
        monkeypatch.delenv(name, raising=False)
    answer(
        setup,
        monkeypatch,
        ":env:.cert='/certs/own.pem'\n"
        "global.cert='/certs/other.pem'\n"
        "global.extra-index-url='\\nhttps://one.example/simple\\nhttps://two.example/simple'\n"
        "global.find-links='/wheels /more'\n"
        "global.index-url='https://index.example/simple?a=b'\n",
    )
    environment = setup.uv_environment()
    assert environment["SSL_CERT_FILE"] == "/certs/own.pem"
    assert environment["UV_INDEX"] == "https://one.example/simple https://two.example/simple"
    assert environment["UV_FIND_LINKS"] == "/wheels,/more"
    assert environment["UV_DEFAULT_INDEX"] == "https://index.example/simple?a=b"


def test_what_uv_knows_already_stays(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://chosen.example/simple")
    answer(setup, monkeypatch, "global.index-url='https://index.example/simple'\n")
    assert setup.uv_environment()["UV_DEFAULT_INDEX"] == "https://chosen.example/simple"


def test_a_changed_lock_is_set_up_again(setup: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("requirements.lock", "requirements-dev.lock", "requirements-model.txt", "pyproject.toml"):
        (tmp_path / name).write_text("one==1\n")
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "setup.py").write_text("")
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    before = setup.fingerprint("run"), setup.fingerprint("dev")
    assert (setup.fingerprint("run"), setup.fingerprint("dev")) == before
    (tmp_path / "requirements-dev.lock").write_text("one==2\n")
    after = setup.fingerprint("run"), setup.fingerprint("dev")
    assert after[0] == before[0]
    assert after[1] != before[1]


def test_the_second_lock_holds_all_of_the_first() -> None:
    run, dev = (set((ROOT / name).read_text().splitlines()) for name in ("requirements.lock", "requirements-dev.lock"))
    assert run - dev == set()


def test_locks_are_plain_versions() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        wrong = [line for line in (ROOT / name).read_text().splitlines() if line.count("==") != 1 or " " in line]
        assert wrong == [], name


def test_the_locks_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    model = (ROOT / "requirements-model.txt").read_text(encoding="utf-8")
    for lock, wanted in (
        ("requirements.lock", project["dependencies"]),
        ("requirements-dev.lock", project["dependencies"] + project["optional-dependencies"]["dev"]),
    ):
        locked = dict(line.split("==") for line in (ROOT / lock).read_text().splitlines())
        asked = [Requirement(text) for text in wanted if text not in model]
        assert [str(one) for one in asked if not one.specifier.contains(locked.get(one.name, "0.dev0"))] == [], lock


def test_the_model_is_pinned_by_content() -> None:
    assert "--hash=sha256:" in (ROOT / "requirements-model.txt").read_text()
