"""The step of taking in: a folder, the identity, its passphrase; then counts, and never of anything but all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from riskassess.desktop.collected.fields import PathField
from riskassess.desktop.collected.step import Step, allow, row
from riskassess.desktop.controls import Button, Words
from riskassess.desktop.gate.view import SecretField
from riskassess.desktop.look import Look
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.committee_folder import Collection, Standing
    from riskassess.app.committee_work import Counts

_WORDS = ("new", "newer", "same", "older", "conflict")


class IntakeStep(Step):
    """Ask what to take in, and say what came of it."""

    name = "intake"
    wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.folder, self.identity = PathField(look, "folder"), PathField(look, "file")
        self.tickets_file = PathField(look, "file")
        self.words, self.go_on = SecretField(look), Button(kind="primary", icon="collect")
        self.over_all, self.outcome = Words(look, bold=True, wrap=True), Words(look, wrap=True)
        self.rejected_head, self.rejected = Words(look, bold=True, wrap=True), Words(look, wrap=True)
        self._may = False
        self._counts: Counts | None = None
        self._filled_for: Collection | None = None
        for field in (self.folder, self.identity, self.tickets_file):
            field.changed.connect(self._judge)
        self.words.line.textChanged.connect(self._judge)
        self.go_on.clicked.connect(self.wanted)
        self.add(self.folder, self.identity, self.tickets_file, self.words, row(self.go_on))
        self.add(self.over_all, self.outcome, self.rejected_head, self.rejected)
        self.show_counts(None)

    def retranslate(self, texts: Texts) -> None:
        """Say everything in another language."""
        super().retranslate(texts)
        for name in ("folder", "identity", "tickets_file"):
            getattr(self, name).name_path(self.say(name), texts("collected.choose"))
        self.words.name(self.say("words"), texts("workspace.ask.seen"))
        self.go_on.setText(self.say("go_on"))
        self.show_counts(self._counts)
        self._judge()

    def show_standing(self, at: Collection | None, standing: Standing | None) -> None:
        """Put what is known into the fields, and say what is missing before anything can be taken in."""
        call = standing.call if standing is not None else None
        self._may = call is not None
        if at is not None and standing is not None:
            self._fill(at, standing)
        self.tickets_file.setVisible(call is not None and call.tickets)
        self.show_state("" if call is not None else self.say("needs_call"))
        for widget in (self.folder, self.identity, self.words, self.go_on):
            widget.setVisible(call is not None)
        self._judge()

    def _fill(self, at: Collection, standing: Standing) -> None:
        """Put what lies in the call's folder into fields that are empty: what an officer chooses instead stays."""
        known = (
            (self.identity, standing.has_identity, at.identity),
            (self.tickets_file, standing.has_tickets, at.tickets),
        )
        for field, there, path in known:
            if at != self._filled_for:
                field.set_path(None)
            if there and field.path() is None:
                field.set_path(path)
        self._filled_for = at

    def forget(self) -> None:
        """Forget what was counted."""
        self.show_counts(None)

    def show_counts(self, counts: Counts | None) -> None:
        """Show what a run did and how the whole stands; None while nothing has been counted."""
        self._counts, shown = counts, counts is not None
        for widget in (self.over_all, self.outcome, self.rejected_head, self.rejected):
            widget.setVisible(shown)
        if counts is None:
            return
        self.over_all.setText(self.say("stands", count=counts.standing, withdrawn=counts.withdrawn))
        lines = [self.say(word, count=counts.rows[word]) for word in _WORDS if counts.rows.get(word)]
        if counts.conflicts:
            lines.append(self.say("conflicts", count=counts.conflicts))
        self.outcome.setText("\n".join(lines))
        self.outcome.setVisible(bool(lines))
        reasons = [
            self.say("reason", count=number, reason=self.texts(f"cli.committee.reason.{reason}"))
            for reason, number in sorted(counts.rejected.items())
        ]
        self.rejected_head.setText(self.say("rejected"))
        self.rejected.setText("\n".join(reasons))
        for widget in (self.rejected_head, self.rejected):
            widget.setVisible(bool(reasons))

    def _judge(self) -> None:
        given = self.folder.path() is not None and self.identity.path() is not None
        allow(self.go_on, self._may and given, self.say("needs"))
