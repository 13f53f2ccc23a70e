"""Lets LibreOffice turn an old format into DOCX: alone in a folder of its own, without network, macros or questions."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from models.errors import LimitError, MissingProgramError, UnreadableFileError
from pipeline.readers.office.profile import write_profile

SECONDS = 120
"""Longest conversion. A start takes two to three seconds; a hundred pages of DOC one more."""
_KILL_AFTER = 2
_TIMED_OUT = frozenset({124, 128 + 9, -9})
"""What `timeout` ends with when it had to end the program, politely or not."""
_PACKAGE = "libreoffice-writer-nogui"
_PROGRAMS = ("soffice", "libreoffice")


def find_office() -> str | None:
    """The path of LibreOffice's command; None where it is not installed."""
    return next((path for name in _PROGRAMS if (path := shutil.which(name))), None)


def convert_to_docx(content: bytes, *, source: str, suffix: str, seconds: float = SECONDS) -> bytes:
    """The bytes of a DOCX that says what `content` says; `suffix` (".doc", ".rtf") tells its format.

    Each call has its own folder and user profile, so calls in several processes do not disturb each other.

    Raises:
        MissingProgramError: LibreOffice or coreutils' `timeout` is not installed.
        LimitError: it took longer than `seconds`.
        UnreadableFileError: LibreOffice cannot open the file.
    """
    office, guard = find_office(), shutil.which("timeout")
    if office is None or guard is None:
        raise MissingProgramError(
            f"{source}: reading it needs LibreOffice, which is not installed. Install the package {_PACKAGE} (Debian, "
            "Ubuntu), or save the file as DOCX or PDF."
        )
    with tempfile.TemporaryDirectory(prefix="minutier-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        original = folder / f"document{suffix}"
        original.write_bytes(content)
        command = _command(office, folder, original)
        code = _run([guard, f"--kill-after={_KILL_AFTER}", str(seconds), *command], folder)
        made = folder / "made" / "document.docx"
        if code in _TIMED_OUT:
            raise LimitError(
                f"{source}: LibreOffice did not finish it within {seconds} seconds. Save it as DOCX or PDF."
            )
        if not made.is_file():
            raise UnreadableFileError(
                f"{source}: LibreOffice cannot open it; the file is damaged. Open it in its program, save it again, "
                "and send that."
            )
        return made.read_bytes()


def _command(office: str, folder: Path, original: Path) -> list[str]:
    profile = folder / "profile"
    write_profile(profile)
    return [
        office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--invisible", "--norestore", "--nologo",
        "--nolockcheck", "--nodefault", "--convert-to", "docx:Office Open XML Text", "--outdir", str(folder / "made"),
        str(original),
    ]  # fmt: skip


def _run(command: list[str], folder: Path) -> int:
    """Run in the private folder with an environment that says nothing of this machine; the exit code."""
    environment = {"HOME": str(folder), "TMPDIR": str(folder), "PATH": os.defpath, "LANG": "C.UTF-8"}
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment | {"SAL_USE_VCLPLUGIN": "svp"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return done.returncode
