"""The plan of one assessment: asked for a grade, solved in a child process, kept with who does what until when.

A solution replaces steps and never what people said of them: owner, day, state and lock stay with their question. What
has been begun is held in the plan when it is solved again, since nobody wants to be told that it was for nothing.
Steps are work and no answers, so they go on after the assessment is finished.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from riskassess.app.child import ChildJob, JobProgress
from riskassess.app.keeping import Keeping
from riskassess.assessment.digests import answers_data
from riskassess.assessment.values import Plan, PlanStep
from riskassess.problems import Place, refuse
from riskassess.workspace.plans import (
    Lock,
    Progress,
    StoredAction,
    StoredPlan,
    read_actions,
    read_plan,
    write_plan,
)

if TYPE_CHECKING:
    from riskassess.app.opened import OpenAssessment

__all__ = ["ChildJob", "Done", "JobProgress", "Lock", "OpenPlan", "Progress", "StoredAction", "StoredPlan"]

_Kept = tuple[StoredPlan | None, tuple[StoredAction, ...]]


@dataclass(frozen=True, slots=True)
class Done:
    """Hold how far a plan has come, in steps and in person-weeks."""

    steps: int
    of_steps: int
    weeks: float
    of_weeks: float

    @property
    def share(self) -> float:
        """Return the share of the work that is done, 0 to 1."""
        return self.weeks / self.of_weeks if self.of_weeks else float(bool(self.of_steps))


class OpenPlan:
    """Hold a plan; every change is committed when the method returns, and `undo` takes back the newest own one.

    Changing methods raise ProblemsFound and change nothing when the workspace can only be read or not be written.
    """

    def __init__(self, keeping: Keeping, assessment: OpenAssessment) -> None:
        self._keeping, self._assessment = keeping, assessment
        self._before: list[_Kept] = []
        self._awaits_solution = False  # a lock was set: with the solution that follows it is one change for undo
        with keeping.workspace.reading() as connection:
            self.kept = read_plan(connection, assessment.id)
            actions = read_actions(connection, assessment.id)
        # A draft may have moved to a version of its questionnaire that asks no longer what was planned.
        self._actions = tuple(one for one in actions if one.question in assessment.pack.question_by_id)

    # -- what there is

    @property
    def steps(self) -> tuple[StoredAction, ...]:
        """Return what is in the plan, in the order in which it is to be done."""
        return tuple(one for one in self._actions if one.to_level is not None)

    @property
    def left_out(self) -> tuple[StoredAction, ...]:
        """Return what must not be in the plan."""
        return tuple(one for one in self._actions if one.lock == "out" and one.to_level is None)

    @property
    def done(self) -> Done:
        """Return how far the plan has come."""
        steps = self.steps
        finished = [one for one in steps if one.state == "done"]
        weeks, of_weeks = (sum(one.effort or 0.0 for one in some) for some in (finished, steps))
        return Done(len(finished), len(steps), weeks, of_weeks)

    @property
    def is_stale(self) -> bool:
        """Tell whether answers have changed since it was worked out."""
        return self.kept is not None and self.kept.answers_sha256 != self._assessment.result.answers_sha256

    @property
    def grades(self) -> tuple[str, ...]:
        """Return the grades worth asking for, best first: better than today's, and the one asked for last."""
        now, pack = self._assessment.result.grade.point, self._assessment.pack
        order = [grade.id for grade in pack.grades]
        better = order[: order.index(now)] if now in order else []
        asked = self.kept.grade if self.kept is not None else None
        return tuple(grade for grade in order if grade in better or grade == asked)

    @property
    def addable(self) -> tuple[str, ...]:
        """Return the gaps that are not in the plan, in the order of the result."""
        there = {one.question for one in self._actions if one.to_level is not None or one.lock == "out"}
        return tuple(gap.id for gap in self._assessment.result.gaps if gap.id not in there)

    @property
    def can_undo(self) -> bool:
        """Tell whether there is an own change since opening that `undo` would take back."""
        return bool(self._before) and not self._keeping.workspace.read_only

    @property
    def read_only(self) -> bool:
        """Tell whether no change can be taken: somebody else writes this workspace."""
        return self._keeping.workspace.read_only

    # -- solving

    def solve(self, grade: str) -> ChildJob:
        """Start working out the least work that reaches a grade; what is found is a `Plan`, to be given to `take`."""
        answers = self._assessment.answers
        locked_in, locked_out = self._locks()
        job: dict[str, Any] = {
            "do": "plan",
            "pack": self._assessment.pack_data(),
            "answers": answers_data(answers),
            "grade": grade,
            "locked_in": locked_in,
            "locked_out": locked_out,
        }
        return ChildJob(job, _plan_from_data)

    def _locks(self) -> tuple[Mapping[str, int], Sequence[str]]:
        locked_in = {one.question: one.lock_level for one in self._actions if one.lock == "in" and one.lock_level}
        begun = {one.question: one.to_level for one in self.steps if one.state != "open" and one.to_level}
        return {**begun, **locked_in}, [one.question for one in self._actions if one.lock == "out"]

    def take(self, found: Plan, answers_sha256: str) -> None:
        """Keep a solution for answers of this digest, with what was said of its steps."""
        now = self._keeping.clock()
        kept = StoredPlan(found.grade, found.reachable, found.effort, found.readiness, answers_sha256, now)
        steps = {step.id: step for step in found.steps}
        merged = [_merged(one, steps.pop(one.question, None)) for one in self._actions]
        stays = [one for one in merged if one.to_level is not None or one.says_something]
        new = [StoredAction(s.id, s.from_level, s.to_level, s.effort) for s in self._by_use(steps.values())]
        if self._awaits_solution:
            self._put(kept, (*stays, *new))
            self._awaits_solution = False
        else:
            self._write(kept, (*stays, *new))

    def _by_use(self, steps: Any) -> list[PlanStep]:
        """Order new steps: failed red lines first, then what brings most for a week of work."""
        gaps = {gap.id: gap for gap in self._assessment.result.gaps}

        def use(step: PlanStep) -> tuple[bool, float]:
            gap = gaps.get(step.id)
            if gap is None:
                return True, 0.0
            missing = 1 - gap.level / gap.target
            gained = (min(step.to_level, gap.target) - step.from_level) / gap.target
            points = gap.points * gained / missing if missing else 0.0
            return not gap.red_line, -(points / step.effort if step.effort else points * 1e6)

        return sorted(steps, key=use)

    # -- what people say of steps

    def set_owner(self, question: str, owner: str) -> None:
        """Say who does a step; blank for nobody yet."""
        self._change(question, lambda one: replace(one, owner=owner.strip()))

    def set_due(self, question: str, day: date | None) -> None:
        """Say until when a step is to be done."""
        self._change(question, lambda one: replace(one, due=day))

    def set_state(self, question: str, state: Progress) -> None:
        """Say how far a step is."""
        self._change(question, lambda one: replace(one, state=state))

    def set_lock(self, question: str, lock: Lock | None) -> None:
        """Hold a question in the plan at the level that is planned, or to reach; keep it out; or let go of it.

        The plan is to be solved again afterwards.
        """
        level = self._level_of(question) if lock == "in" else None
        if not any(one.question == question for one in self._actions):
            self._write(self.kept, (*self._actions, StoredAction(question, lock=lock, lock_level=level)))
        else:
            self._change(question, lambda one: replace(one, lock=lock, lock_level=level))
        self._awaits_solution = True

    def _level_of(self, question: str) -> int:
        planned = next((one.to_level for one in self.steps if one.question == question), None)
        return planned if planned is not None else self._assessment.target(question).level_to_reach

    def move(self, question: str, by: int) -> None:
        """Let a step be done earlier (by -1) or later (by 1) among the steps; at an end nothing changes."""
        steps = [one.question for one in self.steps]
        at = steps.index(question)
        to = min(max(at + by, 0), len(steps) - 1)
        steps.insert(to, steps.pop(at))
        order = {each: number for number, each in enumerate(steps)}
        rest = len(order)
        self._write(self.kept, tuple(sorted(self._actions, key=lambda one: order.get(one.question, rest))))

    def _change(self, question: str, change: Callable[[StoredAction], StoredAction]) -> None:
        self._write(self.kept, tuple(change(one) if one.question == question else one for one in self._actions))

    def undo(self) -> bool:
        """Take back the newest own change since opening; tell whether there was one."""
        if not self._before:
            return False
        self._put(*self._before[-1])
        self._before.pop()
        self._awaits_solution = False
        return True

    def _write(self, kept: StoredPlan | None, actions: tuple[StoredAction, ...]) -> None:
        before, self._awaits_solution = (self.kept, self._actions), False
        if (kept, actions) != before:
            self._put(kept, actions)
            self._before.append(before)

    def _put(self, kept: StoredPlan | None, actions: tuple[StoredAction, ...]) -> None:
        with self._keeping.workspace.writing() as connection:
            write_plan(connection, self._assessment.id, kept, actions, self._keeping.stamp())
        self.kept, self._actions = kept, actions

    # -- handing on

    def export_xlsx(self, path: Path, language: str) -> ChildJob:
        """Start writing the plan as a workbook; what is found is its path. Raises ProblemsFound when it is empty."""
        from riskassess.app.plan_sheets import plan_sheet
        from riskassess.app.saving import file_job
        from riskassess.report.tables import sheet_data

        self._refuse_when_empty()
        sheet = plan_sheet(self._assessment, self, language)
        return file_job({"do": "tables", "sheets": [sheet_data(sheet)]}, path)

    def export_calendar(self, path: Path, language: str) -> ChildJob:
        """Start writing the days that are due as a calendar; what is found is its path.

        Raises ProblemsFound when no step has a day.
        """
        from riskassess.app.plan_sheets import due_days
        from riskassess.app.saving import file_job
        from riskassess.report.due_days import day_data

        self._refuse_when_empty()
        days = due_days(self._assessment, self, language, self._keeping.clock())
        if not days:
            raise refuse("plan-without-days", Place(path=f"assessment/{self._assessment.id}"))
        name = f"{self._assessment.client} / {self._assessment.project}"
        return file_job({"do": "calendar", "days": [day_data(day) for day in days], "name": name}, path)

    def _refuse_when_empty(self) -> None:
        if not self.steps:
            raise refuse("plan-empty", Place(path=f"assessment/{self._assessment.id}"))


def _merged(one: StoredAction, step: PlanStep | None) -> StoredAction:
    """Put a new step under what was said of it; one that was done for a lower level is under way again."""
    if step is None:
        return replace(one, from_level=None, to_level=None, effort=None)
    further = one.to_level is not None and step.to_level > one.to_level
    state = "doing" if one.state == "done" and further else one.state
    return replace(one, from_level=step.from_level, to_level=step.to_level, effort=step.effort, state=state)


def _plan_from_data(data: Mapping[str, Any]) -> Plan:
    steps = tuple(PlanStep(**step) for step in data["steps"])
    return Plan(data["grade"], data["reachable"], data["effort"], data["readiness"], steps)
