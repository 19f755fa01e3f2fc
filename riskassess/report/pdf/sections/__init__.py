"""The sections of the report as a table: each is a small function from phrases to flowables, in reading order.

A new section is a module here, a row in the table and a title in the catalogue.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reportlab.platypus import Flowable

from riskassess.report.model import ReportModel
from riskassess.report.pdf.sections.answers import answers
from riskassess.report.pdf.sections.catalogue import measures
from riskassess.report.pdf.sections.decision import decision
from riskassess.report.pdf.sections.declaration import declaration
from riskassess.report.pdf.sections.domains import domains
from riskassess.report.pdf.sections.gaps import gaps
from riskassess.report.pdf.sections.method import method
from riskassess.report.pdf.sections.norms import norms
from riskassess.report.pdf.sections.not_counted import not_counted
from riskassess.report.pdf.sections.project import project
from riskassess.report.pdf.sections.red_lines import red_lines
from riskassess.report.pdf.sections.trust import trust
from riskassess.report.phrases import Phrases


def _always(_model: ReportModel) -> bool:
    return True


def _has_floors(model: ReportModel) -> bool:
    return any(row.floor is not None for row in model.trace)


def _has_policies(model: ReportModel) -> bool:
    return bool(model.pack.policies)


def _has_norms(model: ReportModel) -> bool:
    return bool(model.pack.norms) or any(question.norms for question in model.pack.questions)


@dataclass(frozen=True, slots=True)
class Section:
    """Hold one section: its title is ``report.sections.<key>``; `wanted` says whether the model has anything for it."""

    key: str
    build: Callable[[Phrases], list[Flowable]]
    starts_page: bool = True
    wanted: Callable[[ReportModel], bool] = _always


SECTIONS: tuple[Section, ...] = (
    Section("decision", decision),
    Section("project", project),
    Section("domains", domains),
    Section("red_lines", red_lines, starts_page=False, wanted=_has_floors),
    Section("gaps", gaps),
    Section("trust", trust),
    Section("measures", measures, wanted=_has_policies),
    Section("norms", norms, starts_page=False, wanted=_has_norms),
    Section("declaration", declaration),
    Section("answers", answers),
    Section("not_counted", not_counted, starts_page=False),
    Section("method", method),
)
