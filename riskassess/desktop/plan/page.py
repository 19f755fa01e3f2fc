"""What the plan page does: asks for the least work to a grade, and keeps who does what of it until when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from riskassess.assessment.values import Plan
from riskassess.desktop.job_run import JobRun
from riskassess.desktop.plan.bar import PlanBar
from riskassess.desktop.plan.detail import STATES
from riskassess.desktop.plan.handing_on import HandingOn
from riskassess.desktop.plan.rows import plan_rows, title_of
from riskassess.desktop.plan.view import PlanView
from riskassess.desktop.plan.wording import lead_words, more_words, progress_words, step_detail
from riskassess.desktop.shell.page import Context
from riskassess.problems import ProblemsFound
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.assessments import OpenAssessment
    from riskassess.app.plans import OpenPlan, StoredAction


class PlanPage:
    """Be the page of the plan; see `shell.page.Page`."""

    name = "plan"

    def __init__(self, context: Context) -> None:
        self._context = context
        self._assessment: OpenAssessment | None = None
        self._plan: OpenPlan | None = None
        self._asked: tuple[str, str] = ("", "")  # the grade that is being solved for, and the answers it stands for
        self._filling = False
        self._wanted = ""  # whose row is to be the current one as soon as it is there
        self.view = PlanView(context.look)
        self.widget: QWidget = self.view
        self.bar = PlanBar()
        self.solving = JobRun(self.view)
        self.handing_on = HandingOn(context, self.view, self._show_bar)
        self._connect()
        self.retranslate(context.texts)

    def _connect(self) -> None:
        view, detail = self.view, self.view.detail
        view.goal.asked.connect(self.solve)
        view.goal.again.connect(self.solve_again)
        view.goal.cancelled.connect(self.solving.cancel)
        view.to_questions.clicked.connect(lambda: self._context.go("questions"))
        view.added.connect(lambda question: self.lock(question, "in"))
        view.list.chosen.connect(lambda _question: self._show_detail())
        view.list.entered_row.connect(self._enter)
        view.list.turned.connect(self._turn_state)
        view.list.moved.connect(self._move)
        detail.owner_given.connect(lambda owner: self._say(lambda plan, q: plan.set_owner(q, owner)))
        detail.due_given.connect(lambda day: self._say(lambda plan, q: plan.set_due(q, day)))
        detail.state_given.connect(lambda state: self._say(lambda plan, q: plan.set_state(q, state)))
        detail.lock_given.connect(lambda lock: self.lock(self.view.list.current(), lock))
        detail.moved.connect(self._move)
        detail.opened.connect(lambda: self._context.go("questions", question=self.view.list.current()))
        self.bar.undo.clicked.connect(self.undo)
        self.bar.try_out.clicked.connect(self.handing_on.try_out)
        self.bar.exported.connect(self.handing_on.ask_export)
        self.bar.reassess.clicked.connect(self.handing_on.reassess)
        self.solving.progressed.connect(self._show_working)
        self.solving.done.connect(self._solved)
        self.solving.cancelled.connect(self._not_solved)
        self.solving.failed.connect(self._failed)
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), view)
        undo.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        undo.activated.connect(self.undo)

    # -- what the shell asks

    def retranslate(self, texts: Texts) -> None:
        """Say everything in another language."""
        self.view.retranslate(texts)
        self.bar.retranslate(texts)
        self._show()

    def show_assessment(self, assessment: OpenAssessment | None) -> None:
        """Show an assessment's plan; one that is being worked out for another is dropped."""
        self.solving.drop()
        self._assessment, self._plan = assessment, None if assessment is None else assessment.plan()
        self.handing_on.show_plan(self._assessment, self._plan)

    def activated(self, **_what: Any) -> None:
        """Come to the front; answers may have changed meanwhile."""
        self._show()

    # -- solving

    def solve(self, grade: str) -> None:
        """Work out the least work that reaches a grade, in a child process."""
        assessment, plan = self._assessment, self._plan
        if assessment is None or plan is None or plan.read_only:
            return
        self._asked = (grade, assessment.result.answers_sha256)
        self.solving.start(plan.solve(grade))

    def solve_again(self) -> None:
        """Work it out again for the grade that was asked for last."""
        if self._plan is not None and self._plan.kept is not None:
            self.solve(self._plan.kept.grade)

    def _show_working(self, share: float) -> None:
        grade = self._asked[0]
        self.view.goal.grades.set_value(grade)
        self.view.goal.show_working(self._context.texts("plan.solving", grade=grade), share)

    def _solved(self, found: Plan) -> None:
        self._change(lambda plan: plan.take(found, self._asked[1]))

    def _not_solved(self) -> None:
        self._show()
        self._context.say(self._context.texts("plan.cancelled"))

    def _failed(self, found: ProblemsFound) -> None:
        self._show()
        self._context.report_problem(found)

    # -- what is said of steps

    def lock(self, question: str, lock: Any) -> None:
        """Hold a question in the plan, keep it out or let it go, and work it out again."""
        self._wanted = question
        if question and self._change(lambda plan: plan.set_lock(question, lock)):
            self.solve_again()

    def undo(self) -> None:
        """Take back the newest change."""
        self.solving.drop()
        undone: list[bool] = []
        if self._change(lambda plan: undone.append(plan.undo())) and undone[0]:
            self._context.say(self._context.texts("plan.undone"))

    def _say(self, change: Callable[[OpenPlan, str], None]) -> None:
        question = self.view.list.current()
        if question and not self._filling:
            self._change(lambda plan: change(plan, question))

    def _turn_state(self) -> None:
        one = self._chosen()
        if one is not None and one.to_level is not None:
            following = STATES[(STATES.index(one.state) + 1) % len(STATES)]
            self._say(lambda plan, q: plan.set_state(q, following))  # pyright: ignore[reportArgumentType]

    def _move(self, by: int) -> None:
        one = self._chosen()
        if one is not None and one.to_level is not None:
            self._say(lambda plan, q: plan.move(q, by))

    def _enter(self) -> None:
        one = self._chosen()
        detail = self.view.detail
        (detail.owner if one is not None and one.to_level is not None else detail.locks.buttons()[0]).setFocus()

    def _change(self, change: Callable[[OpenPlan], object]) -> bool:
        if self._plan is None:
            return False
        try:
            change(self._plan)
        except ProblemsFound as found:
            self._show()
            self._context.report_problem(found)
            return False
        self._show()
        self._context.saved()
        return True

    # -- what is shown

    def _chosen(self) -> StoredAction | None:
        plan, question = self._plan, self.view.list.current()
        if plan is None:
            return None
        return next((one for one in (*plan.steps, *plan.left_out) if one.question == question), None)

    def _show(self) -> None:
        assessment, plan = self._assessment, self._plan
        if assessment is None or plan is None:
            return
        if self.solving.is_running():
            self._show_working(0.0)
        else:
            self.view.goal.show_working("", None)
            self._show_goal(assessment, plan)
        done = plan.done
        words = progress_words(plan, self._context.texts)
        self.view.goal.show_done(words, done.share if done.of_steps else None)
        self._show_rows(assessment, plan)
        self._show_bar()

    def _show_goal(self, assessment: OpenAssessment, plan: OpenPlan) -> None:
        texts, goal = self._context.texts, self.view.goal
        asked = plan.kept.grade if plan.kept is not None else None
        goal.show_grades(plan.grades if assessment.result.counts.answered else (), asked, not plan.read_only)
        lead, more = lead_words(assessment, plan, texts), more_words(assessment, plan, texts)
        goal.show_outcome(lead, more, plan.is_stale and not plan.read_only)

    def _show_rows(self, assessment: OpenAssessment, plan: OpenPlan) -> None:
        texts, current = self._context.texts, self._wanted or self.view.list.current()
        rows = plan_rows(assessment, plan, texts, date.today())  # noqa: DTZ011 - a day is over where the user is
        self._filling = True
        self.view.list.show_rows(rows, current)
        self._filling = False
        if self._wanted == self.view.list.current():
            self._wanted = ""
        addable = [(q, title_of(assessment, q, texts)) for q in plan.addable] if plan.kept is not None else []
        self.view.offer(texts, addable, not plan.read_only)
        self.view.show_parts(bool(rows), bool(rows), not assessment.result.counts.answered)
        self._show_detail()

    def _show_detail(self) -> None:
        assessment, plan, one = self._assessment, self._plan, self._chosen()
        if assessment is None or plan is None or one is None or self._filling:
            return
        self.view.detail.show_step(step_detail(assessment, plan, one, self._context.texts))

    def _show_bar(self) -> None:
        plan = self._plan
        if plan is not None:
            steps, done = len(plan.steps), plan.done.steps
            busy = self.handing_on.saving.is_running()
            self.bar.show_standing(self._context.texts, steps, done, plan.can_undo, plan.read_only, busy)
