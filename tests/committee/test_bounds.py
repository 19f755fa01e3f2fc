"""The gate for added tables: what is withheld must not follow from what is shown, in one table or in several.

1. A shown count below k is refused. 2. A withheld cell that sums give away is named by its line, without a figure. 3.
What cannot be worked out passes. 4. Tables that contradict each other, or a stopped audit, let nothing through.
5. Asking tables piece by piece finds what one programme over all of them finds, in work that grows with the pieces.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path

import pytest

from riskassess.committee.bounds import Cell, Count, audit, read_table
from riskassess.committee.linear import Bounds
from riskassess.problems import Place, ProblemsFound


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


def by_one_programme(counts: Sequence[Count], k: int) -> set[int]:
    """Return the lines that are exposed, by one programme over every combination of all names."""
    values: dict[str, list[str]] = {}
    for one in counts:
        for name, value in one.cell.items():
            values.setdefault(name, []).append(value)
    names = {name: sorted(set(known)) for name, known in values.items()}
    finest = [dict(zip(names, chosen, strict=True)) for chosen in product(*names.values())]

    def within(one: Count) -> dict[int, float]:
        return {n: 1.0 for n, cell in enumerate(finest) if all(cell[a] == b for a, b in one.cell.items())}

    bounds = Bounds(len(finest))
    for one in counts:
        if one.count is not None:
            bounds.hold(within(one), one.count)
    spans = [(one, bounds.span(within(one))) for one in counts if one.count is None]
    return {one.place.line for one, (low, high) in spans if high - low < k - 1e-6}


def random_tables(chance: random.Random) -> list[Count]:
    """Draw a population with three names and show margins of it, some of them in part, some cells withheld."""
    people = [
        (chance.choice("ab"), chance.choice("cde"), chance.choice("fg")) for _ in range(chance.randrange(60, 160))
    ]
    shown = chance.sample([(), (0,), (1,), (2,), (0, 1), (1, 2)], chance.randrange(2, 5))
    found: list[Count] = []
    for places in shown:
        for cell in sorted({tuple(one[at] for at in places) for one in people}):
            count = sum(tuple(one[at] for at in places) == cell for one in people)
            named = {"xyz"[at]: value for at, value in zip(places, cell, strict=True)}
            hidden = count < 10 or chance.random() < 0.4
            found.append(Count(named, None if hidden else count, Place("t", len(found) + 1, 1)))
    return found


@pytest.mark.parametrize("seed", range(60))
def test_piece_by_piece_finds_what_one_programme_finds(seed: int) -> None:  # 5
    counts = random_tables(random.Random(seed))
    expected = by_one_programme(counts, 10)
    assert {problem.place.line for problem in audit(counts, 10)} == expected


def test_the_total_that_one_table_shows_narrows_another(tmp_path: Path) -> None:  # 5
    one, other = "size,count\n,100\nlarge,60\nsmall,40\n", "mode,count\nbuild,70\nbuy,\n"
    assert found(tmp_path, one, other) == [("table-exposed", "1.csv", 3)]
    assert found(tmp_path, other) == []
    contradicting = "mode,count\n,90\nbuild,70\nbuy,20\n"
    with pytest.raises(ProblemsFound, match="tables-contradict"):
        found(tmp_path, one, contradicting)


def test_the_work_grows_with_the_tables(monkeypatch: pytest.MonkeyPatch) -> None:  # 5
    from riskassess.committee import bounds as module

    asked: list[int] = []

    class Counting(Bounds):
        def __init__(self, size: int, stopped: Callable[[], bool]) -> None:
            super().__init__(size, stopped)
            asked.append(size)

    monkeypatch.setattr(module, "Bounds", Counting)
    work: dict[int, tuple[int, int]] = {}
    for number in (1, 4, 16):
        asked.clear()
        assert audit([one for table in range(number) for one in disjoint_table(table)], 20) == ()
        work[number] = len(asked), sum(asked)
    assert work[4] == (4 * work[1][0], 4 * work[1][1])
    assert work[16] == (16 * work[1][0], 16 * work[1][1])


def disjoint_table(number: int) -> list[Count]:
    """Return a table over two names of its own, with margins and two withheld cells in a square."""
    rows, columns = f"a{number}", f"b{number}"
    counts: list[tuple[Cell, int | None]] = [({}, 300)]
    counts += [({rows: value}, 100) for value in "xyz"] + [({columns: value}, 100) for value in "uvw"]
    hidden = {("x", "u"), ("x", "v"), ("y", "u"), ("y", "v")}
    inside = {("x", "w"): 30, ("y", "w"): 30, ("z", "u"): 30, ("z", "v"): 30, ("z", "w"): 40}
    counts += [({rows: a, columns: b}, inside.get((a, b))) for a, b in sorted(hidden | set(inside))]
    return [Count(cell, count, Place(f"{number}.csv", line, 1)) for line, (cell, count) in enumerate(counts, 2)]
