"""The sections of the report as a table: each is a small function from phrases to flowables, in reading order.

A new section is a module here, a row in the table, a key in `model.SECTIONS` and a title in the catalogue.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reportlab.platypus import Flowable

from riskassess.report import findings
from riskassess.report.model import ReportModel
from riskassess.report.pdf.sections.answers import answers
from riskassess.report.pdf.sections.benchmark import benchmark
from riskassess.report.pdf.sections.calendar import calendar
from riskassess.report.pdf.sections.catalogue import measures
from riskassess.report.pdf.sections.comparison import comparison
from riskassess.report.pdf.sections.conditions import conditions
from riskassess.report.pdf.sections.decision import decision
from riskassess.report.pdf.sections.declaration import declaration
from riskassess.report.pdf.sections.domains import domains
from riskassess.report.pdf.sections.gaps import gaps, more_gaps
from riskassess.report.pdf.sections.glossary import glossary
from riskassess.report.pdf.sections.limits import limits
from riskassess.report.pdf.sections.method import method
from riskassess.report.pdf.sections.norms import norms
from riskassess.report.pdf.sections.not_counted import not_counted
from riskassess.report.pdf.sections.plan import plan
from riskassess.report.pdf.sections.project import profile, project, targets
from riskassess.report.pdf.sections.red_lines import red_lines
from riskassess.report.pdf.sections.trust import trust
from riskassess.report.phrases import Phrases


def _always(_model: ReportModel) -> bool:
    return True


def _has_floors(model: ReportModel) -> bool:
    return any(row.floor is not None for row in model.trace)


def _has_norms(model: ReportModel) -> bool:
    return bool(model.pack.norms) or any(question.norms for question in model.pack.questions)


@dataclass(frozen=True, slots=True)
class Section:
    """Hold one section: its title is ``report.sections.<key>``; `wanted` says whether the model has anything for it.

    A section that is `one_page` is set once a language, each on its page; the others have both side by side. One with
    `own_page` shares its pages with no other; of the rest those that `starts_page` begin one unless they find room.
    """

    key: str
    build: Callable[[Phrases], list[Flowable]]
    starts_page: bool = True
    wanted: Callable[[ReportModel], bool] = _always
    one_page: bool = False
    own_page: bool = False


SECTIONS: tuple[Section, ...] = (
    Section("decision", decision, one_page=True, own_page=True),
    Section("conditions", conditions, wanted=lambda model: bool(findings.moments(model))),
    Section("project", project),
    Section("red_lines", red_lines, starts_page=False, wanted=_has_floors),
    Section("targets", targets),
    Section("domains", domains),
    Section("gaps", gaps),
    Section("trust", trust),
    Section("plan", plan, starts_page=False, wanted=lambda model: bool(model.plans)),
    Section("comparison", comparison, wanted=lambda model: model.earlier is not None),
    Section("benchmark", benchmark, starts_page=False, wanted=lambda model: model.benchmark is not None),
    Section("measures", measures, wanted=lambda model: bool(model.pack.policies)),
    Section("calendar", calendar, wanted=lambda model: bool(model.pack.calendar)),
    Section("limits", limits),
    Section("declaration", declaration, own_page=True),
    Section("more_gaps", more_gaps, wanted=lambda model: bool(findings.other_gaps(model))),
    Section("profile", profile),
    Section("answers", answers),
    Section("not_counted", not_counted, starts_page=False),
    Section("method", method),
    Section("norms", norms, wanted=_has_norms),
    Section("glossary", glossary, starts_page=False, wanted=lambda model: bool(model.pack.glossary)),
)
