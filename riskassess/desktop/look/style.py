"""The style of what Qt draws by itself: fields, buttons, lists, menus, scroll bars, on top of Qt's own Fusion.

A style and no style sheet: a sheet of the application is worked out anew for every widget there is, shown or not, which
took half of a page's first visit and all of a change from light to dark (docs/performance.md). Every colour comes from
the palette at the moment of painting, so that changing the look is changing the palette. A control says what is special
about it by plain attributes: a button its ``kind``, ``room`` and ``high``, a list to choose from that it is ``low``.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QFrame,
    QPlainTextEdit,
    QProxyStyle,
    QScrollArea,
    QScrollBar,
    QStyle,
    QTextEdit,
    QWidget,
)

from riskassess.desktop.look import drawing
from riskassess.desktop.look.tokens import CONTROL, STEP

_CE, _PE, _CC = QStyle.ControlElement, QStyle.PrimitiveElement, QStyle.ComplexControl
_SC, _CT, _PM = QStyle.SubControl, QStyle.ContentsType, QStyle.PixelMetric
_EDGE, _ARROW, _HANDLE, _BOX = 1, 28, 32, 18
_TEXT_MARGIN = 9  # px around what is written in a field of several lines

_MORE = {_CT.CT_MenuItem: QSize(4, 6), _CT.CT_HeaderSection: QSize(STEP, 4)}  # than Fusion gives
_METRICS = {
    _PM.PM_ScrollBarExtent: 12,
    _PM.PM_IndicatorWidth: _BOX,
    _PM.PM_IndicatorHeight: _BOX,
    _PM.PM_CheckBoxLabelSpacing: STEP,
    _PM.PM_MenuButtonIndicator: 0,  # a button with a menu shows an icon of ours
    _PM.PM_ToolTipLabelFrameWidth: 5,
    _PM.PM_FocusFrameHMargin: 7,  # beside the words of a cell
    _PM.PM_MenuVMargin: 4,
    _PM.PM_MenuHMargin: 1,
}
_CONTROLS = {
    _CE.CE_PushButton: drawing.draw_button,
    _CE.CE_ComboBoxLabel: drawing.draw_choice_words,
    _CE.CE_ItemViewItem: drawing.draw_cell,
    _CE.CE_MenuItem: drawing.draw_menu_item,
    _CE.CE_HeaderSection: drawing.draw_head,
    _CE.CE_HeaderLabel: drawing.draw_head_words,
}
_PRIMITIVES = {
    _PE.PE_PanelLineEdit: drawing.draw_field,
    _PE.PE_Frame: drawing.draw_frame,
    _PE.PE_IndicatorCheckBox: drawing.draw_check,
    _PE.PE_PanelItemViewItem: drawing.draw_cell_ground,
    _PE.PE_PanelMenu: drawing.draw_menu,
    _PE.PE_PanelTipLabel: drawing.draw_menu,
    _PE.PE_FrameMenu: drawing.draw_nothing,
    _PE.PE_FrameFocusRect: drawing.draw_nothing,  # the focus ring shows it, outside the widget
    _PE.PE_PanelScrollAreaCorner: drawing.draw_nothing,
}
_COMPLEX = {_CC.CC_ComboBox: drawing.draw_choice, _CC.CC_ScrollBar: drawing.draw_scroll_bar}


class HouseStyle(QProxyStyle):
    """Draw Qt's own controls as the house does, in the colours of the palette."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def drawControl(self, element: Any, option: Any, painter: QPainter, widget: Any = None) -> None:
        draw = _CONTROLS.get(element)
        if draw is None:
            super().drawControl(element, option, painter, widget)
        else:
            draw(super().drawControl, option, painter, widget)

    def drawPrimitive(self, element: Any, option: Any, painter: QPainter, widget: QWidget | None = None) -> None:
        draw = _PRIMITIVES.get(element)
        if draw is None:
            super().drawPrimitive(element, option, painter, widget)
        else:
            draw(option, painter, widget)

    def drawComplexControl(self, control: Any, option: Any, painter: QPainter, widget: QWidget | None = None) -> None:
        draw = _COMPLEX.get(control)
        if draw is None:
            super().drawComplexControl(control, option, painter, widget)
        else:
            draw(self, option, painter, widget)

    def pixelMetric(self, metric: Any, option: Any = None, widget: QWidget | None = None) -> int:
        found = _METRICS.get(metric)
        return super().pixelMetric(metric, option, widget) if found is None else found

    def sizeFromContents(self, kind: Any, option: Any, size: QSize, widget: Any = None) -> QSize:
        if kind == _CT.CT_PushButton:
            left, right = drawing.room_of(widget)
            return QSize(size.width() + left + right + 2 * _EDGE, getattr(widget, "high", CONTROL))
        if kind == _CT.CT_LineEdit and option.lineWidth:
            return QSize(size.width() + 2 * (STEP + _EDGE), CONTROL)
        if kind == _CT.CT_ComboBox:
            low = getattr(widget, "low", False)
            return QSize(size.width() + (12 if low else 18) + _ARROW + 2 * _EDGE, 24 if low else CONTROL)
        if kind == _CT.CT_CheckBox:
            return QSize(size.width() + _BOX + STEP, max(size.height(), _BOX))
        found = super().sizeFromContents(kind, option, size, widget)
        return found + _MORE.get(kind, QSize())

    def subElementRect(self, element: Any, option: Any, widget: Any = None) -> QRect:
        if element == QStyle.SubElement.SE_LineEditContents and option.lineWidth:
            return option.rect.adjusted(STEP + _EDGE, _EDGE, -STEP - _EDGE, -_EDGE)
        if element == QStyle.SubElement.SE_HeaderLabel:
            return option.rect.adjusted(STEP, 0, -STEP, 0)
        return super().subElementRect(element, option, widget)

    def subControlRect(self, control: Any, option: Any, part: Any, widget: Any = None) -> QRect:
        if control == _CC.CC_ComboBox:
            box: QRect = option.rect
            if part == _SC.SC_ComboBoxEditField:
                left = 4 if getattr(widget, "low", False) else STEP
                return box.adjusted(left + _EDGE, _EDGE, -_ARROW - _EDGE, -_EDGE)
            if part == _SC.SC_ComboBoxArrow:
                return box.adjusted(box.width() - _ARROW - _EDGE, _EDGE, -_EDGE, -_EDGE)
        if control == _CC.CC_ScrollBar:
            return _scroll_bar_part(option, part)
        return super().subControlRect(control, option, part, widget)

    def polish(self, what: Any) -> Any:
        found = super().polish(what)
        if isinstance(what, QScrollArea):
            clear_ground(what)
            if (content := what.widget()) is not None:
                content.setAutoFillBackground(False)
        elif isinstance(what, QScrollBar):
            what.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, False)  # its track lets the ground through
        elif isinstance(what, QPlainTextEdit | QTextEdit) and what.frameShape() != QFrame.Shape.NoFrame:
            what.viewport().setAutoFillBackground(False)  # the frame fills it, corners rounded
            what.document().setDocumentMargin(_TEXT_MARGIN)
        return found


def clear_ground(area: QAbstractScrollArea) -> None:
    """Let what scrolls have no frame and no ground of its own."""
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.viewport().setAutoFillBackground(False)


def _scroll_bar_part(option: Any, part: Any) -> QRect:
    """Return where a part of a scroll bar is: a handle on its track, without buttons at the ends."""
    box: QRect = option.rect
    if part == _SC.SC_ScrollBarGroove:
        return box
    across = option.orientation == Qt.Orientation.Horizontal
    length = box.width() if across else box.height()
    span = option.maximum - option.minimum
    handle = length if span <= 0 else max(_HANDLE, length * option.pageStep // (span + option.pageStep))
    handle = min(handle, length)
    start = QStyle.sliderPositionFromValue(
        option.minimum, option.maximum, option.sliderPosition, length - handle, option.upsideDown
    )
    begin, end = {
        _SC.SC_ScrollBarSlider: (start, start + handle),
        _SC.SC_ScrollBarSubPage: (0, start),
        _SC.SC_ScrollBarAddPage: (start + handle, length),
    }.get(part, (0, 0))
    if across:
        return QRect(box.left() + begin, box.top(), end - begin, box.height())
    return QRect(box.left(), box.top() + begin, box.width(), end - begin)
