"""A district's planning report from a published benchmark, as PDF or as a workbook with charts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from riskassess.report.district.model import DistrictModel


def _pdf(model: DistrictModel) -> bytes:
    from riskassess.report.district.pages import pdf_bytes

    return pdf_bytes(model)


def _xlsx(model: DistrictModel) -> bytes:
    from riskassess.report.district.workbook import xlsx_bytes

    return xlsx_bytes(model)


WRITERS: Mapping[str, Callable[[DistrictModel], bytes]] = {".pdf": _pdf, ".xlsx": _xlsx}
"""How each format is written, by the suffix of the file."""


def district_bytes(model: DistrictModel, suffix: str) -> bytes:
    """Return a planning report in one of `WRITERS`; equal models give equal bytes."""
    return WRITERS[suffix](model)
