"""Contributions out of a workspace: one code a client and call, whatever happens; forgotten when it is over."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from riskassess.app.assessments import Desk, OpenAssessment
from riskassess.app.handing_in import Before, Finished, HandingIn
from riskassess.app.installing import Packs
from riskassess.exchange.call import call_files
from riskassess.exchange.sealing import identity_from, unseal
from riskassess.exchange.tokens import code_of, new_token, token_of
from riskassess.problems import ProblemsFound
from riskassess.questionnaire.signing.minisign import public_key_text
from riskassess.questionnaire.signing.secret_keys import new_secret_key
from riskassess.whole_file import write_whole_together
from tests.exchange.calls import call, keys, write_call

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
CLOSES = date(2027, 1, 31)
FIRST = Before()


class Clock:
    now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    opened = Desk.open(tmp_path / "w.riskassess", clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def asked(desk: Desk, tmp_path: Path) -> Path:
    folder = tmp_path / "call"
    folder.mkdir()
    path = write_call(folder, call(closes=CLOSES))
    Packs(desk.path).trust(folder / "committee.pub")
    return path


def finished(desk: Desk, client: str) -> OpenAssessment:
    made = desk.open_sample()
    made.describe(client=client, project="Plant", uscc="")
    made.finish("A", "B")
    return made


def candidate(desk: Desk, client: str) -> Finished:
    return next(one for one in desk.handing_in.candidates() if one.client == client)


def made_by(handing_in: HandingIn, asked: Path, one: Finished, out: Path, before: Before = FIRST) -> str:
    """Contribute and return the code."""
    return handing_in.hand_over(
        handing_in.prepare(handing_in.open_call(asked), one, before, detailed=False), out, "en"
    ).code


def serials(out: Path) -> list[int]:
    identity = identity_from(keys()[0])
    return sorted(json.loads(unseal(path.read_bytes(), identity))["serial"] for path in out.glob("*.age"))


def refused(do: Callable[[], object]) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        do()
    return [one.code for one in found.value.problems]


def test_finished_assessments_are_offered_and_the_newest_revision_alone(desk: Desk) -> None:
    desk.open_sample()
    first = finished(desk, "Acme")
    second = first.revise()
    assert [one.assessment_id for one in desk.handing_in.candidates()] == [first.id]
    second.finish("A", "B")
    assert [one.assessment_id for one in desk.handing_in.candidates()] == [second.id]


def test_the_stamp_tells_that_something_was_written(desk: Desk, tmp_path: Path) -> None:
    before = desk.handing_in.stamp()
    desk.handing_in.candidates()
    assert desk.handing_in.stamp() == before
    finished(desk, "Acme")
    after = desk.handing_in.stamp()
    assert after != before
    second = Desk.open(tmp_path / "w.riskassess")
    assert second.read_only
    seen = second.handing_in.stamp()
    finished(desk, "Bolt")
    assert second.handing_in.stamp() != seen
    second.close()


def test_a_client_keeps_its_code_and_others_have_others(desk: Desk, asked: Path, tmp_path: Path) -> None:
    for client in ("Acme", "Bolt"):
        finished(desk, client)
    out, handing_in = tmp_path / "out", desk.handing_in
    first = made_by(handing_in, asked, candidate(desk, "Acme"), out)
    assert made_by(handing_in, asked, candidate(desk, "Acme"), out) == first
    assert made_by(handing_in, asked, candidate(desk, "Bolt"), out) != first
    assert serials(out) == [1, 1, 2]
    assert {(one.client, one.serial) for one in handing_in.made()} == {("Acme", 2), ("Bolt", 1)}


def test_another_signing_key_of_the_same_call_changes_no_code(desk: Desk, asked: Path, tmp_path: Path) -> None:
    finished(desk, "Acme")
    first = made_by(desk.handing_in, asked, candidate(desk, "Acme"), tmp_path / "out")
    renewed, again = new_secret_key(), tmp_path / "again" / "call.json"
    again.parent.mkdir()
    write_whole_together(call_files(again, call(closes=CLOSES), renewed))
    (tmp_path / "new.pub").write_text(public_key_text(renewed.public_key("new")))
    assert refused(lambda: desk.handing_in.open_call(again)) == ["signature-key-unknown"]
    Packs(desk.path).trust(tmp_path / "new.pub")
    assert made_by(desk.handing_in, again, candidate(desk, "Acme"), tmp_path / "out") == first


def test_a_restored_backup_keeps_the_code_and_takes_a_higher_number(desk: Desk, asked: Path, tmp_path: Path) -> None:
    finished(desk, "Acme")
    out = tmp_path / "out"
    first = made_by(desk.handing_in, asked, candidate(desk, "Acme"), out)
    backup = desk.care.back_up()
    made_by(desk.handing_in, asked, candidate(desk, "Acme"), out)
    desk.care.restore(backup.path)
    assert made_by(desk.handing_in, asked, candidate(desk, "Acme"), out, Before(serial=5)) == first
    assert serials(out) == [1, 2, 5]
    assert refused(lambda: made_by(desk.handing_in, asked, candidate(desk, "Acme"), out, Before(serial=5))) == [
        "contribution-serial-used"
    ]


def test_a_code_from_elsewhere_is_remembered_for_its_client_and_for_no_other(
    desk: Desk, asked: Path, tmp_path: Path
) -> None:
    for client in ("Acme", "Bolt"):
        finished(desk, client)
    out, code = tmp_path / "out", code_of(new_token())
    assert made_by(desk.handing_in, asked, candidate(desk, "Acme"), out, Before(code=code, serial=3)) == code
    assert desk.handing_in.made()[0].token == token_of(code)
    stolen = Before(code=code, serial=4)
    assert refused(lambda: made_by(desk.handing_in, asked, candidate(desk, "Bolt"), out, stolen)) == [
        "contribution-code-of-another"
    ]
    assert serials(out) == [3]


def test_a_withdrawal_is_remembered_and_can_be_taken_back_itself(desk: Desk, asked: Path, tmp_path: Path) -> None:
    finished(desk, "Acme")
    one, out, handing_in = candidate(desk, "Acme"), tmp_path / "out", desk.handing_in
    read = handing_in.open_call(asked)
    assert refused(lambda: handing_in.prepare_withdrawal(read, one.client_id, Before())) == ["withdrawal-of-nothing"]
    first = made_by(handing_in, asked, one, out)
    gone = handing_in.prepare_withdrawal(read, one.client_id, Before())
    assert handing_in.hand_over(gone, out, "en").code == first
    assert handing_in.made()[0].withdrawn
    assert made_by(handing_in, asked, one, out) == first
    assert not handing_in.made()[0].withdrawn
    assert serials(out) == [1, 2, 3]


def test_what_is_over_is_forgotten_and_no_longer_taken(desk: Desk, asked: Path, tmp_path: Path, clock: Clock) -> None:
    finished(desk, "Acme")
    made_by(desk.handing_in, asked, candidate(desk, "Acme"), tmp_path / "out")
    clock.now = datetime(CLOSES.year, CLOSES.month, CLOSES.day, 9, tzinfo=UTC)
    assert len(desk.handing_in.made()) == 1
    clock.now += timedelta(days=1)
    assert desk.handing_in.made() == ()
    assert refused(lambda: desk.handing_in.open_call(asked)) == ["call-not-open"]
    clock.now = NOW
    assert desk.handing_in.made() == (), "it is gone, not hidden"
