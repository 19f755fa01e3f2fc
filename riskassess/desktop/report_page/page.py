"""What the report page does: pages made in a child process as soon as they are looked at, and saved the same way.

The preview is a report like any other, in a folder of its own that goes when its pages have been read; while another
is made the old pages stay in sight.
"""

from __future__ import annotations

import base64
import binascii
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QKeySequence, QShortcut

from riskassess.app.report_job import FORMATS, report_job
from riskassess.app.reports import FIXED_SECTIONS, LANGUAGES, SECTIONS, Branding, Choices
from riskassess.desktop.file_dialog import FileDialog
from riskassess.desktop.job_run import JobRun
from riskassess.desktop.numbers import percent
from riskassess.desktop.report_page.view import ReportView
from riskassess.desktop.shell.page import Context
from riskassess.problems import Place, ProblemsFound, refuse
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.assessments import OpenAssessment

_FOLDER, _LOGO, _LEFT_OUT, _LANGUAGE = "report_folder", "report_logo", "report_left_out", "report_language"
_LARGEST_LOGO = 1_000_000  # bytes
_PAUSE = 250  # ms in which more may be switched before the pages are made anew


class ReportPage:
    """Be the page of the report; see `shell.page.Page`."""

    name = "report"

    def __init__(self, context: Context) -> None:
        self._context = context
        self._assessment: OpenAssessment | None = None
        self._logo = b""
        self._made_from: object = None
        optional = [name for name in SECTIONS if name not in FIXED_SECTIONS]
        self.view = self.widget = ReportView(context.look, tuple(LANGUAGES), optional, FORMATS)
        self.preview_run, self.run = JobRun(self.view), JobRun(self.view)
        self._saving = Path()
        self._folder_of_preview: Path | None = None
        self._soon = QTimer(self.view, singleShot=True, interval=_PAUSE)
        self._soon.timeout.connect(self._make_preview)
        self._connect()
        self.retranslate(context.texts)
        self._take_settings()

    def _connect(self) -> None:
        choices, notice = self.view.choices, self.view.notice
        choices.changed.connect(self._changed)
        choices.save.connect(self.ask_save)
        choices.choose_logo.clicked.connect(self._ask_logo)
        choices.remove_logo.clicked.connect(lambda: self._take_logo(b""))
        notice.cancelled.connect(self.run.cancel)
        self.run.progressed.connect(lambda share: notice.show_progress(self._saving, share))
        self.run.done.connect(self._saved)
        self.run.cancelled.connect(self._cancelled)
        self.run.failed.connect(self._failed)
        self.preview_run.progressed.connect(self._tell_making)
        self.preview_run.done.connect(self._show_pages)
        self.preview_run.cancelled.connect(self._end_preview)
        self.preview_run.failed.connect(self._preview_failed)
        key = QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self.view)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(lambda: self.ask_save(FORMATS[0]))

    # -- what the shell asks

    def retranslate(self, texts: Texts) -> None:
        """Say everything in another language."""
        self.view.retranslate(texts)
        if not self._kept(_LANGUAGE) and texts.language in LANGUAGES:
            self.view.choices.language.set_value(texts.language)  # until somebody chooses, it is that of the window
        self._show_state()

    def show_assessment(self, assessment: OpenAssessment | None) -> None:
        """Show an assessment's report, when the page is looked at."""
        self._assessment, self._made_from = assessment, None
        self._show_state()

    def activated(self, **_what: Any) -> None:
        """Come to the front; the pages are made anew where anything has changed."""
        self._show_state()
        self._make_preview()
        self.view.preview.setFocus()

    # -- the pages

    def language(self) -> str:
        """Return the language that is chosen for the report."""
        return str(self.view.choices.language.value() or next(iter(LANGUAGES)))

    def choices(self) -> Choices:
        """Return what is chosen for the report."""
        brand = Branding(logo=self._logo) if self._logo else None
        return Choices(left_out=self.view.choices.left_out(), branding=brand)

    def _changed(self) -> None:
        self._keep(_LEFT_OUT, ",".join(sorted(self.view.choices.left_out())))
        if self.language() != self._context.texts.language or self._kept(_LANGUAGE):
            self._keep(_LANGUAGE, self.language())
        self._soon.start()

    def _make_preview(self) -> None:
        assessment = self._assessment
        if assessment is None:
            return
        state = (assessment.id, assessment.saved_at, assessment.status, self.language(), self.choices())
        if state == self._made_from:
            return
        if self.preview_run.is_running():
            self.preview_run.cancel()  # and begin again when that one has ended
            self._made_from = None
            return
        self._made_from = state
        self._folder_of_preview = Path(tempfile.mkdtemp(prefix="riskassess-preview-"))
        path = self._folder_of_preview / "preview.pdf"
        try:
            self.preview_run.start(report_job(assessment, path, self.language(), self.choices(), preview=True))
        except ProblemsFound as found:
            self._preview_failed(found)

    def _tell_making(self, share: float) -> None:
        self.view.show_making(share, self._context.texts("report_page.making", share=percent(share)))

    def _show_pages(self, path: Path) -> None:
        self.view.preview.show_file(path)
        self._end_preview()

    def _end_preview(self) -> None:
        if self._folder_of_preview is not None:
            shutil.rmtree(self._folder_of_preview, ignore_errors=True)
            self._folder_of_preview = None
        self.view.show_making(None, "")
        if self._made_from is None:
            self._make_preview()

    def _preview_failed(self, found: ProblemsFound) -> None:
        self._end_preview()
        self.view.show_making(None, " ".join(" ".join(self._context.texts.problem(one)) for one in found.problems))

    # -- saving

    def ask_save(self, suffix: str) -> None:
        """Ask where to save the report in the format of a suffix, then make it."""
        assessment, texts = self._assessment, self._context.texts
        if assessment is None or self.run.is_running():
            return
        kind = suffix.lstrip(".").upper()
        path, _kind = FileDialog.getSaveFileName(
            self.view.window(),
            texts("report_page.save_tip", format=kind),
            str(self._folder() / assessment.suggested_file_name(suffix)),
            f"{texts('report_page.files', format=kind)} (*{suffix})",
        )
        if path:
            chosen = Path(path)
            self.save(chosen if chosen.suffix.lower() == suffix else chosen.with_name(chosen.name + suffix))

    def save(self, path: Path) -> None:
        """Make the report in a child process, in the format of the path's suffix, and save it there."""
        if self._assessment is None:
            return
        self._keep(_FOLDER, str(path.parent))
        self._saving = path
        if self._tried(lambda: self.run.start(self._job(path))):
            self.view.choices.set_saving(True)

    def _job(self, path: Path) -> Any:
        assert self._assessment is not None
        return report_job(self._assessment, path, self.language(), self.choices())

    def _folder(self) -> Path:
        desk = self._context.desk
        kept = Path(desk.setting(_FOLDER)) if desk is not None and desk.setting(_FOLDER) else Path.home()
        return kept if kept.is_dir() else Path.home()

    def _saved(self, path: Path) -> None:
        self.view.choices.set_saving(False)
        self.view.notice.show_saved(path)

    def _cancelled(self) -> None:
        self.view.choices.set_saving(False)
        self.view.notice.show_cancelled()

    def _failed(self, found: ProblemsFound) -> None:
        self.view.choices.set_saving(False)
        self.view.notice.hide()
        self._context.report_problem(found)

    # -- logo and settings

    def _ask_logo(self) -> None:
        texts = self._context.texts
        kinds = f"{texts('report_page.pictures')} (*.png *.jpg *.jpeg)"
        chosen, _ = FileDialog.getOpenFileName(self.view.window(), texts("report_page.choose_logo"), "", kinds)
        if chosen:
            self._tried(lambda: self._take_logo(read_logo(Path(chosen))))

    def _take_logo(self, content: bytes) -> None:
        self._logo = content
        self.view.choices.show_logo(content)
        self._keep(_LOGO, base64.b64encode(content).decode("ascii"))
        self._soon.start()

    def _take_settings(self) -> None:
        choices = self.view.choices
        kept = {name: self._kept(name) for name in (_LOGO, _LEFT_OUT, _LANGUAGE)}
        language = kept[_LANGUAGE] if kept[_LANGUAGE] in LANGUAGES else self._context.texts.language
        choices.language.set_value(language if language in LANGUAGES else next(iter(LANGUAGES)))
        for name in kept[_LEFT_OUT].split(","):
            if name in choices.sections:
                choices.sections[name].setChecked(False)
        try:
            self._logo = base64.b64decode(kept[_LOGO], validate=True)
        except binascii.Error:
            self._logo = b""
        choices.show_logo(self._logo)

    def _kept(self, key: str) -> str:
        desk = self._context.desk
        return desk.setting(key) if desk is not None else ""

    def _keep(self, key: str, value: str) -> None:
        desk = self._context.desk
        if desk is not None and not desk.read_only:
            self._tried(lambda: desk.set_setting(key, value))

    def _tried(self, do: Callable[[], object]) -> bool:
        try:
            do()
        except ProblemsFound as found:
            self._context.report_problem(found)
            return False
        return True

    def _show_state(self) -> None:
        assessment, texts = self._assessment, self._context.texts
        if assessment is not None:
            final = assessment.status == "finished" and assessment.result.complete
            self.view.choices.show_state(texts("result.report.final" if final else "result.report.draft"))


def read_logo(path: Path) -> bytes:
    """Read a picture for the cover; raises ProblemsFound where it is none, cannot be read or is too large."""
    place = Place(file=str(path))
    try:
        content = path.read_bytes()
    except OSError as error:
        raise refuse("file-unreadable", place, path=str(path), said=error.strerror or str(error)) from error
    if len(content) > _LARGEST_LOGO:
        raise refuse("logo-too-large", place, size=f"{len(content) / 1e6:.1f}", largest=f"{_LARGEST_LOGO / 1e6:.0f}")
    if QImage.fromData(content).isNull():
        raise refuse("logo-no-picture", place)
    return content
