"""How each of Qt's own controls is drawn, for the style: flat fills, one hairline, colours by roles of the palette.

The colours are always those of the active window: what a control looks like says how it is, not whether its window is
in front. Where Qt draws words itself it gets a copy of the option with our colours, since the option is the caller's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QPlainTextEdit,
    QStyle,
    QStyleOptionButton,
    QStyleOptionHeader,
    QStyleOptionMenuItem,
    QStyleOptionViewItem,
    QTextEdit,
    QWidget,
)

from riskassess.desktop.look.tokens import CONTROL_RADIUS, TAG_RADIUS

Drawn = Callable[..., None]
_P, _CE, _State = QPalette.ColorRole, QStyle.ControlElement, QStyle.StateFlag
_NONE = Qt.GlobalColor.transparent
_ROOM = (12, 12)  # px that a button leaves beside its words
_BAR = 3  # px that stay free on either side of a scroll bar's handle


def room_of(widget: QWidget | None) -> tuple[int, int]:
    """Return the px that a button leaves before and behind its words."""
    return getattr(widget, "room", _ROOM)


def _colour(option: Any, role: QPalette.ColorRole) -> QColor:
    return option.palette.color(QPalette.ColorGroup.Active, role)


def _box(painter: QPainter, rect: QRect, ground: QColor | Qt.GlobalColor, edge: QColor, radius: float) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.restore()


def draw_nothing(*_what: object) -> None:
    """Draw nothing, where Fusion would."""


def draw_button(base: Drawn, option: QStyleOptionButton, painter: QPainter, widget: QWidget | None) -> None:
    """Draw a push button of any kind, its words in the colour of the kind."""
    kind = getattr(widget, "kind", "ordinary")
    state = option.state  # pyright: ignore[reportAttributeAccessIssue]
    enabled, sunken = bool(state & _State.State_Enabled), bool(state & _State.State_Sunken)
    ground, edge, words = _button_roles(kind, enabled, sunken, bool(state & _State.State_MouseOver))
    if ground is not None or edge is not None:
        fill = _NONE if ground is None else _colour(option, ground)
        line = QColor(_NONE) if edge is None else _colour(option, edge)
        _box(painter, option.rect, fill, line, CONTROL_RADIUS)  # pyright: ignore[reportAttributeAccessIssue]
    inner = QStyleOptionButton(option)
    left, right = room_of(widget)
    inner.rect = option.rect.adjusted(left, 0, -right, 0) if option.text else option.rect  # pyright: ignore
    inner.features &= ~QStyleOptionButton.ButtonFeature.HasMenu  # pyright: ignore[reportAttributeAccessIssue]
    inner.palette.setColor(_P.ButtonText, _colour(option, words))  # pyright: ignore[reportAttributeAccessIssue]
    base(_CE.CE_PushButtonLabel, inner, painter, widget)


def _button_roles(kind: str, enabled: bool, sunken: bool, hover: bool) -> tuple[Any, Any, Any]:
    """Return the roles of a button's ground, edge and words; None where there is none."""
    if kind == "quiet":
        ground = _P.Light if sunken else _P.AlternateBase if hover else None
        return (ground, None, _P.Link) if enabled else (None, None, _P.PlaceholderText)
    if not enabled:
        return _P.Window, _P.Midlight, _P.PlaceholderText
    if kind == "primary":
        edge = _P.Dark if sunken else _P.Text if hover else _P.Highlight
        return _P.Dark if sunken else _P.Highlight, edge, _P.HighlightedText
    return _P.Light if sunken else _P.AlternateBase if hover else _P.Base, _P.Mid, _P.ButtonText


def draw_field(option: Any, painter: QPainter, _widget: QWidget | None) -> None:
    """Draw the box of a field of one line; one inside another control has none."""
    if option.lineWidth:
        open_ = option.state & _State.State_Enabled and not option.state & _State.State_ReadOnly
        _draw_box_of_field(option, painter, bool(open_))


def _draw_box_of_field(option: Any, painter: QPainter, is_open: bool) -> None:
    ground, edge = (_P.Base, _P.Mid) if is_open else (_P.Window, _P.Midlight)
    _box(painter, option.rect, _colour(option, ground), _colour(option, edge), CONTROL_RADIUS)


def draw_frame(option: Any, painter: QPainter, widget: QWidget | None) -> None:
    """Draw a frame, filled where it shows: round a field of several lines, and under the scroll bars of a list."""
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        _draw_box_of_field(option, painter, widget.isEnabled() and not widget.isReadOnly())
    else:
        painter.save()
        painter.setPen(QPen(_colour(option, _P.Mid), 1))
        painter.setBrush(_colour(option, _P.Base) if isinstance(widget, QAbstractItemView) else Qt.BrushStyle.NoBrush)
        painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        painter.restore()


