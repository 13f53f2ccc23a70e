"""The sample corpus: complete, well-formed, true to its documents, and built the same way twice."""

from __future__ import annotations

import importlib.util
import io
import json
import re
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import docx
import pypdfium2
import pytest
from docx.text.paragraph import Paragraph
from PIL import Image

from pipeline.parts import parts_of
from pipeline.readers import read_document
from pipeline.readers.formats import Format, recognise

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
DOCUMENTS = sorted(path.name for path in (CORPUS / "documents").iterdir())
LISTS = ("attendance", "agenda", "decisions", "actions", "dates", "people")
REVISED = re.compile(r"\[[+!^-]|^! ", re.M)  # what python-docx does not show
TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def load_builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpus_build", CORPUS / "build.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    sys.path.append(str(CORPUS))  # as it is when build.py is run; its makers lie beside it
    spec.loader.exec_module(module)
    return module


builder = load_builder()
NAMES = sorted([*builder.FORMATS, *builder.PARTS])
DAMAGED = {"copil-filature-2018-06-12"}  # its text layer differs from its source on purpose


def source_of(name: str) -> Any:
    """The source of a document with a layout."""
    return builder.markup.parse(builder.source_path(name).read_text(encoding="utf-8"))


def is_laid_out(name: str) -> bool:
    return builder.source_path(name).suffix == ".src" and builder.suffix_of(name) != "zip"


SCANS = [name for name in NAMES if is_laid_out(name) and "scan" in source_of(name).settings]
WITH_LAYOUT = [name for name in NAMES if is_laid_out(name) and name not in DAMAGED | {*SCANS}]
GOLD = {  # name of the annotation → name of the document
    gold: name
    for name in NAMES
    for gold in ([f"{name}-{n + 1}" for n in range(builder.MEETINGS[name])] if name in builder.MEETINGS else [name])
}
HOLDERS = sorted({holder for holder, _ in builder.PARTS.values()})


def file_of(name: str) -> str:
    """What the gold calls the document: its file, or the file that holds it and its name there."""
    if name not in builder.PARTS:
        return f"{name}.{builder.FORMATS[name]}"
    holder, inside = builder.PARTS[name]
    return f"{holder}.{builder.FORMATS[holder]}/{inside}"


def content_of(name: str) -> bytes:
    """The bytes of a document as it stands in the corpus, or in the document that holds it."""
    file, _, inside = file_of(name).partition("/")
    content = (CORPUS / "documents" / file).read_bytes()
    return {part.name: part.content for part in parts_of(content, file).parts}[inside] if inside else content


def gold(name: str) -> dict[str, Any]:
    return json.loads((CORPUS / "gold" / f"{name}.json").read_text(encoding="utf-8"))


def flat(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split()).casefold()


def is_word(text: str, at: int, end: int) -> bool:
    before, after = text[at - 1 : at], text[end : end + 1]
    return not ((before.isalnum() and text[at].isalnum()) or (after.isalnum() and text[end - 1].isalnum()))


def find(text: str, quote: str, start: int = 0) -> int:
    """Place of a quote that begins and ends at word boundaries, or -1."""
    at = text.find(quote, start)
    while at >= 0 and not is_word(text, at, at + len(quote)):
        at = text.find(quote, at + 1)
    return at


def quoted(text: str, quote: str) -> bool:
    """In one piece, or in two sentences or lines that follow one another at a distance."""
    words = flat(quote).split()
    if find(text, " ".join(words)) >= 0:
        return True
    for cut in range(len(words) - 1, 1, -1):
        head = find(text, " ".join(words[:cut]))
        if head >= 0:
            return find(text, " ".join(words[cut:]), head) >= 0
    return False


def stated(text: str, due: str, action: str) -> bool:
    """Whether a due date stands in the action, or shortly before it, where the day may be told first."""
    at = find(text, flat(action))
    return find(flat(action), flat(due)) >= 0 or (at >= 0 and find(text[max(0, at - 200) : at], flat(due)) >= 0)


def words(text: str) -> list[str]:
    """Words and numbers; signs that stand alone may be bullets."""
    return [word for word in text.split() if any(map(str.isalnum, word))]


def drawn_text(name: str) -> str:
    """What a document with a layout holds, without its running lines."""
    suffix = builder.suffix_of(name)
    if suffix == "pdf":
        return text_of_pdf(name)
    if suffix == "docx" and not REVISED.search(builder.source_path(name).read_text(encoding="utf-8")):
        blocks = docx.Document(io.BytesIO(content_of(name))).iter_inner_content()
        return "\n".join(
            b.text if isinstance(b, Paragraph) else "\n".join(c.text for r in b.rows for c in r.cells) for b in blocks
        )
    return read_document(content_of(name), source=file_of(name)).text


def text_of_pdf(name: str) -> str:
    pages = []
    for number, page in enumerate(pypdfium2.PdfDocument(content_of(name)), start=1):
        text = page.get_textpage().get_text_range()
        for line in source_of(name).running_lines:
            text = text.replace(line.replace("{page}", str(number)), "", 1)
        pages.append(text)
    return "\n".join(pages)


