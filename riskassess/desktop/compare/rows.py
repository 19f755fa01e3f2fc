"""What the compare page shows, worked out from a comparison as plain values for its widgets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from riskassess.app.comparison_sheets import grade_words, row_title, standing_words, state_words
from riskassess.desktop.charts.overlay import Axis
from riskassess.desktop.numbers import DASH, MINUS, figure, percent
from riskassess.questionnaire.values import wording
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.assessments import OpenAssessment
    from riskassess.app.comparing import Compared, ComparedRow, Measure, Reading
    from riskassess.app.profile_differences import ProfileRow


@dataclass(frozen=True, slots=True)
class SideCard:
    """Hold one assessment as the top of the page shows it; `grade` is (letter, place, count) when it is complete."""

    client: str
    project: str
    standing: str
    readiness: str
    grade: tuple[str, int, int] | None
    span: tuple[str | None, str | None]
    is_current: bool
    told: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """Hold one row of the table: a cell for each side, and how far they lie apart."""

    id: str
    title: str
    cells: tuple[str, ...]
    apart: str
    remark: str
    is_question: bool


def side_card(one: OpenAssessment, number: int, is_current: bool, texts: Texts) -> SideCard:
    """Return what is shown of one assessment."""
    result, grades = one.result, [grade.id for grade in one.pack.grades]
    point = result.grade.point
    grade = (point, grades.index(point), len(grades)) if result.complete and point is not None else None
    cuts = [of.start for of in one.pack.grades]
    day, state = one.answers.as_of.isoformat(), standing_words(one, texts)
    readiness = figure(result.readiness.point, cuts)
    told = texts(
        "compare.told_side",
        number=number,
        client=one.client,
        project=one.project,
        day=day,
        state=state,
        readiness=readiness,
        grade=grade_words(one),
    )
    return SideCard(
        one.client,
        one.project,
        texts("compare.standing", day=day, state=state),
        readiness,
        grade,
        (result.grade.low, result.grade.high),
        is_current,
        told,
    )


def lead(compared: Compared, texts: Texts) -> str:
    """Say in one sentence what moved, or how far the sides lie apart."""
    found = compared.comparison
    known = [result.readiness.point for result in found.results if result.readiness.point is not None]
    if not known:
        return ""
    low, high = min(known), max(known)
    spread = {"low": figure(low), "high": figure(high), "apart": figure(high - low)}
    if not found.same_questionnaire:
        return texts("compare.lead_none", **spread)
    if len(found.results) > 2 or len(known) < 2:
        return texts("compare.lead_many", differ=sum(row.differs for row in found.questions), **spread)
    changes = [row.change("level") for row in found.questions]
    up, down = sum((c or 0) > 0 for c in changes), sum((c or 0) < 0 for c in changes)
    before, after = compared.assessments
    return texts(
        "compare.lead_two",
        before=figure(known[0]),
        after=figure(known[1]),
        change=signed(known[1] - known[0], figure(abs(known[1] - known[0]))),
        grade_before=grade_words(before) or DASH,
        grade_after=grade_words(after) or DASH,
        up=up,
        down=down,
        same=sum(change == 0 for change in changes),
    )


def signed(change: float, words: str) -> str:
    """Put the sign of a change before its words; what rounds to nothing has none."""
    if float(words.rstrip("%")) == 0:
        return words
    return f"{'+' if change > 0 else MINUS}{words}"


def axes(compared: Compared, texts: Texts) -> list[Axis]:
    """Return the domains with the level of each side."""
    return [Axis(_short(compared, row, texts), tuple(row.values("level"))) for row in compared.comparison.domains]


def _short(compared: Compared, row: ComparedRow, texts: Texts) -> str:
    pack = next(one.pack for one in compared.assessments if row.id in one.pack.domain_by_id)
    of = pack.domain_by_id[row.id]
    return wording(of.short, texts.language) if of.short else of.id


def table_row(compared: Compared, row: ComparedRow, measure: Measure, texts: Texts) -> TableRow:
    """Return a row of the table."""
    is_question = row.id != row.domain
    cells = tuple(_cell(reading, measure, is_question, texts) for reading in row.readings)
    two = len(row.readings) == 2
    apart = row.change(measure) if two else row.spread(measure)
    words = DASH if apart is None else _amount(abs(apart), measure, is_question)
    remark = texts("compare.reworded_mark") if row.reworded else ""
    shown = words if apart is None or not two else signed(apart, words)
    return TableRow(row.id, row_title(compared, row, texts), cells, shown, remark, is_question)


def profile_row(row: ProfileRow, texts: Texts) -> TableRow:
    """Return a field of the profile as a row of words."""
    apart = texts("compare.profile.differs") if row.differs else ""
    return TableRow(row.id, row.title, row.values, apart, "", False)


def _cell(reading: Reading | None, measure: Measure, whole: bool, texts: Texts) -> str:
    value = None if reading is None else reading.of(measure)
    return state_words(reading, texts) if value is None else _amount(value, measure, whole)


def _amount(value: float, measure: Measure, whole: bool) -> str:
    if measure == "attainment":
        return percent(value)
    return f"{value:.0f}" if whole else figure(value)
