"""Removal for good.

1. After it, no byte of what was removed stands in any file of the folder: workspace, journal, backups, log.
2. What was not removed is as it was, and history still holds.
3. A receipt tells how much went, and names every file that could not be cleaned.
4. A cleaning that was cut short is taken up again.
5. No number is given twice.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from riskassess.app.assessments import Desk, OpenAssessment
from riskassess.app.packs import Shelf
from riskassess.app.removing import take_up_again
from riskassess.desktop.shell.care_rounds import look_after
from riskassess.problems import ProblemsFound
from riskassess.workspace import removal
from riskassess.workspace.chain import first_misfit
from riskassess.workspace.making_backups import back_up
from tests.app.conftest import fill
from tests.app.small_pack import small_pack

SECRET = "要消失的公司"


def files_with(folder: Path, words: str) -> list[str]:
    """Return the files below a folder in whose bytes words stand, in any spelling JSON or SQLite would use."""
    spellings = (words.encode(), words.encode("unicode_escape"), words.encode("utf-16-le"))
    return sorted(p.name for p in folder.rglob("*") if p.is_file() and any(s in p.read_bytes() for s in spellings))


def put_down(desk: Desk) -> tuple[OpenAssessment, OpenAssessment, OpenAssessment]:
    """Make a finished assessment of the secret client, its revision, a second project, and one of somebody else."""
    one = fill(desk.start(SECRET, f"{SECRET}一号"))
    one.set_note("SEA-1", f"{SECRET}的备注")
    one.set_evidence("SEA-1", "shown", f"{SECRET}的凭据")
    one.choose("SEA-2", 1)
    one.undo()
    other = desk.start("留下的公司", "留下的项目")
    other.choose("SEA-1", 2)
    one.finish(f"{SECRET}编制", f"{SECRET}审核")
    two = one.revise()
    two.choose("SEA-2", 3)
    other.set_note("SEA-1", "留下的备注")
    three = desk.start(SECRET, f"{SECRET}二号", carry_from=one.id)
    three.describe(project=f"{SECRET}改名")
    other.choose("AIR-1", 1)
    return one, three, other


def rows_of(path: Path, assessment_id: int) -> dict[str, list[tuple[object, ...]]]:
    file = sqlite3.connect(path)
    tables = ("answer", "profile_value", "answer_history")
    found = {t: file.execute(f"SELECT * FROM {t} WHERE assessment_id = ?", (assessment_id,)).fetchall() for t in tables}
    file.close()
    return found


def back_up_now(desk: Desk) -> Path:
    workspace = desk._workspace
    return back_up(workspace.path, workspace.key, workspace.bytes_of_file(), "by_hand").path


def holds(desk: Desk) -> bool:
    with desk._workspace.reading() as connection:
        return first_misfit(connection) is None


def test_no_byte_of_a_removed_client_is_left(desk: Desk, tmp_path: Path) -> None:  # 1, 2, 3
    one, _, other = put_down(desk)
    backup = back_up_now(desk)
    assert len(files_with(tmp_path, SECRET)) >= 2
    before = rows_of(desk.path, other.id)
    receipt = desk.remove(one.id, whole_client=True)
    assert files_with(tmp_path, SECRET) == []
    assert (receipt.kind, receipt.extent.assessments, receipt.left) == ("client", 3, ())
    assert receipt.cleaned == (backup.name,)
    assert [card.client for card in desk.cards()] == ["留下的公司"]
    assert rows_of(desk.path, other.id) == before
    assert rows_of(backup, other.id) == before
    assert holds(desk)
    other.choose("SEA-2", 4)
    assert holds(desk)
    assert desk.receipts() == (receipt,)


def test_nothing_points_to_what_is_gone_in_a_file_of_any_schema(tmp_path: Path) -> None:  # 1
    for frozen in sorted((Path(__file__).parent.parent / "frozen").glob("workspace-*.riskassess")):
        folder = tmp_path / frozen.stem
        folder.mkdir()
        shutil.copy(frozen, folder / "workspace.riskassess")
        desk = Desk.open(folder, shelf=Shelf.holding(small_pack()))
        before = {card.client for card in desk.cards()}
        desk.remove(desk.cards()[-1].assessment_id, whole_client=True)
        assert {card.client for card in desk.cards()} == before - {"甲公司"}
        assert files_with(folder, "甲公司") == []
        assert holds(desk)
        desk.close()
        file = sqlite3.connect(desk.path)
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []
        file.close()


def test_a_cleaned_backup_is_still_one(desk: Desk, tmp_path: Path) -> None:  # 1, 2
    from riskassess.workspace.backups import check_backup, list_backups

    one, _, other = put_down(desk)
    back_up_now(desk)
    desk.remove(one.id, whole_client=True)
    (backup,) = list_backups(desk.path)
    check_backup(backup, None, every_page=True)
    restored = tmp_path / "restored"
    restored.mkdir()
    shutil.copy(backup.path, restored / "workspace.riskassess")
    again = Desk.open(restored, shelf=Shelf.holding(small_pack()))
    assert again.open_assessment(other.id).answers.answers == other.answers.answers
    assert holds(again)
    again.close()


def test_an_assessment_goes_with_its_revisions_and_leaves_the_rest_of_its_client(desk: Desk, tmp_path: Path) -> None:
    one, three, _ = put_down(desk)
    intent = desk.removal_intent(one.id, whole_client=False)
    receipt = desk.remove(one.id, whole_client=False)
    assert receipt.extent == intent.extent
    assert (receipt.kind, receipt.extent.assessments) == ("assessment", 2)
    assert files_with(tmp_path, f"{SECRET}一号") == []
    assert files_with(tmp_path, f"{SECRET}审核") == []
    assert three.id in {card.assessment_id for card in desk.cards()}
    assert holds(desk)


def test_the_last_assessment_takes_every_name_with_it(desk: Desk, tmp_path: Path) -> None:  # 1
    assessment = desk.start(SECRET, "项目")
    desk.start("留下的公司", "项目")
    assessment.describe(client="改过的公司", project="改过的项目")
    desk.remove(assessment.id, whole_client=False)
    for words in (SECRET, "改过的公司", "改过的项目"):
        assert files_with(tmp_path, words) == []
    assert len(desk.cards()) == 1


def test_what_is_left_alone_stays_guarded(desk: Desk) -> None:  # 2
    one, _, other = put_down(desk)
    desk.remove(one.id, whole_client=True)
    for statement in ("DELETE FROM answer_history", "UPDATE answer_history SET who = 'x'"):
        with pytest.raises(ProblemsFound), desk._workspace.writing() as connection:
            connection.exec_driver_sql(statement)
    assert desk.history(other.id)


def test_a_backup_that_cannot_be_cleaned_is_named_and_tried_again(desk: Desk, tmp_path: Path) -> None:  # 3, 4
    one, _, _ = put_down(desk)
    backup = back_up_now(desk)
    whole = backup.read_bytes()
    backup.write_bytes(whole.replace("备注".encode(), b"damage", 1))
    aside = desk.path.with_name(desk.path.name + ".damaged-2026")
    aside.write_bytes(SECRET.encode())
    receipt = desk.remove(one.id, whole_client=True)
    assert {name for name, _ in receipt.left} == {backup.name, aside.name}
    assert set(files_with(tmp_path, SECRET)) <= {backup.name, aside.name}
    backup.write_bytes(whole)
    aside.unlink()
    (settled,) = take_up_again(desk._keeping)
    assert (settled.cleaned, settled.left, settled.pending) == ((backup.name,), (), None)
    assert files_with(tmp_path, SECRET) == []


def test_a_removal_that_was_killed_before_cleaning_is_taken_up_at_the_next_opening(
    open_desk: Callable[..., Desk], tmp_path: Path
) -> None:  # 4
    desk = open_desk()
    one, _, _ = put_down(desk)
    backup = back_up_now(desk)
    with desk._workspace.writing() as connection:  # what a kill right after the transaction leaves
        removal.remove(connection, removal.client_target(connection, one.id), desk._keeping.stamp())
    desk.close()
    assert files_with(tmp_path, SECRET) == [backup.name] or backup.name in files_with(tmp_path, SECRET)
    desk = open_desk()
    look_after(desk)  # as the window does in a thread, soon after opening
    assert files_with(tmp_path, SECRET) == []
    assert desk.receipts()[0].pending is None


def test_a_number_is_never_given_twice(desk: Desk) -> None:  # 5
    first = desk.start("企业", "一")
    second = desk.start("企业", "二")
    desk.remove(second.id, whole_client=False)
    assert desk.start("企业", "三").id > second.id
    desk.remove(first.id, whole_client=True)
    assert desk.start("企业", "四").id > second.id + 1


def test_what_is_gone_cannot_be_removed_again(desk: Desk) -> None:
    one = desk.start("企业", "一")
    desk.remove(one.id, whole_client=True)
    for whole_client in (True, False):
        with pytest.raises(ProblemsFound) as found:
            desk.remove(one.id, whole_client=whole_client)
        assert found.value.problems[0].code == "assessment-unknown"
    with pytest.raises(ProblemsFound):
        one.choose("SEA-1", 3)


def test_a_reader_cannot_remove(open_desk: Callable[..., Desk]) -> None:
    first = open_desk()
    one = first.start("企业", "一")
    second = open_desk()
    with pytest.raises(ProblemsFound) as found:
        second.remove(one.id, whole_client=True)
    assert found.value.problems[0].code == "workspace-in-use"
