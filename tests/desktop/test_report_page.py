"""The report page: real pages before anything is saved, what is switched off stays off, and files whole or not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, Qt
from PySide6.QtGui import QImage

from riskassess.app.assessments import Desk
from riskassess.app.report_job import FORMATS, report_job
from riskassess.desktop.report_page.page import ReportPage, read_logo
from riskassess.desktop.shell.window import MainWindow
from riskassess.problems import ProblemsFound
from riskassess.texts import Texts
from riskassess.workspace.reports import list_reports

PATIENCE = 60_000


@pytest.fixture
def page(window: MainWindow, desk: Desk, qtbot) -> ReportPage:
    window.shell.work_on(desk.open_sample(), "report")
    shown = window.shell.pages.page("report")
    assert isinstance(shown, ReportPage)
    qtbot.waitUntil(lambda: is_shown(shown), timeout=PATIENCE)
    return shown


def is_shown(page: ReportPage) -> bool:
    preview = page.view.preview
    return not page.preview_run.is_running() and preview.count() > 0 and preview.is_drawn(0)


def made_anew(page: ReportPage, qtbot, before: int) -> int:
    qtbot.waitUntil(lambda: is_shown(page) and page.view.preview.count() != before, timeout=PATIENCE)
    return page.view.preview.count()


def test_pages_are_drawn_when_they_come_into_sight(page: ReportPage, qtbot) -> None:
    preview = page.view.preview
    last = preview.count() - 1
    assert last > 5
    assert not preview.is_drawn(last)
    preview.verticalScrollBar().setValue(preview.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: preview.is_drawn(last), timeout=PATIENCE)


def test_a_preview_is_not_noted_as_handed_out(page: ReportPage, desk: Desk) -> None:
    assert page._assessment is not None
    with desk._workspace.reading() as connection:
        assert list_reports(connection, page._assessment.id) == ()


def test_a_section_switched_off_is_left_out_now_and_next_time(page: ReportPage, desk: Desk, qtbot) -> None:
    whole = page.view.preview.count()
    qtbot.keyClick(page.view.choices.sections["answers"], Qt.Key.Key_Space)  # it may be further down than is seen
    assert page.choices().left_out == {"answers"}
    assert made_anew(page, qtbot, whole) < whole
    assert ReportPage(page._context).choices().left_out == {"answers"}


def test_it_saves_every_format_that_it_offers(page: ReportPage, tmp_path: Path, qtbot) -> None:
    for suffix in FORMATS:
        target = tmp_path / f"报告{suffix}"
        page.save(target)
        qtbot.waitUntil(target.is_file, timeout=PATIENCE)
        qtbot.waitUntil(lambda: not page.run.is_running(), timeout=PATIENCE)
        assert target.name in page.view.notice.words.text()
    result = json.loads((tmp_path / "报告.json").read_text(encoding="utf-8"))
    assert page._assessment is not None
    assert result["readiness"]["point"] == page._assessment.result.readiness.point
    assert (tmp_path / "报告.pdf").read_bytes().startswith(b"%PDF")


def test_a_cancelled_report_leaves_no_file(page: ReportPage, tmp_path: Path, qtbot) -> None:
    page.save(tmp_path / "r.pdf")
    page.view.notice.cancel.click()
    qtbot.waitUntil(lambda: not page.run.is_running(), timeout=PATIENCE)
    assert list(tmp_path.glob("*.pdf")) == []
    assert page.view.notice.words.text() == Texts("zh")("result.report.cancelled")


def test_a_format_that_nobody_writes_is_refused(page: ReportPage, tmp_path: Path) -> None:
    assert page._assessment is not None
    with pytest.raises(ProblemsFound) as found:
        report_job(page._assessment, tmp_path / "r.odt", "zh")
    assert found.value.problems[0].code == "report-format-unknown"
    assert list(tmp_path.glob(".report-*")) == []


def test_a_logo_is_a_picture_and_not_too_large(page: ReportPage, tmp_path: Path) -> None:
    picture = QImage(200, 80, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkBlue)
    held = QBuffer()
    held.open(QBuffer.OpenModeFlag.WriteOnly)
    picture.save(held, "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType]
    good, text, large = (tmp_path / name for name in ("good.png", "text.png", "large.png"))
    good.write_bytes(held.data().data())
    text.write_text("no picture", encoding="utf-8")
    large.write_bytes(bytes(1_000_001))
    page._take_logo(read_logo(good))
    branding = page.choices().branding
    assert branding is not None
    assert branding.logo == good.read_bytes()
    assert ReportPage(page._context).choices().branding == branding
    for path, code in (
        (text, "logo-no-picture"),
        (large, "logo-too-large"),
        (tmp_path / "none.png", "file-unreadable"),
    ):
        with pytest.raises(ProblemsFound) as found:
            read_logo(path)
        assert found.value.problems[0].code == code
    page._take_logo(b"")
    assert page.choices().branding is None


def test_it_speaks_both_languages(page: ReportPage, window: MainWindow) -> None:
    window.shell.set_setting("language", "en")
    assert page.view.choices.saves[".pdf"].text() == "Save PDF"
    assert page.view.choices.sections["gaps"].text() == Texts("en")("report.sections.gaps")
