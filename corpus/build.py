"""Build the sample documents from their readable sources.

usage: build.py [--out DIR] [NAME ...]

Sources of PDF and DOCX documents are written in a small markup (see README.md); Markdown and
text documents are their own sources. All bytes are reproducible with the same library versions.
"""

from __future__ import annotations

import argparse
import copy
import codecs
import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "sources"
DOCUMENTS = HERE / "documents"

FORMATS: dict[str, str] = {
    "ag-moulin-brezolette-2025-02-01": "md",
    "ca-lanterne-2023-11-21": "docx",
    "cm-valbrune-2024-03-14": "pdf",
    "conseil-ecole-sauvagny-2021-10-19": "txt",
    "conseil-labo-leme-2024-10-10": "docx",
    "convocation-ag-clos-saint-elme-2023": "pdf",
    "copil-filature-2018-06-12": "pdf",
    "copil-voie-verte-2022-09-27": "pdf",
    "copil-voie-verte-2022-12-06": "docx",
    "copil-voie-verte-2023-02-14": "md",
    "rapport-maison-aidants-2021": "md",
    "reseau-jardins-2019-05-17": "txt",
}
CP1252 = {"reseau-jardins-2019-05-17"}  # also with Windows line ends
TABLE_CUT = 0.55  # share of the first column that is cut off in the damaged PDF


# ---------------------------------------------------------------------------------------------
# Markup


@dataclass
class Block:
    kind: str  # title, h1, h2, last, bullet, subbullet, centre, right, para, table, page
    text: str = ""
    rows: list[list[str]] = field(default_factory=list)


@dataclass
class Source:
    settings: dict[str, str]
    blocks: list[Block]


MARKS = {"= ": "title", "# ": "h1", "#! ": "last", "## ": "h2", "- ": "bullet", "-- ": "subbullet",
         "^ ": "centre", "> ": "right"}


def parse(text: str) -> Source:
    settings: dict[str, str] = {}
    blocks: list[Block] = []
    joinable = False
    for line in text.splitlines():
        line = line.rstrip()
        if line.startswith("%%"):
            continue
        if line.startswith("@"):
            key, _, value = line[1:].partition(" ")
            settings[key] = value
            continue
        if not line:
            joinable = False
            continue
        if line == "<<<":
            blocks.append(Block("page"))
            joinable = False
            continue
        if line.startswith("| "):
            row = [cell.strip() for cell in line.strip()[1:-1].split("|")]
            if joinable and blocks[-1].kind == "table":
                blocks[-1].rows.append(row)
            else:
                blocks.append(Block("table", rows=[row]))
            joinable = True
            continue
        mark = next((m for m in sorted(MARKS, key=len, reverse=True) if line.startswith(m)), None)
        if mark:
            blocks.append(Block(MARKS[mark], line[len(mark):]))
        elif joinable and blocks[-1].kind == "para":
            blocks[-1].text += " " + line
        else:
            blocks.append(Block("para", line))
        joinable = True
    return Source(settings, blocks)


def plain(text: str) -> str:
    return text.replace("**", "").replace("¬", "").replace(" \\\\ ", "\n")


def cut_off(cell: str) -> str:
    """What is left of a cell of the first column in the damaged PDF."""
    return cell[int(len(cell) * TABLE_CUT):]


def readable(name: str) -> str:
    """The text of a document as a reader sees it, line breaks kept, marks of the markup gone."""
    path = source_path(name)
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        text = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", text)
        text = re.sub(r"^[ \t]*(?:[-*] \[[ x]\]|[-*>]|#+)[ \t]+", "", text, flags=re.M)
        text = re.sub(r"^\|[-:| ]+\|$", "", text, flags=re.M)
        text = re.sub(r"[ \t]*\|[ \t]*", " ", text)
        return re.sub(r"\*+", "", text)
    if path.suffix == ".txt":
        return text
    source = parse(text)
    parts = [source.settings[key] for key in ("header", "footer") if key in source.settings]
    for block in source.blocks:
        if source.settings["style"] == "mauvais":
            block.rows = [[cut_off(row[0]), *row[1:]] for row in block.rows]
        parts += [" ".join(filter(None, map(plain, row))) for row in block.rows] or [plain(block.text)]
    return "\n".join(parts)


def source_path(name: str) -> Path:
    suffix = FORMATS[name]
    return SOURCES / f"{name}.{suffix if suffix in ('md', 'txt') else 'src'}"


# ---------------------------------------------------------------------------------------------
# PDF, ordinary


@dataclass(frozen=True)
class Layout:
    font: str
    bold: str
    size: float
    margin: float
    justified: bool = False
    boxed_title: bool = False
    bullet: str = "-"


