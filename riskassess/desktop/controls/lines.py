"""Words broken into lines by ourselves, for what is painted and not a label: rows of levels, rows of gaps.

Lines stand at the pitch of their use, and a last line of one sign is avoided by narrowing the column a little.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

_NARROWER = 4  # times one em at most


@lru_cache(maxsize=4096)
def _broken(text: str, family: str, size: int, bold: bool, width: int) -> tuple[str, ...]:
    font = QFont(family)
    font.setPixelSize(size)
    font.setBold(bold)
    lines = _wrap(text, font, width)
    for step in range(1, _NARROWER + 1):
        if len(lines) < 2 or len(lines[-1].strip()) > 1:
            break
        narrower = _wrap(text, font, width - step * size)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return tuple(lines)


def _wrap(text: str, font: QFont, width: int) -> list[str]:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        lines.append(text[line.textStart() : line.textStart() + line.textLength()])
    layout.endLayout()
    return lines


def break_lines(text: str, font: QFont, width: float) -> tuple[str, ...]:
    """Break a text into the lines that fit a width in px."""
    return _broken(text, font.family(), font.pixelSize(), font.bold(), max(int(width), 40))


def width_of(text: str, font: QFont) -> float:
    """Return how wide a text is on one line, in px."""
    return QFontMetricsF(font).horizontalAdvance(text)


def paint_lines(painter: QPainter, x: float, y: float, lines: tuple[str, ...], pitch: int) -> None:
    """Paint lines in the painter's font and pen, the first one's top at `y`."""
    for number, line in enumerate(lines):
        box = QRectF(x, y + number * pitch, 10_000, pitch)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line)
