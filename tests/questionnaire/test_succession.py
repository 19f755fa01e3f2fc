"""An instrument that succeeds another takes over its links, whatever the file it stands in; faults are named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from riskassess.problems import ProblemsFound
from riskassess.questionnaire.loading import build_pack, check_pack, load_pack
from riskassess.questionnaire.workbook import pack_to_workbook, workbook_to_pack
from tests.app.small_pack import question, small_pack, text
from tests.questionnaire.small_pack import FILES, write_pack

LATER = FILES["measures/help.yaml"].replace("help", "later", 1).replace("M1", "N1").replace("2026-", "2027-")
LINE = "      - id: N1.guide\n"


def policy(name: str, start: str, *instruments: tuple[str, list[str]]) -> dict[str, Any]:
    def instrument(own: str, succeeds: list[str]) -> dict[str, Any]:
        base = {"id": f"{name}.{own}", "title": text(own), "offers": text(own), "ask_at": text(own)}
        return base | ({"succeeds": succeeds} if succeeds else {})

    made = [instrument(*one) for one in instruments]
    measure = {"id": name, "number": "1", "title": text(name), "section": text(name), "units": [], "instruments": made}
    dates = {"valid_from": start, "valid_to": start[:3] + "9-12-31"}
    return {
        "id": f"p-{name}",
        "title": text(name),
        "number": name,
        "issuers": [text(name)],
        **dates,
        "measures": [measure],
    }


def test_links_go_on_to_every_later_instrument_once_and_in_order() -> None:
    data = small_pack()
    data["measures"] = [
        policy("A", "2020-01-01", ("x", []), ("y", [])),
        policy("B", "2021-01-01", ("x", ["A.x"]), ("z", ["A.x", "A.y"])),
        policy("C", "2022-01-01", ("x", ["B.x"])),
    ]
    links = [{"instrument": name, "strength": strength, "how": text(name)} for name, strength in
             (("A.x", "direct"), ("B.z", "supporting"), ("A.y", "supporting"))]  # fmt: skip
    data["domains"][0]["questions"][0] = question("SEA-1", closes_with=links)
    pack = build_pack(data)
    found = pack.question_by_id["SEA-1"].closes_with
    assert [(one.instrument, one.strength) for one in found] == [
        ("A.x", "direct"),
        ("B.x", "direct"),
        ("C.x", "direct"),
        ("B.z", "supporting"),  # where a question names a successor itself, its own words stand
        ("A.y", "supporting"),
    ]
    assert pack.successors == {"A.x": ("B.x", "B.z", "C.x"), "A.y": ("B.z",), "B.x": ("C.x",)}


def with_later(folder: Path, succeeds: str, later: str = LATER) -> Path:
    listed = FILES["pack.yaml"].replace(
        "measures: [measures/help.yaml]", "measures: [measures/help.yaml, measures/later.yaml]"
    )
    return write_pack(folder, {"pack.yaml": listed, "measures/later.yaml": later.replace(LINE, f"{LINE}{succeeds}")})


def test_a_later_file_takes_over_the_links_of_the_first(tmp_path: Path) -> None:
    pack = load_pack(with_later(tmp_path, "        succeeds: [M1.guide]\n"))
    first, second = pack.question_by_id["X-1"].closes_with
    assert (first.instrument, second.instrument) == ("M1.guide", "N1.guide")
    assert (first.strength, first.how) == (second.strength, second.how)
    assert "instrument-unlinked" not in {one.code for one in check_pack(tmp_path)}


@pytest.mark.parametrize(
    ("succeeds", "later", "code", "line"),
    [
        ("        succeeds: [M1.gide]\n", LATER, "instrument-unknown", 15),
        ("        succeeds: [N1.guide]\n", LATER, "succeeds-not-earlier", 15),
        ("        succeeds: [M1.guide]\n", LATER.replace("2027-01", "2025-01"), "succeeds-not-earlier", 15),
        ("        succeeds: [M1.guide, M1.guide]\n", LATER, "item-repeated", 15),
        ("        succeeds: []\n", LATER, "list-too-short", 15),
    ],
)
def test_a_succession_that_cannot_be_is_named_at_its_place(
    tmp_path: Path, succeeds: str, later: str, code: str, line: int
) -> None:
    with pytest.raises(ProblemsFound) as found:
        load_pack(with_later(tmp_path, succeeds, later))
    (problem,) = found.value.problems
    assert (problem.code, Path(problem.place.file).name, problem.place.line) == (code, "later.yaml", line)


def test_it_goes_through_a_workbook(tmp_path: Path) -> None:
    pack = load_pack(with_later(tmp_path / "one", "        succeeds: [M1.guide]\n"))
    pack_to_workbook(tmp_path / "one", tmp_path / "book.xlsx")
    workbook_to_pack(tmp_path / "book.xlsx", tmp_path / "two")
    assert load_pack(tmp_path / "two").sha256 == pack.sha256
