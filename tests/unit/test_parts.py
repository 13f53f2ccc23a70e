"""What ZIP files and PDFs hold: which of it becomes documents, and what is told of the rest."""

import io
import pickle
import struct
import zipfile
import zlib
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from models.errors import EmptyFileError, LimitError
from models.vocabulary import DocumentType, ExtractionStatus, Kind
from pipeline.isolation import ReaderPool
from pipeline.parts import MAX_DEPTH, Parts, limits, parts_of
from pipeline.parts.embedded import _may_hold_paper_clips
from pipeline.readers import read_document
from pipeline.run import process_bytes

PDF = b"%PDF-1.4 nothing more"
TEXT = b"Compte rendu du bureau"
RESOURCES = Path(__file__).parents[1] / "resources"


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def names(found: Parts) -> list[str]:
    return [part.name for part in found.parts]


def refusals(found: Parts) -> dict[str, str]:
    return {left.name: left.reason for left in found.left_out if left.is_failure}


def test_a_zipped_folder_is_a_list_and_its_documents() -> None:
    content = zipped(
        ("Conseil 2024/", b""),
        ("Conseil 2024/cr.pdf", PDF),
        ("Conseil 2024/annexes/plan.txt", TEXT),
        ("Conseil 2024/budget.xlsx", b"PK"),
        ("Conseil 2024/sans suffixe", PDF),
        ("Conseil 2024/LISEZMOI", b"Bonjour."),
        ("__MACOSX/Conseil 2024/._cr.pdf", b"x"),
        ("Conseil 2024/.DS_Store", b"x"),
        ("Conseil 2024/Thumbs.db", b"x"),
        ("Conseil 2024/~$cr.docx", b"x"),
    )
    found = parts_of(content, "envoi.zip")
    assert names(found) == ["Conseil 2024/cr.pdf", "Conseil 2024/annexes/plan.txt", "Conseil 2024/sans suffixe"]
    assert found.parts[1].content == TEXT
    assert {left.name: left.reason for left in found.left_out} == {
        "Conseil 2024/budget.xlsx": "format .xlsx is not read.",
        "Conseil 2024/LISEZMOI": "a file without a suffix and without the marks of a document.",
    }
    done = process_bytes(content, "envoi.zip")
    assert done.document.text.splitlines() == [
        "Conseil 2024/cr.pdf",
        "Conseil 2024/annexes/plan.txt",
        "Conseil 2024/budget.xlsx",
        "Conseil 2024/sans suffixe",
        "Conseil 2024/LISEZMOI",
    ]
    assert done.extraction.kind is Kind.OTHER
    assert (done.extraction.document_type, done.extraction.status) == (
        DocumentType.CONTAINER,
        ExtractionStatus.NOT_MINUTES,
    )


def test_names_never_lead_out_of_the_container() -> None:
    content = zipped(("../../etc/cr.pdf", PDF), ("/cr.pdf", PDF), ("C:\\bureau\\cr.pdf", PDF), ("a\nb.pdf", PDF))
    assert names(parts_of(content, "x.zip")) == ["etc/cr.pdf", "cr.pdf", "bureau/cr.pdf", "a b.pdf"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_stay_two() -> None:
    content = zipped(("cr.pdf", PDF), ("cr.pdf", TEXT), ("CR.pdf", TEXT))
    assert names(parts_of(content, "x.zip")) == ["cr.pdf", "cr (2).pdf", "CR (3).pdf"]


@pytest.mark.parametrize("encoding", ["utf-8", "cp850", "cp437", "cp1252", "mac_roman"])
def test_names_in_old_encodings(encoding: str) -> None:
    name = "Procès-verbal réunion été n°3, ça où.pdf" if encoding == "cp850" else "Procès-verbal réunion été, ça où.pdf"
    plain = "x" * len(name.encode(encoding))
    content = zipped((plain, PDF))
    content = content.replace(plain.encode(), name.encode(encoding))
    assert names(parts_of(content, "x.zip"))[0] == name


def test_capitals_with_accents_of_windows() -> None:
    name = "ÉTÉ À LA FORÊT.pdf"
    content = zipped(("x" * len(name), PDF)).replace(b"x" * len(name), name.encode("cp850"))
    assert names(parts_of(content, "x.zip")) == [name]


def test_the_name_that_the_archive_states_in_unicode_wins() -> None:
    info = zipfile.ZipInfo("resume.pdf")
    stated = "résumé.pdf".encode()
    data = struct.pack("<BI", 1, zlib.crc32(b"resume.pdf")) + stated
    info.extra = struct.pack("<HH", 0x7075, len(data)) + data
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, PDF)
    assert names(parts_of(out.getvalue(), "x.zip")) == ["résumé.pdf"]


def test_a_member_with_a_password_is_told_and_opened_by_it() -> None:
    content = (RESOURCES / "password.zip").read_bytes()
    closed = parts_of(content, "x.zip")
    assert names(closed) == ["ouvert.txt"]
    assert refusals(closed)["secret.txt"].startswith("it asks for a password. ")
    assert refusals(parts_of(content, "x.zip", passwords=("faux",)))["secret.txt"].startswith("none of the passwords")
    opened = parts_of(content, "x.zip", passwords=("faux", "été"))
    assert [(part.name, part.content) for part in opened.parts] == [("ouvert.txt", TEXT), ("secret.txt", TEXT)]


def test_a_bomb_is_not_unpacked() -> None:
    content = zipped(("zéros.txt", bytes(50 * 2**20)), ("cr.txt", TEXT))
    found = parts_of(content, "x.zip")
    assert names(found) == ["cr.txt"]
    assert "as in a ZIP bomb" in refusals(found)["zéros.txt"]


