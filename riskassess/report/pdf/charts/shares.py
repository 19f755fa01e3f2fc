"""Shares and bands as small charts on a table's line: a bar of 100, ten cells with the middle half, a shaded figure."""

from __future__ import annotations

from reportlab.lib.colors import Color

from riskassess.assessment.core import BANDS
from riskassess.assessment.values import Quartiles
from riskassess.report.pdf import style
from riskassess.report.pdf.charts.strokes import put_bar, put_text
from riskassess.report.pdf.lettering import Placed

_HIGH = 6.0


class _OnLine(Placed):
    """Be as wide as the column and as high as a line of the table; both languages share it, it has no words."""

    def __init__(self, line: float = style.TABLE.line) -> None:
        super().__init__()
        self.height = line

    def wrap(self, avail_width: float, _avail_height: float) -> tuple[float, float]:
        self.width = avail_width
        return avail_width, self.height


class ShareBar(_OnLine):
    """Draw a share of 0 to 1 as a bar on a track; `marked` gives it the colour of what needs attention."""

    def __init__(self, share: float, *, marked: bool = False) -> None:
        super().__init__()
        self.share, self.marked = share, marked

    def draw_at(self, x: float, y: float) -> None:
        middle = y + self.height / 2 - _HIGH / 2
        put_bar(self.canv, x, middle, self.width, _HIGH, style.INSET)
        put_bar(self.canv, x, middle, self.width * self.share, _HIGH, style.WARN if self.marked else style.ACCENT)

    def beside(self, _other: ShareBar) -> ShareBar:
        """Return the bar for both languages."""
        return self


class QuartileCells(_OnLine):
    """Draw ten cells: light where the middle half lies, dark at the median."""

    def __init__(self, quartiles: Quartiles) -> None:
        super().__init__()
        self.quartiles = quartiles

    def draw_at(self, x: float, y: float) -> None:
        step, base = self.width / BANDS, y + self.height / 2 - _HIGH / 2
        for band in range(BANDS):
            put_bar(self.canv, x + band * step, base, step - 1, _HIGH, self._colour(band))

    def _colour(self, band: int) -> Color:
        if band == self.quartiles.p50:
            return style.ACCENT
        return style.BAND if self.quartiles.p25 <= band <= self.quartiles.p75 else style.INSET

    def beside(self, _other: QuartileCells) -> QuartileCells:
        """Return the cells for both languages."""
        return self


class BandFigure(_OnLine):
    """Draw a band as its first figure on a ground that is the darker the lower it is; the figure says it too."""

    def __init__(self, band: int) -> None:
        super().__init__()
        self.band = band

    def draw_at(self, x: float, y: float) -> None:
        grounds = (style.BAND, style.AREA, None)
        ground = grounds[min(self.band // 3, 2)]
        if ground is not None:
            put_bar(self.canv, x, y, self.width, self.height, ground)
        bold = self.band < 3
        put_text(self.canv, x + self.width / 2, y + 4, str(self.band * 10), style.TABLE.size, bold=bold, align="centre")

    def beside(self, _other: BandFigure) -> BandFigure:
        """Return the figure for both languages."""
        return self
