"""Domain levels against their targets as bars on 0 to 5, in one or two columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from reportlab.platypus import Flowable

from riskassess.report.pdf import style
from riskassess.report.pdf.charts.marks import Mark, put_mark
from riskassess.report.pdf.charts.strokes import both_words, put_bar, put_line, put_text
from riskassess.report.pdf.fonts import width_of


@dataclass(frozen=True, slots=True)
class DomainBar:
    """Hold one domain: level and target on 0 to 5, attainment in words; without a level only the target is drawn."""

    names: tuple[str, ...]  # full first, then shorter ones for where there is no room
    level: float | None
    target: float
    attainment: str
    mark: Mark | None
    weak: bool


class DomainBars(Flowable):
    """Draw bars in columns, filled from the top of the left one."""

    ROW = 15.5

    def __init__(
        self,
        bars: Sequence[DomainBar],
        *,
        columns: int = 2,
        width: float = style.TEXT_WIDTH,
        gap: float = style.COLUMN_GAP,
    ) -> None:
        super().__init__()
        self.bars, self.columns, self.gap = bars, columns, gap
        self.per_column = -(-len(bars) // columns)
        self.width, self.height = width, self.per_column * self.ROW
        self.column_width = (width - gap * (columns - 1)) / columns

    def beside(self, other: DomainBars) -> DomainBars:
        """Return the bars with the names of both languages, in one column."""
        pairs = zip(self.bars, other.bars, strict=True)
        bars = [replace(a, names=tuple(map(both_words, a.names, b.names))) for a, b in pairs]
        return DomainBars(bars, columns=1, width=self.width, gap=self.gap)

    def draw(self) -> None:
        for number, bar in enumerate(self.bars):
            column, row = divmod(number, self.per_column)
            self._bar(bar, column * (self.column_width + self.gap), self.height - (row + 0.5) * self.ROW)

    def _bar(self, bar: DomainBar, x: float, y: float) -> None:
        canv: Any = self.canv
        number, track = 36.0, self.column_width * 0.34
        start = x + self.column_width - number - track
        room = start - x - 15
        name = next((n for n in bar.names if width_of(n, 9) <= room), bar.names[-1])
        put_text(canv, x, y - 3.2, name, 9)
        if bar.mark:
            put_mark(canv, bar.mark, start - 8, y, 7.5)
        put_bar(canv, start, y - 2.5, track, 5, style.INSET)
        if bar.level is not None:
            put_bar(canv, start, y - 2.5, track * bar.level / 5, 5, style.WARN if bar.weak else style.ACCENT)
        tick = start + track * bar.target / 5
        put_bar(canv, tick - 1.75, y - 5, 3.5, 10, style.SURFACE)
        put_line(canv, tick, y - 5, tick, y + 5, 1.5, style.TEXT)
        put_text(canv, x + self.column_width, y - 3.2, bar.attainment, 9, colour=style.TEXT2, align="right")