LAYOUTS = {
    "mairie": Layout("Vera", "VeraBd", 9.5, 62, justified=True, boxed_title=True, bullet="–"),
    "copil": Layout("Vera", "VeraBd", 9, 54, bullet="•"),
    "courrier": Layout("Vera", "VeraBd", 10, 76),
}


def rich(text: str) -> str:
    text = escape(text).replace(" \\\\ ", "<br/>")
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text)


def embed_fonts() -> None:
    """Vera in two weights: an embedded font tells every reader the width of every letter, "€" included."""
    from reportlab.lib.fonts import addMapping
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name, bold in (("Vera", 0), ("VeraBd", 1)):
        pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))
        addMapping("Vera", bold, 0, name)


def build_pdf(source: Source) -> bytes:
    embed_fonts()
    from reportlab.lib import colors
    from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

    layout = LAYOUTS[source.settings["style"]]
    size = layout.size
    body = ParagraphStyle("body", fontName=layout.font, fontSize=size, leading=size * 1.28, spaceAfter=size * 0.6,
                          alignment=TA_JUSTIFY if layout.justified else TA_LEFT)
    title = ParagraphStyle("title", body, fontName=layout.bold, fontSize=size + 4, leading=(size + 4) * 1.3,
                           alignment=TA_CENTER, spaceBefore=size, spaceAfter=size * 1.5,
                           borderWidth=1 if layout.boxed_title else 0, borderPadding=6,
                           borderColor=colors.black if layout.boxed_title else None)
    styles = {
        "para": body,
        "title": title,
        "h1": ParagraphStyle("h1", body, fontName=layout.bold, fontSize=size + 1, spaceBefore=size * 0.8,
                             keepWithNext=1, alignment=TA_LEFT),
        "h2": ParagraphStyle("h2", body, fontName=layout.bold, keepWithNext=1),
        "bullet": ParagraphStyle("bullet", body, leftIndent=18, bulletIndent=6, spaceAfter=size * 0.25),
        "subbullet": ParagraphStyle("subbullet", body, leftIndent=34, bulletIndent=22, spaceAfter=size * 0.25),
        "centre": ParagraphStyle("centre", body, alignment=TA_CENTER),
        "right": ParagraphStyle("right", body, alignment=TA_RIGHT),
    }
    cell = ParagraphStyle("cell", body, fontSize=size - 1, leading=(size - 1) * 1.2, spaceAfter=0, alignment=TA_LEFT)
    head = ParagraphStyle("head", cell, fontName=layout.bold)

    story: list[Any] = []
    for block in source.blocks:
        if block.kind == "page":
            story.append(PageBreak())
        elif block.kind == "table":
            rows = [[Paragraph(rich(c), head if number == 0 else cell) for c in row]
                    for number, row in enumerate(block.rows)]
            table = Table(rows, colWidths=widths(block.rows, A4[0] - 2 * layout.margin - 12), hAlign="LEFT")
            table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.grey),
                                       ("VALIGN", (0, 0), (-1, -1), "TOP")]))
            story += [table, Spacer(1, size)]
        elif block.kind in ("bullet", "subbullet"):
            story.append(Paragraph(rich(block.text), styles[block.kind], bulletText=layout.bullet))
        else:
            story.append(Paragraph(rich(block.text), styles[block.kind]))

    def decorate(canvas: Any, document: Any) -> None:
        canvas.saveState()
        canvas.setFont(layout.font, 8)
        if "header" in source.settings:
            canvas.drawString(layout.margin, A4[1] - 30, source.settings["header"])
        if "footer" in source.settings:
            canvas.drawCentredString(A4[0] / 2, 26, source.settings["footer"].replace("{page}", str(document.page)))
        canvas.restoreState()

    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4, leftMargin=layout.margin, rightMargin=layout.margin, topMargin=52,
                      bottomMargin=52, invariant=1, title="", author="").build(
        story, onFirstPage=decorate, onLaterPages=decorate)
    return buffer.getvalue()


def widths(rows: list[list[str]], total: float) -> list[float]:
    columns = max(map(len, rows))
    weights = [min(45, max(6, *(len(row[c]) for row in rows if c < len(row)))) for c in range(columns)]
    return [total * weight / sum(weights) for weight in weights]


# ---------------------------------------------------------------------------------------------
# PDF with a damaged text layer

TAB, NBSP, SOFT, HYPHEN = "\t", "\u00a0", "\u00ad", "\u2010"
LIGATURES = {"ffi": "\ufb03", "ffl": "\ufb04", "fi": "\ufb01", "fl": "\ufb02"}


