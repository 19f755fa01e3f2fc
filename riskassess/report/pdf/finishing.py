"""The last stage of a PDF: who and what in its metadata, the language, and the data it is made from as attachments.

The result and the answers travel inside, so that anybody can score them again (`report/verify`).
"""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pikepdf

from riskassess import __version__
from riskassess.assessment.digests import answers_data
from riskassess.canonical import canonical_json
from riskassess.report.pdf.fonts import legible
from riskassess.report.phrases import Phrases
from riskassess.report.result_file import result_bytes

RESULT_NAME = "result.json"
ANSWERS_NAME = "answers.json"
"""In canonical form, so that the SHA-256 of the attachment is the digest that the report and its result name."""


def finish(content: bytes, phrases: Phrases) -> bytes:
    """Return the finished file; equal input gives equal bytes, its dates are those of the assessment."""
    model = phrases.model
    stamp = _stamp(model.finished_on or model.answers.as_of)
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.docinfo = pdf.make_indirect(
            pikepdf.Dictionary(
                Title=legible(phrases.say("metadata.title", project=phrases.project())),
                Author=legible(phrases.client()),
                Subject=legible(phrases.word(model.pack.title)),
                Creator=f"riskassess {__version__}",
                Producer="ReportLab, pikepdf",
                CreationDate=pikepdf.String(stamp),
                ModDate=pikepdf.String(stamp),
            )
        )
        pdf.Root.Lang = pikepdf.String(phrases.say("metadata.language"))
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        _attach(pdf, RESULT_NAME, result_bytes(model.result), stamp, phrases.say("metadata.result"))
        answers = canonical_json(answers_data(model.answers))
        _attach(pdf, ANSWERS_NAME, answers, stamp, phrases.say("metadata.answers"))
        finished = BytesIO()
        pdf.save(finished, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return finished.getvalue()


def _stamp(day: date) -> str:
    return f"D:{day:%Y%m%d}000000Z"


def _attach(pdf: pikepdf.Pdf, name: str, content: bytes, stamp: str, description: str) -> None:
    attached = pikepdf.AttachedFileSpec(
        pdf,
        content,
        filename=name,
        description=description,
        mime_type="application/json",
        creation_date=stamp,
        mod_date=stamp,
    )
    attached.relationship = pikepdf.Name.Data
    pdf.attachments[name] = attached
