"""Tables in a workbook and days in a calendar: what is typed stays text, what is a number stays one."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime

import openpyxl
import pytest
from icalendar import Calendar

from riskassess.problems import ProblemsFound
from riskassess.report.due_days import DueDay, day_data, day_from_data
from riskassess.report.due_days_ics import ics_bytes
from riskassess.report.tables import TableColumn, TableSheet, sheet_data, sheet_from_data
from riskassess.report.tables_xlsx import xlsx_bytes

SHEET = TableSheet(
    "计划/对比: [很长的名字，超过三十一个字的工作表名会被截短，因为表格程序不收]",
    ("标题", "=SUM(A1)"),
    (
        TableColumn("题目", 20),
        TableColumn("级", 8, "level"),
        TableColumn("周", 8, "figure"),
        TableColumn("日", 12, "day"),
    ),
    (("=1+1", 2.5, 3.0, date(2026, 12, 31)), ("a\x07b", None, 0.1, None)),
)


def test_a_sheet_survives_the_way_through_json() -> None:
    assert sheet_from_data(json.loads(json.dumps(sheet_data(SHEET)))) == SHEET


def test_the_workbook_holds_what_was_given() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes([SHEET])))
    (page,) = book.worksheets
    assert len(page.title) <= 31
    assert not set(page.title) & set("[]:*?/\\")
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    assert rows[1][0] == "=SUM(A1)"
    assert rows[3] == ["题目", "级", "周", "日"]
    assert rows[4] == ["=1+1", 2.5, 3, datetime(2026, 12, 31)]  # noqa: DTZ001 - a workbook keeps no zone
    assert rows[5] == ["ab", None, 0.1, None]
    for row in page.iter_rows():
        assert all(cell.data_type != "f" for cell in row), "no text becomes a formula"
    assert page.freeze_panes == "A5"


def test_equal_tables_give_equal_sheets() -> None:
    first, second = (openpyxl.load_workbook(io.BytesIO(xlsx_bytes([SHEET]))) for _ in range(2))
    assert first.properties.created == second.properties.created


TITLE, STAMP = "很长的标题；有分号，和逗号" * 5, datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
DUE = DueDay("u-1", date(2026, 12, 31), TITLE, "第一行\n第二行", STAMP)


def test_a_day_survives_the_way_through_json() -> None:
    assert day_from_data(json.loads(json.dumps(day_data(DUE)))) == DUE


def test_the_calendar_is_read_back() -> None:
    content = ics_bytes([DUE], "计划")
    assert all(len(line) <= 75 for line in content.split(b"\r\n")), "RFC 5545 folds at 75 octets"
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert (str(event["uid"]), str(event["summary"]), str(event["description"])) == (DUE.uid, DUE.title, DUE.words)
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2026, 12, 31), date(2027, 1, 1))
    assert event.decoded("dtstamp") == DUE.stamp


def test_an_empty_calendar_is_refused() -> None:
    with pytest.raises(ProblemsFound) as refused:
        ics_bytes([], "计划")
    assert refused.value.problems[0].code == "plan-without-days"
