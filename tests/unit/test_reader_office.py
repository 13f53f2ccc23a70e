"""Old Word files and RTF through LibreOffice, and files that LibreOffice itself wrote against the DOCX they come from."""

import io
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import olefile
import pytest

from models.document import Document, LineRole
from models.errors import EmptyFileError, EncryptedFileError, LimitError, MissingProgramError, UnreadableFileError
from pipeline.readers import read_document
from pipeline.readers.office.conversion import convert_to_docx
from pipeline.readers.office.fields import freeze_doc, freeze_rtf
from pipeline.readers.office.plain_rtf import read_plain_rtf

DOCUMENTS = Path(__file__).resolve().parents[2] / "corpus" / "documents"
NAMES = ("ca-lanterne-2023-11-21", "cse-mecaluna-2025-09-18")
Convert = Callable[..., dict[str, bytes]]


def rtf(body: str) -> bytes:
    fonts = r"{\fonttbl{\f0 Arial;}{\f1\fcharset2 Wingdings;}}"
    return f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{fonts}\n{body}}}".encode("cp1252")


def texts(document: Document) -> list[str]:
    return [document.text[line.span.start : line.span.end] for line in document.lines]


def words(document: Document, role: LineRole = LineRole.BODY) -> list[str]:
    """The words of the body with its printed numbers."""
    lines = zip(document.lines, texts(document), strict=True)
    return re.findall(r"\w+", " ".join(f"{line.label or ''} {text}" for line, text in lines if line.role is role))


def cells(document: Document) -> list[list[tuple[int, int, str]]]:
    return [
        [(c.row, c.column, " ".join(document.text[s.start : s.end] for s in c.spans)) for c in table.cells]
        for table in document.tables
    ]


def headings(document: Document) -> list[int]:
    return [line.heading_level for line in document.lines if line.heading_level]


