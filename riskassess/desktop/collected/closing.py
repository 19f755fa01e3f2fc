"""The step of closing: what goes, what stays, and that it cannot be undone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from riskassess.desktop.collected.step import Step, allow, row
from riskassess.desktop.controls import Button, Check, Words
from riskassess.desktop.look import Look, tokens
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.committee_folder import Collection, Standing


class CloseStep(Step):
    """List what goes, take further files and folders, and ask for the end of a call."""

    name = "close"
    wanted, folder_asked, file_asked = Signal(), Signal(), Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.goes_head, self.stays_head = Words(look, bold=True), Words(look, bold=True)
        self.always, self.stays = Words(look, wrap=True), Words(look, wrap=True)
        self.checks: dict[Path, Check] = {}
        self._offered = QWidget()
        self._rows = QVBoxLayout(self._offered)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(tokens.STEP)
        self.add_folder, self.add_file = Button(icon="folder"), Button()
        self.sheet, self.unpublished = Words(look, wrap=True), Check()
        self.go_on = Button(kind="primary")
        self._published = False
        self.unpublished.toggled.connect(self._judge)
        self.add_folder.clicked.connect(self.folder_asked)
        self.add_file.clicked.connect(self.file_asked)
        self.go_on.clicked.connect(self.wanted)
        self.add(self.goes_head, self.always, self._offered, row(self.add_folder, self.add_file))
        self.add(self.stays_head, self.stays, self.sheet, self.unpublished, row(self.go_on))

    def retranslate(self, texts: Texts) -> None:
        """Say everything in another language."""
        super().retranslate(texts)
        for name in ("goes_head", "stays_head", "sheet"):
            getattr(self, name).setText(self.say(name))
        self.add_folder.setText(self.say("add_folder"))
        self.add_file.setText(self.say("add_file"))
        self.unpublished.setText(self.say("unpublished"))
        self.go_on.setText(self.say("go_on"))

    def show_standing(self, at: Collection | None, standing: Standing | None) -> None:
        """List what goes with a call, and what stays."""
        there = at is not None and standing is not None and standing.call is not None
        gone = at is not None and standing is not None and not (standing.has_store or standing.has_identity)
        closed = there and gone
        shown = there and not closed
        self._published = standing is not None and standing.is_published
        self.show_state(self.say("closed") if closed else "" if there else self.say("needs_call"))
        self.unpublished.setVisible(shown and not self._published)
        widgets = (self.goes_head, self.always, self._offered, self.add_folder, self.add_file)
        for widget in (*widgets, self.stays_head, self.stays, self.sheet, self.go_on):
            widget.setVisible(shown)
        if at is None or standing is None or not shown:
            self._clear()
            return
        goes = standing.goes
        own = [path for path in (at.store, at.rejected) if path in goes]
        self.always.setText("\n".join(self.say("goes", path=path, count=goes[path]) for path in own))
        self.always.setVisible(bool(own))
        for path in (path for path in goes if path not in own):
            self.offer(path, goes[path], chosen=True)
        self.stays.setText(self.say("stays", benchmark=at.benchmark, call=at.call, signing=at.signing_key))
        self._judge()

    def offer(self, path: Path, count: int, *, chosen: bool) -> None:
        """Offer to remove a file or folder as well."""
        if path not in self.checks:
            check = Check()
            check.setChecked(chosen)
            self._rows.addWidget(check)
            self.checks[path] = check
        self.checks[path].setText(self.say("goes", path=path, count=count))

    def also(self) -> list[Path]:
        """Return what is to go besides what always goes."""
        return [path for path, check in self.checks.items() if check.isChecked() and path.exists()]

    def forget(self) -> None:
        """Forget what was offered: another call was chosen."""
        self._clear()
        self.unpublished.setChecked(False)

    def _clear(self) -> None:
        for check in self.checks.values():
            self._rows.removeWidget(check)
            check.setParent(None)
            check.deleteLater()
        self.checks = {}

    def _judge(self) -> None:
        allow(self.go_on, self._published or self.unpublished.isChecked(), self.say("needs"))
