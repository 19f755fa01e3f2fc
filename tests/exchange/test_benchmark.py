"""Reading a benchmark: the signature first, then the form, then what the form cannot say; every fault in one run."""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskassess.assessment import score
from riskassess.assessment.standing import standing
from riskassess.assessment.values import Benchmark
from riskassess.committee.publication import Showing, publish
from riskassess.committee.store import row_of
from riskassess.exchange.benchmark import check_against_packs, group_of, read_benchmark, refuse_expired
from riskassess.exchange.call import group_of as group_of_call
from riskassess.exchange.signed_file import load_signed, signature_path, signed_files
from riskassess.problems import ProblemsFound
from riskassess.questionnaire.signing.secret_keys import new_secret_key
from riskassess.whole_file import write_whole_together
from tests.committee.desks import CORE, some
from tests.exchange.benchmarks import PUBLISHED, benchmark_data, write_benchmark
from tests.exchange.calls import call, complete_answers, pack, public_key, signer

SAMPLE = complete_answers(random.Random(4))


def read(path: Path) -> Benchmark:
    return read_benchmark(load_signed(path), (public_key(),))[0]


def codes(do: Callable[[], object]) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        do()
    return [one.code for one in found.value.problems]


def test_what_a_committee_publishes_is_read(tmp_path: Path) -> None:
    data = benchmark_data()
    benchmark, signer = read_benchmark(load_signed(write_benchmark(tmp_path)), (public_key(),))
    assert signer == public_key()
    assert (benchmark.call, benchmark.published, benchmark.warnings) == (call().id, PUBLISHED, ("open-collection",))
    assert [part.groups for part in benchmark.parts] == [tuple(part["groups"]) for part in data["parts"]]
    assert list(benchmark.whole.size) == data["whole"]["size"]
    name, quartiles = next(iter(data["parts"][0]["domains"].items()))
    assert benchmark.parts[0].domains[name].p50 == quartiles["p50"]
    assert list(check_against_packs(benchmark, (pack(),), "b.json")) == []


@pytest.mark.parametrize("count", [20, 99, 150])
def test_few_are_read_as_well(tmp_path: Path, count: int) -> None:
    benchmark = read(write_benchmark(tmp_path, benchmark_data(count)))
    assert list(check_against_packs(benchmark, (pack(),), "b.json")) == []


def test_an_enterprise_finds_the_group_that_it_contributes_to(tmp_path: Path) -> None:
    benchmark = read(write_benchmark(tmp_path))
    for seed in range(20):
        profile = complete_answers(random.Random(seed)).profile
        assert group_of(benchmark, pack(), profile) == group_of_call(call(), pack(), profile).id
    assert group_of(benchmark, pack(), {}) is None


def test_it_is_not_read_unsigned_altered_or_signed_by_somebody_else(tmp_path: Path) -> None:
    path = write_benchmark(tmp_path)
    content = path.read_bytes()
    path.write_bytes(content.replace(b'"p25": 1', b'"p25": 2', 1))
    assert path.read_bytes() != content
    assert codes(lambda: read(path)) == ["signature-wrong"]
    write_benchmark(tmp_path, key=new_secret_key())
    assert codes(lambda: read(path)) == ["signature-key-unknown"]
    signature_path(path).unlink()
    assert codes(lambda: read(path)) == ["signature-missing"]


def test_nothing_is_read_of_it_before_the_signature_holds(tmp_path: Path) -> None:
    path = write_benchmark(tmp_path, {"format": "another"}, title="x")
    path.write_bytes(path.read_bytes() + b" ")
    assert codes(lambda: read(path)) == ["signature-wrong"]


def test_an_older_signature_does_not_pass_for_this_one(tmp_path: Path) -> None:
    path = write_benchmark(tmp_path, title="benchmark trial/2026-h2 2026-01-10")
    assert codes(lambda: read(path)) == ["signature-of-other-content"]


def change_part(**more: Any) -> Callable[[dict[str, Any]], object]:
    return lambda data: data["parts"][0].update(more)


def swap_quartiles(data: dict[str, Any]) -> None:
    next(iter(data["whole"]["domains"].values())).update(p25=9, p75=0)


def below_k(data: dict[str, Any]) -> None:
    data["parts"][0]["size"] = [10, 19]


