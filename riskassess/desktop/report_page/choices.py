"""What goes into a report: its language, its sections, a logo on the cover; and the buttons that save it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from riskassess.desktop.controls import Button, Check, Ground, Hairline, Segments, Words
from riskassess.desktop.look import Look, tokens
from riskassess.texts import Texts

_LOGO = QSize(160, 48)
_CHECK = tokens.LIVE_PANEL - 2 * tokens.PADDING - 24  # px beside a scroll bar


class ChoicesPanel(Ground):
    """Offer what can be chosen; `changed` tells that the pages must be made anew, `save` carries a suffix."""

    changed = Signal()
    save = Signal(str)

    def __init__(self, look: Look, languages: Sequence[str], sections: Sequence[str], formats: Sequence[str]) -> None:
        super().__init__(look, "surface", "l")
        self.setFixedWidth(tokens.LIVE_PANEL)
        self._languages, self._formats = languages, formats
        self.language = Segments(look, breaks=True)
        self.language.chosen.connect(lambda _value: self.changed.emit())
        self.sections = {name: Check(width=_CHECK) for name in sections}
        for check in self.sections.values():
            check.setChecked(True)
            check.clicked.connect(lambda _on: self.changed.emit())
        self.saves = {suffix: Button(kind="primary" if suffix == formats[0] else "ordinary") for suffix in formats}
        for suffix, button in self.saves.items():
            button.clicked.connect(lambda _on=False, of=suffix: self.save.emit(of))
        self.choose_logo, self.remove_logo, self._logo = Button(), Button(kind="quiet"), Words(look)
        self._titles = {name: Words(look, bold=True) for name in ("language", "sections", "logo")}
        self._state, self._logo_means = (Words(look, use="second", role="text2", wrap=True) for _ in range(2))
        self._lay_out(look)
        self.show_logo(None)

    def _lay_out(self, look: Look) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.PADDING, tokens.PADDING, tokens.PADDING, tokens.PADDING)
        column.setSpacing(tokens.STEP)
        column.addWidget(self._state)
        column.addWidget(self._titles["language"])
        column.addWidget(self.language)
        column.addWidget(self._titles["sections"])
        column.addWidget(self._section_list(), 1)
        column.addWidget(self._titles["logo"])
        column.addWidget(self._logo)
        column.addLayout(_row((self.choose_logo, self.remove_logo)))
        column.addWidget(self._logo_means)
        column.addWidget(Hairline(look))
        first, *others = self.saves.values()
        column.addWidget(first)
        column.addLayout(_row(others))

    def _section_list(self) -> QScrollArea:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(tokens.STEP)
        for check in self.sections.values():
            column.addWidget(check)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        return area

    def retranslate(self, texts: Texts) -> None:
        """Say everything in another language."""
        for name, words in self._titles.items():
            words.setText(texts(f"report_page.{name}"))
        self.language.set_options([(name, texts(f"report_page.languages.{name}")) for name in self._languages])
        self.language.set_name(texts("report_page.language"))
        for name, check in self.sections.items():
            check.setText(texts(f"report.sections.{name}"))
        first = self._formats[0]
        for suffix, button in self.saves.items():
            name = suffix.lstrip(".").upper()
            key = "save_first" if suffix == first else "save_other"
            button.set_words(texts(f"report_page.{key}", format=name), texts("report_page.save_tip", format=name))
        self.choose_logo.setText(texts("report_page.choose_logo"))
        self.remove_logo.setText(texts("report_page.remove_logo"))
        self._logo_means.setText(texts("report_page.logo_means"))
        self._logo.setAccessibleName(texts("report_page.logo"))

    def show_state(self, words: str) -> None:
        """Say whether this is a draft, and what that does to the pages."""
        self._state.setText(words)

    def left_out(self) -> frozenset[str]:
        """Return the sections that are switched off."""
        return frozenset(name for name, check in self.sections.items() if not check.isChecked())

    def show_logo(self, content: bytes | None) -> None:
        """Show the logo that is on the cover, or that there is none."""
        picture = QPixmap()
        if content:
            picture.loadFromData(content)
        shown = not picture.isNull()
        if shown:
            keep = Qt.AspectRatioMode.KeepAspectRatio
            self._logo.setPixmap(picture.scaled(_LOGO, keep, Qt.TransformationMode.SmoothTransformation))
        for widget in (self._logo, self.remove_logo):
            widget.setVisible(shown)

    def set_saving(self, saving: bool) -> None:
        """Let one report at a time be saved."""
        for button in self.saves.values():
            button.setEnabled(not saving)


def _row(widgets: Sequence[QWidget]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(tokens.STEP)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
