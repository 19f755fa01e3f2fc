"""The desk: cards, beginnings, finishing and revisions, names, and one damaged assessment among sound ones."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskassess.app import cards
from riskassess.app.assessments import Card, Desk, OpenAssessment
from riskassess.app.naming import file_name
from riskassess.assessment.values import Answer
from riskassess.problems import ProblemsFound
from riskassess.texts import Texts
from riskassess.workspace.assessments import keep_summary, list_assessments, without_summary
from tests.app.conftest import fill
from tests.app.small_pack import question, small_pack


def codes(found: pytest.ExceptionInfo[ProblemsFound]) -> list[str]:
    return [problem.code for problem in found.value.problems]


def tamper(desk: Desk, *statements: str) -> None:
    """Change the file by another hand, past every guard."""
    file = sqlite3.connect(desk.path)
    file.execute("PRAGMA ignore_check_constraints = ON")
    for statement in statements:
        file.execute(statement)
    file.commit()
    file.close()


def agrees(card: Card, assessment: OpenAssessment) -> None:
    """Check a card against the assessment's own result."""
    result, pack = assessment.result, assessment.pack
    assert (card.client, card.project, card.status) == (assessment.client, assessment.project, assessment.status)
    assert (card.answered, card.not_applicable) == (result.counts.answered, result.counts.not_applicable)
    assert (card.applicable, card.complete) == (result.counts.applicable, result.complete)
    assert card.readiness == result.readiness.point
    assert (card.grade, card.grade_low, card.grade_high) == (result.grade.point, result.grade.low, result.grade.high)
    assert card.grade_count == len(pack.grades)
    assert card.grade is None or pack.grades[card.grade_index or 0].id == card.grade
    assert card.failed_red_lines == sum(gap.red_line for gap in result.gaps)
    assert (card.carried, card.later) == (len(assessment.carried), len(assessment.later))
    assert card.country == assessment.answers.profile.get("place")
    assert (card.changed_at, card.revision) == (assessment.saved_at, assessment.revision)
    assert card.pack_title == pack.title
    assert card.problem is None


def test_cards_say_what_the_results_say(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = desk.start("甲", "空")
    filled = fill(desk.start("乙", "满"), 2)
    filled.choose("AIR-1", 0)
    finished = fill(desk.start("丙", "定"))
    finished.finish("张三", "李四")
    following = desk.start("乙", "续", carry_from=filled.id)
    following.put_off("SEA-2")
    expected = (following, finished, filled, empty)
    for card, assessment in zip(desk.cards(), expected, strict=True):
        agrees(card, assessment)
    monkeypatch.setattr(cards, "__version__", "another")  # what another program worked out is worked out again
    for card, assessment in zip(desk.cards(), expected, strict=True):
        agrees(card, assessment)


def test_what_was_edited_is_listed_by_its_new_figures(desk: Desk, open_desk: Callable[..., Desk]) -> None:
    """An edit forgets the card's figures; after the end of the program, whoever lists first works them out."""
    other, edited = fill(desk.start("甲", "旧")), fill(desk.start("乙", "新"), 5)
    desk.cards()
    edited.choose("AIR-1", 0)
    edited.set_profile("place", "VNM")
    desk.close()
    again = open_desk()
    listed = {one.assessment_id: one for one in again.listing()}
    assert (listed[edited.id].readiness, listed[edited.id].country) == (edited.result.readiness.point, "VNM")
    assert listed[other.id].readiness == other.result.readiness.point
    agrees(again.cards(1)[0], again.open_assessment(edited.id))


def test_figures_that_an_edit_has_overtaken_are_not_kept(desk: Desk) -> None:
    assessment = fill(desk.start("甲", "项目"))
    with desk._workspace.writing() as connection:
        record = next(iter(list_assessments(connection)))
    assessment.choose("AIR-1", 0)
    with desk._workspace.writing() as connection:
        keep_summary(connection, record.id, record.edits, "{}")
        assert without_summary(connection) == (assessment.id,)
    agrees(desk.cards()[0], assessment)


def test_three_hundred_assessments_are_listed_quickly(desk: Desk) -> None:
    first = fill(desk.start("企业", "项目"))
    tamper(
        desk,
        "INSERT INTO assessment (project_id, pack_sha256, status, revision, created_at, changed_at, edits, summary) "
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 299) "
        "SELECT a.project_id, a.pack_sha256, 'draft', 1, a.created_at, a.changed_at, 0, a.summary "
        f"FROM assessment a, n WHERE a.id = {first.id}",
    )
    desk.cards()
    started = time.perf_counter()
    assert len(desk.cards()) == 300
    assert time.perf_counter() - started < 0.5


def test_carrying_over_takes_what_is_said_of_the_enterprise(desk: Desk) -> None:
    before = fill(desk.start("企业", "一"), 3)
    before.set_profile("assets", ("ships", "mines"))
    before.set_evidence("SEA-1", "shown", "账册")
    before.set_note("SEA-1", "备注")
    before.mark_not_applicable("LAND-1", "没有")
    before.put_off("AIR-1")
    after = desk.start("企业", "二", carry_from=before.id)
    assert after.carried == {"SEA-1": 3, "LAND-2": 3, "AIR-1": 3}
    assert after.answers.profile == {"size": "small", "assets": ("ships", "mines")}
    assert after.answers.answers == {"SEA-1": Answer(None, None, "shown", "账册", "备注")}
    assert (after.result.counts.answered, after.later) == (0, {})
    assert after.state("SEA-1") == "carried"
    after.confirm("SEA-1")
    assert after.answers.answers["SEA-1"].level == 3
    after.choose("AIR-1", 5)
    assert after.carried == {"LAND-2": 3}
    assert [row.what for row in desk.history(after.id)][:2] == ["carry_over", "carry_over"]


def test_confirming_a_domain_is_one_step(desk: Desk) -> None:
    pack = small_pack()
    before = fill(desk.start("企业", "一"), 3)
    assert pack["domains"][0]["id"] == "SEA"
    after = desk.start("企业", "二", carry_from=before.id)
    after.confirm_domain("LAND")
    assert after.carried == {"SEA-1": 3, "AIR-1": 3}
    after.undo()
    assert after.carried == {"SEA-1": 3, "LAND-1": 3, "LAND-2": 3, "AIR-1": 3}


