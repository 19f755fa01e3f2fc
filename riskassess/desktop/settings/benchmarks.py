"""The settings of benchmarks: which are installed, of which call, signed by whom, until when; install and remove."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from riskassess.desktop.background import Background
from riskassess.desktop.controls import Button, Words
from riskassess.desktop.file_dialog import FileDialog
from riskassess.desktop.look import Look, tokens
from riskassess.desktop.shell.page import Context
from riskassess.problems import ProblemsFound
from riskassess.questionnaire.values import wording
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.assessments import Desk
    from riskassess.app.benchmarks import Arriving, Benchmarks, Installed


class BenchmarkSettings(QWidget):
    """List the benchmarks of this workspace and take new ones, chosen or dragged in; reading runs in the background.

    Removing asks nothing: the file can be installed again.
    """

    def __init__(self, context: Context, background: Background) -> None:
        super().__init__()
        self._context, self._background = context, background
        self._listing = Background(self)  # of its own, since a list is read whatever else is going on
        look = context.look
        self.install = Button(icon="folder")
        self.said = Words(look, use="second", wrap=True)
        self._none = Words(look, role="text2", wrap=True)
        self._means = Words(look, use="second", role="text2", wrap=True)
        self.rows: list[BenchmarkRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(tokens.STEP)
        buttons = QHBoxLayout()
        buttons.addWidget(self.install)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.GAP)
        column.addLayout(self._list)
        column.addWidget(self._none)
        column.addLayout(buttons)
        column.addWidget(self.said)
        column.addWidget(self._means)
        self.setAcceptDrops(True)
        self.install.clicked.connect(self._choose)
        background.busy_changed.connect(lambda busy: self.setEnabled(not busy))
        self._say("")

    def retranslate(self, texts: Texts) -> None:
        """Say everything in another language."""
        self.install.setText(texts("benchmark.settings.install"))
        self._none.setText(texts("benchmark.settings.none"))
        self._means.setText(texts("benchmark.settings.means"))

    def show_benchmarks(self) -> None:
        """List the benchmarks anew; with none installed nothing is read, otherwise in the background."""
        desk = self._context.desk
        self.install.setEnabled(self._may_write())
        if desk is None or not desk.has_benchmarks():
            self._show(())
        else:
            self._listing.run(lambda: _installed(desk), self._show, self._failed)

    def _show(self, installed: tuple[Installed, ...]) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.setParent(None)
            row.deleteLater()
        self.rows = [BenchmarkRow(self._context.look, one, self._context.texts) for one in installed]
        for row in self.rows:
            row.remove.setEnabled(self._may_write())
            row.remove.clicked.connect(lambda _on=False, which=row: self.remove(which))
            self._list.addWidget(row)
        self._none.setVisible(not self.rows)

    def _may_write(self) -> bool:
        desk = self._context.desk
        return desk is not None and not desk.read_only

    def _benchmarks(self) -> Benchmarks | None:
        desk = self._context.desk
        return None if desk is None else desk.benchmarks

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _failed(self, found: ProblemsFound) -> None:
        self._say("")
        self._context.report_problem(found)

    # -- installing and removing

    def _choose(self) -> None:
        texts = self._context.texts
        kinds = f"{texts('benchmark.settings.files')} (*.json)"
        chosen, _ = FileDialog.getOpenFileName(self.window(), texts("benchmark.settings.install"), "", kinds)
        if chosen:
            self.look_at(Path(chosen))

    def look_at(self, path: Path) -> None:
        """Read and verify a benchmark in the background, then install it; its signature is all the asking there is."""
        benchmarks = self._benchmarks()
        if benchmarks is None or not self._may_write():
            return
        if self._background.run(lambda: benchmarks.look_at(path), self._looked_at, self._failed):
            self._say(self._context.texts("benchmark.settings.looking", name=path.name))

    def _looked_at(self, arriving: Arriving) -> None:
        benchmarks, texts = self._benchmarks(), self._context.texts
        if benchmarks is None:
            return
        title = wording(arriving.benchmark.title, texts.language)
        if benchmarks.is_there(arriving):
            self._say(texts("benchmark.settings.there", title=title))
            return
        try:
            benchmarks.install(arriving)
        except ProblemsFound as found:
            self._failed(found)
            return
        self._say(texts("benchmark.settings.installed", title=title, expires=arriving.benchmark.expires))
        self.show_benchmarks()

    def remove(self, row: BenchmarkRow) -> None:
        """Take a benchmark away."""
        benchmarks = self._benchmarks()
        if benchmarks is None:
            return
        try:
            benchmarks.remove(row.installed.call)
        except ProblemsFound as found:
            self._failed(found)
            return
        self._say(self._context.texts("benchmark.settings.removed", title=row.title))
        self.show_benchmarks()
        self.install.setFocus()

    # -- dragging in

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._may_write() and _file_in(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _file_in(event)
        if path is not None:
            event.acceptProposedAction()
            self.look_at(path)


def _installed(desk: Desk) -> tuple[Installed, ...]:
    """List what is installed; in a thread, since the first look loads what checks signatures."""
    return desk.benchmarks.installed()


def _file_in(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None


class BenchmarkRow(QWidget):
    """Show one benchmark: what the committee calls it, of which call, until when, signed by whom."""

    def __init__(self, look: Look, installed: Installed, texts: Texts) -> None:
        super().__init__()
        self.installed = installed
        found = installed.benchmark
        self.title = installed.call if found is None else wording(found.title, texts.language)
        self.state = Words(look, _state(installed, texts), "label", "text2", wrap=True)
        self.remove = Button(texts("benchmark.settings.remove"), "quiet")
        self.remove.setAccessibleName(f"{texts('benchmark.settings.remove')} {self.title}")
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(Words(look, self.title, wrap=True))
        lines.addWidget(self.state)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.STEP)
        row.addLayout(lines, 1)
        row.addWidget(self.remove)


def _state(one: Installed, texts: Texts) -> str:
    if one.problem is not None:
        what, do = texts.problem(one.problem)
        return texts("benchmark.settings.damaged", call=one.call, what=what, do=do)
    published = "" if one.benchmark is None else one.benchmark.published
    fields = {"call": one.call, "published": published, "expires": one.expires}
    if one.expired:
        return texts("benchmark.settings.expired", **fields)
    return texts("benchmark.settings.state", name=one.signer, key=one.key, **fields)
