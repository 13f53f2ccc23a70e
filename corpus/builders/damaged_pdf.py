"""PDF with a damaged text layer: drawn by hand, so that the page looks right while its text does not.

Between words stand tabs and no-break spaces, hyphens are doubled, letters are joined, words are broken at line ends,
the first column of tables is cut off, and headings marked `#!` are drawn last on their page.
"""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Iterable

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from builders.markup import BREAK, NO_BREAK_SPACE, Block, Source, cut_off, plain

TAB, SOFT, HYPHEN = "\t", "\u00ad", "\u2010"
LIGATURES = {"fi": "\ufb01", "fl": "\ufb02"}  # the font has no ligature of three letters
LEFT, RIGHT, TOP, BOTTOM = 84.0, A4[0] - 96.0, A4[1] - 62.0, 60.0
SIZES = {"title": 14.0, "h1": 11.5, "last": 11.5}
BODY_SIZE, TABLE_SIZE = 10.5, 9.5
COLUMNS = [2.0, 84.0, 330.0, 460.0]


def build_damaged_pdf(source: Source) -> bytes:
    """Draw a source as a PDF file, the same bytes each time."""
    buffer = io.BytesIO()
    pages = DamagedPages(buffer)
    for block in source.blocks:
        pages.draw(block)
    pages.save()
    return buffer.getvalue()


class DamagedPages:
    """Pages being drawn from the top down."""

    def __init__(self, buffer: io.BytesIO) -> None:
        self.regular, self.bold = damaged_font(), damaged_font(bold=True)
        self.canvas = Canvas(buffer, pagesize=A4, invariant=1)
        self.y = TOP
        self.lines_drawn = 0
        self.late: list[tuple[str, float, str, float]] = []  # text, height, font, size

    def save(self) -> None:
        """End the last page and the file."""
        self.next_page()
        self.canvas.save()

    def next_page(self) -> None:
        """Draw what was kept for the end of the page, and begin another."""
        for text, y, font, points in self.late:
            self.canvas.setFont(font, points)
            self.canvas.drawString(LEFT, y, text)
        self.late.clear()
        self.canvas.showPage()
        self.y = TOP

    def draw(self, block: Block) -> None:
        """Draw a block of the source."""
        if block.kind == "table":
            for number, row in enumerate(block.rows):
                self.draw_row(row, self.regular if number else self.bold)
            self.y -= 6
            return
        heading = block.kind in SIZES
        if heading and block.kind != "title" and self.y < BOTTOM + 60:
            self.next_page()
        self.y -= 6 if heading else 0
        for part in block.text.replace("**", "").split(BREAK):
            self.draw_text(part, self.bold if heading else self.regular, block.kind)
        self.y -= 7

    def draw_text(self, text: str, font: str, kind: str) -> None:
        """Draw text over as many lines as it takes."""
        points = SIZES.get(kind, BODY_SIZE)
        for words, broken in wrap(text, font, points, RIGHT - LEFT):
            if self.y < BOTTOM:
                self.next_page()
            drawn = damage(words, self.lines_drawn)
            if broken:
                drawn += "-" + (HYPHEN if self.lines_drawn % 2 else SOFT)
            self.lines_drawn += 1
            if kind == "last":
                self.late.append((drawn, self.y, font, points))
            else:
                self.canvas.setFont(font, points)
                x = LEFT if kind != "title" else (A4[0] - stringWidth(drawn, font, points)) / 2
                self.canvas.drawString(x, self.y, drawn)
            self.y -= points * 1.35

    def draw_row(self, row: list[str], font: str) -> None:
        """Draw a row of a table, its first cell cut off at the edge of the page, text included."""
        if self.y < BOTTOM:
            self.next_page()
        self.canvas.setFont(font, TABLE_SIZE)
        for column, cell in enumerate(row):
            text = plain(cell) if column else cut_off(plain(cell))
            self.canvas.drawString(COLUMNS[column], self.y, damage(text.split(), self.lines_drawn))
        self.canvas.line(0, self.y - 4, RIGHT, self.y - 4)
        self.lines_drawn += 1
        self.y -= 17


def damaged_font(bold: bool = False) -> str:
    """Vera, drawing on the page what a reader expects while the text layer holds other characters."""
    name = "Damaged-Bold" if bold else "Damaged"
    font = TTFont(name, "VeraBd.ttf" if bold else "Vera.ttf", asciiReadable=0)
    face = font.face = copy.deepcopy(font.face)  # reportlab shares a face among the fonts of one file
    glyphs, advance = face.charToGlyph, face.charWidths
    for character in (TAB, NO_BREAK_SPACE):
        glyphs[ord(character)], advance[ord(character)] = glyphs[0x20], advance[0x20]
    # U+2010 follows a drawn U+002D and is drawn over it, invisible: no glyph, no width.
    for character in (SOFT, HYPHEN):
        glyphs[ord(character)], advance[ord(character)] = glyphs[0x20], 0
    pdfmetrics.registerFont(font)
    return name


def wrap(text: str, font: str, points: float, width: float) -> list[tuple[list[str], bool]]:
    """Lines as (words, broken inside a word), broken where `¬` allows it."""

    def fits(words: list[str]) -> bool:
        return bool(stringWidth(" ".join(words), font, points) <= width)

    lines: list[tuple[list[str], bool]] = []
    current: list[str] = []
    for word in text.split():
        syllables = word.split("¬")
        if fits([*current, "".join(syllables)]):
            current.append("".join(syllables))
            continue
        for count in range(len(syllables) - 1, 0, -1):
            head = "".join(syllables[:count])
            if fits([*current, head + "-"]):
                lines.append(([*current, head], True))
                current = ["".join(syllables[count:])]
                break
        else:
            lines.append((current, False))
            current = ["".join(syllables)]
    return [*lines, (current, False)]


def damage(words: Iterable[str], line: int) -> str:
    """Join words with the separators found in such files: mostly tabs, here and there a no-break space."""
    out: list[str] = []
    for place, word in enumerate(words):
        if place:
            number = place + line
            out.append(NO_BREAK_SPACE + TAB if number % 7 == 0 else NO_BREAK_SPACE if number % 5 == 0 else TAB)
        out.append(damage_word(word))
    return "".join(out)


def damage_word(word: str) -> str:
    """A word with ligatures and doubled hyphens."""
    for letters, ligature in LIGATURES.items():
        word = word.replace(letters, ligature)
    return re.sub(r"(?<=\w)-(?=\w)", "-" + HYPHEN, word)
