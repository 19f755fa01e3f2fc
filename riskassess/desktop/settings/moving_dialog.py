"""Moving the data, asked and then shown: what will happen, how far it is, and a way to give up until it is decided.

The window waits behind it, since an answer that were given meanwhile would be written to the old place.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from riskassess.app.place import workspace_path
from riskassess.desktop.background import Background
from riskassess.desktop.controls import Button, Dialog, ProgressLine, Words
from riskassess.desktop.look import Look, tokens
from riskassess.problems import ProblemsFound
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.assessments import Desk

_WIDTH = 520


class _GivenUp(Exception):
    """End the copying, as somebody asked for."""


class _Asking(Dialog):
    """Lay out a title, what it means, and two buttons; the safe one is the first."""

    def __init__(self, look: Look, texts: Texts, name: str, means: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(texts(f"place.{name}.title"))
        self.setMinimumWidth(_WIDTH)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(tokens.MARGIN, tokens.MARGIN, tokens.MARGIN, tokens.PADDING)
        self.column.setSpacing(tokens.GAP)
        self.column.addWidget(Words(look, texts(f"place.{name}.title"), "card"))
        self.column.addWidget(Words(look, means, role="text2", wrap=True))
        self.go_on, self.give_up = Button(texts(f"place.{name}.go_on")), Button(texts("place.ask.give_up"), "quiet")
        row = QHBoxLayout()
        row.setSpacing(tokens.STEP)
        row.addStretch(1)
        for button in (self.give_up, self.go_on):
            row.addWidget(button)
        self.buttons = row

    def add_buttons(self) -> None:
        self.column.addLayout(self.buttons)


class AskRemoveFormer(_Asking):
    """Ask before what was left in an old place is deleted."""

    def __init__(self, look: Look, texts: Texts, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(look, texts, "drop", texts("place.drop.means", path=str(path)), parent)
        self.give_up.setDefault(True)
        self.give_up.clicked.connect(self.reject)
        self.go_on.clicked.connect(self.accept)
        self.add_buttons()


class MoveDialog(_Asking):
    """Ask whether to move the data into a folder, and do it.

    Afterwards `moved` is the desk over the new place, or `found` says why there is none, and `is_away` whether the
    data have gone there all the same.
    """

    _copied = Signal(int)

    def __init__(self, look: Look, texts: Texts, desk: Desk, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(look, texts, "ask", texts("place.ask.means", folder=str(folder)), parent)
        self.moved: Desk | None = None
        self.found: ProblemsFound | None = None
        self._texts, self._desk, self._folder, self._old = texts, desk, folder, desk.path
        self._stop = False
        self._background = Background(self)
        self.line, self.told = ProgressLine(look), Words(look, use="second", role="text2")
        for widget in (self.line, self.told):
            widget.hide()
            self.column.addWidget(widget)
        self.go_on.set_kind("primary")
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(lambda _on: self.begin())
        self.give_up.clicked.connect(lambda _on: self.stop())
        self._copied.connect(self._show)
        self.add_buttons()

    @property
    def is_away(self) -> bool:
        """Tell whether who asks for the old place is led to another."""
        return workspace_path(self._old) != self._old

    def begin(self) -> None:
        """Copy in a thread."""
        self.go_on.setEnabled(False)
        self.line.show()
        self.told.show()
        self._show(0)
        self.resize(self.width(), self.column.totalHeightForWidth(self.width()))
        self._background.run(self._move, self._done, self._failed)

    def _move(self) -> Desk | None:
        def progress(done: int, of: int) -> None:
            if self._stop:
                raise _GivenUp
            self._copied.emit(100 * done // of)

        try:
            return self._desk.relocating.move(self._folder, progress)
        except _GivenUp:
            return None

    def _show(self, percent: int) -> None:
        key = "working" if percent < 100 else "checking"
        words = self._texts(f"place.ask.{key}", percent=percent)
        self.line.set_share(percent / 100, words)
        self.told.setText(words)
        self.give_up.setEnabled(percent < 100)  # from then on it is nearly decided

    def _done(self, moved: Desk | None) -> None:
        self.moved = moved
        self.accept() if moved is not None else super().reject()

    def _failed(self, found: ProblemsFound) -> None:
        self.found = found
        super().reject()

    def stop(self) -> None:
        """Give up: at once before it has begun, else as soon as the copying notices."""
        self._stop = True
        if not self._background.is_busy:
            super().reject()

    def reject(self) -> None:
        if self.give_up.isEnabled():
            self.stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore() if self._background.is_busy else super().closeEvent(event)
