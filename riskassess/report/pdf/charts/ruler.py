"""The ruler of grades: the one figure that returns in window and print. Axis 0 to 100 with the pack's cuts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from reportlab.platypus import Flowable

from riskassess.report.pdf import style
from riskassess.report.pdf.charts.strokes import both_words, put_bar, put_line, put_text
from riskassess.report.pdf.fonts import width_of


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold one line of the ruler: a bar to `high`, or a span from `low` to `high` around `point`."""

    label: str
    kind: Literal["filled", "outlined", "span", "band"]
    low: float
    high: float
    point: float | None
    shown: tuple[str, ...]  # the number at the right, or both ends of a span
    grade: str


class Ruler(Flowable):
    """Draw readings under the axis; labels stand left of it, numbers and grades in columns at the right."""

    ROW, TOP, FOOT = 20.0, 20.0, 14.0

    def __init__(
        self, cuts: Sequence[tuple[str, float]], readings: Sequence[Reading], width: float = style.TEXT_WIDTH
    ) -> None:
        super().__init__()
        self.cuts = sorted(cuts, key=lambda cut: cut[1])
        self.readings = readings
        self.left = max((width_of(r.label, 9) for r in readings), default=0) + 14
        grades = max((width_of(r.grade, 9, True) for r in readings), default=0)
        self.numbers = width - grades - 14
        self.width, self.right = width, self.numbers - 38
        self.height = self.TOP + self.ROW * len(readings) + self.FOOT

    def beside(self, other: Ruler) -> Ruler:
        """Return the ruler with the labels of both languages."""
        pairs = zip(self.readings, other.readings, strict=True)
        return Ruler(self.cuts, [replace(a, label=both_words(a.label, b.label)) for a, b in pairs], self.width)

    def _x(self, value: float) -> float:
        return self.left + (self.right - self.left) * value / 100

    def draw(self) -> None:
        self._axis()
        y = self.height - self.TOP - self.ROW / 2 - 2
        for reading in self.readings:
            bold = reading.kind in {"filled", "band"}
            put_text(self.canv, 0, y - 3.2, reading.label, 9)
            put_text(self.canv, self.width, y - 3.2, reading.grade, 9, bold=bold, align="right")
            if len(reading.shown) == 1:
                put_text(self.canv, self.numbers, y - 3.2, reading.shown[0], 9, bold=bold, align="right")
            _DRAWN[reading.kind](self, reading, y)
            y -= self.ROW

    def _axis(self) -> None:
        canv, top = self.canv, self.height - 15
        ends = [cut[1] for cut in self.cuts[1:]] + [100.0]
        for (name, start), end in zip(self.cuts, ends, strict=True):
            put_text(canv, (self._x(start) + self._x(end)) / 2, top + 5, name, 8, bold=True, align="centre")
            put_line(canv, self._x(start), self.FOOT - 3, self._x(start), top + 2, 0.6, style.LINE)
        put_line(canv, self._x(100), self.FOOT - 3, self._x(100), top + 2, 0.6, style.LINE)
        put_line(canv, self._x(0), top, self._x(100), top, 1, style.TEXT)
        last = -100.0
        for value in (*(cut[1] for cut in self.cuts), 100.0):
            if self._x(value) - last > 16:  # cuts that lie close together would print over each other
                put_text(canv, self._x(value), 2, f"{value:g}", 8, colour=style.TEXT2, align="centre")
                last = self._x(value)

    def filled(self, reading: Reading, y: float) -> None:
        put_bar(self.canv, self._x(0), y - 3, self._x(reading.high) - self._x(0), 6, style.ACCENT)

    def outlined(self, reading: Reading, y: float) -> None:
        self.canv.setStrokeColor(style.ACCENT)
        self.canv.setLineWidth(0.9)
        self.canv.rect(
            self._x(0) + 0.45, y - 2.6, max(self._x(reading.high) - self._x(0) - 0.9, 0.1), 5.2, stroke=1, fill=0
        )

    def band(self, reading: Reading, y: float) -> None:
        """Draw what is still possible: a band between its ends, the point of what is answered on it."""
        canv, low, high = self.canv, self._x(reading.low), self._x(reading.high)
        put_bar(canv, low, y - 3, high - low, 6, style.BAND)
        for x in (low, high):
            put_line(canv, x, y - 4.5, x, y + 4.5, 1.5, style.ACCENT)
        self._point(reading, y, filled=True)
        self._ends(reading, y)

    def span(self, reading: Reading, y: float) -> None:
        low, high = self._x(reading.low), self._x(reading.high)
        put_line(self.canv, low, y, high, y, 1.4, style.TEXT2)
        for x in (low, high):
            put_line(self.canv, x, y - 4.5, x, y + 4.5, 1.4, style.TEXT2)
        self._point(reading, y, filled=False)
        self._ends(reading, y)

    def _point(self, reading: Reading, y: float, *, filled: bool) -> None:
        if reading.point is None:
            return
        self.canv.setFillColor(style.ACCENT if filled else style.SURFACE)
        self.canv.setStrokeColor(style.SURFACE if filled else style.TEXT2)
        self.canv.setLineWidth(1.2)
        self.canv.circle(self._x(reading.point), y, 3.6 if filled else 2.6, stroke=1, fill=1)

    def _ends(self, reading: Reading, y: float) -> None:
        """Write both numbers outside the ends, or inside where there is no room."""
        low, high = self._x(reading.low), self._x(reading.high)
        room = width_of("100.0", 8) + 4
        left_inside, right_inside = low - room < self._x(0) - 2, high + room > self.right + 30
        self._end(low + 5 if left_inside else low - 4, y, reading.shown[0], inside=left_inside, towards="right")
        self._end(high - 5 if right_inside else high + 4, y, reading.shown[1], inside=right_inside, towards="left")

    def _end(self, x: float, y: float, text: str, *, inside: bool, towards: Literal["left", "right"]) -> None:
        align = towards if not inside else ("left" if towards == "right" else "right")
        put_text(self.canv, x, y + (4.5 if inside else -3), text, 8, colour=style.TEXT2, align=align)


_DRAWN: dict[str, Any] = {"filled": Ruler.filled, "outlined": Ruler.outlined, "band": Ruler.band, "span": Ruler.span}
