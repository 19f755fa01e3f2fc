"""A report made in a child process: what it is made from, as plain data, and where its bytes are put.

Everything is read from the assessment when it is asked for, so that what is answered meanwhile does not change it.
"""

from __future__ import annotations

import base64
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from riskassess.app.child import ChildJob
from riskassess.assessment.digests import answers_data
from riskassess.problems import Place, refuse
from riskassess.whole_file import write_whole

if TYPE_CHECKING:
    from riskassess.app.opened import OpenAssessment
    from riskassess.app.reports import Choices

FORMATS = (".pdf", ".docx", ".xlsx", ".json")
"""What a report can be saved as, by suffix; each has its writer in the child's table."""


def report_job(
    assessment: OpenAssessment, path: Path, language: str, choices: Choices | None = None, *, preview: bool = False
) -> ChildJob:
    """Start writing an assessment's report as it is now, in the format of the suffix; what is found is its path.

    A `preview` is for the eyes alone and not noted as handed out. Raises ProblemsFound when the format is unknown or
    the target's folder is no use.
    """
    target = path.absolute()
    if target.suffix.lower() not in FORMATS:
        raise refuse("report-format-unknown", Place(file=str(path)), suffix=target.suffix, known=", ".join(FORMATS))
    _try_folder(target)
    job = {
        "do": "report",
        "format": target.suffix.lower(),
        "pack": assessment.pack_data(),
        "answers": answers_data(assessment.answers),
        "language": language,
        "choices": _choices_data(choices),
        "earlier": assessment.earlier_data(),
        "attachments": assessment.attachments_data(),
        "benchmarks": [] if choices and "benchmark" in choices.left_out else assessment.benchmarks_data(),
        "standing": {
            "status": assessment.status,
            "revision": assessment.revision,
            "prepared_by": assessment.prepared_by,
            "approved_by": assessment.approved_by,
            "finished_on": assessment.finished_at.date().isoformat() if assessment.finished_at else None,
        },
    }
    digest = assessment.result.answers_sha256

    def put(content: str) -> Path:
        write_whole(target, base64.b64decode(content))
        if not preview:
            assessment.record_report(target, language, digest)
        return target

    return ChildJob(job, put, Place(file=str(target)))


def _try_folder(target: Path) -> None:
    """Refuse at once a folder in which nothing can be written, not when the report has been made."""
    try:
        tempfile.TemporaryFile(dir=target.parent).close()
    except OSError as error:
        raise refuse("file-not-written", Place(file=str(target)), reason=error.strerror or str(error)) from error


def _choices_data(choices: Choices | None) -> dict[str, Any]:
    """Return as plain data what a user chose for one report."""
    if choices is None:
        return {"left_out": [], "branding": None}
    brand = choices.branding
    named = None
    if brand is not None:
        named = {"name": brand.name, "line": brand.line, "logo": base64.b64encode(brand.logo).decode("ascii")}
    return {"left_out": sorted(choices.left_out), "branding": named}
