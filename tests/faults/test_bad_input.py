"""What secretariats send by mistake: each gets one clear line, a reason that is kept, and an exit code; nothing hangs."""

import io
import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from forked_command import Ended
from reportlab.pdfgen.canvas import Canvas

from models.errors import UnreadableFileError
from pipeline.sources.file import bytes_of

RESOURCES = Path(__file__).parents[1] / "resources"
MINUTES = "Compte rendu du bureau du 3 mai 2024\n\nPrésents : Aline Roy, Marc Petit\n\nM. Petit enverra le devis.\n"
_MIB = 2**20
Command = Callable[..., Ended]


def pdf(pages: int) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    for number in range(1, pages + 1):
        canvas.drawString(60, 780, "Compte rendu du bureau du 3 mai 2024" if number == 1 else f"Page {number}")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def docx(main: bytes) -> bytes:
    """A Word document of which only the main part is there."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("word/document.xml", main)
    return stream.getvalue()


def entities() -> bytes:
    """A billion laughs: ten entities, each ten times the one before."""
    names = "".join(f'<!ENTITY r{n} "{f"&r{n - 1};" * 10}">' for n in range(1, 10))
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    text = f'<w:document xmlns:w="{word}"><w:body><w:p><w:r><w:t>&r9;</w:t></w:r></w:p></w:body></w:document>'
    return f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY r0 "rire">{names}]>{text}'.encode()


def no_pages() -> bytes:
    """A valid PDF whose catalogue of pages is empty."""
    first, second = b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n", b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    head = b"%PDF-1.4\n"
    places = [len(head), len(head + first)]
    table = b"xref\n0 3\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(head + first + second)
    return head + first + second + table + b"trailer<</Root 1 0 R/Size 3>>\nstartxref\n%d\n%%%%EOF\n" % start


def picture() -> bytes:
    """A white page of a few points."""
    from PIL import Image

    stream = io.BytesIO()
    Image.new("L", (40, 60), 255).save(stream, "PNG")
    return stream.getvalue()


BAD_FILES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("vide.pdf", lambda: b"", "the file is empty"),
    "only spaces": ("blanc.txt", lambda: b" \n\n ", "no text"),
    "truncated PDF": ("coupé.pdf", lambda: pdf(3)[:900], "damaged"),
    "truncated DOCX": ("coupé.docx", lambda: docx(b"<w/>" * 999)[:100], "damaged"),
    "encrypted": ("clos.pdf", (RESOURCES / "encrypted.pdf").read_bytes, "--password"),
    "no pages": ("rien.pdf", lambda: no_pages(), "no pages"),
    "picture named PDF": ("photo.pdf", picture, "text"),
    "ZIP bomb": ("bombe.docx", lambda: docx(b" " * (65 * _MIB)), "unpacks to more than 64 MB"),
    "entity bomb": ("rires.docx", lambda: docx(entities()), "rires.docx: not read: the document is damaged"),
    "noise named DOCX": ("bruit.docx", lambda: bytes(range(256)) * 9, "not what the suffix .docx says"),
    "noise without a name": ("bruit", lambda: bytes(range(256)) * 9, "format that is not known"),
    "unknown format": ("notes.7z", lambda: b"7z\xbc\xaf\x27\x1c" * 9, "a 7z archive"),
    "name with spaces and accents": ("procès verbal n° 3.pdf", lambda: b"", "procès verbal n° 3.pdf: "),
    "name with a line end": ("compte\nrendu.pdf", lambda: b"", "compte␊rendu.pdf: "),
    "name a terminal obeys": ("\x1b[2Jrendu\u202e.pdf", lambda: b"", "␛[2Jrendu�.pdf: "),
}
"""kind → (name, what makes it, what the message must say)."""


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_bad_file_gets_one_clear_line_and_a_reason_that_is_kept(kind: str, command: Command, tmp_path: Path) -> None:
    name, make, words = BAD_FILES[kind]
    (tmp_path / name).write_bytes(make())
    refused(command, tmp_path, name, words)


def refused(command: Command, folder: Path, name: str, words: str) -> None:
    """Check how `extract` and `ingest` refuse a file that is their only input."""
    extracted = command("extract", name, "--stdout")
    (issue,) = json.loads(extracted.out)["issues"]
    ingested = command("ingest", name)
    for ended in (extracted, ingested):
        assert ended.code == 2
        assert words in clear_line(ended)
    assert issue["code"] == "DOCUMENT_UNREADABLE"
    assert words.rpartition(": not read: ")[2] in issue["message"]
    (reason,) = kept_reasons(folder)
    assert words.rpartition(": not read: ")[2] in reason


def clear_line(ended: Ended) -> str:
    """The only line on standard error; checks that it is one sentence or two, with nothing of a traceback."""
    (line,) = ended.err.splitlines()
    assert line.isprintable()
    assert line.endswith(".")
    assert not re.search(r"Traceback|Error\b|Errno|bug|\.py", line)
    return line


def kept_reasons(folder: Path) -> list[str]:
    """What the ledger of the data home says of files that were not read."""
    database = sqlite3.connect(folder / "home" / "minutier.db")
    try:
        return [row[0] for row in database.execute("SELECT error FROM run_items WHERE error IS NOT NULL")]
    finally:
        database.close()


def test_an_empty_folder_and_a_path_to_nothing(command: Command, tmp_path: Path) -> None:
    (tmp_path / "dossier").mkdir()
    (tmp_path / "boucle").symlink_to("boucle")
    for name, words in (
        ("dossier", "No documents to read in dossier"),
        ("absent.pdf", "no such file"),
        ("boucle", "leads back to itself"),
    ):
        for arguments in (("extract", name, "--stdout"), ("ingest", name)):
            ended = command(*arguments)
            assert (ended.code, ended.out) == (2, "")
            assert words in clear_line(ended)


def test_folders_that_lead_into_each_other_are_read_once(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "seance.txt").write_text(MINUTES, "utf-8")
    (tmp_path / "a" / "b" / "encore").symlink_to(tmp_path / "a")
    (tmp_path / "a" / "soi.pdf").symlink_to("soi.pdf")
    ended = command("extract", "a", "--stdout")
    assert (ended.code, len(ended.out.splitlines())) == (0, 1)
    assert "left out: a/soi.pdf: a link to nowhere, or back to itself" in ended.err


def test_a_file_without_permission(command: Command, tmp_path: Path) -> None:
    (tmp_path / "clos.txt").write_text(MINUTES, "utf-8")
    (tmp_path / "clos.txt").chmod(0)
    refused(command, tmp_path, "clos.txt", "may not be read. Check the rights")


def test_a_folder_without_permission(command: Command, tmp_path: Path) -> None:
    (tmp_path / "clos").mkdir()
    (tmp_path / "clos").chmod(0)
    ended = command("ingest", "clos")
    (tmp_path / "clos").chmod(0o700)
    assert ended.code == 2
    assert "left out: clos: may not be opened: check the rights on it" in ended.err


def test_what_is_no_file_is_never_opened(command: Command, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tube.pdf")
    refused(command, tmp_path, "tube.pdf", "no file but a pipe")
    with socket.socket(socket.AF_UNIX) as server:
        os.chdir(tmp_path)  # a socket's path may have a hundred characters
        server.bind("prise.pdf")
        assert "prise.pdf: not read: " in clear_line(command("extract", "prise.pdf", "--stdout"))
    assert "no file but" in clear_line(command("extract", "/dev/zero", "--stdout"))


def test_a_huge_file_is_not_read(command: Command, tmp_path: Path) -> None:
    with (tmp_path / "immense.pdf").open("wb") as file:
        file.truncate(501 * _MIB)  # takes no room on the disk
    refused(command, tmp_path, "immense.pdf", "501 MiB, more than the 500")


@contextmanager
def written_to(path: Path, pause: float = 0) -> Iterator[None]:
    """Append to a file all the time, a byte each time, with a pause (seconds) after each."""
    over = threading.Event()

    def write() -> None:
        with path.open("ab", buffering=0) as file:
            while not over.wait(pause):
                file.write(b".")

    writer = threading.Thread(target=write)
    writer.start()
    yield
    over.set()
    writer.join()


def test_a_file_that_changes_while_it_is_read(command: Command, tmp_path: Path) -> None:
    """It is so large that the next byte always comes before it is read to the end."""
    with (tmp_path / "arrive.txt").open("wb") as file:
        file.truncate(200 * _MIB)
    with written_to(tmp_path / "arrive.txt"):
        ended = command("ingest", "arrive.txt")
    assert ended.code == 2
    assert "arrive.txt: not read: the file is still being written. Run the same command again" in clear_line(ended)
    assert ["still being written" in reason for reason in kept_reasons(tmp_path)] == [True]
    (tmp_path / "arrive.txt").write_text(MINUTES, "utf-8")
    assert command("ingest", "arrive.txt").code == 0


def test_a_file_that_grows_slowly(tmp_path: Path) -> None:
    """Reading it takes an instant, in which nobody writes: only the time of its last change tells."""
    path = tmp_path / "arrive.txt"
    path.write_text(MINUTES, "utf-8")
    with written_to(path, pause=0.1), pytest.raises(UnreadableFileError, match="still being written"):
        bytes_of(path)
    assert bytes_of(path).startswith(MINUTES.encode())


def test_a_file_that_is_completed_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "arrive.txt"
    path.write_text(MINUTES, "utf-8")
    complete = threading.Timer(0.2, path.write_text, (MINUTES * 2, "utf-8"))
    complete.start()
    assert bytes_of(path) == (MINUTES * 2).encode()
    complete.join()


@pytest.mark.parametrize("seconds", [-86400, -1, 60, 86400])
def test_files_at_rest_are_not_waited_for(tmp_path: Path, seconds: int) -> None:
    """Neither old ones nor those of a clock that is wrong: the time of the change is told to be `seconds` from now."""
    path = tmp_path / "arrive.txt"
    path.write_text(MINUTES, "utf-8")
    os.utime(path, (time.time() + seconds,) * 2)
    begin = time.monotonic()
    assert bytes_of(path) == MINUTES.encode()
    assert time.monotonic() - begin < 0.3


def test_fresh_files_are_waited_for_together(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.txt" for number in range(10)]
    for path in paths:
        path.write_text(MINUTES, "utf-8")
    begin = time.monotonic()
    assert {bytes_of(path) for path in paths} == {MINUTES.encode()}
    assert time.monotonic() - begin < 1.5


def test_a_password_opens_and_is_kept_nowhere(command: Command, tmp_path: Path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    canvas = Canvas(str(tmp_path / "clos.pdf"), encrypt=StandardEncryption("hirondelle", "chouette", strength=128))
    canvas.drawString(60, 780, "Compte rendu du bureau du 3 mai 2024")
    canvas.save()
    wrong = command("ingest", "clos.pdf", "--password", "moineau")
    assert (wrong.code, "none of the passwords given opens the file" in clear_line(wrong)) == (2, True)
    first = command("--verbose", "ingest", "clos.pdf", "--password", "moineau", "--password", "hirondelle")
    second = command("--verbose", "extract", "clos.pdf", "--output", "out", MINUTIER_PASSWORD="hirondelle")
    assert (first.code, second.code) == (0, 0)
    said = wrong.out + wrong.err + first.out + first.err + second.out + second.err
    kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and path.name != "clos.pdf"]
    assert "hirondelle" not in said and "moineau" not in said
    assert not any(b"hirondelle" in content or b"moineau" in content for content in kept)


def test_two_thousand_pages_are_read(command: Command, tmp_path: Path) -> None:
    (tmp_path / "long.pdf").write_bytes(pdf(2000))
    ended = command("extract", "long.pdf", "--output", "out")
    assert (ended.code, ended.err) == (0, "[1/1] long.pdf: success\n")


def test_a_bad_file_among_good_ones_stops_nothing(command: Command, tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(MINUTES + str(number), "utf-8")
    (tmp_path / "bombe.docx").write_bytes(docx(entities()))
    ended = command("ingest", "0.txt", "bombe.docx", "1.txt", "2.txt", "--json")
    assert ended.code == 1
    outcomes = [(each["source"], each["outcome"]) for each in json.loads(ended.out)["documents"]]
    assert outcomes == [("0.txt", "new"), ("1.txt", "new"), ("2.txt", "new"), ("bombe.docx", None)]


def test_the_installed_command_says_the_same(tmp_path: Path) -> None:
    """Not forked from a test but started, as a person does."""
    (tmp_path / "vide.pdf").write_bytes(b"")
    ended = subprocess.run(
        [sys.executable, "-m", "minutier", "extract", "vide.pdf", "--output", "out"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stderr == (
        "[1/1] vide.pdf: not read: the file is empty. Check that it was sent or saved completely.\n"
    )
