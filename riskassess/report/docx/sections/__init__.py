"""The sections of the document as a table: each writes itself on the paper, in the reading order of the model.

Which there are, and when, is the same as in the PDF; a section without anything to say has no heading.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from riskassess.report import findings
from riskassess.report.docx.paper import Paper
from riskassess.report.docx.sections.appendix import answers, glossary, method, norms, not_counted, profile
from riskassess.report.docx.sections.benchmark import benchmark
from riskassess.report.docx.sections.decision import conditions, decision, project, red_lines, targets
from riskassess.report.docx.sections.gaps import gaps, more_gaps
from riskassess.report.docx.sections.public import calendar, declaration, limits, measures
from riskassess.report.docx.sections.standing import comparison, domains, plan, trust
from riskassess.report.model import SECTIONS, ReportModel
from riskassess.report.voices import Voices

Write = Callable[[Paper, Voices], None]

WRITERS: Mapping[str, Write] = {
    "decision": decision,
    "conditions": conditions,
    "project": project,
    "red_lines": red_lines,
    "targets": targets,
    "domains": domains,
    "gaps": gaps,
    "trust": trust,
    "plan": plan,
    "comparison": comparison,
    "benchmark": benchmark,
    "measures": measures,
    "calendar": calendar,
    "limits": limits,
    "declaration": declaration,
    "more_gaps": more_gaps,
    "profile": profile,
    "answers": answers,
    "not_counted": not_counted,
    "method": method,
    "norms": norms,
    "glossary": glossary,
}

_WANTED: Mapping[str, Callable[[ReportModel], bool]] = {
    "conditions": lambda model: bool(findings.moments(model)),
    "red_lines": lambda model: any(row.floor is not None for row in model.trace),
    "plan": lambda model: bool(model.plans),
    "comparison": lambda model: model.earlier is not None,
    "benchmark": lambda model: model.benchmark is not None,
    "measures": lambda model: bool(model.pack.policies),
    "calendar": lambda model: bool(model.pack.calendar),
    "more_gaps": lambda model: bool(findings.other_gaps(model)),
    "norms": lambda model: bool(findings.cited_norms(model)),
    "glossary": lambda model: bool(model.pack.glossary),
}


def write_sections(paper: Paper, voices: Voices) -> None:
    """Write every section that the model wants and that was not switched off."""
    for key in SECTIONS:
        wanted = _WANTED.get(key)
        if key in voices.model.left_out or (wanted is not None and not wanted(voices.model)):
            continue
        paper.heading(1, voices.say(f"report.sections.{key}"), f"section-{key}")
        WRITERS[key](paper, voices)
