"""From version to version: renamed, split, dropped, new and reworded, also over several major versions."""

from __future__ import annotations

from typing import Any

from riskassess.questionnaire.loading import build_pack
from riskassess.questionnaire.migration import differences, ways
from riskassess.questionnaire.values import Pack
from riskassess.questionnaire.versions import precedence
from tests.app.small_pack import question, small_pack, text


def pack(version: str, *questions: dict[str, Any], migrations: Any = (), **more: Any) -> Pack:
    domain = {"id": "D", "title": text("D"), "weight": 1, "base_target": 3, "questions": list(questions)}
    return build_pack(small_pack(version=version, domains=[domain], migrations=list(migrations), **more))


def named(*ids: str) -> tuple[dict[str, Any], ...]:
    return tuple(question(name) for name in ids)


def test_each_kind_of_difference_is_told() -> None:
    before = pack("1.4.0", *named("A", "B", "C", "E", "F"))
    migration = {"from": 1, "renamed": {"A": "A2"}, "split": {"B": ["B1", "B2"]}, "dropped": ["C"]}
    after = pack(
        "2.0.0", *named("A2", "B1", "B2"), question("E", ask=text("other")), question("N"), migrations=[migration]
    )
    assert ways(before, after) == {"A": ("A2",), "B": ("B1", "B2"), "C": (), "E": ("E",), "F": ()}
    found = differences(before, after)
    assert found.renamed == (("A", "A2"),)
    assert found.split == (("B", ("B1", "B2")),)
    assert found.dropped == ("C", "F")  # one by the migration, one because it is not there any more
    assert found.new == ("N",)
    assert found.reworded == ("A2", "E")  # the words of A2 name it


def test_migrations_follow_one_another_and_older_ones_do_not_count() -> None:
    steps = [
        {"from": 2, "renamed": {"B": "C"}, "split": {"X": ["C", "Y"]}},
        {"from": 1, "renamed": {"A": "B"}, "split": {"W": ["X", "V"]}},
    ]
    after = pack("3.1.0", *named("C", "V", "Y"), migrations=steps)
    assert ways(pack("1.0.0", *named("A", "W")), after) == {"A": ("C",), "W": ("C", "Y", "V")}
    assert ways(pack("2.0.0", *named("A", "B")), after) == {"A": (), "B": ("C",)}
    assert ways(pack("3.0.0", *named("C", "V")), after) == {"C": ("C",), "V": ("V",)}


def test_an_id_used_again_for_something_else_takes_no_answer() -> None:
    after = pack("2.0.0", *named("A", "Z"), migrations=[{"from": 1, "renamed": {"A": "Z"}}])
    assert ways(pack("1.0.0", *named("A")), after) == {"A": ("Z",)}
    assert differences(pack("1.0.0", *named("A")), after).new == ("A",)


def test_fields_that_come_and_go() -> None:
    before, after = pack("1.0.0", *named("A")), small_pack(version="1.1.0")
    after["profile"] = {"fields": [f for f in after["profile"]["fields"] if f["id"] != "remark"]}
    after["profile"]["fields"].append({**after["profile"]["fields"][-1], "id": "fresh"})
    found = differences(before, build_pack(after))
    assert (found.new_fields, found.dropped_fields) == (("fresh",), ("remark",))


def test_versions_sort_as_versions() -> None:
    order = [
        "1.0.0-alpha",
        "1.0.0-alpha.1",
        "1.0.0-beta",
        "1.0.0-rc.2",
        "1.0.0-rc.10",
        "1.0.0",
        "1.0.10",
        "1.2.0",
        "10.0.0",
    ]
    shuffled = (*order[3:], *order[:3])
    assert sorted(shuffled, key=precedence) == order
