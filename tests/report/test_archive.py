"""What an archive asks of a PDF (PDF/A-3b), by the rules that pikepdf carries; no claim of any other validator."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from pikepdf import pdfa
from PIL import Image

from riskassess.assessment.values import Answer
from riskassess.report.model import Branding
from riskassess.report.pdf import pdf_bytes
from tests.report.packs import ANSWERED, model


def logo(mode: str = "RGBA", kind: str = "PNG") -> bytes:
    picture = BytesIO()
    Image.new(mode, (60, 20), (200, 30, 30, 120)).save(picture, kind)
    return picture.getvalue()


CASES = {
    "zh": {},
    "both": {"language": "both"},
    "draft": {"status": "draft", "language": "en"},
    "fallback fonts": {"given": {**ANSWERED, "KT-1": Answer(level=1, note="张䶮 😀 the “plan” 한국 ไทย")}},
    "nothing answered": {"given": {}, "profile": {}},
    "control signs": {"enterprise_name": "甲\x07\x0b乙 <&>"},
    "logo": {"branding": Branding("某咨询公司", "上海", logo())},
    "logo for the press": {"branding": Branding(logo=logo("CMYK", "JPEG"))},
}


@pytest.mark.parametrize("case", CASES)
def test_an_archive_finds_nothing(case: str) -> None:
    content = pdf_bytes(model(**CASES[case]))  # type: ignore[arg-type]
    with pikepdf.open(BytesIO(content)) as pdf:
        assert [str(finding) for finding in pdfa.check(pdf, "3b").findings] == []


def test_it_finds_something_where_something_is_wrong() -> None:
    with pikepdf.open(BytesIO(pdf_bytes(model()))) as pdf:
        del pdf.Root["/OutputIntents"]
        assert pdfa.check(pdf, "3b").findings


def test_attachments_belong_to_the_document() -> None:
    with pikepdf.open(BytesIO(pdf_bytes(model()))) as pdf:
        files = {str(spec.UF): str(spec.AFRelationship) for spec in pdf.Root.AF}
        assert files == {"result.json": "/Data", "answers.json": "/Data"}
