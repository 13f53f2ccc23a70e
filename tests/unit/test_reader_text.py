"""Plain text: encodings, blocks, running lines."""

import pytest

from models.document import Document, LineRole
from pipeline.readers import read_document
from pipeline.readers.running import is_page_mark


def read(text: str | bytes) -> Document:
    return read_document(text if isinstance(text, bytes) else text.encode(), source="seance.txt")


def texts(document: Document) -> list[str]:
    return [document.text[line.span.start : line.span.end] for line in document.lines]


def starts(text: str) -> list[bool | None]:
    return [line.starts_block for line in read(text).lines]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1", "utf-32"])
def test_encodings_of_french_files(encoding: str) -> None:
    text = "Procès-verbal du 3 août\nLe conseil s'est réuni à Brûlé-sur-Mer, où M. Noël était présent.\n"
    assert texts(read(text.encode(encoding))) == text.splitlines()


def test_windows_signs() -> None:
    text = "L’œuvre « complète » coûte 12 € – à voir…"
    assert texts(read(text.encode("cp1252"))) == [text]


def test_mac_roman_is_guessed_and_told() -> None:
    text = "Les élèves étaient présents à la réunion; l'école a été félicitée. " * 5
    document = read(text.encode("mac_roman"))
    assert "élèves étaient présents" in document.text
    assert document.notes == ("ENCODING_GUESSED",)


def test_utf8_is_no_guess() -> None:
    assert read("é").notes == ()


def test_text_is_the_file_as_it_is() -> None:
    text = "Un\tmot\r\n\r\n  Deux\u00a0mots  \r\n"
    document = read(text)
    assert document.text == text
    assert texts(document) == ["Un\tmot", "Deux\u00a0mots"]
    assert [line.indent for line in document.lines] == [0.0, 2.0]


def test_blank_line_starts_a_block() -> None:
    assert starts("Un\ndeux\n\ntrois\n\t \u00a0\nquatre\n") == [True, None, True, True]


DOUBLE = (
    "Le conseil approuve\n\nle budget de la\n\ncommune de Brume\n\npour un an.\n\n\n\n"
    "Le maire\n\nremercie les\n\nélus présents\n\nce soir.\n"
)


def test_double_spacing_starts_no_blocks() -> None:
    assert starts(DOUBLE) == [True, None, None, None, True, None, None, None]


def test_one_paragraph_a_line_is_no_double_spacing() -> None:
    text = "\n\n".join(f"Le point {number} est adopté." for number in range(9))
    assert starts(text) == [True] * 9


def test_form_feed_starts_a_block_and_is_no_page() -> None:
    document = read("Un\ndeux\ftrois\n")
    assert [line.starts_block for line in document.lines] == [True, None, True]
    assert document.pages == ()


def test_running_lines_around_form_feeds() -> None:
    pages = [f"Commune de Brume\n\nTexte {word}\n\n- {n} -\n" for n, word in enumerate(("un", "deux", "trois"), 1)]
    document = read("\f".join(pages))
    roles = [line.role for line in document.lines]
    assert roles == [LineRole.HEADER, LineRole.BODY, LineRole.FOOTER] * 3


def test_page_numbers_that_count_are_footers() -> None:
    document = read("Un texte\n\n1\n\nSuite du texte\n\n2\n\nFin\n")
    assert [line.role.value for line in document.lines] == ["body", "footer", "body", "footer", "body"]


def test_numbers_that_do_not_count_are_body() -> None:
    document = read("Pour\n\n12\n\nContre\n\n3\n\nAbstentions\n")
    assert {line.role for line in document.lines} == {LineRole.BODY}


def test_a_number_per_page_that_is_no_page_number_is_body() -> None:
    document = read("\f".join(f"Délibération n° {n}\n\nTexte {n}{n}\n" for n in (1, 2, 3)))
    assert {line.role for line in document.lines} == {LineRole.BODY}


@pytest.mark.parametrize("text", ["Page 2/5", "page 2 sur 5", "- 3 -", "3 / 7", "p. 4", "Page 3", "3 sur 7", "– 12 –"])
def test_page_mark(text: str) -> None:
    assert is_page_mark(text)


@pytest.mark.parametrize(
    "text", ["3", "2023", "Page blanche", "3 pour", "12/03/2024", "1. Budget", "- 3 voix", "12-13"]
)
def test_no_page_mark(text: str) -> None:
    assert not is_page_mark(text)
