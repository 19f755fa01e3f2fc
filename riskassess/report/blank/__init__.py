"""The questionnaire on paper, empty: for an interview in a room without a computer, as PDF or as a document to edit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from riskassess.questionnaire.values import Pack
from riskassess.report.blank.speech import Speech


def _pdf(speech: Speech) -> bytes:
    from riskassess.report.blank.pages import pdf_bytes

    return pdf_bytes(speech)


def _docx(speech: Speech) -> bytes:
    from riskassess.report.blank.document import docx_bytes

    return docx_bytes(speech)


WRITERS: Mapping[str, Callable[[Speech], bytes]] = {".pdf": _pdf, ".docx": _docx}
"""How each format is written, by the suffix of the file."""


def blank_bytes(pack: Pack, languages: tuple[str, ...], suffix: str) -> bytes:
    """Return an empty questionnaire in one of `WRITERS`; equal packs give equal bytes."""
    return WRITERS[suffix](Speech(pack, languages))


def issued_on(pack: Pack) -> date:
    """Return the day the file bears: the pack's own."""
    return date.fromisoformat(pack.issued)
