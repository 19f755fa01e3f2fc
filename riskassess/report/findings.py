"""What a report states beyond the result's own figures: which situation it is, what to close first, what holds.

Worked out from the model's values and the pack's data, in no language and for no format, so that every writer says the
same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from riskassess.assessment.conditions import eligibility, holds, is_given
from riskassess.assessment.support import status_of
from riskassess.assessment.values import CapRule, DomainResult, Gap, GapInstrument, MeasureResult, TraceRow
from riskassess.questionnaire.values import (
    Advice,
    CalendarItem,
    ConditionGroup,
    Contradiction,
    Field,
    Link,
    Measure,
    Norm,
    Pack,
    Policy,
    Question,
)
from riskassess.report.model import Earlier, ReportModel

TOLERANCE = 1e-9  # the method's: comparisons lean this far in the enterprise's favour

Situation = Literal["unanswered", "open", "profile_missing", "red_lines", "not_yet", "conditions", "ready"]


def situation(model: ReportModel) -> Situation:
    """Tell what a chairman has to know first.

    A pack names its grades freely, so readiness is read from the grade's place in the list: the best one is ready
    (unless a gap stands before one of the project's moments), the rest of the upper half goes on with conditions.
    """
    result = model.result
    if result.counts.open:
        return "open" if result.counts.answered else "unanswered"
    if result.missing_profile:
        return "profile_missing"
    if result.grade.point is None:
        return "unanswered"
    if failed_red_lines(model):
        return "red_lines"
    place = [grade.id for grade in model.pack.grades].index(result.grade.point)
    if 2 * place >= len(model.pack.grades) and place > 0:
        return "not_yet"
    return "conditions" if place > 0 or conditions_to_close(model) else "ready"


def failed_red_lines(model: ReportModel) -> tuple[Gap, ...]:
    """List the gaps whose red line failed, in the result's order."""
    return tuple(gap for gap in model.result.gaps if gap.red_line)


def red_lines(model: ReportModel) -> tuple[TraceRow, ...]:
    """List every question that counts and has a floor, failed ones first, then open, then met."""
    rows = [row for row in model.trace if row.floor is not None and row.state in {"answered", "open"}]
    return tuple(sorted(rows, key=lambda row: (not fails(row), row.state != "open")))


def fails(row: TraceRow) -> bool:
    """Tell whether an answered question lies below its floor."""
    return row.level is not None and row.floor is not None and row.state == "answered" and row.level < row.floor


@dataclass(frozen=True, slots=True)
class StandingCap:
    """Hold a cap that holds, with the number of the pack that it hangs on."""

    rule: CapRule
    at_most: str
    threshold: float
    because: tuple[str, ...]


def standing_caps(model: ReportModel) -> tuple[StandingCap, ...]:
    """List the caps that hold with their thresholds, the strictest first."""
    thresholds = {
        "red_line_failures": [
            float(c.at_least) for c in model.pack.caps.red_line_failures if len(failed_red_lines(model)) >= c.at_least
        ],
        "weak_domain": [
            c.attainment_below
            for c in model.pack.caps.weak_domain
            if any(_below(d, c.attainment_below) for d in model.result.domains)
        ],
        "not_applicable_share": [
            c.above for c in model.pack.caps.not_applicable_share if not_applicable_share(model) > c.above + TOLERANCE
        ],
    }
    waiting: dict[str, Iterator[float]] = {rule: iter(values) for rule, values in thresholds.items()}
    caps = [StandingCap(c.rule, c.at_most, next(waiting[c.rule]), c.because) for c in model.result.grade.caps]
    order = [grade.id for grade in model.pack.grades]
    return tuple(sorted(caps, key=lambda cap: -order.index(cap.at_most)))


def not_applicable_share(model: ReportModel) -> float:
    """Return the share of all applicable value that was marked not applicable, 0 to 1."""
    total = sum(row.value for row in model.trace if row.state != "hidden")
    return sum(row.value for row in model.trace if row.state == "not_applicable") / total if total else 0.0


def _below(domain: DomainResult, threshold: float) -> bool:
    return domain.attainment is not None and domain.attainment < threshold - TOLERANCE


def is_weak(model: ReportModel, domain: DomainResult) -> bool:
    """Tell whether a domain is below any of the pack's thresholds for weak domains."""
    return any(_below(domain, cap.attainment_below) for cap in model.pack.caps.weak_domain)


def weak_thresholds(model: ReportModel) -> tuple[float, ...]:
    """List the pack's thresholds for weak domains."""
    return tuple(cap.attainment_below for cap in model.pack.caps.weak_domain)


@dataclass(frozen=True, slots=True)
class Condition:
    """Hold a gap to close before a moment of the project."""

    group: ConditionGroup
    gap: Gap


def moments(model: ReportModel) -> tuple[ConditionGroup, ...]:
    """List the pack's moments that this project has; what the profile leaves open does not rule one out."""
    return tuple(g for g in model.pack.conditions if eligibility(g.when, model.answers.profile)[0] != "no")


def conditions_to_close(model: ReportModel) -> tuple[Condition, ...]:
    """List the gaps that stand before the project's moments, each at its first one, failed red lines first there."""
    taken: set[str] = set()
    found: list[Condition] = []
    for group in moments(model):
        wanted = set(group.questions) - taken
        found += [Condition(group, gap) for gap in model.result.gaps if gap.id in wanted]
        taken |= wanted
    return tuple(found)


def open_conditions(model: ReportModel) -> int:
    """Count the open questions that stand before one of the project's moments."""
    named = {question for group in moments(model) for question in group.questions}
    return sum(1 for row in model.trace if row.state == "open" and row.id in named)


def standing_advice(model: ReportModel) -> tuple[Advice, ...]:
    """List the pack's advice that holds for this profile."""
    return tuple(item for item in model.pack.advice if holds(item.when, model.answers.profile))


def standing_contradictions(model: ReportModel) -> tuple[Contradiction, ...]:
    """List the contradictions that the profile shows."""
    return tuple(item for item in model.pack.contradictions if holds(item.when, model.answers.profile))


TELLING = 10
"""How many lines the project is told in, its name included, and how many gaps are told in full."""


def telling_fields(model: ReportModel) -> tuple[Field, ...]:
    """Choose what of the profile tells a project in ten lines: places, money and days, then what must be given.

    Only what is given or must be; a pack names its fields freely, so the kind of a field is all that is known of it.
    """
    about = [field for field in model.pack.fields if field.about == "project"]
    known = [f for f in about if f.required or is_given(model.answers.profile.get(f.id))]
    ranked = sorted(known, key=lambda field: (field.kind not in {"country", "money", "date"}, not field.required))
    chosen = {field.id for field in ranked[: TELLING - 1]}
    return tuple(field for field in about if field.id in chosen)


def worst_gaps(model: ReportModel) -> tuple[Gap, ...]:
    """List the gaps that are told in full."""
    return model.result.gaps[:TELLING]


def other_gaps(model: ReportModel) -> tuple[Gap, ...]:
    """List the gaps that the appendix tells."""
    return model.result.gaps[TELLING:]


def calendar(model: ReportModel) -> tuple[tuple[CalendarItem, ...], tuple[CalendarItem, ...]]:
    """List the filings that the project calls for, and those that depend on something not given."""
    answers = [(item, eligibility(item.when, model.answers.profile)[0]) for item in model.pack.calendar]
    due = tuple(item for item, said in answers if said == "yes")
    return due, tuple(item for item, said in answers if said == "unknown")


def changed_gaps(model: ReportModel, earlier: Earlier) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """List the questions whose gap was closed since, whose gap is new, and whose gap stayed."""
    before, now = ([gap.id for gap in result.gaps] for result in (earlier.result, model.result))
    answered = {row.id for row in model.trace if row.state == "answered"}
    closed = tuple(gap for gap in before if gap in answered and gap not in now)
    return closed, tuple(gap for gap in now if gap not in before), tuple(gap for gap in now if gap in before)


def holds_until(model: ReportModel) -> date:
    """Return the last day a report is to be relied on: a year on, or the end of a policy that it counts as in force."""
    as_of = model.answers.as_of
    ends = [p.valid_to for p in model.pack.policies if status_of(p, as_of) == "in-force"]
    return min([_a_year_on(as_of), *ends])


def _a_year_on(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)


def effort(question: Question, start: int, end: int) -> float:
    """Return the person-weeks from one level to another."""
    return sum(question.effort[start:end])


def held_down(model: ReportModel) -> tuple[TraceRow, ...]:
    """List the answers whose evidence supports less than the level claimed."""
    return tuple(
        row
        for row in model.trace
        if row.state == "answered"
        and row.level is not None
        and row.substantiated_level is not None
        and row.substantiated_level < row.level
    )


def link_of(question: Question, instrument: GapInstrument) -> Link:
    """Return the question's link to an instrument that one of its gaps names."""
    return next(link for link in question.closes_with if link.instrument == instrument.id)


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """Hold one measure of the catalogue; `support` is None where it helps with no gap."""

    policy: Policy
    measure: Measure
    support: MeasureResult | None


def catalogue(model: ReportModel) -> tuple[CatalogueEntry, ...]:
    """List every measure of the pack: those that help with a gap by relevance, then the rest in pack order."""
    ranks = {measure.id: rank for rank, measure in enumerate(model.result.measures)}
    entries = [CatalogueEntry(p, m, model.measure_by_id.get(m.id)) for p, m in model.pack.measures]
    return tuple(sorted(entries, key=lambda entry: ranks.get(entry.measure.id, len(ranks))))


def gaps_helped(model: ReportModel) -> dict[str, tuple[str, ...]]:
    """Return the gaps each instrument is linked to, in the result's order."""
    helped: dict[str, list[str]] = {}
    for gap in model.result.gaps:
        for instrument in gap.instruments:
            helped.setdefault(instrument.id, []).append(gap.id)
    return {key: tuple(ids) for key, ids in helped.items()}


@dataclass(frozen=True, slots=True)
class CitedNorm:
    """Hold a norm with the questions that cite it; a norm named in plain text only has no entry of its own."""

    norm: Norm | None
    text: str
    cited_by: tuple[tuple[str, str | None], ...]  # question, clause


def cited_norms(model: ReportModel) -> tuple[CitedNorm, ...]:
    """List the pack's norms, then those named in plain text, each with the questions asked here that cite it."""
    cited: dict[str, list[tuple[str, str | None]]] = {norm.id: [] for norm in model.pack.norms}
    plain: dict[str, list[tuple[str, str | None]]] = {}
    for row in model.trace:
        if row.state == "hidden":
            continue
        for reference in model.question(row.id).norms:
            if reference.norm is not None and reference.norm in cited:
                cited[reference.norm].append((row.id, reference.clause))
            else:
                plain.setdefault(reference.text or reference.norm or "", []).append((row.id, reference.clause))
    known = [CitedNorm(norm, "", tuple(cited[norm.id])) for norm in model.pack.norms]
    return (*known, *(CitedNorm(None, text, tuple(ids)) for text, ids in plain.items()))


def kept_though_hidden(model: ReportModel) -> tuple[str, ...]:
    """List the hidden questions that have an answer, which is kept and never counted."""
    return tuple(row.id for row in model.trace if row.state == "hidden" and row.id in model.answers.answers)


def succeeding_policies(pack: Pack, policy: Policy) -> tuple[Policy, ...]:
    """List the later policies that have an instrument which succeeds one of a policy's, in pack order."""
    own = (instrument.id for measure in policy.measures for instrument in measure.instruments)
    names = {later for earlier in own for later in pack.successors.get(earlier, ())}
    found = {pack.instrument_by_id[name][0].id for name in names} - {policy.id}
    return tuple(one for one in pack.policies if one.id in found)
