"""The settings of where the data are: the path, moving them to another folder, and what was left in an old place."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from riskassess.desktop.background import Background
from riskassess.desktop.controls import Button, Elided, Flow, Words
from riskassess.desktop.file_dialog import FileDialog
from riskassess.desktop.look import tokens
from riskassess.desktop.settings.moving_dialog import AskRemoveFormer, MoveDialog
from riskassess.desktop.shell.page import Context
from riskassess.problems import ProblemsFound
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.assessments import Desk


class DataPlace(QWidget):
    """Show where the data are and move them; `background` removes what was left in an old place."""

    def __init__(self, context: Context, background: Background) -> None:
        super().__init__()
        self._context, self._background = context, background
        look = context.look
        self.path, self._said = Words(look, wrap=True), Words(look, use="second", wrap=True)
        self._means = Words(look, use="second", role="text2", wrap=True)
        self.copy_path, self.open_folder, self.move = Button(icon="copy"), Button(icon="folder"), Button()
        self.copy_path.clicked.connect(lambda _on: QGuiApplication.clipboard().setText(self.path.text()))
        self.open_folder.clicked.connect(lambda _on: self._open_folder())
        self.move.clicked.connect(lambda _on: self._choose())
        buttons = QWidget()
        row = Flow(buttons, tokens.STEP, tokens.STEP)
        for button in (self.copy_path, self.open_folder, self.move):
            row.addWidget(button)
        self.former: list[tuple[QWidget, Button]] = []
        self._former_list = QVBoxLayout()
        self._former_list.setSpacing(tokens.STEP)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.STEP)
        column.addWidget(self.path)
        column.addWidget(buttons)
        column.addLayout(self._former_list)
        column.addWidget(self._said)
        column.addWidget(self._means)
        background.busy_changed.connect(lambda busy: self.setEnabled(not busy))
        self._say("")

    def retranslate(self, texts: Texts) -> None:
        """Say everything in another language."""
        self.copy_path.setText(texts("place.copy_path"))
        self.open_folder.setText(texts("place.open_folder"))
        self.move.setText(texts("place.move"))

    def show_place(self) -> None:
        """Show where the data are now, and what is left where they were."""
        desk, texts = self._context.desk, self._context.texts
        self.path.setText(texts("place.none") if desk is None else str(desk.path))
        self._means.setText("" if desk is None else texts("place.means", stem=desk.path.stem))
        for button in (self.copy_path, self.open_folder, self.move):
            button.setVisible(desk is not None)
        may = desk is not None and not desk.read_only
        self.move.setEnabled(may)
        self.move.setToolTip("" if may else texts("place.read_only"))
        self._show_former(desk, texts)

    def _show_former(self, desk: Desk | None, texts: Texts) -> None:
        for row, _ in self.former:
            self._former_list.removeWidget(row)
            row.setParent(None)
            row.deleteLater()
        self.former = []
        if desk is None or desk.read_only:
            return
        try:
            left = desk.relocating.left_behind()
        except ProblemsFound as found:
            self._context.report_problem(found)
            return
        for path in left:
            row, button = QWidget(), Button(texts("place.remove"))
            across = Flow(row, tokens.STEP, tokens.HALF)
            for widget in (Elided(self._context.look, texts("place.former", path=str(path)), "second"), button):
                across.addWidget(widget)
            button.clicked.connect(partial(self._ask_remove, path))
            self._former_list.addWidget(row)
            self.former.append((row, button))

    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._said.setVisible(bool(words))

    def _open_folder(self) -> None:
        if self._context.desk is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._context.desk.path.parent)))

    def _choose(self) -> None:
        desk, texts = self._context.desk, self._context.texts
        chosen = FileDialog.getExistingDirectory(self.window(), texts("place.choose"))
        if desk is None or not chosen:
            return
        self._say("")
        asked = MoveDialog(self._context.look, texts, desk, Path(chosen), self.window())
        asked.exec()
        if asked.moved is not None:
            self._context.relocated(asked.moved, texts("place.moved", path=str(asked.moved.path)))
        elif asked.found is not None:
            if asked.is_away:
                self._context.relocated(None, "")
            self._context.report_problem(asked.found)

    def _ask_remove(self, path: Path, _on: bool = False) -> None:
        desk, texts = self._context.desk, self._context.texts
        if desk is not None and AskRemoveFormer(self._context.look, texts, path, self.window()).exec():
            self._background.run(lambda: desk.relocating.remove_former(path), self._removed, self._failed)

    def _removed(self, left: tuple[Path, ...]) -> None:
        texts = self._context.texts
        names = ", ".join(map(str, left))
        self.show_place()
        self._say(texts("place.left", names=names) if left else texts("place.removed"))

    def _failed(self, found: ProblemsFound) -> None:
        self.show_place()
        self._context.report_problem(found)
