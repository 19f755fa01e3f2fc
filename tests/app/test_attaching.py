"""Files kept with a question.

1. What was attached is had back byte for byte, under its own name; the same content is kept once.
2. Adding and removing leave history whose chain holds; undo takes either back.
3. What is too large, too much, empty or no file is refused with nothing kept, and says how large a file may be.
4. No byte stays of what was removed: with its question, its assessment or its client, in backups too.
5. Encryption covers content; a copy made for another program can only be read and is gone when the workspace closes.
6. A revision and a newer questionnaire keep files; another assessment and an answers file take none along.
7. A finished assessment's files stay as they are.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from riskassess.app import attaching
from riskassess.app.assessments import Desk, OpenAssessment
from riskassess.app.attachment_names import own_name
from riskassess.app.opened_copies import COPIES, may_be_opened
from riskassess.app.packs import Shelf
from riskassess.problems import ProblemsFound
from riskassess.workspace import attachments
from riskassess.workspace.attachments import bytes_kept
from riskassess.workspace.chain import first_misfit
from tests.app.conftest import fill
from tests.app.small_pack import small_pack
from tests.app.test_removing import back_up_now, files_with

SENTENCE = "种在附件里的句子"


def a_file(folder: Path, name: str = "决议.pdf", content: bytes = b"%PDF-1.7 one") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    return path


def attach(assessment: OpenAssessment, question: str, path: Path) -> str:
    assessment.attach(question, assessment.take_in(path))
    return assessment.attachments(question)[-1].name


def kept(desk: Desk) -> int:
    with desk._workspace.reading() as connection:
        return bytes_kept(connection)


def holds(desk: Desk) -> bool:
    with desk._workspace.reading() as connection:
        return first_misfit(connection) is None


@pytest.fixture
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that is not the workspace's."""
    return tmp_path_factory.mktemp("elsewhere")


def test_what_was_attached_is_had_back(desk: Desk, assessment: OpenAssessment, other: Path) -> None:  # 1
    content = os.urandom(attachments.PART * 2 + 17)
    told: list[tuple[int, int]] = []
    file = assessment.take_in(a_file(other, "合同 (终稿).PDF", content), lambda done, of: told.append((done, of)))
    assessment.attach("SEA-1", file)
    assert (file.name, file.sha256) == ("合同 (终稿).PDF", hashlib.sha256(content).hexdigest())
    assert told[-1] == (len(content), len(content)) and len(told) == 3
    assessment.save_attachment("SEA-1", file.name, other / "saved.pdf")
    assert (other / "saved.pdf").read_bytes() == content
    assert desk.open_assessment(assessment.id).attachments("SEA-1") == (file,)


def test_content_is_kept_once(desk: Desk, assessment: OpenAssessment, other: Path) -> None:  # 1
    one, same = a_file(other, "a.txt", b"x" * 5000), a_file(other, "b.txt", b"x" * 5000)
    attach(assessment, "SEA-1", one)
    attach(assessment, "SEA-2", same)
    attach(assessment, "SEA-1", same)
    assert kept(desk) == 5000
    assert [file.name for file in assessment.attachments("SEA-1")] == ["a.txt"]
    assert [file.name for file in assessment.attachments("SEA-2")] == ["b.txt"]


def test_two_files_of_one_name_are_told_apart(assessment: OpenAssessment, other: Path) -> None:  # 1
    attach(assessment, "SEA-1", a_file(other, "Scan.pdf", b"one"))
    attach(assessment, "SEA-1", a_file(other / "further", "scan.pdf", b"two"))
    assert [file.name for file in assessment.attachments("SEA-1")] == ["Scan.pdf", "scan (2).pdf"]


def test_adding_and_removing_can_be_undone(desk: Desk, assessment: OpenAssessment, other: Path) -> None:  # 2
    assessment.choose("SEA-1", 3)
    name = attach(assessment, "SEA-1", a_file(other))
    assert assessment.undo() == "SEA-1"
    assert assessment.attachments("SEA-1") == () and assessment.answers.answers["SEA-1"].level == 3
    attach(assessment, "SEA-1", a_file(other))
    assessment.detach("SEA-1", name)
    assert assessment.attachments("SEA-1") == ()
    assert assessment.undo() == "SEA-1"
    assert [file.name for file in assessment.attachments("SEA-1")] == [name]
    whats = [row.what for row in desk.history(assessment.id)]
    assert whats[-5:] == ["attach", "undo", "attach", "detach", "undo"]
    assert holds(desk)


