"""Publishing: what may be said of one call, and of one call after another.

1. Parts are disjoint, leave nobody out, and have at least k; below 100 the whole alone. 2. Sizes are classes, shares
multiples of 5 from 5 to 95, quartiles bands of ten. 3. One call once, nothing within six months. 4. A part whose size
moved by less than k keeps its figures, dated. 5. Nothing of fewer than k is in any byte. 6. Closing leaves no token.
"""

from __future__ import annotations

import json
import os
import signal
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskassess.app import publishing
from riskassess.app.publishing import close_call, history_path, publish_call
from riskassess.assessment.core import core_domains
from riskassess.committee.figures import quartile_bands, rounded_share, size_class
from riskassess.committee.partition import parts_of, size_of
from riskassess.committee.publication import Publication, publish
from riskassess.committee.store import Row, row_of
from riskassess.exchange.call import Call, call_files
from riskassess.exchange.submission import Submission
from riskassess.problems import ProblemsFound
from riskassess.questionnaire.signing.minisign import read_signature, verify
from riskassess.questionnaire.signing.secret_keys import secret_key_text
from riskassess.whole_file import write_whole_together
from tests.committee.desks import CORE, put, some, store, taken
from tests.exchange.calls import call, pack, public_key, signer, write_call

DAY = date(2027, 1, 10)
LATER = date(2027, 8, 1)


def rows(submissions: list[Submission]) -> list[Row]:
    return [row_of(submission, CORE) for submission in submissions]


def published(submissions: list[Submission], asked: Call | None = None, **more: object) -> Publication:
    values: dict[str, object] = {"history": (), "day": DAY, **more}
    return publish(asked or call(), pack(), rows(submissions), **values)  # type: ignore[arg-type]


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_parts_are_a_partition_of_at_least_k(data: st.DataObject) -> None:  # 1
    groups = call().groups
    sizes = {group.id: data.draw(st.integers(0, 60)) for group in groups}
    parts = parts_of(groups, sizes, 20)
    assert Counter(g.id for part in parts for g in part) == Counter(g.id for g in groups)
    assert len(parts) == 1 or all(size_of(part, sizes) >= 20 for part in parts)


def test_a_small_group_goes_to_its_sibling() -> None:  # 1
    groups = call().groups
    small = groups[0]
    sizes = {group.id: 50 for group in groups} | {small.id: 19}
    (merged,) = (part for part in parts_of(groups, sizes, 20) if small in part)
    assert len(merged) == 2
    first, second = (tuple(group.when.items()) for group in merged)
    assert first[:-1] == second[:-1]


@given(st.integers(20, 10_000))
def test_a_class_holds_its_size_and_doubles(size: int) -> None:  # 2
    low, high = size_class(size, 20)
    assert low <= size <= high == 2 * low - 1


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_share_is_the_nearest_five_and_never_none_or_all(part: int, more: int) -> None:  # 2
    whole = part + more
    share = rounded_share(part, whole)
    assert share % 5 == 0 and 5 <= share <= 95
    if 5 <= 100 * part / whole <= 95:
        assert abs(share - 100 * part / whole) <= 2.5 + 0.5


@given(st.lists(st.integers(0, 9), min_size=1, max_size=99))
def test_a_quartile_has_its_share_at_or_below(bands: list[int]) -> None:  # 2
    for name, quarter in (("p25", 0.25), ("p50", 0.5), ("p75", 0.75)):
        found = quartile_bands(bands)[name]
        assert sum(band <= found for band in bands) >= quarter * len(bands) > sum(band < found for band in bands)


def test_below_a_hundred_only_the_whole_is_shown() -> None:  # 1
    assert len(published(some(99)).benchmark["parts"]) == 1
    assert len(published(some(400)).benchmark["parts"]) > 1
    with pytest.raises(ProblemsFound, match="publish-too-few"):
        published(some(19))


def test_figures_are_those_of_the_rows() -> None:
    submissions = some(400)
    benchmark = published(submissions).benchmark
    domain = core_domains(pack())[0].id
    assert benchmark["whole"]["domains"][domain] == quartile_bands(s.domains[domain] for s in submissions)
    for part in benchmark["parts"]:
        own = [s.domains[domain] for s in submissions if s.group in part["groups"]]
        assert part["domains"][domain] == quartile_bands(own)
        assert part["size"][0] <= len(own) <= part["size"][1]


def test_detailed_senders_count_like_others() -> None:
    same = dict.fromkeys(CORE, 5)
    detailed = [replace(s, domains={}, marks={}, levels=same) for s in some(200, 3)]
    benchmark = published(detailed).benchmark
    assert set(benchmark["whole"]["below_target"].values()) == {5}
    assert all(q == {"p25": 9, "p50": 9, "p75": 9} for q in benchmark["whole"]["domains"].values())


def test_one_call_once_and_half_a_year_apart() -> None:  # 3
    first = published(some(150))
    with pytest.raises(ProblemsFound, match="published-already"):
        published(some(200), history=(first.entry,), day=date(2030, 1, 1))
    other = call(id="trial/2027-h1")
    with pytest.raises(ProblemsFound, match="publish-too-soon"):
        published(some(200), other, history=(first.entry,), day=date(2027, 7, 9))
    assert published(some(200), other, history=(first.entry,), day=date(2027, 7, 10)).benchmark


