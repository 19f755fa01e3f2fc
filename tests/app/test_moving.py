"""Moving to a newer version.

1. The preview says what is renamed, split, new, dropped and reworded, with both scores, and writes nothing.
2. Every answer is kept: in place, as carried over, in the note, or in the history of the new revision.
3. The old assessment stays as it was, under its own version, and is moved once.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from riskassess.app.assessments import Desk, OpenAssessment
from riskassess.problems import ProblemsFound
from tests.app.small_pack import question, small_pack, text


def newer(version: str = "2.0.0") -> dict[str, Any]:
    """Return a successor: SEA-1 split, SEA-2 renamed, LAND-1 without not-applicable, LAND-2 dropped, AIR-2 new."""
    data = small_pack(version=version)
    sea, land, air = data["domains"]
    sea["questions"] = [question("SEA-A"), question("SEA-B"), question("SEA-2x", weight=2, scope="project")]
    land["questions"] = [question("LAND-1")]
    air["questions"].append(question("AIR-2"))
    data["exposures"]["rules"][0]["floors"] = {"SEA-A": 3}
    data["evidence"] = [data["evidence"][0], {"id": "proved", "ceiling": 5, "name": text("proved")}]
    data["profile"]["fields"] = [f for f in data["profile"]["fields"] if f["id"] != "remark"]
    data["migrations"] = [
        {"from": 1, "renamed": {"SEA-2": "SEA-2x"}, "split": {"SEA-1": ["SEA-A", "SEA-B"]}, "dropped": ["LAND-2"]}
    ]
    data["samples"] = []
    return data


@pytest.fixture
def draft(desk: Desk) -> OpenAssessment:
    opened = desk.start("企业", "项目")
    for field, value in (("size", "small"), ("place", "VNM"), ("danger", "low"), ("remark", "words")):
        opened.set_profile(field, value)
    opened.set_profile("assets", ("mines",))
    opened.choose("SEA-1", 4)
    opened.set_evidence("SEA-1", "shown", "plan")
    opened.choose("SEA-2", 3)
    opened.set_note("SEA-2", "note")
    opened.mark_not_applicable("LAND-1", "no land")
    opened.choose("LAND-2", 2)
    opened.set_note("LAND-2", "dropped note")
    opened.put_off("AIR-1", "captain")
    return opened


@pytest.fixture
def later_desk(desk: Desk, draft: OpenAssessment, open_desk: Callable[..., Desk]) -> Desk:
    desk.close()
    return open_desk(small_pack(), newer())


def test_the_preview_tells_everything_and_writes_nothing(later_desk: Desk, draft: OpenAssessment) -> None:  # 1
    before = later_desk.history(draft.id), later_desk.cards()
    planned = later_desk.moving.preview(draft.id)
    assert (planned.before.version, planned.after.version) == ("1.2.0", "2.0.0")
    assert planned.differences.renamed == (("SEA-2", "SEA-2x"),)
    assert planned.differences.split == (("SEA-1", ("SEA-A", "SEA-B")),)
    assert planned.differences.new == ("AIR-2",)
    assert planned.differences.dropped == ("LAND-2",)
    assert planned.differences.dropped_fields == ("remark",)
    assert planned.again == ("SEA-A", "SEA-B", "LAND-1")
    assert (set(planned.left), set(planned.left_profile)) == ({"LAND-2"}, {"remark"})
    assert planned.old == draft.result
    assert planned.new.version == "2.0.0"
    assert planned.new.readiness != planned.old.readiness
    assert (later_desk.history(draft.id), later_desk.cards()) == before


def test_every_answer_is_kept(later_desk: Desk, draft: OpenAssessment) -> None:  # 2
    planned = later_desk.moving.preview(draft.id)
    moved = later_desk.moving.move(planned)
    assert moved.result == planned.new
    assert (moved.pack.version, moved.revision, moved.status) == ("2.0.0", 2, "draft")
    assert moved.carried == {"SEA-A": 4, "SEA-B": 4}
    assert moved.answers.answers["SEA-2x"].level == 3
    assert moved.answers.answers["SEA-2x"].note == "note"
    assert moved.answers.answers["SEA-A"].evidence_detail == "plan"
    assert moved.answers.answers["SEA-A"].evidence is None
    assert moved.answers.answers["LAND-1"].note == "no land"
    assert moved.later == {"AIR-1": "captain"}
    assert moved.state("LAND-1") == "open"
    assert "remark" not in moved.answers.profile
    (answer, value) = later_desk.moving.left_behind(moved.id)
    assert (answer.id, answer.title["en"]) == ("LAND-2", "LAND-2")
    assert answer.answer is not None
    assert (answer.answer.level, answer.answer.note) == (2, "dropped note")
    assert (value.id, value.kept, value.answer) == ("remark", '"words"', None)
    rows = [row for row in later_desk.history(moved.id) if row.subject == "pack"]
    assert [(row.before, row.after) for row in rows] == [('"small 1.2.0"', '"small 2.0.0"')]
    moved.confirm("SEA-A")
    assert later_desk.open_assessment(moved.id).answers.answers["SEA-A"].level == 4


def test_the_old_assessment_stays_and_is_moved_once(later_desk: Desk, draft: OpenAssessment) -> None:  # 3
    was = later_desk.history(draft.id)
    assert later_desk.moving.newer_pack(draft.id) is not None
    assert later_desk.moving.drafts() == {draft.id: "2.0.0"}
    moved = later_desk.moving.move(later_desk.moving.preview(draft.id))
    stays = later_desk.open_assessment(draft.id)
    assert (stays.pack.version, stays.result, stays.revision) == ("1.2.0", draft.result, 1)
    assert later_desk.history(draft.id) == was
    assert later_desk.moving.drafts() == {}
    assert later_desk.moving.newer_pack(draft.id) is None
    assert later_desk.moving.newer_pack(moved.id) is None
    for number, code in ((draft.id, "move-already"), (moved.id, "move-not-newer")):
        with pytest.raises(ProblemsFound) as found:
            later_desk.moving.preview(number)
        assert [one.code for one in found.value.problems] == [code]


def test_what_was_answered_after_the_preview_comes_along(later_desk: Desk, draft: OpenAssessment) -> None:  # 2
    planned = later_desk.moving.preview(draft.id)
    later_desk.open_assessment(draft.id).choose("AIR-1", 5)
    assert later_desk.moving.move(planned).answers.answers["AIR-1"].level == 5


def test_a_finished_assessment_is_moved_into_a_draft_of_today(
    desk: Desk, open_desk: Callable[..., Desk], draft: OpenAssessment
) -> None:
    draft.choose("AIR-1", 3)
    draft.finish("甲", "乙")
    desk.close()
    later = open_desk(small_pack(), newer())
    assert later.moving.drafts() == {}  # only drafts are offered it
    moved = later.moving.move(later.moving.preview(draft.id))
    assert (moved.status, moved.answers.as_of) == ("draft", date(2026, 3, 4))
    assert later.open_assessment(draft.id).status == "finished"


def test_several_questions_that_became_one_keep_the_lowest_level_to_be_confirmed(
    desk: Desk, open_desk: Callable[..., Desk], draft: OpenAssessment
) -> None:
    desk.close()
    data = newer()
    data["migrations"] = [{"from": 1, "renamed": {"SEA-1": "SEA-A", "SEA-2": "SEA-A"}}]
    moved = open_desk(small_pack(), data)
    opened = moved.moving.move(moved.moving.preview(draft.id))
    assert opened.carried == {"SEA-A": 3}
    assert opened.answers.answers["SEA-A"].note == "note"


def test_a_newer_minor_version_keeps_every_answer_as_it_counts(
    desk: Desk, open_desk: Callable[..., Desk], draft: OpenAssessment
) -> None:
    desk.close()
    data = small_pack(version="1.3.0")
    data["domains"][2]["questions"].append(question("AIR-2"))
    later = open_desk(small_pack(), data)
    planned = later.moving.preview(draft.id)
    assert (planned.differences.new, planned.again, dict(planned.left)) == (("AIR-2",), (), {})
    moved = later.moving.move(planned)
    assert dict(moved.answers.answers) == dict(draft.answers.answers)
    assert moved.answers.profile == draft.answers.profile


def test_nothing_is_offered_where_the_workspace_can_only_be_read(
    later_desk: Desk, draft: OpenAssessment, open_desk: Callable[..., Desk]
) -> None:
    second = open_desk(small_pack(), newer())
    assert second.read_only
    assert (second.moving.drafts(), second.moving.newer_pack(draft.id)) == ({}, None)


def test_files_go_where_their_answers_go(desk: Desk, open_desk: Callable[..., Desk], tmp_path: Path) -> None:  # 2
    joined = newer("3.0.0")
    joined["domains"][0]["questions"] = [question("SEA-X")]
    joined["exposures"]["rules"][0]["floors"] = {"SEA-X": 3}
    joined["migrations"] = [
        {"from": 1, "renamed": {"SEA-1": "SEA-X", "SEA-2": "SEA-X"}, "split": {}, "dropped": ["LAND-2"]}
    ]
    draft = desk.start("企业", "项目")
    for name, asked in (("a.pdf", "SEA-1"), ("b.pdf", "SEA-2"), ("c.pdf", "LAND-2")):
        (tmp_path / name).write_bytes(f"one {asked}".encode())
        draft.attach(asked, draft.take_in(tmp_path / name))
        draft.choose(asked, 3)
    (tmp_path / "further").mkdir()
    (tmp_path / "further" / "A.pdf").write_bytes(b"another")
    draft.attach("SEA-2", draft.take_in(tmp_path / "further" / "A.pdf"))
    desk.close()
    later = open_desk(small_pack(), joined)
    moved = later.moving.move(later.moving.preview(draft.id))
    assert [file.name for file in moved.attachments("SEA-X")] == ["a.pdf", "b.pdf", "A (2).pdf"]
    assert [file.name for file in later.open_assessment(draft.id).attachments("LAND-2")] == ["c.pdf"]
    (left,) = later.moving.left_behind(moved.id)
    assert left.answer is not None and [file.name for file in left.answer.attachments] == ["c.pdf"]
