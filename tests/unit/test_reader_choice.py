"""Which reader takes a file, and how each kind of unreadable file is refused."""

import io
import zipfile
from pathlib import Path

import pytest

from models.errors import (
    EmptyFileError,
    EncryptedFileError,
    InputError,
    NoTextLayerError,
    UnreadableFileError,
    UnsupportedFormatError,
)
from pipeline.readers import SUFFIXES, read_document

RESOURCES = Path(__file__).parent.parent / "resources"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(*members: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for member in members:
            archive.writestr(member, "<a/>")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "error", "words"),
    [
        (b"", "vide.pdf", EmptyFileError, "empty"),
        (b"  \r\n\xc2\xa0\t\n", "blanc.txt", EmptyFileError, "no text"),
        (b"<!-- rien -->\n", "commentaire.md", EmptyFileError, "no visible text"),
        (b"Seance du conseil", "conseil.pdf", UnreadableFileError, ".pdf"),
        (b"Seance du conseil", "conseil.docx", UnreadableFileError, ".docx"),
        (b"%PDF-1.7\n%%EOF", "casse.pdf", UnreadableFileError, "damaged"),
        (b"PK\x03\x04coupe", "casse.docx", UnreadableFileError, "damaged"),
        (zipped("autre.xml"), "autre.docx", UnreadableFileError, "without a Word document"),
        (zipped("mimetype", "content.xml"), "seance.odt", UnsupportedFormatError, "OpenDocument"),
        (zipped("xl/workbook.xml"), "budget.xlsx", UnsupportedFormatError, "spreadsheet"),
        (zipped("ppt/presentation.xml"), "bilan.pptx", UnsupportedFormatError, "presentation"),
        (OLE + bytes(600), "ancien.doc", UnreadableFileError, "damaged"),
        (b"S\x00e\x01a\x02nce" * 30, "seance.txt", UnreadableFileError, "binary"),
        (b"S\x00e\x01a\x02nce" * 30, "seance.bin", UnsupportedFormatError, "not known"),
    ],
)
def test_refused_with_a_reason(content: bytes, name: str, error: type[InputError], words: str) -> None:
    with pytest.raises(error) as caught:
        read_document(content, source=name)
    assert type(caught.value) is error
    assert words in str(caught.value)
    assert str(caught.value).startswith(name)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("encrypted.pdf", EncryptedFileError),
        ("no-pages.pdf", UnreadableFileError),
        ("scan.pdf", NoTextLayerError),
        ("stamp-on-scan.pdf", NoTextLayerError),
        ("truncated.pdf", UnreadableFileError),
        ("entities.docx", UnreadableFileError),
    ],
)
def test_resources_are_refused(name: str, error: type[InputError]) -> None:
    with pytest.raises(error) as caught:
        read_document((RESOURCES / name).read_bytes(), source=name)
    assert type(caught.value) is error


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (b"# Titre", "seance.md", "text/markdown"),
        (b"# Titre", "seance.MARKDOWN", "text/markdown"),
        (b"# Titre", "seance.txt", "text/plain"),
        (b"# Titre", "seance", "text/plain"),
        (b"<p>Titre</p>", "seance.md", "text/markdown"),
    ],
)
def test_text_is_told_apart_by_name(content: bytes, name: str, media_type: str) -> None:
    assert read_document(content, source=name).media_type == media_type


def test_content_is_stronger_than_the_name() -> None:
    content = (RESOURCES / "plain.pdf").read_bytes()
    assert read_document(content, source="seance.txt").media_type == "application/pdf"


def test_a_pdf_that_stands_uncompressed_at_the_start_of_a_zip_is_a_member() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("pv.pdf", "%PDF-1.7 and so on")
    assert read_document(buffer.getvalue(), source="envoi.zip").text == "pv.pdf"


def test_source_is_a_name_without_folders() -> None:
    document = read_document(b"Bonjour", source="C:\\dossier\\seance.txt")
    assert document.source == "seance.txt"
    assert document.sha256 == "9172e8eec99f144f72eca9a568759580edadb2cfd154857f07e657569493bc44"


def test_suffixes_are_lower_case_with_a_dot() -> None:
    assert {".pdf", ".docx", ".md", ".txt"} <= SUFFIXES
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in SUFFIXES)


def test_resources_are_listed() -> None:
    listed = (RESOURCES / "README.md").read_text(encoding="utf-8")
    files = [path.name for path in RESOURCES.iterdir() if path.name != "README.md"]
    assert [name for name in sorted(files) if f"| {name} |" not in listed] == []