@pytest.mark.parametrize("joiners", [1, 3, 5, 10])
def test_a_few_joiners_change_nothing_that_is_shown(joiners: int) -> None:  # 4
    group = call().groups[0].id
    before = some(400)
    first = published(before)
    after = [*before, *some(joiners, 77, group)]
    second = published(after, call(id="trial/2027-h1"), history=(first.entry,), day=LATER)
    for name in ("whole", "parts"):
        assert second.benchmark[name] == first.benchmark[name]
    many = published([*before, *some(40, 78, group)], call(id="trial/2027-h1"), history=(first.entry,), day=LATER)
    assert many.benchmark["whole"]["as_of"] == LATER.isoformat()
    assert {part["as_of"] for part in many.benchmark["parts"]} == {DAY.isoformat(), LATER.isoformat()}


def test_slow_growth_is_noticed_once_it_reaches_k() -> None:  # 4
    submissions, history = some(400), list[dict[str, object]]()
    shown: list[str] = []
    for number in range(4):
        day = date(2027 + number, 1, 10)
        done = published(submissions[: 370 + 8 * number], call(id=f"trial/{number}"), history=history, day=day)
        history.append(done.entry)
        shown.append(done.benchmark["whole"]["as_of"])
    assert shown == ["2027-01-10", "2027-01-10", "2027-01-10", "2030-01-10"]


def test_no_size_below_k_and_no_token_is_in_the_bytes() -> None:  # 5
    lone = call().groups[0].id
    submissions = [*some(300, 5, call().groups[1].id), *some(3, 6, lone)]
    benchmark = published(submissions).benchmark
    assert all(part["groups"] != [lone] for part in benchmark["parts"])
    assert all(part["size"][0] >= 20 for part in benchmark["parts"])
    text = json.dumps(benchmark)
    assert not any(s.token in text for s in submissions)
    assert "300" not in text and "303" not in text


def test_a_desk_is_published_and_closed(tmp_path: Path) -> None:  # 6
    call_path, desk = write_call(tmp_path), tmp_path / "desks" / "one"
    (tmp_path / "desks").mkdir()
    (tmp_path / "key").write_text(secret_key_text(signer(), ""))
    submissions = some(150)
    put(tmp_path / "in", submissions)
    (tmp_path / "in" / "noise").write_bytes(b"noise")
    taken(tmp_path / "in", desk)
    with pytest.raises(ProblemsFound, match="close-unpublished"):
        close_call(call_path, desk, (), tmp_path / "committee.pub")
    out = tmp_path / "desks" / "benchmark.json"
    publish_call(call_path, desk, tmp_path / "key", "", out, DAY, tmp_path / "committee.pub")
    signature = read_signature(out.with_name("benchmark.json.minisig"))
    verify(out.read_bytes(), signature, public_key())
    assert signature.comment.endswith(f"benchmark {call().id} 2027-01-10")
    before = out.read_bytes()
    assert close_call(call_path, desk, (tmp_path / "in",), tmp_path / "committee.pub") >= 153
    assert out.read_bytes() == before and history_path(desk).exists()
    left = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    for submission in submissions:
        assert bytes.fromhex(submission.token) not in left and submission.token.encode() not in left


def test_a_damaged_list_of_publications_stops_publishing(tmp_path: Path) -> None:
    call_path, desk = write_call(tmp_path), tmp_path / "desks" / "one"
    desk.mkdir(parents=True)
    (tmp_path / "key").write_text(secret_key_text(signer(), ""))
    arguments = (call_path, desk, tmp_path / "key", "", tmp_path / "b.json", DAY, tmp_path / "committee.pub")
    with pytest.raises(ProblemsFound, match="desk-empty"):
        publish_call(*arguments)
    store(desk).take(rows(some(50)))
    for content in ("", "[]", "{}", '{"format": "other"}'):
        history_path(desk).write_text(content)
        with pytest.raises(ProblemsFound, match="publications-malformed"):
            publish_call(*arguments)
    assert not (tmp_path / "b.json").exists()


def test_closing_refuses_what_is_not_there(tmp_path: Path) -> None:
    call_path, desk = write_call(tmp_path), tmp_path / "one"
    store(desk).take(rows(some(5)))
    with pytest.raises(ProblemsFound, match="close-not-there"):
        close_call(call_path, desk, (tmp_path / "nothing",), tmp_path / "committee.pub", unpublished=True)
    assert (desk / "submissions.sqlite").exists()
    write_whole_together(call_files(tmp_path / "other.json", call(id="other"), signer()))
    with pytest.raises(ProblemsFound, match="store-of-another-call"):
        close_call(tmp_path / "other.json", desk, (), tmp_path / "committee.pub", unpublished=True)
    assert close_call(call_path, desk, (), tmp_path / "committee.pub", unpublished=True) == 1


@pytest.mark.skipif(os.name == "nt", reason="no SIGINT to one process there")
def test_a_benchmark_and_its_entry_are_written_together_whatever_key_is_pressed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # 3
    call_path, desk = write_call(tmp_path), tmp_path / "desks" / "one"
    desk.mkdir(parents=True)
    (tmp_path / "key").write_text(secret_key_text(signer(), ""))
    store(desk).take(rows(some(50)))

    def pressed(files: dict[Path, bytes]) -> None:
        for path, content in files.items():
            os.kill(os.getpid(), signal.SIGINT)
            path.write_bytes(content)

    monkeypatch.setattr(publishing, "write_whole_together", pressed)
    publish_call(call_path, desk, tmp_path / "key", "", tmp_path / "b.json", DAY, tmp_path / "committee.pub")
    assert (tmp_path / "b.json").exists() and history_path(desk).exists()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
