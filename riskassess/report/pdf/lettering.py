"""Letters on a page: texts written straight into the page's own language.

ReportLab's text object formats every number by a slow road and changes the font for every piece; here a paragraph is
one string, and what a text looks like in the file is remembered from report to report (`embedding.written` is pure).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from reportlab.lib.colors import Color
from reportlab.platypus import Flowable

from riskassess.report.pdf.embedding import Face, font_name, written


@lru_cache(maxsize=64)
def _fill(red: float, green: float, blue: float) -> str:
    return f"{red:.4g} {green:.4g} {blue:.4g} rg"


class Lettering:
    """Collect texts of one size as they stand in a page, relative to where the first line begins."""

    def __init__(self, size: float) -> None:
        self.size = size
        self.parts: list[str] = []
        self.used: dict[Face, set[int]] = {}
        self._face: Face | None = None
        self._colour = ""

    def move(self, x: float, y: float) -> None:
        """Go to the beginning of a line, as seen from the last one."""
        self.parts.append(f"{x:.2f} {y:.2f} Td")

    def put(self, text: str, colour: Color, *, bold: bool = False) -> None:
        """Write a drawable text on from where the last one ended."""
        fill = _fill(colour.red, colour.green, colour.blue)
        if fill != self._colour:
            self._colour = fill
            self.parts.append(fill)
        for face, codes, points in written(text, bold):
            self.used.setdefault(face, set()).update(points)
            if face is not self._face:
                self._face = face
                self.parts.append(f"/{font_name(face)} {self.size * face.scale:.4g} Tf")
            self.parts.append(f"[<{codes}>] TJ")

    def finish(self) -> Written:
        """Return what was collected."""
        used = tuple((face, frozenset(points)) for face, points in self.used.items())
        return Written("\n".join(self.parts), used)


class Written(NamedTuple):
    """Hold letters as they stand in a page of any report, with the code points they use."""

    code: str
    used: tuple[tuple[Face, frozenset[int]], ...]

    def put(self, canv: Any, x: float, y: float) -> None:
        """Put them on a page; the first line begins at x and has its baseline at y."""
        for face, points in self.used:
            canv.used_signs.add(face, points)
        canv._code.append(f"BT {x:.2f} {y:.2f} Td\n{self.code}\nET")


class Placed(Flowable):
    """Draw at a place given by the caller, without a graphics state of its own, which a page of cells would be full of.

    What it draws sets its own colours and widths, so nothing of it is left to what comes next. There are thousands in
    a report, so what ReportLab gives to each, or looks for in vain in each, stands here once for all.
    """

    width = height = wrapped = 0
    hAlign, vAlign = "LEFT", "BOTTOM"
    spaceBefore = spaceAfter = keepWithNext = pageBreakBefore = frameBreakBefore = 0
    _traceInfo = _showBoundary = encoding = None

    def __init__(self) -> None:  # pyright: ignore[reportMissingSuperCall]
        pass

    def getSpaceBefore(self) -> float:
        return self.spaceBefore

    def getSpaceAfter(self) -> float:
        return self.spaceAfter

    def getKeepWithNext(self) -> int:
        return self.keepWithNext

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:  # noqa: N803 - its name in ReportLab
        """Draw with the lower left corner at a place."""
        self.canv = canvas
        self.draw_at(x, y)
        del self.canv

    def draw_at(self, x: float, y: float) -> None:
        """Draw on `self.canv`; every kind does it its own way."""
        raise NotImplementedError
