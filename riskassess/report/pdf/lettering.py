"""Letters on a page: texts written straight into the page's own language.

ReportLab's text object formats every number by a slow road and changes the font for every piece; here a paragraph is
one string, and what a text looks like in the file is remembered from report to report (`embedding.written` is pure).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from reportlab.lib.colors import Color
from reportlab.platypus import Flowable

from riskassess.report.pdf.embedding import Face, written


@lru_cache(maxsize=64)
def _fill(red: float, green: float, blue: float) -> str:
    return f"{red:.4g} {green:.4g} {blue:.4g} rg"


class Lettering:
    """Collect texts of one size and write them at once; coordinates are points from the lower left."""

    def __init__(self, canv: Any, size: float) -> None:
        self.canv, self.size = canv, size
        self._parts = ["BT"]
        self._face: Face | None = None
        self._colour = ""

    def at(self, x: float, y: float) -> None:
        """Go to the beginning of a line, its baseline at y."""
        self._parts.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")

    def put(self, text: str, colour: Color, *, bold: bool = False) -> None:
        """Write a drawable text on from where the last one ended."""
        fill = _fill(colour.red, colour.green, colour.blue)
        if fill != self._colour:
            self._colour = fill
            self._parts.append(fill)
        for face, codes, signs in written(text, bold):
            self.canv.used_signs.add(face, signs, bold)
            if face is not self._face:
                self._face = face
                name = self.canv._doc.getInternalFontName(face.name)
                self._parts.append(f"{name} {self.size * face.scale:.4g} Tf")
            self._parts.append(f"[<{codes}>] TJ")

    def finish(self) -> None:
        """Put everything on the page."""
        self._parts.append("ET")
        self.canv._code.append("\n".join(self._parts))


class Placed(Flowable):
    """Draw at a place given by the caller, without a graphics state of its own, which a page of cells would be full of.

    What it draws sets its own colours and widths, so nothing of it is left to what comes next.
    """

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:  # noqa: N803 - its name in ReportLab
        """Draw with the lower left corner at a place."""
        self.canv = canvas
        self.draw_at(x, y)
        del self.canv

    def draw_at(self, x: float, y: float) -> None:
        """Draw on `self.canv`; every kind does it its own way."""
        raise NotImplementedError
