"""The settings of backups: how old the newest is and whether it lacks anything, the list, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from riskassess.desktop.background import Background
from riskassess.desktop.controls import Button, Choice, Words
from riskassess.desktop.file_dialog import FileDialog
from riskassess.desktop.look import tokens
from riskassess.desktop.settings.asking import AskRestore
from riskassess.desktop.shell.page import Context
from riskassess.problems import ProblemsFound
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.care import Backup, Restored, Standing


class Backups(QWidget):
    """Show the age of the newest backup, and back up or restore in the background while the buttons wait."""

    def __init__(self, context: Context, background: Background, changed: Callable[[], None]) -> None:
        super().__init__()
        self._context, self._background, self._changed = context, background, changed
        self._backups: tuple[Backup, ...] = ()
        look = context.look
        self.age, self._said = Words(look, wrap=True), Words(look, use="second", wrap=True)
        self._means = Words(look, use="second", role="text2", wrap=True)
        self.list = Choice()
        self.now, self.copy, self.restore = Button(), Button(), Button()
        self.now.clicked.connect(self._back_up)
        self.copy.clicked.connect(self._save_copy)
        self.restore.clicked.connect(self._ask_restore)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.STEP)
        column.addWidget(self.age)
        column.addLayout(_row(self.now, self.copy))
        column.addLayout(_row(self.list, self.restore))
        column.addWidget(self._said)
        column.addWidget(self._means)
        background.busy_changed.connect(lambda busy: self.setEnabled(not busy))
        self._say("")

    def retranslate(self, texts: Texts) -> None:
        """Say everything in another language."""
        for name, button in (("now", self.now), ("copy", self.copy), ("restore", self.restore)):
            button.setText(texts(f"workspace.backups.{name}"))
        self.list.setAccessibleName(texts("workspace.backups.list"))
        self._means.setText(texts("workspace.backups.means"))

    def show_standing(self, standing: Standing | None) -> None:
        """Show the backups that there are; None while no workspace is open."""
        texts = self._context.texts
        self._backups = () if standing is None else standing.backups
        self.age.setText(texts("workspace.backups.none") if standing is None else _said_of_newest(standing, texts))
        self.age.set_role("warn" if standing is not None and standing.is_alarming else "text")
        chosen = self.list.currentIndex()
        self.list.clear()
        self.list.addItems([_line(backup, texts) for backup in self._backups])
        self.list.setCurrentIndex(min(max(0, chosen), len(self._backups) - 1))
        desk = self._context.desk
        may = desk is not None and not desk.read_only
        for widget in (self.list, self.restore):
            widget.setVisible(bool(self._backups))
        for button in (self.now, self.copy, self.restore):
            button.setEnabled(may)

    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._said.setVisible(bool(words))

    def _back_up(self) -> None:
        desk = self._context.desk
        if desk is not None:
            self._background.run(desk.care.back_up, self._made, self._failed)

    def _save_copy(self) -> None:
        desk = self._context.desk
        folder = FileDialog.getExistingDirectory(self.window(), self._context.texts("workspace.backups.choose_folder"))
        if desk is not None and folder:
            self._background.run(lambda: desk.care.save_copy(Path(folder)), self._made, self._failed)

    def _made(self, backup: Backup) -> None:
        self._say(self._context.texts("workspace.backups.made", name=backup.path.name))
        self._changed()

    def _failed(self, found: ProblemsFound) -> None:
        self._say("")
        self._changed()
        self._context.report_problem(found)

    def _ask_restore(self) -> None:
        desk, texts = self._context.desk, self._context.texts
        if desk is None or not 0 <= self.list.currentIndex() < len(self._backups):
            return
        backup = self._backups[self.list.currentIndex()]
        means = texts("workspace.backups.sure", moment=_moment(backup))
        edits = desk.care.missing_after(backup).edits
        if edits:
            means += " " + texts("workspace.backups.sure_missing", edits=edits)
        locked = backup.encrypted and not desk.care.opens(backup)
        asked = AskRestore(self._context.look, texts, means, locked=locked, parent=self.window())
        if asked.exec():
            words = asked.words.words() if asked.words else None
            self._say(texts("workspace.protection.working"))
            self._background.run(lambda: desk.care.restore(backup.path, words), self._restored, self._failed)

    def _restored(self, done: Restored) -> None:
        texts = self._context.texts
        self._say("")
        self._changed()
        name = done.backup
        moment = next((_moment(one) for one in self._backups if one.path == name), name.name)
        aside = done.kept_as.name if done.kept_as is not None else ""
        more = texts("workspace.set_aside", name=aside) if done.was_damaged else texts("workspace.kept")
        self._context.reopened(texts("workspace.restored", moment=moment) + more)


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(tokens.STEP)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def _moment(backup: Backup) -> str:
    return f"{backup.made_at:%Y-%m-%d %H:%M}"


def _line(backup: Backup, texts: Texts) -> str:
    why = texts(f"workspace.backups.why.{backup.why}")
    lock = texts("workspace.backups.encrypted" if backup.encrypted else "workspace.backups.plain")
    return texts("workspace.backups.line", moment=_moment(backup), why=why, lock=lock, size=f"{backup.size / 1e6:.1f}")


def _said_of_newest(standing: Standing, texts: Texts) -> str:
    if standing.newest is None or standing.age is None:
        return texts("workspace.backups.none")
    key = "newest_behind" if standing.is_behind else "newest_current"
    return texts(f"workspace.backups.{key}", moment=_moment(standing.newest), age=_age(standing.age, texts))


def _age(age: timedelta, texts: Texts) -> str:
    """Say an age in its largest whole unit; one below zero says that a clock is wrong."""
    seconds = age.total_seconds()
    if seconds < -300:
        return texts("workspace.backups.future")
    for unit, length in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if seconds >= length:
            return texts(f"workspace.backups.{unit}", count=int(seconds // length))
    return texts("workspace.backups.just_now")
