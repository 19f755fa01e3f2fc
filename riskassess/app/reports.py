"""Reports: filled from values here, written by the report room, for the window in a child process.

A child keeps the window small and quick, may be ended at any moment, and takes a crash with it. It writes into a folder
of its own beside the target and renames at the end, so the target is there whole or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal

from riskassess.app.report_job import report_job
from riskassess.assessment import score
from riskassess.assessment.values import Answers, Benchmark, GroupStanding, Plan, Result
from riskassess.countries import name as country_name
from riskassess.questionnaire.values import Pack
from riskassess.report.model import FIXED_SECTIONS, LANGUAGES, SECTIONS, Branding, Earlier, ReportedFile, ReportModel

__all__ = [
    "DRAFT",
    "FIXED_SECTIONS",
    "LANGUAGES",
    "SECTIONS",
    "Benchmark",
    "Branding",
    "Choices",
    "Earlier",
    "ReportedFile",
    "Standing",
    "report_job",
    "report_model",
    "write_report",
]


@dataclass(frozen=True, slots=True)
class Standing:
    """Hold what a report says about where an assessment stands."""

    status: Literal["draft", "finished"] = "draft"
    revision: int = 1
    prepared_by: str = ""
    approved_by: str = ""
    finished_on: date | None = None


DRAFT = Standing()


@dataclass(frozen=True, slots=True)
class Choices:
    """Hold what is chosen for one report beyond the assessment itself."""

    left_out: frozenset[str] = frozenset()  # of `SECTIONS`, never of `FIXED_SECTIONS`
    branding: Branding | None = None
    earlier: Earlier | None = None
    benchmark: Benchmark | None = None  # of the answers' questionnaire and version
    attachments: Mapping[str, tuple[ReportedFile, ...]] = field(default_factory=dict[str, tuple[ReportedFile, ...]])


WHOLE = Choices()


def report_model(
    pack: Pack, answers: Answers, language: str, standing: Standing = DRAFT, choices: Choices = WHOLE
) -> ReportModel:
    """Score answers with trace, robustness and the plan to the next grade; return all that a report is made from."""
    from riskassess.assessment.robustness import robustness

    result = replace(score(pack, answers, trace=True), robustness=robustness(pack, answers))
    codes = (answers.profile.get(field.id) for field in pack.fields if field.kind == "country")
    return ReportModel(
        pack=pack,
        answers=answers,
        result=result,
        language=language,
        status=standing.status,
        revision=standing.revision,
        prepared_by=standing.prepared_by,
        approved_by=standing.approved_by,
        finished_on=standing.finished_on,
        country_names={code: _country(code) for code in codes if isinstance(code, str) and code},
        next_plan=None if "plan" in choices.left_out else _next_plan(pack, answers, result),
        earlier=choices.earlier,
        benchmark=_standing_in(choices, pack, answers, result),
        branding=choices.branding,
        attachments=choices.attachments,
        left_out=choices.left_out,
    )


def _standing_in(choices: Choices, pack: Pack, answers: Answers, result: Result) -> GroupStanding | None:
    if choices.benchmark is None or "benchmark" in choices.left_out:
        return None
    from riskassess.app.benchmarks import standing_in

    return standing_in(choices.benchmark, pack, answers, result)


def _country(code: str) -> dict[str, str]:
    return {language: country_name(code, language) for language in ("zh", "en")}


def _next_plan(pack: Pack, answers: Answers, result: Result) -> Plan | None:
    """Return the least work to the next better grade; None while anything is open, and at the best grade."""
    grades = [grade.id for grade in pack.grades]
    if not result.complete or result.grade.point is None or result.grade.point == grades[0]:
        return None
    from riskassess.assessment.plan import plan

    return plan(pack, answers, grades[grades.index(result.grade.point) - 1])


def write_report(
    pack: Pack, answers: Answers, path: Path, language: str, standing: Standing = DRAFT, choices: Choices = WHOLE
) -> None:
    """Write a report as PDF, whole or not at all; raises ProblemsFound."""
    from riskassess.report.pdf import write_pdf

    write_pdf(report_model(pack, answers, language, standing, choices), path)
