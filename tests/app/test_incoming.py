"""What a file is that is handed to the window, and the list of those that were opened lately."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from riskassess.app.assessments import Desk
from riskassess.app.incoming import kind_of, pack_place
from riskassess.app.recent import MOST
from riskassess.problems import ProblemsFound
from tests.app.test_removing import SECRET, back_up_now, files_with, put_down


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.yaml", "format: riskassess-answers/1", "answers"),
        ("a.YML", "x", "answers"),
        ("a.json", json.dumps({"format": "riskassess-answers/1"}), "answers"),
        ("broken.json", "{", "answers"),
        ("list.json", "[1]", "answers"),
        ("call.json", json.dumps({"format": "riskassess-call/1"}), "call"),
        ("b.json", json.dumps({"format": "riskassess-benchmark/1"}), "benchmark"),
        ("p.zip", "PK", "pack"),
        ("pack.yaml", "format: riskassess-pack/1", "pack"),
        ("committee.pub", "untrusted comment: x", "key"),
    ],
)
def test_a_file_is_told_by_name_and_form(tmp_path: Path, name: str, content: str, kind: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    assert kind_of(path) == kind


def test_a_folder_with_a_pack_is_one(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("format: riskassess-pack/1")
    assert kind_of(tmp_path) == "pack"
    assert pack_place(tmp_path) == pack_place(tmp_path / "pack.yaml") == tmp_path


@pytest.mark.parametrize("name", ["a.xlsx", "a.riskassess", "a", "gone.yaml", "empty folder"])
def test_anything_else_is_refused_and_says_what_can_be_opened(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "empty folder":
        path.mkdir()
    elif not name.startswith("gone"):
        path.write_bytes(b"x")
    with pytest.raises(ProblemsFound) as found:
        kind_of(path)
    assert found.value.problems[0].code == "file-kind-unknown"


def test_the_newest_stands_first_and_the_list_stays_short(desk: Desk, tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.yaml" for number in range(MOST + 2)]
    for path in paths:
        path.touch()
        desk.recent.add(path)
    desk.recent.add(paths[4])
    found = desk.recent.files()
    assert found[:2] == (paths[4], paths[-1])
    assert len(found) == len(set(found)) == MOST


def test_what_is_gone_is_forgotten(desk: Desk, tmp_path: Path, open_desk: Callable[..., Desk]) -> None:
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    for path in (one, two):
        path.touch()
        desk.recent.add(path)
    one.unlink()
    assert desk.recent.files() == (two,)
    assert desk.recent.kept() == (two,)
    desk.close()
    again = open_desk()
    assert again.recent.files() == (two,)
    again.recent.clear()
    assert again.recent.files() == ()


def test_a_removal_takes_the_list_along_from_backups_too(desk: Desk, tmp_path: Path) -> None:
    one, _, _ = put_down(desk)
    desk.recent.add(tmp_path / f"{SECRET}.yaml")
    back_up_now(desk)
    assert files_with(tmp_path, f"{SECRET}.yaml")
    desk.remove(one.id, whole_client=True)
    assert files_with(tmp_path, SECRET) == []
    assert desk.recent.kept() == ()


def test_a_list_that_cannot_be_read_is_empty(desk: Desk) -> None:
    for text in ("{", "7", '{"a": 1}', "[7]"):
        desk.set_setting("recent_files", text)
        assert isinstance(desk.recent.kept(), tuple)
