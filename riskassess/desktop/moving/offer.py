"""Offering a move on a page: when the notice shows, what its button does, and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from riskassess.desktop.moving.notice import MoveNotice
from riskassess.desktop.shell.page import Context
from riskassess.problems import ProblemsFound

if TYPE_CHECKING:
    from riskassess.app.assessments import Desk, OpenAssessment


class MoveOffer(QObject):
    """Keep a page's notice up to date with the assessment that it shows."""

    def __init__(self, context: Context, notice: MoveNotice) -> None:
        super().__init__(notice)
        self._context, self._notice = context, notice
        self._assessment: OpenAssessment | None = None
        self._is_move = False
        notice.asked.connect(self.ask)

    def show_for(self, assessment: OpenAssessment | None) -> None:
        """Offer the newest version to a draft that is not of it, else say what an earlier move left behind."""
        self._assessment, desk = assessment, self._context.desk
        self._notice.say("", "")
        if assessment is None or desk is None:
            return
        try:
            self._show(desk, assessment)
        except ProblemsFound as found:
            self._context.report_problem(found)

    def _show(self, desk: Desk, assessment: OpenAssessment) -> None:
        texts = self._context.texts
        newer = desk.moving.newer_pack(assessment.id)
        self._is_move = newer is not None
        if newer is not None:
            versions = {"old": assessment.pack.version, "new": newer.version}
            self._notice.say(texts("packs.move.offer", **versions), texts("packs.move.show"))
        elif left := desk.moving.left_behind(assessment.id):
            self._notice.say(texts("packs.left.notice", count=len(left)), texts("packs.left.show"))

    def ask(self) -> None:
        """Show what moving comes to and do it when agreed; or show what was left behind."""
        assessment, desk, texts = self._assessment, self._context.desk, self._context.texts
        if assessment is None or desk is None:
            return
        parent: QWidget = self._notice.window()
        from riskassess.desktop.moving.dialogs import AskMove, ShowLeft
        from riskassess.desktop.moving.wording import left_lines

        try:
            if not self._is_move:
                left = desk.moving.left_behind(assessment.id)
                lines = tuple(left_lines(left, assessment.pack, texts))
                ShowLeft(self._context.look, texts, lines, assessment.pack.version, parent).exec()
                return
            planned = desk.moving.preview(assessment.id)
            if AskMove(self._context.look, texts, planned, parent).exec():
                self._context.work_on(desk.moving.move(planned), "result")
                self._context.say(texts("packs.move.done", old=planned.before.version, new=planned.after.version))
        except ProblemsFound as found:
            self._context.report_problem(found)
