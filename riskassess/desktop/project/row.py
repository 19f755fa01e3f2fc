"""A row of the form: what is asked, help one click away, the editor, and what is wrong with what was typed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from riskassess.desktop.controls import Button, Icon, Words
from riskassess.desktop.look import Look, tokens
from riskassess.texts import Texts

LABEL = 232  # px for what is asked


class FormRow(QWidget):
    """Put a title, a help button and an editor on one line; help and a fault unfold below it."""

    def __init__(
        self,
        look: Look,
        texts: Texts,
        title: str,
        help_text: str,
        editor: QWidget,
        *,
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._help = Words(look, help_text, "second", "text2", wrap=True)
        self._help.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.HALF)
        line = QHBoxLayout()
        line.setSpacing(tokens.PADDING)
        line.addWidget(self._asked(look, texts, title, required, bool(help_text)), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(editor, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(line)
        self._wrong = Words(look, use="second", wrap=True)
        self._fault = self._fault_line()
        column.addLayout(_indented(self._help))
        column.addLayout(_indented(self._fault))

    def _asked(self, look: Look, texts: Texts, title: str, required: bool, helped: bool) -> QWidget:
        asked = QWidget()
        asked.setFixedWidth(LABEL)
        row = QHBoxLayout(asked)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.HALF)
        words = Words(look, title, wrap=True)
        words.setContentsMargins(0, 6, 0, 6)
        row.addWidget(words, 1, Qt.AlignmentFlag.AlignTop)
        self._mark = Words(look, use="label", role="text3")
        self._mark.setContentsMargins(0, 9, 0, 0)
        if required:
            self._mark.setText(texts("window.project.required"))
            row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        if helped:
            self.help_button = Button(kind="quiet", icon="help")
            self.help_button.setFixedWidth(tokens.CONTROL)
            self.help_button.setCheckable(True)
            self.help_button.name_only(texts("window.project.help", field=title))
            self.help_button.toggled.connect(self._help.setVisible)
            row.addWidget(self.help_button, 0, Qt.AlignmentFlag.AlignTop)
        return asked

    def _fault_line(self) -> QWidget:
        fault = QWidget()
        row = QHBoxLayout(fault)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.STEP)
        row.addWidget(Icon("notice", 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._wrong, 1)
        fault.hide()
        return fault

    def mark_missing(self, missing: bool) -> None:
        """Make the mark of a required field plain while it is not given, and faint once it is."""
        self._mark.set_role("warn" if missing else "text3")
        self._mark.set_use("label", bold=missing)

    def tell_wrong(self, sentence: str) -> None:
        """Say what is wrong with what was typed, or nothing."""
        self._wrong.setText(sentence)
        self._fault.setVisible(bool(sentence))

    def wrong(self) -> str:
        """Return what is said to be wrong now."""
        return self._wrong.text() if not self._fault.isHidden() else ""


def _indented(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(LABEL + tokens.PADDING, 0, 0, 0)
    row.addWidget(widget)
    return row
