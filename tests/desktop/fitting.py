"""Whether everything that a window shows has the room it needs: labels, buttons, fields, and what is painted by hand.

Words may end in an ellipsis only where `MEANT` says so, and then a hint holds the whole of them. What is painted is
seen by listening to the painter while the window paints itself.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, QTextBoundaryFinder
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from riskassess.desktop.controls import Elided, KeySquare, Tag

MEANT = {
    "controls.elided": "names that people give, and lines that are whole elsewhere; the hint is set where it is cut",
    "questions.outline_rows": "titles in the outline; the item's hint is the title",
    "home.cards": "names that people give; the card's hint is all that it says",
    "home.next_steps": "what waits, in a column as wide as a card; the row's hint is all of it",
    "plan.step_list": "titles, owners and days in a list; the row's hint is all of it",
    "look.drawing": "the line of a list to choose from; the field's hint is the line",
    "shell.rail": "names of pages in 48 px; the item's hint begins with the name",
}
_SLACK = 1.0  # px that rounding may take


def misfits(window: QWidget) -> list[str]:
    """List everything in a visible window that is cut, covered or wider than what holds it."""
    found = [*_painted(window)]
    for widget in (window, *window.findChildren(QWidget)):
        if widget.isVisibleTo(window) and (widget is window or widget.window() is window):
            found += [f"{_name(widget)} {fault}" for fault in _faults(widget)]
    return sorted(set(found))


def _name(widget: QWidget) -> str:
    words = getattr(widget, "text", widget.accessibleName)()
    above = widget.parentWidget()
    place = f"{type(above).__name__}/" if above is not None else ""
    return f"{place}{type(widget).__name__} “{str(words)[:60]}”"


def _faults(widget: QWidget) -> Iterator[str]:
    yield from _words_cut(widget)
    if isinstance(widget, QAbstractScrollArea) and widget.isVisible():
        yield from _scrolls_sideways(widget)
    if isinstance(widget, (QLabel, QAbstractButton, QLineEdit, QComboBox)) and not _is_inside_a_control(widget):
        yield from _sticks_out(widget)
        yield from _covered(widget)


def _is_inside_a_control(widget: QWidget) -> bool:
    above = widget.parentWidget()
    return isinstance(above, (QAbstractButton, QLineEdit, QComboBox)) or widget.objectName().startswith("qt_")


def _words_cut(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, Elided):
        return
    if isinstance(widget, QLabel):
        yield from _label_cut(widget)
    elif (isinstance(widget, (QPushButton, Tag, KeySquare)) and not _shows_icon_alone(widget)) or type(
        widget
    ).__name__ in ("_Segment", "Check"):
        needed = widget.sizeHint()
        if needed.width() > widget.width() + _SLACK or needed.height() > widget.height() + _SLACK:
            yield f"needs {needed.width()}×{needed.height()}, has {widget.width()}×{widget.height()}"
    elif isinstance(widget, QComboBox):
        needed = widget.fontMetrics().horizontalAdvance(widget.currentText()) + 34
        if needed > widget.width() and not widget.toolTip():
            yield f"shows “{widget.currentText()}” in {widget.width()} px, needs {needed}, and has no hint"
    elif isinstance(widget, QLineEdit) and not widget.text():
        margins = widget.textMargins()
        room = widget.width() - 18 - margins.left() - margins.right()
        needed = widget.fontMetrics().horizontalAdvance(widget.placeholderText())
        if needed > room and not widget.toolTip():
            yield f"hints “{widget.placeholderText()}” in {room} px, needs {needed}, and has no tooltip"


def _label_cut(label: QLabel) -> Iterator[str]:
    if not label.text() or label.pixmap():
        return
    metrics, room = label.fontMetrics(), label.contentsRect()
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        if needed > label.height() + _SLACK:
            yield f"needs {needed} px of height at {label.width()} px, has {label.height()}"
        widest = max((metrics.horizontalAdvance(part) for part in _unbroken(label.text())), default=0)
        if widest > room.width() + _SLACK and label.text().isascii():
            yield f"has a word of {widest} px in {room.width()}"
        return
    lines = label.text().splitlines()
    widest = max(metrics.horizontalAdvance(line) for line in lines)
    if widest > room.width() + _SLACK:
        yield f"needs {widest} px, has {room.width()}"
    if len(lines) * (metrics.height() - 4) > room.height() + _SLACK:
        yield f"has {len(lines)} lines in {room.height()} px"


def _unbroken(text: str) -> Iterator[str]:
    """Return the parts between the places where a label may break its words: a path breaks after its slashes."""
    finder, start = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, text), 0
    while (end := finder.toNextBoundary()) >= 0:
        yield text[start:end].strip()
        start = end


def _scrolls_sideways(area: QAbstractScrollArea) -> Iterator[str]:
    if (
        area.horizontalScrollBar().maximum() > 0
        and area.horizontalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    ):
        yield f"scrolls sideways by {area.horizontalScrollBar().maximum()} px"
    content = area.widget() if isinstance(area, QScrollArea) else None
    if content is not None and content.width() > area.viewport().width() + _SLACK:
        yield f"holds {content.width()} px in {area.viewport().width()}"


def _sticks_out(widget: QWidget) -> Iterator[str]:
    above, scrolled = widget.parentWidget(), False
    while above is not None and not widget.isWindow():
        view = above.parentWidget()
        scrolled = isinstance(view, QAbstractScrollArea) and view.viewport() is above
        place = QRect(widget.mapTo(above, QPoint(0, 0)), widget.size())
        if place.left() < 0 or place.right() >= above.width() + _SLACK:
            yield f"lies at {place.left()} to {place.right()} in {type(above).__name__} of {above.width()} px"
            return
        if not scrolled and (place.top() < 0 or place.bottom() >= above.height() + _SLACK):
            yield f"lies at {place.top()} to {place.bottom()} in {type(above).__name__}, {above.height()} px high"
            return
        if scrolled or above.isWindow():
            return
        above = above.parentWidget()


def _covered(widget: QWidget) -> Iterator[str]:
    above = widget.parentWidget()
    if above is None:
        return
    for other in above.children():
        if other is widget or not isinstance(other, (QLabel, QAbstractButton, QLineEdit, QComboBox)):
            continue
        if other.isVisibleTo(above) and other.geometry().intersects(widget.geometry()) and id(other) > id(widget):
            yield f"lies over {_name(other)}"


# -- what is painted by hand


@contextmanager
def _listening(found: list[str]) -> Iterator[None]:
    """Let the painter tell which words do not fit where they are painted, and which are shortened without leave."""
    draw, shorten, shorten_f = QPainter.drawText, QFontMetrics.elidedText, QFontMetricsF.elidedText

    def drawing(painter: QPainter, *what: Any) -> Any:
        fault = _cut(painter, what)
        if fault:
            found.append(f"{_caller(2)} paints {fault}")
        return draw(painter, *what)

    def shortening(of: Any) -> Any:
        def shortened(metrics: Any, text: str, *how: Any) -> str:
            shown = of(metrics, text, *how)
            place = _caller(2)
            if shown != text and place not in MEANT:
                found.append(f"{place} shortens “{text[:60]}”")
            return shown

        return shortened

    QPainter.drawText = drawing  # type: ignore[method-assign]
    QFontMetrics.elidedText, QFontMetricsF.elidedText = shortening(shorten), shortening(shorten_f)  # type: ignore[method-assign]
    try:
        yield
    finally:
        QPainter.drawText = draw  # type: ignore[method-assign]
        QFontMetrics.elidedText, QFontMetricsF.elidedText = shorten, shorten_f  # type: ignore[method-assign]


def _caller(up: int) -> str:
    frame = sys._getframe(up)
    return str(frame.f_globals.get("__name__", "")).removeprefix("riskassess.desktop.")


def _cut(painter: QPainter, what: tuple[Any, ...]) -> str:
    words = next((part for part in what if isinstance(part, str)), "").rstrip()  # a space at an end is not seen
    if not words.strip():
        return ""
    wide = QFontMetricsF(painter.font()).horizontalAdvance(words)
    first = what[0]
    if isinstance(first, (QRect, QRectF)):
        box = QRectF(first)
        flags = int(what[1].value if hasattr(what[1], "value") else what[1]) if not isinstance(what[1], str) else 0
        if flags & int(Qt.TextFlag.TextWordWrap.value):
            needed = QFontMetricsF(painter.font()).boundingRect(box, flags, words)
            return (
                ""
                if needed.height() <= box.height() + 2
                else f"“{words[:60]}” {needed.height()} px high in {box.height()}"
            )
        if wide > box.width() + 2:
            return f"“{words[:60]}”, {wide:.0f} px in {box.width():.0f}"
        shown = painter.transform().mapRect(QRectF(box.left(), box.top(), wide, 1))
    else:
        at = QPointF(first) if isinstance(first, (QPoint, QPointF)) else QPointF(what[0], what[1])
        shown = painter.transform().mapRect(QRectF(at.x(), at.y(), wide, 1))
        flags = 0
    edge = _edge(painter)
    if (
        not flags & int((Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignHCenter).value)
        and shown.right() > edge + 2
    ):
        return f"“{words[:60]}” up to {shown.right():.0f} in a widget of {edge:.0f}"
    return ""


def _edge(painter: QPainter) -> float:
    device = painter.device()
    return float(device.width()) if isinstance(device, QWidget) else float(painter.window().right() + 1)


def _painted(window: QWidget) -> list[str]:
    found: list[str] = []
    with _listening(found):
        for widget in (window, *window.findChildren(QWidget)):
            if widget.isVisibleTo(window) and widget.window() is window and not isinstance(widget, QAbstractItemView):
                widget.update()
        window.grab()
    return found


def _shows_icon_alone(widget: QWidget) -> bool:
    return isinstance(widget, QPushButton) and not widget.text() and widget.width() >= widget.iconSize().width() + 8
