"""Workbook and document before LibreOffice: it opens both, and works the figures of a changed workbook out as we do."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from riskassess.app.reports import report_model
from riskassess.assessment import score
from riskassess.exchange.answers_file import read_answers
from riskassess.locations import shipped_questionnaires
from riskassess.questionnaire.loading import load_shipped, shipped_packs
from riskassess.report.blank import blank_bytes
from riskassess.report.docx import docx_bytes
from riskassess.report.model import ReportModel
from riskassess.report.phrases import Phrases
from riskassess.report.xlsx import xlsx_bytes
from riskassess.report.xlsx.trace import PLACE

SAMPLES = sorted(shipped_questionnaires().glob("*/samples/*.yaml"))


def office(folder: Path, to: str, *files: Path) -> None:
    profile = folder / "profile"
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--convert-to", to]
    done = subprocess.run(
        [*command, "--outdir", str(folder / "out"), *map(str, files)],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
        env={**os.environ, "HOME": str(folder)},
    )
    assert done.returncode == 0, done.stderr


def modelled(sample: Path, language: str = "zh") -> ReportModel:
    pack = load_shipped(next(iter(shipped_packs())))
    return report_model(pack, read_answers(sample, pack), language)


@pytest.mark.parametrize("sample", SAMPLES[:2], ids=lambda path: path.stem)
def test_libreoffice_works_out_the_figures_of_changed_levels(sample: Path, tmp_path: Path) -> None:
    """Two levels are changed on the sheet; what LibreOffice then makes of it is what scoring makes of those answers."""
    model = modelled(sample)
    texts = Phrases(model).texts
    book = openpyxl.load_workbook(BytesIO(xlsx_bytes(model)))  # keeps no value beside a formula
    sheet = book[texts("sheets.trace.name")]
    changed = dict(model.answers.answers)
    for row in [row for row in model.trace if row.state == "answered"][:2]:
        level = 0 if row.level else 5
        changed[row.id] = replace(changed[row.id], level=level)
        sheet.cell(4 + [r.id for r in model.trace].index(row.id), PLACE["l"] + 1).value = level
    book.save(tmp_path / "changed.xlsx")
    office(tmp_path, "xlsx:Calc MS Excel 2007 XML", tmp_path / "changed.xlsx")
    wanted = score(model.pack, replace(model.answers, answers=changed), trace=True)
    found = openpyxl.load_workbook(tmp_path / "out" / "changed.xlsx", data_only=True)
    check, domains = found[texts("sheets.check.name")], found[texts("sheets.domains.name")]
    assert wanted.readiness.point != model.result.readiness.point
    assert check["B4"].value == pytest.approx(wanted.readiness.point, abs=1e-9)
    assert check["B5"].value == pytest.approx(wanted.capability.point, abs=1e-9)
    for number, domain in enumerate(wanted.domains, start=4):
        assert domains.cell(number, 7).value == pytest.approx(domain.attainment, abs=1e-9)
    last = next(row for row in range(check.max_row, 0, -1) if check.cell(row, 2).value)
    assert check.cell(last, 2).value == wanted.grade.point
    worths = {g.id: g.points for g in wanted.gaps}
    trace = found[texts("sheets.trace.name")]
    for row in range(4, 4 + len(wanted.trace or ())):
        name, worth = trace.cell(row, 1).value, trace.cell(row, PLACE["p"] + 1).value
        assert (worth or 0) == pytest.approx(worths.get(name, 0), abs=1e-9)


def test_libreoffice_opens_the_documents(tmp_path: Path) -> None:
    model = modelled(SAMPLES[0], "both")
    (tmp_path / "report.docx").write_bytes(docx_bytes(model))
    (tmp_path / "blank.docx").write_bytes(blank_bytes(model.pack, ("zh",), ".docx"))
    office(tmp_path, "pdf", tmp_path / "report.docx", tmp_path / "blank.docx")
    text = subprocess.run(
        ["pdftotext", str(tmp_path / "out" / "report.pdf"), "-"], capture_output=True, text=True, check=True, timeout=60
    ).stdout
    squeezed = "".join(text.split())
    for gap in model.result.gaps:
        assert "".join(model.pack.question_by_id[gap.id].title["zh"].split()) in squeezed
    assert (tmp_path / "out" / "blank.pdf").stat().st_size > 20_000
