"""What the page does: a contribution is worked out as soon as assessment and call are known, and written after a yes.

Reading a call, scoring and sealing run in a thread, one after the other; what has been asked for anew meanwhile is not
shown any more.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from riskassess.desktop.asking import AskFirst
from riskassess.desktop.contribute.trusting import choose_key
from riskassess.desktop.contribute.view import ContributeView
from riskassess.desktop.contribute.wording import lines_of
from riskassess.desktop.file_dialog import FileDialog
from riskassess.desktop.shell.page import Context
from riskassess.desktop.turns import Turns
from riskassess.problems import ProblemsFound
from riskassess.questionnaire.values import wording
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.assessments import OpenAssessment
    from riskassess.app.handing_in import Before, Call, Handed, HandingIn, Prepared, StoredContribution


class ContributePage:
    """Be the page on which an enterprise contributes; see `shell.page.Page`."""

    name = "contribute"

    def __init__(self, context: Context) -> None:
        self._context = context
        self._call: Call | None = None
        self._prepared: Prepared | None = None
        self._handed: Handed | None = None
        self._made: tuple[StoredContribution, ...] = ()
        self._listed_at: object = None
        self._begun_with: object = None
        self._asked_for: tuple[object, ...] = ()
        self.view = self.widget = ContributeView(context.look)
        self._turns = Turns(self.view)
        self._connect()
        self.retranslate(context.texts)

    def _connect(self) -> None:
        choosing, showing = self.view.choosing, self.view.showing
        self.view.dropped.connect(self._take_dropped)
        choosing.changed.connect(self._changed)
        choosing.choose_call.clicked.connect(self._ask_call)
        choosing.trust.clicked.connect(lambda: choose_key(self._context, self.view.window()))
        choosing.take_back.clicked.connect(self._ask_withdrawal_by_code)
        choosing.to_result.clicked.connect(lambda: self._context.go("result"))
        showing.write.clicked.connect(self._ask_folder)
        showing.withdraw.clicked.connect(self._ask_withdrawal)
        showing.copy.clicked.connect(self._copy_code)
        showing.folder.clicked.connect(self._open_folder)
        showing.another.clicked.connect(self._show_afresh)

    # -- what the shell asks

    def retranslate(self, texts: Texts) -> None:
        """Say everything in another language."""
        self.view.retranslate(texts)
        self._show_afresh()

    def heading(self) -> tuple[str, str]:
        """Return what the top bar says."""
        texts = self._context.texts
        return texts("window.pages.contribute"), texts("contribute_page.nothing_is_sent")

    def show_assessment(self, assessment: OpenAssessment | None) -> None:
        """Show nothing yet: which assessment is worked on is looked up when the page comes to the front."""

    def activated(self, call: Path | None = None, **_what: Any) -> None:
        """Come to the front, perhaps with a call that was opened elsewhere."""
        self._show_afresh()
        if call is not None:
            self.take_call(Path(call))

    @property
    def is_busy(self) -> bool:
        """Tell whether something is being worked out."""
        return self._turns.is_busy

    # -- the call and its key

    def _ask_call(self) -> None:
        texts = self._context.texts
        kinds = f"{texts('contribute_page.call_files')} (*.json)"
        chosen, _ = FileDialog.getOpenFileName(self.view.window(), texts("contribute_page.choose_call"), "", kinds)
        if chosen:
            self.take_call(Path(chosen))

    def _take_dropped(self, path: str) -> None:
        self.take_call(Path(path))

    def take_call(self, path: Path) -> None:
        """Read a call; what is wrong with it is told, and the one before stays."""
        handing_in = self._handing_in()
        if handing_in is not None:
            self._turns.run(lambda: handing_in.open_call(path), self._take, self._context.report_problem)

    def _take(self, call: Call) -> None:
        self._call, self._handed = call, None
        self.view.choosing.clear_way()
        self._show_afresh()

    # -- working it out

    def _handing_in(self) -> HandingIn | None:
        return None if self._context.desk is None else self._context.desk.handing_in

    def _show_afresh(self) -> None:
        """Read anew what can be contributed and what was, and work out what would leave."""
        handing_in, texts, choosing = self._handing_in(), self._context.texts, self.view.choosing
        self._asked_for, self._handed = (), None
        if handing_in is None:
            choosing.show_finished((), texts)
            choosing.show_draft("")
            self._show_choice()
            return
        at_work = self._context.assessment
        try:
            self._list(handing_in, at_work)
        except ProblemsFound as found:
            self._context.report_problem(found)
            return
        is_draft = at_work is not None and at_work.status == "draft"
        choosing.show_draft(self._draft_words(at_work) if at_work is not None and is_draft else "")
        self._show_choice()

    def _list(self, handing_in: HandingIn, at_work: OpenAssessment | None) -> None:
        """Read what can be contributed, where anything was written since; begin with what has been worked on anew."""
        before = self.view.choosing.finished()
        chosen = before.assessment_id if before is not None else None
        standing = None if at_work is None else (at_work.id, at_work.status)
        if standing != self._begun_with:
            self._begun_with = standing
            chosen = at_work.id if at_work is not None and at_work.status == "finished" else chosen
        stamp = (handing_in.stamp(), self._context.texts.language)
        if stamp != self._listed_at:
            finished, self._made = handing_in.candidates(), handing_in.made()
            self._listed_at = (handing_in.stamp(), self._context.texts.language)
            self.view.choosing.show_finished(finished, self._context.texts)
        self.view.choosing.choose(chosen)

    def _draft_words(self, assessment: OpenAssessment) -> str:
        texts, open_ones = self._context.texts, assessment.result.counts.open
        names = {"client": assessment.client or texts("window.unnamed"), "project": assessment.project}
        return texts("contribute_page.draft" if open_ones else "contribute_page.ready_draft", count=open_ones, **names)

    def _stored(self) -> StoredContribution | None:
        one, call = self.view.choosing.finished(), self._call
        if one is None or call is None:
            return None
        return next((m for m in self._made if (m.client_id, m.call) == (one.client_id, call.id)), None)

    def _changed(self) -> None:
        self._handed = None
        self._show_choice()

    def _show_choice(self) -> None:
        choosing, showing, texts = self.view.choosing, self.view.showing, self._context.texts
        choosing.show_call(self._call, texts)
        choosing.show_way(self._call, self._stored(), texts)
        desk = self._context.desk
        may = desk is not None and not desk.read_only
        choosing.trust.setEnabled(may)
        showing.show_made(self._made, texts)
        if self._handed is None:
            self._prepare()

    def _before(self) -> Before:
        from riskassess.app.handing_in import Before

        choosing = self.view.choosing
        number = choosing.number.text().strip()
        code = choosing.code.text().strip() if self._stored() is None else ""
        return Before(code=code or None, serial=int(number) if number else None)

    def _prepare(self) -> None:
        """Work out what would leave, unless that is known already."""
        handing_in, call, one = self._handing_in(), self._call, self.view.choosing.finished()
        if handing_in is None or call is None or one is None:
            self._prepared = None
            self.view.showing.show_teaching(self._missing())
            return
        before, detailed = self._before(), self.view.choosing.detailed.isChecked()
        if call.tickets and before.code is None and self._stored() is None:
            self._prepared, self._asked_for = None, ()
            self.view.showing.show_teaching(self._context.texts("contribute_page.needs_ticket"))
            return
        asked_for = (call, one.assessment_id, before, detailed)
        if asked_for == self._asked_for:
            return
        self._asked_for, self._prepared = asked_for, None
        self.view.showing.show_making()

        def if_still_wanted(show: Callable[[Any], None]) -> Callable[[Any], None]:
            return lambda found: show(found) if self._asked_for == asked_for else None

        self._turns.run(
            lambda: handing_in.prepare(call, one, before, detailed=detailed),
            if_still_wanted(self._show_prepared),
            if_still_wanted(self._cannot),
        )

    def _missing(self) -> str:
        texts = self._context.texts
        return texts("contribute_page.needs_call") if self._call is None else ""

    def _show_prepared(self, prepared: Prepared) -> None:
        self._prepared = prepared
        texts, showing, made = self._context.texts, self.view.showing, prepared.contribution
        group = made.group
        assert group is not None
        showing.show_preview(
            texts("contribute.to", title=wording(made.call.title, texts.language), contact=made.call.contact),
            self._what_was_before(prepared),
            lines_of(prepared, texts),
            texts("contribute_page.bytes", size=len(made.content)),
            made.shown,
        )
        match = texts("contribute.matching_detailed" if made.submission.levels else "contribute.matching")
        title = wording(group.title, texts.language)
        size = texts("contribute.group", group=title, expected=group.expected, k=made.call.k)
        showing.match.setText(f"{match}\n{size}")
        way = texts("contribute.collected" if made.call.collector else "contribute.on_the_way")
        showing.way.setText(f"{texts('contribute_page.you_hand_over')} {way}\n{texts('contribute.once')}")
        showing.write.setText(texts("contribute_page.write" if made.is_first else "contribute_page.write_again"))
        desk = self._context.desk
        may = desk is not None and not desk.read_only
        showing.consent.setEnabled(may)
        showing.withdraw.setText(texts("contribute_page.withdraw.button"))
        taken_back = prepared.before is not None and prepared.before.withdrawn
        showing.withdraw.setVisible(may and not made.is_first and not taken_back)

    def _what_was_before(self, prepared: Prepared) -> str:
        texts, before = self._context.texts, prepared.before
        if before is None:
            return "" if prepared.contribution.is_first else texts("contribute_page.before_code")
        day = f"{before.changed_at:%Y-%m-%d}" if before.changed_at is not None else "–"
        key = "before_withdrawn" if before.withdrawn else "before"
        return texts(f"contribute_page.{key}", serial=before.serial, day=day)

    def _cannot(self, found: ProblemsFound) -> None:
        said = (" ".join(self._context.texts.problem(one)) for one in found.problems)
        self.view.showing.show_teaching("\n".join(said))

    # -- writing it

    def _ask_folder(self) -> None:
        if self._prepared is not None and self.view.showing.consent.isChecked():
            self._write_where_asked(self._prepared)

    def _write_where_asked(self, prepared: Prepared) -> None:
        folder = FileDialog.getExistingDirectory(self.view.window(), self._context.texts("contribute_page.where"))
        if folder:
            self.write(prepared, Path(folder))

    def write(self, prepared: Prepared, folder: Path) -> None:
        """Write the sealed file and the receipt into a folder."""
        handing_in, language = self._handing_in(), self._context.texts.language
        if handing_in is not None:
            job = lambda: handing_in.hand_over(prepared, folder, language)  # noqa: E731 - begun when it is its turn
            self._turns.run(job, self._written, self._context.report_problem)

    def _written(self, handed: Handed) -> None:
        texts = self._context.texts
        self._show_afresh()
        self._handed, self._asked_for = handed, ()
        words = texts("contribute_page.done", sealed=handed.sealed, receipt=handed.receipt_text)
        self.view.showing.show_done(handed, words)

    def _ask_withdrawal(self) -> None:
        one, stored = self.view.choosing.finished(), self._stored()
        if one is not None and stored is not None:
            means = self._context.texts("contribute_page.withdraw.means", client=one.client)
            self._withdraw(one.client_id, means)
        else:
            self._ask_withdrawal_by_code()

    def _ask_withdrawal_by_code(self) -> None:
        self._withdraw(None, self._context.texts("contribute_page.withdraw.means_by_code"))

    def _withdraw(self, client: int | None, means: str) -> None:
        handing_in, call, before = self._handing_in(), self._call, self._before()
        if handing_in is not None and call is not None and self._agreed("withdraw", means):
            job = lambda: handing_in.prepare_withdrawal(call, client, before)  # noqa: E731 - begun when it is its turn
            self._turns.run(job, self._write_where_asked, self._context.report_problem)

    def _agreed(self, what: str, means: str) -> bool:
        texts, parent = self._context.texts, self.view.window()
        title, go_on = (texts(f"contribute_page.{what}.{part}") for part in ("title", "go_on"))
        give_up = texts("contribute_page.give_up")
        return bool(AskFirst(self._context.look, title, means, go_on, give_up, parent).exec())

    def _copy_code(self) -> None:
        if self._handed is not None:
            QGuiApplication.clipboard().setText(self._handed.code)
            self._context.say(self._context.texts("contribute_page.copied"))

    def _open_folder(self) -> None:
        if self._handed is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._handed.sealed.parent)))
