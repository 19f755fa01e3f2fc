"""The head of one question: its mark at the left, its title, its figures at the right."""

from __future__ import annotations

from riskassess.report.pdf.charts.marks import MarkCell
from riskassess.report.pdf.lettering import Placed
from riskassess.report.pdf.prose import Prose

INDENT = 14.0


class Head(Placed):
    """Set mark, title and figures; stays whole."""

    def __init__(self, mark: MarkCell, title: Prose, figures: Prose, *, before: float, after: float) -> None:
        super().__init__()
        self.mark, self.title, self.figures = mark, title, figures
        self.figures_width = 150.0
        self.spaceBefore, self.spaceAfter = before, after

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        self.width = avail_width
        title = self.title.wrap(avail_width - self.figures_width - INDENT - 8, avail_height)[1]
        self.height = max(title, self.figures.wrap(self.figures_width, avail_height)[1] + 1)
        return avail_width, self.height

    def draw_at(self, x: float, y: float) -> None:
        top = y + self.height
        first = self.title.style.line
        self.mark.drawOn(self.canv, x, top - first / 2 - self.mark.height / 2)
        self.title.drawOn(self.canv, x + INDENT, top - self.title.height)
        right = x + self.width - self.figures_width
        self.figures.drawOn(self.canv, right, top - self.figures.height - (first - self.figures.style.line) / 2)
