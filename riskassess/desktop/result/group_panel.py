"""The panel of the benchmark: own bands beside those of the group, of whom and when, and what it does not say."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from riskassess.assessment.values import GroupStanding
from riskassess.desktop.charts.band_keys import BandKeys
from riskassess.desktop.charts.bands import BandRows
from riskassess.desktop.controls import Hairline, Panel, Words
from riskassess.desktop.group_rows import show_in
from riskassess.desktop.look import Look, tokens
from riskassess.questionnaire.values import Pack
from riskassess.texts import Texts


class GroupPanel(Panel):
    """Show where an assessment stands in a benchmark; hidden where there is none."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._title = Words(look, bold=True)
        self.intro = Words(look, use="second", role="text2", wrap=True)
        self.warnings = Words(look, use="second", wrap=True)
        self.rows, self._keys = BandRows(look), BandKeys(look)
        self.figures = Words(look, use="second", wrap=True)
        self.limits = Words(look, use="label", role="text2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[tokens.PADDING] * 4)
        column.setSpacing(tokens.STEP)
        for part in (self._title, self.intro, self.warnings, self.rows, self._keys, self.figures):
            column.addWidget(part)
        column.addWidget(Hairline(look))
        column.addWidget(self.limits)
        self.hide()

    def retranslate(self, texts: Texts) -> None:
        """Say what no standing says in another language."""
        self._title.setText(texts("benchmark.title"))
        self._keys.retranslate(texts)

    def show_standing(self, standing: GroupStanding | None, pack: Pack, texts: Texts) -> None:
        """Show a standing, or nothing."""
        self.setVisible(standing is not None)
        if standing is None:
            return
        from riskassess.app.benchmarks import GroupWords

        words, between = GroupWords(standing, texts), texts("report.join.sentence_separator")
        self.intro.setText(between.join(words.intro()))
        warnings = words.warnings()
        self.warnings.setText(between.join(warnings))
        self.warnings.setVisible(bool(warnings))
        show_in(self.rows, words, pack, texts)
        self.figures.setText("\n".join(words.figures()))
        self.limits.setText(between.join(words.limits()))
