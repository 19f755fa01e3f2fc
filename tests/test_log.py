"""The log: what happened and where, and never what anybody typed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from riskassess import log
from riskassess.app.assessments import Desk
from riskassess.app.packs import Shelf
from riskassess.problems import ProblemsFound
from tests.app.conftest import fill
from tests.app.small_pack import small_pack

SECRETS = ("保密公司", "保密项目", "保密备注", "保密凭据", "编制某", "Secret & Sons")


@pytest.fixture
def path(tmp_path: Path):
    yield tmp_path / "workspace.riskassess"
    log.end()


def said(path: Path) -> str:
    log.end()
    return "".join(file.read_text(encoding="utf-8") for file in path.parent.glob(f"{log.log_path(path).name}*"))


def test_a_working_day_leaves_events_and_none_of_what_was_typed(path: Path) -> None:
    desk = Desk.open(path, shelf=Shelf.holding(small_pack()), who="用户某")
    one = fill(desk.start("保密公司", "保密项目"))
    one.set_note("SEA-1", "保密备注")
    one.set_evidence("SEA-1", "shown", "保密凭据")
    one.describe(client="Secret & Sons")
    one.finish("编制某", "审核某")
    desk.remove(one.id, whole_client=True)
    desk.close()
    text = said(path)
    assert [line.split()[3] for line in text.splitlines()] == ["opened", "removed", "closed"]
    for secret in (*SECRETS, "用户某", str(path.parent)):
        assert secret not in text


def test_a_refused_opening_is_noted_by_its_code(path: Path) -> None:
    Desk.open(path).close()
    newer = sqlite3.connect(path)
    newer.execute("PRAGMA user_version = 999")
    newer.commit()
    newer.close()
    with pytest.raises(ProblemsFound):
        Desk.open(path)
    assert "problem code=workspace-newer" in said(path)


def test_nothing_is_put_beside_a_file_that_is_not_ours(path: Path) -> None:
    path.write_bytes(b"not a database")
    with pytest.raises(ProblemsFound):
        Desk.open(path)
    log.end()
    assert list(path.parent.iterdir()) == [path]


def test_a_defect_is_noted_by_kind_and_place_without_its_message(path: Path) -> None:
    log.begin(path)
    try:
        fill(None)  # type: ignore[arg-type]
    except AttributeError as error:
        log.note_defect(error)
    try:
        Shelf.holding({"id": "保密公司"})
    except Exception as error:  # noqa: BLE001 - whatever it is, it is noted
        log.note_defect(error)
    text = said(path)
    assert "defect kind=attributeerror" in text
    assert "at=app.packs." in text
    assert "保密公司" not in text


@pytest.mark.parametrize("value", ["保密公司", "/home/me/file", "two words", "UPPER", "x" * 99, ["a"], {"a": 1}])
def test_what_is_not_a_word_of_ours_is_left_out(path: Path, value: object) -> None:
    log.begin(path)
    log.note("event", fact=value, number=3, truth=True)
    assert said(path).rstrip().endswith("event fact=? number=3 truth=true")


def test_it_turns_round_and_never_grows_beyond_three_files(path: Path) -> None:
    log.begin(path)
    for number in range(30_000):
        log.note("event", number=number)
    log.end()
    files = sorted(path.parent.glob(f"{log.log_path(path).name}*"))
    assert len(files) == 3
    assert all(file.stat().st_size <= 256_000 for file in files)
    assert "number=29999" in files[0].read_text()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_log_that_cannot_be_written_stops_nobody(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    log.log_path(path).symlink_to("/dev/full")
    desk = Desk.open(path, shelf=Shelf.holding(small_pack()))
    desk.start("企业", "项目").choose("SEA-1", 3)
    desk.close()
    log.end()
    assert capfd.readouterr().err == ""


def test_who_only_reads_leaves_the_log_alone(path: Path) -> None:
    first = Desk.open(path, shelf=Shelf.holding(small_pack()))
    before = log.log_path(path).read_text()
    second = Desk.open(path, shelf=Shelf.holding(small_pack()))
    second.close()
    assert log.log_path(path).read_text() == before
    first.close()
