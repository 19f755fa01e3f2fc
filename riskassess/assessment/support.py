"""Which public measures help with the gaps, for whom and whether still in force (section 7).

Relevance orders, it promises nothing: it is never summed over measures.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from riskassess.assessment.basis import Basis
from riskassess.assessment.conditions import eligibility
from riskassess.assessment.gaps import ORDERING_DECIMALS
from riskassess.assessment.values import Gap, InstrumentResult, MeasureResult, Status
from riskassess.questionnaire.values import Measure, Pack, Policy


def status_of(policy: Policy, as_of: date) -> Status:
    """Tell whether a policy is in force on a day; its first and last day are inside."""
    if as_of < policy.valid_from:
        return "not-yet"
    return "lapsed" if as_of > policy.valid_to else "in-force"


@lru_cache(maxsize=8)
def links_by_question(pack: Pack) -> dict[str, tuple[tuple[str, str, float], ...]]:
    """Return (instrument, its measure, what the strength counts for) of every link."""
    return {
        question.id: tuple(
            (link.instrument, pack.instrument_by_id[link.instrument][1].id, link.factor)
            for link in question.closes_with
        )
        for question in pack.questions
    }


def find_support(basis: Basis, gaps: Sequence[Gap], as_of: date) -> tuple[MeasureResult, ...]:
    """List the measures that help with a gap, by relevance, each with its instruments that do."""
    of_instrument: dict[str, float] = {}
    of_measure: dict[str, float] = {}
    pack = basis.pack
    links = links_by_question(pack)
    for gap in gaps:
        strongest: dict[str, float] = {}
        for instrument, measure, factor in links[gap.id]:
            of_instrument[instrument] = of_instrument.get(instrument, 0.0) + gap.points * factor
            if factor > strongest.get(measure, 0.0):
                strongest[measure] = factor
        for measure, factor in strongest.items():
            of_measure[measure] = of_measure.get(measure, 0.0) + gap.points * factor
    found = [
        _measure_result(basis, policy, measure, of_measure[measure.id], of_instrument, as_of)
        for policy, measure in pack.measures
        if of_measure.get(measure.id, 0.0) > 0
    ]
    return tuple(sorted(found, key=lambda m: (-round(m.relevance, ORDERING_DECIMALS), m.id)))


def _measure_result(
    basis: Basis, policy: Policy, measure: Measure, relevance: float, of_instrument: dict[str, float], as_of: date
) -> MeasureResult:
    status = status_of(policy, as_of)
    instruments = [
        InstrumentResult(i.id, of_instrument[i.id], status, *eligibility(i.for_whom, basis.profile))
        for i in measure.instruments
        if of_instrument.get(i.id, 0.0) > 0
    ]
    instruments.sort(key=lambda i: (-round(i.relevance, ORDERING_DECIMALS), i.id))
    return MeasureResult(measure.id, relevance, status, tuple(instruments))