WRONG: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "format": (lambda d: d.update(format="riskassess-benchmark/2"), "format-unknown"),
    "missing": (lambda d: d.pop("whole"), "key-missing"),
    "unknown": (lambda d: d.update(budget=1), "key-unknown"),
    "fraction": (lambda d: d["whole"]["readiness"].update(p25=1.0), "value-not-integer"),
    "boolean": (lambda d: d["whole"]["readiness"].update(p25=True), "value-not-integer"),
    "band": (lambda d: d["whole"]["readiness"].update(p75=10), "value-too-large"),
    "share": (lambda d: d["whole"]["grades"].update(A=7), "value-not-allowed"),
    "k": (lambda d: d.update(k=9), "value-too-small"),
    "day": (lambda d: d.update(published="2027-02-30"), "date-invalid"),
    "quartiles": (swap_quartiles, "benchmark-quartiles-disordered"),
    "below k": (below_k, "benchmark-size-wrong"),
    "later figures": (change_part(as_of="2027-02-01"), "benchmark-day-wrong"),
    "group twice": (lambda d: d["parts"].append(d["parts"][0]), "benchmark-group-twice"),
    "group unknown": (lambda d: d["parts"][0]["groups"].append("nobody"), "benchmark-group-unknown"),
    "group left out": (lambda d: d["parts"].pop(), "benchmark-group-left-out"),
    "same group": (lambda d: d["groups"].append(d["groups"][0]), "item-repeated"),
    "domains": (lambda d: d["parts"][0]["domains"].popitem(), "benchmark-names-differ"),
}

NOISE = {
    "by": "OpenDP",
    "epsilon": 1.0,
    "tables": [
        {"table": "whole/domains", "epsilon": 0.75, "scale": 4.0},
        {"table": "parts", "epsilon": 0.25, "scale": 4},
    ],
    "earlier": [{"call": "trial/2026-h1", "epsilon": 0.5}],
    "spent": 1.5,
}


def share_between(data: dict[str, Any]) -> None:
    data["parts"][0].update(step=10, grades=dict.fromkeys(data["whole"]["grades"], 15))


WRONG |= {
    "step": (share_between, "benchmark-share-between-steps"),
    "no step": (lambda d: d["parts"][0].update(below_target={}), "key-missing"),
    "budget": (lambda d: d.update(noise={**NOISE, "spent": 1.25}), "benchmark-budget-wrong"),
    "epsilon": (lambda d: d.update(noise={**NOISE, "epsilon": 2.0}), "benchmark-budget-wrong"),
    "no noise": (lambda d: d.update(noise={**NOISE, "epsilon": 0}), "value-not-above"),
}


def test_noise_and_shares_of_parts_are_read_where_a_committee_chose_them(tmp_path: Path) -> None:
    def change(data: dict[str, Any]) -> None:
        part = data["parts"][0]
        part.update(step=25, grades=dict.fromkeys(data["whole"]["grades"], 25), below_target={})
        data["withheld"].append({"groups": data["parts"][1]["groups"], "why": "shares-too-few"})
        data.update(noise=NOISE, warnings=["open-collection", "shares-per-group"])

    benchmark = read(write_benchmark(tmp_path, benchmark_data(400, change)))
    assert (benchmark.noise, benchmark.warnings[1]) == (1.0, "shares-per-group")


@pytest.mark.parametrize("name", WRONG)
def test_a_signed_one_that_is_wrong_is_refused(tmp_path: Path, name: str) -> None:
    change, code = WRONG[name]
    assert code in codes(lambda: read(write_benchmark(tmp_path, benchmark_data(400, change))))


def test_all_that_is_wrong_is_said_together(tmp_path: Path) -> None:
    def change(data: dict[str, Any]) -> None:
        swap_quartiles(data)
        below_k(data)
        data["parts"].pop()

    found = codes(lambda: read(write_benchmark(tmp_path, benchmark_data(400, change))))
    assert {"benchmark-quartiles-disordered", "benchmark-size-wrong", "benchmark-group-left-out"} <= set(found)


def test_a_group_that_is_said_to_be_withheld_needs_no_part(tmp_path: Path) -> None:
    def change(data: dict[str, Any]) -> None:
        data["withheld"].append({"groups": data["parts"].pop()["groups"], "why": "too-few"})

    assert read(write_benchmark(tmp_path, benchmark_data(400, change))).parts


def test_keys_twice_and_not_a_number_are_refused(tmp_path: Path) -> None:
    from riskassess.whole_file import write_whole

    for old, new, code in (('"k": 20', '"k": 20, "k": 20', "key-repeated"), ('"k": 20', '"k": NaN', "json-syntax")):
        path = write_benchmark(tmp_path)
        content = path.read_text(encoding="utf-8").replace(old, new).encode()
        write_whole(path, content)
        write_whole(signature_path(path), signer().sign(content, "x\thashed\ty", "y").encode())
        assert codes(lambda p=path: read(p)) == [code]


