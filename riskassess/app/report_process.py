"""The child process of a report: one job on standard input, progress as JSON lines on standard output.

Run as a module. It ends by itself when its standard input does, since then nobody waits for the report any more.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from riskassess.problems import ProblemsFound

if TYPE_CHECKING:
    from riskassess.app.reports import Choices, ReportedFile
    from riskassess.assessment.values import Benchmark
    from riskassess.questionnaire.values import Pack
    from riskassess.report.model import ReportModel

Progress = Callable[[float], None]


def main() -> int:
    """Make the report that standard input asks for; return the exit code."""
    job: dict[str, Any] = json.loads(sys.stdin.buffer.readline())
    folder = Path(job["folder"])
    threading.Thread(target=_end_with_input, args=(folder,), daemon=True).start()
    try:
        _make(job, folder)
    except ProblemsFound as found:
        first = found.problems[0]
        _tell(code=first.code, fields={key: str(value) for key, value in first.fields.items()})
        return 2
    return 0


def _make(job: Mapping[str, Any], folder: Path) -> None:
    from riskassess.app.earlier import earlier_from
    from riskassess.app.reports import Standing, report_model
    from riskassess.exchange.answers_file import answers_from_data
    from riskassess.problems import Place, refuse
    from riskassess.questionnaire.loading.building import build_pack

    _tell(share=0.2)
    pack = build_pack(job["pack"])
    standing = dict(job["standing"])
    standing["finished_on"] = date.fromisoformat(standing["finished_on"]) if standing["finished_on"] else None
    answers = answers_from_data(job["answers"], pack)
    against = {"earlier": earlier_from(job["earlier"], pack), "benchmark": _benchmark(job["benchmarks"], pack)}
    choices = replace(_choices(job["choices"]), attachments=_attachments(job["attachments"]), **against)
    model = report_model(pack, answers, job["language"], Standing(**standing), choices)
    _tell(share=0.35)
    target = Path(job["path"])
    made = folder / f"report{target.suffix}"
    _WRITERS[target.suffix.lower()](model, made, lambda share: _tell(share=0.35 + 0.6 * share))
    try:
        made.replace(target)
    except OSError as error:
        raise refuse("file-not-written", Place(file=str(target)), reason=error.strerror or str(error)) from error


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


def _write_pdf(model: ReportModel, path: Path, progress: Progress) -> None:
    from riskassess.report.pdf import write_pdf

    write_pdf(model, path, progress)


def _write_docx(model: ReportModel, path: Path, progress: Progress) -> None:
    from riskassess.report.docx import write_docx

    write_docx(model, path)
    progress(1.0)


def _write_xlsx(model: ReportModel, path: Path, progress: Progress) -> None:
    from riskassess.report.xlsx import write_xlsx

    write_xlsx(model, path)
    progress(1.0)


def _write_json(model: ReportModel, path: Path, progress: Progress) -> None:
    from riskassess.report.result_file import write_result

    write_result(model.result, path, trace=True, benchmark=model.benchmark)
    progress(1.0)


_WRITERS: Mapping[str, Callable[[ReportModel, Path, Progress], None]] = {
    ".pdf": _write_pdf,
    ".docx": _write_docx,
    ".xlsx": _write_xlsx,
    ".json": _write_json,
}


def _end_with_input(folder: Path) -> None:
    # Not through sys.stdin: its lock, held by a waiting thread, would make an ordinary end of the process a crash.
    while os.read(0, 4096):
        pass
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(3)


def _tell(**words: object) -> None:
    sys.stdout.write(json.dumps(words, ensure_ascii=True) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
