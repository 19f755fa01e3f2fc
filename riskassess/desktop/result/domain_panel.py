"""The panel of domains: a bar for each, what the signs mean, and the scale once in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from riskassess.desktop.charts import Bar, DomainBars
from riskassess.desktop.controls import Hairline, Panel, StateDot, Words
from riskassess.desktop.look import Look, tokens
from riskassess.desktop.result.rows import told_bar
from riskassess.texts import Texts


class _Swatch(QWidget):
    """Show how level and target are drawn."""

    def __init__(self, look: Look, tick: bool) -> None:
        super().__init__()
        self._look, self._tick = look, tick
        self.setFixedSize(QSize(2 if tick else 12, 12 if tick else 8))
        look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("text" if self._tick else "accent"))
        painter.end()


class DomainPanel(Panel):
    """Show the domains with their targets and how much of them is attained."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._texts = Texts("zh")
        self._title = Words(look, bold=True)
        self._keys = [Words(look, use="label", role="text2") for _ in range(3)]
        self.bars = DomainBars(look)
        self._signs = [(StateDot(look, s, tokens.SMALL_DOT), Words(look, use="label", role="text2")) for s in _SIGNS]
        self._scale = Words(look, use="label", role="text2", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._title, 1)
        for swatch, words in zip((_Swatch(look, False), _Swatch(look, True), None), self._keys, strict=True):
            if swatch is not None:
                head.addWidget(swatch)
            head.addWidget(words)
            head.addSpacing(6)
        signs = QHBoxLayout()
        signs.setSpacing(6)
        for dot, words in self._signs:
            signs.addWidget(dot)
            signs.addWidget(words)
            signs.addSpacing(tokens.STEP)
        signs.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        held = QWidget()
        inside = QVBoxLayout(held)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.bars)
        inside.addStretch(1)
        area.setWidget(held)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.PADDING, tokens.PADDING, tokens.PADDING, tokens.GAP)
        column.setSpacing(tokens.STEP)
        column.addLayout(head)
        column.addWidget(area, 1)
        column.addWidget(Hairline(look))
        column.addLayout(signs)
        column.addWidget(self._scale)

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._texts = texts
        self._title.setText(texts("result.domains.title"))
        for words, key in zip(self._keys, ("level", "target", "attained"), strict=True):
            words.setText(texts(f"result.domains.{key}"))
        self._scale.setText(texts("result.domains.scale"))

    def show_bars(self, bars: Sequence[Bar], weak_below: str) -> None:
        """Show bars; `weak_below` is the share under which a domain is weak, empty when no cap asks."""
        texts = self._texts
        told = texts("result.sentence_separator").join(told_bar(bar, texts) for bar in bars)
        self.bars.show_bars(bars, texts("result.domains.title"), told)
        weak = texts("result.domains.weak", below=weak_below)
        for (dot, words), (state, said) in zip(
            self._signs, (("red_line", texts("result.domains.red_line")), ("weak", weak)), strict=True
        ):
            words.setText(said)
            dot.set_state(state, said)
            shown = state == "red_line" or bool(weak_below)
            words.setVisible(shown)
            dot.setVisible(shown)


_SIGNS = ("red_line", "weak")
