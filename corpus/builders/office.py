"""Formats that only a word processor writes as they are met: DOC, RTF and ODT, converted from DOCX by LibreOffice.

LibreOffice writes its version, and at times other bytes at each run; the built files are therefore kept as they are.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from builders.markup import Source
from builders.word import build_docx

FILTERS = {"doc": "doc:MS Word 97", "rtf": "rtf:Rich Text Format", "odt": "odt:writer8"}
SECONDS = 120


def build_office(source: Source, suffix: str) -> bytes:
    """Convert a source, laid out as DOCX, into a file of that suffix.

    Raises:
        RuntimeError: LibreOffice is missing or fails.
    """
    program = shutil.which("soffice")
    if not program:
        raise RuntimeError("LibreOffice (soffice) is missing: install it to build DOC, RTF and ODT documents.")
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder, "document.docx")
        draft.write_bytes(build_docx(source))
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", FILTERS[suffix], "--outdir", folder, str(draft)]
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
        made = Path(folder, f"document.{suffix}")
        if not made.is_file():
            raise RuntimeError(f"LibreOffice made no {suffix.upper()} file.")
        return made.read_bytes()
