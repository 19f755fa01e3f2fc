"""The planning report's workbook in LibreOffice: it opens it, keeps its charts, and reads its figures as numbers."""

from __future__ import annotations

import re
import zipfile

import pytest

from tests.outside.test_workbook_libreoffice import soffice
from tests.report.test_district import benchmark, report


@pytest.fixture(scope="module", params=["zh", "both"])
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Let LibreOffice write the workbook in its own format and return what is in it."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "plan.xlsx").write_bytes(report("shares", request.param, ".xlsx"))
    arguments = ("--convert-to", "ods", "--outdir", str(folder), str(folder / "plan.xlsx"))
    soffice(folder / "profile", *arguments)
    with zipfile.ZipFile(folder / "plan.ods") as book:
        return book.read("content.xml").decode()


def test_every_chart_is_there(opened: str) -> None:
    assert len(re.findall("<draw:object ", opened)) == 4


def test_shares_are_numbers(opened: str) -> None:
    shares = benchmark("shares")["whole"]["below_target"]
    rows = re.findall(r"<table:table-row.*?</table:table-row>", opened)
    for name, share in shares.items():
        assert any(f"{name}）" in row and f'office:value="{share}"' in row for row in rows), name
