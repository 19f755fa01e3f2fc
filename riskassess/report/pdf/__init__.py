"""The PDF of a report: pages by ReportLab, metadata and attachment by pikepdf, written whole or not at all."""

from __future__ import annotations

from pathlib import Path

from riskassess.report.model import ReportModel
from riskassess.report.pdf.document import Progress, lay_out
from riskassess.report.pdf.finishing import finish
from riskassess.report.phrases import Phrases
from riskassess.whole_file import write_whole


def pdf_bytes(model: ReportModel, progress: Progress | None = None) -> bytes:
    """Return the report as a PDF; equal models give equal bytes."""
    return finish(lay_out(model, progress), Phrases(model))


def write_pdf(model: ReportModel, path: Path, progress: Progress | None = None) -> None:
    """Write the report as a PDF, whole or not at all; raises ProblemsFound where the file cannot be written."""
    content = pdf_bytes(model, progress)
    write_whole(path, content)
    if progress:
        progress(1.0)