def damaged_font(bold: bool = False) -> str:
    """Vera, drawing on the page what a reader expects while the text layer holds other characters."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    name = "Damaged-Bold" if bold else "Damaged"
    font = TTFont(name, "VeraBd.ttf" if bold else "Vera.ttf", asciiReadable=0)
    face = font.face = copy.deepcopy(font.face)  # reportlab shares a face among the fonts of one file
    glyphs, advance = face.charToGlyph, face.charWidths
    for character in (TAB, NBSP):
        glyphs[ord(character)], advance[ord(character)] = glyphs[0x20], advance[0x20]
    # U+2010 follows a drawn U+002D and is drawn over it, invisible: no glyph, no width.
    for character in (SOFT, HYPHEN):
        glyphs[ord(character)], advance[ord(character)] = glyphs[0x20], 0
    pdfmetrics.registerFont(font)
    return name


def damage_word(word: str) -> str:
    for plain_form, ligature in LIGATURES.items():
        if len(plain_form) == 2:  # the font has no ﬃ and no ﬄ
            word = word.replace(plain_form, ligature)
    return re.sub(r"(?<=\w)-(?=\w)", "-" + HYPHEN, word)


def damage(words: Iterable[str], line: int) -> str:
    """Join words with the separators found in such files: mostly tabs, here and there a no-break space."""
    out: list[str] = []
    for place, word in enumerate(words):
        if place:
            out.append((NBSP + TAB) if (place + line) % 7 == 0 else NBSP if (place + line) % 5 == 0 else TAB)
        out.append(damage_word(word))
    return "".join(out)


def build_damaged_pdf(source: Source) -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase.pdfmetrics import stringWidth
    from reportlab.pdfgen.canvas import Canvas

    regular, bold = damaged_font(), damaged_font(bold=True)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    left, right, top, bottom, size = 84.0, A4[0] - 96.0, A4[1] - 62.0, 60.0, 10.5
    y = top
    lines_drawn = 0
    late: list[tuple[str, float, float, str, float]] = []

    def wrap(text: str, font: str, points: float, width: float) -> list[tuple[list[str], bool]]:
        """Lines as (words, broken inside a word)."""
        lines: list[tuple[list[str], bool]] = []
        current: list[str] = []
        for word in text.split():
            whole = word.replace("¬", "")
            if stringWidth(" ".join([*current, whole]), font, points) <= width:
                current.append(whole)
                continue
            syllables = word.split("¬")
            for count in range(len(syllables) - 1, 0, -1):
                head = "".join(syllables[:count])
                if stringWidth(" ".join([*current, head + "-"]), font, points) <= width:
                    lines.append(([*current, head], True))
                    current = ["".join(syllables[count:])]
                    break
            else:
                lines.append((current, False))
                current = [whole]
        return [*lines, (current, False)]

    def next_page() -> None:
        nonlocal y
        for piece in late:
            canvas.setFont(piece[3], piece[4])
            canvas.drawString(piece[1], piece[2], piece[0])
        late.clear()
        canvas.showPage()
        y = top

    def put(text: str, font: str, points: float, kind: str) -> None:
        nonlocal y, lines_drawn
        for words, broken in wrap(text, font, points, right - left):
            if y < bottom:
                next_page()
            drawn = damage(words, lines_drawn)
            if broken:
                drawn += "-" + (HYPHEN if lines_drawn % 2 else SOFT)
            lines_drawn += 1
            if kind == "last":
                late.append((drawn, left, y, font, points))
            else:
                canvas.setFont(font, points)
                x = left if kind != "title" else (A4[0] - stringWidth(drawn, font, points)) / 2
                canvas.drawString(x, y, drawn)
            y -= points * 1.35

    def put_table(rows: list[list[str]]) -> None:
        """The first column is cut off at the edge of the page, text included."""
        nonlocal y, lines_drawn
        starts = [0.0, 84.0, 330.0, 460.0]
        for number, row in enumerate(rows):
            if y < bottom:
                next_page()
            font = bold if number == 0 else regular
            canvas.setFont(font, 9.5)
            for column, cell in enumerate(row):
                text = plain(cell)
                if column == 0:
                    text = cut_off(text)
                canvas.drawString(starts[column] + (2 if column == 0 else 0), y, damage(text.split(), lines_drawn))
            canvas.line(0, y - 4, right, y - 4)
            lines_drawn += 1
            y -= 17

    for block in source.blocks:
        if block.kind == "table":
            put_table(block.rows)
            y -= 6
            continue
        heading = block.kind in ("h1", "last", "title")
        points = 14.0 if block.kind == "title" else 11.5 if heading else size
        if heading and block.kind != "title" and y < bottom + 60:
            next_page()
        y -= 6 if heading else 0
        for part in block.text.replace("**", "").split(" \\\\ "):
            put(part, bold if heading else regular, points, block.kind)
        y -= 7
    next_page()
    canvas.save()
    return buffer.getvalue()


# ---------------------------------------------------------------------------------------------
# DOCX

FIXED = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class WordLayout:
    font: str
    size: float
    table_style: str
    split_runs: int = 0  # cut runs every so many characters, as editors do after corrections
    cross: str = "X"


WORD_LAYOUTS = {
    "asso": WordLayout("Calibri", 11, "Light Grid Accent 1"),
    "stagiaire": WordLayout("Arial", 10, "Table Grid", split_runs=23),
    "labo": WordLayout("Liberation Serif", 11, "Table Grid"),
}


def build_docx(source: Source) -> bytes:
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    layout = WORD_LAYOUTS[source.settings["style"]]
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = layout.font, Pt(layout.size)
    if "header" in source.settings:
        document.sections[0].header.paragraphs[0].text = source.settings["header"]

    def fill(paragraph: Any, text: str, bold: bool = False) -> None:
        for part, piece in enumerate(text.split("**")):
            for number, line in enumerate(piece.split(" \\\\ ")):
                if number:
                    paragraph.add_run().add_break()
                step = layout.split_runs or len(line) or 1
                for start in range(0, len(line), step):
                    run = paragraph.add_run(line[start:start + step])
                    run.bold = True if bold or part % 2 else None

    alignment = {"centre": WD_ALIGN_PARAGRAPH.CENTER, "title": WD_ALIGN_PARAGRAPH.CENTER,
                 "right": WD_ALIGN_PARAGRAPH.RIGHT}
    names = {"title": "Title", "h1": "Heading 1", "h2": "Heading 2", "bullet": "List Bullet",
             "subbullet": "List Bullet 2"}
    if source.settings["style"] == "stagiaire":  # this author makes headings with bold type alone
        names = {"bullet": "List Bullet"}
    for block in source.blocks:
        if block.kind == "table":
            table = document.add_table(rows=0, cols=max(map(len, block.rows)), style=layout.table_style)
            for number, row in enumerate(block.rows):
                for cell, text in zip(table.add_row().cells, row, strict=False):
                    fill(cell.paragraphs[0], text, bold=number == 0)
            document.add_paragraph()
            continue
        paragraph = document.add_paragraph(style=names.get(block.kind))
        fill(paragraph, block.text, bold=block.kind in ("h1", "title") and block.kind not in names)
        if block.kind in alignment:
            paragraph.alignment = alignment[block.kind]

    properties = document.core_properties
    properties.author = properties.title = properties.comments = properties.last_modified_by = ""
    properties.created = properties.modified = FIXED
    properties.revision = 1
    buffer = io.BytesIO()
    document.save(buffer)
    return fixed_zip(buffer.getvalue())


def fixed_zip(data: bytes) -> bytes:
    """The same archive with sorted members, one date and one way of storing them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n))
        for name in names:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o644 << 16
            new.writestr(info, old.read(name))
    return out.getvalue()


