"""Set up in `.venv`, once, all that minutier needs: run by `make`, with nothing but Python's standard library.

In order: a private environment, uv inside it, the French model (its sha256 verified), the locked packages, the project
itself, and the Debian packages that scans and legacy Word files need. A stamp in `.venv` holds a fingerprint of all
that decides the result; while it matches, nothing is done and nothing is printed.

The machine's own package index is respected: what pip is configured with is handed to uv, and pip takes over where uv
fails.
"""

from __future__ import annotations  # an older Python must be able to read this file, to be told that it is too old

import argparse
import ast
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)
MODEL = "requirements-model.txt"
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}
"""What is wanted → its lock; the second holds all of the first."""

SYSTEM_PACKAGES = {
    "tesseract": ("tesseract-ocr", "tesseract-ocr-fra"),
    "soffice": ("libreoffice-writer-nogui",),
}
"""Command → Debian packages that bring it: tesseract reads scanned pages, LibreOffice the Word files of before 2007."""

PIP_TO_UV = {
    "index-url": ("UV_DEFAULT_INDEX", " "),
    "extra-index-url": ("UV_INDEX", " "),
    "find-links": ("UV_FIND_LINKS", ","),
    "trusted-host": ("UV_INSECURE_HOST", " "),
    "cert": ("SSL_CERT_FILE", " "),
}
"""Settings of pip that uv knows under another name, and what stands between two values there; uv reads neither pip.conf
nor PIP_ variables."""


class SetUpError(Exception):
    """A step without which minutier can't start; the message says what to do."""


def say(text: str) -> None:
    print(f"setup: {text}", flush=True)


def run(*command: str | Path, environment: dict[str, str] | None = None) -> bool:
    """Run a command, its output visible; return whether it succeeded."""
    return subprocess.run([str(part) for part in command], cwd=ROOT, env=environment, check=False).returncode == 0


def fingerprint(what: str) -> str:
    """Digest of all that decides what `.venv` holds: locks, metadata, this file, Python, and where the folder lies."""
    digest = hashlib.sha256(f"{what} {sys.version_info[:2]} {ROOT}".encode())
    for name in (LOCKS["run"], LOCKS[what], MODEL, "pyproject.toml", "scripts/setup.py"):
        digest.update(hashlib.sha256((ROOT / name).read_bytes()).digest())
    return digest.hexdigest()


def stamp_of(what: str) -> Path:
    """Path of the file that says what was set up last."""
    return VENV / f"setup-{what}.txt"


def is_done(what: str) -> bool:
    """Tell whether the environment stands as it should, so that nothing is left to do."""
    stamp = stamp_of(what)
    return works(PYTHON) and stamp.exists() and stamp.read_text(encoding="utf-8") == fingerprint(what)


def works(python: Path) -> bool:
    """Tell whether the environment was made here, starts, and has the version of the Python that runs this file."""
    probe = "import sys; print(*sys.version_info[:2])"
    try:
        answer = subprocess.run([str(python), "-c", probe], capture_output=True, text=True, check=False).stdout.split()
        made_here = str(VENV) in (VENV / "pyvenv.cfg").read_text(encoding="utf-8")
    except OSError:
        return False
    # The commands of an environment hold its path: one that was moved or copied must be made again.
    return made_here and answer == [str(part) for part in sys.version_info[:2]]


def make_environment() -> None:
    """Create `.venv`, afresh where it is missing, moved or of another Python.

    Debian keeps the module that makes environments in a package of its own; root gets it installed.
    """
    if works(PYTHON):
        return
    say(f"making a private Python environment in {VENV.name} …")
    command = (sys.executable, "-m", "venv", "--clear", VENV)
    package = f"python3.{sys.version_info[1]}-venv"
    if run(*command) or (install_debian((package,)) and run(*command)):
        return
    raise SetUpError(f"Python can't make environments. On Debian or Ubuntu: apt-get install {package}, then try again.")


def pip_settings() -> dict[str, str]:
    """Return what pip is configured with (files and variables), by plain name: {"index-url": "…"}."""
    listing = subprocess.run([str(PYTHON), "-m", "pip", "config", "list"], capture_output=True, text=True, check=False)
    found = {}
    # One setting a line: global.index-url='https://…' or :env:.cert='/etc/…'; variables come first and win.
    for line in listing.stdout.splitlines():
        key, separator, value = line.partition("=")
        name = key.rpartition(".")[2]
        if separator and name not in found:
            found[name] = str(ast.literal_eval(value))
    return found