def test_a_directory_that_lies_about_sizes_harms_nobody() -> None:
    content = zipped(("zéros.txt", bytes(50 * 2**20)))
    lying = content.replace(struct.pack("<I", 50 * 2**20), struct.pack("<I", 100))
    assert refusals(parts_of(lying, "x.zip")) == {"zéros.txt": "it is damaged inside the ZIP. Ask for it again."}


def test_members_that_lie_over_each_other_are_a_bomb() -> None:
    data = zipped(("a.txt", TEXT), method=zipfile.ZIP_STORED)
    start = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry = data[start:end]
    count = 200
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(entry) * count, start, 0)
    bomb = data[:start] + entry * count + tail
    big = bomb.replace(struct.pack("<II", len(TEXT), len(TEXT)), struct.pack("<II", 10_000, 10_000))
    with pytest.raises(LimitError, match=r"^x\.zip: "):
        parts_of(big, "x.zip")


def test_limits_of_number_and_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.parts.collection.MAX_PARTS", 2)
    found = parts_of(zipped(*((f"{n}.txt", TEXT) for n in range(4))), "x.zip")
    assert names(found) == ["0.txt", "1.txt"]
    assert list(refusals(found)) == ["2.txt", "3.txt"]
    monkeypatch.setattr("pipeline.parts.collection.MAX_TOTAL", 30)
    found = parts_of(zipped(("a.txt", TEXT), ("b.txt", TEXT)), "x.zip")
    assert names(found) == ["a.txt"] and "more than" in refusals(found)["b.txt"]
    monkeypatch.setattr("pipeline.readers.listing.members.MAX_MEMBERS", 1)
    with pytest.raises(LimitError, match="2 files"):
        read_document(zipped(("a.txt", TEXT), ("b.txt", TEXT)), source="x.zip")


def test_what_stands_too_deep_is_told() -> None:
    content = zipped(("cr.txt", TEXT))
    assert names(parts_of(content, "x.zip", depth=MAX_DEPTH)) == ["cr.txt"]
    found = parts_of(content, "x.zip", depth=MAX_DEPTH + 1)
    assert names(found) == [] and "more than 4 containers" in refusals(found)["cr.txt"]


def test_empty_and_damaged_zips() -> None:
    with pytest.raises(EmptyFileError, match=r"^x\.zip: the ZIP holds no files"):
        read_document(zipped(), source="x.zip")
    content = zipped(("a.txt", TEXT * 50), ("b.txt", b"autre chose"), method=zipfile.ZIP_STORED)
    damaged = content.replace(TEXT * 50, b"Z" + TEXT[1:] + TEXT * 49)
    found = parts_of(damaged, "x.zip")
    assert names(found) == ["b.txt"] and list(refusals(found)) == ["a.txt"]
    assert parts_of(content[:200], "x.zip") == Parts()  # its reader says what is wrong


def pdf_with(*attached: tuple[str, bytes]) -> bytes:
    pdf = pdfium.PdfDocument.new()
    pdf.new_page(595, 842)
    for name, data in attached:
        pdf.new_attachment(name).set_data(data)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def test_files_embedded_in_a_pdf() -> None:
    content = pdf_with(("procès-verbal.txt", TEXT), ("facture.xml", b"<x/>"), ("C:\\bureau\\b.txt", b"autre"))
    found = parts_of(content, "portefeuille.pdf")
    assert sorted((part.name, part.content) for part in found.parts) == [
        ("b.txt", b"autre"),
        ("procès-verbal.txt", TEXT),
    ]
    assert [(left.name, left.is_failure) for left in found.left_out] == [("facture.xml", False)]
    assert parts_of(pdf_with(), "x.pdf") == Parts()


def test_an_empty_file_embedded_in_a_pdf_is_told() -> None:
    assert list(refusals(parts_of(pdf_with(("vide.txt", b"")), "x.pdf"))) in (["vide.txt"], [])


def test_paper_clips_on_a_page() -> None:
    content = (RESOURCES / "paper-clip.pdf").read_bytes()
    assert [(part.name, part.content) for part in parts_of(content, "x.pdf").parts] == [("note.txt", TEXT)]


def test_paper_clips_named_in_compressed_objects() -> None:
    """Only the page that names its annotation says so, in a stream of objects."""
    clip = zlib.compress(b"4 0 << /Type /Annot /Subtype /FileAttachment /Rect [10 10 30 30] /FS 5 0 R >>")
    stream = b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (
        len(clip),
        clip,
    )
    assert _may_hold_paper_clips(b"%PDF-1.7\n" + stream)
    assert not _may_hold_paper_clips(b"%PDF-1.7\n" + stream.replace(clip, zlib.compress(b"4 0 << /Subtype /Link >>")))
    assert not _may_hold_paper_clips(b"%PDF-1.7\n" + stream.replace(clip, b"no deflate"))


def test_other_files_hold_nothing() -> None:
    for name in ("encrypted.pdf", "scan.pdf"):
        assert parts_of((RESOURCES / name).read_bytes(), name) == Parts()
    for content, name in ((TEXT, "cr.txt"), (b"", "vide.zip"), (b"\x00\x01", "x.docx"), (b"%PDF-1.4", "x.pdf")):
        assert parts_of(content, name) == Parts()


def test_it_travels_between_processes() -> None:
    content = zipped(("cr.txt", TEXT), ("x.xlsx", b"x"))
    pool = ReaderPool(size=1)
    try:
        assert pool("x.zip", parts_of, content, "x.zip", depth=1) == parts_of(content, "x.zip")
    finally:
        pool.close()
    assert pickle.loads(pickle.dumps(parts_of(content, "x.zip"))) == parts_of(content, "x.zip")


def test_limits_fit_together() -> None:
    assert limits.MAX_PART <= limits.MAX_TOTAL and limits.MAX_PARTS <= limits.MAX_TREE
