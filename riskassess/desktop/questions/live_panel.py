"""The live panel: readiness with its span, the domains against their targets, and this question's target as a sum.

Its parts keep their places whatever the numbers are; it is scored figures only and never waits for robustness.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from riskassess.desktop.charts import SpanRuler
from riskassess.desktop.controls import Elided, Flow, Ground, Hairline, StateDot, Words
from riskassess.desktop.look import Look, tokens
from riskassess.desktop.questions.figures import QuestionFigures, ReadinessFigures
from riskassess.desktop.questions.radar_section import RadarSection
from riskassess.desktop.sentences import CapLine
from riskassess.texts import Texts

_LETTERS = 6  # signs of a span of grades beyond which it is set smaller


class ReadinessSection(QWidget):
    """Show readiness, the span of grades, how far open questions could move it, and what limits it."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._texts = look, Texts("zh")
        self._title, self._basis = Words(look, bold=True), Words(look, use="label", role="text2")
        self.number, self._of = Words(look, use="figure"), Words(look, use="body", role="text2")
        self._grade_label, self.grade = Elided(look, role="text2"), Words(look, use="title")
        self.ruler = SpanRuler(look)
        self.sentence = Words(look, use="second", role="text2", wrap=True)
        self._caps = QVBoxLayout()
        self._caps.setSpacing(2)
        self._cap_rows: list[tuple[QWidget, StateDot, Words]] = []
        head, figures = Flow(right_from=1, row_spacing=0), QHBoxLayout()
        head.addWidget(self._title)
        head.addWidget(self._basis)
        bottom = Qt.AlignmentFlag.AlignBottom
        figures.setSpacing(tokens.STEP)
        figures.addWidget(self.number, 0, bottom)
        figures.addWidget(self._of, 1, bottom)
        figures.addWidget(self._grade_label, 0, bottom)
        figures.addWidget(self.grade, 0, bottom)
        self._of.setContentsMargins(0, 0, 0, 6)
        self._grade_label.setFixedHeight(32)  # it centres its words, which puts them on the line of the others
        self.grade.setContentsMargins(0, 0, 0, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addLayout(figures)
        column.addWidget(self.ruler)
        column.addWidget(self.sentence)
        column.addLayout(self._caps)

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._texts = texts
        self._title.setText(texts("questions.live.readiness"))
        self._of.setText(texts("questions.live.of_hundred"))

    def show_figures(self, shown: ReadinessFigures) -> None:
        """Show figures."""
        texts = self._texts
        self._basis.setText(shown.basis)
        self.number.setText(shown.number)
        self.grade.set_use("title" if len(shown.grade) <= _LETTERS else "card", bold=True)
        self.grade.setText(shown.grade)
        self._grade_label.setText(texts("questions.live.grade" if shown.complete else "questions.live.span"))
        self.sentence.setText(shown.sentence)
        told = texts("questions.live.told", number=shown.number, sentence=shown.sentence, grade=shown.grade)
        self.ruler.show_span(shown.scale, (shown.low, shown.now, shown.high), shown.ends, told)
        self._show_caps(shown.caps)

    def _show_caps(self, caps: tuple[CapLine, ...]) -> None:
        while len(self._cap_rows) < len(caps):
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(6)
            dot, words = StateDot(self._look, size=tokens.SMALL_DOT), Words(self._look, use="second", wrap=True)
            dot.setContentsMargins(0, 4, 0, 0)
            row.addWidget(dot)
            row.addWidget(words, 1)
            self._caps.addWidget(line)
            self._cap_rows.append((line, dot, words))
        for number, (line, dot, words) in enumerate(self._cap_rows):
            line.setVisible(number < len(caps))
            if number < len(caps):
                words.setText(caps[number].words)
                dot.set_state(caps[number].sign, "")


class TargetSection(QWidget):
    """Show how this question's target comes about: lines that add up, and why."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._texts = look, Texts("zh")
        self._title, self._worth = Words(look, bold=True), Words(look, use="label", role="text2")
        self.reach, self._now = Words(look, use="card"), Words(look, role="text2")
        self._sum = QGridLayout()
        self._sum.setVerticalSpacing(2)
        self._sum.setHorizontalSpacing(tokens.GAP)
        self._sum.setColumnStretch(0, 1)
        self._cells: list[tuple[Words, Words]] = []
        self._line = Hairline(look)
        self.total = (Words(look, use="second", wrap=True), Words(look, use="second", bold=True))
        self._why = Words(look, use="second", role="text2", wrap=True)
        head, figures, total = Flow(right_from=1, row_spacing=0), Flow(row_spacing=0), QHBoxLayout()
        for row, widgets in ((head, (self._title, self._worth)), (figures, (self.reach, self._now))):
            for widget in widgets:
                row.addWidget(widget)
        total.addWidget(self.total[0], 1)
        total.addWidget(self.total[1], 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.HALF)
        for part in (head, figures, self._sum):
            column.addLayout(part)
        column.addWidget(self._line)
        column.addLayout(total)
        column.addWidget(self._why)

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._texts = texts
        self._title.setText(texts("questions.target.title"))

    def sum_lines(self) -> list[tuple[str, str]]:
        """Return the lines shown, without the total."""
        return [(words.text(), number.text()) for words, number in self._cells if not words.isHidden()]

    def show_figures(self, shown: QuestionFigures) -> None:
        """Show a question's target."""
        texts = self._texts
        self._worth.setText(shown.worth)
        self.reach.setText(texts("questions.target.reach", level=shown.level_to_reach))
        now = "now_open" if shown.now is None else "now"
        self._now.setText(texts(f"questions.target.{now}", level=shown.now))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        while len(self._cells) < len(shown.sum.lines):
            words, number = Words(self._look, use="second", role="text2", wrap=True), Words(self._look, use="second")
            self._sum.addWidget(words, len(self._cells), 0)
            self._sum.addWidget(number, len(self._cells), 1, right)
            self._cells.append((words, number))
        for index, (words, number) in enumerate(self._cells):
            used = index < len(shown.sum.lines)
            words.setVisible(used)
            number.setVisible(used)
            if used:
                words.setText(shown.sum.lines[index].words)
                number.setText(shown.sum.lines[index].number)
        self.total[0].setText(shown.sum.total.words)
        self.total[1].setText(shown.sum.total.number)
        self._why.setText("\n".join(shown.sum.reasons))
        self._why.setVisible(bool(shown.sum.reasons))


class LivePanel(Ground):
    """Hold the three parts over one another; what does not fit is scrolled."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "bg", "l", parent)
        self.readiness, self.radar, self.target = ReadinessSection(look), RadarSection(look), TargetSection(look)
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(tokens.PADDING, tokens.PADDING, tokens.PADDING, tokens.PADDING)
        column.setSpacing(tokens.GAP)
        column.addWidget(self.readiness)
        column.addWidget(Hairline(look))
        column.addWidget(self.radar, 1)
        column.addWidget(Hairline(look))
        column.addWidget(self.target)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(sheet)
        around = QVBoxLayout(self)
        around.setContentsMargins(1, 0, 0, 0)
        around.addWidget(area)

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        for section in (self.readiness, self.radar, self.target):
            section.retranslate(texts)
