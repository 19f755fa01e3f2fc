"""A workspace goes to another folder.

1. All of it is there afterwards, and everybody who asks for the old place is led to the new one.
2. A kill at any step leaves it whole in one place: where it was, or where it goes.
3. What stood in the old place stays as it was until it is removed, and then nothing of it is left.
4. A folder on a network disk, one that cannot be written, and one that is taken are refused with nothing changed.
5. An encrypted workspace goes encrypted, with its key.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from riskassess.app.assessments import Desk
from riskassess.app.packs import Shelf
from riskassess.problems import ProblemsFound
from riskassess.workspace import relocating
from riskassess.workspace.file_systems import from_mount, from_mountinfo, kind_of
from riskassess.workspace.place import FILE_NAME, follow, pointer_path, workspace_path
from tests.app.small_pack import small_pack
from tests.workspace.kills import killed_at_every_step

SENTENCE = "种在旧位置的句子"
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    folder = tmp_path / "旧"
    folder.mkdir()
    return folder / FILE_NAME


@pytest.fixture
def new(tmp_path: Path) -> Path:
    folder = tmp_path / "new place"
    folder.mkdir()
    return folder


def open_at(path: Path, **more: object) -> Desk:
    return Desk.open(path, shelf=Shelf.holding(small_pack()), who="t", **more)  # type: ignore[arg-type]


@pytest.fixture
def desk(old: Path) -> Iterator[Desk]:
    opened = open_at(old)
    opened.start("企业", "项目").set_note("SEA-1", SENTENCE)
    yield opened
    opened.close()


def note_in(desk: Desk) -> str | None:
    (card,) = desk.cards()
    return desk.open_assessment(card.assessment_id).answers.answers["SEA-1"].note


def codes(found: pytest.ExceptionInfo[ProblemsFound]) -> list[str]:
    return [one.code for one in found.value.problems]


def test_all_of_it_is_there_and_the_old_place_leads_to_it(desk: Desk, old: Path, new: Path) -> None:  # 1, 3
    old.with_suffix(".window.ini").write_text("[General]\nlanguage=en\n")
    before = old.read_bytes()
    told: list[tuple[int, int]] = []
    moved = desk.relocating.move(new, lambda done, of: told.append((done, of)))
    assert moved.path == new / FILE_NAME
    assert told and told[-1][0] == told[-1][1]
    assert note_in(moved) == SENTENCE
    assert (new / "workspace.window.ini").read_text() == old.with_suffix(".window.ini").read_text()
    moved.open_assessment(moved.cards()[0].assessment_id).set_note("SEA-1", "此后")
    moved.close()
    assert workspace_path(old) == workspace_path(old.parent) == new / FILE_NAME
    again = open_at(old)
    assert (again.path, note_in(again)) == (new / FILE_NAME, "此后")
    assert old.read_bytes()[100:] == before[100:] or SENTENCE.encode() in old.read_bytes()
    assert again.relocating.left_behind() == (old,)
    again.close()


def test_the_desk_of_before_writes_no_more(desk: Desk, new: Path) -> None:  # 1
    assessment = desk.open_assessment(desk.cards()[0].assessment_id)
    desk.relocating.move(new).close()
    with pytest.raises(ProblemsFound) as found:
        assessment.set_note("SEA-1", "太晚了")
    assert codes(found) == ["workspace-closed"]


def test_what_was_left_is_removed_whole(desk: Desk, old: Path, new: Path) -> None:  # 3
    desk.care.back_up()
    moved = desk.relocating.move(new)
    with pytest.raises(ProblemsFound):
        moved.relocating.remove_former(new / FILE_NAME)
    assert moved.relocating.remove_former(old) == ()
    assert [path.name for path in old.parent.iterdir()] == [pointer_path(old).name]
    assert moved.relocating.left_behind() == ()
    assert note_in(moved) == SENTENCE
    moved.close()
    again = open_at(old)
    assert note_in(again) == SENTENCE
    again.close()


def test_it_can_come_back_and_go_on(desk: Desk, old: Path, new: Path, tmp_path: Path) -> None:  # 1
    third = tmp_path / "third"
    third.mkdir()
    moved = desk.relocating.move(new)
    with pytest.raises(ProblemsFound) as found:
        moved.relocating.move(old.parent)
    assert codes(found) == ["workspace-move-occupied"]
    moved.relocating.remove_former(old)
    back = moved.relocating.move(old.parent)
    assert (back.path, workspace_path(old), workspace_path(new)) == (old, old, old)
    onwards = back.relocating.move(third)
    assert {workspace_path(place) for place in (old, new, third)} == {third / FILE_NAME}
    assert note_in(onwards) == SENTENCE
    assert set(onwards.relocating.left_behind()) == {old, new / FILE_NAME}
    onwards.close()


@needs_fork
def test_a_kill_at_any_step_leaves_it_whole_in_one_place(old: Path, new: Path, tmp_path: Path) -> None:  # 2
    desk = open_at(old)
    desk.start("企业", "项目").set_note("SEA-1", SENTENCE)
    desk.close()
    safe = tmp_path / "safe"
    shutil.copytree(old.parent, safe)

    def prepare() -> None:
        for folder in (old.parent, new):
            shutil.rmtree(folder)
        shutil.copytree(safe, old.parent)
        new.mkdir()

    def move() -> None:
        open_at(old).relocating.move(new).close()

    ends = list[Path]()
    steps = (new, old.with_name(f".{pointer_path(old).name}"))  # what is written there, and the decision
    for _ in chain.from_iterable(killed_at_every_step(place, prepare, move) for place in steps):
        again = open_at(old)
        assert note_in(again) == SENTENCE
        ends.append(again.path)
        if again.path == old:
            moved = again.relocating.move(new)  # and what the kill left is in nobody's way
            assert note_in(moved) == SENTENCE
            moved.close()
        again.close()
    assert set(ends) == {old, new / FILE_NAME}
    assert ends.count(old) > 5


@pytest.mark.parametrize("reason", ["network", "occupied", "packs", "missing", "copy"])
def test_what_cannot_be_is_refused_and_nothing_is_changed(
    desk: Desk, old: Path, new: Path, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:  # 4
    if reason == "network":
        monkeypatch.setattr(relocating, "is_on_network", lambda folder: folder == new)
    if reason == "occupied":
        (new / FILE_NAME).write_bytes(b"somebody else's")
    if reason == "packs":
        (new / f"{FILE_NAME}.packs").mkdir()
    if reason == "missing":
        new.rmdir()
    if reason == "copy":
        monkeypatch.setattr(relocating, "_use", lambda *_: (_ for _ in ()).throw(OSError("no locks here")))
    with pytest.raises(ProblemsFound) as found:
        desk.relocating.move(new)
    taken = "workspace-move-occupied"
    expected = {"network": "workspace-move-network", "occupied": taken, "packs": taken}
    assert codes(found) == [expected.get(reason, "workspace-not-moved")]
    assert not pointer_path(old).exists()
    left = {"occupied": [FILE_NAME], "packs": [f"{FILE_NAME}.packs"]}
    assert sorted(path.name for path in new.glob("*")) == left.get(reason, [])
    assert note_in(desk) == SENTENCE
    desk.start("再", "写")


def test_a_folder_that_cannot_be_written_is_refused(
    desk: Desk, new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # 4
    opened = Path.open

    def refuse_there(self: Path, *more: object, **named: object) -> object:
        if self.parent == new:
            raise PermissionError(13, "Permission denied")
        return opened(self, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "open", refuse_there)
    with pytest.raises(ProblemsFound) as found:
        desk.relocating.move(new)
    assert codes(found) == ["workspace-not-moved"]
    assert found.value.problems[0].fields["reason"] == "Permission denied"


def test_giving_up_in_the_middle_leaves_nothing(desk: Desk, old: Path, new: Path) -> None:  # 4
    class GivenUp(Exception):
        pass

    def give_up(_done: int, _of: int) -> None:
        raise GivenUp

    with pytest.raises(GivenUp):
        desk.relocating.move(new, give_up)
    assert list(new.iterdir()) == []
    assert not pointer_path(old).exists()
    assert note_in(desk) == SENTENCE


def test_an_encrypted_workspace_goes_with_its_key(desk: Desk, new: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # 5
    desk.care.set_passphrase("correct horse battery staple")
    moved = desk.relocating.move(new)  # without the words: it was open
    assert note_in(moved) == SENTENCE
    moved.close()
    assert SENTENCE.encode() not in (new / FILE_NAME).read_bytes()
    with pytest.raises(ProblemsFound) as found:
        open_at(new)
    assert codes(found) == ["workspace-locked"]
    again = open_at(new, words="correct horse battery staple")
    assert note_in(again) == SENTENCE
    again.close()


def test_a_place_that_is_not_there_is_named_and_nothing_new_is_begun(desk: Desk, old: Path, new: Path) -> None:  # 1
    desk.relocating.move(new).close()
    away = new.rename(new.with_name("unplugged"))
    with pytest.raises(ProblemsFound) as found:
        open_at(old)
    assert codes(found) == ["workspace-moved-missing"]
    assert not new.exists()
    pointer_path(old).unlink()
    back = open_at(old)
    assert note_in(back) == SENTENCE
    back.close()
    assert (away / FILE_NAME).exists()


def test_pointers_in_a_circle_come_to_an_end(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for here, there in ((one, two), (two, one)):
        pointer_path(here).write_bytes(relocating._pointer(there))
    assert follow(one) == (one, two)
    pointer_path(one).write_text('{"format": "riskassess-moved/1", "to": "relative"}')
    assert follow(one) == (one,)


def test_network_disks_are_told_by_their_kind() -> None:
    mounts = from_mountinfo(
        "36 35 98:0 / / rw,noatime master:1 - ext4 /dev/root rw\n"
        "37 36 0:45 / /mnt/our\\040share rw - cifs //server/share rw\n"
        "38 36 0:46 / /home/nfs rw shared:2 - nfs4 server:/home rw\n"
    )
    assert kind_of(Path("/mnt/our share/data"), mounts) == "cifs"
    assert kind_of(Path("/home/nfs"), mounts) == "nfs4"
    assert kind_of(Path("/mnt/our"), mounts) is None
    assert kind_of(Path("/home/someone"), mounts) is None
    mounts = from_mount("/dev/disk1 on / (apfs, local, journaled)\n//me@srv/x on /Volumes/x y (smbfs, nodev)\n")
    assert kind_of(Path("/Volumes/x y/z"), mounts) == "smbfs"
    assert kind_of(Path("/Users"), mounts) is None
