"""Results side by side: what each says of every domain and question that they have in common.

Only versions of one questionnaire are laid beside one another; an id of another questionnaire may mean anything. Each
side keeps its own pack, so a level is held to the target that its project has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from riskassess.assessment.scoring import score
from riskassess.assessment.values import Answers, DomainResult, Result, TraceRow
from riskassess.questionnaire.values import Pack, Question

Measure = Literal["level", "attainment"]
SAME = 1e-9
"""Figures that differ by less are the same: doubles decide nothing."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold what one side says of a domain or question: level and target 0 to 5, attainment 0 to 1."""

    state: Literal["answered", "not_applicable", "open", "hidden"]
    level: float | None
    target: float
    attainment: float | None

    def of(self, measure: Measure) -> float | None:
        """Return the level or the attainment."""
        return self.level if measure == "level" else self.attainment


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """Hold one domain or question; a side whose pack lacks it has None."""

    id: str
    domain: str
    readings: tuple[Reading | None, ...]
    reworded: bool = False  # the packs ask it in other words or describe its levels otherwise

    def values(self, measure: Measure) -> tuple[float | None, ...]:
        """Return what each side has."""
        return tuple(None if reading is None else reading.of(measure) for reading in self.readings)

    def spread(self, measure: Measure) -> float | None:
        """Return how far the sides lie apart; None when fewer than two of them say something."""
        known = [value for value in self.values(measure) if value is not None]
        return max(known) - min(known) if len(known) > 1 else None

    def change(self, measure: Measure) -> float | None:
        """Return the last side less the first; None when one of them says nothing."""
        values = self.values(measure)
        first, last = values[0], values[-1]
        return None if first is None or last is None else last - first

    @property
    def differs(self) -> bool:
        """Tell whether the sides do not all say the same: another level, or a level here and none there."""
        said = {None if r is None else (r.state, r.level) for r in self.readings}
        return len(said) > 1


@dataclass(frozen=True, slots=True)
class Comparison:
    """Hold results side by side; without a common questionnaire there are no rows."""

    results: tuple[Result, ...]
    versions: tuple[tuple[str, str], ...]  # questionnaire and version of each side
    domains: tuple[ComparedRow, ...]
    questions: tuple[ComparedRow, ...]

    @property
    def same_questionnaire(self) -> bool:
        """Tell whether all sides answer the same questionnaire, in whatever version."""
        return len({questionnaire for questionnaire, _ in self.versions}) == 1

    @property
    def same_pack(self) -> bool:
        """Tell whether all sides answer the very same pack."""
        return len({result.pack_sha256 for result in self.results}) == 1


def compare(sides: Sequence[tuple[Pack, Answers]]) -> Comparison:
    """Lay assessments side by side, in the order given; rows stand in the order of the first side's pack."""
    results = tuple(score(pack, answers, trace=True) for pack, answers in sides)
    versions = tuple((pack.id, pack.version) for pack, _ in sides)
    if len({questionnaire for questionnaire, _ in versions}) != 1:
        return Comparison(results, versions, (), ())
    packs = [pack for pack, _ in sides]
    return Comparison(results, versions, _domains(packs, results), _questions(packs, results))


def differences_first(rows: Sequence[ComparedRow], measure: Measure) -> tuple[ComparedRow, ...]:
    """Sort rows by how far the sides lie apart; rows that cannot be compared come last, otherwise order stays."""

    def key(row: ComparedRow) -> tuple[bool, float]:
        spread = row.spread(measure)
        return (spread is None and not row.differs, -(spread if spread is not None else SAME))

    return tuple(sorted(rows, key=key))


def _domains(packs: Sequence[Pack], results: Sequence[Result]) -> tuple[ComparedRow, ...]:
    by_id = [{domain.id: domain for domain in result.domains} for result in results]
    ids = _common([[domain.id for domain in pack.domains] for pack in packs])
    rows = (
        ComparedRow(
            i, i, tuple(_domain_reading(pack, i, found.get(i)) for pack, found in zip(packs, by_id, strict=True))
        )
        for i in ids
    )
    return tuple(row for row in rows if _counts_somewhere(row))


def _counts_somewhere(row: ComparedRow) -> bool:
    return any(reading is not None and reading.state != "hidden" for reading in row.readings)


def _domain_reading(pack: Pack, domain: str, found: DomainResult | None) -> Reading | None:
    if found is None:
        of = pack.domain_by_id.get(domain)
        return None if of is None else Reading("hidden", None, of.base_target, None)
    level = None if found.score is None else found.score / 20
    return Reading("open" if level is None else "answered", level, found.target, found.attainment)


def _questions(packs: Sequence[Pack], results: Sequence[Result]) -> tuple[ComparedRow, ...]:
    traces = [{row.id: row for row in result.trace or ()} for result in results]
    ids = _common([[question.id for question in pack.questions] for pack in packs])
    rows: list[ComparedRow] = []
    for question in ids:
        asked = [pack.question_by_id[question] for pack in packs if question in pack.question_by_id]
        readings = tuple(_reading(trace.get(question)) for trace in traces)
        rows.append(ComparedRow(question, asked[0].domain, readings, len({_wording(one) for one in asked}) > 1))
    return tuple(row for row in rows if _counts_somewhere(row))


def _reading(row: TraceRow | None) -> Reading | None:
    if row is None:
        return None
    level = row.level if row.state == "answered" else None
    return Reading(row.state, level, row.target, row.attainment)


def _wording(question: Question) -> tuple[tuple[tuple[str, str], ...], ...]:
    return tuple(tuple(sorted(text.items())) for text in (question.ask, *question.anchors))


def _common(orders: Sequence[Sequence[str]]) -> list[str]:
    """List every id once: in the first order, then what only later ones have."""
    return list(dict.fromkeys(each for order in orders for each in order))