@pytest.fixture(scope="session")
def converted(require_program: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Return a function that lets LibreOffice write corpus documents in another format: suffix → name → bytes."""
    soffice = require_program("soffice")
    folder = tmp_path_factory.mktemp("office")

    def convert(suffix: str) -> dict[str, bytes]:
        out = folder / suffix
        if not out.exists():
            command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to"]
            sources = [str(DOCUMENTS / f"{name}.docx") for name in NAMES]
            subprocess.run(
                [*command, suffix, "--outdir", str(out), *sources], check=True, capture_output=True, timeout=90
            )
        return {name: (out / f"{name}.{suffix}").read_bytes() for name in NAMES}

    return convert


@pytest.mark.parametrize(
    ("suffix", "media_type", "names"),
    [
        ("doc", "application/msword", NAMES[:1]),
        ("rtf", "application/rtf", NAMES[1:]),
        ("odt", "application/vnd.oasis.opendocument.text", NAMES),
        ("fodt", "application/vnd.oasis.opendocument.text", NAMES),
        ("html", "text/html", NAMES),
    ],
)
def test_no_word_and_no_cell_is_lost(suffix: str, media_type: str, names: Sequence[str], converted: Convert) -> None:
    for name in names:
        content = converted(suffix)[name]
        expected = read_document((DOCUMENTS / f"{name}.docx").read_bytes(), source=f"{name}.docx")
        found = read_document(content, source=f"{name}.{suffix}")
        assert found.media_type == media_type
        assert words(found) == words(expected)
        assert words(found, LineRole.HEADER) == words(expected, LineRole.HEADER)
        assert cells(found) == cells(expected)
        assert suffix == "html" or headings(found) == headings(expected)  # LibreOffice's HTML forgets the title's style


def test_identity_is_that_of_the_original(converted: Convert) -> None:
    content = converted("doc")[NAMES[0]]
    first, second = (read_document(content, source="ca.doc") for _ in range(2))
    assert first == second
    assert (first.source, len(first.sha256)) == ("ca.doc", 64)
    assert first.sha256 != read_document((DOCUMENTS / f"{NAMES[0]}.docx").read_bytes(), source="ca.docx").sha256


@pytest.fixture(scope="session")
def read_rtf(require_program: Callable[[str], str]) -> Callable[[str], Document]:
    require_program("soffice")
    return lambda body: read_document(rtf(body), source="seance.rtf")


def test_rtf_with_changes_symbols_and_a_table(read_rtf: Callable[[str], Document]) -> None:
    row = r"\trowd\cellx3000\cellx6000\intbl "
    document = read_rtf(
        r"\pard\b Pr\'e9sents\b0\par {\f1\u61694\'fe} oui {\deleted parti }{\revised venu}{\v cach\'e9}"
        r"{\*\annotation\pard remarque}\par"
        rf"{row} Nom\cell Voix\cell\row{row} Anne\cell 3\cell\row\pard fin\par"
    )
    assert texts(document) == ["Présents", "☑ oui venu", "Nom", "Voix", "Anne", "3", "fin"]
    assert document.lines[0].bold
    assert cells(document) == [[(0, 0, "Nom"), (0, 1, "Voix"), (1, 0, "Anne"), (1, 1, "3")]]


def test_computed_fields_keep_what_the_author_saw(read_rtf: Callable[[str], Document]) -> None:
    field = r'{{\field{{\*\fldinst {{ {} \\@ "dd/MM/yyyy" }}}}{{\fldrslt {}}}}}'.format
    document = read_rtf(
        rf"Le {field('DATE', '12/03/2019')}, {field('FILENAME', 'cr-mars.doc')} {field('TIME', '18:30')}\par"
    )
    assert texts(document) == ["Le 12/03/2019, cr-mars.doc 18:30"]


def test_a_doc_keeps_the_dates_of_its_fields(require_program: Callable[[str], str], tmp_path: Path) -> None:
    soffice = require_program("soffice")
    (tmp_path / "a.rtf").write_bytes(rtf(r'Le {\field{\*\fldinst DATE \\@ "dd/MM/yyyy"}{\fldrslt 12/03/2019}} fin\par'))
    command = [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "doc"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(tmp_path / "a.rtf")], check=True, capture_output=True, timeout=90
    )
    written = (tmp_path / "a.doc").read_bytes()
    found = re.search(rb"(?:\d\x00){2}/\x00(?:\d\x00){2}/\x00(?:\d\x00){4}", written)
    assert found is not None
    older = written.replace(found[0], "12/03/2019".encode("utf-16-le"))
    assert freeze_doc(older) != older
    assert texts(read_document(older, source="a.doc")) == ["Le 12/03/2019 fin"]


def test_nothing_is_frozen_but_computed_fields() -> None:
    for body in (
        rb'{\field{\*\fldinst HYPERLINK "x"}{\fldrslt DATE}}',
        rb"\fldinst PAGE",
        b"DATE",
        rb"\fldinst UPDATE",
    ):
        assert freeze_rtf(body) == body
    assert freeze_rtf(rb"{\*\fldinst{\lang1036 SAVEDATE }}") == rb"{\*\fldinst{\lang1036 MINUTIER }}"
    assert freeze_doc(b"no OLE file") == b"no OLE file"


def test_nothing_is_fetched(read_rtf: Callable[[str], Document], tmp_path: Path) -> None:
    import socket

    secret = tmp_path / "secret.rtf"
    secret.write_bytes(rtf("SECRET"))
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/x.png"
        document = read_rtf(
            rf'Un {{\field{{\*\fldinst INCLUDEPICTURE "{address}" \\d}}{{\fldrslt }}}}'
            rf'{{\field{{\*\fldinst INCLUDETEXT "{secret.as_uri()}"}}{{\fldrslt vu}}}}\par'
        )
        with pytest.raises(TimeoutError):
            server.accept()
    assert "SECRET" not in document.text


def test_several_at_once_do_not_disturb_each_other(read_rtf: Callable[[str], Document]) -> None:
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(lambda number: read_rtf(rf"Point {number}\par").text, range(3)))
    assert found == ["Point 0", "Point 1", "Point 2"]


def test_too_long_is_ended_and_leaves_nothing(
    require_program: Callable[[str], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    require_program("soffice")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(LimitError, match=r"^seance\.rtf: .*0\.3 seconds.*\.$"):
        convert_to_docx(rtf(r"Point\par"), source="seance.rtf", suffix=".rtf", seconds=0.3)
    assert list(tmp_path.iterdir()) == []
    assert not [command for command in commands() if str(tmp_path).encode() in command]


def commands() -> Iterator[bytes]:
    """The command lines of all processes."""
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has just ended
            yield (process / "cmdline").read_bytes()


def test_a_doc_with_a_password_is_refused(converted: Convert, tmp_path: Path) -> None:
    path = tmp_path / "secret.doc"
    path.write_bytes(converted("doc")[NAMES[0]])
    with olefile.OleFileIO(path, write_mode=True) as ole:
        stream = bytearray(ole.openstream("WordDocument").read())
        stream[0x0B] |= 0x01
        ole.write_stream("WordDocument", bytes(stream))
    with pytest.raises(EncryptedFileError, match=r"^secret\.doc: .*password.*\.$"):
        read_document(path.read_bytes(), source="secret.doc")


def test_damaged_files_are_refused_or_read(converted: Convert) -> None:
    content = bytearray(converted("doc")[NAMES[0]])
    with olefile.OleFileIO(io.BytesIO(content)) as ole:
        entry = next(e for e in ole.direntries if e is not None and e.name == "WordDocument")
        start = (entry.isectStart + 1) * ole.sectorsize
    content[start : start + 512] = bytes(512)
    with pytest.raises(UnreadableFileError, match=r"^casse\.doc: .*\.$"):
        read_document(bytes(content), source="casse.doc")


def test_without_libreoffice(monkeypatch: pytest.MonkeyPatch, converted: Convert) -> None:
    content = converted("doc")[NAMES[0]]
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(MissingProgramError, match=r"^ca\.doc: .*libreoffice-writer-nogui.*\.$"):
        read_document(content, source="ca.doc")
    document = read_document(rtf(r"Pr\'e9sents : Anne\par\par Vote\line suite\par"), source="seance.rtf")
    assert (document.media_type, texts(document)) == ("application/rtf", ["Présents : Anne", "Vote", "suite"])


def test_plain_rtf() -> None:
    link = r'{\field{\*\fldinst HYPERLINK "https://exemple.fr/2024"}{\fldrslt le plan}}'
    row = r"\trowd\cellx3000\cellx6000\intbl "
    names = "".join(
        rf"{row} {name}\cell {count}\cell\row" for name, count in (("Nom", "Voix"), ("Anne", "3"), ("Luc", "5"))
    )
    document = read_plain_rtf(rtf(rf"Voir {link}\par {names}\pard fin\par"), source="a.rtf", sha256="0")
    assert texts(document) == ["Voir le plan", "Nom", "Voix", "Anne", "3", "Luc", "5", "fin"]
    assert cells(document) == [[(0, 0, "Nom"), (0, 1, "Voix"), (1, 0, "Anne"), (1, 1, "3"), (2, 0, "Luc"), (2, 1, "5")]]
    with pytest.raises(EmptyFileError, match="no text"):
        read_plain_rtf(rtf(""), source="a.rtf", sha256="0")
