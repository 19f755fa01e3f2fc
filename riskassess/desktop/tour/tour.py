"""The tour itself: which steps there are, where each stands, and that it comes up by itself only once.

It belongs to home: whoever goes to another page has begun, and the tour is over. It takes no keys and no focus but what
is given to it; Esc ends it. That it was shown is remembered at its first step, so that it never comes again unasked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from riskassess.desktop.look import Look
from riskassess.desktop.tour.callout import Callout, Frame
from riskassess.texts import Texts


@dataclass(frozen=True, slots=True)
class Step:
    """Hold a step: the name of its texts, and what it stands beside at the moment."""

    name: str
    target: Callable[[], QWidget]


class Tour(QObject):
    """Lead through a few steps over a window; `before` gets the keyboard back and Tab comes from it to the tour."""

    def __init__(self, window: QWidget, look: Look, texts: Texts, steps: tuple[Step, ...], before: QWidget) -> None:
        super().__init__(window)
        self._window, self._texts, self._steps, self._before = window, texts, steps, before
        self._at: int | None = None
        self._frame, self.callout = Frame(look, window), Callout(look, window)
        self._frame.hide()
        self.callout.hide()
        self.callout.wanted_next.connect(lambda: self._go(1))
        self.callout.wanted_back.connect(lambda: self._go(-1))
        self.callout.ended.connect(self.end)
        self._escape = QShortcut(QKeySequence("Esc"), window, self.end)
        self._escape.setEnabled(False)

    def at(self) -> int | None:
        """Return which step is shown, from 0; None when the tour is over."""
        return self._at

    def begin(self, *, take_keyboard: bool) -> None:
        """Show the first step; the keyboard is taken only where the tour was asked for."""
        self._at = 0
        self._escape.setEnabled(True)
        for watched in (self._window, self._before):
            watched.installEventFilter(self)
        self._show()
        if take_keyboard:
            self.callout.next.setFocus()
        self.callout.announce()

    def end(self) -> None:
        """Take the tour away; a keyboard that was in it goes back to the page."""
        if self._at is None:
            return
        self._at = None
        self._escape.setEnabled(False)
        for watched in (self._window, self._before):
            watched.removeEventFilter(self)
        if self.callout.isAncestorOf(self._window.focusWidget() or self._window):
            self._before.setFocus()
        self._frame.hide()
        self.callout.hide()

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._texts = texts
        if self._at is not None:
            self._show()

    def _go(self, by: int) -> None:
        wanted = (self._at or 0) + by
        if not 0 <= wanted < len(self._steps):
            self.end()
            return
        self._at = wanted
        self._show()
        self.callout.next.setFocus()
        self.callout.announce()

    def _show(self) -> None:
        if self._at is None:
            return
        step, texts, last = self._steps[self._at], self._texts, self._at == len(self._steps) - 1
        self.callout.say(
            texts("tour.count", number=self._at + 1, count=len(self._steps)),
            texts(f"tour.{step.name}.title"),
            texts(f"tour.{step.name}.words"),
            (texts("tour.skip"), texts("tour.back"), texts("tour.done" if last else "tour.next")),
            first=self._at == 0,
        )
        self.callout.skip.setVisible(not last)
        self._place()

    def _place(self) -> None:
        target = self._steps[self._at or 0].target()
        place = QRect(target.mapTo(self._window, QPoint(0, 0)), target.size())
        self._frame.surround(place)
        self.callout.stand_beside(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._at is None:
            return False
        if event.type() == QEvent.Type.Resize:
            self._place()
        elif watched is self._before and isinstance(event, QKeyEvent) and _is_tab(event):
            self.callout.next.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)


def _is_tab(event: QKeyEvent) -> bool:
    return event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab
