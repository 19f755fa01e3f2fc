"""A plan handed on: as a workbook or a calendar for others, as levels to try, as the next assessment of the project."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from riskassess.desktop.file_dialog import FileDialog
from riskassess.desktop.job_run import JobRun
from riskassess.desktop.shell.page import Context
from riskassess.problems import ProblemsFound

if TYPE_CHECKING:
    from riskassess.app.assessments import OpenAssessment
    from riskassess.app.plans import OpenPlan

_SUFFIX = {"xlsx": ".xlsx", "calendar": ".ics"}
_FILES = {"xlsx": "plan.files_xlsx", "calendar": "plan.files_ics"}


class HandingOn(QObject):
    """Serve the plan that is shown; `shown` is called when what can be done has changed."""

    def __init__(self, context: Context, view: QWidget, shown: Callable[[], None]) -> None:
        super().__init__(view)
        self._context, self._view, self._shown = context, view, shown
        self._assessment: OpenAssessment | None = None
        self._plan: OpenPlan | None = None
        self.saving = JobRun(self)
        self.saving.done.connect(self._saved)
        self.saving.failed.connect(self._failed)

    def show_plan(self, assessment: OpenAssessment | None, plan: OpenPlan | None) -> None:
        """Serve another plan, or none."""
        self._assessment, self._plan = assessment, plan

    def try_out(self) -> None:
        """Show the result as if all steps were done."""
        if self._plan is not None:
            levels = {one.question: one.to_level for one in self._plan.steps if one.to_level is not None}
            self._context.go("result", trying=levels)

    def ask_export(self, form: str) -> None:
        """Ask where to save the plan as a workbook or a calendar, and save it."""
        assessment, texts = self._assessment, self._context.texts
        if assessment is None or self.saving.is_running():
            return
        suffix = _SUFFIX[form]
        name = str(Path.home() / assessment.suggested_file_name(suffix))
        files = f"{texts(_FILES[form])} (*{suffix})"
        path, _kind = FileDialog.getSaveFileName(self._view.window(), texts("plan.export"), name, files)
        if path:
            self.export(form, Path(path))

    def export(self, form: str, path: Path) -> None:
        """Save the plan under a path, in a child process."""
        plan, texts = self._plan, self._context.texts
        if plan is None:
            return
        path = path if path.suffix.lower() == _SUFFIX[form] else path.with_name(path.name + _SUFFIX[form])
        write = plan.export_xlsx if form == "xlsx" else plan.export_calendar
        try:
            self.saving.start(write(path, texts.language))
        except ProblemsFound as found:
            self._context.report_problem(found)
            return
        self._context.say(texts("plan.exporting", name=path.name))
        self._shown()

    def _saved(self, path: Path) -> None:
        texts, plan = self._context.texts, self._plan
        without = 0 if plan is None else sum(one.due is None for one in plan.steps)
        if path.suffix == _SUFFIX["calendar"] and without:
            self._context.say(texts("plan.exported_days", path=path, count=without))
        else:
            self._context.say(texts("plan.exported", path=path))
        self._shown()

    def _failed(self, found: ProblemsFound) -> None:
        self._shown()
        self._context.report_problem(found)

    def reassess(self) -> None:
        """Start a new assessment of the same project, with everything to be confirmed but what was worked on."""
        assessment, plan, texts = self._assessment, self._plan, self._context.texts
        if assessment is None or plan is None:
            return
        try:
            again = assessment.reassess()
        except ProblemsFound as found:
            self._context.report_problem(found)
            return
        self._context.work_on(again, "questions")
        self._context.say(texts("plan.reassessed", count=len(again.carried), done=plan.done.steps))
