"""Ordinary PDF documents: paragraphs, tables and running lines laid out by reportlab."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import partial
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.fonts import addMapping
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    FrameBreak,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from builders.markup import ABOVE, BREAK, GAP, LEFT, NO_BREAK_SPACE, NUMBERED_NOTE, Block, Source, numbered_notes
from builders.pages import GUTTER, NotedParagraph, Pages

# Letters of the documents that Vera lacks, and the glyph drawn in their place; the text layer keeps the letter.
STAND_INS = {"ń": "n"}


@dataclass(frozen=True)
class Layout:
    """How a kind of document looks: lengths in points, `leading` and `after` as shares of the size of type."""

    size: float
    margin: float
    justified: bool = False
    boxed_title: bool = False
    bullet: str = "-"
    leading: float = 1.28
    after: float = 0.6
    first_line: float = 0
    line_indent: float = 20
    title_space: float = 1  # around titles
    heading_space: float = 0  # above small headings
    lonely_headings: bool = False  # a heading may stand last on a page, or its text be torn from it
    running_size: float = 8
    font: str = "Vera"  # one of FONTS
    ruled: bool = True  # lines around the cells of tables
    columns: int = 1  # of the page, once the opening is over (`<|>`)
    page: tuple[float, float] = A4  # width and height


FONTS = {
    "Vera": ("Vera", "VeraBd"),  # embedded
    "Times": ("Times-Roman", "Times-Bold"),  # drawn with the fonts that every program brings along
    "Helvetica": ("Helvetica", "Helvetica-Bold"),
    "Courier": ("Courier", "Courier-Bold"),
}
LAYOUTS = {
    "mairie": Layout(9.5, 62, justified=True, boxed_title=True, bullet="–"),
    "copil": Layout(9, 54, bullet="•"),
    "courrier": Layout(10, 76),
    "syndic": Layout(
        9.2,
        50,
        justified=True,
        leading=1.326,
        after=0.43,
        title_space=0.3,
        heading_space=7,
        lonely_headings=True,
        running_size=7,
    ),
    "intercommunal": Layout(
        9.5,
        55,
        justified=True,
        leading=1.37,
        after=0.5,
        first_line=14,
        line_indent=0,
        heading_space=9,
        lonely_headings=True,
        running_size=7,
    ),
    "secretariat": Layout(11, 70, font="Times", justified=True, bullet="-", leading=1.2),
    "registre": Layout(9.2, 42, font="Times", justified=True, bullet="-", leading=1.1, after=0.3, title_space=0.4),
    "ecole": Layout(10.5, 56, font="Helvetica", bullet="-", leading=1.25, after=0.8),
    "affiche": Layout(13, 60, font="Helvetica", line_indent=0, leading=1.35, after=0.9, title_space=2),
    "association": Layout(10.5, 64, font="Helvetica", bullet="•", leading=1.25),
    "machine": Layout(10, 68, font="Courier", leading=1.2, after=0.9),
    "sans-filets": Layout(10, 60, font="Helvetica", bullet="▪", ruled=False),
    "diapos": Layout(17, 60, font="Helvetica", bullet="•", leading=1.4, title_space=2, page=(720, 405)),
    "bulletin": Layout(9.2, 50, font="Times", justified=True, bullet="–", columns=2, leading=1.2),
}
Styles = dict[str, ParagraphStyle]


def build_pdf(source: Source) -> bytes:
    """Lay a source out as a PDF file, the same bytes each time."""
    embed_fonts()
    layout = LAYOUTS[source.style]
    styles = paragraph_styles(layout)
    story = [flowable for block in numbered_notes(source.blocks) for flowable in flowables(block, layout, styles)]
    decorate = partial(draw_running_lines, source.settings, layout)
    buffer = io.BytesIO()
    noted = any(isinstance(flowable, NotedParagraph) for flowable in story)
    if noted or layout.columns > 1:
        pages = Pages(buffer, layout.margin, layout.columns, float(source.settings.get("opening", 0)), noted)
        pages.set_up(decorate)
        pages.build(story)
        return buffer.getvalue()
    document = SimpleDocTemplate(
        buffer,
        pagesize=layout.page,
        leftMargin=layout.margin,
        rightMargin=layout.margin,
        topMargin=52,
        bottomMargin=52,
        invariant=1,
        title="",
        author="",
    )
    document.build(story, onFirstPage=decorate, onLaterPages=decorate)
    return buffer.getvalue()


def embed_fonts() -> None:
    """Vera in two weights: an embedded font tells every reader the width of every letter, "€" included."""
    for name, bold in (("Vera", 0), ("VeraBd", 1)):
        font = TTFont(name, f"{name}.ttf")
        for letter, stand_in in STAND_INS.items():
            for table in (font.face.charToGlyph, font.face.charWidths):
                table[ord(letter)] = table[ord(stand_in)]
        pdfmetrics.registerFont(font)
        addMapping("Vera", bold, 0, name)


def paragraph_styles(layout: Layout) -> Styles:
    """Styles of the kinds of blocks, and of the cells and the head of a table."""
    styles = text_styles(layout)
    body, size, bold = styles["body"], layout.size, FONTS[layout.font][1]
    styles["title"] = ParagraphStyle(
        "title",
        body,
        fontName=bold,
        fontSize=size + 4,
        leading=(size + 4) * 1.3,
        alignment=TA_CENTER,
        spaceBefore=size * layout.title_space,
        spaceAfter=size * 1.5 * layout.title_space,
        borderWidth=1 if layout.boxed_title else 0,
        borderPadding=6,
        borderColor=colors.black if layout.boxed_title else None,
    )
    heading = ParagraphStyle("heading", body, fontName=bold, keepWithNext=0 if layout.lonely_headings else 1)
    styles["h1"] = ParagraphStyle("h1", heading, fontSize=size + 1, spaceBefore=size * 0.8, alignment=TA_LEFT)
    styles["h2"] = ParagraphStyle("h2", heading, spaceBefore=layout.heading_space)
    cell = ParagraphStyle("cell", body, fontSize=size - 1, leading=(size - 1) * 1.2, spaceAfter=0, alignment=TA_LEFT)
    styles["cell"], styles["head"] = cell, ParagraphStyle("head", cell, fontName=bold)
    return styles


def text_styles(layout: Layout) -> Styles:
    """Styles of running text; all but "para" are set without an indent of the first line."""
    size = layout.size
    body = ParagraphStyle(
        "body",
        fontName=FONTS[layout.font][0],
        fontSize=size,
        leading=size * layout.leading,
        spaceAfter=size * layout.after,
        alignment=TA_JUSTIFY if layout.justified else TA_LEFT,
    )
    return {
        "body": body,
        "para": ParagraphStyle("para", body, firstLineIndent=layout.first_line),
        "bullet": ParagraphStyle("bullet", body, leftIndent=18, bulletIndent=6, spaceAfter=size * 0.25),
        "subbullet": ParagraphStyle("subbullet", body, leftIndent=34, bulletIndent=22, spaceAfter=size * 0.25),
        "centre": ParagraphStyle("centre", body, alignment=TA_CENTER),
        "right": ParagraphStyle("right", body, alignment=TA_RIGHT),
        "line": ParagraphStyle("line", body, leftIndent=layout.line_indent, spaceAfter=1, alignment=TA_LEFT),
        "small": ParagraphStyle("small", body, fontSize=size - 1.5, leading=(size - 1.5) * 1.27),
        "box": ParagraphStyle(
            "box", body, borderWidth=0.8, borderColor=colors.black, borderPadding=6, leftIndent=8, spaceBefore=10
        ),
    }


def flowables(block: Block, layout: Layout, styles: Styles) -> list[Flowable]:
    """What reportlab is to set for a block."""
    if block.kind == "page":
        return [PageBreak()]
    if block.kind == "columns":
        return [FrameBreak()]
    if block.kind == "table":
        return [table_of(block.rows, layout, styles), Spacer(1, layout.size)]
    bullet = layout.bullet if block.kind in ("bullet", "subbullet") else None
    return [paragraph_of(block.text, styles[block.kind], bullet)]


def paragraph_of(text: str, style: ParagraphStyle, bullet: str | None) -> Paragraph:
    """A paragraph; its footnotes, numbered before, are kept beside it for the end of its page."""
    notes = NUMBERED_NOTE.findall(text)
    called = NUMBERED_NOTE.sub(lambda note: f"[[{note[1]}]]", text)
    marked = re.sub(r"\[\[(\d+)\]\]", r"<super>\1</super>", rich(called))
    if not notes:
        return Paragraph(marked, style, bulletText=bullet)
    paragraph = NotedParagraph(marked, style, bulletText=bullet)
    paragraph.notes = tuple(f"<super>{number}</super> {rich(note)}" for number, note in notes)
    return paragraph


def rich(text: str) -> str:
    """Text in the markup of reportlab."""
    text = escape(text).replace(BREAK, "<br/>").replace(GAP, NO_BREAK_SPACE * 2)
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text)


def table_of(rows: list[list[str]], layout: Layout, styles: Styles) -> Table:
    """A table, the first row in bold, with lines around its cells or without."""
    cells = [
        ["" if cell in (LEFT, ABOVE) else Paragraph(rich(cell), styles["cell" if number else "head"]) for cell in row]
        for number, row in enumerate(rows)
    ]
    widths = room_for_words(rows, column_widths(rows, column_width(layout)), styles)
    table = Table(cells, colWidths=widths, hAlign="LEFT")
    lines = [("GRID", (0, 0), (-1, -1), 0.5, colors.grey)] if layout.ruled else []
    table.setStyle(TableStyle([*lines, *spans(rows), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
    return table


def spans(rows: list[list[str]]) -> list[tuple[str, tuple[int, int], tuple[int, int]]]:
    """Merged cells, as reportlab wants to be told."""
    found = []
    for down, row in enumerate(rows):
        for across, cell in enumerate(row):
            if cell in (LEFT, ABOVE):
                continue
            right, below = across + 1, down + 1
            while right < len(row) and row[right] == LEFT:
                right += 1
            while below < len(rows) and rows[below][across] == ABOVE:
                below += 1
            if (right, below) != (across + 1, down + 1):
                found.append(("SPAN", (across, down), (right - 1, below - 1)))
    return found


def column_width(layout: Layout) -> float:
    """The width in points of a column of the page."""
    return (layout.page[0] - 2 * layout.margin - GUTTER * (layout.columns - 1)) / layout.columns - 12


def column_widths(rows: list[list[str]], total: float) -> list[float]:
    """Widths in points that sum to the total, after the longest cell of each column."""
    columns = max(map(len, rows))
    weights = [min(45, max(6, *(len(row[c]) for row in rows if c < len(row)))) for c in range(columns)]
    return [total * weight / sum(weights) for weight in weights]


def room_for_words(rows: list[list[str]], widths: list[float], styles: Styles) -> list[float]:
    """The widths, with columns that are too narrow for a word of theirs widened at the cost of the widest."""
    widths = list(widths)
    for column in range(len(widths)):
        needed = max(word_width(row[column], styles["head"]) for row in rows if column < len(row)) + 13
        while widths[column] < needed:
            widest = max(range(len(widths)), key=lambda c: widths[c])
            if widest == column:
                break
            widths[widest] -= 1
            widths[column] += 1
    return widths


def word_width(cell: str, style: ParagraphStyle) -> float:
    """The width in points of the longest word of a cell."""
    return max((stringWidth(word, style.fontName, style.fontSize) for word in cell.split()), default=0.0)


def draw_running_lines(settings: dict[str, str], layout: Layout, canvas: Canvas, document: BaseDocTemplate) -> None:
    """Draw headers and footers of a page."""
    width, height = layout.page
    left, right, top, bottom = layout.margin, width - layout.margin, height - 30, 26
    lines = {key: value.replace("{page}", str(document.page)) for key, value in settings.items()}
    canvas.saveState()
    canvas.setFont(FONTS[layout.font][0], layout.running_size)
    if "header" in lines:
        canvas.drawString(left, top, lines["header"])
    if "header-later" in lines and document.page > 1:
        canvas.drawString(left, top, lines["header-later"])
    if "footer" in lines:
        canvas.drawCentredString(width / 2, bottom, lines["footer"])
    if "footer-left" in lines:
        canvas.drawString(left, bottom, lines["footer-left"])
    if "footer-right" in lines:
        canvas.drawRightString(right, bottom, lines["footer-right"])
    canvas.restoreState()
