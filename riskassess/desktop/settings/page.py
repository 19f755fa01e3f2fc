"""The settings that there are: each takes effect at once, none needs a restart."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from riskassess import __version__
from riskassess.desktop.background import Background
from riskassess.desktop.controls import Button, Check, Panel, Segments, Words
from riskassess.desktop.look import tokens
from riskassess.desktop.settings.backups import Backups
from riskassess.desktop.settings.benchmarks import BenchmarkSettings
from riskassess.desktop.settings.packs import PackSettings
from riskassess.desktop.settings.place import DataPlace
from riskassess.desktop.settings.protection import Protection
from riskassess.desktop.shell.page import ROLES, Context
from riskassess.texts import Texts, languages

if TYPE_CHECKING:
    from riskassess.app.assessments import Desk, OpenAssessment
    from riskassess.app.care import Standing

_WIDTH = 680
_TITLES = {
    "caution": "window.caution",
    "place": "place.title",
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
        self.roles = {role: Check() for role in ROLES}
        for role, check in self.roles.items():
            check.setChecked(role in self._context.roles)
            check.toggled.connect(self._take_roles)
        self._panel("roles", *self.roles.values(), self._say("roles_mean"))
        self._background = Background()
        self._looking, self._look_again = Background(), False  # of its own: it looks whatever else is going on
        self.place = DataPlace(self._context, self._background)
        self._panel("place", self.place)
        self.protection = Protection(self._context, self._background, self._show_standing)
        self.backups = Backups(self._context, self._background, self._show_standing)
        self.packs = PackSettings(self._context, self._background)
        self._panel("packs", self.packs)
        self.benchmarks = BenchmarkSettings(self._context, self._background)
        self._panel("benchmarks", self.benchmarks)
        self._panel("protection", self.protection)
        self._panel("backups", self.backups)
        self.licences = Button()
        self.licences.clicked.connect(lambda _on: self._show_licences())
        said = [self._say(name) for name in ("version", "caution", "offline", "licences")]
        about = self._panel("about", *said)
        about.addWidget(self.licences, 0, Qt.AlignmentFlag.AlignLeft)

    def _panel(self, name: str, *parts: QWidget) -> QVBoxLayout:
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
        return column

    def _say(self, name: str) -> Words:
        self._titles[name] = Words(self._context.look, use="second", role="text2", wrap=True)
        return self._titles[name]

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
        self.licences.setText(texts("licences.see"))
        for role, check in self.roles.items():
            check.setText(texts(f"window.settings.role_{role}"))
        for panel in (self.place, self.packs, self.benchmarks, self.protection, self.backups):
            panel.retranslate(texts)
        self.place.show_place()
        self._show_standing()
        self.packs.show_packs()
        self.benchmarks.show_benchmarks()

    def _show_licences(self) -> None:
        from riskassess.desktop.settings.licences import LicencesWindow

        LicencesWindow(self._context.look, self._context.texts, self.widget.window()).exec()

    def heading(self) -> tuple[str, str]:
        """Return what the top bar says."""
        return self._context.texts("window.settings.heading"), ""

    def show_assessment(self, assessment: OpenAssessment | None) -> None:
        """Show nothing of it: settings belong to the window."""

    def activated(
        self, *, benchmark: Path | None = None, pack: Path | None = None, key: Path | None = None, **_what: Any
    ) -> None:
        """Show where the data are now, how safe, and what is installed; what was opened elsewhere is looked at."""
        self.scheme.set_value(self._context.look.scheme)
        self.place.show_place()
        self._show_standing()
        self.packs.show_packs()
        self.benchmarks.show_benchmarks()
        if benchmark is not None:
            self.benchmarks.look_at(benchmark)
        if pack is not None:
            self.packs.look_at(pack)
        if key is not None:
            self.packs.ask_trust(key)

    def _take_roles(self) -> None:
        chosen = (role for role, check in self.roles.items() if check.isChecked())
        self._context.set_setting("roles", ",".join(chosen))

    def _show_standing(self) -> None:
        """Show how safe the data are; found in a thread, since rows are counted: 20 ms for a million."""
        desk = self._context.desk
        if desk is None:
            self._tell_standing(None, None)
            return

        def find() -> tuple[Desk, Standing | None]:
            try:
                return desk, desk.care.standing()
            except Exception:
                if desk is self._context.desk:
                    raise
                return desk, None  # it was closed meanwhile, and another is shown

        if not self._looking.run(find, lambda found: self._tell_standing(*found), self._context.report_problem):
            self._look_again = True  # what is being looked up may have changed since

    def is_looking(self) -> bool:
        """Tell whether it is still being found out how safe the data are."""
        return self._looking.is_busy

    def _tell_standing(self, desk: Desk | None, standing: Standing | None) -> None:
        if self._look_again or desk is not self._context.desk:
            self._look_again = False
            self._show_standing()
            return
        self.protection.show_standing(standing)
        self.backups.show_standing(standing)
