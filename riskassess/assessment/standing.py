"""Where an enterprise stands among others: its own figures, worked out as a submission's are, beside published bands.

Like is held against like: bands against bands, over core questions and base targets. A band is all that is published,
so a band is all that is said of oneself here, however exact one's own figures are elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping

from riskassess.assessment.core import band, below_target, core_domains, core_questions, domain_band
from riskassess.assessment.values import (
    Answers,
    Benchmark,
    BenchmarkPart,
    GroupStanding,
    Quarter,
    Quartiles,
    Result,
    Standing,
)
from riskassess.questionnaire.values import Pack


def standing(pack: Pack, answers: Answers, result: Result, benchmark: Benchmark, group: str | None) -> GroupStanding:
    """Hold an enterprise beside its group, or beside all where its group is not shown; `group` is an id or None."""
    own = next((one for one in benchmark.groups if one.id == group), None)
    part = next((one for one in benchmark.parts if group in one.groups), None)
    whole = part is None or len(part.groups) == len(benchmark.groups) > 1
    shown = benchmark.whole if part is None or whole else part
    titles = {one.id: one.title for one in benchmark.groups}
    levels = _core_levels(pack, answers)
    readiness = result.readiness.point if result.complete else None
    return GroupStanding(
        call=benchmark.call,
        title=benchmark.title,
        contact=benchmark.contact,
        published=benchmark.published,
        expires=benchmark.expires,
        warnings=benchmark.warnings,
        noise=benchmark.noise,
        of="whole" if whole else "merged" if len(shown.groups) > 1 else "group",
        own_group=None if own is None else own.title,
        together=() if whole else tuple(titles[one] for one in shown.groups),
        size=shown.size,
        as_of=shown.as_of,
        domains=_domains(pack, levels, shown),
        whole_size=benchmark.whole.size,
        whole_as_of=benchmark.whole.as_of,
        readiness=beside(None if readiness is None else band(readiness / 100), benchmark.readiness),
        grades=benchmark.grades,
        own_grade=result.grade.point if result.complete else None,
        below=_below(pack, levels, benchmark),
    )


def beside(own: int | None, group: Quartiles) -> Standing:
    """Return a band beside the quartiles of a group."""
    return Standing(own, group, None if own is None else _quarter(own, group))


def _quarter(own: int, group: Quartiles) -> Quarter:
    if own < group.p25:
        return "lowest"
    if own > group.p75:
        return "highest"
    return "lower" if own < group.p50 else "upper" if own > group.p50 else "median"


def _core_levels(pack: Pack, answers: Answers) -> dict[str, int]:
    found = ((question.id, answers.answers.get(question.id)) for question in core_questions(pack))
    return {name: answer.level for name, answer in found if answer is not None and answer.level is not None}


def _domains(pack: Pack, levels: Mapping[str, int], part: BenchmarkPart) -> dict[str, Standing]:
    places: dict[str, Standing] = {}
    for domain in core_domains(pack):
        if domain.id in part.domains:
            complete = all(q.id in levels for q in domain.questions if q.is_core)
            own = domain_band(pack, domain, levels) if complete else None
            places[domain.id] = beside(own, part.domains[domain.id])
    return places


def _below(pack: Pack, levels: Mapping[str, int], benchmark: Benchmark) -> dict[str, int]:
    said = [question.id for question in pack.questions if question.id in levels]
    own = below_target(pack, levels, said)
    return {name: benchmark.below_target[name] for name in said if own[name] and name in benchmark.below_target}