def test_it_expires_two_years_after_it_was_published(tmp_path: Path) -> None:
    benchmark = read(write_benchmark(tmp_path))
    assert benchmark.expires == date(2029, 1, 10)
    refuse_expired(benchmark, benchmark.expires, "b.json")
    assert codes(lambda: refuse_expired(benchmark, benchmark.expires + timedelta(1), "b.json")) == ["benchmark-expired"]
    assert replace(benchmark, published=date(2028, 2, 29)).expires == date(2030, 2, 28)


def test_it_is_held_to_the_questionnaire_that_it_compares(tmp_path: Path) -> None:
    benchmark = read(write_benchmark(tmp_path))

    def found(**more: Any) -> list[str]:
        return [one.code for one in check_against_packs(replace(benchmark, **more), (pack(),), "b.json")]

    major, minor, _ = pack().version.split(".")
    assert found(version=f"{major}.{minor}.99") == []
    assert found(questionnaire="other") == ["benchmark-of-unknown-questionnaire"]
    assert found(version=f"{major}.{int(minor) + 1}.0") == ["benchmark-of-another-version"]
    assert found(version=f"{int(major) + 1}.{minor}.0") == ["benchmark-of-another-version"]
    assert found(grades={"Z": 5}) == ["benchmark-names-differ"]
    assert found(below_target={"NO-01": 5}) == ["benchmark-questions-unknown"]
    assert "groups-incomplete" in found(groups=benchmark.groups[1:])
    assert "groups-overlap" in found(groups=(*benchmark.groups, replace(benchmark.groups[0], id="again")))


def test_its_schema_is_what_is_published() -> None:
    import jsonschema

    from riskassess.questionnaire.schemas import schema

    jsonschema.validate(json.loads(json.dumps(benchmark_data(150))), schema("benchmark"))


def paths_of(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    children = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(found for key, value in children for found in paths_of(value, (*path, key)))]


ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=5),
    st.lists(st.integers(0, 9), max_size=3),
    st.dictionaries(st.text(max_size=3), st.integers(0, 9), max_size=3),
)


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_whatever_stands_where_it_does_not_belong_ends_as_problems(data: st.DataObject) -> None:
    whole = benchmark_data(150)
    *above, last = data.draw(st.sampled_from(paths_of(whole)[1:]))
    target: Any = whole
    for key in above:
        target = target[key]
    if data.draw(st.booleans()):
        target[last] = data.draw(ODD)
    elif isinstance(target, dict):
        target[data.draw(st.text(max_size=4))] = target.pop(last)
    else:
        target.append(target[last])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "benchmark.json"
        title = f"benchmark {whole.get('call')} {whole.get('published')}"
        write_whole_together(signed_files(path, whole, title, signer()))
        try:
            benchmark = read(path)
        except ProblemsFound as found:
            assert all(one.place.file for one in found.problems)
        else:
            assert all(problem.code for problem in check_against_packs(benchmark, (pack(),), "b.json"))
            group = next(iter(benchmark.groups)).id
            found = standing(pack(), SAMPLE, score(pack(), SAMPLE), benchmark, group)
            assert found.size[0] >= benchmark.k


def test_a_gigabyte_of_nothing_is_refused_in_no_time(tmp_path: Path) -> None:
    path = write_benchmark(tmp_path)
    with path.open("r+b") as file:
        file.truncate(2**30)
    assert codes(lambda: read(path)) == ["signature-wrong"]
    with signature_path(path).open("r+b") as file:
        file.truncate(2**30)
    assert codes(lambda: read(path)) == ["signature-malformed"]


def test_a_file_cut_short_or_with_one_bit_flipped_is_refused(tmp_path: Path) -> None:
    path = write_benchmark(tmp_path)
    content = path.read_bytes()
    for spoilt in (b"", content[:-1], content[: len(content) // 2], bytes([content[0] ^ 1]) + content[1:]):
        path.write_bytes(spoilt)
        assert codes(lambda: read(path)) == ["signature-wrong"]


def test_shares_of_parts_as_a_committee_publishes_them_are_read(tmp_path: Path) -> None:
    rows = [row_of(submission, CORE) for submission in some(400)]
    data = publish(call(), pack(), rows, (), PUBLISHED, Showing(shares_per_group=True)).benchmark
    benchmark = read(write_benchmark(tmp_path, data))
    assert "shares-per-group" in benchmark.warnings
    assert list(check_against_packs(benchmark, (pack(),), "b.json")) == []
