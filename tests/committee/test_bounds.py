"""The gate for added tables: what is withheld must not follow from what is shown, in one table or in several.

1. A shown count below k is refused. 2. A withheld cell that sums give away is named by its line, without a figure. 3.
What cannot be worked out passes. 4. Tables that contradict each other, or a stopped audit, let nothing through.
"""

from __future__ import annotations

import random
from itertools import product
from pathlib import Path

import pytest

from riskassess.committee.bounds import audit, read_table
from riskassess.problems import ProblemsFound


def table(tmp_path: Path, text: str, name: str = "t.csv") -> Path:
    (tmp_path / name).write_text(text)
    return tmp_path / name


def found(tmp_path: Path, *texts: str, k: int = 20) -> list[tuple[str, str, int]]:
    counts = [one for n, text in enumerate(texts) for one in read_table(table(tmp_path, text, f"{n}.csv"))]
    return [(p.code, Path(p.place.file).name, p.place.line) for p in audit(counts, k)]


ONE_HIDDEN = "size,count\n,100\nlarge,60\nmiddle,30\nsmall,\n"
TWO_HIDDEN = "size,count\n,100\nlarge,60\nmiddle,\nsmall,\n"


def test_one_hidden_cell_in_a_sum_is_given_away(tmp_path: Path) -> None:  # 2
    assert found(tmp_path, ONE_HIDDEN) == [("table-exposed", "0.csv", 5)]
    assert found(tmp_path, TWO_HIDDEN) == []  # 3: each is anything from 0 to 40
    assert len(found(tmp_path, TWO_HIDDEN, k=41)) == 2


def test_small_counts_are_refused_nought_among_them(tmp_path: Path) -> None:  # 1
    for small in (0, 1, 19):
        assert found(tmp_path, f"size,count\nlarge,60\nsmall,{small}\n") == [("table-small", "0.csv", 3)]


def test_two_tables_give_away_what_each_hides(tmp_path: Path) -> None:  # 2
    other = "size,mode,count\nsmall,,25\nlarge,,60\n"
    assert found(tmp_path, TWO_HIDDEN, other)
    assert {code for code, _, _ in found(tmp_path, TWO_HIDDEN, "size,count\nmiddle,30\n")} == {"table-exposed"}


def test_all_crossing_margins_of_a_sparse_table_are_refused(tmp_path: Path) -> None:
    chance = random.Random(4)
    names = ("a", "b", "c")
    counts = {cell: chance.choice((3, 25, 40)) for cell in product("xyz", repeat=3)}
    lines = [",".join((*names, "count"))]
    for mask in product((True, False), repeat=3):
        for fixed in product(*(("x", "y", "z") if on else ("",) for on in mask)):
            total = sum(n for cell, n in counts.items() if all(f in ("", v) for f, v in zip(fixed, cell, strict=True)))
            lines.append(",".join((*fixed, str(total) if total >= 20 else "")))
    assert "table-exposed" in {code for code, _, _ in found(tmp_path, "\n".join(lines) + "\n")}


def test_contradictions_and_a_stop_let_nothing_through(tmp_path: Path) -> None:  # 4
    counts = read_table(table(tmp_path, "size,count\n,50\nlarge,60\nsmall,\n"))
    with pytest.raises(ProblemsFound, match="tables-contradict"):
        audit(counts, 20)
    with pytest.raises(ProblemsFound, match="audit-stopped"):
        audit(read_table(table(tmp_path, TWO_HIDDEN)), 20, lambda: True)


def test_a_cell_without_any_sum_over_it_is_free(tmp_path: Path) -> None:  # 3
    assert found(tmp_path, "size,count\nlarge,60\nsmall,\n") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "table-malformed"),
        ("size\nlarge\n", "table-malformed"),
        ("size,size,count\na,b,30\n", "table-malformed"),
        ("size,count\nlarge,-3\n", "table-row"),
        ("size,count\nlarge,3.5\n", "table-row"),
        ("size,count\nlarge\n", "table-row"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(ProblemsFound, match=code):
        read_table(table(tmp_path, text))
