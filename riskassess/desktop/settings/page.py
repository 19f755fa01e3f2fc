"""The settings that there are: each takes effect at once, none needs a restart."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from riskassess import __version__
from riskassess.desktop.background import Background
from riskassess.desktop.controls import Button, Check, Panel, Segments, Words
from riskassess.desktop.look import tokens
from riskassess.desktop.settings.backups import Backups
from riskassess.desktop.settings.benchmarks import BenchmarkSettings
from riskassess.desktop.settings.packs import PackSettings
from riskassess.desktop.settings.protection import Protection
from riskassess.desktop.shell.page import Context
from riskassess.problems import ProblemsFound
from riskassess.texts import Texts, languages

if TYPE_CHECKING:
    from riskassess.app.assessments import OpenAssessment

_WIDTH = 680
_TITLES = {
    "caution": "window.caution",
    "protection": "workspace.protection.title",
    "backups": "workspace.backups.title",
    "packs": "packs.settings.title",
    "benchmarks": "benchmark.settings.title",
}


class SettingsPage:
    """Show the settings as one panel a subject."""

    name = "settings"

    def __init__(self, context: Context) -> None:
        self._context = context
        self._titles: dict[str, Words] = {}
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setProperty("no_ring", True)
        content = QWidget()
        across = QHBoxLayout(content)
        across.setContentsMargins(tokens.MARGIN, tokens.MARGIN, tokens.MARGIN, tokens.MARGIN)
        self._column = QVBoxLayout()
        self._column.setSpacing(tokens.PADDING)
        across.addLayout(self._column)
        across.addStretch(1)
        self._build()
        self._column.addStretch(1)
        area.setWidget(content)
        self.widget: QWidget = area
        self.retranslate(context.texts)

    def _build(self) -> None:
        look = self._context.look
        self.language, self.scheme = Segments(look, breaks=True), Segments(look, breaks=True)
        self.language.chosen.connect(lambda value: self._context.set_setting("language", str(value)))
        self.scheme.chosen.connect(lambda value: self._context.set_setting("scheme", str(value)))
        self._panel("language", self.language, self._say("language_means"))
        self._panel("look", self.scheme)
        self.keys = Check()
        self.keys.setChecked(self._context.single_keys)
        self.keys.toggled.connect(lambda on: self._context.set_setting("single_keys", "on" if on else "off"))
        self._panel("keys", self.keys, self._say("keys_means"))
        self._path = Words(look, wrap=True)
        self._panel("data", self._path, self._path_buttons(), self._say("data_means"))
        self._background = Background()
        self.protection = Protection(self._context, self._background, self._show_standing)
        self.backups = Backups(self._context, self._background, self._show_standing)
        self.packs = PackSettings(self._context, self._background)
        self._panel("packs", self.packs)
        self.benchmarks = BenchmarkSettings(self._context, self._background)
        self._panel("benchmarks", self.benchmarks)
        self._panel("protection", self.protection)
        self._panel("backups", self.backups)
        self._panel("about", self._say("version"), self._say("caution"), self._say("offline"), self._say("licences"))

    def _panel(self, name: str, *parts: QWidget) -> None:
        panel = Panel(self._context.look)
        panel.setFixedWidth(_WIDTH)
        column = QVBoxLayout(panel)
        column.setContentsMargins(*[tokens.PADDING] * 4)
        column.setSpacing(tokens.STEP)
        self._titles[name] = Words(self._context.look, bold=True)
        column.addWidget(self._titles[name])
        for part in parts:
            column.addWidget(part)
        self._column.addWidget(panel)

    def _say(self, name: str) -> Words:
        self._titles[name] = Words(self._context.look, use="second", role="text2", wrap=True)
        return self._titles[name]

    def _path_buttons(self) -> QWidget:
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.STEP)
        self.copy_path, self.open_folder = Button(icon="copy"), Button(icon="folder")
        self.copy_path.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._path.text()))
        self.open_folder.clicked.connect(self._open_folder)
        for button in (self.copy_path, self.open_folder):
            row.addWidget(button)
        row.addStretch(1)
        return buttons

    def retranslate(self, texts: Texts) -> None:
        """Say everything in another language; a language names itself."""
        for name, words in self._titles.items():
            key = _TITLES.get(name, f"window.settings.{name}")
            words.setText(texts(key, version=__version__) if name == "version" else texts(key))
        self.language.set_options([(one, Texts(one)("window.language_name")) for one in languages()])
        self.language.set_value(texts.language)
        self.language.set_name(texts("window.settings.language"))
        self.scheme.set_options([(one, texts(f"window.settings.look_{one}")) for one in tokens.SCHEMES])
        self.scheme.set_value(self._context.look.scheme)
        self.scheme.set_name(texts("window.settings.look"))
        self.keys.setText(texts("window.settings.keys_on"))
        self.copy_path.setText(texts("window.settings.copy_path"))
        self.open_folder.setText(texts("window.settings.open_folder"))
        for panel in (self.packs, self.benchmarks, self.protection, self.backups):
            panel.retranslate(texts)
        self._show_path()
        self._show_standing()
        self.packs.show_packs()
        self.benchmarks.show_benchmarks()

    def heading(self) -> tuple[str, str]:
        """Return what the top bar says."""
        return self._context.texts("window.settings.heading"), ""

    def show_assessment(self, assessment: OpenAssessment | None) -> None:
        """Show nothing of it: settings belong to the window."""

    def activated(self, *, benchmark: Path | None = None, **_what: Any) -> None:
        """Show where the data are now, how safe, and what is installed; a `benchmark` that was opened is installed."""
        self._show_path()
        self._show_standing()
        self.packs.show_packs()
        self.benchmarks.show_benchmarks()
        if benchmark is not None:
            self.benchmarks.look_at(benchmark)

    def _show_standing(self) -> None:
        desk = self._context.desk
        try:
            standing = None if desk is None else desk.care.standing()
        except ProblemsFound as found:
            self._context.report_problem(found)
            return
        self.protection.show_standing(standing)
        self.backups.show_standing(standing)

    def _show_path(self) -> None:
        desk = self._context.desk
        self._path.setText(str(desk.path) if desk is not None else self._context.texts("window.settings.data_none"))
        for button in (self.copy_path, self.open_folder):
            button.setVisible(desk is not None)

    def _open_folder(self) -> None:
        if self._context.desk is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self._context.desk.path).parent)))
