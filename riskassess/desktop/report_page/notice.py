"""How a report is coming along: progress that can be cancelled, then where it was saved, with a button to open it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from riskassess.desktop.controls import Button, Icon, Panel, ProgressLine, Words
from riskassess.desktop.look import Look, tokens
from riskassess.texts import Texts


class ReportNotice(Panel):
    """Show the report that is being made, or was; hidden while there is none."""

    cancelled = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent, ground="tint")
        self._texts, self._path = Texts("zh"), Path()
        self.words, self.line = Words(look, wrap=True), ProgressLine(look)
        self.cancel, self.open, self.folder = Button(), Button(icon="report"), Button(kind="quiet", icon="folder")
        self.close_notice = Button(kind="quiet", icon="close")
        self.cancel.clicked.connect(self.cancelled)
        self.open.clicked.connect(lambda: self._show_file(self._path))
        self.folder.clicked.connect(lambda: self._show_file(self._path.parent))
        self.close_notice.clicked.connect(self.hide)
        said = QVBoxLayout()
        said.setSpacing(6)
        said.addWidget(self.words)
        said.addWidget(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.PADDING, tokens.STEP, tokens.STEP, tokens.STEP)
        row.setSpacing(tokens.STEP)
        row.addWidget(Icon("report"))
        row.addLayout(said, 1)
        for widget in (self.cancel, self.open, self.folder, self.close_notice):
            row.addWidget(widget)
        self.hide()

    def retranslate(self, texts: Texts) -> None:
        """Name the buttons in another language; what was said stays."""
        self._texts = texts
        self.cancel.setText(texts("result.report.cancel"))
        self.open.setText(texts("result.report.open"))
        self.folder.setText(texts("result.report.folder"))
        self.close_notice.name_only(texts("window.close_notice"))

    def show_progress(self, path: Path, share: float) -> None:
        """Say how far the report is."""
        words = self._texts("result.report.running", name=path.name, share=f"{share:.0%}")
        self._say(words, running=True)
        self.line.set_share(share, words)

    def show_saved(self, path: Path) -> None:
        """Say where the report was saved."""
        self._path = path
        self._say(self._texts("result.report.saved", path=path), saved=True)

    def show_cancelled(self) -> None:
        """Say that nothing was saved."""
        self._say(self._texts("result.report.cancelled"))

    def _say(self, words: str, running: bool = False, saved: bool = False) -> None:
        self.words.setText(words)
        self.setAccessibleName(words)
        self.line.setVisible(running)
        self.cancel.setVisible(running)
        self.open.setVisible(saved)
        self.folder.setVisible(saved)
        self.close_notice.setVisible(not running)
        self.show()

    def _show_file(self, path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
