"""The panel at the top: grade or span, readiness, the verdict in words, each cap as a line, and the ruler."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from riskassess.desktop.charts import Ruler, RulerRow, Scale
from riskassess.desktop.controls import Button, GradeSquare, Hairline, Panel, SpanBox, StateDot, TermWords, Words
from riskassess.desktop.controls.term_words import Explaining
from riskassess.desktop.glossary import Marking
from riskassess.desktop.look import Look, tokens
from riskassess.desktop.sentences import CapLine
from riskassess.texts import Texts

_GRADE, _SPAN = 96, 56
_LEAST = 216


@dataclass(frozen=True, slots=True)
class Verdict:
    """Hold what the summary says; `grade` is (letter, place, count), or None while something is open."""

    grade: tuple[str, int, int] | None
    grade_name: str
    span: tuple[str | None, str | None]
    number: str
    sentence: str
    caps: tuple[CapLine, ...]
    more: tuple[str, ...]


class Summary(Panel):
    """Say the result in one view: no grade without its reason beside it."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._look = look
        self.square, self.span = GradeSquare(look, _GRADE), SpanBox(look, _SPAN)
        self.number = Words(look, use="figure")
        self._of, self._label = Words(look, role="text2"), TermWords(look, role="text2")
        self.verdict, self.more = Words(look, use="card", wrap=True), Words(look, use="second", role="text2", wrap=True)
        self._caps = QVBoxLayout()
        self._caps.setSpacing(2)
        self._cap_rows: list[tuple[QWidget, StateDot, TermWords]] = []
        self.ruler = Ruler(look)
        self.trust = Words(look, use="label", role="text2", wrap=True)
        self.how = Button(kind="quiet")
        self.how.setFont(look.font("label"))
        self.how.set_low(22, 4, 4)
        self._line = Hairline(look, upright=True)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(tokens.MARGIN, tokens.PADDING, tokens.MARGIN, tokens.GAP)
        self._row.setSpacing(tokens.MARGIN)
        self._row.addLayout(self._said(), 1)
        self._row.addWidget(self._line)
        self._row.addLayout(self._ruled(), 1)
        self.setMinimumHeight(_LEAST)

    def _said(self) -> QHBoxLayout:
        figures = QHBoxLayout()
        figures.setSpacing(tokens.STEP)
        figures.addWidget(self.number, 0, Qt.AlignmentFlag.AlignBottom)
        for words in (self._of, self._label):
            words.setContentsMargins(0, 0, 0, 6)
            figures.addWidget(words, 0, Qt.AlignmentFlag.AlignBottom)
        figures.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(tokens.HALF)
        column.addLayout(figures)
        column.addWidget(self.verdict)
        column.addSpacing(2)
        column.addLayout(self._caps)
        column.addSpacing(2)
        column.addWidget(self.more)
        column.addStretch(1)
        said = QHBoxLayout()
        said.setSpacing(tokens.MARGIN)
        top = Qt.AlignmentFlag.AlignTop
        said.addWidget(self.square, 0, top)
        said.addWidget(self.span, 0, top)
        said.addLayout(column, 1)
        return said

    def _ruled(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(tokens.HALF)
        column.addWidget(self.ruler)
        foot = QHBoxLayout()
        foot.addWidget(self.trust, 1)
        foot.addWidget(self.how, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(foot)
        column.addStretch(1)
        return column

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self.how.setText(texts("trace.open_panel"))
        self._of.setText(texts("result.summary.of_hundred"))
        self._label.setText(texts("result.summary.readiness"))

    def set_narrow(self, narrow: bool) -> None:
        """Put the ruler under the words, or beside them."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(down if narrow else across)
        self._row.setSpacing(tokens.GAP if narrow else tokens.MARGIN)
        self._line.setVisible(not narrow)

    def show_verdict(self, shown: Verdict, marking: Marking) -> None:
        """Show the grade, or the span while anything is open, and why; its terms are marked first."""
        self._label.show_words(self._label.text(), marking.of(self._label.text()))
        self.square.setVisible(shown.grade is not None)
        self.span.setVisible(shown.grade is None)
        if shown.grade is not None:
            self.square.set_grade(*shown.grade, shown.grade_name)
        self.span.set_span(*shown.span, shown.sentence)
        self.number.setText(shown.number)
        self.verdict.setText(shown.sentence)
        self.more.setText("\n".join(shown.more))
        self._show_caps(shown.caps, marking)

    def _show_caps(self, caps: Sequence[CapLine], marking: Marking) -> None:
        while len(self._cap_rows) < len(caps):
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 2, 0, 2)
            row.setSpacing(tokens.STEP)
            dot, words = StateDot(self._look), TermWords(self._look)
            row.addWidget(dot)
            row.addWidget(words, 1)
            self._caps.addWidget(line)
            self._cap_rows.append((line, dot, words))
        for number, (line, dot, words) in enumerate(self._cap_rows):
            line.setVisible(number < len(caps))
            if number < len(caps):
                words.show_words(caps[number].words, marking.of(caps[number].words))
                dot.set_state(caps[number].sign, "")

    def words(self) -> list[str]:
        """Return the words here whose terms are marked."""
        return [self._label.text(), *(words.text() for line, _, words in self._cap_rows if not line.isHidden())]

    def explaining(self) -> list[Explaining]:
        """Return what can explain terms here."""
        return [self._label, *(words for _, _, words in self._cap_rows)]

    def show_ruler(self, scale: Scale, rows: Sequence[RulerRow], name: str, told: str, trust: str) -> None:
        """Show the ruler and what is said under it."""
        self.ruler.show_rows(scale, rows, name, told)
        self.trust.setText(trust)