# ---------------------------------------------------------------------------------------------


def build(name: str) -> bytes:
    path = source_path(name)
    text = path.read_text(encoding="utf-8")
    if path.suffix in (".md", ".txt"):
        return codecs.encode(text.replace("\n", "\r\n"), "cp1252") if name in CP1252 else text.encode("utf-8")
    source = parse(text)
    style = source.settings["style"]
    makers: dict[str, Callable[[Source], bytes]] = {"docx": build_docx, "pdf": build_pdf, "mauvais": build_damaged_pdf}
    return makers["mauvais" if style == "mauvais" else FORMATS[name]](source)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Build the sample documents from their sources.")
    parser.add_argument("names", nargs="*", help="documents to build; all of them by default")
    parser.add_argument("--out", type=Path, default=DOCUMENTS)
    options = parser.parse_args(arguments)
    unknown = set(options.names) - set(FORMATS)
    if unknown:
        parser.error(f"no such document: {', '.join(sorted(unknown))}")
    options.out.mkdir(parents=True, exist_ok=True)
    names = options.names or sorted(FORMATS)
    if len(names) > 1:  # reportlab carries the letters used from one document into the fonts of the next
        for name in names:
            subprocess.run([sys.executable, __file__, name, "--out", str(options.out)], check=True)
        return 0
    for name in names:
        target = options.out / f"{name}.{FORMATS[name]}"
        target.write_bytes(build(name))
        print(f"{target.name}: {target.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
