"""The step of publishing: what would be shown and what not, before anything is signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QDoubleValidator
from PySide6.QtWidgets import QVBoxLayout, QWidget

from riskassess.desktop.collected.fields import LineField
from riskassess.desktop.collected.shown import ShownFigures
from riskassess.desktop.collected.step import Step, allow, row
from riskassess.desktop.controls import Button, Segments, Words
from riskassess.desktop.gate.view import SecretField
from riskassess.desktop.look import Look, tokens
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.committee_folder import Collection, Standing
    from riskassess.app.committee_work import Preview
    from riskassess.questionnaire.values import Pack

WAYS = ("usual", "shares", "noise")
LANGUAGES = ("zh", "en", "both")
REPORTS = (".pdf", ".xlsx")


class PublishStep(Step):
    """Let the way be chosen, looked at, and signed; nothing is signed that has not been looked at."""

    name = "publish"
    look_wanted, wanted, folder_wanted, report_wanted = Signal(), Signal(str), Signal(), Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.way, self._way_means = Segments(look), Words(look, use="second", role="text2", wrap=True)
        self.epsilon = LineField(look)
        self.epsilon.line.setValidator(QDoubleValidator(0.0, 100.0, 3, self))
        self.epsilon.line.setMaximumWidth(96)
        self.look_at, self.shown = Button(kind="primary"), ShownFigures(look)
        self.words, self.publish = SecretField(look), Button(kind="primary", icon="lock")
        self.folder, self._can_see = Button(icon="folder"), False
        self.report_head, self._report_means = Words(look, bold=True), Words(look, role="text2", wrap=True)
        self.report_language = Segments(look)
        self.reports = {suffix: Button(icon="report") for suffix in REPORTS}
        self._choice, self._signing = QWidget(), QWidget()
        choice = QVBoxLayout(self._choice)
        choice.setContentsMargins(0, 0, 0, 0)
        choice.setSpacing(tokens.STEP)
        for widget in (self.way, self._way_means, self.epsilon):
            choice.addWidget(widget)
        choice.addLayout(row(self.look_at))
        signing = QVBoxLayout(self._signing)
        signing.setContentsMargins(0, 0, 0, 0)
        signing.setSpacing(tokens.GAP)
        signing.addWidget(self.words)
        signing.addLayout(row(self.publish))
        self.add(self._choice, row(self.folder), self.report_head, self._report_means, self.report_language)
        self.add(row(*self.reports.values()), self.shown, self._signing)
        for suffix, button in self.reports.items():
            button.clicked.connect(lambda _on=False, of=suffix: self.report_wanted.emit(of))
        self.way.chosen.connect(self._take_way)
        self.epsilon.changed.connect(self.forget)
        self.look_at.clicked.connect(self.look_wanted)
        self.publish.clicked.connect(lambda: self.wanted.emit(self.words.words()))
        self.folder.clicked.connect(self.folder_wanted)
        self.words.line.textChanged.connect(self._judge)
        self.forget()

    def retranslate(self, texts: Texts) -> None:
        """Say everything in another language."""
        super().retranslate(texts)
        chosen = self.way.value() or WAYS[0]
        self.way.set_options([(one, self.say(f"ways.{one}")) for one in WAYS])
        self.way.set_value(chosen)
        self.way.set_name(self.say("way"))
        self.epsilon.name(self.say("epsilon"), "1.0")
        self.look_at.setText(self.say("look_at"))
        self.words.name(self.say("words"), texts("workspace.ask.seen"))
        self.publish.setText(self.say("publish"))
        self.folder.setText(texts("collected.open_folder"))
        self.report_head.setText(self.say("report_head"))
        self._report_means.setText(self.say("report_means"))
        language = self.report_language.value() or texts.language
        self.report_language.set_options([(one, texts(f"report_page.languages.{one}")) for one in LANGUAGES])
        self.report_language.set_value(language if language in LANGUAGES else LANGUAGES[0])
        self.report_language.set_name(self.say("report_head"))
        for suffix, button in self.reports.items():
            button.setText(self.say("report", format=suffix.lstrip(".").upper()))
        self.shown.retranslate(texts)
        self._show_way()
        self._judge()

    def show_standing(self, at: Collection | None, standing: Standing | None) -> None:
        """Say whether there is anything to publish, or where what was published stands."""
        published = standing is not None and standing.is_published
        ready = standing is not None and standing.call is not None and standing.has_store and not published
        self._choice.setVisible(ready)
        for widget in (self.folder, self.report_head, self._report_means, self.report_language):
            widget.setVisible(published)
        for button in self.reports.values():
            button.setVisible(published)
        if not ready:
            self.forget()
        if at is not None and published:
            self.show_state(self.say("published", path=at.benchmark))
        else:
            self.show_state("" if ready else self.say("needs_intake"))

    def epsilon_given(self) -> float | None:
        """Return the budget of the noise, or None without noise."""
        if self.way.value() != "noise":
            return None
        try:
            return float(self.epsilon.words().replace(",", ".") or 1.0)
        except ValueError:
            return 0.0  # refused with a sentence, as any that is out of range

    def show_preview(self, preview: Preview, pack: Pack | None) -> None:
        """Show what would be published, and let it be signed."""
        self.shown.show_figures(preview, pack)
        self._can_see = True
        self.shown.setVisible(True)
        self._signing.setVisible(True)
        self._judge()

    def forget(self) -> None:
        """Forget what was looked at: something else would be published now."""
        self._can_see = False
        self.shown.setVisible(False)
        self._signing.setVisible(False)
        self.look_at.set_kind("primary")

    def _take_way(self) -> None:
        self.forget()
        self._show_way()

    def _show_way(self) -> None:
        way = str(self.way.value() or WAYS[0])
        self._way_means.setText(self.say(f"way_means.{way}"))
        self.epsilon.setVisible(way == "noise")

    def _judge(self) -> None:
        self.look_at.set_kind("ordinary" if self._can_see else "primary")  # one primary button at a time
        allow(self.publish, self._can_see and bool(self.words.words()), self.say("needs"))
