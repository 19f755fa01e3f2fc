"""The form: names and day first, then the pack's fields in its order, enterprise before project.

It is built from the pack alone and built anew for another pack or language; values only flow through it. The first rows
are made at once and the others in turns (`make_some`), since all forty together take 70 ms.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from riskassess.desktop.controls import DateField, Panel, Words
from riskassess.desktop.look import Look, tokens
from riskassess.desktop.project.editors import Editor, make_editor
from riskassess.desktop.project.row import FormRow
from riskassess.questionnaire.values import Field, Pack, Subject, wording
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.assessments import OpenAssessment

NAMES = ("client_name", "uscc", "project_name")
_AT_ONCE, _A_TURN = 4, 4  # rows


class ProfileForm(QWidget):
    """Ask for everything that a pack asks about an enterprise and its project."""

    field_given = Signal(str, object)  # field id, value or None
    name_given = Signal(str, str)  # one of NAMES, what was typed
    day_given = Signal(object)

    def __init__(self, look: Look, texts: Texts, pack: Pack) -> None:
        super().__init__()
        self._look, self._texts = look, texts
        self.editors: dict[str, Editor] = {}
        self.rows: dict[str, FormRow] = {}
        self.names: dict[str, QLineEdit] = {name: self._name_line(name) for name in NAMES}
        self.day = DateField(texts, texts("window.project.as_of"))
        self.day.day_changed.connect(self.day_given)
        self._shown: dict[str, str] = {}
        self._assessment: OpenAssessment | None = None
        self._editable = True
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.MARGIN, tokens.MARGIN, tokens.MARGIN, tokens.MARGIN)
        column.setSpacing(tokens.PADDING)
        panels = {"enterprise": self._panel("enterprise", NAMES[:2]), "project": self._panel("project", NAMES[2:])}
        for panel in panels.values():
            column.addWidget(panel)
        column.addStretch(1)
        self._waiting = [(field, panels[about]) for about in panels for field in pack.fields if field.about == about]
        self._make(_AT_ONCE)

    def make_some(self) -> bool:
        """Make the next few rows; tell whether there are more to make."""
        self._make(_A_TURN)
        return bool(self._waiting)

    def make_all(self) -> None:
        """Make the rows that are not there yet."""
        self._make(len(self._waiting))

    def _make(self, count: int) -> None:
        for field, panel in self._waiting[:count]:
            panel.layout().addWidget(self._field_row(field))
            editor = self.editors[field.id]
            editor.setEnabled(self._editable)
            if self._assessment is not None:
                self._show_field(field.id, editor, self._assessment)
        del self._waiting[:count]

    def show_assessment(self, assessment: OpenAssessment) -> None:
        """Show what an assessment holds; a field that the keyboard is in keeps what is being typed."""
        self._assessment, answers = assessment, assessment.answers
        values = (assessment.client, answers.enterprise_uscc or "", assessment.project)
        for name, value in zip(NAMES, values, strict=True):
            self._shown[name] = value
            if not self.names[name].hasFocus() or not self.names[name].isModified():
                self.names[name].setText(value)
        self.day.set_day(answers.as_of)
        for field_id, editor in self.editors.items():
            self._show_field(field_id, editor, assessment)

    def _show_field(self, field_id: str, editor: Editor, assessment: OpenAssessment) -> None:
        editor.show_value(assessment.answers.profile.get(field_id))
        self.rows[field_id].mark_missing(field_id in assessment.result.missing_profile)

    def set_editable(self, editable: bool) -> None:
        """Let values be changed, or only read."""
        self._editable = editable
        for widget in (*self.names.values(), self.day, *self.editors.values()):
            widget.setEnabled(editable)

    def go_to(self, field_id: str) -> None:
        """Put the keyboard into a field."""
        self.editors[field_id].focus_widget().setFocus()

    def _panel(self, about: Subject, names: Sequence[str]) -> Panel:
        panel = Panel(self._look)
        column = QVBoxLayout(panel)
        column.setContentsMargins(tokens.PADDING, tokens.PADDING, tokens.PADDING, tokens.PADDING)
        column.setSpacing(tokens.STEP)
        column.addWidget(Words(self._look, self._texts(f"window.project.{about}"), "card"))
        for name in names:
            column.addWidget(self._name_row(name))
        if about == "project":
            column.addWidget(self._day_row())
        return panel

    def _name_line(self, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(self._texts(f"window.project.{name}"))
        line.setFixedWidth(320)
        line.editingFinished.connect(lambda: self._tell_name(name))
        return line

    def _tell_name(self, name: str) -> None:
        typed = self.names[name].text().strip()
        self.names[name].setModified(False)
        if typed == self._shown.get(name, ""):
            self.rows[name].tell_wrong("")  # what was refused before is not there any more
        else:
            self.name_given.emit(name, typed)

    def _name_row(self, name: str) -> FormRow:
        key = f"window.project.{name}"
        help_text = self._texts(f"{key}_help") if self._texts.has(f"{key}_help") else ""
        editor = QWidget()
        column = QVBoxLayout(editor)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.names[name])
        self.rows[name] = FormRow(self._look, self._texts, self._texts(key), help_text, editor)
        return self.rows[name]

    def _day_row(self) -> FormRow:
        title = self._texts("window.project.as_of")
        help_text = self._texts("window.project.as_of_help")
        self.rows["as_of"] = FormRow(self._look, self._texts, title, help_text, self.day)
        self.day.wrong.connect(self.rows["as_of"].tell_wrong)
        return self.rows["as_of"]

    def _field_row(self, field: Field) -> FormRow:
        language = self._texts.language
        title = wording(field.title, language)
        editor = make_editor(field, self._look, self._texts)
        editor.name(title)
        row = FormRow(self._look, self._texts, title, wording(field.help, language), editor, required=field.required)
        editor.given.connect(lambda value, name=field.id: self.field_given.emit(name, value))
        editor.wrong.connect(row.tell_wrong)
        self.editors[field.id], self.rows[field.id] = editor, row
        return row


def day_or_none(value: object) -> date | None:
    """Return a day that a date field gave."""
    return value if isinstance(value, date) else None
