"""Assessments side by side: which ones lie near, what they say, and the table that is handed on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from riskassess.app.cards import Card
from riskassess.app.child import ChildJob
from riskassess.app.keeping import Keeping
from riskassess.assessment.comparing import ComparedRow, Comparison, Measure, Reading, compare, differences_first
from riskassess.problems import refuse
from riskassess.workspace.relatives import found_near, of_same_project

if TYPE_CHECKING:
    from riskassess.app.opened import OpenAssessment
    from riskassess.assessment.values import GroupStanding

__all__ = [
    "MOST", "Card", "ChildJob", "Compared", "ComparedRow", "Comparing", "Comparison", "Measure", "Reading",
    "differences_first",
]  # fmt: skip

MOST = 5
"""How many can be compared at once: beyond it neither strokes nor columns can be told apart."""

_OFFERED = 40


@dataclass(frozen=True, slots=True)
class Compared:
    """Hold the assessments that are compared, in their order, and what was found."""

    assessments: tuple[OpenAssessment, ...]
    comparison: Comparison

    @property
    def over_time(self) -> bool:
        """Tell whether all of them are of one project of one client."""
        return len({(one.client, one.project) for one in self.assessments}) == 1


class Comparing:
    """The use cases of comparing over one workspace; `cards` gives the cards of some assessments."""

    def __init__(self, keeping: Keeping, cards: Callable[[Sequence[int]], tuple[Card, ...]]) -> None:
        self._keeping, self._cards = keeping, cards

    def same_project(self, assessment_id: int) -> tuple[int, ...]:
        """Return an assessment's own project's assessments, the one begun first before the others."""
        with self._keeping.workspace.reading() as connection:
            return of_same_project(connection, assessment_id)

    def offered(self, near: int | None, words: str = "") -> tuple[Card, ...]:
        """Return cards of assessments whose client or project contains all words; those near a given one first."""
        with self._keeping.workspace.reading() as connection:
            found = found_near(connection, near, words, _OFFERED)
        return tuple(card for card in self._cards(found) if card.problem is None)

    def compare(self, assessments: Sequence[OpenAssessment]) -> Compared:
        """Lay 2 to `MOST` assessments side by side; raises ProblemsFound for fewer or more."""
        if len(assessments) < 2:
            raise refuse("compare-too-few", count=len(assessments), most=MOST)
        if len(assessments) > MOST:
            raise refuse("compare-too-many", count=len(assessments), most=MOST)
        found = compare([(one.pack, one.answers) for one in assessments])
        return Compared(tuple(assessments), found)

    def export_xlsx(
        self, compared: Compared, path: Path, language: str, standings: Sequence[GroupStanding | None] = ()
    ) -> ChildJob:
        """Start writing a comparison as a workbook; what is found is its path.

        `standings` say where each assessment stands in a benchmark, where one is compared with.
        """
        from riskassess.app.comparison_sheets import comparison_sheets
        from riskassess.app.saving import file_job
        from riskassess.report.tables import sheet_data

        sheets = comparison_sheets(compared, language)
        pairs = zip(compared.assessments, standings, strict=False)
        placed = [(one, found) for one, found in pairs if found is not None]
        if placed:
            from riskassess.app.benchmark_sheet import benchmark_sheet
            from riskassess.texts import Texts

            sheets.append(benchmark_sheet(placed, Texts(language)))
        return file_job({"do": "tables", "sheets": [sheet_data(sheet) for sheet in sheets]}, path)
