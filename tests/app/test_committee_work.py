"""The steps of a committee in child processes: from keys to closing, and what each refuses."""

from __future__ import annotations

import random
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from riskassess.app import child
from riskassess.app.committee_folder import (
    Collection,
    collections_in,
    expected_table,
    handed_out_files,
    new_collection,
    planned,
    refuse_other_files,
)
from riskassess.app.committee_work import CallWishes, ChildJob, CommitteeWork, Counts, Way, undo_mix
from riskassess.app.contributing import contribution_of, hand_over
from riskassess.exchange.tokens import new_token
from riskassess.problems import ProblemsFound
from riskassess.texts import Texts
from tests.exchange.calls import complete_answers, pack

PATIENCE = 120.0
WORDS = "correct horse battery"
NAME = "trial-2026-h2"
DAY = date(2026, 12, 1)


def done(job: ChildJob) -> object:
    ended = job.wait(PATIENCE)
    assert ended.state == "done", ended.problems
    return ended.found


def refused(job: ChildJob) -> list[str]:
    ended = job.wait(PATIENCE)
    assert ended.state == "failed", ended
    return [one.code for one in ended.problems]


@pytest.fixture
def work(tmp_path: Path) -> CommitteeWork:
    return CommitteeWork(tmp_path / "w.riskassess", "en")


@pytest.fixture
def at(tmp_path: Path) -> Collection:
    return new_collection(tmp_path / "committee", NAME)


@pytest.fixture(scope="session")
def keys_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys")  # a passphrase costs a second each time, on purpose
    done(CommitteeWork(folder / "w.riskassess", "en").make_keys(new_collection(folder / "committee", NAME), WORDS))
    return folder / "committee"


@pytest.fixture
def keyed(keys_once: Path, tmp_path: Path) -> Collection:
    shutil.copytree(keys_once, tmp_path / "committee")
    return Collection(tmp_path / "committee" / NAME)


def wishes(**more: object) -> CallWishes:
    table = expected_table(pack(), "en")
    values: dict[str, object] = {
        "title": "Trial",
        "contact": "committee@example.org",
        "opens": date(2020, 1, 1),
        "closes": date(2099, 1, 1),
        "heads": ("size", "mode", "industry"),
        "expected": dict.fromkeys(table.rows, 5),
        "pack": pack().id,
        **more,
    }
    return CallWishes(**values)  # type: ignore[arg-type]


def contribute(at: Collection, folder: Path, count: int) -> None:
    call = at.standing().call
    assert call is not None
    for seed in range(count):
        answers = complete_answers(random.Random(seed))
        made = contribution_of(call, pack(), answers, new_token(), 1, detailed=False, first=True)
        hand_over(made, folder, "en")


def test_from_keys_to_closing(work: CommitteeWork, at: Collection, tmp_path: Path) -> None:
    sheet = done(work.make_keys(at, WORDS))
    assert "AGE-SECRET-KEY-" in str(sheet)
    assert at.signing_key.parent == at.folder.parent
    assert refused(work.make_keys(at, WORDS)) == ["key-exists"]
    done(work.make_call(at, wishes(), WORDS))
    standing = at.standing()
    assert standing.call is not None
    assert (standing.call.id, standing.has_store, standing.is_published) == (NAME, False, False)
    assert refused(work.preview(at, Way(), DAY)) == ["desk-empty"]
    came, mixed = tmp_path / "came", tmp_path / "mixed"
    contribute(at, came, 25)
    files, left_out = done(work.mix(came, mixed, None, ""))  # type: ignore[misc]
    assert (files, len(left_out)) == (25, 50)  # receipts are left out and named
    (mixed / "other.age").write_bytes(b"nothing")
    assert refused(work.take_in(at, mixed, at.identity, None, "wrong")) == ["identity-not-opened"]
    assert refused(work.take_in(at, tmp_path / "gone", at.identity, None, WORDS)) == ["file-unreadable"]
    counts = done(work.take_in(at, mixed, at.identity, None, WORDS))
    assert counts == Counts({"new": 25}, {"not_opened": 1}, 25, 0, 0)
    assert done(work.count(at)) == Counts({}, {}, 25, 0, 0)
    preview = done(work.preview(at, Way(), DAY))
    assert not at.benchmark.exists()
    assert refused(work.publish(at, Way(), DAY, "wrong")) != []
    assert done(work.publish(at, Way(), DAY, WORDS)) == preview
    assert at.standing().is_published
    assert refused(work.preview(at, Way(), DAY)) == ["published-already"]
    gone = at.standing().goes
    assert gone[at.store] == 1
    assert gone[at.rejected] == 2
    done(work.close(at, [mixed, at.identity], unpublished=False))
    assert not at.store.exists()
    assert not mixed.exists()
    assert not at.identity.exists()
    assert at.benchmark.exists()


def test_a_passphrase_travels_by_standard_input_alone(
    work: CommitteeWork, at: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[tuple[object, object]] = []
    popen = subprocess.Popen

    def watched(arguments: list[str], **more: object) -> object:
        begun.append((arguments, more))
        return popen(arguments, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(child.subprocess, "Popen", watched)
    done(work.make_keys(at, WORDS))
    assert len(begun) == 1
    assert WORDS not in repr(begun)


def test_the_secret_stands_in_no_file_in_the_open(work: CommitteeWork, at: Collection) -> None:
    sheet = str(done(work.make_keys(at, WORDS)))
    secret = next(line for line in sheet.splitlines() if line.startswith("AGE-SECRET-KEY-"))
    done(work.make_call(at, wishes(), WORDS))
    files = [path for path in at.folder.parent.rglob("*") if path.is_file()]
    assert len(files) > 6
    for path in files:
        content = path.read_bytes()
        assert secret.encode() not in content, path
        assert WORDS.encode() not in content, path
    assert {path.name for path in at.handed_out.iterdir()} == {"call.json", "call.json.minisig", "committee.pub"}
    assert {one.name for one in handed_out_files(at)} == {path.name for path in at.handed_out.iterdir()}


def test_closing_without_having_published_must_be_meant(work: CommitteeWork, keyed: Collection) -> None:
    done(work.make_call(keyed, wishes(), WORDS))
    assert refused(work.close(keyed, [], unpublished=False)) == ["close-unpublished"]
    done(work.close(keyed, [], unpublished=True))


def test_all_that_is_wrong_with_a_call_comes_back_together(work: CommitteeWork, keyed: Collection) -> None:
    codes = refused(work.make_call(keyed, wishes(opens=date(2099, 1, 2), k=3, recipients=("age1nonsense",)), WORDS))
    assert {"call-ends-before-it-begins", "call-k-too-small", "recipient-malformed"} <= set(codes)
    assert not keyed.call.exists()


def test_tickets_are_drawn_once(work: CommitteeWork, keyed: Collection) -> None:
    done(work.make_call(keyed, wishes(tickets=True), WORDS))
    cards = done(work.draw_tickets(keyed, 3))
    assert str(cards).count("\f") == 2
    assert keyed.standing().has_tickets
    assert refused(work.draw_tickets(keyed, 3)) == ["tickets-exist"]


def test_a_collector_opens_a_layer_of_its_own_and_nothing_more(
    work: CommitteeWork, keyed: Collection, tmp_path: Path
) -> None:
    collector = new_collection(tmp_path / "collector", "keys")
    done(work.make_keys(collector, "another passphrase"))
    done(work.make_call(keyed, wishes(collector=collector.recipient.read_text().strip()), WORDS))
    came, mixed = tmp_path / "came", tmp_path / "mixed"
    contribute(keyed, came, 20)
    assert refused(work.mix(came, mixed, collector.identity, WORDS)) == ["identity-not-opened"]
    done(work.mix(came, mixed, collector.identity, "another passphrase"))
    assert done(work.take_in(keyed, mixed, keyed.identity, None, WORDS)) == Counts({"new": 20}, {}, 20, 0, 0)


def test_a_cancelled_mixing_leaves_nothing(work: CommitteeWork, tmp_path: Path) -> None:
    target = tmp_path / "mixed"
    target.mkdir()
    (target / "one.age").write_bytes(b"half")
    job = work.mix(tmp_path, target, None, "")
    job.cancel()
    assert job.wait(PATIENCE).state == "cancelled"
    undo_mix(target)
    assert list(target.iterdir()) == []


def test_names_of_collections(tmp_path: Path) -> None:
    for name in ("", "..", "A", "a/b", "-a", "a" * 41, "征集"):
        with pytest.raises(ProblemsFound) as found:
            new_collection(tmp_path, name)
        assert found.value.problems[0].code == "collection-name"
    new_collection(tmp_path, "a-1")
    with pytest.raises(ProblemsFound) as found:
        new_collection(tmp_path, "a-1")
    assert found.value.problems[0].code == "collection-exists"
    new_collection(tmp_path, "b.2")
    assert [one.name for one in collections_in(tmp_path)] == ["b.2", "a-1"]


def test_the_expected_table_speaks_the_words_of_the_questionnaire_and_plans_a_partition() -> None:
    for language in ("zh", "en"):
        table = expected_table(pack(), language)
        assert len(table.heads) == len(next(iter(table.rows)))
        assert all(all(words) for words in table.rows.values())
    groups, problems = planned(pack(), dict.fromkeys(expected_table(pack(), "en").rows, 10))
    assert len(groups) > 1
    assert problems == ()


def test_a_folder_with_other_things_is_not_removed(tmp_path: Path) -> None:
    (tmp_path / "a.age").write_bytes(b"")
    refuse_other_files(tmp_path)
    (tmp_path / "holiday.jpg").write_bytes(b"")
    with pytest.raises(ProblemsFound) as found:
        refuse_other_files(tmp_path)
    (told,) = found.value.problems
    assert told.code == "close-other-files"
    assert all(Texts("zh").problem(told))
