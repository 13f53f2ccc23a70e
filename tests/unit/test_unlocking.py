"""Documents with a password: opened with it, told how to give it, told when it is wrong."""

import hashlib
import io
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from models.errors import EncryptedFileError
from pipeline.opening import boxes_of, read
from pipeline.run import process_bytes

WORDS = "Compte rendu de la réunion du bureau"
RESOURCES = Path(__file__).parents[1] / "resources"


def locked_pdf(strength: int = 128) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), encrypt=StandardEncryption("sésame", "maître", strength=strength))
    canvas.drawString(60, 780, WORDS)
    canvas.save()
    return stream.getvalue()


def locked_docx() -> bytes:
    from docx import Document

    plain, locked = io.BytesIO(), io.BytesIO()
    document = Document()
    document.add_paragraph(WORDS)
    document.save(plain)
    OOXMLFile(plain).encrypt("sésame", locked)
    return locked.getvalue()


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return {"a.pdf": locked_pdf(), "b.pdf": locked_pdf(40), "c.docx": locked_docx()}


@pytest.mark.parametrize("name", ["a.pdf", "b.pdf", "c.docx"])
def test_the_right_password_opens_it_among_others(name: str, files: dict[str, bytes]) -> None:
    document = read(files[name], name, ("faux", "sésame"))
    assert document.text.strip() == WORDS
    assert document.sha256 == read(files[name], name, ("sésame",)).sha256
    assert document.sha256 == hashlib.sha256(files[name]).hexdigest()


@pytest.mark.parametrize("name", ["a.pdf", "c.docx"])
def test_without_one_the_option_is_named(name: str, files: dict[str, bytes]) -> None:
    with pytest.raises(EncryptedFileError, match=rf"^{name}: the file asks for a password. Give it with --password"):
        read(files[name], name)


@pytest.mark.parametrize("name", ["a.pdf", "c.docx"])
def test_a_wrong_one_is_told_and_not_repeated(name: str, files: dict[str, bytes]) -> None:
    with pytest.raises(EncryptedFileError, match="none of the passwords given opens the file") as caught:
        read(files[name], name, ("hirondelle",))
    assert "hirondelle" not in str(caught.value)


def test_the_words_of_a_locked_document_have_their_boxes(files: dict[str, bytes]) -> None:
    document = read(files["a.pdf"], "a.pdf", ("sésame",))
    line = document.lines[0].span
    ((box,),) = boxes_of(files["a.pdf"], document, ((line,),), ("sésame",))
    assert box.page_no == 1
    assert (round(box.box.x0), round(box.box.bottom)) == (60, 64)


def test_the_whole_machine_reads_a_locked_document(files: dict[str, bytes]) -> None:
    extraction = process_bytes(files["a.pdf"], "a.pdf", passwords=["sésame"]).extraction
    assert extraction.sha256 == hashlib.sha256(files["a.pdf"]).hexdigest()


def test_a_password_that_only_forbids_changes_is_none() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, encrypt=StandardEncryption("", "maître"))
    canvas.drawString(60, 780, WORDS)
    canvas.save()
    assert read(stream.getvalue(), "a.pdf").text.strip() == WORDS