def uv_environment() -> dict[str, str]:
    """Return the environment for uv: the machine's own, with pip's settings under uv's names where it has none."""
    environment = dict(os.environ, UV_NO_PROGRESS="1", UV_PYTHON_DOWNLOADS="never")
    environment.setdefault("UV_SYSTEM_CERTS", "true")
    # pip takes the best version of all its indexes; uv by default stops at the first that has the name.
    environment.setdefault("UV_INDEX_STRATEGY", "unsafe-best-match")
    settings = pip_settings()
    for name, (variable, separator) in PIP_TO_UV.items():
        if settings.get(name):
            environment.setdefault(variable, separator.join(settings[name].split()))
    return environment


def installer() -> Callable[..., None]:
    """Return a function that installs with uv, or with pip where uv is not to be had or fails."""
    uv = VENV / "bin" / "uv"
    have_uv = uv.exists() or run(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "uv>=0.5,<1")
    environment = uv_environment()

    def install(what: str, *options: str) -> None:
        say(f"installing {what} …")
        if have_uv and run(uv, "pip", "install", "--quiet", "--python", PYTHON, *options, environment=environment):
            return
        say("uv did not manage; trying again with pip, which takes a few minutes …")
        if not run(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *options):
            raise SetUpError(f"could not install {what}: the lines above say why. Is the package index within reach?")

    return install


def install_python(lock: str) -> None:
    """Install the model, the locked packages and the project, in this order: the model only as verified."""
    install = installer()
    count = sum("==" in line for line in (ROOT / lock).read_text(encoding="utf-8").splitlines())
    install("the French language model", "--no-deps", "--require-hashes", "-r", MODEL)
    install(f"{count} Python packages (once; a minute or two)", "-r", lock)
    install("minutier", "--no-deps", "--editable", ".")


def missing_packages() -> tuple[str, ...]:
    """Return the Debian packages whose commands are not on this machine."""
    missing = [name for command, names in SYSTEM_PACKAGES.items() if not shutil.which(command) for name in names]
    if "tesseract-ocr" not in missing:
        languages = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False).stdout
        missing += [] if "fra" in languages.split() else ["tesseract-ocr-fra"]
    return tuple(missing)


def install_debian(packages: tuple[str, ...]) -> bool:
    """Install Debian packages as root; return whether it worked, False at once where that can't be."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return False
    say(f"installing Debian packages: {' '.join(packages)} …")
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    options = ("-qq", "-o", "Dpkg::Use-Pty=0", "-o", "Acquire::Retries=3")
    # An update may fail for one source that has nothing to do with us: only the installation decides.
    for step in (("update",), ("install", "--yes", "--no-install-recommends", *packages)):
        done = subprocess.run(["apt-get", *options, *step], env=quiet, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        say("apt-get failed: " + " / ".join(done.stderr.strip().splitlines()[-3:]))
    return done.returncode == 0


def install_system() -> None:
    """Bring tesseract and LibreOffice where possible, else say the one command; never stop for them."""
    packages = missing_packages()
    if not packages or os.environ.get("SYSTEM_PACKAGES") == "no" or install_debian(packages):
        return
    say("scans and .doc files, which the next version reads, will need the following; all works without:")
    say(f"    sudo apt-get install --no-install-recommends {' '.join(packages)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("what", choices=sorted(LOCKS), help="run: to use minutier; dev: to test it as well")
    what = parser.parse_args().what
    if sys.version_info < OLDEST:
        raise SetUpError(f"minutier needs Python 3.11 or newer; this is {sys.version.split()[0]}. See README.md.")
    if is_done("dev") or is_done(what):
        return
    started = time.monotonic()
    make_environment()
    install_python(LOCKS[what])
    install_system()
    stamp_of(what).write_text(fingerprint(what), encoding="utf-8")
    say(f"done in {time.monotonic() - started:.0f} s; this is not repeated until the locked versions change")


if __name__ == "__main__":
    try:
        main()
    except SetUpError as error:
        sys.exit(f"setup: {error}")
