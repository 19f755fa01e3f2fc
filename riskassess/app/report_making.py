"""A report made from a job's plain data, as a step of the child process: nothing but its bytes comes out."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from riskassess.app.reports import Choices, ReportedFile
    from riskassess.assessment.values import Benchmark
    from riskassess.questionnaire.values import Pack
    from riskassess.report.model import ReportModel

Told = Callable[..., None]
Progress = Callable[[float], None]


def make_report(job: Mapping[str, Any], tell: Told) -> bytes:
    """Return the content of the report that a job asks for; `tell` hears how far it is. Raises ProblemsFound."""
    from riskassess.app.earlier import earlier_from
    from riskassess.app.reports import Standing, report_model
    from riskassess.exchange.answers_file import answers_from_data
    from riskassess.questionnaire.loading.building import build_pack

    tell(share=0.2)
    pack = build_pack(job["pack"])
    standing = dict(job["standing"])
    standing["finished_on"] = date.fromisoformat(standing["finished_on"]) if standing["finished_on"] else None
    answers = answers_from_data(job["answers"], pack)
    against = {"earlier": earlier_from(job["earlier"], pack), "benchmark": _benchmark(job["benchmarks"], pack)}
    choices = replace(_choices(job["choices"]), attachments=_attachments(job["attachments"]), **against)
    model = report_model(pack, answers, job["language"], Standing(**standing), choices)
    tell(share=0.35)
    return _WRITERS[job["format"]](model, lambda share: tell(share=0.35 + 0.6 * share))


def _benchmark(data: Sequence[Mapping[str, Any]], pack: Pack) -> Benchmark | None:
    if not data:
        return None
    from riskassess.app.benchmarks import benchmark_from

    return benchmark_from(data, pack)


def _attachments(data: Mapping[str, Any]) -> Mapping[str, tuple[ReportedFile, ...]]:
    from riskassess.app.reports import ReportedFile

    return {question: tuple(ReportedFile(*file) for file in files) for question, files in data.items()}


def _choices(data: Mapping[str, Any]) -> Choices:
    from riskassess.app.reports import Branding, Choices

    named = data["branding"]
    brand = None if named is None else Branding(named["name"], named["line"], base64.b64decode(named["logo"]))
    return Choices(frozenset(data["left_out"]), brand)


def _pdf(model: ReportModel, progress: Progress) -> bytes:
    from riskassess.report.pdf import pdf_bytes

    return pdf_bytes(model, progress)


def _docx(model: ReportModel, _progress: Progress) -> bytes:
    from riskassess.report.docx import docx_bytes

    return docx_bytes(model)


def _xlsx(model: ReportModel, _progress: Progress) -> bytes:
    from riskassess.report.xlsx import xlsx_bytes

    return xlsx_bytes(model)


def _json(model: ReportModel, _progress: Progress) -> bytes:
    from riskassess.report.result_file import result_bytes

    return result_bytes(model.result, trace=True, benchmark=model.benchmark)


_WRITERS: Mapping[str, Callable[[ReportModel, Progress], bytes]] = {
    ".pdf": _pdf,
    ".docx": _docx,
    ".xlsx": _xlsx,
    ".json": _json,
}
