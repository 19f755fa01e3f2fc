"""The report as a workbook: the same content to sort and filter, and its figures as formulas that anybody can follow.

The sheets are a table, in reading order; the trace is written first, since every formula rests on it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from riskassess.report.model import ReportModel
from riskassess.report.voices import Voices
from riskassess.report.xlsx.benchmark import write_benchmark
from riskassess.report.xlsx.book import Book, Sheet
from riskassess.report.xlsx.check import write_check
from riskassess.report.xlsx.lists import (
    write_answers,
    write_attachments,
    write_gaps,
    write_measures,
    write_plans,
    write_profile,
)
from riskassess.report.xlsx.summary import write_summary
from riskassess.report.xlsx.trace import write_domains, write_trace
from riskassess.whole_file import write_whole

_LISTS: Mapping[str, Callable[[Book, Voices], Sheet]] = {
    "plan": write_plans,
    "benchmark": write_benchmark,
    "measures": write_measures,
    "answers": write_answers,
    "attachments": write_attachments,
    "profile": write_profile,
}
"""Sheets that are sections of the report too, and are left out with them; the others hold each other's formulas."""


def _wanted(model: ReportModel, key: str) -> bool:
    there = {"plan": bool(model.plans), "benchmark": model.benchmark is not None, "measures": bool(model.pack.policies)}
    there["attachments"] = bool(model.attachments) and "answers" not in model.left_out
    return key not in model.left_out and there.get(key, True)


def xlsx_bytes(model: ReportModel) -> bytes:
    """Return the report as a workbook; equal models give equal bytes."""
    voices = Voices(model)
    book = Book(
        title=voices.line(lambda p: p.say("metadata.title", project=p.project())),
        author=voices.first.client(),
        left=voices.first.say("furniture.left", client=voices.first.client(), project=voices.first.project()),
        mark=voices.say("report.furniture.draft") if model.is_draft else "",
        language=voices.first.say("metadata.language"),
    )
    trace = write_trace(book, voices)
    domains = write_domains(book, voices, trace)
    check = write_check(book, voices, trace, domains)
    summary = write_summary(book, voices)
    gaps = write_gaps(book, voices, trace)
    lists = [write(book, voices) for key, write in _LISTS.items() if _wanted(model, key)]
    book.put_in_order([summary, check, domains.sheet, gaps, *lists, trace.sheet])
    return book.content(model.finished_on or model.answers.as_of)


def write_xlsx(model: ReportModel, path: Path) -> None:
    """Write the report as a workbook, whole or not at all; raises ProblemsFound where it cannot be written."""
    write_whole(path, xlsx_bytes(model))
