"""Ten cells from 0 to 100 %: where the middle half of a group lies, its median, and one's own band.

Nothing finer than a band was published, so nothing finer is drawn: cells and no scale.
"""

from __future__ import annotations

from typing import Any

from riskassess.assessment.core import BANDS
from riskassess.assessment.values import Standing
from riskassess.report.pdf import style
from riskassess.report.pdf.charts.marks import put_mark
from riskassess.report.pdf.charts.strokes import both_words, put_bar, put_text
from riskassess.report.pdf.fonts import width_of
from riskassess.report.pdf.lettering import Placed

_HIGH, _GAP, _OWN = 6.0, 1.0, 8.0
_CELLS = 2
"""Items of the legend that are cells; those that follow are marks."""


class BandCells(Placed):
    """Draw one standing on a table's line, as wide as its column."""

    def __init__(self, standing: Standing, line: float = style.TABLE.line) -> None:
        super().__init__()
        self.standing, self.height = standing, line

    def wrap(self, avail_width: float, _avail_height: float) -> tuple[float, float]:
        self.width = avail_width
        return avail_width, self.height

    def draw_at(self, x: float, y: float) -> None:
        step, middle = self.width / BANDS, y + self.height / 2
        group, own = self.standing.group, self.standing.own
        for band in range(BANDS):
            put_bar(self.canv, x + band * step, middle - _HIGH / 2, step - _GAP, _HIGH, _colour(band, group))
        if own is not None:
            _put_own(self.canv, x + (own + 0.5) * step - _GAP / 2, middle, lowest=self.standing.quarter == "lowest")

    def beside(self, _other: BandCells) -> BandCells:
        """Return the cells for both languages: they have no words."""
        return self


class BandLegend(Placed):
    """Say what the cells and the marks mean, in one line."""

    def __init__(self, middle_half: str, median: str, own: str, own_lowest: str) -> None:
        super().__init__()
        self.words = (middle_half, median, own, own_lowest)
        self.width, self.height, self.spaceAfter = style.TEXT_WIDTH, 16.0, 6

    def wrap(self, avail_width: float, _avail_height: float) -> tuple[float, float]:
        self.width = avail_width
        return avail_width, self.height

    def draw_at(self, x: float, y: float) -> None:
        right = x + self.width
        for number, words in reversed(tuple(enumerate(self.words))):
            put_text(self.canv, right, y + 4, words, 8, colour=style.TEXT2, align="right")
            right -= width_of(words, 8) + 15
            if number < _CELLS:
                put_bar(self.canv, right, y + 4, 11, _HIGH, (style.BAND, style.ACCENT)[number])
            else:
                _put_own(self.canv, right + 5.5, y + 7, lowest=number > _CELLS)
            right -= 10

    def beside(self, other: BandLegend) -> BandLegend:
        """Return the legend with the words of both languages."""
        return BandLegend(*map(both_words, self.words, other.words))


def _colour(band: int, group: Any) -> Any:
    if band == group.p50:
        return style.ACCENT
    return style.BAND if group.p25 <= band <= group.p75 else style.INSET


def _put_own(canv: Any, x: float, y: float, *, lowest: bool) -> None:
    """Draw the own mark on a ground of paper, so that it stands out of whatever cell it is in."""
    half = _OWN / 2
    canv.setFillColor(style.SURFACE)
    canv.circle(x, y, half + 1.2, stroke=0, fill=1)
    if lowest:
        put_mark(canv, "weak", x, y, _OWN)
        return
    canv.setStrokeColor(style.TEXT)
    canv.setLineWidth(1.6)
    canv.circle(x, y, half - 0.6, stroke=1, fill=0)
