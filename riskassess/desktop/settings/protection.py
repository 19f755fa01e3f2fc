"""The settings of the passphrase: whether there is one, what that means, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from riskassess.desktop.background import Background
from riskassess.desktop.controls import Button, Words
from riskassess.desktop.look import tokens
from riskassess.desktop.settings.asking import AskPassphrase, ShowCode, Step
from riskassess.desktop.shell.page import Context
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.care import Care, Standing

_STEPS: tuple[Step, ...] = ("set", "change", "renew", "remove")


class Protection(QWidget):
    """Set, change and remove the passphrase; every step runs in the background while the buttons wait."""

    def __init__(self, context: Context, background: Background, changed: Callable[[], None]) -> None:
        super().__init__()
        self._context, self._background, self._changed = context, background, changed
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.STEP)
        self._words = Words(context.look, use="second", role="text2", wrap=True)
        self._said = Words(context.look, use="second", wrap=True)
        self.buttons = {step: Button(icon="lock" if step == "set" else None) for step in _STEPS}
        row = QHBoxLayout()
        row.setSpacing(tokens.STEP)
        for step, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, step=step: self._ask(step))
            row.addWidget(button)
        row.addStretch(1)
        column.addWidget(self._words)
        column.addLayout(row)
        column.addWidget(self._said)
        background.busy_changed.connect(lambda busy: self.setEnabled(not busy))
        self._say("")

    def retranslate(self, texts: Texts) -> None:
        """Say everything in another language."""
        for step, button in self.buttons.items():
            button.setText(texts(f"workspace.protection.{step}"))

    def show_standing(self, standing: Standing | None) -> None:
        """Show how the workspace is protected; None while none is open."""
        texts, desk = self._context.texts, self._context.desk
        encrypted = standing is not None and standing.encrypted
        words = texts("workspace.protection.encrypted" if encrypted else "workspace.protection.plain")
        if standing is not None and encrypted and not standing.has_recovery_code:
            words += " " + texts("workspace.protection.no_recovery")
        if desk is not None and desk.read_only:
            words += " " + texts("workspace.protection.read_only")
        self._words.setText(words)
        for step, button in self.buttons.items():
            button.setVisible((step == "set") != encrypted)
            button.setEnabled(desk is not None and not desk.read_only)

    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._said.setVisible(bool(words))

    def _ask(self, step: Step) -> None:
        desk = self._context.desk
        if desk is None:
            return
        asked = AskPassphrase(self._context.look, self._context.texts, step, self.window())
        if asked.exec():
            self._do(step, desk.care, *asked.given())

    def _do(self, step: Step, care: Care, words: str, new: str) -> None:
        calls: dict[Step, tuple[Callable[[], object], Callable[..., None]]] = {
            "set": (lambda: care.set_passphrase(new), self._is_set),
            "change": (lambda: care.change_passphrase(words, new), self._is_changed),
            "renew": (lambda: care.renew_recovery_code(words), self._show_code),
            "remove": (lambda: care.remove_passphrase(words), self._is_removed),
        }
        call, done = calls[step]
        self._say(self._context.texts("workspace.protection.working"))
        self._background.run(call, done, self._failed)

    def _failed(self, found: object) -> None:
        self._say("")
        self._changed()
        self._context.report_problem(found)  # pyright: ignore[reportArgumentType]

    def _is_set(self, outcome: tuple[str, Sequence[Path]]) -> None:
        code, left = outcome
        self._done("is_set", "left_plain", left)
        self._show_code(code, self._said.text())

    def _is_changed(self, _nothing: None) -> None:
        self._done("is_changed", "", ())

    def _is_removed(self, left: Sequence[Path]) -> None:
        self._done("is_removed", "left_encrypted", left)

    def _done(self, what: str, left_key: str, left: Sequence[Path]) -> None:
        texts = self._context.texts
        said = texts(f"workspace.protection.{what}")
        if left:
            said += " " + texts(f"workspace.protection.{left_key}", names=", ".join(path.name for path in left))
        self._say(said)
        self._changed()

    def _show_code(self, code: str, said: str = "") -> None:
        self._say(said)
        self._changed()
        ShowCode(self._context.look, self._context.texts, code, self.window()).exec()
