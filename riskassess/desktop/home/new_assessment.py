"""The question before a new assessment: whose, which project, where; and what to take over from an earlier one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from riskassess.desktop.controls import Button, Choice, Dialog, Words
from riskassess.desktop.controls.country_field import CountryField
from riskassess.desktop.look import Look, tokens
from riskassess.questionnaire.values import Pack, wording
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.assessments import Card, Desk, Listed, OpenAssessment

_WIDTH = 440


class NewAssessment(Dialog):
    """Ask for the least that an assessment needs; everything can be changed later."""

    def __init__(
        self,
        look: Look,
        texts: Texts,
        packs: Sequence[Pack],
        known: Sequence[Card | Listed],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._texts, self._packs = look, texts, packs
        self.setWindowTitle(texts("window.new.title"))
        self.setMinimumWidth(_WIDTH)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(tokens.MARGIN, tokens.MARGIN, tokens.MARGIN, tokens.PADDING)
        self._column.setSpacing(tokens.HALF)
        self.client, self.project = QLineEdit(), QLineEdit()
        self.country = CountryField(look, texts)
        self.pack, self.carry = Choice(), Choice()
        self._ask("client", self.client)
        self._ask("project", self.project)
        if any(_country_field(pack) for pack in packs):
            self._ask("country", self.country)
        for pack in packs:
            self.pack.addItem(f"{wording(pack.title, texts.language)} {pack.version}", pack.id)
        if len(packs) > 1:
            self._ask("pack", self.pack)
        self._offer_carrying(known)
        self._column.addSpacing(tokens.STEP)
        self._column.addLayout(self._buttons())
        for field in (self.client, self.project):
            field.textChanged.connect(self._judge)
        self._judge()

    def start(self, desk: Desk) -> OpenAssessment:
        """Start the assessment that was asked for."""
        assessment = desk.start(
            self.client.text().strip(),
            self.project.text().strip(),
            pack_id=self.pack.currentData(),
            carry_from=self.carry.currentData(),
        )
        field = _country_field(assessment.pack)
        if field is not None and self.country.code() is not None:
            assessment.set_profile(field, self.country.code())
        return assessment

    def _ask(self, name: str, field: QWidget) -> None:
        label = Words(self._look, self._texts(f"window.new.{name}"), "label", "text2")
        label.setBuddy(field)
        field.setAccessibleName(label.text())
        self._column.addWidget(label)
        self._column.addWidget(field)
        self._column.addSpacing(tokens.STEP)

    def _offer_carrying(self, known: Sequence[Card | Listed]) -> None:
        self.carry.addItem(self._texts("window.new.carry_none"), None)
        for one in known:
            self.carry.addItem(f"{one.client} / {one.project}", one.assessment_id)
        if known:
            self._ask("carry", self.carry)
            self._column.addWidget(
                Words(self._look, self._texts("window.new.carry_means"), "label", "text2", wrap=True)
            )

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(tokens.STEP)
        leave, self.begin = Button(self._texts("window.new.leave")), Button(self._texts("window.new.begin"), "primary")
        leave.clicked.connect(self.reject)
        self.begin.setDefault(True)
        self.begin.clicked.connect(self.accept)
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(self.begin)
        return row

    def _judge(self) -> None:
        named = bool(self.client.text().strip() and self.project.text().strip())
        self.begin.setEnabled(named)
        self.begin.setToolTip("" if named else self._texts("window.new.needs_names"))


def _country_field(pack: Pack) -> str | None:
    return next((field.id for field in pack.fields if field.kind == "country"), None)
