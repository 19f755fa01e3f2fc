"""What the plan page does: asks for the least work to a grade, and keeps who does what of it until when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from riskassess.assessment.values import Plan
from riskassess.desktop.file_dialog import FileDialog
from riskassess.desktop.job_run import JobRun
from riskassess.desktop.numbers import figure
from riskassess.desktop.plan.bar import PlanBar
from riskassess.desktop.plan.detail import LOCKS, STATES, StepDetail
from riskassess.desktop.plan.rows import plan_rows, title_of
from riskassess.desktop.plan.view import PlanView
from riskassess.desktop.shell.page import Context
from riskassess.problems import ProblemsFound
from riskassess.questionnaire.values import wording
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.assessments import OpenAssessment
    from riskassess.app.plans import OpenPlan, StoredAction

_SUFFIX = {"xlsx": ".xlsx", "calendar": ".ics"}
_FILES = {"xlsx": "plan.files_xlsx", "calendar": "plan.files_ics"}


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
        self.solving, self.saving = JobRun(self.view), JobRun(self.view)
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
        self.bar.try_out.clicked.connect(self._try_out)
        self.bar.exported.connect(self.ask_export)
        self.bar.reassess.clicked.connect(self.reassess)
        self.solving.progressed.connect(self._show_working)
        self.solving.done.connect(self._solved)
        self.solving.cancelled.connect(self._not_solved)
        self.solving.failed.connect(self._failed)
        self.saving.done.connect(self._saved)
        self.saving.failed.connect(self._failed)
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

    # -- handing on, and assessing again

    def _try_out(self) -> None:
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
        path, _kind = FileDialog.getSaveFileName(self.view.window(), texts("plan.export"), name, files)
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
        self._show_bar()

    def _saved(self, path: Path) -> None:
        texts, plan = self._context.texts, self._plan
        without = 0 if plan is None else sum(one.due is None for one in plan.steps)
        if path.suffix == _SUFFIX["calendar"] and without:
            self._context.say(texts("plan.exported_days", path=path, count=without))
        else:
            self._context.say(texts("plan.exported", path=path))
        self._show_bar()

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
        self._show_progress(plan)
        self._show_rows(assessment, plan)
        self._show_bar()

    def _show_goal(self, assessment: OpenAssessment, plan: OpenPlan) -> None:
        texts, result = self._context.texts, assessment.result
        answered = bool(result.counts.answered)
        asked = plan.kept.grade if plan.kept is not None else None
        self.view.goal.show_grades(plan.grades if answered else (), asked, not plan.read_only)
        more: list[str] = []
        if plan.kept is not None and plan.steps:
            more.append(texts("plan.weeks_mean"))
        if answered and result.counts.open:
            more.append(texts("plan.open_questions", count=result.counts.open))
        if plan.is_stale:
            more.insert(0, texts("plan.stale"))
        if plan.read_only:
            more.append(texts("plan.read_only"))
        self.view.goal.show_outcome(self._lead(assessment, plan), more, plan.is_stale and not plan.read_only)

    def _lead(self, assessment: OpenAssessment, plan: OpenPlan) -> str:
        texts, kept, done = self._context.texts, plan.kept, plan.done
        if not assessment.result.counts.answered:
            return texts("plan.nothing_answered")
        if kept is None:
            key = "plan.nothing_yet" if plan.grades else "plan.best_already"
            return texts(key, grade=assessment.result.grade.point)
        if not kept.reachable:
            return texts("plan.unreachable_locks" if plan.left_out else "plan.unreachable", grade=kept.grade)
        if not plan.steps:
            return texts("plan.reached_already", grade=kept.grade)
        if done.steps == done.of_steps:
            return texts("plan.all_done")
        cuts = [grade.start for grade in assessment.pack.grades]
        weeks, readiness = figure(done.of_weeks), figure(kept.readiness, cuts)
        return texts("plan.reached", count=done.of_steps, weeks=weeks, grade=kept.grade, readiness=readiness)

    def _show_progress(self, plan: OpenPlan) -> None:
        done, texts = plan.done, self._context.texts
        weeks, all_weeks = figure(done.weeks), figure(done.of_weeks)
        words = texts("plan.progress", done=done.steps, all=done.of_steps, weeks=weeks, all_weeks=all_weeks)
        self.view.goal.show_done(words, done.share if done.of_steps else None)

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
        self.view.detail.show_step(self._detail(assessment, plan, one))

    def _detail(self, assessment: OpenAssessment, plan: OpenPlan, one: StoredAction) -> StepDetail:
        texts, pack = self._context.texts, assessment.pack
        question, language = pack.question_by_id[one.question], texts.language
        answer = assessment.answers.answers.get(one.question)
        now = one.from_level if one.from_level is not None else (answer.level if answer is not None else None) or 0
        to = one.to_level if one.to_level is not None else assessment.target(one.question).level_to_reach
        helps = [pack.instrument_by_id[link.instrument][2] for link in question.closes_with]
        named = (f"{wording(h.title, language)}  {self._ask_at(wording(h.ask_at, language))}" for h in helps)
        domain = wording(pack.domain_by_id[question.domain].title, language)
        steps = [step.question for step in plan.steps]
        at = steps.index(one.question) if one.question in steps else -1
        return StepDetail(
            question=one.question,
            title=wording(question.title, language),
            place=f"{one.question}  {domain}",
            now=texts("plan.now_level", level=now),
            now_anchor=wording(question.anchors[now], language),
            reach=texts("plan.reach_level", level=to),
            reach_anchor=wording(question.anchors[to], language),
            helps="\n".join(named),
            owner=one.owner,
            due=one.due,
            state=one.state,
            lock=one.lock or LOCKS[0],
            in_plan=one.to_level is not None,
            can_go_earlier=at > 0,
            can_go_later=0 <= at < len(steps) - 1,
            can_edit=not plan.read_only,
        )

    def _ask_at(self, units: str) -> str:
        return self._context.texts("result.gaps.ask", units=units)

    def _show_bar(self) -> None:
        plan = self._plan
        if plan is not None:
            steps, done = len(plan.steps), plan.done.steps
            busy = self.saving.is_running()
            self.bar.show_standing(self._context.texts, steps, done, plan.can_undo, plan.read_only, busy)
