"""The one ring that shows where the keyboard is: painted outside whatever has the focus.

A style sheet cannot paint outside a widget. The ring is a child of the nearest thing that scrolls or of the window, so
it moves and is cut off together with what it surrounds. It listens to focus changes alone and watches only the focused
widget, since a filter over the whole application would run Python for every event.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QWidget

from riskassess.desktop.look import Look, tokens

_OUT = tokens.RING + tokens.RING_GAP
_FOLLOWED = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ParentChange)


class _Ring(QWidget):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.radius = tokens.CONTROL_RADIUS
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.color("focus"), tokens.RING))
        half = tokens.RING / 2
        radius = self.radius + tokens.RING_GAP
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)
        painter.end()


class FocusRing(QObject):
    """Follow the focus of an application with one ring.

    A widget may name another one to be surrounded by a method ``ring_target()`` and its corner by ``ring_radius()``.
    Setting the property ``no_ring`` keeps the ring off a widget that shows its focus itself.
    """

    def __init__(self, app: QApplication, look: Look) -> None:
        super().__init__(app)
        self._look = look
        self._ring: _Ring | None = None
        self._watched: tuple[QWidget, ...] = ()
        self._target: QWidget | None = None
        app.focusChanged.connect(self._moved)
        look.changed.connect(self._follow)

    def target(self) -> QWidget | None:
        """Return the widget that the ring surrounds now, or None."""
        return self._target if self._target is not None and _is_alive(self._target) else None

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        for widget in self._watched:
            if _is_alive(widget):
                widget.removeEventFilter(self)
        self._target = _target_of(new)
        self._watched = ()
        if self._target is not None:
            self._watched = tuple(_way_up(self._target))
            for widget in self._watched:
                widget.installEventFilter(self)
        self._follow()

    def _follow(self) -> None:
        target = self.target()
        if target is None or not target.isVisible():
            if self._ring is not None and _is_alive(self._ring):
                self._ring.hide()
            return
        host = _host_of(target)
        ring = self._ring
        if ring is None or not _is_alive(ring):
            ring = self._ring = _Ring(self._look)
        if ring.parentWidget() is not host:
            ring.setParent(host)
        ring.radius = _radius_of(target)
        place = QRect(target.mapTo(host, QPoint(0, 0)), target.size())
        ring.setGeometry(place.adjusted(-_OUT, -_OUT, _OUT, _OUT))
        ring.show()
        ring.raise_()
        ring.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _FOLLOWED:
            self._follow()
        return super().eventFilter(watched, event)


def _is_alive(widget: QWidget) -> bool:
    """Tell whether Qt still has what a Python object stands for; asking a dead one anything raises."""
    try:
        widget.isEnabled()
    except RuntimeError:
        return False
    return True


def _target_of(focused: QWidget | None) -> QWidget | None:
    if focused is None or focused.property("no_ring") or focused.isWindow():
        return None
    named = getattr(focused, "ring_target", None)
    if callable(named):
        found = named()
        return found if isinstance(found, QWidget) else None
    if isinstance(focused, QAbstractScrollArea) and not isinstance(focused, QAbstractItemView):
        return focused if focused.frameShape() or focused.isEnabled() else None
    return focused


def _is_viewport(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return isinstance(parent, QAbstractScrollArea) and parent.viewport() is widget


def _way_up(widget: QWidget) -> list[QWidget]:
    """List a widget and its ancestors up to the one that holds the ring, without that one."""
    way = [widget]
    while True:
        parent = way[-1].parentWidget()
        if parent is None or parent.isWindow() or _is_viewport(parent):
            return way
        way.append(parent)


def _host_of(widget: QWidget) -> QWidget:
    """Return what holds the ring: the content of the nearest scroll area, or the window."""
    last = _way_up(widget)[-1]
    parent = last.parentWidget()
    if parent is None:
        return last
    return last if _is_viewport(parent) and last is not widget else parent


def _radius_of(widget: QWidget) -> int:
    named = getattr(widget, "ring_radius", None)
    return int(named()) if callable(named) else tokens.CONTROL_RADIUS  # pyright: ignore[reportArgumentType]