def test_a_new_version_takes_over_what_it_still_asks(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk()
    before = fill(desk.start("企业", "一"), 3)
    old_result, old_pack = before.result, before.pack
    desk.close()
    newer = small_pack(version="1.3.0")
    newer["domains"][0]["questions"] = [question("SEA-9"), question("SEA-2", scope="project")]
    desk = open_desk(newer, small_pack())
    after = desk.start("企业", "二", carry_from=before.id)
    assert (after.pack.version, set(after.carried)) == ("1.3.0", {"LAND-1", "LAND-2", "AIR-1"})
    kept = desk.open_assessment(before.id)  # the earlier one keeps its own pack
    assert kept.pack.sha256 == old_pack.sha256
    assert kept.result == old_result


def test_another_questionnaire_takes_nothing_over(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(small_pack(), small_pack(id="other"), small_pack(id="later", version="2.0.0"))
    before = desk.start("企业", "一", pack_id="small")
    with pytest.raises(ProblemsFound) as found:
        desk.start("企业", "二", pack_id="other", carry_from=before.id)
    assert codes(found) == ["carry-over-other-questionnaire"]
    assert len(desk.cards()) == 1
    assert [pack.id for pack in desk.packs()] == ["small", "other", "later"]


def test_a_stored_assessment_needs_no_pack_of_the_program(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk()
    before = fill(desk.start("企业", "项目"))
    desk.close()
    desk = open_desk(small_pack(id="other"))
    after = desk.open_assessment(before.id)
    assert after.result == before.result
    assert after.pack.title == before.pack.title


def test_finishing_names_all_that_stands_against_it(desk: Desk, assessment: OpenAssessment) -> None:
    with pytest.raises(ProblemsFound) as found:
        assessment.finish("", "李四")
    assert codes(found) == ["finish-with-open-questions", "finish-with-missing-profile", "finish-without-names"]
    words = Texts("zh").problem(found.value.problems[1])[0]
    assert "size（中）, place（中）, danger（中）" in words
    assert assessment.status == desk.open_assessment(assessment.id).status == "draft"


def test_a_finished_assessment_is_frozen(desk: Desk, clock: Any) -> None:
    assessment = fill(desk.start("企业", "项目"))
    assessment.set_as_of(clock.at.date().replace(month=1))
    assessment.finish(" 张三 ", "李四")
    assert (assessment.status, assessment.prepared_by, assessment.approved_by) == ("finished", "张三", "李四")
    assert assessment.answers.as_of == clock.at.astimezone().date()
    refused: list[Callable[[], object]] = [
        lambda: assessment.choose("SEA-1", 1),
        lambda: assessment.set_profile("size", "large"),
        lambda: assessment.describe(client="别的"),
        lambda: assessment.set_as_of(clock.at.date()),
        lambda: assessment.finish("张三", "李四"),
    ]
    for edit in refused:
        with pytest.raises(ProblemsFound) as found:
            edit()
        assert codes(found) == ["assessment-finished"]
    assert assessment.undo() is None
    clock.at = clock.at.replace(year=2027)
    again = desk.open_assessment(assessment.id)
    assert (again.answers, again.result) == (assessment.answers, assessment.result)
    assert again.finished_at == assessment.finished_at
    digest = sqlite3.connect(desk.path).execute("SELECT answers_sha256, pack_sha256 FROM assessment").fetchone()
    assert digest == (again.result.answers_sha256, again.pack.sha256)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE answer SET level = 5",
        "DELETE FROM answer",
        "INSERT INTO answer (assessment_id, question, later) VALUES (1, 'X', 0)",
        "UPDATE profile_value SET value = '1'",
        "DELETE FROM profile_value",
        "UPDATE assessment SET status = 'draft', finished_at = NULL",
        "UPDATE assessment SET prepared_by = 'x'",
        "DELETE FROM assessment",
    ],
)
def test_the_file_itself_keeps_what_is_finished(desk: Desk, statement: str) -> None:
    assessment = fill(desk.start("企业", "项目"))
    assessment.finish("张三", "李四")
    with pytest.raises(sqlite3.IntegrityError, match="assessment is finished"):
        tamper(desk, statement)


def test_a_correction_is_a_new_revision(desk: Desk) -> None:
    first = fill(desk.start("企业", "项目"))
    first.put_off("SEA-1")
    with pytest.raises(ProblemsFound) as found:
        first.revise()
    assert codes(found) == ["revise-draft"]
    first.finish("张三", "李四")
    second = first.revise()
    assert (second.id != first.id, second.revision, second.status) == (True, 2, "draft")
    assert second.answers.answers == first.answers.answers
    assert second.later == {"SEA-1": None}
    assert first.revise().id == second.id  # there is one next revision, not two
    second.choose("SEA-1", 5)
    second.describe(client="新名", project="新项目")
    assert desk.open_assessment(first.id).answers == first.answers  # with the names it was finished under
    second.finish("张三", "李四")
    with pytest.raises(ProblemsFound) as found:
        first.revise()
    assert codes(found) == ["revise-older"]
    assert desk.open_assessment(second.id).revise().revision == 3


def test_describing_names_this_assessment_and_no_other(desk: Desk) -> None:
    first, second = desk.start("企业", "一"), desk.start("企业", "二")
    second.describe(client="另一企业", project="别处", uscc="91310000MA1FL0000N")
    assert (second.client, second.project) == ("另一企业", "别处")
    assert second.answers.enterprise_uscc == "91310000MA1FL0000N"
    again = desk.open_assessment(second.id)
    assert again.answers == second.answers
    assert desk.open_assessment(first.id).answers == first.answers
    second.describe(uscc="")
    assert second.answers.enterprise_uscc is None
    first.describe(client="企业有限公司")
    file = sqlite3.connect(desk.path)
    assert file.execute("SELECT name FROM client ORDER BY id").fetchall() == [("企业有限公司",), ("另一企业",)]
    subjects = [row.subject for row in desk.history(second.id) if row.what == "describe"]
    assert subjects == ["client", "project", "uscc", "uscc"]


def test_names_are_asked_for_together(desk: Desk) -> None:
    with pytest.raises(ProblemsFound) as found:
        desk.start(" ", "")
    assert codes(found) == ["client-without-name", "project-without-name"]
    assert desk.cards() == ()


def test_the_sample_opens_filled(desk: Desk) -> None:
    assessment = desk.open_sample()
    assert (assessment.client, assessment.project) == ("示例企业", "示例项目")
    assert assessment.answers.as_of.isoformat() == "2026-02-03"
    assert assessment.answers.answers["SEA-2"] == Answer(5)
    assert assessment.answers.profile["assets"] == ("ships",)
    with pytest.raises(ProblemsFound) as found:
        desk.open_sample(1)
    assert codes(found) == ["sample-unknown"]


@pytest.mark.parametrize("suffix", [".yaml", ".json"])
def test_an_exported_file_opens_as_the_same_answers(desk: Desk, tmp_path: Path, suffix: str) -> None:
    assessment = fill(desk.start("企业", "项目"))
    assessment.set_note("SEA-1", "备注：<b>&\n第二行")
    assessment.describe(uscc="91310000MA1FL0000N")
    carried = desk.start("企业", "二", carry_from=assessment.id)
    for number, source in enumerate((assessment, carried)):
        path = tmp_path / f"answers{number}{suffix}"
        source.export_answers(path)
        assert desk.open_file(path).answers == source.answers


def test_a_file_with_faults_is_not_kept(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    data = {"format": "riskassess-answers/1", "questionnaire": "small", "version": "1.0.0", "as_of": "2026-01-01"}
    answers = {"SEA-1": {"level": 6}, "NONE": {"level": 1}}
    path.write_text(json.dumps(data | {"profile": {"size": "huge"}, "answers": answers}), encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        desk.open_file(path)
    assert len(found.value.problems) >= 3
    path.write_text(json.dumps(data | {"questionnaire": "none", "answers": {}}), encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        desk.open_file(path)
    assert "pack-not-at-hand" in codes(found)
    assert desk.cards() == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE answer SET level = 9 WHERE assessment_id = {id}",
        "UPDATE answer SET level = 'x' WHERE assessment_id = {id}",
        "UPDATE answer SET not_applicable = 'x' WHERE assessment_id = {id}",
        "UPDATE answer SET note = CAST(x'ff' AS TEXT) WHERE assessment_id = {id}",
        "UPDATE answer SET evidence = 'none' WHERE assessment_id = {id}",
        "UPDATE answer SET question = 'GONE' WHERE assessment_id = {id} AND question = 'SEA-1'",
        "UPDATE profile_value SET value = '{{' WHERE assessment_id = {id}",
        "UPDATE profile_value SET value = 'null' WHERE assessment_id = {id}",
        "UPDATE profile_value SET value = '\"none\"' WHERE assessment_id = {id} AND field = 'size'",
        "UPDATE assessment SET as_of = 'yesterday' WHERE id = {id}",
        "UPDATE assessment SET changed_at = '' WHERE id = {id}",
        "UPDATE assessment SET pack_sha256 = 'x' WHERE id = {id}",
    ],
)
def test_one_damaged_assessment_stops_no_other(desk: Desk, statement: str) -> None:
    sound, damaged = fill(desk.start("企业", "好")), fill(desk.start("企业", "坏"))
    tamper(desk, statement.format(id=damaged.id), "UPDATE assessment SET summary = NULL")
    with pytest.raises(ProblemsFound) as found:
        desk.open_assessment(damaged.id)
    assert codes(found) in (["assessment-damaged"], ["workspace-not-read"])
    assert Texts("zh").problem(found.value.problems[0])
    assert desk.open_assessment(sound.id).result == sound.result
    shown = {card.assessment_id: card.problem for card in desk.cards()}
    assert shown[sound.id] is None
    assert shown[damaged.id] is not None


def test_a_pack_that_was_changed_in_the_file_is_not_scored_with(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk()
    assessment = fill(desk.start("企业", "项目"))
    tamper(desk, "UPDATE installed_pack SET data = replace(data, '\"base_target\":3', '\"base_target\":1')")
    desk.close()
    desk = open_desk()
    with pytest.raises(ProblemsFound) as found:
        desk.open_assessment(assessment.id)
    assert codes(found) == ["assessment-damaged"]


def test_an_unknown_number_is_refused(desk: Desk) -> None:
    with pytest.raises(ProblemsFound) as found:
        desk.open_assessment(7)
    assert codes(found) == ["assessment-unknown"]


def test_settings_are_kept(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk()
    assert desk.setting("language", "zh") == "zh"
    desk.set_setting("language", "en")
    desk.set_setting("language", "zh")
    desk.close()
    assert open_desk().setting("language") == "zh"


def test_robustness_is_worked_out_once_for_the_same_answers(assessment: OpenAssessment) -> None:
    fill(assessment)
    first = assessment.robustness()
    assert assessment.robustness() is first
    assessment.choose("SEA-1", 0)
    assert assessment.robustness() is not first


def test_suggested_names_say_client_project_and_day(desk: Desk) -> None:
    assessment = desk.start('甲/乙: "公司"', "COM1 <北宁>\n厂_房.")
    assert assessment.suggested_file_name(".pdf") == "甲-乙-公司_COM1-北宁-厂-房_2026-03-04.pdf"
    assert desk.start("con", "..").suggested_file_name(".pdf") == "con-_2026-03-04.pdf"


@given(st.tuples(st.text(), st.text()), st.sampled_from([".pdf", ".yaml"]))
def test_suggested_names_are_taken_everywhere(names: tuple[str, str], suffix: str) -> None:
    name = file_name((*names, "2026-03-04"), suffix)
    assert not set(name) & set('<>:"/\\|?* \n\t')
    assert len(name.encode()) <= 255
    assert not any(part.startswith((" ", ".")) for part in name.split("_"))
    assert name.endswith(f"2026-03-04{suffix}")
    assert all(sign.isprintable() for sign in name)