def test_history_notices_a_file_that_was_exchanged(desk: Desk, assessment: OpenAssessment, other: Path) -> None:  # 2
    attach(assessment, "SEA-1", a_file(other))
    with desk._workspace.writing() as connection:
        connection.exec_driver_sql("UPDATE attachment SET name = 'another.pdf'")
    with desk._workspace.reading() as connection:
        misfit = first_misfit(connection)
    assert misfit is not None and (misfit.fault, misfit.subject) == ("current", "SEA-1")


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "attachment-empty"), (b"x" * 2001, "attachment-too-large"), (None, "attachment-unreadable")],
)
def test_what_cannot_be_kept_is_refused(
    desk: Desk,
    assessment: OpenAssessment,
    other: Path,
    content: bytes | None,
    code: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # 3
    monkeypatch.setattr(attaching, "LARGEST_FILE", 2000)
    path = other if content is None else a_file(other, "x.pdf", content)
    with pytest.raises(ProblemsFound) as found:
        assessment.take_in(path)
    assert [one.code for one in found.value.problems] == [code]
    assert kept(desk) == 0


def test_all_files_together_have_a_limit(
    desk: Desk, assessment: OpenAssessment, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # 3
    monkeypatch.setattr(attaching, "LARGEST_TOTAL", 3000)
    attach(assessment, "SEA-1", a_file(other, "a.pdf", b"a" * 2000))
    with pytest.raises(ProblemsFound) as found:
        assessment.take_in(a_file(other, "b.pdf", b"b" * 2000))
    assert found.value.problems[0].code == "attachments-full"
    attach(assessment, "SEA-2", a_file(other, "c.pdf", b"a" * 2000))  # the same content takes no more
    assert kept(desk) == 2000


def test_an_unknown_question_or_name_is_refused(assessment: OpenAssessment, other: Path) -> None:  # 3
    file = assessment.take_in(a_file(other))
    for edit in (lambda: assessment.attach("NO-1", file), lambda: assessment.detach("SEA-1", "none.pdf")):
        with pytest.raises(ProblemsFound):
            edit()


def test_half_taken_content_is_completed_and_never_held(
    desk: Desk, assessment: OpenAssessment, other: Path
) -> None:  # 1
    content = os.urandom(attachments.PART * 3)
    sha256 = hashlib.sha256(content).hexdigest()
    with desk._workspace.writing() as connection:  # what a kill after the second part leaves
        attachments.add_part(connection, sha256, content, 1)
    half = attaching.Attached("2026-03-04T12:00:00+00:00", "half.pdf", sha256, len(content))
    with pytest.raises(ProblemsFound) as found:
        assessment.attach("SEA-1", half)
    assert found.value.problems[0].code == "attachment-content-gone"
    assert assessment.attachments("SEA-1") == ()
    name = attach(assessment, "SEA-1", a_file(other, "whole.pdf", content))
    assessment.save_attachment("SEA-1", name, other / "back")
    assert (other / "back").read_bytes() == content


def test_what_no_question_holds_is_gone_after_closing(
    desk: Desk, assessment: OpenAssessment, other: Path, tmp_path: Path, open_desk: Callable[..., Desk]
) -> None:  # 4
    gone = f"{SENTENCE}一".encode() * 400
    name = attach(assessment, "SEA-1", a_file(other, "gone.txt", gone))
    attach(assessment, "SEA-2", a_file(other, "stays.txt", b"stays"))
    assessment.detach("SEA-1", name)
    assert files_with(tmp_path, SENTENCE)  # until undo has no more use for it
    desk.close()
    assert files_with(tmp_path, SENTENCE) == []
    again = open_desk()
    assert kept(again) == 5
    assert holds(again)


def test_a_file_that_is_mostly_empty_becomes_small_again(
    desk: Desk, assessment: OpenAssessment, other: Path
) -> None:  # 4
    small = attach(assessment, "SEA-1", a_file(other, "small.bin", os.urandom(100_000)))
    large = attach(assessment, "SEA-2", a_file(other, "large.bin", os.urandom(5_000_000)))
    desk._workspace.compact()
    before = desk.path.stat().st_size
    assessment.detach("SEA-2", large)
    desk.close()
    assert before > 5_000_000
    assert desk.path.stat().st_size < 2_000_000
    assert [file.name for file in assessment.attachments("SEA-1")] == [small]


def test_a_removed_assessment_takes_its_files_along(desk: Desk, other: Path, tmp_path: Path) -> None:  # 4
    one, two = desk.start("甲", "一"), desk.start("乙", "二")
    shared = a_file(other, "shared.txt", "两处都有的句子".encode() * 50)
    for assessment in (one, two):
        attach(assessment, "SEA-1", shared)
    attach(one, "SEA-2", a_file(other, "own.txt", SENTENCE.encode() * 500))
    taken_back = attach(one, "AIR-1", a_file(other, "back.txt", f"{SENTENCE}又".encode()))
    one.detach("AIR-1", taken_back)
    backup = back_up_now(desk)
    assert files_with(tmp_path, SENTENCE)
    receipt = desk.remove(one.id, whole_client=True)
    assert receipt.cleaned == (backup.name,)
    assert files_with(tmp_path, SENTENCE) == []
    two.save_attachment("SEA-1", "shared.txt", other / "shared-again.txt")
    assert (other / "shared-again.txt").read_bytes() == shared.read_bytes()
    assert holds(desk)


def test_a_backup_brings_a_file_back(desk: Desk, assessment: OpenAssessment, other: Path) -> None:  # 4
    content = os.urandom(attachments.PART + 9)
    name = attach(assessment, "SEA-1", a_file(other, "a.bin", content))
    backup = desk.care.back_up()
    assessment.detach("SEA-1", name)
    desk.care.restore(backup.path)
    restored = desk.open_assessment(assessment.id)
    restored.save_attachment("SEA-1", name, other / "back")
    assert (other / "back").read_bytes() == content


def test_a_passphrase_covers_content(
    desk: Desk, assessment: OpenAssessment, other: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # 5
    from riskassess.workspace import keys

    monkeypatch.setattr(keys, "COST", keys.Cost(1 << 10))
    name = attach(assessment, "SEA-1", a_file(other, "plain.txt", SENTENCE.encode() * 4000))
    back_up_now(desk)
    assert files_with(tmp_path, SENTENCE)
    desk.care.set_passphrase("correct horse battery staple")
    assert files_with(tmp_path, SENTENCE) == []
    desk.open_assessment(assessment.id).save_attachment("SEA-1", name, other / "back.txt")
    assert (other / "back.txt").read_bytes() == SENTENCE.encode() * 4000


def test_a_copy_can_only_be_read_and_goes_with_the_program(
    desk: Desk, assessment: OpenAssessment, other: Path
) -> None:  # 5
    name = attach(assessment, "SEA-1", a_file(other, "决议.pdf", b"content"))
    copy = assessment.opened_copy("SEA-1", name)
    assert (copy.name, copy.read_bytes()) == ("决议.pdf", b"content")
    assert not copy.stat().st_mode & (stat.S_IWUSR | stat.S_IRWXG | stat.S_IRWXO)
    assert not copy.parent.parent.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    assert assessment.opened_copy("SEA-1", name) == copy
    desk.close()
    assert not copy.parent.parent.exists()


def test_a_copy_that_outlived_its_program_goes_at_the_next_opening(
    desk: Desk, assessment: OpenAssessment, other: Path, tmp_path: Path
) -> None:  # 5
    copy = assessment.opened_copy("SEA-1", attach(assessment, "SEA-1", a_file(other)))
    killed = tmp_path / "killed"
    killed.mkdir()
    desk._workspace.compact()
    shutil.copy(desk.path, killed / "workspace.riskassess")
    again = Desk.open(killed, shelf=Shelf.holding(small_pack()))
    assert not copy.exists()
    assert again.setting(COPIES) == ""
    again.close()


def test_a_folder_that_is_not_ours_is_never_taken_away(desk: Desk, other: Path, tmp_path: Path) -> None:  # 5
    precious = a_file(other / "riskassess-precious", "letter.txt", b"x")
    desk.set_setting(COPIES, str(precious.parent))
    path = desk.path
    desk.close()
    Desk.open(path, shelf=Shelf.holding(small_pack())).close()
    assert precious.exists()


def test_changed_content_is_never_handed_out(desk: Desk, assessment: OpenAssessment, other: Path) -> None:  # 1
    name = attach(assessment, "SEA-1", a_file(other))
    with desk._workspace.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER attachment_part_no_update")
        connection.exec_driver_sql("UPDATE attachment_part SET data = 'another'")
    with pytest.raises(ProblemsFound) as found:
        assessment.opened_copy("SEA-1", name)
    assert found.value.problems[0].code == "attachment-content-gone"


def test_what_takes_files_along_and_what_does_not(desk: Desk, other: Path) -> None:  # 6, 7
    one = fill(desk.start("企业", "项目"))
    name = attach(one, "SEA-1", a_file(other))
    one.finish("甲", "乙")
    for edit in (lambda: one.detach("SEA-1", name), lambda: one.take_in(a_file(other, "late.pdf", b"late"))):
        with pytest.raises(ProblemsFound) as found:
            edit()
        assert found.value.problems[0].code == "assessment-finished"
    with pytest.raises(ProblemsFound), desk._workspace.writing() as connection:
        connection.exec_driver_sql("DELETE FROM attachment")
    revision = one.revise()
    assert revision.attachments("SEA-1") == one.attachments("SEA-1")
    revision.detach("SEA-1", name)
    assert [file.name for file in one.attachments("SEA-1")] == [name]
    assert one.reassess().attachments("SEA-1") == ()
    assert desk.start("企业", "项目二", carry_from=one.id).attachments("SEA-1") == ()
    one.export_answers(other / "answers.yaml")
    assert name.encode() not in (other / "answers.yaml").read_bytes()
    assert holds(desk)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("决议 第3页.pdf", "决议 第3页.pdf"),
        ("a/b\\c:d.pdf", "a-b-c-d.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("con.txt", "con-.txt"),
        ("name. . ", "name"),
        ("   ", "-"),
        ("长" * 200 + ".docx", "长" * 58 + ".docx"),
        (".hidden", "hidden"),
    ],
)
def test_names_are_made_plain(given: str, name: str) -> None:
    assert own_name(given) == name


@pytest.mark.parametrize(("name", "opened"), [("a.PDF", True), ("a.pdf.exe", False), ("pdf", False), ("a.lnk", False)])
def test_only_documents_and_pictures_are_opened_from_here(name: str, opened: bool) -> None:
    assert may_be_opened(name) is opened


def test_a_report_names_what_is_held_and_holds_none_of_it(desk: Desk, other: Path) -> None:
    from riskassess.app.reports import report_job

    assessment = fill(desk.start("企业", "项目"))
    name = attach(assessment, "SEA-1", a_file(other, "决议.pdf", SENTENCE.encode()))
    digest, size = hashlib.sha256(SENTENCE.encode()).hexdigest(), len(SENTENCE.encode())
    assert assessment.attachments_data() == {"SEA-1": [(name, size, digest)]}
    job = report_job(assessment, other / "report.xlsx", "zh")
    assert job.wait(60).state == "done"
    book = openpyxl.load_workbook(other / "report.xlsx")
    cells = {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    assert {name, digest, size} <= cells
    assert not any(SENTENCE in str(cell) for cell in cells)


def test_a_check_of_the_workspace_names_what_is_lost(desk: Desk, assessment: OpenAssessment, other: Path) -> None:  # 1
    from riskassess.app.checking import check_workspace

    attach(assessment, "SEA-1", a_file(other, "gone.pdf", b"gone"))
    attach(assessment, "SEA-2", a_file(other, "stays.pdf", os.urandom(attachments.PART + 1)))
    path = desk.path
    desk.care.back_up()
    desk.close()
    assert check_workspace(path)[1] == ()
    file = sqlite3.connect(path)
    file.execute("DROP TRIGGER attachment_part_no_update")
    file.execute("UPDATE attachment_part SET data = x'00' WHERE length(data) = 4")
    file.commit()
    file.close()
    assert [(one.code, one.fields["name"]) for one in check_workspace(path)[1]] == [
        ("attachment-content-gone", "gone.pdf")
    ]
