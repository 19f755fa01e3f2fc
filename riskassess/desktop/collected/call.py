"""The step of the call: what it says, how many are expected, the groups that follow, and the signature."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from riskassess.desktop.collected.expected import ExpectedTable
from riskassess.desktop.collected.fields import LineField, NumberField
from riskassess.desktop.collected.step import Step, allow, row
from riskassess.desktop.controls import Button, Check, DateField, Words
from riskassess.desktop.gate.view import SecretField
from riskassess.desktop.look import Look, tokens
from riskassess.questionnaire.values import wording
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.committee_folder import Collection, Standing

_OPEN_FOR = 90  # days, until somebody says otherwise
_MOST_TICKETS, _USUAL_TICKETS = 100_000, 500


class CallStep(Step):
    """Ask for what a call says; afterwards show what was signed, what to hand out, and the tickets."""

    name = "call"
    wanted, tickets_wanted, cards_wanted, folder_wanted = Signal(str), Signal(int), Signal(), Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.call_title, self.contact = LineField(look), LineField(look)
        self.opens, self.closes = (DateField(self.texts, "") for _ in range(2))
        today = date.today()  # noqa: DTZ011 - a day of the calendar on the officer's wall
        self.opens.set_day(today)
        self.closes.set_day(today + timedelta(days=_OPEN_FOR))
        self._days = {name: Words(look, use="label", role="text2") for name in ("opens", "closes")}
        self._day_wrong = Words(look, role="text2", wrap=True)
        self.k = NumberField(look, 10, 1000, 20)
        self.with_tickets, self._tickets_mean = Check(), Words(look, use="second", role="text2", wrap=True)
        self.second, self.collector = LineField(look), LineField(look)
        self._second_means = Words(look, use="second", role="text2", wrap=True)
        self.expected = ExpectedTable(look)
        self.words, self.sign = SecretField(look), Button(kind="primary", icon="lock")
        self._form = QWidget()
        self._build_form()
        self.hand_out, self.folder = Words(look, wrap=True), Button(icon="folder")
        self.ticket_count = NumberField(look, 1, _MOST_TICKETS, _USUAL_TICKETS)
        self.draw, self.cards, self._tickets_state = Button(), Button(), Words(look, role="text2", wrap=True)
        self.add(self._form, self.hand_out, row(self.folder), self._tickets_state)
        self.add(self.ticket_count, row(self.draw, self.cards))
        for field in (self.call_title, self.contact):
            field.changed.connect(self._judge)
        self.words.line.textChanged.connect(self._judge)
        for day in (self.opens, self.closes):
            day.wrong.connect(self._say_wrong)
        self.sign.clicked.connect(lambda: self.wanted.emit(self.words.words()))
        self.draw.clicked.connect(lambda: self.tickets_wanted.emit(self.ticket_count.number()))
        self.cards.clicked.connect(self.cards_wanted)
        self.folder.clicked.connect(self.folder_wanted)

    def _build_form(self) -> None:
        column = QVBoxLayout(self._form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.GAP)
        days = QHBoxLayout()
        days.setSpacing(tokens.PADDING)
        for name, field in (("opens", self.opens), ("closes", self.closes)):
            one = QVBoxLayout()
            one.setSpacing(tokens.HALF)
            self._days[name].setBuddy(field.line())
            one.addWidget(self._days[name])
            one.addWidget(field)
            days.addLayout(one)
        days.addWidget(self.k)
        days.addStretch(1)
        for widget in (self.call_title, self.contact):
            column.addWidget(widget)
        column.addLayout(days)
        parts = (self._day_wrong, self.with_tickets, self._tickets_mean, self.expected, self.second, self.collector)
        for widget in (*parts, self._second_means, self.words):
            column.addWidget(widget)
        column.addLayout(row(self.sign))

    def retranslate(self, texts: Texts) -> None:
        """Say everything in another language."""
        super().retranslate(texts)
        for name in ("call_title", "contact", "second", "collector"):
            getattr(self, name).name(self.say(name), self.say(f"{name}_hint"))
        for name, field in (("opens", self.opens), ("closes", self.closes)):
            self._days[name].setText(self.say(name))
            field.retranslate(texts, self.say(name))
        self.k.name(self.say("k"))
        self.with_tickets.setText(self.say("with_tickets"))
        self._tickets_mean.setText(self.say("tickets_mean"))
        self._second_means.setText(self.say("second_means"))
        self.expected.retranslate(texts)
        self.words.name(self.say("words"), texts("workspace.ask.seen"))
        self.sign.setText(self.say("sign"))
        self.folder.setText(texts("collected.open_folder"))
        self.ticket_count.name(self.say("ticket_count"))
        self.draw.setText(self.say("draw"))
        self.cards.setText(self.say("cards"))
        self._judge()

    def show_standing(self, at: Collection | None, standing: Standing | None) -> None:
        """Show the form until the call is signed, then what was signed."""
        call = standing.call if standing is not None else None
        can_begin = standing is not None and standing.has_identity and not standing.problems
        self._form.setVisible(call is None and can_begin)
        for widget in (self.hand_out, self.folder, self._tickets_state):
            widget.setVisible(call is not None)
        for widget in (self.ticket_count, self.draw, self.cards):
            widget.setVisible(False)
        if at is None or standing is None:
            self.show_state("")
        elif standing.problems:
            self.show_state("\n".join(" ".join(self.texts.problem(one)) for one in standing.problems))
        elif call is None:
            self.show_state("" if can_begin else self.say("needs_keys"))
        else:
            self._show_signed(at, standing)

    def _show_signed(self, at: Collection, standing: Standing) -> None:
        call = standing.call
        assert call is not None
        title = wording(call.title, self.texts.language)
        groups = "\n".join(
            self.say("group", title=wording(one.title, self.texts.language), expected=one.expected)
            for one in call.groups
        )
        about = {"opens": call.opens, "closes": call.closes, "k": call.k, "count": len(call.groups)}
        self.show_state(self.say("signed", title=title, **about))
        self.hand_out.setText(f"{self.say('hand_out', folder=at.handed_out)}\n\n{groups}")
        key = "open" if not call.tickets else "drawn" if standing.has_tickets else "not_drawn"
        self._tickets_state.setText(self.say(f"tickets_{key}", cards=at.cards, hashes=at.tickets))
        draws = call.tickets and not standing.has_tickets
        self.ticket_count.setVisible(draws)
        self.draw.setVisible(draws)
        self.cards.setVisible(standing.has_cards)

    def said(self) -> dict[str, Any]:
        """Return what was filled in, by the names of `CallWishes`."""
        return {
            "title": self.call_title.words(),
            "contact": self.contact.words(),
            "opens": self.opens.day(),
            "closes": self.closes.day(),
            "k": self.k.number(),
            "tickets": self.with_tickets.isChecked(),
            "recipients": (self.second.words(),) if self.second.words() else (),
            "collector": self.collector.words(),
            "expected": self.expected.numbers(),
        }

    def _say_wrong(self, words: str) -> None:
        self._day_wrong.setText(words)
        self._judge()

    def _judge(self) -> None:
        self._day_wrong.setVisible(bool(self._day_wrong.text()))
        days = self.opens.day() is not None and self.closes.day() is not None and not self._day_wrong.text()
        given = bool(self.call_title.words() and self.contact.words() and self.words.words())
        allow(self.sign, given and days, self.say("needs"))
