"""A comparison as tables for a workbook: the assessments, their domains, their questions; differences first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from riskassess.app.profile_differences import profile_rows
from riskassess.assessment.comparing import ComparedRow, Measure, Reading, differences_first
from riskassess.questionnaire.values import Pack, Text, wording
from riskassess.report.tables import Cell, TableColumn, TableSheet
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.comparing import Compared
    from riskassess.app.opened import OpenAssessment

_FACTS = (
    TableColumn("number", 6, "level"),
    TableColumn("client", 26),
    TableColumn("project", 26),
    TableColumn("as_of", 12, "day"),
    TableColumn("standing", 12),
    TableColumn("pack", 34),
    TableColumn("answered", 14),
    TableColumn("readiness", 10, "figure"),
    TableColumn("low", 10, "figure"),
    TableColumn("high", 10, "figure"),
    TableColumn("substantiated", 12, "figure"),
    TableColumn("capability", 10, "figure"),
    TableColumn("grade", 12),
)


def comparison_sheets(compared: Compared, language: str) -> list[TableSheet]:
    """Return four sheets; without a common questionnaire the first alone, which then says so."""
    texts, found = Texts(language), compared.comparison
    sheets = [_facts(compared, texts)]
    if found.same_questionnaire:
        sheets.append(_profiles(compared, texts))
        sheets.append(_rows_sheet(compared, found.domains, "domains", texts))
        sheets.append(_rows_sheet(compared, found.questions, "questions", texts))
    return sheets


def version_notes(compared: Compared, texts: Texts) -> list[str]:
    """Say what different packs mean for the comparison; nothing where there is one."""
    found = compared.comparison
    if not found.same_questionnaire:
        return [texts("compare.other_questionnaire")]
    if found.same_pack:
        return []
    versions = texts("result.list_separator").join(dict.fromkeys(version for _, version in found.versions))
    reworded = sum(row.reworded for row in found.questions)
    alone = sum(None in row.readings for row in found.questions)
    lines = [texts("compare.other_version", versions=versions)]
    lines += [texts("compare.reworded", count=reworded)] if reworded else []
    return [*lines, texts("compare.only_in_some", count=alone)] if alone else lines


def grade_words(one: OpenAssessment) -> str:
    """Return a complete assessment's grade, otherwise the span, worse first."""
    grade = one.result.grade
    if one.result.complete:
        return grade.point or ""
    return (grade.low or "") if grade.low == grade.high else f"{grade.low}–{grade.high}"


def standing_words(one: OpenAssessment, texts: Texts) -> str:
    """Say whether it is finished or a draft, and which revision."""
    if one.status == "finished":
        return texts("window.states.finished")
    first = one.revision == 1
    return texts("window.states.draft" if first else "window.states.revision", number=one.revision)


def row_title(compared: Compared, row: ComparedRow, texts: Texts) -> str:
    """Return what a domain or question is called in the first pack that has it."""
    packs = [one.pack for one in compared.assessments]
    return wording(next(title for title in (_title(pack, row) for pack in packs) if title), texts.language)


def _title(pack: Pack, row: ComparedRow) -> Text | None:
    of = pack.domain_by_id.get(row.id) or pack.question_by_id.get(row.id)
    return None if of is None else of.title


def state_words(reading: Reading | None, texts: Texts) -> str:
    """Say why there is no level."""
    return texts(f"compare.states.{'absent' if reading is None else reading.state}")


def _facts(compared: Compared, texts: Texts) -> TableSheet:
    columns = tuple(TableColumn(texts(f"compare.sheet.{c.heading}"), c.width, c.kind) for c in _FACTS)
    rows = tuple(_fact_row(one, number, texts) for number, one in enumerate(compared.assessments, 1))
    notes = (texts("compare.sheet.title"), *version_notes(compared, texts))
    return TableSheet(texts("compare.sheet.overview"), notes, columns, rows)


def _profiles(compared: Compared, texts: Texts) -> TableSheet:
    names = _side_names(compared)
    columns = [TableColumn(texts("compare.columns.field"), 34)]
    columns += [TableColumn(str(number), 30) for number, _ in enumerate(names, 1)]
    columns.append(TableColumn(texts("compare.columns.differs"), 10))
    rows = tuple(
        (row.title, *row.values, texts("compare.profile.differs") if row.differs else None)
        for row in profile_rows(compared, texts)
    )
    return TableSheet(texts("compare.scopes.profile"), names, tuple(columns), rows)


def _side_names(compared: Compared) -> tuple[str, ...]:
    return tuple(
        f"{number}  {one.client} / {one.project}  {one.answers.as_of.isoformat()}"
        for number, one in enumerate(compared.assessments, 1)
    )


def _fact_row(one: OpenAssessment, number: int, texts: Texts) -> tuple[Cell, ...]:
    result = one.result
    done = result.counts.answered + result.counts.not_applicable
    return (
        number,
        one.client,
        one.project,
        one.answers.as_of,
        standing_words(one, texts),
        f"{wording(one.pack.title, texts.language)} {one.pack.version}",
        f"{done} / {result.counts.applicable}",
        result.readiness.point,
        result.readiness.low,
        result.readiness.high,
        result.substantiated.readiness,
        result.capability.point,
        grade_words(one),
    )


def _rows_sheet(compared: Compared, rows: Sequence[ComparedRow], name: str, texts: Texts) -> TableSheet:
    columns = [TableColumn(texts("compare.sheet.id"), 10), TableColumn(texts(f"compare.sheet.{name}"), 30)]
    for number, _one in enumerate(compared.assessments, 1):
        columns.append(TableColumn(texts("compare.sheet.level_of", number=number), 10, "level"))
        columns.append(TableColumn(texts("compare.sheet.target_of", number=number), 10, "level"))
        columns.append(TableColumn(texts("compare.sheet.attained_of", number=number), 12, "figure"))
    columns.append(
        TableColumn(
            texts("compare.columns.change" if len(compared.assessments) == 2 else "compare.columns.spread"), 10, "level"
        )
    )
    columns.append(TableColumn(texts("compare.sheet.remarks"), 24))
    body = tuple(_row(compared, row, texts) for row in differences_first(rows, "level"))
    notes = (texts("compare.sheet.scale"), *_side_names(compared))
    return TableSheet(texts(f"compare.sheet.{name}"), notes, tuple(columns), body)


def _row(compared: Compared, row: ComparedRow, texts: Texts) -> tuple[Cell, ...]:
    cells: list[Cell] = [row.id, row_title(compared, row, texts)]
    for reading in row.readings:
        level = None if reading is None else reading.level
        cells.append(state_words(reading, texts) if level is None else round(level, 4))
        cells.append(None if reading is None else reading.target)
        attained = None if reading is None else reading.attainment
        cells.append(None if attained is None else round(100 * attained, 4))
    measure: Measure = "level"
    apart = row.change(measure) if len(row.readings) == 2 else row.spread(measure)
    cells.append(None if apart is None else round(apart, 4))
    cells.append(texts("compare.reworded_mark") if row.reworded else None)
    return tuple(cells)
