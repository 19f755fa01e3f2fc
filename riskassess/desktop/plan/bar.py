"""The plan page's buttons in the top bar: hand the plan on, and assess again once something is done."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from riskassess.desktop.controls import Button
from riskassess.desktop.look import tokens
from riskassess.texts import Texts


class PlanBar(QWidget):
    """Offer what can be done with a plan; `exported` carries xlsx or calendar."""

    exported = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.undo = Button(kind="quiet", icon="undo")
        self.undo.setFixedWidth(tokens.CONTROL)
        self.try_out, self.export = Button(), Button(icon="chevron-down")
        self.reassess = Button(kind="primary")
        self._menu = QMenu(self)
        self.to_xlsx, self.to_calendar = self._menu.addAction(""), self._menu.addAction("")
        self.to_xlsx.triggered.connect(lambda: self.exported.emit("xlsx"))
        self.to_calendar.triggered.connect(lambda: self.exported.emit("calendar"))
        self.export.clicked.connect(self._open_menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.GAP)
        for widget in (self.undo, self.try_out, self.export, self.reassess):
            row.addWidget(widget)

    def _open_menu(self) -> None:
        self._menu.popup(self.export.mapToGlobal(QPoint(0, self.export.height() + tokens.HALF)))

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self.undo.name_only(texts("plan.undo"))
        self.try_out.set_words(texts("plan.try"), texts("plan.try_means"))
        self.export.setText(texts("plan.export"))
        self.reassess.setText(texts("plan.reassess"))
        self.to_xlsx.setText(texts("plan.export_xlsx"))
        self.to_calendar.setText(texts("plan.export_calendar"))

    def show_standing(self, texts: Texts, steps: int, done: int, can_undo: bool, read_only: bool, busy: bool) -> None:
        """Offer what fits the plan; what cannot be done yet says why."""
        self.undo.setEnabled(can_undo)
        self.try_out.setEnabled(bool(steps))
        self.export.setEnabled(bool(steps) and not busy)
        self.export.setToolTip("" if steps else texts("plan.export_not_yet"))
        self.reassess.setEnabled(bool(done) and not read_only)
        why = "plan.read_only" if read_only else "plan.reassess_means" if done else "plan.reassess_not_yet"
        self.reassess.setToolTip(texts(why))
