"""The few strokes that every chart is made of: words at a point, a bar, a line, a point."""

from __future__ import annotations

from typing import Any

from reportlab.lib.colors import Color

from riskassess.report.pdf.fonts import shown, width_of
from riskassess.report.pdf.lettering import Lettering
from riskassess.report.pdf.style import TEXT, Align


def put_text(
    canv: Any,
    x: float,
    y: float,
    text: str,
    size: float,
    *,
    bold: bool = False,
    colour: Color = TEXT,
    align: Align = "left",
) -> None:
    """Draw one line of text with its baseline at y."""
    text = shown(text).replace("\n", " ")
    if align != "left":
        width = width_of(text, size, bold)
        x -= width if align == "right" else width / 2
    letters = Lettering(size)
    letters.put(text, colour, bold=bold)
    letters.finish().put(canv, x, y)


def both_words(one: str, other: str) -> str:
    """Return a label in both languages, once where they say the same."""
    return one if one == other else f"{one} {other}"


def put_bar(canv: Any, x: float, y: float, width: float, height: float, colour: Color) -> None:
    """Fill a bar; y is its lower edge."""
    canv.setFillColor(colour)
    canv.rect(x, y, width, height, stroke=0, fill=1)


def put_line(canv: Any, x1: float, y1: float, x2: float, y2: float, thickness: float, colour: Color) -> None:
    """Draw a straight line."""
    # Written by hand: tables are full of rules, and ReportLab formats every number by a slow road.
    ink = f"{colour.red:.4g} {colour.green:.4g} {colour.blue:.4g} RG"
    canv._code.append(f"{ink} {thickness:g} w {x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l S")


def put_shape(canv: Any, points: list[tuple[float, float]], *, fill: Color | None, stroke: Color | None) -> None:
    """Draw a closed shape through points."""
    path = canv.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    path.close()
    if fill is not None:
        canv.setFillColor(fill)
    if stroke is not None:
        canv.setStrokeColor(stroke)
    canv.drawPath(path, stroke=int(stroke is not None), fill=int(fill is not None))
