"""A workspace over the years: opening, home, the next answer and a report, with 100 assessments and with 10,000.

A small workspace is one that fills home's first screenful: 100 assessments with 11,000 rows of history. The curve is
drawn by ``python -m benchmarks.growth``, which measures the sizes between as well and writes ``docs/growth.svg``.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.grown import ROWS_EACH, grow

SMALL, LARGE = 100, 10_000
STEPS = (100, 300, 1_000, 3_000, 10_000)
GOAL = 1.5
PARTS = ("opening", "home", "next answer", "report")
RUNS = {"opening": 9, "home": 9, "next answer": 60, "report": 3}
PICTURE = Path(__file__).parent.parent / "docs" / "growth.svg"


class Grown:
    """Hold one workspace and its window, and do what is measured."""

    def __init__(self, path: Path) -> None:
        from PySide6.QtWidgets import QApplication

        from riskassess.app.assessments import Desk
        from riskassess.desktop.look import Look
        from riskassess.desktop.look.fonts import load_fonts
        from riskassess.desktop.shell.window import MainWindow
        from riskassess.texts import Texts

        self._app = QApplication.instance() or QApplication([])
        load_fonts()
        self._path, self._levels = path, cycle(range(6))
        self._desk = Desk.open(path)
        self._window = MainWindow(Look(self._app, "light"), Texts("zh"), lambda: self._desk)  # type: ignore[arg-type]
        self._window.open_desk()
        self._window.show()
        self._assessment = self._desk.open_assessment(self._desk.cards(1)[0].assessment_id)

    def opening(self) -> None:
        from riskassess.workspace.workspace import open_workspace

        self._desk._workspace.close()
        self._desk._keeping.workspace = self._desk._workspace = open_workspace(self._path)

    def home(self) -> None:
        self._window.shell.go("home")
        self._app.processEvents()

    def next_answer(self) -> None:
        self._assessment.choose(self._assessment.pack.questions[0].id, next(self._levels))

    def report(self) -> None:
        from riskassess.app.reports import write_report

        again = self._desk.open_assessment(self._assessment.id)
        write_report(again.pack, again.answers, self._path.with_suffix(".pdf"), "zh")

    def close(self) -> None:
        self._window.close()
        self._desk.close()


def measured(sizes: tuple[int, ...]) -> dict[int, dict[str, float]]:
    """Grow a workspace of each size and measure them in turn, so that what else the computer does meets all alike."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    taken: dict[int, dict[str, list[float]]] = {size: {part: [] for part in PARTS} for size in sizes}
    with tempfile.TemporaryDirectory() as folder:
        grown: dict[int, Grown] = {}
        for size in sizes:
            path = Path(folder) / str(size) / "workspace.riskassess"
            path.parent.mkdir()
            grow(path, size)
            grown[size] = Grown(path)
        for part, runs in RUNS.items():
            for number in range(runs + 2):
                for size, one in grown.items():
                    start = time.perf_counter()
                    getattr(one, part.replace(" ", "_"))()
                    if number > 1:  # two rounds warm up
                        taken[size][part].append((time.perf_counter() - start) * 1000)
        for one in grown.values():
            one.close()
    return {size: {part: statistics.median(times) for part, times in parts.items()} for size, parts in taken.items()}


def figures() -> Iterator[Figure]:
    found = measured((SMALL, LARGE))
    for part in PARTS:
        small, large = found[SMALL][part], found[LARGE][part]
        name = f"{part}: {LARGE:,} assessments / {SMALL} ({large:.1f} / {small:.1f} ms)"
        yield Figure(name, large / small, GOAL, "x")


_WIDE, _HIGH, _LEFT, _TOP, _BOTTOM = 640, 320, 56, 24, 272
_COLOURS = dict(zip(PARTS, ("#0f5a63", "#9a5b00", "#5b3fa0", "#a3261f"), strict=True))


def drawing(found: dict[int, dict[str, float]]) -> str:
    """Return the curve as SVG: each part's time over its time in the smallest workspace."""
    sizes = sorted(found)
    right = _WIDE - 150

    def x(number: int) -> float:
        return _LEFT + number * (right - _LEFT) / (len(sizes) - 1)

    def y(ratio: float) -> float:
        return _BOTTOM - min(ratio, 2.0) / 2.0 * (_BOTTOM - _TOP)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {_HIGH}" '
        'font-family="sans-serif" font-size="12">',
        f'<rect width="{_WIDE}" height="{_HIGH}" fill="#fff"/>',
    ]
    for ratio in (0.0, 0.5, 1.0, 1.5, 2.0):
        dash = ' stroke-dasharray="4 3"' if ratio == GOAL else ""
        colour = "#333" if ratio == GOAL else "#ddd"
        parts.append(f'<path d="M{_LEFT} {y(ratio):.1f}H{right}" stroke="{colour}"{dash}/>')
        parts.append(f'<text x="{_LEFT - 8}" y="{y(ratio) + 4:.1f}" text-anchor="end">{ratio:g} ×</text>')
    for number, size in enumerate(sizes):
        parts.append(f'<text x="{x(number):.1f}" y="{_BOTTOM + 18}" text-anchor="middle">{size:,}</text>')
        rows = f"{size * ROWS_EACH:,}"
        parts.append(f'<text x="{x(number):.1f}" y="{_BOTTOM + 34}" text-anchor="middle" fill="#666">{rows}</text>')
    labels = sorted(((found[sizes[-1]][part] / found[sizes[0]][part], part) for part in PARTS), reverse=True)
    lowest = 0.0
    for last, part in labels:
        ratios = [found[size][part] / found[sizes[0]][part] for size in sizes]
        points = " ".join(f"{x(number):.1f},{y(ratio):.1f}" for number, ratio in enumerate(ratios))
        parts.append(f'<polyline points="{points}" fill="none" stroke="{_COLOURS[part]}" stroke-width="2"/>')
        lowest = max(y(last) + 4, lowest + 15)
        said = f"{part} {found[sizes[-1]][part]:.0f} ms"
        parts.append(f'<text x="{right + 8}" y="{lowest:.1f}" fill="{_COLOURS[part]}">{said}</text>')
    parts.append(f'<text x="{_LEFT}" y="14" fill="#666">time against the smallest workspace; goal 1.5 ×</text>')
    parts.append(f'<text x="8" y="{_HIGH - 2}" fill="#666">assessments, and rows of history</text>')
    return "\n".join([*parts, "</svg>\n"])


def main() -> int:
    """Measure every step, draw the curve and print the times."""
    found = measured(STEPS)
    PICTURE.write_text(drawing(found), encoding="utf-8")
    for size, times in found.items():
        print(f"{size:>6,}  " + "  ".join(f"{part} {times[part]:.1f} ms" for part in PARTS))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
