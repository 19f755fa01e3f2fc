"""Plans: solved beside the window, kept with what people said of them, handed on, and taken up by a re-assessment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from icalendar import Calendar

from riskassess.app.assessments import Desk, OpenAssessment
from riskassess.app.plans import OpenPlan
from riskassess.assessment.plan import plan as least_work
from riskassess.problems import ProblemsFound
from riskassess.workspace.plans import StoredAction, write_plan
from tests.app.conftest import fill
from tests.app.small_pack import small_pack


@pytest.fixture
def weak(assessment: OpenAssessment) -> OpenAssessment:
    """Return a complete assessment at level 1 throughout: grade Low."""
    return fill(assessment, 1)


def solved(assessment: OpenAssessment, grade: str) -> OpenPlan:
    plan = assessment.plan()
    solve(plan, assessment, grade)
    return plan


def solve(plan: OpenPlan, assessment: OpenAssessment, grade: str) -> None:
    ended = plan.solve(grade).wait(60)
    assert ended.state == "done", ended.problem
    plan.take(ended.found, assessment.result.answers_sha256)


def questions(plan: OpenPlan) -> list[str]:
    return [one.question for one in plan.steps]


def test_the_child_finds_what_the_method_finds(weak: OpenAssessment) -> None:
    plan = solved(weak, "Mid")
    expected = least_work(weak.pack, weak.answers, "Mid")
    assert plan.kept is not None
    assert (plan.kept.effort, plan.kept.readiness, plan.kept.reachable) == (expected.effort, expected.readiness, True)
    found = {(one.question, one.from_level, one.to_level, one.effort) for one in plan.steps}
    assert found == {(step.id, step.from_level, step.to_level, step.effort) for step in expected.steps}


def test_grades_worth_asking_for_are_better_than_today_s(weak: OpenAssessment) -> None:
    assert weak.result.grade.point == "Low"
    assert weak.plan().grades == ("High", "Mid")
    fill(weak, 5)
    assert weak.plan().grades == ()


def test_a_plan_is_kept(weak: OpenAssessment, desk: Desk) -> None:
    plan = solved(weak, "Mid")
    plan.set_owner(questions(plan)[0], " 王五 ")
    plan.set_due(questions(plan)[0], date(2026, 6, 30))
    again = desk.open_assessment(weak.id).plan()
    assert again.kept == plan.kept
    assert again.steps == plan.steps
    assert (again.steps[0].owner, again.steps[0].due) == ("王五", date(2026, 6, 30))


def test_what_people_said_stays_when_it_is_solved_again(weak: OpenAssessment) -> None:
    plan = solved(weak, "Mid")
    first = questions(plan)[0]
    plan.set_owner(first, "王五")
    plan.set_lock(first, "out")
    solve(plan, weak, "Mid")
    assert first not in questions(plan)
    assert [one.question for one in plan.left_out] == [first]
    plan.set_lock(first, None)
    solve(plan, weak, "Mid")
    back = next(one for one in plan.steps if one.question == first)
    assert back.owner == "王五"


def test_a_gap_can_be_locked_in_and_goes_to_its_target(weak: OpenAssessment) -> None:
    plan = solved(weak, "Mid")
    added = plan.addable[0]
    plan.set_lock(added, "in")
    assert added not in plan.addable or added not in questions(plan)
    solve(plan, weak, "Mid")
    step = next(one for one in plan.steps if one.question == added)
    assert step.to_level == weak.target(added).level_to_reach
    assert step.lock == "in"


def test_what_has_begun_stays_in_the_plan(weak: OpenAssessment) -> None:
    plan = solved(weak, "High")
    for_high = set(questions(plan))
    begun = next(iter(for_high - {step.id for step in least_work(weak.pack, weak.answers, "Mid").steps}), None)
    assert begun is not None, "the better grade must ask for more"
    plan.set_state(begun, "doing")
    solve(plan, weak, "Mid")
    assert begun in questions(plan)


def test_locks_can_leave_no_way(weak: OpenAssessment) -> None:
    plan = solved(weak, "High")
    for question in questions(plan):
        plan.set_lock(question, "out")
    solve(plan, weak, "High")
    assert plan.kept is not None
    assert not plan.kept.reachable
    assert plan.steps == ()


def test_failed_red_lines_come_first(desk: Desk) -> None:
    assessment = fill(desk.start("甲", "红线"), 1)
    assessment.choose("AIR-1", 0)
    assert [gap.id for gap in assessment.result.gaps if gap.red_line] == ["AIR-1"]
    plan = solved(assessment, "High")
    assert len(plan.steps) > 1
    assert questions(plan)[0] == "AIR-1"


def test_the_order_is_the_user_s_and_undo_takes_it_back(weak: OpenAssessment, desk: Desk) -> None:
    plan = solved(weak, "High")
    before = questions(plan)
    plan.move(before[0], 1)
    assert questions(plan) == [before[1], before[0], *before[2:]]
    plan.move(before[1], -1)
    assert questions(desk.open_assessment(weak.id).plan()) == questions(plan)
    assert plan.undo()
    assert questions(plan) == before
    assert plan.undo()
    assert plan.kept is None
    assert not plan.undo()
    assert desk.open_assessment(weak.id).plan().kept is None


def test_progress_counts_steps_and_weeks(weak: OpenAssessment) -> None:
    plan = solved(weak, "High")
    assert (plan.done.steps, plan.done.weeks) == (0, 0)
    plan.set_state(questions(plan)[0], "done")
    assert plan.done.steps == 1
    assert plan.done.weeks == plan.steps[0].effort
    assert plan.done.share == pytest.approx((plan.steps[0].effort or 0) / sum(one.effort or 0 for one in plan.steps))


def test_a_step_that_is_no_longer_asked_is_left_aside(weak: OpenAssessment) -> None:
    plan = solved(weak, "Mid")
    with weak._keeping.workspace.writing() as connection:
        gone = StoredAction("GONE-1", 1, 2, 1.0, owner="王五")
        write_plan(connection, weak.id, plan.kept, (gone, *plan.steps), weak._keeping.stamp())
    assert questions(weak.plan()) == questions(plan)


def test_changed_answers_make_it_stale(weak: OpenAssessment) -> None:
    plan = solved(weak, "Mid")
    assert not plan.is_stale
    weak.choose("SEA-1", 2)
    assert plan.is_stale


def test_steps_go_on_after_finishing(weak: OpenAssessment) -> None:
    plan = solved(weak, "Mid")
    weak.finish("张三", "李四")
    plan.set_state(questions(plan)[0], "done")
    assert weak.plan().done.steps == 1


def test_a_cancelled_job_brings_nothing(weak: OpenAssessment) -> None:
    plan = weak.plan()
    job = plan.solve("Mid")
    job.cancel()
    assert job.wait(60).state == "cancelled"
    assert plan.kept is None


def test_an_unknown_grade_is_a_problem(weak: OpenAssessment) -> None:
    ended = weak.plan().solve("Z").wait(60)
    assert ended.state == "failed"
    assert ended.problem is not None
    assert ended.problem.code == "grade-unknown"


def test_nothing_can_be_handed_on_before_there_is_a_plan(weak: OpenAssessment, tmp_path: Path) -> None:
    for export in (weak.plan().export_xlsx, weak.plan().export_calendar):
        with pytest.raises(ProblemsFound) as refused:
            export(tmp_path / "plan", "zh")
        assert refused.value.problems[0].code == "plan-empty"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_workbook_holds_the_steps(weak: OpenAssessment, tmp_path: Path, language: str) -> None:
    plan = solved(weak, "High")
    plan.set_owner(questions(plan)[0], "=1+1")
    plan.set_due(questions(plan)[0], date(2026, 6, 30))
    ended = plan.export_xlsx(tmp_path / "计划.xlsx", language).wait(60)
    assert ended.found == tmp_path / "计划.xlsx", ended.problem
    page = openpyxl.load_workbook(ended.found).active
    cells = [[cell.value for cell in row] for row in page.iter_rows()]
    steps = [row for row in cells if row[0] in range(1, 100) and row[1]]
    assert [row[1] for row in steps] == questions(plan)
    assert [row[4:6] for row in steps] == [[one.from_level, one.to_level] for one in plan.steps]
    owner = next(cell for row in page.iter_rows() for cell in row if cell.value == "=1+1")
    assert owner.data_type == "s", "what somebody typed is never a formula"
    assert steps[0][9].date() == date(2026, 6, 30)
    assert sum(row[7] for row in steps) == pytest.approx(plan.done.of_weeks)


def test_the_calendar_holds_the_days(weak: OpenAssessment, tmp_path: Path) -> None:
    plan = solved(weak, "High")
    with pytest.raises(ProblemsFound) as refused:
        plan.export_calendar(tmp_path / "plan.ics", "zh")
    assert refused.value.problems[0].code == "plan-without-days"
    first, second = questions(plan)[:2]
    for question in (first, second):
        plan.set_due(question, date(2026, 12, 31))
    identifiers = []
    for state in ("open", "done"):
        plan.set_state(first, state)  # pyright: ignore[reportArgumentType]
        assert plan.export_calendar(tmp_path / "plan.ics", "zh").wait(60).state == "done"
        events = list(Calendar.from_ical((tmp_path / "plan.ics").read_bytes()).walk("VEVENT"))
        assert [event.decoded("dtstart") for event in events] == [date(2026, 12, 31)] * 2
        assert [event.decoded("dtend") for event in events] == [date(2027, 1, 1)] * 2
        assert first in str(events[0]["summary"])
        assert len(events[0].subcomponents) == (0 if state == "done" else 1)
        identifiers.append([str(event["uid"]) for event in events])
    assert identifiers[0] == identifiers[1], "a newer calendar moves the same events"
    assert len(set(identifiers[0])) == 2


def test_a_file_that_cannot_be_written_is_a_problem(weak: OpenAssessment, tmp_path: Path) -> None:
    ended = solved(weak, "Mid").export_xlsx(tmp_path / "nowhere" / "plan.xlsx", "zh").wait(60)
    assert ended.problem is not None
    assert ended.problem.code == "file-not-written"


def test_a_re_assessment_carries_everything_but_what_was_done(weak: OpenAssessment) -> None:
    plan = solved(weak, "Mid")
    done = questions(plan)[0]
    weak.set_evidence(done, "shown", "单据")
    plan.set_state(done, "done")
    again = weak.reassess()
    assert again.id != weak.id
    assert (again.client, again.project) == (weak.client, weak.project)
    assert again.answers.profile == weak.answers.profile
    assert dict(again.carried) == {q: a.level for q, a in weak.answers.answers.items() if q != done}
    assert again.state(done) == "open"
    assert again.answers.answers[done].evidence_detail == "单据"
    again.confirm("SEA-1" if done != "SEA-1" else "SEA-2")
    assert again.result.counts.answered == 1


def test_a_re_assessment_uses_the_newest_pack(open_desk: Callable[..., Desk]) -> None:
    old = fill(open_desk(small_pack()).start("企业", "项目"), 1)
    number = old.id
    old._keeping.workspace.close()
    newer = open_desk(small_pack(), small_pack(version="1.3.0"))
    assert newer.open_assessment(number).reassess().pack.version == "1.3.0"


def test_another_major_version_is_refused(open_desk: Callable[..., Desk]) -> None:
    old = fill(open_desk(small_pack()).start("企业", "项目"), 1)
    number = old.id
    old._keeping.workspace.close()
    newer = open_desk(small_pack(version="2.0.0"))
    with pytest.raises(ProblemsFound) as refused:
        newer.open_assessment(number).reassess()
    assert refused.value.problems[0].code == "carry-over-other-questionnaire"
