"""The workbook: figures that can be followed, texts that stay texts, nothing that was typed left out."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest

from riskassess.assessment.values import Answer
from riskassess.report.model import ReportModel
from riskassess.report.phrases import Phrases
from riskassess.report.xlsx import xlsx_bytes
from tests.report.packs import ANSWERED, model


def opened(case: ReportModel, **options: Any) -> Any:
    return openpyxl.load_workbook(BytesIO(xlsx_bytes(case)), **options)


def words(case: ReportModel) -> list[str]:
    return [str(cell.value) for sheet in opened(case) for row in sheet.iter_rows() for cell in row if cell.value]


def test_equal_models_give_equal_bytes() -> None:
    assert xlsx_bytes(model()) == xlsx_bytes(model())


@pytest.mark.parametrize("typed", ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "\t=1", "'x"])
def test_what_was_typed_is_never_a_formula(typed: str) -> None:
    case = model(given={**ANSWERED, "KT-1": Answer(level=1, note=typed)}, project_name=typed, enterprise_name=typed)
    cells = [c for sheet in opened(case) for row in sheet.iter_rows() for c in row if c.value == typed]
    assert len(cells) >= 2
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in cells)


def test_every_formula_has_its_value_beside_it_and_ours_alone_are_formulas() -> None:
    case = model()
    live, values = opened(case), opened(case, data_only=True)
    formulas = [(s.title, c.coordinate) for s in live for row in s.iter_rows() for c in row if c.data_type == "f"]
    assert len(formulas) > 40
    for sheet, at in formulas:  # an empty text is read as nothing
        assert values[sheet][at].value is not None or '""' in live[sheet][at].value
    check = values[Phrases(case).texts("sheets.check.name")]
    assert check["B4"].value == pytest.approx(case.result.readiness.point, abs=1e-12)


def test_a_text_longer_than_a_cell_goes_on_below() -> None:
    note = "".join(chr(0x4E00 + n % 5000) for n in range(70_000))
    case = model(given={**ANSWERED, "KT-1": Answer(level=1, note=note)})
    pieces = [text for text in words(case) if len(text) > 5_000]
    assert "".join(pieces) == note


def test_signs_that_no_file_may_hold_are_shown_and_escapes_are_kept() -> None:
    case = model(given={**ANSWERED, "KT-1": Answer(level=1, note="a\x01b _x0041_ \U0001f600")})
    assert any("a[U+0001]b _x005F_x0041_ \U0001f600" in text for text in words(case))


def test_gaps_stand_in_their_order_and_a_plan_only_where_there_is_one() -> None:
    case = model()
    book = opened(case)
    texts = Phrases(case).texts
    sheet = book[texts("sheets.gaps.name")]
    assert [sheet.cell(row, 1).value for row in range(4, 4 + len(case.result.gaps))] == [g.id for g in case.result.gaps]
    assert texts("sheets.plan.name") not in book.sheetnames


def test_a_draft_says_so_on_every_printed_page() -> None:
    case = model(given={key: answer for key, answer in ANSWERED.items() if key != "KW-1"})
    assert all(sheet.oddHeader.right.text == "草稿" for sheet in opened(case))


def test_nothing_answered_is_still_a_workbook() -> None:
    book = opened(model(given={}))
    assert len(book.sheetnames) >= 6


def test_a_sheet_goes_with_its_section_and_the_first_sheet_says_so() -> None:
    case = model(left_out=frozenset({"answers", "measures"}))
    texts, book = Phrases(case).texts, opened(case)
    assert not {texts("sheets.answers.name"), texts("sheets.measures.name")} & set(book.sheetnames)
    summary = [cell.value for row in book.worksheets[0].iter_rows() for cell in row]
    assert Phrases(case).join(map(Phrases(case).say, ("sections.answers", "sections.measures"))) in summary
