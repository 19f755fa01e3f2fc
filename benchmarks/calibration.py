"""Patterns of answers against the projects of the shipped samples: which grades come out, and what moves them.

What is simulated are kinds of firm, not firms: a firm has a level of its own, domains that are better or worse than
it, and questions that are better or worse than their domain. Which domains those are is drawn anew each time, so that
no wish about a domain enters. ``python -m benchmarks.calibration`` prints the tables of ``docs/calibration.md``; the
seed is fixed, and a number after it sets the firms per cell.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from riskassess.assessment import score
from riskassess.assessment.values import Answer, Answers, Result
from riskassess.exchange.answers_file import answers_from_data
from riskassess.locations import shipped_questionnaires
from riskassess.questionnaire.loading import load_pack
from riskassess.questionnaire.values import Pack

SEED = 20231016
FIRMS = 2000
BETWEEN_FIRMS = 0.3
BETWEEN_DOMAINS = 0.4
MISREAD = 0.15  # chance of a rater being one level low, and of one high


@dataclass(frozen=True)
class Kind:
    """Hold how a kind of firm answers: the mean level of such firms, and how unlike its questions are."""

    name: str
    mean: float
    uneven: float


KINDS = (
    Kind("immature small", 1.3, 0.7),
    Kind("mid-size", 2.7, 0.7),
    Kind("mid-size, even", 2.7, 0.4),
    Kind("central group", 4.0, 0.7),
)
CONSTANTS = (1, 2, 3, 4)

Levels = dict[str, int]


def levels_of(pack: Pack, kind: Kind, chance: random.Random) -> Levels:
    """Draw one firm of a kind: a level for every question of the pack, whether the project asks it or not."""
    firm = chance.gauss(kind.mean, BETWEEN_FIRMS)
    drawn: Levels = {}
    for domain in pack.domains:
        middle = firm + chance.gauss(0, BETWEEN_DOMAINS)
        for question in domain.questions:
            drawn[question.id] = held(round(middle + chance.gauss(0, kind.uneven)))
    return drawn


def held(level: int) -> int:
    return min(5, max(0, level))


def scored(pack: Pack, project: Answers, levels: Levels) -> Result:
    """Score levels for the project of a sample; what the project does not ask is not counted."""
    answers = {key: Answer(level) for key, level in levels.items()}
    return score(pack, Answers(pack.id, pack.version, project.as_of, project.profile, answers))


def shares(grades: Iterable[str | None], order: list[str]) -> str:
    """Return the percentage of each grade, best first."""
    counted = Counter(grades)
    return " ".join(f"{100 * counted[grade] / counted.total():.0f}" for grade in order)


def near_a_cut(pack: Pack, readiness: float, within: float) -> bool:
    return any(abs(readiness - grade.start) < within for grade in pack.grades if grade.start > 0)


def reread(levels: Levels, chance: random.Random) -> Levels:
    """Return what a second reading of the same firm might be: some levels one higher or lower."""
    steps = (-1, 0, 1)
    odds = (MISREAD, 1 - 2 * MISREAD, MISREAD)
    return {key: held(level + chance.choices(steps, odds)[0]) for key, level in levels.items()}


def weighted_kappa(pairs: list[tuple[int, int]], size: int) -> float:
    """Return Cohen's kappa with quadratic weights for two raters' categories 0 to size - 1."""
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    seen = sum((a - b) ** 2 for a, b in pairs) / len(pairs)
    by_chance = sum(first[a] * second[b] * (a - b) ** 2 for a in range(size) for b in range(size)) / len(pairs) ** 2
    return 1 - seen / by_chance


def constant_table(pack: Pack, projects: dict[str, Answers]) -> Iterator[str]:
    yield "| every answer at | " + " | ".join(projects) + " |"
    yield "|---" * (len(projects) + 1) + "|"
    for level in CONSTANTS:
        levels = {question.id: level for question in pack.questions}
        results = [scored(pack, project, levels) for project in projects.values()]
        yield f"| {level} | " + " | ".join(f"{r.grade.point} ({r.readiness.point:.0f})" for r in results) + " |"


def kind_table(pack: Pack, projects: dict[str, Answers], firms: int) -> Iterator[str]:
    """Yield one row for every kind of firm and project; every project meets the same firms."""
    order = [grade.id for grade in pack.grades]
    names = " ".join(order)
    yield f"| firm | project | {names} | without caps | R at 5, 50, 95 % | red line failed | most often | near a cut |"
    yield "|---" * 8 + "|"
    for kind in KINDS:
        for name, project in projects.items():
            chance = random.Random(f"{SEED} {kind.name}")
            results = [scored(pack, project, levels_of(pack, kind, chance)) for _ in range(firms)]
            yield f"| {kind.name} | {name} | {_kind_cells(pack, results, order)} |"


def _kind_cells(pack: Pack, results: list[Result], order: list[str]) -> str:
    points = sorted(r.readiness.point or 0.0 for r in results)
    spread = " ".join(f"{points[int(len(points) * share)]:.0f}" for share in (0.05, 0.5, 0.95))
    failures = [[gap.id for gap in r.gaps if gap.red_line] for r in results]
    often = Counter(key for failed in failures for key in failed).most_common(2)
    percent = 100 / len(results)
    return " | ".join(
        (
            shares((r.grade.point for r in results), order),
            shares((r.grade.uncapped for r in results), order),
            spread,
            f"{percent * sum(map(bool, failures)):.0f}",
            ", ".join(f"{key} {percent * count:.0f}" for key, count in often),
            f"{percent * sum(near_a_cut(pack, point, 2.5) for point in points):.0f}",
        )
    )


def variants(pack: Pack) -> Iterator[tuple[str, Pack]]:
    """Yield the pack as it stands and with one thing moved at a time."""

    def cuts_moved(by: float) -> Pack:
        return replace(pack, grades=tuple(replace(g, start=max(0, g.start + by * (g.start > 0))) for g in pack.grades))

    caps = pack.caps
    patient = tuple(replace(c, at_least=c.at_least + (c.at_least > 1)) for c in caps.red_line_failures)
    yield "as it stands", pack
    yield "every cut 5 higher", cuts_moved(5)
    yield "every cut 5 lower", cuts_moved(-5)
    yield "one more failed red line before the second cap", replace(pack, caps=replace(caps, red_line_failures=patient))
    yield "no cap for weak domains", replace(pack, caps=replace(caps, weak_domain=()))


def variant_table(pack: Pack, projects: dict[str, Answers], firms: int) -> Iterator[str]:
    """Yield what each variant does to each kind of firm, over all projects together."""
    order = [grade.id for grade in pack.grades]
    yield f"| {' '.join(order)}, in % | " + " | ".join(kind.name for kind in KINDS) + " |"
    yield "|---" * (len(KINDS) + 1) + "|"
    for title, variant in variants(pack):
        cells: list[str] = []
        for kind in KINDS:
            chance = random.Random(f"{SEED} {kind.name}")
            drawn = [levels_of(pack, kind, chance) for _ in range(firms // 4)]
            grades = (scored(variant, p, levels).grade.point for levels in drawn for p in projects.values())
            cells.append(shares(grades, order))
        yield f"| {title} | " + " | ".join(cells) + " |"


def rater_table(pack: Pack, projects: dict[str, Answers], firms: int) -> Iterator[str]:
    order = [grade.id for grade in pack.grades]
    yield "| project | same grade % | within one grade % | weighted kappa of grades | of levels |"
    yield "|---|---|---|---|---|"
    for name, project in projects.items():
        chance = random.Random(f"{SEED} raters")
        grades: list[tuple[int, int]] = []
        levels: list[tuple[int, int]] = []
        for index in range(firms):
            truth = levels_of(pack, KINDS[index % len(KINDS)], chance)
            readings = reread(truth, chance), reread(truth, chance)
            points = [scored(pack, project, reading).grade.point or "" for reading in readings]
            grades.append((order.index(points[0]), order.index(points[1])))
            levels += zip(readings[0].values(), readings[1].values(), strict=True)
        apart = [abs(a - b) for a, b in grades]
        agreed = [100 * sum(d <= limit for d in apart) / firms for limit in (0, 1)]
        kappas = weighted_kappa(grades, len(order)), weighted_kappa(levels, 6)
        yield f"| {name} | {agreed[0]:.0f} | {agreed[1]:.0f} | {kappas[0]:.2f} | {kappas[1]:.2f} |"


def main() -> None:
    """Print every table."""
    firms = int(sys.argv[1]) if len(sys.argv) > 1 else FIRMS
    pack = load_pack(next(shipped_questionnaires().glob("*/pack.yaml")).parent)
    projects = {PurePosixPath(s.path).stem: answers_from_data(s.data, pack) for s in pack.samples}
    for table in (
        constant_table(pack, projects),
        kind_table(pack, projects, firms),
        variant_table(pack, projects, firms),
        rater_table(pack, projects, firms),
    ):
        print(*table, "", sep="\n")


if __name__ == "__main__":
    main()
