"""Edits: kept when the method returns, in history with both sides, taken back one by one."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riskassess.app.assessments import Desk, OpenAssessment
from riskassess.app.packs import Shelf
from riskassess.assessment import score
from riskassess.assessment.values import Answer
from riskassess.problems import ProblemsFound
from tests.app.small_pack import small_pack

QUESTIONS = ("SEA-1", "SEA-2", "LAND-1", "LAND-2", "AIR-1")


def codes(found: pytest.ExceptionInfo[ProblemsFound]) -> list[str]:
    return [problem.code for problem in found.value.problems]


def test_an_edit_is_kept_scored_and_shown_as_saved(desk: Desk, assessment: OpenAssessment) -> None:
    assessment.choose("SEA-1", 3)
    assessment.set_evidence("SEA-1", "shown", "账册")
    assessment.set_note("SEA-1", "备注")
    assessment.mark_not_applicable("LAND-1", " 没有 ")
    expected = {
        "SEA-1": Answer(3, None, "shown", "账册", "备注"),
        "LAND-1": Answer(not_applicable="没有"),
    }
    assert assessment.answers.answers == expected
    assert assessment.result == score(assessment.pack, assessment.answers)
    again = desk.open_assessment(assessment.id)
    assert again.answers == assessment.answers
    assert again.result == assessment.result
    assert again.saved_at == assessment.saved_at


def test_a_draft_speaks_for_the_day_it_is_opened_unless_a_day_is_set(desk: Desk, clock: Any) -> None:
    assessment = desk.start("企业", "项目")
    assert assessment.answers.as_of == clock.at.astimezone().date()
    clock.at = clock.at.replace(month=6)
    assert desk.open_assessment(assessment.id).answers.as_of == clock.at.astimezone().date()
    chosen = clock.at.date().replace(month=5, day=1)
    desk.open_assessment(assessment.id).set_as_of(chosen)
    clock.at = clock.at.replace(month=8)
    assert desk.open_assessment(assessment.id).answers.as_of == chosen


def test_history_tells_who_when_from_and_to(desk: Desk, assessment: OpenAssessment) -> None:
    assessment.choose("SEA-1", 3)
    assessment.choose("SEA-1", 2)
    assessment.choose("SEA-1", 2)  # says nothing new, so it leaves no row
    assessment.undo()
    rows = [r for r in desk.history(assessment.id) if r.kind == "answer"]
    assert [(r.what, r.before, r.after) for r in rows] == [
        ("choose", None, '{"level":3}'),
        ("choose", '{"level":3}', '{"level":2}'),
        ("undo", '{"level":2}', '{"level":3}'),
    ]
    assert rows[2].undoes == rows[1].id
    assert {r.who for r in rows} == {"tester"}
    assert [r.at for r in rows] == sorted(r.at for r in rows)


def test_history_cannot_be_changed_or_lost(desk: Desk, assessment: OpenAssessment) -> None:
    assessment.choose("SEA-1", 3)
    before = desk.history(assessment.id)
    for statement in (
        "UPDATE answer_history SET who = 'nobody'",
        "DELETE FROM answer_history",
        "REPLACE INTO answer_history SELECT * FROM answer_history",
    ):
        with pytest.raises(ProblemsFound) as found, desk._workspace.writing() as connection:
            connection.exec_driver_sql(statement)
        assert codes(found) == ["workspace-not-written"]
    assert desk.history(assessment.id) == before


def test_undo_takes_back_own_edits_since_opening_only(desk: Desk, assessment: OpenAssessment) -> None:
    assessment.choose("SEA-1", 3)
    again = desk.open_assessment(assessment.id)
    assert not again.can_undo
    assert again.undo() is None
    again.choose("AIR-1", 1)
    again.set_profile("place", "VNM")
    assert again.answers.profile == {"place": "VNM", "area": "south"}
    assert again.undo() == "place"
    assert again.answers.profile == {}
    assert again.undo() == "AIR-1"
    assert again.undo() is None
    assert again.answers.answers == {"SEA-1": Answer(3)}
    assert desk.open_assessment(assessment.id).answers == again.answers


def test_filling_follows_the_value_and_leaves_what_was_chosen_by_hand(assessment: OpenAssessment) -> None:
    assessment.set_profile("place", "VNM")
    assessment.set_profile("area", "north")
    assessment.set_profile("place", None)
    assert assessment.answers.profile == {"area": "north"}
    assessment.set_profile("place", "VNM")
    assessment.set_profile("place", None)
    assert assessment.answers.profile == {}


def test_putting_off_ends_with_an_answer(assessment: OpenAssessment) -> None:
    assessment.put_off("SEA-1", "captain")
    assert (assessment.later, assessment.state("SEA-1")) == ({"SEA-1": "captain"}, "later")
    assert assessment.result.counts.answered == 0
    assessment.choose("SEA-1", 5)
    assert (assessment.later, assessment.state("SEA-1")) == ({}, "met")


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (lambda a: a.choose("SEA-1", 6), "answer-level"),
        (lambda a: a.choose("SEA-1", True), "answer-level"),
        (lambda a: a.choose("NONE", 1), "question-unknown"),
        (lambda a: a.set_note("NONE", "x"), "question-unknown"),
        (lambda a: a.mark_not_applicable("SEA-1", "x"), "not-applicable-not-allowed"),
        (lambda a: a.mark_not_applicable("LAND-1", "  "), "answer-not-applicable-no-reason"),
        (lambda a: a.set_evidence("SEA-1", "none", None), "evidence-unknown"),
        (lambda a: a.put_off("SEA-1", "nobody"), "role-unknown"),
        (lambda a: a.set_profile("none", "x"), "field-unknown"),
        (lambda a: a.set_profile("size", "huge"), "profile-value"),
        (lambda a: a.set_profile("assets", ("ships", "ships")), "profile-value"),
        (lambda a: a.set_profile("assets", "ships"), "profile-value"),
        (lambda a: a.set_profile("place", "XXX"), "profile-value"),
        (lambda a: a.set_profile("staff", float("nan")), "profile-value"),
        (lambda a: a.set_profile("staff", True), "profile-value"),
        (lambda a: a.set_profile("amount", -1), "profile-value"),
        (lambda a: a.set_profile("amount", {"amount": 1}), "profile-value"),
        (lambda a: a.set_profile("signing", "2026-02-30"), "profile-value"),
        (lambda a: a.describe(client="  "), "client-without-name"),
        (lambda a: a.describe(project=""), "project-without-name"),
        (lambda a: a.describe(uscc="91310000MA1FL0000X"), "uscc-check-digit"),
        (lambda a: a.describe(uscc="12"), "uscc-malformed"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_changes(
    desk: Desk, assessment: OpenAssessment, edit: Callable[[OpenAssessment], None], code: str
) -> None:
    assessment.choose("SEA-1", 3)
    answers, rows = assessment.answers, desk.history(assessment.id)
    with pytest.raises(ProblemsFound) as found:
        edit(assessment)
    assert codes(found) == [code]
    assert assessment.answers is answers
    assert desk.history(assessment.id) == rows
    assert desk.open_assessment(assessment.id).answers == answers


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("assets", ("mines", "ships")),
        ("staff", 12.5),
        ("amount", 100),
        ("amount", {"amount": 1.5, "currency": "USD"}),
        ("signing", "2026-02-28"),
        ("remark", "文字 <b>&"),
    ],
)
def test_every_kind_of_profile_value_comes_back_as_it_was_given(
    desk: Desk, assessment: OpenAssessment, field: str, value: Any
) -> None:
    assessment.set_profile(field, value)
    assert desk.open_assessment(assessment.id).answers.profile == {field: value}


def test_a_stale_picture_cannot_write(desk: Desk, assessment: OpenAssessment) -> None:
    other = desk.open_assessment(assessment.id)
    other.choose("SEA-1", 4)
    with pytest.raises(ProblemsFound) as found:
        assessment.choose("SEA-1", 1)
    assert codes(found) == ["assessment-changed-elsewhere"]
    assert desk.open_assessment(assessment.id).answers.answers["SEA-1"].level == 4


def test_a_failed_write_leaves_memory_as_the_file_is(desk: Desk, assessment: OpenAssessment) -> None:
    assessment.choose("SEA-1", 4)
    answers = assessment.answers
    desk.close()
    with pytest.raises(ProblemsFound):
        assessment.choose("SEA-1", 1)
    assert assessment.answers is answers


def test_a_reader_sees_but_cannot_edit(open_desk: Callable[..., Desk]) -> None:
    first = open_desk()
    made = first.start("企业", "项目")
    second = open_desk()
    assert second.read_only
    seen = second.open_assessment(made.id)
    assert seen.read_only
    with pytest.raises(ProblemsFound) as found:
        seen.choose("SEA-1", 1)
    assert codes(found) == ["workspace-in-use"]
    assert [card.assessment_id for card in second.cards()] == [made.id]


def test_states_name_the_first_that_holds(assessment: OpenAssessment) -> None:
    assessment.set_profile("danger", "high")
    assert assessment.domain_state("SEA") == "open"
    assessment.choose("SEA-1", 2)
    assert assessment.state("SEA-1") == "red_line"
    assert assessment.domain_state("SEA") == "red_line"
    assessment.choose("SEA-1", 3)
    assessment.choose("SEA-2", 5)
    assert (assessment.state("SEA-1"), assessment.state("SEA-2")) == ("below", "met")
    assert assessment.domain_state("SEA") == "below"
    assessment.mark_not_applicable("LAND-1", "x")
    assessment.set_profile("assets", ("ships",))
    assert (assessment.state("LAND-1"), assessment.state("LAND-2")) == ("not_applicable", "hidden")
    assert not assessment.applies("LAND-2")
    assert assessment.domain_state("LAND") == "not_applicable"
    assessment.choose("AIR-1", 1)
    assert (assessment.state("AIR-1"), assessment.domain_state("AIR")) == ("below", "weak")
    assert assessment.target("SEA-1").target == 4


# Any row of edits: what memory holds, what the file holds and what history adds up to are the same; undo goes all the
# way back.
edits = st.one_of(
    st.tuples(st.just("choose"), st.sampled_from(QUESTIONS), st.integers(0, 5)),
    st.tuples(st.just("clear"), st.sampled_from(QUESTIONS)),
    st.tuples(st.just("mark_not_applicable"), st.just("LAND-1"), st.text("甲 a", min_size=1).filter(str.strip)),
    st.tuples(
        st.just("set_evidence"), st.sampled_from(QUESTIONS), st.sampled_from([None, "told", "shown"]), st.text("x")
    ),
    st.tuples(st.just("set_note"), st.sampled_from(QUESTIONS), st.text("备 \n'\"", max_size=5)),
    st.tuples(st.just("put_off"), st.sampled_from(QUESTIONS), st.sampled_from([None, "captain"])),
    st.tuples(st.just("confirm"), st.sampled_from(QUESTIONS)),
    st.tuples(st.just("confirm_domain"), st.sampled_from(["SEA", "LAND"])),
    st.tuples(st.just("set_profile"), st.just("place"), st.sampled_from(["VNM", "MNG", "DEU", None])),
    st.tuples(st.just("set_profile"), st.just("area"), st.sampled_from(["north", None])),
    st.tuples(st.just("undo")),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(edits, max_size=12))
def test_memory_file_and_history_agree(tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[Any, ...]]) -> None:
    desk = Desk.open(tmp_path_factory.mktemp("w"), shelf=Shelf.holding(small_pack()), who="t")
    before = desk.start("企业", "一")
    before.choose("SEA-1", 4)
    before.choose("AIR-1", 2)
    assessment = desk.start("企业", "二", carry_from=before.id)
    start, carried = assessment.answers, dict(assessment.carried)
    for name, *arguments in steps:
        getattr(assessment, name)(*arguments)
    again = desk.open_assessment(assessment.id)
    assert again.answers == assessment.answers
    assert (again.carried, again.later) == (assessment.carried, assessment.later)
    assert added_up(desk, assessment.id) == kept(desk, assessment.id)
    while assessment.undo() is not None:
        pass
    assert (assessment.answers, assessment.carried) == (start, carried)
    desk.close()


def added_up(desk: Desk, assessment_id: int) -> dict[tuple[str, str], str]:
    """Return the state that history leads to, checking that each row starts where the one before ended."""
    state: dict[tuple[str, str], str] = {}
    for row in desk.history(assessment_id):
        key = (row.kind, row.subject)
        assert state.get(key) == row.before
        if row.after is None:
            del state[key]
        else:
            state[key] = row.after
    return {key: value for key, value in state.items() if key[0] != "assessment"}


def kept(desk: Desk, assessment_id: int) -> dict[tuple[str, str], str]:
    """Return the current values as the file holds them."""
    file = sqlite3.connect(desk.path)
    file.row_factory = sqlite3.Row
    found: dict[tuple[str, str], str] = {}
    for row in file.execute("SELECT * FROM answer WHERE assessment_id = ?", (assessment_id,)):
        values = {k: row[k] for k in sorted(row.keys()) if k not in ("assessment_id", "question")}
        said = {k: (v if k != "later" else True) for k, v in values.items() if v is not None and (k, v) != ("later", 0)}
        if said:
            found["answer", row["question"]] = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    for row in file.execute("SELECT * FROM profile_value WHERE assessment_id = ?", (assessment_id,)):
        found["profile", row["field"]] = row["value"]
    file.close()
    return found


CHILD = """
import sys
from pathlib import Path
from riskassess.app.assessments import Desk
from riskassess.app.packs import Shelf
from tests.app.small_pack import small_pack
desk = Desk.open(Path(sys.argv[1]), shelf=Shelf.holding(small_pack()), who="child")
assessment = desk.open_assessment(int(sys.argv[2]))
level = 0
while True:
    level = (level + 1) % 6
    assessment.choose("SEA-1", level)
    print(level, flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is how POSIX ends a process at once")
def test_no_acknowledged_edit_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    path, shelf = tmp_path / "w", Shelf.holding(small_pack())
    desk = Desk.open(path, shelf=shelf)
    assessment_id = desk.start("企业", "项目").id
    desk.close()
    for acknowledged_before_kill in (5, 40):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(path), str(assessment_id)],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
        )
        assert child.stdout is not None
        said = [int(child.stdout.readline()) for _ in range(acknowledged_before_kill)]
        child.send_signal(signal.SIGKILL)
        said += [int(line) for line in child.stdout.read().split()]
        child.wait()
        child.stdout.close()
        desk = Desk.open(path, shelf=shelf)
        levels = [json.loads(r.after or "{}").get("level") for r in desk.history(assessment_id) if r.who == "child"]
        kept_level = desk.open_assessment(assessment_id).answers.answers["SEA-1"].level
        added_up(desk, assessment_id)
        desk.close()
        # One more may have been kept than was acknowledged, never one less.
        assert kept_level == levels[-1]
        assert kept_level in (said[-1], (said[-1] + 1) % 6)
