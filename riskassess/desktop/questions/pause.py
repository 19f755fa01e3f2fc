"""What is typed is saved after half a second without a key, and at once when the field is left."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

HALF_A_SECOND = 500  # ms


class SaveOnPause(QObject):
    """Call `save` when somebody has stopped typing into a field, or left it; `flush` does so now."""

    def __init__(self, field: QLineEdit | QPlainTextEdit, save: Callable[[], None]) -> None:
        super().__init__(field)
        self._save = save
        self._timer = QTimer(self, singleShot=True, interval=HALF_A_SECOND)
        self._timer.timeout.connect(save)
        field.textChanged.connect(self._typed)
        field.installEventFilter(self)
        self._quiet = False

    def _typed(self) -> None:
        if not self._quiet:
            self._timer.start()

    def pending(self) -> bool:
        """Tell whether something typed is not saved yet."""
        return self._timer.isActive()

    def flush(self) -> None:
        """Save now what is not saved yet."""
        if self._timer.isActive():
            self._timer.stop()
            self._save()

    def show(self, fill: Callable[[], None]) -> None:
        """Let `fill` change the field without that counting as typing."""
        self._timer.stop()
        self._quiet = True
        fill()
        self._quiet = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.flush()
        return super().eventFilter(watched, event)
