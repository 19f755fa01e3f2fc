"""The panel of the benchmark: own bands beside those of the group, of whom and when, and what it does not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from riskassess.assessment.values import GroupStanding
from riskassess.desktop.charts.bands import BandRow, BandRows, paint_cell, paint_own
from riskassess.desktop.controls import Flow, Hairline, Panel, Words
from riskassess.desktop.look import Look, tokens
from riskassess.questionnaire.values import Pack, wording
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.benchmarks import GroupWords

_KEYS = ("middle", "median", "own", "own_lowest")


class _Key(QWidget):
    """Show how one thing of the chart is drawn."""

    def __init__(self, look: Look, kind: str) -> None:
        super().__init__()
        self._look, self._kind = look, kind
        self.setFixedSize(QSize(16, 16))
        look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._kind.startswith("own"):
            paint_own(painter, QPointF(8, 8), self._kind == "own_lowest", self._look)
        else:
            paint_cell(painter, QRectF(1, 4, 14, 8), self._kind, self._look)
        painter.end()


class GroupPanel(Panel):
    """Show where an assessment stands in a benchmark; hidden where there is none."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._title = Words(look, bold=True)
        self.intro = Words(look, use="second", role="text2", wrap=True)
        self.warnings = Words(look, use="second", wrap=True)
        self.rows = BandRows(look)
        self._keys = [(_Key(look, kind), Words(look, use="label", role="text2")) for kind in _KEYS]
        self.figures = Words(look, use="second", wrap=True)
        self.limits = Words(look, use="label", role="text2", wrap=True)
        keys = Flow(spacing=tokens.GAP)
        for sign, words in self._keys:
            held = QWidget()
            pair = QHBoxLayout(held)
            pair.setContentsMargins(0, 0, 0, 0)
            pair.setSpacing(tokens.HALF)
            pair.addWidget(sign)
            pair.addWidget(words)
            keys.addWidget(held)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[tokens.PADDING] * 4)
        column.setSpacing(tokens.STEP)
        for part in (self._title, self.intro, self.warnings, self.rows):
            column.addWidget(part)
        column.addLayout(keys)
        column.addWidget(self.figures)
        column.addWidget(Hairline(look))
        column.addWidget(self.limits)
        self.hide()

    def retranslate(self, texts: Texts) -> None:
        """Say what no standing says in another language."""
        self._title.setText(texts("benchmark.title"))
        for (_, words), key in zip(self._keys, ("middle_half", "median", "own", "own_lowest"), strict=True):
            words.setText(texts(f"benchmark.panel.{key}"))

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
        heads = tuple(words.say(f"columns.{name}") for name in ("own", "middle_half", "median", "place"))
        rows = band_rows(words, pack, texts.language)
        told = texts("result.sentence_separator").join(_told(row, texts) for row in rows)
        self.rows.show_rows(rows, heads, texts("benchmark.panel.name"), told)
        self.figures.setText("\n".join(words.figures()))
        self.limits.setText(between.join(words.limits()))


def band_rows(words: GroupWords, pack: Pack, language: str) -> list[BandRow]:
    """Return the domains of a standing as the chart shows them."""
    rows: list[BandRow] = []
    for name, place in words.standing.domains.items():
        domain, group = pack.domain_by_id[name], place.group
        rows.append(
            BandRow(
                label=wording(domain.title, language),
                own=place.own,
                quartiles=(group.p25, group.p50, group.p75),
                lowest=place.quarter == "lowest",
                words=(words.band(place.own), words.middle(place), words.band(group.p50), words.quarter(place)),
                short=wording(domain.short, language) if domain.short else domain.id,
            )
        )
    return rows


def _told(row: BandRow, texts: Texts) -> str:
    own, middle, median, place = row.words
    key = "told" if row.own is not None else "told_open"
    return texts(f"benchmark.panel.{key}", domain=row.label, own=own, middle=middle, median=median, place=place)
