"""What the project page does: each change is saved at once, and what follows from it is shown beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from riskassess.assessment.values import ProfileValue
from riskassess.desktop.project.form import ProfileForm, day_or_none
from riskassess.desktop.project.view import ProjectView
from riskassess.desktop.shell.page import Context
from riskassess.problems import ProblemsFound
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.assessments import OpenAssessment

_DESCRIBES = {"client_name": "client", "uscc": "uscc", "project_name": "project"}


class ProjectPage:
    """Be the page where the profile is given."""

    name = "project"

    def __init__(self, context: Context) -> None:
        self._context = context
        self._assessment: OpenAssessment | None = None
        self._form: ProfileForm | None = None
        self._built_for: tuple[str, str] | None = None
        self._view = ProjectView(context.look)
        self.widget: QWidget = self._view
        self._view.live.wanted.connect(self._go_to)
        self._making = QTimer(self._view, interval=0)
        self._making.timeout.connect(self._make_some)
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self._view)
        undo.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        undo.activated.connect(self._undo)

    def retranslate(self, texts: Texts) -> None:
        """Say everything in another language, the pack's texts too."""
        del texts  # the context holds them already
        self._show()

    def show_assessment(self, assessment: OpenAssessment | None) -> None:
        """Show an assessment's profile."""
        self._assessment = assessment
        if assessment is not None:
            self._form_for(assessment)

    def activated(self, *, field: str | None = None, **_what: Any) -> None:
        """Show what was changed elsewhere; `field` is where the keyboard goes."""
        self._show()
        if field is not None:
            self._go_to(field)

    def form(self) -> ProfileForm:
        """Return the form that is shown, with all its rows; there is one as soon as there is an assessment."""
        assert self._form is not None
        self._form.make_all()
        return self._form

    def _show(self) -> None:
        assessment, texts = self._assessment, self._context.texts
        if assessment is None:
            return
        form = self._form_for(assessment)
        form.show_assessment(assessment)
        form.set_editable(not assessment.read_only)
        frozen = "read_only" if assessment.status == "finished" else "read_only_desk"
        self._view.tell(texts(f"window.project.{frozen}") if assessment.read_only else "")
        self._view.live.show_assessment(assessment, texts)

    def is_whole(self) -> bool:
        """Tell whether all rows of the form are made."""
        return self._form is not None and not self._making.isActive()

    def _form_for(self, assessment: OpenAssessment) -> ProfileForm:
        """Return the form for a pack and a language, made anew for others; its rows come in turns."""
        wanted = (assessment.pack.sha256, self._context.texts.language)
        if self._form is None or self._built_for != wanted:
            self._form, self._built_for = self._make_form(assessment), wanted
            self._view.put_form(self._form)
            self._making.start()
        return self._form

    def _make_some(self) -> None:
        if self._form is None or not self._form.make_some():
            self._making.stop()

    def _make_form(self, assessment: OpenAssessment) -> ProfileForm:
        form = ProfileForm(self._context.look, self._context.texts, assessment.pack)
        form.field_given.connect(self._give)
        form.name_given.connect(self._name)
        form.day_given.connect(self._set_day)
        return form

    def _give(self, field: str, value: ProfileValue | None) -> None:
        self._change(field, lambda assessment: assessment.set_profile(field, value))

    def _name(self, name: str, typed: str) -> None:
        self._change(name, lambda assessment: assessment.describe(**{_DESCRIBES[name]: typed}))

    def _set_day(self, day: object) -> None:
        chosen = day_or_none(day)
        if chosen is not None:
            self._change("as_of", lambda assessment: assessment.set_as_of(chosen))

    def _change(self, row: str, change: Callable[[OpenAssessment], None]) -> None:
        """Make a change; a refused one is told under its row, and the row keeps what was typed."""
        assessment, form = self._assessment, self._form
        if assessment is None or form is None:
            return
        try:
            change(assessment)
        except ProblemsFound as found:
            texts = self._context.texts
            form.rows[row].tell_wrong(" ".join(" ".join(texts.problem(one)) for one in found.problems))
            return
        form.rows[row].tell_wrong("")
        self._show()
        self._context.saved()

    def _undo(self) -> None:
        assessment = self._assessment
        if assessment is None:
            return
        try:
            assessment.undo()
        except ProblemsFound as found:
            self._context.report_problem(found)
        self._show()
        self._context.saved()

    def _go_to(self, field: str) -> None:
        if self._form is not None and field in self.form().editors:
            self._form.go_to(field)
            self._view.bring_into_sight(self._form.rows[field])
