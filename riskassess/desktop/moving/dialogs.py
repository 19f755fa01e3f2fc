"""What moving does, shown before anything is done: both scores side by side, every list; and what was left behind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from riskassess.desktop.controls import Button, Dialog, Panel, Words
from riskassess.desktop.look import Look, tokens
from riskassess.desktop.moving.wording import Section, score_lines, sections
from riskassess.questionnaire.values import wording
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.moving import Move

_WIDTH, _HIGH, _LEAST, _LINE = 620, 640, 220, 24


class _Showing(Dialog):
    def __init__(self, look: Look, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.look = look
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(tokens.MARGIN, tokens.MARGIN, tokens.MARGIN, tokens.PADDING)
        self.column.setSpacing(tokens.GAP)
        self.column.addWidget(Words(look, title, "card", wrap=True))

    def say(self, words: str) -> None:
        self.column.addWidget(Words(self.look, words, role="text2", wrap=True))

    def show_lists(self, lists: Sequence[Section]) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, tokens.STEP, 0)
        column.setSpacing(tokens.HALF)
        for heading, lines in lists:
            if heading:
                column.addSpacing(tokens.STEP)
                column.addWidget(Words(self.look, heading, bold=True, wrap=True))
            for line in lines:
                column.addWidget(Words(self.look, line, "second", wrap=True))
        column.addStretch(1)
        area = QScrollArea()
        area.setProperty("no_ring", True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(content)
        self.column.addWidget(area, 1)
        count = sum(len(lines) + 2 * bool(heading) for heading, lines in lists)
        self.resize(_WIDTH, min(_HIGH, _LEAST + _LINE * count))

    def add_buttons(self, *buttons: Button) -> None:
        row = QHBoxLayout()
        row.setSpacing(tokens.STEP)
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        self.column.addLayout(row)


class AskMove(_Showing):
    """Show what moving an assessment comes to, and ask."""

    def __init__(self, look: Look, texts: Texts, planned: Move, parent: QWidget | None = None) -> None:
        versions = {"old": planned.before.version, "new": planned.after.version}
        title = wording(planned.after.title, texts.language)
        super().__init__(look, texts("packs.move.title", title=title, version=versions["new"]), parent)
        self.say(texts("packs.move.means", **versions))
        scores = QHBoxLayout()
        scores.setSpacing(tokens.PADDING)
        for pack, result in ((planned.before, planned.old), (planned.after, planned.new)):
            scores.addWidget(self._score(*score_lines(pack, result, texts)), 1)
        self.column.addLayout(scores)
        lists = sections(planned, texts)
        if lists:
            self.show_lists(lists)
        else:
            self.say(texts("packs.move.nothing"))
        self.give_up, self.go_on = Button(texts("packs.give_up"), "quiet"), Button(texts("packs.move.go_on"), "primary")
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(self.accept)
        self.give_up.clicked.connect(self.reject)
        self.add_buttons(self.give_up, self.go_on)

    def _score(self, heading: str, grade: str, readiness: str) -> Panel:
        panel = Panel(self.look)
        panel.setAccessibleName(" ".join((heading, grade, readiness)))
        column = QVBoxLayout(panel)
        column.setContentsMargins(*[tokens.GAP] * 4)
        column.setSpacing(tokens.HALF)
        column.addWidget(Words(self.look, heading, "label", "text2"))
        column.addWidget(Words(self.look, grade, "title"))
        column.addWidget(Words(self.look, readiness, "second", wrap=True))
        column.addStretch(1)
        return panel


class ShowLeft(_Showing):
    """Show the answers that had no place in the version moved to."""

    def __init__(
        self, look: Look, texts: Texts, lines: Sequence[str], version: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, texts("packs.left.title"), parent)
        self.say(texts("packs.left.means", version=version))
        self.show_lists((("", tuple(lines)),))
        close = Button(texts("packs.close"), "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        self.add_buttons(close)
