"""Problems shown to a person: all of them together, each with what is wrong and what to do, and nothing lost."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from riskassess.desktop.controls import Button, Dialog, Ground, Words
from riskassess.desktop.look import Look, tokens
from riskassess.problems import Problem
from riskassess.texts import Texts

_WIDTH = 560
_TALLEST = 480


class ProblemWindow(Dialog):
    """Say what happened, what was kept and what to do; the details can be copied."""

    def __init__(
        self, look: Look, texts: Texts, problems: Sequence[Problem], parent: QWidget | None = None, details: str = ""
    ) -> None:
        super().__init__(parent)
        self._texts = texts
        self._details = details or "\n".join(texts.problem_line(found) for found in problems)
        self.setWindowTitle(texts("window.problem.title"))
        self.setMinimumWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.MARGIN, tokens.MARGIN, tokens.MARGIN, tokens.PADDING)
        column.setSpacing(tokens.PADDING)
        title = texts("window.problem.heading", count=len(problems)) if problems else texts("window.problem.unexpected")
        column.addWidget(Words(look, title, "card", wrap=True))
        if problems:
            column.addWidget(self._list(look, problems), 1)
        column.addWidget(Words(look, texts("window.problem.kept"), role="text2", wrap=True))
        column.addLayout(self._buttons())

    def details(self) -> str:
        """Return what *Copy details* copies."""
        return self._details

    def _list(self, look: Look, problems: Sequence[Problem]) -> QWidget:
        content = Ground(look, "bg")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, tokens.STEP, 0)
        column.setSpacing(tokens.GAP)
        for found in problems:
            what, do = self._texts.problem(found)
            one = QVBoxLayout()
            one.setSpacing(2)
            if found.place.file or found.place.sheet:  # a path inside our own data says nothing to a reader
                one.addWidget(Words(look, str(found.place), "label", "text3", wrap=True))
            one.addWidget(Words(look, what, wrap=True))
            one.addWidget(Words(look, do, role="text2", wrap=True))
            column.addLayout(one)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(content)
        area.setMinimumHeight(min(_TALLEST, column.totalHeightForWidth(_WIDTH - 3 * tokens.MARGIN) + 4))
        return area

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(tokens.STEP)
        copy = Button(self._texts("window.problem.copy"), "quiet", "copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._details))
        go_on = Button(self._texts("window.problem.go_on"), "primary")
        go_on.setDefault(True)
        go_on.setFocus()
        go_on.clicked.connect(self.accept)
        row.addWidget(copy)
        row.addStretch(1)
        row.addWidget(go_on)
        return row
