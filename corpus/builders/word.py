"""DOCX documents, written with python-docx and packed again so that the bytes do not change."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from builders.markup import ABOVE, BREAK, GAP, LEFT, Block, Source, plain
from builders.revisions import Revisions, add_box, pieces

FIXED = datetime(2020, 1, 1, tzinfo=UTC)
ALIGNMENT = {
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "title": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
BULLETS = {"bullet": "List Bullet", "subbullet": "List Bullet 2"}
HEADINGS = {"title": "Title", "h1": "Heading 1", "h2": "Heading 2"}


@dataclass(frozen=True)
class WordLayout:
    """How a kind of document looks; sizes in points."""

    font: str
    size: float
    table_style: str = "Table Grid"
    split_runs: int = 0  # cut runs every so many characters, as editors do after corrections
    typed_headings: bool = False  # headings and title in bold type alone, without a style
    underlined: bool = False  # typed headings, but not the title
    title_size: float | None = None  # of a typed title
    centred_title: bool = True
    plain_tables: bool = False  # first row like the others, no empty paragraph after the table


LAYOUTS = {
    "asso": WordLayout("Calibri", 11, "Light Grid Accent 1"),
    "stagiaire": WordLayout("Arial", 10, split_runs=23, typed_headings=True),
    "labo": WordLayout("Liberation Serif", 11),
    "entreprise": WordLayout("Calibri", 10.5, centred_title=False, plain_tables=True),
    "tapuscrit": WordLayout("Times New Roman", 12, typed_headings=True, plain_tables=True),
    "lettre": WordLayout("Liberation Sans", 11, typed_headings=True, centred_title=False),
    "departement": WordLayout(
        "Garamond",
        11,
        typed_headings=True,
        underlined=True,
        title_size=15,
        centred_title=False,
        plain_tables=True,
    ),
}


def build_docx(source: Source) -> bytes:
    """Write a source as a DOCX file, the same bytes each time."""
    layout = LAYOUTS[source.style]
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = layout.font, Pt(layout.size)
    if "header" in source.settings:
        document.sections[0].header.paragraphs[0].text = source.settings["header"]
    if "footer" in source.settings:
        document.sections[0].footer.paragraphs[0].text = source.settings["footer"].replace("{page}", "1")
    revisions = Revisions(document)
    for number, block in enumerate(source.blocks, start=1):
        if block.kind == "table":
            add_table(document, block.rows, layout, revisions)
        elif block.kind == "box":
            add_box(document.add_paragraph(), plain(block.text).split("\n"), number)
        elif block.kind == "page":
            document.add_page_break()
        else:
            add_paragraph(document, block, layout, revisions)
    revisions.finish()
    forget_author(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return fixed_zip(buffer.getvalue())


def add_table(document: Document, rows: list[list[str]], layout: WordLayout, revisions: Revisions) -> None:
    """Append a table."""
    table = document.add_table(rows=0, cols=max(map(len, rows)), style=layout.table_style)
    for number, row in enumerate(rows):
        bold = number == 0 and not layout.plain_tables
        for cell, text in zip(table.add_row().cells, row, strict=False):
            fill(cell.paragraphs[0], "" if text in (LEFT, ABOVE) else text, layout, revisions, bold)
    merge_cells(table, rows)
    if not layout.plain_tables:
        document.add_paragraph()


def add_paragraph(document: Document, block: Block, layout: WordLayout, revisions: Revisions) -> None:
    """Append a paragraph, a bullet, a heading or the title."""
    names = BULLETS if layout.typed_headings else BULLETS | HEADINGS
    typed = block.kind in HEADINGS and layout.typed_headings
    paragraph = document.add_paragraph(style=names.get(block.kind))
    fill(paragraph, block.text, layout, revisions, bold=typed)
    if typed and layout.underlined and block.kind != "title":
        for run in paragraph.runs:
            run.underline = True
    if typed and layout.title_size and block.kind == "title":
        for run in paragraph.runs:
            run.font.size = Pt(layout.title_size)
    if block.kind in ALIGNMENT and (block.kind != "title" or layout.centred_title):
        paragraph.alignment = ALIGNMENT[block.kind]


def merge_cells(table: Table, rows: list[list[str]]) -> None:
    """Merge the cells marked so with those at their left or above."""
    for down, row in enumerate(rows):
        for across, text in enumerate(row):
            if text in (LEFT, ABOVE):
                before = table.cell(down, across - 1) if text == LEFT else table.cell(down - 1, across)
                merged = before.merge(table.cell(down, across))
                for paragraph in merged.paragraphs[1:]:
                    if not paragraph.text:
                        paragraph._p.getparent().remove(paragraph._p)


def fill(paragraph: Paragraph, text: str, layout: WordLayout, revisions: Revisions, bold: bool = False) -> None:
    """Write text with its changes, comments and notes."""
    for kind, words in pieces(text):
        if kind == "text":
            fill_plain(paragraph, words, layout, bold)
        else:
            revisions.add(paragraph, kind, words)


def fill_plain(paragraph: Paragraph, text: str, layout: WordLayout, bold: bool = False) -> None:
    """Write text as runs, with its line breaks, tabs and bold parts."""
    for part, piece in enumerate(text.split("**")):
        for number, line in enumerate(piece.replace(GAP, "\t").split(BREAK)):
            if number:
                paragraph.add_run().add_break()
            step = layout.split_runs or len(line) or 1
            for start in range(0, len(line), step):
                run = paragraph.add_run(line[start : start + step])
                run.bold = True if bold or part % 2 else None


def forget_author(document: Document) -> None:
    """Empty the properties that name people and programs, and fix the dates."""
    properties = document.core_properties
    properties.author = properties.title = properties.comments = properties.last_modified_by = ""
    properties.created = properties.modified = FIXED
    properties.revision = 1


def fixed_zip(data: bytes) -> bytes:
    """The same archive with sorted members, one date and one way of storing them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o644 << 16
            new.writestr(info, old.read(name))
    return out.getvalue()
