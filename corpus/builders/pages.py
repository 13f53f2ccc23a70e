"""Pages of PDF documents beyond the plain ones: columns below an opening over the whole width, and footnotes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph

Decorate = Callable[[Canvas, BaseDocTemplate], None]
TOP, BOTTOM, GUTTER, NOTES = 52.0, 52.0, 18.0, 80.0  # points; NOTES is the room kept for footnotes


class NotedParagraph(Paragraph):
    """A paragraph with footnotes; where it is broken over pages, they stay with its first part."""

    notes: tuple[str, ...] = ()

    def split(self, available_width: float, available_height: float) -> list[Paragraph]:
        """Break as paragraphs do."""
        parts: list[Paragraph] = super().split(available_width, available_height)
        if parts and parts[0] is not self:
            parts[0].notes = self.notes
            for part in parts[1:]:
                part.notes = ()
        return parts


class Pages(BaseDocTemplate):
    """A document in columns or with footnotes."""

    def __init__(self, target: Any, margin: float, columns: int, opening: float, noted: bool) -> None:
        super().__init__(target, pagesize=A4, invariant=1, title="", author="", pageTemplates=[])
        self.margin, self.noted = margin, noted
        self.pending: list[str] = []
        self.note_style = ParagraphStyle("note", fontName="Helvetica", fontSize=7.5, leading=9)
        self.columns, self.opening = columns, opening

    def set_up(self, decorate: Decorate) -> None:
        """Lay out the kinds of pages; `decorate` draws their running lines."""
        bottom = BOTTOM + (NOTES if self.noted else 0)
        later = self._frames(bottom, A4[1] - TOP)
        if self.opening:
            edge = A4[1] - TOP - self.opening
            first = [self._frame(self.margin, edge, A4[0] - 2 * self.margin, self.opening), *self._frames(bottom, edge)]
        else:
            first = later
        ends = {"onPage": decorate, "onPageEnd": self.draw_notes}
        self.addPageTemplates(
            [
                PageTemplate("first", first, autoNextPageTemplate="later", **ends),
                PageTemplate("later", later, **ends),
            ]
        )

    def _frames(self, bottom: float, top: float) -> list[Frame]:
        width = (A4[0] - 2 * self.margin - GUTTER * (self.columns - 1)) / self.columns
        return [
            self._frame(self.margin + number * (width + GUTTER), bottom, width, top - bottom)
            for number in range(self.columns)
        ]

    def _frame(self, x: float, y: float, width: float, height: float) -> Frame:
        return Frame(x, y, width, height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 (reportlab calls it)
        """Keep the notes of what was just set for the end of its page."""
        self.pending += getattr(flowable, "notes", ())

    def draw_notes(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        """Draw the footnotes of a page under a short rule."""
        if not self.pending:
            return
        y = BOTTOM + NOTES - 12
        canvas.saveState()
        canvas.setStrokeColor(black)
        canvas.line(self.margin, y, self.margin + 120, y)
        y -= 4
        for text in self.pending:
            paragraph = Paragraph(text, self.note_style)
            _, height = paragraph.wrap(A4[0] - 2 * self.margin, NOTES)
            y -= height
            paragraph.drawOn(canvas, self.margin, y)
        canvas.restoreState()
        self.pending.clear()
