"""The main job without a window: an answers file to result and report, and the demo that goes through a workspace."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from riskassess.app.packs import Shelf
from riskassess.app.reports import Choices, Standing, report_model
from riskassess.assessment.plan import plan
from riskassess.assessment.values import Answers, Benchmark, GroupStanding, Result
from riskassess.exchange.answers_file import read_answers
from riskassess.problems import Place, ProblemsFound, problem, refuse
from riskassess.questionnaire.loading import load_pack
from riskassess.questionnaire.values import Pack, wording
from riskassess.report.model import FIXED_SECTIONS, LANGUAGES, SECTIONS, ReportModel
from riskassess.whole_file import write_whole_together
from riskassess.workspace.companions import packs_folder
from riskassess.workspace.place import workspace_path

REPORT_LANGUAGES = tuple(LANGUAGES)


@dataclass(frozen=True, slots=True)
class Assessed:
    """Hold one scored answers file; the result has its trace and robustness."""

    pack: Pack
    answers: Answers
    result: Result
    benchmark: GroupStanding | None = None

    def domain_title(self, domain_id: str, language: str) -> str:
        """Return what a domain is called in a language."""
        return wording(self.pack.domain_by_id[domain_id].title, language)

    def question_title(self, question_id: str, language: str) -> str:
        """Return what a question is called in a language."""
        return wording(self.pack.question_by_id[question_id].title, language)


def assess_file(
    path: Path,
    *,
    pack_path: Path | None = None,
    json_path: Path | None = None,
    report_path: Path | None = None,
    xlsx_path: Path | None = None,
    docx_path: Path | None = None,
    language: str = "zh",
    trace: bool = False,
    plan_grade: str | None = None,
    without: Collection[str] = (),
    benchmark_path: Path | None = None,
    key: Path | None = None,
) -> Assessed:
    """Score an answers file and write what is asked for; raises ProblemsFound, and then nothing was written.

    With `plan_grade` the result holds the least work that reaches that grade; `without` names sections of the report
    that are left out. With `benchmark_path` result and report say where the answers stand in that benchmark, which
    `key` or a trusted one has signed.
    A complete answers file is reported as it stands; one with open questions is a draft on every page.
    """
    if language not in REPORT_LANGUAGES:
        raise refuse("report-language-unknown", Place(path=language), language=language, languages=REPORT_LANGUAGES)
    left_out = _left_out(without)
    _refuse_mixed_up({".json": json_path, ".pdf": report_path, ".xlsx": xlsx_path, ".docx": docx_path})
    if pack_path is not None:
        pack = load_pack(pack_path)
        answers = read_answers(path, pack)
    else:
        shelf = Shelf.at_hand(packs_folder(workspace_path()))
        answers = read_answers(path, shelf.pack_for)
        pack = shelf.pack_for(answers.questionnaire, answers.version)
    # The plan to the next grade is for reports alone, and takes longer than all the rest.
    unwanted = left_out if any((report_path, xlsx_path, docx_path)) else left_out | {"plan"}
    against = None if benchmark_path is None else _benchmark(benchmark_path, key, pack)
    model = report_model(pack, answers, language, choices=Choices(left_out=unwanted, benchmark=against))
    if model.result.complete:
        model = replace(model, status="finished")
    if plan_grade is not None:
        model = replace(model, result=replace(model.result, plan=plan(pack, answers, plan_grade)))
    _write(model, json_path, report_path, xlsx_path, docx_path, trace=trace)
    return Assessed(pack, answers, model.result, model.benchmark)


def _benchmark(path: Path, key: Path | None, pack: Pack) -> Benchmark:
    """Read a benchmark that the answers can be held against; raises ProblemsFound."""
    from riskassess.app.benchmarks import look_at_benchmark
    from riskassess.app.contributing import trusted_keys

    today = datetime.now().astimezone().date()
    return look_at_benchmark(path, trusted_keys(key), (pack,), today).benchmark


def _left_out(sections: Collection[str]) -> frozenset[str]:
    known = [key for key in SECTIONS if key not in FIXED_SECTIONS]
    unknown = [
        problem("report-section-unknown", Place(path=key), section=key, known=", ".join(known))
        for key in sections
        if key not in known
    ]
    if unknown:
        raise ProblemsFound(unknown)
    return frozenset(sections)


def _refuse_mixed_up(wanted: Mapping[str, Path | None]) -> None:
    """Refuse a file under the ending of another format, which nothing would open; other endings are free."""
    mixed_up = [
        problem("file-of-another-format", Place(str(path)), path=path, ending=path.suffix, format=suffix)
        for suffix, path in wanted.items()
        if path is not None and path.suffix.lower() in wanted and path.suffix.lower() != suffix
    ]
    if mixed_up:
        raise ProblemsFound(mixed_up)


def run_demo(folder: Path, prepared_by: str, approved_by: str) -> Assessed:
    """Take the shipped sample through a workspace and leave ``result.json`` and ``report.pdf`` in a folder.

    The sample is opened, kept, finished under the two names and reported; a demo of before is replaced.
    """
    from riskassess.app.desk import Desk

    kept = folder / "workspace"
    shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir(parents=True)
    desk = Desk.open(kept)
    try:
        assessment = desk.open_sample()
        assessment.finish(prepared_by, approved_by)
        finished_on = assessment.finished_at.date() if assessment.finished_at else None
        standing = Standing("finished", assessment.revision, prepared_by, approved_by, finished_on)
        model = report_model(assessment.pack, assessment.answers, "zh", standing)
    finally:
        desk.close()
    _write(model, folder / "result.json", folder / "report.pdf", trace=False)
    return Assessed(model.pack, model.answers, model.result)


def _write(
    model: ReportModel,
    json_path: Path | None,
    report_path: Path | None,
    xlsx_path: Path | None = None,
    docx_path: Path | None = None,
    *,
    trace: bool,
) -> None:
    """Make every file asked for, then put them in place together, so that a failure leaves none."""
    from riskassess.report.result_file import result_bytes

    files: dict[Path, bytes] = {}
    if report_path is not None:
        from riskassess.report.pdf import pdf_bytes

        files[report_path] = pdf_bytes(model)
    if xlsx_path is not None:
        from riskassess.report.xlsx import xlsx_bytes

        files[xlsx_path] = xlsx_bytes(model)
    if docx_path is not None:
        from riskassess.report.docx import docx_bytes

        files[docx_path] = docx_bytes(model)
    if json_path is not None:
        files[json_path] = result_bytes(model.result, trace=trace, benchmark=model.benchmark)
    write_whole_together(files)
