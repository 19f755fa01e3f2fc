"""The radar: levels now against targets, rings 0 to 5; for five to fourteen domains, else bars say it better."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import cos, pi, sin
from typing import Any

from reportlab.platypus import Flowable

from riskassess.report.pdf import style
from riskassess.report.pdf.charts.strokes import both_words, put_line, put_shape, put_text

FEWEST, MOST = 5, 14


@dataclass(frozen=True, slots=True)
class Spoke:
    """Hold one domain on 0 to 5; it has no level where nothing is answered and is hollow where something is open."""

    label: str
    level: float | None
    target: float
    complete: bool


class Radar(Flowable):
    """Draw the radar in the middle of the width."""

    RADIUS = 92.0

    def __init__(self, spokes: Sequence[Spoke], width: float = style.TEXT_WIDTH) -> None:
        super().__init__()
        self.spokes = spokes
        self.width, self.height = width, 2 * self.RADIUS + 44

    def beside(self, other: Radar) -> Radar:
        """Return the radar with the labels of both languages."""
        pairs = zip(self.spokes, other.spokes, strict=True)
        return Radar([replace(a, label=both_words(a.label, b.label)) for a, b in pairs], self.width)

    def _at(self, number: int, level: float) -> tuple[float, float]:
        angle = pi / 2 - 2 * pi * number / len(self.spokes)
        radius = self.RADIUS * level / 5
        return self.width / 2 + radius * cos(angle), self.height / 2 + radius * sin(angle)

    def draw(self) -> None:
        canv: Any = self.canv
        points = [None if s.level is None else self._at(n, s.level) for n, s in enumerate(self.spokes)]
        if all(points):
            put_shape(canv, [p for p in points if p], fill=style.AREA, stroke=None)
        self._grid()
        canv.setDash(4, 3)
        canv.setLineWidth(1)
        put_shape(canv, [self._at(n, s.target) for n, s in enumerate(self.spokes)], fill=None, stroke=style.TEXT)
        canv.setDash()
        self._levels(points)

    def _grid(self) -> None:
        canv: Any = self.canv
        canv.setLineWidth(0.5)
        for ring in range(1, 6):
            put_shape(canv, [self._at(n, ring) for n in range(len(self.spokes))], fill=None, stroke=style.LINE)
        for number, spoke in enumerate(self.spokes):
            put_line(canv, *self._at(number, 0), *self._at(number, 5), 0.5, style.LINE)
            x, y = self._at(number, 5.55)
            side = cos(pi / 2 - 2 * pi * number / len(self.spokes))
            align = "centre" if abs(side) < 0.1 else ("left" if side > 0 else "right")
            put_text(canv, x, y - 3, spoke.label, 8, colour=style.TEXT2, align=align)
        for ring in range(6):
            put_text(
                canv,
                self.width / 2 - 3,
                self.height / 2 + self.RADIUS * ring / 5 - 2.5,
                str(ring),
                8,
                colour=style.TEXT3,
                align="right",
            )

    def _levels(self, points: list[tuple[float, float] | None]) -> None:
        canv: Any = self.canv
        for start, end in zip(points, [*points[1:], points[0]], strict=True):
            if start and end:
                put_line(canv, *start, *end, 1.5, style.ACCENT)
        for point, spoke in zip(points, self.spokes, strict=True):
            if point:
                canv.setFillColor(style.ACCENT if spoke.complete else style.SURFACE)
                canv.setStrokeColor(style.ACCENT)
                canv.setLineWidth(1.2)
                canv.circle(*point, 2.4, stroke=1, fill=1)