def draw_choice(_style: QStyle, option: Any, painter: QPainter, _widget: QWidget | None) -> None:
    """Draw the box of a list to choose from; its sign is the control's own."""
    if option.state & _State.State_Enabled and option.state & _State.State_MouseOver and not option.editable:
        _box(painter, option.rect, _colour(option, _P.AlternateBase), _colour(option, _P.Mid), CONTROL_RADIUS)
    else:
        _draw_box_of_field(option, painter, bool(option.state & _State.State_Enabled))


def draw_choice_words(_base: Drawn, option: Any, painter: QPainter, widget: QWidget | None) -> None:
    """Write what is chosen in a list to choose from."""
    if option.editable or widget is None:
        return  # its line of text writes itself
    part = QStyle.SubControl.SC_ComboBoxEditField
    box = widget.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, widget)
    painter.save()
    painter.setPen(_colour(option, _P.Text if option.state & _State.State_Enabled else _P.Dark))
    words = option.fontMetrics.elidedText(option.currentText, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
    painter.restore()


def draw_check(option: Any, painter: QPainter, _widget: QWidget | None) -> None:
    """Draw the box of a check box; the tick is the control's own."""
    enabled, hover = option.state & _State.State_Enabled, option.state & _State.State_MouseOver
    if option.state & _State.State_On:
        ground = edge = _P.Highlight if enabled else _P.PlaceholderText
    else:
        ground = _P.Window if not enabled else _P.AlternateBase if hover else _P.Base
        edge = _P.Mid if enabled else _P.Midlight
    _box(painter, option.rect, _colour(option, ground), _colour(option, edge), TAG_RADIUS)


def draw_cell(base: Drawn, option: Any, painter: QPainter, widget: QWidget | None) -> None:
    """Draw a cell of a list; one that is chosen stands on the tint, its words in the usual colour."""
    if option.state & _State.State_Selected:
        inner = QStyleOptionViewItem(option)
        inner.palette.setColor(_P.HighlightedText, _colour(option, _P.Text))  # pyright: ignore
        option = inner
    base(_CE.CE_ItemViewItem, option, painter, widget)


def draw_cell_ground(option: Any, painter: QPainter, _widget: QWidget | None) -> None:
    """Draw the ground of a cell: its own, or the tint where it is chosen."""
    if option.state & _State.State_Selected:
        painter.fillRect(option.rect, _colour(option, _P.Light))
    elif option.backgroundBrush.style() != Qt.BrushStyle.NoBrush:
        painter.fillRect(option.rect, option.backgroundBrush)


def draw_menu(option: Any, painter: QPainter, _widget: QWidget | None) -> None:
    """Draw the ground of a menu or of a hint."""
    painter.save()
    painter.setPen(QPen(_colour(option, _P.Mid), 1))
    painter.setBrush(_colour(option, _P.Base))
    painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
    painter.restore()


def draw_menu_item(base: Drawn, option: Any, painter: QPainter, widget: QWidget | None) -> None:
    """Draw a line of a menu; the one to be chosen stands on the tint."""
    inner = QStyleOptionMenuItem(option)
    if isinstance(widget, QComboBox):  # its list stands on the ground of the window
        painter.fillRect(option.rect, _colour(option, _P.Base))
    if option.state & _State.State_Selected and option.state & _State.State_Enabled:
        ground = _colour(option, _P.Light)
        _box(painter, option.rect.adjusted(3, 0, -3, 0), ground, ground, TAG_RADIUS)
        inner.state &= ~_State.State_Selected  # pyright: ignore[reportAttributeAccessIssue]
    base(_CE.CE_MenuItem, inner, painter, widget)


def draw_head(_base: Drawn, option: QStyleOptionHeader, painter: QPainter, _widget: QWidget | None) -> None:
    """Draw the ground of a table's head: a hairline under it and nothing else."""
    box: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
    painter.fillRect(box, _colour(option, _P.Base))
    painter.fillRect(box.left(), box.bottom(), box.width(), 1, _colour(option, _P.Midlight))


def draw_head_words(base: Drawn, option: QStyleOptionHeader, painter: QPainter, widget: QWidget | None) -> None:
    """Write a head of a table."""
    inner = QStyleOptionHeader(option)
    inner.palette.setColor(_P.ButtonText, _colour(option, _P.Dark))  # pyright: ignore[reportAttributeAccessIssue]
    base(_CE.CE_HeaderLabel, inner, painter, widget)


def draw_scroll_bar(style: QStyle, option: Any, painter: QPainter, widget: QWidget | None) -> None:
    """Draw a scroll bar's handle; its track is whatever lies under it."""
    part = QStyle.SubControl.SC_ScrollBarSlider
    handle = style.subControlRect(QStyle.ComplexControl.CC_ScrollBar, option, part, widget)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    hover = bool(option.state & _State.State_MouseOver)
    painter.setBrush(_colour(option, _P.Dark if hover else _P.Mid))
    painter.drawRoundedRect(QRectF(handle).adjusted(_BAR, _BAR, -_BAR, -_BAR), TAG_RADIUS, TAG_RADIUS)
    painter.restore()
