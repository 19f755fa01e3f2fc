"""The compared assessments beside a benchmark: each in the group that it belongs to, since groups may differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from riskassess.assessment.values import GroupStanding
from riskassess.desktop.charts.band_keys import BandKeys
from riskassess.desktop.charts.bands import BandRows
from riskassess.desktop.charts.marks import Mark
from riskassess.desktop.controls import Button, Elided, Panel, Words
from riskassess.desktop.group_rows import show_in
from riskassess.desktop.look import Look, tokens
from riskassess.questionnaire.values import Pack, wording
from riskassess.texts import Texts

_WIDEST = 320


@dataclass(frozen=True, slots=True)
class Block:
    """Hold one assessment: its place from 0, its name, and where it stands; None where it cannot be held against it."""

    number: int
    name: str
    standing: GroupStanding | None
    pack: Pack


class BenchmarkCard(Panel):
    """Show the benchmark among what is compared; `gone` asks to take it out."""

    gone = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setMaximumWidth(_WIDEST)
        self._kind = Words(look, use="label", role="text2")
        self._title, self._state = Elided(look, bold=True), Elided(look, use="label", role="text2")
        self.remove = Button(kind="quiet", icon="close")
        self.remove.setFixedWidth(tokens.CONTROL)
        self.remove.clicked.connect(self.gone)
        head = QHBoxLayout()
        head.addWidget(self._kind, 1)
        head.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.PADDING, tokens.HALF, tokens.STEP, tokens.GAP)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._title)
        column.addWidget(self._state)
        column.addStretch(1)
        self.hide()

    def show_benchmark(self, title: str, published: str, texts: Texts) -> None:
        """Show a benchmark."""
        self._kind.setText(texts("benchmark.compare.kind"))
        self._title.setText(title)
        self._state.setText(texts("benchmark.compare.published", day=published))
        self.setAccessibleName(f"{self._kind.text()} {title} {self._state.text()}")
        self.remove.name_only(texts("compare.remove", name=title))


class _BlockPart(QWidget):
    """Show one assessment's bands."""

    def __init__(self, look: Look, number: int) -> None:
        super().__init__()
        self.name = Words(look, bold=True, wrap=True)
        self.group = Words(look, use="second", role="text2", wrap=True)
        self.rows = BandRows(look)
        head = QHBoxLayout()
        head.setSpacing(tokens.STEP)
        head.addWidget(Mark(look, number))
        head.addWidget(self.name, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, tokens.STEP)
        column.setSpacing(tokens.HALF)
        column.addLayout(head)
        column.addWidget(self.group)
        column.addWidget(self.rows)

    def show_block(self, block: Block, texts: Texts) -> None:
        from riskassess.app.benchmarks import GroupWords

        self.name.setText(block.name)
        self.rows.setVisible(block.standing is not None)
        if block.standing is None:
            self.group.setText(texts("benchmark.compare.other_version"))
            return
        words = GroupWords(block.standing, texts)
        self.group.setText(words.intro()[1])
        show_in(self.rows, words, block.pack, texts)


class GroupBlocks(QScrollArea):
    """Show a block for each assessment, then what the signs mean and what the comparison does not say."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.parts: list[_BlockPart] = []
        self._keys, self.limits = BandKeys(look), Words(look, use="label", role="text2", wrap=True)
        held = QWidget()
        self._column = QVBoxLayout(held)
        self._column.setContentsMargins(tokens.PADDING, tokens.STEP, tokens.PADDING, tokens.STEP)
        self._column.setSpacing(tokens.STEP)
        self._column.addWidget(self._keys)
        self._column.addWidget(self.limits)
        self._column.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(held)
        self.hide()

    def show_blocks(self, blocks: Sequence[Block], texts: Texts) -> None:
        """Show where some assessments stand."""
        from riskassess.app.benchmarks import GroupWords

        while len(self.parts) < len(blocks):
            self.parts.append(_BlockPart(self._look, len(self.parts)))
            self._column.insertWidget(len(self.parts) - 1, self.parts[-1])
        for part in self.parts[len(blocks) :]:
            part.hide()
        for part, block in zip(self.parts, blocks, strict=False):
            part.show_block(block, texts)
            part.show()
        self._keys.retranslate(texts)
        between = texts("report.join.sentence_separator")
        known = next((GroupWords(one.standing, texts) for one in blocks if one.standing is not None), None)
        self.limits.setText("" if known is None else between.join((*known.warnings(), *known.limits())))
        self.setAccessibleName(texts("benchmark.compare.title"))


def title_of(standing: GroupStanding, texts: Texts) -> str:
    """Return what the committee calls its collection."""
    return wording(standing.title, texts.language)