def check_interval(item: dict[str, Any]) -> None:
    assert item["start"] or item["end"], item
    start, end = (date.fromisoformat(item[key]) if item[key] else None for key in ("start", "end"))
    assert start is None or end is None or start <= end, item
    for other in item.get("or", []):
        assert set(other) == {"start", "end"}
        check_interval(other)


def test_every_document_has_source_gold_and_readme_row() -> None:
    assert {f"{name}.{suffix}" for name, suffix in builder.FORMATS.items()} == set(DOCUMENTS)
    assert {path.stem for path in (CORPUS / "gold").glob("*.json")} == set(GOLD)
    readme = (CORPUS / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([^`]+\.[a-z]{2,5})` (?:† )?\|", readme, flags=re.M)
    assert sorted(rows) == sorted(map(file_of, NAMES))
    for name in NAMES:
        assert builder.source_path(name).is_file()


def test_readmes_tell_how_many_there_are() -> None:
    assert f"the {len(DOCUMENTS)} sample files" in (CORPUS.parent / "README.md").read_text(encoding="utf-8")


def test_every_format_occurs() -> None:
    contents = [(content_of(name), file_of(name)) for name in NAMES]
    assert {recognise(content, file) for content, file in contents} == set(Format)


def test_the_corpus_stays_small() -> None:
    sizes = [path.stat().st_size for path in (CORPUS / "documents").iterdir()]
    assert max(sizes) < 400_000 and sum(sizes) < 6_000_000


@pytest.mark.parametrize("name", GOLD)
def test_gold_is_well_formed(name: str) -> None:
    record = gold(name)
    assert set(record) == {"source", "kind", "meeting", *LISTS}
    file = file_of(GOLD[name])
    assert record["source"] == (file if name in NAMES else f"{file}/{name}{Path(file).suffix}")
    assert record["kind"] in ("minutes", "other")
    meeting = record["meeting"]
    fields = {
        "title",
        "body",
        "date",
        "end_date",
        "start_time",
        "end_time",
        "location",
        "chair",
        "secretary",
        "next_meeting",
    }
    assert set(meeting) - {"optional"} == fields
    assert set(meeting.get("optional", [])) <= fields
    if record["kind"] == "other":
        assert not any(record[key] for key in LISTS)
        assert not any(meeting.values())
        return
    assert meeting["title"]
    date.fromisoformat(meeting["date"])
    for key in ("start_time", "end_time"):
        assert meeting[key] is None or TIME.fullmatch(meeting[key])
    if meeting["next_meeting"]:
        assert set(meeting["next_meeting"]) == {"start", "end"}
        check_interval(meeting["next_meeting"])
    for person in record["attendance"]:
        assert set(person) - {"optional"} == {"name", "status", "role", "organisation", "proxy"}
        assert person["status"] in ("present", "excused", "absent", "represented", "invited")
        assert person["proxy"] is None or person["status"] == "represented"
    for item in record["agenda"]:
        assert set(item) - {"optional"} == {"number", "title", "level"}
        assert item["level"] in (1, 2)
    for decision in record["decisions"]:
        assert set(decision) == {"text", "vote", "optional"}
        vote = decision["vote"]
        if vote is not None:
            assert set(vote) == {"for", "against", "abstentions", "unanimous", "outcome"}
            assert vote["outcome"] in ("adopted", "rejected", "postponed")
            assert vote["unanimous"] in (True, False, None)
            assert all(vote[k] is None or type(vote[k]) is int for k in ("for", "against", "abstentions"))
    for action in record["actions"]:
        assert set(action) == {"text", "owners", "due", "status", "optional"}
        assert action["status"] in ("open", "done", "in_progress")
        if action["due"] is not None:
            assert set(action["due"]) - {"or"} == {"text", "start", "end"}
            check_interval(action["due"])
    for expression in record["dates"]:
        assert set(expression) - {"or"} == {"text", "start", "end", "optional"}
        check_interval(expression)
    for person in record["people"]:
        assert set(person) - {"optional"} == {"name", "mentions"}
        assert person["mentions"] and len(set(person["mentions"])) == len(person["mentions"])


@pytest.mark.parametrize("name", GOLD)
def test_gold_quotes_the_document(name: str) -> None:
    text = flat(builder.readable(GOLD[name]))
    record = gold(name)
    if record["kind"] == "minutes":
        assert quoted(text, record["meeting"]["title"])
        if record["meeting"]["body"] and "body" not in record["meeting"].get(
            "optional", []
        ):  # else it may be pieced together
            assert find(text, flat(record["meeting"]["body"])) >= 0
    for item in record["agenda"]:
        assert find(text, flat(item["title"])) >= 0, item
    for item in [*record["decisions"], *record["actions"]]:
        assert quoted(text, item["text"]), item
    for action in record["actions"]:
        for owner in action["owners"]:
            assert find(text, flat(owner)) >= 0, (owner, action)
        assert not action["due"] or stated(text, action["due"]["text"], action["text"]), action
    for person in record["people"]:
        for mention in person["mentions"]:
            assert find(text, flat(mention)) >= 0, mention


@pytest.mark.parametrize("name", GOLD)
def test_dates_stand_in_the_order_of_the_document(name: str) -> None:
    text = flat(builder.readable(GOLD[name]))
    place = 0
    for expression in gold(name)["dates"]:
        at = find(text, flat(expression["text"]), place)
        if at < 0 and expression["optional"]:  # in the address of a link, which a reader does not see
            assert expression["text"] in builder.source_path(GOLD[name]).read_text(encoding="utf-8")
            continue
        assert at >= 0, expression
        place = at + len(flat(expression["text"]))


@pytest.mark.parametrize("name", [n for n in NAMES if builder.suffix_of(n) in ("md", "txt")])
def test_plain_documents_are_up_to_date(name: str) -> None:
    assert content_of(name) == builder.build(name)


@pytest.mark.parametrize("name", WITH_LAYOUT)
def test_documents_with_a_layout_say_what_their_sources_say(name: str, require_program: Callable[[str], str]) -> None:
    if builder.suffix_of(name) in ("doc", "rtf"):
        require_program("soffice")
    blocks = "\n".join(
        "\n".join(cell for row in block.rows for cell in builder.markup.cells_of(row))
        or builder.markup.plain(block.text)
        for block in source_of(name).blocks
    )
    drawn, said = words(drawn_text(name)), words(blocks)
    notes = len(builder.markup.NOTE.findall(builder.source_path(name).read_text(encoding="utf-8")))
    if builder.suffix_of(name) in ("docx", "pdf") and not notes:
        assert drawn == said
    else:  # running lines and what surrounds a text on the web stand around it; footnotes stand elsewhere, numbered
        assert (Counter(said) - Counter(drawn)).total() <= notes


@pytest.mark.parametrize("name", SCANS)
def test_scans_are_pictures_with_nothing_but_a_stamp_as_text(name: str) -> None:
    if builder.suffix_of(name) != "pdf":
        with Image.open(io.BytesIO(content_of(name))) as picture:
            assert min(picture.size) > 1000
        return
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content_of(name))]
    stamp = source_of(name).settings.get("stamp", "")
    assert words(" ".join(pages)) == words(stamp.replace(r"\\", " "))


@pytest.mark.parametrize("name", HOLDERS)
def test_documents_that_hold_others_hold_those_and_tell_of_the_rest(name: str) -> None:
    found = parts_of(content_of(name), file_of(name))
    inside = [part for part, (holder, _) in builder.PARTS.items() if holder == name]
    assert [part.name for part in found.parts] == [builder.PARTS[part][1] for part in inside]
    assert [part.content for part in found.parts] == [builder.build(part) for part in inside]
    assert not found.left_out


def test_running_lines_stand_where_the_source_puts_them() -> None:
    first, *others = pypdfium2.PdfDocument(CORPUS / "documents" / "cc-ambrene-2025-04-02.pdf")
    assert "1/3" in first.get_textpage().get_text_range()
    assert "CC Val d'Ambrène" not in first.get_textpage().get_text_range()
    for number, page in enumerate(others, start=2):
        text = page.get_textpage().get_text_range()
        assert text.startswith(f"CC Val d'Ambrène et Plateaux – Procès-verbal\r\n{number}/3")
    assert len(others) == 2


def test_windows_document_is_not_utf8() -> None:
    data = (CORPUS / "documents" / "reseau-jardins-2019-05-17.txt").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")
    assert b"\r\n" in data and "Thérèse" in data.decode("cp1252")


REPRODUCIBLE = [
    "cc-ambrene-2025-04-02",  # PDF
    "cc-vuarmens-2024-10-08",  # in columns
    "conseil-sdl-2025-11-20",
    "convocation-ag-clos-saint-elme-2023",
    "copil-filature-2018-06-12",
    "dossier-a-classer-2025",  # ZIP
    "bureau-etabli-2024-06-13",  # DOCX with tracked changes
    "ce-trois-erables-2024-11-19",  # HTML
    "conseil-ecole-lucioles-2022-11-08",  # JPEG
    "courriel-quatre-vents-2024-05-02",  # EML
    "courriel-vuarmens-2024-10-21",  # MSG
    "envoi-villefrac-2023-10-19",  # PDF portfolio
    "flyer-eau-mirepeyre",  # PNG
    "harmonie-casterac-1987-11-13",  # TIFF
    "releve-gua-2023-06-29",  # with footnotes
]


@pytest.mark.parametrize("name", REPRODUCIBLE)
def test_build_is_reproducible(name: str) -> None:
    pytest.importorskip("reportlab")
    try:
        first, second = builder.build(name), builder.build(name)
    except OSError as error:  # a font file is missing
        pytest.skip(str(error))
    assert first == second
