"""Where compared assessments stand in a benchmark, as one sheet of the workbook that is handed on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from riskassess.assessment.values import GroupStanding, Standing
from riskassess.questionnaire.values import wording
from riskassess.report.group_words import GroupWords
from riskassess.report.tables import Cell, TableColumn, TableSheet
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.opened import OpenAssessment

Placed = tuple["OpenAssessment", GroupStanding]


def benchmark_sheet(placed: Sequence[Placed], texts: Texts) -> TableSheet:
    """Return a row for each domain of each assessment: own band, the group's quartiles, and where that is."""
    heads = (("own", 12), ("low", 14), ("median", 12), ("high", 14), ("place", 36))
    columns = [
        TableColumn(texts("compare.sheet.client"), 26),
        TableColumn(texts("compare.sheet.project"), 26),
        TableColumn(texts("benchmark.columns.domain"), 34),
        *(TableColumn(texts(f"benchmark.columns.{key}"), width) for key, width in heads),
    ]
    rows = [
        _row(one, domain, standing, GroupWords(found, texts), texts)
        for one, found in placed
        for domain, standing in found.domains.items()
    ]
    return TableSheet(texts("benchmark.compare.scope"), _notes(placed, texts), tuple(columns), tuple(rows))


def _row(one: OpenAssessment, domain: str, standing: Standing, words: GroupWords, texts: Texts) -> tuple[Cell, ...]:
    group = standing.group
    bands = (words.band(band) for band in (standing.own, group.p25, group.p50, group.p75))
    title = wording(one.pack.domain_by_id[domain].title, texts.language)
    return (one.client, one.project, title, *bands, words.quarter(standing))


def _notes(placed: Sequence[Placed], texts: Texts) -> tuple[str, ...]:
    groups = [f"{one.client} / {one.project}: {GroupWords(found, texts).intro()[1]}" for one, found in placed]
    first = GroupWords(placed[0][1], texts)
    return (first.intro()[0], *groups, *first.warnings(), *first.limits())
