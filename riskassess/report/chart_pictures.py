"""Charts of the PDF as pictures, for formats that hold no drawings of ours.

A chart is drawn on a page of its own size by ReportLab, as in the PDF, with the same fonts, and that page becomes a
picture: one drawing for both, and no window system in the process that writes reports.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from riskassess.report.pdf import style
from riskassess.report.pdf.embedding import load_fonts
from riskassess.report.pdf.furniture import ReportCanvas

DOTS_PER_POINT = 200 / 72
MARGIN = 4.0


@dataclass(frozen=True, slots=True)
class Picture:
    """Hold a chart as PNG, its size on paper in points."""

    png: bytes
    width: float
    height: float


def picture(flowables: Sequence[Flowable], width: float = style.TEXT_WIDTH) -> Picture:
    """Return charts, one under the other, as one picture; equal charts give equal bytes."""
    import pypdfium2

    load_fonts()
    heights = [flowable.wrap(width, style.TEXT_HEIGHT)[1] for flowable in flowables]
    size = (width + 2 * MARGIN, sum(heights) + MARGIN * (len(heights) + 1))
    target = BytesIO()
    canvas = ReportCanvas(target, pagesize=size, invariant=1)
    y = size[1]
    for flowable, height in zip(flowables, heights, strict=True):
        y -= height + MARGIN
        flowable.drawOn(canvas, MARGIN, y)
    Canvas.showPage(canvas)  # a page without the furniture of a report
    Canvas.save(canvas)
    pdf = pypdfium2.PdfDocument(target.getvalue())
    try:
        image = pdf[0].render(scale=DOTS_PER_POINT).to_pil()
    finally:
        pdf.close()
    png = BytesIO()
    image.quantize(64).save(png, "PNG", optimize=True, dpi=(200, 200))
    return Picture(png.getvalue(), *size)
