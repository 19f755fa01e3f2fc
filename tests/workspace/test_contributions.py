"""Contributions in the file: one code stands for one enterprise, and goes with it or with the end of the call."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from riskassess.app.assessments import Desk
from riskassess.app.packs import Shelf
from riskassess.problems import ProblemsFound
from riskassess.workspace.contributions import (
    StoredContribution,
    client_of,
    forget_closed,
    list_contributions,
    read_contribution,
    write_contribution,
)
from riskassess.workspace.edits import Stamp
from tests.app.small_pack import small_pack

AT = datetime(2026, 12, 1, 9, tzinfo=UTC)
STAMP = Stamp("t", AT)
CLOSES = date(2026, 12, 31)


@pytest.fixture
def desk(tmp_path: Path):
    opened = Desk.open(tmp_path / "workspace.riskassess", shelf=Shelf.holding(small_pack()), who="t")
    yield opened
    opened.close()


def contribution(desk: Desk, client: str, token: str = "0f" * 16) -> StoredContribution:
    number = desk.start(client, "一").id
    with desk._workspace.reading() as connection:
        client_id = client_of(connection, number)
    assert client_id is not None
    return StoredContribution(
        client_id, "some/2026", {"zh": "某", "en": "Some"}, CLOSES, token, 1, ("SEA-1", "AIR-1"), True, False, "ab" * 32
    )


def write(desk: Desk, *stored: StoredContribution) -> None:
    with desk._workspace.writing() as connection:
        for one in stored:
            write_contribution(connection, one, STAMP)


def test_what_was_written_is_read(desk: Desk) -> None:
    stored = contribution(desk, "甲")
    write(desk, stored)
    with desk._workspace.reading() as connection:
        expected = replace(stored, changed_at=AT, client="甲")
        assert read_contribution(connection, stored.client_id, stored.call) == expected
        assert list_contributions(connection) == (expected,)
        assert list_contributions(connection, stored.client_id + 1) == ()


def test_a_correction_takes_the_place_and_needs_a_higher_number(desk: Desk) -> None:
    stored = contribution(desk, "甲")
    write(desk, stored, replace(stored, serial=2, withdrawn=True, answers_sha256=None))
    with pytest.raises(ProblemsFound) as found:
        write(desk, replace(stored, serial=2))
    assert [one.code for one in found.value.problems] == ["contribution-serial-used"]
    with desk._workspace.reading() as connection:
        (kept,) = list_contributions(connection)
    assert (kept.serial, kept.withdrawn) == (2, True)


def test_one_code_is_one_enterprise(desk: Desk) -> None:
    write(desk, contribution(desk, "甲"))
    with pytest.raises(ProblemsFound) as found:
        write(desk, contribution(desk, "乙"))
    assert [one.code for one in found.value.problems] == ["contribution-code-of-another"]
    assert found.value.problems[0].fields["client"] == "甲"


def test_it_is_forgotten_when_the_call_is_over(desk: Desk) -> None:
    write(desk, contribution(desk, "甲"))
    with desk._workspace.writing() as connection:
        assert forget_closed(connection, CLOSES) == 0  # the last day is inside
        assert forget_closed(connection, date(2027, 1, 1)) == 1
        assert list_contributions(connection) == ()


@pytest.mark.parametrize("whole_client", [True, False])
def test_it_goes_with_its_client(desk: Desk, whole_client: bool) -> None:
    mine, other = contribution(desk, "甲"), contribution(desk, "乙", "f0" * 16)
    write(desk, mine, other)
    backup = desk.care.back_up().path
    assert mine.token.encode() in backup.read_bytes()
    number = next(card.assessment_id for card in desk.cards() if card.client == "甲")
    desk.remove(number, whole_client=whole_client)
    with desk._workspace.reading() as connection:
        assert [one.client for one in list_contributions(connection)] == ["乙"]
    backups = b"".join(path.read_bytes() for path in backup.parent.iterdir())
    assert mine.token.encode() not in backups and other.token.encode() in backups
    kept = desk.path.read_bytes() + desk.path.with_name(desk.path.name + "-wal").read_bytes()
    assert mine.token.encode() not in kept and other.token.encode() in kept
