"""The main job without a window: an answers file to a result and a report, and the demo that goes through a workspace."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from riskassess.app.packs import Shelf
from riskassess.app.reports import DRAFT, Standing, report_model
from riskassess.assessment.values import Answers, Result
from riskassess.exchange.answers_file import read_answers
from riskassess.problems import Place, refuse
from riskassess.questionnaire.loading import load_pack
from riskassess.questionnaire.values import Pack

REPORT_LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Assessed:
    """Hold one scored answers file; the result has its trace and robustness."""

    pack: Pack
    answers: Answers
    result: Result


def assess_file(
    path: Path,
    *,
    pack_path: Path | None = None,
    json_path: Path | None = None,
    report_path: Path | None = None,
    language: str = "zh",
    trace: bool = False,
) -> Assessed:
    """Score an answers file and write what is asked for; raises ProblemsFound, and then nothing was written.

    A complete answers file is reported as it stands; one with open questions is a draft on every page.
    """
    if language not in REPORT_LANGUAGES:
        raise refuse("report-language-unknown", Place(path=language), language=language, languages=REPORT_LANGUAGES)
    if pack_path is not None:
        pack = load_pack(pack_path)
        answers = read_answers(path, pack)
    else:
        shelf = Shelf.shipped()
        answers = read_answers(path, shelf.pack_for)
        pack = shelf.pack_for(answers.questionnaire, answers.version)
    result = _write(pack, answers, None, json_path, report_path, language, trace=trace)
    return Assessed(pack, answers, result)


def _write(
    pack: Pack,
    answers: Answers,
    standing: Standing | None,
    json_path: Path | None,
    report_path: Path | None,
    language: str,
    *,
    trace: bool,
) -> Result:
    """Score, make every file beside its place, then rename them all, so that a failure leaves none."""
    from riskassess.report.result_file import result_bytes
    from riskassess.whole_file import write_whole_together

    model = report_model(pack, answers, language)
    standing = standing or (Standing("finished") if model.result.complete else DRAFT)
    model = replace(model, status=standing.status, revision=standing.revision, prepared_by=standing.prepared_by,
                    approved_by=standing.approved_by, finished_on=standing.finished_on)
    files: dict[Path, bytes] = {}
    if report_path is not None:
        from riskassess.report.pdf import pdf_bytes

        files[report_path] = pdf_bytes(model)
    if json_path is not None:
        files[json_path] = result_bytes(model.result, trace=trace)
    write_whole_together(files)
    return model.result
