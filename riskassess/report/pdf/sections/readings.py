"""The lines of the ruler: claimed or still possible, substantiated, one level either way, other weights."""

from __future__ import annotations

from riskassess.report.pdf.charts.ruler import Reading
from riskassess.report.phrases import Phrases


def readings(phrases: Phrases) -> list[Reading]:
    """Return the ruler's lines for the model's result."""
    return [
        reading
        for reading in (_claimed(phrases), _substantiated(phrases), _leniency(phrases), _weights(phrases))
        if reading
    ]


def _claimed(phrases: Phrases) -> Reading | None:
    result = phrases.model.result
    low, high, point = result.readiness.low, result.readiness.high, result.readiness.point
    if result.complete and point is not None:
        shown = (phrases.readiness(point),)
        return Reading(phrases.say("ruler.claimed"), "filled", 0, point, point, shown, result.grade.point or "")
    if low is None or high is None:
        return None
    ends = (phrases.readiness(low), phrases.readiness(high))
    return Reading(phrases.say("ruler.possible"), "band", low, high, point, ends, phrases.grade_span())


def _substantiated(phrases: Phrases) -> Reading | None:
    result = phrases.model.result
    readiness = result.substantiated.readiness
    if readiness is None:
        return None
    grade = result.substantiated.grade or "" if result.complete else ""
    label = phrases.say("ruler.substantiated" if result.complete else "ruler.substantiated_so_far")
    return Reading(label, "outlined", 0, readiness, None, (phrases.readiness(readiness),), grade)


def _leniency(phrases: Phrases) -> Reading | None:
    result = phrases.model.result
    low, high = result.leniency.minus_one, result.leniency.plus_one
    if low.readiness is None or high.readiness is None or not result.complete:
        return None
    ends = (phrases.readiness(low.readiness), phrases.readiness(high.readiness))
    grades = low.grade or "" if low.grade == high.grade else f"{low.grade}–{high.grade}"
    return Reading(
        phrases.say("ruler.leniency"), "span", low.readiness, high.readiness, result.readiness.point, ends, grades
    )


def _weights(phrases: Phrases) -> Reading | None:
    result, robust = phrases.model.result, phrases.model.result.robustness
    if robust is None or robust.readiness_p05 is None or robust.readiness_p95 is None or not result.complete:
        return None
    ends = (phrases.readiness(robust.readiness_p05), phrases.readiness(robust.readiness_p95))
    same = phrases.share(robust.same_grade or 0)
    label = phrases.say("ruler.weights")
    return Reading(label, "span", robust.readiness_p05, robust.readiness_p95, result.readiness.point, ends, same)
