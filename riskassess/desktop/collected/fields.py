"""Fields with their names above them: a line, a number, a passphrase, and a file or folder that can be chosen."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from riskassess.desktop.controls import Button, Words
from riskassess.desktop.file_dialog import FileDialog
from riskassess.desktop.look import Look, tokens

_NUMBER = 96


class LineField(QWidget):
    """Take a line of text."""

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.label, self.line = Words(look, use="label", role="text2"), QLineEdit()
        self.label.setBuddy(self.line)
        self.line.textChanged.connect(self.changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.HALF)
        column.addWidget(self.label)
        column.addWidget(self.line)

    def name(self, words: str, hint: str = "") -> None:
        """Name the field; a hint stands in it while it is empty."""
        self.label.setText(words)
        self.line.setAccessibleName(words)
        self.line.setPlaceholderText(hint)

    def words(self) -> str:
        """Return what was typed."""
        return self.line.text().strip()


class NumberField(LineField):
    """Take a whole number."""

    def __init__(self, look: Look, least: int, most: int, value: int) -> None:
        super().__init__(look)
        self.line.setValidator(QIntValidator(least, most, self))
        self.line.setText(str(value))
        self.line.setMaximumWidth(_NUMBER)

    def number(self) -> int:
        """Return the number, nought where there is none yet."""
        return int(self.words() or 0)


class PathField(LineField):
    """Take a file or a folder, typed or chosen."""

    def __init__(self, look: Look, kind: Literal["file", "folder"]) -> None:
        super().__init__(look)
        self._kind, self._title = kind, ""
        self.choose = Button(icon="folder")
        self.choose.clicked.connect(self._ask)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.removeWidget(self.line)
        row = QHBoxLayout()
        row.setSpacing(tokens.STEP)
        row.addWidget(self.line, 1)
        row.addWidget(self.choose)
        column.addLayout(row)

    def name_path(self, words: str, choose: str) -> None:
        """Name the field and its button."""
        self.name(words)
        self._title = words
        self.choose.setText(choose)
        self.choose.setAccessibleName(f"{choose} {words}")

    def path(self) -> Path | None:
        """Return the path, or None while there is none."""
        return Path(self.words()) if self.words() else None

    def set_path(self, path: Path | None) -> None:
        """Show a path."""
        self.line.setText("" if path is None else str(path))

    def _ask(self) -> None:
        if self._kind == "folder":
            chosen = FileDialog.getExistingDirectory(self.window(), self._title)
        else:
            chosen, _ = FileDialog.getOpenFileName(self.window(), self._title, "", "")
        if chosen:
            self.line.setText(chosen)
