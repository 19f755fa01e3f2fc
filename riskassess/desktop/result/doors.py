"""The doors from each number on the result page to how it comes about.

A click on a number opens its derivation, and so do Enter on a figure that the keyboard can reach and Shift+Enter on a
gap. What the keyboard does not reach by itself is linked inside the panel.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from riskassess.desktop.charts import DomainBars, Ruler
from riskassess.desktop.result.derivations import derive
from riskassess.desktop.result.gap_list import GapButton, columns
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.assessments import OpenAssessment
    from riskassess.assessment.values import Robustness
    from riskassess.desktop.result.view import ResultView

_RULER = {
    "claimed": "readiness",
    "claimed_so_far": "readiness",
    "open": "open",
    "substantiated": "substantiated",
    "leniency": "leniency",
    "weights": "weights",
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Doors(QObject):
    """Open derivations in the panel; `subject` gives what is shown now, `robustness` what is known of it."""

    def __init__(
        self,
        view: ResultView,
        subject: Callable[[], OpenAssessment | None],
        robustness: Callable[[], Robustness | None],
    ) -> None:
        super().__init__(view)
        self._view, self._subject, self._robustness = view, subject, robustness
        self._texts = Texts("zh")
        self._came_from: QWidget | None = None
        summary = view.summary
        self._figures: dict[QWidget, str] = {
            summary.number: "readiness",
            summary.square: "grade",
            summary.span: "grade",
            summary.more: "capability",
        }
        for widget in self._figures:
            widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._pointed = (*self._figures, summary.ruler, view.domains.bars)
        for widget in self._pointed:
            widget.setCursor(Qt.CursorShape.PointingHandCursor)
            widget.installEventFilter(self)
        summary.how.clicked.connect(lambda: self.open("readiness"))
        view.trace.wanted.connect(self.open)
        view.trace.closed.connect(self._closed)

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._texts = texts
        for widget, key in self._figures.items():
            widget.setToolTip(texts("trace.opens", what=texts(f"trace.{key}.title")))
        for widget in (self._view.summary.ruler, self._view.domains.bars):
            widget.setToolTip(texts("trace.open_panel"))
        self.refresh()

    def open(self, key: str) -> None:
        """Show how a number comes about."""
        subject = self._subject()
        if subject is None:
            return
        from riskassess.app.tracing import trace_of

        panel = self._view.trace
        if panel.isHidden():
            self._came_from = self._view.window().focusWidget()
        panel.show_derivation(derive(key, subject, trace_of(subject), self._texts, self._robustness()))
        panel.text.setFocus()

    def refresh(self) -> None:
        """Show the number that is open as it is now, and let gaps open their own."""
        for button in self._view.gaps.rows.shown():
            if not button.property("door"):
                button.setProperty("door", True)
                button.installEventFilter(self)
        key, subject = self._view.trace.key(), self._subject()
        if not key:
            return
        if subject is None or not _is_there(key, subject):
            self._view.trace.leave()
            return
        from riskassess.app.tracing import trace_of

        self._view.trace.show_derivation(derive(key, subject, trace_of(subject), self._texts, self._robustness()))

    def _closed(self) -> None:
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        key = ""
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            key = self._key_at(watched, event)
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            key = self._key_of(watched, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        if not key:
            return super().eventFilter(watched, event)
        if isinstance(watched, GapButton):
            watched.setDown(False)
        self.open(key)
        return True

    def _key_of(self, watched: QObject, shift: bool) -> str:
        if isinstance(watched, GapButton):
            return f"question:{watched.row.id}" if shift and watched.row is not None else ""
        return next((key for widget, key in self._figures.items() if widget is watched), "")

    def _key_at(self, watched: QObject, event: QMouseEvent) -> str:
        if isinstance(watched, GapButton):
            end = columns(watched.width())[2]
            is_worth = end - 48 <= event.position().x() <= end + 6
            return f"question:{watched.row.id}" if is_worth and watched.row is not None else ""
        if isinstance(watched, Ruler):
            number = watched.row_at(event.position().y())
            labels = {self._texts(f"result.ruler.{name}"): key for name, key in _RULER.items()}
            return "" if number is None else labels.get(watched.rows()[number].label, "")
        if isinstance(watched, DomainBars):
            number, subject = watched.row_at(event.position().y()), self._subject()
            return "" if number is None or subject is None else f"domain:{subject.result.domains[number].id}"
        return self._key_of(watched, shift=False)


def _is_there(key: str, subject: OpenAssessment) -> bool:
    name, _, of = key.partition(":")
    known = subject.pack.domain_by_id if name == "domain" else subject.pack.question_by_id
    return name not in ("domain", "question") or of in known
