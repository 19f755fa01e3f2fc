"""What is published, shown before it is: parts with their size classes, bands of the part chosen, what is withheld."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from riskassess.desktop.columns import fit
from riskassess.desktop.controls import Words
from riskassess.desktop.look import Look, tokens
from riskassess.questionnaire.values import Pack, wording
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.committee_work import Preview

_MOST_ROWS = 10
_WHY = ("merged", "too-few-marks", "shares-too-few", "shares-exposed")
_WARNINGS = ("open-collection", "shares-per-group")


class ShownFigures(QWidget):
    """Show a benchmark as it would be read."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._texts = Texts("zh")
        self._pack: Pack | None = None
        self._benchmark: Mapping[str, Any] = {}
        self._cost: Mapping[str, Any] | None = None
        self.head, self.parts = Words(look, bold=True, wrap=True), _table()
        self.bands_head, self.bands = Words(look, bold=True, wrap=True), _table()
        self.notes = Words(look, wrap=True)
        self.parts.currentCellChanged.connect(self._show_bands)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.STEP)
        for widget in (self.head, self.parts, self.bands_head, self.bands, self.notes):
            column.addWidget(widget)

    def retranslate(self, texts: Texts) -> None:
        """Say everything in another language."""
        self._texts = texts
        self.parts.setAccessibleName(texts("collected.publish.parts"))
        self.bands.setAccessibleName(texts("collected.publish.bands_name"))
        if self._benchmark:
            self._show()

    def show_figures(self, preview: Preview, pack: Pack | None) -> None:
        """Show what would be published, in the words of its questionnaire."""
        self._benchmark, self._cost, self._pack = preview.benchmark, preview.cost, pack
        self._show()

    def _show(self) -> None:
        say, shown = self._say, self._benchmark
        low, high = shown["whole"]["size"]
        self.head.setText(say("would_show", low=low, high=high, count=len(shown["parts"])))
        rows = [(say("whole"), _size(shown["whole"], say), shown["whole"]["as_of"])]
        rows += [(self._named(one["groups"]), _size(one, say), one["as_of"]) for one in shown["parts"]]
        _fill(self.parts, [say("column_part"), say("column_size"), say("column_as_of")], rows)
        self.parts.setCurrentCell(0, 0)
        self.notes.setText("\n".join(self._notes()))
        self._show_bands()

    def _show_bands(self) -> None:
        row = self.parts.currentRow()
        if not self._benchmark or row < 0:
            return
        one = self._benchmark["whole"] if row == 0 else self._benchmark["parts"][row - 1]
        say = self._say
        item = self.parts.item(row, 0)
        self.bands_head.setText(say("bands", part=item.text() if item is not None else ""))
        rows = [(self._domain(name), *(_band(bands[key]) for key in bands)) for name, bands in one["domains"].items()]
        heads = [say("column_domain"), say("p25"), say("p50"), say("p75")]
        _fill(self.bands, heads, rows)

    def _notes(self) -> Iterator[str]:
        say, shown = self._say, self._benchmark
        for one in shown["withheld"]:
            why = str(one["why"])
            what = self._named(one["groups"]) if "groups" in one else say("questions", count=len(one["questions"]))
            yield say(f"why.{why.replace('-', '_')}", what=what) if why in _WHY else say("why.other", what=what)
        for warning in shown["warnings"]:
            if warning in _WARNINGS:
                yield say(f"warning.{str(warning).replace('-', '_')}")
        if self._cost is not None:
            figures = {name: f"{self._cost[name]:.0f}" for name in ("grades", "marks")}
            yield say("cost", parts=self._cost["parts"], **figures)
        if "noise" in shown:
            noise = shown["noise"]
            yield say("noise", by=noise["by"], epsilon=f"{noise['epsilon']:.3g}", spent=f"{noise['spent']:.3g}")

    def _say(self, key: str, **fields: object) -> str:
        return self._texts(f"collected.publish.{key}", **fields)

    def _named(self, groups: Sequence[str]) -> str:
        titles = {one["id"]: wording(one["title"], self._texts.language) for one in self._benchmark["groups"]}
        return self._texts("collected.publish.joined").join(titles[one] for one in groups)

    def _domain(self, name: str) -> str:
        known = self._pack.domain_by_id.get(name) if self._pack is not None else None
        return name if known is None else wording(known.title, self._texts.language)


def _size(one: Mapping[str, Any], say: Any) -> str:
    low, high = one["size"]
    return say("size", low=low, high=high)


def _band(band: int) -> str:
    return f"{band * 10}–{band * 10 + 10}"


def _table() -> QTableWidget:
    table = QTableWidget()
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return table


def _fill(table: QTableWidget, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table.blockSignals(True)
    table.setColumnCount(len(heads))
    table.setRowCount(len(rows))
    table.setHorizontalHeaderLabels(list(heads))
    for at, cells in enumerate(rows):
        for column, said in enumerate(cells):
            item = QTableWidgetItem(said)
            item.setToolTip(said)
            table.setItem(at, column, item)
    fit(table, 1, _MOST_ROWS)
    table.blockSignals(False)
