"""The settings of questionnaires: which versions are at hand and who signed them; install, remove, trust a key."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from riskassess.desktop.background import Background
from riskassess.desktop.controls import Button, Dialog, Words
from riskassess.desktop.file_dialog import FileDialog
from riskassess.desktop.look import Look, tokens
from riskassess.desktop.shell.page import Context
from riskassess.problems import ProblemsFound
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.installing import Arriving, Known, Packs

_WIDTH = 480


class AskPack(Dialog):
    """Ask one clear question; Enter gives up, since what follows is for a reader who has read it."""

    def __init__(self, look: Look, texts: Texts, name: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(texts(f"packs.{name}.title"))
        self.setMinimumWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.MARGIN, tokens.MARGIN, tokens.MARGIN, tokens.PADDING)
        column.setSpacing(tokens.STEP)
        column.addWidget(Words(look, texts(f"packs.{name}.title"), "card", wrap=True))
        column.addWidget(Words(look, words, wrap=True))
        self.give_up, self.go_on = Button(texts("packs.give_up"), "primary"), Button(texts(f"packs.{name}.go_on"))
        self.give_up.setDefault(True)
        self.give_up.clicked.connect(self.reject)
        self.go_on.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(tokens.STEP)
        row.addStretch(1)
        row.addWidget(self.go_on)
        row.addWidget(self.give_up)
        column.addSpacing(tokens.STEP)
        column.addLayout(row)


class PackSettings(QWidget):
    """List the questionnaires of this workspace; reading a new one runs in the background."""

    def __init__(self, context: Context, background: Background) -> None:
        super().__init__()
        self._context, self._background = context, background
        look = context.look
        self.install, self.trust = Button(icon="folder"), Button()
        self.said = Words(look, use="second", wrap=True)
        self._means = Words(look, use="second", role="text2", wrap=True)
        self.rows: list[PackRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(tokens.STEP)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.STEP)
        for button in (self.install, self.trust):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.GAP)
        column.addLayout(self._list)
        column.addLayout(buttons)
        column.addWidget(self.said)
        column.addWidget(self._means)
        self.install.clicked.connect(self._choose_pack)
        self.trust.clicked.connect(self._choose_key)
        background.busy_changed.connect(lambda busy: self.setEnabled(not busy))
        self._say("")

    def retranslate(self, texts: Texts) -> None:
        """Say everything in another language."""
        self.install.setText(texts("packs.settings.install"))
        self.trust.setText(texts("packs.settings.trust"))
        self._means.setText(texts("packs.settings.means"))

    def show_packs(self) -> None:
        """List the packs anew."""
        self._clear()
        packs, texts = self._packs(), self._context.texts
        desk = self._context.desk
        may = desk is not None and not desk.read_only
        for button in (self.install, self.trust):
            button.setEnabled(may)
        if packs is None:
            return
        known, problems = packs.known()
        for one in known:
            row = PackRow(self._context.look, one, texts)
            row.remove.setEnabled(may)
            row.remove.clicked.connect(lambda _on=False, which=one: self._ask_remove(which))
            self._list.addWidget(row)
            self.rows.append(row)
        if problems:
            self._say("\n".join(" ".join(texts.problem(one)) for one in problems))

    def _clear(self) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.setParent(None)
            row.deleteLater()
        self.rows = []

    def _packs(self) -> Packs | None:
        from riskassess.app.installing import Packs

        desk = self._context.desk
        return None if desk is None else Packs(desk.path)

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _failed(self, found: ProblemsFound) -> None:
        self._say("")
        self._context.report_problem(found)

    # -- installing

    def _choose_pack(self) -> None:
        texts = self._context.texts
        kinds = f"{texts('packs.settings.files')} (*.zip pack.yaml)"
        chosen, _ = FileDialog.getOpenFileName(self.window(), texts("packs.settings.install"), "", kinds)
        if chosen:
            path = Path(chosen)
            self.look_at(path.parent if path.name == "pack.yaml" else path)

    def look_at(self, path: Path) -> None:
        """Read, verify and check a pack in the background, then install it or ask."""
        packs = self._packs()
        if packs is not None and self._background.run(lambda: packs.look_at(path), self._looked_at, self._failed):
            self._say(self._context.texts("packs.settings.looking", name=path.name))

    def _looked_at(self, arriving: Arriving) -> None:
        packs, texts = self._packs(), self._context.texts
        self._say("")
        if packs is None:
            return
        shown = {"title": arriving.called(texts.language), "version": arriving.version}
        if packs.is_there(arriving) and arriving.signed is None:
            self._say(texts("packs.settings.there", **shown))
            return
        if arriving.signed is None:
            asked = AskPack(
                self._context.look, texts, "unsigned", texts("packs.unsigned.means", **shown), self.window()
            )
            if not asked.exec():
                return
        try:
            packs.install(arriving)
        except ProblemsFound as found:
            self._failed(found)
            return
        self._changed(texts("packs.settings.installed", **shown))

    def _changed(self, words: str) -> None:
        desk = self._context.desk
        if desk is not None:
            desk.packs_changed()
        self._say(words)
        self.show_packs()

    # -- removing, trusting

    def _ask_remove(self, known: Known) -> None:
        packs, desk, texts = self._packs(), self._context.desk, self._context.texts
        if packs is None or desk is None:
            return
        shown = {"title": known.called(texts.language), "version": known.version}
        count = desk.assessments_of(known.sha256)
        means = texts("packs.remove.needed" if count else "packs.remove.means", count=count, **shown)
        if AskPack(self._context.look, texts, "remove", means, self.window()).exec():
            try:
                packs.remove(known.id, known.version)
            except ProblemsFound as found:
                self._failed(found)
                return
            self._changed(texts("packs.remove.done", **shown))

    def _choose_key(self) -> None:
        texts = self._context.texts
        kinds = f"{texts('packs.trust.files')} (*.pub)"
        chosen, _ = FileDialog.getOpenFileName(self.window(), texts("packs.settings.trust"), "", kinds)
        if chosen:
            self.ask_trust(Path(chosen))

    def ask_trust(self, path: Path) -> None:
        """Show whose key a file holds, and trust it when agreed."""
        packs, texts = self._packs(), self._context.texts
        if packs is None:
            return
        try:
            key = packs.read_key(path)
            means = texts("packs.trust.means", name=key.name, key=key.shown)
            if AskPack(self._context.look, texts, "trust", means, self.window()).exec():
                packs.trust(path)
                self._say(texts("packs.trust.done", name=key.name, key=key.shown))
        except ProblemsFound as found:
            self._failed(found)


class PackRow(QWidget):
    """Show one version: title, version, where it came from and who signed it."""

    def __init__(self, look: Look, known: Known, texts: Texts) -> None:
        super().__init__()
        self.known = known
        self.state = Words(look, _state(known, texts), "label", "text2", wrap=True)
        name = Words(look, f"{known.called(texts.language)} {known.version}", wrap=True)
        self.remove = Button(texts("packs.settings.remove"), "quiet")
        self.remove.setAccessibleName(f"{texts('packs.settings.remove')} {name.text()}")
        self.remove.setVisible(not known.shipped)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(name)
        lines.addWidget(self.state)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.STEP)
        row.addLayout(lines, 1)
        row.addWidget(self.remove)


def _state(known: Known, texts: Texts) -> str:
    issued = texts("packs.settings.issued", id=known.id, day=known.issued)
    if known.shipped:
        return issued + texts("packs.settings.shipped")
    if known.signed is None:
        return issued + texts("packs.settings.unsigned", day=known.installed_on)
    signed = {"name": known.signed.name, "key": known.signed.key}
    return issued + texts("packs.settings.signed", day=known.installed_on, **signed)
